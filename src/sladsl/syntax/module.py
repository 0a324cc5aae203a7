"""A parsed file: its declarations in order, its comments, its source."""

from __future__ import annotations

from sladsl.records import record
from sladsl.source import Source, Span
from sladsl.syntax.lexer import Comment
from sladsl.syntax.nodes import Node


@record
class Module:
    """What was written in one file.

    A declaration with syntax errors is in `declarations` with the statements that could be read, or left
    out when not even its head could. Either way its name is in `broken`: what is said about such a name,
    about what stands inside it or what it lacks would follow from an error already reported.
    """

    source: Source
    declarations: tuple[Node, ...]
    comments: tuple[Comment, ...]
    broken: frozenset[str] = frozenset()

    def span(self, node: Node) -> Span:
        """Where `node` of this module was written."""
        return Span(self.source, node.start, node.end)
