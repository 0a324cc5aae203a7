"""Checks that an agreement counts in one currency, since no rate between two is declared."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.money import Money
from sladsl.model.agreements import Agreement
from sladsl.rules.index import Index
from sladsl.rules.money.worth import amounts, bases, schemes
from sladsl.source import Span


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per further currency, beside the first sum of the agreement's own currency."""
    for agreement in index.agreements:
        first: tuple[Money, Span, str] | None = None
        told: set[str] = set()
        for money, span, what in _sums(agreement):
            if first is None:
                first = (money, span, what)
                told.add(money.currency)
            elif money.currency not in told:
                told.add(money.currency)
                yield Diagnostic(
                    catalogue.ONE_CURRENCY,
                    f"`{agreement.key}` mixes `{first[0].currency}` and `{money.currency}`: {first[2]} is "
                    f"`{first[0].text()}`, {what} is `{money.text()}`",
                    (Label(span, f"in `{money.currency}`"), Label(first[1], f"in `{first[0].currency}`")),
                    notes=("amounts of two currencies cannot be added, capped or compared without a rate",),
                    help=f"state the amount in `{first[0].currency}`",
                )


def _sums(agreement: Agreement) -> Iterator[tuple[Money, Span, str]]:
    """Every sum of money, the fees first, with a word for what it is."""
    for fee in agreement.fees:
        yield fee.amount, fee.span, f"the fee `{fee.name}`"
    for guarantee in agreement.promises:
        for scheme in schemes(guarantee):
            what = "a credit" if scheme is guarantee.credit else "a bonus"
            for amount, span in amounts(scheme):
                for base in bases(amount):
                    if isinstance(base, Money):
                        yield base, span, f"{what} of `{guarantee.name}`"
    terms = agreement.credit_terms
    if terms is not None:
        for cap in terms.caps:
            if isinstance(cap.amount, Money):
                yield cap.amount, cap.span, f"the cap per {cap.per}"
        if isinstance(terms.at_risk, Money):
            yield terms.at_risk, terms.span, "the amount at risk"
        if terms.minimum is not None:
            yield terms.minimum.amount, terms.span, "the smallest credit"
    for surcharge in agreement.surcharges:
        yield surcharge.amount, surcharge.span, "a surcharge"
