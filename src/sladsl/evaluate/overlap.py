"""How much of a stretch of time lies in a set of instants, asked often: two searches for each answer."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from sladsl.exact.intervals import Intervals


class Overlap:
    """Answers for one normal set of intervals."""

    __slots__ = ("_before", "_ends", "_starts")

    def __init__(self, intervals: Intervals) -> None:
        self._starts = [start for start, _ in intervals]
        self._ends = [end for _, end in intervals]
        self._before = [0, *accumulate(end - start for start, end in intervals)]

    def until(self, instant: int) -> int:
        """Seconds of the set before `instant`."""
        at = bisect_right(self._starts, instant)
        if at and self._ends[at - 1] > instant:
            return self._before[at - 1] + instant - self._starts[at - 1]
        return self._before[at]

    def within(self, start: int, end: int) -> int:
        """Seconds of the set in [start, end); 0 when that is empty."""
        return self.until(end) - self.until(start) if start < end else 0
