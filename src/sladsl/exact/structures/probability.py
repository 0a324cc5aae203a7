"""The probability that a structure works when its components fail independently, each counted once."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sladsl.exact.structures.diagrams import LIMIT, TooLargeError, diagram
from sladsl.exact.structures.modules import Choice, Component, Module, Tangle
from sladsl.exact.structures.structure import Gate, Structure

_NEVER, _ALWAYS = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class Chance:
    """A probability between two bounds, which are one number where it could be computed exactly."""

    least: Fraction
    most: Fraction

    @property
    def exact(self) -> Fraction | None:
        """The probability, where it is known exactly."""
        return self.least if self.least == self.most else None


def chance_of_working(
    module: Module, availability: Mapping[Hashable, Fraction], limit: int = LIMIT
) -> Chance:
    """The probability that the whole works, when each component does with its availability.

    Structures whose decision diagram has more than `limit` nodes get bounds: working parts never work
    against each other, so a series works at least as often as if its parts were independent and no more
    often than its worst part, and redundancy the other way round (Esary and Proschan, 1963).
    """
    match module:
        case Component(key):
            return Chance(availability[key], availability[key])
        case Choice():
            parts = [chance_of_working(part, availability, limit) for part in module.parts]
            return Chance(
                at_least(module.count, [part.least for part in parts]),
                at_least(module.count, [part.most for part in parts]),
            )
        case Tangle(structure, inner):
            parts = [chance_of_working(part, availability, limit) for part in inner]
            try:
                made = diagram(structure, limit)
            except TooLargeError:
                return _bounds(structure, parts)
            places = [place for place in made.variables if isinstance(place, int)]
            return Chance(
                made.probability([parts[place].least for place in places]),
                made.probability([parts[place].most for place in places]),
            )


def at_least(count: int, works: Sequence[Fraction]) -> Fraction:
    """The probability that at least `count` of independent parts work."""
    missing = [_NEVER] * count + [_ALWAYS]  # by how many still have to work
    for part in works:
        enough = missing[0] + missing[1] * part
        more = [*missing[2:], _NEVER]
        missing = [enough, *(m * (1 - part) + n * part for m, n in zip(missing[1:], more, strict=True))]
    return missing[0]


def _bounds(structure: Structure, parts: Sequence[Chance]) -> Chance:
    found: list[Chance] = []
    for node in structure.nodes:
        if isinstance(node, Gate):
            inner = [found[part] for part in node.parts]
            lows = sorted((part.least for part in inner), reverse=True)
            highs = sorted(part.most for part in inner)
            found.append(Chance(_product(lows[: node.count]), _union(highs[: node.fails_with])))
        else:
            assert isinstance(node, int)
            found.append(parts[node])
    return found[structure.top]


def _product(works: Sequence[Fraction]) -> Fraction:
    made = _ALWAYS
    for part in works:
        made *= part
    return made


def _union(works: Sequence[Fraction]) -> Fraction:
    """That one of these works: no more often than one of independent ones, and than their sum."""
    return 1 - _product([1 - part for part in works])
