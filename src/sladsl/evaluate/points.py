"""Points of a period turned into money, and what an agreement counts in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from sladsl.evaluate.prices import Prices
from sladsl.evaluate.reasons import Reason, Why, because
from sladsl.evaluate.results import Step
from sladsl.evaluate.tiers import Undefined
from sladsl.exact.money import Money
from sladsl.exact.quantities import Quantity, UnitMismatch
from sladsl.model.agreements import Agreement
from sladsl.model.credits import AmountBase, Points
from sladsl.model.written import base_text, number_text


def worth_of_points(points: Sequence[Quantity], prices: Prices) -> Step | Undefined:
    """What the points of one period, all added, are worth: by the last row that they reach, else nothing."""
    try:
        total = sum(points[1:], points[0])
    except UnitMismatch as mixed:
        return Undefined(because(Why.UNLIKE, str(mixed)))
    terms = prices.agreement.credit_terms
    rows = terms.points if terms is not None else ()
    if not rows:
        return Undefined(because(Why.NO_WORTH, total.text()))
    reached = [row for row in rows if row.points <= total.value]
    if not reached:
        currency = currency_of(prices.agreement)
        assert currency is not None
        return Step("points", f"{total.text()}: below the first row", Money(Fraction(0), currency))
    row = max(reached, key=lambda each: each.points)
    worth = prices.worth(row.amount)
    if isinstance(worth, Quantity):
        return Undefined(Reason(Why.POINTS_INTO_POINTS))
    if isinstance(worth, Undefined):
        return worth
    said = f"{total.text()}: from {number_text(row.points)} on {base_text(row.amount)}"
    return Step("points", said, worth, row.span)


def currency_of(agreement: Agreement) -> str | None:
    """The currency of the fees, else of the first sum of money in the credits; None where there is none."""
    if agreement.fees:
        return agreement.fees[0].amount.currency
    return next((base.currency for base in _bases(agreement) if isinstance(base, Money)), None)


def points_unit(agreement: Agreement) -> str:
    """The word in which points are counted."""
    found = (base.quantity.unit for base in _bases(agreement) if isinstance(base, Points))
    return next(found, "points")


def _bases(agreement: Agreement) -> Iterator[AmountBase]:
    for guarantee in agreement.promises:
        for scheme in guarantee.schemes:
            yield from (amount.base for amount in scheme.amounts)
    terms = agreement.credit_terms
    if terms is not None:
        yield from (row.amount for row in terms.points)
        yield from (cap.amount for cap in terms.caps)
        if terms.at_risk is not None:
            yield terms.at_risk
