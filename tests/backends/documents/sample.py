"""The documents the renderers are tested on: one made from a source, with the blocks that contracts lack."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import TypeVar, cast

from sladsl.compiler import compile_files
from sladsl.lower.document import (
    Align,
    Bullets,
    Clause,
    Code,
    Column,
    Document,
    Edition,
    Emphasis,
    Figure,
    KeyValue,
    Kind,
    LineBreak,
    Link,
    Note,
    Numbered,
    Paragraph,
    Party,
    Preformatted,
    Reference,
    Strong,
    Table,
    Text,
    text,
)
from sladsl.lower.numbering import numbered
from sladsl.lower.to_document import to_document
from sladsl.source import Source, Span

CUSTOMER = "Buyer Oyj"
DIGEST = "9f2c1b7e4a6d8035c1e2f3a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8"
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="10"><rect width="40" height="10"/></svg>'


def sample(language: str = "en", edition: Edition = Edition.EXTERNAL, name: str = CUSTOMER) -> Document:
    """The numbered document; `name` is the customer's, for tests that need an odd one."""
    document = _made(language, edition)
    return document if name == CUSTOMER else _renamed(document, name)


@cache
def _made(language: str, edition: Edition) -> Document:
    source = (Path(__file__).parent / "sample.sla").read_text("utf-8")
    compiled = compile_files({"sample.sla": source})
    assert not [d for d in compiled.resolved.diagnostics if d.is_error]
    agreement = compiled.house.agreements["Shop"]
    made = to_document(compiled.house, agreement, language, edition, DIGEST, dt.date(2026, 11, 2), "approval")
    assert not made.diagnostics
    return with_all_blocks(made.value)


T = TypeVar("T")


def _renamed(node: T, name: str) -> T:
    """The same with another name for the customer in every string."""

    def walk(each: object) -> object:
        if isinstance(each, str):
            return each.replace(CUSTOMER, name)
        if isinstance(each, tuple):
            return tuple(walk(part) for part in each)
        if is_dataclass(each) and not isinstance(each, Span | type):
            return replace(each, **{f.name: walk(getattr(each, f.name)) for f in fields(each)})
        return each

    return cast(T, walk(node))


def with_all_blocks(document: Document) -> Document:
    """The document and a clause of every kind of block and inline content that contracts do without."""
    span = Span(Source("other.sla", "all kinds\n"), 0, 9)
    inner = Numbered(((Paragraph(text("first letter")),), (Paragraph(text("second letter")),)))
    deep = Bullets(((Paragraph(text("outer point")), inner), (Preformatted("pre  formatted\n  lines"),)))
    dressed = Paragraph(
        (
            Text("Of "),
            Strong(text("weight")),
            Text(", "),
            Emphasis(text("stress")),
            LineBreak(),
            Code("code | `tick`"),
            Text(" and "),
            Link("https://example.org/?a=1&b=2", text("a link")),
            Text(" to "),
            Reference("levels"),
        )
    )
    table = Table(
        (Column(text("Start")), Column(text("Middle"), Align.CENTER, 1), Column(text("End"), Align.END)),
        ((text("a"), (Text("b"), LineBreak(), Code("c|d")), text("1")), (text("x"), text("y"), text("2"))),
        caption=text("Caption of a table"),
    )
    figure = Figure(_SVG, "A black bar", text("Caption of a figure"))
    blocks = (dressed, deep, table, Note((Paragraph(text("an aside")),)), figure)
    clause = Clause("every-block", "Every kind of block", blocks, (), span)
    return numbered(replace(document, clauses=(*document.clauses, clause)))


def blocks_alone() -> Document:
    """A short document of nothing but those blocks, a clause to refer to, and a schedule."""
    parties = (Party("Provider", "Maker, Inc.", ("a detail",)), Party("Customer", CUSTOMER))
    facts = (KeyValue("Version", text("3")),)
    levels = Clause("levels", "Levels", (), (Clause("levels.1", "", (Paragraph(text("A paragraph.")),)),))
    schedule = Clause("schedule.a", "Attached", (Paragraph(text("Words.")),))
    document = Document(
        "en", Edition.EXTERNAL, Kind.SLA, "Title", "", parties, facts, DIGEST, "3", dt.date(2026, 11, 2),
        (levels,), (schedule,),
    )  # fmt: skip
    return with_all_blocks(document)
