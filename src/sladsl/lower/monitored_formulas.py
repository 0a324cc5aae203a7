"""From a metric's formula and the queries of its measure to the formula that outputs monitor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TypeAlias

from sladsl.exact.durations import Duration
from sladsl.lower import monitoring as out
from sladsl.lower.linear_terms import ONE, Linear, Quotient, bad_share, quotient
from sladsl.lower.promql import counts_in_range, linear_query, names_in, state_query
from sladsl.model import metrics as m
from sladsl.model.agreements import Guarantee
from sladsl.model.catalogue import Measure
from sladsl.model.values import Number, Ratio
from sladsl.records import record, replace
from sladsl.source import Span

MEASURED_FROM = "prometheus"
_ELSEWHERE = "measure it from another source"
_TURN_ROUND = "count the good share with `better higher`, and promise at least so much of it"


@record
class Unsupported:
    """What of a promise has no monitored form, as the object of `cannot express`, and the way out."""

    what: str
    help: str = _ELSEWHERE


Monitored: TypeAlias = out.Formula | Unsupported


def formula_of(promise: Guarantee, measure: Measure, metrics: Mapping[str, m.Metric]) -> Monitored:
    """The monitored formula of a promise read through `measure`; `metrics` are the house's, by key."""
    metric = promise.metric
    if metric.formula is None:
        return Unsupported("a metric without a formula")
    if metric.pooled_by is not None:
        help = "count resource time as good and total signals instead"
        return Unsupported(f"a value pooled by `{metric.pooled_by}`", help)
    if metric.with_previous:
        return Unsupported("a mean with the previous period")
    if promise.applies is not None:
        return Unsupported("a promise that applies on a condition", "measure it with `sla evaluate`")
    if promise.claimed_once:
        return Unsupported("downtime that a paid claim uses up", "measure it with `sla evaluate`")
    if promise.switches.over(metric.switches).begun not in (None, "both"):
        return Unsupported("a begun period that is not cut to the term", "measure it with `sla evaluate`")
    formula, switches = unfolded(metric, metrics)
    if promise.downtime_only:
        names = ", ".join(f"`{key}`" for key in promise.downtime_only)
        return Unsupported(f"{names} excluded from downtime only", "exclude it from both sides")
    if promise.share is not None and not isinstance(formula, m.PercentileOf):
        share = f"a target for a share of the {promise.share.of}"
        return Unsupported(share, "measure it from tickets, or as a percentile")
    if promise.priority is not None:
        return Unsupported("a target for one priority", "measure it from tickets")
    reader = _Reader(promise, measure, metrics, promise.switches.over(switches))
    return reader.read(formula)


def unfolded(metric: m.Metric, metrics: Mapping[str, m.Metric]) -> tuple[m.Formula, m.Switches]:
    """The formula and the switches that count in the end: `metric` may be another one, or 100% minus it."""
    formula, switches = metric.formula, metric.switches
    assert formula is not None
    if not isinstance(formula, m.Computed) or quotient(formula.value, metrics) is not None:
        return formula, switches
    match formula.value:
        case m.MetricUse(key):
            turned = False
        case m.Arithmetic("-", m.Constant(Ratio(one) | Number(one)), m.MetricUse(key)) if one == 1:
            turned = True
        case _:
            return formula, switches
    if key not in metrics or metrics[key].formula is None:
        return formula, switches
    inner, below = unfolded(metrics[key], metrics)
    if not turned:
        return inner, switches.over(below)
    other = _turned(inner)
    if isinstance(below.empty, Ratio):
        below = replace(below, empty=Ratio(1 - below.empty.value))
    return (formula, switches) if other is None else (other, switches.over(below))


def _turned(formula: m.Formula) -> m.Formula | None:
    """The formula whose value is one minus the value of this."""
    match formula:
        case m.ShareOfIntervals(interval, condition):
            return m.ShareOfIntervals(interval, m.Negated(condition))
        case m.ShareOfTime(condition):
            return m.ShareOfTime(m.Negated(condition))
        case m.MeanOver(interval, value):
            rest = m.Arithmetic("-", m.Constant(Ratio(Fraction(1))), value)
            return m.MeanOver(interval, rest)
        case _:
            return None


@record
class _Reader:
    """Reads the formula of one promise through the queries of one measure."""

    promise: Guarantee
    measure: Measure
    metrics: Mapping[str, m.Metric]
    switches: m.Switches

    @property
    def wants_much(self) -> bool:
        return self.promise.comparator in (">=", ">")

    def read(self, formula: m.Formula) -> Monitored:
        short = self.switches.short_outages
        match formula:
            case m.ShareOfIntervals(interval, condition):
                if self.switches.forgives(int(interval.seconds)):
                    assert short is not None
                    under = "up to" if self.switches.short_too else "under"
                    return Unsupported(f"outages {under} {short.text()} in intervals of {interval.text()}")
                return self._intervals(interval, condition)
            case m.ShareOfTime(condition):
                return self._time(condition) if self.wants_much else _bad_time()
            case m.TimeInState("down"):
                return self._down()
        if short is not None:
            return Unsupported("outages that are too short to count in anything but time up and down")
        match formula:
            case m.MeanOver(interval, value):
                return self._mean(interval, value)
            case m.Computed(value):
                return self._events(value)
            case m.PercentileOf(signal):
                return self._percentile(signal)
            case m.TimeInState():
                return Unsupported("the absolute time up", "promise the time down, or a share of time")
            case m.TimeBetween(first, last):
                return Unsupported(
                    f"the time from `{first}` to `{last}` of a case", "measure it from tickets"
                )
            case m.ShareOfEvents():
                help = "count good and total events as two signals, `value = good / total`"
                return Unsupported("a share of events looked at one by one", help)
            case m.CountOfEvents():
                return Unsupported("a count of events")
            case m.CountOfIntervals(interval):
                help = "promise the share of the intervals"
                return Unsupported(f"a count of intervals of {interval.text()}", help)
            case m.MeanScore():
                help = "count the scores as one signal and the events as another, `value = scores / events`"
                return Unsupported("a score of events looked at one by one", help)
            case m.WorstOf():
                return Unsupported("the worst of several values", "promise each of them by itself")
            case m.Aggregate(function):
                return Unsupported(
                    f"the `{function}` of a signal", "promise a share of time in which it is good"
                )

    def _intervals(self, interval: Duration, condition: m.Condition) -> Monitored:
        if not self.wants_much:
            return _bad_time()
        seconds, found = _whole(interval), bad_share(condition, self.metrics)
        if seconds is None:
            return Unsupported(f"intervals of {interval.text()}", "use whole seconds")
        if found is None:
            help = "compare one share with a number, as in `errors / requests <= 5%`"
            return Unsupported("the condition on each interval", help)
        errors, requests = self._signal(found.errors), self._signal(found.requests)
        if isinstance(errors, Unsupported):
            return errors
        if isinstance(requests, Unsupported):
            return requests
        return out.ShareOfIntervals(seconds, errors, requests, found.at_most, found.strict)

    def _mean(self, interval: Duration, value: m.Term) -> Monitored:
        seconds, share = _whole(interval), self._share(value)
        if seconds is None:
            return Unsupported(f"intervals of {interval.text()}", "use whole seconds")
        if share is None:
            help = "divide one sum of signals by another, as in `errors / requests`"
            return Unsupported("the mean of anything but a ratio", help)
        bad = share.under.plus(share.over, Fraction(-1)) if self.wants_much else share.over
        errors, requests = self._signal(bad), self._signal(share.under)
        if isinstance(errors, Unsupported):
            return errors
        if isinstance(requests, Unsupported):
            return requests
        return out.MeanOfIntervals(seconds, errors, requests, complement=self.wants_much)

    def _events(self, value: m.Term) -> Monitored:
        share = self._share(value)
        if share is None:
            help = "divide one sum of signals by another, as in `good / total`"
            return Unsupported("a computed value that is no ratio", help)
        counted, total = self._signal(share.over), self._signal(share.under)
        if isinstance(counted, Unsupported):
            return counted
        if isinstance(total, Unsupported):
            return total
        if counted.per_second is not total.per_second:
            return Unsupported("a rate divided by a count", "use `rate` or `increase` in both queries")
        if self.wants_much:
            return out.EventRatio(total=total, good=counted)
        return out.EventRatio(total=total, bad=counted)

    def _share(self, value: m.Term) -> Quotient | None:
        found = quotient(value, self.metrics)
        return None if found is None or found.under == ONE else found

    def _time(self, condition: m.Condition) -> Monitored:
        queries = self._queries(sorted(names_in(condition)))
        if isinstance(queries, Unsupported):
            return queries
        query = state_query(condition, queries)
        if query is None:
            return Unsupported("the condition on time", "compare signals with numbers, or use them as states")
        short = self.switches.short_outages
        minimum = 0 if short is None else _whole(short)
        if minimum is None:
            return Unsupported(f"outages under {short.text() if short else ''}", "use whole seconds")
        if self.switches.short_too:
            # Whole seconds are seen: longer than so many is at least one more.
            minimum += 1
        up = out.Signal(query, self._place(names_in(condition)))
        return out.ShareOfTime(up, minimum, self.switches.partial is not False)

    def _down(self) -> Monitored:
        mapped = dict(self.measure.mapping)
        if "up" in mapped:
            condition: m.Condition = m.Holds("up")
        elif "down" in mapped:
            condition = m.Negated(m.Holds("down"))
        else:
            return Unsupported("the time down without a state", "give the measure a signal `up` or `down`")
        found = self._time(condition)
        return out.TimeDown(found) if isinstance(found, out.ShareOfTime) else found

    def _percentile(self, signal: str) -> Monitored:
        promise = self.promise
        if promise.percentile is not None and promise.share is not None:
            return Unsupported("a percentile for a share of cases", "say either of the two")
        share = promise.percentile / 100 if promise.percentile is not None else None
        if promise.share is not None:
            share = promise.share.ratio
        if share is None:
            return Unsupported("all of the events", "say which percentile, as in `p99 of`")
        if promise.rounding is not None:
            return Unsupported("a rounded percentile", "write `exact`: a histogram's buckets are not rounded")
        histogram = self._signal(Linear(Fraction(0), ((signal, Fraction(1)),)))
        if isinstance(histogram, Unsupported):
            return histogram
        unit = dict(self.measure.mapping).get("unit")
        return out.Percentile(share, histogram, unit.seconds if isinstance(unit, Duration) else Fraction(1))

    def _signal(self, counted: Linear) -> out.Signal | Unsupported:
        names = [name for name, _ in counted.parts]
        queries = self._queries(names)
        if isinstance(queries, Unsupported):
            return queries
        query = linear_query(counted, queries)
        if query is None:
            return Unsupported("a sum with a constant, or without anything that is added")
        kinds = {counts_in_range(queries[name]) for name in names}
        if len(kinds) > 1:
            return Unsupported("rates added to counts", "use `rate` or `increase` in all queries")
        return out.Signal(query, self._place(names), per_second=kinds == {False})

    def _queries(self, names: Iterable[str]) -> dict[str, str] | Unsupported:
        found: dict[str, str] = {}
        for name in names:
            query = self.measure.query(name)
            if query is None:
                help = f"add `{name} = …` to the measure"
                return Unsupported(f"`{self.promise.metric.key}` without a query for `{name}`", help)
            found[name] = query
        return found

    def _place(self, names: Iterable[str]) -> Span:
        """Where the measure gives the first of these signals its query."""
        whole = self.measure.span
        for name in names:
            line = re.compile(rf"(?<![\w.]){re.escape(name)}\s*=").search(
                whole.source.text, whole.start, whole.end
            )
            if line is not None:
                return Span(whole.source, line.start(), line.start() + len(name))
        return whole


def _bad_time() -> Unsupported:
    return Unsupported("a limit on the share of bad time", _TURN_ROUND)


def _whole(length: Duration) -> int | None:
    return int(length.seconds) if length.seconds.denominator == 1 and length.seconds > 0 else None


def empty_rule(promise: Guarantee, metrics: Mapping[str, m.Metric]) -> out.Empty | Unsupported:
    """What an interval without traffic counts as: a share such as 0% is good or bad by what is promised."""
    _, below = unfolded(promise.metric, metrics)
    chosen = promise.switches.over(below).empty
    match chosen:
        case None:
            return out.Empty.UNKNOWN
        case Ratio(value):
            best = Fraction(1 if promise.comparator in (">=", ">") else 0)
            if value == best:
                return out.Empty.GOOD
            if value == 1 - best:
                return out.Empty.BAD
            return Unsupported("an empty interval that counts as partly good", "use 0%, 100% or `excluded`")
        case _:
            return out.Empty(chosen)
