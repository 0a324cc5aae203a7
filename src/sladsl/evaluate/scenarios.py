"""Runs a scenario: what happens as facts, the agreement evaluated and settled, each expectation checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label, Outcome
from sladsl.evaluate.credits import settle
from sladsl.evaluate.evaluate import evaluate
from sladsl.evaluate.expectations import Check, check
from sladsl.evaluate.facts import Case, Facts, ServiceFacts, StateSpan
from sladsl.evaluate.results import Result, Statement
from sladsl.evaluate.scenario_times import (
    NotRunnable,
    after,
    instant_of,
    label_of,
    main_period,
    period_in,
    whole_seconds,
    working_calendar,
)
from sladsl.evaluate.telling import Named
from sladsl.exact import zones
from sladsl.exact.intervals import Interval, Intervals, normalise
from sladsl.exact.periods import Cycle, Period
from sladsl.model.agreements import Agreement
from sladsl.model.credits import CreditScheme
from sladsl.model.house import House
from sladsl.model.policies import CaseRecord, OutageEvent, Scenario

HISTORY = 60
"""How many periods before the scenario's are looked at where the agreement remembers them."""


@dataclass(frozen=True, slots=True)
class ScenarioOutcome:
    """What became of a scenario. `statement` is None when it could not be run; `diagnostics` say why, and
    hold the failed expectations and the warnings. `facts` are what the agreement was evaluated with."""

    scenario: Scenario
    period: Period | None
    facts: Facts
    history: tuple[Statement, ...]
    statement: Statement | None
    checks: tuple[Check, ...]
    diagnostics: tuple[Diagnostic, ...] = field(default=())

    @property
    def passed(self) -> bool:
        return self.statement is not None and all(c.held for c in self.checks)


def run(house: House, scenario: Scenario, named: Named = str) -> ScenarioOutcome:
    """The scenario computed, and each of its expectations checked; a failed one is a diagnostic.

    `named` turns names of files, where they are told of, into those that readers know.
    """
    agreement = house.agreements[scenario.agreement]
    made = facts_of(scenario, agreement)
    facts = made.value
    reach = _reach(facts)
    label = label_of(scenario, agreement, reach[0] if reach else None)
    settled = main_period(scenario, agreement, label) if label is not None else None
    found = list(made.diagnostics)
    if settled is None and not made.has_errors:
        found.append(_no_period(scenario, agreement, label))
    if settled is None or label is None or any(d.is_error for d in found):
        return ScenarioOutcome(scenario, None, facts, (), None, (), tuple(found))
    cycle, period = settled
    history = _history(house, agreement, facts, cycle, period, reach)
    results = _results(house, agreement, facts, label, period)
    above = house.levels_above(agreement)
    statement = settle(agreement, results, period, history, above=above)
    checks = tuple(check(wanted, statement, named) for wanted in scenario.expectations)
    periods = [period, *(s.period for s in history), *(r.period for r in results)]
    if any(g.metric.with_previous for g in agreement.promises) and cycle is not None:
        periods.append(cycle.previous(period))
    looked_at = (min(p.start for p in periods), max(p.end for p in periods))
    found += _outside(scenario, agreement, period, looked_at)
    if not checks:
        found.append(_expects_nothing(scenario))
    found += [_failure(scenario, one) for one in checks if not one.held]
    return ScenarioOutcome(scenario, period, facts, history, statement, checks, tuple(found))


# ---- facts


def facts_of(scenario: Scenario, agreement: Agreement) -> Outcome[Facts]:
    """What the scenario says happened, in UTC seconds; what it does not say did not happen.

    Services without an outage were up, tickets that are not there were not opened, and no work was done in
    announced windows while a service was up: all this is known.
    """
    keys = {s.key for s in agreement.services} | {s.key for g in agreement.promises for s in g.services}
    down: dict[str, list[Interval]] = {key: [] for key in sorted(keys)}
    cases: list[Case] = []
    found: list[Diagnostic] = []
    for event in scenario.events:
        try:
            if isinstance(event, OutageEvent):
                down.setdefault(event.service.key, []).append(_outage(event, agreement))
            else:
                cases.append(_case(event, agreement))
        except NotRunnable as problem:
            found.append(
                Diagnostic(
                    catalogue.SCENARIO_NOT_RUN,
                    str(problem),
                    (Label(event.span, f"in `{scenario.title}`"),),
                    help=problem.way_out,
                )
            )
    services = {key: _service(normalise(times), agreement) for key, times in down.items()}
    return Outcome(Facts(services, tuple(cases)), tuple(found))


def _service(down: Intervals, agreement: Agreement) -> ServiceFacts:
    """A service whose work in announced windows was what was down in them, and no other."""
    windowed = {x.key for g in agreement.promises for x in g.exclusions if x.windows}
    return ServiceFacts(down=down, excluded=dict.fromkeys(sorted(windowed), down))


def _outage(event: OutageEvent, agreement: Agreement) -> Interval:
    start = instant_of(event.first, agreement.zone)
    if event.duration is not None:
        return start, start + whole_seconds(event.duration.seconds)
    assert event.last is not None
    return start, instant_of(event.last, agreement.zone)


def _case(record: CaseRecord, agreement: Agreement) -> Case:
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
    span = record.span
    return Case(record.name, record.priority.name, events, tuple(states), {}, f"line {span.line}")


def _reach(facts: Facts) -> Interval | None:
    """The first and the last instant at which anything happens; None when nothing does."""
    times = [t for s in facts.services.values() for interval in s.down or () for t in interval]
    times += [t for case in facts.cases or () for t in case.events.values()]
    return (min(times), max(times)) if times else None


# ---- results


def _results(
    house: House, agreement: Agreement, facts: Facts, label: str, main: Period
) -> tuple[Result, ...]:
    """The results of all promises whose periods have that label, in the order of the promises."""
    cycles = dict.fromkeys(g.period for g in agreement.promises if g.period is not None)
    others = (period_in(cycle, label, agreement.zone) for cycle in cycles)
    periods = dict.fromkeys([main, *(period for period in others if period is not None)])
    results = [r for period in periods for r in evaluate(agreement, facts, period, house.metrics)]
    place = {id(g): number for number, g in enumerate(agreement.promises)}
    # Promises without a period would come once for every period.
    kept = [r for r in results if r.guarantee.period is not None or r.period == main]
    return tuple(sorted(kept, key=lambda r: place[id(r.guarantee)]))


def _history(
    house: House,
    agreement: Agreement,
    facts: Facts,
    cycle: Cycle | None,
    period: Period,
    reach: Interval | None,
) -> tuple[Statement, ...]:
    """The statements of the periods before, the oldest first, from the first in which anything happened."""
    above = house.levels_above(agreement)
    if cycle is None or reach is None or not any(remembers(a, cycle) for a in (agreement, *above)):
        return ()
    periods: list[Period] = []
    at = period
    while at.start > reach[0] and len(periods) < HISTORY:
        at = cycle.previous(at)
        periods.append(at)
    history: tuple[Statement, ...] = ()
    for earlier in reversed(periods):
        results = evaluate(agreement, facts, earlier, house.metrics)
        history = (*history, settle(agreement, results, earlier, history, above=above))
    return history


def remembers(agreement: Agreement, cycle: Cycle) -> bool:
    """Whether what is owed hangs on earlier periods: doubling, earning back, caps over longer times."""
    terms = agreement.credit_terms
    longer = any(cap.period != cycle.kind.value for cap in terms.caps) if terms else False
    schemes = [s for g in agreement.promises for s in (g.credit, g.bonus) if s is not None]
    return longer or any(_remembered(s) for s in schemes)


def _remembered(scheme: CreditScheme) -> bool:
    amounts = [tier.amount for tier in scheme.tiers] + ([scheme.single] if scheme.single else [])
    return any(a.doubled_after is not None or a.earned_back_after is not None for a in amounts)


# ---- what is said about it


def _outside(
    scenario: Scenario, agreement: Agreement, period: Period, reach: Interval
) -> Iterator[Diagnostic]:
    """A warning for each outage and ticket that has no part in the time that is looked at."""
    for event in scenario.events:
        if isinstance(event, OutageEvent):
            what, (start, end) = f"the outage of `{event.service.key}`", _outage(event, agreement)
        else:
            times = _case(event, agreement).events.values()
            what, start, end = f"ticket `{event.name}`", min(times), max(times) + 1
        if start < reach[1] and end > reach[0]:
            continue
        zone = zones.load(agreement.zone)
        first, last = (zones.wall(zone, t).strftime("%Y-%m-%d %H:%M") for t in (period.start, period.end))
        yield Diagnostic(
            catalogue.OUTSIDE_PERIOD,
            f"{what} has no part in {period.label}, the period of the scenario",
            (Label(event.span, f"in `{scenario.title}`"),),
            (f"{period.label} lasts from {first} to {last} in {agreement.zone}",),
            help="check the year and the month",
        )


def _no_period(scenario: Scenario, agreement: Agreement, label: str | None) -> Diagnostic:
    if label is None:
        message, way_out = "the scenario is about no period", "say which, as in `in 2027-11`"
    else:
        kinds = dict.fromkeys(g.period.kind.value for g in agreement.promises if g.period)
        message = f"nothing in `{agreement.key}` is decided for {label}"
        way_out = (
            "its promises are decided per " + " and per ".join(kinds) if kinds else "it promises nothing"
        )
    return Diagnostic(
        catalogue.SCENARIO_NOT_RUN, message, (Label(scenario.span, "this scenario"),), help=way_out
    )


def _expects_nothing(scenario: Scenario) -> Diagnostic:
    return Diagnostic(
        catalogue.EXPECTS_NOTHING,
        f"`{scenario.title}` expects nothing, so it cannot fail",
        (Label(scenario.span),),
        help="say what should come of it, as in `expect met uptime`",
    )


def _failure(scenario: Scenario, one: Check) -> Diagnostic:
    return Diagnostic(
        catalogue.EXPECTATION_FAILED,
        f"`{one.expectation.what}`: expected {one.expected}, got {one.got}",
        (Label(one.expectation.span, f"in `{scenario.title}`"),),
        one.how,
        one.help,
    )
