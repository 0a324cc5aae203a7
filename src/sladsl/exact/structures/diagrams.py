"""A binary decision diagram of when a structure fails: shared components are decided once.

Variables stand in the order in which a walk from the top meets them; an order by name can make the diagram
grow exponentially with structures as plain as pairs in series.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from fractions import Fraction
from functools import lru_cache

from sladsl.exact.structures.structure import Gate, Structure
from sladsl.records import record

WORKS, FAILS = 0, 1
LIMIT = 200_000
"""So many nodes and no more; structures that need more are told as too large."""


class TooLargeError(Exception):
    """The diagram would need more than LIMIT nodes."""


@record
class Diagram:
    """Nodes by number, low parts first: (variable, if it works, if it fails); 0 is works, 1 is fails.

    `variables` are components, in the order in which they are decided.
    """

    variables: tuple[Hashable, ...]
    nodes: tuple[tuple[int, int, int], ...]
    top: int

    def probability(self, works: Sequence[Fraction]) -> Fraction:
        """The probability that the whole works, when variable i does with `works[i]`, independently."""
        down = [Fraction(0), Fraction(1)]
        for variable, low, high in self.nodes[2:]:
            up = works[variable]
            down.append(up * down[low] + (1 - up) * down[high])
        return 1 - down[self.top]

    def cheapest_cut(self, costs: Sequence[int]) -> tuple[int, tuple[int, ...]]:
        """The variables whose failure together fails the whole and costs least, and what they cost.

        Of equal ones, one with the fewest variables. Costs must not be negative.
        """
        # One for each variable beside its cost, which weighs more than one for all of them.
        weights = [cost * (len(costs) + 1) + 1 for cost in costs]
        best = [sum(weights) + 1, 0]  # what never fails costs more than everything
        for variable, low, high in self.nodes[2:]:
            without, failed = best[low], best[high] + weights[variable]
            best.append(without if without <= failed else failed)
        cut: list[int] = []
        at = self.top
        while at > 1:
            variable, low, high = self.nodes[at]
            if best[low] == best[at]:
                at = low
            else:
                cut.append(variable)
                at = high
        return sum(costs[variable] for variable in cut), tuple(cut)


def diagram(structure: Structure, limit: int = LIMIT) -> Diagram:
    """The diagram of a structure. Raises TooLargeError beyond `limit` nodes."""
    order = _order(structure)
    maker = _Maker(limit)
    variable = {number: place for place, number in enumerate(order)}
    made: list[int] = []
    for number, node in enumerate(structure.nodes):
        if isinstance(node, Gate):
            made.append(maker.at_least(node.fails_with, [made[part] for part in node.parts]))
        else:
            made.append(maker.node(variable[number], WORKS, FAILS))
    names = tuple(structure.nodes[number] for number in order)
    return _trimmed(names, maker.nodes, made[structure.top])


@lru_cache(maxsize=256)
def known_diagram(structure: Structure) -> Diagram | None:
    """The diagram of a structure, made once; None where it is too large."""
    try:
        return diagram(structure)
    except TooLargeError:
        return None


def _order(structure: Structure) -> list[int]:
    """The numbers of the components as a walk in depth from the top first meets them."""
    seen: set[int] = set()
    order: list[int] = []
    waiting = [structure.top]
    while waiting:
        number = waiting.pop()
        if number in seen:
            continue
        seen.add(number)
        node = structure.nodes[number]
        if isinstance(node, Gate):
            waiting += reversed(node.parts)
        else:
            order.append(number)
    return order


def _trimmed(names: tuple[Hashable, ...], nodes: Sequence[tuple[int, int, int]], top: int) -> Diagram:
    """Only what the top leads to; every node still stands after those it leads to."""
    needed = {WORKS, FAILS, top}
    for number in range(top, 1, -1):
        if number in needed:
            needed.update(nodes[number][1:])
    places = {number: place for place, number in enumerate(sorted(needed))}
    kept = [nodes[WORKS], nodes[FAILS]]
    for number in sorted(needed)[2:]:
        variable, low, high = nodes[number]
        kept.append((variable, places[low], places[high]))
    return Diagram(names, tuple(kept), places[top])


class _Maker:
    """Makes nodes, every one once."""

    def __init__(self, limit: int) -> None:
        last = 1 << 30  # below every variable
        self.nodes: list[tuple[int, int, int]] = [(last, WORKS, WORKS), (last, FAILS, FAILS)]
        self._numbers: dict[tuple[int, int, int], int] = {}
        self._chosen: dict[tuple[int, int, int], int] = {}
        self._limit = limit

    def node(self, variable: int, low: int, high: int) -> int:
        if low == high:
            return low
        key = (variable, low, high)
        found = self._numbers.get(key)
        if found is None:
            if len(self.nodes) >= self._limit:
                raise TooLargeError
            found = self._numbers[key] = len(self.nodes)
            self.nodes.append(key)
        return found

    def at_least(self, count: int, parts: Sequence[int]) -> int:
        """Fails when `count` of the parts do: from the last part on, for every count still missing."""
        row = [FAILS, *[WORKS] * count]
        for part in reversed(parts):
            row = [FAILS, *(self.choose(part, row[k - 1], row[k]) for k in range(1, count + 1))]
        return row[count]

    def choose(self, on: int, then: int, otherwise: int) -> int:
        """`then` where `on` fails, `otherwise` where it works. Own stack: as deep as there are variables."""
        done = self._chosen
        waiting = [(on, then, otherwise)]
        while waiting:
            key = waiting[-1]
            if key in done:
                waiting.pop()
                continue
            first, second, third = key
            if first <= 1 or second == third:
                done[key] = second if first == FAILS or second == third else third
                waiting.pop()
                continue
            variable = min(self.nodes[each][0] for each in key)
            low, high = self._cut(key, variable, 1), self._cut(key, variable, 2)
            missing = [each for each in (low, high) if each not in done]
            if missing:
                waiting += missing
                continue
            done[key] = self.node(variable, done[low], done[high])
            waiting.pop()
        return done[on, then, otherwise]

    def _cut(self, key: tuple[int, int, int], variable: int, side: int) -> tuple[int, int, int]:
        a, b, c = (self.nodes[n][side] if self.nodes[n][0] == variable else n for n in key)
        return a, b, c
