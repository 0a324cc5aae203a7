"""Trailing periods, which begin at any instant: which are looked at, and stretches that hold all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from sladsl.evaluate.base import hours_of
from sladsl.exact.intervals import clip, difference, intersection, total
from sladsl.exact.periods import DAY, Period
from sladsl.model.metrics import ShareOfIntervals
from sladsl.model.supports import Promised
from sladsl.prove.allowances import ROLLS, promised_times
from sladsl.prove.limits import windows_of


def begins(upper: Promised, lowers: Sequence[Promised], reach: tuple[int, int]) -> frozenset[int]:
    """When a trailing period of a promise begins or ends where a period of a support does, or a time in which
    it does not count or a promise leaves something out; or has the end of such a period in its middle."""
    cycle = upper[1].period
    assert cycle is not None
    counted = hours_of(upper[1], upper[0], *reach)
    spans: list[tuple[int, int]] = []
    for agreement, guarantee in (upper, *lowers):
        spans += difference(counted, promised_times(guarantee, agreement, *reach))
        for each in guarantee.exclusions:
            spans += intersection(windows_of(each, agreement, *reach), counted)
        if guarantee.period is not None and guarantee.period.kind not in ROLLS:
            spans += ((part.start, part.end) for part in guarantee.period.between(*reach))
    length = cycle.days * DAY
    return frozenset(edge - late for span in spans for edge in span for late in (0, length // 2, length))


def stretches(upper: Promised, lowers: Sequence[Promised], reach: tuple[int, int]) -> Iterator[Period]:
    """Times that hold all trailing periods of a promise which begin on a day: at most a day longer than each,
    and cut so that all of these touch the same periods of the supports."""
    cycle = upper[1].period
    assert cycle is not None
    length = cycle.days * DAY
    last = reach[1] - length
    cuts = {*range(reach[0], last, DAY)}
    for _, guarantee in lowers:
        if guarantee.period is not None and guarantee.period.kind not in ROLLS:
            parts = guarantee.period.between(*reach)
            cuts.update(part.start - late for part in parts for late in (0, length))
    begun = sorted(cut for cut in cuts if reach[0] <= cut < last)
    for first, until in pairwise([*begun, last, last] if reach[0] <= last else []):
        yield Period(first, until + length, cycle.containing(first + length).label)


def least_and_most(upper: Promised, stretch: Period) -> tuple[Fraction, Fraction]:
    """The least and the most seconds of which a promise takes its share in the trailing periods in such a
    stretch. Between the edges of its hours they grow or fall evenly."""
    agreement, guarantee = upper
    cycle = guarantee.period
    assert cycle is not None
    if guarantee.metric.denominator is not None:
        return guarantee.metric.denominator.seconds, guarantee.metric.denominator.seconds
    length = cycle.days * DAY
    hours = clip(hours_of(guarantee, agreement, stretch.start, stretch.end), stretch.start, stretch.end)
    edges = {edge - late for span in hours for edge in span for late in (0, length)}
    last = stretch.end - length
    starts = {start for start in edges if stretch.start <= start <= last} | {stretch.start, last}
    counted = [total(clip(hours, start, start + length)) for start in starts]
    formula = guarantee.metric.formula
    step = formula.interval.seconds if isinstance(formula, ShareOfIntervals) else Fraction(0)
    cut = 2 * step * len(hours)  # of every span one interval at its beginning, and one at its end
    return max(Fraction(0), min(counted) - cut), Fraction(max(counted))
