"""What a Markdown suite asks for, and whether a finding is what was asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sladsl.diagnostics.diagnostic import Diagnostic

UNNAMED = "case.sla"

_MARKER = re.compile(r"^\s*#\s*(?P<carets>\^+)\s+(?P<code>SLA\d{4})(?:\s+(?P<part>.*\S))?\s*$")
_LISTED = re.compile(
    r"^(?:(?P<file>\S+\.sla):)?(?P<line>\d+|-):\s*(?P<code>SLA\d{4})(?:\s+(?P<part>.*\S))?\s*$"
)


@dataclass(frozen=True, slots=True)
class Expected:
    """A finding a suite asks for; columns from 1, or none when only the line is asked for."""

    file: str
    line: int | None
    columns: tuple[int, int] | None
    code: str
    part: str

    def is_met_by(self, diagnostic: Diagnostic) -> bool:
        if diagnostic.rule.code != self.code or not self._says(diagnostic):
            return False
        span = diagnostic.span
        if span is None or self.line is None:
            return span is None and self.line is None
        if (span.source.name, span.line) != (self.file, self.line):
            return False
        width = max(1, span.end - span.start)
        return self.columns is None or self.columns == (span.column, span.column + width)

    def _says(self, diagnostic: Diagnostic) -> bool:
        said = [diagnostic.message, diagnostic.help or "", *diagnostic.notes]
        said += [label.message for label in diagnostic.labels]
        return any(self.part in text for text in said)

    def __str__(self) -> str:
        columns = "" if self.columns is None else f":{self.columns[0]}-{self.columns[1]}"
        return f"{self.file}:{self.line}{columns}: {self.code} {self.part}".rstrip()


def marked(file: str, text: str) -> list[Expected]:
    """What the `# ^^^ CODE text` lines of a program ask for, each about the nearest other line above."""
    found = []
    about = 0
    for number, line in enumerate(text.split("\n"), 1):
        marker = _MARKER.match(line)
        if marker is None:
            about = number
            continue
        columns = marker.start("carets") + 1, marker.end("carets") + 1
        found.append(Expected(file, about, columns, marker["code"], marker["part"] or ""))
    return found


def listed(text: str) -> list[Expected]:
    """What a `findings` block asks for: `line: CODE text`, `file.sla:line: CODE text`, `-: CODE text`."""
    found = []
    for line in filter(None, (line.strip() for line in text.split("\n"))):
        match = _LISTED.match(line)
        if match is None:
            raise ValueError(f"not a finding: {line}")
        where = None if match["line"] == "-" else int(match["line"])
        found.append(Expected(match["file"] or UNNAMED, where, None, match["code"], match["part"] or ""))
    return found


def compare(
    wanted: Iterable[Expected], found: Iterable[Diagnostic]
) -> tuple[list[Expected], list[Diagnostic]]:
    """What was wanted and not found, and what was found and not wanted."""
    missing = list(wanted)
    unexpected = []
    for diagnostic in found:
        met = next((expected for expected in missing if expected.is_met_by(diagnostic)), None)
        if met is None:
            unexpected.append(diagnostic)
        else:
            missing.remove(met)
    return missing, unexpected
