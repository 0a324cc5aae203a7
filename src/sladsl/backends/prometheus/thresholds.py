"""Targets and tiers as conditions on amounts: exact, rounding of the value already taken into account."""

from __future__ import annotations

from fractions import Fraction

from sladsl.exact.ratio import Rounding as RoundingMode
from sladsl.lower.monitoring import (
    Bound,
    Comparison,
    EventRatio,
    MeanOfIntervals,
    Objective,
    Percentile,
    Rounding,
    TimeDown,
)
from sladsl.records import record

_NOT = {
    Comparison.AT_LEAST: Comparison.BELOW,
    Comparison.BELOW: Comparison.AT_LEAST,
    Comparison.ABOVE: Comparison.AT_MOST,
    Comparison.AT_MOST: Comparison.ABOVE,
}
_MIRROR = {
    Comparison.AT_LEAST: Comparison.AT_MOST,
    Comparison.AT_MOST: Comparison.AT_LEAST,
    Comparison.ABOVE: Comparison.BELOW,
    Comparison.BELOW: Comparison.ABOVE,
}


def unrounded(bound: Bound, rounding: Rounding | None) -> Bound:
    """The condition on the exact value that holds exactly when the rounded value meets `bound`."""
    if rounding is None:
        return bound
    if not bound.comparison.higher_is_better:
        opposite = unrounded(Bound(_NOT[bound.comparison], bound.threshold), rounding)
        return Bound(_NOT[opposite.comparison], opposite.threshold)
    unit = rounding.unit
    multiple = bound.threshold / unit
    least = multiple.numerator // multiple.denominator + 1
    if bound.comparison is Comparison.AT_LEAST and multiple.denominator == 1:
        least -= 1
    match rounding.mode:
        case RoundingMode.FLOOR:
            return Bound(Comparison.AT_LEAST, least * unit)
        case RoundingMode.CEILING:
            return Bound(Comparison.ABOVE, (least - 1) * unit)
        case RoundingMode.HALF_EVEN if least % 2:
            return Bound(Comparison.ABOVE, least * unit - unit / 2)
        case _:
            return Bound(Comparison.AT_LEAST, least * unit - unit / 2)


def value_is_good_share(objective: Objective) -> bool:
    """Whether the promise's value is the good share (availability) rather than the bad one (error rate)."""
    match objective.formula:
        case MeanOfIntervals(complement=complement):
            return complement
        case EventRatio(good=good):
            return good is not None
        case Percentile() | TimeDown():
            return False
        case _:
            return True


@record
class AmountCondition:
    """`bad <comparison> share * denominator`, or, where `absolute`, `bad <comparison> share` in seconds."""

    comparison: Comparison
    share: Fraction
    absolute: bool = False


def on_amounts(objective: Objective, bound: Bound) -> AmountCondition:
    """`bound` on the promise's value as a condition on its bad amount. A percentile is at most its bound
    exactly when no more than the remaining share of events lies above it."""
    if isinstance(objective.formula, Percentile):
        return AmountCondition(bound.comparison, 1 - objective.formula.share)
    bound = unrounded(bound, objective.rounding)
    if isinstance(objective.formula, TimeDown):
        return AmountCondition(bound.comparison, bound.threshold, absolute=True)
    if value_is_good_share(objective):
        return AmountCondition(_MIRROR[bound.comparison], 1 - bound.threshold)
    return AmountCondition(bound.comparison, bound.threshold)


def missed(objective: Objective) -> AmountCondition:
    """The condition under which the promise is not kept."""
    kept = on_amounts(objective, Bound(objective.comparison, objective.target))
    return AmountCondition(_NOT[kept.comparison], kept.share, kept.absolute)


def budget_share(objective: Objective) -> Fraction:
    """The bad share (or the seconds down) that the target leaves; rounding gives nothing away here."""
    match objective.formula:
        case Percentile(share=share):
            return 1 - share
        case TimeDown():
            return objective.target
        case _:
            return 1 - objective.target if value_is_good_share(objective) else objective.target
