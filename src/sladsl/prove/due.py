"""When a promise about the time of cases is due, for every instant at which its clock may start."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from math import ceil, floor

from sladsl.evaluate.clocks import Clock, due_of
from sladsl.exact import zones
from sladsl.exact.calendars import ALWAYS, Calendar
from sladsl.exact.due_times import (
    DAY,
    FARTHEST,
    NEVER,
    DueTimes,
    never,
    open_time,
    sampled,
    working_days,
)
from sladsl.exact.durations import CalendarDays, Deadline, Duration, Months, TimeSpan, WorkingDays, Years
from sladsl.exact.intervals import Intervals
from sladsl.exact.known_hours import Known
from sladsl.model.agreements import Agreement, Guarantee, limited_hours
from sladsl.model.metrics import TimeBetween

_REACH = 120 * DAY
"""So far beyond the last start the hours are looked up when edges are sought, unless that is too little."""
_LATEST = int(datetime(9980, 1, 1, tzinfo=UTC).timestamp())
"""Later starts are not looked at: calendars end with the year 9999."""


def is_time_limit(guarantee: Guarantee) -> bool:
    """Whether a promise limits the time from one event of a case to another."""
    timed = isinstance(guarantee.metric.formula, TimeBetween) and guarantee.comparator in ("<=", "<")
    return timed and isinstance(
        guarantee.target, (Duration, WorkingDays, CalendarDays, Months, Years, Deadline)
    )


def calendar_of(guarantee: Guarantee, agreement: Agreement) -> Calendar:
    """The hours in which the promise's clock runs."""
    calendar = limited_hours(guarantee, agreement)
    return ALWAYS if calendar is None else calendar.instants


def most_open(guarantee: Guarantee) -> int | None:
    """The whole seconds of open time that a promise of a duration grants a case; None for other limits."""
    if not isinstance(guarantee.target, Duration):
        return None
    seconds = guarantee.target.seconds
    return max(ceil(seconds) - 1 if guarantee.comparator == "<" else floor(seconds), 0)


def due_times(guarantee: Guarantee, agreement: Agreement, first: int, end: int) -> DueTimes | None:
    """Until when a case is in time, by the instant at which its clock starts in [first, end).

    None where the clock may never get there. Pauses and excluded time are not in it: they move both ends.
    """
    made = due_or_never(guarantee, agreement, first, end)
    return made if made.always else None


def due_or_never(guarantee: Guarantee, agreement: Agreement, first: int, end: int) -> DueTimes:
    """The same, and `NEVER` for the starts from which the clock does not get there."""
    limit, less = guarantee.target, guarantee.comparator == "<"
    calendar = calendar_of(guarantee, agreement)
    if end > _LATEST:
        return never(first, end)
    begin, stop = _years(first, end)
    open_seconds = most_open(guarantee)
    if open_seconds is not None:
        return open_time(calendar, open_seconds, begin, stop).within(first, end)
    if isinstance(limit, WorkingDays):
        made = working_days(calendar, limit.count, agreement.zone, begin, stop)
    elif isinstance(limit, (CalendarDays, Months, Years, Deadline)):
        made = _sampled(calendar, agreement.zone, limit, begin, stop)
    else:
        raise ValueError("no promise about time")
    return (made.later_by(-1) if less else made).within(first, end)


def _years(first: int, end: int) -> tuple[int, int]:
    """Whole years around the starts, so that agreements with nearly the same term share the work."""
    years = datetime.fromtimestamp(first, UTC).year, datetime.fromtimestamp(end, UTC).year + 1
    begin, stop = (int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) for year in years)
    return begin, stop


@lru_cache(maxsize=256)
def _sampled(calendar: Calendar, zone: str, limit: TimeSpan | Deadline, first: int, end: int) -> DueTimes:
    made = _within_reach(calendar, zone, limit, first, end, _REACH)
    return made if made.always else _within_reach(calendar, zone, limit, first, end, FARTHEST)


def _within_reach(
    calendar: Calendar, zone: str, limit: TimeSpan | Deadline, first: int, end: int, reach: int
) -> DueTimes:
    """The due times where no more than the hours within reach of the last start are known."""
    hours = calendar.intervals(first - DAY, end + reach)
    clock = Clock(Known(hours), (), zone, first, end + reach)

    def due(start: int) -> int:
        return min(due_of(start, limit, clock, ()), NEVER)

    return sampled(due, _edges(hours, zone, limit, first, end), first, end)


def _edges(hours: Intervals, zone: str, limit: TimeSpan | Deadline, first: int, end: int) -> Iterator[int]:
    """Where the manner may change: at every time of day at which the hours ever open or close, and after a
    cut-off. Those of all days, because a start is also carried over to another day."""
    tz = zones.load(zone)
    edges = {edge for span in hours for edge in span}
    yield from edges
    times = {zones.wall(tz, edge).time() for edge in edges} | {time(0)}
    if isinstance(limit, Deadline) and limit.cut_off:
        times.add(time.fromisoformat(limit.cut_off))
    day, last = zones.wall(tz, first).date(), zones.wall(tz, end).date()
    while day <= last:
        for reading in times:
            instant = zones.first_instant(tz, datetime.combine(day, reading))
            yield instant
            yield instant + 1
        day += timedelta(days=1)
