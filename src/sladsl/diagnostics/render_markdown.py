"""Findings as a page for those who negotiate: what is promised, the arithmetic, a worst case, a repair."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from sladsl.diagnostics.diagnostic import Diagnostic, Exhibit, Label
from sladsl.diagnostics.summary import summary
from sladsl.diagnostics.visible import visible, visible_lines
from sladsl.source import Span

_CODE = re.compile(r"(`[^`]*`)")
_SPECIAL = re.compile(r"([\\*_\[\]<>#~])")
_LONGEST, _BEFORE = 90, 30
_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


def render_markdown(diagnostics: Sequence[Diagnostic]) -> str:
    """A page with a section for every finding; one that says so when there is none."""
    blocks = ["# Findings", f"{summary(diagnostics)[:1].upper()}{summary(diagnostics)[1:]}."]
    for number, diagnostic in enumerate(diagnostics, 1):
        blocks += _section(number, diagnostic)
    return "\n\n".join(blocks) + "\n"


def _section(number: int, diagnostic: Diagnostic) -> Iterator[str]:
    rule = diagnostic.rule
    yield f"## {number}. {_text(_sentence(diagnostic.message))}"
    yield f"*{rule.severity.value.capitalize()} {rule.code}, {rule.name}*"
    if diagnostic.labels:
        yield _table(("Where", "As written", "What"), (_row(label) for label in diagnostic.labels))
    shown = {exhibit.note for exhibit in diagnostic.exhibits}
    for exhibit in diagnostic.exhibits:
        yield from _exhibit(exhibit)
    remarks = [_text(_sentence(note)) for note in diagnostic.notes if note not in shown]
    if remarks:
        yield "\n".join(f"- {remark}" for remark in remarks)
    if diagnostic.help is not None:
        yield f"**The way out:** {_text(diagnostic.help)}."
    if diagnostic.fix is not None and not diagnostic.fix.safe:
        yield f"**Proposed change:** {_text(diagnostic.fix.title)}. It changes what is promised."


def _exhibit(exhibit: Exhibit) -> Iterator[str]:
    yield f"**{_text(exhibit.title)}**"
    yield _table(exhibit.headings, ([_text(cell) for cell in row] for row in exhibit.rows))
    if exhibit.below:
        yield f"{_text(_sentence(exhibit.below))}."


def _row(label: Label) -> tuple[str, ...]:
    span = label.span
    return f"{_text(span.source.name)}, line {span.line}", _written(span), _text(label.message)


def _written(span: Span) -> str:
    """What is meant, in bold where more stands on its line: a share says little without its period."""
    meant = _cut(" ".join(visible(span.text.replace("\n", " ")).split()), _LONGEST)
    if "\n" in span.text:
        return _code(meant)
    line, at = span.source.line(span.line), span.column - 1
    before, after = visible(line[:at]).lstrip(), visible(line[at + len(span.text) :]).rstrip()
    if not meant:
        return _code(_cut(before + after, _LONGEST))
    if len(before) > _BEFORE:
        before = _ELLIPSIS + before[1 - _BEFORE :]
    after = _cut(after, max(_LONGEST - len(before) - len(meant), 1))
    here = _code(meant)
    return f"{_code(before)}**{here}**{_code(after)}" if before or after else here


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}{_ELLIPSIS}"


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    # A bar ends a cell wherever it stands, also in a code span.
    made = [tuple(cell.replace("|", "\\|") for cell in row) for row in rows]
    lines = [headings, ["---"] * len(headings), *made]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _sentence(message: str) -> str:
    return message[:1].upper() + message[1:]


def _text(text: str) -> str:
    """Text on one line in which only words between backquotes are code, and nothing is markup."""
    flat = " ".join(visible_lines(text))
    pieces = _CODE.split(flat)
    return "".join(
        _code(piece[1:-1]) if number % 2 else _SPECIAL.sub(r"\\\1", piece)
        for number, piece in enumerate(pieces)
    )


def _code(text: str) -> str:
    """A code span, fenced by more backquotes than are in it."""
    if not text.strip():
        return ""
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    room = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{fence}{room}{text}{room}{fence}"
