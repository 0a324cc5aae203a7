"""The cuts of a structure in every stretch of a period, with what each of them takes from which pools."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import Generic, TypeAlias, TypeVar

from sladsl.exact.structures.diagrams import known_diagram
from sladsl.exact.structures.modules import Choice, Component, Module, Tangle, folded
from sladsl.exact.structures.nearby import Amount
from sladsl.exact.structures.programme import Taken
from sladsl.exact.structures.structure import Structure
from sladsl.records import record

A = TypeVar("A", bound=Amount)
Source: TypeAlias = tuple[tuple[int, Fraction], ...]
"""What a second of downtime takes from pools, by their numbers; nothing where a component is free to fail."""


@record
class Stretch(Generic[A]):
    """Hours of one kind: how long they are, and for every component the sources of which one is drawn on when
    it is down there; without any it never is."""

    length: A
    sources: Mapping[Hashable, tuple[Source, ...]]


class StretchCuts(Generic[A]):
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
        found = self._best(costs, None)
        # Where nothing can fail every price is 0 still, and this one ends it.
        return found if found is not None else (1, ())

    def fitting(self: StretchCuts[Fraction], left: Sequence[Fraction], step: Fraction) -> Taken | None:
        """A cut for which a step is left in everything that it takes from, rather of what much is left of;
        None where there is none."""

        def fits(taken: Taken) -> bool:
            return all(left[pool] >= weight * step for pool, weight in taken)

        found = self._best([1_000 // max(1, int(amount // step)) for amount in left], fits)
        return found[1] if found is not None else None

    def _best(self, costs: Sequence[int], usable: Callable[[Taken], bool] | None) -> tuple[int, Taken] | None:
        """The cut that costs least, and what it costs, of what is `usable`; None where that makes none."""
        best: tuple[int, int, Taken] | None = None
        for number, sources in enumerate(self._sources):
            own = self._own.get(number)
            length: Taken = () if own is None else ((own, 1),)
            if usable is not None and not usable(length):
                continue
            drawn: dict[Hashable, tuple[int, Taken]] = {}
            for key, each in sources.items():
                able = each if usable is None else [taken for taken in each if usable(taken)]
                if able:
                    drawn[key] = min((sum(weight * costs[p] for p, weight in taken), taken) for taken in able)
            chosen = _cheapest(self._module, {key: price for key, (price, _) in drawn.items()})
            if chosen is None:
                continue
            cost, down = chosen
            cost += costs[own] if own is not None else 0
            if best is None or (cost, len(down)) < best[:2]:
                taken = tuple(sorted((*(draw for key in down for draw in drawn[key][1]), *length)))
                best = cost, len(down), taken
                self.parts[taken] = number, down
        return (best[0], best[2]) if best is not None else None


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


def in_steps(
    cuts: StretchCuts[Fraction], spent: Sequence[tuple[Taken, Fraction]], step: Fraction
) -> list[tuple[Taken, Fraction]]:
    """Whole steps of what is spent, and of what then is left cuts that still fit, one after the other."""
    found = [(taken, amount // step * step) for taken, amount in spent]
    left = list(cuts.limits)

    def spend(taken: Taken, amount: Fraction) -> None:
        for number, weight in taken:
            left[number] -= weight * amount

    for taken, amount in found:
        spend(taken, amount)
    while (fitting := cuts.fitting(left, step)) is not None:
        most = min((left[number] // (weight * step) for number, weight in fitting), default=0)
        if not most:
            break
        spend(fitting, most * step)
        found.append((fitting, most * step))
    return sorted(found)
