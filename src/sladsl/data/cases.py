"""The cases of an agreement as one relation of UTC seconds over their files; misfits told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sladsl.data import histories, instants, sql
from sladsl.data.findings import SHOWN, ambiguous, bad_source, left_out, no_lines
from sladsl.data.mapping import Block
from sladsl.data.store import Store, Unreadable
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.records import record, replace

_SEAM = 100_000
"""How many rows before the middle of a file are searched for one where it can be cut."""
_NO_ID, _TWICE, _PRIORITY, _TIME, _MISSING, _ORDER = 1, 2, 3, 10, 10_000, 20_000


@record
class CaseTable:
    """Relation `cases`: block, row, id, priority (its place among the agreement's, from 1), one column per
    event, and problem, 0 for a sound record. The files have `records`, of which `read` were about a service,
    and `sound` of these are kept. Blocks with a history of states have it as a relation of their own."""

    blocks: tuple[Block, ...]
    events: tuple[str, ...]
    records: int
    read: int = 0
    sound: int = 0

    def event(self, name: str) -> str:
        """The column of an event."""
        return f"e{self.events.index(name)}"

    @property
    def histories(self) -> list[int]:
        """The numbers of the blocks that have a history."""
        return [number for number, block in enumerate(self.blocks) if block.states is not None]


@record
class Seen:
    """Records of one block and problem, and how many records of its history are about them."""

    count: int
    matched: int


Survey = Callable[[CaseTable], Mapping[tuple[int, int], Seen]]
"""Counts the records of every block by problem, in a pass over the files that finds out more."""


def read_cases(
    store: Store,
    blocks: Sequence[Block],
    found: list[Diagnostic],
    survey: Survey | None = None,
    many: int = 0,
) -> CaseTable:
    """Makes the relation. A record that does not fit is told once, with the first reason.

    From `many` records on nothing is copied where the files can be read again as quickly, and the records
    are counted by `survey`; otherwise the cases are kept in a table, and their states in another, `spans`.
    """
    store.run("DROP TABLE IF EXISTS spans")
    events = tuple(sorted({event for block in blocks for event in block.events}))
    relations = sorted({block.table.relation for block in blocks})
    records = sum(int(n) for r in relations for (n,) in store.run(f"SELECT count(*) FROM {r}"))
    in_place = survey is not None and records >= many and all(_reads_again(block) for block in blocks)
    kept: list[Block] = []
    told: set[str] = set()
    for block in blocks:
        for each in (block.table, block.states):
            if each is not None and each.broken and each.file not in told:
                told.add(each.file)
                found.append(no_lines(each.file, each.broken, block.span))
        try:
            _relate(store, block, len(kept), events, in_place)
        except Unreadable as problem:
            why = f"`{block.table.file}` cannot be read as `{block.service}` says: {problem}"
            found.append(
                bad_source(why, block.span, "check `where`: it is a condition in SQL over the columns")
            )
            continue
        if block.states is not None:
            histories.read_history(store, block, len(kept))
        kept.append(block)
    parts = [f"SELECT * FROM cases{number}" for number in range(len(kept))]
    store.run(f"CREATE OR REPLACE VIEW cases AS {' UNION ALL '.join(parts) or 'SELECT NULL AS problem'}")
    table = CaseTable(tuple(kept), events, records)
    if not kept:
        return table
    if survey is not None and records >= many:
        seen = survey(table)
    else:
        histories.make_spans(store, table.histories)
        seen = {(int(b), int(p)): Seen(int(n), 0) for b, p, n in store.run(
            "SELECT block, problem, count(*) FROM cases GROUP BY 1, 2"
        )}  # fmt: skip
    for number, block in enumerate(kept):
        mine = {problem: each for (n, problem), each in seen.items() if n == number}
        _tell(store, block, number, {p: each.count for p, each in mine.items()}, events, found)
        if block.states is not None:
            matched = mine[0].matched if 0 in mine else 0
            known = matched if survey is not None and records >= many else None
            histories.tell_history(store, block, number, known, found)
    sound = sum(each.count for (_, problem), each in seen.items() if not problem)
    return replace(table, read=sum(each.count for each in seen.values()), sound=sound)


def _reads_again(block: Block) -> bool:
    """Whether a file is read by its columns and has times that cost little to turn into seconds."""
    kinds = [block.table.columns[column] for column in block.events.values()]
    plain = not instants.read_twice(block.zone, instants.FIRST, instants.LAST)
    return block.table.in_place and all(
        histories.is_typed(kind) and (plain or instants.has_offset(kind)) for kind in kinds
    )


def _relate(store: Store, block: Block, number: int, events: tuple[str, ...], in_place: bool) -> None:
    """View `cases0`, `cases1`, … of a block: over its file, else over a table of its own."""
    select = _select(block, number, events)
    view = f"cases{number}"
    differ = _all_differ(store, block)
    if in_place and differ:
        store.run(f"CREATE OR REPLACE VIEW {view} AS {select}")
        return
    store.run(f"CREATE OR REPLACE TABLE kept_{view} AS {select}")
    if not differ:
        _mark_repeated(store, f"kept_{view}")
    store.run(f"CREATE OR REPLACE VIEW {view} AS SELECT * FROM kept_{view}")


def _all_differ(store: Store, block: Block) -> bool:
    """Whether the ids of a file prove to be different: in order, as they mostly are, or by their hashes.

    Two halves that share one row are gone through side by side. Where one row alone has no neighbour beyond
    it the half is one ascending chain, in whatever order its rows came; and where that row is the shared one,
    the first chain ends where the second begins.
    """
    row, text = block.table.row, block.table.text(block.id)
    source = f"{block.table.relation} AS t WHERE (\n{block.where}\n)"
    ((records,),) = store.run(f"SELECT count(*) FROM {block.table.relation}")
    middle = int(records) // 2
    ((seam,),) = store.run(f"SELECT max({row}) FROM {source} AND {row} BETWEEN {middle - _SEAM} AND {middle}")
    halves = (
        [("lag", "true")] if seam is None else [("lead", f"{row} <= {seam}"), ("lag", f"{row} >= {seam}")]
    )
    for ascending in (True, False):
        parts = []
        for neighbour, half in halves:
            low, high = ("id", "n") if ascending == (neighbour == "lead") else ("n", "id")
            first, second = f"strlen({low})", f"strlen({high})"
            beyond = f"CASE WHEN {first} = {second} THEN {low} < {high} ELSE {first} < {second} END"
            parts.append(
                f"SELECT count(*) - coalesce(countif({beyond}), 0), max(row) FILTER (n IS NULL) "
                f"FROM (SELECT id, row, {neighbour}(id) OVER () AS n "
                f"FROM (SELECT {row} AS row, {text} AS id FROM {source} AND {half}))"
            )
        ends = store.run(" UNION ALL ".join(parts))
        if all(int(count) <= 1 and seam in (None, at) for count, at in ends):
            return True
    ((count, different),) = store.run(
        f"SELECT sum(n), count(*) FROM (SELECT count(*) AS n FROM {source} GROUP BY hash({text}))"
    )
    return bool(count == different)


def _mark_repeated(store: Store, table: str) -> None:
    """Of sound records with one id the first is kept."""
    store.run(
        f"UPDATE {table} SET problem = {_TWICE} FROM (SELECT id, min(row) AS kept FROM {table} "
        "WHERE problem = 0 GROUP BY id HAVING count(*) > 1) AS twice "
        f"WHERE problem = 0 AND {table}.id = twice.id AND row <> kept"
    )


def _select(block: Block, number: int, events: tuple[str, ...]) -> str:
    """One SELECT in stages: the texts, what each clock reads, UTC, and whether all of it fits."""
    table = block.table
    mine = [i for i, event in enumerate(events) if event in block.events]
    raw, read, at = [], [], []
    for i in mine:
        column = sql.name(block.events[events[i]])
        kind = table.columns[block.events[events[i]]]
        how = instants.reading(f"r{i}", kind)
        given = f"(r{i} IS NOT NULL AND trim(r{i}) <> '')" if kind == "VARCHAR" else f"(r{i} IS NOT NULL)"
        raw.append(f"{column} AS r{i}")
        read.append(f"{given} AS g{i}, {how.wall} AS w{i}, {how.ahead} AS a{i}")
        at.append(f"g{i}, {how.instant(f'w{i}', f'a{i}', block.zone)} AS e{i}")
    priority = "NULL"
    if block.priority is not None:
        priority = block.table.text(block.priority)
    words = ", ".join(sql.literal(word) for word, _ in block.priorities)
    # A function of one column and constants is worked out once for each word of the file's dictionary.
    place = f"list_position([{words}], prio)" if block.priority is not None and words else "NULL"
    problems = ["WHEN id IS NULL OR id = '' THEN " + str(_NO_ID)]
    problems += [f"WHEN g{i} AND NOT coalesce({_known(i)}, false) THEN {_TIME + i}" for i in mine]
    problems += [f"WHEN NOT g{i} THEN {_MISSING + i}" for i in mine if events[i] in block.first]
    if block.priority is not None:
        problems.append(f"WHEN place IS NULL THEN {_PRIORITY}")
    for n, (first, last) in enumerate(block.orders):
        problems.append(f"WHEN e{events.index(last)} < e{events.index(first)} THEN {_ORDER + n}")
    # Nearly every record is sound, and one test says so; only the others are asked what is wrong with them.
    sound_if = ["id <> ''", *_all_known(block, events)]
    sound_if += ["place IS NOT NULL"] if block.priority is not None else []
    sound_if += [f"e{events.index(last)} >= e{events.index(first)}" for first, last in block.orders]
    columns = "".join(
        f", e{i}" if i in mine else f", CAST(NULL AS BIGINT) AS e{i}" for i in range(len(events))
    )
    return (
        f"SELECT CAST({number} AS USMALLINT) AS block, row, id, "
        f"CAST(place AS INTEGER) AS priority{columns}, CAST(CASE WHEN {' AND '.join(sound_if)} THEN 0 "
        f"{' '.join(problems)} ELSE 0 END AS USMALLINT) AS problem "
        f"FROM (SELECT row, id, {place} AS place, {', '.join(at)} "
        f"FROM (SELECT row, id, prio, {', '.join(read)} "
        f"FROM (SELECT {table.row} AS row, {table.text(block.id)} AS id, "
        f"{priority} AS prio, {', '.join(raw)} FROM {table.relation} AS t WHERE (\n{block.where}\n))))"
    )


def _known(event: int) -> str:
    """Whether the instant of an event is one that a record can have."""
    return f"e{event} BETWEEN {instants.FIRST} AND {instants.LAST}"


def _all_known(block: Block, events: tuple[str, ...]) -> list[str]:
    """What says of events in order that each is one that a record can have: each that follows an earlier one
    is as late as that, and each that comes before a later one as early."""
    rank = {event: n for n, event in enumerate(dict.fromkeys(e for order in block.orders for e in order))}
    ordered = [(first, last) for first, last in block.orders if rank[first] < rank[last]]
    follows, precedes = {last for _, last in ordered}, {first for first, _ in ordered}
    mine = [(event, f"e{n}") for n, event in enumerate(events) if event in block.events]
    low = [f"{column} >= {instants.FIRST}" for event, column in mine if event not in follows]
    return low + [f"{column} <= {instants.LAST}" for event, column in mine if event not in precedes]


def _tell(
    store: Store,
    block: Block,
    number: int,
    counts: Mapping[int, int],
    events: tuple[str, ...],
    found: list[Diagnostic],
) -> None:
    """One finding per file and reason, the first rows named with what they say."""
    for problem, count in sorted(counts.items()):
        if not problem:
            continue
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
        _tell_odd(store, block, number, f"e{events.index(event)}", column, found)


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


def _tell_odd(
    store: Store, block: Block, number: int, event: str, column: str, found: list[Diagnostic]
) -> None:
    """Times by the clock of a zone in an hour that it shows twice or skips, near the times of the file."""
    kind = block.table.columns[column]
    if instants.has_offset(kind) or not instants.read_twice(block.zone, instants.FIRST, instants.LAST):
        return
    ((low, high),) = store.run(
        f"SELECT min({event}), max({event}) FROM cases WHERE block = {number} AND problem = 0"
    )
    if low is None:
        return
    _tell_within(store, block, column, instants.read_twice(block.zone, int(low), int(high)), found)
    skipped = instants.skipped(block.zone, int(low), int(high))
    _tell_within(store, block, column, skipped, found, skipped=True)


def _tell_within(
    store: Store,
    block: Block,
    column: str,
    stretches: Sequence[tuple[int, int]],
    found: list[Diagnostic],
    *,
    skipped: bool = False,
) -> None:
    """Times without an offset that read as in one of the stretches."""
    if not stretches:
        return
    kind = block.table.columns[column]
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
        found.append(ambiguous(block.table.file, column, int(count), notes, block.span, skipped=skipped))
