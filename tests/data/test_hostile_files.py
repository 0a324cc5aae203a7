"""Files as other tools write them: every record is counted once or told, and none changes what it says."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.compiler import compile_files
from sladsl.data.bindings import bindings
from sladsl.data.gather import Gathered, gather, prepare
from sladsl.data.store import Store, Unreadable
from sladsl.evaluate.evaluate import evaluate
from sladsl.evaluate.results import State
from sladsl.model.values import Ratio

SOURCE = """\
metric resolution "Resolution" {
  better lower
  value = time from opened to resolved
  attributed to opened
}
service Desk "Desk" { measure resolution from tickets { } }
sla A "A" {
  effective 2026-01-01
  hours Always zone "Europe/Helsinki"
  covers Desk
  guarantee r: resolution of Desk <= 2 h for 90% of tickets per month
}
calendar Always "Always" { open always }
"""
ROWS = [
    ("id", "title", "opened", "resolved"),
    ("A", "mail, and phone", "2027-11-02 10:00", "2027-11-02 11:00"),
    ("B", "line one", "2027-11-03T08:00:00Z", "2027-11-03T13:00:00Z"),
    ("C", 'says "no"', "2027-11-04 10:00", ""),
]


def read(folder: Path, *data: str, source: str = SOURCE, agreement: str = "A") -> tuple[Gathered, list[str]]:
    """What November 2027 holds, and what was found, a line each with its notes."""
    made = compile_files({"a.sla": source})
    assert not made.resolved.has_errors, made.resolved.diagnostics
    wanted = made.house.agreements[agreement]
    period = wanted.promises[0].period.at("2027-11")
    names = bindings(
        part if "://" in part else f"{part.partition('=')[0]}={folder / part.partition('=')[2]}"
        for part in data
    )
    with Store() as store:
        prepare(store, made.house, names)
        result = gather(wanted, period, names, store, house=made.house)
        if result.facts.cases is not None:
            evaluate(wanted, result.facts, period, made.house.metrics)
    told = [f"{d.message} | {'; '.join(d.notes)}".replace(f"{folder}/", "") for d in result.found]
    return result, told


def text(rows: Iterable[tuple[str, ...]], **dialect: str) -> str:
    out = io.StringIO()
    csv.writer(out, **dialect).writerows(rows)  # type: ignore[arg-type]
    return out.getvalue()


def written(folder: Path, how: str) -> str:
    """The rows in a file of that kind; its name."""
    plain = text(ROWS, lineterminator="\n")
    objects = [dict(zip(ROWS[0], row, strict=True)) for row in ROWS[1:]]
    texts = {
        "plain.csv": plain,
        "bom.csv": "\ufeff" + plain,
        "crlf.csv": plain.replace("\n", "\r\n"),
        "old_mac.csv": plain.replace("\n", "\r"),
        "semicolons.csv": text(ROWS, delimiter=";"),
        "bars.txt": text(ROWS, delimiter="|"),
        "tabs.tsv": text(ROWS, delimiter="\t"),
        "quoted.csv": "\n".join(",".join('"' + v.replace('"', '""') + '"' for v in row) for row in ROWS)
        + "\n",
        "lines.csv": plain.replace("line one", '"line one\nline two, ""so""\n"'),
        "no_end.csv": plain.rstrip("\n"),
        "blanks.csv": plain.replace("A,", " A ,").replace("2027-11-02 10:00", " 2027-11-02 10:00 "),
        "list.json": json.dumps(objects),
        "lines.jsonl": "".join(json.dumps(one) + "\n" for one in objects),
    }
    file = folder / how
    if how in texts:
        file.write_bytes(texts[how].encode())
    elif how == "packed.csv.gz":
        file.write_bytes(gzip.compress(plain.encode()))
    elif how.startswith("lite"):
        with sqlite3.connect(file) as base:
            base.execute("CREATE TABLE tickets (id TEXT, title TEXT, opened TEXT, resolved TEXT)")
            base.executemany("INSERT INTO tickets VALUES (?, ?, ?, ?)", ROWS[1:])
        base.close()
    else:
        (folder / "in.csv").write_text(plain)
        with duckdb.connect(str(file) if how.startswith("duck") else ":memory:") as base:
            table = f"SELECT * FROM read_csv('{folder / 'in.csv'}', all_varchar = true)"
            base.execute(f"CREATE TABLE tickets AS {table}")
            if how.endswith(".parquet"):
                base.execute(f"COPY tickets TO '{file}' (FORMAT parquet)")
    return how


@pytest.mark.parametrize(
    "how",
    ["plain.csv", "bom.csv", "crlf.csv", "old_mac.csv", "semicolons.csv", "bars.txt", "tabs.tsv",
     "quoted.csv", "lines.csv", "no_end.csv", "blanks.csv", "packed.csv.gz", "list.json", "lines.jsonl",
     "lite.db", "lite.sqlite", "duck.db", "duck.duckdb", "typed.parquet"],
)  # fmt: skip
def test_every_file_says_the_same(tmp_path: Path, how: str) -> None:
    result, told = read(tmp_path, f"tickets={written(tmp_path, how)}")
    assert told == []

    def at(day: int, hour: int) -> int:
        return int(datetime(2027, 11, day, hour, tzinfo=UTC).timestamp())

    assert {case.id: case.events for case in result.facts.cases or ()} == {
        "A": {"opened": at(2, 8), "resolved": at(2, 9)},
        "B": {"opened": at(3, 8), "resolved": at(3, 13)},
        "C": {"opened": at(4, 8)},
    }


NOON = int(datetime(2027, 11, 2, 12, tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    "time",
    [
        "2027-11-02T12:00:00Z", "2027-11-02 12:00Z", "2027-11-02T14:00:00+02:00", "2027-11-02 14:00:00+0200",
        "2027-11-02 14:00:00 +02", "2027-11-02T14:00:00.999", "2027-11-02 14:00:00,5", "2027-11-02 14:00",
        "2027-11-02T17:30:00+05:30", "2027-11-02 08:30:00-03:30", str(NOON), " 2027-11-02 14:00 ",
    ],
)  # fmt: skip
def test_ways_of_writing_one_time(tmp_path: Path, time: str) -> None:
    (tmp_path / "t.csv").write_text(text([("id", "opened", "resolved"), ("A", time, "")]))
    result, told = read(tmp_path, "tickets=t.csv")
    assert told == []
    assert result.facts.cases is not None
    assert result.facts.cases[0].events == {"opened": NOON}


@pytest.mark.parametrize(
    "time",
    [
        "02.11.2027 14:00", "11/02/2027 14:00", "2027-11-02 02:00 PM", "2027-11-02T25:00", "2027-02-29",
        f"{NOON}000", "now", "1969-07-20 20:17", "-1", "2027-11", "9999-12-31", "0000-00-00 00:00:00",
        "2027-11-02 14:00 Europe/Helsinki", "٢٠٢٧-١١-٠٢ 14:00", "'; DROP TABLE cases; --",
    ],
)  # fmt: skip
def test_what_is_no_time_is_told(tmp_path: Path, time: str) -> None:
    (tmp_path / "t.csv").write_text(text([("id", "opened", "resolved"), ("A", time, "")]))
    result, told = read(tmp_path, "tickets=t.csv")
    assert told == [f"`t.csv`: a record is left out: `opened` is no time | row 2: `opened` is `{time}`"]
    assert not result.facts.cases


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "`t.csv` cannot be read: it is empty: it has not even a heading"),
        (b"\xef\xbb\xbf\r\n\r\n", "`t.csv` cannot be read: it is empty: it has not even a heading"),
        ("id,opened,resolved\nA,,\n".encode("utf-16"), "`t.csv` cannot be read: it is UTF-16"),
        (b"id,id,opened,resolved\nA,B,2027-11-02,\n", "two of its columns are called `id`"),
        (b"id,created,resolved\nA,2027-11-02,\n", "`t.csv` has no column `opened`"),
        (b"\x00\x01\x02\x03", "it is UTF-16, or no text at all"),
    ],
)
def test_files_that_are_no_tables(tmp_path: Path, raw: bytes, message: str) -> None:
    (tmp_path / "t.csv").write_bytes(raw)
    try:
        result, told = read(tmp_path, "tickets=t.csv")
    except Unreadable as problem:
        assert message in str(problem).replace(f"{tmp_path}/", "")
        assert problem.way_out
    else:
        assert any(message in line for line in told), told
        assert result.facts.cases is None


def test_the_columns_that_are_there_are_named(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id,created,resolved\nA,2027-11-02,\n")
    result, _ = read(tmp_path, "tickets=t.csv")
    assert result.found[0].help == (
        'write `opened = "COLUMN"` into the measure; the file has `id`, `created`, `resolved`'
    )


def test_a_column_that_is_something_else_is_not_proposed(tmp_path: Path) -> None:
    source = SOURCE.replace("from opened to resolved", "from resolve to resolved")
    (tmp_path / "t.csv").write_text("id,opened,resolved\nA,2027-11-02,2027-11-02\n")
    result, _ = read(tmp_path, "tickets=t.csv", source=source)
    assert result.found[0].help is not None
    assert result.found[0].help.startswith('write `resolve = "COLUMN"` into the measure')


def test_a_number_beyond_all_times_is_one_record(tmp_path: Path) -> None:
    with duckdb.connect() as base:
        base.execute(
            "COPY (SELECT * FROM (VALUES ('A', 1825675200::UBIGINT, 1825678800::UBIGINT), "
            "('B', 1825675200::UBIGINT, 18446744073709551615::UBIGINT)) AS t (id, opened, resolved)) "
            f"TO '{tmp_path / 't.parquet'}' (FORMAT parquet)"
        )
    result, told = read(tmp_path, "tickets=t.parquet")
    assert told == [
        "`t.parquet`: a record is left out: `resolved` is no time | "
        "row 2: `resolved` is `18446744073709551615`"
    ]
    assert result.counts is not None
    assert (result.counts.read, result.counts.kept) == (2, 1)


def test_what_is_no_utf_8_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(b"id,opened,resolved\nA,2027-11-02,2027-11-02\nB\xe4,2027-11-02,\n")
    result, told = read(tmp_path, "tickets=t.csv")
    assert told[0].startswith("`t.csv`: a record is left out: it is no line of the table | line 3: ")
    assert result.found[0].help == "save the file as UTF-8"


def test_a_heading_alone_is_no_case(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id,opened,resolved\n")
    result, told = read(tmp_path, "tickets=t.csv")
    assert told == []
    assert result.facts.cases == ()
    assert result.counts is not None
    assert (result.counts.records, result.counts.read, result.counts.kept) == (0, 0, 0)


def test_thousands_are_counted_and_ten_are_named(tmp_path: Path) -> None:
    rows = [("id", "opened", "resolved"), *((f"T{i}", "soon", "") for i in range(3_000))]
    (tmp_path / "t.csv").write_text(text(rows))
    result, told = read(tmp_path, "tickets=t.csv")
    (line,) = told
    assert line.startswith("`t.csv`: 3_000 records are left out: `opened` is no time | row 2: ")
    assert len(result.found[0].notes) == 11
    assert line.endswith("; and 2_990 more")


NASTY = st.sampled_from(
    ["", " ", "A", "B", "a\nb", '"', "'", ";", ",", "NULL", "2027-11-02 10:00", "2027-11-02 12:00",
     "2027-11-31", "2027-10-31 03:30", "1e9", "=1+1", "ä" * 80, "2027-11-02T10:00:00Z", "1825156800"]
)  # fmt: skip


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(NASTY, NASTY, NASTY), min_size=1, max_size=30))
def test_kept_and_told_are_all(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]]
) -> None:
    """Whatever stands in a file: each record is kept or told, once."""
    folder = tmp_path_factory.mktemp("nasty")
    (folder / "t.csv").write_text(
        text([("id", "opened", "resolved"), *rows], quoting=csv.QUOTE_ALL, lineterminator="\n")  # type: ignore[arg-type]
    )
    result, told = read(folder, "tickets=t.csv")
    lost = 0
    for line in told:
        count = re.match(r"`t\.csv`: (a record is|([\d_]+) records are) left out: ", line)
        if count is not None:
            lost += int((count.group(2) or "1").replace("_", ""))
    kept = result.facts.cases or ()
    assert len(kept) + lost == len(rows)
    assert len({case.id for case in kept}) == len(kept)
    for case in kept:
        row = rows[int(case.origin.rpartition(":")[2]) - 2]
        assert row[0].strip() == case.id


def test_an_hour_that_comes_twice_in_every_kind_of_file(tmp_path: Path) -> None:
    (tmp_path / "o.csv").write_text(
        "service,start,end\nDesk,2027-10-31 03:30,2027-10-31 05:00\n"
        "Desk,2027-10-31T03:30:00+02:00,2027-11-01\n"
    )
    (tmp_path / "x.csv").write_text("exclusion,start,end\nworks,2027-10-31 02:00,2027-10-31 03:59\n")
    (tmp_path / "s.csv").write_text("service,signal,start,value\nDesk,errors,2027-10-31 03:00,1\n")
    _, told = read(tmp_path, "outages=o.csv", "exclusions=x.csv", "samples=s.csv")
    assert told == [
        f"`{file}`: a time in `{column}` may mean two instants, and the first is taken | row 2: `{time}`"
        for file, column, time in (
            ("o.csv", "start", "2027-10-31 03:30"),
            ("x.csv", "end", "2027-10-31 03:59"),
            ("s.csv", "start", "2027-10-31 03:00"),
        )
    ]


def test_a_database_that_runs_elsewhere_needs_what_is_not_fetched(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="extension `postgres` is not installed") as refused:
        read(tmp_path, "tickets=postgresql://db.example/desk")
    assert "INSTALL postgres" in refused.value.way_out
    assert "csv" in refused.value.way_out
    with pytest.raises(ValueError, match="PGPASSWORD") as shown:
        bindings(["tickets=postgresql://ann:milk@db.example/desk"])
    assert "milk" not in str(shown.value)


def test_tables_of_a_database_are_named(tmp_path: Path) -> None:
    source = SOURCE.replace("from tickets { }", 'from tickets { table = "jobs" }')
    _, told = read(tmp_path, f"tickets={written(tmp_path, 'lite.db')}", source=source)
    assert "it has no table `jobs`" in told[0]
    (tmp_path / "broken.db").write_bytes(b"SQLite format 3\x00 and then nothing of the kind")
    _, told = read(tmp_path, "tickets=broken.db")
    assert "`broken.db` cannot be read: " in told[0]


TWO = """\
metric resolution "Resolution" {
  better lower
  value = time from opened to resolved
  attributed to opened
}
service Desk "Desk" { measure resolution from tickets { where = `kind <> 'phone' -- all but calls` } }
service Phone "Phone" { measure resolution from tickets { where = `kind <> 'mail'` } }
sla A "A" {
  effective 2026-01-01
  covers Desk, Phone
  guarantee r: resolution of Desk, Phone <= 2 h for 90% of tickets per month
}
ola Inner "Inner" {
  effective 2026-01-01
  guarantee r: resolution <= 2 h for 90% of tickets per month
}
sla Apart "Apart" {
  effective 2026-01-01
  covers Desk, Phone
  guarantee d: resolution of Desk <= 2 h for 90% of tickets per month
  guarantee p: resolution of Phone <= 2 h for 90% of tickets per month
}
"""
KINDS = """\
id,kind,opened,resolved
A,mail,2027-11-02,
B,phone,2027-11-02,
C,both,2027-11-02,
D,both,2027-11-03,
"""


@pytest.mark.parametrize("agreement", ["A", "Inner"])
def test_a_record_of_two_services_counts_once(tmp_path: Path, agreement: str) -> None:
    """Also for an agreement that names no service: it is about all that measure what it promises."""
    (tmp_path / "t.csv").write_text(KINDS)
    result, told = read(tmp_path, "tickets=t.csv", source=TWO, agreement=agreement)
    assert sorted(case.id for case in result.facts.cases or ()) == ["A", "B", "C", "D"]
    assert told == [
        "`t.csv`: 2 records are left out: `Phone` reads what `Desk` reads, "
        "and a promise about both counts it once | row 4; row 5"
    ]


def test_promises_of_their_own_each_count_it(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(KINDS)
    result, told = read(tmp_path, "tickets=t.csv", source=TWO, agreement="Apart")
    assert told == []
    counted = [(case.id, case.attributes["service"]) for case in result.facts.cases or ()]
    assert sorted(counted) == [
        ("A", "Desk"), ("B", "Phone"), ("C", "Desk"), ("C", "Phone"), ("D", "Desk"), ("D", "Phone"),
    ]  # fmt: skip


def test_scores_and_sums_of_events(tmp_path: Path) -> None:
    """Promises about each event read its columns as signals."""
    source = """\
metric quality "Quality" {
  better higher
  signals delay
  value = mean score of events: 100% where delay <= 2, 50% where delay <= 4, otherwise 0%
  attributed to opened
}
service Desk "Desk" { measure quality from calls { opened = "at"; delay = "days" } }
sla A "A" {
  effective 2026-01-01
  covers Desk
  guarantee q: quality of Desk >= 50% per month
}
"""
    (tmp_path / "c.csv").write_text("id,at,days\nA,2027-11-02,1\nB,2027-11-02,3\nC,2027-11-02,9\n")
    made = compile_files({"a.sla": source})
    result, told = read(tmp_path, "calls=c.csv", source=source)
    assert told == []
    agreement = made.house.agreements["A"]
    period = agreement.promises[0].period.at("2027-11")
    (found,) = evaluate(agreement, result.facts, period, made.house.metrics)
    assert found.state is State.MET
    assert found.measured.value == Ratio(Fraction(1, 2))


def test_samples_at_another_step_than_the_intervals(tmp_path: Path) -> None:
    source = """\
metric availability "Availability" {
  better higher
  signals errors, requests
  value = share of each 1 min where errors / requests <= 5%
  empty counts as excluded
}
service Desk "Desk"
sla A "A" {
  effective 2026-01-01
  covers Desk
  guarantee a: availability of Desk >= 99% per month
}
"""

    def samples(step: int) -> str:
        rows = [("service", "signal", "start", "value")]
        for at in range(NOON, NOON + 3_600, step):
            rows += [("Desk", "errors", str(at), "0"), ("Desk", "requests", str(at), "9")]
        return text(rows)

    for step, fits in ((20, True), (60, True), (45, False), (300, False)):
        (tmp_path / "s.csv").write_text(samples(step))
        _, told = read(tmp_path, "samples=s.csv", source=source)
        assert told == [] if fits else "comes every" in told[0], (step, told)
        assert len(told) == (0 if fits else 2)
