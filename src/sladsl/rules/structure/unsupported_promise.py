"""Finds promises about somebody else's service that nobody has promised to the provider."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.catalogue import Service
from sladsl.rules.index import Index
from sladsl.rules.say import headline


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per promised metric and service that the provider neither delivers nor buys.

    Contracts of suppliers are left alone: what stands behind them is not ours to see. So are services
    owned by the customer, and services of which no owner is known.
    """
    for agreement in index.agreements:
        if agreement.kind == "uc" or agreement.provider is None:
            continue
        house = agreement.provider.party.key
        for guarantee in agreement.guarantees:
            for service in guarantee.services:
                if service.owner is None or service.owner.party.key == house:
                    continue
                if agreement.customer and service.owner.party.key == agreement.customer.party.key:
                    continue
                if not _offered(index, agreement, guarantee, service):
                    yield _finding(agreement, guarantee, service, service.owner.party.key)


def _offered(index: Index, agreement: Agreement, guarantee: Guarantee, service: Service) -> bool:
    """Whether some agreement in the chain of supports promises that metric of that service."""
    seen = {agreement.key}
    waiting = [agreement]
    while waiting:
        for lower in index.supports(waiting.pop()):
            if lower.key in seen:
                continue
            seen.add(lower.key)
            covers = any(s.key == service.key for s in lower.services)
            for promise in lower.promises:
                if promise.metric.key == guarantee.metric.key:
                    named = any(s.key == service.key for s in promise.services)
                    if named or (not promise.services and (covers or not lower.services)):
                        return True
            waiting.append(lower)
    return False


def _finding(agreement: Agreement, guarantee: Guarantee, service: Service, owner: str) -> Diagnostic:
    house = agreement.provider.party.key if agreement.provider else ""
    return Diagnostic(
        catalogue.UNSUPPORTED_PROMISE,
        f"`{house}` promises `{guarantee.metric.key}` of `{service.key}`, which is run by `{owner}`, and no "
        "agreement gives it that",
        (
            Label(guarantee.target_span, "promised here"),
            Label(service.owner.span if service.owner else headline(service.span), f"run by `{owner}`"),
        ),
        help=f"rely on an agreement in which `{owner}` promises `{guarantee.metric.key}` of `{service.key}`, "
        "or take the promise out",
    )
