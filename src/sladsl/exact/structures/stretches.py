"""The longest downtime where it matters when: a component may be down all along in some hours, and only for
so long in others.

    maximise the sum of x over stretches s and cuts C of the structure there, where the x of a stretch add up
    to no more than it lasts, and what they take from a pool to no more than that holds

Time inside a stretch is worth the same wherever it lies, so that any division into cuts can be laid out.
Stretches that take from no common pool are computed by themselves; in one alone the components have budgets
as ever, none longer than it lasts. Pools that several share make a programme over all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Generic, TypeVar

from sladsl.exact.structures.downtime import Spans, joined, longest_of, until, worst_timing
from sladsl.exact.structures.modules import Module, components
from sladsl.exact.structures.nearby import Amount
from sladsl.exact.structures.programme import Patience, most_spent
from sladsl.exact.structures.stretch_cuts import Stretch, StretchCuts, in_steps

A = TypeVar("A", bound=Amount)
_NOTHING, _WHOLE = Fraction(0), Fraction(1)


def longest_in(
    module: Module, stretches: Sequence[Stretch[A]], pools: Sequence[A], nothing: A, patience: Patience
) -> tuple[A, bool]:
    """How long the whole can be down in all stretches together, with so much in each pool; and whether that
    is exact, or only no shorter than it can be."""
    known: dict[Hashable, tuple[A, bool]] = {}
    longest, exact = nothing, True
    for numbers in _together(stretches, pools, nothing):
        block = _Block(module, [stretches[number] for number in numbers], pools, nothing)
        found = known.get(block.key)
        if found is None:
            found = known[block.key] = block.longest(patience)
        longest, exact = longest + found[0], exact and found[1]
    return longest, exact


def timing_in(
    module: Module,
    stretches: Sequence[Stretch[Fraction]],
    pools: Sequence[Fraction],
    step: Fraction = _NOTHING,
    patience: Patience | None = None,
) -> tuple[Mapping[Hashable, Spans], ...] | None:
    """When each component is down in one worst case, counted from the beginning of every stretch; None where
    that was too large for an exact answer. With a `step` it is down for whole steps at a time: of a programme
    as many as are left of its optimum, and whatever still fits beside them."""
    found: list[Mapping[Hashable, Spans]] = [{} for _ in stretches]
    patience = patience or Patience()
    for numbers in _together(stretches, pools, _NOTHING):
        some = [stretches[number] for number in numbers]
        timings = _Block(module, some, pools, _NOTHING, told_apart=step > 0).timings(step, patience)
        if timings is None:
            return None
        for number, timing in zip(numbers, timings, strict=True):
            found[number] = timing
    return tuple(found)


def _together(stretches: Sequence[Stretch[A]], pools: Sequence[A], nothing: A) -> list[list[int]]:
    """The numbers of the stretches, in groups that take from no common pool in which there is anything."""
    groups: list[tuple[set[int], list[int]]] = []
    for number, stretch in enumerate(stretches):
        mine = {pool for pool in _pools_of(stretch) if nothing < pools[pool]}
        members = [number]
        rest = []
        for theirs, others in groups:
            if theirs & mine:
                mine |= theirs
                members = others + members
            else:
                rest.append((theirs, others))
        groups = [*rest, (mine, members)]
    return sorted(sorted(members) for _, members in groups)


def _pools_of(stretch: Stretch[A]) -> Iterator[int]:
    return (pool for each in stretch.sources.values() for source in each for pool, _ in source)


class _Block(Generic[A]):
    """Stretches that hang together, with the pools they take from numbered anew.

    Those that are alike are put together, unless they have to be told apart: days of one week with as much in
    a pool of each, then weeks of one month. What comes to most in all of them does so, shared out evenly, in
    each. `_members` are the stretches that each was made of, and what part of it is theirs.
    """

    def __init__(
        self,
        module: Module,
        stretches: Sequence[Stretch[A]],
        pools: Sequence[A],
        nothing: A,
        told_apart: bool = False,
    ) -> None:
        self._module, self._nothing = module, nothing
        self._keys = tuple(components(module))
        self._stretches, self._pools = list(stretches), list(pools)
        self._members = [[(number, _WHOLE)] for number in range(len(stretches))]
        while not told_apart and self._put_together():
            pass
        self._number_pools()
        self._lengths = nothing
        for stretch in self._stretches:
            self._lengths = self._lengths + stretch.length

    def _put_together(self) -> bool:
        """Makes one of each group of stretches that are alike; whether there was any."""
        uses = Counter(pool for stretch in self._stretches for pool in set(_pools_of(stretch)))
        groups: dict[Hashable, list[int]] = {}
        for number, stretch in enumerate(self._stretches):
            groups.setdefault(self._likeness(stretch, uses), []).append(number)
        if len(groups) == len(self._stretches):
            return False
        stretches, members = [], []
        for numbers in groups.values():
            first, count = self._stretches[numbers[0]], Fraction(len(numbers))
            for pool in set(_pools_of(first)):
                if uses[pool] == 1:
                    self._pools[pool] = self._pools[pool] * count
            stretches.append(Stretch(first.length * count, first.sources))
            members.append([(m, part / count) for n in numbers for m, part in self._members[n]])
        self._stretches, self._members = stretches, members
        return True

    def _likeness(self, stretch: Stretch[A], uses: Mapping[int, int]) -> Hashable:
        """Equal for stretches that take alike from the same pools and from as much in pools of their own."""
        own: dict[int, int] = {}

        def named(pool: int) -> Hashable:
            return pool if uses[pool] > 1 else (own.setdefault(pool, len(own)), self._pools[pool])

        sources = tuple(
            tuple(tuple((named(pool), rate) for pool, rate in source) for source in stretch.sources[key])
            for key in self._keys
        )
        return stretch.length, sources

    def _number_pools(self) -> None:
        places: dict[int, int] = {}
        for stretch in self._stretches:
            for pool in _pools_of(stretch):
                places.setdefault(pool, len(places))
        self._pools = [self._pools[pool] for pool in places]
        self._stretches = [
            Stretch(
                each.length,
                {
                    key: tuple(
                        tuple((places[pool], rate) for pool, rate in source) for source in each.sources[key]
                    )
                    for key in self._keys
                },
            )
            for each in self._stretches
        ]

    @property
    def key(self) -> Hashable:
        """Equal for blocks of one structure that come to the same."""
        asked = tuple((s.length, tuple(s.sources[key] for key in self._keys)) for s in self._stretches)
        return asked, tuple(self._pools)

    def longest(self, patience: Patience) -> tuple[A, bool]:
        bound, exact = longest_of(self._module, self._budgets())
        bound = min(bound, self._lengths)
        if self._is_plain:
            return bound, exact
        cuts = self._cuts()
        if not cuts.known or not patience.lasts_for(cuts.limits):
            return bound, False
        found = most_spent(cuts, cuts.limits, patience)
        if found.longest is not None and found.spent is not None:
            return found.longest, True
        return (bound if found.longest is None else min(bound, found.longest)), False

    def _cuts(self) -> StretchCuts[A]:
        return StretchCuts(self._module, self._keys, self._stretches, self._pools, self._filled())

    def _filled(self) -> list[int]:
        """The numbers of the stretches that may be down from end to end: the length of others is no limit."""
        found = []
        for number, stretch in enumerate(self._stretches):
            budgets = self._budgets_in(stretch)
            longest, _ = longest_of(self._module, {key: budget for key, (budget, _) in budgets.items()})
            free = any(endless for _, endless in budgets.values())
            if stretch.length < longest or (free and not longest < stretch.length):
                found.append(number)
        return found

    def _budgets_in(self, stretch: Stretch[A]) -> dict[Hashable, tuple[A, bool]]:
        """How long each component can be down in a stretch; whether nothing but its length limits that."""
        found: dict[Hashable, tuple[A, bool]] = {}
        for key in self._keys:
            limits = self._limits(stretch, key)
            whole = self._nothing
            for pool in {pool for pool in limits if pool is not None}:
                whole = whole + self._pools[pool]
            found[key] = (stretch.length, True) if None in limits else (whole, False)
        return found

    def _limits(self, stretch: Stretch[A], key: Hashable) -> list[int | None]:
        """For each source of a component the pool that limits it most, of those that lose a second for a
        second; None where there is no such pool."""
        return [
            min(
                (pool for pool, rate in source if rate >= 1), key=lambda pool: self._pools[pool], default=None
            )
            for source in stretch.sources[key]
        ]

    @property
    def _is_plain(self) -> bool:
        """Whether the components have budgets and nothing more: one stretch, a second taken for a second."""
        sources = (source for each in self._stretches[0].sources.values() for source in each)
        return len(self._stretches) == 1 and all(
            len(source) < 2 and all(rate == 1 for _, rate in source) for source in sources
        )

    def _budgets(self) -> dict[Hashable, A]:
        """How long each component can be down in all, whenever that is, and no shorter."""
        found: dict[Hashable, A] = {}
        for key in self._keys:
            whole = self._nothing
            taken: set[int] = set()
            for stretch in self._stretches:
                limits = self._limits(stretch, key)
                if None in limits:
                    whole = whole + stretch.length
                for pool in {pool for pool in limits if pool is not None} - taken:
                    whole = whole + self._pools[pool]
                    taken.add(pool)
            found[key] = min(whole, self._lengths)
        return found

    def timings(
        self: _Block[Fraction], step: Fraction, patience: Patience
    ) -> list[Mapping[Hashable, Spans]] | None:
        """When each component is down in every one of the stretches as they were given."""
        turns = self._turns(step, patience)
        if turns is None:
            return None
        found: dict[int, Mapping[Hashable, Spans]] = {}
        for timing, members in zip(turns, self._members, strict=True):
            for number, part in members:
                found[number] = {
                    key: tuple((a * part, b * part) for a, b in spans) for key, spans in timing.items()
                }
        return [found[number] for number in sorted(found)]

    def _turns(
        self: _Block[Fraction], step: Fraction, patience: Patience
    ) -> list[Mapping[Hashable, Spans]] | None:
        if self._is_plain:
            budgets = self._budgets()
            timing = worst_timing(self._module, budgets, step)
            if not timing and not longest_of(self._module, budgets)[1]:
                return None
            return [until(timing, self._lengths)]
        cuts = self._cuts()
        if not cuts.known or not patience.lasts_for(cuts.limits):
            return None
        spent = most_spent(cuts, cuts.limits, patience).spent
        if spent is None:
            return None
        at = [_NOTHING for _ in self._stretches]
        found: list[dict[Hashable, list[tuple[Fraction, Fraction]]]] = [{} for _ in self._stretches]
        for taken, amount in in_steps(cuts, spent, step) if step else sorted(spent):
            number, down = cuts.parts[taken]
            for key in down if amount else ():
                found[number].setdefault(key, []).append((at[number], at[number] + amount))
            at[number] += amount
        return [{key: joined(spans) for key, spans in timing.items()} for timing in found]
