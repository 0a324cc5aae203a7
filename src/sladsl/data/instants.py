"""Columns with times in them as UTC seconds: with an offset as it says, without one by the clocks of a zone.

No date function of a database is used that hangs on its session's zone or on its own copy of the zones.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache

from sladsl.data import sql
from sladsl.exact import zones
from sladsl.records import record

FIRST, LAST = 631_152_000, 4_102_444_800
"""1990 and 2100: a record is not older, and a year 9999 is nobody's time of anything."""
_SHAPE = r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d([.,]\d+)?)? ?(Z|[+-](0\d|1[0-4])(:?[0-5]\d)?)?)?"
_WALL = r"^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d([.,]\d+)?)?)?"
_OFFSET = r":\d\d(?:[.,]\d+)? ?([+-]\d\d(?::?\d\d)?)$"
_UTC, _ZONE = "0", "CAST(NULL AS BIGINT)"
_INTEGERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT")


@record
class Reading:
    """Two expressions over a column: what its clock reads as seconds since that clock's 1970, NULL when it
    is no time, and the seconds by which that clock is ahead of UTC, NULL when it is the clock of the zone."""

    wall: str
    ahead: str

    def instant(self, wall: str, ahead: str, zone: str) -> str:
        """The UTC second out of the columns that hold the two."""
        if self.ahead in (_UTC, _ZONE):
            return wall if self.ahead == _UTC else utc(wall, zone)
        return f"CASE WHEN {ahead} IS NULL THEN {utc(wall, zone)} ELSE {wall} - {ahead} END"


def reading(column: str, kind: str) -> Reading:
    """How a column of that type is read. Parts of a second are cut off; a bare number counts seconds since
    1970; a bare date is its midnight."""
    if kind in _INTEGERS:
        return Reading(f"TRY_CAST({column} AS BIGINT)", _UTC)
    if kind == "TIMESTAMP WITH TIME ZONE":
        return Reading(f"epoch_us({column}) // 1000000", _UTC)
    if kind == "DATE" or kind.startswith("TIMESTAMP"):
        return Reading(f"epoch_us(CAST({column} AS TIMESTAMP)) // 1000000", _ZONE)
    if kind != "VARCHAR":
        return Reading("CAST(NULL AS BIGINT)", _ZONE)
    text = f"trim({column})"
    count = f"regexp_full_match({text}, '\\d{{9,10}}')"
    # The cast reads the clock and passes over most offsets; for the others they are cut off.
    written = f"replace({text}, ',', '.')"
    bare = f"regexp_extract({written}, {sql.literal(_WALL)})"
    wall = (
        f"CASE WHEN {count} THEN TRY_CAST({text} AS BIGINT) "
        f"WHEN regexp_full_match({text}, {sql.literal(_SHAPE)}) "
        f"THEN epoch_us(coalesce(TRY_CAST({written} AS TIMESTAMP), TRY_CAST({bare} AS TIMESTAMP))) "
        "// 1000000 END"
    )
    # Digits of the offset as one number with its sign: +02, +02:00 and +0200 are 200.
    digits = f"replace(regexp_extract({text}, {sql.literal(_OFFSET)}, 1), ':', '')"
    number = f"CAST(rpad({digits}, 5, '0') AS INTEGER)"
    ahead = (
        f"CASE WHEN {count} OR ends_with({text}, 'Z') THEN 0 "
        f"WHEN regexp_matches({text}, {sql.literal(_OFFSET)}) "
        f"THEN ({number} // 100) * 3600 + ({number} % 100) * 60 END"
    )
    return Reading(wall, ahead)


def has_offset(kind: str) -> bool:
    """Whether the instants of a column of that type hang on no zone."""
    return kind == "TIMESTAMP WITH TIME ZONE" or kind in _INTEGERS


def utc(wall: str, zone: str) -> str:
    """The UTC second of a clock's reading, itself given as seconds since its 1970.

    As `zones.first_instant`: a reading that is skipped is the end of the gap, one that comes twice its first.
    """
    bounds: list[int] = []
    results: list[str] = []
    first, changes = _changes(zone)
    offset = first
    for at, before, after in changes:
        bounds.append(at + before)
        results.append(f"{wall} - ({before})")
        if after > before:
            bounds.append(at + after)
            results.append(str(at))
        offset = after
    return sql.choose(wall, bounds, [*results, f"{wall} - ({offset})" if offset else wall])


def read_twice(zone: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The stretches of wall time that come twice around [start, end), as seconds since the clock's 1970."""
    _, changes = _changes(zone)
    return tuple((at + b, at + a) for at, a, b in changes if b < a and start - 86_400 < at < end + 86_400)


def skipped(zone: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The stretches of wall time that no clock shows around [start, end), as seconds since its 1970."""
    _, changes = _changes(zone)
    return tuple((at + b, at + a) for at, b, a in changes if a > b and start - 86_400 < at < end + 86_400)


@cache
def _changes(zone_name: str) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """The offset at FIRST, and each change until LAST: its instant, the offsets before and after."""
    zone = zones.load(zone_name)

    def offset(at: int) -> int:
        shift = datetime.fromtimestamp(at, zone).utcoffset()
        return (shift or timedelta()) // timedelta(seconds=1)

    fixed = zone.utcoffset(None)
    if fixed is not None:
        return fixed // timedelta(seconds=1), ()
    found: list[tuple[int, int, int]] = []
    day = 86_400
    before = first = offset(FIRST - day)
    for start in range(FIRST - day, LAST + day, day):
        after = offset(start + day)
        if after != before:
            low, high = start, start + day
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if offset(middle) == before else (low, middle)
            found.append((high, before, after))
            before = after
    return first, tuple(found)
