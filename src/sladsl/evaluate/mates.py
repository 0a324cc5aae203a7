"""Agreements that share a cap of a level above: what was credited before, in the order of time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sladsl.evaluate.base import term_of
from sladsl.evaluate.books import Books
from sladsl.evaluate.combination import sharing
from sladsl.evaluate.credits import settle
from sladsl.evaluate.lookback import ALWAYS, since
from sladsl.evaluate.results import Result, Statement
from sladsl.exact import zones
from sladsl.exact.periods import Kind, Period
from sladsl.model.agreements import Agreement
from sladsl.model.house import House

Read = Callable[[Agreement, Sequence[Period]], "list[tuple[tuple[Result, ...], Books]]"]
"""The results of an agreement in each of the periods, and what was invoiced and claimed."""
_ROLLS = (Kind.ROLLING, Kind.TRAILING)


class Mates:
    """The other agreements with the same customer under the same cap, evaluated once for each period.

    Periods are settled as they end, the shorter ones first, and of equal ones in the order of declaration:
    what is credited first is taken off the cap first.
    """

    def __init__(self, house: House, read: Read) -> None:
        self._house, self._read = house, read
        self._known: dict[tuple[str, str], tuple[tuple[Result, ...], Books]] = {}

    def before(self, agreement: Agreement, period: Period) -> tuple[Statement, ...]:
        """The statements on all of them, the agreement too, that are settled before its own on a period; none
        where no cap is shared."""
        others = self._house.agreements.values()
        mates = sharing(agreement, self._house.levels_above(agreement), tuple(others))
        if not mates:
            return ()
        members = [each for each in others if each is agreement or each in mates]
        first = min(since(self._levels(each), period) or period.start for each in members)
        order = [
            ((p.end, p.length, place), each, p)
            for place, each in enumerate(members)
            for p in _periods(each, first, period.end)
        ]
        until = (period.end, period.length, members.index(agreement))
        before = [item for item in sorted(order, key=lambda item: item[0]) if item[0] < until]
        for each in members:
            self._evaluate(each, [p for _, member, p in before if member is each])
        done: list[Statement] = []
        for _, each, p in before:
            results, books = self._known[each.key, p.label]
            above = self._house.levels_above(each)
            done.append(settle(each, results, p, tuple(done), above=above, books=books))
        return tuple(done)

    def _levels(self, agreement: Agreement) -> tuple[Agreement, ...]:
        return (agreement, *self._house.levels_above(agreement))

    def _evaluate(self, agreement: Agreement, periods: Sequence[Period]) -> None:
        """Evaluates the periods that are not known; an agreement's data are read for all of them at once."""
        asked = [p for p in periods if (agreement.key, p.label) not in self._known]
        for period, found in zip(asked, self._read(agreement, asked) if asked else (), strict=True):
            self._known[agreement.key, period.label] = found


def _periods(agreement: Agreement, first: int, end: int) -> list[Period]:
    """The periods from `first` on that end by `end` and in which a promise holds, each label once."""
    term = agreement.effective
    if term is not None:
        first = max(first, zones.day_start(zones.load(agreement.zone), term.first))
    if first == ALWAYS:
        return []
    found: dict[str, Period] = {}
    for promise in agreement.promises:
        if promise.period is not None and promise.period.kind not in _ROLLS:
            for period in promise.period.between(first, end):
                if period.end <= end and term_of(promise, agreement, period):
                    found.setdefault(period.label, period)
    return list(found.values())
