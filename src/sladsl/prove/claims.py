"""Until when credits of both sides of one failure may be claimed, period by period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sladsl.evaluate.claims import claim_until
from sladsl.exact import zones
from sladsl.exact.periods import Cycle, Kind, Period
from sladsl.model.agreements import Agreement
from sladsl.model.supports import FOREVER, Supports, Term
from sladsl.prove.horizon import common_term, instants
from sladsl.records import record


@record
class ClaimGap:
    """A failure in `below`, a period of the supporting agreement, may be claimed by us until `ours`; the
    customer may claim the one in `above` until `theirs`. `whole` says that all of both periods lies in both
    terms."""

    above: Period
    below: Period
    theirs: date
    ours: date
    whole: bool

    @property
    def days(self) -> int:
        """How many days the customer has longer; not positive: none."""
        return (self.theirs - self.ours).days


def claim_gaps(supports: Supports, upper: Agreement, lower: Agreement) -> Iterator[ClaimGap]:
    """Each pair of periods of both that share a day of the common term, where credits of both are claimed.

    Empty where one of the two grants its credits without a claim, or counts in rolling periods.
    """
    one, two = credit_cycle(upper), credit_cycle(lower)
    term = common_term(supports, (upper, lower))
    if one is None or two is None or term is None:
        return
    start, end = instants(term, upper.zone, supports.today)
    start, end = _in_force(lower, supports.term(lower), start, end)
    for above in one.between(start, end):
        theirs = claim_until(upper, above)
        for below in two.between(max(above.start, start), min(above.end, end)):
            ours = claim_until(lower, below)
            meet = max(above.start, below.start, start) < min(above.end, below.end, end)
            if theirs is not None and ours is not None and meet:
                whole = start <= min(above.start, below.start) and max(above.end, below.end) <= end
                yield ClaimGap(above, below, theirs, ours, whole)


def _in_force(agreement: Agreement, term: Term, start: int, end: int) -> tuple[int, int]:
    """The part of [start, end) in which an agreement is in force by its own clocks."""
    zone, (first, last) = zones.load(agreement.zone), term
    if first > FOREVER[0]:
        start = max(start, zones.day_start(zone, date.fromordinal(first)))
    if last < FOREVER[1]:
        end = min(end, zones.day_start(zone, date.fromordinal(last + 1)))
    return start, end


def credit_cycle(agreement: Agreement) -> Cycle | None:
    """The shortest period in which the agreement's credits fall due; None where none does."""
    cycles = [
        g.period
        for g in agreement.promises
        if g.credit is not None
        and g.period is not None
        and g.period.kind not in (Kind.ROLLING, Kind.TRAILING, Kind.DAY, Kind.WEEK)
    ]
    return min(cycles, key=lambda cycle: cycle.longest(), default=None)
