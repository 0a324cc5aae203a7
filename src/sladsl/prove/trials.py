"""Proofs made anew with another target: the one nearest to the present one that is still proven."""

from __future__ import annotations

from collections.abc import Callable, Collection
from fractions import Fraction
from math import ceil, floor

from sladsl.exact.durations import Duration
from sladsl.exact.periods import Period
from sladsl.exact.structures.programme import Patience
from sladsl.model.agreements import Guarantee
from sladsl.model.supports import Promised, Supports
from sladsl.model.values import Ratio
from sladsl.prove.allowances import ROLLS, lost
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.below import Below
from sladsl.prove.horizon import term_under
from sladsl.prove.memory import memory_of
from sladsl.prove.proving import proven, standing_under
from sladsl.prove.weighed import Weighed
from sladsl.prove.weighing import weighed
from sladsl.records import record, replace

WORK = 8_000_000
"""So many steps may all trials of a proof take, as `Patience` counts them."""
_PLACES = 7
"""Shares are tried in hundred-thousandths of a per cent, or as they are rounded; times in seconds."""
_ROUNDS = 8
_AT_ONCE = 5
"""So often so many more periods are looked at in every trial."""


@record
class Found:
    """A target, a share or seconds, with which a promise is proven; whether it is known that no other one
    nearer to the present target would do."""

    target: Fraction
    nearest: bool


class Trial:
    """A promise under a proof that is tried with other targets."""

    __slots__ = ("_guarantee", "_memory", "_patience", "_proof", "_stands", "_supports", "_unit", "_upper")

    def __init__(
        self, supports: Supports, proof: AvailabilityProof, guarantee: Guarantee, patience: Patience
    ) -> None:
        self._supports, self._proof, self._guarantee = supports, proof, guarantee
        self._patience, self._memory = patience, memory_of(supports).apart()
        self._upper: Promised = proof.agreement, proof.guarantee
        self._stands = standing_under(supports, self._upper, proof.service)
        self._unit = _unit(guarantee)

    def nearest(self, start: Fraction) -> Found | None:
        """The target nearest to the present one, which fails, with which the promise is proven, as seen from
        `start`; None where it is not even with that, or where that is too much to find out."""
        first, last = start / self._unit, _amount(self._guarantee) / self._unit
        good, bad = (floor(first), ceil(last)) if first < last else (ceil(first), floor(last))
        if good == bad or self._stands is None:
            return None
        if not self._rolls:
            nearer = self._in_fixed_periods(good, bad)
            good = nearer if nearer is not None else good
        if not self._is_kept(good):
            return None
        found = _furthest(self._is_kept, good, bad)
        return Found(found * self._unit, self._patience.left >= 0)

    @property
    def _rolls(self) -> bool:
        """Whether periods roll, so that only the whole proof says how much may be down."""
        every = (self._proof.guarantee, *(support.guarantee for support in self._proof.supports))
        return any(each.period is not None and each.period.kind in ROLLS for each in every)

    def _in_fixed_periods(self, good: int, bad: int) -> int | None:
        """The number furthest from `good` towards `bad` with which no period is broken. Few periods decide:
        all are looked at only to find those."""
        among = {self._proof.period}
        for _ in range(_ROUNDS):
            if self._broken(good, among) or self._patience.left < 0:
                return None
            found = _furthest(lambda at: not self._broken(at, among), good, bad)
            others = self._broken(found, ())
            if not others:
                return found
            among.update(each.period for each in others[:_AT_ONCE])
        return None

    def _broken(self, at: int, among: Collection[Period]) -> tuple[Weighed, ...]:
        """The periods, of all or of those `among` them, in which the promise is not proven with a target."""
        upper, stands = self._upper, self._changed(at)
        term = term_under(self._supports, upper[0], stands.promised.values())
        assert term is not None  # there is a proof
        course = weighed(
            self._supports,
            upper,
            self._proof.service.key,
            stands,
            term,
            among=among,
            memory=self._memory,
            patience=self._patience,
        )
        return course.broken(lost(upper[1]))

    def _is_kept(self, at: int) -> bool:
        """Whether the whole proof, made anew, says so; not where that takes too long."""
        if self._patience.left < 0:
            return False
        service, patience = self._proof.service, self._patience
        stands = self._changed(at)
        made = proven(self._supports, self._upper, service, stands, patience, patience, self._memory)
        return made is not None and made.kept

    def _changed(self, at: int) -> Below:
        """What stands under the promise, with a target of so many units."""
        mine, stands = self._guarantee, self._stands
        assert stands is not None
        other = with_target(mine, at * self._unit)
        promised = {
            key: tuple((a, other if g is mine else g) for a, g in each)
            for key, each in stands.promised.items()
        }
        return replace(stands, promised=promised)


def with_target(guarantee: Guarantee, amount: Fraction) -> Guarantee:
    """The promise with another share, or with other seconds."""
    share = isinstance(guarantee.target, Ratio)
    return replace(guarantee, target=Ratio(amount) if share else Duration(amount))


def _furthest(holds: Callable[[int], bool], good: int, bad: int) -> int:
    """The number furthest from `good`, which holds, towards `bad`, which does not."""
    towards, step = 1 if bad > good else -1, 1
    while abs(bad - good) > 1:
        at = good + towards * min(step, abs(bad - good) // 2)
        if holds(at):
            good, step = at, 2 * step
        else:
            bad = at
    return good


def _unit(guarantee: Guarantee) -> Fraction:
    if not isinstance(guarantee.target, Ratio):
        return Fraction(1)
    places = guarantee.rounding.places + 2 if guarantee.rounding is not None else _PLACES
    return Fraction(1, 10**places)


def _amount(guarantee: Guarantee) -> Fraction:
    target = guarantee.target
    if isinstance(target, Ratio):
        return target.value
    assert isinstance(target, Duration)  # what `is_availability` lets through
    return target.seconds
