"""Columns: tables, and runs of like statements that are read down as much as across."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from unicodedata import category

from sladsl.diagnostics.visible import width
from sladsl.syntax.format_joints import Joints
from sladsl.syntax.format_words import Word


def cells_of(text: str) -> int:
    """How many character cells `text` takes: wide characters two, combining and invisible ones none."""
    if text.isascii():
        return len(text)
    return width("".join(char for char in text if category(char) != "Cf"))


def padded(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The cells of `rows`, each but the last of its row filled up to the widest one of its column.

    A cell of several lines is as wide as it likes: it neither widens its column nor is filled up.
    """
    widths: dict[int, int] = {}
    for row in rows:
        for place, cell in enumerate(row[:-1]):
            if "\n" not in cell:
                widths[place] = max(widths.get(place, 0), cells_of(cell))
    return [
        [
            cell if "\n" in cell or place == len(row) - 1 else cell + " " * (widths[place] - cells_of(cell))
            for place, cell in enumerate(row)
        ]
        for row in rows
    ]


def table(rows: Sequence[Sequence[Word]], joints: Joints) -> list[str]:
    """The rows of one table with their bars below each other."""
    filled = padded([[*_row_cells(row, joints), ""] for row in rows])
    return ["| " + " | ".join(cells[:-1]) + " |" for cells in filled]


def _row_cells(row: Sequence[Word], joints: Joints) -> list[str]:
    cells: list[str] = []
    held: list[Word] = []
    for word in row[1:]:
        if word.kind == "VBAR":
            cells.append(joints.join(held))
            held = []
        else:
            held.append(word)
    return cells


def run(lines: Sequence[str], splits: Sequence[Sequence[int]]) -> list[str]:
    """Statements of one line each in columns; `splits` are the places in a line where columns begin."""
    cut = []
    for line, places in zip(lines, splits, strict=True):
        bounds = [0, *places, len(line)]
        cut.append([line[a:b].strip() for a, b in pairwise(bounds)])
    return [" ".join(cells) for cells in padded(cut)]
