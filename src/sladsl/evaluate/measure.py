"""From a promise and the facts to the metric's value in one period."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from sladsl.evaluate import availability, buckets, events, times
from sladsl.evaluate.base import base_of
from sladsl.evaluate.conditions import scalar
from sladsl.evaluate.facts import Case, Facts, ServiceFacts
from sladsl.evaluate.reasons import Reason, Why
from sladsl.evaluate.results import Measured
from sladsl.exact.periods import Period
from sladsl.model import metrics as m
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.catalogue import Service
from sladsl.model.metrics import Metric, Switches
from sladsl.model.values import Ratio
from sladsl.records import replace


def measure(
    guarantee: Guarantee,
    agreement: Agreement,
    service: Service | None,
    facts: Facts,
    period: Period,
    metrics: Mapping[str, Metric],
) -> Measured:
    """The value of the promise's metric in `period`, with what counted and what was left out.

    `metrics` are those of the house, for metrics that are made of others. Switches that the source leaves
    open and that matter are named in `open`; the value is then one reading of several.
    """
    own = _measure(guarantee, agreement, service, facts, period, metrics)
    if not guarantee.metric.with_previous or guarantee.period is None or own.value is None:
        return own
    earlier = guarantee.period.previous(period)
    before = _measure(guarantee, agreement, service, _of_period(facts, earlier.label), earlier, metrics)
    this = scalar(own.value)
    last = scalar(before.value) if before.value is not None else None
    if this is None or last is None:
        return own
    # C14: the mean of this period and the last; the first one of all stands alone.
    mean = events.valued(guarantee.metric, (this + last) / 2)
    return replace(own, value=mean, open=tuple(dict.fromkeys((*own.open, *before.open))))


def _of_period(facts: Facts, label: str) -> Facts:
    """The facts with the sums of another period in place of those of the one in hand."""
    totals = facts.totals.get(label, {})
    services = {key: replace(known, totals=totals.get(key, {})) for key, known in facts.services.items()}
    return replace(facts, services=services)


def _measure(
    guarantee: Guarantee,
    agreement: Agreement,
    service: Service | None,
    facts: Facts,
    period: Period,
    metrics: Mapping[str, Metric],
) -> Measured:
    metric = guarantee.metric
    known = facts_about(guarantee, agreement, service, facts)
    cases = _cases_of(guarantee, service, facts)
    base = base_of(guarantee, agreement, known, period)
    switches = guarantee.switches.over(metric.switches)
    inherited: dict[str, None] = {}

    def other(key: str) -> Fraction | None:
        """Another metric's value for the same service and period; a circle ends as unknown."""
        found = metrics.get(key)
        if found is None or key == metric.key:
            return None
        inner = replace(guarantee, metric=found, switches=_passed_on(guarantee, metric))
        rest = {k: v for k, v in metrics.items() if k != metric.key}
        made = _measure(inner, agreement, service, facts, period, rest)
        inherited.update(dict.fromkeys(made.open))
        return scalar(made.value) if made.value is not None else None

    def formula() -> Measured:
        if metric.pooled_by is not None:
            return availability.pooled(metric, switches, known, base, period)
        match metric.formula:
            case m.ShareOfTime() as found:
                return availability.share_of_time(found, metric, switches, known, base, period)
            case m.TimeInState() as found:
                return availability.time_in_state(found, switches, known, base, period)
            case m.ShareOfIntervals() as found:
                return buckets.share_of_intervals(found, metric, switches, known, base, period)
            case m.CountOfIntervals() as found:
                return buckets.count_of_intervals(found, metric, switches, known, base, period, events.valued)
            case m.MeanOver() as found:
                return buckets.mean_over(found, metric, switches, known, base, period, events.valued)
            case m.Computed() as found:
                return events.computed(found, metric, known, base, period, other)
            case m.ShareOfEvents() as found:
                return events.share_of_events(found, metric, switches, cases, base, period)
            case m.MeanScore() as found:
                return events.mean_score(found, metric, switches, cases, base, period)
            case m.CountOfEvents() as found:
                return events.count_of_events(found, metric, switches, cases, known, base, period)
            case m.TimeBetween() as found:
                if facts.timing is not None:
                    return facts.timing(found, guarantee, agreement, switches, known, period)
                return times.time_between(found, guarantee, agreement, switches, cases, known, period)
            case m.WorstOf(values=terms):
                return events.worst(metric, terms, known, base, period, other)
            case m.PercentileOf(signal=signal):
                return events.percentile_of(
                    metric, signal, guarantee.percentile, known, cases, base, period, guarantee.key
                )
            case m.Aggregate() as found:
                return events.aggregate(found, metric, known, cases, base, period, other)
        return Measured(None, None, None, "", reason=Reason(Why.NO_FORMULA))

    made = formula()
    return replace(made, open=tuple(dict.fromkeys((*made.open, *inherited))))


def _passed_on(guarantee: Guarantee, metric: Metric) -> Switches:
    """The switches that hold inside a metric made of others; what an interval of its own value counts as
    says nothing of the values that it is made of."""
    chosen = guarantee.switches.over(metric.switches)
    return replace(chosen, empty=None) if isinstance(chosen.empty, Ratio) else chosen


def facts_about(
    guarantee: Guarantee, agreement: Agreement, service: Service | None, facts: Facts
) -> ServiceFacts:
    """What is known of the service; of a promise that names none, of the only one there is."""
    if service is not None:
        return facts.of(service.key)
    services = guarantee.services or agreement.services
    if "" not in facts.services and len(services) == 1:
        return facts.of(services[0].key)
    return facts.of("")


def _cases_of(guarantee: Guarantee, service: Service | None, facts: Facts) -> tuple[Case, ...] | None:
    """The cases of the promise's services and metric; one that names no service is about all of them."""
    if facts.cases is None:
        return None
    services = {service.key} if service is not None else {s.key for s in guarantee.services}
    return tuple(case for case in facts.cases if case.counts_for(guarantee.metric.key, services))
