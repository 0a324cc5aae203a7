"""The compilation of one house: each stage computed once, on demand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from sladsl.diagnostics.diagnostic import Diagnostic, Outcome
from sladsl.model.reading import Reader
from sladsl.source import Source

if TYPE_CHECKING:
    from sladsl.model.house import House


class Compilation:
    """The files under `paths`, read through `read`, and what becomes of them.

    `today` is given where a check depends on it; without it such checks are silent. `whole` is False where
    `paths` are a part of a project only.
    """

    def __init__(
        self, paths: Iterable[str], read: Reader, today: date | None = None, *, whole: bool = True
    ) -> None:
        self.paths = tuple(sorted(set(paths)))
        self.read = read
        self.today = today
        self.whole = whole

    @cached_property
    def resolved(self) -> Outcome[House]:
        """The house, and what was wrong in reading it."""
        from sladsl.model.resolve import resolve

        return resolve(self.paths, self.read)

    @property
    def house(self) -> House:
        return self.resolved.value

    @cached_property
    def findings(self) -> tuple[Diagnostic, ...]:
        """Everything found: reading, names, and the checks when the reading was sound."""
        from sladsl.rules.run import check

        found = list(self.resolved.diagnostics)
        if not self.resolved.has_errors:
            found.extend(check(self.house, self.today, whole=self.whole))
        return in_order(found)

    @property
    def has_errors(self) -> bool:
        return any(d.is_error for d in self.findings)


def in_order(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Findings by file, place and code; those without a place first."""

    def place(one: Diagnostic) -> tuple[str, int, str]:
        span = one.span
        return (span.source.name, span.start, one.rule.code) if span else ("", -1, one.rule.code)

    return tuple(sorted(found, key=place))


def compile_files(files: Mapping[str, str], today: date | None = None) -> Compilation:
    """The compilation of texts held in memory under their paths."""
    sources = {path: Source(path, text) for path, text in files.items()}
    return Compilation(files, sources.get, today)
