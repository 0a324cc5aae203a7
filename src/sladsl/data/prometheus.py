"""The signals of a period out of a Prometheus, interval by interval, by the queries of the measures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from sladsl.data.findings import bad_source
from sladsl.data.fresh import fresh
from sladsl.data.prometheus_api import Api
from sladsl.data.store import Unreadable
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.evaluate.base import base_of
from sladsl.evaluate.conditions import divided, names_of
from sladsl.evaluate.facts import Samples, ServiceFacts
from sladsl.exact.durations import Duration
from sladsl.exact.periods import Period
from sladsl.lower.promql import counts_in_range
from sladsl.model import metrics as m
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.catalogue import Measure, Service
from sladsl.model.metrics import Metric
from sladsl.model.written import number_text

ORIGIN = "prometheus"
STEP = 60
"""Seconds of an interval where neither the metric nor the measure says how long they are."""


@dataclass(slots=True)
class _Wanted:
    """A signal of a service: its query, the length of its intervals, and whether it is a state (its lowest
    series counts) or a number (its series are added). `counted` signals are turned from rates into counts."""

    query: str
    step: int
    state: bool
    counted: bool
    measure: Measure


def read_signals(
    api: Api, agreement: Agreement, period: Period, found: list[Diagnostic]
) -> dict[str, ServiceFacts]:
    """What the server knows of each service of which the agreement promises something measured there."""
    made: dict[str, ServiceFacts] = {}
    services = {s.key: s for s in (*agreement.services, *(s for p in agreement.promises for s in p.services))}
    start = _first(agreement, period)
    for service in services.values():
        samples: dict[str, Samples] = {}
        for name, wanted in _signals(service, agreement, found).items():
            try:
                values = _values(api, wanted, start, period.end)
            except Unreadable as problem:
                found.append(bad_source(str(problem), wanted.measure.span, problem.way_out))
                continue
            if values:
                samples[name] = Samples(wanted.step, values)
        totals = dict(_percentiles(api, service, agreement, period, found))
        if samples or totals:
            made[service.key] = ServiceFacts(samples=samples, totals=totals)
    found += [bad_source(warning, None) for warning in api.warnings]
    api.warnings.clear()
    return made


def _first(agreement: Agreement, period: Period) -> int:
    """From where signals are needed: some metrics look at the period before too."""
    starts = [period.start]
    for promise in agreement.promises:
        if promise.metric.with_previous and promise.period is not None:
            starts.append(promise.period.previous(period).start)
    return min(starts)


def _signals(service: Service, agreement: Agreement, found: list[Diagnostic]) -> dict[str, _Wanted]:
    made: dict[str, _Wanted] = {}
    promised = {p.metric.key for p in agreement.promises}
    for measure in service.measures:
        if measure.origin != ORIGIN:
            continue
        for metric in measure.metrics:
            if metric.key not in promised or isinstance(metric.formula, m.PercentileOf | None):
                continue
            step, state, counts = _how(metric, measure)
            for name in metric.signals:
                query = measure.query(name)
                if query is None:
                    continue
                counted = name in counts and not counts_in_range(query)
                before = made.setdefault(name, _Wanted(query, step, state, counted, measure))
                if before.query != query:
                    message = f"two measures of `{service.key}` have different queries for `{name}`"
                    found.append(bad_source(message, measure.span, "give one of the signals another name"))
                    continue
                before.step = min(before.step, step)
                before.counted = before.counted and counted
    return made


def _how(metric: Metric, measure: Measure) -> tuple[int, bool, frozenset[str]]:
    """The seconds of an interval, whether the signals are states, and which are divided and so counts."""
    step, state, counts = STEP, False, frozenset[str]()
    match metric.formula:
        case m.ShareOfIntervals(interval, condition) | m.CountOfIntervals(interval, condition):
            step, counts = int(interval.seconds), divided(condition)
        case m.MeanOver(interval, value):
            step, counts = int(interval.seconds), divided(value)
        case m.Computed(value):
            counts = names_of(value)
        case m.ShareOfTime() | m.TimeInState():
            state = True
    own = dict(measure.mapping).get("step")
    if isinstance(own, Duration) and own.seconds.denominator == 1:
        step = int(own.seconds)
    return max(step, 1), state, counts


def _values(api: Api, wanted: _Wanted, start: int, end: int) -> dict[int, Fraction]:
    """The signal by the starts of its intervals; each is asked for at its end, over its own length."""
    step = wanted.step
    # The query stands on lines of its own: a comment in it must not swallow our bracket.
    query = wanted.query.replace("$range", f"{step}s")
    query = f"{'min' if wanted.state else 'sum'}(\n{fresh(query, step)}\n)"
    factor = step if wanted.counted else 1
    return {at - step: value * factor for at, value in api.instants(query, start + step, end, step).items()}


def _percentiles(
    api: Api, service: Service, agreement: Agreement, period: Period, found: list[Diagnostic]
) -> Iterator[tuple[str, Fraction]]:
    """Percentiles over the whole period, from the buckets of a histogram; a part of it cannot be had."""
    for promise, query, signal, measure in _histograms(service, agreement):
        assert promise.percentile is not None
        base = base_of(promise, agreement, ServiceFacts(), period)
        if base.left != ((period.start, period.end),):
            message = (
                f"`{promise.key}` is about a part of {period.label}, and buckets tell the whole of it only"
            )
            way_out = "promise it for all hours, or count what is slow as a signal"
            found.append(bad_source(message, measure.span, way_out))
            continue
        inside = query.replace("$range", f"{period.length}s")
        share = number_text(promise.percentile / 100)
        try:
            value = api.at(f"histogram_quantile({share}, sum by (le) (\n{inside}\n))", period.end)
        except Unreadable as problem:
            found.append(bad_source(str(problem), measure.span, problem.way_out))
            continue
        if value is not None:
            yield f"p{number_text(promise.percentile)} of {signal}", value


def _histograms(service: Service, agreement: Agreement) -> Iterator[tuple[Guarantee, str, str, Measure]]:
    for promise in agreement.promises:
        measure = service.measure_of(promise.metric)
        formula = promise.metric.formula
        if measure is None or measure.origin != ORIGIN or not isinstance(formula, m.PercentileOf):
            continue
        query = measure.query(formula.signal)
        about = not promise.services or any(s.key == service.key for s in promise.services)
        if query is not None and promise.percentile is not None and about:
            yield promise, query, formula.signal, measure
