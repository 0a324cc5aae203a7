"""Trends as small drawings side by side: SVG with exact places, the same bytes each time.

A missed period has another shape than a kept one, and a period without a value is a gap with a band
behind it, so that nothing hangs on colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from sladsl.backends.graph.svg import escaped
from sladsl.backends.graph.widths import fitted, measure
from sladsl.evaluate.results import State
from sladsl.exact.ratio import decimal_places, exact_decimal, round_to
from sladsl.lower import values as v
from sladsl.lower.contract.pen import Pen
from sladsl.lower.document import Figure, text
from sladsl.records import record
from sladsl.report.axis import Axis, axis
from sladsl.report.shown import state_word
from sladsl.report.trend import Point, Trend

WIDTH = 548
MOST = 8
"""How many trends one figure holds at most, so that it fits on a page."""
_GAP, _WIDE, _SMALL = 20, 164, 136
_TITLE, _FOOT, _HEAD, _LEGEND = 20, 32, 16, 24
_LABEL = 10
_UNDER, _BEYOND = 20, 32
"""What is left free below the lowest value for its label; more where a value lies beyond the edge."""
_STYLE = """\
text { font-family: "Libertinus Serif", "Source Serif 4", Charter, Cambria, Georgia, serif; fill: #16202c }
.paper { fill: #ffffff }
.grid { stroke: #dfe4ea; stroke-width: 0.8px }
.base { stroke: #8b96a3; stroke-width: 0.8px }
.none { fill: #e9edf1 }
.way { fill: none; stroke: #5a6f8a; stroke-width: 1.4px; stroke-linejoin: round }
.goal { stroke: #8a5a00; stroke-width: 1.2px; stroke-dasharray: 5 3 }
.met { fill: #1f3a5f }
.missed { fill: #b3261e; stroke: #ffffff; stroke-width: 1px }
.now { fill: none; stroke: #1f3a5f; stroke-width: 1.2px }
.tick { font-size: 10px; fill: #5a6675; text-anchor: end }
.note { font-size: 10px; fill: #5a6675; text-anchor: middle }
.goal-name { font-size: 10px; fill: #8a5a00 }
.value { font-size: 10px; text-anchor: middle; paint-order: stroke; stroke: #ffffff; stroke-width: 3px;
  stroke-linejoin: round }
.bad { fill: #b3261e; font-weight: bold }
.title { font-size: 11px; font-weight: bold; fill: #1f3a5f }
.legend { font-size: 10px; fill: #5a6675 }
@media (prefers-color-scheme: dark) {
text { fill: #dfe5ec }
.paper { fill: #141a21 }
.grid { stroke: #2b3541 }
.base { stroke: #6b7886 }
.none { fill: #222c37 }
.way { stroke: #8ba0b8 }
.goal { stroke: #dda14a }
.goal-name { fill: #dda14a }
.met { fill: #9fc1ea }
.missed { fill: #ff7b72; stroke: #141a21 }
.now { stroke: #9fc1ea }
.tick, .note, .legend { fill: #a3afbd }
.value { stroke: #141a21 }
.bad { fill: #ff9d94 }
.title { fill: #9fc1ea }
}"""


@record
class _Frame:
    """Where one drawing stands, and inside it the field with the values."""

    x: int
    y: int
    width: int
    left: int
    right: int
    top: int
    bottom: int
    under: int

    def across(self, number: int, of: int) -> Fraction:
        """The middle of the column of a period."""
        return self.left + Fraction((self.right - self.left) * (2 * number + 1), 2 * of)

    def up(self, scale: Axis, value: Fraction) -> Fraction:
        lowest = self.bottom - self.under
        return lowest - scale.part(value) * (lowest - self.top)


def figure(pen: Pen, trends: Sequence[Trend], caption: str) -> Figure:
    """All trends of one clause in one figure: one over the whole width, more in two columns."""
    several = len(trends) > 1
    width = (WIDTH - _GAP) // 2 if several else WIDTH
    height = (_TITLE + _SMALL) if several else _WIDE
    body: list[str] = []
    for number, trend in enumerate(trends):
        x = (number % 2) * (width + _GAP) if several else 0
        y = (number // 2) * (height + _GAP // 2) if several else 0
        body += _drawing(pen, trend, x, y, width, height, several)
    rows = -(-len(trends) // 2) if several else 1
    below = rows * height + (rows - 1) * (_GAP // 2)
    body += _legend(pen, trends, below + _LEGEND - 8)
    total = below + _LEGEND
    said = " ".join(_description(pen, trend) for trend in trends)
    head = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{total}" '
        f'viewBox="0 0 {WIDTH} {total}" role="img">',
        f"<title>{escaped(caption)}</title>",
        f"<desc>{escaped(said)}</desc>",
        f"<style>\n{_STYLE}\n</style>",
        f'<rect class="paper" width="{WIDTH}" height="{total}"/>',
    ]
    return Figure("\n".join((*head, *body, "</svg>", "")), said, text(caption))


def _description(pen: Pen, trend: Trend) -> str:
    """All that the drawing shows, in words."""
    points = "; ".join(
        pen.plain("report-trend-period", period=text(p.name), said=text(p.said)) for p in trend.points
    )
    return pen.plain(
        "report-trend-said", title=text(trend.title), target=text(trend.target_said), points=text(points)
    )


def _drawing(pen: Pen, trend: Trend, x: int, y: int, width: int, height: int, titled: bool) -> Iterator[str]:
    values = [p.value for p in trend.points if p.value is not None]
    scale = axis(values, trend.target, trend.higher, trend.kind)
    names = [_line_name(pen, trend.kind, each, scale) for each in scale.lines]
    left = x + max((measure(name, _LABEL) for name in names), default=0) + 6
    room = measure(trend.target_shown, _LABEL) + 8 if trend.target is not None else 4
    over = _HEAD // 2 if any(v > scale.high for v in values) else 0
    top = y + (_TITLE if titled else 0) + _HEAD + over
    under = _BEYOND if any(v < scale.low for v in values) else _UNDER if trend.higher else 0
    frame = _Frame(x, y, width, left, x + width - room, top, y + height - _FOOT, under)
    if titled:
        yield _text("title", x, y + 13, fitted(trend.title, 11, width, True))
    yield from _bands(trend, frame)
    for value, name in zip(scale.lines, names, strict=True):
        at = frame.up(scale, value)
        yield f'<path class="grid" d="M{frame.left} {_at(at)}H{frame.right}"/>'
        yield _text("tick", frame.left - 5, at + 3, name)
    yield f'<path class="base" d="M{frame.left} {frame.bottom}H{frame.right}"/>'
    if trend.target is not None:
        at = frame.up(scale, trend.target)
        yield f'<path class="goal" d="M{frame.left} {_at(at)}H{frame.right + 2}"/>'
        yield _text("goal-name", frame.right + 5, at + 3, trend.target_shown)
    yield from _line(trend, frame, scale)
    yield from _marks(trend, frame, scale)
    yield from _values(trend, frame, scale)
    yield from _periods(trend, frame)


def _bands(trend: Trend, frame: _Frame) -> Iterator[str]:
    """Behind every period without a value: empty for no data, with a sign where there is another reason."""
    count = len(trend.points)
    wide = Fraction(frame.right - frame.left, count)
    for number, point in enumerate(trend.points):
        if point.value is not None:
            continue
        at = frame.left + wide * number
        yield (
            f'<rect class="none" x="{_at(at + 1)}" y="{frame.top}" '
            f'width="{_at(wide - 2)}" height="{frame.bottom - frame.top}"/>'
        )
        sign = _SIGNS.get(point.state, "")
        if sign:
            yield _text("note", at + wide / 2, (frame.top + frame.bottom) // 2 + 3, sign)


_SIGNS = {State.UNDEFINED: "?", State.NOT_APPLICABLE: "–"}


def _line(trend: Trend, frame: _Frame, scale: Axis) -> Iterator[str]:
    """Lines between neighbours; a gap breaks them."""
    count = len(trend.points)
    run: list[str] = []
    for number, point in enumerate((*trend.points, None)):
        if point is not None and point.value is not None:
            run.append(f"{_at(frame.across(number, count))} {_at(frame.up(scale, point.value))}")
            continue
        if len(run) > 1:
            yield f'<path class="way" d="M{"L".join(run)}"/>'
        run = []


def _marks(trend: Trend, frame: _Frame, scale: Axis) -> Iterator[str]:
    count = len(trend.points)
    for number, point in enumerate(trend.points):
        if point.value is None:
            continue
        x, y = frame.across(number, count), frame.up(scale, point.value)
        if number == count - 1:
            yield f'<circle class="now" cx="{_at(x)}" cy="{_at(y)}" r="7.5"/>'
        yield _missed(x, y) if point.state is State.MISSED else _met(x, y)


def _met(x: Fraction, y: Fraction) -> str:
    return f'<circle class="met" cx="{_at(x)}" cy="{_at(y)}" r="3.2"/>'


def _missed(x: Fraction, y: Fraction) -> str:
    corners = ((x, y - 5), (x + 5, y), (x, y + 5), (x - 5, y))
    return f'<path class="missed" d="M{"L".join(f"{_at(a)} {_at(b)}" for a, b in corners)}Z"/>'


def _values(trend: Trend, frame: _Frame, scale: Axis) -> Iterator[str]:
    """The value of the period in hand, then of each that was missed, where there is room for it."""
    count = len(trend.points)
    numbers = [n for n, p in enumerate(trend.points) if p.value is not None and _is_named(p, n, count)]
    taken: list[tuple[Fraction, Fraction, Fraction]] = []
    for number in sorted(numbers, key=lambda n: (n != count - 1, -n)):
        point = trend.points[number]
        assert point.value is not None
        half = Fraction(measure(point.shown, _LABEL), 2)
        at, y = frame.across(number, count), frame.up(scale, point.value)
        x = min(max(at, frame.left + half), frame.x + frame.width - half)
        beyond = scale.is_beyond(point.value)
        away = 10 if number == count - 1 else 8
        over, under = y - away, y + away + 7
        if beyond:
            over, under = over - 7, under + 8
        low_first = trend.higher == (point.state is State.MISSED)
        for place in (under, over) if low_first and under < frame.bottom - 1 else (over, under):
            box = (x - half, x + half, place)
            if place > frame.bottom - 1 or any(_overlap(box, other) for other in taken):
                continue
            taken.append(box)
            look = "value bad" if point.state is State.MISSED else "value"
            yield _text(look, x, place, point.shown)
            break
        if beyond:
            start, end = (y - 7, y - 13) if point.value > scale.high else (y + 7, y + 13)
            corners = f"M{_at(at - 4)} {_at(start)}L{_at(at + 4)} {_at(start)}L{_at(at)} {_at(end)}Z"
            yield f'<path class="missed" d="{corners}"/>'


def _is_named(point: Point, number: int, count: int) -> bool:
    return number == count - 1 or point.state is State.MISSED


def _overlap(one: tuple[Fraction, Fraction, Fraction], other: tuple[Fraction, Fraction, Fraction]) -> bool:
    return one[0] < other[1] + 4 and other[0] < one[1] + 4 and abs(one[2] - other[2]) < _LABEL


def _periods(trend: Trend, frame: _Frame) -> Iterator[str]:
    """The names of the periods, as many as there is room for counted from the last, and their years."""
    count = len(trend.points)
    wide = Fraction(frame.right - frame.left, count)
    longest = max(measure(p.short, _LABEL) for p in trend.points) + 4
    every = max(1, -(-longest // max(int(wide), 1)))
    shown = ""
    for number, point in enumerate(trend.points):
        if (count - 1 - number) % every:
            continue
        x = frame.across(number, count)
        yield _text("note", x, frame.bottom + 13, point.short)
        if point.year and point.year != shown:
            yield _text("note", x, frame.bottom + 26, point.year)
            shown = point.year


def _legend(pen: Pen, trends: Sequence[Trend], y: int) -> Iterator[str]:
    """A sample of every sign that is used."""
    points = [p for t in trends for p in t.points]
    samples: list[tuple[str, str]] = []
    middle = y - 3
    if any(p.state is State.MET for p in points):
        samples.append((_met(Fraction(6), Fraction(middle)), state_word(pen, State.MET)))
    if any(p.state is State.MISSED for p in points):
        samples.append((_missed(Fraction(6), Fraction(middle)), state_word(pen, State.MISSED)))
    if any(t.target is not None for t in trends):
        samples.append((f'<path class="goal" d="M0 {middle}H16"/>', pen.plain("report-target")))
    for state in (State.NO_DATA, State.NOT_APPLICABLE, State.UNDEFINED):
        if any(p.state is state and p.value is None for p in points):
            sample = f'<rect class="none" x="1" y="{middle - 5}" width="11" height="10"/>'
            if state in _SIGNS:
                sample += _text("note", Fraction(13, 2), y, _SIGNS[state])
            samples.append((sample, state_word(pen, state)))
    x = 0
    for sample, name in samples:
        yield f'<g transform="translate({x} 0)">{sample}{_text("legend", 20, y, name)}</g>'
        x += 20 + measure(name, _LABEL) + 18


def _line_name(pen: Pen, kind: str, value: Fraction, scale: Axis) -> str:
    """A value beside the axis, all with the same decimals; times in one unit."""
    if kind == "share":
        return pen.written(v.Percent(value, decimal_places(scale.step * 100) or 0))
    if kind == "time":
        unit, length = next((u for u in _UNITS if scale.step >= u[1]), _UNITS[-1])
        return f"{pen.number(value / length)}{v.NBSP}{unit}"
    return pen.number(value)


_UNITS = (("h", Fraction(3600)), ("min", Fraction(60)), ("s", Fraction(1)), ("ms", Fraction(1, 1000)))


def _text(look: str, x: Fraction | int, y: Fraction | int, words: str) -> str:
    return f'<text class="{look}" x="{_at(x)}" y="{_at(y)}">{escaped(words)}</text>'


def _at(place: Fraction | int) -> str:
    """A place on the page to a tenth of a pixel."""
    return exact_decimal(round_to(Fraction(place), 1)) or "0"
