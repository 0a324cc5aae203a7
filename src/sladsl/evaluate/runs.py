"""Runs of downtime: which of them are long enough to count, and how much of each does."""

from __future__ import annotations

from sladsl.exact.intervals import Interval, Intervals, normalise
from sladsl.model.metrics import Switches

_MINUTE = 60


def whole_minutes(start: int, end: int) -> Intervals:
    """The minutes of the clock that lie in [start, end) from end to end."""
    first, last = -(-start // _MINUTE) * _MINUTE, end // _MINUTE * _MINUTE
    return ((first, last),) if first < last else ()


def counting(down: Intervals, switches: Switches) -> Intervals:
    """What counts of some downtime: runs that are not too short, of which only whole minutes where no others
    do."""
    kept: list[Interval] = []
    for start, end in normalise(down):
        if not switches.forgives(end - start):
            kept += whole_minutes(start, end) if switches.partial is False else ((start, end),)
    return normalise(kept)
