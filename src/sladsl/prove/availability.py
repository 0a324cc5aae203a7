"""What a proof of availability says: the bound, what it is made of, and a case that breaks the promise."""

from __future__ import annotations

from collections.abc import Hashable
from fractions import Fraction
from itertools import chain
from typing import Literal

from sladsl.exact import zones
from sladsl.exact.periods import Period
from sladsl.exact.structures.downtime import longest_downtime
from sladsl.exact.structures.modules import Module, components, fails
from sladsl.exact.structures.probability import Chance, chance_of_working
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.catalogue import Exclusion, Service
from sladsl.model.supports import stated_term
from sladsl.prove.allowances import lost
from sladsl.prove.below import Below
from sladsl.prove.budgets import Support, promised_budgets, with_allowance
from sladsl.prove.coinciding import Rolled
from sladsl.prove.counting import forgives_some, tolerates_some
from sladsl.prove.horizon import Gap, begun_periods, gaps
from sladsl.prove.left_out import same_work
from sladsl.prove.lenient import Switch, is_more_lenient
from sladsl.prove.outages import NO_CASE, WorstCase
from sladsl.prove.remedies import soft
from sladsl.prove.together import Together, may_miss, together
from sladsl.prove.weighed import UsedUp, Weighed
from sladsl.records import record, replace


@record
class AvailabilityProof:
    """Whether a promise about one service is kept by the promises under it, in the worst period of the term;
    of those in which it breaks in the worst for which that was shown.

    `allowed` are the seconds that the promise lets the service be down in `period`, `bound` those that its
    supports let it be, as the service `stands` on them; components nobody promises anything about are taken
    never to fail. `assumed` are exclusions without a limit that both sides have or only the upper one:
    taken not to happen. `attained` is False where the supports come as near to `bound` as they like and
    never there. `excused` are seconds that the promise leaves out itself, once for all of its supports,
    which do not count them either, by the exclusions in `shared`; `used_up` says where its others are.
    `besides` promise about the same components, where others allow less, and `rolled` are periods that
    were counted in beside as few as cover all. `broken` are all periods in which the supports let more be
    down than is promised, as far as they differ. Of trailing periods, which may begin at any instant,
    others may be worse than the one shown, in which the promise breaks: `elsewhere` holds the worst.
    Of `contested` components several agreements promise something, and nobody says which of them is meant.
    `case` is a course of outages that keeps everything below and breaks the promise, if one was found.
    """

    agreement: Agreement
    guarantee: Guarantee
    service: Service
    stands: Below
    period: Period
    allowed: Fraction
    bound: Fraction
    reached: bool
    attained: bool
    exact: bool
    supports: tuple[Support, ...]
    assumed: tuple[str, ...]
    base: Fraction
    broken: tuple[Weighed, ...]
    excused: Fraction = Fraction(0)
    shared: frozenset[str] = frozenset()
    used_up: UsedUp = ""
    besides: tuple[Support, ...] = ()
    rolled: Rolled = ()
    elsewhere: Weighed | None = None
    contested: tuple[str, ...] = ()
    case: WorstCase = NO_CASE

    def in_period(self, other: Weighed) -> AvailabilityProof:
        """What it comes to in another of the periods in which it does not hold."""
        return replace(
            self,
            period=other.period,
            allowed=lost(self.guarantee).of(other.base),
            base=other.base,
            bound=other.bound.time,
            attained=other.attained,
            supports=other.supports,
            excused=other.excused,
            shared=other.shared,
            used_up=other.used_up,
            besides=other.besides,
            rolled=other.rolled,
        )

    @property
    def structure(self) -> Module:
        """How the service is made of components."""
        return self.stands.structure

    @property
    def unpromised(self) -> tuple[str, ...]:
        """The components nobody promises anything about."""
        return self.stands.unpromised

    @property
    def together(self) -> Together:
        """What stands under the promise in the period shown."""
        upper = (self.agreement, self.guarantee)
        return together(
            self.structure,
            self.supports,
            self.unpromised,
            upper,
            self.period,
            self.excused,
            rolled=self.rolled,
            besides=self.besides,
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
        if self.possible in (self.base, *(support.allowance.most for support in self.supports)):
            return "period"
        counted_in = self.rolled or self.besides
        missed = counted_in or may_miss(self.structure, self.supports, self.period)
        return "times" if missed else "intervals"

    @property
    def kept(self) -> bool:
        """Whether the promise holds whatever its supports do within their own promises."""
        enough = self.reached or not self.attained
        return self.bound < self.allowed or (self.bound == self.allowed and enough)

    @property
    def is_open(self) -> bool:
        """Whether it is neither proven that the promise holds nor shown how it fails: the bound is more than
        is allowed, and no case was found in which so much comes together."""
        return not self.kept and not self.case

    @property
    def same_work(self) -> tuple[str, ...]:
        """The exclusions of the promise as which what the supports leave out is taken to be left out, too."""
        below = ((s.agreement, s.guarantee) for s in (*self.supports, *self.besides))
        return same_work(self.guarantee, self.agreement, below, self.period)

    @property
    def recorded(self) -> tuple[Exclusion, ...]:
        """The promise's own exclusions that are used up in the period shown, those with windows first."""
        apart = {*self.shared, *self.guarantee.downtime_only}
        limited = (e for e in self.guarantee.exclusions if e.windows or e.budget is not None)
        own = (e for e in limited if self.used_up and e.key not in apart)
        return tuple(sorted(own, key=lambda e: not e.windows))

    @property
    def on_condition(self) -> tuple[Support, ...]:
        """The supports that hold on a condition only: of their own service, whatever the promise says of its
        own; each promise once."""
        every = (*self.supports, *self.besides)
        found = {id(s.guarantee): s for s in every if s.guarantee.applies is not None}
        return tuple(found.values())

    @property
    def soft(self) -> tuple[tuple[Agreement, Guarantee], ...]:
        """The supporting promises for which nothing is owed when they are missed."""
        return soft((s.agreement, s.guarantee) for s in (*self.supports, *self.besides))

    @property
    def short_ones_could_join(self) -> bool:
        """Whether outages too short to count could follow each other, of one component and then of another,
        and come to one that counts above."""
        supports = (*self.supports, *self.besides)
        some = forgives_some(self.guarantee) and any(forgives_some(each.guarantee) for each in supports)
        return some and self._fails_by_several

    @property
    def little_could_add_up(self) -> bool:
        """Whether an interval that is good for every support, as little fails, could be bad above, where
        little fails of several components."""
        return tolerates_some(self.guarantee) and self._fails_by_several

    def lenient(self, switch: Switch) -> tuple[Support, ...]:
        """The supports for which time without anything to count, or before something was in use, counts as
        better than here; each promise once."""
        every = (*self.supports, *self.besides)
        found = {id(s.guarantee): s for s in every if is_more_lenient(s.guarantee, self.guarantee, switch)}
        return tuple(found.values())

    @property
    def _fails_by_several(self) -> bool:
        """Whether no component is needed for every failure."""
        every = set(components(self.structure))
        return any(fails(self.structure, every - {key}) for key in every)

    @property
    def begun(self) -> tuple[Period, ...]:
        """Periods of the stated term that are not looked at, as terms or dates cut them short."""
        cut = begun_periods((self.agreement, self.guarantee), chain(*self.stands.promised.values()))
        zone, (_, last) = zones.load(self.agreement.zone), stated_term(self.agreement)
        return tuple(each for each in cut if zones.wall(zone, each.start).date().toordinal() <= last)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Hours, less than a day, in which nobody promises anything about a component, between two who do."""
        return gaps(self.stands.promised)

    @property
    def guaranteed(self) -> Fraction:
        """The availability that is proven in every period, as a share."""
        least = _working(self.bound, self.base)
        return (
            least
            if self.elsewhere is None
            else min(least, _working(self.elsewhere.bound.time, self.elsewhere.base))
        )

    @property
    def longest(self) -> Fraction:
        """The seconds that the service can be down in any period."""
        return max(self.bound, self.elsewhere.bound.time if self.elsewhere is not None else self.bound)

    @property
    def expected(self) -> Chance:
        """The probability that the service works, were all components independent, each as its promise says
        and not in whole intervals; worked out when asked."""
        supports = tuple(with_allowance(s, replace(s.allowance, unit=Fraction(0))) for s in self.supports)
        budgets = promised_budgets(self.unpromised, supports)
        works: dict[Hashable, Fraction] = dict.fromkeys(self.unpromised, Fraction(1))
        for support in self.supports:
            most, down = support.allowance.most, budgets[support.component]
            works[support.component] = 1 - (down / most if most else Fraction(0))
        return chance_of_working(self.structure, works)


def _working(down: Fraction, base: Fraction) -> Fraction:
    """The share of a time that is left when so much of it is down."""
    return 1 - min(Fraction(1), down / base) if base else Fraction(0 if down else 1)
