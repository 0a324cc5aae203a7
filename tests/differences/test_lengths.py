"""Limits, amounts and structures that are compared, against all that they let happen, tried out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import product
from math import ceil, floor
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st
from versions import between, edited

from sladsl.differences.change import Effect
from sladsl.differences.lengths import agreed, as_early, longer, more_per_period, opposite
from sladsl.exact.durations import CalendarDays, Duration, Months, TimeSpan, Years

HELSINKI = ZoneInfo("Europe/Helsinki")
MONTHS = {"month": 1, "quarter": 3, "year": 12}
LIMITS = st.tuples(st.integers(1, 40).map(Fraction), st.sampled_from(sorted(MONTHS)))


def allowed(limit: tuple[Fraction, str], course: tuple[Fraction, ...]) -> Fraction:
    """How much of what falls due month by month a limit lets be paid in a year."""
    each = MONTHS[limit[1]]
    parts = [sum(course[n : n + each], Fraction(0)) for n in range(0, 12, each)]
    return sum((min(part, limit[0]) for part in parts), Fraction(0))


@settings(max_examples=100, deadline=None)
@given(LIMITS, LIMITS, st.lists(st.lists(st.integers(0, 60), min_size=12, max_size=12), max_size=8))
def test_a_limit_that_is_more_always_is(
    old: tuple[Fraction, str], new: tuple[Fraction, str], drawn: list[list[int]]
) -> None:
    huge = Fraction(10**6)
    courses = [tuple(map(Fraction, course)) for course in drawn]
    courses += [tuple(huge if n == 0 else Fraction(0) for n in range(12)), (huge,) * 12]
    gaps = [allowed(new, course) - allowed(old, course) for course in courses]
    sign = more_per_period(old, new)
    assert sign == opposite(more_per_period(new, old)) if sign is not None else True
    if sign is None:
        # All at once and all the time go different ways.
        assert min(gaps) < 0 < max(gaps)
    elif sign >= 0:
        assert min(gaps) >= 0
    else:
        assert max(gaps) <= 0


SPANS = st.one_of(
    st.integers(1, 900).map(lambda n: Duration(Fraction(n * 3600))),
    st.integers(1, 800).map(CalendarDays),
    st.integers(1, 30).map(Months),
    st.integers(1, 3).map(Years),
)


def _ends(span: TimeSpan, begin: datetime) -> datetime:
    match span:
        case Duration(seconds):
            return (begin.astimezone(UTC) + timedelta(seconds=int(seconds))).astimezone(HELSINKI)
        case CalendarDays(count):
            return begin + timedelta(days=count)
        case _:
            months = span.count * (12 if isinstance(span, Years) else 1)
            place = begin.year * 12 + begin.month - 1 + months
            return begin.replace(year=place // 12, month=place % 12 + 1)


def test_a_day_has_no_fixed_hours() -> None:
    day, hours = CalendarDays(1), [Duration(Fraction(n * 3600)) for n in (23, 24, 25)]
    assert [longer(day, each) for each in hours] == [-1, None, 1]
    assert [longer(each, day) for each in hours] == [1, None, -1]


@settings(max_examples=100, deadline=None)
@given(SPANS, SPANS)
@example(CalendarDays(1), Duration(Fraction(24 * 3600)))
@example(Months(1), CalendarDays(31))
@example(Years(1), CalendarDays(365))
@example(Months(13), CalendarDays(393))
def test_a_longer_time_is_longer_whenever_it_begins(old: TimeSpan, new: TimeSpan) -> None:
    sign = longer(old, new)
    if sign is None:
        return
    # The days before clocks are set are among them, and those before and in a leap year.
    for year, month, day in product((2027, 2028, 2031), range(1, 13), (1, 25, 27, 28)):
        begin = datetime(year, month, day, 12, tzinfo=HELSINKI)
        gap = (_ends(new, begin).astimezone(UTC) - _ends(old, begin).astimezone(UTC)).total_seconds()
        assert gap * sign >= 0 and (sign != 0 or gap == 0)


@settings(max_examples=40, deadline=None)
@given(
    st.tuples(st.integers(1, 6), st.integers(1, 9), st.booleans()),
    st.tuples(st.integers(1, 6), st.integers(1, 9), st.booleans()),
)
def test_blocks_are_compared_at_every_length(old: tuple[int, int, bool], new: tuple[int, int, bool]) -> None:
    def text(one: tuple[int, int, bool]) -> str:
        return f"{one[1]} EUR per {'started ' if one[2] else ''}{one[0]} h late, at most 500 EUR"

    def paid(one: tuple[int, int, bool], quarters: int) -> int:
        hours = Fraction(quarters, 4)
        return one[1] * (ceil(hours / one[0]) if one[2] else floor(hours / one[0]))

    place = "50 EUR per started 1 h late, at most 500 EUR"
    found = between(edited((place, text(old))), edited((place, text(new)))).changes
    gaps = {paid(new, n) - paid(old, n) for n in range(1, 60 * 4 * 2)}
    if not any(gaps):
        return
    (change,) = found
    more, less = max(gaps) > 0, min(gaps) < 0
    expected = Effect.INCOMPARABLE if more and less else Effect.TIGHTENS if more else Effect.LOOSENS
    assert change.effect is expected


def test_signs_together() -> None:
    assert agreed() == agreed(0, 0) == 0
    assert agreed(1, 0, 1) == 1 and agreed(0, -1) == -1
    assert agreed(1, -1) is agreed(None) is agreed(1, None) is None
    assert as_early([Fraction(1, 2), Fraction(1)], [Fraction(3, 5)])
    assert not as_early([Fraction(1, 2)], [Fraction(1, 2), Fraction(3, 4)])
