"""How much of the time that a limit leaves is left by the steps under it, at the worst start.

The time that a limit leaves is that between the start and the instant at which it is due, in the hours that
count for it; of a limit in days it differs from start to start. Of that a share is to be kept. Between the
edges of the hours and the pieces of the two due times everything is straight, so that looking at the ends of
the stretches between is a proof.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from fractions import Fraction
from itertools import accumulate

from sladsl.exact.calendars import ALWAYS, Calendar
from sladsl.exact.due_times import DueTimes
from sladsl.exact.intervals import Intervals
from sladsl.records import record


@record
class Reserve:
    """At a start, of `whole` open seconds `wanted` are to be left, and the steps take `taken` of these."""

    start: int
    whole: Fraction
    wanted: Fraction
    taken: Fraction


class _Passed:
    """Open seconds up to an instant, known in advance for a stretch of time."""

    def __init__(self, hours: Intervals) -> None:
        self.hours = hours
        self.begins = [begin for begin, _ in hours]
        self.before = [0, *accumulate(end - begin for begin, end in hours)]
        self.edges = sorted({edge for span in hours for edge in span})

    def at(self, instant: int) -> int:
        place = bisect_right(self.begins, instant) - 1
        if place < 0:
            return 0
        begin, end = self.hours[place]
        return self.before[place] + min(instant, end) - begin


def most_taken(
    chain: DueTimes, promise: DueTimes, calendar: Calendar, margin: Fraction, *, more: bool = False
) -> Reserve | None:
    """The start at which the steps take most of the share `margin` of the time that the promise leaves; of
    equal starts the first. None where they never take any of it, or leave `more` than it.

    `calendar` are the hours in which that time is counted; both functions are known for the same starts.
    """
    last = max(chain.last or chain.first, promise.last or chain.first) + 1
    hours = ((chain.first, last),) if calendar is ALWAYS else calendar.intervals(chain.first, last)
    passed = _Passed(hours)
    best: Reserve | None = None
    for start in _ends(chain, promise, passed):
        due = passed.at(promise.at(start))
        whole = Fraction(due - passed.at(start))
        wanted = whole * margin
        taken = passed.at(chain.at(start)) - due + wanted
        if (taken > 0 or (more and taken == 0)) and (best is None or taken > best.taken):
            best = Reserve(start, whole, wanted, taken)
    return best


def _ends(chain: DueTimes, promise: DueTimes, passed: _Passed) -> Iterator[int]:
    """The first and the last start of every stretch on which nothing bends."""
    marks = {chain.first, *_between(passed.edges, chain.first, chain.end)}
    for function in (chain, promise):
        for piece, stop in function.spans():
            marks.add(piece.start)
            if piece.moves:
                moved = piece.value - piece.start
                inside = _between(passed.edges, piece.value, stop + moved)
                marks.update(edge - moved for edge in inside)
    ordered = sorted(mark for mark in marks if chain.first <= mark < chain.end)
    for start, stop in zip(ordered, [*ordered[1:], chain.end], strict=True):
        yield start
        if stop - 1 > start:
            yield stop - 1


def _between(edges: list[int], low: int, high: int) -> list[int]:
    return edges[bisect_left(edges, low) : bisect_left(edges, high)]
