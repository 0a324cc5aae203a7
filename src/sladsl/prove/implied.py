"""Whether one promise of a level implies another one above it, counted as the upper one counts.

The question between two levels is not how numbers compare but what they allow: 99.95% of a year leaves room
for an outage that no month with 99.9% has. What either excludes is not compared here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from sladsl.evaluate.base import hours_of
from sladsl.exact.due_times import Worst, worst
from sladsl.exact.periods import Kind, Period
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.supports import Supports, Term, overlap, phase
from sladsl.prove.allowances import allowance, base_of, is_availability, lost
from sladsl.prove.due import due_times, is_time_limit
from sladsl.prove.horizon import instants

_WHOLE = (Kind.DAY, Kind.WEEK, Kind.MONTH, Kind.BILLING_MONTH, Kind.QUARTER, Kind.YEAR)


@dataclass(frozen=True, slots=True)
class MoreDown:
    """In `period`, of `base` seconds, the lower promise lets be down `bound`, the upper one only `allowed`.

    `needed` is the share of its base that the lower promise may let be lost for the upper one to hold in
    every period; None where no single number says so.
    """

    period: Period
    base: Fraction
    bound: Fraction
    allowed: Fraction
    needed: Fraction | None


@dataclass(frozen=True, slots=True)
class Later:
    """A case begun at `start` may be done at `due` below, and at `promised` above."""

    start: int
    due: int
    promised: int


Looser = MoreDown | Later


def looser(
    supports: Supports, lower: Agreement, guarantee: Guarantee, upper: Agreement, promise: Guarantee
) -> Looser | bool:
    """How `guarantee` of the lower level allows what `promise` of the upper one does not, at its worst.

    False where it allows nothing more, True where nobody can say. Both have to count the same down, or the
    time from and to the same events.
    """
    term = overlap(supports.term(lower), supports.term(upper))
    for each in (guarantee, promise):
        term = overlap(term, phase(each)) if term is not None else None
    if term is None:
        return True
    if is_availability(guarantee) and is_availability(promise):
        return _downtime((lower, guarantee), (upper, promise), term, supports.today)
    if is_time_limit(guarantee) and is_time_limit(promise):
        return _time((lower, guarantee), (upper, promise), term, supports.today)
    return True


def _downtime(
    under: tuple[Agreement, Guarantee], over: tuple[Agreement, Guarantee], term: Term, today: date | None
) -> Looser | bool:
    (lower, guarantee), (upper, promise) = under, over
    below, above = replace(guarantee, exclusions=()), replace(promise, exclusions=())
    cycle, loss = above.period, lost(above)
    if cycle is None or cycle.kind not in _WHOLE:
        return True
    start, end = instants(term, cycle.zone, today)
    worst_found: MoreDown | None = None
    looked = False
    needed: Fraction | None = Fraction(1)
    for period in cycle.between(start, end):
        if period.start < start or period.end > end:
            continue
        looked = True
        made = allowance(upper, above, lower, below, period, False)
        base = base_of(above, hours_of(above, upper, period.start, period.end))
        allowed = loss.amount if loss.absolute else loss.amount * base
        bound = made.at(lost(below).amount)
        if len(made.shares) == 1 and not made.outside and made.shares[0][0]:
            needed = min(needed, allowed / made.shares[0][0]) if needed is not None else None
        else:
            needed = None
        if bound > allowed and (
            worst_found is None or bound - allowed > worst_found.bound - worst_found.allowed
        ):
            worst_found = MoreDown(period, base, bound, allowed, None)
    if not looked:
        return True
    return replace(worst_found, needed=needed) if worst_found is not None else False


def _time(
    under: tuple[Agreement, Guarantee], over: tuple[Agreement, Guarantee], term: Term, today: date | None
) -> Looser | bool:
    (lower, guarantee), (upper, promise) = under, over
    start, end = instants(term, upper.zone, today)
    below, above = due_times(guarantee, lower, start, end), due_times(promise, upper, start, end)
    if above is None or below is None:
        return True
    found: Worst = worst(below, above)
    if found.by <= 0:
        return False
    return Later(found.start, below.at(found.start), above.at(found.start))
