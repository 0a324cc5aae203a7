"""Samples against the intervals that metrics count by: those that fit into none of them are told."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from sladsl.data.findings import bad_source
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.evaluate.conditions import names_of
from sladsl.evaluate.facts import ServiceFacts
from sladsl.exact.durations import Duration
from sladsl.model import metrics as m
from sladsl.model.agreements import Agreement
from sladsl.model.metrics import Metric


def other_steps(agreement: Agreement, known: Mapping[str, ServiceFacts]) -> list[Diagnostic]:
    """Signals that come at a step of which the intervals of a metric are no multiple: a sample stands for the
    interval in which it begins and for no other, so that most intervals would look unmeasured."""
    made: dict[tuple[str, str, str], Diagnostic] = {}
    for promise in agreement.promises:
        interval, names = _counted(promise.metric)
        services = promise.services or agreement.services
        for service in [s.key for s in services] or [""]:
            samples = known.get(service, ServiceFacts()).samples
            for name in sorted(names & samples.keys()):
                step = samples[name].step
                if interval and interval % step:
                    every, own = Duration(Fraction(step)).text(), Duration(Fraction(interval)).text()
                    metric = promise.metric
                    made[(metric.key, service, name)] = bad_source(
                        f"`{name}` of `{service}` comes every {every}, and `{metric.key}` counts by {own}",
                        metric.span,
                        f"give samples every {own}, or at a step that divides it",
                    )
    return list(made.values())


def _counted(metric: Metric) -> tuple[int, frozenset[str]]:
    """The seconds of the intervals of a metric, 0 without any, and the signals that it looks at in each."""
    match metric.formula:
        case m.ShareOfIntervals(interval, part) | m.CountOfIntervals(interval, part):
            return int(interval.seconds), names_of(part)
        case m.MeanOver(interval, value):
            return int(interval.seconds), names_of(value)
    return 0, frozenset()
