"""Finds lines of a measure that nothing counts from: misspelt signals, and leftovers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.evaluate.conditions import names_of
from sladsl.model.catalogue import Measure, Service
from sladsl.records import record
from sladsl.rules.facts import Joined
from sladsl.rules.index import Index
from sladsl.rules.say import headline, listed
from sladsl.source import Source

_OPTIONS = {"prometheus": ("sampling", "step", "unit", "buckets")}
"""What a measure may say beside its signals, by the sources whose lines are all known."""


@record
class StrayLines:
    """Lines of a service's measure that its metrics do not count from; `known` are those that they may."""

    service: str
    stray: tuple[str, ...]
    known: tuple[str, ...]
    labels: tuple[Label, ...]


@record
class AskedFor:
    """Signals of a service by which promises decide whether they apply."""

    service: str
    signals: tuple[str, ...]


def facts(index: Index) -> Iterator[StrayLines | AskedFor]:
    """The measures with such lines, and what conditions of promises ask; sources we do not know say what they
    like."""
    for service in index.in_turn(index.house.services.values()):
        for measure in service.measures:
            if measure.origin in _OPTIONS:
                yield from _stray(service, measure)
    for agreement in index.agreements:
        asked: defaultdict[str, set[str]] = defaultdict(set)
        for guarantee in agreement.promises:
            if guarantee.applies is not None:
                for service in guarantee.services or agreement.services:
                    asked[service.key] |= names_of(guarantee.applies)
        for key, names in asked.items():
            yield AskedFor(key, tuple(sorted(names)))


def _stray(service: Service, measure: Measure) -> Iterator[StrayLines]:
    signals = list(dict.fromkeys(signal for metric in measure.metrics for signal in metric.signals))
    known = [*signals, *_OPTIONS[measure.origin]]
    given = [name for name, _ in measure.mapping]
    stray = [name for name in given if name not in known]
    # A misspelt signal is already told where the signal itself is missing.
    if stray and all(signal in given for signal in signals):
        labels = (
            Label(headline(measure.span), f"gives {listed(given)}"),
            *(
                Label(headline(metric.span), f"counts from {listed(metric.signals)}")
                for metric in measure.metrics
            ),
        )
        yield StrayLines(service.key, tuple(stray), tuple(known), labels)


def _conclude(facts: Sequence[StrayLines | AskedFor], sources: Mapping[str, Source]) -> Iterable[Diagnostic]:
    asked = {(f.service, name) for f in facts if isinstance(f, AskedFor) for name in f.signals}
    for fact in facts:
        if isinstance(fact, StrayLines):
            stray = [name for name in fact.stray if (fact.service, name) not in asked]
            if stray:
                yield Diagnostic(
                    catalogue.STRAY_MAPPING,
                    f"nothing in the measure of `{fact.service}` counts from {listed(stray)}",
                    fact.labels,
                    help=f"remove {'it' if len(stray) == 1 else 'them'}, or write one of "
                    f"{listed(fact.known, 'or')}",
                )


CHECK: Joined[StrayLines | AskedFor] = Joined(
    "stray mapping", (StrayLines, AskedFor), facts, _conclude, lambda fact: fact.service
)
"""One finding per measure with lines that nothing reads."""
