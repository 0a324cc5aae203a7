"""One line that says how many findings there are and in how many files."""

from __future__ import annotations

from collections.abc import Sequence

from sladsl.diagnostics.diagnostic import Diagnostic, Severity

_WORDS = (
    (Severity.ERROR, "error", "errors"),
    (Severity.WARNING, "warning", "warnings"),
    (Severity.INFO, "note", "notes"),
)


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """Such as `2 errors, 1 warning in 3 files`; the files are those where a finding has its primary place."""
    counts = []
    for severity, one, many in _WORDS:
        count = sum(1 for d in diagnostics if d.rule.severity is severity)
        if count:
            counts.append(f"{count} {one if count == 1 else many}")
    if not counts:
        return "no findings"
    files = len({d.span.source.name for d in diagnostics if d.span is not None})
    place = "" if files == 0 else " in 1 file" if files == 1 else f" in {files} files"
    return ", ".join(counts) + place
