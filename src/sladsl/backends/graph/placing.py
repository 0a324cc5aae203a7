"""Gives ordered rows their x coordinates: near their neighbours, without touching each other."""

from __future__ import annotations

from collections.abc import Sequence

from sladsl.backends.graph.ordering import Layers

_SWEEPS = 16
_BEND_WEIGHT = 6
_CLEAR = 8
_WIDE_ROW = 1_600


def place(layers: Layers, widths: Sequence[int], is_bend: Sequence[bool], gap: int) -> list[int]:
    """The middle of each point in pixels, the leftmost edge at 0.

    Each row is moved as near to its neighbours' middles as its order and the gaps allow, in the sense of
    least squares; bends of long lines weigh more, so that these run straight. The boxes of a wide row stay
    around the middle of the page, or rows that go on in one another would drift off like stairs.
    """
    x = [0] * len(widths)
    offsets = [_offsets(row, widths, is_bend, gap) for row in layers.rows]
    for row, offset in zip(layers.rows, offsets, strict=True):
        for point, at in zip(row, offset, strict=True):
            x[point] = at - offset[-1] // 2
    centred = list(x)
    for sweep in range(_SWEEPS):
        numbers = range(len(layers.rows)) if sweep % 2 == 0 else range(len(layers.rows) - 1, -1, -1)
        for number in numbers:
            row, offset = layers.rows[number], offsets[number]
            wanted, weights = [], []
            for point, at in zip(row, offset, strict=True):
                ways = layers.up[point] if sweep % 2 == 0 else layers.down[point]
                ways = ways if sweep < _SWEEPS - 4 and ways else layers.up[point] + layers.down[point]
                middle = sum(x[n] for n in ways) // len(ways) if ways else x[point]
                middle = centred[point] if offset[-1] > _WIDE_ROW and not is_bend[point] else middle
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


def straighten(
    layers: Layers,
    x: list[int],
    widths: Sequence[int],
    trunks: Sequence[tuple[Sequence[int], Sequence[int]]],
) -> None:
    """Moves the bends of each line below one another, at best below one of its two ends.

    A trunk is the bends of a line and the x of its target and source; no bend passes or touches what stands
    beside it.
    """
    place_of = layers.places()
    row_of = {point: row for row in layers.rows for point in row}
    done: set[int] = set()
    for bends, ends in trunks:
        if not bends or not done.isdisjoint(bends):
            continue
        done.update(bends)
        rooms = [_room(row_of[bend], place_of[bend], x, widths) for bend in bends]
        low, high = max(low for low, _ in rooms), min(high for _, high in rooms)
        if low <= high:
            middle = min(max(sum(ends) // 2, low), high)
            wish = next((end for end in ends if low <= end <= high), middle)
        else:
            wish = sum(ends) // 2
        for bend, (left, right) in zip(bends, rooms, strict=True):
            if left <= right:
                x[bend] = min(max(wish, left), right)


def _room(row: Sequence[int], at: int, x: Sequence[int], widths: Sequence[int]) -> tuple[int, int]:
    """Between which middles a bend may stand, given its neighbours."""
    far = 1_000_000
    half = widths[row[at]] // 2 + _CLEAR
    before = x[row[at - 1]] + widths[row[at - 1]] // 2 + half if at else -far
    after = x[row[at + 1]] - widths[row[at + 1]] // 2 - half if at + 1 < len(row) else far
    return before, after
