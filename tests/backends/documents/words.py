"""Every word a Document says, walked without the help of any renderer: the oracle of the renderers' tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from sladsl.lower.document import Code, Document, Figure, LineBreak, Reference, Span, Term, Text

HOSTILE = [
    "</title><script>alert(1)</script>",
    "**bold** _it_ `code` [a](b) | cell",
    "{{ doc }} {% raw %} #set page() $x$ <a:b>",
    "\"quoted\" 'single' & &amp; \\ back",
    "1. not a list",
    "# not a heading",
    "- not a bullet",
    "=== ---",
    "--> <!-- <?php ?>",
    "a\u202eevil\u2066 b\x07c\ue000\ue001d",
]


def words(document: Document) -> list[str]:
    """The texts in reading order, spaces normalised, one entry per Text, Term or Code."""
    return [" ".join(text.split()) for text in _texts(document.clauses + document.schedules) if text.strip()]


def _texts(node: object) -> Iterator[str]:
    if isinstance(node, Text | Term | Code):
        yield node.text
    elif isinstance(node, Reference):
        yield node.number
    elif isinstance(node, tuple):
        for each in node:
            yield from _texts(each)
    elif is_dataclass(node) and not isinstance(node, LineBreak | Figure | Span):
        for field in fields(node):
            if field.name not in ("key", "url", "number"):
                value = getattr(node, field.name)
                if isinstance(value, str):
                    yield value
                elif isinstance(value, tuple):
                    yield from _texts(value)
