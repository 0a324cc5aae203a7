"""Lays out what `sla simulate` tells: text for a terminal, Markdown for the page a negotiator takes along."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from sladsl.cli.simulation_tables import Table

WIDTH = 100


def as_text(title: str, said: str, notes: Sequence[str], tables: Sequence[Table]) -> str:
    """The sentence first, then what it assumes, then the tables; wide ones are cut into parts."""
    lines = [f"{title}: {said}", ""]
    for note in notes:
        lines += wrap(note, WIDTH, initial_indent="- ", subsequent_indent="  ", break_on_hyphens=False)
    for table in tables:
        lines += ["", table.title]
        for part in _parts(table):
            widths = _widths(part)
            lines.append("")
            lines += [
                "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
                for row in part
            ]
        for note in table.notes:
            lines += ["", *wrap(note, WIDTH, break_on_hyphens=False)]
    return "\n".join(lines) + "\n"


def as_markdown(title: str, said: str, notes: Sequence[str], tables: Sequence[Table]) -> str:
    """A page with the same content."""
    lines = [f"# {_escaped(title)}", "", f"**{_escaped(_capital(said))}.**", "", "Assumed:", ""]
    lines += [f"- {_escaped(note)}" for note in notes]
    for table in tables:
        lines += ["", f"## {_escaped(table.title)}"]
        if table.head:
            lines += ["", _line(table.head), "|" + "|".join(" --- " for _ in table.head) + "|"]
        lines += [_line(row) for row in table.rows]
        lines += [part for note in table.notes for part in ("", f"{_escaped(_capital(note))}.")]
    return "\n".join(lines) + "\n"


def _parts(table: Table) -> Iterator[list[tuple[str, ...]]]:
    """The table in one piece, or in several that repeat the first column and fit the width."""
    if not table.head:
        return
    rows = [table.head, *table.rows]
    widths = _widths(rows)
    columns = [0]
    used = widths[0]
    for number in range(1, len(table.head)):
        if used + 2 + widths[number] > WIDTH and len(columns) > 1:
            yield [tuple(row[i] for i in columns) for row in rows]
            columns, used = [0], widths[0]
        columns.append(number)
        used += 2 + widths[number]
    yield [tuple(row[i] for i in columns) for row in rows]


def _widths(rows: Sequence[tuple[str, ...]]) -> list[int]:
    return [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(_escaped(cell) for cell in cells) + " |"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _escaped(text: str) -> str:
    for sign in "\\|*<[":
        text = text.replace(sign, f"\\{sign}")
    return text
