"""The Document: what an agreement says, as an outline that every text output renders and none interprets.

Whoever builds a Document gives every clause a key and leaves its number empty; `sladsl.lower.numbering`
counts the clauses once for all formats. Strings are plain text in the document's language: no markup of
any kind is ever read out of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from enum import Enum
from typing import TypeAlias

from sladsl.records import record
from sladsl.source import Span


class Edition(Enum):
    """For whom the text is: the other party, or our own house, with queries and supporting agreements."""

    EXTERNAL = "external"
    INTERNAL = "internal"


class Kind(Enum):
    """What the text is: one of the three kinds of agreement, or a report on one."""

    SLA = "sla"
    OLA = "ola"
    UC = "uc"
    REPORT = "report"


class Align(Enum):
    """Where the content of a table's column stands, in reading direction."""

    START = "start"
    CENTER = "center"
    END = "end"


# Inline content


@record
class Text:
    """Words as they stand."""

    text: str


@record
class Strong:
    """Content that stands out."""

    content: Inlines


@record
class Emphasis:
    """Content that is stressed."""

    content: Inlines


@record
class Code:
    """Text from a source or a machine, to be shown letter by letter."""

    text: str


@record
class Link:
    """A link out of the document; `url` is http, https or mailto."""

    url: str
    content: Inlines


@record
class Reference:
    """The number of the clause or schedule `key`, as a link; the words around it belong to the sentence."""

    key: str
    number: str = ""


@record
class Term:
    """A word that the definitions define under `key`, as it is inflected here."""

    key: str
    text: str


@record
class LineBreak:
    """A new line inside a paragraph."""


Inline: TypeAlias = Text | Strong | Emphasis | Code | Link | Reference | Term | LineBreak
Inlines: TypeAlias = tuple[Inline, ...]


# Blocks


@record
class Paragraph:
    """One paragraph of a clause."""

    content: Inlines


@record
class Bullets:
    """Items without an order that matters."""

    items: tuple[tuple[Block, ...], ...]


@record
class Numbered:
    """Items lettered (a), (b), ... inside a clause; clauses themselves are numbered otherwise."""

    items: tuple[tuple[Block, ...], ...]


@record
class Column:
    """A column's heading; `share` is its part of the width left over, 0 means as wide as its content."""

    header: Inlines
    align: Align = Align.START
    share: int = 0


@record
class Table:
    """Rows have as many cells as there are columns; the heading repeats on every page."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    caption: Inlines = ()

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("a row of the table has more or fewer cells than the table has columns")


@record
class KeyValue:
    """One fact under its label."""

    label: str
    value: Inlines


@record
class KeyValues:
    """Facts listed under their labels, such as the particulars of an agreement."""

    entries: tuple[KeyValue, ...]


@record
class Definition:
    """One defined term: its key, the term as it is looked up, and what it means."""

    key: str
    term: str
    meaning: Inlines


@record
class Definitions:
    """The defined terms of an agreement."""

    entries: tuple[Definition, ...]


@record
class Note:
    """An aside that promises nothing."""

    blocks: tuple[Block, ...]


@record
class WorkedExample:
    """A computed example of what the clause above it comes to."""

    title: str
    blocks: tuple[Block, ...]


@record
class Preformatted:
    """Lines that keep their spaces: a query or a formula."""

    text: str


@record
class Figure:
    """A drawing; `description` says in words what it shows, for who cannot see it."""

    svg: str
    description: str
    caption: Inlines = ()


@record
class Signatory:
    """One line to sign on; name and title are empty where they are filled in by hand."""

    name: str = ""
    title: str = ""


@record
class SignatureBlock:
    """What one party signs: `role` is its role in the agreement, such as Provider."""

    party: str
    role: str
    lines: tuple[Signatory, ...]


@record
class Signatures:
    """The signature blocks of all parties, side by side where the page allows."""

    parties: tuple[SignatureBlock, ...]


Block: TypeAlias = (
    Paragraph
    | Bullets
    | Numbered
    | Table
    | KeyValues
    | Definitions
    | Note
    | WorkedExample
    | Preformatted
    | Figure
    | Signatures
)


@record
class Clause:
    """A numbered part. Without a title it is a numbered paragraph; `origin` is where the source says it."""

    key: str
    title: str = ""
    blocks: tuple[Block, ...] = ()
    children: tuple[Clause, ...] = ()
    origin: Span | None = None
    number: str = ""

    def walk(self) -> Iterator[Clause]:
        """This clause and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@record
class Party:
    """A party as the cover shows it: its role, its name, and lines such as address and business ID."""

    role: str
    name: str
    details: tuple[str, ...] = ()


@record
class Document:
    """One agreement in one language and edition.

    `digest` is the SHA-256 of the sources, hexadecimal. `dated` is the day the text bears (never the day
    of the build, unless the caller says so). `status` is a word such as "Draft", or empty.
    """

    language: str
    edition: Edition
    kind: Kind
    title: str
    subtitle: str
    parties: tuple[Party, ...]
    facts: tuple[KeyValue, ...]
    digest: str
    version: str
    dated: dt.date
    clauses: tuple[Clause, ...]
    schedules: tuple[Clause, ...] = ()
    status: str = ""

    def walk(self) -> Iterator[Clause]:
        """Every clause and schedule, in reading order."""
        for clause in self.clauses + self.schedules:
            yield from clause.walk()

    @property
    def definitions(self) -> tuple[Definition, ...]:
        """Every defined term, in the order of the text."""
        return tuple(
            entry
            for clause in self.walk()
            for block in clause.blocks
            if isinstance(block, Definitions)
            for entry in block.entries
        )

    @property
    def signatures(self) -> tuple[SignatureBlock, ...]:
        """Every signature block, in the order of the text."""
        return tuple(
            party
            for clause in self.walk()
            for block in clause.blocks
            if isinstance(block, Signatures)
            for party in block.parties
        )


def plain(content: Inlines) -> str:
    """The words of inline content without their dress."""
    parts: list[str] = []
    for inline in content:
        match inline:
            case Text(text) | Code(text) | Term(_, text):
                parts.append(text)
            case Strong(inner) | Emphasis(inner) | Link(_, inner):
                parts.append(plain(inner))
            case Reference(_, number):
                parts.append(number)
            case LineBreak():
                parts.append("\n")
    return "".join(parts)


def text(words: str) -> Inlines:
    """Plain words as inline content."""
    return (Text(words),) if words else ()
