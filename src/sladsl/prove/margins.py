"""How much of a promise is left when supporting agreements use all that theirs leave them.

A margin is counted on the numbers as they are promised: the part of an allowance that only comes from
rounding a result is no margin.
"""

from __future__ import annotations

from fractions import Fraction

from sladsl.exact.calendars import ALWAYS
from sladsl.exact.durations import Deadline, Duration, WorkingDays
from sladsl.model.agreements import Guarantee
from sladsl.model.values import Ratio, Value
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.budgets import Support
from sladsl.prove.chains import TimeProof, due_of_chain
from sladsl.prove.due import calendar_of, due_times
from sladsl.prove.reserves import Reserve, most_taken
from sladsl.records import record


@record
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
    parts = tuple((s, s.allowance.at(_numbered(s))) for s in proof.supports)
    used, _ = proof.together.longest(_numbered, Fraction(0), _numbered)
    return DowntimeMargin(allowed, used, parts)


def _numbered(support: Support) -> Fraction:
    return _promised(support.guarantee, Fraction(1))


def _promised(guarantee: Guarantee, base: Fraction) -> Fraction:
    """What the number itself lets be lost: seconds for a promise in time, else that share of `base`."""
    target = guarantee.target
    if isinstance(target, Duration):
        return target.seconds
    assert isinstance(target, Ratio)  # what `is_availability` lets through
    return (1 - target.value) * base


def short_of_margin(proof: TimeProof, margin: Fraction, *, more: bool = False) -> Reserve | None:
    """The start at which the steps take most of what is to be kept in reserve: the share `margin` of the time
    that the promise leaves; None where they never take any of it, or where they always leave `more`.

    The time that it leaves is counted in the hours in which the clock of a limit in hours runs, of a limit in
    working days as open time, else all of it; so are the reserve, which is the last part of it, and what the
    steps take of that.
    """
    due = due_of_chain(proof.chain, proof.first, proof.end)
    guarantee, target = proof.guarantee, proof.guarantee.target
    promise = due_times(guarantee, proof.agreement, proof.first, proof.end)
    if due is None or promise is None:
        return None
    counted = isinstance(target, Duration) or in_open_time(target)
    hours = calendar_of(guarantee, proof.agreement) if counted else ALWAYS
    return most_taken(due, promise, hours, margin, more=more)


def in_open_time(target: Value) -> bool:
    """Whether a limit in days is about days on which somebody works, so that open time counts."""
    if isinstance(target, Deadline):
        dues = (target.due, target.otherwise)
        return any(due is not None and due.working for due in dues)
    return isinstance(target, WorkingDays)
