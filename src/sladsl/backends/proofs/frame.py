"""What the pictures of proofs have in common: the page, its colours, and numbers as coordinates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from sladsl.backends.graph.svg import escaped
from sladsl.backends.graph.widths import wrapped
from sladsl.exact.ratio import decimal_text
from sladsl.records import record, replace

STYLE = """\
text { fill: #1b2733; font-size: 12px }
.paper { fill: #ffffff }
.title { font-size: 17px; font-weight: bold }
.name { font-weight: bold }
.note { font-size: 11px; fill: #5d6b7a }
.on { paint-order: stroke; stroke: #f3f5f8; stroke-width: 4px; stroke-linejoin: round }
.field { fill: #f3f5f8 }
.grid { stroke: #d4dae1 }
.part { fill: #6aa6e8 }
.among { fill: none; stroke: #76828f; stroke-dasharray: 3 2 }
.over { fill: #c62828 }
.doubt { fill: #e09a3e }
.left { fill: #d5ecdc }
.within { fill: #ffffff }
.whole { fill: #1f5fa8 }
.join { stroke: #76828f; stroke-dasharray: 2 2 }
.limit { stroke: #2c7a45; stroke-width: 2px }
.limit-text { fill: #2c7a45; font-weight: bold }
.over-text { fill: #a32020; font-weight: bold }
.open { fill: #d9e6f4 }
.promise { fill: #2c7a45 }
.step { fill: #1f5fa8 }
.waits { fill: none; stroke: #1f5fa8; stroke-dasharray: 3 2 }
.late { fill: #fbe3e3; stroke: #c62828; stroke-dasharray: 3 2 }
.handover { fill: #a8690f }
.change { stroke: #a8690f; stroke-dasharray: 5 3 }
.change-text { font-size: 11px; fill: #8a550a }
@media (prefers-color-scheme: dark) {
text { fill: #e8edf2 }
.paper { fill: #14191f }
.note { fill: #9aa8b6 }
.on { stroke: #1c232b }
.late { fill: #4a2020; stroke: #ff6b6b }
.field { fill: #1c232b }
.grid { stroke: #39434e }
.left { fill: #1f4630 }
.within { fill: #14191f }
.limit { stroke: #63b67f }
.limit-text { fill: #63b67f }
.over { fill: #ff6b6b }
.doubt { fill: #b8741a }
.over-text { fill: #ff8f8f }
.open { fill: #263a50 }
.promise { fill: #63b67f }
.whole, .step { fill: #6aa6e8 }
.waits { stroke: #6aa6e8 }
.part { fill: #3f7cbf }
.handover { fill: #dda14a }
.change { stroke: #dda14a }
.change-text { fill: #dda14a }
}
"""

_LINE = 14


@record
class Paper:
    """Where a picture stands: its width in pixels, how much of it is left for names and for what is said
    beside bars, the typefaces, and whether it tells its own title."""

    width: int
    left: int
    right: int
    margin: int
    faces: str
    titled: bool

    @property
    def field(self) -> int:
        """The width of what is drawn to scale."""
        return self.width - self.left - self.right

    def top(self, titled: int, plain: int) -> int:
        """Where the drawing begins, below a title or without one."""
        return titled if self.titled else plain


ALONE = Paper(960, 286, 130, 24, '"Liberation Sans", Arial, Helvetica, "Noto Sans", sans-serif', titled=True)
IN_TEXT = Paper(
    548,
    170,
    118,
    0,
    '"Libertinus Serif", "Source Serif 4", Charter, Cambria, Georgia, serif',
    titled=False,
)
"""As wide as the text of a contract, and in its typeface; the caption under it stands for the title."""
LANES_ALONE, LANES_IN_TEXT = replace(ALONE, right=40), replace(IN_TEXT, left=206, right=24)
"""For pictures in which nothing is said behind the bars."""


def page(paper: Paper, title: str, told: str, lines: Iterable[str], body: Iterable[str], height: int) -> str:
    """One SVG document, where it is titled with its title and lines of text above the picture; `told` is
    for who cannot see."""
    head = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{paper.width}" height="{height}" '
        f'viewBox="0 0 {paper.width} {height}" role="img" aria-labelledby="title desc">',
        f'<title id="title">{escaped(title)}</title>',
        f'<desc id="desc">{escaped(told)}</desc>',
        f"<style>\ntext {{ font-family: {paper.faces} }}\n{STYLE}</style>",
        f'<rect class="paper" width="{paper.width}" height="{height}"/>',
    ]
    if paper.titled:
        head.append(text("title", paper.margin, 32, title))
        head += [text("note", paper.margin, 52 + 16 * number, line) for number, line in enumerate(lines)]
    return "\n".join((*head, *body, "</svg>", ""))


def text(look: str, x: int | str, y: int, said: str, anchor: str = "") -> str:
    aligned = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text class="{look}" x="{x}" y="{y}"{aligned}>{escaped(said)}</text>'


def labels(name: str, note: str, paper: Paper) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands beside a bar, in as many lines as it needs: what it is, and what is promised of it."""
    room = paper.left - paper.margin - 14
    return wrapped(name, 12, room, bold=True), wrapped(note, 11, room)


def deepened(height: int, name: str, note: str, paper: Paper) -> int:
    """How high a row is that has `height` pixels for two lines of text."""
    return height + _LINE * max(sum(map(len, labels(name, note, paper))) - 2, 0)


def labelled(name: str, note: str, paper: Paper, y: int) -> Iterator[str]:
    """The lines beside a bar, the first of them at `y`."""
    names, notes = labels(name, note, paper)
    for number, (look, line) in enumerate((*(("name", n) for n in names), *(("note", n) for n in notes))):
        yield text(look, paper.margin, y + _LINE * number, line)


def bar(look: str, left: Fraction, right: Fraction, y: int, height: int, tip: str = "") -> str:
    """A bar between two places; one too short to be seen is a pixel wide, one of no length none."""
    if right <= left:
        return ""
    title = f"<title>{escaped(tip)}</title>" if tip else ""
    wide = place(max(right - left, Fraction(1)))
    return f'<rect class="{look}" x="{place(left)}" y="{y}" width="{wide}" height="{height}">{title}</rect>'


def upright(look: str, x: Fraction, top: int, bottom: int) -> str:
    return f'<line class="{look}" x1="{place(x)}" x2="{place(x)}" y1="{top}" y2="{bottom}"/>'


def place(x: Fraction) -> str:
    """A coordinate to the tenth of a pixel."""
    return decimal_text(x, 1).removesuffix(".0")
