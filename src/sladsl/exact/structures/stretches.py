"""The longest downtime where it matters when: a component may be down all along in some hours, and only for
so long in others.

    maximise the sum of x over stretches s and cuts C of the structure there, where the x of a stretch add up
    to no more than it lasts, and those that take their time from a pool to no more than that holds

Time inside a stretch is worth the same wherever it lies, so that any division into cuts can be laid out.
Stretches that take from no common pool are computed by themselves; in one alone the components have budgets
as ever, none longer than it lasts. Pools that several share make a programme over all of them.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from typing import Generic, TypeAlias, TypeVar

from sladsl.exact.structures.diagrams import known_diagram
from sladsl.exact.structures.downtime import Spans, longest_of, worst_timing
from sladsl.exact.structures.modules import Choice, Component, Module, Tangle, components, folded
from sladsl.exact.structures.nearby import Amount
from sladsl.exact.structures.programme import Cut, longest_on_cuts
from sladsl.exact.structures.structure import Structure
from sladsl.records import record

A = TypeVar("A", bound=Amount)
_NOTHING = Fraction(0)
WORK = 4_000_000
"""Steps of one programme, as there."""


@record
class Stretch(Generic[A]):
    """Hours of one kind: how long they are, and for every component the numbers of the pools that its
    downtime there can be taken from, one at least; None for one that may be down all along."""

    length: A
    pools: Mapping[Hashable, tuple[int, ...] | None]


def longest_in(module: Module, stretches: Sequence[Stretch[A]], amounts: Sequence[A]) -> tuple[A, bool]:
    """How long the whole can be down in all stretches together, with so much in each pool; and whether that
    is exact, or only no shorter than it can be."""
    nothing = amounts[0] - amounts[0]
    known: dict[Hashable, tuple[A, bool]] = {}
    longest, exact = nothing, True
    for numbers in _together(stretches, amounts, nothing):
        block = _Block(module, [stretches[number] for number in numbers], amounts, nothing)
        found = known.get(block.key)
        if found is None:
            found = known[block.key] = block.longest()
        longest, exact = longest + found[0], exact and found[1]
    return longest, exact


def timing_in(
    module: Module,
    stretches: Sequence[Stretch[Fraction]],
    amounts: Sequence[Fraction],
    step: Fraction = _NOTHING,
) -> tuple[Mapping[Hashable, Spans], ...] | None:
    """When each component is down in one worst case, counted from the beginning of every stretch; None where
    that was too large for an exact answer. With a `step` it is down for whole steps at a time, and may be for
    fewer than it can."""
    found: list[Mapping[Hashable, Spans]] = [{} for _ in stretches]
    for numbers in _together(stretches, amounts, _NOTHING):
        block = _Block(module, [stretches[number] for number in numbers], amounts, _NOTHING)
        timings = block.timings(step)
        if timings is None:
            return None
        for number, timing in zip(numbers, timings, strict=True):
            found[number] = timing
    return tuple(found)


def _together(stretches: Sequence[Stretch[A]], amounts: Sequence[A], nothing: A) -> list[list[int]]:
    """The numbers of the stretches, in groups that take from no common pool in which there is anything."""
    groups: list[tuple[set[int], list[int]]] = []
    for number, stretch in enumerate(stretches):
        pools = {pool for each in stretch.pools.values() for pool in each or () if nothing < amounts[pool]}
        members = [number]
        rest = []
        for theirs, others in groups:
            if theirs & pools:
                pools |= theirs
                members = others + members
            else:
                rest.append((theirs, others))
        groups = [*rest, (pools, members)]
    return sorted(sorted(members) for _, members in groups)


class _Block(Generic[A]):
    """Stretches that hang together, with the pools they take from numbered anew."""

    def __init__(
        self, module: Module, stretches: Sequence[Stretch[A]], amounts: Sequence[A], nothing: A
    ) -> None:
        self._module, self._nothing = module, nothing
        self._keys = tuple(components(module))
        places: dict[int, int] = {}
        for stretch in stretches:
            for key in self._keys:
                for pool in stretch.pools[key] or ():
                    places.setdefault(pool, len(places))
        self._amounts = [amounts[pool] for pool in places]
        self._stretches = [
            Stretch(each.length, {k: _renumbered(each.pools[k], places) for k in self._keys})
            for each in stretches
        ]

    @property
    def key(self) -> Hashable:
        """Equal for blocks of one structure that come to the same."""
        asked = tuple((s.length, tuple(s.pools[key] for key in self._keys)) for s in self._stretches)
        return asked, tuple(self._amounts)

    def longest(self) -> tuple[A, bool]:
        lengths = self._nothing
        for stretch in self._stretches:
            lengths = lengths + stretch.length
        bound, exact = longest_of(self._module, self._budgets(lengths))
        bound = min(bound, lengths)
        if len(self._stretches) == 1:
            return bound, exact
        cuts = _Cuts(self._module, self._keys, self._stretches, len(self._amounts))
        if not cuts.known:
            return bound, False
        found = longest_on_cuts(cuts, self._limits(), WORK)
        if found.longest is not None and found.spent is not None:
            return found.longest, True
        return (bound if found.longest is None else min(bound, found.longest)), False

    def _budgets(self, lengths: A) -> dict[Hashable, A]:
        """How long each component can be down in all, whenever that is."""
        found: dict[Hashable, A] = {}
        for key in self._keys:
            whole = self._nothing
            taken: set[int] = set()
            for stretch in self._stretches:
                pools = stretch.pools[key]
                if pools is None:
                    whole = whole + stretch.length
                for pool in set(pools or ()) - taken:
                    whole = whole + self._amounts[pool]
                    taken.add(pool)
            found[key] = min(whole, lengths)
        return found

    def _limits(self) -> list[A]:
        """What is in every pool, and then how long every stretch is."""
        return [*self._amounts, *(stretch.length for stretch in self._stretches)]

    def timings(self: _Block[Fraction], step: Fraction) -> list[Mapping[Hashable, Spans]] | None:
        if len(self._stretches) == 1:
            (stretch,) = self._stretches
            budgets = self._budgets(stretch.length)
            timing = worst_timing(self._module, budgets, step)
            if not timing and not longest_of(self._module, budgets)[1]:
                return None
            return [_until(timing, stretch.length)]
        cuts = _Cuts(self._module, self._keys, self._stretches, len(self._amounts))
        spent = longest_on_cuts(cuts, self._limits(), WORK).spent if cuts.known else None
        if spent is None:
            return None
        at = [Fraction(0) for _ in self._stretches]
        found: list[dict[Hashable, list[tuple[Fraction, Fraction]]]] = [{} for _ in self._stretches]
        for cut, amount in spent:
            number, down = cuts.parts[cut]
            whole = amount // step * step if step else amount
            for key in down if whole else ():
                found[number].setdefault(key, []).append((at[number], at[number] + whole))
            at[number] += whole
        return [{key: _joined(spans) for key, spans in timing.items()} for timing in found]


def _renumbered(pools: tuple[int, ...] | None, places: Mapping[int, int]) -> tuple[int, ...] | None:
    return None if pools is None else tuple(places[pool] for pool in pools)


def _until(timing: Mapping[Hashable, Spans], end: Fraction) -> dict[Hashable, Spans]:
    return {key: tuple((a, min(b, end)) for a, b in spans if a < end) for key, spans in timing.items()}


def _joined(spans: Sequence[tuple[Fraction, Fraction]]) -> Spans:
    """Rising spans, with those that meet put together."""
    found: list[tuple[Fraction, Fraction]] = []
    for start, end in spans:
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)


class _Cuts:
    """The cuts of all stretches: pools by number, and the stretch itself as one more. `parts` says of those
    that were asked for in which stretch they are, and what is down then."""

    def __init__(
        self,
        module: Module,
        keys: Sequence[Hashable],
        stretches: Sequence[Stretch[A]],
        pools: int,
    ) -> None:
        self.parts: dict[Cut, tuple[int, tuple[Hashable, ...]]] = {}
        self._module, self._pools = module, pools
        self._sources = [stretch.pools for stretch in stretches]
        diagrams = [known_diagram(each) for each in folded(module, _tangles)]
        self.known = all(each is not None for each in diagrams)
        self._effort = len(stretches) * (
            len(keys) + sum(each.effort for each in diagrams if each is not None)
        )

    @property
    def effort(self) -> int:
        return self._effort

    def cheapest_cut(self, costs: Sequence[int]) -> tuple[int, Cut]:
        best: tuple[int, int, Cut] | None = None
        for number, sources in enumerate(self._sources):
            cheapest = {
                key: min((costs[pool], pool) for pool in pools)
                for key, pools in sources.items()
                if pools is not None
            }
            cost, down = _cheapest(self._module, {key: price for key, (price, _) in cheapest.items()})
            taken = [cheapest[key][1] for key in down if key in cheapest]
            cost += costs[self._pools + number]
            if best is None or (cost, len(taken)) < best[:2]:
                cut = tuple(sorted((*taken, self._pools + number)))
                best = cost, len(taken), cut
                self.parts[cut] = number, down
        assert best is not None
        return best[0], best[2]


def _tangles(module: Module, parts: list[list[Structure]]) -> list[Structure]:
    found = [structure for part in parts for structure in part]
    return [*found, module.structure] if isinstance(module, Tangle) else found


_Down: TypeAlias = tuple[int, tuple[Hashable, ...]]


def _cheapest(module: Module, prices: Mapping[Hashable, int]) -> _Down:
    """What has to be down for a module to be, where that costs least and then is fewest; what has no price is
    down for nothing."""

    def of(module: Module, parts: list[_Down]) -> _Down:
        match module:
            case Component(key):
                return prices.get(key, 0), (key,)
            case Choice():
                chosen = sorted(parts, key=lambda part: (part[0], len(part[1])))[: module.fails_with]
            case Tangle(structure):
                made = known_diagram(structure)
                assert made is not None
                places = [place for place in made.variables if isinstance(place, int)]
                _, cut = made.cheapest_cut([parts[place][0] for place in places])
                chosen = [parts[places[variable]] for variable in cut]
        return sum(cost for cost, _ in chosen), tuple(key for _, down in chosen for key in down)

    return folded(module, of)
