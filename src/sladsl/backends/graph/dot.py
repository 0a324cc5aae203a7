"""Writes a drawing for Graphviz."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sladsl.diagnostics.visible import visible
from sladsl.lower.drawing.drawing import Box, Drawing, Line

_FILL = {"sla": "#e3eefb", "ola": "#fdf1dc", "uc": "#f1eaf8", "service": "#e6f4ea", "choice": "#ffffff"}
_STROKE = {"sla": "#1f5fa8", "ola": "#a8690f", "uc": "#6b4a9c", "service": "#2c7a45", "choice": "#2c7a45"}
_LINE = {
    "promises": 'color="#1f5fa8" fontcolor="#1f5fa8"',
    "needs": 'color="#2c7a45"',
    "under": 'color="#76828f" style=dashed',
    "relies": 'color="#6b4a9c" fontcolor="#6b4a9c" style=dotted',
}
_STATE = {"open": 'color="#c26a00" fontcolor="#8f4e00"', "broken": 'color="#c62828" fontcolor="#b3261e"'}
_LOOK = {
    **_LINE,
    "broken": _STATE["broken"],
    "open": f"{_STATE['open']} penwidth=2 style=dashed",
    "cyclic": 'color="#c62828" penwidth=2.5',
}


def to_dot(drawing: Drawing) -> str:
    """The drawing as a directed graph with a cluster for each band."""
    return "\n".join((*_lines(drawing), ""))


def _lines(drawing: Drawing) -> Iterator[str]:
    yield "digraph house {"
    yield f"  graph [label={quoted(drawing.title)} labelloc=t rankdir=TB newrank=true"
    yield '    fontname="Helvetica" nodesep=0.4 ranksep=0.7 compound=true];'
    yield '  node [shape=box style=filled fontname="Helvetica" fontsize=11];'
    yield '  edge [fontname="Helvetica" fontsize=10];'
    ids = {box.id: f"n{number}" for number, box in enumerate(drawing.boxes)}
    for band in drawing.bands:
        yield f"  subgraph cluster_{band.value} {{"
        label = quoted(f"{drawing.band_title(band)}, {drawing.band_note(band)}")
        yield f'    label={label} labeljust=l color="#d5dbe2";'
        for box in drawing.boxes:
            if box.band is band:
                yield f"    {ids[box.id]} [{_box(box)}];"
        yield "  }"
    yield from _ranks(drawing, ids)
    row = {box.id: box.row for box in drawing.boxes}
    for line in drawing.lines:
        yield f"  {_line(line, ids, row)}"
    yield "}"


def _ranks(drawing: Drawing, ids: dict[str, str]) -> Iterator[str]:
    """The rows of the drawing, each below the one before."""
    rows: dict[int, list[str]] = {}
    for box in sorted(drawing.boxes, key=lambda b: b.row):
        rows.setdefault(box.row, []).append(ids[box.id])
    for members in rows.values():
        yield f"  {{ rank=same; {'; '.join(members)} }}"
    for upper, lower in pairwise(rows.values()):
        yield f"  {upper[0]} -> {lower[0]} [style=invis];"


def _box(box: Box) -> str:
    text = [box.caption] if box.caption else []
    label = quoted("\n".join((*text, box.name, *box.lines)))
    style = ' style="filled,rounded"' if box.kind in ("service", "choice") else ""
    style = ' style="filled,rounded,dashed"' if box.kind == "choice" else style
    stack = " peripheries=2" if box.count > 1 else ""
    stroke = _STATE.get(box.state, f'color="{_STROKE[box.kind]}"')
    colours = f'fillcolor="{_FILL[box.kind]}" {stroke}'
    return f"label={label} tooltip={quoted(box.tip)} {colours}{style}{stack}"


def _line(line: Line, ids: dict[str, str], row: dict[str, int]) -> str:
    """Graphviz ranks by the direction a link is written in: lines that lead up are written backwards."""
    up = row[line.source] > row[line.target]
    first, last = (line.target, line.source) if up else (line.source, line.target)
    label = f" label={quoted(line.label)}" if line.label else ""
    back = " dir=back" if up else ""
    return f"{ids[first]} -> {ids[last]} [{_LOOK[line.look]}{label} tooltip={quoted(line.tip)}{back}];"


def quoted(text: str) -> str:
    """A quoted string of the DOT language; Graphviz reads entities and backslashes in it, so both go."""
    shown = "\\n".join(visible(line).replace("\\", "\\\\") for line in text.split("\n"))
    return '"' + shown.replace("&", "&amp;").replace('"', '\\"') + '"'
