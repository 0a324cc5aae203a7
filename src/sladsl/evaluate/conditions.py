"""Terms and conditions of metrics computed over known numbers; what is not known makes the whole unknown."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from fractions import Fraction

from sladsl.exact.durations import Duration
from sladsl.exact.money import Money
from sladsl.exact.quantities import Quantity
from sladsl.model import metrics as m
from sladsl.model.values import Number, Ratio, Value
from sladsl.syntax.words import MIRRORED, Comparator

MetricValue = Callable[[str], Fraction | None]

_TESTS = {">=": operator.ge, ">": operator.gt, "<=": operator.le, "<": operator.lt, "=": operator.eq}


def scalar(value: Value) -> Fraction | None:
    """The bare number of a value: shares as they are, time in seconds; None for what has no fixed length."""
    match value:
        case Ratio() | Number():
            return value.value
        case Duration():
            return value.seconds
        case Money():
            return value.amount
        case Quantity():
            return value.value
    return None


def term_value(
    term: m.Term, signals: Mapping[str, Fraction], metric: MetricValue | None = None
) -> Fraction | None:
    """The number a term comes to; None when a signal is missing or something is divided by nothing."""
    match term:
        case m.Signal(name):
            return signals.get(name)
        case m.Constant(value):
            return scalar(value)
        case m.MetricUse(key):
            return metric(key) if metric else None
        case m.Arithmetic(op, left_term, right_term):
            left = term_value(left_term, signals, metric)
            right = term_value(right_term, signals, metric)
            if left is None or right is None:
                return None
            if op == "+":
                return left + right
            if op == "-":
                return left - right
            if op == "*":
                return left * right
            return left / right if right else None


def holds(condition: m.Condition, signals: Mapping[str, Fraction]) -> bool | None:
    """Whether a condition holds; None when that is not known."""
    match condition:
        case m.Holds(name):
            value = signals.get(name)
            return None if value is None else value != 0
        case m.Negated(inner):
            result = holds(inner, signals)
            return None if result is None else not result
        case m.Combined(op, left_part, right_part):
            left, right = holds(left_part, signals), holds(right_part, signals)
            decisive = op == "or"
            if left is decisive or right is decisive:
                return decisive
            return None if left is None or right is None else not decisive
        case m.Compare(left_term, comparator, right_term):
            first, second = term_value(left_term, signals), term_value(right_term, signals)
            if first is None or second is None:
                return None
            return compared(first, comparator, second)


def decider(condition: m.Condition) -> Callable[[Mapping[str, Fraction]], bool | None]:
    """`holds` for one condition, asked often: a bound on a quotient of whole counts needs no division."""
    match condition:
        case m.Compare(m.Arithmetic("/", m.Signal(above), m.Signal(below)), comparator, m.Constant(value)):
            bound = scalar(value)
            if bound is not None:
                return _bounded(condition, above, below, comparator, bound)
    return lambda signals: holds(condition, signals)


def _bounded(
    condition: m.Condition, above: str, below: str, comparator: Comparator, bound: Fraction
) -> Callable[[Mapping[str, Fraction]], bool | None]:
    top, bottom, test = bound.numerator, bound.denominator, _TESTS[comparator]

    def decide(signals: Mapping[str, Fraction]) -> bool | None:
        part, whole = signals.get(above), signals.get(below)
        if part is None or whole is None:
            return None
        if part.denominator == 1 and whole.denominator == 1 and whole.numerator > 0:
            return bool(test(part.numerator * bottom, top * whole.numerator))
        return holds(condition, signals)

    return decide


def compared(left: Fraction, comparator: Comparator, right: Fraction) -> bool:
    """Whether `left comparator right`."""
    match comparator:
        case ">=":
            return left >= right
        case ">":
            return left > right
        case "<=":
            return left <= right
        case "<":
            return left < right
    return left == right


def names_of(part: m.Term | m.Condition) -> frozenset[str]:
    """The signals that a term or condition speaks of."""
    match part:
        case m.Signal(name) | m.Holds(name):
            return frozenset({name})
        case m.Negated(inner):
            return names_of(inner)
        case m.Arithmetic(left=left, right=right):
            return names_of(left) | names_of(right)
        case m.Compare(left=first, right=second):
            return names_of(first) | names_of(second)
        case m.Combined(left=one, right=other):
            return names_of(one) | names_of(other)
    return frozenset()


def divided(part: m.Term | m.Condition) -> frozenset[str]:
    """The signals above and below a line of division: counts, which add up over time."""
    match part:
        case m.Arithmetic("/", left, right):
            return names_of(left) | names_of(right)
        case m.Arithmetic(left=left, right=right):
            return divided(left) | divided(right)
        case m.Negated(inner):
            return divided(inner)
        case m.Compare(left=first, right=second):
            return divided(first) | divided(second)
        case m.Combined(left=one, right=other):
            return divided(one) | divided(other)
    return frozenset()


def quotient_bound(condition: m.Compare) -> tuple[Comparator, Fraction] | None:
    """The comparison and the bound of a condition on one quotient of signals, the quotient read first."""
    sides = (
        (condition.left, condition.comparator, condition.right),
        (condition.right, MIRRORED[condition.comparator], condition.left),
    )
    for left, comparator, right in sides:
        if isinstance(left, m.Arithmetic) and left.op == "/" and isinstance(right, m.Constant):
            bound = scalar(right.value)
            if bound is not None and comparator != "=":
                return comparator, bound
    return None


def under_outage(condition: m.Condition, share_down: Fraction, *, good: bool, partial: bool = True) -> bool:
    """Whether the condition holds in an interval of which `share_down` was an outage and traffic was even.

    `good` says whether the condition describes what is wanted. Wanted at most, or unwanted at least, is a
    quotient of what failed; the other way round it is one of what succeeded. Everything else is a state
    that is lost by any outage in the interval, or without `partial` only by one that fills it.
    """
    lost = share_down > 0 if partial else share_down == 1
    match condition:
        case m.Negated(inner):
            return not under_outage(inner, share_down, good=not good, partial=partial)
        case m.Combined(op, left, right):
            one = under_outage(left, share_down, good=good, partial=partial)
            other = under_outage(right, share_down, good=good, partial=partial)
            return one and other if op == "and" else one or other
        case m.Holds("down"):
            return lost
        case m.Holds("up"):
            return not lost
        case m.Compare():
            found = quotient_bound(condition)
            if found is not None:
                comparator, bound = found
                failing = (comparator in ("<=", "<")) is good
                return compared(share_down if failing else 1 - share_down, comparator, bound)
    return lost is not good


def term_under_outage(term: m.Term, share_down: Fraction, *, better: str | None) -> Fraction | None:
    """The value of a term in such an interval where it is a share of signals or one minus such a share."""
    match term:
        case m.Arithmetic("/", left, right) if names_of(left) and names_of(right):
            return share_down if better == "lower" else 1 - share_down
        case m.Arithmetic("-", m.Constant(value), rest) if scalar(value) == 1:
            inner = term_under_outage(rest, share_down, better="higher" if better == "lower" else "lower")
            return None if inner is None else 1 - inner
    return None
