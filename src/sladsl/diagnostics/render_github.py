"""Findings as workflow commands, which GitHub Actions shows beside the changed lines."""

from __future__ import annotations

from collections.abc import Sequence

from sladsl.diagnostics.diagnostic import Diagnostic, Severity
from sladsl.diagnostics.visible import visible, visible_lines

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render_github(diagnostics: Sequence[Diagnostic]) -> str:
    """One `::error file=…,line=…::message` a line; notes and help follow the message."""
    return "".join(f"{_command(d)}\n" for d in diagnostics)


def _command(diagnostic: Diagnostic) -> str:
    properties: dict[str, str] = {}
    span = diagnostic.span
    if span is not None:
        line, column = span.source.position(span.start)
        end_line, end_column = span.source.position(span.end)
        properties = {"file": span.source.name, "line": str(line), "endLine": str(end_line)}
        # GitHub refuses columns on an annotation of several lines.
        if line == end_line:
            properties |= {"col": str(column), "endColumn": str(end_column)}
    properties["title"] = f"{diagnostic.rule.code} {diagnostic.rule.name}"
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{_COMMANDS[diagnostic.rule.severity]} {listed}::{_data(_message(diagnostic))}"


def _message(diagnostic: Diagnostic) -> str:
    parts = [diagnostic.message]
    parts += [f"{label.span.where}: {label.message}" for label in diagnostic.labels[1:] if label.message]
    parts += [f"note: {note}" for note in diagnostic.notes]
    if diagnostic.help is not None:
        parts.append(f"help: {diagnostic.help}")
    return "\n".join(line for part in parts for line in visible_lines(part))


def _data(text: str) -> str:
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
