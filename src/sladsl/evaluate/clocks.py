"""Times of cases: from one event to another in a calendar, pauses left out, against a limit."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from fractions import Fraction

from sladsl.evaluate.facts import Case
from sladsl.evaluate.overlap import Overlap
from sladsl.exact import zones
from sladsl.exact.calendars import Calendar, Difference
from sladsl.exact.durations import (
    CalendarDays,
    Deadline,
    Duration,
    Months,
    TimeSpan,
    WorkingDays,
    Years,
)
from sladsl.exact.intervals import Intervals, clip, difference, intersection, normalise, total, union
from sladsl.exact.opening import add, add_working_days, end_of_working_day, working_day_after
from sladsl.model import metrics as m
from sladsl.records import record
from sladsl.syntax.words import Comparator

FOREVER = 1 << 62


@record
class Timed:
    """One case timed: seconds taken in the calendar (so far, when it has not ended), whether it ended,
    whether it fails the limit, and by how many seconds of the calendar it is late."""

    case: Case
    seconds: int
    ended: bool
    failed: bool
    late: int


@record
class Listed:
    """A set of instants that is known interval by interval."""

    times: Intervals

    def intervals(self, start: int, end: int) -> Intervals:
        """The set's part in [start, end)."""
        return clip(self.times, start, end)


class Clock:
    """The hours in which the clock of a promise runs, and the zone of its dates.

    The hours of [start, end) are worked out once for all cases; outside they are asked for each time.
    """

    __slots__ = ("_end", "_known", "_spread", "_start", "calendar", "zone")

    def __init__(self, calendar: Calendar, excluded: Intervals, zone: str, start: int, end: int) -> None:
        self.calendar = Difference(calendar, Listed(excluded)) if excluded else calendar
        self.zone, self._start, self._end = zone, start, end
        self._known = self.calendar.intervals(start, end)
        self._spread = Overlap(self._known)

    def running(self, start: int, end: int) -> int:
        """Seconds in [start, end) in which the clock runs."""
        if self._start <= start and end <= self._end:
            return self._spread.within(start, end)
        return total(self.calendar.intervals(start, end)) if start < end else 0

    def running_in(self, times: Intervals) -> int:
        """Seconds of a set in which the clock runs."""
        return sum(self.running(start, end) for start, end in times)


def pauses(case: Case, condition: m.Condition | None, start: int, end: int) -> Intervals:
    """When in [start, end) a case's clock stood still: while its states fulfil the condition."""
    if condition is None or start >= end:
        return ()
    return _times_of(case, condition, ((start, end),))


def _times_of(case: Case, condition: m.Condition, whole: Intervals) -> Intervals:
    match condition:
        case m.Holds(name):
            last = whole[-1][1]
            spans = ((s.start, last if s.end is None else s.end) for s in case.states if s.state == name)
            return intersection(normalise(spans), whole)
        case m.Negated(inner):
            return difference(whole, _times_of(case, inner, whole))
        case m.Combined(op, left, right):
            one, other = _times_of(case, left, whole), _times_of(case, right, whole)
            return intersection(one, other) if op == "and" else union(one, other)
    return ()


def timed(
    case: Case,
    formula: m.TimeBetween,
    comparator: Comparator,
    limit: TimeSpan | Deadline,
    clock: Clock,
    pause: m.Condition | None,
    now: int,
    *,
    elapsed: bool = False,
) -> Timed | None:
    """The case against its limit, as known at `now`; None when its first event never came.

    With `elapsed` a pause gives back all the time it lasted, not only what the clock would have counted.
    One that has not ended fails an upper limit once its time is over.
    """
    begun = case.events.get(formula.first)
    if begun is None or begun > now:
        return None
    ended = case.events.get(formula.last)
    over = ended is not None and ended <= now
    stop = ended if ended is not None and over else now
    stood = pauses(case, pause, begun, stop)
    given_back = total(stood) if elapsed else clock.running_in(stood)
    taken = max(clock.running(begun, stop) - given_back, 0)
    if isinstance(limit, Duration):
        late = _whole(max(taken - limit.seconds, Fraction(0)))
        return Timed(case, taken, over, not _fulfils(Fraction(taken), comparator, limit.seconds), late)
    due = due_of(begun, limit, clock, stood, elapsed=elapsed)
    failed = not _fulfils(Fraction(stop), comparator, Fraction(due))
    late = 0
    if stop > due:
        after = ((due, stop),)
        late = stop - due
        if isinstance(limit, WorkingDays | Deadline):
            late = clock.running(due, stop) - clock.running_in(intersection(stood, after))
    return Timed(case, taken, over, failed, late)


def _instant_due(begun: int, deadline: Deadline, clock: Clock) -> int | None:
    """The instant a deadline names for what began then; None when its working days never come."""
    zone = zones.load(clock.zone)
    reading = zones.wall(zone, begun)
    due = deadline.due
    if deadline.otherwise is not None and reading.time() > _time_of(deadline.cut_off):
        due = deadline.otherwise
    if due.working and due.clock == "end":
        return end_of_working_day(clock.calendar, begun, due.days, clock.zone)
    if due.working:
        day = working_day_after(clock.calendar, begun, due.days, clock.zone)
        if day is None:
            return None
    else:
        day = reading.date() + timedelta(days=due.days)
    if due.clock in ("end", "24:00"):
        return zones.day_start(zone, day + timedelta(days=1))
    return zones.end_instant(zone, datetime.combine(day, _time_of(due.clock)))


def _time_of(text: str) -> time:
    return time.max if text == "24:00" else time.fromisoformat(text)


def _fulfils(taken: Fraction, comparator: Comparator, limit: Fraction) -> bool:
    match comparator:
        case "<=":
            return taken <= limit
        case "<":
            return taken < limit
        case ">=":
            return taken >= limit
        case ">":
            return taken > limit
    return taken == limit


def _whole(seconds: Fraction) -> int:
    return -(-seconds.numerator // seconds.denominator)


def due_of(
    begun: int, limit: TimeSpan | Deadline, clock: Clock, stood: Intervals, *, elapsed: bool = False
) -> int:
    """The instant until which a limit in days runs, or that it is; pauses move it on by the time the clock
    lost, or with `elapsed` by all the time they lasted."""
    match limit:
        case Deadline():
            due = _instant_due(begun, limit, clock)
        case WorkingDays(count):
            due = add_working_days(clock.calendar, begun, count, clock.zone)
        case CalendarDays() | Months() | Years():
            zone = zones.load(clock.zone)
            wall = zones.wall(zone, begun)
            due = zones.end_instant(zone, datetime.combine(limit.after(wall.date()), wall.time()))
        case _:
            raise TypeError(f"no limit of a case: {limit!r}")
    if due is None:
        return FOREVER
    for start, end in stood:
        if start < due:
            moved = clock.running(start, end)
            if isinstance(limit, WorkingDays | Deadline) and not elapsed:
                due = add(clock.calendar, due, moved) or FOREVER
            else:
                due += end - start
    return due
