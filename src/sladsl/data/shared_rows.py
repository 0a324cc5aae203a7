"""Records that two services read from one file: a promise about both counts them once, and it is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sladsl.data.findings import SHOWN, left_out
from sladsl.data.mapping import Block
from sladsl.data.store import Store, Unreadable
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.model.agreements import Agreement
from sladsl.records import replace


def apart(
    store: Store, blocks: Sequence[Block], agreement: Agreement, found: list[Diagnostic]
) -> list[Block]:
    """The blocks, none of which reads a record that an earlier one reads for the same promise."""
    made: list[Block] = []
    for block in blocks:
        own = block
        for other in made:
            if other.table.relation == own.table.relation and _together(own, other, agreement):
                own = _without(store, own, other, found)
        made.append(own)
    return made


def _together(one: Block, other: Block, agreement: Agreement) -> bool:
    """Whether a promise counts the cases of both."""
    shared = one.metrics & other.metrics
    both = {one.service, other.service}
    return any(
        p.metric.key in shared and (not p.services or both <= {s.key for s in p.services})
        for p in agreement.promises
    )


def _without(store: Store, block: Block, other: Block, found: list[Diagnostic]) -> Block:
    # Conditions stand on lines of their own: a comment in one must not swallow our bracket.
    both = f"FROM {block.table.relation} AS t WHERE (\n{block.where}\n) AND (\n{other.where}\n)"
    try:
        ((count,),) = store.run(f"SELECT count(*) {both}")
    except Unreadable:
        return block  # told when the block is read
    if not count:
        return block
    row = block.table.row
    notes = list(_rows(block, store.run(f"SELECT {row} {both} ORDER BY {row} LIMIT {SHOWN}")))
    why = f"`{block.service}` reads what `{other.service}` reads, and a promise about both counts it once"
    help = "say in `where` which records are about which of the two"
    found.append(left_out(block.table.file, int(count), why, notes, block.span, help))
    return replace(
        block, where=f"(\n{block.where}\n) AND NOT coalesce(CAST((\n{other.where}\n) AS BOOLEAN), false)"
    )


def _rows(block: Block, rows: Sequence[tuple[int, ...]]) -> Iterator[str]:
    for (row,) in rows:
        yield f"row {block.table.line(int(row))}"
