"""Reads a promise as one of two columns, a share or an amount: how much it lets be lost of a period."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from sladsl.exact.durations import Duration
from sladsl.exact.quantities import Quantity
from sladsl.model.agreements import Guarantee
from sladsl.model.metrics import (
    Combined,
    Compare,
    Condition,
    CountOfIntervals,
    Holds,
    Negated,
    ShareOfIntervals,
    ShareOfTime,
    TimeInState,
)
from sladsl.model.values import Number, Ratio, Value
from sladsl.prove.allowances import lost
from sladsl.records import record
from sladsl.rules.compare import direction
from sladsl.syntax.words import OPPOSITE

_DOWN: Condition = Negated(Holds("up"))


@record
class Counted:
    """What is lost: time, or intervals of so many seconds, in which a condition holds."""

    interval: Fraction | None
    bad: Condition

    def parts(self, seconds: int) -> Fraction | None:
        """How much of it a time holds; None where that is no whole number of intervals."""
        if self.interval is None:
            return Fraction(seconds)
        count = seconds / self.interval
        return count if count.denominator == 1 else None


@record
class Column:
    """A share of the period that may be lost, or an amount that may be lost or, where `kept`, has to be kept.

    `reached` says whether exactly so much is still within it, `whole` that only whole numbers occur,
    `rounded` that a declared rounding is counted in.
    """

    share: bool
    value: Fraction
    kept: bool
    reached: bool
    whole: bool
    rounded: bool = False

    def allows(self, base: Fraction) -> Fraction:
        """What may be lost of so much, in whole parts where there are no others."""
        exact = self.limit(base)
        if not self.whole:
            return exact
        return Fraction(floor(exact) if self.reached else ceil(exact) - 1)

    def limit(self, base: Fraction) -> Fraction:
        """The same before anything is made whole."""
        if self.share:
            return self.value * base
        return max(Fraction(0), base - self.value) if self.kept else self.value


def counted(guarantee: Guarantee) -> Counted | None:
    """What a promise limits, None where it is neither time nor intervals of it."""
    metric, way = guarantee.metric, direction(guarantee.comparator)
    special = metric.pooled_by is not None or metric.with_previous or metric.denominator is not None
    if special or guarantee.period is None or way is None or way != metric.better:
        return None
    match metric.formula:
        case ShareOfTime(condition):
            return Counted(None, _bad(condition, way == "higher"))
        case TimeInState(state) if (state == "up") == (way == "higher"):
            return Counted(None, _DOWN)
        case ShareOfIntervals(interval, condition) | CountOfIntervals(interval, condition):
            return Counted(interval.seconds, _bad(condition, way == "higher"))
    return None


def is_share(guarantee: Guarantee) -> bool:
    """Whether it is said in per cent."""
    return isinstance(guarantee.metric.formula, (ShareOfTime, ShareOfIntervals))


def target_column(guarantee: Guarantee) -> Column | None:
    """The target of a promise that is `counted`."""
    reached = guarantee.comparator in (">=", "<=")
    if is_share(guarantee) and guarantee.comparator in (">=", ">") and isinstance(guarantee.target, Ratio):
        most = lost(guarantee)
        whole = _whole(guarantee)
        return Column(True, most.amount, False, most.reached, whole, guarantee.rounding is not None)
    return column(guarantee, guarantee.target, reached=reached) if guarantee.rounding is None else None


def column(guarantee: Guarantee, value: Value, *, reached: bool) -> Column | None:
    """The same of any value on the scale of the promise."""
    higher, whole = guarantee.metric.better == "higher", _whole(guarantee)
    if is_share(guarantee):
        if not isinstance(value, Ratio):
            return None
        return Column(True, 1 - value.value if higher else value.value, False, reached, whole)
    if isinstance(value, Duration):
        return Column(False, value.seconds, higher, reached, whole)
    if isinstance(value, (Number, Quantity)):
        return Column(False, value.value, higher, reached, whole)
    return None


def _whole(guarantee: Guarantee) -> bool:
    return isinstance(guarantee.metric.formula, (ShareOfIntervals, CountOfIntervals))


def _bad(condition: Condition, good: bool) -> Condition:
    """The condition under which something is lost, in one form for each meaning."""
    found = _plain(condition, negate=good)
    return _DOWN if found == Holds("down") else found


def _plain(condition: Condition, *, negate: bool) -> Condition:
    match condition:
        case Negated(inner):
            return _plain(inner, negate=not negate)
        case Combined(op, left, right) if negate:
            parts = _plain(left, negate=True), _plain(right, negate=True)
            return Combined("or", *parts) if op == "and" else Combined("and", *parts)
        case Combined(op, left, right):
            return Combined(op, _plain(left, negate=False), _plain(right, negate=False))
        case Compare(left, comparator, right) if negate and comparator in OPPOSITE:
            return Compare(left, OPPOSITE[comparator], right)
    return Negated(condition) if negate else condition
