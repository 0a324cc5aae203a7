"""What may be down under a promise, a period at a time: who lets what be down how long, and how long in all.

It depends on how the promise is counted and not on how much it promises: customers who are counted alike
ask once.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from typing import TypeAlias
from weakref import WeakKeyDictionary

from sladsl.evaluate.base import hours_of
from sladsl.exact.intervals import Intervals, difference, intersection, total, union
from sladsl.exact.periods import Kind, Period
from sladsl.exact.structures.downtime import Longest, longest_downtime
from sladsl.exact.structures.programme import Patience
from sladsl.model.agreements import Agreement, Guarantee, limited_hours
from sladsl.model.metrics import ShareOfIntervals
from sladsl.model.supports import Promised, Supports, Term
from sladsl.prove.allowances import ROLLS, Allowance, lost
from sladsl.prove.below import Below
from sladsl.prove.budgets import Support, promised_budgets, whole_step
from sladsl.prove.counted_once import counted_once
from sladsl.prove.counting import spread
from sladsl.prove.horizon import in_phase, instants, is_dated, within_terms
from sladsl.prove.memory import Frame, Memory, Way, memory_of
from sladsl.prove.shared_budgets import (
    Excused,
    SharedBudgets,
    excused_at_least,
    excused_in_series,
)
from sladsl.prove.together import adds_up, together
from sladsl.prove.trailing import begins, least_and_most, stretches
from sladsl.prove.weighed import Course, UsedUp, Weighed
from sladsl.records import field, record, replace

PROMISES = 4
"""So many promises about one component are weighed against each other."""
WORK = 15_000_000
"""So many steps are taken where it matters when components are down, in all periods together."""
_LOOK = 1_000
"""A period takes as long as so many of them."""


def weighed(
    supports: Supports,
    upper: tuple[Agreement, Guarantee],
    service: str,
    stands: Below,
    term: Term,
    *,
    a_day_longer: bool = False,
    among: Collection[Period] = (),
    memory: Memory | None = None,
    patience: Patience | None = None,
) -> Course:
    """What stands under a promise about a service, in every period of a term that differs from those before
    it, or in those `among` them: as things are, and with the exclusions used as far as they go. Trailing
    periods are looked at where they begin with a day or a time that matters, or, up to `a_day_longer`, so
    that they hold all of a day. It is kept in the `memory` of the house, or another."""
    cycle = upper[1].period
    assert cycle is not None
    memory = memory if memory is not None else memory_of(supports)
    patience = patience if patience is not None else Patience(WORK)
    # Whatever begins at any second cuts the intervals of windows, of hours and of supports.
    cut = a_day_longer and isinstance(upper[1].metric.formula, ShareOfIntervals)
    under = _Under(memory, upper, stands, patience, cut=cut)
    reach = instants(term, cycle.zone, supports.today, cycle.longest())
    reach = within_terms(reach, upper, stands.promised.values())
    known = _known.get(memory)
    if known is None:
        known = _known[memory] = _Known()
    ids = tuple((key, *(id(promise) for _, promise in each)) for key, each in under.promised.items())
    course = (service, under.way, ids, reach, a_day_longer, frozenset(among))
    found = known.courses.get(course)
    if found is None:
        ways = (under.way, under.ways, reach, a_day_longer)
        looks = known.looks.get(ways)
        if looks is None:
            looks = known.looks[ways] = tuple(under.looks(reach, a_day_longer))
        made: list[Weighed] = []
        for look in looks:
            if among and look.period not in among:
                continue
            key = (service, ids, look.numbers, look.excused, look.rounds)
            laid = known.laid.get(key)
            if laid is None:
                patience.left -= _LOOK
                laid = known.laid[key] = under.lay(look)
            lower, bound, attained, besides, excused = laid
            # What is left out is no downtime; of what several leave out not all is for sure.
            most = look.counted if look.shared or a_day_longer else look.base
            if most < bound.time:
                bound = replace(bound, time=most)
            made.append(
                Weighed(
                    look.period,
                    lower,
                    bound,
                    attained,
                    look.base,
                    bound.time / look.base if look.base else None,
                    excused,
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

    `shared` are exclusions whose budget may not suffice for all supports that draw on it: there what they
    leave out is counted, without what is `excused` in all. `counted` are all seconds of the period, whatever
    is used up, at most. `rounds` is False where so much may be left out that a share of what is left may be
    whole intervals, whatever share it is.
    """

    period: Period
    used_up: UsedUp
    counted: Fraction
    base: Fraction
    numbers: tuple[int, ...]
    shared: frozenset[str] = frozenset()
    excused: tuple[Excused, ...] = ()
    rounds: bool = True


_Laid: TypeAlias = tuple[tuple[Support, ...], Longest, bool, tuple[Support, ...], Fraction]


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

    __slots__ = ("_cut", "_memory", "_patience", "_shared", "_stands", "_upper", "promised", "way", "ways")

    def __init__(
        self, memory: Memory, upper: Promised, stands: Below, patience: Patience, *, cut: bool
    ) -> None:
        self._memory, self._upper, self._stands, self._cut = memory, upper, stands, cut
        self._patience = patience
        self.promised = stands.promised
        self.way: Way = memory.way_of(*upper)
        self.ways: tuple[Way, ...] = tuple(memory.way_of(*each) for each in self._every())
        self._shared = SharedBudgets(upper, tuple(self._every()))

    def _every(self) -> Iterator[Promised]:
        return (each for promises in self.promised.values() for each in promises)

    def looks(self, reach: tuple[int, int], a_day_longer: bool) -> Iterator[_Look]:
        """The periods in [first, end) that come to something else than those before them; of trailing ones,
        up to `a_day_longer`, the least that is counted in any of those that begin on that day."""
        seen: set[Hashable] = set()
        lowers = tuple(self._every())
        every = stretches(self._upper, lowers, reach) if a_day_longer else self._periods(reach)
        for period in filter(self._is_promised, every):
            frame = self._memory.frame(self.way, *self._upper, period)
            most = frame.base
            if a_day_longer:
                least, most = least_and_most(self._upper, period)
                frame = Frame(least, min(frame.taken, max(Fraction(0), least - 1)))
            ways: list[tuple[UsedUp, frozenset[str]]] = [("", frozenset())]
            far: UsedUp = "both" if self._is_handed_on() else "above"
            rounds = far == "above" or not frame.taken
            apart = period.start if self._differ() else 0
            ways += ((far, some) for some in self._shared.choices(period))
            for used_up, shared in ways:
                base = frame.base - frame.taken if used_up else frame.base
                numbers = tuple(self._allowance(each, period, used_up, shared)[0] for each in self._every())
                excused = self._shared.excused(period, shared)
                key = (most, base, numbers, tuple(each.lengths for each in excused), apart)
                if key not in seen:
                    seen.add(key)
                    yield _Look(period, used_up, most, base, numbers, shared, excused, rounds)

    def _is_promised(self, period: Period) -> bool:
        """Whether about every component somebody promises something all along; where nobody does is found by
        itself, with the days."""
        span: Intervals = ((period.start, period.end),)
        dated = (each for each in self.promised.values() if all(is_dated(g) for _, g in each))
        return not any(
            difference(span, union(*(in_phase(a, g, *span[0]) for a, g in promises))) for promises in dated
        )

    def _is_handed_on(self) -> bool:
        """Whether what is left out above is left out of as much below: not of several supports, or of several
        periods of one, or where it counts other times, or shorter intervals."""
        agreement, guarantee = self._upper
        below = [
            (g.period, a.zone, g.during or a.hours, spread(guarantee.metric, g.metric), is_dated(g))
            for a, g in self._every()
        ]
        return below == [(guarantee.period, agreement.zone, guarantee.during or agreement.hours, 1, False)]

    def _differ(self) -> bool:
        """Whether periods in which supports allow as much may differ once periods that roll are counted in:
        where hours are limited these are of different lengths."""
        every = (self._upper, *self._every())
        rolls = any(g.period is not None and g.period.kind in ROLLS for _, g in every[1:])
        return rolls and any(limited_hours(g, a) is not None or is_dated(g) for a, g in every)

    def _periods(self, reach: tuple[int, int]) -> Sequence[Period]:
        """The whole periods; of those that cannot differ only the first."""
        cycle = self._upper[1].period
        assert cycle is not None
        edges = begins(self._upper, tuple(self._every()), reach) if cycle.kind is Kind.TRAILING else ()
        whole = self._memory.periods_between(cycle, *reach, frozenset(edges))
        if all(
            g.period == cycle and limited_hours(g, a) is None and not g.exclusions and not is_dated(g)
            for a, g in (self._upper, *self._every())
        ):
            return list({p.length: p for p in reversed(whole)}.values())[::-1]
        return whole

    def _allowance(
        self, lower: Promised, period: Period, used_up: UsedUp, shared: frozenset[str]
    ) -> tuple[int, Allowance]:
        ways = (self.way, self._memory.way_of(*lower))
        numbered = self._memory.allowance(ways, self._upper, lower, period, used_up == "both", shared)
        if not self._cut:
            return numbered
        agreement, guarantee = self._upper
        counted = hours_of(guarantee, agreement, period.start, period.end)
        return self._memory.apart_of(numbered[1], Fraction(total(counted)))

    def lay(self, look: _Look) -> _Laid:
        """Who lets what be down in one period, how long the whole can be then, and whether it gets there; and
        who else promises something about the same."""
        found = [self._tightest(key, each, look) for key, each in self.promised.items()]
        supports = tuple(support for tightest, _ in found for support in tightest)
        besides = tuple(support for _, others in found for support in others)
        stands = self._stands
        single = {key for key, each in self.promised.items() if len(each) == 1}
        uncut, supports = supports, counted_once(stands.structure, supports, stands.unpromised, single)
        step = whole_step(self._upper[1], supports)

        under = together(
            stands.structure,
            supports,
            stands.unpromised,
            self._upper,
            look.period,
            patience=self._patience,
            besides=besides,
        )
        whole = under.promised(step)
        attained = bool(step) or _attained(supports) or whole.time < self._freely(supports)
        excused = excused_at_least(look.excused)
        if look.excused and adds_up(stands.structure, supports, whole.time):
            excused = excused_in_series(look.excused, uncut, supports)
        left = max(Fraction(0), whole.time - excused)
        return (
            supports,
            replace(whole, time=left // step * step if step else left),
            attained,
            besides,
            excused,
        )

    def _freely(self, supports: tuple[Support, ...]) -> Fraction:
        """How long the whole could be down were nothing but the promises to hold it back."""
        budgets = promised_budgets(self._stands.unpromised, supports)
        return longest_downtime(self._stands.structure, budgets).time

    def _tightest(
        self, key: str, promises: tuple[Promised, ...], look: _Look
    ) -> tuple[tuple[Support, ...], tuple[Support, ...]]:
        """Of several promises about one component those that allow least: one, or more that share the
        hours; and the others."""
        made = [(each, self._allowance(each, look.period, look.used_up, look.shared)) for each in promises]
        if look.rounds:
            made = [(each, self._memory.in_whole(each[1], numbered)) for each, numbered in made]
        if len(made) > PROMISES:
            made.sort(key=lambda each: self._memory.seconds_of(each[1], lost(each[0][1]).amount))
            made = made[:PROMISES]
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
