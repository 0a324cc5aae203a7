"""Histories of states that other tools write: their own words, two states at once, ends that are missing."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from test_hostile_files import read

from sladsl.compiler import compile_files
from sladsl.evaluate.evaluate import evaluate
from sladsl.evaluate.results import State

SOURCE = """\
metric repair "Repair" {
  better lower
  value = time from opened to resolved
  attributed to opened
  pause while waiting_for_customer or on_hold
}
calendar Always "Always" { open always }
service Desk "Desk" { measure repair from tickets { on_hold = "Parked" } }
sla A "A" {
  effective 2026-01-01
  hours Always zone "UTC"
  covers Desk
  guarantee r: repair of Desk <= 2 h per month
}
"""
TICKET = "A,2027-11-02 10:00,2027-11-02 15:00\n"


def taken(folder: Path, history: str, source: str = SOURCE) -> tuple[Fraction, list[str]]:
    """Seconds that the one case took, from 10 to 15 o'clock less its pauses, and what was told."""
    (folder / "t.csv").write_text("id,opened,resolved\nA,2027-11-02 10:00,2027-11-02 15:00\n")
    (folder / "h.csv").write_text(history)
    result, told = read(folder, "tickets=t.csv", "tickets.states=h.csv", source=source)
    made = compile_files({"a.sla": source}).house
    agreement = made.agreements["A"]
    period = agreement.promises[0].period.at("2027-11")
    (found,) = evaluate(agreement, result.facts, period, made.metrics)
    return found.measured.value.seconds, told  # type: ignore[union-attr]


def test_a_state_by_the_word_of_the_file(tmp_path: Path) -> None:
    rows = "id,state,start,end\nA,Parked,2027-11-02 11:00,2027-11-02 12:00\n"
    assert taken(tmp_path, rows) == (4 * 3600, [])


def test_a_state_that_the_file_writes_otherwise(tmp_path: Path) -> None:
    rows = "id,state,start,end\nA,Waiting for Customer,2027-11-02 11:00,2027-11-02 12:00\n"
    seconds, told = taken(tmp_path, rows)
    assert seconds == 5 * 3600
    assert told == [
        "`h.csv`: no case was ever `waiting_for_customer`, which stops the clock | "
        "its states are `Waiting for Customer`"
    ]
    mended = SOURCE.replace('"Parked"', '"Parked"; waiting_for_customer = "Waiting for Customer"')
    assert taken(tmp_path, rows, mended) == (4 * 3600, [])


def test_a_pause_that_nobody_took_is_nothing_odd(tmp_path: Path) -> None:
    assert taken(tmp_path, "id,state,start\nA,working,2027-11-02 10:00\n") == (5 * 3600, [])


def test_two_states_at_once_count_once(tmp_path: Path) -> None:
    seconds, told = taken(
        tmp_path,
        "id,state,start,end\n"
        "A,waiting_for_customer,2027-11-02 11:00,2027-11-02 13:00\n"
        "A,Parked,2027-11-02 12:00,2027-11-02 14:00\n"
        "A,waiting_for_customer,2027-11-02 11:00,2027-11-02 13:00\n"
        "A,working,2027-11-02 14:00,\n",
    )
    assert seconds == 2 * 3600
    assert told == [
        "`h.csv`: 2 times a case is in another state already, and time in both counts once | "
        "row 3: case `A` is `on_hold`; row 4: case `A` is `waiting_for_customer`"
    ]


def test_a_state_without_an_end_lasts(tmp_path: Path) -> None:
    rows = "id,state,start,end\nA,Parked,2027-11-02 14:00,\nA,working,2027-11-02 10:00,2027-11-02 14:00\n"
    assert taken(tmp_path, rows) == (4 * 3600, [])
    open_end = "id,state,start,end\nA,Parked,2027-11-02 11:00,\nA,working,2027-11-02 12:00,2027-11-02 13:00\n"
    seconds, told = taken(tmp_path, open_end)
    assert seconds == 3600
    assert "row 3: case `A` is `working`" in told[0]


def test_nonsense_is_told_with_its_row(tmp_path: Path) -> None:
    seconds, told = taken(
        tmp_path,
        "id,state,start,end\nA,,2027-11-02 11:00,2027-11-02 12:00\n"
        "A,Parked,2027-11-02 12:00,2027-11-02 11:00\n"
        "A,Parked,yesterday,\nB,Parked,2027-11-02 11:00,2027-11-02 12:00\n",
    )
    assert seconds == 5 * 3600
    assert [line.partition(": ")[2].partition(": ")[2] for line in told] == [
        "it names no case or no state | row 2: case `A`",
        "its start is no time | row 4: case `A`",
        "it ends before it starts | row 3: case `A`",
        "no case has that id | row 5: case `B`",
    ]


def state_of(folder: Path, history: str, tickets: str = TICKET) -> tuple[State, list[str]]:
    """What the promise comes to, and what was told."""
    (folder / "t.csv").write_text("id,opened,resolved\n" + tickets)
    (folder / "h.csv").write_text(history)
    result, told = read(folder, "tickets=t.csv", "tickets.states=h.csv", source=SOURCE)
    made = compile_files({"a.sla": SOURCE}).house
    agreement = made.agreements["A"]
    (found,) = evaluate(agreement, result.facts, agreement.promises[0].period.at("2027-11"), made.metrics)
    return found.state, told


def test_a_line_of_a_history_that_is_none_is_told_and_leaves_the_promise_open(tmp_path: Path) -> None:
    whole = "A,Parked,2027-11-02 11:00,2027-11-02 14:30\n"
    assert state_of(tmp_path, "id,state,start,end\n" + whole) == (State.MET, [])
    assert state_of(tmp_path, "id,state,start,end\n") == (State.MISSED, [])
    state, told = state_of(tmp_path, "id,state,start,end\n" + whole.replace("\n", ",left over\n"))
    assert state is State.UNDEFINED
    assert told == [
        "`h.csv`: a record is left out: it is no line of the table | "
        "line 2: expected number of columns: 4 found: 5"
    ]


def test_a_state_lasts_until_the_next_one_only_where_that_can_be_read(tmp_path: Path) -> None:
    rows = "id,state,start\nA,Parked,2027-11-02 11:00\nA,working,{}\n"
    assert state_of(tmp_path, rows.format("2027-11-02 11:30"))[0] is State.MISSED
    state, told = state_of(tmp_path, rows.format("02.11.2027 11:30"))
    assert state is State.UNDEFINED
    assert told == ["`h.csv`: a record is left out: its start is no time | row 3: case `A`"]


def test_with_ends_a_state_that_stops_no_clock_changes_nothing(tmp_path: Path) -> None:
    rows = "id,state,start,end\nA,Parked,2027-11-02 11:00,2027-11-02 14:30\nA,working,soon,\n"
    assert state_of(tmp_path, rows)[0] is State.MET


def test_where_no_case_is_no_pause_matters(tmp_path: Path) -> None:
    state, told = state_of(tmp_path, "id,state,start,end\nA,Parked,soon,\n", tickets="")
    assert state is State.NO_DATA
    assert len(told) == 1


def test_states_of_a_case_that_is_left_out_and_of_none(tmp_path: Path) -> None:
    tickets = TICKET + "B,2027-11-02 10:00,2027-11-02 09:00\n"
    rows = "id,state,start,end\n" + "".join(f"{c},Parked,2027-11-02 10:00,2027-11-02 14:30\n" for c in "ABC")
    _, told = state_of(tmp_path, rows, tickets)
    assert told[1:] == [
        "`h.csv`: a record is left out: no case has that id | row 4: case `C`",
        "`h.csv`: a record is left out: its case is left out | row 3: case `B`",
    ]
