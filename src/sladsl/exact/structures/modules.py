"""A structure taken apart: parts that share no component with the rest are computed by themselves.

A module is a node whose components are needed nowhere else. It can stand for them as one component: it may
be down at any time, as long as it can be in all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from typing import TypeAlias, TypeVar

from sladsl.exact.structures.structure import Gate, Structure, StructureBuilder
from sladsl.records import record

T = TypeVar("T")


@record
class Component:
    """A single component."""

    key: Hashable


@record
class Choice:
    """At least `count` of `parts`, which have no component in common."""

    count: int
    parts: tuple[Module, ...]

    @property
    def fails_with(self) -> int:
        return len(self.parts) - self.count + 1


@record
class Tangle:
    """A structure that comes apart no further; its components are numbers of `parts`."""

    structure: Structure
    parts: tuple[Module, ...]


Module: TypeAlias = Component | Choice | Tangle


def apart(structure: Structure) -> Module:
    """The structure as a tree of modules; what can be computed by itself stands by itself."""
    grouped = _grouped(structure)
    made: dict[int, Module] = {}
    cones = _cones(grouped)
    # Parts come before the gates over them, so modules can be made in the order of the numbers.
    for number in _wanted(grouped, cones):
        made[number] = _module(grouped, number, cones, made)
    return made[grouped.top]


def components(module: Module) -> Iterator[Hashable]:
    """The keys of all components of a module, in its order."""
    waiting = [module]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Component):
            yield part.key
        else:
            waiting += reversed(part.parts)


def folded(module: Module, of: Callable[[Module, list[T]], T]) -> T:
    """What `of` makes of a module and of what it made of its parts, from the bottom up, however deep."""
    made: list[T] = []
    waiting = [(module, False)]
    while waiting:
        each, entered = waiting.pop()
        parts = () if isinstance(each, Component) else each.parts
        if parts and not entered:
            waiting += ((each, True), *((part, False) for part in reversed(parts)))
        else:
            first = len(made) - len(parts)
            made[first:] = [of(each, made[first:])]
    return made[0]


def fails(module: Module, down: Collection[Hashable]) -> bool:
    """Whether the whole is down while these components are."""

    def of(module: Module, parts: list[bool]) -> bool:
        match module:
            case Component(key):
                return key in down
            case Choice():
                return sum(parts) >= module.fails_with
        return not module.structure.works(frozenset(n for n, part in enumerate(parts) if part))

    return folded(module, of)


def _module(structure: Structure, number: int, cones: Sequence[int], made: dict[int, Module]) -> Module:
    node = structure.nodes[number]
    if not isinstance(node, Gate):
        return Component(node)
    if _disjoint(node.parts, cones):
        return Choice(node.count, tuple(made[part] for part in node.parts))
    inner, outer = _tangle(structure, number, cones)
    return Tangle(inner, tuple(made[each] for each in outer))


def _wanted(structure: Structure, cones: Sequence[int]) -> list[int]:
    """The numbers of all modules from the top down that are asked for, in rising order."""
    found: set[int] = set()
    waiting = [structure.top]
    while waiting:
        number = waiting.pop()
        if number in found:
            continue
        found.add(number)
        node = structure.nodes[number]
        if isinstance(node, Gate):
            below = node.parts if _disjoint(node.parts, cones) else _tangle(structure, number, cones)[1]
            waiting += below
    return sorted(found)


def _cones(structure: Structure) -> list[int]:
    """For each node the set of components below it, as bits by their number."""
    cones: list[int] = []
    for number, node in enumerate(structure.nodes):
        if isinstance(node, Gate):
            cone = 0
            for part in node.parts:
                cone |= cones[part]
            cones.append(cone)
        else:
            cones.append(1 << number)
    return cones


def _disjoint(parts: Sequence[int], cones: Sequence[int]) -> bool:
    seen = 0
    for part in parts:
        if seen & cones[part]:
            return False
        seen |= cones[part]
    return True


def _grouped(structure: Structure) -> Structure:
    """The same structure, with parts of series and of pure redundancy that share components put together.

    A series in a series is one series, and the other way round: only the parts that hang together need to be
    looked at together.
    """
    builder = StructureBuilder()
    cones = _cones(structure)
    lone = _used_once(structure)
    flat: dict[int, tuple[int, ...]] = {}
    made: list[int] = []
    taken_up: set[int] = set()  # parts that are never asked for, since theirs are
    for node in structure.nodes:
        if isinstance(node, Gate) and node.count in (1, len(node.parts)):
            taken_up.update(part for part in node.parts if part in lone and _alike(node, structure, part))
    for number, node in enumerate(structure.nodes):
        if not isinstance(node, Gate):
            made.append(builder.component(node))
        elif node.count in (1, len(node.parts)):
            join = builder.all_of if node.count > 1 else builder.any_of
            parts: dict[int, None] = {}
            for part in node.parts:
                parts.update(dict.fromkeys(flat[part] if part in taken_up else (part,)))
            flat[number] = tuple(parts)
            if number in taken_up:
                made.append(_NOWHERE)
                continue
            groups = _groups(flat[number], cones)
            if len(groups) > 1:
                made.append(join([join([made[part] for part in group]) for group in groups]))
            else:
                made.append(join([made[part] for part in flat[number]]))
        else:
            made.append(builder.at_least(node.count, [made[part] for part in node.parts]))
    return builder.build(made[structure.top])


_NOWHERE = -1


def _alike(gate: Gate, structure: Structure, part: int) -> bool:
    """Whether a part of a series is a series too, or of a redundancy a redundancy."""
    inner = structure.nodes[part]
    return isinstance(inner, Gate) and inner.count == (len(inner.parts) if gate.count > 1 else 1)


def _used_once(structure: Structure) -> set[int]:
    """The numbers of the nodes that are part of one gate only."""
    times = Counter(part for node in structure.nodes if isinstance(node, Gate) for part in node.parts)
    return {number for number, count in times.items() if count == 1}


def _groups(parts: Sequence[int], cones: Sequence[int]) -> list[list[int]]:
    """The parts in groups that share no component with each other, in the order of their first parts."""
    groups: list[tuple[int, list[int]]] = []
    seen = 0
    for part in parts:
        cone, members = cones[part], [part]
        if not cone & seen:
            groups.append((cone, members))
            seen |= cone
            continue
        seen |= cone
        apart_: list[tuple[int, list[int]]] = []
        for other, others in groups:
            if other & cone:
                cone, members = cone | other, others + members
            else:
                apart_.append((other, others))
        groups = [*apart_, (cone, members)]
    place = {part: number for number, part in enumerate(parts)}
    return sorted((sorted(m, key=place.__getitem__) for _, m in groups), key=lambda m: place[m[0]])


def _tangle(structure: Structure, top: int, cones: Sequence[int]) -> tuple[Structure, tuple[int, ...]]:
    """The gates below `top` down to its largest modules, as a structure of their places, and these."""
    below = list(_below(structure, top))
    heads = _heads(structure, top, below, cones)
    inner = {top}
    for number in below:
        node = structure.nodes[number]
        if number in inner and isinstance(node, Gate) and (number == top or number not in heads):
            inner.update(node.parts)
    builder = StructureBuilder()
    made: dict[int, int] = {}
    modules: list[int] = []
    for number in sorted(inner):
        node = structure.nodes[number]
        if isinstance(node, Gate) and (number == top or number not in heads):
            made[number] = builder.at_least(node.count, [made[part] for part in node.parts])
        else:
            made[number] = builder.component(len(modules))
            modules.append(number)
    return builder.build(made[top]), tuple(modules)


def _below(structure: Structure, top: int) -> Iterator[int]:
    """Every node under `top` and itself, the highest numbers first: gates before their parts."""
    seen = {top}
    for number in range(top, -1, -1):
        if number in seen:
            yield number
            node = structure.nodes[number]
            if isinstance(node, Gate):
                seen.update(node.parts)


def _heads(structure: Structure, top: int, below: Sequence[int], cones: Sequence[int]) -> set[int]:
    """The nodes under `top` through which every way to their components leads: dominators of their cones."""
    above: dict[int, list[int]] = {number: [] for number in below}
    for number in below:
        node = structure.nodes[number]
        for part in node.parts if isinstance(node, Gate) else ():
            above[part].append(number)
    leader: dict[int, int] = {top: top}
    depth = {top: 0}
    for number in below[1:]:
        meet = above[number][0]
        for gate in above[number][1:]:
            lead = gate
            while meet != lead:
                if depth[meet] >= depth[lead]:
                    meet = leader[meet]
                else:
                    lead = leader[lead]
        leader[number], depth[number] = meet, depth[meet] + 1
    led = dict.fromkeys(below, 0)
    for number in reversed(below):
        if not isinstance(structure.nodes[number], Gate):
            led[number] |= 1 << number
    for number in sorted(below, key=depth.__getitem__, reverse=True):
        if number != top:
            led[leader[number]] |= led[number]
    return {number for number in below if number != top and led[number] == cones[number]}
