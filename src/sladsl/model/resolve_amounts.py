"""Amounts of credits: what is paid, and by what it is multiplied or limited."""

from __future__ import annotations

from fractions import Fraction

from sladsl.exact.durations import CalendarDays, Duration, Months, WorkingDays, Years
from sladsl.exact.money import Money
from sladsl.exact.quantities import Quantity
from sladsl.model import literals
from sladsl.model.context import Context
from sladsl.model.credits import (
    Amount,
    AmountBase,
    Block,
    Dates,
    FeeShare,
    Misses,
    Points,
    PriceMultiple,
    RiskShare,
    ServiceTime,
    Trigger,
)
from sladsl.model.resolve_periods import KINDS
from sladsl.model.scope import Scope, dotted
from sladsl.model.values import Number, Ratio, Value
from sladsl.syntax import ast_agreements as agr
from sladsl.syntax.nodes import Node

_TIMES = (Duration, WorkingDays, CalendarDays, Months, Years)


def amount_of(context: Context, scope: Scope, node: agr.Amount) -> Amount | None:
    """An amount with its blocks, triggers and limits; None after a diagnostic."""
    base = base_of(context, scope, node.base)
    if base is None:
        return None
    if not node.terms:
        return Amount(base, span=scope.span(node))
    started = context.single(scope, node.terms, agr.PerStarted, "`per started`")
    full = context.single(scope, node.terms, agr.PerBlock, "`per`")
    whole = context.single(scope, node.terms, agr.PerDate, "`per calendar day`")
    begun = context.single(scope, node.terms, agr.PerBegunDate, "`per started calendar day`")
    counted = [each for each in (started, full, whole, begun) if each is not None]
    if len(counted) > 1:
        context.given_twice(scope, counted[1], counted[0], "what the amount is multiplied by")
    block: Block | None = None
    timed = started or full
    if timed is not None:
        length = literals.length(context, scope, timed.quantity)
        if length is not None:
            block = Block(length, started is not None, timed.basis)
    dated = whole or begun
    each = context.single(scope, node.terms, agr.PerEach, "`per`")
    once = context.single(scope, node.terms, agr.OncePer, "`once per`")
    beyond = context.single(scope, node.terms, agr.Beyond, "`beyond`")
    ceiling = context.single(scope, node.terms, agr.AtMost, "`at most`")
    each_ceiling = context.single(scope, node.terms, agr.EachAtMost, "`each at most`")
    back = context.single(scope, node.terms, agr.EarnedBack, "`earned back`")
    return Amount(
        base,
        block,
        each.name.text if each else None,
        literals.interval(context, scope, beyond.quantity) if beyond else None,
        context.choice(scope, once.name, {w: w for w in ("hour", *KINDS)}, "period") if once else None,
        base_of(context, scope, ceiling.base) if ceiling else None,
        _misses(context, scope, node, agr.Doubled, agr.DoubledOf, "`doubled`"),
        literals.by_date(context, scope, back.quantity, 1) if back else None,
        scope.span(node),
        Dates(begun is not None, dated.basis, dated.start_too is not None) if dated is not None else None,
        beyond is not None and beyond.start_too is not None,
        _trigger(context, scope, once.trigger) if once and once.trigger else None,
        base_of(context, scope, each_ceiling.base) if each_ceiling else None,
        _misses(context, scope, node, agr.OnlyInARow, agr.OnlyOf, "`only when`"),
    )


def _trigger(context: Context, scope: Scope, node: agr.WithMoreDown) -> Trigger | None:
    time = literals.interval(context, scope, node.quantity)
    return Trigger(time, node.row is not None) if time is not None else None


def _misses(
    context: Context,
    scope: Scope,
    node: agr.Amount,
    in_a_row: type[agr.Doubled] | type[agr.OnlyInARow],
    some: type[agr.DoubledOf] | type[agr.OnlyOf],
    what: str,
) -> Misses | None:
    """The misses after which an amount is doubled, or is owed at all."""
    row = context.single(scope, node.terms, in_a_row, what)
    of = context.single(scope, node.terms, some, what)
    if row and of:
        context.given_twice(scope, of, row, what)
    if row is not None:
        time = literals.by_date(context, scope, row.quantity, 2)
        return Misses(None, time) if time is not None else None
    if of is None:
        return None
    time = literals.by_date(context, scope, of.quantity, 2)
    count = of.count.value
    if time is None:
        return None
    if count != int(count) or not 2 <= count <= getattr(time, "count", count):
        context.wrong_value(
            scope, of.count, f"there are no {count} misses in {time.text()}", "write it as in `2 of 3 months`"
        )
        return None
    return Misses(int(count), time)


def base_of(context: Context, scope: Scope, node: Node) -> AmountBase | None:
    """What an amount is before it is multiplied or limited; None after a diagnostic."""
    match node:
        case agr.ShareOfFee():
            return _share(context, scope, node)
        case agr.ServiceTime():
            time = literals.time_span(context, scope, node.quantity)
            return ServiceTime(time) if time is not None else None
        case agr.MultipleOfPrice():
            priced = None if isinstance(node.price, agr.WholePrice) else dotted(node.price)
            return PriceMultiple(Fraction(node.factor.value), priced)
    return _plain(context, scope, node, literals.value(context, scope, node))


def _share(context: Context, scope: Scope, node: agr.ShareOfFee) -> AmountBase | None:
    """`10% of monthly`, `40% of 50% of at risk`, `100% of usage of the 30 days before`, `1 day of base`."""
    found = literals.value(context, scope, node.share)
    if found is None:
        return None
    fee = None if isinstance(node.fee, agr.AmountAtRisk) else dotted(node.fee)
    plain = not node.parts and node.turn is None and node.before is None
    if isinstance(found, _TIMES) and fee is not None and plain:
        return ServiceTime(found, fee)
    if not isinstance(found, Ratio):
        context.wrong_value(
            scope, node.share, "this is no share", "write a share such as `10%`, or a time such as `1 day`"
        )
        return None
    factors = (found.value, *(Fraction(part.value) / 100 for part in node.parts))
    whole = Fraction(1)
    for factor in factors:
        whole *= factor
    parts = factors if node.parts else ()
    if fee is None:
        if node.turn is not None or node.before is not None:
            context.wrong_value(
                scope, node, "the amount at risk is one amount", "write a share of it, as in `40% of at risk`"
            )
            return None
        return RiskShare(whole, parts)
    before: CalendarDays | None = None
    if node.before is not None:
        before = literals.value_of(
            context, scope, node.before.quantity, (CalendarDays,), "a number of days such as 30 days"
        )
        if before is None:
            return None
    return FeeShare(whole, fee, parts, node.turn is not None, before)


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
