"""Percentiles out of the buckets of a histogram, added up over the time that a promise is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from sladsl.data.findings import bad_source
from sladsl.data.prometheus_api import Api
from sladsl.data.store import Unreadable
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.evaluate.base import base_of
from sladsl.evaluate.facts import ServiceFacts
from sladsl.exact.durations import Duration
from sladsl.exact.intervals import Intervals
from sladsl.exact.periods import Period
from sladsl.exact.ratio import parse_number
from sladsl.lower.promql import counts_in_range
from sladsl.model import metrics as m
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.catalogue import Measure, Service
from sladsl.model.values import Number, Ratio, Value
from sladsl.model.written import number_text
from sladsl.records import record
from sladsl.source import Span


@record
class Asked:
    """A percentile that a promise asks for: the query of the buckets, where it stands in the source, and the
    stretches of time over which events count."""

    promise: Guarantee
    signal: str
    query: str
    measure: Measure
    span: Span
    times: Intervals

    @property
    def key(self) -> str:
        """The name of the total by which evaluate/events.py finds the percentile."""
        return (
            f"{self.promise.key}: p{number_text(self.promise.percentile or Fraction(100))} of {self.signal}"
        )


@record
class Place:
    """Where a percentile lies: in the bucket above `low` and up to `high` (None: beyond the last bound), by
    interpolation at `value`."""

    low: Fraction
    high: Fraction | None
    value: Fraction


def asked_for(
    service: Service, agreement: Agreement, excluded: ServiceFacts, period: Period, place: Mapping[str, Span]
) -> Iterator[Asked]:
    """The percentiles that promises for the service ask for. `place` says where queries of signals stand."""
    for promise in agreement.promises:
        measure = service.measure_of(promise.metric)
        formula = promise.metric.formula
        if measure is None or measure.origin != "prometheus" or not isinstance(formula, m.PercentileOf):
            continue
        query = measure.query(formula.signal)
        about = not promise.services or any(s.key == service.key for s in promise.services)
        if query is not None and promise.percentile is not None and about:
            times = base_of(promise, agreement, excluded, period).left
            span = place.get(formula.signal, measure.span)
            yield Asked(promise, formula.signal, query, measure, span, times)


def percentile(api: Api, asked: Asked, found: list[Diagnostic]) -> Fraction | None:
    """The percentile in the metric's unit; None when nothing is known or the buckets cannot tell whether the
    promise was kept, which is told. Raises Unreadable when the server cannot be asked."""
    if "$range" not in asked.query:
        raise Unreadable(
            f"the query of `{asked.signal}` looks at a length of its own, not at the hours of the promise",
            "write `[$range]` where it has a length",
        )
    counts = _added(api, asked)
    if not counts:
        return None
    problem = _undeclared(asked, counts)
    if problem is not None:
        found.append(bad_source(problem, asked.span, "correct `buckets`, or the histogram"))
    share = (asked.promise.percentile or Fraction(100)) / 100
    where = place_of(counts, share)
    if where is None:
        return None
    unit = _unit(asked.measure)
    low, high, value = where.low * unit, where.high, where.value * unit
    target = _number(asked.promise.target)
    if target is None:
        return value
    if high is None and target < low:
        return value
    if high is None or low < target < high * unit:
        between = f"beyond {_text(low)}" if high is None else f"between {_text(low)} and {_text(high * unit)}"
        promised = f"{asked.promise.comparator} {_text(target)}"
        name = f"p{number_text(asked.promise.percentile or Fraction(100))} of {asked.signal}"
        found.append(
            bad_source(
                f"{name} lies {between}, so nobody can say whether `{asked.promise.key}` is {promised}",
                asked.span,
                f"give the histogram a bucket that ends at {_text(target)}",
            )
        )
        return None
    return value


def _added(api: Api, asked: Asked) -> dict[Fraction | None, Fraction]:
    """Events by bucket in all stretches together. A bucket that a stretch does not have has the events of the
    one below it."""
    counted = counts_in_range(asked.query)
    parts: list[dict[Fraction | None, Fraction]] = []
    for start, end in asked.times:
        inside = asked.query.replace("$range", f"{end - start}s")
        part = api.buckets(f"sum by (le) (\n{inside}\n)", end)
        if part:
            factor = 1 if counted else end - start
            parts.append({bound: count * factor for bound, count in part.items()})
    if not parts:
        return {}
    if any(None not in part for part in parts):
        raise Unreadable(
            f"the histogram of `{asked.signal}` has no bucket `+Inf`", "ask for all buckets, `+Inf` too"
        )
    bounds = sorted({bound for part in parts for bound in part if bound is not None})
    made: dict[Fraction | None, Fraction] = {None: sum((part[None] for part in parts), Fraction(0))}
    for bound in bounds:
        made[bound] = sum((_upto(part, bound) for part in parts), Fraction(0))
    return made


def _upto(part: Mapping[Fraction | None, Fraction], bound: Fraction) -> Fraction:
    below = [b for b in part if b is not None and b <= bound]
    return part[max(below)] if below else Fraction(0)


def place_of(counts: Mapping[Fraction | None, Fraction], share: Fraction) -> Place | None:
    """Where the share of all events ends, taking them as spread evenly over their bucket, as PromQL's
    `histogram_quantile` does; None without events. `counts` are cumulative, None is the bucket of all."""
    whole = counts[None]
    if whole <= 0:
        return None
    rank = share * whole
    low, before = Fraction(0), Fraction(0)
    for bound in sorted(b for b in counts if b is not None):
        # What is read of several counters at different instants may shrink by a trifle.
        upto = max(counts[bound], before)
        if upto >= rank and upto > 0:
            low = min(low, bound)
            inside = (rank - before) / (upto - before) if upto > before else Fraction(1)
            return Place(low, bound, low + (bound - low) * inside)
        low, before = bound, upto
    return Place(low, None, low)


def _unit(measure: Measure) -> Fraction:
    """Seconds that one unit of `le` stands for."""
    unit = dict(measure.mapping).get("unit")
    return unit.seconds if isinstance(unit, Duration) else Fraction(1)


def _number(target: Value) -> Fraction | None:
    match target:
        case Duration(seconds):
            return seconds
        case Number(value) | Ratio(value):
            return value
    return None


def _undeclared(asked: Asked, counts: Mapping[Fraction | None, Fraction]) -> str | None:
    """What the measure says in `buckets` and the histogram does not have."""
    declared = dict(asked.measure.mapping).get("buckets")
    if not isinstance(declared, str):
        return None
    bounds = [parse_number(part.strip()) for part in declared.split(",") if part.strip()]
    if None in bounds:
        return f"`buckets` of `{asked.signal}` is no list of numbers"
    missing = [bound for bound in bounds if bound is not None and bound not in counts]
    if not missing:
        return None
    return f"the histogram of `{asked.signal}` has no bucket that ends at {_text(missing[0])}"


def _text(value: Fraction) -> str:
    return number_text(value)
