"""Periods that roll: where something may be down so that no two periods of one support share it."""

from __future__ import annotations

from collections.abc import Sequence

from sladsl.exact.intervals import Intervals
from sladsl.exact.periods import DAY, Cycle, Kind, Period
from sladsl.prove.allowances import ROLLS
from sladsl.prove.budgets import Support
from sladsl.prove.coinciding import Rolled


def pieces_apart(supports: Sequence[Support], period: Period) -> tuple[Intervals, Rolled]:
    """Pieces of a period, each in one of the shortest periods that roll, and a longest one away from the
    next; and for each support that rolls the periods that hold them."""
    cycles = {
        number: cycle
        for number, support in enumerate(supports)
        if (cycle := support.guarantee.period) is not None and cycle.kind in ROLLS
    }
    shortest = min(cycles.values(), key=lambda cycle: cycle.days)
    apart = (max(cycle.days for cycle in cycles.values()) + 1) * DAY
    pieces: list[tuple[int, int]] = []
    rolled: dict[int, list[Period]] = {number: [] for number in cycles}
    at = period.start
    while at < period.end:
        holding = {number: _beginning(cycle, at) for number, cycle in cycles.items()}
        end = min(period.end, _beginning(shortest, at).end, *(each.end for each in holding.values()))
        pieces.append((max(at, *(each.start for each in holding.values())), end))
        for number, each in holding.items():
            rolled[number].append(each)
        at = end + apart
    return (
        tuple((start, end) for start, end in pieces if start < end),
        tuple((number, tuple(periods)) for number, periods in rolled.items()),
    )


def _beginning(cycle: Cycle, instant: int) -> Period:
    """The period of a cycle that rolls which begins on the local date of an instant, or just then."""
    if cycle.kind is Kind.TRAILING:
        return cycle.containing(instant + cycle.days * DAY)
    noon = cycle.containing(instant).end - DAY // 2
    return cycle.containing(noon + (cycle.days - 1) * DAY)
