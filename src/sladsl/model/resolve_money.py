"""Fees, credits, bonuses and caps: from what was written to exact amounts and ranges."""

from __future__ import annotations

from fractions import Fraction

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Label
from sladsl.exact.durations import TimeSpan
from sladsl.exact.money import Money
from sladsl.exact.quantities import Quantity, same_family
from sladsl.model import literals
from sladsl.model.context import Context
from sladsl.model.credits import (
    Amount,
    AmountBase,
    Block,
    Cap,
    CreditScheme,
    CreditTerms,
    Fee,
    FeeShare,
    Points,
    PointsRow,
    PriceMultiple,
    Range,
    ServiceTime,
    Tier,
)
from sladsl.model.resolve_periods import KINDS, period_word
from sladsl.model.scope import Scope, dotted
from sladsl.model.values import Number, Ratio, Value, less
from sladsl.syntax import ast
from sladsl.syntax import ast_agreements as agr
from sladsl.syntax.nodes import Node
from sladsl.syntax.words import MIRRORED


def fee(context: Context, scope: Scope, node: agr.Fee) -> Fee | None:
    """A named fee and the period it is paid for."""
    amount = literals.amount_of_money(context, scope, node.value)
    if amount is not None and amount.amount < 0:
        context.wrong_value(scope, node.value, "a fee cannot be less than nothing", "leave out the `-`")
    word = period_word(context, scope, node.period)
    title = context.words(scope, node.title, node.name.text)
    return Fee(node.name.text, title, amount, word, scope.span(node)) if amount and word else None


def credit_terms(context: Context, scope: Scope, node: agr.CreditTerms) -> CreditTerms:
    """How the credits of an agreement combine, are capped, claimed and paid."""
    combine = context.single(scope, node.items, agr.Combine, "how credits combine")
    claim = context.single(scope, node.items, agr.ClaimWithin, "the claim window")
    automatic = context.single(scope, node.items, agr.Automatic, "`automatic`")
    minimum = context.single(scope, node.items, agr.Minimum, "the minimum")
    if claim and automatic:
        context.wrong_value(
            scope,
            automatic,
            "credits cannot both be claimed and be given automatically",
            "keep one of the two lines",
        )
    caps = []
    for item in context.every(node.items, agr.Cap):
        base = _base(context, scope, item.base)
        word = period_word(context, scope, item.period)
        if base is not None and word is not None:
            caps.append(Cap(base, word, scope.span(item)))
    return CreditTerms(
        combine.how if combine else None,
        tuple(caps),
        literals.length(context, scope, claim.quantity) if claim else None,
        automatic is not None,
        literals.amount_of_money(context, scope, minimum.value) if minimum else None,
        _points(context, scope, node),
        scope.span(node),
    )


def _points(context: Context, scope: Scope, node: agr.CreditTerms) -> tuple[PointsRow, ...]:
    """The rows of the table that turns points into money, heading left out."""
    table = context.single(scope, node.items, agr.PointsTable, "the points table")
    made: list[PointsRow] = []
    if table and len(table.rows) < 2:
        context.left_out(
            scope,
            table,
            "this table turns no points into credits",
            "add a row such as `| 10 | 2% of monthly |`",
        )
    for row in table.rows[1:] if table else ():
        cells = [cell.value if isinstance(cell, ast.Cell) else None for cell in row.cells]
        if len(cells) != 2 or cells[0] is None or cells[1] is None:
            context.findings.add(
                catalogue.TABLE_SHAPE,
                "a row of a points table has two cells: how many points, and what is owed",
                Label(scope.span(row)),
                help="write it as in `| 10 | 2% of monthly |`",
            )
            continue
        points = literals.value(context, scope, cells[0])
        amount = _base(context, scope, cells[1])
        if not isinstance(points, (Number, Quantity)):
            if points is not None:
                context.wrong_value(scope, cells[0], "this is no number of points", "write a plain number")
        elif amount is not None:
            made.append(PointsRow(points.value, amount, scope.span(row)))
    return tuple(made)


def scheme(
    context: Context, scope: Scope, node: agr.CreditTiers | agr.CreditSingle | agr.Bonus
) -> CreditScheme | None:
    """The credits or bonuses of one promise."""
    if isinstance(node, agr.CreditSingle):
        single = _amount(context, scope, node.amount)
        return CreditScheme((), single, scope.span(node)) if single else None
    tiers = tuple(t for item in node.tiers if (t := _tier(context, scope, item)) is not None)
    if not node.tiers:
        context.left_out(
            scope, node, "this block lists no tiers", "add a line such as `below 99.9%: 10% of monthly`"
        )
    last = [item for item in node.tiers if item.kind == "otherwise"]
    context.each_once(scope, ((item.kind, item) for item in last), "the row")
    return CreditScheme(tiers, None, scope.span(node)) if tiers else None


def _tier(context: Context, scope: Scope, node: agr.Tier) -> Tier | None:
    amount = _amount(context, scope, node.amount)
    if node.kind == "otherwise":
        return Tier(node.kind, None, None, amount, scope.span(node)) if amount else None
    assert node.bound is not None
    if node.kind == "when":
        found = None if context.too_deep(scope, node.bound) else _range(context, scope, node.bound)
        return Tier(node.kind, None, found, amount, scope.span(node)) if amount and found else None
    bound = literals.value(context, scope, node.bound)
    if bound is None or amount is None:
        return None
    ranges = {
        "below": Range(None, False, bound, False),
        "at most": Range(None, False, bound, True),
        "above": Range(bound, False, None, False),
        "at least": Range(bound, True, None, False),
    }
    return Tier(node.kind, bound, ranges[node.kind], amount, scope.span(node))


def _range(context: Context, scope: Scope, node: Node) -> Range | None:
    """The range of `value >= 99.0% and value < 99.9%`."""
    match node:
        case ast.Group():
            return _range(context, scope, node.inner)
        case ast.Binary(op="and"):
            left, right = _range(context, scope, node.left), _range(context, scope, node.right)
            return _both(context, scope, node, left, right) if left and right else None
        case ast.Comparison():
            return _compared(context, scope, node)
    context.wrong_value(
        scope,
        node,
        "a tier's condition compares `value` with numbers",
        "write it as in `when value >= 99.0% and value < 99.9%`",
    )
    return None


def _is_value(node: Node) -> bool:
    return isinstance(node, ast.Ref) and dotted(node) == "value"


def _compared(context: Context, scope: Scope, node: ast.Comparison) -> Range | None:
    if _is_value(node.left):
        comparator, number = node.comparator, node.right
    elif _is_value(node.right):
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


def _amount(context: Context, scope: Scope, node: agr.Amount) -> Amount | None:
    base = _base(context, scope, node.base)
    if base is None:
        return None
    block: Block | None = None
    started = context.single(scope, node.terms, agr.PerStarted, "`per started`")
    full = context.single(scope, node.terms, agr.PerBlock, "`per`")
    if started and full:
        context.given_twice(scope, full, started, "the block of time")
    counted = started or full
    if counted is not None:
        length = literals.length(context, scope, counted.quantity)
        if length is not None:
            block = Block(length, started is not None, counted.basis)
    each = context.single(scope, node.terms, agr.PerEach, "`per`")
    once = context.single(scope, node.terms, agr.OncePer, "`once per`")
    ceiling = context.single(scope, node.terms, agr.AtMost, "`at most`")
    return Amount(
        base,
        block,
        each.name.text if each else None,
        _term(context, scope, node, agr.Beyond, "`beyond`"),
        context.choice(scope, once.name, {w: w for w in KINDS}, "period") if once else None,
        _base(context, scope, ceiling.base) if ceiling else None,
        _term(context, scope, node, agr.Doubled, "`doubled`"),
        _term(context, scope, node, agr.EarnedBack, "`earned back`"),
        scope.span(node),
    )


def _term(
    context: Context,
    scope: Scope,
    node: agr.Amount,
    kind: type[agr.Beyond] | type[agr.Doubled] | type[agr.EarnedBack],
    what: str,
) -> TimeSpan | None:
    found = context.single(scope, node.terms, kind, what)
    if found is None:
        return None
    if kind is agr.Beyond:
        return literals.interval(context, scope, found.quantity)
    return literals.by_date(context, scope, found.quantity, 2 if kind is agr.Doubled else 1)


def _base(context: Context, scope: Scope, node: Node) -> AmountBase | None:
    match node:
        case agr.ShareOfFee():
            share = literals.ratio(context, scope, node.share)
            return FeeShare(share, dotted(node.fee)) if share is not None else None
        case agr.ServiceTime():
            time = literals.time_span(context, scope, node.quantity)
            return ServiceTime(time) if time is not None else None
        case agr.MultipleOfPrice():
            return PriceMultiple(Fraction(node.factor.value))
    return _plain(context, scope, node, literals.value(context, scope, node))


def _plain(context: Context, scope: Scope, node: Node, found: Value | None) -> AmountBase | None:
    if found is None or isinstance(found, Money):
        return found
    if isinstance(found, Quantity) and found.unit in ("point", "points"):
        return Points(found)
    if isinstance(found, Quantity):
        message, way_out = (
            f"an amount in `{found.unit}`, which is no currency",
            "write money such as `100 EUR`, or `4 points` where points are counted",
        )
    elif isinstance(found, Ratio):
        message, way_out = "a share of what?", "name the fee, as in `10% of monthly`"
    elif isinstance(found, Number):
        message, way_out = (
            "an amount without a currency",
            "write `100 EUR`, or `4 points` where points are counted",
        )
    else:
        message, way_out = "a span of time is no amount", "write `5 days of service` when service is credited"
    context.wrong_value(scope, node, message, way_out)
    return None
