"""Calendars and counting in open time against a clock that is read minute by minute."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import accumulate

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sladsl.exact import zones
from sladsl.exact.calendars import (
    LAST,
    Always,
    Between,
    Calendar,
    Dates,
    Difference,
    Hours,
    Intersection,
    NthWeekday,
    Union,
    Weekly,
)
from sladsl.exact.opening import add, add_working_days, next_open, open_between

ZONES = [
    "UTC",
    "Europe/Helsinki",
    "America/New_York",
    "America/Havana",  # the clocks go back to midnight
    "Asia/Beirut",  # and forward from it
    "Australia/Lord_Howe",  # by half an hour
    "Asia/Kathmandu",
]
# Windows of eleven days: around both changes of the clocks in 2027 of those zones, and a plain one.
STARTS = [
    date(2027, 3, 9),
    date(2027, 3, 22),
    date(2027, 4, 1),
    date(2027, 9, 28),
    date(2027, 10, 26),
    date(2027, 6, 25),
]
STARTS += [date(2027, 11, 1)]
DAYS = 11
MARGIN = 3


class Clock:
    """Every minute of the window, and three days to either side, with what the zone's clocks read."""

    def __init__(self, zone: str, first: date) -> None:
        begin = datetime(first.year, first.month, first.day, tzinfo=UTC) - timedelta(days=MARGIN)
        self.begin = int(begin.timestamp()) // 60
        tz = zones.load(zone)
        count = (DAYS + 2 * MARGIN) * 1440
        self.readings = [
            (begin + timedelta(minutes=minute)).astimezone(tz).replace(tzinfo=None, fold=0)
            for minute in range(count)
        ]
        self.latest_so_far = list(accumulate(self.readings, max))
        self.earliest_to_come = list(accumulate(reversed(self.readings), min))[::-1]

    def first(self, reading: datetime) -> int:
        """The first minute at which the clocks read that or later."""
        return self.begin + bisect_left(self.latest_so_far, reading)

    def after_last(self, reading: datetime) -> int:
        """The minute after the last at which the clocks read earlier."""
        return self.begin + bisect_left(self.earliest_to_come, reading)

    def opening(self, day: date, hours: Hours) -> set[int]:
        start, end = hours
        midnight = datetime(day.year, day.month, day.day)
        last = midnight + timedelta(minutes=end if end > start else end + 1440)
        return set(range(self.first(midnight + timedelta(minutes=start)), self.after_last(last)))

    def openings(self, hours: Callable[[date], list[Hours]]) -> set[int]:
        days = sorted({reading.date() for reading in self.readings})
        return set().union(*(self.opening(day, each) for day in days for each in hours(day)))


@cache
def clock(zone: str, first: date) -> Clock:
    return Clock(zone, first)


def nth_of_month(day: date) -> set[int]:
    same = [d for d in range(1, 32) if d % 7 == day.day % 7 and is_date(day.year, day.month, d)]
    return {same.index(day.day) + 1} | ({LAST} if same[-1] == day.day else set())


def is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def minutes(calendar: Calendar, first: date) -> set[int]:
    """The calendar's open minutes, by brute force, in the window and its margins."""
    match calendar:
        case Always():
            some = clock("UTC", first)
            return set(range(some.begin, some.begin + len(some.readings)))
        case Weekly(zone, rules):
            return clock(zone, first).openings(lambda day: list(rules[day.weekday()]))
        case NthWeekday(zone, nth, weekday, hours):
            return clock(zone, first).openings(
                lambda day: [hours] if day.weekday() == weekday and nth in nth_of_month(day) else []
            )
        case Dates(zone, dates, hours):
            return clock(zone, first).openings(lambda day: [hours] if day in dates else [])
        case Between(zone, start, end):
            return set(range(clock(zone, first).first(start), clock(zone, first).after_last(end)))
        case Union(parts):
            return set().union(*(minutes(part, first) for part in parts))
        case Intersection(parts):
            return set.intersection(*(minutes(part, first) for part in parts))
        case Difference(left, right):
            return minutes(left, first) - minutes(right, first)
    raise AssertionError(calendar)


# Quarters of an hour, so that rules often meet the changes of the clocks and one another.
edges = st.integers(0, 95).map(lambda quarter: quarter * 15)
hours = st.tuples(edges, edges) | st.sampled_from(
    [(0, 1440), (480, 1020), (120, 180), (60, 120), (1320, 360)]
)
zone_names = st.sampled_from(ZONES)


def dates(first: date) -> st.SearchStrategy[date]:
    return st.integers(0, DAYS).map(lambda days: first + timedelta(days=days))


def calendars(first: date) -> st.SearchStrategy[Calendar]:
    weeks = st.lists(st.lists(hours, max_size=2).map(tuple), min_size=7, max_size=7).map(tuple)
    nth = st.sampled_from([1, 2, 3, 4, 5, LAST])
    moments = st.builds(
        lambda day, minute: datetime(day.year, day.month, day.day) + timedelta(minutes=minute),
        dates(first),
        edges,
    )
    leaves = st.one_of(
        st.builds(Weekly, zone_names, weeks),
        st.builds(Dates, zone_names, st.frozensets(dates(first), max_size=4), hours),
        st.builds(NthWeekday, zone_names, nth, st.integers(0, 6), hours),
        st.builds(Between, zone_names, moments, moments),
        st.just(Always()),
    )
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds(Union, st.lists(inner, min_size=1, max_size=3).map(tuple)),
            st.builds(Intersection, st.lists(inner, min_size=1, max_size=2).map(tuple)),
            st.builds(Difference, inner, inner),
        ),
        max_leaves=4,
    )


windows = st.sampled_from(STARTS)


@settings(max_examples=100)
@given(windows, st.data())
def test_calendars_and_primitives(first: date, data: st.DataObject) -> None:
    calendar = data.draw(calendars(first))
    start = int(datetime(first.year, first.month, first.day, tzinfo=UTC).timestamp()) // 60
    end = start + DAYS * 1440
    expected = sorted(minute for minute in minutes(calendar, first) if start <= minute < end)
    found = calendar.intervals(start * 60, end * 60)
    assert [minute for a, b in found for minute in range(a // 60, b // 60)] == expected
    assert all(a % 60 == b % 60 == 0 for a, b in found)
    assert all(found[i][1] < found[i + 1][0] for i in range(len(found) - 1))

    at = data.draw(st.integers(start, end - 1))
    rest = expected[bisect_left(expected, at) :]
    assert open_between(calendar, at * 60, end * 60) == 60 * len(rest)
    horizon = (end - at) * 60
    assert next_open(calendar, at * 60, horizon) == (rest[0] * 60 if rest else None)
    seconds = data.draw(st.integers(1, 60 * len(rest) + 60))
    whole = (seconds - 1) // 60
    reached = rest[whole] * 60 + seconds - 60 * whole if whole < len(rest) else None
    assert add(calendar, at * 60, seconds, horizon) == reached


@settings(max_examples=60)
@given(
    windows, zone_names, st.lists(st.lists(hours, max_size=2).map(tuple), min_size=7, max_size=7), st.data()
)
def test_working_days(first: date, zone: str, week: list[tuple[Hours, ...]], data: st.DataObject) -> None:
    calendar = Weekly(zone, tuple(week))
    clocks = clock(zone, first)
    read = clocks.readings
    opened = [minute - clocks.begin for minute in sorted(minutes(calendar, first))]
    opened = [index for index in opened if 0 <= index < len(read)]
    index = data.draw(st.integers(1440 * MARGIN, 1440 * (MARGIN + 5)))
    count = data.draw(st.integers(1, 4))
    rolled = next((each for each in opened if each >= index), None)
    assume(rolled is not None)
    assert rolled is not None
    later = sorted({read[each].date() for each in opened if read[each].date() > read[rolled].date()})
    assume(len(later) > count)  # the last date may be cut off by the window's edge
    target = clocks.first(datetime.combine(later[count - 1], read[rolled].time())) - clocks.begin
    expected = next((each for each in opened if each >= target), None)
    assert expected is not None
    deadline = add_working_days(calendar, (clocks.begin + index) * 60, count, zone)
    assert deadline == (clocks.begin + expected) * 60


@settings(max_examples=60)
@given(st.lists(st.lists(hours, max_size=2).map(tuple), min_size=7, max_size=7), st.data())
def test_a_later_start_never_has_an_earlier_deadline(
    week: list[tuple[Hours, ...]], data: st.DataObject
) -> None:
    assume(any(week))
    calendar = Weekly("UTC", tuple(week))
    one, two = sorted(data.draw(st.tuples(*[st.integers(1_800_000_000, 1_800_000_000 + 14 * 86_400)] * 2)))
    days, seconds = data.draw(st.integers(0, 4)), data.draw(st.integers(0, 90_000))
    early, late = (add_working_days(calendar, start, days, "UTC") for start in (one, two))
    assert early is not None and late is not None and early <= late
    early, late = (add(calendar, start, seconds) for start in (one, two))
    assert early is not None and late is not None and early <= late
