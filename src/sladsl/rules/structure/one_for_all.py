"""Finds one promise made of several services together, where the good ones can hide the bad one."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.catalogue import Service
from sladsl.model.metrics import TimeBetween
from sladsl.model.written import measurand
from sladsl.rules.index import Index
from sladsl.rules.say import listed


def check(index: Index) -> Iterator[Diagnostic]:
    """SLAs only: quality promised of several services in one, and one time for teams of different hours."""
    for agreement in index.agreements:
        if agreement.kind != "sla":
            continue
        for guarantee in agreement.guarantees:
            services = guarantee.services or agreement.services
            if len(services) < 2 or (guarantee.cell is not None and guarantee.priority is None):
                continue
            if isinstance(guarantee.metric.formula, TimeBetween):
                yield from _hours(agreement, guarantee, services)
            elif not guarantee.each_service:
                yield Diagnostic(
                    catalogue.ONE_FOR_ALL,
                    f"`{guarantee.name}` makes one promise of {len(services)} services together: "
                    f"{listed(s.key for s in services[:4])}{' and more' if len(services) > 4 else ''}",
                    (Label(guarantee.target_span, "one value for all of them"),),
                    notes=("when they are counted together, a good service hides a bad one",),
                    help=f"write `{measurand(guarantee)} of each service`, or one guarantee per service",
                )


def _hours(agreement: Agreement, guarantee: Guarantee, services: tuple[Service, ...]) -> Iterator[Diagnostic]:
    """One time for services whose teams keep different hours."""
    by_hours: dict[str, Service] = {}
    for service in services:
        duty = service.owner.unit.duty_hours if service.owner and service.owner.unit else None
        if duty is not None:
            by_hours.setdefault(duty.key, service)
    if len(by_hours) < 2:
        return
    (one, first), (two, second) = list(by_hours.items())[:2]
    yield Diagnostic(
        catalogue.ONE_FOR_ALL,
        f"`{guarantee.name}` promises one time for `{first.key}` and `{second.key}`, whose teams work "
        f"different hours: `{one}` and `{two}`",
        (
            Label(guarantee.target_span, "one time for both"),
            *(Label(s.owner.span, f"the team of `{s.key}`") for s in (first, second) if s.owner),
        ),
        help="promise each service its own time, during the hours of its team",
    )
