"""What has to be known of a file before it is a table: its encoding, JSON, databases of other makes."""

from __future__ import annotations

import csv
import gzip
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sladsl.data import sql
from sladsl.data.bindings import DATABASES

Run = Callable[[str], list[tuple[Any, ...]]]
"""Runs a statement in the embedded database and gives its rows."""

_OWN = (".duckdb", ".ddb", ".db")
_SQLITE = (".sqlite", ".sqlite3", ".db")
_MAGIC = b"SQLite format 3\x00"
_SEPARATORS = (",", ";", "\t", "|")
_BATCH = 2_000
_CHUNK = 1 << 20


class Unfit(Exception):  # noqa: N818
    """A file that cannot be read for a reason that DuckDB does not say; `way_out` is what helps."""

    def __init__(self, why: str, way_out: str) -> None:
        super().__init__(why)
        self.way_out = way_out


def is_database(place: str) -> bool:
    """Whether a place holds several tables by name."""
    return place.startswith(DATABASES) or place.endswith((*_OWN, *_SQLITE))


def is_sqlite(place: str) -> bool:
    """Whether a file is a database of SQLite, which may end like one of DuckDB."""
    if not place.endswith(_SQLITE):
        return False
    with Path(place).open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


# ---- text files


def look_at_text(file: str) -> None:
    """Raises Unfit for a file of text that has nothing in it, or that is written in another encoding."""
    with gzip.open(file) if file.endswith(".gz") else Path(file).open("rb") as text:
        try:
            head = text.read(4096)
            # DuckDB takes what there is of a packed file that breaks off: only its end says that it is whole.
            while file.endswith(".gz") and text.read(_CHUNK):
                pass
        except (gzip.BadGzipFile, EOFError, zlib.error):
            raise Unfit("it is not packed with gzip, or it is broken", "pack it again, as a whole") from None
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in head[:64]:
        raise Unfit("it is UTF-16, or no text at all", "save it as UTF-8")
    if not head.removeprefix(b"\xef\xbb\xbf").strip():
        raise Unfit(
            "it is empty: it has not even a heading", "export it with the line that names its columns"
        )


def names_twice(file: str, columns: Sequence[str]) -> None:
    """Raises Unfit when two columns have one name: nobody can say which is meant. DuckDB calls the second one
    `name_1`."""
    if not any(re.sub(r"_\d+$", "", name) in columns for name in columns if re.search(r"_\d+$", name)):
        return
    with gzip.open(file) if file.endswith(".gz") else Path(file).open("rb") as text:
        line = text.readline().decode("utf-8-sig", "replace")
    for separator in _SEPARATORS:
        names = [name.strip() for name in next(csv.reader([line], delimiter=separator), [])]
        twice = [name for name, count in Counter(names).items() if count > 1 and name]
        if len(names) == len(columns) and twice:
            raise Unfit(f"two of its columns are called `{twice[0]}`", "give each column a name of its own")


# ---- JSON


def json_table(run: Run, file: str, own: str) -> None:
    """Makes table `own` of a file of JSON, everything as it is written: what a time is, and whether it says
    its offset, is decided where it is read and not by the look of a sample."""
    place = sql.literal(file)
    found = run(f"DESCRIBE SELECT * FROM read_json({place}, maximum_depth = 1, sample_size = -1)")
    columns = ", ".join(f"{sql.literal(str(name))}: 'VARCHAR'" for name, *_ in found)
    if [name for name, *_ in found] == ["json"] and not run(f"SELECT 1 FROM read_json({place}) LIMIT 1"):
        raise Unfit(
            "it has no records, and so names no columns",
            "where there were none, give a table of text with nothing but its heading",
        )
    run(f"CREATE TABLE {own} AS SELECT * FROM read_json({place}, columns = {{{columns}}})")


# ---- SQLite


def sqlite_table(run: Run, file: str, table: str, own: str) -> None:
    """Makes table `own` of a table of an SQLite file, in the order of its rows. Columns that hold whole
    numbers only are numbers, all others texts. Raises Unfit when there is no such table."""
    import sqlite3

    try:
        base = sqlite3.connect(f"file:{quote(file)}?mode=ro", uri=True)
        try:
            _copy(run, base, table, own)
        finally:
            base.close()
    except sqlite3.Error as problem:
        raise Unfit(str(problem), "check the file: is it a whole database of SQLite?") from None


def _copy(run: Run, base: Any, table: str, own: str) -> None:  # a connection of sqlite3, imported when needed
    tables = [
        str(n) for (n,) in base.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
    ]
    if table not in tables:
        has = ", ".join(f"`{name}`" for name in sorted(tables)[:12]) or "none"
        raise Unfit(
            f"it has no table `{table}`", f'write `table = "NAME"` into the measure; its tables are {has}'
        )
    name = sql.name(table)
    columns = [str(row[0]) for row in base.execute(f"SELECT * FROM {name} LIMIT 0").description]
    kinds = [
        {k for (k,) in base.execute(f"SELECT DISTINCT typeof({sql.name(c)}) FROM {name}")} for c in columns
    ]
    whole = [bool(kind) and kind <= {"integer", "null"} and "integer" in kind for kind in kinds]
    typed = ", ".join(
        f"{sql.name(c)} {'BIGINT' if w else 'VARCHAR'}" for c, w in zip(columns, whole, strict=True)
    )
    run(f"CREATE TABLE {own} ({typed})")
    for batch in _batches(base.execute(f"SELECT * FROM {name}")):
        rows = ", ".join(
            "(" + ", ".join(_written(v, w) for v, w in zip(row, whole, strict=True)) + ")" for row in batch
        )
        run(f"INSERT INTO {own} VALUES {rows}")


def _batches(cursor: Any) -> Iterator[list[tuple[object, ...]]]:
    while batch := cursor.fetchmany(_BATCH):
        yield batch


def _written(value: object, whole: bool) -> str:
    if value is None:
        return "NULL"
    if whole:
        return str(value)
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    return sql.literal(text.replace("\x00", "\ufffd"))


# ---- PostgreSQL


def attach_postgres(run: Run, address: str, name: str) -> None:
    """Makes the tables at an address known under `name`, to be read only. Raises Unfit when DuckDB has not
    what that needs: it is never fetched behind the user's back."""
    try:
        run("LOAD postgres")
    except Unfit:
        raise Unfit(
            "DuckDB's extension `postgres` is not installed on this machine",
            "install it once where the network allows it, with the words `INSTALL postgres` in DuckDB; "
            "or export the table, as in `psql -c '\\copy tickets to tickets.csv csv header'`",
        ) from None
    try:
        run(f"ATTACH {sql.literal(address)} AS {name} (TYPE postgres, READ_ONLY)")
    except Unfit as problem:
        way_out = "check the address; a password is read from PGPASSWORD or `~/.pgpass`"
        raise Unfit(str(problem), way_out) from None
