"""Files that are read again and again in place, and more late cases than are listed: the same money, too."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sladsl.compiler import compile_files
from sladsl.data import gather as gathering
from sladsl.data.bindings import bindings
from sladsl.data.case_objects import all_cases
from sladsl.data.gather import gather
from sladsl.data.setwise import SetWise
from sladsl.data.store import Store
from sladsl.diagnostics.render_text import render_text
from sladsl.evaluate.credits import settle
from sladsl.evaluate.evaluate import evaluate
from sladsl.evaluate.facts import Facts
from sladsl.evaluate.telling import how_result

SOURCE = """\
party N "N"
priorities I "I" { P1 "Critical"; P2 "High"; P3 "Normal" }
calendar Office "Office" {
  zone "Europe/Helsinki"
  open Mon-Fri 08:00-17:00
  closed holidays FI
}
calendar Late "Late" { zone "America/New_York"; open Mon-Sun 22:30-03:17 }
metric response "Response" {
  better lower
  value = time from opened to responded
  attributed to opened
}
metric resolution "Resolution" {
  better lower
  value = time from opened to resolved
  attributed to resolved
  pause while waiting
}
metric unsaid "Unsaid" {
  better lower
  value = time from opened to resolved
  pause while waiting or asleep
}
service Desk "Desk" {
  measure response, resolution, unsaid from tickets { zone = "UTC"; where = `unit = 'desk'` }
}
service Field "Field" {
  measure resolution, unsaid from tickets { zone = "UTC"; where = `unit = 'field'` }
}
sla A "A" {
  provider N
  effective 2026-01-01
  hours Office zone "Europe/Helsinki"
  priorities I
  covers Desk, Field
  fee monthly = 1_000 EUR per month
  guarantee a: response of P1 of Desk <= 15 min for 99% of tickets per month {
    credit 3 EUR per started 10 min late, at most 90% of monthly
  }
  guarantee b: response of P2 of Desk <= 1 h for 99% of tickets per month {
    credit 2 EUR per ticket, beyond 5 min
  }
  guarantee c: resolution of P1 of Desk <= 4 h per month {
    credit { below 8 h: 1 EUR per ticket; at least 8 h: 5 EUR per ticket }
  }
  guarantee d: resolution of P2 <= 8 h for 90% of tickets per month {
    credit { below 90%: 10% of monthly; below 50%: 25% of monthly }
  }
  guarantee e: p75 of resolution of Field <= 2 h per month during Late { credit 7 EUR per ticket }
  guarantee f: resolution of P3 <= 1.5 h per month { credit 1 EUR per 30 min late beyond 10 min }
  guarantee g: resolution of Field <= 1 working day per month { credit 1 EUR per started 1 h late }
  guarantee h: unsaid of P2 <= 8 h for 10% of tickets per month
  guarantee i: response of Desk > 1 min per month
}
"""
START = datetime(2027, 3, 22, tzinfo=UTC)
HOUSE = compile_files({"a.sla": SOURCE})
assert not [d for d in HOUSE.resolved.diagnostics if d.is_error], render_text(HOUSE.resolved.diagnostics)

moment = st.one_of(st.integers(0, 14 * 86_400), st.integers(0, 14 * 24).map(lambda hour: hour * 3_600))
ticket = st.fixed_dictionaries(
    {
        "at": moment,
        "priority": st.sampled_from(["P1", "P2", "P3"]),
        "response": st.integers(0, 9_000),
        "resolution": st.one_of(st.none(), st.integers(0, 3 * 86_400), st.just(130 * 86_400)),
        "unit": st.sampled_from(["desk", "desk", "field", "other"]),
        "states": st.lists(
            st.tuples(
                st.sampled_from(["waiting", "asleep", "working"]),
                st.integers(-1_000, 86_400),
                st.one_of(st.none(), st.integers(0, 86_400)),
            ),
            max_size=3,
        ),
    }
)


def write(folder: Path, tickets: list[dict[str, object]], twice: int, order: int) -> None:
    """Typed columns, the first so many tickets once more at the end, the whole in any order."""
    numbers = [*range(len(tickets)), *range(min(twice, len(tickets)))]
    if order:
        random.Random(order).shuffle(numbers)
    rows, states = [], []
    for number in numbers:
        each = tickets[number]
        at = START + timedelta(seconds=each["at"])
        ends = [
            None if each[e] is None else at + timedelta(seconds=each[e]) for e in ("response", "resolution")
        ]
        rows.append((f"T{number}", at, *ends, each["priority"], each["unit"]))
    for number, each in enumerate(tickets):
        for state, begins, lasts in each["states"]:
            start = START + timedelta(seconds=each["at"] + begins)
            states.append(
                (f"T{number}", state, start, None if lasts is None else start + timedelta(seconds=lasts))
            )
    with duckdb.connect() as con:
        con.execute(
            "CREATE TABLE t (id VARCHAR, opened TIMESTAMP, responded TIMESTAMP, resolved TIMESTAMP, "
            "priority VARCHAR, unit VARCHAR)"
        )
        con.execute('CREATE TABLE s (id VARCHAR, state VARCHAR, start TIMESTAMP, "end" TIMESTAMP)')
        for table, values in (("t", rows), ("s", states)):
            for row in values:
                plain = [v.replace(tzinfo=None) if isinstance(v, datetime) else v for v in row]
                con.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(plain))})", plain)
            con.execute(f"COPY {table} TO '{folder / table}.parquet' (FORMAT parquet)")


def data_of(folder: Path) -> object:
    return bindings([f"tickets={folder / 't.parquet'}", f"tickets.states={folder / 's.parquet'}"])


@settings(
    max_examples=25,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    tickets=st.lists(ticket, min_size=1, max_size=40),
    month=st.sampled_from(["2027-03", "2027-04"]),
    twice=st.sampled_from([0, 0, 3]),
    order=st.integers(0, 3),
    listed=st.sampled_from([1, 2, 1_000]),
)
def test_same_results_and_same_money(
    tickets: list[dict[str, object]],
    month: str,
    twice: int,
    order: int,
    listed: int,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("data")
    write(folder, tickets, twice, order)
    agreement = HOUSE.house.agreements["A"]
    period = agreement.promises[0].period.at(month)
    with Store() as store:
        gathered = gather(agreement, period, data_of(folder), store, many=0)
        timing = gathered.facts.timing
        assert isinstance(timing, SetWise)
        few = Facts(timing=SetWise(store, timing.table, listed))
        plain = replace(gathered.facts, refused=())
        as_sets = [evaluate(agreement, facts, period, HOUSE.house.metrics) for facts in (plain, few)]
        judged = evaluate(agreement, gathered.facts, period, HOUSE.house.metrics)
        alone = Facts(cases=all_cases(store, timing.table))
    one_by_one = evaluate(agreement, alone, period, HOUSE.house.metrics)
    with Store() as store:
        small = gather(agreement, period, data_of(folder), store)
    assert small.facts.timing is None
    # Overlaps of states are looked for in files of ordinary size only.
    told = [d for d in small.found if d.rule.code != "SLA1204"]
    assert told == gathered.found
    assert small.counts == gathered.counts
    assert small.facts.refused == gathered.facts.refused
    assert evaluate(agreement, small.facts, period, HOUSE.house.metrics) == judged
    assert as_sets[0] == one_by_one
    owed = settle(agreement, one_by_one, period)
    listing = settle(agreement, as_sets[1], period)
    assert (listing.credit, listing.steps) == (owed.credit, owed.steps)
    assert [(o.amount, o.steps, o.granted) for o in listing.owed] == [
        (o.amount, o.steps, o.granted) for o in owed.owed
    ]
    for whole, short in zip(one_by_one, as_sets[1], strict=True):
        assert (short.state, short.compared, short.tier) == (whole.state, whole.compared, whole.tier)
        some, every = short.measured, whole.measured
        assert some.counted == every.counted[:listed]
        assert some.left_out == every.left_out[:listed]
        assert some.more == len(every.counted) - len(some.counted)
        assert some.left_more == len(every.left_out) - len(some.left_out)


def tickets_of(count: int) -> list[dict[str, object]]:
    """All of them 4 hours late or more, in the same way."""
    one = {
        "at": 32_400,
        "priority": "P1",
        "response": 18_000,
        "resolution": 30_000,
        "unit": "desk",
        "states": [],
    }
    return [dict(one) for _ in range(count)]


def test_nothing_is_copied_from_a_file_that_can_be_read_again(tmp_path: Path) -> None:
    write(tmp_path, tickets_of(5), 0, 0)
    agreement = HOUSE.house.agreements["A"]
    period = agreement.promises[0].period.at("2027-03")
    with Store() as store:
        gather(agreement, period, data_of(tmp_path), store, many=0)
        kept = {str(name) for (name,) in store.run("SELECT table_name FROM duckdb_tables()")}
    assert not {name for name in kept if name.startswith("kept_") or name == "spans"}


def test_what_is_not_listed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "SetWise", lambda store, table: SetWise(store, table, 3))
    write(tmp_path, tickets_of(12), 0, 0)
    agreement = HOUSE.house.agreements["A"]
    period = agreement.promises[0].period.at("2027-03")
    with Store() as store:
        gathered = gather(agreement, period, data_of(tmp_path), store, many=0)
        results = evaluate(agreement, gathered.facts, period, HOUSE.house.metrics)
    lines = how_result(results[0], settle(agreement, results, period))
    assert [line for line in lines if line.startswith("counted")] == [
        *(f"counted: T{n}, late by 4 h 45 min ({tmp_path / 't.parquet'}:{n + 1})" for n in range(3)),
        "counted: and 9 more",
    ]


def test_a_history_is_about_the_cases_of_its_own_file(tmp_path: Path) -> None:
    one = {"at": 32_400, "priority": "P3", "response": 60, "resolution": 30_000, "unit": "desk"}
    paused = {**one, "states": [("waiting", 0, 20_000)]}
    (tmp_path / "calls").mkdir()
    write(tmp_path, [paused], 0, 0)
    write(tmp_path / "calls", [paused], 0, 0)
    source = SOURCE.replace(
        "unsaid from tickets { zone = \"UTC\"; where = `unit = 'field'` }", "unsaid from calls"
    )
    made = compile_files({"a.sla": source})
    agreement = made.house.agreements["A"]
    period = agreement.promises[0].period.at("2027-03")
    given = bindings(
        [
            f"tickets={tmp_path / 't.parquet'}",
            f"tickets.states={tmp_path / 's.parquet'}",
            f"calls={tmp_path / 'calls' / 't.parquet'}",
        ]
    )
    with Store() as store:
        gathered = gather(agreement, period, given, store, many=0)
        assert isinstance(gathered.facts.timing, SetWise)
        alone = Facts(cases=all_cases(store, gathered.facts.timing.table))
        as_sets = evaluate(agreement, gathered.facts, period, made.house.metrics)
    assert as_sets == evaluate(agreement, alone, period, made.house.metrics)
    assert [item.amount for item in as_sets[5].measured.counted] == [23_400]


def test_more_priorities_than_a_byte_counts(tmp_path: Path) -> None:
    words = [f"P{n}" for n in range(1, 301)]
    named = "; ".join(f'{word} "{word}"' for word in words)
    (tmp_path / "t.csv").write_text(
        "id,priority,opened,responded\n"
        + "".join(f"{word},{word},2027-03-02T10:00Z,2027-03-02T11:00Z\n" for word in words)
    )
    text = (
        'party N "N"\nparty C "C"\n'
        "metric late { better lower; value = time from opened to responded; attributed to opened }\n"
        f'priorities I "I" {{ {named} }}\n'
        'service Desk "Desk" { measure late from tickets { zone = "UTC" } }\n'
        'sla A "A" {\nprovider N\ncustomer C\nzone "UTC"\neffective 2027-01-01\npriorities I\n'
        "guarantee g: late of P300 of Desk <= 4 h per month { exact }\n}\n"
    )
    made = compile_files({"a.sla": text})
    agreement = made.house.agreements["A"]
    period = agreement.promises[0].period.at("2027-03")
    with Store() as store:
        given = bindings([f"tickets={tmp_path / 't.csv'}"])
        gathered = gather(agreement, period, given, store, many=0)
        assert isinstance(gathered.facts.timing, SetWise)
        (result,) = evaluate(agreement, gathered.facts, period, made.house.metrics)
    assert result.measured is not None
    assert result.measured.denominator == 1
