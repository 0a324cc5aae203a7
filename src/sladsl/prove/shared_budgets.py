"""Budgets of exclusions above that may not suffice for what is left out below: several supports draw on them,
or they are used up before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

from sladsl.evaluate.base import hours_of
from sladsl.exact.durations import Duration
from sladsl.exact.intervals import Intervals, clip, difference, intersection, total, union
from sladsl.exact.periods import Period
from sladsl.model.catalogue import Exclusion
from sladsl.model.metrics import ShareOfIntervals
from sladsl.model.supports import Promised
from sladsl.prove.budgets import Support
from sladsl.prove.limits import Piece, begins_before, budget_in, left_for_sure, may_exceed, windows_beside
from sladsl.records import record

EXCLUSIONS = 4
"""So many exclusions are weighed against each other."""
_NOTHING = Fraction(0)


@record
class Excused:
    """What a promise leaves out itself in each period of a budget, by one of its exclusions, where there is
    more than that; `own` is the whole budget where nothing but work of the supports under the same name uses
    it up, each of which has as much."""

    exclusion: str
    pieces: tuple[Piece, ...]
    own: Fraction | None = None

    @property
    def times(self) -> Intervals:
        return union(*(piece.times for piece in self.pieces))

    @property
    def lengths(self) -> tuple[str, tuple[Fraction, ...]]:
        """Its name, and how long in each period, whenever that is."""
        return self.exclusion, tuple(piece.seconds for piece in self.pieces)

    @property
    def least(self) -> Fraction:
        """The seconds where there is more in some period, whichever."""
        return min((piece.seconds for piece in self.pieces), default=_NOTHING)

    def in_all(self, every: Iterable[Support], once: Iterable[Support]) -> Fraction:
        """The seconds where there is as much in every period as the supports leave out under that name:
        `every` one all that it may, and `once` without what another takes down anyway."""
        found = _NOTHING
        mine, left = self._pieces_of(every), self._pieces_of(once)
        for each in self.pieces:
            seconds = each.seconds
            inside, still = _inside(mine, each.times), _inside(left, each.times)
            room = total(each.times) >= sum(inside, _NOTHING)
            if room and inside == still and all(part == self.own for part in inside) and self.own is not None:
                seconds = self.own  # what they use up before takes as much from theirs
            found += min(seconds, sum(still, _NOTHING))
        return found

    def _pieces_of(self, supports: Iterable[Support]) -> list[Piece]:
        extras = (e for s in supports for e in s.allowance.extras if e.exclusion == self.exclusion)
        return [piece for extra in extras for piece in extra.pieces]


def _inside(pieces: Iterable[Piece], times: Intervals) -> list[Fraction]:
    return [piece.seconds for piece in pieces if not difference(piece.times, times)]


class SharedBudgets:
    """A promise's exclusions with a budget, and the promises under it that may leave more out."""

    __slots__ = ("_drawing", "_promises", "_upper")

    def __init__(self, upper: Promised, promises: tuple[Promised, ...]) -> None:
        self._upper, self._promises = upper, promises
        self._drawing: Mapping[str, int] = {
            ours.key: sum(any(_draws_on(ours, e) for e in guarantee.exclusions) for _, guarantee in promises)
            for ours in upper[1].exclusions
            if ours.budget is not None
        }

    def choices(self, period: Period) -> Sequence[frozenset[str]]:
        """Every choice of the exclusions whose budget may be exceeded; all of them where these are many."""
        keys = [each.key for each in self._upper[1].exclusions if self._may_be_exceeded(each, period)]
        if len(keys) > EXCLUSIONS:
            return [frozenset(keys)]
        return [frozenset(some) for count in range(len(keys) + 1) for some in combinations(keys, count)]

    def excused(self, period: Period, shared: Collection[str]) -> tuple[Excused, ...]:
        """What these exclusions take out of the promise's downtime for sure, where there is more of it than
        that; of many nothing."""
        agreement, guarantee = self._upper
        if not shared or len(shared) > EXCLUSIONS:
            return ()
        counted = clip(hours_of(guarantee, agreement, period.start, period.end), period.start, period.end)
        return tuple(
            Excused(
                each.key,
                tuple(left_for_sure(each, guarantee, agreement, period, counted, shared)),
                budget_in(each) if self._is_own(each) else None,
            )
            for each in guarantee.exclusions
            if each.key in shared
        )

    def _may_be_exceeded(self, exclusion: Exclusion, period: Period) -> bool:
        """Whether more may be left out below than the budget permits: by several supports, or by one where
        something else uses it up."""
        agreement, guarantee = self._upper
        drawing = self._drawing.get(exclusion.key, 0)
        if drawing == 0 or (drawing == 1 and not self._may_be_used(exclusion, period)):
            return False
        return may_exceed(exclusion, guarantee, agreement, period)

    def _may_be_used(self, exclusion: Exclusion, period: Period) -> bool:
        """Whether something uses up a budget that takes no service down in a period: what was before, or what
        another exclusion leaves out."""
        agreement, guarantee = self._upper
        if self._is_own(exclusion):
            return False
        others = windows_beside(exclusion, guarantee, agreement, period)
        return (
            bool(others)
            or begins_before(exclusion, agreement, period)
            or self._counts_more(exclusion, period)
        )

    def _counts_more(self, exclusion: Exclusion, period: Period) -> bool:
        """Whether work falls into hours that a support does not count and uses up more than it takes: of
        intervals one that is down whole what would do for a second in many, of days a second a whole one."""
        agreement, guarantee = self._upper
        in_days = exclusion.budget is not None and not isinstance(exclusion.budget.amount, Duration)
        if not in_days and not isinstance(guarantee.metric.formula, ShareOfIntervals):
            return False
        hours = hours_of(guarantee, agreement, period.start, period.end)
        return any(
            difference(hours, hours_of(g, a, period.start, period.end))
            for a, g in self._promises
            if any(_draws_on(exclusion, each) for each in g.exclusions)
        )

    def _is_own(self, exclusion: Exclusion) -> bool:
        """Whether nothing but what supports leave out under that name uses up the budget: those that draw on
        it have it, too, by the same clocks and hours. Into windows an outage of any other may fall, or work
        that another exclusion has there."""
        agreement, guarantee = self._upper
        counted = agreement.zone, guarantee.during or agreement.hours
        windows = {e for e in guarantee.exclusions if e.windows} if exclusion.windows else set()
        return all(
            {exclusion, *windows} <= set(g.exclusions) and (a.zone, g.during or a.hours) == counted
            for a, g in self._promises
            if exclusion.windows or exclusion in g.exclusions
        )


def _draws_on(ours: Exclusion, theirs: Exclusion) -> bool:
    """Whether what a support leaves out may use up a budget above: under one name, or by work in windows."""
    return theirs.key == ours.key or bool(theirs.windows and ours.windows)


def excused_at_least(excused: Iterable[Excused]) -> Fraction:
    """The seconds left out in all where there is more under each exclusion than it permits, whenever."""
    every = tuple(excused)
    return _added(every, [each.least for each in every])


def excused_in_series(
    excused: Iterable[Excused], every: Sequence[Support], once: Sequence[Support]
) -> Fraction:
    """The same where whatever the supports leave out takes the whole down, and none of it at once: then all
    of it falls into the periods of the budgets."""
    limited = tuple(excused)
    in_all = [each.in_all(every, once) for each in limited]
    return max(excused_at_least(limited), _added(limited, in_all))


def _added(every: tuple[Excused, ...], seconds: list[Fraction]) -> Fraction:
    """The sum; of exclusions that may take the same time only the most that one takes."""
    meet = any(intersection(a.times, b.times) for a, b in combinations(every, 2))
    return max(seconds) if meet else sum(seconds, _NOTHING)
