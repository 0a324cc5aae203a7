"""Findings for people: a headline, the source lines with their labels, notes and the way out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sladsl.diagnostics.diagnostic import Diagnostic, Severity
from sladsl.diagnostics.excerpt import Excerpt, excerpts
from sladsl.diagnostics.summary import summary
from sladsl.diagnostics.visible import visible, visible_lines

_RED, _YELLOW, _BLUE, _CYAN, _BOLD = "1;31", "1;33", "1;34", "1;36", "1"
_OF_SEVERITY = {Severity.ERROR: _RED, Severity.WARNING: _YELLOW, Severity.INFO: _CYAN}


def render_text(diagnostics: Sequence[Diagnostic], *, colour: bool = False) -> str:
    """Every finding in full and the summary line; empty when there is nothing to say."""
    if not diagnostics:
        return ""
    blocks = ["\n".join(_lines(d, colour=colour)) for d in diagnostics]
    return "\n\n".join((*blocks, summary(diagnostics))) + "\n"


def _paint(text: str, style: str, *, colour: bool) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if colour and text else text


def _lines(diagnostic: Diagnostic, *, colour: bool) -> Iterator[str]:
    rule = diagnostic.rule
    style = _OF_SEVERITY[rule.severity]
    first, *more = visible_lines(diagnostic.message)
    head = _paint(f"{rule.severity.value}[{rule.code}]", style, colour=colour)
    yield f"{head} {rule.name}: {_paint(first, _BOLD, colour=colour)}"
    yield from (f"  {line}" for line in more)
    pictures = excerpts(diagnostic.labels)
    numbers = [row.number for picture in pictures for row in picture.rows if row.number is not None]
    gutter = len(str(max(numbers, default=0)))
    for picture in pictures:
        yield from _picture(picture, gutter, style, colour=colour)
    remarks = [("note", note) for note in diagnostic.notes]
    if diagnostic.help is not None:
        remarks.append(("help", diagnostic.help))
    if diagnostic.fix is not None:
        caution = "" if diagnostic.fix.safe else " (changes what is promised: read it before you take it)"
        remarks.append(("fix", visible(diagnostic.fix.title) + caution))
    for word, remark in remarks:
        yield from _remark(word, remark, gutter, colour=colour)


def _picture(picture: Excerpt, gutter: int, style: str, *, colour: bool) -> Iterator[str]:
    pad = " " * gutter
    bar = _paint("|", _BLUE, colour=colour)
    yield f"{pad}{_paint('-->', _BLUE, colour=colour)} {picture.where}"
    yield f"{pad} {bar}"
    for row in picture.rows:
        if row.kind == "gap":
            yield _paint(row.text, _BLUE, colour=colour)
        elif row.kind == "source":
            number = _paint(f"{row.number:>{gutter}}", _BLUE, colour=colour)
            yield f"{number} {bar} {row.text}".rstrip()
        else:
            underline = _paint(row.text, style if row.kind == "primary" else _BLUE, colour=colour)
            yield f"{pad} {bar} {underline}"


def _remark(word: str, text: str, gutter: int, *, colour: bool) -> Iterator[str]:
    first, *more = visible_lines(text)
    pad = " " * (gutter + 1)
    lead = f"{pad}{_paint('=', _BLUE, colour=colour)} {_paint(word + ':', _BOLD, colour=colour)}"
    yield f"{lead} {first}".rstrip()
    yield from (f"{pad}  {' ' * (len(word) + 2)}{line}".rstrip() for line in more)
