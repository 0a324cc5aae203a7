"""Where the contract says a thing: numbers of its clauses, by key and by place in the source."""

from __future__ import annotations

from sladsl.lower.contract.pen import Pen
from sladsl.lower.document import Document, Inlines, text
from sladsl.source import Span


class Clauses:
    """The numbers of one contract's clauses; empty where the contract has no such clause."""

    def __init__(self, contract: Document) -> None:
        self._by_key = {clause.key: clause.number for clause in contract.walk()}
        self._places = [(c.origin, c.key, c.number) for c in contract.walk() if c.origin is not None]

    def number(self, key: str) -> str:
        """The number of the clause `key`, else that of the nearest clause it would be part of."""
        while key not in self._by_key and "." in key:
            key = key.rpartition(".")[0]
        return self._by_key.get(key, "")

    def at(self, span: Span | None, within: str) -> str:
        """The number of the clause below `within` that the source says at that place, else of `within`."""
        for origin, key, number in self._places:
            if span is not None and key.startswith(f"{within}.") and _same(origin, span):
                return number
        return self.number(within)


def clause_words(pen: Pen, number: str) -> Inlines:
    """`clause 5.2`; nothing where there is no number."""
    return pen.say("report-clause", number=text(number)) if number else ()


def _same(one: Span, other: Span) -> bool:
    return (one.source.name, one.start) == (other.source.name, other.start)
