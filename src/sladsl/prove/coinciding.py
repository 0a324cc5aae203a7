"""When what supports allow can fall: in which of their periods, and in which hours that they leave out.

Of components that stand in for each other it matters when they are down: planned work on one at night and on
the other by day takes neither's service away, and what one may lose in January does not meet what the other
may in March.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Mapping, Sequence
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import TypeAlias, TypeVar

from sladsl.evaluate.base import hours_of
from sladsl.exact.intervals import Intervals, clip, contains, total, union
from sladsl.exact.periods import Period
from sladsl.exact.structures.downtime import Spans
from sladsl.exact.structures.modules import Module
from sladsl.exact.structures.nearby import Amount
from sladsl.exact.structures.programme import Patience
from sladsl.exact.structures.stretch_cuts import Stretch
from sladsl.exact.structures.stretches import longest_in, timing_in
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.prove.allowances import Share, like, share_in, touched
from sladsl.prove.budgets import Support, promised_loss
from sladsl.prove.limits import Piece
from sladsl.records import record

A = TypeVar("A", bound=Amount)
_NOTHING, _ONE = Fraction(0), Fraction(1)
_Draws: TypeAlias = tuple[tuple[int, bool], ...]
"""The pools that a second of downtime is taken from: all of it, or the share that a promise lets be lost."""
Upper: TypeAlias = tuple[Agreement, Guarantee]
Rolled: TypeAlias = tuple[tuple[int, tuple[Period, ...]], ...]
"""Periods in which supports that roll have to be kept, beside as few as cover all; by their numbers."""


@record
class Pool:
    """What a component may be down in one period of its support, or in what that leaves out."""

    support: Support
    share: Share | None = None
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
            self._stretches(nothing, share_of, self.hours),
            self._amounts(amount_of, nothing),
            nothing,
            patience,
        )

    def timing(
        self, step: Fraction, within: Callable[[Intervals], Intervals], patience: Patience
    ) -> tuple[tuple[Intervals, dict[Hashable, Spans]], ...] | None:
        """One worst case: when each component is down, counted along the hours of every stretch, of which
        only those `within` are used; None where it was too large for an exact one. With a `step` all is whole
        steps, and may be fewer than can be."""
        every = tuple(within(hours) for hours in self.hours)
        stretches = self._stretches(_NOTHING, promised_loss, every)
        amounts = self._amounts(promised_loss, _NOTHING)
        found = timing_in(self.structure, stretches, amounts, step, patience)
        if found is None:
            return None
        return tuple((hours, dict(timing)) for hours, timing in zip(every, found, strict=True))

    def _stretches(
        self, nothing: A, share_of: Callable[[Support], Fraction], every: Sequence[Intervals]
    ) -> list[Stretch[A]]:
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
            for hours, sources in zip(every, self.sources, strict=True)
        ]

    def _amounts(self, amount_of: Callable[[Support], A], nothing: A) -> list[A]:
        return [pool.of(amount_of(pool.support), nothing) for pool in self.pools]


def coinciding(
    structure: Module,
    supports: Sequence[Support],
    unpromised: Sequence[str],
    upper: Upper,
    period: Period,
    rolled: Mapping[int, Sequence[Period]],
) -> Coinciding:
    """A period of the promise above, cut wherever its supports allow something else; `rolled` are periods
    that are counted in beside as few as cover all."""
    agreement, guarantee = upper
    parts = [_Part(support, period, rolled.get(n, ())) for n, support in enumerate(supports)]
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
            mine = [tuple((begin + n, reduces) for n, reduces in draws) for draws in part.at(start)]
            # Several that promise one component count together wherever their hours meet.
            others = sources.get(key, ((),))
            sources[key] = tuple((*draws, *ours) for draws in others for ours in mine)
        found.setdefault(tuple(sources.values()), (sources, []))[1].append(hours)
    return Coinciding(
        structure,
        tuple(union(*hours) for _, hours in found.values()),
        tuple(sources for sources, _ in found.values()),
        tuple(pools),
    )


class _Part:
    """What one support allows, and when."""

    __slots__ = ("_begins", "_free", "_left_out", "_longest", "_windows", "edges", "pools", "support")

    def __init__(self, support: Support, period: Period, more: Sequence[Period]) -> None:
        allowance, cycle = support.allowance, support.guarantee.period
        assert cycle is not None
        self.support = support
        self.pools: list[Pool] = []
        self._windows: list[tuple[int, int, int, tuple[int, ...]]] = []
        """From when to when what pool is taken from, and which others by what is not left out."""
        for part, share in zip(touched(cycle, period), allowance.shares, strict=True):
            self._opens(part, share)
        for part in more:
            self._opens(part, share_in(support.agreement, support.guarantee, part, allowance.spread))
        self._windows.sort()
        self._begins = [start for start, _, _, _ in self._windows]
        self._longest = max(end - start for start, end, _, _ in self._windows)
        whole: Intervals = ((period.start, period.end),)
        self._free = whole if allowance.apart else union(allowance.outside, support.elsewhere)
        self._left_out: list[tuple[Intervals, int | None, bool]] = []
        for extra in allowance.extras:
            for piece in extra.pieces or (Piece(whole, extra.seconds),):
                pool = None if piece.whole else len(self.pools)
                self._left_out.append((piece.times, pool, extra.reduces))
                if pool is not None:
                    self.pools.append(Pool(support, seconds=piece.seconds))
        spans = (self._free, *(times for times, _, _ in self._left_out))
        inside = {edge for start, end, _, _ in self._windows for edge in (start, end)}
        self.edges = {*inside, *(edge for times in spans for span in times for edge in span)}

    def _opens(self, part: Period, share: Share) -> None:
        """A period of the support, with what may be lost in it; where intervals are counted in whole ones."""
        allowance, number = self.support.allowance, len(self.pools)
        base, reach = share
        allowed = promised_loss(self.support) * base
        self.pools.append(Pool(self.support, share))
        own: tuple[int, ...] = ()
        if allowance.unit and any(extra.reduces for extra in allowance.extras):
            # What is left out takes parts of an interval, what is lost whole ones.
            own = (len(self.pools),)
            self.pools.append(Pool(self.support, seconds=min(allowance.rounded(allowed), reach)))
        elif allowance.unit:
            self.pools[number] = Pool(self.support, seconds=min(allowance.rounded(allowed), reach))
        self._windows.append((part.start, part.end, number, own))

    def at(self, instant: int) -> tuple[_Draws, ...]:
        """The pools that are taken from at an instant, one way or another: from what the promise lets be lost
        then, in every period of it; or from what it leaves out, unless that may be all, and then from the
        base of its share."""
        if contains(self._free, instant):
            return ((),)
        near = bisect_right(self._begins, instant - self._longest), bisect_right(self._begins, instant)
        inside = [(pool, own) for _, end, pool, own in self._windows[slice(*near)] if instant < end]
        lost = tuple((each, False) for pool, own in inside for each in (pool, *own))
        left_out = (
            (
                *(((pool, False),) if pool is not None else ()),
                *((each, True) for each, _ in inside if reduces),
            )
            for times, pool, reduces in self._left_out
            if contains(times, instant)
        )
        return (lost, *left_out)
