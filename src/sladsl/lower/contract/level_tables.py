"""A table of promises as a table: rows keyed as in the source, a column for each metric."""

from __future__ import annotations

from sladsl.lower.contract.groups import Group
from sladsl.lower.contract.pen import Pen, capitalised
from sladsl.lower.document import Align, Inlines, Table, text
from sladsl.model.agreements import Guarantee

_GOOD = {"higher": ">=", "lower": "<="}


def guarantee_table(pen: Pen, group: Group) -> tuple[Table, list[Inlines]]:
    """The table, and what has to be said below it."""
    places = [(g.cell.row, g.cell.column) for g in group.cells if g.cell is not None]
    rows = sorted({row for row, _ in places})
    columns = sorted({column for _, column in places})
    at = dict(zip(places, group.cells, strict=True))
    of_column = {c: next(g for (_, column), g in at.items() if column == c) for c in columns}
    of_row = {r: next(g for (row, _), g in at.items() if row == r) for r in rows}
    shares = len({g.share for g in group.cells}) > 1
    hours = any(g.during is not None for g in group.cells)
    heads: list[tuple[str | Inlines, Align, int]] = [(_keyed_by(group), Align.START, 0)]
    heads += [(capitalised(pen.measured(of_column[c])), Align.START, 1) for c in columns]
    heads += [("column-share", Align.START, 1)] if shares else []
    heads += [("column-during", Align.START, 2)] if hours else []
    body = []
    for row in rows:
        cells = [_head(pen, of_row[row])]
        cells += [_cell(pen, at.get((row, column))) for column in columns]
        cells += [_share(pen, of_row[row])] if shares else []
        cells += [_hours(pen, of_row[row])] if hours else []
        body.append(tuple(cells))
    missing = len(places) < len(rows) * len(columns)
    return pen.table(heads, body), [pen.say("promise-dash")] if missing else []


def _keyed_by(group: Group) -> str:
    if all(g.priority is not None for g in group.cells):
        return "column-priority"
    if len({g.services for g in group.cells}) > 1:
        return "column-service"
    return "column-row"


def _head(pen: Pen, promise: Guarantee) -> Inlines:
    if promise.priority is not None:
        return pen.priority(promise.priority)
    heading = promise.cell.heading if promise.cell else ""
    if (
        len(promise.services) == 1
        and heading.rsplit(".", 1)[-1] == promise.services[0].key.rsplit(".", 1)[-1]
    ):
        return text(pen.title(promise.services[0].title))
    return text(heading)


def _cell(pen: Pen, promise: Guarantee | None) -> Inlines:
    """The value alone where it lies on the metric's good side, as a limit in words otherwise."""
    if promise is None:
        return text("–")
    if promise.comparator == _GOOD.get(promise.metric.better or "") == "<=":
        return pen.shown(promise.target)
    return pen.bound(promise.comparator, promise.target)


def _share(pen: Pen, promise: Guarantee) -> Inlines:
    return text(pen.written(pen.share(promise.share.ratio))) if promise.share else text("–")


def _hours(pen: Pen, promise: Guarantee) -> Inlines:
    return pen.calendar(promise.during) if promise.during else text("–")
