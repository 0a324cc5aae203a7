"""What an agreement pays while something fails, for any length of time: so much for each period, and caps.

Everything is the most that can fall due. Amounts that grow with delay or downtime without a limit of their
own are open, and only a cap says what they come to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction

from sladsl.evaluate.combination import cycle_of
from sladsl.evaluate.tiers import Undefined
from sladsl.exact.money import Money, is_currency
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.records import record
from sladsl.rules.index import Index
from sladsl.rules.money.stretches import Shape, Stretch, always_in, most_begun, most_in, stretch_of, whole_in
from sladsl.rules.money.yearly import caps_of, combined, granted, most_of

_TERM, _TRAILING = "term", "trailing"


@record
class Rate:
    """What is owed for each period: the most that promises with that period come to, combined as the
    agreement says. `per` is None for promises without a period, `size` where a promise has no limit."""

    per: Stretch | None
    size: Fraction | None


@record
class Ceiling:
    """A cap: for each period `per`; without one for the whole term, or for the days up to the end of any
    period where `trailing`."""

    size: Fraction
    per: Stretch | None
    trailing: bool = False


@record
class Bill:
    """What falls due while something fails, in one measure as in `Sum`; empty where nothing is paid."""

    measure: str
    rates: tuple[Rate, ...]
    ceilings: tuple[Ceiling, ...]

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """The periods of the promises."""
        return tuple(rate.per for rate in self.rates if rate.per is not None)

    @property
    def by_shape(self) -> bool:
        """Whether months of different lengths may cost differently: something is counted by days or weeks."""
        pers = (*self.stretches, *(each.per for each in self.ceilings if each.per is not None))
        return any(per.kind in ("day", "week") for per in pers)

    def fits(self, stretch: Stretch) -> bool:
        """Whether every promise of it has a whole period in such a stretch."""
        return all(always_in(per, stretch) for per in self.stretches)

    def over(self, stretch: Stretch, shape: Shape) -> Fraction | None:
        """The most that a failure of that length costs, for the whole periods in it; None where that is open.

        Each period is held against every cap, as often as the cap's own periods lie in it, and all of them
        together against the caps of the periods that the stretch has a part in.
        """
        if not self.rates:
            return Fraction(0)
        counted = self._counted(stretch, shape)
        unlimited = any(rate.per is None for rate in self.rates)
        if not counted and not unlimited:
            return None
        total = Fraction(0)
        for rate, count in counted:
            one = self._of_one(rate)
            unlimited = unlimited or one is None
            total += count * (one or Fraction(0))
        limits = [] if unlimited else [total]
        limits += [each.size * times for each, times in self._held(stretch)]
        return min(limits) if limits else None

    def told(self, stretch: Stretch, shape: Shape) -> str:
        """How that came about where the stretch holds shorter periods: `3 months at 300 EUR`."""
        counted = self._counted(stretch, shape)
        parts = [
            f"{count} {'whole ' if rate.per.kind == 'week' else ''}{rate.per.word}{'s' if count != 1 else ''}"
            for rate, count in counted
            if rate.per is not None and rate.per != stretch
        ]
        if not parts:
            return ""
        text = " and ".join(parts)
        sizes = [self._of_one(rate) for rate, _ in counted]
        total = self.over(stretch, shape)
        added = [size * count for size, (_, count) in zip(sizes, counted, strict=True) if size is not None]
        if len(added) < len(counted) or total != sum(added, Fraction(0)):
            return f"{text}, up to the cap"
        if len(counted) == 1 and sizes[0] is not None and is_currency(self.measure):
            return f"{text} at {Money(sizes[0], self.measure).text()}"
        return text

    def _counted(self, stretch: Stretch, shape: Shape) -> list[tuple[Rate, int]]:
        found = [(r, whole_in(r.per, stretch, shape)) for r in self.rates if r.per is not None]
        return [(rate, count) for rate, count in found if count]

    def _of_one(self, rate: Rate) -> Fraction | None:
        """What one period comes to under the caps."""
        known = [] if rate.size is None else [rate.size]
        for each in self.ceilings:
            times = 1 if each.per is None or rate.per is None else most_in(each.per, rate.per)
            known.append(each.size * times)
        return min(known, default=None)

    def _held(self, stretch: Stretch) -> Iterable[tuple[Ceiling, int]]:
        """The caps over all periods together, and how often each applies; windows that trail say nothing."""
        for each in self.ceilings:
            if not each.trailing:
                yield each, 1 if each.per is None else most_begun(each.per, stretch)


NOTHING = Bill("", (), ())
"""What is paid where nothing is."""


def bill_of(index: Index, agreement: Agreement, owed: Iterable[tuple[Guarantee, int]]) -> Bill | None:
    """The bill of promises that are all missed, each for so many services. None where they are paid in
    different measures, or where nothing says in which."""
    measures: set[str] = set()
    sizes: defaultdict[Stretch | None, list[Fraction | None]] = defaultdict(list)
    for guarantee, services in owed:
        made = most_of(agreement, guarantee)
        per = stretch_of(guarantee.period) if guarantee.period is not None else None
        sizes[per] += [made.size if made is not None else None] * services
        if made is not None:
            measures.add(made.measure)
    ceilings: list[Ceiling] = []
    for cap, made in caps_of(index, agreement):
        measures.add(made.measure)
        if cap.period in (_TERM, _TRAILING):
            ceilings.append(Ceiling(made.size, None, cap.period == _TRAILING))
        elif not isinstance(cycle := cycle_of(cap, agreement), Undefined):
            ceilings.append(Ceiling(made.size, stretch_of(cycle)))
    if not sizes:
        return NOTHING
    if len(measures) != 1:
        return None
    measure = measures.pop()
    rates: list[Rate] = []
    for per, found in sizes.items():
        known = [size for size in found if size is not None]
        together = combined(agreement.credit_terms, known) if len(known) == len(found) else None
        if together is not None and len(sizes) == 1:
            together = granted(agreement.credit_terms, together, measure)
        rates.append(Rate(per, together if per is not None else None))
    return Bill(measure, tuple(rates), tuple(ceilings))
