"""The intervals into which a period is cut from its beginning, and the signals that were measured in each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TypeAlias

from sladsl.evaluate.base import Base
from sladsl.evaluate.conditions import divided, names_of
from sladsl.evaluate.facts import Samples, ServiceFacts
from sladsl.evaluate.overlap import Overlap
from sladsl.exact.intervals import Intervals, clip
from sladsl.exact.periods import Period
from sladsl.model import metrics as m

Seen: TypeAlias = Mapping[str, Fraction]
"""The signals of one interval by name; one that was not measured is not there."""


class Grid:
    """Intervals of `step` seconds from the period's first instant on.

    One counts when it is counted time from end to end. It is deemed good when any part of it is.
    """

    __slots__ = ("_beyond", "_deemed", "_left", "base", "period", "step")

    def __init__(self, period: Period, step: int, base: Base) -> None:
        self.period, self.step, self.base = period, step, base
        self._left, self._deemed = Overlap(base.left), Overlap(base.deemed)
        self._beyond = Overlap(base.beyond)

    def start_of(self, instant: int) -> int:
        """The start of the interval in which an instant lies, also outside the period."""
        return self.period.start + (instant - self.period.start) // self.step * self.step

    def counts(self, start: int) -> bool:
        """Whether the interval of that start is counted time from end to end."""
        return self._left.within(start, start + self.step) == self.step

    def counts_beyond(self, start: int) -> bool:
        """Whether what is bad in the interval counts although its time does not."""
        return bool(self.base.beyond) and self._beyond.within(start, start + self.step) == self.step

    def is_deemed(self, start: int) -> bool:
        """Whether the interval counts as good whatever happened."""
        return bool(self.base.deemed) and self._deemed.within(start, start + self.step) > 0

    def starts(self) -> Iterator[int]:
        """The starts of all intervals that count, in order."""
        for first, last in self._ranges():
            yield from range(first, last, self.step)

    def counted(self, starts: set[int]) -> set[int]:
        """Those of `starts` whose intervals count."""
        if len(starts) * 8 < self.size():
            return {start for start in starts if self.counts(start)}
        return starts.intersection(self.starts())

    def size(self) -> int:
        """How many intervals count."""
        return sum((last - first) // self.step for first, last in self._ranges())

    def _ranges(self) -> Iterator[tuple[int, int]]:
        for start, end in self.base.left:
            first = self.start_of(start + self.step - 1)
            last = self.start_of(end)
            if first < last:
                yield first, last

    def touched(self, *sets: Intervals) -> set[int]:
        """The starts of the period's intervals that share an instant with any of the sets."""
        starts: set[int] = set()
        for times in sets:
            for start, end in clip(times, self.period.start, self.period.end):
                starts.update(range(self.start_of(start), end, self.step))
        return starts


def signals_by_interval(
    part: m.Term | m.Condition, facts: ServiceFacts, grid: Grid
) -> Mapping[int, Seen] | None:
    """The measured signals of a term or condition by interval; None where none was sampled at all.

    Where samples are finer than the intervals, counts that are divided are added up and anything else is
    taken at its mean. A coarser sample stands for the interval in which it starts and for no other.
    """
    names = sorted(name for name in names_of(part) if name in facts.samples)
    if not names:
        return None
    counts = divided(part)
    found: dict[int, dict[str, Fraction]] = {}
    for name in names:
        for start, value in _by_interval(facts.samples[name], grid, mean=name not in counts):
            at = found.get(start)
            if at is None:
                found[start] = {name: value}
            else:
                at[name] = value
    return found


def _by_interval(samples: Samples, grid: Grid, *, mean: bool) -> Iterator[tuple[int, Fraction]]:
    if samples.step >= grid.step:
        origin, step = grid.period.start, grid.step
        for instant, value in samples.values.items():
            yield instant - (instant - origin) % step, value
        return
    sums: dict[int, tuple[Fraction, int]] = {}
    for instant, value in samples.values.items():
        start = grid.start_of(instant)
        before, count = sums.get(start, (Fraction(0), 0))
        sums[start] = (before + value, count + 1)
    for start, (total, count) in sums.items():
        yield start, total / count if mean else total
