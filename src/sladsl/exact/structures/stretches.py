"""The longest downtime where it matters when: a component may be down all along in some hours, and only for
so long in others.

    maximise the sum of x over stretches s and cuts C of the structure there, where the x of a stretch add up
    to no more than it lasts, and what they take from a pool to no more than that holds

Time inside a stretch is worth the same wherever it lies, so that any division into cuts can be laid out.
Stretches that take from no common pool are computed by themselves; in one alone the components have budgets
as ever, none longer than it lasts. Pools that several share make a programme over all of them.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import Generic, TypeAlias, TypeVar

from sladsl.exact.structures.diagrams import known_diagram
from sladsl.exact.structures.downtime import Spans, joined, longest_of, until, worst_timing
from sladsl.exact.structures.modules import Choice, Component, Module, Tangle, components, folded
from sladsl.exact.structures.nearby import Amount
from sladsl.exact.structures.programme import Patience, Taken, most_spent
from sladsl.exact.structures.structure import Structure
from sladsl.records import record

A = TypeVar("A", bound=Amount)
Source: TypeAlias = tuple[tuple[int, Fraction], ...]
"""What a second of downtime takes from pools, by their numbers; nothing where a component is free to fail."""
_NOTHING = Fraction(0)
WORK = 20_000_000
"""Steps of a programme, as `Patience` counts them, to lay out one course of outages."""


@record
class Stretch(Generic[A]):
    """Hours of one kind: how long they are, and for every component the sources of which one is drawn on when
    it is down there; without any it never is."""

    length: A
    sources: Mapping[Hashable, tuple[Source, ...]]


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
) -> tuple[Mapping[Hashable, Spans], ...] | None:
    """When each component is down in one worst case, counted from the beginning of every stretch; None where
    that was too large for an exact answer. With a `step` it is down for whole steps at a time, and may be for
    fewer than it can."""
    found: list[Mapping[Hashable, Spans]] = [{} for _ in stretches]
    for numbers in _together(stretches, pools, _NOTHING):
        block = _Block(module, [stretches[number] for number in numbers], pools, _NOTHING)
        timings = block.timings(step)
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
    """Stretches that hang together, with the pools they take from numbered anew."""

    def __init__(
        self, module: Module, stretches: Sequence[Stretch[A]], pools: Sequence[A], nothing: A
    ) -> None:
        self._module, self._nothing = module, nothing
        self._keys = tuple(components(module))
        places: dict[int, int] = {}
        for stretch in stretches:
            for pool in _pools_of(stretch):
                places.setdefault(pool, len(places))
        self._pools = [pools[pool] for pool in places]
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
            for each in stretches
        ]
        self._lengths = nothing
        for stretch in stretches:
            self._lengths = self._lengths + stretch.length

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
        if not cuts.known or len(cuts.limits) ** 3 > patience.left:
            return bound, False  # so many steps it takes at least
        found = most_spent(cuts, cuts.limits, patience)
        if found.longest is not None and found.spent is not None:
            return found.longest, True
        return (bound if found.longest is None else min(bound, found.longest)), False

    def _cuts(self) -> _Cuts[A]:
        return _Cuts(self._module, self._keys, self._stretches, self._pools, self._filled())

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
            full = [{pool for pool, rate in source if rate >= 1} for source in stretch.sources[key]]
            whole = self._nothing
            for pool in set().union(*full):
                whole = whole + self._pools[pool]
            found[key] = (whole, False) if all(full) else (stretch.length, True)
        return found

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
                full = [{pool for pool, rate in source if rate >= 1} for source in stretch.sources[key]]
                if not all(full):
                    whole = whole + stretch.length
                for pool in set().union(*full) - taken:
                    whole = whole + self._pools[pool]
                    taken.add(pool)
            found[key] = min(whole, self._lengths)
        return found

    def timings(self: _Block[Fraction], step: Fraction) -> list[Mapping[Hashable, Spans]] | None:
        if self._is_plain:
            budgets = self._budgets()
            timing = worst_timing(self._module, budgets, step)
            if not timing and not longest_of(self._module, budgets)[1]:
                return None
            return [until(timing, self._lengths)]
        cuts = self._cuts()
        spent = most_spent(cuts, cuts.limits, Patience(WORK)).spent if cuts.known else None
        if spent is None:
            return None
        at = [_NOTHING for _ in self._stretches]
        found: list[dict[Hashable, list[tuple[Fraction, Fraction]]]] = [{} for _ in self._stretches]
        for taken, amount in spent:
            number, down = cuts.parts[taken]
            whole = amount // step * step if step else amount
            for key in down if whole else ():
                found[number].setdefault(key, []).append((at[number], at[number] + whole))
            at[number] += whole
        return [{key: joined(spans) for key, spans in timing.items()} for timing in found]


class _Cuts(Generic[A]):
    """The cuts of all stretches: pools by number, and behind them the stretches that may be `filled`. `parts`
    says of those that were asked for in which stretch they are, and what is down then.

    Each pool is counted in parts of a second that make all that is taken from it whole numbers.
    """

    def __init__(
        self,
        module: Module,
        keys: Sequence[Hashable],
        stretches: Sequence[Stretch[A]],
        pools: Sequence[A],
        filled: Sequence[int],
    ) -> None:
        self.parts: dict[Taken, tuple[int, tuple[Hashable, ...]]] = {}
        self._module = module
        self._scales = [1] * len(pools)
        self._own = {number: len(pools) + place for place, number in enumerate(filled)}
        for stretch in stretches:
            for each in stretch.sources.values():
                for pool, rate in (draw for source in each for draw in source):
                    self._scales[pool] = lcm(self._scales[pool], rate.denominator)
        self._sources = [
            {key: [self._weighed(source) for source in each] for key, each in stretch.sources.items()}
            for stretch in stretches
        ]
        scaled = [amount * Fraction(scale) for amount, scale in zip(pools, self._scales, strict=True)]
        self.limits = [*scaled, *(stretches[number].length for number in filled)]
        diagrams = [known_diagram(each) for each in folded(module, _tangles)]
        self.known = all(each is not None for each in diagrams)
        nodes = sum(len(each.nodes) for each in diagrams if each is not None)
        self._effort = len(stretches) * (len(keys) + nodes)

    def _weighed(self, source: Source) -> Taken:
        return tuple((pool, int(rate * self._scales[pool])) for pool, rate in source if rate)

    @property
    def effort(self) -> int:
        return self._effort

    def cheapest(self, costs: Sequence[int]) -> tuple[int, Taken]:
        best: tuple[int, int, Taken] | None = None
        for number, sources in enumerate(self._sources):
            drawn: dict[Hashable, tuple[int, Taken]] = {}
            for key, each in sources.items():
                if each:
                    drawn[key] = min((sum(weight * costs[p] for p, weight in taken), taken) for taken in each)
            chosen = _cheapest(self._module, {key: price for key, (price, _) in drawn.items()})
            if chosen is None:
                continue
            cost, down = chosen
            own = self._own.get(number)
            cost += costs[own] if own is not None else 0
            if best is None or (cost, len(down)) < best[:2]:
                length = () if own is None else ((own, 1),)
                taken = tuple(sorted((*(draw for key in down for draw in drawn[key][1]), *length)))
                best = cost, len(down), taken
                self.parts[taken] = number, down
        if best is None:
            return 1, ()  # nothing can fail: every price is 0 still, and this one ends it
        return best[0], best[2]


def _tangles(module: Module, parts: list[list[Structure]]) -> list[Structure]:
    found = [structure for part in parts for structure in part]
    return [*found, module.structure] if isinstance(module, Tangle) else found


_Down: TypeAlias = tuple[int, tuple[Hashable, ...]]


def _cheapest(module: Module, prices: Mapping[Hashable, int]) -> _Down | None:
    """What has to be down for a module to be, where that costs least and then is fewest; None where it cannot
    be, as what has no price never is."""

    def of(module: Module, parts: list[_Down | None]) -> _Down | None:
        match module:
            case Component(key):
                return (prices[key], (key,)) if key in prices else None
            case Choice():
                able = sorted((p for p in parts if p is not None), key=lambda p: (p[0], len(p[1])))
                chosen = able[: module.fails_with]
                if len(chosen) < module.fails_with:
                    return None
            case Tangle(structure):
                made = known_diagram(structure)
                assert made is not None
                each = [parts[place] for place in made.variables if isinstance(place, int)]
                never = sum(part[0] for part in each if part is not None) + 1
                _, cut = made.cheapest_cut([never if part is None else part[0] for part in each])
                chosen = [part for variable in cut if (part := each[variable]) is not None]
                if len(chosen) < len(cut):
                    return None
        return sum(cost for cost, _ in chosen), tuple(key for _, down in chosen for key in down)

    return folded(module, of)
