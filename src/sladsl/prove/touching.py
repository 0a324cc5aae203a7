"""Work that spoils as many intervals of a promise as it can: a little of it in each."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import ceil

from sladsl.evaluate.base import hours_of
from sladsl.evaluate.conditions import under_outage
from sladsl.exact.intervals import Intervals, clip, intersection, union
from sladsl.model.agreements import Guarantee
from sladsl.model.metrics import ShareOfIntervals
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.budgets import Support
from sladsl.prove.counting import whole_intervals


def touched(proof: AvailabilityProof, supports: Iterable[Support], count: int) -> Intervals:
    """The beginnings of so many intervals, as long as it takes to spoil one, in times that supports leave
    out; none where the promise counts no intervals, or the supports leave nothing out."""
    formula, period = proof.guarantee.metric.formula, proof.period
    seconds = spoiling(proof.guarantee)
    if not isinstance(formula, ShareOfIntervals) or seconds is None:
        return ()
    extras = [extra for s in supports for extra in s.allowance.extras if not extra.overlooked]
    anywhere = ((period.start, period.end),) if any(not extra.pieces for extra in extras) else ()
    times = union(anywhere, *(piece.times for extra in extras for piece in extra.pieces))
    hours = clip(
        hours_of(proof.guarantee, proof.agreement, period.start, period.end), period.start, period.end
    )
    step = int(formula.interval.seconds)
    starts = (
        start
        for a, b in whole_intervals(intersection(times, hours), formula, period)
        for start in range(a, b, step)
    )
    return tuple((start, start + seconds) for start, _ in zip(starts, range(count), strict=False))


def spoiling(promise: Guarantee) -> int | None:
    """The fewest seconds of an outage that make an interval bad where traffic is even; None where a promise
    counts none, or more than one takes."""
    formula, switches = promise.metric.formula, promise.switches.over(promise.metric.switches)
    if not isinstance(formula, ShareOfIntervals):
        return None
    step, good = int(formula.interval.seconds), promise.metric.better != "lower"
    partial = switches.partial is not False

    def spoils(seconds: int) -> bool:
        held = under_outage(formula.condition, Fraction(seconds, step), good=good, partial=partial)
        return held is not good

    low, high = 0, step
    if not spoils(high):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if spoils(middle) else (middle, high)
    if switches.short_outages is not None and switches.forgives(high):
        least = ceil(switches.short_outages.seconds)
        high = least + switches.forgives(least)
    return high if high <= step else None
