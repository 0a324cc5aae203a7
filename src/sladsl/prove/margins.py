"""How much of a promise is left when supporting agreements use all that theirs leave them.

A margin is counted on the numbers as they are promised: the part of an allowance that only comes from
rounding a result is no margin.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from sladsl.exact.due_times import Worst, worst
from sladsl.exact.durations import Duration
from sladsl.exact.structures.downtime import longest_downtime
from sladsl.model.agreements import Guarantee
from sladsl.model.values import Ratio
from sladsl.prove.availability import AvailabilityProof, Support, budgets_of
from sladsl.prove.chains import TimeProof, due_of_chain
from sladsl.prove.due import due_times


@dataclass(frozen=True, slots=True)
class DowntimeMargin:
    """Of the `allowed` seconds of downtime the supports use `used` at most, each as many as in `parts`."""

    allowed: Fraction
    used: Fraction
    parts: tuple[tuple[Support, Fraction], ...]

    @property
    def share(self) -> Fraction:
        """What is left, as a share of what is allowed."""
        return 1 - self.used / self.allowed


def downtime_margin(proof: AvailabilityProof) -> DowntimeMargin | None:
    """The margin in the period that the proof shows; None where the promise allows no downtime at all."""
    allowed = _promised(proof.guarantee, proof.base)
    if not allowed:
        return None
    parts = tuple((s, s.allowance.at(_promised(s.guarantee, Fraction(1)))) for s in proof.supports)
    budgets = budgets_of(proof.unpromised, parts)
    return DowntimeMargin(allowed, longest_downtime(proof.structure, budgets).time, parts)


def _promised(guarantee: Guarantee, base: Fraction) -> Fraction:
    """What the number itself lets be lost: seconds for a promise in time, else that share of `base`."""
    target = guarantee.target
    if isinstance(target, Duration):
        return target.seconds
    assert isinstance(target, Ratio)  # what `is_availability` lets through
    return (1 - target.value) * base


def short_of_margin(proof: TimeProof, margin: Fraction) -> Worst | None:
    """The start at which the steps come closest to the promise, where they leave less than `margin` of its
    time; None where they always leave enough, and for limits that are no plain time, which have no tenths.

    The seconds are those by which the steps reach into the margin.
    """
    target = proof.guarantee.target
    if not isinstance(target, Duration):
        return None
    earlier = replace(proof.guarantee, target=Duration(Fraction(target.seconds * (1 - margin) // 1)))
    due = due_of_chain(proof.chain, proof.first, proof.end)
    wanted = due_times(earlier, proof.agreement, proof.first, proof.end)
    if due is None or wanted is None:
        return None
    found = worst(due, wanted)
    return found if found.by > 0 else None
