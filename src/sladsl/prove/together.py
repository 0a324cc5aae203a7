"""What supports come to together: how long the whole can be down by what each of them allows."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

from sladsl.exact.intervals import total
from sladsl.exact.periods import Period
from sladsl.exact.structures.downtime import Longest, longest_downtime, longest_of
from sladsl.exact.structures.modules import Choice, Component, Module, folded
from sladsl.exact.structures.nearby import Amount
from sladsl.exact.structures.programme import Patience
from sladsl.prove.allowances import like
from sladsl.prove.budgets import Support, budgets_of, promised_budgets, promised_loss
from sladsl.prove.coinciding import Coinciding, Upper, coinciding
from sladsl.records import record

A = TypeVar("A", bound=Amount)
_NOTHING = Fraction(0)


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
    """In how many periods of a support what it allows stays apart."""
    return len(support.allowance.shares)
