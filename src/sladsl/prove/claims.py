"""Until when credits of both sides of one failure may be claimed, period by period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sladsl.evaluate.claims import claim_until
from sladsl.exact.periods import Cycle, Kind, Period
from sladsl.model.agreements import Agreement
from sladsl.model.supports import Supports
from sladsl.prove.horizon import common_term, instants
from sladsl.records import record


@record
class ClaimGap:
    """A failure in `below`, a period of the supporting agreement, may be claimed by us until `ours`; the
    customer may claim the one in `above` until `theirs`."""

    above: Period
    below: Period
    theirs: date
    ours: date

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
    for above in one.between(start, end):
        theirs = claim_until(upper, above)
        for below in two.between(max(above.start, start), min(above.end, end)):
            ours = claim_until(lower, below)
            if theirs is not None and ours is not None and min(above.end, below.end) > start:
                yield ClaimGap(above, below, theirs, ours)


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
