"""Finds promises that nobody measures: no `measure` of the metric for the service."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.agreements import Guarantee
from sladsl.model.catalogue import Service
from sladsl.model.metrics import (
    Aggregate,
    Arithmetic,
    Computed,
    Constant,
    MeanOver,
    Metric,
    MetricUse,
    Signal,
    Term,
    WorstOf,
)
from sladsl.rules.facts import Joined, OneOf, first_of_each
from sladsl.rules.index import Index
from sladsl.rules.say import headline


def facts(index: Index) -> Iterator[OneOf]:
    """Every promise that is not measured."""
    known: dict[tuple[str, str], bool] = {}
    for agreement in index.agreements:
        told: set[tuple[str, str]] = set()
        for guarantee in agreement.promises:
            for service in guarantee.services:
                pair = (service.key, guarantee.metric.key)
                if pair not in known:
                    known[pair] = _measured(index, service, guarantee.metric)
                if not known[pair] and pair not in told:
                    told.add(pair)
                    yield OneOf(f"{guarantee.metric.key} of {service.key}", _finding(guarantee, service))


CHECK = Joined("measured", (OneOf,), facts, first_of_each)
"""One finding per service and metric, at the first promise of it."""


def _finding(guarantee: Guarantee, service: Service) -> Diagnostic:
    return Diagnostic(
        catalogue.NOT_MEASURED,
        f"`{guarantee.metric.key}` of `{service.key}` is promised and not measured",
        (
            Label(guarantee.target_span, "promised here"),
            Label(headline(service.span), f"has no `measure {guarantee.metric.key}`"),
        ),
        help=f"add `measure {guarantee.metric.key} from ...` to `{service.key}`; without it "
        "nobody can tell whether the promise is kept",
    )


def _measured(index: Index, service: Service, metric: Metric, depth: int = 8) -> bool:
    """Whether the metric, or every metric it is computed from, has its measure."""
    if service.measure_of(metric) is not None:
        return True
    used = [index.house.metrics.get(key) for key in _uses(metric)]
    return (
        bool(used)
        and depth > 0
        and all(m is not None and _measured(index, service, m, depth - 1) for m in used)
    )


def _uses(metric: Metric) -> list[str]:
    """The other metrics in a metric's formula; none when it also reads signals of its own."""
    match metric.formula:
        case Computed(value) | Aggregate(_, value) | MeanOver(_, value):
            terms: list[Term] = [value]
        case WorstOf(values):
            terms = list(values)
        case _:
            return []
    keys: list[str] = []
    while terms:
        match terms.pop():
            case MetricUse(key):
                keys.append(key)
            case Arithmetic(_, left, right):
                terms += (left, right)
            case Signal():
                return []
            case Constant():
                pass
    return keys
