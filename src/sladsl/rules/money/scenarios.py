"""What a failure comes to over all agreements that it hits at once, in each currency and for how long.

A scenario lasts as long as the longer one of the period below and a period above. Where that holds several of
the shorter ones, all agreements have to be in force for all of it. Where months of different lengths cost
differently, the month is taken in which the smallest share comes back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from sladsl.exact.money import Money
from sladsl.model.supports import FOREVER
from sladsl.records import record
from sladsl.rules.money.bills import Bill
from sladsl.rules.money.failures import Failure, Owed
from sladsl.rules.money.stretches import Shape, Stretch, always_in, example, length, shapes
from sladsl.rules.money.yearly import Sum

Charged = tuple[Owed, Fraction]
"""What an agreement owes in a scenario."""


@record
class Scenario:
    """A failure that lasts for one period of a length and a shape, what each customer is owed for it, and
    what the supplier pays; None where that is open. `at` is such a period, where the shape matters."""

    failure: Failure
    stretch: Stretch
    shape: Shape
    at: str | None
    owed: tuple[Charged, ...]
    back: Sum | None

    @property
    def currency(self) -> str:
        """In which it is owed."""
        return self.owed[0][0].bill.measure

    @property
    def total(self) -> Money:
        """What is owed in all."""
        return Money(sum((size for _, size in self.owed), Fraction(0)), self.currency)

    @property
    def comparable(self) -> bool:
        """Whether what is paid is in the currency of what is owed."""
        return self.back is not None and (not self.back.size or self.back.measure == self.currency)

    @property
    def share(self) -> Fraction:
        """Which share of what is owed is paid; 0 where the two are not comparable."""
        return (
            self.back.size / self.total.amount if self.back is not None and self.comparable else Fraction(0)
        )

    @property
    def since(self) -> date | None:
        """The first day on which it can begin; None where all agreements have been in force forever."""
        first = max(owed.days[0] for owed, _ in self.owed)
        return date.fromordinal(first) if first > FOREVER[0] else None

    @property
    def example(self) -> str:
        """A period of that shape, where the shape matters: `2027-02, of 28 days with 4 whole weeks`."""
        weeks = f" with {self.shape.weeks} whole weeks" if self.shape.weeks > 1 else ""
        return f"{self.at}, of {self.shape.days} days{weeks}" if self.at is not None else ""


def scenarios(failure: Failure, owed: Sequence[Owed], back: Bill | None) -> Iterator[Scenario]:
    """What falls due together when something fails, by currency, the shortest scenario first.

    Each customer counts once, on the dearest day. Promises above with a longer period are left out of a
    shorter scenario; they are in the longer one.
    """
    for some in by_currency(owed).values():
        for stretch in lengths_of(failure, some):
            found = worst_case(failure, some, back, stretch)
            if found is not None:
                yield found


def by_currency(owed: Sequence[Owed]) -> Mapping[str, list[Owed]]:
    """What is owed in each currency, each customer once."""
    found: defaultdict[str, list[Owed]] = defaultdict(list)
    for each in _each_customer_once(owed):
        found[each.bill.measure].append(each)
    return found


def lengths_of(failure: Failure, owed: Sequence[Owed]) -> list[Stretch]:
    """How long the scenarios last: the longer of the two periods, where the shorter one lies in it."""
    found: set[Stretch] = set()
    for per in {rate.per for each in owed for rate in each.bill.rates}:
        if per is None or failure.per is None:
            found |= {each for each in (per, failure.per) if each is not None}
        elif always_in(per, failure.per):
            found.add(failure.per)
        elif always_in(failure.per, per):
            found.add(per)
    return sorted(found, key=in_length)


def in_length(stretch: Stretch) -> tuple[int, str, int, int]:
    """Puts lengths in order, the shortest first."""
    return length(stretch), stretch.kind, stretch.first_month, stretch.first_day


def worst_case(
    failure: Failure, owed: Sequence[Owed], back: Bill | None, stretch: Stretch
) -> Scenario | None:
    """A failure that lasts that long, in the shape in which the smallest share comes back; None where
    nothing is owed for it. All of it is owed in one currency."""
    return min(_in_each_shape(failure, owed, back, stretch), key=by_share, default=None)


def by_share(scenario: Scenario) -> tuple[Fraction, Fraction, str]:
    """Puts scenarios in order, the one of which the smallest share comes back first."""
    return scenario.share, -scenario.total.amount, scenario.at or ""


def _in_each_shape(
    failure: Failure, owed: Sequence[Owed], back: Bill | None, stretch: Stretch
) -> Iterator[Scenario]:
    bills = [each.bill for each in owed] + ([back] if back is not None else [])
    shaped = any(bill.by_shape for bill in bills) and len(shapes(stretch)) > 1
    several = any(per != stretch for bill in bills for per in bill.stretches)
    for shape in shapes(stretch) if shaped else shapes(stretch)[:1]:
        charged = [(each, size) for each in owed if (size := each.bill.over(stretch, shape))]
        hit = _at_once(charged, shape.days if several else 1)
        if not hit:
            continue
        days = max(each.days[0] for each, _ in hit), min(each.days[1] for each, _ in hit)
        at = example(stretch, shape if shaped else None, days)
        if several and at is None:
            continue
        paid = back.over(stretch, shape) if back is not None and back.fits(stretch) else None
        got = Sum(back.measure, paid) if back is not None and paid is not None else None
        yield Scenario(failure, stretch, shape, at if shaped else None, tuple(hit), got)


def _each_customer_once(owed: Sequence[Owed]) -> list[Owed]:
    """Without the levels below one that is counted: they share its credits."""
    keys = {each.upper for each in owed}
    return [each for each in owed if keys.isdisjoint(each.above)]


def _at_once(charged: list[Charged], lasting: int) -> list[Charged]:
    """Those that are in force for so many days from one day on, of all days the dearest."""
    ends: list[tuple[int, Fraction]] = []
    for owed, size in charged:
        if owed.days[1] - owed.days[0] + 1 >= lasting:
            ends += [(owed.days[0], size), (owed.days[1] + 2 - lasting, -size)]
    total = most = Fraction(0)
    best: int | None = None
    for day, size in sorted(ends):  # on one day, what ends comes before what begins
        total += size
        if total > most:
            most, best = total, day
    if best is None:
        return []
    return [each for each in charged if each[0].days[0] <= best <= each[0].days[1] + 1 - lasting]
