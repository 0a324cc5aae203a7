"""Whether a name may be missing only because of an error that is already reported."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.model.context import Context
from sladsl.model.scope import Decl
from sladsl.source import Source
from sladsl.syntax import ast_agreements as agr
from sladsl.syntax.nodes import Node


def _troubled(context: Context, source: Source, node: Node) -> bool:
    spans = (d.span for d in context.findings.items)
    return any(s is not None and s.source is source and node.start <= s.start < node.end for s in spans)


def _levels(context: Context, decl: Decl) -> Iterator[tuple[Decl, bool]]:
    """An agreement and the levels above it, each with whether all that it says could be read."""
    seen: set[Decl] = set()
    current: Decl | None = decl
    while current is not None and current not in seen:
        seen.add(current)
        node = current.node
        assert isinstance(node, agr.Agreement)
        above = current.file.visible.get(node.under.parts[0].text) if node.under else None
        sound = not context.is_broken(current.name_span) and (node.under is None or above is not None)
        if node.made_from is not None:
            made_from = current.file.visible.get(node.made_from.template.parts[0].text)
            sound = sound and made_from is not None and not context.is_broken(made_from.name_span)
            sound = sound and not _troubled(context, current.source, node.made_from)
        yield current, sound
        current = above if above is not None and above.kind == "agreement" else None


def _items(decl: Decl) -> Iterator[tuple[Source, Node]]:
    """The statements of an agreement and of its template."""
    node = decl.node
    assert isinstance(node, agr.Agreement)
    for item in node.body or ():
        yield decl.source, item
    made_from = decl.file.visible.get(node.made_from.template.parts[0].text) if node.made_from else None
    if made_from is not None and isinstance(made_from.node, agr.Template):
        for item in made_from.node.body:
            yield made_from.source, item


def promise_excused(context: Context, decl: Decl, name: str) -> bool:
    """Whether the agreement may promise `name` in a part of it that could not be read."""
    first = name.split(".", maxsplit=1)[0]
    for level, sound in _levels(context, decl):
        if not sound:
            return True
        for source, item in _items(level):
            written = isinstance(item, (agr.Guarantee, agr.GuaranteeTable)) and item.name.text == first
            if written and (name == first or decl.file.lost or _troubled(context, source, item)):
                return True
    return False


def priorities_excused(context: Context, decl: Decl) -> bool:
    """Whether the agreement may have priorities, or more of them, that could not be read."""
    for level, sound in _levels(context, decl):
        seen = [d for d in level.file.visible.values() if d.kind == "priorities"]
        if not sound or level.file.lost or any(context.is_broken(d.name_span) for d in seen):
            return True
        for source, item in _items(level):
            if isinstance(item, agr.UsePriorities):
                return _troubled(context, source, item) or item.ref.parts[0].text in level.file.broken
    return False
