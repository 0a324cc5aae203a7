"""Outages, gaps and resources of services out of files: each row counts as what it says, or is told."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from test_hostile_files import read

from sladsl.compiler import compile_files
from sladsl.evaluate.evaluate import evaluate
from sladsl.evaluate.results import State

SOURCE = """\
metric uptime "Uptime" {
  better higher
  signals up
  value = share of time where up POOLED
  partial minutes count
  empty counts as excluded
  undeployed time counts as excluded
}
calendar Always "Always" { open always }
service Desk "Desk"
sla A "A" {
  effective 2026-01-01
  hours Always zone "UTC"
  covers Desk
  guarantee u: uptime of Desk >= 99% per month
}
"""
HOUR, MONTH = 3_600, 30 * 86_400


def counted(folder: Path, rows: str, pooled: str = "") -> tuple[Fraction | None, Fraction | None, list[str]]:
    """Seconds up and seconds in all in November 2027, and what was told."""
    (folder / "o.csv").write_text(rows)
    source = SOURCE.replace("POOLED", pooled)
    result, told = read(folder, "outages=o.csv", source=source)
    made = compile_files({"a.sla": source}).house
    agreement = made.agreements["A"]
    period = agreement.promises[0].period.at("2027-11")
    (found,) = evaluate(agreement, result.facts, period, made.metrics)
    return found.measured.numerator, found.measured.denominator, told


def test_down_unknown_and_deployed(tmp_path: Path) -> None:
    rows = (
        "service,state,start,end\n"
        "Desk,down,2027-11-05 10:00,2027-11-05 12:00\n"
        "Desk,,2027-11-06 10:00,2027-11-06 11:00\n"
        "Desk,unknown,2027-11-05 11:00,2027-11-05 14:00\n"
        "Desk,Deployed,2027-11-03,\n"
    )
    there = MONTH - 48 * HOUR - 3 * HOUR
    assert counted(tmp_path, rows) == (there - 2 * HOUR, there, [])


def test_outages_that_overlap_count_once(tmp_path: Path) -> None:
    rows = (
        "service,start,end\n"
        "Desk,2027-11-05 10:00,2027-11-05 12:00\n"
        "Desk,2027-11-05 11:00,2027-11-05 13:00\n"
        "Desk,2027-11-05 10:00,2027-11-05 12:00\n"
        "Desk,2027-10-31 23:00,2027-11-01 01:00\n"
    )
    assert counted(tmp_path, rows) == (MONTH - 4 * HOUR, MONTH, [])


def test_resources_are_pooled_by_their_weight(tmp_path: Path) -> None:
    rows = (
        "service,resource,weight,state,start,end\n"
        "Desk,a,40,down,2027-11-05 10:00,2027-11-05 12:00\n"
        "Desk,b,,down,2027-11-05 10:00,2027-11-05 13:00\n"
        "Desk,b,,deployed,2027-11-05,2027-11-06\n"
        "Desk,a,40,down,2027-11-07 10:00,2027-11-07 11:00\n"
    )
    whole = MONTH * 40 + 24 * HOUR
    expected = (whole - 3 * HOUR * 40 - 3 * HOUR, whole, [])
    assert counted(tmp_path, rows, "pooled by deployed_minutes") == expected


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (",down,,1,2027-11-05,2027-11-06", "it names no service"),
        ("Desk,broken,,,2027-11-05,2027-11-06", "its state is none"),
        ("Desk,unknown,a,,2027-11-05,2027-11-06", "it is unknown of one resource only"),
        ("Desk,down,a,-1,2027-11-05,2027-11-06", "its weight is none"),
        ("Desk,down,a,much,2027-11-05,2027-11-06", "its weight is none"),
        ("Desk,down,,2,2027-11-05,2027-11-06", "its weight is none"),
        ("Desk,down,z,9,2027-11-05,2027-11-06", "an earlier row has another weight for it"),
        ("Desk,down,,,2027-11-31,2027-11-06", "its start is no time"),
        ("Desk,down,,,2027-11-05,soon", "its end is no time"),
        ("Desk,down,,,2027-11-05,2027-11-04", "it ends before it starts"),
        ("Desk,down,,,1969-11-05,2027-11-04", "its start is no time"),
    ],
)
def test_what_does_not_fit_is_told_and_not_counted(tmp_path: Path, row: str, why: str) -> None:
    head = "service,state,resource,weight,start,end\nDesk,down,z,8,2027-11-01,2027-11-01\n"
    part, whole, told = counted(tmp_path, f"{head}{row}\n")
    assert (part, whole) == (MONTH, MONTH)
    assert len(told) == 1
    assert told[0].startswith(f"`o.csv`: a record is left out: {why} | row 3: ")


def test_all_of_it_unknown_is_no_data(tmp_path: Path) -> None:
    (tmp_path / "o.csv").write_text("service,state,start,end\nDesk,unknown,2027-10-01,2027-12-02\n")
    for empty, state in (("excluded", State.NO_DATA), ("unknown", State.NO_DATA)):
        source = SOURCE.replace(" POOLED", "").replace("empty counts as excluded", f"empty counts as {empty}")
        result, _ = read(tmp_path, "outages=o.csv", source=source)
        made = compile_files({"a.sla": source}).house
        agreement = made.agreements["A"]
        period = agreement.promises[0].period.at("2027-11")
        (found,) = evaluate(agreement, result.facts, period, made.metrics)
        assert found.state is state


def test_a_service_without_a_row_was_up(tmp_path: Path) -> None:
    assert counted(tmp_path, "service,start,end\n") == (MONTH, MONTH, [])


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("Desk,up,2027-11-05 10:05,1,0", "its step is no number of seconds"),
        ("Desk,up,2027-11-05 10:05,1,5 min", "its step is no number of seconds"),
        ("Desk,up,2027-11-05 10:00,0,60", "an earlier row has another value for that time"),
        ("Desk,up,2027-11-05 10:05,NaN,60", "its value is no number"),
        ("Desk,,2027-11-05 10:05,1,60", "it names no service or no signal"),
        (",up,2027-11-05 10:05,1,60", "it names no service or no signal"),
        ("Desk,up,5.11.2027,1,60", "its start is no time"),
    ],
)
def test_samples_that_do_not_fit_are_told_and_not_counted(tmp_path: Path, row: str, why: str) -> None:
    (tmp_path / "s.csv").write_text(
        f"service,signal,start,value,step\nDesk,up,2027-11-05 10:00,1,60\nOther,up,never,1,60\n{row}\n"
    )
    result, told = read(tmp_path, "samples=s.csv", source=SOURCE.replace(" POOLED", ""))
    assert len(told) == 1
    assert told[0].startswith(f"`s.csv`: a record is left out: {why} | row 4: ")
    (samples,) = result.facts.of("Desk").samples.values()
    assert (samples.step, list(samples.values.values())) == (60, [1])


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("Desk,2027-03-28 03:30,2027-03-28 05:00", "`o.csv`: a time in `start` was shown by no clock"),
        ("Desk,2027-03-28 02:59,2027-03-28 04:00", ""),
        ("Desk,2027-03-28T03:30+02:00,2027-03-28 05:00", ""),
        ("Desk,2027-10-31 03:30,2027-10-31 05:00", "`o.csv`: a time in `start` may mean two instants"),
    ],
)
def test_times_that_no_clock_showed_are_told(tmp_path: Path, row: str, told: str) -> None:
    """In Helsinki 03:00 becomes 04:00 on 28 March; what lies between is taken as 04:00."""
    (tmp_path / "o.csv").write_text(f"service,start,end\n{row}\n")
    source = SOURCE.replace(" POOLED", "").replace('zone "UTC"', 'zone "Europe/Helsinki"')
    result, found = read(tmp_path, "outages=o.csv", source=source)
    assert [line.startswith(told) for line in found] == ([True] if told else [])
    if "no clock" in told:
        (outage,) = result.facts.of("Desk").down or ()
        assert outage[1] - outage[0] == HOUR


def test_samples_of_the_state_stand_for_outages_and_that_is_told(tmp_path: Path) -> None:
    (tmp_path / "o.csv").write_text("service,start,end\nDesk,2027-11-05 10:00,2027-11-05 12:00\n")
    (tmp_path / "s.csv").write_text(
        "service,signal,start,value\nDesk,up,2027-11-01 00:00,1\nDesk,up,2027-11-01 00:01,1\n"
    )
    source = SOURCE.replace("POOLED", "")
    _, told = read(tmp_path, "outages=o.csv", "samples=s.csv", source=source)
    (line,) = told
    assert line.startswith("`o.csv` has outages of `Desk`, and `s.csv` says of each interval")
    (tmp_path / "o.csv").write_text("service,start,end\n")
    assert read(tmp_path, "outages=o.csv", "samples=s.csv", source=source)[1] == []
