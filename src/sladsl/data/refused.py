"""Records of cases and of their histories that are left out, as what a promise may have to do with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sladsl.data import histories, instants, sql
from sladsl.data.cases import CaseTable
from sladsl.data.mapping import Block, Unread
from sladsl.data.store import Store
from sladsl.evaluate.doubts import NAMED
from sladsl.evaluate.facts import Case, Refused
from sladsl.model.agreements import Agreement

_EACH = 1_000
"""So many records of a block are looked at one by one; of more only the number is known."""
_ALL = 1 << 40
"""More records than any file has."""


def refused_cases(
    store: Store, table: CaseTable, asked: Sequence[Block], unread: Iterable[Unread], agreement: Agreement
) -> tuple[Refused, ...]:
    """What was left out of the files of an agreement's cases. `asked` are the blocks that were to be read,
    `unread` those whose file does not fit."""
    found = [_whole(each.service, each.metrics, each.file) for each in unread]
    kept = {(block.service, block.metrics) for block in table.blocks}
    found += [_whole(b.service, b.metrics, b.table.file) for b in asked if (b.service, b.metrics) not in kept]
    told: set[str] = set()
    for number, block in enumerate(table.blocks):
        if block.table.broken and block.table.file not in told:
            told.add(block.table.file)
            places = tuple(f"{block.table.file}:{line}" for line, _ in block.table.broken[: NAMED + 1])
            metrics = frozenset(
                m for b in table.blocks if b.table.file == block.table.file for m in b.metrics
            )
            found.append(Refused("case", places, len(block.table.broken), None, metrics))
        if table.read > table.sound:
            found += _records(store, table, block, number, agreement)
        if block.states is not None and block.pauses:
            found += _pauses(store, block, number)
            found += _no_states(block)
    return tuple(found)


def _whole(service: str, metrics: frozenset[str], file: str) -> Refused:
    return Refused("case", (file,), _ALL, frozenset({service}), metrics)


def _records(
    store: Store, table: CaseTable, block: Block, number: int, agreement: Agreement
) -> Iterator[Refused]:
    """The records of one block that do not fit, with what of each could be read."""
    services = frozenset({block.service})
    columns = [table.event(event) for event in block.events]
    of_block = f"FROM cases WHERE block = {number} AND problem <> 0"
    ((count,),) = store.run(f"SELECT count(*) {of_block}")
    names = [p.name for p in agreement.priorities.items] if agreement.priorities is not None else []
    rows = store.run(
        f"SELECT {', '.join(['row', 'id', 'priority', *columns])} {of_block} ORDER BY row LIMIT {_EACH}"
    )
    for row, id_, place, *times in rows:
        events = {
            event: int(at)
            for event, at in zip(block.events, times, strict=True)
            if at is not None and instants.FIRST <= at <= instants.LAST
        }
        origin = f"{block.table.file}:{block.table.line(int(row))}"
        priority = names[place - 1] if place is not None and block.priority is not None else None
        case = Case(str(id_ or ""), priority, events, (), {"service": block.service}, origin, block.metrics)
        yield Refused("case", (origin,), 1, services, block.metrics, None, case)
    if int(count) > len(rows):
        yield Refused("case", (block.table.file,), int(count) - len(rows), services, block.metrics)


def _pauses(store: Store, block: Block, number: int) -> Iterator[Refused]:
    """States without a case, a name or a time, unless they are none that stops the clock. Where a state lasts
    until the next one, the lack of any lets the one before last too long."""
    table = block.states
    assert table is not None
    # What is wrong in the history has been counted already, where it was told.
    if not store.run(f"SELECT problem FROM unsound_{histories.relation(number)}"):
        return
    may = f"(state IS NULL OR state = '' OR state IN {sql.literals(block.pauses)})"
    may = "true" if histories.ends_by_next(block) else may
    of_block = f"FROM {histories.relation(number)} WHERE problem <> 0 AND {may}"
    ((count,),) = store.run(f"SELECT count(*) {of_block}")
    rows = store.run(f"SELECT row {of_block} ORDER BY row LIMIT {NAMED + 1}")
    places = tuple(f"{table.file}:{table.line(int(row))}" for (row,) in rows)
    if rows:
        yield Refused("pause", places, int(count), frozenset({block.service}), block.metrics)


def _no_states(block: Block) -> Iterator[Refused]:
    """Lines of a history that are no records: nobody can say of which case, and of which state."""
    table = block.states
    if table is not None and table.broken:
        places = tuple(f"{table.file}:{line}" for line, _ in table.broken[: NAMED + 1])
        yield Refused("pause", places, len(table.broken), frozenset({block.service}), block.metrics)
