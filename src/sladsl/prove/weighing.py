"""What may be down under a promise, a period at a time: who lets what be down how long, and how long in all.

It depends on how the promise is counted and not on how much it promises: customers who are counted alike
ask once.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Literal, TypeAlias
from weakref import WeakKeyDictionary

from sladsl.evaluate.base import hours_of
from sladsl.exact.intervals import Intervals, clip, difference, intersection, total
from sladsl.exact.periods import Period
from sladsl.exact.structures.downtime import Longest
from sladsl.exact.structures.programme import Patience
from sladsl.model.agreements import Agreement, Guarantee, limited_hours
from sladsl.model.catalogue import Exclusion
from sladsl.model.supports import Supports, Term
from sladsl.prove.allowances import Allowance, Lost, lost
from sladsl.prove.below import Below, Promised
from sladsl.prove.budgets import Support, in_whole_intervals, whole_step
from sladsl.prove.coinciding import Rolled
from sladsl.prove.counted_once import counted_once
from sladsl.prove.horizon import instants
from sladsl.prove.left_out import excused_for_sure, limit_in, shared_exclusions, windows_of
from sladsl.prove.memory import Memory, Way, memory_of
from sladsl.prove.together import together
from sladsl.records import field, record, replace

MANY = 4
"""So many promises about one component are weighed against each other."""
WORK = 15_000_000
"""So many steps are taken where it matters when components are down, in all periods together."""


UsedUp: TypeAlias = Literal["", "above", "both"]
"""Where the exclusions of a promise are used up: nowhere, above only, or by its one support, too."""


@record
class Weighed:
    """One period looked at: who lets what be down how long, and what the whole comes to.

    `base` are the seconds of which the promise above takes its share, `share` is the bound as a share of
    them; None where nothing is counted. `attained` is False where the supports come as near to the bound as
    they like and never there. `excused` are seconds that the supports' times hold and the bound does not:
    what the promise above leaves out itself, once for all of them, by the exclusions in `shared`. `used_up`
    says where its other exclusions are, as far as they go. `besides` promise about the same
    components, and others allow less; `rolled` are periods of supports that were counted in beside those that
    cover all.
    """

    period: Period
    supports: tuple[Support, ...]
    bound: Longest
    attained: bool
    base: Fraction
    share: Fraction | None
    excused: Fraction = Fraction(0)
    shared: frozenset[str] = frozenset()
    used_up: UsedUp = ""
    besides: tuple[Support, ...] = ()
    rolled: Rolled = ()

    def excess(self, loss: Lost) -> tuple[Fraction, Fraction, bool]:
        """By how much more may be down than is promised, in seconds or as a share of what is counted; of
        equal shares the longer time is worse, and a bound that is reached."""
        seconds = self.bound.time - loss.of(self.base)
        by = seconds if loss.absolute or self.share is None else self.share - loss.amount
        return by, seconds, self.attained

    def breaks(self, loss: Lost) -> bool:
        """Whether more may be down than is promised, or just so much where that is too much already."""
        allowed, down = loss.of(self.base), self.bound.time
        return down > allowed or (down == allowed and self.attained and not loss.reached)

    def searched(self, bound: Fraction, exact: bool, rolled: Rolled) -> Weighed:
        """The same with periods counted in, and the bound that came out."""
        if bound >= self.bound.time:
            return replace(self, bound=Longest(self.bound.time, self.bound.exact or exact))
        share = bound / self.base if self.base else None
        return replace(self, bound=Longest(bound, exact), share=share, attained=True, rolled=rolled)

    def in_whole_intervals(self, stands: Below, upper: Promised, patience: Patience) -> Weighed:
        """The same where intervals that promises count are bad as a whole or not at all."""
        supports = tuple(in_whole_intervals(support) for support in self.supports)
        step = whole_step(upper[1], supports)
        if supports == self.supports and not step:
            return self
        under = together(
            stands.structure,
            supports,
            stands.unpromised,
            upper,
            self.period,
            self.excused,
            patience,
            self.rolled,
            tuple(in_whole_intervals(support) for support in self.besides),
        )
        bound = under.promised(step)
        share = bound.time / self.base if self.base else None
        attained = self.attained or bool(step)
        return replace(self, supports=supports, bound=bound, share=share, attained=attained)


@record
class Course:
    """All periods that differ; of them `worst` are those that may be the worst, whatever is promised."""

    every: tuple[Weighed, ...]
    worst: tuple[Weighed, ...]


def weighed(
    supports: Supports, upper: tuple[Agreement, Guarantee], service: str, stands: Below, term: Term
) -> Course:
    """What stands under a promise about a service, in every period of a term that differs from those before
    it: as things are, and with the exclusions used as far as they go."""
    cycle = upper[1].period
    assert cycle is not None
    memory = memory_of(supports)
    under = _Under(memory, upper, stands)
    reach = instants(term, cycle.zone, supports.today, cycle.longest())
    known = _known.get(memory)
    if known is None:
        known = _known[memory] = _Known()
    ids = tuple((key, *(id(promise) for _, promise in each)) for key, each in under.promised.items())
    course = (service, under.way, ids, reach)
    found = known.courses.get(course)
    if found is None:
        looks = known.looks.get((under.way, under.ways, reach))
        if looks is None:
            looks = known.looks[under.way, under.ways, reach] = tuple(under.looks(reach))
        made: list[Weighed] = []
        for look in looks:
            key = (service, ids, look.numbers, look.excused)
            laid = known.laid.get(key)
            if laid is None:
                laid = known.laid[key] = under.lay(look)
            lower, bound, attained, besides = laid
            if look.base < bound.time:
                bound = replace(bound, time=look.base)  # what is left out is no downtime
            made.append(
                Weighed(
                    look.period,
                    lower,
                    bound,
                    attained,
                    look.base,
                    bound.time / look.base if look.base else None,
                    look.excused,
                    look.shared,
                    look.used_up,
                    besides,
                )
            )
        found = known.courses[course] = Course(tuple(made), _worst(made, lost(upper[1]).absolute))
    return found


def _worst(made: Sequence[Weighed], absolute: bool) -> tuple[Weighed, ...]:
    """Of shares of what is counted the largest, and periods in which nothing is; of times the longest."""
    if absolute:
        longest = max((each.bound.time for each in made), default=None)
        return tuple(each for each in made if each.bound.time == longest)
    largest = max((each.share for each in made if each.share is not None), default=None)
    return tuple(each for each in made if each.share is None or each.share == largest)


@record
class _Look:
    """A period to be looked at, and where its exclusions are used up: the seconds that are then counted,
    and by their numbers what each supporting promise allows.

    `shared` are exclusions that several supports draw on: there what they all leave out is counted, without
    the seconds that are `excused` in all.
    """

    period: Period
    used_up: UsedUp
    base: Fraction
    numbers: tuple[int, ...]
    shared: frozenset[str] = frozenset()
    excused: Fraction = Fraction(0)


_Laid: TypeAlias = tuple[tuple[Support, ...], Longest, bool, tuple[Support, ...]]


@record(frozen=False, eq=False)
class _Known:
    """What was worked out for a house: which periods differ, what stands under a service in one of them, and
    in all of them."""

    looks: dict[Hashable, tuple[_Look, ...]] = field(default_factory=dict)
    laid: dict[Hashable, _Laid] = field(default_factory=dict)
    courses: dict[Hashable, Course] = field(default_factory=dict)


_known: WeakKeyDictionary[Memory, _Known] = WeakKeyDictionary()


class _Under:
    """One promise and what stands under it."""

    __slots__ = ("_contested", "_memory", "_patience", "_stands", "_upper", "promised", "way", "ways")

    def __init__(self, memory: Memory, upper: tuple[Agreement, Guarantee], stands: Below) -> None:
        self._memory, self._upper, self._stands = memory, upper, stands
        self._patience = Patience(WORK)
        self.promised: Mapping[str, tuple[Promised, ...]] = {
            key: each[:MANY] for key, each in stands.promised.items()
        }
        self.way: Way = memory.way_of(*upper)
        self.ways: tuple[Way, ...] = tuple(memory.way_of(*each) for each in self._every())
        self._contested = shared_exclusions(upper[1], (g for _, g in self._every()))

    def _every(self) -> Iterator[Promised]:
        return (each for promises in self.promised.values() for each in promises)

    def looks(self, reach: tuple[int, int]) -> Iterator[_Look]:
        """The periods in [first, end) that come to something else than those before them."""
        seen: set[Hashable] = set()
        for period in self._periods(reach):
            frame = self._memory.frame(self.way, *self._upper, period)
            ways: list[tuple[UsedUp, frozenset[str]]] = [("", frozenset())]
            # Of several supports, or of several of its periods, not all are of less for what is left out.
            alone = [g.period for _, g in self._every()] == [self._upper[1].period]
            far: UsedUp = "both" if alone else "above"
            ways += ((far, some) for some in self._shared(period))
            for used_up, shared in ways:
                base = frame.base - frame.taken if used_up else frame.base
                numbers = tuple(self._allowance(each, period, used_up, shared)[0] for each in self._every())
                excused = self._excused(period, shared)
                key = (frame.base, base, numbers, excused)
                if key not in seen:
                    seen.add(key)
                    yield _Look(period, used_up, base, numbers, shared, excused)

    def _shared(self, period: Period) -> Sequence[frozenset[str]]:
        """Every choice of the exclusions that several supports draw on, of a budget that they may exceed."""
        keys = [each.key for each in self._contested if self._may_be_exceeded(each, period)]
        return [
            frozenset(some)
            for count in range(len(keys) + 1)
            for some in combinations(keys, count)
            if count <= 1 or len(keys) <= MANY or count == len(keys)
        ]

    def _may_be_exceeded(self, exclusion: Exclusion, period: Period) -> bool:
        """Whether there is more time in its windows than its budget lets be left out."""
        agreement, counted = self._upper[0], self._counted(period)
        if not exclusion.windows:
            return True
        windows = windows_of(exclusion, agreement, period.start, period.end)
        limit = limit_in(exclusion, agreement, period, counted)
        return limit is not None and limit < total(intersection(windows, counted))

    def _counted(self, period: Period) -> Intervals:
        agreement, guarantee = self._upper
        return clip(hours_of(guarantee, agreement, period.start, period.end), period.start, period.end)

    def _excused(self, period: Period, shared: frozenset[str]) -> Fraction:
        """The seconds that these exclusions of the promise take out of its downtime in a period for sure,
        where there is more of it than that."""
        agreement, guarantee = self._upper
        if not shared:
            return Fraction(0)
        counted = self._counted(period)
        some = (each for each in guarantee.exclusions if each.key in shared)
        return sum((excused_for_sure(each, agreement, period, counted) for each in some), Fraction(0))

    def _periods(self, reach: tuple[int, int]) -> Sequence[Period]:
        """The whole periods; of those that cannot differ only the first."""
        cycle = self._upper[1].period
        assert cycle is not None
        whole = self._memory.periods_between(cycle, *reach)
        if all(
            g.period == cycle and limited_hours(g, a) is None and not g.exclusions
            for a, g in (self._upper, *self._every())
        ):
            return list({p.length: p for p in reversed(whole)}.values())[::-1]
        return whole

    def _allowance(
        self, lower: Promised, period: Period, used_up: UsedUp, shared: frozenset[str]
    ) -> tuple[int, Allowance]:
        ways = (self.way, self._memory.way_of(*lower))
        return self._memory.allowance(ways, self._upper, lower, period, used_up == "both", shared)

    def lay(self, look: _Look) -> _Laid:
        """Who lets what be down in one period, how long the whole can be then, and whether it gets there; and
        who else promises something about the same."""
        found = [self._tightest(key, each, look) for key, each in self.promised.items()]
        supports = tuple(support for tightest, _ in found for support in tightest)
        besides = tuple(support for _, others in found for support in others)
        stands = self._stands
        if not besides:
            # Others may limit a component in times that it would take for all.
            supports = counted_once(stands.structure, supports, stands.unpromised)
        whole = together(
            stands.structure,
            supports,
            stands.unpromised,
            self._upper,
            look.period,
            look.excused,
            self._patience,
            besides=besides,
        )
        return supports, whole.promised(), _attained(supports), besides

    def _tightest(
        self, key: str, promises: tuple[Promised, ...], look: _Look
    ) -> tuple[tuple[Support, ...], tuple[Support, ...]]:
        """Of several promises about one component those that allow least: one, or more that share the
        hours; and the others."""
        made = [(each, self._allowance(each, look.period, look.used_up, look.shared)) for each in promises]
        if len(made) == 1:
            (agreement, guarantee), numbered = made[0]
            seconds = self._memory.seconds_of(numbered, lost(guarantee).amount)
            return (Support(key, agreement, guarantee, numbered[1], seconds),), ()
        best: tuple[Support, ...] = ()
        for count in range(1, len(made) + 1):
            for group in combinations(made, count):
                outside = group[0][1][1].outside
                for _, (_, other) in group[1:]:
                    outside = intersection(outside, other.outside)
                found = tuple(_in_group(key, *each, outside, not n) for n, each in enumerate(group))
                if not best or sum(s.seconds for s in found) < sum(s.seconds for s in best):
                    best = found
        chosen = {id(support.guarantee) for support in best}
        others = (each for each in made if id(each[0][1]) not in chosen)
        return best, tuple(_in_group(key, *each, (), False) for each in others)


def _in_group(
    key: str, promised: Promised, numbered: tuple[int, Allowance], outside: Intervals, first: bool
) -> Support:
    """One of several promises about a component: the hours `outside` all of them stand with the `first`."""
    agreement, guarantee = promised
    allowed = numbered[1]
    mine = replace(allowed, outside=outside if first else ())
    elsewhere = difference(allowed.outside, outside) if first else allowed.outside
    return Support(key, agreement, guarantee, mine, mine.at(lost(guarantee).amount), elsewhere=elsewhere)


def _attained(supports: tuple[Support, ...]) -> bool:
    """Whether the bound is reached; not only where every support promises more than its limit, and nothing
    but these limits holds the downtime back."""
    parts = [support for support in supports if support.seconds]
    return not parts or any(
        lost(s.guarantee).reached
        or s.allowance.extras
        or s.allowance.outside
        or s.seconds >= s.allowance.most
        or any(lost(s.guarantee).amount * base > reach for base, reach in s.allowance.shares)
        for s in parts
    )
