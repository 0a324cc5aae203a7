"""What the scenarios of agreements say of monitored promises: outages, and what of them counted.

Monitoring outputs prove their rules by it, so that contract, evaluation and alerts agree.
"""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.evaluate.facts import ServiceFacts
from sladsl.evaluate.results import Result, State
from sladsl.evaluate.scenarios import ScenarioOutcome, run
from sladsl.exact.intervals import Interval, Intervals, clip, normalise
from sladsl.lower.monitoring import MonitoredAgreement, Monitoring, Objective, Rehearsal
from sladsl.lower.stable_ids import stable_id
from sladsl.model.house import House
from sladsl.model.metrics import CountOfIntervals, ShareOfIntervals
from sladsl.model.policies import Scenario, WorkDone
from sladsl.records import replace


def with_rehearsals(house: House, outline: Monitoring) -> Monitoring:
    """The outline with what the scenarios of its agreements prove about their objectives.

    Left out is what a scenario tells in other terms than outages, and what the house does not decide.
    """
    return replace(
        outline,
        agreements=tuple(replace(a, rehearsals=tuple(_rehearsals(house, a))) for a in outline.agreements),
    )


def _rehearsals(house: House, monitored: MonitoredAgreement) -> Iterator[Rehearsal]:
    for scenario in house.scenarios:
        if stable_id(scenario.agreement) != monitored.id:
            continue
        outcome = run(house, scenario)
        for result in outcome.statement.results if outcome.statement is not None else ():
            objective = _objective(monitored, result)
            if objective is not None:
                yield from _rehearsal(scenario, outcome, result, objective)


def _objective(monitored: MonitoredAgreement, result: Result) -> Objective | None:
    """The objective that monitors the promise; a promise from above is known by its place in the source."""
    if result.service is None:
        return None
    service = stable_id(result.service)
    found = [o for o in monitored.objectives if o.span == result.guarantee.span and o.service == service]
    return found[0] if len(found) == 1 else None


def _rehearsal(
    scenario: Scenario, outcome: ScenarioOutcome, result: Result, objective: Objective
) -> Iterator[Rehearsal]:
    facts = outcome.facts.of(result.service or "")
    if result.state not in (State.MET, State.MISSED) or not _is_told_by_outages(scenario, result, facts):
        return
    period = result.period
    down = clip(normalise(facts.down or ()), period.start, period.end)
    counted = _counted(result)
    if down and counted is not None and not _is_open(result, down):
        yield Rehearsal(scenario.title, objective.guarantee, objective.service, down, counted, scenario.span)


def _is_told_by_outages(scenario: Scenario, result: Result, facts: ServiceFacts) -> bool:
    """Whether outages are all that is known of the service: reported work is in no query."""
    work = any(isinstance(e, WorkDone) and e.service.key == result.service for e in scenario.events)
    others = (facts.samples, facts.totals, facts.unknown, facts.resources)
    return not work and not any(others) and facts.deployed is None


def _counted(result: Result) -> Intervals | None:
    """The time that counted; None where it counted by other amounts than its length."""
    found: list[Interval] = []
    for item in result.measured.counted:
        if item.interval is None:
            return None
        length = item.interval[1] - item.interval[0]
        if item.amount != (length if result.measured.unit == "s" else 1):
            return None
        found.append(item.interval)
    return normalise(found)


def _is_open(result: Result, down: Intervals) -> bool:
    """Whether an interval is down for a part, and the source does not let its share of errors decide."""
    guarantee = result.guarantee
    formula = guarantee.metric.formula
    if not isinstance(formula, (ShareOfIntervals, CountOfIntervals)):
        return False
    step = formula.interval.seconds
    whole = all((edge - result.period.start) % step == 0 for each in down for edge in each)
    return not whole and guarantee.switches.over(guarantee.metric.switches).partial is False
