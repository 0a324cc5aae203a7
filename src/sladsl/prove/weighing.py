"""What may be down under a promise, a period at a time: who lets what be down how long, and how long in all.

It depends on how the promise is counted and not on how much it promises: customers who are counted alike
ask once.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import TypeAlias
from weakref import WeakKeyDictionary

from sladsl.exact.intervals import intersection
from sladsl.exact.periods import Period
from sladsl.exact.structures.downtime import Longest
from sladsl.model.agreements import Agreement, Guarantee, limited_hours
from sladsl.model.supports import Supports, Term
from sladsl.prove.allowances import Allowance, Lost, lost
from sladsl.prove.below import Below, Promised
from sladsl.prove.budgets import Support, in_whole_intervals, whole_step
from sladsl.prove.coinciding import together
from sladsl.prove.counted_once import counted_once
from sladsl.prove.horizon import instants
from sladsl.prove.memory import Memory, Way, memory_of
from sladsl.records import field, record, replace

MANY = 4
"""So many promises about one component are weighed against each other."""


@record
class Weighed:
    """One period looked at: who lets what be down how long, and what the whole comes to.

    `base` are the seconds of which the promise above takes its share, `share` is the bound as a share of
    them; None where nothing is counted. `attained` is False where the supports come as near to the bound as
    they like and never there.
    """

    period: Period
    supports: tuple[Support, ...]
    bound: Longest
    attained: bool
    base: Fraction
    share: Fraction | None

    def excess(self, loss: Lost) -> tuple[Fraction, Fraction, bool]:
        """By how much more may be down than is promised, in seconds or as a share of what is counted; of
        equal shares the longer time is worse, and a bound that is reached."""
        seconds = self.bound.time - loss.of(self.base)
        by = seconds if loss.absolute or self.share is None else self.share - loss.amount
        return by, seconds, self.attained

    def in_whole_intervals(self, stands: Below, upper: Promised) -> Weighed:
        """The same where intervals that promises count are bad as a whole or not at all."""
        supports = tuple(in_whole_intervals(support) for support in self.supports)
        step = whole_step(upper[1], supports)
        if supports == self.supports and not step:
            return self
        under = together(stands.structure, supports, stands.unpromised, upper, self.period)
        bound = under.promised(step)
        share = bound.time / self.base if self.base else None
        return replace(self, supports=supports, bound=bound, share=share)


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
            key = (service, ids, look.numbers)
            laid = known.laid.get(key)
            if laid is None:
                laid = known.laid[key] = under.lay(look)
            share = laid[1].time / look.base if look.base else None
            made.append(Weighed(look.period, *laid, look.base, share))
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
    """A period to be looked at, and whether its exclusions are used up: the seconds that are then counted,
    and by their numbers what each supporting promise allows."""

    period: Period
    used_up: bool
    base: Fraction
    numbers: tuple[int, ...]


_Laid: TypeAlias = tuple[tuple[Support, ...], Longest, bool]


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

    __slots__ = ("_memory", "_stands", "_upper", "promised", "way", "ways")

    def __init__(self, memory: Memory, upper: tuple[Agreement, Guarantee], stands: Below) -> None:
        self._memory, self._upper, self._stands = memory, upper, stands
        self.promised: Mapping[str, tuple[Promised, ...]] = {
            key: each[:MANY] for key, each in stands.promised.items()
        }
        self.way: Way = memory.way_of(*upper)
        self.ways: tuple[Way, ...] = tuple(memory.way_of(*each) for each in self._every())

    def _every(self) -> Iterator[Promised]:
        return (each for promises in self.promised.values() for each in promises)

    def looks(self, reach: tuple[int, int]) -> Iterator[_Look]:
        """The periods in [first, end) that come to something else than those before them."""
        seen: set[Hashable] = set()
        for period in self._periods(reach):
            frame = self._memory.frame(self.way, *self._upper, period)
            for used_up in (False, True):
                base = frame.base - frame.taken if used_up else frame.base
                numbers = tuple(self._allowance(each, period, used_up)[0] for each in self._every())
                key = (frame.base, base, numbers)
                if key not in seen:
                    seen.add(key)
                    yield _Look(period, used_up, base, numbers)

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

    def _allowance(self, lower: Promised, period: Period, used_up: bool) -> tuple[int, Allowance]:
        ways = (self.way, self._memory.way_of(*lower))
        return self._memory.allowance(ways, self._upper, lower, period, used_up)

    def lay(self, look: _Look) -> _Laid:
        """Who lets what be down in one period, how long the whole can be then, and whether it gets there."""
        supports = tuple(
            support for key, each in self.promised.items() for support in self._tightest(key, each, look)
        )
        supports = counted_once(self._stands.structure, supports, self._stands.unpromised)
        whole = together(self._stands.structure, supports, self._stands.unpromised, self._upper, look.period)
        return supports, whole.promised(), _attained(supports)

    def _tightest(self, key: str, promises: tuple[Promised, ...], look: _Look) -> tuple[Support, ...]:
        """Of several promises about one component those that allow least: one, or more that share the
        hours."""
        made = [(each, self._allowance(each, look.period, look.used_up)) for each in promises]
        if len(made) == 1:
            (agreement, guarantee), numbered = made[0]
            seconds = self._memory.seconds_of(numbered, lost(guarantee).amount)
            return (Support(key, agreement, guarantee, numbered[1], seconds),)
        best: tuple[Support, ...] = ()
        for count in range(1, len(made) + 1):
            for group in combinations(made, count):
                outside = group[0][1][1].outside
                for _, (_, other) in group[1:]:
                    outside = intersection(outside, other.outside)
                found: list[Support] = []
                for number, ((agreement, guarantee), (_, allowed)) in enumerate(group):
                    mine = replace(allowed, outside=() if number else outside)
                    seconds = mine.at(lost(guarantee).amount)
                    found.append(Support(key, agreement, guarantee, mine, seconds))
                if not best or sum(s.seconds for s in found) < sum(s.seconds for s in best):
                    best = tuple(found)
        return best


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
