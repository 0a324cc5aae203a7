"""One support that leaves out what the promise above leaves out: how much of it is of no use above."""

from __future__ import annotations

import pytest
from played_courses import Course, at, contract, judge
from proof_houses import proof_of, sla

ONE = "service A\nservice Web { needs A }\n"
FEBRUARY = "effective 2026-02-01 until 2026-02-28"


def deal(promise: str, body: str = "exact") -> str:
    return sla(f"guarantee g: {promise} {{ {body} }}", FEBRUARY)


ONE_WINDOW_IN_ANOTHER = Course(
    "exclusion e { window Sun 02:00-06:00 }\nexclusion w { window Sun 00:00-12:00 }\n"
    + ONE
    + contract("A", "up of >= 99% per month", "except e; exact")
    + deal("up of Web >= 98.94% per month", "except e, w; exact"),
    (at(3, 0, 6.72),),
    recorded=(("w", tuple(at(day, 0, 12) for day in (1, 8, 15, 22))), ("e", ())),
)
A_DAY_OF_WORK = Course(
    'calendar Office { zone "UTC"; open Mon-Fri 08:00-18:00 }\n'
    "exclusion e { at most 10 h per week }\nexclusion w { window Mon-Fri 08:00-09:00 }\n"
    + ONE
    + contract("A", "up of >= 95% per day during Office", "except e; exact")
    + deal("up of Web >= 95% per day during Office", "except e, w; exact"),
    (at(3, 17, 0.1),),
    recorded=(("e", (at(3, 9, 8),)), ("w", (at(3, 8, 1),))),
)


MANY_MINUTES = (
    "metric iv { better higher; signals up; value = share of each 1 h where up; partial minutes count }\n"
    "exclusion m { window Mon 00:00-24:00 }\n"
    + ONE
    + contract("A", "iv of >= 98% per week", "except m; exact")
)
SOME_HOURS_OF_MONDAY = Course(
    MANY_MINUTES + deal("iv of Web >= 98.05% per week", "except m; exact"),
    tuple(at(day, hour, 0.01) for day, hours in ((9, range(18)), (11, (1, 3, 5))) for hour in hours),
)
OVER_TWO_WEEKS = Course(
    "metric lo { better higher; signals e, r; value = share of each 1 h where e / r <= 5% }\n"
    "metric hi { better higher; signals e, r; value = share of each 7 h where e / r <= 5% }\n"
    + ONE
    + contract("A", "lo of >= 97.6% per week")
    + deal("hi of Web >= 80.2% per month"),
    tuple(at(1, 7 * n, 1) for week in (0, 4, 28, 52, 76) for n in range(week, week + 4)),
)
MINUTES_OF_NO_INTERVAL = Course(
    "metric iv { better higher; signals up; value = share of each 5 min where up; partial minutes count }\n"
    'calendar H { zone "UTC"; open Mon-Sun 00:03-16:45 }\nexclusion w { window Mon-Sun 00:00-00:05 }\n'
    + ONE
    + contract("A", "iv of >= 99% per day during H", "except w; exact")
    + deal("iv of Web >= 99.5% per day during H"),
    (at(1, 1, 0.01), at(1, 1.25, 0.01)),
)


@pytest.mark.parametrize("course", [OVER_TWO_WEEKS, MINUTES_OF_NO_INTERVAL], ids=["weeks", "minutes"])
def test_intervals_that_edges_of_weeks_or_of_hours_cut(course: Course) -> None:
    judge(course)


def test_what_is_left_out_may_come_to_whole_intervals() -> None:
    """Three of 150 hours are what the support allows, and of 168 or of 144 they are less than that."""
    judge(SOME_HOURS_OF_MONDAY)
    assert proof_of(MANY_MINUTES + deal("iv of Web >= 98% per week", "except m; exact")).kept


@pytest.mark.parametrize("course", [ONE_WINDOW_IN_ANOTHER, A_DAY_OF_WORK], ids=["window", "day"])
def test_what_only_the_promise_leaves_out_takes_nothing_from_the_base_below(course: Course) -> None:
    judge(course)


def test_an_hour_above_is_more_than_the_minutes_below_that_are_left_out() -> None:
    """Every day ten minutes of two short intervals are left out, and of 24 long ones one."""
    text = (
        "metric lo { better higher; signals e, r; value = share of each 5 min where e / r <= 5% }\n"
        "metric hi { better higher; signals e, r; value = share of each 1 h where e / r <= 5% }\n"
        "exclusion w { window Mon-Sun 03:00-03:10 }\n"
        + ONE
        + contract("A", "lo of >= 99.9% per month", "except w; exact")
        + deal("hi of Web >= SHARE per month", "except w; exact")
    )
    # Eight of 8008 may be bad, and so may eight of 644.
    assert not proof_of(text.replace("SHARE", "98.78%")).kept
    assert proof_of(text.replace("SHARE", "98.7%")).kept


def test_short_outages_and_parts_of_minutes_by_turns() -> None:
    """A minute that is too short to count, and 118 seconds without a whole minute in them."""
    text = (
        "metric dw { better lower; value = time down; partial minutes do not count }\n"
        "metric dc { better lower; value = time down; partial minutes count }\n"
        + ONE
        + contract("A", "dw of <= 0 s per month", "exact; outages up to 1 min do not count")
        + deal("dc of Web <= 662 h per month")
    )
    start, _ = at(1)
    turns = tuple(
        (start + n * 180 + a, start + n * 180 + b) for n in range(28 * 480) for a, b in ((0, 60), (61, 179))
    )
    judge(Course(text, turns))
