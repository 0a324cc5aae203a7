"""Finds promises of a number of things that do not say what is counted: `<= 3` of what."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.agreements import Guarantee
from sladsl.model.metrics import CountOfEvents, CountOfIntervals, Metric
from sladsl.model.values import Number
from sladsl.model.written import target_text
from sladsl.rules.facts import Joined, OneOf, first_of_each
from sladsl.rules.index import Index
from sladsl.rules.say import headline


def facts(index: Index) -> Iterator[OneOf]:
    """Every metric that is promised as a number without a unit."""
    for agreement in index.agreements:
        told: set[str] = set()
        for guarantee in agreement.promises:
            metric = guarantee.metric
            if metric.key not in told and _is_bare(guarantee, metric):
                told.add(metric.key)
                yield OneOf(metric.key, _finding(guarantee, metric))


CHECK = Joined("no unit", (OneOf,), facts, first_of_each)
"""One finding per metric, at the first promise of it."""


def _is_bare(guarantee: Guarantee, metric: Metric) -> bool:
    counts = isinstance(metric.formula, (CountOfEvents, CountOfIntervals))
    return counts and metric.unit is None and isinstance(guarantee.target, Number)


def _finding(guarantee: Guarantee, metric: Metric) -> Diagnostic:
    said = target_text(guarantee)
    what = "events" if isinstance(metric.formula, CountOfEvents) else "intervals"
    return Diagnostic(
        catalogue.NO_UNIT,
        f"`{metric.key}` is a number of {what} without a unit: `{said}` of what?",
        (
            Label(guarantee.target_span, "a bare number"),
            Label(headline(metric.span), "has no `unit`"),
        ),
        help=f"say in `{metric.key}` what is counted, as in `unit failures`, and promise `{said} failures`",
    )
