"""The probability that a structure works when its components fail independently, each counted once."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from math import prod

from sladsl.exact.structures.diagrams import LIMIT, TooLargeError, diagram
from sladsl.exact.structures.modules import Choice, Component, Module, folded
from sladsl.exact.structures.structure import Gate, Structure
from sladsl.records import record

_ALWAYS = Fraction(1)
WORK = 2_000_000_000
"""So many bits are computed for one choice and no more; then its probability is rounded outward."""
_BITS = 160


@record
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

    def of(module: Module, parts: list[Chance]) -> Chance:
        if isinstance(module, Component):
            return Chance(availability[module.key], availability[module.key])
        if isinstance(module, Choice):
            return _choice(module.count, parts)
        try:
            made = diagram(module.structure, limit)
        except TooLargeError:
            return _bounds(module.structure, parts)
        places = [place for place in made.variables if isinstance(place, int)]
        return Chance(
            made.probability([parts[place].least for place in places]),
            made.probability([parts[place].most for place in places]),
        )

    return folded(module, of)


def at_least(count: int, works: Sequence[Fraction]) -> Fraction:
    """The probability that at least `count` of independent parts work."""
    if count == len(works):
        return _product(works)
    if count == 1:
        return _union(works)
    # Whole numbers over the product of the denominators: nothing has to be reduced on the way.
    missing = [0] * count + [1]  # by how many still have to work
    for part in works:
        up, down = part.numerator, part.denominator - part.numerator
        more = (*missing[2:], 0)
        enough = missing[0] * part.denominator + missing[1] * up
        missing = [enough, *[m * down + n * up for m, n in zip(missing[1:], more, strict=True)]]
    return Fraction(missing[0], prod(part.denominator for part in works))


def _choice(count: int, parts: Sequence[Chance]) -> Chance:
    """The same of parts that are known between bounds; where it would take too long, rounded outward."""
    least, most = [part.least for part in parts], [part.most for part in parts]
    if count in (1, len(parts)) or _work(count, most) <= WORK:
        found = at_least(count, least)
        return Chance(found, found if least == most else at_least(count, most))
    return Chance(_near(count, least, -1), _near(count, most, 1))


def _work(count: int, works: Sequence[Fraction]) -> int:
    """Bits that are computed, about."""
    return len(works) * count * sum(part.denominator.bit_length() for part in works)


def _near(count: int, works: Sequence[Fraction], side: int) -> Fraction:
    """Not above the probability that at least `count` work; not below it where `side` is 1."""
    up_to = (1 << _BITS) - 1 if side > 0 else 0
    missing = [0] * count + [1 << _BITS]
    for part in works:
        above = part.denominator - 1 if side > 0 else 0
        up = ((part.numerator << _BITS) + above) // part.denominator
        down = ((part.denominator - part.numerator << _BITS) + above) // part.denominator
        more = (*missing[2:], 0)
        enough = missing[0] + (missing[1] * up + up_to >> _BITS)
        rest = [m * down + n * up + up_to >> _BITS for m, n in zip(missing[1:], more, strict=True)]
        missing = [enough, *rest]
    return min(_ALWAYS, Fraction(missing[0], 1 << _BITS))


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
    return Fraction(prod(part.numerator for part in works), prod(part.denominator for part in works))


def _union(works: Sequence[Fraction]) -> Fraction:
    """That one of these works: no more often than one of independent ones, and than their sum."""
    return 1 - _product([1 - part for part in works])
