"""The proof of an availability: what supporting promises let go wrong, put together as the services are."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from fractions import Fraction
from typing import Literal
from weakref import WeakKeyDictionary

from sladsl.exact.periods import Period
from sladsl.exact.structures.downtime import longest_downtime
from sladsl.exact.structures.modules import Module
from sladsl.exact.structures.probability import Chance, chance_of_working
from sladsl.exact.structures.programme import Patience
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.catalogue import Service
from sladsl.model.supports import Supports
from sladsl.prove.allowances import is_availability, lost
from sladsl.prove.below import below
from sladsl.prove.budgets import Support, promised_budgets
from sladsl.prove.coinciding import Together, may_miss, together
from sladsl.prove.counting import carries
from sladsl.prove.horizon import common_term
from sladsl.prove.weighing import Weighed, weighed
from sladsl.records import record


@record
class AvailabilityProof:
    """Whether a promise about one service is kept by the promises under it, in the worst period of the term.

    `allowed` are the seconds that the promise lets the service be down in `period`, `bound` those that its
    supports let it be. `unpromised` are the components nobody promises anything about; they are taken
    never to fail. `assumed` are exclusions without a limit that both sides have or only the upper one:
    taken not to happen. `attained` is False where the supports come as near to `bound` as they like and
    never there. `excused` are seconds that the promise leaves out itself, once for all of its supports, which
    do not count them either. `broken` are all periods in which the supports let more be down than is
    promised, as far as they differ.
    """

    agreement: Agreement
    guarantee: Guarantee
    service: Service
    structure: Module
    period: Period
    allowed: Fraction
    bound: Fraction
    reached: bool
    attained: bool
    exact: bool
    supports: tuple[Support, ...]
    unpromised: tuple[str, ...]
    assumed: tuple[str, ...]
    base: Fraction
    broken: tuple[Weighed, ...]
    excused: Fraction = Fraction(0)

    @property
    def together(self) -> Together:
        """What stands under the promise in the period shown."""
        upper = (self.agreement, self.guarantee)
        return together(
            self.structure, self.supports, self.unpromised, upper, self.period, excused=self.excused
        )

    @property
    def summed(self) -> Fraction:
        """The seconds that the supports let be down, whenever that is: at least `possible`."""
        budgets = promised_budgets(self.unpromised, self.supports)
        return longest_downtime(self.structure, budgets).time

    @property
    def possible(self) -> Fraction:
        """The seconds that can come together, what the promise leaves out itself among them."""
        return self.bound + self.excused if self.bound else min(self.summed, self.excused)

    @property
    def narrowed(self) -> Literal["", "period", "times", "intervals"]:
        """Why `possible` is less than that: nothing more is counted, components may be down at some times
        only, or intervals are bad whole."""
        if self.possible == self.summed:
            return ""
        if any(self.possible == support.allowance.most for support in self.supports):
            return "period"
        return "times" if may_miss(self.structure, self.supports) else "intervals"

    @property
    def kept(self) -> bool:
        """Whether the promise holds whatever its supports do within their own promises."""
        enough = self.reached or not self.attained
        return self.bound < self.allowed or (self.bound == self.allowed and enough)

    @property
    def guaranteed(self) -> Fraction:
        """The availability that is proven in the period shown, as a share."""
        return 1 - min(Fraction(1), self.bound / self.base) if self.base else Fraction(1)

    @property
    def expected(self) -> Chance:
        """The probability that the service works, were all components independent; worked out when asked."""
        budgets = promised_budgets(self.unpromised, self.supports)
        works: dict[Hashable, Fraction] = dict.fromkeys(self.unpromised, Fraction(1))
        for support in self.supports:
            most, down = support.allowance.most, budgets[support.component]
            works[support.component] = 1 - (down / most if most else Fraction(0))
        return chance_of_working(self.structure, works)


def proofs(supports: Supports, agreement: Agreement) -> tuple[AvailabilityProof, ...]:
    """The proof of every promise of availability that the agreement itself makes and somebody supports."""
    known = _proven.setdefault(supports, {})
    found = known.get(id(agreement))
    if found is None:
        found = known[id(agreement)] = (agreement, tuple(_proofs(supports, agreement)))
    return found[1]


_proven: WeakKeyDictionary[Supports, dict[int, tuple[Agreement, tuple[AvailabilityProof, ...]]]] = (
    WeakKeyDictionary()
)
"""By look at a house and the identity of an agreement, which is held on to."""


def _proofs(supports: Supports, agreement: Agreement) -> Iterator[AvailabilityProof]:
    if agreement.kind == "uc" or agreement.provider is None:
        return
    for guarantee in agreement.guarantees:
        if is_availability(guarantee):
            for service in guarantee.services:
                made = prove(supports, agreement, guarantee, service)
                if made is not None:
                    yield made


def prove(
    supports: Supports, agreement: Agreement, guarantee: Guarantee, service: Service
) -> AvailabilityProof | None:
    """The proof for one service; None where nobody promises anything about what it stands on, or where no
    whole period lies in the common term."""
    stands = below(
        supports,
        agreement,
        service.key,
        lambda g: is_availability(g) and carries(guarantee.metric, g.metric),
        covering=True,
        kind=guarantee.metric,
    )
    if stands is None:
        return None
    lowers = (lower for each in stands.promised.values() for lower, _ in each)
    term = common_term(supports, (agreement, *lowers))
    course = (
        weighed(supports, (agreement, guarantee), service.key, stands, term) if term is not None else None
    )
    if course is None or not course.every:
        return None
    # The worst period is shown: of a share the one that proves the least share.
    loss = lost(guarantee)
    shown = max(course.worst, key=lambda each: each.excess(loss))
    broken: tuple[Weighed, ...] = ()
    most = [each for each in course.every if each.breaks(loss)]
    if most:
        patience = Patience()
        whole = [each.in_whole_intervals(stands, (agreement, guarantee), patience) for each in most]
        broken = tuple(a for a, b in zip(most, whole, strict=True) if b.breaks(loss))
        shown = max(broken or whole, key=lambda each: each.excess(loss))
    return AvailabilityProof(
        agreement,
        guarantee,
        service,
        stands.structure,
        shown.period,
        loss.of(shown.base),
        shown.bound.time,
        loss.reached,
        shown.attained,
        shown.bound.exact,
        shown.supports,
        stands.unpromised,
        tuple(e.key for e in guarantee.exclusions if not e.windows and e.budget is None),
        shown.base,
        broken,
        shown.excused,
    )
