"""What is read from files: ways of writing a time, records that do not fit, and the command itself."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from sladsl.cli.app import app
from sladsl.compiler import compile_files
from sladsl.data.bindings import bindings
from sladsl.data.gather import Gathered, gather
from sladsl.data.instants import reading
from sladsl.data.numbers import exact
from sladsl.data.store import Store, Unreadable
from sladsl.exact import zones
from sladsl.exact.calendars import ALWAYS
from sladsl.model.house import House

ROOT = Path(__file__).parents[2]
SOURCE = """\
party N "N"
priorities I "I" { P1 "Critical"; P2 "High" }
calendar Always "Always" { open always }
exclusion works "Works" { at most 2 h per month }
metric resolution "Resolution" {
  better lower
  value = time from opened to resolved
  attributed to opened
  pause while waiting
}
metric on_time "On time" {
  better higher
  signals punctual
  value = share of events where punctual
  attributed to opened
}
metric uptime "Uptime" {
  better higher
  signals up
  value = share of time where up
  partial minutes count
}
metric success "Success" {
  better higher
  signals good, total
  value = good / total
}
service Desk "Desk" {
  measure resolution from tickets {
    where = `kind = 'incident'`
    opened = "created"
    id = "number"
    P1 = "1 - Critical"
    P2 = "2 - High"
  }
  measure on_time from deliveries { id = "parcel"; opened = "delivered"; punctual = "in_time" }
}
sla A "A" {
  provider N
  effective 2026-01-01
  hours Always zone "Europe/Helsinki"
  priorities I
  covers Desk
  fee monthly = 1_000 EUR per month
  guarantee r1: resolution of P1 of Desk <= 2 h for 90% of tickets per month {
    credit 1% of monthly per started 1 h late
  }
  guarantee r2: resolution of P2 of Desk <= 4 h per month
  guarantee d: on_time of Desk >= 50% per month
  guarantee u: uptime of Desk >= 99.9% per month { except works }
  guarantee s: success of Desk >= 99% per month
}
"""
TICKETS = """\
number,created,resolved,priority,kind
T1,2027-11-02 10:00,2027-11-02 11:00,1 - Critical,incident
T2,2027-11-02T08:00:00Z,2027-11-02 13:30:00+02:00,1 - Critical,incident
T3,2027-11-31 10:00,,1 - Critical,incident
T4,2027-11-02 10:00,2027-11-02 09:59,1 - Critical,incident
T5,2027-11-02 10:00,,P1,incident
,2027-11-02 10:00,,1 - Critical,incident
T1,2027-11-02 10:00,,2 - High,incident
T8,2027-11-02 10:00,,2 - High,change
T9,,,2 - High,incident
T10,2027-11-02 10:00,9999-12-31,2 - High,incident
T11,2027-10-31 03:30,2027-10-31 05:00,2 - High,incident
T12,too,few
T13,2027-11-03 10:00,2027-11-03 12:00,2 - High,incident
"""


def house() -> House:
    made = compile_files({"a.sla": SOURCE})
    assert not made.resolved.has_errors, made.resolved.diagnostics
    return made.house


def gathered(folder: Path, *data: str, source: str = SOURCE) -> tuple[Gathered, list[str]]:
    """The facts of November 2027, and what was found, a line each with its notes."""
    made = compile_files({"a.sla": source}).house
    agreement = made.agreements["A"]
    period = agreement.promises[0].period.at("2027-11")
    names = [f"{part.partition('=')[0]}={folder / part.partition('=')[2]}" for part in data]
    with Store() as store:
        result = gather(agreement, period, bindings(names), store)
    told = [f"{d.message} | {'; '.join(d.notes)}".replace(f"{folder}/", "") for d in result.found]
    return result, told


def test_every_record_is_read_or_told(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(TICKETS)
    result, told = gathered(tmp_path, "tickets=t.csv")
    assert told == [
        "`t.csv`: a record is left out: it is no line of the table | "
        "line 13: expected number of columns: 5 found: 3",
        "`t.csv`: a record is left out: without an id nobody can say which case it is | "
        "row 7: `number` is empty",
        "`t.csv`: a record is left out: the id stands in an earlier row too | row 8: `number` is `T1`",
        "`t.csv`: a record is left out: the priority is none of the agreement's | row 6: `priority` is `P1`",
        "`t.csv`: a record is left out: `opened` is no time | row 4: `created` is `2027-11-31 10:00`",
        "`t.csv`: a record is left out: `resolved` is no time | row 11: `resolved` is `9999-12-31`",
        "`t.csv`: a record is left out: it is not known when it was `opened` | row 10: `created` is empty",
        "`t.csv`: a record is left out: `resolved` is before `opened` | "
        "row 5: `resolved` is `2027-11-02 09:59`",
        "`t.csv`: a time in `created` may mean two instants, and the first is taken | "
        "row 12: `2027-10-31 03:30`",
    ]
    assert result.counts is not None
    assert (result.counts.records, result.counts.read, result.counts.kept) == (12, 11, 4)
    cases = {case.id: case for case in result.facts.cases or ()}
    assert sorted(cases) == ["T1", "T11", "T13", "T2"]
    # A row below one that is no line keeps the number that a spreadsheet shows.
    assert cases["T13"].origin == f"{tmp_path}/t.csv:14"
    two = datetime(2027, 11, 2, 8, tzinfo=UTC)
    assert cases["T2"].events == {
        "opened": two.timestamp(),
        "resolved": (two + timedelta(hours=3, minutes=30)).timestamp(),
    }
    assert cases["T2"].priority == "P1"


def test_a_ticket_in_the_hour_that_the_clocks_leave_out_is_told(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(
        "number,created,resolved,priority,kind\n"
        "T1,2027-03-28 03:30,2027-03-28 05:00,2 - High,incident\n"
        "T2,2027-03-28T03:30+02:00,2027-03-28 05:00,2 - High,incident\n"
    )
    result, told = gathered(tmp_path, "tickets=t.csv")
    assert told == [
        "`t.csv`: a time in `created` was shown by no clock, and the end of the gap is taken | "
        "row 2: `2027-03-28 03:30`"
    ]
    (first, second) = result.facts.cases or ()
    assert first.events["opened"] == datetime(2027, 3, 28, 1, tzinfo=UTC).timestamp()
    assert second.events["opened"] == datetime(2027, 3, 28, 1, 30, tzinfo=UTC).timestamp()


def test_states_come_from_a_history(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(TICKETS)
    (tmp_path / "h.csv").write_text(
        "id,state,start\n"
        "T2,working,2027-11-02T08:00:00Z\nT2,waiting,2027-11-02T09:00:00Z\nT2,working,2027-11-02T10:00:00Z\n"
        "T2,waiting,soon\n,waiting,2027-11-02T09:00:00Z\n"
    )
    result, told = gathered(tmp_path, "tickets=t.csv", "tickets.states=h.csv")
    two = next(case for case in result.facts.cases or () if case.id == "T2")
    base = int(datetime(2027, 11, 2, 8, tzinfo=UTC).timestamp())
    assert [(s.state, s.start - base, s.end and s.end - base) for s in two.states] == [
        ("working", 0, 3600),
        ("waiting", 3600, 7200),
        ("working", 7200, None),
    ]
    assert "`h.csv`: a record is left out: it names no case or no state | row 6: case empty" in told
    assert "`h.csv`: a record is left out: its start is no time | row 5: case `T2`" in told


@pytest.mark.parametrize("kind", ["parquet", "duckdb", "json", "typed parquet"])
def test_other_files_say_the_same(tmp_path: Path, kind: str) -> None:
    rows = "\n".join(TICKETS.splitlines()[:3])
    (tmp_path / "t.csv").write_text(rows + "\n")
    wanted, _ = gathered(tmp_path, "tickets=t.csv")
    file = tmp_path / f"t.{kind.rsplit(maxsplit=1)[-1]}"
    table = f"(SELECT * FROM read_csv('{tmp_path / 't.csv'}', all_varchar = true))"
    if kind.startswith("typed"):
        parts = "replace(number, '', '') AS number, TIMESTAMP '2027-11-02 10:00:00' + to_hours(0) AS created"
        rest = "CAST(created AS VARCHAR) AS seen, resolved, priority, kind"
        table = f"(SELECT {parts}, {rest} FROM {table}) WHERE number = 'T1'"
    with duckdb.connect(str(file) if kind == "duckdb" else ":memory:") as con:
        if kind == "duckdb":
            con.execute(f"CREATE TABLE tickets AS SELECT * FROM {table}")
        else:
            con.execute(f"COPY (SELECT * FROM {table}) TO '{file}' (FORMAT {kind.rsplit(maxsplit=1)[-1]})")
    result, told = gathered(tmp_path, f"tickets={file.name}")
    assert not told
    cases = [(c.id, c.priority, c.events) for c in result.facts.cases or ()]
    expected = [(c.id, c.priority, c.events) for c in wanted.facts.cases or ()]
    assert cases == (expected[:1] if kind.startswith("typed") else expected)


def test_deliveries_outages_work_and_samples(tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text(
        "parcel,delivered,in_time\nA,2027-11-05,true\nB,2027-11-05,no\nC,2027-11-05,\n"
    )
    (tmp_path / "o.csv").write_text(
        "service,start,end\nDesk,2027-11-05 10:00,2027-11-05 11:00\nDesk,2027-11-30 23:00,\n"
        "Desk,2027-11-07 10:00,2027-11-07 09:00\nDesk,2027-11-07,then\n,2027-11-07,\n"
    )
    (tmp_path / "x.csv").write_text("exclusion,start,end\nworks,2027-11-05 10:00,2027-11-05 10:30\n")
    (tmp_path / "s.csv").write_text(
        "service,signal,start,value\nDesk,good,2027-11-05 10:00,0.1\nDesk,good,2027-11-05 10:05,2e-1\n"
        "Desk,total,2027-11-05 10:00,1\nDesk,total,2027-11-05 10:05,\nDesk,total,2027-11-05 10:10,many\n"
    )
    result, told = gathered(
        tmp_path, "deliveries=d.csv", "outages=o.csv", "exclusions=x.csv", "samples=s.csv"
    )
    ten = int(datetime(2027, 11, 5, 8, tzinfo=UTC).timestamp())
    end = int(datetime(2027, 11, 30, 22, tzinfo=UTC).timestamp())
    desk = result.facts.of("Desk")
    assert desk.down == ((ten, ten + 3600), (end - 3600, end))
    assert desk.excluded == {"works": ((ten, ten + 1800),)}
    assert desk.samples["good"].step == 300
    assert desk.samples["good"].values == {ten: Fraction(1, 10), ten + 300: Fraction(1, 5)}
    assert desk.samples["total"].values == {ten: 1}
    marks = [case.attributes.get("punctual") for case in result.facts.cases or ()]
    assert marks == [1, 0, None]
    assert told == [
        "`o.csv`: a record is left out: it ends before it starts | row 4: `2027-11-07 09:00`",
        "`o.csv`: a record is left out: its end is no time | row 5: `then`",
        "`o.csv`: a record is left out: it names no service | row 6: empty",
        "`s.csv`: a record is left out: its value is no number | row 6: `many`",
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0.1", Fraction(1, 10)),
        ("1e-05", Fraction(1, 100_000)),
        ("2.5E+3", Fraction(2_500)),
        ("-3", Fraction(-3)),
        *((text, None) for text in ("NaN", "+Inf", "", "e5", "1e")),
    ],
)
def test_numbers_are_exact(text: str, number: Fraction | None) -> None:
    assert exact(text) == number


@pytest.mark.parametrize(
    ("source", "files", "message"),
    [
        (SOURCE, {"t.csv": "number,created,priority,kind\n"}, "`t.csv` has no column `resolved`"),
        (SOURCE, {}, "there is no file `t.csv`"),
        (
            SOURCE.replace("kind = 'incident'", "kind == "),
            {"t.csv": TICKETS},
            "`t.csv` cannot be read as `Desk` says",
        ),
        (
            SOURCE.replace("kind = 'incident'", "EXISTS (SELECT * FROM read_text('/etc/hostname'))"),
            {"t.csv": TICKETS},
            "file system operations are disabled",
        ),
        (
            SOURCE.replace('id = "number"', 'id = "number"; states = "history"'),
            {"t.csv": TICKETS},
            "the history `history` of tickets is not given, so nothing is known of pauses",
        ),
    ],
)
def test_sources_that_do_not_fit(tmp_path: Path, source: str, files: dict[str, str], message: str) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    result, told = gathered(tmp_path, "tickets=t.csv", source=source)
    assert any(message in line for line in told), told
    assert not result.facts.cases


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("tickets", "is not NAME=FILE"),
        ("prometheus=metrics.csv", "is read from an address"),
        ("tickets=http://x", "is read from a file"),
        ("tickets.history=x", "there is only NAME.states"),
        ("tickets.states=x", "give tickets=FILE too"),
    ],
)
def test_bindings(given: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        bindings([given])


ZONES = ("Europe/Helsinki", "America/St_Johns", "Australia/Lord_Howe", "UTC")


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.datetimes(datetime(1991, 1, 1), datetime(2099, 1, 1)), min_size=1, max_size=50),
    st.sampled_from(ZONES),
)
def test_wall_times_are_those_of_the_zone(readings: list[datetime], zone: str) -> None:
    """Every reading, skipped and repeated ones among them, is the instant that the calendars take it for."""
    near = [
        zones.wall(zones.load(zone), at) + timedelta(minutes=m)
        for at in range(int(datetime(2027, 3, 1, tzinfo=UTC).timestamp()), 1_826_000_000, 86_400 * 5)
        for m in (-45, 0, 15)
    ]
    texts = [f"{r:%Y-%m-%d %H:%M:%S}" for r in (*readings, *near)]
    how = reading("x", "VARCHAR")
    values = ", ".join(f"({i}, '{text}')" for i, text in enumerate(texts))
    query = f"SELECT {how.instant('w', 'a', zone)} FROM (SELECT i, {how.wall} AS w, {how.ahead} AS a "
    with duckdb.connect() as con:
        rows = con.execute(f"{query} FROM (VALUES {values}) AS t(i, x)) ORDER BY i").fetchall()
    expected = [zones.first_instant(zones.load(zone), datetime.fromisoformat(text)) for text in texts]
    assert [row[0] for row in rows] == expected


def test_store_without_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "duckdb", None)
    with pytest.raises(Unreadable, match="not installed") as refused:
        Store()
    assert "sladsl[data]" in refused.value.way_out


class TestCommand:
    """`sla evaluate` as people run it."""

    def run(self, folder: Path, *more: str) -> tuple[int, str, str]:
        (folder / "a.sla").write_text(SOURCE)
        (folder / "t.csv").write_text(TICKETS)
        (folder / "o.csv").write_text("service,start,end\nDesk,2027-11-05 10:00,2027-11-05 11:00\n")
        done = CliRunner().invoke(
            app, ["evaluate", str(folder), "--period", "2027-11", *more], standalone_mode=False
        )
        if done.exception is not None:
            raise done.exception
        return done.return_value, done.stdout, done.stderr

    def test_json_is_as_published(self, tmp_path: Path) -> None:
        data = ["--data", f"tickets={tmp_path / 't.csv'}", "--data", f"outages={tmp_path / 'o.csv'}"]
        code, out, _ = self.run(tmp_path, *data, "--format", "json")
        assert code == 1
        folder = ROOT / "docs" / "schemas"
        schemas = [
            json.loads((folder / f"{n}.schema.json").read_text()) for n in ("evaluation", "diagnostics")
        ]
        registry = Registry().with_resources((s["$id"], Resource.from_contents(s)) for s in schemas)
        body = json.loads(out)
        Draft202012Validator.check_schema(schemas[0])
        Draft202012Validator(schemas[0], registry=registry).validate(body)
        (statement,) = body["statements"]
        states = {result["promise"]: result["state"] for result in statement["results"]}
        assert states == {"r1": "undefined", "r2": "undefined", "d": "no_data", "u": "missed", "s": "no_data"}
        assert statement["credit"] == {"amount": "0", "currency": "EUR"}
        assert statement["cases"] == {"records": 12, "read": 11, "kept": 4}
        (uptime,) = (r for r in statement["results"] if r["promise"] == "u")
        assert (uptime["numerator"], uptime["denominator"]) == (str(719 * 3600), str(720 * 3600))
        assert body["findings"]["counts"]["warning"] == 9

    def test_text(self, tmp_path: Path) -> None:
        code, out, err = self.run(tmp_path, "--data", f"outages={tmp_path / 'o.csv'}")
        assert (code, err) == (0, "")
        assert "u: uptime" in out
        assert "719 h of 720 h" in out
        assert "no case source was read" in out

    def test_a_wrong_period_name_or_agreement(self, tmp_path: Path) -> None:
        for more, why in (
            (("--period", "november"), "is no period"),
            (("--period", "2025-11"), "no agreement decides anything"),
            (("--only", "B"), "no agreement 'B'"),
            (("--data", "calls=x.csv"), "nothing in the source is measured from 'calls'"),
        ):
            with pytest.raises(Exception, match=why):
                self.run(tmp_path, *more)

    def test_services_that_do_not_exist(self, tmp_path: Path) -> None:
        (tmp_path / "p.csv").write_text("service,start,end\nDesq,2027-11-05 10:00,2027-11-05 11:00\n")
        code, _, err = self.run(tmp_path, "--data", f"outages={tmp_path / 'p.csv'}")
        assert code == 1
        assert "names no services of the house: `Desq`" in err


def test_source_is_sound() -> None:
    assert house().agreements["A"].hours is not None
    assert ALWAYS.intervals(0, 1) == ((0, 1),)


MEASURED = """\
import std.calendars {{ Always }}
party N "N"
party C "C"
{metrics}
service Desk "Desk" {{ measure {measured} from tickets {{ zone = "UTC" }} }}
sla A "A" {{
  provider N
  customer C
  zone "UTC"
  hours Always
  effective 2027-01-01
  {promises}
}}
"""


def measured(steps: list[tuple[str, str]], promised: int) -> str:
    """A house that measures the time of every step and promises that of the first so many."""
    return MEASURED.format(
        metrics="\n".join(
            f"metric m{n} {{ better lower; value = time from {first} to {last}; attributed to {first} }}"
            for n, (first, last) in enumerate(steps)
        ),
        measured=", ".join(f"m{n}" for n in range(len(steps))),
        promises="\n  ".join(
            f"guarantee g{n}: m{n} of Desk <= 4 h per month {{ exact }}" for n in range(promised)
        ),
    )


@pytest.mark.parametrize("other", [("a", "c"), ("c", "a"), ("b", "a"), ("c", "d")])
def test_what_is_measured_and_not_promised_asks_nothing_of_a_record(
    tmp_path: Path, other: tuple[str, str]
) -> None:
    (tmp_path / "t.csv").write_text("id,a,b\n1,2027-11-02T10:00Z,2027-11-02T11:00Z\n2,2027-11-02T10:00Z,\n")
    result, told = gathered(tmp_path, "tickets=t.csv", source=measured([("a", "b"), other], 1))
    assert told == []
    assert [case.id for case in result.facts.cases or ()] == ["1", "2"]


def test_as_many_steps_as_anybody_measures(tmp_path: Path) -> None:
    count = 130
    sound = [f"2027-11-02T{n // 60:02}:{n % 60:02}Z" for n in range(count + 1)]
    rows = {
        "sound": sound,
        "no-time": [*sound[:-1], "soon"],
        "no-begin": [*sound[:90], "", *sound[91:]],
        "turned": [*sound[:-2], sound[-1], sound[-2]],
    }
    heading = ",".join(["id", *(f"e{n}" for n in range(count + 1))])
    text = "\n".join([heading, *(",".join([key, *times]) for key, times in rows.items())])
    (tmp_path / "t.csv").write_text(text)
    steps = [(f"e{n}", f"e{n + 1}") for n in range(count)]
    result, told = gathered(tmp_path, "tickets=t.csv", source=measured(steps, count))
    assert [line.partition(" | ")[0].removeprefix("`t.csv`: a record is left out: ") for line in told] == [
        f"`e{count}` is no time",
        "it is not known when it was `e90`",
        f"`e{count}` is before `e{count - 1}`",
    ]
    assert [case.id for case in result.facts.cases or ()] == ["sound"]
