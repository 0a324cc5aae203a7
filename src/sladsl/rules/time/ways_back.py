"""In which ways a service can come back, and how old the newest copy of it may be."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, product

from sladsl.exact.structures.modules import Choice, Component, Module, components, fails
from sladsl.exact.structures.structure import Structure
from sladsl.model.supports import Promised

Way = tuple[Promised, ...]
Oldest = tuple[Fraction, bool]
"""An age, and whether a copy may be just so old."""

_WAYS = 4_096
"""So many ways to bring a service back are looked at."""
_PARTS = 12
"""So many parts that are tangled up are taken together in every way."""


def ways(module: Module, promised: Mapping[str, tuple[Promised, ...]]) -> tuple[Way, ...] | None:
    """The promises that have to be kept for a service to be there again, for each way in which it can be.

    Of several promises about one thing the first is taken; what nobody promises is there. None where there
    are more ways than are looked at.
    """
    if isinstance(module, Component):
        return (promised.get(str(module.key), ())[:1],)
    made = [ways(part, promised) for part in module.parts]
    known = [each for each in made if each is not None]
    if len(known) < len(made):
        return None
    if isinstance(module, Choice):
        chosen: Iterator[tuple[int, ...]] = combinations(range(len(known)), module.count)
    elif len(known) <= _PARTS:
        chosen = _enough(module.structure, len(known))
    else:
        return None
    found: dict[tuple[int, ...], Way] = {}
    for numbers in chosen:
        for way in product(*(known[number] for number in numbers)):
            each = {id(promise[1]): promise for part in way for promise in part}
            found.setdefault(tuple(sorted(each)), tuple(each.values()))
            if len(found) > _WAYS:
                return None
    return tuple(found.values())


def _enough(structure: Structure, count: int) -> Iterator[tuple[int, ...]]:
    """The smallest sets of parts with which the whole is there."""
    every = frozenset(range(count))
    found: list[frozenset[int]] = []
    for size in range(count + 1):
        for numbers in combinations(range(count), size):
            chosen = frozenset(numbers)
            if not any(less <= chosen for less in found) and structure.works(every - chosen):
                found.append(chosen)
                yield numbers


def all_of(module: Module, promised: Mapping[str, tuple[Promised, ...]]) -> Way:
    """Everything that is promised, as if all of it had to be there."""
    firsts = (promise for key in components(module) for promise in promised.get(str(key), ())[:1])
    return tuple({id(promise[1]): promise for promise in firsts}.values())


def oldest(
    module: Module,
    promised: Mapping[str, tuple[Promised, ...]],
    place: Callable[[Promised], Oldest],
) -> tuple[str, Promised] | None:
    """The thing whose copy decides how old the whole is at the best, with its promise; None where enough is
    there without any of them. `place` is how old the copies of a promise may be."""
    keys: dict[Hashable, Promised] = {
        key: promised[str(key)][0] for key in components(module) if promised.get(str(key))
    }
    places = {key: place(promise) for key, promise in keys.items()}
    for limit in sorted(set(places.values())):
        late = {key for key in keys if places[key] > limit}
        if fails(module, late):
            continue
        rest = [key for key in keys if places[key] == limit]
        if not fails(module, late | set(keys)):
            return None
        needed: Sequence[Hashable] = [key for key in rest if fails(module, late | {key})]
        first = next(iter(needed or rest))
        return str(first), keys[first]
    return None
