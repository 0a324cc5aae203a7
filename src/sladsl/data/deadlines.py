"""Limits in days as straight pieces: the instant until which a case is in time, as a function of its start.

Between two edges (openings, closings, midnights, clock changes, each by its hour carried to every other
day) the limit either stands still or moves on with the start. So a few pieces a day say it for any number of
cases, exactly.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta
from functools import partial
from itertools import pairwise

from sladsl.exact import zones
from sladsl.exact.calendars import Calendar
from sladsl.exact.intervals import Intervals, clip
from sladsl.records import record

DAY = 86_400


@record
class Piece:
    """For a start in [start, end) the limit is `due` when `fixed`, else as long after the start as `due` is
    after the piece's start."""

    start: int
    end: int
    due: int
    fixed: bool


class Known:
    """A calendar worked out once for the instants that are asked for again and again."""

    def __init__(self, calendar: Calendar, start: int, end: int) -> None:
        self._calendar, self._start, self._end = calendar, start, end
        self._known = calendar.intervals(start, end)

    def intervals(self, start: int, end: int) -> Intervals:
        """The set's part in [start, end)."""
        if start < self._start or end > self._end:
            return self._calendar.intervals(start, end)
        low = bisect_right(self._known, start, key=lambda interval: interval[1])
        high = bisect_left(self._known, end, key=lambda interval: interval[0])
        return clip(self._known[low:high], start, end)


def pieces(
    limit: Callable[[Calendar, int], int], calendar: Calendar, zone_name: str, days: Iterable[int], reach: int
) -> list[Piece]:
    """The pieces of every UTC day in `days`, none of them longer than a day, of the limit in a calendar for a
    start. `reach` is how many days after the start the limit may look at the calendar."""
    zone = zones.load(zone_name)
    wanted = sorted(set(days))
    found: list[Piece] = []
    for block in _runs(wanted):
        low, high = block[0] * DAY, (block[-1] + 1) * DAY
        known = Known(calendar, low - 2 * DAY, high + (reach + 30) * DAY)
        hours = _hours(known, zone_name, low - DAY, high + reach * DAY)
        due = partial(limit, known)
        edges = {day * DAY for day in (*block, block[-1] + 1)}
        edges.update(e for interval in known.intervals(low, high) for e in interval)
        day = zones.wall(zone, low).date() - timedelta(days=1)
        while zones.day_start(zone, day) < high:
            for clock in hours:
                reading = datetime.combine(day, clock)
                edges.update((zones.first_instant(zone, reading), zones.end_instant(zone, reading)))
            day += timedelta(days=1)
        inside = sorted(e for e in edges if low <= e <= high)
        for start, end in pairwise(inside):
            found += _straight(due, start, end)
    return found


def _straight(due: Callable[[int], int], start: int, end: int) -> list[Piece]:
    first, last = due(start), due(end - 1)
    middle = (start + end) // 2
    half = due(middle)
    if last == first == half:
        return [Piece(start, end, first, True)]
    if last - first == end - 1 - start and half - first == middle - start:
        return [Piece(start, end, first, False)]
    return [*_straight(due, start, middle), *_straight(due, middle, end)]


def _hours(calendar: Calendar, zone_name: str, low: int, high: int) -> set[time]:
    """The readings at which anything begins or ends anywhere in the stretch."""
    zone = zones.load(zone_name)
    edges = {e for interval in calendar.intervals(low, high) for e in interval if low < e < high}
    day = low // DAY * DAY
    while day < high:
        if (zones.wall(zone, day + DAY) - zones.wall(zone, day)) != timedelta(days=1):
            edges.update(range(day, day + DAY + 1, 900))  # the clocks change here, on a quarter of an hour
        day += DAY
    readings = {time()}
    for edge in edges:
        readings.add(zones.wall(zone, edge).time())
        readings.add((zones.wall(zone, edge - 1) + timedelta(seconds=1)).time())
    return readings


def _runs(days: list[int]) -> list[list[int]]:
    """Days in a row, at most a month of them."""
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1 and len(runs[-1]) < 31:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs
