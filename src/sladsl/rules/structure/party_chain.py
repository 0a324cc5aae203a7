"""Checks that promises are made between the right parties: between two, and passed on by whom they serve."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.agreements import Agreement
from sladsl.model.supports import may_support, serves
from sladsl.rules.index import Index


def check(index: Index) -> Iterator[Diagnostic]:
    """OLAs inside one organisation, contracts between two, and customers below that are providers above."""
    for agreement in index.agreements:
        yield from _organisations(agreement)
        yield from _with_itself(index, agreement)
        if agreement.provider is None:
            continue
        for lower in index.named_supports[agreement.key]:
            if not may_support(agreement, lower):  # said by another check
                continue
            if lower.customer is not None and not serves(lower, agreement.provider):
                yield Diagnostic(
                    catalogue.PARTY_CHAIN,
                    f"`{agreement.key}` is promised by `{agreement.provider.key}`, but `{lower.key}` serves "
                    f"`{lower.customer.key}`",
                    (
                        Label(index.support_span(agreement, lower.key), "named as a support here"),
                        Label(lower.customer.span, f"serves `{lower.customer.key}`"),
                        Label(agreement.provider.span, f"promised by `{agreement.provider.key}`"),
                    ),
                    notes=(
                        "a support is owed to whoever makes the promise it carries, or to a unit of theirs",
                    ),
                    help=f"name an agreement whose customer is `{agreement.provider.key}`, or correct one "
                    "of the two parties",
                )


def _organisations(agreement: Agreement) -> Iterator[Diagnostic]:
    provider, customer = agreement.provider, agreement.customer
    if provider is None or customer is None:
        return
    labels = (
        Label(customer.span, f"the customer belongs to `{customer.party.key}`"),
        Label(provider.span, f"the provider belongs to `{provider.party.key}`"),
    )
    same = provider.party.key == customer.party.key
    if agreement.kind == "ola" and not same:
        yield Diagnostic(
            catalogue.PARTY_CHAIN,
            f"`{agreement.key}` is an OLA between two organisations, `{provider.party.key}` and "
            f"`{customer.party.key}`",
            labels,
            notes=("an OLA is an agreement inside one organisation",),
            help="declare it as a `uc` when it is bought, or name two units of one party",
        )
    if agreement.kind == "uc" and same:
        yield Diagnostic(
            catalogue.PARTY_CHAIN,
            f"`{agreement.key}` is an underpinning contract of `{provider.party.key}` with itself",
            labels,
            notes=("an underpinning contract binds a supplier, which is another organisation",),
            help="declare it as an `ola`, or name the supplier as provider",
        )


def _with_itself(index: Index, agreement: Agreement) -> Iterator[Diagnostic]:
    """An SLA or OLA whose two sides are one; told where the second of them is written."""
    provider, customer = agreement.provider, agreement.customer
    if provider is None or customer is None or agreement.kind == "uc" or provider.key != customer.key:
        return
    above = index.house.levels_above(agreement)
    if any(level.provider is not None and level.customer is customer for level in above):
        return
    yield Diagnostic(
        catalogue.PARTY_CHAIN,
        f"`{agreement.key}` is an {agreement.kind.upper()} of `{provider.key}` with itself",
        (
            Label(customer.span, f"the customer is `{customer.key}`"),
            Label(provider.span, f"the provider is `{provider.key}`, too"),
        ),
        notes=("what somebody promises themselves is owed to nobody: nobody can claim it",),
        help=f"correct one of the two, or name two units of `{provider.party.key}`",
    )
