"""How long each component may be down: what its supporting promises let it be."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from fractions import Fraction
from typing import TypeVar

from sladsl.exact.intervals import Intervals
from sladsl.exact.structures.nearby import Amount
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.metrics import ShareOfIntervals
from sladsl.prove.allowances import Allowance, in_whole, like, lost
from sladsl.records import record, replace

A = TypeVar("A", bound=Amount)


@record
class Support:
    """A supporting promise about one component, and how long it lets that be down in the period shown.

    `shared` are the seconds that it leaves out besides, at times in which an earlier one takes all down.
    `elsewhere` are hours that it does not count, and another promise about the component does.
    """

    component: str
    agreement: Agreement
    guarantee: Guarantee
    allowance: Allowance
    seconds: Fraction
    shared: Fraction = Fraction(0)
    elsewhere: Intervals = ()


def promised_loss(support: Support) -> Fraction:
    """How much a supporting promise lets be lost: a share of its base, or seconds."""
    return lost(support.guarantee).amount


def with_allowance(support: Support, allowance: Allowance) -> Support:
    """The support as it would be with another allowance."""
    return replace(support, allowance=allowance, seconds=allowance.at(promised_loss(support)))


def budgets_of(
    unpromised: Iterable[str], parts: Iterable[tuple[Support, A]], nothing: A
) -> dict[Hashable, A]:
    """How many seconds each component may be down: what its supports let it be together, at most all that
    is counted; nothing for those nobody promises."""
    found: dict[Hashable, A] = dict.fromkeys(unpromised, nothing)
    for support, seconds in parts:
        whole, most = found.get(support.component, nothing) + seconds, like(nothing, support.allowance.most)
        found[support.component] = whole if whole < most else most
    return found


def promised_budgets(unpromised: Iterable[str], supports: Iterable[Support]) -> dict[Hashable, Fraction]:
    """The same as things are promised."""
    return budgets_of(unpromised, ((support, support.seconds) for support in supports), Fraction(0))


def in_whole_intervals(support: Support) -> Support:
    """What a support lets be down where its promise counts intervals: a part of one is no bad interval."""
    whole = in_whole(support.guarantee, support.allowance)
    return support if whole is support.allowance else with_allowance(support, whole)


def whole_step(promise: Guarantee, supports: Iterable[Support]) -> Fraction:
    """The interval of a promise where it counts intervals and all under it whole ones: whatever is bad above
    is so in whole ones. 0 where some of them count any time, or parts of intervals."""
    formula = promise.metric.formula
    whole = all(support.allowance.unit or _is_all(support) for support in supports)
    return formula.interval.seconds if isinstance(formula, ShareOfIntervals) and whole else Fraction(0)


def _is_all(support: Support) -> bool:
    return support.allowance.apart and isinstance(support.guarantee.metric.formula, ShareOfIntervals)
