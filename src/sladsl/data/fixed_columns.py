"""Files whose columns are fixed: opened, read row by row, and told of where records in them do not fit."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from typing import Any

from sladsl.data import instants, sql
from sladsl.data.findings import SHOWN, ambiguous, bad_source, left_out, no_lines
from sladsl.data.store import Store, Table, Unreadable
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.evaluate.doubts import NAMED
from sladsl.evaluate.facts import Refused, Tells
from sladsl.exact.intervals import Interval
from sladsl.records import field, record

TIMES = "write times as in `2027-11-26T18:02:00Z` or `2027-11-26 20:02`, between 1990 and 2100"


def opened(store: Store, file: str, columns: Collection[str], found: list[Diagnostic]) -> Table | None:
    """The file; None, with a finding, when it cannot be read or lacks one of the columns."""
    try:
        table = store.open(file)
    except Unreadable as problem:
        found.append(bad_source(str(problem), None, problem.way_out))
        return None
    missing = [column for column in columns if column not in table.columns]
    if not missing:
        return table
    names = ", ".join(f"`{c}`" for c in missing)
    has = ", ".join(f"`{c}`" for c in list(table.columns)[:12])
    found.append(bad_source(f"`{file}` has no column {names}", None, f"name the columns so; it has {has}"))
    return None


@record(frozen=False)
class Misfits:
    """Records of one file that do not fit, by reason and way out, with what is shown of each; and by column
    the times that may mean two instants, or that no clock showed. `refused` says what they may be about."""

    table: Table
    records: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)
    twice: dict[str, list[str]] = field(default_factory=dict)
    skipped: dict[str, list[str]] = field(default_factory=dict)

    def add(self, row: int, why: str, help: str, shown: object) -> None:
        told = f"row {self.table.line(row)}: {'empty' if shown in (None, '') else f'`{str(shown)[:60]}`'}"
        self.records.setdefault((why, help), []).append(told)

    def refuse(
        self,
        row: int,
        tells: Tells,
        services: frozenset[str] | None,
        names: frozenset[str] | None = None,
        when: Interval | None = None,
    ) -> None:
        """Keeps what a record that is left out may be about; None where nobody can say."""
        place = f"{self.table.file}:{self.table.line(row)}"
        self.refused.append(Refused(tells, (place,), 1, services, names, when))

    def tell(self, found: list[Diagnostic], tells: Tells | None = None) -> None:
        """What is wrong, for people; with `tells` lines that are no records are kept as refused, too."""
        if self.table.broken:
            if tells is not None:
                places = [f"{self.table.file}:{line}" for line, _ in self.table.broken]
                self.refused.append(Refused(tells, tuple(places[: NAMED + 1]), len(places)))
            found.append(no_lines(self.table.file, self.table.broken, None))
        for (why, help), rows in self.records.items():
            found.append(left_out(self.table.file, len(rows), why, rows[:SHOWN], None, help))
        for column, rows in self.twice.items():
            found.append(ambiguous(self.table.file, column, len(rows), rows[:SHOWN], None))
        for column, rows in self.skipped.items():
            found.append(ambiguous(self.table.file, column, len(rows), rows[:SHOWN], None, skipped=True))


@record(frozen=False)
class Doubts:
    """Names that no house knows, and the records of files that are left out for whatever reason."""

    strange: frozenset[str] = frozenset()
    refused: list[Refused] = field(default_factory=list)


def read_rows(
    store: Store,
    misfits: Misfits,
    texts: Sequence[str],
    times: Sequence[str],
    zone: str,
    only: Collection[str] | None = None,
) -> list[tuple[Any, ...]]:
    """Row, the texts, then each time as written and as a UTC second (None when it is no time). With `only`
    the rows whose first text is one of these, or is missing."""
    table = misfits.table
    raw = [f"trim(CAST({sql.name(c)} AS VARCHAR)) AS t{i}" for i, c in enumerate(texts)]
    raw += [f"{sql.name(c)} AS r{i}" for i, c in enumerate(times)]
    hows = [instants.reading(f"r{i}", table.columns[c]) for i, c in enumerate(times)]
    read = [f"{how.wall} AS w{i}, {how.ahead} AS a{i}" for i, how in enumerate(hows)]
    names = [f"t{i}" for i in range(len(texts))]
    low, high = instants.FIRST, instants.LAST
    at = [how.instant(f"w{i}", f"a{i}", zone) + f" AS u{i}" for i, how in enumerate(hows)]
    shown = [
        f"trim(CAST(r{i} AS VARCHAR)), CASE WHEN u{i} BETWEEN {low} AND {high} THEN u{i} END"
        for i in range(len(times))
    ]
    # What a clock showed that says no offset: it may have shown it twice, or never.
    clocks = [
        f"CASE WHEN a{i} IS NULL AND u{i} BETWEEN {low} AND {high} THEN w{i} END" for i in range(len(times))
    ]
    chosen = "" if only is None else f" WHERE t0 IN {sql.literals(sorted(only))} OR t0 IS NULL OR t0 = ''"
    rows = store.run(
        f"SELECT {', '.join(['row', *names, *shown, *clocks])} FROM (SELECT *, {', '.join(at)} FROM "
        f"(SELECT *, {', '.join(read)} FROM (SELECT {table.row} AS row, {', '.join(raw)} "
        f"FROM {table.relation}){chosen})) ORDER BY row"
    )
    end = 1 + len(texts) + 2 * len(times)
    odd = (
        (instants.read_twice(zone, instants.FIRST, instants.LAST), misfits.twice),
        (instants.skipped(zone, instants.FIRST, instants.LAST), misfits.skipped),
    )
    for row in rows:
        for i, column in enumerate(times):
            wall = row[end + i]
            for stretches, told in odd if wall is not None else ():
                if _within(stretches, wall):
                    written = str(row[end - 2 * len(times) + 2 * i])[:60]
                    told.setdefault(column, []).append(f"row {table.line(row[0])}: `{written}`")
    return [row[:end] for row in rows]


def _within(stretches: tuple[tuple[int, int], ...], wall: int) -> bool:
    """Whether a clock's reading lies in one of the stretches, which ascend."""
    place = bisect_right(stretches, (wall, instants.LAST)) - 1
    return place >= 0 and wall < stretches[place][1]


def named_in(store: Store, file: str, column: str) -> list[str]:
    """The different names in a column of a file; none where it has no such column."""
    table = store.open(file)
    if column not in table.columns:
        return []
    rows = store.run(
        f"SELECT DISTINCT trim(CAST({sql.name(column)} AS VARCHAR)) FROM {table.relation} ORDER BY 1"
    )
    return [str(name) for (name,) in rows if name]
