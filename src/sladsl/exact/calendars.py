"""Calendars: sets of instants given by opening hours, dates, holidays and set algebra over them.

Wall times follow the clocks. An opening begins at the first instant at which the zone's clocks read
its start or later, and ends just after the last at which they read earlier than its end: a start or
end that is skipped in spring moves to the end of the gap; in autumn a repeated start is the earlier of
the two and a repeated end the later. A day on which two hours are skipped or repeated needs no rule of
its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Protocol, TypeAlias

from sladsl.exact import intervals as sets
from sladsl.exact import zones
from sladsl.exact.intervals import Interval, Intervals
from sladsl.records import record

DAY_MINUTES = 1440
LAST = -1
Hours: TypeAlias = tuple[int, int]
"""Minutes from local midnight, start and end; an end at or before the start is on the next day."""
WHOLE_DAY: Hours = (0, DAY_MINUTES)


class Calendar(Protocol):
    """A set of instants; frozen, so that what is computed of it can be kept."""

    def __hash__(self) -> int: ...

    def intervals(self, start: int, end: int) -> Intervals:
        """The set's part in [start, end), UTC seconds: sorted, disjoint, neither empty nor touching."""
        ...


@record
class Always:
    """Every instant."""

    def intervals(self, start: int, end: int) -> Intervals:
        """All of [start, end)."""
        return ((start, end),) if start < end else ()


@record
class Weekly:
    """Hours by weekday in a zone: `rules[0]` are Monday's. Hours may run past midnight, at most 24 h long."""

    zone: str
    rules: tuple[tuple[Hours, ...], ...]

    def __post_init__(self) -> None:
        if len(self.rules) != 7:
            raise ValueError("a week has seven days")
        for day in self.rules:
            for hours in day:
                _check(hours)

    def intervals(self, start: int, end: int) -> Intervals:
        """The hours of every week in [start, end)."""
        days = _days(self.zone, start, end)
        found = (_opening(self.zone, day, hours) for day in days for hours in self.rules[day.weekday()])
        return sets.clip(sets.normalise(found), start, end)


@record
class NthWeekday:
    """Hours on the n-th such weekday of each month: `third Sun 02:00-06:00`.

    `nth` is 1 to 5 (months without a fifth have none) or LAST; weekday 0 is Monday.
    """

    zone: str
    nth: int
    weekday: int
    hours: Hours

    def __post_init__(self) -> None:
        if self.nth not in (1, 2, 3, 4, 5, LAST) or not 0 <= self.weekday <= 6:
            raise ValueError(f"no such weekday in a month: {self.nth}, {self.weekday}")
        _check(self.hours)

    def intervals(self, start: int, end: int) -> Intervals:
        """The hours of every month in [start, end)."""
        days = (day for day in _days(self.zone, start, end) if self._is_the_day(day))
        return sets.clip(sets.normalise(_opening(self.zone, day, self.hours) for day in days), start, end)

    def _is_the_day(self, day: date) -> bool:
        if day.weekday() != self.weekday:
            return False
        if self.nth == LAST:
            return (day + timedelta(days=7)).month != day.month
        return (day.day - 1) // 7 + 1 == self.nth


@record
class Between:
    """One stretch from a local date and time to another: `2027-12-24 18:00` to `2027-12-27 06:00`."""

    zone: str
    start: datetime
    end: datetime

    def intervals(self, start: int, end: int) -> Intervals:
        """The stretch's part in [start, end)."""
        zone = zones.load(self.zone)
        stretch = (zones.first_instant(zone, self.start), zones.end_instant(zone, self.end))
        return sets.clip(sets.normalise((stretch,)), start, end)


@record
class Dates:
    """The given local dates, or the same hours on each of them."""

    zone: str
    dates: frozenset[date]
    hours: Hours = WHOLE_DAY

    def __post_init__(self) -> None:
        _check(self.hours)

    def intervals(self, start: int, end: int) -> Intervals:
        """The dates' hours in [start, end)."""
        if start >= end:
            return ()
        first, last = _reaching(self.zone, start, end)
        found = (_opening(self.zone, day, self.hours) for day in self.dates if first <= day <= last)
        return sets.clip(sets.normalise(found), start, end)


@record
class Holidays:
    """The national holidays of a place such as `FI` or `DE-BY`, as whole local dates of every year."""

    zone: str
    place: str

    def intervals(self, start: int, end: int) -> Intervals:
        """The holidays in [start, end)."""
        if start >= end:
            return ()
        from sladsl.exact import holidays  # the tables are slow to load

        zone = zones.load(self.zone)
        years = range(zones.wall(zone, start).year, zones.wall(zone, end).year + 1)
        return Dates(self.zone, frozenset(holidays.national(self.place, years))).intervals(start, end)


@record
class Union:
    """What is in any of the calendars; no calendars at all are never open."""

    parts: tuple[Calendar, ...]

    def intervals(self, start: int, end: int) -> Intervals:
        """The union's part in [start, end)."""
        return sets.union(*(part.intervals(start, end) for part in self.parts))


@record
class Intersection:
    """What is in all of the calendars; no calendars at all are always open."""

    parts: tuple[Calendar, ...]

    def intervals(self, start: int, end: int) -> Intervals:
        """The intersection's part in [start, end)."""
        result = Always().intervals(start, end)
        for part in self.parts:
            result = sets.intersection(result, part.intervals(start, end))
        return result


@record
class Difference:
    """What is in `left` and not in `right`: hours without holidays lose the instants of those dates."""

    left: Calendar
    right: Calendar

    def intervals(self, start: int, end: int) -> Intervals:
        """The difference's part in [start, end)."""
        return sets.difference(self.left.intervals(start, end), self.right.intervals(start, end))


ALWAYS: Calendar = Always()


def _check(hours: Hours) -> None:
    start, end = hours
    if not (0 <= start < DAY_MINUTES and 0 <= end <= start + DAY_MINUTES):
        raise ValueError(f"no hours of a day: {hours}")


def _opening(zone_name: str, day: date, hours: Hours) -> Interval:
    zone = zones.load(zone_name)
    start, end = hours
    midnight = datetime.combine(day, time())
    length = end - start if end > start else end - start + DAY_MINUTES
    opens = midnight + timedelta(minutes=start)
    return (
        zones.first_instant(zone, opens),
        zones.end_instant(zone, opens + timedelta(minutes=length)),
    )


def _days(zone_name: str, start: int, end: int) -> Iterator[date]:
    """The local dates whose hours may reach into [start, end)."""
    if start >= end:
        return
    day, last = _reaching(zone_name, start, end)
    while day <= last:
        yield day
        day += timedelta(days=1)


def _reaching(zone_name: str, start: int, end: int) -> tuple[date, date]:
    """The first and the last date whose hours may reach into [start, end), two to spare for nights and clock
    changes."""
    zone = zones.load(zone_name)
    return zones.wall(zone, start).date() - timedelta(days=2), zones.wall(zone, end).date() + timedelta(
        days=1
    )
