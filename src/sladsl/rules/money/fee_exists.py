"""Checks that a share is a share of something: of a fee that the agreement names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.near_words import nearest
from sladsl.model.agreements import Agreement
from sladsl.model.credits import FeeShare, PriceMultiple, RiskShare, ServiceTime
from sladsl.model.written import base_text
from sladsl.rules.index import Index
from sladsl.rules.money.worth import amounts, bases, schemes
from sladsl.rules.say import headline, listed
from sladsl.source import Span

_Taken: TypeAlias = FeeShare | RiskShare | ServiceTime | PriceMultiple
_TAKEN = (FeeShare, RiskShare, ServiceTime, PriceMultiple)


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per share without its fee.

    A level above without a customer may leave the fee to the levels below; each of those then needs it.
    """
    for agreement in index.agreements:
        if index.leaves_below(agreement):
            continue
        known = {fee.name for fee in agreement.fees}
        told: set[str] = set()
        for base, span, inherited in _shares(agreement):
            name = "at risk" if isinstance(base, RiskShare) else base.fee
            if name is None and "" not in told and not any(f.per != "each" for f in agreement.fees):
                told.add("")
                yield _no_price(agreement, base, span)
            if name is None or name in known or name in told:
                continue
            if isinstance(base, RiskShare):
                if agreement.credit_terms is None or agreement.credit_terms.at_risk is None:
                    yield _nothing_at_risk(agreement, base, span)
                    told.add(name)
                continue
            told.add(name)
            yield _finding(agreement, base, name, span, inherited, sorted(known))


def _shares(agreement: Agreement) -> Iterator[tuple[_Taken, Span, bool]]:
    """Every amount that is taken of something, where it is written, and whether a level above wrote it."""
    own = len(agreement.promises) - len(agreement.guarantees)
    for number, guarantee in enumerate(agreement.promises):
        for scheme in schemes(guarantee):
            for amount, span in amounts(scheme):
                for base in bases(amount):
                    if isinstance(base, _TAKEN):
                        yield base, span, number < own
    terms = agreement.credit_terms
    if terms is not None:
        named = [
            *((cap.amount, cap.span) for cap in terms.caps),
            *((row.amount, row.span) for row in terms.points),
        ]
        if terms.at_risk is not None:
            named.append((terms.at_risk, terms.span))
        for base, span in named:
            if isinstance(base, _TAKEN):
                yield base, span, False


def _no_price(agreement: Agreement, base: _Taken, span: Span) -> Diagnostic:
    return Diagnostic(
        catalogue.FEE_EXISTS,
        f"`{base_text(base)}` has no price: `{agreement.key}` has no fee that is paid for time",
        (
            Label(span, "at what price?"),
            Label(headline(agreement.span), "no fee per hour, month or year"),
        ),
        help=f"declare it in `{agreement.key}`: `fee monthly = 1_000 EUR per month`",
    )


def _nothing_at_risk(agreement: Agreement, share: RiskShare, span: Span) -> Diagnostic:
    return Diagnostic(
        catalogue.FEE_EXISTS,
        f"`{base_text(share)}` is a share of nothing: `{agreement.key}` puts no amount at risk",
        (Label(span, "a share of what?"),),
        help="say in `credits` what is at risk, as in `at risk 10% of monthly`",
    )


def _finding(
    agreement: Agreement, share: _Taken, fee: str, span: Span, inherited: bool, known: list[str]
) -> Diagnostic:
    if not fee:
        message = f"`{base_text(share)}` is a share of nothing: the agreement does not say of which fee"
    else:
        message = f"`{base_text(share)}` is a share of a fee that `{agreement.key}` does not have"
    near = nearest(fee, known)
    if near is not None:
        way_out = f"did you mean `{near}`?"
    elif known:
        way_out = f"the agreement has {listed(known)}"
    else:
        name = fee or "monthly"
        way_out = f"declare it in `{agreement.key}`: `fee {name} = 1_000 EUR per month`"
    labels = [Label(span, "a share of what?")]
    if inherited or not known:
        labels.append(Label(headline(agreement.span), f"`{agreement.key}` has no fee `{fee}`"))
    return Diagnostic(catalogue.FEE_EXISTS, message, tuple(labels), help=way_out)
