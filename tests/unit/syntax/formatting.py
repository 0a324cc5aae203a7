"""What the formatter's tests share: format a text that has no errors, twice."""

from __future__ import annotations

from sladsl.source import Source
from sladsl.syntax.format import format_source


def formatted(text: str) -> str:
    """The canonical text of `text`, which has to be its own canonical text."""
    once = format_source(Source("a.sla", text))
    assert once.diagnostics == (), once.diagnostics
    again = format_source(Source("a.sla", once.value))
    assert again.value == once.value
    return once.value


def body(text: str, head: str = "sla A {", indent: str = "  ") -> str:
    """The lines that come out between the braces of a declaration, without their indentation."""
    lines = formatted(f"{head}\n{text}\n}}\n").splitlines()
    assert lines[0] == head and lines[-1] == "}", lines
    assert all(line == "" or line.startswith(indent) for line in lines[1:-1])
    return "\n".join(line.removeprefix(indent) for line in lines[1:-1])
