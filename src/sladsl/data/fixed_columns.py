"""Files whose columns are fixed: opened, and told of where records in them do not fit."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from sladsl.data.findings import SHOWN, ambiguous, bad_source, left_out, no_lines
from sladsl.data.store import Store, Table, Unreadable
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.evaluate.doubts import NAMED
from sladsl.evaluate.facts import Refused, Tells
from sladsl.exact.intervals import Interval


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


@dataclass(slots=True)
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
