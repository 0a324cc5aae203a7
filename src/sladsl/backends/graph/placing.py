"""Gives ordered rows their x coordinates: near their neighbours, without touching each other."""

from __future__ import annotations

from collections.abc import Sequence

from sladsl.backends.graph.ordering import Layers

_SWEEPS = 16
_BEND_WEIGHT = 6


def place(layers: Layers, widths: Sequence[int], is_bend: Sequence[bool], gap: int) -> list[int]:
    """The middle of each point in pixels, the leftmost edge at 0.

    Each row is moved as near to its neighbours' middles as its order and the gaps allow, in the sense of
    least squares; bends of long lines weigh more, so that these run straight.
    """
    x = [0] * len(widths)
    offsets = [_offsets(row, widths, is_bend, gap) for row in layers.rows]
    for row, offset in zip(layers.rows, offsets, strict=True):
        for point, at in zip(row, offset, strict=True):
            x[point] = at - offset[-1] // 2
    for sweep in range(_SWEEPS):
        numbers = range(len(layers.rows)) if sweep % 2 == 0 else range(len(layers.rows) - 1, -1, -1)
        for number in numbers:
            row, offset = layers.rows[number], offsets[number]
            wanted, weights = [], []
            for point, at in zip(row, offset, strict=True):
                ways = layers.up[point] if sweep % 2 == 0 else layers.down[point]
                ways = ways if sweep < _SWEEPS - 4 and ways else layers.up[point] + layers.down[point]
                middle = sum(x[n] for n in ways) // len(ways) if ways else x[point]
                wanted.append(middle - at)
                weights.append((_BEND_WEIGHT if is_bend[point] else 1) * max(1, len(ways)))
            for point, at, moved in zip(row, offset, _rising(wanted, weights), strict=True):
                x[point] = at + moved
    left = min((middle - width // 2 for middle, width in zip(x, widths, strict=True)), default=0)
    return [middle - left for middle in x]


def _offsets(row: Sequence[int], widths: Sequence[int], is_bend: Sequence[bool], gap: int) -> list[int]:
    """The middles of a row that is packed from 0."""
    at, found = 0, []
    for before, point in zip([None, *row[:-1]], row, strict=True):
        if before is not None:
            room = gap // 2 if is_bend[before] and is_bend[point] else gap
            at += (widths[before] + widths[point]) // 2 + room
        found.append(at)
    return found


def _rising(wanted: Sequence[int], weights: Sequence[int]) -> list[int]:
    """The rising numbers nearest to `wanted`, by pooling what falls (isotonic regression)."""
    blocks: list[tuple[int, int, int]] = []  # weighted sum, weight, members
    for value, weight in zip(wanted, weights, strict=True):
        total, mass, count = value * weight, weight, 1
        while blocks and blocks[-1][0] * mass > total * blocks[-1][1]:
            before = blocks.pop()
            total, mass, count = total + before[0], mass + before[1], count + before[2]
        blocks.append((total, mass, count))
    return [total // mass for total, mass, count in blocks for _ in range(count)]
