"""Proof that formatting lost nothing: the text is read again and compared with what was there."""

from __future__ import annotations

from itertools import zip_longest

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.source import Source, Span
from sladsl.syntax.module import Module
from sladsl.syntax.nodes import Node
from sladsl.syntax.parser import parse


def loss(module: Module, text: str) -> Diagnostic | None:
    """What `text` would lose of `module`, or None when it says the same and keeps every comment."""
    after = parse(Source(module.source.name, text)).value
    for written, read in zip_longest(module.declarations, after.declarations):
        if written is None or read is None or not _agree(written, read):
            return _refusal(module, written)
    for comment, kept in zip_longest(module.comments, after.comments):
        if comment is None or kept is None or comment.text != kept.text:
            return _refusal(module, comment)
    return None


def _refusal(module: Module, place: object) -> Diagnostic:
    start, end = getattr(place, "start", 0), getattr(place, "end", 0)
    return Diagnostic(
        catalogue.FORMAT_WOULD_LOSE,
        "formatting would change or lose what is written here, so the file is left as it is",
        (Label(Span(module.source, start, end)),),
        help="the fault is the formatter's, not the file's: please report it with these lines",
    )


def _agree(one: Node, other: Node) -> bool:
    """Whether two nodes say the same. A loop: sums of thousands of terms are as deep as they are long."""
    pairs: list[tuple[object, object]] = [(one, other)]
    while pairs:
        a, b = pairs.pop()
        if type(a) is not type(b):
            return False
        if isinstance(a, Node):
            pairs.extend((getattr(a, name), getattr(b, name)) for name in a.node_fields[2:])
        elif isinstance(a, tuple) and isinstance(b, tuple):
            if len(a) != len(b):
                return False
            pairs.extend(zip(a, b, strict=True))
        elif a != b:
            return False
    return True
