"""What a scenario says happened, as UTC seconds: wall clocks, lengths, states, and silence."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scenario_houses import HOUSE, codes, house_with, outcome_of

from sladsl.evaluate.facts import Facts
from sladsl.evaluate.scenario_facts import facts_of
from sladsl.evaluate.scenario_times import instant_of


def facts(body: str) -> Facts:
    house = house_with(f'scenario "s" for Web in 2027-11 {{\n{body}\n}}\n')
    made = facts_of(house.scenarios[0], house.agreements["Web"])
    assert made.diagnostics == ()
    return made.value


def at(text: str) -> int:
    """A UTC instant."""
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def test_what_is_not_said_did_not_happen_and_is_known() -> None:
    made = facts("expect met up")
    assert {key: service.down for key, service in made.services.items()} == {"Checkout": (), "Search": ()}
    assert all(service.unknown == () for service in made.services.values())
    assert made.cases == ()


def test_outages_by_length_and_by_ends() -> None:
    made = facts(
        "Checkout down at 2027-11-26 18:00 for 45 min\n"
        "Checkout down from 2027-11-30 23:00 to 2027-11-30 24:00\n"
        "Search down at 2027-11-01 00:00 for 1 h 30 min"
    )
    # Helsinki is two hours ahead of UTC in winter.
    assert made.of("Checkout").down == (
        (at("2027-11-26T16:00"), at("2027-11-26T16:45")),
        (at("2027-11-30T21:00"), at("2027-11-30T22:00")),
    )
    assert made.of("Search").down == ((at("2027-10-31T22:00"), at("2027-10-31T23:30")),)


def test_outages_that_overlap_are_one() -> None:
    made = facts("Checkout down at 2027-11-26 18:30 for 1 h\nCheckout down at 2027-11-26 18:00 for 1 h")
    assert made.of("Checkout").down == ((at("2027-11-26T16:00"), at("2027-11-26T17:30")),)


def test_the_day_the_clocks_change() -> None:
    """31 October 2027: 03:00 comes twice; from 02:30 to 04:30 are three hours."""
    made = facts("Checkout down from 2027-10-31 02:30 to 2027-10-31 04:30")
    ((start, end),) = made.of("Checkout").down or ()
    assert (start, end) == (at("2027-10-30T23:30"), at("2027-10-31T02:30"))
    assert end - start == 3 * 3600


def test_a_ticket() -> None:
    made = facts(
        "ticket A: P1 opened 2027-11-26 18:02, responded after 10 min, "
        "waiting_for_customer for 2 h, on_hold for 30 min, resolved at 2027-11-27 09:00"
    )
    assert made.cases is not None
    (case,) = made.cases
    assert (case.id, case.priority) == ("A", "P1")
    assert case.events == {
        "opened": at("2027-11-26T16:02"),
        "responded": at("2027-11-26T16:12"),
        "resolved": at("2027-11-27T07:00"),
    }
    # A state begins where what is told before it ends.
    assert [(s.state, s.start, s.end) for s in case.states] == [
        ("waiting_for_customer", at("2027-11-26T16:12"), at("2027-11-26T18:12")),
        ("on_hold", at("2027-11-26T18:12"), at("2027-11-26T18:42")),
    ]
    line = (HOUSE + 'scenario "s"').count("\n") + 2
    assert case.origin == f"line {line}"


def test_working_days_are_those_of_the_promise() -> None:
    """Friday 15:00; P2 is promised in office hours, P1 always."""
    made = facts(
        "ticket A: P2 opened 2027-11-26 15:00, resolved after 2 working days\n"
        "ticket B: P1 opened 2027-11-26 15:00, resolved after 2 working days\n"
        "ticket C: P1 opened 2027-11-26 15:00, resolved after 2 days"
    )
    ends = {case.id: case.events["resolved"] for case in made.cases or ()}
    assert ends == {"A": at("2027-11-30T13:00"), "B": at("2027-11-28T13:00"), "C": at("2027-11-28T13:00")}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Checkout down at 2027-11-26 18:00 for 1.5 s", "to the second"),
        ("ticket A: P1 opened 2027-11-26 18:00, resolved at 2027-11-26 17:00", "comes before `opened`"),
        ("ticket A: P1 opened 2027-11-26 18:00, resolved after 1 h, resolved after 2 h", "happens twice"),
    ],
)
def test_what_cannot_have_happened(line: str, message: str) -> None:
    outcome = outcome_of(f"{line}\nexpect met up")
    assert codes(outcome) == ["SLA1102"]
    assert message in outcome.diagnostics[0].message
    assert outcome.statement is None and not outcome.passed
    span = outcome.diagnostics[0].span
    assert span is not None and span.text == line


@settings(max_examples=50, deadline=None)
@given(st.datetimes(datetime(2027, 1, 1), datetime(2028, 12, 31)).map(lambda d: d.replace(microsecond=0)))
def test_instants_read_back_as_written(reading: datetime) -> None:
    """The oracle is the standard library: the instant's reading is the one written, or the gap's end."""
    from zoneinfo import ZoneInfo

    made = instant_of((reading.date(), reading.strftime("%H:%M:%S")), "Europe/Helsinki")
    shown = datetime.fromtimestamp(made, ZoneInfo("Europe/Helsinki")).replace(tzinfo=None)
    in_gap = (reading.month, reading.hour) == (3, 3) and shown.hour == 4
    assert shown == reading or in_gap
