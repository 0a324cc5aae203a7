"""Checks that a share is a share of something: of a fee that the agreement names."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.agreements import Agreement
from sladsl.model.credits import AmountBase, FeeShare
from sladsl.model.written import base_text
from sladsl.rules.index import Index
from sladsl.rules.money.worth import amounts, schemes
from sladsl.rules.say import headline, listed
from sladsl.source import Span


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per share without its fee.

    A level above without a customer may leave the fee to the levels below; each of those then needs it.
    """
    for agreement in index.agreements:
        if agreement.customer is None and (
            agreement.level == "corporate" or agreement.key in index.has_levels_below
        ):
            continue
        known = {fee.name for fee in agreement.fees}
        told: set[str] = set()
        for share, span, inherited in _shares(agreement):
            if share.fee in known or share.fee in told:
                continue
            told.add(share.fee)
            yield _finding(agreement, share, span, inherited, sorted(known))


def _shares(agreement: Agreement) -> Iterator[tuple[FeeShare, Span, bool]]:
    """Every share in the agreement, where it is written, and whether a level above wrote it."""
    own = len(agreement.promises) - len(agreement.guarantees)
    for number, guarantee in enumerate(agreement.promises):
        for scheme in schemes(guarantee):
            for amount, span in amounts(scheme):
                for base in (amount.base, amount.at_most):
                    if isinstance(base, FeeShare):
                        yield base, span, number < own
    if agreement.credit_terms is not None:
        for cap in agreement.credit_terms.caps:
            base_: AmountBase = cap.amount
            if isinstance(base_, FeeShare):
                yield base_, cap.span, False


def _finding(
    agreement: Agreement, share: FeeShare, span: Span, inherited: bool, known: list[str]
) -> Diagnostic:
    if not share.fee:
        message = f"`{base_text(share)}` is a share of nothing: the agreement does not say of which fee"
    else:
        message = f"`{base_text(share)}` is a share of a fee that `{agreement.key}` does not have"
    near = get_close_matches(share.fee, known, n=1)
    if near:
        way_out = f"did you mean `{near[0]}`?"
    elif known:
        way_out = f"the agreement has {listed(known)}"
    else:
        name = share.fee or "monthly"
        way_out = f"declare it in `{agreement.key}`: `fee {name} = 1_000 EUR per month`"
    labels = [Label(span, "a share of what?")]
    if inherited or not known:
        labels.append(Label(headline(agreement.span), f"`{agreement.key}` has no fee `{share.fee}`"))
    return Diagnostic(catalogue.FEE_EXISTS, message, tuple(labels), help=way_out)
