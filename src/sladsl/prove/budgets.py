"""How long each component may be down: what its supporting promises let it be."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from fractions import Fraction

from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.metrics import ShareOfIntervals
from sladsl.prove.allowances import Allowance, lost
from sladsl.records import record, replace


@record
class Support:
    """A supporting promise about one component, and how long it lets that be down in the period shown.

    `shared` are the seconds that it leaves out besides, at times in which an earlier one takes all down.
    """

    component: str
    agreement: Agreement
    guarantee: Guarantee
    allowance: Allowance
    seconds: Fraction
    shared: Fraction = Fraction(0)


def budgets_of(
    unpromised: Iterable[str], parts: Iterable[tuple[Support, Fraction]]
) -> dict[Hashable, Fraction]:
    """How many seconds each component may be down: what its supports let it be together, at most all that
    is counted; nothing for those nobody promises."""
    found: dict[Hashable, Fraction] = dict.fromkeys(unpromised, Fraction(0))
    for support, seconds in parts:
        whole = found.get(support.component, Fraction(0)) + seconds
        found[support.component] = min(whole, support.allowance.most)
    return found


def in_whole_intervals(support: Support) -> Support:
    """What a support lets be down where its promise counts intervals: a part of one is no bad interval."""
    formula, allowance = support.guarantee.metric.formula, support.allowance
    if not isinstance(formula, ShareOfIntervals) or allowance.apart:
        return support
    unit, amount = formula.interval.seconds * allowance.spread, lost(support.guarantee).amount
    shares = tuple((amount * base // unit * unit / amount, reach) for base, reach in allowance.shares)
    seconds = replace(allowance, shares=shares).at(amount) if amount else support.seconds
    return replace(support, seconds=seconds)
