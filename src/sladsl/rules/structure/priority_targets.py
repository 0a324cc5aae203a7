"""Checks that a table of targets by priority leaves no priority of its scheme without them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.catalogue import Priorities, Priority
from sladsl.rules.index import Index
from sladsl.rules.say import headline, listed

_Targets: TypeAlias = Mapping[tuple[str, str], Mapping[str, None]]
"""The services with a target by metric and priority; an empty priority is any, an empty service all."""


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per table and priority, naming the metrics for which it has no target."""
    for agreement in index.agreements:
        tables: defaultdict[str, list[Guarantee]] = defaultdict(list)
        for guarantee in agreement.guarantees:
            if guarantee.cell is not None and guarantee.priority is not None:
                tables[guarantee.cell.table].append(guarantee)
        targets = _targets(agreement) if tables else {}
        for table, cells in tables.items():
            first = cells[0].priority
            scheme = index.priorities_of.get(first.key) if first else None
            if scheme is not None:
                yield from _holes(targets, table, cells, scheme)


def _targets(agreement: Agreement) -> _Targets:
    found: dict[tuple[str, str], dict[str, None]] = {}
    for promise in agreement.promises:
        priority = promise.priority.key if promise.priority is not None else ""
        about = [service.key for service in promise.services] or [""]
        found.setdefault((promise.metric.key, priority), {}).update(dict.fromkeys(about))
    return found


def _holes(targets: _Targets, table: str, cells: list[Guarantee], scheme: Priorities) -> Iterator[Diagnostic]:
    metrics = dict.fromkeys(cell.metric.key for cell in cells)
    for priority in scheme.items:
        missing = [m for m in metrics if not _has_target(targets, cells[0], priority, m)]
        if missing:
            everything = len(missing) == len(metrics)
            what = "target" if everything else listed(missing, "or")
            yield Diagnostic(
                catalogue.PRIORITY_TARGETS,
                f"priority `{priority.name}` has no {what} in `{table}`",
                (
                    Label(headline(cells[0].span), f"gives targets by the priorities of `{scheme.key}`"),
                    Label(headline(priority.span), f"`{priority.name}` can be given to a ticket"),
                ),
                help=f"add {'a row' if everything else 'the value'} for `{priority.name}`, or use a scheme "
                "without it",
            )


def _has_target(targets: _Targets, cell: Guarantee, priority: Priority, metric: str) -> bool:
    keys = [service.key for service in cell.services]
    for of in ("", priority.key):
        about = targets.get((metric, of))
        if about is not None and (not keys or "" in about or any(key in about for key in keys)):
            return True
    return False
