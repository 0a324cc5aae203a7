"""Corners in which a bound was too low once: hours, shares, intervals, short outages; played by hand."""

from __future__ import annotations

import pytest
from played_courses import FIRST, HOUR, SUNDAYS, TWO, Course, at, contract, judge
from proof_houses import proof_of, sla, uc

from sladsl.prove.telling import assumptions
from sladsl.rules.quality.short_outages import overlooked

ONE = "service A\nservice Web { needs A }\n"
EITHER = "service A\nservice B\nservice Web { needs 1 of A, B }\n"
FEBRUARY = "effective 2026-02-01 until 2026-02-28"
IV = "metric iv { better higher; signals up; value = share of each 5 min where up; partial minutes count }\n"
IP = IV.replace("iv", "ip").replace("minutes count", "minutes do not count")


def february(promise: str, body: str = "exact") -> str:
    return sla(f"guarantee g: {promise} {{ {body} }}", FEBRUARY)


def every(step: int, length: int, count: int, first: int = 0) -> tuple[tuple[int, int], ...]:
    """So many outages of so many seconds, one every `step`."""
    return tuple((FIRST + first + n * step, FIRST + first + n * step + length) for n in range(count))


BASE_OF_INTERVALS = Course(
    IV
    + f"exclusion e {{ {SUNDAYS} 5 min per month }}\n{ONE}"
    + contract("A", "iv of >= 90.1% per month", "except e from downtime only; exact")
    + february("iv of Web >= 90% per month", "except e; exact"),
    every(300, 1, 288) + every(300, 1, 798, 2 * 24 * HOUR),
)
LIMITED_TWICE = Course(
    'calendar N { zone "UTC"; open Mon-Sat 00:00-24:00; open Sun 00:00-06:00 }\n'
    "exclusion w { window Sun 00:00-24:00 }\n"
    "exclusion v1 { window Sun 00:00-06:00; at most 20 h per month }\n"
    "exclusion v2 { window Sun 00:00-06:00; at most 20 h per month }\n"
    + EITHER
    + contract(
        "A",
        "down of <= 0 s per month",
        "except w; except v1 from downtime only; except v2 from downtime only; exact",
    )
    + uc("XB", "guarantee g: down of B <= 0 s per month during N { exact }")
    + february("down of Web <= 60 h per month"),
    tuple(at(day, 6, 18) for day in (1, 8, 15, 22)),
    tuple(at(day, 6, 18) for day in (1, 8, 15, 22)),
    series=False,
)
PAID_TWICE = Course(
    "exclusion w { window 2026-02-13 00:00 to 2026-02-16 00:00 }\n"
    + TWO
    + contract("A", "up of >= 93% per month", "except w; exact")
    + contract("B", "up of >= 95% per rolling 9 days", "except w; exact")
    + february("down of Web <= 156 h per month"),
    (at(3, 0, 42), at(13, 0, 72)),
    tuple(at(day, 0, 10.8) for day in (1, 10, 19, 28)),
)
PAID_BY_NOBODY = Course(
    "exclusion w { window 2026-02-01 00:00-04:00 }\n"
    + TWO
    + contract("A", "up of >= 87% per week", "except w; exact")
    + contract("B", "up of >= 90% per month", "except w; exact")
    + february("down of Web <= 642600 s per month"),
    (at(1, 0, 24), *(at(day, 0, 21.84) for day in (2, 9, 16, 23))),
    (at(4, 0, 67.2),),
)
SATURDAY = Course(
    "exclusion e { window Sat-Sun 00:00-04:00; at most 4 h per week }\n"
    + TWO
    + contract("A", "down of <= 0 s per month", "except e; exact")
    + contract("B", "down of <= 0 s per month", "except e; exact")
    + february("down of Web <= 13 h per month", "except e; exact"),
    tuple(at(day) for day in (0, 7, 14, 21)),
    tuple(at(day) for day in (1, 8, 15, 22)),
)
ROLLED = Course(
    'calendar D { zone "UTC"; open 2026-02-03 00:00-24:00; open 2026-02-04 00:00-24:00; '
    "open 2026-02-09 00:00-24:00; open 2026-02-12 00:00-24:00 }\n"
    + ONE
    + contract("A", "down of <= 4 h per rolling 2 days")
    + sla(
        "guarantee g: down of Web <= 5 h per week during D { exact }", "effective 2026-02-02 until 2026-02-15"
    ),
    (at(9), at(12)),
)
CAPPED = Course(
    'calendar D { zone "UTC"; open Sun 00:00-08:00 }\n'
    "exclusion e { window Sun 00:00-08:00; at most 4 h per month }\nexclusion x { at most 4 h per month }\n"
    + TWO
    + contract("A", "down of <= 24 h per month", "except e; exact")
    + contract("B", "down of <= 0 s per month", "except e; exact")
    + february("down of Web <= 26 h per month during D", "except e, x; exact"),
    (at(1, 0, 8), at(8, 0, 8), at(15, 0, 8), at(22)),
    (at(22, 4),),
)
PARTS_OF_LONGER = Course(
    "metric dw { better lower; value = time down; partial minutes do not count }\n"
    "metric dc { better lower; value = time down; partial minutes count }\n"
    + ONE
    + contract("A", "dw of <= 4 h per month")
    + february("dc of Web <= 5 h per month", "exact; outages under 5 min do not count"),
    every(600, 358, 60, 1),
)
NOT_FROM_END_TO_END = Course(
    IV + IP + ONE + contract("A", "ip of >= 100% per month") + february("iv of Web >= 99.9% per month"),
    every(300, 299, 60, 1),
)
ALL_BUT_A_SECOND = Course(
    IV
    + ONE
    + contract("A", "iv of >= 100% per month", "exact; outages under 10 min do not count")
    + february("iv of Web >= 40% per month"),
    every(600, 599, 28 * 144),
)
TRAILING = Course(
    "exclusion w1 { window Sun 16:00-20:00 }\nexclusion w2 { window Mon 12:00-15:00 }\n"
    + ONE
    + contract("A", "down of <= 0 s per month", "except w1, w2; exact")
    + february("down of Web <= 5 h per trailing 1 days"),
    (at(8, 16), at(9, 12, 3)),
)
TRAILING_BETWEEN = Course(
    "exclusion w { window Sun-Mon 00:00-24:00 }\n"
    "exclusion e { window Sun 09:00-10:00; window Mon 11:00-12:00 }\n"
    + ONE
    + contract("A", "down of <= 0 s per month", "except w; exact")
    + february("down of Web <= 1410 min per trailing 1 days", "except e; exact"),
    (at(8, 10, 25),),
)
FIXED = Course(
    "metric of672 { better higher; signals up; value = share of time where up of 672 h; "
    "partial minutes count }\n"
    "exclusion e { window Sun 00:00-24:00 }\n"
    + ONE
    + contract("A", "of672 of >= 90% per month", "except e; exact")
    + february("up of Web >= 90% per month", "except e; exact"),
    (*(at(day, 0, 24) for day in (1, 8, 15, 22)), at(3, 0, 67.2)),
)


@pytest.mark.parametrize(
    "course",
    [
        BASE_OF_INTERVALS,
        LIMITED_TWICE,
        PAID_TWICE,
        PAID_BY_NOBODY,
        SATURDAY,
        ROLLED,
        CAPPED,
        PARTS_OF_LONGER,
        NOT_FROM_END_TO_END,
        ALL_BUT_A_SECOND,
        TRAILING,
        TRAILING_BETWEEN,
        FIXED,
    ],
    ids=str.split(
        "base_of_intervals limited_twice paid_twice paid_by_nobody saturday rolled capped parts_of_longer "
        "not_from_end_to_end all_but_a_second trailing trailing_between fixed"
    ),
)
def test_a_course_that_breaks_a_promise_is_not_overlooked(course: Course) -> None:
    judge(course)


def test_the_little_that_is_left_of_a_day_may_be_lost() -> None:
    """Nine and a half of ten hours are work of the service, and its part is down in the last half."""
    text = (
        'calendar Office { zone "UTC"; open Mon-Fri 08:00-18:00 }\n'
        "exclusion planned { at most 10 h per week }\n"
        + ONE
        + uc("XA", "guarantee g: up of A >= 95% per day during Office { exact }")
        + february("up of Web >= 95% per day during Office", "except planned; exact")
    )
    assert not proof_of(text).kept


def test_a_month_that_the_term_cuts_is_told() -> None:
    """It is half as long, and a supplier may lose as much in it as in a whole one."""
    text = (
        ONE
        + uc("XA", "guarantee g: up of A >= 99% per month { exact }", "effective 2026-01-01")
        + sla("guarantee g: up of Web >= 99% per month { exact }", "effective 2026-02-15 until 2026-04-30")
    )
    line, _ = sorted(assumptions(proof_of(text)))
    assert line == "is about whole periods: 2026-02, which is cut short, is not looked at"


def test_parts_of_long_outages_are_no_outages_of_their_own() -> None:
    """Sixty outages of 358 seconds are four hours of whole minutes; no more than that is lost."""
    proof = proof_of(PARTS_OF_LONGER.text.replace("<= 5 h", "<= 6 h"))
    assert proof.is_open
    assert not list(overlooked(proof))


@pytest.mark.parametrize("per", ["month", "trailing 1 days"])
def test_a_trailing_period_may_begin_where_nothing_does(per: str) -> None:
    """Three hours at the end of one window and three at the beginning of the next lie in one day."""
    text = (
        "exclusion w { window Mon-Sun 03:00-11:00; at most 3 h per day }\n"
        + ONE
        + contract("A", f"down of <= 0 s per {per}", "except w; exact")
        + february("down of Web <= LIMIT h per trailing 1 days")
    )
    assert proof_of(text.replace("LIMIT", "5")).is_open
    assert proof_of(text.replace("LIMIT", "6")).kept
