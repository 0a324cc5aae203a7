"""A structure: what has to work for the whole to work, as gates over components that may be shared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence

from sladsl.records import field, record


@record
class Gate:
    """Works while at least `count` of `parts` do; parts are numbers of nodes, each named once."""

    count: int
    parts: tuple[int, ...]

    @property
    def fails_with(self) -> int:
        """How many parts have to fail for the gate to fail."""
        return len(self.parts) - self.count + 1


@record
class Structure:
    """Nodes by number, every part before the gates over it; a node is a component, by its key, or a gate.

    `top` is the whole. A component that several gates lead to is one component: it is down for all of them.
    """

    nodes: tuple[Hashable | Gate, ...]
    top: int

    @property
    def components(self) -> tuple[Hashable, ...]:
        """The keys of all components, in the order of their numbers."""
        return tuple(node for node in self.nodes if not isinstance(node, Gate))

    def works(self, failed: frozenset[Hashable]) -> bool:
        """Whether the whole works while these components are down."""
        up: list[bool] = []
        for node in self.nodes:
            if isinstance(node, Gate):
                up.append(sum(up[part] for part in node.parts) >= node.count)
            else:
                up.append(node not in failed)
        return up[self.top]


@record(frozen=False)
class StructureBuilder:
    """Puts a structure together from the components upward; equal parts become one node."""

    _nodes: list[Hashable | Gate] = field(default_factory=list)
    _numbers: dict[Hashable | Gate, int] = field(default_factory=dict)

    def component(self, key: Hashable) -> int:
        """The node of that component, made on first use."""
        return self._number(key)

    def at_least(self, count: int, parts: Sequence[int]) -> int:
        """A gate that works while `count` of the parts do; a part that is named twice counts twice.

        Raises ValueError unless 1 <= count <= number of parts.
        """
        if not 1 <= count <= len(parts):
            raise ValueError(f"{count} of {len(parts)} parts is no choice")
        distinct = tuple(dict.fromkeys(parts))
        if count in (1, len(parts)):
            count = min(count, len(distinct))
        elif len(distinct) < len(parts):
            return self._counted(count, Counter(parts))
        return distinct[0] if len(distinct) == 1 else self._number(Gate(count, distinct))

    def _counted(self, count: int, times: Mapping[int, int]) -> int:
        """A gate whose parts count so many times each: it works when a part does and the others make up for
        what is still missing, or when the others do without it."""
        several = [(part, number) for part, number in times.items() if number > 1]
        single = [part for part, number in times.items() if number == 1]
        missing = [{count}]  # what may still be missing when it comes to a part, and to the single ones
        for _, number in several:
            missing.append(missing[-1] | {left - number for left in missing[-1] if left > number})
        row = {left: self.at_least(left, single) for left in missing.pop() if left <= len(single)}
        for (part, number), lefts in zip(reversed(several), reversed(missing), strict=True):
            above: dict[int, int] = {}
            for left in sorted(lefts):
                with_it = part if left <= number else None
                if left - number in row:
                    with_it = self.all_of((part, row[left - number]))
                ways = [way for way in (with_it, row.get(left)) if way is not None]
                if ways:
                    above[left] = self.any_of(ways)
            row = above
        return row[count]

    def all_of(self, parts: Sequence[int]) -> int:
        """A gate that works while all parts do."""
        return self.at_least(len(parts), parts)

    def any_of(self, parts: Sequence[int]) -> int:
        """A gate that works while any part does."""
        return self.at_least(1, parts)

    def build(self, top: int) -> Structure:
        """The structure under `top`, numbered afresh, without what does not lead there."""
        needed: set[int] = set()
        waiting = [top]
        while waiting:
            number = waiting.pop()
            if number not in needed:
                needed.add(number)
                node = self._nodes[number]
                waiting += node.parts if isinstance(node, Gate) else ()
        renumbered: dict[int, int] = {}
        nodes: list[Hashable | Gate] = []
        for number in sorted(needed):
            node = self._nodes[number]
            if isinstance(node, Gate):
                node = Gate(node.count, tuple(renumbered[part] for part in node.parts))
            renumbered[number] = len(nodes)
            nodes.append(node)
        return Structure(tuple(nodes), renumbered[top])

    def _number(self, node: Hashable | Gate) -> int:
        found = self._numbers.get(node)
        if found is None:
            found = self._numbers[node] = len(self._nodes)
            self._nodes.append(node)
        return found
