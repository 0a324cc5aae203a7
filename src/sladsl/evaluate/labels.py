"""Periods by their labels: which one a promise means, and all results of one."""

from __future__ import annotations

from sladsl.evaluate.evaluate import evaluate
from sladsl.evaluate.facts import Facts
from sladsl.evaluate.results import Result
from sladsl.exact.periods import Cycle, Kind, Period, kind_of
from sladsl.model.agreements import Agreement
from sladsl.model.house import House


def period_in(cycle: Cycle | None, label: str, zone: str) -> Period | None:
    """The period of a label in a cycle; None when it is of another kind. No cycle takes every label.

    Trailing periods have no labels of their own: a day stands for the window that ends with it.
    """
    if cycle is None:
        kind = kind_of(label)
        return Cycle(kind, zone).at(label) if kind else None
    if cycle.kind is Kind.TRAILING:
        day = Cycle(Kind.DAY, cycle.zone).at(label)
        return cycle.containing(day.end) if day else None
    return cycle.at(label)


def results_labelled(
    house: House, agreement: Agreement, facts: Facts, label: str, main: Period
) -> tuple[Result, ...]:
    """The results of all promises whose periods have that label, in the order of the promises.

    `main` is the period of the label that stands for promises without one of their own.
    """
    cycles = dict.fromkeys(g.period for g in agreement.promises if g.period is not None)
    others = (period_in(cycle, label, agreement.zone) for cycle in cycles)
    periods = dict.fromkeys([main, *(period for period in others if period is not None)])
    results = [r for period in periods for r in evaluate(agreement, facts, period, house.metrics)]
    place = {id(g): number for number, g in enumerate(agreement.promises)}
    # Promises without a period would come once for every period.
    kept = [r for r in results if r.guarantee.period is not None or r.period == main]
    return tuple(sorted(kept, key=lambda r: place[id(r.guarantee)]))
