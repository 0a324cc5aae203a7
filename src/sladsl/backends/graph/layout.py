"""Gives a drawing its places on paper: boxes, the ways of the lines, the strips of the bands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sladsl.backends.graph.ordering import Layers, order
from sladsl.backends.graph.placing import place, straighten
from sladsl.backends.graph.ports import Port, Ports, shared_out
from sladsl.backends.graph.widths import fitted, measure
from sladsl.lower.drawing.drawing import Band, Box, Drawing, Line
from sladsl.records import record

NAME_SIZE, TEXT_SIZE, CAPTION_SIZE, LABEL_SIZE = 15, 12, 11, 12
LINE_HEIGHT = 17
_PADDING = 14
_LEAST, _MOST, _WIDEST = 128, 264, 460
_CHOICE_HEIGHT, _BEND_WIDTH = 28, 6
_LOOP, _BARE = 18, 14
_GAP, _BETWEEN_ROWS, _MARGIN = 28, 64, 24
BAND_WIDTH = 150


@record
class Place:
    """A box on paper: its upper left corner and size in pixels, and its texts cut to fit."""

    box: Box
    x: int
    y: int
    width: int
    height: int
    name: str
    lines: tuple[str, ...]


@record
class Way:
    """A line on paper: points from source to target, to be joined by curves that are upright at each.

    Points come in pairs: where a stretch inside a row begins and where it ends. `label` is where the
    middle of the label's foot stands.
    """

    line: Line
    points: tuple[tuple[int, int], ...]
    label: tuple[int, int] | None


@record
class Layout:
    """Everything placed, in pixels from the upper left corner; bands are top and height."""

    width: int
    height: int
    places: tuple[Place, ...]
    ways: tuple[Way, ...]
    bands: tuple[tuple[Band, int, int], ...]


@record
class _End:
    """An end of a line at a box, below it or above: towards which point it leads, what it shares with others
    at one place, and the room that it needs with its label."""

    line: int
    box: int
    above: bool
    near: int
    shared: int
    room: int
    labelled: bool


def lay_out(drawing: Drawing) -> Layout:
    """The layout of a drawing, the same for the same drawing."""
    return _Paper(drawing).layout()


class _Paper:
    def __init__(self, drawing: Drawing) -> None:
        self.boxes = drawing.boxes
        self.number = {b.id: n for n, b in enumerate(self.boxes)}
        self.lines = [x for x in drawing.lines if x.source in self.number and x.target in self.number]
        self.rows: list[list[int]] = [[] for _ in range(max((b.row for b in self.boxes), default=-1) + 1)]
        self.row_of = [b.row for b in self.boxes]
        for number, box in enumerate(self.boxes):
            self.rows[box.row].append(number)
        self.bends: dict[tuple[str, str, int], int] = {}
        self.chains = [self._chain(line) for line in self.lines]
        bends = len(self.row_of) - len(self.boxes)
        self.is_bend = [False] * len(self.boxes) + [True] * bends
        self.ends = tuple(self._ends())
        self.labelled = self._labelled()
        self.widths = [self._width(n) for n in range(len(self.boxes))] + [_BEND_WIDTH] * bends
        links = list(dict.fromkeys(pair for chain in self.chains for pair in pairwise(chain)))
        self.layers = Layers(len(self.widths), self.rows, links)
        order(self.layers)
        self.x = place(self.layers, self.widths, self.is_bend, _GAP)
        self._bands_and_rows()

    def _chain(self, line: Line) -> list[int]:
        """The points a line passes from its upper to its lower end, one in every row; none for a loop.

        Lines of one kind to one target share their bends, so that they run together as soon as they can.
        """
        ends = sorted((self.number[line.source], self.number[line.target]), key=self.row_of.__getitem__)
        upper, lower = ends
        if self.row_of[upper] == self.row_of[lower]:
            return []
        chain = [upper]
        for row in range(self.row_of[upper] + 1, self.row_of[lower]):
            key = (line.kind, line.target, row)
            if key not in self.bends:
                self.bends[key] = len(self.row_of)
                self.rows[row].append(len(self.row_of))
                self.row_of.append(row)
            chain.append(self.bends[key])
        return [*chain, lower]

    def _width(self, number: int) -> int:
        box = self.boxes[number]
        inner = max(
            measure(box.name, NAME_SIZE, bold=True),
            measure(box.caption, CAPTION_SIZE),
            *(measure(text, TEXT_SIZE) for text in box.lines),
            0,
        )
        if box.kind == "choice":
            return measure(box.name, NAME_SIZE, bold=True) + 2 * _PADDING
        labelled = self.labelled.get(number, 0)
        return max(_LEAST, min(_MOST, inner + 2 * _PADDING), min(_WIDEST, labelled))

    def _ends(self) -> Iterator[_End]:
        """Where lines are at boxes: below the upper, then above the lower."""
        for number, (line, chain) in enumerate(zip(self.lines, self.chains, strict=True)):
            if chain:
                down = chain[0] == self.number[line.source]
                for above, at, near in ((False, 0, 1), (True, -1, -2)):
                    labelled = line.label if down != above else ""
                    room = measure(labelled, LABEL_SIZE, bold=True) + 10 if labelled else _BARE
                    shared = chain[near] if self.is_bend[chain[near]] else -1 - number
                    yield _End(number, chain[at], above, chain[near], shared, room, bool(labelled))

    def _labelled(self) -> dict[int, int]:
        """By box: how wide the lines are at the wider of its sides with labels, side by side."""
        rooms: dict[tuple[int, bool], dict[int, int]] = {}
        for end in self.ends:
            side = rooms.setdefault((end.box, end.above), {})
            side[end.shared] = max(side.get(end.shared, 0), end.room)
        found: dict[int, int] = {}
        for end in self.ends:
            if end.labelled:
                wide = sum(rooms[end.box, end.above].values())
                found[end.box] = max(found.get(end.box, 0), wide)
        return found

    def _height(self, number: int) -> int:
        box = self.boxes[number]
        if box.kind == "choice":
            return _CHOICE_HEIGHT
        return 30 + (19 if box.caption else 0) + LINE_HEIGHT * len(box.lines)

    def _bands_and_rows(self) -> None:
        """The top of every row; a gap grows with the lines that pass it."""
        self.heights = [max(self._height(n) for n in row if not self.is_bend[n]) for row in self.rows]
        self.tops: list[int] = []
        self.bands: list[tuple[Band, int, int]] = []
        at = _MARGIN
        for number, row in enumerate(self.rows):
            self.tops.append(at)
            band = next(self.boxes[n].band for n in row if not self.is_bend[n])
            if self.bands and self.bands[-1][0] is band:
                _, top, _ = self.bands[-1]
                self.bands[-1] = (band, top, at + self.heights[number] - top)
            else:
                self.bands.append((band, at, self.heights[number]))
            passing = sum(len(self.layers.down[n]) for n in row)
            at += self.heights[number] + _BETWEEN_ROWS + min(90, 3 * passing)

    def layout(self) -> Layout:
        left = BAND_WIDTH + _MARGIN
        places = []
        for number, box in enumerate(self.boxes):
            width, height = self.widths[number], self._height(number)
            room = width - 2 * _PADDING
            y = self.tops[box.row] + (self.heights[box.row] - height) // 2
            name = fitted(box.name, NAME_SIZE, room + 2, bold=True)
            texts = tuple(fitted(text, TEXT_SIZE, room + 2) for text in box.lines)
            places.append(Place(box, left + self.x[number] - width // 2, y, width, height, name, texts))
        ways = self._ways(places, left)
        right = max((x + w // 2 for x, w in zip(self.x, self.widths, strict=True)), default=0)
        height = self.tops[-1] + self.heights[-1] + _MARGIN if self.rows else 2 * _MARGIN
        right += _LOOP + 4 if not all(self.chains) else 0
        return Layout(left + right + _MARGIN, height, tuple(places), ways, tuple(self.bands))

    def _ways(self, places: Sequence[Place], left: int) -> tuple[Way, ...]:
        feet, heads = self._ports(places, left)
        found = []
        for number, (line, chain) in enumerate(zip(self.lines, self.chains, strict=True)):
            if not chain:
                found.append(self._loop(line, places[self.number[line.source]]))
                continue
            start, end = places[chain[0]], places[chain[-1]]
            first, stair = feet[number]
            last, other = heads[number]
            points = [(first, start.y + start.height)]
            row_bottom = self.tops[start.box.row] + self.heights[start.box.row]
            points += [(first, row_bottom)] if row_bottom > points[0][1] else []
            for bend in chain[1:-1]:
                top = self.tops[self.row_of[bend]]
                points += [
                    (left + self.x[bend], top),
                    (left + self.x[bend], top + self.heights[self.row_of[bend]]),
                ]
            row_top = self.tops[end.box.row]
            points += [(last, row_top)] if row_top < end.y else []
            points.append((last, end.y))
            leads_down = chain[0] == self.number[line.source]
            at = (first, start.y + start.height + 14 + stair) if leads_down else (last, end.y - 6 - other)
            ordered = points if leads_down else points[::-1]
            found.append(Way(line, tuple(ordered), at if line.label else None))
        return tuple(found)

    @staticmethod
    def _loop(line: Line, box: Place) -> Way:
        """A line from a box to itself, or to one beside it, which only a circle has."""
        right, middle = box.x + box.width, box.y + box.height // 2
        return Way(line, ((right, middle - 12), (right + _LOOP, middle), (right, middle + 12)), None)

    def _ports(self, places: Sequence[Place], left: int) -> tuple[Ports, Ports]:
        """Where lines leave boxes below and reach them above; the bends in between are moved in line."""
        feet: dict[int, list[Port]] = {}
        heads: dict[int, list[Port]] = {}
        for end in self.ends:
            port = Port(end.line, end.shared, self.x[end.near], end.room)
            (heads if end.above else feet).setdefault(end.box, []).append(port)
        found: list[Ports] = []
        for sides in (feet, heads):
            ports: Ports = {}
            for number, wanted in sides.items():
                box = places[number]
                inset = 6 if box.box.kind == "choice" else 10
                ports |= shared_out(wanted, box.x + box.width // 2, box.width, box.width - 2 * inset)
            found.append(ports)
        trunks = []
        for number, (line, chain) in enumerate(zip(self.lines, self.chains, strict=True)):
            ends = [ports[number][0] - left for ports in found if number in ports]
            down = bool(chain) and chain[0] == self.number[line.source]
            trunks.append((chain[1:-1], ends[::-1] if down else ends))
        straighten(self.layers, self.x, self.widths, trunks)
        return found[0], found[1]
