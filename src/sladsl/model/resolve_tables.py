"""Tables of promises: each cell under a metric's heading becomes a promise of its own."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Label
from sladsl.model import literals
from sladsl.model.agreements import Guarantee, Share, TableCell
from sladsl.model.catalogue import Calendar, Priority, Service
from sladsl.model.context import Context
from sladsl.model.excuses import priorities_excused
from sladsl.model.metrics import Metric
from sladsl.model.resolve_calendars import calendar_of
from sladsl.model.resolve_catalogue import service_of
from sladsl.model.resolve_guarantees import (
    About,
    Modifiers,
    Surroundings,
    Terms,
    placed_terms,
    promise,
    read_modifiers,
    read_terms,
)
from sladsl.model.resolve_metrics import metric_named
from sladsl.model.resolve_targets import target_value
from sladsl.model.scope import Scope, cell_text, meant, spelling_fix
from sladsl.model.values import Words
from sladsl.records import record, replace
from sladsl.syntax import ast
from sladsl.syntax import ast_agreements as agr

QUALIFIERS = ("during", "share")


@record
class _Column:
    """A column under the heading: `kind` is metric or one of QUALIFIERS."""

    kind: str
    metric: Metric | None = None
    percentile: Fraction | None = None


@record
class _Table:
    """What all rows of a table share; a column that could not be read is None."""

    name: str
    columns: tuple[_Column | None, ...]
    services: tuple[Service, ...]
    modifiers: Modifiers
    terms: Terms
    title: Words


@record
class _Head:
    """What one row is about."""

    text: str
    priority: Priority | None = None
    service: Service | None = None


def guarantees(
    context: Context, scope: Scope, node: agr.GuaranteeTable, around: Surroundings
) -> Iterator[Guarantee]:
    """The promises of a table, row by row."""
    rows = list(context.every(node.body, ast.Row))
    if len(rows) < 2:
        context.left_out(
            scope,
            node.name,
            f"`{node.name.text}` promises nothing yet",
            "add a target, as in `guarantee x: metric of Service >= 99.9% per month`, or a table",
        )
        return
    heading, *body = rows
    table = _Table(
        node.name.text,
        columns=tuple(_column(context, scope, cell) for cell in heading.cells[1:]),
        services=tuple(s for ref in node.subjects or () if (s := service_of(context, scope, ref))),
        modifiers=read_modifiers(context, scope, node.modifiers, around),
        terms=read_terms(context, scope, node.body, None),
        title=context.words(scope, node.title, node.name.text),
    )
    keyed_by = cell_text(scope, heading.cells[0])
    for number, row in enumerate(body):
        if len(row.cells) != len(heading.cells):
            context.findings.add(
                catalogue.TABLE_SHAPE,
                f"this row has {len(row.cells)} cells, the heading has {len(heading.cells)}",
                Label(scope.span(row)),
                Label(scope.span(heading), "the heading"),
                help="give every row as many cells as the heading; an empty cell promises nothing",
            )
            continue
        head = _head(context, scope, row, keyed_by, around)
        if head is not None:
            yield from _row(context, scope, table, number, row, head)


def _row(
    context: Context, scope: Scope, table: _Table, number: int, row: ast.Row, head: _Head
) -> Iterator[Guarantee]:
    """The promises of one row, which is row `number` of the table."""
    during, share = _qualifiers(context, scope, row, table.columns)
    modifiers = replace(
        table.modifiers, during=during or table.modifiers.during, share=share or table.modifiers.share
    )
    services = (head.service,) if head.service else table.services
    for place, column in enumerate(table.columns, 1):
        cell: ast.Cell | ast.PercentileCell | ast.NoCell | None = row.cells[place]
        if isinstance(cell, ast.PercentileCell):
            context.wrong_value(
                scope,
                cell,
                "a percentile of a metric is no target",
                "write it in the heading, a target here",
            )
        if column is None or column.metric is None or not isinstance(cell, ast.Cell):
            continue
        target = target_value(context, scope, cell.value, column.metric)
        if target is None:
            continue
        comparator = cell.comparator or (">=" if column.metric.better == "higher" else "<=")
        span = scope.span(cell)
        yield promise(
            key=f"{table.name}.{head.text}.{_column_key(column, column.metric)}",
            name=table.name,
            title=table.title,
            about=About(column.metric, column.percentile, services, False, head.priority),
            comparator=comparator,
            target=target,
            modifiers=modifiers,
            terms=placed_terms(context, scope, table.terms, target, comparator, cell),
            cell=TableCell(table.name, number, place, head.text),
            span=span,
            target_span=span,
        )


def _column_key(column: _Column, metric: Metric) -> str:
    name = metric.key.rsplit(".", 1)[-1]
    return name if column.percentile is None else f"p{column.percentile}_{name}".replace("/", "_")


def _column(
    context: Context, scope: Scope, cell: ast.Cell | ast.PercentileCell | ast.NoCell | None
) -> _Column | None:
    if isinstance(cell, ast.PercentileCell):
        found = metric_named(context, scope, cell.metric)
        return (
            _Column("metric", found, literals.percentile(context, scope, cell.percentile)) if found else None
        )
    if isinstance(cell, ast.Cell) and isinstance(cell.value, ast.Ref) and cell.comparator is None:
        name = cell_text(scope, cell)
        if name in QUALIFIERS:
            return _Column(name)
        found = metric_named(context, scope, cell.value)
        return _Column("metric", found) if found else None
    if cell is not None:
        context.findings.add(
            catalogue.TABLE_SHAPE,
            f"`{cell_text(scope, cell)}` cannot head a column",
            Label(scope.span(cell)),
            help="head columns with a metric, with `p99 of` a metric, with `during` or with `share`",
        )
    return None


def _head(
    context: Context,
    scope: Scope,
    row: ast.Row,
    keyed_by: str,
    around: Surroundings,
) -> _Head | None:
    """What a row is about: a priority, a service, or any words."""
    cell = row.cells[0]
    if cell is None or isinstance(cell, (ast.NoCell, ast.PercentileCell)):
        context.findings.add(
            catalogue.TABLE_SHAPE,
            "a row without a first cell is about nothing",
            Label(scope.span(cell if cell is not None else row)),
            help="name what the row is about in its first cell",
        )
        return None
    text = cell_text(scope, cell)
    if keyed_by == "priority":
        return _priority_head(context, scope, cell, text, around)
    if keyed_by == "service":
        if not isinstance(cell.value, ast.Ref):
            context.wrong_value(
                scope,
                cell,
                f"`{text}` names no service",
                "name a service, or head the first column otherwise",
            )
            return None
        service = service_of(context, scope, cell.value)
        return _Head(text, service=service) if service else None
    return _Head(text)


def _priority_head(
    context: Context, scope: Scope, cell: ast.Cell, text: str, around: Surroundings
) -> _Head | None:
    """The head of a row that is about the priority called `text`; None after a diagnostic."""
    unsure = (around.priorities is None or around.priorities.find(text) is None) and priorities_excused(
        context, around.decl
    )
    if unsure:
        return None
    if around.priorities is None:
        context.left_out(
            scope,
            cell,
            "the table is keyed by priority, but no priorities are chosen",
            "add a line such as `priorities Incident` to the agreement",
        )
        return None
    found = around.priorities.find(text)
    if found is None:
        near = meant(text, [p.name for p in around.priorities.items])
        span = scope.span(cell)
        context.findings.add(
            catalogue.UNRESOLVED_NAME,
            f"`{text}` is no priority of `{around.priorities.key}`",
            Label(span),
            Label(around.priorities.span, "the priorities in use"),
            help=f"did you mean `{near}`?" if near else "declare it there",
            fix=spelling_fix(span, near) if near else None,
        )
        return None
    return _Head(text, priority=found)


def _qualifiers(
    context: Context, scope: Scope, row: ast.Row, columns: tuple[_Column | None, ...]
) -> tuple[Calendar | None, Share | None]:
    during: Calendar | None = None
    share: Share | None = None
    for place, column in enumerate(columns, 1):
        cell = row.cells[place]
        if column is None or not isinstance(cell, ast.Cell):
            continue
        if column.kind == "during":
            during = calendar_of(context, scope, cell.value)
        elif column.kind == "share":
            ratio = literals.ratio(context, scope, cell.value)
            share = Share(ratio, "tickets") if ratio is not None else None
    return during, share
