"""Trailing periods begin at any instant: courses in those that nobody looks at, and what is proven of all."""

from __future__ import annotations

import pytest
from played_courses import WINTER, Course, at, contract, judge
from proof_houses import house_of, proof_of, sla, uc

from sladsl.model.supports import Supports
from sladsl.prove.mending import smallest_repairs
from sladsl.prove.proving import proofs
from sladsl.prove.telling import period_name, verdict

ONE = "service A\nservice Web { needs A }\n"
FEBRUARY = "effective 2026-02-01 until 2026-02-28"
DAY = 'calendar Day { zone "UTC"; open Mon-Sun 06:00-18:00 }\n'
OFFICE = 'calendar Office { zone "UTC"; open Mon-Fri 08:00-18:00 }\n'
WEEKEND = (
    'calendar Weekend { zone "UTC"; open Fri 18:00-24:00; open Sat 00:00-24:00; open Sun 00:00-18:00 }\n'
)
IV = "metric iv { better higher; signals up; value = share of each 5 min where up; partial minutes count }\n"


def deal(promise: str, term: str = FEBRUARY) -> str:
    return sla(f"guarantee g: {promise} {{ exact }}", term)


TWO_MORNINGS = Course(
    "exclusion w { window Mon-Sun 06:00-14:00; at most 3 h per day }\n"
    + DAY
    + ONE
    + contract("A", "down of <= 0 s per month during Day", "except w; exact")
    + deal("down of Web <= 5 h per trailing 1 days during Day"),
    (at(8, 11, 3), at(9, 6, 3)),
)
MONDAY_MORNING = Course(
    OFFICE
    + ONE
    + contract("A", "up of >= 99% per trailing 7 days during Office")
    + deal("up of Web >= 85% per trailing 2 days during Office"),
    (at(9, 8, 0.5),),
)
FIVE_WEEKENDS = Course(
    WEEKEND
    + ONE
    + contract("A", "up of >= 99% per trailing 30 days during Weekend")
    + deal(
        "down of Web <= 2.35 h per trailing 30 days during Weekend", "effective 2026-02-01 until 2026-04-30"
    ),
    (at(6, 18, 1.2), at(36, 16.8, 1.2)),
)
HALF_PAST = Course(
    "metric iv { better higher; signals up; value = share of each 1 h where up; partial minutes count }\n"
    'calendar Half { zone "UTC"; open Mon-Sun 08:30-09:30 }\n'
    + ONE
    + contract("A", "iv of >= 10% per month")
    + deal("iv of Web >= 99% per trailing 7 days during Half", "effective 2026-02-01 until 2026-03-31"),
    tuple(at(day, 8.5, 1) for day in range(8, 15)),
)


@pytest.mark.parametrize(
    "course",
    [TWO_MORNINGS, MONDAY_MORNING, FIVE_WEEKENDS, HALF_PAST],
    ids=str.split("mornings monday weekends hours"),
)
def test_a_course_breaks_a_period_that_begins_at_some_other_time(course: Course) -> None:
    judge(course)


def test_a_trailing_period_cuts_the_intervals_of_a_month() -> None:
    """One that ends half an interval later has two bad ones for each of the support."""
    text = (
        IV
        + ONE
        + contract("A", "iv of >= 99.9% per PER")
        + deal("iv of Web >= 99% per trailing 7 days", "effective 2026-01-01 until 2026-06-30")
    )
    assert not proof_of(text.replace("PER", "month")).kept
    assert proof_of(text.replace("PER", "trailing 7 days")).kept


@pytest.mark.parametrize("limits", ["window Sun 02:00-06:00", "at most 8 h per month"])
def test_what_is_handed_on_as_it_is_is_kept(limits: str) -> None:
    text = (
        f"exclusion m {{ {limits} }}\n"
        + ONE
        + contract("A", "up of >= 99.9% per trailing 30 days", "except m; exact")
        + sla("guarantee g: up of Web >= SHARE per trailing 30 days { except m; exact }", WINTER)
    )
    assert verdict(proof_of(text.replace("SHARE", "99.9%"))) == "kept"
    assert verdict(proof_of(text.replace("SHARE", "99.91%"))) == "not kept"


@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo", "Europe/Berlin"])
@pytest.mark.parametrize(("below", "above"), [("week", "7 days"), ("day", "1 days")])
def test_a_trailing_period_touches_two_of_the_support_wherever_those_begin(
    zone: str, below: str, above: str
) -> None:
    """The clocks of Berlin change in the term, and those of the service do not."""
    terms = "effective 2026-01-01 until 2026-12-31", "effective 2026-06-01 until 2026-12-31"
    lower = uc("XA", f"guarantee g: down of A <= 1 h per {below} {{ exact }}", terms[0]).replace("UTC", zone)
    text = ONE + lower + deal(f"down of Web <= LIMIT per trailing {above}", terms[1])
    assert verdict(proof_of(text.replace("LIMIT", "2 h"))) == "kept"
    assert verdict(proof_of(text.replace("LIMIT", "119 min"))) == "not kept"


def test_what_is_told_of_a_period_holds_in_all_of_them() -> None:
    """On a Monday morning half an hour is all that counts of two days: nothing less than 100% mends that."""
    text = (
        OFFICE
        + ONE
        + contract("A", "up of >= 99% per month during Office")
        + deal("up of Web >= 90% per trailing 2 days during Office")
    )
    house = house_of(text)
    supports = Supports(house)
    (proof,) = proofs(supports, house.agreements["Deal"])
    assert verdict(proof) == "not kept"
    assert proof.guaranteed == 0
    (way,) = smallest_repairs(supports, proof).ways
    assert way.target == 1


@pytest.mark.parametrize(("target", "said"), [("9 h", "not kept"), ("10 h", "kept")])
def test_a_trailing_support_is_replayed_where_what_it_counts_begins(target: str, said: str) -> None:
    """A day that ends in the middle of an outage counts four hours of it and of the one before."""
    week = "effective 2026-02-02 until 2026-02-08"
    text = (
        'calendar Holes { zone "UTC"; open Mon 00:00-24:00; open Tue 00:00-02:00, 08:00-24:00; '
        "open Wed 00:00-04:00, 10:00-24:00; open Thu-Sun 00:00-24:00 }\n"
        "exclusion w { window Tue 02:00-06:00 }\nexclusion v { window Wed 06:00-10:00 }\n"
        "service A\nservice B\nservice Web { needs 1 of A, B }\n"
        + contract("A", "down of <= 2 h per trailing 1 days", "except w, v; exact")
        + contract("B", "down of <= 0 s per month during Holes")
        + deal(f"down of Web <= {target} per week", week)
    )
    assert verdict(proof_of(text)) == said


def test_a_trailing_support_is_replayed_where_its_base_is_least() -> None:
    """Of Thursday night to Sunday evening ten hours count, of other three days 24 and more."""
    text = (
        'calendar H { zone "UTC"; open Mon 00:00-24:00; open Tue-Fri 08:00-18:00; open Sun 18:00-24:00 }\n'
        'calendar HB { zone "UTC"; open Mon 00:00-24:00; open Tue-Thu 08:00-18:00; '
        "open Fri 08:00-12:00, 14:00-18:00; open Sun 18:00-24:00 }\n"
        "service A\nservice B\nservice Web { needs 1 of A, B }\n"
        + contract("A", "up of >= 92% per trailing 3 days during H")
        + contract("B", "down of <= 0 s per month during HB")
        + deal("down of Web <= 90 min per week during H", "effective 2026-02-02 until 2026-02-08")
    )
    assert verdict(proof_of(text)) == "kept"


def test_times_that_hold_several_periods_are_named_by_both_ends() -> None:
    """Of all that begin on a day, more than one may be as bad."""
    text = ONE + contract("A", "down of <= 1 h per week") + deal("down of Web <= 2 h per trailing 7 days")
    proof = proof_of(text)
    assert proof.kept
    assert period_name(proof) == "any 7 days between Sun 2026-02-01 00:00 and Mon 2026-02-09 00:00"


HOURLY = (
    "metric iv { better higher; signals up; value = share of each 1 h where up; partial minutes count }\n"
)
EARLY = (
    "exclusion e { window Mon-Sun 02:00-03:00 }\n"
    'calendar Most { zone "UTC"; open Mon-Sun 00:00-02:00, 03:00-24:00 }\n'
)


@pytest.mark.parametrize(
    ("below", "above"),
    [
        ("iv of A >= 98.75% per trailing 30 days { exact }", "94.2% per trailing 7 days { except e; exact }"),
        ("iv of A >= 99.9% per trailing 30 days { except e; exact }", "94% per trailing 7 days { exact }"),
        ("iv of A >= 99.9% per trailing 30 days during Most { exact }", "94% per trailing 7 days { exact }"),
    ],
    ids=["above", "below", "hours"],
)
def test_half_an_hour_later_a_window_touches_two_intervals(below: str, above: str) -> None:
    text = HOURLY + EARLY + ONE + uc("XA", f"guarantee g: {below}", "effective 2026-01-01 until 2026-12-31")
    assert proof_of(text + sla(f"guarantee g: iv of Web >= {above}", FEBRUARY)).is_open


def test_a_trailing_support_is_replayed_where_a_budget_is_spent() -> None:
    """It leaves out the first four hours of a month: a day from one month to the next has four others."""
    text = (
        'calendar Holes { zone "UTC"; open Mon-Thu 00:00-24:00; open Fri 00:00-20:00; open Sat 02:00-22:00; '
        "open Sun 04:00-24:00 }\n"
        "exclusion w { window Mon-Sun 00:00-24:00; at most 4 h per month }\n"
        "service A\nservice B\nservice Web { needs 1 of A, B }\n"
        + contract("A", "down of <= 2 h per trailing 1 days", "except w; exact")
        + contract("B", "down of <= 0 s per month during Holes")
        + deal("down of Web <= 11 h per week", "effective 2026-02-23 until 2026-03-01")
    )
    assert proof_of(text).is_open


def test_a_trailing_support_is_replayed_on_other_grids() -> None:
    """Twenty intervals from end to end are twenty-one a second later; twenty cases of a second would do."""
    iv = IV + ONE + contract("A", "iv of >= 99% per trailing 7 days")
    assert proof_of(iv + deal("iv of Web >= 99.1% per month")).is_open
