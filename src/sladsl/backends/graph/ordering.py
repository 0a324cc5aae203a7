"""Orders what stands in each row so that few lines cross, after Sugiyama, Tagawa and Toda (1981)."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence

_SWEEPS = 12
_FINE = 5_040
_MOST_FOR_SWAPS = 400


class Layers:
    """Numbered points in rows, with the links between neighbouring rows; `up` and `down` hold them."""

    def __init__(self, count: int, rows: list[list[int]], links: Sequence[tuple[int, int]]) -> None:
        self.rows = rows
        self.up: list[list[int]] = [[] for _ in range(count)]
        self.down: list[list[int]] = [[] for _ in range(count)]
        for upper, lower in links:
            self.down[upper].append(lower)
            self.up[lower].append(upper)

    def places(self) -> dict[int, int]:
        """Each point's place in its row."""
        return {point: at for row in self.rows for at, point in enumerate(row)}

    def crossings(self) -> int:
        """How many pairs of links cross."""
        place = self.places()
        return sum(self._crossings_below(row, place) for row in self.rows[:-1])

    def _crossings_below(self, row: Sequence[int], place: dict[int, int]) -> int:
        seen: list[int] = []
        found = 0
        for point in row:
            ends = sorted(place[lower] for lower in self.down[point])
            found += sum(len(seen) - bisect_left(seen, end + 1) for end in ends)
            for end in ends:
                insort(seen, end)
        return found


def order(layers: Layers) -> None:
    """Sorts every row: sweeps by the mean place of the neighbours, then swaps of neighbours that help."""
    best, fewest = [list(row) for row in layers.rows], layers.crossings()
    for sweep in range(_SWEEPS):
        if fewest == 0:
            break
        downward = sweep % 2 == 0
        numbers = range(1, len(layers.rows)) if downward else range(len(layers.rows) - 2, -1, -1)
        for number in numbers:
            _sort_row(layers, number, layers.up if downward else layers.down)
        now = layers.crossings()
        if now < fewest:
            best, fewest = [list(row) for row in layers.rows], now
    layers.rows[:] = best
    if fewest and sum(map(len, best)) <= _MOST_FOR_SWAPS:
        _swap(layers)


def _sort_row(layers: Layers, number: int, neighbours: list[list[int]]) -> None:
    """Points without neighbours keep their places; the others share out the rest by their means."""
    place = layers.places()
    row = layers.rows[number]
    linked = [point for point in row if neighbours[point]]
    mean = {p: sum(place[n] for n in neighbours[p]) * _FINE // len(neighbours[p]) for p in linked}
    linked.sort(key=lambda point: mean[point])
    following = iter(linked)
    layers.rows[number] = [next(following) if neighbours[point] else point for point in row]


def _swap(layers: Layers) -> None:
    place = layers.places()

    def between(left: int, right: int) -> int:
        """Crossings of the links of two neighbours while `left` stands on the left."""
        return sum(
            place[a] > place[b] for ways in (layers.up, layers.down) for a in ways[left] for b in ways[right]
        )

    for _ in range(_SWEEPS):
        better = False
        for row in layers.rows:
            for at in range(len(row) - 1):
                left, right = row[at], row[at + 1]
                if between(right, left) < between(left, right):
                    row[at], row[at + 1] = right, left
                    place[left], place[right] = at + 1, at
                    better = True
        if not better:
            return
