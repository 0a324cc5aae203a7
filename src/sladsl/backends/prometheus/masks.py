"""Calendars as 0/1 series: service hours, exclusions, and the end of the agreement.

Weekly hours become arithmetic on local time, so that they need no upkeep; everything that hangs on dates
becomes timestamps. Where the arithmetic and the exact calendar differ (an edge inside a repeated hour),
the difference is written out as timestamps too: inside the term the mask equals the calendar exactly.
"""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.backends.prometheus.clock import DAY, Clock
from sladsl.exact import intervals as sets
from sladsl.exact.calendars import (
    LAST,
    Always,
    Between,
    Calendar,
    Difference,
    Intersection,
    NthWeekday,
    Union,
    Weekly,
)
from sladsl.exact.intervals import Interval, Intervals
from sladsl.records import record

_FOR_EVER = 2**40


@record
class _Slot:
    """Hours `[start, start + length)` after local midnight of the weekdays (0 Monday), every week or nth."""

    days: tuple[int, ...]
    start: int
    length: int
    nth: int = 0

    def holds(self, local: int) -> bool:
        day, second = divmod(local - self.start, DAY)
        return second < self.length and (day + 3) % 7 in self.days and self._nth_day(day)

    def _nth_day(self, day: int) -> bool:
        if not self.nth:
            return True
        from datetime import date, timedelta

        on = date(1970, 1, 1) + timedelta(days=day)
        if self.nth == LAST:
            return (on + timedelta(days=7)).month != on.month
        return (on.day - 1) // 7 + 1 == self.nth

    def within(self, low: int, high: int) -> Iterator[Interval]:
        """The slot's local intervals that touch `[low, high)`."""
        for day in range((low - self.start - self.length) // DAY, (high - self.start) // DAY + 1):
            if (day + 3) % 7 in self.days and self._nth_day(day):
                begin = day * DAY + self.start
                yield max(begin, low), min(begin + self.length, high)


def _slots(leaf: Weekly | NthWeekday) -> tuple[_Slot, ...]:
    def length(start: int, end: int) -> int:
        return (end - start if end > start else end - start + 1440) * 60

    if isinstance(leaf, NthWeekday):
        start, end = leaf.hours
        return (_Slot((leaf.weekday,), start * 60, length(start, end), leaf.nth),)
    by_hours: dict[tuple[int, int], list[int]] = {}
    for weekday, rules in enumerate(leaf.rules):
        for start, end in rules:
            by_hours.setdefault((start * 60, length(start, end)), []).append(weekday)
    return tuple(_Slot(tuple(days), start, long) for (start, long), days in by_hours.items())


@record
class MaskWriter:
    """Writes calendars in PromQL against the recorded local times of one agreement."""

    clock: Clock

    def expr(self, calendar: Calendar) -> str:
        """1 inside the calendar and 0 outside, as a vector without labels."""
        term = self.clock.term
        match calendar:
            case Always():
                return "vector(1)"
            case Union(parts):
                return _any([self.expr(part) for part in parts])
            case Intersection(parts):
                return " * ".join(f"({self.expr(part)})" for part in parts) or "vector(1)"
            case Difference(left, right):
                return f"({self.expr(left)}) * (1 - ({self.expr(right)}))"
            case Weekly() | NthWeekday():
                slots = _slots(calendar)
                exact, rough = calendar.intervals(term.start, term.end), self._rough(slots, calendar.zone)
                out = _any([self._slot(slot, calendar.zone) for slot in slots])
                more, less = sets.difference(exact, rough), sets.difference(rough, exact)
                if more:
                    out = _any([out, self._dated(more)])
                return f"({out}) * (1 - ({self._dated(less)}))" if less else out
            case Between():
                # To its own end: a promise that is over stays over, even where nobody builds again in time.
                return self._dated(calendar.intervals(term.start, _FOR_EVER))
            case _:
                return self._dated(calendar.intervals(term.start, term.end))

    def zones(self, calendar: Calendar) -> frozenset[str]:
        """The zones whose local time the calendar's expression reads."""
        match calendar:
            case Union(parts) | Intersection(parts):
                return frozenset().union(*(self.zones(part) for part in parts))
            case Difference(left, right):
                return self.zones(left) | self.zones(right)
            case Weekly() | NthWeekday():
                return frozenset({calendar.zone})
            case _:
                return frozenset()

    def rehearsal(self, calendar: Calendar, instant: int) -> bool:
        """Whether the mask is 1 for the interval that ends at an instant of early 1970."""
        match calendar:
            case Always():
                return True
            case Union(parts):
                return any(self.rehearsal(part, instant) for part in parts)
            case Intersection(parts):
                return all(self.rehearsal(part, instant) for part in parts)
            case Difference(left, right):
                return self.rehearsal(left, instant) and not self.rehearsal(right, instant)
            case Weekly() | NthWeekday():
                local = instant - 1 + self.clock.offsets(calendar.zone).base
                return any(slot.holds(local) for slot in _slots(calendar))
            case _:
                return sets.contains(
                    calendar.intervals(self.clock.term.start, self.clock.term.end), instant - 1
                )

    def _rough(self, slots: tuple[_Slot, ...], zone: str) -> Intervals:
        term = self.clock.term
        return sets.normalise(
            (begin - offset, end - offset)
            for low, high, offset in self.clock.offsets(zone).segments(term.start, term.end)
            for slot in slots
            for begin, end in slot.within(low + offset, high + offset)
        )

    def _slot(self, slot: _Slot, zone: str) -> str:
        local = self.clock.local_time(zone)
        moment = f"({local} - {slot.start})" if slot.start else local
        factors = []
        if slot.length < DAY:
            factors.append(f"(({moment} + {10 * DAY}) % {DAY} < bool {slot.length})")
        if len(slot.days) < 7:
            wanted = [f"(day_of_week({moment}) == bool {(day + 1) % 7})" for day in slot.days]
            factors.append(f"({' + '.join(wanted)})")
        if slot.nth == LAST:
            factors.append(f"(day_of_month({moment}) > bool (days_in_month({moment}) - 7))")
        elif slot.nth:
            factors.append(f"(day_of_month({moment}) > bool {7 * slot.nth - 7})")
            factors.append(f"(day_of_month({moment}) <= bool {7 * slot.nth})")
        return " * ".join(factors) or "vector(1)"

    def _dated(self, intervals: Intervals) -> str:
        now = self.clock.local_time("UTC")
        inside = [f"({now} >= bool {start}) * ({now} < bool {end})" for start, end in intervals]
        return "\n+ ".join(inside) or "vector(0)"


def _any(exprs: list[str]) -> str:
    if not exprs:
        return "vector(0)"
    return exprs[0] if len(exprs) == 1 else f"clamp_max({' + '.join(f'({e})' for e in exprs)}, 1)"
