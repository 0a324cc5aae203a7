"""Draws the values of promises against their targets, period by period, as SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from textwrap import wrap

from sladsl.backends.graph.svg import escaped
from sladsl.exact.ratio import decimal_text
from sladsl.records import record


@record
class Point:
    """One period: `value` is None where there is none, `shown` is how people read it. `state` is met, missed,
    no data, undefined or not applicable."""

    label: str
    value: Fraction | None
    state: str
    shown: str

    @property
    def text(self) -> str:
        return f"{self.label}: {self.state}" + (f", {self.shown}" if self.shown else "")


@record
class Panel:
    """One promise. `upwards` says that more is better; `best` is the value that cannot be beaten (1 for a
    share, 0 for a time), if there is one."""

    title: str
    target: Fraction
    target_text: str
    upwards: bool
    best: Fraction | None
    points: tuple[Point, ...]


_STYLE = """\
text { font-family: "Liberation Sans", Arial, Helvetica, "Noto Sans", sans-serif; fill: #1b2733 }
text { font-size: 11px }
.paper { fill: #ffffff }
.title { font-size: 17px; font-weight: bold }
.name { font-size: 13px; font-weight: bold }
.note, .axis { fill: #5d6b7a }
.value { font-weight: bold; fill: #a32020; paint-order: stroke; stroke: #ffffff; stroke-width: 3px }
.field { fill: #f3f5f8 }
.target { stroke: #1f5fa8; stroke-width: 1.5px; stroke-dasharray: 6 3 }
.target-text { fill: #1f5fa8; font-weight: bold }
.met { fill: #2c7a45; stroke: #2c7a45 }
.missed { fill: #c62828; stroke: #c62828 }
.undefined { fill: #a8690f }
.stem { stroke-width: 1.5px; stroke-opacity: 0.45 }
.none { fill: #d4dae1 }
@media (prefers-color-scheme: dark) {
text { fill: #e8edf2 }
.paper { fill: #14191f }
.note, .axis { fill: #9aa8b6 }
.value { fill: #ff8f8f; stroke: #14191f }
.field { fill: #1c232b }
.target { stroke: #6aa6e8 }
.target-text { fill: #8dbdf5 }
.met { fill: #63b67f; stroke: #63b67f }
.missed { fill: #ff6b6b; stroke: #ff6b6b }
.undefined { fill: #dda14a }
.none { fill: #39434e }
}
"""

_LEFT, _RIGHT, _TOP, _FIELD, _PANEL = 24, 92, 74, 104, 176
_INSET = 12
_LABEL_WIDTH = 56
_NOTE_LETTER, _NOTE_LINE = 6, 16
_MOST_NAMED = 24
_BELOW_TARGET = 3
"""How many times what is to spare at best is shown beyond the target; worse values stand at the edge."""


def draw(title: str, panels: Sequence[Panel], note: str = "") -> str:
    """All panels one below the other, and a note under them. Periods without data are grey gaps; missed ones
    are diamonds with their value."""
    most = max((len(p.points) for p in panels), default=1)
    width = _LEFT + max(640 // max(most, 1), 9) * max(most, 1) + _RIGHT
    notes = wrap(note, (width - _LEFT) // _NOTE_LETTER)
    height = _TOP + _PANEL * len(panels) + 12 + _NOTE_LINE * len(notes)
    missed = sum(1 for panel in panels for point in panel.points if point.state == "missed")
    told = f"{len(panels)} promises over up to {most} periods; missed {missed} times in all"
    body = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" aria-labelledby="title desc">',
        f'<title id="title">{escaped(title)}</title>',
        f'<desc id="desc">{escaped(told)}</desc>',
        f"<style>\n{_STYLE}</style>",
        f'<rect class="paper" width="{width}" height="{height}"/>',
        f'<text class="title" x="{_LEFT}" y="30">{escaped(title)}</text>',
        *_legend(),
    ]
    for number, panel in enumerate(panels):
        body.append(f'<g transform="translate({_LEFT} {_TOP + number * _PANEL})">')
        body += _panel(panel, width - _LEFT - _RIGHT)
        body.append("</g>")
    for number, line in enumerate(reversed(notes)):
        y = height - 10 - _NOTE_LINE * number
        body.append(f'<text class="note" x="{_LEFT}" y="{y}">{escaped(line)}</text>')
    return "\n".join((*body, "</svg>", ""))


def _legend() -> Iterator[str]:
    yield f'<g transform="translate({_LEFT} 50)">'
    yield '<circle class="met" cx="5" cy="0" r="4"/><text class="note" x="14" y="4">met</text>'
    yield f'<path class="missed" d="{_diamond(54, "0")}"/><text class="note" x="64" y="4">missed</text>'
    yield '<rect class="none" x="112" y="-6" width="12" height="12"/>'
    yield '<text class="note" x="129" y="4">no data</text>'
    yield '<text class="undefined" x="180" y="4">?</text><text class="note" x="190" y="4">undefined</text>'
    yield '<line class="target" x1="252" x2="284" y1="0" y2="0"/>'
    yield '<text class="note" x="290" y="4">target</text></g>'


def _panel(panel: Panel, width: int) -> Iterator[str]:
    """The whole width for the periods there are, so that three months stand over their quarter."""
    slot = max(width // max(len(panel.points), 1), 1)
    named = sum(1 for point in panel.points if point.state == "missed") <= _MOST_NAMED
    low, high = _bounds(panel)
    aim = _place(panel.target, low, high)
    yield f'<text class="name" x="0" y="12">{escaped(panel.title)}</text>'
    yield f'<g transform="translate(0 {24})">'
    yield f'<rect class="field" width="{width}" height="{_FIELD}" rx="3"/>'
    for number, point in enumerate(panel.points):
        if point.state == "no data":
            yield (
                f'<rect class="none" x="{number * slot + 1}" y="1" width="{slot - 2}" height="{_FIELD - 2}">'
                f"<title>{escaped(point.text)}</title></rect>"
            )
    yield f'<line class="target" x1="0" x2="{width}" y1="{aim}" y2="{aim}"/>'
    yield (f'<text class="target-text" x="{width + 6}" y="{aim}" dy="4">{escaped(panel.target_text)}</text>')
    for number, point in enumerate(panel.points):
        yield from _point(point, number * slot * 2 + slot, (low, high), aim, named)
    every = -(-_LABEL_WIDTH // slot)
    for number in range(0, len(panel.points), every):
        label = escaped(panel.points[number].label)
        yield f'<text class="axis" x="{number * slot + 1}" y="{_FIELD + 15}">{label}</text>'
    yield "</g>"


def _point(
    point: Point, twice: int, bounds: tuple[Fraction, Fraction], aim: str, named: bool
) -> Iterator[str]:
    """The mark of one period; `twice` is twice its distance from the left, so that halves stay whole."""
    low, high = bounds
    x = _text(Fraction(twice, 2))
    title = f"<title>{escaped(point.text)}</title>"
    if point.state == "undefined":
        yield f'<text class="undefined" x="{x}" y="{aim}" text-anchor="middle">{title}?</text>'
        return
    if point.value is None or point.state not in ("met", "missed"):
        return
    y = _place(point.value, low, high)
    yield f'<line class="stem {point.state}" x1="{x}" x2="{x}" y1="{aim}" y2="{y}"/>'
    if point.state == "met":
        yield f'<circle class="met" cx="{x}" cy="{y}" r="4">{title}</circle>'
        return
    yield f'<path class="missed" d="{_diamond(Fraction(twice, 2), y)}">{title}</path>'
    if not named:
        return
    beyond = not low <= point.value <= high
    sign = ("\u2193 " if point.value < low else "\u2191 ") if beyond else ""
    above = Fraction(y) > _FIELD // 2
    shift = "-10" if above else "18"
    yield (
        f'<text class="value" x="{x}" y="{y}" dy="{shift}" text-anchor="middle">'
        f"{sign}{escaped(point.shown)}</text>"
    )


def _bounds(panel: Panel) -> tuple[Fraction, Fraction]:
    """The lowest and the highest value that have a place of their own."""
    values = [p.value for p in panel.points if p.value is not None] + [panel.target]
    low, high = min(values), max(values)
    if panel.best is not None and panel.best != panel.target:
        beyond = panel.target + _BELOW_TARGET * (panel.target - panel.best)
        low, high = (max(low, beyond), panel.best) if panel.upwards else (panel.best, min(high, beyond))
    return (low, high) if low < high else (low - 1, high + 1)


def _place(value: Fraction, low: Fraction, high: Fraction) -> str:
    """How far below the upper edge a value stands, in pixels."""
    inside = min(max(value, low), high)
    return _text(_INSET + (high - inside) / (high - low) * (_FIELD - 2 * _INSET))


def _text(value: Fraction) -> str:
    return decimal_text(value, 1).removesuffix(".0")


def _diamond(x: Fraction | int, y: str) -> str:
    across = _text(Fraction(x))
    return f"M{across} {y}m0 -6l6 6l-6 6l-6 -6z"
