"""Finds SLAs that are measured at the provider's end only, where all can be well while the customer waits."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.catalogue import Measure, Service
from sladsl.model.metrics import TimeBetween
from sladsl.rules.index import Index
from sladsl.rules.say import headline, listed


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per SLA to a customer. Only where every measure says at whose end it is: what is silent
    may be measured anywhere. Times of cases are left out: a case begins with whoever opens it."""
    for agreement in index.agreements:
        if agreement.kind != "sla" or agreement.customer is None or index.over(agreement):
            continue
        found = list(_measured(agreement))
        if found and all(measure.at == "provider" for _, _, measure in found):
            yield _finding(agreement, found)


def _measured(agreement: Agreement) -> Iterator[tuple[Guarantee, Service, Measure]]:
    for guarantee in agreement.promises:
        if isinstance(guarantee.metric.formula, TimeBetween):
            continue
        for service in guarantee.services:
            measure = service.measure_of(guarantee.metric)
            if measure is not None:
                yield guarantee, service, measure


def _finding(agreement: Agreement, found: list[tuple[Guarantee, Service, Measure]]) -> Diagnostic:
    names = list(dict.fromkeys(guarantee.name for guarantee, _, _ in found))
    first, service, measure = found[0]
    metric = first.metric.key
    is_measured = (
        "is measured at the provider's end" if len(names) == 1 else "are measured at the provider's end"
    )
    return Diagnostic(
        catalogue.PROVIDER_SIDE_ONLY,
        f"{listed(names)} of `{agreement.key}` {is_measured}, and nothing is at the customer's",
        (
            Label(first.target_span, "promised here"),
            Label(headline(measure.span), f"`{metric}` of `{service.key}` as the provider sees it"),
        ),
        ("what fails between the two ends, such as a line, a name or a login, never shows in these figures",),
        help=f"measure one promise where the customer uses it, as in `measure {metric} from {measure.origin} "
        "at customer { … }` with probes from outside or the times that users see",
    )
