"""Writes a drawing as SVG: no fonts or scripts from elsewhere, legible on light and dark pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from sladsl.backends.graph.layout import (
    BAND_WIDTH,
    CAPTION_SIZE,
    LABEL_SIZE,
    LINE_HEIGHT,
    NAME_SIZE,
    TEXT_SIZE,
    Layout,
    Place,
    Way,
    lay_out,
)
from sladsl.backends.graph.widths import measure
from sladsl.diagnostics.visible import visible
from sladsl.lower.drawing.drawing import Drawing, Line, Look

_STYLE = f"""\
text {{ font-family: "Liberation Sans", Arial, Helvetica, "Noto Sans", sans-serif; fill: #1b2733 }}
.paper {{ fill: #ffffff }}
.band {{ fill: #f3f5f8 }}
.band-name {{ font-size: {NAME_SIZE}px; font-weight: bold; fill: #4a5868 }}
.band-note, .legend {{ font-size: {TEXT_SIZE}px; fill: #5d6b7a }}
.name {{ font-size: {NAME_SIZE}px; font-weight: bold }}
.more {{ font-size: {TEXT_SIZE}px; fill: #42505f }}
.caption {{ font-size: {CAPTION_SIZE}px; fill: #5d6b7a }}
.label {{ font-size: {LABEL_SIZE}px; font-weight: bold; fill: #1f5fa8 }}
.plate {{ fill: #ffffff }}
.label.relies {{ fill: #6b4a9c }}
.label.open, .more.open {{ fill: #8f4e00; font-weight: bold }}
.label.broken, .more.broken {{ fill: #b3261e; font-weight: bold }}
.box {{ stroke-width: 1.5px }}
.sla {{ fill: #e3eefb; stroke: #1f5fa8 }}
.service {{ fill: #e6f4ea; stroke: #2c7a45 }}
.choice {{ fill: #ffffff; stroke: #2c7a45; stroke-dasharray: 4 3 }}
.ola {{ fill: #fdf1dc; stroke: #a8690f }}
.uc {{ fill: #f1eaf8; stroke: #6b4a9c }}
.way {{ fill: none; stroke-width: 1.6px }}
.way.promises {{ stroke: #1f5fa8 }}
.way.needs {{ stroke: #2c7a45 }}
.way.under {{ stroke: #76828f; stroke-dasharray: 5 4 }}
.way.relies {{ stroke: #6b4a9c; stroke-dasharray: 2 3 }}
.way.cyclic {{ stroke: #c62828; stroke-width: 3px }}
.way.open {{ stroke: #c26a00; stroke-width: 2.4px; stroke-dasharray: 8 4 }}
.way.broken {{ stroke: #c62828; stroke-width: 2.4px }}
.head-promises {{ fill: #1f5fa8 }}
.head-needs {{ fill: #2c7a45 }}
.head-under {{ fill: #76828f }}
.head-relies {{ fill: #6b4a9c }}
.head-open {{ fill: #c26a00 }}
.head-cyclic, .head-broken {{ fill: #c62828 }}
@media (prefers-color-scheme: dark) {{
text {{ fill: #e8edf2 }}
.paper {{ fill: #14191f }}
.band {{ fill: #1c232b }}
.band-name {{ fill: #b4c0cc }}
.band-note, .legend, .caption {{ fill: #9aa8b6 }}
.more {{ fill: #c3ced9 }}
.label {{ fill: #8dbdf5 }}
.plate {{ fill: #14191f }}
.label.relies {{ fill: #c3a6ea }}
.label.open, .more.open {{ fill: #f0b45a }}
.label.broken, .more.broken {{ fill: #ff9d94 }}
.sla {{ fill: #16304d; stroke: #6aa6e8 }}
.service {{ fill: #163423; stroke: #63b67f }}
.choice {{ fill: #14191f; stroke: #63b67f }}
.ola {{ fill: #3a2a0e; stroke: #dda14a }}
.uc {{ fill: #2b2139; stroke: #b494e0 }}
.way.promises {{ stroke: #6aa6e8 }}
.way.needs {{ stroke: #63b67f }}
.way.under {{ stroke: #8d9aa7 }}
.way.relies {{ stroke: #b494e0 }}
.way.open {{ stroke: #e89a3c }}
.way.cyclic, .way.broken {{ stroke: #ff6b6b }}
.head-promises {{ fill: #6aa6e8 }}
.head-needs {{ fill: #63b67f }}
.head-under {{ fill: #8d9aa7 }}
.head-relies {{ fill: #b494e0 }}
.head-open {{ fill: #e89a3c }}
.head-cyclic, .head-broken {{ fill: #ff6b6b }}
}}
"""

_LEGEND_TOP, _LEGEND_ROW, _TITLE_HEIGHT = 14, 22, 46
_SAMPLE, _AFTER_SAMPLE = 46, 28
_HEAD, _HEAD_HALF = 9, 4
_MARGIN = 24
_STACK_STEP = 5


def to_svg(drawing: Drawing) -> str:
    """The drawing as one SVG document; texts of the source are escaped and control characters shown."""
    layout = lay_out(drawing)
    body = list(_body(drawing, layout))
    width = max(layout.width, BAND_WIDTH + 560, measure(drawing.title, 18, bold=True) + 60)
    legend = _legend_rows(drawing, width - 24)
    height = _TITLE_HEIGHT + layout.height + _LEGEND_TOP + 8 + _LEGEND_ROW * max(len(legend), 1)
    head = [
        f'<svg xmlns="http://www.w3.org/2000/svg" lang="{drawing.words.language}" '
        f'width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" aria-labelledby="title desc">',
        f'<title id="title">{escaped(drawing.title)}</title>',
        f'<desc id="desc">{escaped(drawing.description)}</desc>',
        f"<style>\n{_STYLE}</style>",
        f'<rect class="paper" width="{width}" height="{height}"/>',
        f'<text class="name" x="24" y="34" style="font-size:18px">{escaped(drawing.title)}</text>',
        f'<g transform="translate(0 {_TITLE_HEIGHT})">',
        *(
            f'<rect class="band" x="12" y="{top - 12}" width="{width - 24}" height="{tall + 24}" rx="6"/>'
            for _, top, tall in layout.bands
        ),
    ]
    samples = _legend(drawing, legend, layout.height + _LEGEND_TOP)
    return "\n".join((*head, *body, *samples, "</g>", "</svg>", ""))


def escaped(text: str) -> str:
    """Text for XML, between tags or in a quoted attribute; what XML cannot hold is shown by its number."""
    shown = "\n".join(visible(line) for line in text.split("\n"))
    shown = "".join(c if ord(c) & 0xFFFE != 0xFFFE else f"<U+{ord(c):04X}>" for c in shown)
    for char, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#39;")):
        shown = shown.replace(char, entity)
    return shown


def _body(drawing: Drawing, layout: Layout) -> Iterator[str]:
    for band, top, tall in layout.bands:
        name, note = escaped(drawing.band_title(band)), escaped(drawing.band_note(band))
        middle = top + tall // 2
        yield f'<text class="band-name" x="24" y="{middle - 2}">{name}</text>'
        yield f'<text class="band-note" x="24" y="{middle + 15}">{note}</text>'
    yield from _ways(sorted(layout.ways, key=lambda w: w.line.cyclic))
    for place in layout.places:
        yield from _box(place)
    for way in layout.ways:
        if way.label is not None:
            yield from _label(way.line, *way.label)
    if not drawing.boxes:
        yield f'<text class="more" x="24" y="36">{escaped(drawing.words.say("graph-nothing"))}</text>'


def _label(line: Line, x: int, y: int) -> Iterator[str]:
    """The words of a line on a plate of their own, so that no line runs through them."""
    wide = measure(line.label, LABEL_SIZE, bold=True) + 4
    yield (
        f'<rect class="plate" x="{x - wide // 2}" y="{y - LABEL_SIZE + 1}" '
        f'width="{wide}" height="{LABEL_SIZE + 3}" rx="3"/>'
    )
    state = f" {line.state}" if line.state != "kept" else ""
    yield _centred(f"label {line.kind}{state}", x, y, line.label)


def _ways(ways: Iterable[Way]) -> Iterator[str]:
    """The lines; where several run together to one target, their common end is drawn once."""
    drawn: set[tuple[object, ...]] = set()
    for way in ways:
        kind = way.line.look
        links = [(kind, way.line.target, *pair) for pair in pairwise(way.points)]
        fresh = next((n for n, link in enumerate(links) if link in drawn), len(links))
        drawn.update(links)
        if fresh:
            whole = fresh == len(links)
            look = f"way {way.line.kind}{f' {kind}' if kind != way.line.kind else ''}"
            yield f"<g><title>{escaped(way.line.tip)}</title>"
            yield f'<path class="{look}" d="{_curve(way.points[: fresh + 1], whole)}"/>'
            yield f"{_head(way, kind) if whole else ''}</g>"


def _is_loop(points: Sequence[tuple[int, int]]) -> bool:
    return len(points) == 3 and points[0][0] == points[2][0] != points[1][0]


def _curve(way: Sequence[tuple[int, int]], has_head: bool) -> str:
    """Upright at every point: straight inside a row, an S between rows."""
    points = list(way)
    if _is_loop(points):
        (x, y), (far, _), (_, end) = points
        return f"M{x} {y}C{far + 8} {y} {far + 8} {end} {x + _HEAD} {end}"
    if has_head:
        (_, y), (last_x, last_y) = points[-2:]
        points[-1] = (last_x, last_y - _HEAD if y < last_y else last_y + _HEAD)
    x, y = points[0]
    pieces = [f"M{x} {y}"]
    for next_x, next_y in points[1:]:
        if next_x == x:
            pieces.append(f"V{next_y}")
        else:
            middle = (y + next_y) // 2
            pieces.append(f"C{x} {middle} {next_x} {middle} {next_x} {next_y}")
        x, y = next_x, next_y
    return "".join(pieces)


def _head(way: Way, kind: str) -> str:
    (x, y), before = way.points[-1], way.points[-2]
    if _is_loop(way.points):
        return _triangle(kind, (x, y), (x + _HEAD, y - _HEAD_HALF), (x + _HEAD, y + _HEAD_HALF))
    back = y - _HEAD if before[1] < y else y + _HEAD
    return _triangle(kind, (x, y), (x - _HEAD_HALF, back), (x + _HEAD_HALF, back))


def _triangle(kind: str, *points: tuple[int, int]) -> str:
    return f'<path class="head-{kind}" d="M{"L".join(f"{x} {y}" for x, y in points)}Z"/>'


def _box(place: Place) -> Iterator[str]:
    box, x, y, width, height = place.box, place.x, place.y, place.width, place.height
    radius = height // 2 if box.kind == "choice" else 14 if box.kind == "service" else 3
    if box.link:
        yield f'<a href="{escaped(box.link)}">'
    yield f"<g><title>{escaped(box.tip)}</title>"
    for behind in (2, 1) if box.count > 1 else ():
        step = behind * _STACK_STEP
        yield (
            f'<rect class="box {box.kind}" x="{x + step}" y="{y - step}" '
            f'width="{width}" height="{height}" rx="{radius}"/>'
        )
    yield (f'<rect class="box {box.kind}" x="{x}" y="{y}" width="{width}" height="{height}" rx="{radius}"/>')
    middle = x + width // 2
    if box.kind == "choice":
        yield _centred("name", middle, y + 19, place.name)
    else:
        at = y + 18
        if box.caption:
            yield _centred("caption", middle, at, box.caption)
            at += 19
        yield _centred("name", middle, at + 2, place.name)
        for number, text in enumerate(place.lines):
            last = number == len(place.lines) - 1
            look = f"more {box.state}" if box.state != "kept" and last else "more"
            yield _centred(look, middle, at + 20 + LINE_HEIGHT * number, text)
    yield "</g>"
    if box.link:
        yield "</a>"


def _centred(look: str, x: int, y: int, text: str) -> str:
    return f'<text class="{look}" x="{x}" y="{y}" text-anchor="middle">{escaped(text)}</text>'


def _legend_rows(drawing: Drawing, room: int) -> list[list[Look]]:
    """The looks of lines that are explained, in as many rows as they need."""
    rows: list[list[Look]] = []
    right = room
    for look in drawing.looks:
        wide = _SAMPLE + measure(drawing.line_title(look), TEXT_SIZE) + _AFTER_SAMPLE
        if right + wide - _AFTER_SAMPLE > room:
            rows.append([])
            right = _MARGIN
        rows[-1].append(look)
        right += wide
    return rows


def _legend(drawing: Drawing, rows: Sequence[Sequence[Look]], top: int) -> Iterator[str]:
    """A sample of each look of lines that are drawn."""
    for number, row in enumerate(rows):
        x, y = _MARGIN, top + _LEGEND_ROW * number
        for look in row:
            said = drawing.line_title(look)
            yield f'<path class="way {look}" d="M{x} {y}H{x + 30}"/>'
            yield f'<path class="head-{look}" d="M{x + 38} {y}L{x + 29} {y - 4}L{x + 29} {y + 4}Z"/>'
            yield f'<text class="legend" x="{x + _SAMPLE}" y="{y + 4}">{escaped(said)}</text>'
            x += _SAMPLE + measure(said, TEXT_SIZE) + _AFTER_SAMPLE
