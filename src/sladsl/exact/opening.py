"""Counting in open time: the primitives over any calendar that clocks and deadlines are made of."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sladsl.exact import intervals as sets
from sladsl.exact import zones
from sladsl.exact.calendars import Calendar
from sladsl.exact.known_hours import Known

DAY = 86_400
HORIZON = 3_660 * DAY
"""How far a search goes before it answers None: ten years, in seconds."""
_FIRST_LOOK = 14 * DAY


def open_between(calendar: Calendar, start: int, end: int) -> int:
    """Open seconds in [start, end)."""
    return sets.total(calendar.intervals(start, end))


def is_open(calendar: Calendar, instant: int) -> bool:
    """Whether the instant is in the calendar."""
    return bool(calendar.intervals(instant, instant + 1))


def add(calendar: Calendar, instant: int, seconds: int, horizon: int = HORIZON) -> int | None:
    """The first instant by which `seconds` of open time have passed since `instant`.

    Zero seconds have passed at once, open or not. None when the horizon ends first. Raises ValueError
    for negative seconds.
    """
    if seconds < 0:
        raise ValueError("open time does not run backwards")
    if seconds == 0:
        return instant
    left, at, limit, look = seconds, instant, instant + horizon, _FIRST_LOOK
    while at < limit:
        until = min(at + look, limit)
        for start, end in calendar.intervals(at, until):
            if left <= end - start:
                return start + left
            left -= end - start
        at, look = until, look * 2
    return None


def next_open(calendar: Calendar, instant: int, horizon: int = HORIZON) -> int | None:
    """The first open instant at or after `instant`; None when there is none before the horizon."""
    at, limit, look = instant, instant + horizon, _FIRST_LOOK
    while at < limit:
        until = min(at + look, limit)
        found = calendar.intervals(at, until)
        if found:
            return found[0][0]
        at, look = until, look * 2
    return None


def add_working_days(calendar: Calendar, instant: int, count: int, zone_name: str) -> int | None:
    """`count` working days after `instant`, at the same local time, or at the next opening after it.

    A working day is a local date of the zone with any open time. An instant that is not open counts
    from the next opening, so that a later start never gets an earlier deadline: one working day from
    Saturday noon is Tuesday's opening, not Monday noon. None when the horizon ends first.
    """
    start = next_open(calendar, instant)
    if start is None or count == 0:
        return start
    zone = zones.load(zone_name)
    reading = zones.wall(zone, start)
    day = _working_day(calendar, reading.date(), count, zone_name)
    if day is None:
        return None
    return next_open(calendar, zones.first_instant(zone, datetime.combine(day, reading.time())))


def end_of_working_day(calendar: Calendar, instant: int, count: int, zone_name: str) -> int | None:
    """The last closing on the `count`-th working day after the one on which `instant` falls or rolls to.

    Hours that run past midnight close at midnight here. None when the horizon ends first.
    """
    day = working_day_after(calendar, instant, count, zone_name)
    if day is None:
        return None
    zone = zones.load(zone_name)
    begin, end = zones.day_start(zone, day), zones.day_start(zone, day + timedelta(days=1))
    return calendar.intervals(begin, end)[-1][1]


def working_day_after(calendar: Calendar, instant: int, count: int, zone_name: str) -> date | None:
    """The `count`-th working day after the one on which `instant` falls or rolls to; None when the horizon
    ends first."""
    start = next_open(calendar, instant)
    if start is None:
        return None
    return _working_day(calendar, zones.wall(zones.load(zone_name), start).date(), count, zone_name)


def _working_day(calendar: Calendar, day: date, count: int, zone_name: str) -> date | None:
    """The `count`-th date after `day` with any open time, for a `day` that has some itself."""
    if count < 0:
        raise ValueError("working days are counted forwards")
    if isinstance(calendar, Known) and count:
        return calendar.working_day(day, count, zone_name)
    zone = zones.load(zone_name)
    at = zones.day_start(zone, day + timedelta(days=1))
    last = day
    while count > 0:
        opening = next_open(calendar, at)
        if opening is None:
            return None
        last = zones.wall(zone, opening).date()
        at = zones.day_start(zone, last + timedelta(days=1))
        count -= 1
    return last
