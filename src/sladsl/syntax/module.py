"""A parsed file: its declarations in order, its comments, its source."""

from __future__ import annotations

from dataclasses import dataclass

from sladsl.source import Source, Span
from sladsl.syntax.lexer import Comment
from sladsl.syntax.nodes import Node


@dataclass(frozen=True, slots=True)
class Module:
    """What was written in one file. Declarations that could not be read are left out."""

    source: Source
    declarations: tuple[Node, ...]
    comments: tuple[Comment, ...]

    def span(self, node: Node) -> Span:
        """Where `node` of this module was written."""
        return Span(self.source, node.start, node.end)
