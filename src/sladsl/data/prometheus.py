"""The signals of a period out of a Prometheus, interval by interval, by the queries of the measures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from sladsl.data.findings import bad_source
from sladsl.data.fresh import fresh
from sladsl.data.prometheus_api import Api, Unreachable, chunks
from sladsl.data.prometheus_histograms import Asked, asked_for, percentile
from sladsl.data.store import Unreadable
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.evaluate.conditions import divided, names_of
from sladsl.evaluate.facts import Samples, ServiceFacts
from sladsl.exact.durations import Duration
from sladsl.exact.periods import Period
from sladsl.lower.promql import counts_in_range
from sladsl.model import metrics as m
from sladsl.model.agreements import Agreement
from sladsl.model.catalogue import Measure, Service
from sladsl.model.metrics import Metric
from sladsl.records import record
from sladsl.source import Span

ORIGIN = "prometheus"
STEP = 60
"""Seconds of an interval where neither the metric nor the measure says how long they are."""


@record(frozen=False)
class _Wanted:
    """A signal of a service: its query, the length of its intervals, and whether it is a state (its lowest
    series counts) or a number (its series are added). `counted` signals are turned from rates into counts.
    `span` is where the source has the query."""

    query: str
    step: int
    state: bool
    counted: bool
    span: Span


def read_signals(
    api: Api,
    agreement: Agreement,
    period: Period,
    found: list[Diagnostic],
    services: Iterable[Service] = (),
    excluded: Mapping[str, ServiceFacts] | None = None,
) -> dict[str, ServiceFacts]:
    """What the server knows of each service of which the agreement promises something measured there.

    `services` are those that are meant where the agreement names none; `excluded` is what is known from
    elsewhere of work that was carried out, which takes time out of percentiles.
    """
    named = {s.key: s for s in (*agreement.services, *(s for p in agreement.promises for s in p.services))}
    about = list((named or {s.key: s for s in services}).values())
    start = _first(agreement, period)
    signals = {s.key: _signals(s, agreement, found) for s in about}
    histograms = {
        s.key: list(asked_for(s, agreement, (excluded or {}).get(s.key, ServiceFacts()), period, _places(s)))
        for s in about
    }
    steps = [wanted.step for each in signals.values() for wanted in each.values()]
    api.expect(sum(len(chunks(start + step, period.end, step)) for step in steps))
    api.expect(sum(len(asked.times) for each in histograms.values() for asked in each))
    made: dict[str, ServiceFacts] = {}
    try:
        for service in about:
            samples = dict(_samples(api, signals[service.key], start, period.end, found))
            totals = dict(_percentiles(api, histograms[service.key], found))
            if samples or totals:
                made[service.key] = ServiceFacts(samples=samples, totals=totals)
    except Unreachable as problem:
        found.append(bad_source(str(problem), None, problem.way_out))
    found += [bad_source(warning, None) for warning in api.warnings]
    api.warnings.clear()
    return made


def _samples(
    api: Api, signals: Mapping[str, _Wanted], start: int, end: int, found: list[Diagnostic]
) -> Iterator[tuple[str, Samples]]:
    for name, wanted in signals.items():
        try:
            values = _values(api, wanted, start, end)
        except Unreachable:
            raise
        except Unreadable as problem:
            found.append(bad_source(str(problem), wanted.span, problem.way_out))
            continue
        if values:
            yield name, Samples(wanted.step, values)


def _percentiles(
    api: Api, histograms: Iterable[Asked], found: list[Diagnostic]
) -> Iterator[tuple[str, Fraction]]:
    for asked in histograms:
        try:
            value = percentile(api, asked, found)
        except Unreachable:
            raise
        except Unreadable as problem:
            found.append(bad_source(str(problem), asked.span, problem.way_out))
            continue
        if value is not None:
            yield asked.key, value


def _places(service: Service) -> dict[str, Span]:
    """Where the source has the query of each signal: from its name to its end."""
    return {
        name: _place(measure, name)
        for measure in service.measures
        if measure.origin == ORIGIN
        for name, _ in measure.mapping
    }


def _place(measure: Measure, name: str) -> Span:
    whole = measure.span
    line = re.compile(rf"(?<![\w.]){re.escape(name)}\s*=\s*(`[^`]*`|\"(?:\\.|[^\"\\])*\")").search(
        whole.source.text, whole.start, whole.end
    )
    return Span(whole.source, line.start(), line.end()) if line is not None else whole


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
                before = made.setdefault(name, _Wanted(query, step, state, counted, _place(measure, name)))
                if before.query != query:
                    message = f"two measures of `{service.key}` have different queries for `{name}`"
                    way_out = "give one of the signals another name"
                    found.append(bad_source(message, _place(measure, name), way_out))
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
