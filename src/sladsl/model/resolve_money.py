"""Fees and the terms of credits: from what was written to exact amounts, caps and tables."""

from __future__ import annotations

from fractions import Fraction

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Label
from sladsl.exact.durations import CalendarDays
from sladsl.exact.money import Money
from sladsl.exact.quantities import Quantity
from sladsl.exact.ratio import Rounding
from sladsl.model import literals
from sladsl.model.context import Context
from sladsl.model.credits import (
    Cap,
    CreditTerms,
    DayPart,
    Fee,
    Minimum,
    Points,
    PointsRow,
    PriceMultiple,
    RiskShare,
)
from sladsl.model.resolve_amounts import base_of
from sladsl.model.resolve_periods import KINDS, period_word
from sladsl.model.rounding import MODES
from sladsl.model.scope import Scope
from sladsl.model.values import Number
from sladsl.syntax import ast
from sladsl.syntax import ast_agreements as agr


def fee(context: Context, scope: Scope, node: agr.Fee) -> Fee | None:
    """A named fee and what it is paid for: a period, or each piece."""
    title, span = context.words(scope, node.title, node.name.text), scope.span(node)
    if isinstance(node.period, agr.EachOne):
        word: str | None = "each"
    elif isinstance(node.period, agr.CalendarPeriod) and node.period.name.text == "hour":
        word = "hour"
    else:
        word = period_word(context, scope, node.period)
    if isinstance(node.value, agr.Invoiced):
        currency = literals.currency(context, scope, node.value.currency)
        if word == "each":
            context.wrong_value(
                scope,
                node.period,
                "what comes from invoices is charged for a time, not for a piece",
                "write the period of the invoices, as in `per month`",
            )
            return None
        return (
            Fee(node.name.text, title, Money(Fraction(0), currency), word, span, True)
            if currency and word
            else None
        )
    amount = literals.amount_of_money(context, scope, node.value)
    if amount is not None and amount.amount < 0:
        context.wrong_value(scope, node.value, "a fee cannot be less than nothing", "leave out the `-`")
    return Fee(node.name.text, title, amount, word, span) if amount and word else None


def credit_terms(context: Context, scope: Scope, node: agr.CreditTerms) -> CreditTerms:
    """How the credits of an agreement combine, are capped, claimed and paid."""
    combine = context.single(scope, node.items, agr.Combine, "how credits combine")
    claim = context.single(scope, node.items, agr.ClaimWithin, "the claim window")
    automatic = context.single(scope, node.items, agr.Automatic, "`automatic`")
    rounding = context.single(scope, node.items, agr.RoundMoney, "the rounding of money")
    day = context.single(scope, node.items, agr.DayLength, "what a day is")
    risk = context.single(scope, node.items, agr.AtRisk, "the amount at risk")
    if claim and automatic:
        context.wrong_value(
            scope,
            automatic,
            "credits cannot both be claimed and be given automatically",
            "keep one of the two lines",
        )
    at_risk = base_of(context, scope, risk.base) if risk else None
    if isinstance(at_risk, (RiskShare, PriceMultiple, Points)):
        assert risk is not None
        context.wrong_value(
            scope, risk.base, "this says no amount", "name a share of a fee, as in `at risk 10% of monthly`"
        )
        at_risk = None
    return CreditTerms(
        combine.how if combine else None,
        tuple(c for item in context.every(node.items, agr.Cap) if (c := _cap(context, scope, item))),
        literals.length(context, scope, claim.quantity) if claim else None,
        automatic is not None,
        _minimum(context, scope, node),
        _points(context, scope, node),
        scope.span(node),
        MODES[rounding.mode] if rounding else Rounding.HALF_EVEN,
        _day_part(context, scope, day.length) if day and isinstance(day.length, agr.DayPart) else None,
        at_risk,
        day is not None,
    )


def _cap(context: Context, scope: Scope, node: agr.Cap) -> Cap | None:
    base = base_of(context, scope, node.base)
    if isinstance(node.period, agr.TrailingPeriod):
        days = literals.value_of(
            context, scope, node.period.quantity, (CalendarDays,), "a number of days such as 30 days"
        )
        if days is not None and days.count < 1:
            context.wrong_value(scope, node.period, "a window has at least one day", "write a larger number")
            return None
        return Cap(base, "trailing", scope.span(node), days.count) if base and days else None
    if isinstance(node.period, agr.CalendarPeriod):
        words = {word: word for word in (*KINDS, "invoice", "term")}
        word = context.choice(scope, node.period.name, words, "period")
    else:
        word = period_word(context, scope, node.period)
    return Cap(base, word, scope.span(node)) if base and word else None


def _minimum(context: Context, scope: Scope, node: agr.CreditTerms) -> Minimum | None:
    found = context.single(scope, node.items, agr.Minimum, "the minimum")
    amount = literals.amount_of_money(context, scope, found.value) if found else None
    if found is None or amount is None:
        return None
    return Minimum(amount, found.least == "more than", found.after is not None)


def _day_part(context: Context, scope: Scope, node: agr.DayPart) -> DayPart | None:
    word = context.choice(scope, node.name, {"month": "month", "year": "year"}, "part of time")
    one, of = Fraction(node.one.value), Fraction(node.of.value)
    if one <= 0 or of <= 0:
        context.wrong_value(scope, node, "a day is some part of it", "write `1/30 of a month`")
        return None
    if word == "month":
        return DayPart(one / of, "month")
    return DayPart(one / of, "year") if word else None


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
        amount = base_of(context, scope, cells[1])
        if not isinstance(points, (Number, Quantity)):
            if points is not None:
                context.wrong_value(scope, cells[0], "this is no number of points", "write a plain number")
        elif amount is not None:
            made.append(PointsRow(points.value, amount, scope.span(row)))
    return tuple(made)
