"""From facts to the statement of an agreement on a period, with the earlier periods that it remembers."""

from __future__ import annotations

from collections.abc import Callable

from sladsl.data.gather import Gathered
from sladsl.evaluate.base import term_of
from sladsl.evaluate.credits import settle
from sladsl.evaluate.evaluate import evaluate
from sladsl.evaluate.facts import Facts
from sladsl.evaluate.labels import period_in, results_labelled
from sladsl.evaluate.lookback import ALWAYS, since
from sladsl.evaluate.results import State, Statement
from sladsl.exact.periods import Cycle, Kind, Period
from sladsl.model.agreements import Agreement
from sladsl.model.house import House

_ROLLS = (Kind.ROLLING, Kind.TRAILING)


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
    settled: dict[str, Statement] | None = None,
    beside: tuple[Statement, ...] = (),
) -> Statement:
    """What the agreement comes to in the period. `earlier` reads the facts of a period before, where `facts`
    do not hold them; periods in `settled`, by their label, are not computed again, and those that are go into
    it. `beside` are statements of other agreements, which the caps of the levels above may count."""
    settled = {} if settled is None else settled
    above = house.levels_above(agreement)
    results = results_labelled(house, agreement, facts, label, period)
    cycle = next(
        (g.period for g in agreement.promises if g.period and period_in(g.period, label, agreement.zone)),
        None,
    )
    history: tuple[Statement, ...] = ()
    levels = (agreement, *above)
    others = _others(agreement, cycle) if any(a.credit_terms and a.credit_terms.caps for a in levels) else []
    first = since(levels, period)
    if cycle is not None and (others or first is not None):
        first = period.start if first is None else first
        passed = [(before, cycle) for before in _before(agreement, cycle, period, first)]
        passed += [(before, other) for other in others for before in _beside(agreement, other, period, first)]
        for before, own in sorted(passed, key=lambda each: (each[0].end, each[0].length)):
            if before.label in settled:
                history = (*history, settled[before.label])
                continue
            known = earlier(before).facts if earlier is not None else facts
            past = evaluate(agreement, known, before, house.metrics)
            if own != cycle:
                past = tuple(result for result in past if result.guarantee.period == own)
            # Before the data began nothing was missed and nothing earned.
            if history or any(r.state is not State.NO_DATA for r in past):
                made = settle(agreement, past, before, history, above=above, books=facts.books)
                history = (*history, made)
                settled[before.label] = made
    return settle(agreement, results, period, (*beside, *history), above=above, books=facts.books)


def _others(agreement: Agreement, cycle: Cycle | None) -> list[Cycle]:
    """The other ways in which promises of the agreement cut time: a cap counts what they came to as well."""
    cycles = dict.fromkeys(g.period for g in agreement.promises if g.period is not None)
    taken = (*_ROLLS, cycle.kind if cycle is not None else None)
    return [each for each in cycles if each.kind not in taken]


def _beside(agreement: Agreement, cycle: Cycle, period: Period, first: int) -> list[Period]:
    """The periods of another cycle that end before the period in hand is settled: by its end, and of those
    that end with it the shorter ones."""
    at = cycle.containing(period.end - 1)
    if (at.end, at.length) < (period.end, period.length):
        return [*_before(agreement, cycle, at, first), at]
    return _before(agreement, cycle, at, first)


def _before(agreement: Agreement, cycle: Cycle, period: Period, first: int) -> list[Period]:
    """The periods before that begin at `first` or later and in which any promise held, the oldest first."""
    found: list[Period] = []
    at = cycle.previous(period)
    while at.start >= first and any(term_of(g, agreement, at) for g in agreement.promises):
        if agreement.effective is None and first == ALWAYS:
            break
        found.append(at)
        at = cycle.previous(at)
    return found[::-1]
