"""Structures as plain numbers, asked state by state: an oracle that shares nothing with what is proven."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass

from sladsl.exact.structures.structure import Gate, Structure, StructureBuilder


@dataclass(frozen=True)
class Plan:
    """Parts by number: so many components, and then gates, each with how many of which parts before it have
    to work. The last part is the whole."""

    components: int
    gates: tuple[tuple[int, tuple[int, ...]], ...] = ()

    def works(self, failed: Collection[Hashable]) -> bool:
        """Whether the whole works while these components are down."""

        def up(number: int) -> bool:
            if number < self.components:
                return f"c{number}" not in failed
            count, parts = self.gates[number - self.components]
            return sum(up(part) for part in parts) >= count

        return up(self.components + len(self.gates) - 1)

    def built(self) -> Structure:
        """The same as a structure."""
        builder = StructureBuilder()
        nodes = [builder.component(f"c{number}") for number in range(self.components)]
        for count, parts in self.gates:
            nodes.append(builder.at_least(count, [nodes[part] for part in parts]))
        return builder.build(nodes[-1])


def works(structure: Structure, failed: Collection[Hashable]) -> bool:
    """Whether a structure works, read from the top down."""

    def up(number: int) -> bool:
        node = structure.nodes[number]
        if isinstance(node, Gate):
            return [up(part) for part in node.parts].count(True) >= node.count
        return node not in failed

    return up(structure.top)


def down_when(
    structure: Structure, outages: Mapping[Hashable, tuple[tuple[int, int], ...]]
) -> tuple[tuple[int, int], ...]:
    """From which minute to which the whole was down, asked minute by minute."""
    last = max(end for spans in outages.values() for _, end in spans)
    down = [
        not structure.works(
            frozenset(key for key, spans in outages.items() if any(a <= minute < b for a, b in spans))
        )
        for minute in range(last + 1)
    ]
    begun = [minute for minute in range(1, last + 1) if down[minute] and not down[minute - 1]]
    ended = [minute for minute in range(1, last + 1) if down[minute - 1] and not down[minute]]
    return tuple(zip(begun, ended, strict=True))
