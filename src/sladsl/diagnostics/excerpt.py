"""Source lines with labels underlined: the picture in the middle of a finding shown as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from sladsl.diagnostics.diagnostic import Label
from sladsl.diagnostics.visible import drawn, visible, visible_lines
from sladsl.records import record
from sladsl.source import Source

# A longer line is shown as a window of this many characters that begins a little before the label.
LONGEST = 160
_BEFORE = 40


@record
class Mark:
    """Characters `[start, end)` of one line, to be underlined."""

    line: int
    start: int
    end: int
    primary: bool
    message: str


@record
class Row:
    """One line of the picture; `number` is the source line it shows, if it shows one."""

    number: int | None
    text: str
    kind: Literal["source", "primary", "secondary", "gap"]


@record
class Excerpt:
    """The labels of one file: where the first of them is, and the lines to draw."""

    where: str
    rows: tuple[Row, ...]


def excerpts(labels: Sequence[Label]) -> tuple[Excerpt, ...]:
    """One excerpt per file, in the order in which the labels name them; the first label is primary."""
    by_source: dict[Source, list[int]] = {}
    for index, label in enumerate(labels):
        by_source.setdefault(label.span.source, []).append(index)
    result = []
    for source, indexes in by_source.items():
        marks = [mark for i in indexes for mark in _marks(labels[i], primary=i == 0)]
        result.append(Excerpt(visible(labels[indexes[0]].span.where), tuple(_rows(source, marks))))
    return tuple(result)


def _marks(label: Label, *, primary: bool) -> list[Mark]:
    """One mark for a label on one line, else one where it begins and one where it ends."""
    span = label.span
    source = span.source
    start = min(span.start, len(source.text))
    end = max(start, min(span.end, len(source.text)))
    # The line end that closes a declaration belongs to its span, but nobody wants it underlined.
    while end > start + 1 and source.text[end - 1] in " \t\r\n":
        end -= 1
    first, first_column = source.position(start)
    last, last_column = source.position(end)
    if first == last or source.text[start:end] == "\n":
        last_column = last_column if first == last else first_column
        return [Mark(first, first_column - 1, last_column - 1, primary, label.message)]
    last_line = source.line(last)
    indent = len(last_line) - len(last_line.lstrip())
    ending = f"to here: {label.message}" if label.message else "to here"
    return [
        Mark(first, first_column - 1, len(source.line(first)), primary, "from here"),
        Mark(last, min(indent, last_column - 1), last_column - 1, primary, ending),
    ]


def _rows(source: Source, marks: Sequence[Mark]) -> Iterator[Row]:
    by_line: dict[int, list[Mark]] = {}
    for mark in sorted(marks, key=lambda m: (m.line, m.start, not m.primary, m.end)):
        by_line.setdefault(mark.line, []).append(mark)
    before: int | None = None
    for number, here in by_line.items():
        if before is not None and number == before + 2:
            yield Row(before + 1, drawn(_window(source.line(before + 1), 0)[1])[0], "source")
        elif before is not None and number > before + 2:
            yield Row(None, "...", "gap")
        yield from _line_rows(number, source.line(number), here)
        before = number


def _line_rows(number: int, line: str, marks: Sequence[Mark]) -> Iterator[Row]:
    shown_from: int | None = None
    for mark in marks:
        from_, part = _window(line, mark.start)
        text, cells = drawn(part)
        if from_ != shown_from:
            lead, tail = "…" if from_ else "", "…" if from_ + len(part) < len(line) else ""
            yield Row(number, lead + text + tail, "source")
            shown_from = from_
        left = cells[min(max(mark.start - from_, 0), len(part))] + (1 if from_ else 0)
        right = cells[min(max(mark.end - from_, 0), len(part))] + (1 if from_ else 0)
        line_of = ("^" if mark.primary else "-") * max(1, right - left)
        kind: Literal["primary", "secondary"] = "primary" if mark.primary else "secondary"
        first, *more = visible_lines(mark.message)
        yield Row(None, f"{' ' * left}{line_of} {first}".rstrip(), kind)
        for text_line in more:
            yield Row(None, f"{' ' * (left + len(line_of))} {text_line}".rstrip(), kind)


def _window(line: str, at: int) -> tuple[int, str]:
    """The part of a line to show around character `at`, and the character it begins with."""
    if len(line) <= LONGEST:
        return 0, line
    from_ = at - _BEFORE if at > LONGEST - _BEFORE else 0
    return from_, line[from_ : from_ + LONGEST]
