"""The rows of credits and bonuses: from what was written to the values in which each applies."""

from __future__ import annotations

from fractions import Fraction

from sladsl.exact.durations import Duration
from sladsl.exact.money import Money
from sladsl.exact.quantities import Quantity, same_family
from sladsl.model import literals
from sladsl.model.context import Context
from sladsl.model.credits import Amount, CreditScheme, OffTarget, Range, Tier
from sladsl.model.resolve_amounts import amount_of
from sladsl.model.scope import Scope, dotted
from sladsl.model.values import Number, Ratio, Value, less
from sladsl.records import replace
from sladsl.syntax import ast
from sladsl.syntax import ast_agreements as agr
from sladsl.syntax.nodes import Node
from sladsl.syntax.words import MIRRORED, TierWord

_TURNED: dict[TierWord, TierWord] = {
    "below": "above",
    "above": "below",
    "at least": "at most",
    "at most": "at least",
}


def scheme(
    context: Context, scope: Scope, node: agr.CreditTiers | agr.CreditSingle | agr.Bonus
) -> CreditScheme | None:
    """The credits or bonuses of one promise."""
    if isinstance(node, agr.CreditSingle):
        single = amount_of(context, scope, node.amount)
        return CreditScheme((), single, scope.span(node)) if single else None
    tiers = tuple(t for item in node.tiers if (t := _tier(context, scope, item)) is not None)
    if not node.tiers:
        context.left_out(
            scope, node, "this block lists no tiers", "add a line such as `below 99.9%: 10% of monthly`"
        )
    last = [item for item in node.tiers if item.kind == "otherwise"]
    context.each_once(scope, ((item.kind, item) for item in last), "the row")
    met = isinstance(node, agr.CreditTiers) and node.met is not None
    return CreditScheme(tiers, None, scope.span(node), met) if tiers else None


def _tier(context: Context, scope: Scope, node: agr.Tier) -> Tier | None:
    amount = amount_of(context, scope, node.amount)
    if node.kind == "otherwise":
        return Tier(node.kind, None, None, amount, scope.span(node)) if amount else None
    assert node.bound is not None
    if node.kind == "when":
        return _when(context, scope, node, amount)
    bound = literals.value(context, scope, node.bound)
    if bound is None or amount is None:
        return None
    inside = _beside(node.kind, bound)
    if node.off is None:
        return Tier(node.kind, bound, inside, amount, scope.span(node))
    if not isinstance(bound, Ratio):
        context.wrong_value(
            scope,
            node.bound,
            "how far a value is off the target is a share of the target",
            "write it as in `at least 10% off target`",
        )
        return None
    return Tier(node.kind, None, None, amount, scope.span(node), OffTarget(node.kind, bound, inside))


def _beside(kind: TierWord, bound: Value) -> Range:
    """The values that a row with one bound is about."""
    closed = kind in ("at least", "at most")
    if kind in ("below", "at most"):
        return Range(None, False, bound, closed)
    return Range(bound, closed, None, False)


def _when(context: Context, scope: Scope, node: agr.Tier, amount: Amount | None) -> Tier | None:
    assert node.bound is not None
    if context.too_deep(scope, node.bound):
        return None
    about = "excess" if _mentions(node.bound, "excess") else "value"
    found = _range(context, scope, node.bound, about)
    if amount is None or found is None:
        return None
    if about == "value":
        return Tier("when", None, found, amount, scope.span(node))
    if not all(isinstance(end, Ratio) for end in (found.low, found.high) if end is not None):
        context.wrong_value(
            scope, node.bound, "`excess` is a share of the target", "write it as in `when excess >= 10%`"
        )
        return None
    return Tier("when", None, None, amount, scope.span(node), OffTarget("when", None, found))


def _mentions(node: Node, name: str) -> bool:
    match node:
        case ast.Group():
            return _mentions(node.inner, name)
        case ast.Binary() | ast.Comparison():
            return _mentions(node.left, name) or _mentions(node.right, name)
    return isinstance(node, ast.Ref) and dotted(node) == name


def placed(
    context: Context, scope: Scope, scheme: CreditScheme | None, target: Value, higher: bool, node: Node
) -> CreditScheme | None:
    """The scheme with rows that count by the distance from the target turned into values of the promise.

    Of a promise that is better higher, 10% off a target of 100 is 90; of one that is better lower, 110.
    """
    if scheme is None or all(tier.off is None for tier in scheme.tiers):
        return scheme
    if _moved(target, Fraction(1)) is None or _moved(target, Fraction(0)) == target:
        context.wrong_value(
            scope,
            node,
            f"the rows count by the distance from the target, and there is no share of {target.text()}"
            if not isinstance(target, (Ratio, Number))
            else "the rows count by the distance from the target, and there is no share of nothing",
            "let the rows name values of the promise",
        )
        return None
    return replace(scheme, tiers=tuple(_placed(tier, target, higher) for tier in scheme.tiers))


def _placed(tier: Tier, target: Value, higher: bool) -> Tier:
    off = tier.off
    if off is None:
        return tier
    sign = -1 if higher else 1

    def at(end: Value | None) -> Value | None:
        return _moved(target, 1 + sign * end.value) if isinstance(end, Ratio) else None

    inside = Range(at(off.range.low), off.range.low_closed, at(off.range.high), off.range.high_closed)
    if higher:
        inside = Range(inside.high, inside.high_closed, inside.low, inside.low_closed)
    kind = _TURNED.get(off.kind, off.kind) if higher else off.kind
    return replace(tier, kind=kind, bound=at(off.bound), range=inside)


def _moved(target: Value, factor: Fraction) -> Value | None:
    """So many times the target; None for what has no parts, such as working days."""
    match target:
        case Ratio(number):
            return Ratio(number * factor)
        case Number(number):
            return Number(number * factor)
        case Duration(seconds):
            return Duration(seconds * factor)
        case Quantity(number, unit):
            return Quantity(number * factor, unit)
        case Money():
            return target * factor
    return None


def _range(context: Context, scope: Scope, node: Node, about: str) -> Range | None:
    """The range of `value >= 99.0% and value < 99.9%`, or likewise of `excess`."""
    match node:
        case ast.Group():
            return _range(context, scope, node.inner, about)
        case ast.Binary(op="and"):
            left, right = _range(context, scope, node.left, about), _range(context, scope, node.right, about)
            return _both(context, scope, node, left, right) if left and right else None
        case ast.Comparison():
            return _compared(context, scope, node, about)
    context.wrong_value(
        scope,
        node,
        "a tier's condition compares `value` with numbers",
        "write it as in `when value >= 99.0% and value < 99.9%`",
    )
    return None


def _compared(context: Context, scope: Scope, node: ast.Comparison, about: str) -> Range | None:
    if _is(node.left, about):
        comparator, number = node.comparator, node.right
    elif _is(node.right, about):
        comparator, number = MIRRORED[node.comparator], node.left
    else:
        context.wrong_value(
            scope, node, "a tier's condition compares `value` with a number", "write it as in `value < 99.9%`"
        )
        return None
    bound = literals.value(context, scope, number)
    if bound is None:
        return None
    closed = comparator in (">=", "<=", "=")
    low = bound if comparator in (">=", ">", "=") else None
    high = bound if comparator in ("<=", "<", "=") else None
    return Range(low, closed and low is not None, high, closed and high is not None)


def _is(node: Node, about: str) -> bool:
    return isinstance(node, ast.Ref) and dotted(node) == about


def _both(context: Context, scope: Scope, node: Node, left: Range, right: Range) -> Range | None:
    ends = [end for end in (left.low, left.high, right.low, right.high) if end is not None]
    if not all(_comparable(ends[0], end) for end in ends):
        context.wrong_value(
            scope, node, "the two ends are values of different kinds", "use one unit for both"
        )
        return None
    low, low_closed = left.low, left.low_closed
    if right.low is not None and (low is None or not less(right.low, low)):
        low_closed = right.low_closed and (low != right.low or low_closed)
        low = right.low
    high, high_closed = left.high, left.high_closed
    if right.high is not None and (high is None or not less(high, right.high)):
        high_closed = right.high_closed and (high != right.high or high_closed)
        high = right.high
    if _crossed(low, low_closed and high_closed, high):
        context.wrong_value(scope, node, "no value fulfils both of these", "let the one lie above the other")
    return Range(low, low_closed, high, high_closed)


def _comparable(one: Value, other: Value) -> bool:
    match one, other:
        case Money(), Money():
            return one.currency == other.currency
        case Quantity(), Quantity():
            return same_family(one.unit, other.unit)
    return type(one) is type(other)


def _crossed(low: Value | None, closed: bool, high: Value | None) -> bool:
    """Whether nothing lies between the two."""
    if low is None or high is None:
        return False
    return less(high, low) or (low == high and not closed)
