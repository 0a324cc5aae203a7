"""When what supports allow can fall: in which of their periods, and in which hours that they leave out.

Of components that stand in for each other it matters when they are down: planned work on one at night and on
the other by day takes neither's service away, and what one may lose in January does not meet what the other
may in March.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import TypeAlias, TypeVar

from sladsl.evaluate.base import hours_of
from sladsl.exact.intervals import Intervals, clip, contains, total, union
from sladsl.exact.periods import Period
from sladsl.exact.structures.downtime import Longest, Spans, longest_downtime, longest_of
from sladsl.exact.structures.modules import Choice, Component, Module, folded
from sladsl.exact.structures.nearby import Amount
from sladsl.exact.structures.programme import Patience
from sladsl.exact.structures.stretches import Stretch, longest_in, timing_in
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.prove.allowances import ROLLS, Piece, like, touched
from sladsl.prove.budgets import Support, budgets_of, promised_budgets, promised_loss
from sladsl.records import record

A = TypeVar("A", bound=Amount)
_NOTHING, _ONE = Fraction(0), Fraction(1)
_Draws: TypeAlias = tuple[tuple[int, bool], ...]
"""The pools that a second of downtime is taken from: all of it, or the share that a promise lets be lost."""
Upper: TypeAlias = tuple[Agreement, Guarantee]


@record
class Pool:
    """What a component may be down in one period of its support, or in what that leaves out."""

    support: Support
    share: tuple[Fraction, Fraction] | None = None
    seconds: Fraction = Fraction(0)

    def of(self, amount: A, nothing: A) -> A:
        """How much it holds when the promise lets `amount` be lost."""
        if self.share is None:
            return like(nothing, self.seconds)
        base, reach = self.share
        allowed, limit = amount * base, like(nothing, reach)
        return allowed if allowed < limit else limit


@record
class Coinciding:
    """A period in stretches, in each of which the same pools can be taken from; `hours` are those of each."""

    structure: Module
    hours: tuple[Intervals, ...]
    sources: tuple[Mapping[str, tuple[_Draws, ...]], ...]
    pools: tuple[Pool, ...]

    def longest(
        self,
        amount_of: Callable[[Support], A],
        nothing: A,
        share_of: Callable[[Support], Fraction],
        patience: Patience,
    ) -> tuple[A, bool]:
        """How long the whole can be down where each support lets so much be lost; whether that is exact.

        What a support leaves out takes `share_of` it, as part of its base, from what it lets be lost.
        """
        return longest_in(
            self.structure,
            self._stretches(nothing, share_of),
            self._amounts(amount_of, nothing),
            nothing,
            patience,
        )

    def timing(self, step: Fraction) -> tuple[tuple[Intervals, dict[Hashable, Spans]], ...] | None:
        """One worst case: when each component is down, counted along the hours of every stretch; None where
        it was too large for an exact one. With a `step` all is whole steps, and may be fewer than can be."""
        stretches = self._stretches(_NOTHING, promised_loss)
        amounts = self._amounts(promised_loss, _NOTHING)
        found = timing_in(self.structure, stretches, amounts, step)
        if found is None:
            return None
        return tuple((hours, dict(timing)) for hours, timing in zip(self.hours, found, strict=True))

    def _stretches(self, nothing: A, share_of: Callable[[Support], Fraction]) -> list[Stretch[A]]:
        rates = [share_of(pool.support) for pool in self.pools]
        return [
            Stretch(
                like(nothing, Fraction(total(hours))),
                {
                    key: tuple(
                        tuple((p, rates[p] if reduces else _ONE) for p, reduces in draws) for draws in each
                    )
                    for key, each in sources.items()
                },
            )
            for hours, sources in zip(self.hours, self.sources, strict=True)
        ]

    def _amounts(self, amount_of: Callable[[Support], A], nothing: A) -> list[A]:
        return [pool.of(amount_of(pool.support), nothing) for pool in self.pools]


def depends_on_when(structure: Module, supports: Sequence[Support]) -> bool:
    """Whether a course of outages is worst only at times of its own: in hours that are not counted below, or
    in one part of the period more than in another."""
    timed = any(s.allowance.is_timed for s in supports)
    return timed or (_uneven(supports) and not folded(structure, _is_series))


def may_miss(structure: Module, supports: Sequence[Support]) -> bool:
    """Whether what supports allow may not come together. In a series it adds up whenever it falls, as long as
    they may use all of it."""
    if not depends_on_when(structure, supports):
        return False
    extras = (extra for support in supports for extra in support.allowance.extras if extra.planned)
    partly = any(not piece.whole for extra in extras for piece in extra.pieces)
    return partly or not folded(structure, _is_series) or _crowded(supports)


def _crowded(supports: Sequence[Support]) -> bool:
    """Whether in some period of a support there may be no room for all that it allows beside all the rest."""
    allowed = [[min(promised_loss(s) * base, reach) for base, reach in s.allowance.shares] for s in supports]
    left_out = sum((Fraction(total(s.allowance.certain)) for s in supports), _NOTHING)
    every = sum((sum(each) for each in allowed), left_out)
    rooms = (reach for s in supports for _, reach in s.allowance.shares)
    return any(room < every for room in rooms)


def _is_series(module: Module, parts: list[bool]) -> bool:
    if isinstance(module, Choice):
        return module.count == len(module.parts) and all(parts)
    return isinstance(module, Component)


def _uneven(supports: Sequence[Support]) -> bool:
    """Whether one may have more of what it allows in one part of the period than another has."""
    several = [s for s in supports if _parts(s) > 1]
    if not several:
        return False
    shares = [[min(promised_loss(s) * base, reach) for base, reach in s.allowance.shares] for s in several]
    first, cycle = shares[0], several[0].guarantee.period
    return any(
        support.guarantee.period != cycle
        or any(a * first[0] != b * each[0] for a, b in zip(each, first, strict=True))
        for support, each in zip(several, shares, strict=True)
    )


def _parts(support: Support) -> int:
    """In how many periods of a support what it allows stays apart; those that roll have no fixed places."""
    cycle = support.guarantee.period
    assert cycle is not None
    return 1 if cycle.kind in ROLLS else len(support.allowance.shares)


def coinciding(
    structure: Module,
    supports: Sequence[Support],
    unpromised: Sequence[str],
    upper: Upper,
    period: Period,
) -> Coinciding:
    """A period of the promise above, cut wherever its supports allow something else."""
    agreement, guarantee = upper
    parts = [_Part(support, period) for support in supports]
    pools = [pool for part in parts for pool in part.pools]
    first = tuple(accumulate((len(part.pools) for part in parts), initial=0))
    edges = sorted({period.start, period.end, *(edge for part in parts for edge in part.edges)})
    counted = clip(hours_of(guarantee, agreement, period.start, period.end), period.start, period.end)
    found: dict[Hashable, tuple[Mapping[str, tuple[_Draws, ...]], list[Intervals]]] = {}
    for start, end in pairwise(edge for edge in edges if period.start <= edge <= period.end):
        hours = clip(counted, start, end)
        if not hours:
            continue
        sources: dict[str, tuple[_Draws, ...]] = dict.fromkeys(unpromised, ())
        for part, begin in zip(parts, first, strict=False):
            key = part.support.component
            mine = (tuple((begin + n, reduces) for n, reduces in draws) for draws in part.at(start))
            sources[key] = (*sources.get(key, ()), *mine)
        found.setdefault(tuple(sources.values()), (sources, []))[1].append(hours)
    return Coinciding(
        structure,
        tuple(union(*hours) for _, hours in found.values()),
        tuple(sources for sources, _ in found.values()),
        tuple(pools),
    )


@record
class Together:
    """The supports of one period, and what they come to; `when` is None where it does not matter when.

    `excused` is what the promise above leaves out of all of it. Where there is no more `patience` everything
    is taken to come together, which is safe.
    """

    structure: Module
    supports: tuple[Support, ...]
    unpromised: tuple[str, ...]
    when: Coinciding | None
    excused: Fraction
    patience: Patience

    def longest(
        self, amount_of: Callable[[Support], A], nothing: A, share_of: Callable[[Support], Fraction]
    ) -> tuple[A, bool]:
        """How long the whole can be down where each support lets so much be lost; whether that is exact.

        `share_of` is the same as a number; with a smaller one it is no shorter than it can be.
        """
        parts = ((s, s.allowance.of(amount_of(s), nothing)) for s in self.supports)
        budgets = budgets_of(self.unpromised, parts, nothing)
        return self._longest(budgets, amount_of, nothing, share_of)

    def promised(self, step: Fraction = _NOTHING) -> Longest:
        """How long it can be as things are promised; with a `step` in whole steps."""
        budgets = promised_budgets(self.unpromised, self.supports)
        if not step:
            return Longest(*self._longest(budgets, promised_loss, _NOTHING, promised_loss))
        rounded = longest_downtime(self.structure, budgets, step).time - self.excused
        found, exact = self._longest(budgets, promised_loss, _NOTHING, promised_loss)
        return Longest(max(_NOTHING, min(rounded, found // step * step)), exact)

    def _longest(
        self,
        budgets: Mapping[Hashable, A],
        amount_of: Callable[[Support], A],
        nothing: A,
        share_of: Callable[[Support], Fraction],
    ) -> tuple[A, bool]:
        whole, exact = longest_of(self.structure, budgets)
        for support in self.supports[:1]:
            most = like(nothing, support.allowance.most)  # nothing is down for longer than is counted
            whole = whole if whole < most else most
        if self.when is not None and nothing < whole:
            found, exact = self.when.longest(amount_of, nothing, share_of, self.patience)
            whole = found if found < whole else whole
        excused = like(nothing, self.excused)
        return (whole - excused if excused < whole else nothing), exact


def together(
    structure: Module,
    supports: Sequence[Support],
    unpromised: Iterable[str],
    upper: Upper,
    period: Period,
    excused: Fraction = _NOTHING,
    patience: Patience | None = None,
) -> Together:
    """What stands under a promise in one of its periods; `patience` where it has to last for several."""
    every, nobody = tuple(supports), tuple(unpromised)
    missed = may_miss(structure, every)
    when = coinciding(structure, every, nobody, upper, period) if missed else None
    return Together(structure, every, nobody, when, excused, patience or Patience())


class _Part:
    """What one support allows, and when."""

    __slots__ = ("_anywhere", "_begins", "_free", "_left_out", "edges", "pools", "support")

    def __init__(self, support: Support, period: Period) -> None:
        allowance, cycle = support.allowance, support.guarantee.period
        assert cycle is not None
        self.support = support
        self.pools = [Pool(support, share) for share in allowance.shares]
        touching = touched(cycle, period)
        self._begins = [part.start for part in touching] if _parts(support) > 1 else []
        self._anywhere = [] if self._begins else list(range(len(self.pools)))
        self._free: Intervals = ((period.start, period.end),) if allowance.apart else allowance.outside
        self._left_out: list[tuple[Intervals, int | None, bool]] = []
        for extra in allowance.extras:
            pieces = extra.pieces or (Piece(((period.start, period.end),), extra.seconds),)
            for piece in pieces:
                pool = None if piece.whole else len(self.pools)
                self._left_out.append((piece.times, pool, extra.reduces))
                if pool is not None:
                    self.pools.append(Pool(support, seconds=piece.seconds))
        spans = (self._free, *(times for times, _, _ in self._left_out))
        self.edges = {*self._begins, *(edge for times in spans for span in times for edge in span)}

    def at(self, instant: int) -> tuple[_Draws, ...]:
        """The pools that can be taken from at an instant, one way or another: from what the promise lets be
        lost then; or from what it leaves out, unless that may be all, and then from the base of its share."""
        if contains(self._free, instant):
            return ((),)
        own = [bisect_right(self._begins, instant) - 1] if self._begins else self._anywhere
        left_out = (
            (*(((pool, False),) if pool is not None else ()), *(((own[0], True),) if reduces else ()))
            for times, pool, reduces in self._left_out
            if contains(times, instant)
        )
        return (*(((number, False),) for number in own), *left_out)
