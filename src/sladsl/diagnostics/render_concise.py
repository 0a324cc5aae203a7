"""Findings one a line, as compilers print them: for editors' error lists, `grep` and a quick look."""

from __future__ import annotations

from collections.abc import Sequence

from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.diagnostics.visible import visible


def render_concise(diagnostics: Sequence[Diagnostic]) -> str:
    """`file:line:column: severity CODE message`, without a place where a finding has none."""
    return "".join(f"{_line(d)}\n" for d in diagnostics)


def _line(diagnostic: Diagnostic) -> str:
    place = f"{visible(diagnostic.span.where)}: " if diagnostic.span is not None else ""
    message = visible(" ".join(diagnostic.message.split("\n")))
    return f"{place}{diagnostic.rule.severity.value} {diagnostic.rule.code} {message}"
