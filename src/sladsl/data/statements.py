"""From facts to the statement of an agreement on a period, with the earlier periods that it remembers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from sladsl.data.gather import Gathered
from sladsl.evaluate.base import term_of
from sladsl.evaluate.credits import settle
from sladsl.evaluate.evaluate import evaluate
from sladsl.evaluate.facts import Facts
from sladsl.evaluate.results import Result, State, Statement
from sladsl.evaluate.scenario_times import period_in
from sladsl.evaluate.scenarios import remembers
from sladsl.exact.periods import Cycle, Period
from sladsl.model.agreements import Agreement
from sladsl.model.house import House

HISTORY = 60
"""How many periods before are looked at where the agreement remembers them."""


def main_period(agreement: Agreement, label: str) -> Period | None:
    """The period of that label as the agreement cuts time; None when it decides nothing then, or when none of
    its promises held in any part of it."""
    for promise in agreement.promises:
        found = period_in(promise.period, label, agreement.zone)
        if found is not None and term_of(promise, agreement, found):
            return found
    return None


def statement_of(
    house: House,
    agreement: Agreement,
    facts: Facts,
    label: str,
    period: Period,
    earlier: Callable[[Period], Gathered] | None = None,
    settled: Mapping[str, Statement] = MappingProxyType({}),
) -> Statement:
    """What the agreement comes to in the period. `earlier` reads the facts of a period before, where `facts`
    do not hold them; periods in `settled`, by their label, are not computed again."""
    above = house.levels_above(agreement)
    results = _results(house, agreement, facts, label, period)
    cycle = next(
        (g.period for g in agreement.promises if g.period and period_in(g.period, label, agreement.zone)),
        None,
    )
    history: tuple[Statement, ...] = ()
    if cycle is not None and remembers(agreement, cycle):
        for before in _before(agreement, cycle, period):
            if before.label in settled:
                history = (*history, settled[before.label])
                continue
            known = earlier(before).facts if earlier is not None else facts
            past = evaluate(agreement, known, before, house.metrics)
            # Before the data began nothing was missed and nothing earned.
            if history or any(r.state is not State.NO_DATA for r in past):
                history = (*history, settle(agreement, past, before, history, above=above))
    return settle(agreement, results, period, history, above=above)


def _before(agreement: Agreement, cycle: Cycle, period: Period) -> list[Period]:
    """The periods before in which any promise held, the oldest first."""
    found: list[Period] = []
    at = cycle.previous(period)
    while len(found) < HISTORY and any(term_of(g, agreement, at) for g in agreement.promises):
        if agreement.effective is None:
            break
        found.append(at)
        at = cycle.previous(at)
    return found[::-1]


def _results(
    house: House, agreement: Agreement, facts: Facts, label: str, main: Period
) -> tuple[Result, ...]:
    """The results of all promises whose periods have that label, in the order of the promises."""
    periods = dict.fromkeys(
        [
            main,
            *(
                p
                for g in agreement.promises
                if g.period and (p := period_in(g.period, label, agreement.zone))
            ),
        ]
    )
    results = [r for period in periods for r in evaluate(agreement, facts, period, house.metrics)]
    place = {id(g): number for number, g in enumerate(agreement.promises)}
    kept = [r for r in results if r.guarantee.period is not None or r.period == main]
    return tuple(sorted(kept, key=lambda r: place[id(r.guarantee)]))
