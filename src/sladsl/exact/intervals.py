"""Sets of instants as sorted half-open intervals of whole UTC seconds.

A set is normal when its intervals are not empty, sorted, and neither overlap nor touch. Every
function here returns normal sets; all but `normalise` also expect them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import TypeAlias

Interval: TypeAlias = tuple[int, int]
Intervals: TypeAlias = tuple[Interval, ...]


def normalise(raw: Iterable[Interval]) -> Intervals:
    """Any intervals, in any order, overlapping or empty, as one normal set."""
    result: list[Interval] = []
    for start, end in sorted(raw):
        if start >= end:
            continue
        if result and start <= result[-1][1]:
            if end > result[-1][1]:
                result[-1] = (result[-1][0], end)
        else:
            result.append((start, end))
    return tuple(result)


def union(*sets: Intervals) -> Intervals:
    """What is in any of the sets."""
    return normalise(interval for one in sets for interval in one)


def intersection(left: Intervals, right: Intervals) -> Intervals:
    """What is in both sets."""
    result: list[Interval] = []
    i = j = 0
    while i < len(left) and j < len(right):
        start, end = max(left[i][0], right[j][0]), min(left[i][1], right[j][1])
        if start < end:
            result.append((start, end))
        if left[i][1] <= right[j][1]:
            i += 1
        else:
            j += 1
    return tuple(result)


def difference(left: Intervals, right: Intervals) -> Intervals:
    """What is in the left set and not in the right."""
    result: list[Interval] = []
    j = 0
    for start, end in left:
        at = start
        while j < len(right) and right[j][1] <= at:
            j += 1
        k = j
        while k < len(right) and right[k][0] < end:
            if right[k][0] > at:
                result.append((at, right[k][0]))
            at = max(at, right[k][1])
            k += 1
        if at < end:
            result.append((at, end))
    return tuple(result)


def clip(intervals: Intervals, start: int, end: int) -> Intervals:
    """What is in the set and in [start, end)."""
    return tuple((max(a, start), min(b, end)) for a, b in intervals if a < end and b > start and start < end)


def total(intervals: Intervals) -> int:
    """The length of the set in seconds."""
    return sum(end - start for start, end in intervals)


def first(times: Intervals, seconds: int) -> Intervals:
    """The first so many seconds of a set."""
    kept: list[tuple[int, int]] = []
    for start, end in times:
        if seconds <= 0:
            break
        stop = min(end, start + seconds)
        kept.append((start, stop))
        seconds -= stop - start
    return tuple(kept)


def contains(intervals: Intervals, instant: int) -> bool:
    """Whether the instant is in the set."""
    index = bisect_right(intervals, instant, key=lambda interval: interval[0]) - 1
    return index >= 0 and instant < intervals[index][1]
