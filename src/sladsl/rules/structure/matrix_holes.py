"""Checks that a priority matrix gives each pair of assessments one priority."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.catalogue import Matrix, Priorities
from sladsl.rules.index import Index


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per empty cell, and one per row or column that comes twice."""
    for scheme in index.in_turn(index.house.priorities.values()):
        if scheme.matrix is not None:
            yield from _holes(scheme, scheme.matrix)
            yield from _twice(scheme, scheme.matrix)


def _holes(scheme: Priorities, matrix: Matrix) -> Iterator[Diagnostic]:
    for row, cells in zip(matrix.rows, matrix.cells, strict=False):
        for number, column in enumerate(matrix.columns):
            if number >= len(cells) or cells[number] is None:
                yield Diagnostic(
                    catalogue.PRIORITY_MATRIX,
                    f"`{matrix.rows_by}` `{row}` with `{matrix.columns_by}` `{column}` has no priority in "
                    f"`{scheme.key}`",
                    (Label(matrix.span, f"the cell of `{row}` and `{column}` is empty"),),
                    help=f"write one of {', '.join(f'`{p.name}`' for p in scheme.items)} into the cell",
                )


def _twice(scheme: Priorities, matrix: Matrix) -> Iterator[Diagnostic]:
    for kind, by, names in (
        ("row", matrix.rows_by, matrix.rows),
        ("column", matrix.columns_by, matrix.columns),
    ):
        for name in dict.fromkeys(n for i, n in enumerate(names) if n in names[:i]):
            yield Diagnostic(
                catalogue.PRIORITY_MATRIX,
                f"`{by}` `{name}` has two {kind}s in `{scheme.key}`: which priority counts is open",
                (Label(matrix.span, f"`{name}` comes twice"),),
                help=f"keep one {kind} for `{name}`",
            )
