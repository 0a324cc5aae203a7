"""A drawing: boxes in bands and rows, and lines between them, before anything has a place on paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from typing import Literal, TypeAlias, get_args

from sladsl.lower.drawing.words import DrawingWords
from sladsl.model.graph import knots, rows
from sladsl.model.values import Value
from sladsl.records import field, record, replace

BoxKind: TypeAlias = Literal["sla", "ola", "uc", "service", "choice"]
LineKind: TypeAlias = Literal["promises", "needs", "under", "relies"]
Mark: TypeAlias = Literal["cyclic", "open", "broken"]
Look: TypeAlias = LineKind | Mark
State: TypeAlias = Literal["kept", "open", "broken"]
"""What is proven of promises, the worst of them last: `open` is neither proven nor refuted."""


class Band(IntEnum):
    """The storeys of a house, from the top; their titles are in the words of the drawing."""

    PROMISED = 0
    SERVICES = 1
    INSIDE = 2
    SUPPLIERS = 3


LINE_KINDS: tuple[LineKind, ...] = get_args(LineKind)
MARKS: tuple[Mark, ...] = get_args(Mark)
STATES: tuple[State, ...] = get_args(State)


def worst(states: Iterable[State]) -> State:
    """The worst of them; kept where there is none."""
    return max(states, key=STATES.index, default="kept")


@record
class Box:
    """One box. `caption` says what it is, `name` which one, `lines` a little more, `tip` all of it.

    `count` is more than 1 for a stack of boxes that are alike; `row` counts rows from the top of the page.
    `state` is that of the promises in it, as far as anything is known of them; `link` leads to more about the
    box on the page that holds the drawing.
    """

    id: str
    kind: BoxKind
    band: Band
    caption: str
    name: str
    lines: tuple[str, ...] = ()
    tip: str = ""
    count: int = 1
    row: int = 0
    state: State = "kept"
    link: str = ""


@record
class Line:
    """An arrow from `source` to `target`, by id. `label` stands at its source; `value` is what the label
    says, where that can be compared. `cyclic` lines are part of a circle; `state` is that of a promise, as
    far as anything is known of it."""

    source: str
    target: str
    kind: LineKind
    label: str = ""
    tip: str = ""
    value: Value | None = None
    cyclic: bool = False
    state: State = "kept"

    @property
    def look(self) -> Look:
        """What stands out about the line, else its kind."""
        if self.cyclic:
            return "cyclic"
        return self.kind if self.state == "kept" else self.state


@record
class Remark:
    """What is known beside the source: a few words for the picture, and all of it, line by line, for the
    tip."""

    words: str
    tip: tuple[str, ...]
    state: State = "kept"
    link: str = ""


@record
class Remarks:
    """Remarks on agreements, by node, and on promises: by the nodes of agreement and service, and the
    promise's key."""

    agreements: Mapping[str, Remark] = field(default_factory=dict)
    promises: Mapping[tuple[str, str, str], Remark] = field(default_factory=dict)


@record
class Drawing:
    """Boxes and lines in source order; `title` and `description` say the whole in words."""

    title: str
    description: str
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    words: DrawingWords

    def band_title(self, band: Band) -> str:
        """`SLAs`, `Services` and so on."""
        return self.words.say_of("graph-band", "band", band.name.lower())

    def band_note(self, band: Band) -> str:
        """What a band is: `promised to customers`."""
        return self.words.say_of("graph-band-note", "band", band.name.lower())

    def line_title(self, look: Look) -> str:
        """What a line of that look says: `relies on`."""
        return self.words.say_of("graph-line", "kind", look)

    @property
    def looks(self) -> tuple[Look, ...]:
        """What the legend explains: every kind of line that is drawn, then what stands out."""
        kinds = {line.kind for line in self.lines}
        marked = {line.look for line in self.lines} - kinds
        return (*(k for k in LINE_KINDS if k in kinds), *(look for look in MARKS if look in marked))

    @property
    def bands(self) -> tuple[Band, ...]:
        """The bands that have boxes."""
        return tuple(sorted({b.band for b in self.boxes}))


_MOST_IN_A_ROW = 12


def arranged(boxes: Sequence[Box], lines: Sequence[Line]) -> tuple[tuple[Box, ...], tuple[Line, ...]]:
    """The boxes with their rows, the lines of circles marked.

    Bands stand one above the other. In a band a box stands below those that lead to it (`is under` leads
    upwards), and a row of more than a dozen boxes goes on in the next.
    """
    names = [b.id for b in boxes]
    circular = _circular(names, lines)
    marked = tuple(replace(line, cyclic=(line.source, line.target) in circular) for line in lines)
    placed: dict[str, int] = {}
    top = 0
    for band in sorted({b.band for b in boxes}):
        inside = [b.id for b in boxes if b.band is band]
        here = set(inside)
        links = [_downward(line) for line in lines if line.source in here and line.target in here]
        row = rows(inside, links)
        for number in range(max(row.values()) + 1):
            members = [name for name in inside if row[name] == number]
            height = -(-len(members) // _MOST_IN_A_ROW)
            each = -(-len(members) // height)
            placed.update({name: top + at // each for at, name in enumerate(members)})
            top += height
    return tuple(replace(b, row=placed[b.id]) for b in boxes), marked


def _downward(line: Line) -> tuple[str, str]:
    return (line.target, line.source) if line.kind == "under" else (line.source, line.target)


def _circular(names: Sequence[str], lines: Sequence[Line]) -> set[tuple[str, str]]:
    """The links of circles; a promise leads down only, so it closes none."""
    found: set[tuple[str, str]] = set()
    for kinds in (("needs", "relies"), ("under",)):
        links = [(line.source, line.target) for line in lines if line.kind in kinds]
        for part in knots(names, links):
            members = set(part)
            found |= {link for link in links if members.issuperset(link)}
    return found
