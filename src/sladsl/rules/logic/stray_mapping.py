"""Finds lines of a measure that no metric counts from: misspelt signals, and leftovers."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.catalogue import Measure, Service
from sladsl.rules.index import Index
from sladsl.rules.say import headline, listed

_OPTIONS = {"prometheus": ("sampling", "step", "unit", "buckets")}
"""What a measure may say beside its signals, by the sources whose lines are all known."""


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per measure with lines that nothing reads; sources we do not know say what they like."""
    for service in index.in_turn(index.house.services.values()):
        for measure in service.measures:
            if measure.origin in _OPTIONS:
                yield from _stray(service, measure)


def _stray(service: Service, measure: Measure) -> Iterator[Diagnostic]:
    signals = list(dict.fromkeys(signal for metric in measure.metrics for signal in metric.signals))
    known = [*signals, *_OPTIONS[measure.origin]]
    given = [name for name, _ in measure.mapping]
    stray = [name for name in given if name not in known]
    # A misspelt signal is already told where the signal itself is missing.
    if stray and all(signal in given for signal in signals):
        yield Diagnostic(
            catalogue.STRAY_MAPPING,
            f"nothing in the measure of `{service.key}` counts from {listed(stray)}",
            (
                Label(headline(measure.span), f"gives {listed(given)}"),
                *(
                    Label(headline(metric.span), f"counts from {listed(metric.signals)}")
                    for metric in measure.metrics
                ),
            ),
            help=f"remove {'it' if len(stray) == 1 else 'them'}, or write one of {listed(known, 'or')}",
        )
