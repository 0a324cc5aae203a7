"""What was found while a contract was written: each finding once, however often a text is used."""

from __future__ import annotations

from sladsl.diagnostics.diagnostic import Diagnostic


class Findings:
    """Collects findings in the order of the text."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, object], Diagnostic] = {}

    def add(self, found: Diagnostic) -> None:
        span = found.span
        place = (span.source.name, span.start) if span else found.message
        self._found.setdefault((found.rule.code, place), found)

    def all(self) -> tuple[Diagnostic, ...]:
        return tuple(self._found.values())
