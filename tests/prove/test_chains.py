"""Times through calendars: cases with known answers."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from proof_houses import house_of, sla, uc

from sladsl.exact.due_chains import longest
from sladsl.exact.durations import WorkingDays
from sladsl.model.supports import Supports
from sladsl.prove.chain_repairs import fewer_days, hours_that_do, least_time, longest_step, more_days
from sladsl.prove.chains import TimeProof, time_proofs
from sladsl.prove.due import due_times
from sladsl.prove.parts import steps
from sladsl.prove.time_assumptions import time_assumptions, untimed
from sladsl.prove.timeline import legs, timeline_text

LONDON = "Europe/London"
KINDS = """
import std.metrics { response, resolution }
priorities Incident { P1 "One"; P2 "Two" }
calendar Office { zone "Europe/London"; open Mon-Fri 09:00-17:30; closed holidays GB-ENG }
service Net
service Web { needs Net }
"""
TERM = 'priorities Incident\neffective 2025-01-01 until 2025-12-31\nhours Always zone "Europe/London"'


def _ola(name: str, promise: str, more: str = TERM) -> str:
    return f"ola {name} {{\nprovider Maker.Desk\ncustomer Maker.Ops\n{more}\n{promise}\n}}\n"


def _uc(promise: str, name: str = "Carrier") -> str:
    return uc(name, promise, f"covers Net\n{TERM}").replace('hours Always zone "UTC"\n', "")


def _sla(promise: str) -> str:
    return sla(promise, f"covers Web\n{TERM}").replace('hours Always zone "UTC"\n', "")


def proof_of(text: str, name: str = "repair") -> TimeProof:
    house = house_of(KINDS + text)
    (made,) = (p for p in time_proofs(Supports(house), house.agreements["Deal"]) if p.guarantee.key == name)
    return made


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(LONDON)).timestamp())


@pytest.mark.parametrize(("handover", "kept"), [("", True), ("handover 10 min then ", False)])
def test_a_budget_round_the_clock(handover: str, kept: bool) -> None:
    """30 min, 1 h 30 min and 2 h fill four hours; two hand-overs of 10 min are 20 min too much."""
    text = (
        _ola("Triage", "guarantee resolution: resolution of P1 <= 30 min")
        + _ola("Diagnosis", "guarantee resolution: resolution of P1 <= 1 h 30 min")
        + _uc("guarantee repair: resolution of P1 <= 2 h")
        + _sla(
            "guarantee repair: resolution of P1 <= 4 h\n"
            f"handling of P1: Triage.resolution then {handover}Diagnosis.resolution "
            f"then {handover}Carrier.repair"
        )
    )
    made = proof_of(text)
    assert made.kept is kept
    assert made.worst.by == (0 if kept else 1200)
    if not kept:
        found = {step.agreement.key: longest_step(made, step) for step in steps(made.chain)}
        assert found == {"Triage": 10, "Diagnosis": 70, "Carrier": 100}
        assert least_time(made) == 260
        assert hours_that_do(made) == ()


OFFICE = _uc("guarantee repair: resolution of P1 <= 4 h during Office")


DATED = "guarantee {0}: resolution of P1 <= {1} h {2}"


def test_each_step_is_the_promise_that_holds_then() -> None:
    """Two hours until June and eight from July, under as much, and under four hours."""
    below = "\n".join(
        (DATED.format("early", 2, "until 2025-06-30"), DATED.format("late", 8, "from 2025-07-01"))
    )
    house = house_of(KINDS + _uc(below) + _sla(below.replace("late", "later")))
    found = time_proofs(Supports(house), house.agreements["Deal"])
    assert len(found) == 2 and all(made.kept and made.worst.by == 0 for made in found)
    house = house_of(KINDS + _uc(below) + _sla("guarantee repair: resolution of P1 <= 4 h"))
    (late,) = (made for made in time_proofs(Supports(house), house.agreements["Deal"]) if not made.kept)
    assert late.worst.start >= at("2025-07-01T00:00")
    assert late.worst.by == 4 * 3600


def test_of_contracts_that_succeed_one_another_the_one_in_force_is_taken() -> None:
    first = _uc("guarantee repair: resolution of P1 <= 2 h").replace("2025-12-31", "2025-06-30")
    second = _uc("guarantee repair: resolution of P1 <= 8 h", "Other").replace("2025-01-01", "2025-07-01")
    chain = "\nhandling of P1: Carrier.repair or Other.repair"
    house = house_of(KINDS + first + second + _sla("guarantee repair: resolution of P1 <= 4 h" + chain))
    early, late = time_proofs(Supports(house), house.agreements["Deal"])
    assert early.kept and early.worst.by == -2 * 3600
    assert not late.kept and late.worst.start >= at("2025-07-01T00:00")


def test_priorities_that_no_handling_is_about_are_proven_by_themselves() -> None:
    """Cases of P2 may take forty hours; or nobody promises anything of them, which is told."""
    slow = "guarantee slow: resolution of P2 <= 40 h"
    chain = "\nhandling of P1: Carrier.repair"
    above = _sla("guarantee repair: resolution <= 8 h" + chain)
    below = "guarantee repair: resolution of P1 <= 4 h"
    house = house_of(KINDS + _uc(f"{below}\n{slow}") + above)
    one, other = time_proofs(Supports(house), house.agreements["Deal"])
    assert one.kept and not other.kept
    supports = Supports(house_of(KINDS + _uc(below) + above))
    (made,) = time_proofs(supports, supports.house.agreements["Deal"])
    assert "assumes that cases of `P2`, which nobody handles, are in time" in time_assumptions(supports, made)


def test_windows_of_two_zones_are_two_windows() -> None:
    freeze = "exclusion freeze { window Sun 00:00-24:00 }\n"
    promise = "guarantee repair: resolution of P1 <= 4 h { except freeze }"
    below = _uc(promise).replace(LONDON, "Pacific/Auckland")
    supports = Supports(house_of(KINDS + freeze + below + _sla(promise)))
    (made,) = time_proofs(supports, supports.house.agreements["Deal"])
    assert any("no clock stands still" in line for line in time_assumptions(supports, made))


def test_parts_of_a_second_are_no_second() -> None:
    made = proof_of(
        _uc("guarantee repair: resolution of P1 <= 37 s")
        + _sla("guarantee repair: resolution of P1 <= 0.0101 h")
    )
    assert made.worst.by == 1 and not made.kept


def test_of_contracts_that_succeed_one_another_is_told_that_a_case_stays_with_one() -> None:
    first = _uc("guarantee repair: resolution of P1 <= 2 h").replace("2025-12-31", "2025-06-30")
    chain = "\nhandling of P1: Carrier.repair"
    supports = Supports(house_of(KINDS + first + _sla("guarantee repair: resolution of P1 <= 4 h" + chain)))
    (made,) = time_proofs(supports, supports.house.agreements["Deal"])
    assert any("on the day on which it begins" in line for line in time_assumptions(supports, made))


def test_what_nobody_promises_to_repair_is_told() -> None:
    text = (
        KINDS.replace("service Web { needs Net }", "service Disk\nservice Web { needs Net, Disk }")
        + _uc("guarantee repair: resolution of P1 <= 2 h")
        + _sla("guarantee repair: resolution of P1 <= 4 h")
    )
    house = house_of(text)
    agreement = house.agreements["Deal"]
    assert untimed(Supports(house), agreement, agreement.guarantees[0]) == ("Disk",)


@pytest.mark.parametrize(
    ("below", "above", "told"),
    [
        ("<= 4 h during Office", "<= 120 h", "no clock stands still"),
        ("<= 4 h", "<= 4 h", ""),
        ("<= 4 h { applies when machines > 1 }", "<= 4 h", "the conditions on which `Carrier.repair` holds"),
        ("<= 4 h for 98% of tickets per month", "<= 4 h for 95% of tickets per month", "larger a share"),
    ],
    ids=["pauses", "nothing", "condition", "share"],
)
def test_what_is_taken_for_granted_is_told(below: str, above: str, told: str) -> None:
    house = house_of(
        KINDS
        + _uc(f"guarantee repair: resolution of P1 {below}")
        + _sla(f"guarantee repair: resolution of P1 {above}")
    )
    supports = Supports(house)
    (made,) = time_proofs(supports, house.agreements["Deal"])
    assert made.kept
    lines = [line for line in time_assumptions(supports, made) if not line.startswith("rests on")]
    assert len(lines) == bool(told) and all(told in line for line in lines)


@pytest.mark.parametrize(
    ("below", "above", "kept"),
    [
        ("for 95% of tickets per month", "for 95% of tickets per month", True),
        ("for 95% of tickets per month", "for 95% of tickets per quarter", True),
        ("for 95% of tickets per day", "for 95% of tickets per week", True),
        ("for 95% of tickets per year", "for 50% of tickets per month", False),
        ("for 95% of tickets per week", "for 50% of tickets per month", False),
        ("per year", "per month", True),
    ],
)
def test_shares_are_of_the_cases_of_whole_periods(below: str, above: str, kept: bool) -> None:
    made = proof_of(
        _uc(f"guarantee repair: resolution of P1 <= 4 h {below}")
        + _sla(f"guarantee repair: resolution of P1 <= 4 h {above}")
    )
    assert made.in_time
    assert made.for_enough is kept


def test_a_share_of_all_priorities_is_none_of_one() -> None:
    one, every = "resolution of P1 <= 4 h for {}", "resolution <= 4 h for {}"
    chain = "\nhandling of P1: Carrier.repair"
    for promise, kept in ((one, True), (every, False)):
        below = _uc(f"guarantee repair: {promise.format('95% of tickets per month')}")
        above = _sla(f"guarantee repair: {one.format('90% of tickets per month')}{chain}")
        assert proof_of(below + above).for_enough is kept


@pytest.mark.parametrize(("below", "above", "by"), [("<", "<", 0), ("<", "<=", -1), ("<=", "<", 1)])
def test_less_than_a_time_is_a_second_less(below: str, above: str, by: int) -> None:
    made = proof_of(
        _uc(f"guarantee repair: resolution of P1 {below} 4 h")
        + _sla(f"guarantee repair: resolution of P1 {above} 4 h")
    )
    assert made.worst.by == by
    assert made.kept is (by <= 0)


def test_office_hours_under_round_the_clock() -> None:
    """Over Easter 2025 four working hours are 115 h 30 min."""
    made = proof_of(OFFICE + _sla("guarantee repair: resolution of P1 <= 8 h"))
    assert not made.kept
    carrier = next(iter(steps(made.chain)))
    due = due_times(carrier.guarantee, carrier.agreement, made.first, made.end)
    assert due is not None
    assert due.at(at("2025-04-17T16:30")) == at("2025-04-22T12:00")
    assert due.at(at("2025-04-15T10:00")) == at("2025-04-15T14:00")
    assert longest(due).by == 115 * 3600 + 1800
    assert made.worst.by == 115 * 3600 + 1800 - 8 * 3600
    assert made.worst.start == at("2025-04-17T13:30")
    assert longest_step(made, carrier) is None
    assert least_time(made) == 115 * 60 + 30
    assert [hours.key for hours in hours_that_do(made)] == ["Office"]
    assert proof_of(OFFICE + _sla("guarantee repair: resolution of P1 <= 115 h 30 min")).kept
    assert not proof_of(OFFICE + _sla("guarantee repair: resolution of P1 <= 115 h 29 min")).kept
    assert proof_of(OFFICE + _sla("guarantee repair: resolution of P1 <= 8 h during Office")).kept


@pytest.mark.parametrize(
    ("promise", "days", "minutes"),
    [
        ("4 h during Office", None, 240),
        ("1 working day during Office", WorkingDays(1), 8 * 60 + 30),
        ("2 working days during Office", WorkingDays(2), 17 * 60),
    ],
)
def test_a_step_in_working_days(promise: str, days: WorkingDays | None, minutes: int) -> None:
    """What a step in days may take at most: fewer days, or a time in its hours."""
    carrier = _uc("guarantee repair: resolution of P1 <= 3 working days during Office")
    made = proof_of(carrier + _sla(f"guarantee repair: resolution of P1 <= {promise}"))
    assert not made.kept
    (step,) = steps(made.chain)
    assert fewer_days(made, step) == days
    assert longest_step(made, step) == minutes
    for limit, kept in ((minutes, True), (minutes + 1, False)):
        changed = _uc(f"guarantee repair: resolution of P1 <= {limit} min during Office")
        assert proof_of(changed + _sla(f"guarantee repair: resolution of P1 <= {promise}")).kept is kept


@pytest.mark.parametrize(
    ("promise", "days"), [("1 working day", 3), ("2 working days", 3), ("2 calendar days", 10)]
)
def test_a_promise_in_more_days(promise: str, days: int) -> None:
    """From the evening of 19 December three working days last until the 29th, which are ten calendar days."""
    carrier = _uc("guarantee repair: resolution of P1 <= 3 working days during Office")
    made = proof_of(carrier + _sla(f"guarantee repair: resolution of P1 <= {promise} during Office"))
    found = more_days(made)
    assert found is not None and found.count == days
    unit = promise.split(" ", 1)[1].rstrip("s")
    for count, kept in ((days - 1, False), (days, True)):
        again = _sla(f"guarantee repair: resolution of P1 <= {count} {unit}s during Office")
        assert proof_of(carrier + again).kept is kept


def test_no_time_would_do() -> None:
    """A hundred times a minute is less than a weekend; in the hours of the carrier it takes too long, too."""
    made = proof_of(OFFICE + _sla("guarantee repair: resolution of P1 <= 1 min"))
    assert least_time(made) is None
    assert hours_that_do(made) == ()


@pytest.mark.parametrize(
    ("first", "last", "hours"),
    [
        ("2025-05-12", "2025-05-15", 19.5),  # a night in the week
        ("2025-05-16", "2025-05-19", 67.5),  # a weekend
        ("2025-03-28", "2025-03-31", 66.5),  # on which the clocks go forward
        ("2025-10-24", "2025-10-27", 68.5),  # and back
        ("2025-05-02", "2025-05-06", 91.5),  # with a bank holiday on the Monday
        ("2025-04-17", "2025-04-22", 115.5),  # Easter
    ],
)
def test_the_worst_start(first: str, last: str, hours: float) -> None:
    made = proof_of(OFFICE + _sla("guarantee repair: resolution of P1 <= 8 h"))
    carrier = next(iter(steps(made.chain)))
    due = due_times(carrier.guarantee, carrier.agreement, at(f"{first}T00:00"), at(f"{last}T17:30"))
    assert due is not None
    assert longest(due).by == hours * 3600


def test_the_same_hours_on_both_sides() -> None:
    text = OFFICE + _sla("guarantee repair: resolution of P1 <= 5 h during Office")
    assert proof_of(text).kept
    assert proof_of(OFFICE + _sla("guarantee repair: resolution of P1 <= 116 h")).kept


def test_a_response_is_held_against_who_responds() -> None:
    text = (
        _ola("Desk", "guarantee response: response of P1 <= 15 min")
        + OFFICE
        + _sla(
            "guarantee answer: response of P1 <= 20 min\nguarantee repair: resolution of P1 <= 120 h\n"
            "handling of P1: Desk.response then handover 10 min then Carrier.repair"
        )
    )
    answer = proof_of(text, "answer")
    assert [step.agreement.key for step in steps(answer.chain)] == ["Desk"]
    assert answer.kept
    repair = proof_of(text)
    assert [leg.name for leg in legs(repair.chain, repair.worst.start)] == [
        "Desk.response",
        "hand-over",
        "Carrier.repair",
    ]
    assert "`Carrier.repair` may take until Tue 2025-04-22" in timeline_text(repair)


def test_the_slower_alternative_decides() -> None:
    text = (
        _ola("Own", "guarantee repair: resolution of P1 <= 1 h")
        + OFFICE
        + _sla("guarantee repair: resolution of P1 <= 8 h\nhandling of P1: Own.repair or Carrier.repair")
    )
    made = proof_of(text)
    assert not made.kept
    assert [leg.name for leg in legs(made.chain, made.worst.start)] == ["Carrier.repair"]


def test_working_days() -> None:
    text = _uc("guarantee repair: resolution of P1 <= 2 working days during Office") + _sla(
        "guarantee repair: resolution of P1 <= 3 working days during Office"
    )
    assert proof_of(text).kept
    text = _uc("guarantee repair: resolution of P1 <= 2 working days during Office") + _sla(
        "guarantee repair: resolution of P1 <= 48 h"
    )
    assert not proof_of(text).kept
