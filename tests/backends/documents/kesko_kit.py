"""What the parts of the hand-built agreement share: words, values, clauses with places, tables."""

from __future__ import annotations

from fractions import Fraction

from sladsl.lower.document import (
    Align,
    Block,
    Clause,
    Column,
    Edition,
    Inlines,
    Paragraph,
    Table,
    text,
)
from sladsl.lower.values import Percent, Period
from sladsl.lower.wording import Argument, wording
from sladsl.source import Source, Span

F = Fraction
MONTH = Period("month")
SOURCE = Source("kesko.sla", "".join(f"line {n}\n" for n in range(1, 201)))
TARGET = Percent(F(9995, 10000))
CHART = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="420" height="70" viewBox="0 0 420 70">'
    '<g fill="none" stroke="#1f3a5f"><rect x="1" y="20" width="110" height="30"/>'
    '<rect x="155" y="20" width="110" height="30"/><rect x="309" y="20" width="110" height="30"/>'
    '<path d="M111 35H155M265 35H309"/></g>'
    '<g font-family="Libertinus Serif" font-size="12" text-anchor="middle" fill="#111">'
    '<text x="56" y="39">Checkout</text><text x="210" y="39">Database</text>'
    '<text x="364" y="39">Network</text></g></svg>'
)


class Kit:
    def __init__(self, language: str, edition: Edition, customer: str) -> None:
        self.w = wording(language)
        self.fi = language == "fi"
        self.language, self.edition, self.customer = language, edition, customer
        self.service = "Kassa" if self.fi else "Checkout"
        self.availability = "Saatavuus" if self.fi else "Availability"
        self.latency = "Viive" if self.fi else "Latency"
        self.always = self.either("Always", "Aina")
        self.office = self.either("Office hours", "Toimistoaika")
        self.monthly = self.either("monthly", "kuukausimaksu")

    def either(self, english: str, finnish: str) -> str:
        return finnish if self.fi else english

    def p(self, message: str, **arguments: Argument) -> Paragraph:
        return Paragraph(self.w.inlines(message, **arguments))

    def i(self, message: str, **arguments: Argument) -> Inlines:
        return self.w.inlines(message, **arguments)

    def v(self, value: object, case: str = "nominative") -> Inlines:
        return text(self.w.value(value, case))  # type: ignore[arg-type]

    def clause(
        self, key: str, line: int, *blocks: Block, title: str = "", children: tuple[Clause, ...] = ()
    ) -> Clause:
        start = SOURCE.line_starts[line - 1]
        heading = self.w.say(title) if title and self.w.has(title) else title
        return Clause(key, heading, blocks, children, Span(SOURCE, start, start + 4))

    def paragraphs(self, key: str, line: int, *paragraphs: Paragraph) -> tuple[Clause, ...]:
        return tuple(self.clause(f"{key}.{n}", line + n, each) for n, each in enumerate(paragraphs, 1))

    def table(
        self, headers: tuple[tuple[str, Align, int], ...], *rows: tuple[Inlines, ...], caption: Inlines = ()
    ) -> Table:
        columns = tuple(Column(self.i(h) if self.w.has(h) else text(h), a, s) for h, a, s in headers)
        return Table(columns, rows, caption)
