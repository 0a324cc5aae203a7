"""Tables of working time: for each stretch of equal length the working seconds before it; joined by equality.

Every stretch from the first to the last instant stands in it, those without an opening too, so that a join
loses nobody; and every sum over open time is two look-ups and a subtraction.
"""

from __future__ import annotations

from math import gcd

from sladsl.data.sql import within
from sladsl.data.store import Store
from sladsl.exact.calendars import Calendar
from sladsl.exact.intervals import Intervals
from sladsl.records import record

DAY = 86_400
_MOST = 60_000
"""Rows of a table whose stretches are no longer than what all openings have in common."""


@record
class Spread:
    """A table of working time. With `pieces` its stretches are days with so many openings in each; without,
    nothing opens or closes inside a stretch."""

    table: str
    step: int
    pieces: int | None

    def join(self, instant: str, row: str) -> str:
        """Joins the row of an instant, NULL for one that the table does not hold."""
        return f"LEFT JOIN {self.table} AS {row} ON {row}.k = {instant} // {self.step}"

    def passed(self, instant: str, row: str) -> str:
        """Working seconds until an instant, by its row; only differences mean anything."""
        if self.pieces is not None:
            return within(instant, self.pieces, row)
        # The mask keeps the instant where time is open, and nothing of it where it is not.
        return f"({row}.f + ({instant} & {row}.m))"


def spread(store: Store, table: str, calendar: Calendar, first: int, last: int) -> Spread:
    """Makes a table for the instants from `first` to `last`, both included."""
    begin, end = first // DAY * DAY, (last // DAY + 1) * DAY
    openings = calendar.intervals(begin, end)
    step = gcd(DAY, *(edge % DAY for opening in openings for edge in opening))
    if (end - begin) // step > _MOST:
        return Spread(table, DAY, _by_day(store, table, openings, begin, end))
    runs: list[str] = []
    before, at = 0, begin
    for start, stop in (*openings, (end, end)):
        # In a closed run as many seconds have passed as before it, in an open one one more each second.
        runs.append(f"{at // step}, {start // step}, 0, {before}")
        runs.append(f"{start // step}, {stop // step}, -1, {before - start}")
        before, at = before + stop - start, stop
    store.fill(f"runs_{table}", "a BIGINT, z BIGINT, m BIGINT, f BIGINT", runs)
    stretches = f"SELECT unnest(range(a, z)) AS k, m, f FROM runs_{table}"
    store.run(f"CREATE OR REPLACE TEMP TABLE {table} AS {stretches}")
    return Spread(table, step, None)


def _by_day(store: Store, table: str, openings: Intervals, begin: int, end: int) -> int:
    """Columns: k (UTC days since 1970), before, and start and length of opening 0, 1, …; how many."""
    by_day: dict[int, list[tuple[int, int]]] = {}
    for start, stop in openings:
        for day in range(start // DAY, -(-stop // DAY)):
            low, high = max(start, day * DAY), min(stop, (day + 1) * DAY)
            by_day.setdefault(day, []).append((low, high - low))
    pieces = max((len(parts) for parts in by_day.values()), default=0)
    rows: list[str] = []
    before = 0
    for day in range(begin // DAY, end // DAY):
        parts = by_day.get(day, [])
        # An opening of no length adds nothing, wherever it starts.
        padded = parts + [(day * DAY, 0)] * (pieces - len(parts))
        values = ", ".join(f"{start}, {length}" for start, length in padded)
        rows.append(f"{day}, {before}{', ' + values if values else ''}")
        before += sum(length for _, length in parts)
    columns = "".join(f", s{i} BIGINT, n{i} BIGINT" for i in range(pieces))
    store.fill(table, f"k BIGINT, before BIGINT{columns}", rows)
    return pieces
