"""Cases of the table as objects, for promises that look at each of them, and for files of ordinary size."""

from __future__ import annotations

from fractions import Fraction

from sladsl.data import histories, sql
from sladsl.data.cases import CaseTable
from sladsl.data.store import Store
from sladsl.evaluate.facts import Case, StateSpan
from sladsl.exact.ratio import parse_number

_TRUTH = {"true": Fraction(1), "false": Fraction(0), "yes": Fraction(1), "no": Fraction(0)}


def all_cases(store: Store, table: CaseTable) -> tuple[Case, ...]:
    """Every sound case, in the order of blocks and rows."""
    return _cases(store, table, "problem = 0")


def one_case(store: Store, table: CaseTable, block: int, row: int) -> Case:
    """The case of that row."""
    return _cases(store, table, f"block = {block} AND row = {row}")[0]


def _cases(store: Store, table: CaseTable, only: str) -> tuple[Case, ...]:
    histories.make_spans(store, table.histories)
    spans: dict[tuple[int, int], list[StateSpan]] = {}
    for block, row, state, start, stop in store.run(
        "SELECT s.block, s.row, s.state, s.start, s.stop FROM spans AS s "
        f"JOIN (SELECT block, row FROM cases WHERE {only}) AS c ON c.block = s.block AND c.row = s.row "
        "ORDER BY s.block, s.row, s.start, s.stop, s.state"
    ):
        span = StateSpan(str(state), int(start), None if stop is None else int(stop))
        spans.setdefault((int(block), int(row)), []).append(span)
    attributes = _attributes(store, table)
    events = ", ".join(f"e{i}" for i in range(len(table.events)))
    found: list[Case] = []
    for block, row, case, place, *times in store.run(
        f"SELECT block, row, id, priority{', ' + events if events else ''} FROM cases WHERE {only} "
        "ORDER BY block, row"
    ):
        about = table.blocks[block]
        found.append(
            Case(
                str(case),
                None if place is None else about.priorities[place - 1][1],
                {name: int(at) for name, at in zip(table.events, times, strict=True) if at is not None},
                tuple(spans.get((block, row), ())),
                {**attributes.get((block, row), {}), "service": about.service},
                f"{about.table.file}:{about.table.line(row)}",
                about.metrics,
            )
        )
    return tuple(found)


def _attributes(store: Store, table: CaseTable) -> dict[tuple[int, int], dict[str, Fraction | str]]:
    """The signals of each case by its block and row; what is empty is not known."""
    found: dict[tuple[int, int], dict[str, Fraction | str]] = {}
    for number, block in enumerate(table.blocks):
        if not block.attributes:
            continue
        names = list(block.attributes)
        columns = ", ".join(f"trim(CAST({sql.name(block.attributes[n])} AS VARCHAR))" for n in names)
        query = (
            f"SELECT {block.table.row}, {columns} FROM {block.table.relation} AS t WHERE (\n{block.where}\n)"
        )
        for row, *values in store.run(query):
            known = {n: _value(v) for n, v in zip(names, values, strict=True) if v}
            found[(number, int(row))] = known
    return found


def _value(text: str) -> Fraction | str:
    number = parse_number(text)
    return number if number is not None else _TRUTH.get(text.lower(), text)
