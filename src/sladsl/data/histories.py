"""The states that cases were in, read from the history of each block; what does not fit is told."""

from __future__ import annotations

from sladsl.data import instants, sql
from sladsl.data.findings import SHOWN, left_out
from sladsl.data.mapping import Block
from sladsl.data.store import Store
from sladsl.diagnostics.diagnostic import Diagnostic

_REASONS = {
    1: ("it names no case or no state", "fill in both"),
    2: ("its start is no time", "write times as in `2027-11-26T18:02:00Z`"),
    3: ("its end is no time", "write times as in `2027-11-26T18:02:00Z`"),
    4: ("it ends before it starts", "check both times"),
}


def relation(number: int) -> str:
    """The history of a block: row, id, state, u and v (start and end, NULL for not ended), problem."""
    return f"history{number}"


def is_typed(kind: str) -> bool:
    """Whether a column needs no reading of texts, so that the file can as well be read again."""
    return kind != "VARCHAR"


def read_history(store: Store, block: Block, number: int) -> None:
    """Makes the relation. Without a column of ends a state lasts until the case's next one."""
    table = block.states
    assert table is not None
    names = block.columns
    start_kind = table.columns[names["state_start"]]
    start = instants.reading("s", start_kind)
    with_end = not ends_by_next(block)
    end_kind = table.columns[names["state_end"]] if with_end else "VARCHAR"
    end = instants.reading("n", end_kind)
    end_raw = sql.name(names["state_end"]) if with_end else "CAST(NULL AS VARCHAR)"
    given = "(n IS NOT NULL AND trim(n) <> '')" if end_kind == "VARCHAR" else "(n IS NOT NULL)"
    low, high = instants.FIRST, instants.LAST
    read = (
        "SELECT row, id, state, u, v, CASE WHEN id IS NULL OR id = '' OR state IS NULL "
        f"THEN 1 WHEN u IS NULL OR u NOT BETWEEN {low} AND {high} THEN 2 WHEN g AND "
        f"(v IS NULL OR v NOT BETWEEN {low} AND {high}) THEN 3 WHEN v < u THEN 4 ELSE 0 END AS problem "
        f"FROM (SELECT row, id, state, g, {start.instant('sw', 'sa', block.zone)} AS u, "
        f"{end.instant('ew', 'ea', block.zone)} AS v "
        f"FROM (SELECT row, id, state, {given} AS g, {start.wall} AS sw, {start.ahead} AS sa, "
        f"{end.wall} AS ew, {end.ahead} AS ea "
        f"FROM (SELECT {table.row} AS row, {table.text(names['state_id'])} AS id, "
        f"{_state(block, table.text(names['state']))} AS state, "
        f"{sql.name(names['state_start'])} AS s, {end_raw} AS n FROM {table.relation})))"
    )
    own = relation(number)
    if table.in_place and with_end and is_typed(start_kind) and is_typed(end_kind):
        store.run(f"CREATE OR REPLACE VIEW {own} AS {read}")
    else:
        if not with_end:
            # Only sound records follow one another.
            ends = "lead(u) OVER (PARTITION BY id, problem ORDER BY u, row)"
            ends = f"CASE WHEN problem = 0 THEN {ends} END"
            read = f"SELECT row, id, state, u, {ends} AS v, problem FROM ({read})"
        store.run(f"CREATE OR REPLACE TABLE kept_{own} AS {read}")
        store.run(f"CREATE OR REPLACE VIEW {own} AS SELECT * FROM kept_{own}")
    store.run(f"DROP TABLE IF EXISTS unsound_{own}")


def ends_by_next(block: Block) -> bool:
    """Whether a history has no column of ends, so that a state lasts until the case's next one."""
    return block.states is not None and block.columns["state_end"] not in block.states.columns


def states(store: Store, number: int) -> set[str]:
    """The states that occur in a block's history."""
    found = store.run(f"SELECT state FROM {relation(number)} WHERE state IS NOT NULL GROUP BY 1")
    return {str(state) for (state,) in found}


def _state(block: Block, said: str) -> str:
    """The state by the name that the source has for it."""
    words = " ".join(f"WHEN {sql.literal(word)} THEN {sql.literal(name)}" for word, name in block.words)
    return f"CASE {said} {words} ELSE {said} END" if words else said


def note_sound(store: Store, number: int) -> None:
    """Notes that no record of a block's history has a problem, so that nobody goes through them for it."""
    store.run(f"CREATE TABLE IF NOT EXISTS unsound_{relation(number)} (problem INTEGER, n BIGINT)")


def _unsound(store: Store, number: int) -> dict[int, int]:
    """The records of a block's history that have a problem, by problem."""
    own = relation(number)
    store.run(
        f"CREATE TABLE IF NOT EXISTS unsound_{own} AS "
        f"SELECT problem, count(*) AS n FROM {own} WHERE problem > 0 GROUP BY 1"
    )
    return {int(problem): int(n) for problem, n in store.run(f"SELECT * FROM unsound_{own} ORDER BY 1")}


def make_spans(store: Store, histories: list[int]) -> None:
    """Table `spans`: block, row (of the case), state, start, stop; the sound histories of sound cases. Made
    once for each reading of cases."""
    parts = [
        f"SELECT CAST({n} AS USMALLINT) AS block, c.row, h.state, h.u AS start, h.v AS stop FROM cases AS c "
        f"JOIN {relation(n)} AS h ON c.id = h.id "
        f"WHERE c.block = {n} AND c.problem = 0 AND h.problem = 0"
        for n in histories
    ]
    none = (
        "SELECT CAST(0 AS USMALLINT) AS block, CAST(0 AS BIGINT) AS row, '' AS state, "
        "CAST(0 AS BIGINT) AS start, CAST(0 AS BIGINT) AS stop WHERE false"
    )
    store.run(f"CREATE TABLE IF NOT EXISTS spans AS {' UNION ALL '.join([*parts, none])}")


def tell_history(
    store: Store, block: Block, number: int, matched: int | None, found: list[Diagnostic]
) -> None:
    """What of the history does not fit. `matched` is how many sound records are of a sound case, None where
    the table `spans` knows it."""
    table = block.states
    assert table is not None
    history = relation(number)
    unsound = _unsound(store, number)
    for problem, count in unsound.items():
        rows = store.run(
            f"SELECT row, id FROM {history} WHERE problem = {problem} ORDER BY row LIMIT {SHOWN}"
        )
        notes = [f"row {table.line(int(row))}: case {f'`{case}`' if case else 'empty'}" for row, case in rows]
        why, help = _REASONS[problem]
        found.append(left_out(table.file, count, why, notes, block.span, help))
    if block.where != "true":
        return
    if matched is None:
        ((matched,),) = store.run(f"SELECT count(*) FROM spans WHERE block = {number}")
    ((records,),) = store.run(f"SELECT count(*) FROM {history}")
    lost = int(records) - sum(unsound.values()) - int(matched)
    if not lost:
        return
    mine = f"SELECT id FROM cases WHERE block = {number} AND id IS NOT NULL"
    for why, help, which in (
        ("no case has that id", "check the ids", f"id NOT IN ({mine})"),
        (
            "its case is left out",
            "mend the record of the case",
            f"id IN ({mine}) AND id NOT IN ({mine} AND problem = 0)",
        ),
    ):
        strange = f"FROM {history} WHERE problem = 0 AND {which}"
        ((count,),) = store.run(f"SELECT count(*) {strange}")
        lost -= int(count)
        if count:
            rows = store.run(f"SELECT row, id {strange} ORDER BY row LIMIT {SHOWN}")
            notes = [f"row {table.line(int(row))}: case `{case}`" for row, case in rows]
            found.append(left_out(table.file, int(count), why, notes, block.span, help))
        if not lost:
            return
