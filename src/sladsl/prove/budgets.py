"""How long each component may be down: what its supporting promises let it be."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from fractions import Fraction

from sladsl.model.agreements import Agreement, Guarantee
from sladsl.prove.allowances import Allowance
from sladsl.records import record


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
