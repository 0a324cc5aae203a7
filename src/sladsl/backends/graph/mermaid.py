"""Writes a drawing for Mermaid, as README files and wikis show it."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics.visible import visible
from sladsl.lower.drawing.drawing import Box, Drawing, Line, Mark

_SHAPE = {"service": ("(", ")"), "choice": ("([", "])")}
_ARROW = {"promises": "-->", "needs": "-->", "under": "-.->", "relies": "-.->"}
_HEADLESS = {kind: arrow.replace(">", "-" if arrow == "-->" else "") for kind, arrow in _ARROW.items()}
_CLASSES = (
    "classDef sla fill:#e3eefb,stroke:#1f5fa8,color:#1b2733",
    "classDef service fill:#e6f4ea,stroke:#2c7a45,color:#1b2733",
    "classDef choice fill:#ffffff,stroke:#2c7a45,color:#1b2733,stroke-dasharray:4 3",
    "classDef ola fill:#fdf1dc,stroke:#a8690f,color:#1b2733",
    "classDef uc fill:#f1eaf8,stroke:#6b4a9c,color:#1b2733",
)
_MARKS: dict[Mark, str] = {
    "cyclic": "stroke:#c62828,stroke-width:3px",
    "broken": "stroke:#c62828,stroke-width:2px",
    "open": "stroke:#c26a00,stroke-width:2px,stroke-dasharray:8 4",
}
_PLAIN = frozenset(" .,:%+-/()")


def to_mermaid(drawing: Drawing) -> str:
    """The drawing as a flowchart with a subgraph for each band."""
    return "\n".join((*_lines(drawing), ""))


def _lines(drawing: Drawing) -> Iterator[str]:
    yield "flowchart TB"
    yield f"  accTitle: {_sentence(drawing.title)}"
    yield f"  accDescr: {_sentence(drawing.description)}"
    ids = {box.id: f"n{number}" for number, box in enumerate(drawing.boxes)}
    for band in drawing.bands:
        label = text(f"{drawing.band_title(band)}, {drawing.band_note(band)}")
        yield f'  subgraph band{band.value}["{label}"]'
        for box in drawing.boxes:
            if box.band is band:
                yield f"    {_box(box, ids[box.id])}"
        yield "  end"
    row = {box.id: box.row for box in drawing.boxes}
    for line in drawing.lines:
        yield f"  {_line(line, ids, row)}"
    for mark, style in _MARKS.items():
        marked = [str(number) for number, line in enumerate(drawing.lines) if line.look == mark]
        if marked:
            yield f"  linkStyle {','.join(marked)} {style}"
    for definition in _CLASSES:
        yield f"  {definition}"


def _box(box: Box, name: str) -> str:
    opening, closing = _SHAPE.get(box.kind, ("[", "]"))
    parts = [text(box.caption)] if box.caption else []
    label = "<br/>".join((*parts, f"<b>{text(box.name)}</b>", *(text(one) for one in box.lines)))
    return f'{name}{opening}"{label}"{closing}:::{box.kind}'


def _line(line: Line, ids: dict[str, str], row: dict[str, int]) -> str:
    """Mermaid stacks boxes by the order in which a link names them and has no heads that point back: what
    holds something up is linked from above, without a head."""
    label = f'|"{text(line.label)}"|' if line.label else ""
    if row[line.source] > row[line.target] and not line.cyclic:
        return f"{ids[line.target]} {_HEADLESS[line.kind]}{label} {ids[line.source]}"
    return f"{ids[line.source]} {_ARROW[line.kind]}{label} {ids[line.target]}"


def text(raw: str) -> str:
    """Text between quotes: everything but letters, digits and plain marks by its number."""
    return "".join(_one(char) for char in visible(raw.replace("\n", " ")))


def _one(char: str) -> str:
    return char if char.isalnum() or char in _PLAIN or ord(char) >= 0xA0 else f"#{ord(char)};"


def _sentence(raw: str) -> str:
    """Text to the line's end, where numbers are not read: marks with a meaning to Mermaid become blanks."""
    shown = visible(raw.replace("\n", " "))
    return "".join(c if c.isalnum() or c in _PLAIN or ord(c) >= 0xA0 else " " for c in shown)
