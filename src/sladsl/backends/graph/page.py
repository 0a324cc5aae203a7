"""Writes a drawing with the proofs of what it shows as one HTML page that needs nothing else."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence

from sladsl.backends.graph.svg import escaped, to_svg
from sladsl.lower.drawing.drawing import Drawing, State
from sladsl.lower.drawing.words import DrawingWords
from sladsl.records import record

_STYLE = """\
:root { color-scheme: light dark; --ink: #1b2733; --soft: #5d6b7a; --line: #d4dae1; --bad: #b3261e;
  --doubt: #8f4e00; --link: #1f5fa8 }
@media (prefers-color-scheme: dark) {
:root { --ink: #e8edf2; --soft: #9aa8b6; --line: #39434e; --bad: #ff9d94; --doubt: #f0b45a;
  --link: #8dbdf5 }
}
body { font: 16px/1.5 "Liberation Sans", Arial, Helvetica, "Noto Sans", sans-serif; color: var(--ink);
  margin: 1.5rem auto; max-width: 80rem; padding: 0 1rem }
h1 { font-size: 1.4rem } h2 { font-size: 1.15rem; margin: 2.5rem 0 .25rem }
a { color: var(--link) }
.drawing { overflow-x: auto; border: 1px solid var(--line) }
.drawing a:focus-visible rect { stroke-width: 4px }
.verdict { color: var(--soft); margin: 0 0 1rem }
.verdict.broken, li .broken { color: var(--bad); font-weight: bold }
.verdict.open, li .open { color: var(--doubt); font-weight: bold }
figure { margin: 0 0 2rem }
figure img { max-width: 100%; height: auto; border: 1px solid var(--line) }
figcaption { color: var(--soft); font-size: .9rem; max-width: 60rem }
section:target h2 { text-decoration: underline }
@media print {
.drawing { overflow: visible } .drawing svg { max-width: 100%; height: auto } figure { break-inside: avoid }
}
"""


@record
class Picture:
    """A drawing of its own, and what it shows in words."""

    svg: str
    description: str


@record
class Section:
    """What is proven of one agreement: where on the page, under which title, with which outcome."""

    anchor: str
    title: str
    verdict: str
    state: State
    pictures: tuple[Picture, ...]


def to_page(drawing: Drawing, sections: Sequence[Section]) -> str:
    """The drawing, a list of what is proven, and the pictures; no scripts, nothing from elsewhere."""
    return "\n".join((*_lines(drawing, sections), ""))


def _lines(drawing: Drawing, sections: Sequence[Section]) -> Iterator[str]:
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    yield f'<!DOCTYPE html>\n<html lang="{drawing.words.language}">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield f"<title>{escaped(drawing.title)}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>"
    yield f'<main>\n<h1 id="top">{escaped(drawing.title)}</h1>\n<p>{escaped(drawing.description)}</p>'
    yield f'<div class="drawing">\n{to_svg(drawing)}</div>'
    yield from _contents(sections, drawing.words)
    for section in sections:
        yield from _section(section, escaped(drawing.words.say("graph-back")))
    yield "</main>\n</body>\n</html>"


def _contents(sections: Sequence[Section], words: DrawingWords) -> Iterator[str]:
    if not sections:
        yield f"<p>{escaped(words.say('graph-no-proofs'))}</p>"
        return
    heading = escaped(words.say("graph-proofs"))
    yield f'<nav aria-labelledby="proofs">\n<h2 id="proofs">{heading}</h2>\n<ul>'
    for section in sections:
        link = f'<a href="#{escaped(section.anchor)}">{escaped(section.title)}</a>'
        look = f' class="{section.state}"' if section.state != "kept" else ""
        yield f"<li>{link}: <span{look}>{escaped(section.verdict)}</span></li>"
    yield "</ul>\n</nav>"


def _section(section: Section, back: str) -> Iterator[str]:
    yield f'<section id="{escaped(section.anchor)}">\n<h2>{escaped(section.title)}</h2>'
    look = f"verdict {section.state}" if section.state != "kept" else "verdict"
    yield f'<p class="{look}">{escaped(section.verdict)} · <a href="#top">{back}</a></p>'
    for picture in section.pictures:
        said = escaped(picture.description)
        yield f'<figure><img src="{_data_uri(picture.svg)}" alt="{said}">'
        yield f"<figcaption>{said}</figcaption></figure>"
    yield "</section>"


def _data_uri(svg: str) -> str:
    """The picture as an image of its own, so that its style stays in it."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
