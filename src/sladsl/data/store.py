"""The embedded database in which data is read: files opened as tables, then the doors shut."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from sladsl.data import formats, sql
from sladsl.data.bindings import is_address
from sladsl.records import field, record

MEMORY = "1200MB"
_TEXTS = (".csv", ".tsv", ".txt", ".csv.gz")


class Unreadable(formats.Unfit):
    """Data that cannot be read; the text says which and why, `way_out` what helps."""

    def __init__(self, why: str, way_out: str = "check the file and its name") -> None:
        super().__init__(why, way_out)


@record
class Table:
    """A file opened. `relation` names it in SQL and `row` its row numbers, from 0; `columns` are its columns
    with their types. `first` is the number that people give to the first record. `broken` are lines that are
    no records, each with the reason. `in_place` says that the file itself is read each time, by columns."""

    file: str
    relation: str
    columns: Mapping[str, str]
    row: str
    first: int
    broken: tuple[tuple[int, str], ...] = field(default=())
    in_place: bool = False

    def text(self, column: str) -> str:
        """A column as text, without the blanks that people leave around values in a text file."""
        plain = f"CAST({sql.name(column)} AS VARCHAR)"
        return f"trim({plain})" if self.first == 2 else plain

    def line(self, row: int) -> int:
        """The row's number as people count: a text's first line is its heading."""
        line = row + self.first
        for lost, _ in self.broken:
            line += lost <= line
        return line


class Store:
    """A database in a folder of its own, gone afterwards; what is too large for memory lies there."""

    def __init__(self) -> None:
        try:
            import duckdb  # in the extra `data`
        except ImportError:
            raise Unreadable(
                "the package that reads data files is not installed",
                "install it: `pip install 'sladsl[data]'`",
            ) from None
        self._folder = tempfile.TemporaryDirectory(prefix="sla-data-")
        self._error: type[Exception] = duckdb.Error
        place = Path(self._folder.name)
        config: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": MEMORY,
            "temp_directory": str(place / "spilled"),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            # Joins are written in the order in which they are to be made, small tables on the right: guesses
            # of how many rows a condition leaves have turned ten million rows into the hashed side.
            "disabled_optimizers": "join_order,build_side_probe_side",
        }
        self._connection = duckdb.connect(":memory:", config=config)
        self._opened: dict[tuple[str, str], Table] = {}
        self._databases: dict[str, str] = {}
        self._files: list[str] = []
        self._shut = False

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()
        self._folder.cleanup()

    def run(self, statement: str) -> list[tuple[Any, ...]]:
        """The rows of a statement; Unreadable when the database refuses it."""
        try:
            return self._connection.execute(statement).fetchall()
        except self._error as problem:
            raise Unreadable(_first_line(problem)) from None

    def fill(self, table: str, columns: str, rows: list[str]) -> None:
        """Makes a table of rows, each written as its values."""
        self.run(f"CREATE OR REPLACE TEMP TABLE {table} ({columns})")
        for at in range(0, len(rows), 2_000):
            self.run(f"INSERT INTO {table} VALUES " + ", ".join(f"({row})" for row in rows[at : at + 2_000]))

    def open(self, file: str, table: str = "") -> Table:
        """A file as a table, opened once; `table` is the one in it when the file is a database."""
        key = (file, table if formats.is_database(file) else "")
        if key not in self._opened:
            path = Path(file)
            if not is_address(file) and not path.is_file():
                raise Unreadable(
                    f"there is no file `{file}`" if not path.exists() else f"`{file}` is no file"
                )
            try:
                self._opened[key] = self._open(file, table, f"data{len(self._opened)}")
            except (Unreadable, formats.Unfit) as problem:
                raise Unreadable(f"`{file}` cannot be read: {problem}", problem.way_out) from None
            except OSError as problem:
                why = (problem.strerror or str(problem)).lower()
                raise Unreadable(f"`{file}` cannot be read: {why}") from None
        return self._opened[key]

    def prepare(self, file: str) -> None:
        """Opens a file before the doors are shut; a database without choosing a table of it."""
        if not formats.is_database(file):
            self.open(file)
        elif file not in self._databases:
            if not is_address(file) and not Path(file).is_file():
                raise Unreadable(f"there is no file `{file}`")
            own = f"database{len(self._databases)}"
            try:
                if is_address(file):
                    formats.attach_postgres(self.run, file, own)
                elif not formats.is_sqlite(file):
                    self.run(f"ATTACH {sql.literal(file)} AS {own} (READ_ONLY)")
            except (Unreadable, formats.Unfit) as problem:
                raise Unreadable(f"`{file}` cannot be read: {problem}", problem.way_out) from None
            self._databases[file] = own

    def _open(self, file: str, table: str, own: str) -> Table:
        if formats.is_database(file):
            self.prepare(file)
            if is_address(file):
                self.run(f"CREATE TABLE {own} AS SELECT * FROM {self._databases[file]}.{sql.name(table)}")
                return Table(f"{file}:{table}", own, self._columns(own), "rowid", 1)
            if formats.is_sqlite(file):
                formats.sqlite_table(self.run, file, table, own)
                return Table(f"{file}:{table}", own, self._columns(own), "rowid", 1)
            relation = f"{self._databases[file]}.{sql.name(table)}"
            return Table(f"{file}:{table}", relation, self._columns(relation), "rowid", 1, in_place=True)
        if file.endswith((".parquet", ".pq")):
            relation = f"(SELECT * FROM read_parquet({sql.literal(file)}, file_row_number = true))"
            self._files.append(file)
            columns = dict(self._columns(relation))
            del columns["file_row_number"]
            return Table(file, relation, columns, "file_row_number", 1, in_place=True)
        if file.endswith((".json", ".jsonl", ".ndjson")):
            formats.json_table(self.run, file, own)
            return Table(file, own, self._columns(own), "rowid", 1)
        if not file.endswith(_TEXTS):
            kinds = ".csv, .tsv, .parquet, .json, .jsonl, .duckdb or .sqlite"
            raise Unreadable("its ending says nothing of what is in it", f"name it as what it is: {kinds}")
        formats.look_at_text(file)
        # Everything as text: what a number or a time is, is decided here and not by a sample of the lines.
        self.run(
            f"CREATE TABLE {own} AS SELECT * FROM read_csv({sql.literal(file)}, all_varchar = true, "
            "header = true, store_rejects = true, sample_size = -1)"
        )
        rejects = self.run(
            "SELECT line, any_value(error_message) FROM reject_errors GROUP BY line ORDER BY line"
        )
        self.run("DELETE FROM reject_errors")
        broken = tuple((int(line), str(why).lower()) for line, why in rejects)
        columns = self._columns(own)
        formats.names_twice(file, tuple(columns))
        return Table(file, own, columns, "rowid", 2, broken)

    def _columns(self, relation: str) -> dict[str, str]:
        return {str(name): str(kind) for name, kind, *_ in self.run(f"DESCRIBE SELECT * FROM {relation}")}

    def shut(self) -> None:
        """From here on only the opened files can be read: conditions in a source cannot reach for others."""
        if not self._shut:
            allowed = ", ".join(sql.literal(file) for file in self._files)
            self.run(f"SET allowed_paths = [{allowed}]")
            self.run("SET enable_external_access = false")
            # Rows carry their numbers from here on, so their order need not be kept.
            self.run("SET preserve_insertion_order = false")
            self.run("SET lock_configuration = true")
            self._shut = True


def _first_line(problem: Exception) -> str:
    return str(problem).strip().splitlines()[0].rstrip(".")
