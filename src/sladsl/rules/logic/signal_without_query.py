"""Checks that a measure gives every signal of its metrics a query."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.near_words import nearest
from sladsl.model.catalogue import Measure, Service
from sladsl.rules.index import Index
from sladsl.rules.say import headline, listed

_QUERIED = ("prometheus",)
"""The sources in which each signal is a query of its own; tickets carry their events themselves."""


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per measure and metric, naming the signals that are missing."""
    for service in index.in_turn(index.house.services.values()):
        for measure in service.measures:
            if measure.origin in _QUERIED:
                yield from _missing(service, measure)


def _missing(service: Service, measure: Measure) -> Iterator[Diagnostic]:
    given = [name for name, _ in measure.mapping]
    known = {signal for metric in measure.metrics for signal in metric.signals}
    for metric in measure.metrics:
        missing = [signal for signal in metric.signals if signal not in given]
        if not missing:
            continue
        strange = [name for name in given if name not in known]
        near = nearest(missing[0], strange)
        written = " and ".join(f"``{signal} = `...` ``" for signal in missing)
        yield Diagnostic(
            catalogue.SIGNAL_WITHOUT_QUERY,
            f"the measure of `{metric.key}` for `{service.key}` has no query for {listed(missing)}",
            (
                Label(headline(measure.span), f"gives {listed(given)}" if given else "gives no query"),
                Label(headline(metric.span), f"counts from {listed(metric.signals)}"),
            ),
            help=f"`{near}` is no signal of it: did you mean `{missing[0]}`?"
            if near is not None
            else f"add {written}",
        )
