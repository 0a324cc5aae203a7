"""Finds promised services for which nobody answers, in a house that says of others who does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.catalogue import Service
from sladsl.records import record
from sladsl.rules.facts import Joined
from sladsl.rules.index import Index
from sladsl.rules.logic.contents import to_be_signed
from sladsl.rules.say import headline
from sladsl.source import Source


@record
class Owned:
    """A service that has an owner, or whose lack of one is told with an agreement that is to be signed."""

    service: str
    told: bool


@record
class Unowned:
    """A promised service without one."""

    service: str
    finding: Diagnostic


def facts(index: Index) -> Iterator[Owned | Unowned]:
    """Who has an owner, and which promised services have none."""
    for service in index.in_turn(index.house.services.values()):
        if service.owner is not None:
            yield Owned(service.key, False)
    for agreement in index.agreements:
        if agreement.kind != "sla":
            continue
        if to_be_signed(agreement):
            yield from (Owned(service.key, True) for service in agreement.services)
            continue
        seen: set[str] = set()
        for guarantee in agreement.promises:
            for service in guarantee.services:
                if service.owner is None and service.key not in seen:
                    seen.add(service.key)
                    yield Unowned(service.key, _finding(agreement, guarantee, service))


def _conclude(facts: Sequence[Owned | Unowned], sources: Mapping[str, Source]) -> Iterable[Diagnostic]:
    owned = [fact for fact in facts if isinstance(fact, Owned)]
    told = {fact.service for fact in owned if fact.told}
    if all(fact.told for fact in owned):
        return  # a house that names nobody yet is a sketch
    for fact in facts:
        if isinstance(fact, Unowned) and fact.service not in told:
            told.add(fact.service)
            yield fact.finding


CHECK: Joined[Owned | Unowned] = Joined("owners", (Owned, Unowned), facts, _conclude)
"""One finding per service, at the first promise of it."""


def _finding(agreement: Agreement, guarantee: Guarantee, service: Service) -> Diagnostic:
    example = f"owner {agreement.provider.key}" if agreement.provider is not None else "owner"
    return Diagnostic(
        catalogue.NO_OWNER,
        f"`{service.key}` is promised, and nobody answers for it",
        (
            Label(headline(service.span), "has no `owner`"),
            Label(guarantee.target_span, "promised here"),
        ),
        ("other services of the house have an owner",),
        help=f"name in `{service.key}` who answers for it, as in `{example}`",
    )
