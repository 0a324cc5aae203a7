"""Where words stand without a space between them, and which statements are set in columns.

Most of it follows from the words alone; what a `-` or a `(` means only the syntax tree knows.
"""

from __future__ import annotations

from collections.abc import Iterable

from sladsl.records import record
from sladsl.syntax.ast import Assignment, DayRange, Priority, Region, TimeRange, Unary, Unit
from sladsl.syntax.ast_agreements import DayPart, Finding, Template, TemplateUse
from sladsl.syntax.format_words import Word
from sladsl.syntax.nodes import Node, walk

CLOSE_TO_PREVIOUS = frozenset(("COMMA", "COLON", "RPAR", "DOT"))
CLOSE_TO_NEXT = frozenset(("LPAR", "DOT"))


@record
class Joints:
    """What the tree adds: offsets in the text after whose word, and before whose word, no space comes.

    `columns` gives, by the start of a statement, its class and where its further columns begin.
    """

    after: frozenset[int]
    before: frozenset[int]
    columns: dict[int, tuple[type[Node], tuple[int, ...]]]

    def spaced(self, left: Word, right: Word) -> bool:
        """Whether a space comes between two neighbours on a line."""
        if right.kind in CLOSE_TO_PREVIOUS or left.kind in CLOSE_TO_NEXT:
            return False
        return left.end not in self.after and right.start not in self.before

    def join(self, words: Iterable[Word]) -> str:
        """The words as they stand on a line."""
        pieces: list[str] = []
        left: Word | None = None
        for word in words:
            if left is not None and self.spaced(left, word):
                pieces.append(" ")
            pieces.append(word.text)
            left = word
        return "".join(pieces)


def joints(declarations: Iterable[Node]) -> Joints:
    """The joints of everything under `declarations`."""
    after: set[int] = set()
    before: set[int] = set()
    columns: dict[int, tuple[type[Node], tuple[int, ...]]] = {}
    for declaration in declarations:
        for node in walk(declaration):
            if isinstance(node, Unary):
                if node.op == "-":
                    before.add(node.operand.start)
            elif isinstance(node, (DayRange, TimeRange)):
                if node.last is not None:
                    after.add(node.first.end)
                    before.add(node.last.start)
            elif isinstance(node, Region):
                if node.part is not None:
                    after.add(node.country.end)
                    before.add(node.part.start)
            elif isinstance(node, Finding):
                after.update(part.end for part in node.parts[:-1])
                before.update(part.start for part in node.parts[1:])
            elif isinstance(node, DayPart):
                after.add(node.one.end)
                before.add(node.of.start)
            elif isinstance(node, Template):
                after.add(node.name.end)
            elif isinstance(node, TemplateUse):
                after.add(node.template.end)
            elif isinstance(node, (Assignment, Priority, Unit)):
                columns[node.start] = (type(node), _columns(node))
    return Joints(frozenset(after), frozenset(before), columns)


def _columns(node: Assignment | Priority | Unit) -> tuple[int, ...]:
    """Where the columns after the first begin; an assignment's second one begins at its `=`."""
    if isinstance(node, Assignment):
        return (node.name.end,)
    if isinstance(node, Priority):
        return (node.title.start, node.meaning.start) if node.meaning else (node.title.start,)
    return (node.title.start,) if node.title else ()
