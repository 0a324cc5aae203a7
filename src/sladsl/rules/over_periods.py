"""Whether a number over one period keeps a number over another: shares, scores, counts and largest values.

A share that every part reaches the whole reaches; of what is counted a part has no more than the whole, and
the whole no more than its parts together. A part may be all that there is of the whole, or all that is bad.
"""

from __future__ import annotations

from sladsl.exact.periods import parts_of
from sladsl.model.agreements import Guarantee
from sladsl.model.metrics import (
    CountOfEvents,
    CountOfIntervals,
    MeanScore,
    PercentileOf,
    ShareOfEvents,
    TimeBetween,
)
from sladsl.prove.steps import share_of
from sladsl.rules.compare import position, stricter


def proves_over_periods(strong: Guarantee, weak: Guarantee) -> bool:
    """Whether `strong` proves `weak`, two promises that differ in their number, share and period only."""
    formula = strong.metric.formula
    if isinstance(formula, (CountOfEvents, CountOfIntervals)) and strong.comparator in ("<=", "<"):
        return _proves_count(strong, weak)
    more = stricter(strong, weak)
    if more is None or more < 0 or share_of(strong) < share_of(weak):
        return False
    if isinstance(formula, TimeBetween) and share_of(strong) == 1:
        return True
    fits = isinstance(formula, (ShareOfEvents, MeanScore, PercentileOf, TimeBetween))
    return parts_of(strong.period, weak.period) == 1 or (
        fits and parts_of(strong.period, weak.period) is not None
    )


def _proves_count(strong: Guarantee, weak: Guarantee) -> bool:
    limit, goal = position(strong.target, weak.target), position(weak.target, weak.target)
    if limit is None or goal is None or weak.comparator not in ("<=", "<"):
        return False
    strict = weak.comparator == "<" and strong.comparator == "<="
    if parts_of(weak.period, strong.period) is not None:
        return limit < goal or (limit == goal and not strict)
    times = parts_of(strong.period, weak.period)
    return bool(times) and (limit * (times or 0) < goal or (limit * (times or 0) == goal and not strict))
