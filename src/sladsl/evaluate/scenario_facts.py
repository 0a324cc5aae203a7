"""What a scenario says happened, as facts in UTC seconds; what it does not say did not happen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import gcd

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label, Outcome
from sladsl.evaluate.conditions import names_of, scalar
from sladsl.evaluate.facts import Case, Facts, Resource, Samples, ServiceFacts, StateSpan
from sladsl.evaluate.scenario_times import NotRunnable, after, instant_of, working_calendar
from sladsl.exact.intervals import Interval, difference, normalise
from sladsl.model import metrics as m
from sladsl.model.agreements import Agreement
from sladsl.model.metrics import Metric
from sladsl.model.policies import (
    CaseRecord,
    ClaimPaid,
    DeployedTime,
    Event,
    OutageEvent,
    Scenario,
    SignalValues,
    Stretch,
    UnknownTime,
    WorkDone,
)
from sladsl.model.values import Value
from sladsl.records import field, record, replace

ALL_TIME = (-(1 << 60), 1 << 60)
MINUTE = 60
MOST_INTERVALS = 1_000_000


@record(frozen=False)
class _Resource:
    down: list[Interval] = field(default_factory=list)
    deployed: list[Interval] = field(default_factory=list)
    weight: Fraction = Fraction(1)


@record(frozen=False)
class _Told:
    """What is gathered of one service, event by event."""

    down: list[Interval] = field(default_factory=list)
    unknown: list[Interval] = field(default_factory=list)
    deployed: list[Interval] = field(default_factory=list)
    work: dict[str, list[Interval]] = field(default_factory=dict)
    samples: dict[str, dict[int, Fraction]] = field(default_factory=dict)
    steps: dict[str, int] = field(default_factory=dict)
    totals: dict[str, Fraction] = field(default_factory=dict)
    resources: dict[str, _Resource] = field(default_factory=dict)


def facts_of(
    scenario: Scenario, agreement: Agreement, metrics: Mapping[str, Metric] | None = None
) -> Outcome[Facts]:
    """What the scenario says happened, in UTC seconds; what it does not say did not happen.

    Services without an outage were up, tickets that are not there were not opened, and no work was done in
    announced windows while a service was up: all this is known. `metrics` are those of the house, for
    promises on metrics that are made of others. Totals are those of the period in hand.
    """
    signals = _Signals(agreement, metrics or {})
    keys = {s.key for s in agreement.services} | {s.key for g in agreement.promises for s in g.services}
    told: dict[str, _Told] = {key: _Told() for key in sorted(keys)}
    cases: list[Case] = []
    claims: list[int] = []
    found: list[Diagnostic] = []
    for event in scenario.events:
        try:
            if isinstance(event, CaseRecord):
                cases += _cases(event, agreement)
            elif isinstance(event, ClaimPaid):
                claims.append(instant_of(event.at, agreement.zone))
            else:
                _tell(told.setdefault(event.service.key, _Told()), event, agreement, signals, scenario.period)
        except NotRunnable as problem:
            found.append(_not_run(scenario, event, problem))
    paid = tuple(sorted(claims))
    services = {key: replace(_service(one, agreement), claims=paid) for key, one in told.items()}
    labels = {e.period for e in scenario.events if isinstance(e, SignalValues) and e.period is not None}
    totals = {label: _totals(scenario, label) for label in sorted(labels)}
    return Outcome(Facts(services, tuple(cases), totals=totals), tuple(found))


def facts_for(facts: Facts, scenario: Scenario, label: str) -> Facts:
    """The same facts with the totals of the period of that label in place of those of the period in hand."""
    totals = _totals(scenario, label)
    services = {key: replace(s, totals=totals.get(key, {})) for key, s in facts.services.items()}
    return replace(facts, services=services)


def _totals(scenario: Scenario, label: str) -> dict[str, dict[str, Fraction]]:
    """What the scenario tells of a whole period, by service and signal."""
    totals: dict[str, dict[str, Fraction]] = {}
    for event in scenario.events:
        if not isinstance(event, SignalValues) or event.stretch is not None or event.resource is not None:
            continue
        if (event.period or scenario.period) == label:
            totals.setdefault(event.service.key, {}).update(_numbers(event.values))
    return totals


def _not_run(scenario: Scenario, event: Event, problem: NotRunnable) -> Diagnostic:
    place = Label(event.span, f"in `{scenario.title}`")
    return Diagnostic(catalogue.SCENARIO_NOT_RUN, str(problem), (place,), help=problem.way_out)


def _tell(told: _Told, event: Event, agreement: Agreement, signals: _Signals, in_hand: str | None) -> None:
    match event:
        case OutageEvent(resource=None):
            told.down.append(times_of(event.stretch, agreement))
        case OutageEvent(resource=str(name)):
            told.resources.setdefault(name, _Resource()).down.append(times_of(event.stretch, agreement))
        case UnknownTime():
            told.unknown.append(times_of(event.stretch, agreement))
        case DeployedTime(resource=None):
            told.deployed.append(times_of(event.stretch, agreement))
        case DeployedTime(resource=str(name)):
            told.resources.setdefault(name, _Resource()).deployed.append(times_of(event.stretch, agreement))
        case WorkDone():
            told.work.setdefault(event.exclusion.key, []).append(times_of(event.stretch, agreement))
        case SignalValues():
            _measured(told, event, agreement, signals, in_hand)


def _measured(
    told: _Told, event: SignalValues, agreement: Agreement, signals: _Signals, in_hand: str | None
) -> None:
    for name, value in _numbers(event.values).items():
        if event.resource is not None:
            signals.check_weight(name, event.service.key)
            told.resources.setdefault(event.resource, _Resource()).weight = value
            continue
        signals.check(name, event.service.key)
        if event.stretch is None:
            if event.period is None or event.period == in_hand:
                told.totals[name] = value
            continue
        step = signals.steps.get(name, MINUTE)
        start, end = times_of(event.stretch, agreement)
        if (end - start) % step or end - start > step * MOST_INTERVALS:
            why = f"`{name}` is counted in intervals of {step} s, which do not fill that time"
            raise NotRunnable(why, f"let it last a multiple of {step} s, at most {MOST_INTERVALS:_} of them")
        told.steps[name] = step
        told.samples.setdefault(name, {}).update(dict.fromkeys(range(start, end, step), value))


def _numbers(values: tuple[tuple[str, Value], ...]) -> dict[str, Fraction]:
    found: dict[str, Fraction] = {}
    for name, value in values:
        number = scalar(value)
        if number is None:
            raise NotRunnable(
                f"`{name}` is told in days or months, which have no fixed length", "write hours"
            )
        found[name] = number
    return found


class _Signals:
    """What can be measured under an agreement: signals by service, their intervals, the words of weights."""

    def __init__(self, agreement: Agreement, metrics: Mapping[str, Metric]) -> None:
        self.steps: dict[str, int] = {}
        self._of: dict[str, set[str]] = {}
        self._weights: dict[str, set[str]] = {}
        for promise in agreement.promises:
            keys = [s.key for s in promise.services] or [s.key for s in agreement.services]
            for metric in _parts(promise.metric, metrics, set()):
                for key in keys:
                    self._of.setdefault(key, set()).update(metric.signals)
                    self._weights.setdefault(key, set()).update(
                        [metric.pooled_by] if metric.pooled_by else []
                    )
                if isinstance(metric.formula, m.CountOfEvents):
                    for key in keys:
                        self._of.setdefault(key, set()).add("events")
                if promise.applies is not None:
                    for key in keys:
                        self._of.setdefault(key, set()).update(names_of(promise.applies))
                for name, step in _steps(metric):
                    self.steps[name] = gcd(self.steps.get(name, step), step)

    def check(self, name: str, service: str) -> None:
        """Raises NotRunnable for a signal of which no promise about the service knows."""
        _check(name, service, self._of.get(service, set()), "signal")

    def check_weight(self, name: str, service: str) -> None:
        """Raises NotRunnable where resources of the service are not pooled by that word."""
        _check(name, service, self._weights.get(service, set()), "weight")


def _check(name: str, service: str, known: set[str], what: str) -> None:
    if name not in known:
        names = ", ".join(f"`{each}`" for each in sorted(known - {""})) or "none"
        why = f"`{name}` is no {what} of anything that is promised of `{service}`"
        raise NotRunnable(why, f"it has {names}")


def _parts(metric: Metric, metrics: Mapping[str, Metric], seen: set[str]) -> Iterator[Metric]:
    """A metric and those it is made of."""
    if metric.key in seen:
        return
    seen.add(metric.key)
    yield metric
    terms: list[m.Term] = []
    match metric.formula:
        case m.Computed(value) | m.MeanOver(_, value) | m.Aggregate(_, value):
            terms.append(value)
        case m.WorstOf(values):
            terms += values
    while terms:
        match terms.pop():
            case m.MetricUse(key) if key in metrics:
                yield from _parts(metrics[key], metrics, seen)
            case m.Arithmetic(left=left, right=right):
                terms += (left, right)


def _steps(metric: Metric) -> Iterator[tuple[str, int]]:
    match metric.formula:
        case m.ShareOfIntervals(length, part) | m.CountOfIntervals(length, part):
            names = names_of(part)
        case m.MeanOver(length, part):
            names = names_of(part)
        case _:
            return
    for name in names:
        yield name, int(length.seconds)


# ---- one service


def _service(told: _Told, agreement: Agreement) -> ServiceFacts:
    """A service whose work in announced windows was what is told of it, else what was down in them."""
    down = normalise(told.down)
    windowed = {x.key for g in agreement.promises for x in g.exclusions if x.windows}
    work = {key: normalise(times) for key, times in told.work.items()}
    excluded = {key: work.get(key, down) for key in sorted(windowed | work.keys())}
    resources = tuple(
        Resource(name, normalise(one.deployed) or (ALL_TIME,), normalise(one.down), one.weight)
        for name, one in sorted(told.resources.items())
    )
    samples = {name: Samples(told.steps[name], values) for name, values in sorted(told.samples.items())}
    unknown = normalise(told.unknown)
    return ServiceFacts(
        down=difference(down, unknown),
        unknown=unknown,
        deployed=normalise(told.deployed) if told.deployed else None,
        samples=samples,
        totals=told.totals,
        resources=resources,
        excluded=excluded,
    )


def times_of(stretch: Stretch, agreement: Agreement) -> Interval:
    """The time in UTC seconds; days, months and years of a length are counted by local dates."""
    start = instant_of(stretch.first, agreement.zone)
    if stretch.last is not None:
        return start, instant_of(stretch.last, agreement.zone)
    if stretch.duration is None:
        return start, ALL_TIME[1]
    working = working_calendar(agreement, None, "")
    return start, after(start, stretch.duration, agreement.zone, working)


# ---- cases


def _cases(record: CaseRecord, agreement: Agreement) -> list[Case]:
    one = case_of(record, agreement)
    if record.count is None:
        return [one]
    return [replace(one, id=f"{record.name}-{number}") for number in range(1, record.count + 1)]


def case_of(record: CaseRecord, agreement: Agreement) -> Case:
    """A ticket: `after` counts from its opening, a state lasts from what is told before it."""
    opened = at = instant_of(record.at, agreement.zone)
    events = {record.first_event: opened}
    states: list[StateSpan] = []
    for event in record.events:
        working = working_calendar(agreement, record.priority, event.name)
        if event.kind == "for":
            assert event.duration is not None
            end = after(at, event.duration, agreement.zone, working)
            states.append(StateSpan(event.name, at, end))
            at = end
            continue
        if event.kind == "at":
            assert event.at is not None
            at = instant_of(event.at, agreement.zone)
        else:
            assert event.duration is not None
            at = after(opened, event.duration, agreement.zone, working)
        if at < opened:
            raise NotRunnable(f"`{event.name}` comes before `{record.first_event}`", "exchange the two times")
        if event.name in events:
            raise NotRunnable(f"`{event.name}` happens twice", "say once when it happened")
        events[event.name] = at
    attributes: dict[str, Fraction | str] = {**_numbers(record.values)}
    priority = record.priority.name if record.priority else None
    return Case(record.name, priority, events, tuple(states), attributes, f"line {record.span.line}")
