"""Turns an author's Markdown into blocks and inline content; raw HTML in it is plain text like any other.

The text comes in pieces: strings as written, and inline content for every `{name}` the author
interpolated. What is interpolated never meets the Markdown parser.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from sladsl.lower.document import (
    Align,
    Block,
    Bullets,
    Code,
    Column,
    Emphasis,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Note,
    Numbered,
    Paragraph,
    Preformatted,
    Strong,
    Table,
    Text,
    plain,
)
from sladsl.lower.slots import RESERVED, Slots
from sladsl.lower.visible import REPLACEMENT

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

Pieces: TypeAlias = Sequence[str | Inlines]

_SCHEMES = ("http://", "https://", "mailto:")


def blocks(pieces: Pieces) -> tuple[Block, ...]:
    """The blocks of a Markdown text."""
    from markdown_it.tree import SyntaxTreeNode

    slots = Slots()
    tree = SyntaxTreeNode(_parser().parse(_source(pieces, slots)))
    return tuple(block for node in tree.children for block in _block(node, slots))


def inlines(pieces: Pieces) -> Inlines:
    """The inline content of a Markdown text of one line; several paragraphs are joined by line breaks."""
    result: list[Inline] = []
    for block in blocks(pieces):
        content = block.content if isinstance(block, Paragraph) else (Text(_words(block)),)
        result += [LineBreak(), *content] if result else content
    return tuple(result)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).disable("image").enable("table")


def _source(pieces: Pieces, slots: Slots) -> str:
    return "".join(
        RESERVED.sub(REPLACEMENT, piece) if isinstance(piece, str) else slots.hold(piece) for piece in pieces
    )


def _block(node: SyntaxTreeNode, slots: Slots) -> tuple[Block, ...]:
    match node.type:
        case "paragraph":
            return (Paragraph(_inline(node.children, slots)),)
        case "heading":
            return (Paragraph((Strong(_inline(node.children, slots)),)),)
        case "bullet_list":
            return (Bullets(_items(node, slots)),)
        case "ordered_list":
            return (Numbered(_items(node, slots)),)
        case "blockquote":
            return (Note(_blocks(node, slots)),)
        case "fence" | "code_block":
            return (Preformatted(plain(slots.fill(node.content)).rstrip("\n")),)
        case "table":
            return (_table(node, slots),)
        case "hr":
            return ()
        case other:
            raise ValueError(f"markdown of an unknown kind: {other}")


def _blocks(node: SyntaxTreeNode, slots: Slots) -> tuple[Block, ...]:
    return tuple(block for child in node.children for block in _block(child, slots))


def _items(node: SyntaxTreeNode, slots: Slots) -> tuple[tuple[Block, ...], ...]:
    return tuple(_blocks(item, slots) for item in node.children)


def _table(node: SyntaxTreeNode, slots: Slots) -> Table:
    rows = [row for part in node.children for row in part.children]
    header, *body = [[_inline(cell.children, slots) for cell in row.children] for row in rows]
    aligns = [_align(str(cell.attrs.get("style", ""))) for cell in rows[0].children]
    columns = tuple(Column(head, align, 1) for head, align in zip(header, aligns, strict=True))
    return Table(columns, tuple(tuple(row) for row in body))


def _align(style: str) -> Align:
    if "right" in style:
        return Align.END
    return Align.CENTER if "center" in style else Align.START


def _inline(nodes: Sequence[SyntaxTreeNode], slots: Slots) -> Inlines:
    result: list[Inline] = []
    for node in nodes:
        match node.type:
            case "inline":
                result += _inline(node.children, slots)
            case "text":
                result += slots.fill(node.content)
            case "softbreak":
                result.append(Text(" "))
            case "hardbreak":
                result.append(LineBreak())
            case "strong":
                result.append(Strong(_inline(node.children, slots)))
            case "em":
                result.append(Emphasis(_inline(node.children, slots)))
            case "code_inline":
                result.append(Code(plain(slots.fill(node.content))))
            case "link":
                result += _link(node, slots)
            case other:
                raise ValueError(f"markdown of an unknown kind: {other}")
    return tuple(result)


def _link(node: SyntaxTreeNode, slots: Slots) -> Inlines:
    """A link where it leads out of the document to a place a reader may safely follow, else its words."""
    content = _inline(node.children, slots)
    url = str(node.attrs.get("href", ""))
    safe = url.lower().startswith(_SCHEMES) and "%EE%80%80" not in url  # a slot has no place in an address
    return (Link(url, content),) if safe else content


def _words(node: object) -> str:
    """All words of a block, for where only inline content can stand."""
    match node:
        case Paragraph(content):
            return plain(content)
        case Preformatted(text):
            return text
        case Bullets(items) | Numbered(items):
            return " ".join(_words(each) for item in items for each in item)
        case Note(inner):
            return " ".join(map(_words, inner))
        case Table(columns, rows):
            cells = [column.header for column in columns] + [cell for row in rows for cell in row]
            return " ".join(map(plain, cells))
        case _:
            raise ValueError(f"no words in a {type(node).__name__}")
