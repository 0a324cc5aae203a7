"""Runs a scenario: what happens as facts, the agreement evaluated and settled, each expectation checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.evaluate.books import Books
from sladsl.evaluate.credits import settle
from sladsl.evaluate.evaluate import evaluate
from sladsl.evaluate.expectations import TERMINATION, Check, check
from sladsl.evaluate.facts import Facts
from sladsl.evaluate.labels import period_in, results_labelled
from sladsl.evaluate.lookback import ALWAYS, since
from sladsl.evaluate.mates import Mates
from sladsl.evaluate.results import Result, Statement
from sladsl.evaluate.scenario_books import books_of
from sladsl.evaluate.scenario_facts import case_of, facts_for, facts_of, times_of
from sladsl.evaluate.scenario_times import label_of, main_period
from sladsl.evaluate.telling import Named
from sladsl.exact import zones
from sladsl.exact.intervals import Interval
from sladsl.exact.periods import Cycle, Period
from sladsl.model.agreements import Agreement
from sladsl.model.house import House
from sladsl.model.policies import (
    CaseRecord,
    Event,
    Expectation,
    OutageEvent,
    Scenario,
    SignalValues,
    Stretch,
    UnknownTime,
    WorkDone,
)
from sladsl.records import field, record, replace


@record
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
    made = facts_of(scenario, agreement, house.metrics)
    facts = made.value
    reach = _reach(facts)
    label = label_of(scenario, agreement, reach[0] if reach else None)
    settled = main_period(scenario, agreement, label) if label is not None else None
    found = list(made.diagnostics)
    if settled is None and not made.has_errors:
        found.append(_no_period(scenario, agreement, label))
    if settled is None or label is None or any(d.is_error for d in found):
        return ScenarioOutcome(scenario, None, facts, (), None, (), tuple(found))
    facts = replace(facts, books=books_of(scenario, agreement, label, settled[1]))
    course = _Course(house, scenario, agreement, facts, reach, label)
    history, statement = course.settled(label, settled)
    period = settled[1]
    checks = tuple(
        check(wanted, course.of(wanted, statement), named, course.statements)
        for wanted in scenario.expectations
    )
    periods = [s.period for s in course.statements]
    periods += [r.period for s in course.statements for r in s.results]
    if any(g.metric.with_previous for g in agreement.promises) and settled[0] is not None:
        periods.append(settled[0].previous(period))
    looked_at = (min(p.start for p in periods), max(p.end for p in periods))
    found += _outside(scenario, agreement, period, looked_at)
    if not checks:
        found.append(_expects_nothing(scenario))
    found += [_failure(scenario, one) for one in checks if not one.held]
    return ScenarioOutcome(scenario, period, facts, history, statement, checks, tuple(found))


def _reach(facts: Facts) -> Interval | None:
    """The first and the last instant at which anything happens; None when nothing does."""
    times = [t for case in facts.cases or () for t in case.events.values()]
    for service in facts.services.values():
        sets = [service.down or (), service.unknown, *service.excluded.values()]
        sets += [resource.down for resource in service.resources]
        times += [t for each in sets for interval in each for t in interval]
        for samples in service.samples.values():
            times += (min(samples.values), max(samples.values) + samples.step)
    return (min(times), max(times)) if times else None


# ---- results


class _Course:
    """The statements of a scenario: of the period in hand, of those before it that matter, and of any other
    that something is expected in."""

    def __init__(
        self,
        house: House,
        scenario: Scenario,
        agreement: Agreement,
        facts: Facts,
        reach: Interval | None,
        label: str,
    ) -> None:
        self._house, self._scenario, self._agreement = house, scenario, agreement
        self._facts, self._reach, self._label = facts, reach, label
        self._known: dict[str, Statement] = {}
        self._mates = Mates(house, self._read)

    @property
    def statements(self) -> list[Statement]:
        """All that were made so far."""
        return list(self._known.values())

    def settled(
        self, label: str, found: tuple[Cycle | None, Period]
    ) -> tuple[tuple[Statement, ...], Statement]:
        """The statements of the periods before, the oldest first, and the one of the period itself."""
        above = self._house.levels_above(self._agreement)
        history: tuple[Statement, ...] = ()
        for earlier in self._before(*found):
            facts = facts_for(self._facts, self._scenario, earlier.label)
            results = evaluate(self._agreement, facts, earlier, self._house.metrics)
            history = (*history, self._settle(results, earlier, history, above))
            self._known.setdefault(earlier.label, history[-1])
        other = label != self._label
        facts = facts_for(self._facts, self._scenario, label) if other else self._facts
        results = results_labelled(self._house, self._agreement, facts, label, found[1])
        statement = self._settle(results, found[1], history, above)
        self._known[label] = statement
        return history, statement

    def _read(
        self, agreement: Agreement, periods: Sequence[Period]
    ) -> list[tuple[tuple[Result, ...], Books]]:
        """What another agreement under the same cap came to: what is told of services, but no case, as a case
        is one of the agreement that the scenario is for."""
        told = facts_of(self._scenario, agreement, self._house.metrics).value
        facts = self._facts if agreement is self._agreement else replace(told, cases=())
        made: list[tuple[tuple[Result, ...], Books]] = []
        for period in periods:
            of_period = facts_for(facts, self._scenario, period.label)
            results = results_labelled(self._house, agreement, of_period, period.label, period)
            made.append((results, facts.books))
        return made

    def _settle(
        self,
        results: tuple[Result, ...],
        period: Period,
        history: tuple[Statement, ...],
        above: tuple[Agreement, ...],
    ) -> Statement:
        before = self._mates.before(self._agreement, period)
        beside = tuple(s for s in before if s.agreement.key != self._agreement.key)
        past = (*beside, *history)
        return settle(self._agreement, results, period, past, above=above, books=self._facts.books)

    def of(self, wanted: Expectation, main: Statement) -> Statement:
        """The statement an expectation is about; an empty one where the agreement knows no such period."""
        if wanted.period in (None, self._label):
            return main
        if wanted.period not in self._known:
            found = main_period(self._scenario, self._agreement, wanted.period, wanted.what)
            if found is None:
                nowhere = Period(0, 0, wanted.period)
                return Statement(self._agreement, nowhere, (), (), (), None, None)
            self.settled(wanted.period, found)
        return self._known[wanted.period]

    def _before(self, cycle: Cycle | None, period: Period) -> tuple[Period, ...]:
        """The periods before, the oldest first: the scenario's own, else those in which anything happened
        where the agreement remembers them."""
        if cycle is None:
            return ()
        first = self._scenario.first_period
        begin = period_in(cycle, first, self._agreement.zone) if first is not None else None
        if begin is not None:
            reached = begin.start + 1
        else:
            levels = (self._agreement, *self._house.levels_above(self._agreement))
            asked = any(e.what == TERMINATION for e in self._scenario.expectations)
            back = ALWAYS if asked else since(levels, period)
            if self._reach is None or back is None:
                return ()
            reached = max(self._reach[0], back) + 1
        periods: list[Period] = []
        at = period
        while at.start >= reached:
            at = cycle.previous(at)
            periods.append(at)
        return tuple(reversed(periods))


# ---- what is said about it


def _outside(
    scenario: Scenario, agreement: Agreement, period: Period, reach: Interval
) -> Iterator[Diagnostic]:
    """A warning for each outage and ticket that has no part in the time that is looked at."""
    for event in scenario.events:
        told = _told(event, agreement)
        if told is None:
            continue
        what, start, end = told
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


def _told(event: Event, agreement: Agreement) -> tuple[str, int, int] | None:
    """What an event is called and when it was; None for what has no time of its own."""
    match event:
        case OutageEvent():
            return (f"the outage of `{event.service.key}`", *times_of(event.stretch, agreement))
        case UnknownTime():
            return (f"the unknown time of `{event.service.key}`", *times_of(event.stretch, agreement))
        case WorkDone():
            return (
                f"the `{event.exclusion.key}` of `{event.service.key}`",
                *times_of(event.stretch, agreement),
            )
        case SignalValues(stretch=Stretch() as stretch):
            return (f"what was measured of `{event.service.key}`", *times_of(stretch, agreement))
        case CaseRecord():
            times = case_of(event, agreement).events.values()
            return f"ticket `{event.name}`", min(times), max(times) + 1
    return None


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
