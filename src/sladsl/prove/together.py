"""What supports come to together: how long the whole can be down by what each of them allows."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

from sladsl.exact.intervals import Intervals, clip, total, union
from sladsl.exact.periods import Period
from sladsl.exact.structures.downtime import Longest, longest_downtime, longest_of
from sladsl.exact.structures.modules import Choice, Component, Module, folded
from sladsl.exact.structures.nearby import Amount
from sladsl.exact.structures.programme import Patience
from sladsl.prove.allowances import ROLLS, like, touched
from sladsl.prove.budgets import Support, budgets_of, promised_budgets, promised_loss
from sladsl.prove.coinciding import Coinciding, Rolled, Upper, coinciding
from sladsl.records import record

A = TypeVar("A", bound=Amount)
_NOTHING, _ONE = Fraction(0), Fraction(1)


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
            # Other periods than those that are counted in may let less be down.
            exact = exact and not any(_rolls(support) for support in self.supports)
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
    rolled: Rolled = (),
    besides: Sequence[Support] = (),
) -> Together:
    """What stands under a promise in one of its periods; `patience` where it has to last for several. What
    else is promised of the same stands `besides`; `rolled` are counted in beside as few as cover all."""
    every, nobody = tuple(supports), tuple(unpromised)
    missed = bool(rolled) or bool(besides) or may_miss(structure, every, period)
    also = (*every, *besides)
    when = coinciding(structure, also, nobody, upper, period, dict(rolled)) if missed else None
    return Together(structure, every, nobody, when, excused, patience or Patience())


def adds_up(structure: Module, supports: Iterable[Support], whole: Fraction) -> bool:
    """Whether all that the supports let be down takes the whole down, and none of it at once."""
    return all_needed(structure) and whole == sum((s.seconds for s in supports), _NOTHING)


def may_miss(structure: Module, supports: Sequence[Support], period: Period) -> bool:
    """Whether what supports allow may not come together. In a series it adds up whenever it falls, as long as
    they may use all of it and there is room; elsewhere not where one may be down at some times only, or has
    more of what it allows in one part of the period than another has."""
    timed = any(s.allowance.is_timed for s in supports)
    if not all_needed(structure):
        return timed or _uneven(supports)
    pieces = (
        piece for s in supports for extra in s.allowance.extras if extra.planned for piece in extra.pieces
    )
    if any(not piece.whole for piece in pieces) or (timed and _meet(supports)):
        return True
    return (timed or any(_parts(s) > 1 for s in supports)) and _crowded(supports, period)


def _meet(supports: Sequence[Support]) -> bool:
    """Whether several components may be down in the same times all along."""
    taken: dict[str, Intervals] = {}
    for support in supports:
        known = taken.get(support.component, ())
        taken[support.component] = union(known, support.allowance.certain)
    return sum(total(times) for times in taken.values()) > total(union(*taken.values()))


def _crowded(supports: Sequence[Support], period: Period) -> bool:
    """Whether there may be no room for all that is allowed in a series: there is where it can be spread out
    evenly, each in the periods of its own support and all beside the times in which anything is down."""
    free = union(*(s.allowance.certain for s in supports))
    return sum((_density(support, period, free) for support in supports), _NOTHING) > 1


def _density(support: Support, period: Period, free: Intervals) -> Fraction:
    """What share of the time the support lets be down in the fullest of its periods."""
    cycle, most = support.guarantee.period, _NOTHING
    assert cycle is not None
    for part, (base, reach) in zip(touched(cycle, period), support.allowance.shares, strict=True):
        allowed, room = promised_loss(support) * base, reach - total(clip(free, part.start, part.end))
        if allowed >= room:
            return _ONE + 1
        most = max(most, allowed / room)
    return most


def all_needed(structure: Module) -> bool:
    """Whether all components are needed, and none stands in for another."""
    return folded(structure, _is_series)


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


def _rolls(support: Support) -> bool:
    cycle = support.guarantee.period
    return cycle is not None and cycle.kind in ROLLS and _parts(support) > 1


def _parts(support: Support) -> int:
    """In how many periods of a support what it allows stays apart."""
    return len(support.allowance.shares)
