"""The cases of an agreement as one table of UTC seconds, made by one pass over each file; misfits told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sladsl.data import instants, sql
from sladsl.data.findings import SHOWN, ambiguous, bad_source, left_out
from sladsl.data.mapping import Block
from sladsl.data.store import Store, Unreadable
from sladsl.diagnostics.diagnostic import Diagnostic

_NO_ID, _TWICE, _PRIORITY, _TIME, _MISSING, _ORDER = 1, 2, 3, 10, 80, 150


@dataclass(frozen=True, slots=True)
class CaseTable:
    """Table `cases`: block, row, id, priority (its place among the agreement's), one column per event, and
    problem, 0 for a sound record. Table `spans`: block, row, state, start, end (NULL for not ended).
    The files have `records`, of which `read` were about a service, and `sound` of these are kept."""

    blocks: tuple[Block, ...]
    events: tuple[str, ...]
    records: int
    read: int
    sound: int

    def event(self, name: str) -> str:
        """The column of an event."""
        return f"e{self.events.index(name)}"


def read_cases(store: Store, blocks: Sequence[Block], found: list[Diagnostic]) -> CaseTable:
    """Fills the two tables. A record that does not fit is told once, with the first reason."""
    events = tuple(sorted({event for block in blocks for event in block.events}))
    columns = "".join(f", e{i} BIGINT" for i in range(len(events)))
    store.run(
        "CREATE OR REPLACE TABLE cases (block USMALLINT, row BIGINT, id VARCHAR, priority UTINYINT"
        f"{columns}, problem UTINYINT)"
    )
    store.run(
        "CREATE OR REPLACE TABLE spans "
        "(block USMALLINT, row BIGINT, state VARCHAR, start BIGINT, stop BIGINT)"
    )
    kept: list[Block] = []
    told: set[str] = set()
    for block in blocks:
        if block.table.broken and block.table.file not in told:
            told.add(block.table.file)
            lines = [f"line {line}: {why}" for line, why in block.table.broken]
            help = "mend the lines: each has as many values as the first"
            found.append(
                left_out(
                    block.table.file, len(lines), "they are not lines of the table", lines, block.span, help
                )
            )
        try:
            store.run(_insert(block, len(kept), events))
        except Unreadable as problem:
            why = f"`{block.table.file}` cannot be read as `{block.service}` says: {problem}"
            found.append(
                bad_source(why, block.span, "check `where`: it is a condition in SQL over the columns")
            )
            continue
        _mark_repeated(store, len(kept))
        _tell(store, block, len(kept), events, found)
        if block.states is not None:
            _histories(store, block, len(kept), found)
        kept.append(block)
    ((read, sound),) = store.run("SELECT count(*), count(*) FILTER (problem = 0) FROM cases")
    relations = {block.table.relation for block in kept}
    records = sum(int(n) for r in sorted(relations) for (n,) in store.run(f"SELECT count(*) FROM {r}"))
    return CaseTable(tuple(kept), events, records, int(read), int(sound))


def _mark_repeated(store: Store, number: int) -> None:
    """Of records with one id the first is kept. Hashes that all differ prove most files clean."""
    mine = f"block = {number} AND problem = 0"
    ((count, different),) = store.run(
        f"SELECT sum(n), count(*) FROM (SELECT count(*) AS n FROM cases WHERE {mine} GROUP BY hash(id))"
    )
    if count != different and different:
        store.run(
            f"UPDATE cases SET problem = {_TWICE} FROM (SELECT id, min(row) AS kept FROM cases WHERE {mine} "
            f"GROUP BY id HAVING count(*) > 1) AS twice WHERE {mine} AND cases.id = twice.id AND row <> kept"
        )


def _insert(block: Block, number: int, events: tuple[str, ...]) -> str:
    """One SELECT in stages: the texts, what each clock reads, UTC, and whether all of it fits."""
    table = block.table
    mine = [i for i, event in enumerate(events) if event in block.events]
    raw, read, at, sound = [], [], [], []
    for i in mine:
        column = sql.name(block.events[events[i]])
        kind = table.columns[block.events[events[i]]]
        how = instants.reading(f"r{i}", kind)
        given = f"(r{i} IS NOT NULL AND trim(r{i}) <> '')" if kind == "VARCHAR" else f"(r{i} IS NOT NULL)"
        raw.append(f"{column} AS r{i}")
        read.append(f"{given} AS g{i}, {how.wall} AS w{i}, {how.ahead} AS a{i}")
        at.append(f"g{i}, {instants.instant(f'w{i}', f'a{i}', block.zone)} AS u{i}")
        sound.append(
            f"g{i}, CASE WHEN u{i} BETWEEN {instants.FIRST} AND {instants.LAST} THEN u{i} END AS e{i}"
        )
    priority = "NULL"
    if block.priority is not None:
        priority = block.table.text(block.priority)
    places = " ".join(f"WHEN {sql.literal(word)} THEN {n}" for n, (word, _) in enumerate(block.priorities))
    place = f"CASE prio {places} END" if block.priority is not None and places else "NULL"
    problems = ["WHEN id IS NULL OR id = '' THEN " + str(_NO_ID)]
    problems += [f"WHEN g{i} AND e{i} IS NULL THEN {_TIME + i}" for i in mine]
    problems += [f"WHEN NOT g{i} THEN {_MISSING + i}" for i in mine if events[i] in block.first]
    if block.priority is not None:
        problems.append(f"WHEN place IS NULL THEN {_PRIORITY}")
    for n, (first, last) in enumerate(block.orders):
        problems.append(f"WHEN e{events.index(last)} < e{events.index(first)} THEN {_ORDER + n}")
    columns = ", ".join(f"e{i}" if i in mine else "NULL" for i in range(len(events)))
    return (
        f"INSERT INTO cases SELECT {number}, row, id, place{', ' + columns if columns else ''}, "
        f"CASE {' '.join(problems)} ELSE 0 END "
        f"FROM (SELECT row, id, {place} AS place, {', '.join(sound)} "
        f"FROM (SELECT row, id, prio, {', '.join(at)} "
        f"FROM (SELECT row, id, prio, {', '.join(read)} "
        f"FROM (SELECT {table.row} AS row, {table.text(block.id)} AS id, "
        f"{priority} AS prio, {', '.join(raw)} FROM {table.relation} AS t WHERE (\n{block.where}\n)))))"
    )


def _tell(store: Store, block: Block, number: int, events: tuple[str, ...], found: list[Diagnostic]) -> None:
    """One finding per file and reason, the first rows named with what they say."""
    counts = store.run(
        f"SELECT problem, count(*) FROM cases WHERE block = {number} AND problem > 0 GROUP BY 1 ORDER BY 1"
    )
    for problem, count in counts:
        why, column, help = _reason(int(problem), block, events)
        rows = [
            int(row)
            for (row,) in store.run(
                f"SELECT row FROM cases WHERE block = {number} AND problem = {problem} "
                f"ORDER BY row LIMIT {SHOWN}"
            )
        ]
        shown = dict(_values(store, block, column, rows))
        notes = [f"row {block.table.line(row)}: `{column}` is {shown.get(row, 'empty')}" for row in rows]
        found.append(left_out(block.table.file, int(count), why, notes, block.span, help))
    for event, column in sorted(block.events.items()):
        _tell_twice(store, block, number, f"e{events.index(event)}", column, found)


def _values(store: Store, block: Block, column: str, rows: Sequence[int]) -> list[tuple[int, str]]:
    chosen = ", ".join(str(row) for row in rows)
    found = store.run(
        f"SELECT {block.table.row}, CAST({sql.name(column)} AS VARCHAR) FROM {block.table.relation} "
        f"WHERE {block.table.row} IN ({chosen})"
    )
    return [(int(row), f"`{str(value)[:60]}`") for row, value in found if value]


def _reason(problem: int, block: Block, events: tuple[str, ...]) -> tuple[str, str, str]:
    """Why, the column that shows it, and the way out."""
    if problem == _NO_ID:
        return "without an id nobody can say which case it is", block.id, "give every record its id"
    if problem == _TWICE:
        return "the id stands in an earlier row too", block.id, "keep one row for each case"
    if problem == _PRIORITY:
        words = ", ".join(f"`{word}`" for word, _ in block.priorities)
        help = f'the priorities are {words}; where the file has other words, say `P1 = "WORD"` in the measure'
        return "the priority is none of the agreement's", block.priority or "", help
    if problem >= _ORDER:
        first, last = block.orders[problem - _ORDER]
        help = f"check {block.events[first]} and the zone of both"
        return f"`{last}` is before `{first}`", block.events[last], help
    if problem >= _MISSING:
        event = events[problem - _MISSING]
        return f"it is not known when it was `{event}`", block.events[event], "fill in the time"
    help = "write times as in `2027-11-26T18:02:00Z` or `2027-11-26 20:02`, between 1990 and 2100"
    event = events[problem - _TIME]
    return f"`{event}` is no time", block.events[event], help


def _tell_twice(
    store: Store, block: Block, number: int, event: str, column: str, found: list[Diagnostic]
) -> None:
    """Times by the clock of a zone in an hour that it shows twice, near the times of the file."""
    kind = block.table.columns[column]
    if kind == "TIMESTAMP WITH TIME ZONE" or kind.endswith("INT") or kind == "INTEGER":
        return
    ((low, high),) = store.run(f"SELECT min({event}), max({event}) FROM cases WHERE block = {number}")
    if low is None:
        return
    stretches = instants.read_twice(block.zone, int(low), int(high))
    if not stretches:
        return
    how = instants.reading(sql.name(column), kind)
    inside = " OR ".join(f"(w >= {a} AND w < {b})" for a, b in stretches)
    query = (
        f"FROM (SELECT {block.table.row} AS row, {how.wall} AS w, {how.ahead} AS a "
        f"FROM {block.table.relation} AS t WHERE (\n{block.where}\n)) WHERE a IS NULL AND ({inside})"
    )
    ((count,),) = store.run(f"SELECT count(*) {query}")
    if count:
        rows = [int(r) for (r,) in store.run(f"SELECT row {query} ORDER BY row LIMIT {SHOWN}")]
        notes = [f"row {block.table.line(r)}: {value}" for r, value in _values(store, block, column, rows)]
        found.append(ambiguous(block.table.file, column, int(count), notes, block.span))


def _histories(store: Store, block: Block, number: int, found: list[Diagnostic]) -> None:
    """The states of the cases. Without a column of ends a state lasts until the case's next one."""
    table = block.states
    assert table is not None
    names = block.columns
    start = instants.reading("s", table.columns[names["state_start"]])
    with_end = names["state_end"] in table.columns
    end_kind = table.columns[names["state_end"]] if with_end else "VARCHAR"
    end = instants.reading("n", end_kind)
    end_raw = sql.name(names["state_end"]) if with_end else "CAST(NULL AS VARCHAR)"
    given = "(n IS NOT NULL AND trim(n) <> '')" if end_kind == "VARCHAR" else "(n IS NOT NULL)"
    low, high = instants.FIRST, instants.LAST
    store.run(
        "CREATE OR REPLACE TEMP TABLE history AS SELECT *, CASE WHEN id IS NULL OR id = '' OR state IS NULL "
        f"THEN 1 WHEN u IS NULL OR u NOT BETWEEN {low} AND {high} THEN 2 WHEN g AND "
        f"(v IS NULL OR v NOT BETWEEN {low} AND {high}) THEN 3 WHEN v < u THEN 4 ELSE 0 END AS problem "
        f"FROM (SELECT row, id, state, g, {instants.instant('sw', 'sa', block.zone)} AS u, "
        f"{instants.instant('ew', 'ea', block.zone)} AS v "
        f"FROM (SELECT row, id, state, {given} AS g, {start.wall} AS sw, {start.ahead} AS sa, "
        f"{end.wall} AS ew, {end.ahead} AS ea "
        f"FROM (SELECT {table.row} AS row, {table.text(names['state_id'])} AS id, "
        f"{table.text(names['state'])} AS state, "
        f"{sql.name(names['state_start'])} AS s, {end_raw} AS n FROM {table.relation})))"
    )
    reasons = {
        1: ("it names no case or no state", "fill in both"),
        2: ("its start is no time", "write times as in `2027-11-26T18:02:00Z`"),
        3: ("its end is no time", "write times as in `2027-11-26T18:02:00Z`"),
        4: ("it ends before it starts", "check both times"),
    }
    for problem, count in store.run(
        "SELECT problem, count(*) FROM history WHERE problem > 0 GROUP BY 1 ORDER BY 1"
    ):
        rows = store.run(f"SELECT row, id FROM history WHERE problem = {problem} ORDER BY row LIMIT {SHOWN}")
        notes = [f"row {table.line(int(row))}: case {f'`{case}`' if case else 'empty'}" for row, case in rows]
        why, help = reasons[int(problem)]
        found.append(left_out(table.file, int(count), why, notes, block.span, help))
    ends = "v" if with_end else "lead(u) OVER (PARTITION BY id ORDER BY u, row)"
    store.run(
        f"INSERT INTO spans SELECT {number}, c.row, h.state, h.u, h.v FROM "
        f"(SELECT row, id, state, u, {ends} AS v FROM history WHERE problem = 0) AS h "
        f"JOIN cases AS c ON c.id = h.id AND c.block = {number} AND c.problem = 0"
    )
    ((lost,),) = store.run(
        "SELECT (SELECT count(*) FROM history WHERE problem = 0) - "
        f"(SELECT count(*) FROM spans WHERE block = {number})"
    )
    if lost and block.where == "true":
        rows = store.run(
            "SELECT row, id FROM history AS h WHERE problem = 0 AND NOT EXISTS "
            f"(SELECT 1 FROM cases AS c WHERE c.id = h.id) ORDER BY row LIMIT {SHOWN}"
        )
        notes = [f"row {table.line(int(row))}: case `{case}`" for row, case in rows]
        found.append(
            left_out(table.file, int(lost), "no case has that id", notes, block.span, "check the ids")
        )
    store.run("DROP TABLE history")
