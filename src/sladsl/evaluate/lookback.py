"""How far back the money of a period looks: caps over longer times, runs of misses, credits that go back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sladsl.evaluate.combination import cycle_of
from sladsl.evaluate.memory import periods_in
from sladsl.evaluate.tiers import Undefined
from sladsl.exact.periods import Cycle, Kind, Period
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.credits import Cap

ALWAYS = -(1 << 60)
"""As far back as the agreement goes."""


def since(levels: Sequence[Agreement], period: Period) -> int | None:
    """The instant from which on earlier periods matter to what is owed for a period; None where none does.

    `levels` are the agreement and the levels above it, the nearest first. What was credited within the time
    of a cap counts, and each of those credits may hang on misses before it. Credits that are earned back and
    caps over the days before the end of each period hang on all that was before.
    """
    agreement = levels[0]
    first = period.start
    for level in levels:
        for cap in level.credit_terms.caps if level.credit_terms is not None else ():
            first = min(first, _begin(cap, agreement, period))
    reaching = [first]
    for guarantee in agreement.promises:
        reaching += _remembered(guarantee, agreement, first)
    reached = min(reaching)
    return reached if reached < period.start else None


def _begin(cap: Cap, agreement: Agreement, period: Period) -> int:
    """Where the time of a cap begins in which a period counts."""
    if cap.period in ("term", "trailing"):
        return ALWAYS
    cycle = cycle_of(cap, agreement)
    return period.start if isinstance(cycle, Undefined) else cycle.containing(period.start).start


def _remembered(guarantee: Guarantee, agreement: Agreement, first: int) -> Iterator[int]:
    """From where on the credits of a promise look for misses, when they are asked for from `first` on."""
    cycle = guarantee.period
    for scheme in guarantee.schemes:
        for amount in scheme.amounts:
            if amount.earned_back_after is not None:
                yield ALWAYS
            for misses in (amount.doubled, amount.only_when):
                count = periods_in(misses.of, cycle) if misses is not None else None
                if count is not None and first > ALWAYS:
                    yield _back(cycle or Cycle(Kind.MONTH, agreement.zone), first, count)


def _back(cycle: Cycle, first: int, count: int) -> int:
    """The beginning of the period that lies so many before the one that holds `first`."""
    at = cycle.containing(first)
    for _ in range(count):
        at = cycle.previous(at)
    return at.start
