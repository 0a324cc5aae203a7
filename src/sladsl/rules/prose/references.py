"""Finds clauses that refer to a clause which the agreement does not have."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.values import Mention, Words
from sladsl.rules.index import Index
from sladsl.rules.say import headline


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per clause that is referred to and missing; a level without a customer may leave it
    to those below."""
    for agreement in index.agreements:
        if agreement.customer is None and agreement.key in index.has_levels_below:
            continue
        included = {clause.key for clause in agreement.clauses}
        told: set[str] = set()
        for clause in agreement.clauses:
            for mention in _mentions(clause.text):
                known = index.house.clauses.get(mention.key)
                if known is None or mention.key in included or mention.key in told:
                    continue
                told.add(mention.key)
                yield Diagnostic(
                    catalogue.PROSE_REFERENCE,
                    f"clause `{clause.key}` refers to `{mention.key}`, which `{agreement.key}` lacks",
                    (
                        Label(mention.span, "refers to it here"),
                        Label(headline(agreement.span), "has no such clause"),
                    ),
                    help=f"`include {mention.key}`, or leave the reference out",
                )


def _mentions(words: Words) -> Iterator[Mention]:
    for parts in (words.default, *(parts for _, parts in words.translations)):
        for part in parts:
            if isinstance(part, Mention):
                yield part
