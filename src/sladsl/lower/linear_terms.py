"""Terms of a formula as exact quotients of sums of signals: `1 - good / total` is known as what it is."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeAlias

from sladsl.model import metrics as m
from sladsl.model.values import Number, Ratio
from sladsl.records import record
from sladsl.syntax.words import MIRRORED, OPPOSITE, Comparator


@record
class Linear:
    """A constant and multiples of signals, none of them zero, in the order they are first named."""

    constant: Fraction
    parts: tuple[tuple[str, Fraction], ...] = ()

    def plus(self, other: Linear, times: Fraction = Fraction(1)) -> Linear:
        """This and `times` the other."""
        sums = dict(self.parts)
        for name, factor in other.parts:
            sums[name] = sums.get(name, Fraction(0)) + factor * times
        kept = tuple((name, factor) for name, factor in sums.items() if factor)
        return Linear(self.constant + other.constant * times, kept)

    def times(self, factor: Fraction) -> Linear:
        return Linear(Fraction(0)).plus(self, factor)

    @property
    def is_constant(self) -> bool:
        return not self.parts

    @property
    def largest(self) -> Fraction:
        """The largest multiple, without its sign; 0 of none."""
        return max((abs(factor) for _, factor in self.parts), default=Fraction(0))


ONE = Linear(Fraction(1))


@record
class Quotient:
    """`over / under`; a constant denominator is always one."""

    over: Linear
    under: Linear = ONE

    @property
    def value(self) -> Fraction | None:
        """The number it is, None where it depends on signals."""
        return self.over.constant if self.over.is_constant and self.under == ONE else None


Metrics: TypeAlias = Mapping[str, m.Metric]


def quotient(term: m.Term, metrics: Metrics) -> Quotient | None:
    """The term as a quotient of linear sums; None where it is none, or a number has a unit."""
    match term:
        case m.Signal(name):
            return Quotient(Linear(Fraction(0), ((name, Fraction(1)),)))
        case m.Constant(Ratio(value) | Number(value)):
            return Quotient(Linear(value))
        case m.MetricUse(key):
            found = metrics.get(key)
            inner = found.formula if found is not None else None
            return quotient(inner.value, metrics) if isinstance(inner, m.Computed) else None
        case m.Arithmetic(op, left_term, right_term):
            left, right = quotient(left_term, metrics), quotient(right_term, metrics)
            return _combined(op, left, right) if left is not None and right is not None else None
        case _:
            return None


def _combined(op: str, left: Quotient, right: Quotient) -> Quotient | None:
    match op:
        case "+" | "-":
            sign = Fraction(1 if op == "+" else -1)
            if left.under == right.under:
                return _made(left.over.plus(right.over, sign), left.under)
            if (number := right.value) is not None:
                return _made(left.over.plus(left.under, sign * number), left.under)
            if (number := left.value) is not None:
                return _made(right.under.times(number).plus(right.over, sign), right.under)
            return None
        case "*":
            return _made(_product(left.over, right.over), _product(left.under, right.under))
        case _:
            return _made(_product(left.over, right.under), _product(left.under, right.over))


def _product(left: Linear, right: Linear) -> Linear | None:
    if right.is_constant:
        return left.times(right.constant)
    return right.times(left.constant) if left.is_constant else None


def _made(over: Linear | None, under: Linear | None) -> Quotient | None:
    if over is None or under is None or under == Linear(Fraction(0)):
        return None
    if under.is_constant:
        return Quotient(over.times(1 / under.constant))
    return Quotient(over, under)


@record
class BadShare:
    """The condition `errors / requests <= at_most`, or `<` where it is strict."""

    errors: Linear
    requests: Linear
    at_most: Fraction
    strict: bool = False


def bad_share(condition: m.Condition, metrics: Metrics) -> BadShare | None:
    """The condition as a bound on the share that is bad: sides exchanged, negations carried out, success
    shares turned into failure shares. None where it is no bound on one share between 0 and 1."""
    if isinstance(condition, m.Negated):
        inner = condition.inner
        if isinstance(inner, m.Negated):
            return bad_share(inner.inner, metrics)
        if not isinstance(inner, m.Compare) or inner.comparator == "=":
            return None
        condition = m.Compare(inner.left, OPPOSITE[inner.comparator], inner.right)
    if not isinstance(condition, m.Compare):
        return None
    left, right = quotient(condition.left, metrics), quotient(condition.right, metrics)
    if left is None or right is None:
        return None
    if right.value is not None:
        found = _bounded(left, condition.comparator, right.value)
    elif left.value is not None:
        found = _bounded(right, MIRRORED[condition.comparator], left.value)
    else:
        found = _multiplied_out(left, condition.comparator, right)
    return found if found is not None and 0 <= found.at_most <= 1 else None


def _bounded(share: Quotient, comparator: Comparator, bound: Fraction) -> BadShare | None:
    if share.under.is_constant:
        return None
    if comparator == "=" and bound in (0, 1):
        comparator = "<=" if bound == 0 else ">="
    # `20 * errors / requests` is a share too, once both sides are divided by 20.
    scale = share.over.largest / share.under.largest
    if not scale:
        return None
    over, bound = share.over.times(1 / scale), bound / scale
    if comparator in ("<=", "<"):
        return BadShare(over, share.under, bound, comparator == "<")
    if comparator in (">=", ">"):
        rest = share.under.plus(over, Fraction(-1))
        return BadShare(rest, share.under, 1 - bound, comparator == ">")
    return None


def _multiplied_out(left: Quotient, comparator: Comparator, right: Quotient) -> BadShare | None:
    """`errors <= 5% * requests`, `good >= 95% * total`: one signal on each side of the comparison."""
    if left.under != ONE or right.under != ONE or comparator == "=":
        return None
    if comparator in (">=", ">"):
        left, comparator, right = right, MIRRORED[comparator], left
    low, high = left.over, right.over
    if low.constant or high.constant or len(low.parts) != 1 or len(high.parts) != 1:
        return None
    (small, a), (large, b) = low.parts[0], high.parts[0]
    if small == large or a <= 0 or b <= 0:
        return None
    one, other = Linear(Fraction(0), ((small, Fraction(1)),)), Linear(Fraction(0), ((large, Fraction(1)),))
    if b < a:
        return BadShare(one, other, b / a, comparator == "<")
    # `0.95 total <= good`: what is at least a share of the other is a part of it.
    return _bounded(Quotient(other, one), MIRRORED[comparator], a / b)
