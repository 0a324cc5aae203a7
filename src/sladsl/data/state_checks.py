"""Histories of states against themselves and the source: two states at once, pauses that never come up."""

from __future__ import annotations

from sladsl.data import histories
from sladsl.data.cases import CaseTable
from sladsl.data.findings import SHOWN, odd_history
from sladsl.data.instants import LAST
from sladsl.data.mapping import Block
from sladsl.data.store import Store
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.exact.near_words import nearest

_MANY = 12
"""Names of states that are shown."""


def odd_histories(store: Store, table: CaseTable, *, overlaps: bool) -> list[Diagnostic]:
    """What is odd in the histories of all blocks. Overlaps are looked for where `overlaps` says so: in very
    large files each pause counts once all the same."""
    found: list[Diagnostic] = []
    for number in table.histories:
        block = table.blocks[number]
        found += _unheard_of(store, block, number)
        if overlaps and block.states is not None and block.columns["state_end"] in block.states.columns:
            found += _overlapping(store, block, number)
    return found


def _unheard_of(store: Store, block: Block, number: int) -> list[Diagnostic]:
    """States that stop a clock, in which no case of the file ever was, while cases were in one that is called
    much the same."""
    known = sorted(histories.states(store, number))
    others = {_bare(state): state for state in known if state not in block.pauses}
    has = ", ".join(f"`{state[:60]}`" for state in known[:_MANY])
    made: list[Diagnostic] = []
    for name in block.pauses:
        near = nearest(_bare(name), others, percent=75) if name not in known else None
        if near is not None and block.states is not None:
            help = f'if that is what the file calls it, say `{name} = "{others[near]}"` in the measure'
            message = f"`{block.states.file}`: no case was ever `{name}`, which stops the clock"
            made.append(odd_history(message, (f"its states are {has}",), 1, block.span, help))
    return made


def _bare(name: str) -> str:
    """A name without what differs between ways of writing it."""
    return "".join(character for character in name.lower() if character.isalnum())


def _overlapping(store: Store, block: Block, number: int) -> list[Diagnostic]:
    table = block.states
    assert table is not None
    query = (
        f"FROM (SELECT row, id, state, u, max(coalesce(v, {LAST})) OVER (PARTITION BY id ORDER BY u, row "
        f"ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before FROM {histories.relation(number)} "
        "WHERE problem = 0 AND (v IS NULL OR v > u)) WHERE u < before"
    )
    ((count,),) = store.run(f"SELECT count(*) {query}")
    if not count:
        return []
    rows = store.run(f"SELECT row, id, state {query} ORDER BY row LIMIT {SHOWN}")
    notes = [f"row {table.line(int(row))}: case `{case}` is `{state}`" for row, case, state in rows]
    times = "a case is" if count == 1 else f"{count:_} times a case is"
    message = f"`{table.file}`: {times} in another state already, and time in both counts once"
    return [odd_history(message, notes, int(count), block.span, "let a state end where the next one begins")]
