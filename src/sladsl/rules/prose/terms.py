"""Finds terms that are defined twice, or that no text uses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.catalogue import Term
from sladsl.rules.index import Index
from sladsl.rules.prose.texts import own
from sladsl.rules.say import headline


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per term; the first of two with one title is taken as the real one."""
    titles: dict[tuple[str, str], Term] = {}
    for term in index.house.terms.values():
        if not own(term.span):
            continue
        first = next((titles[each] for each in _titles(term) if each in titles), None)
        for each in _titles(term):
            titles.setdefault(each, term)
        if first is not None:
            yield Diagnostic(
                catalogue.DEFINED_TERMS,
                f"`{term.key}` and `{first.key}` define the same term `{term.title.plain()}`",
                (Label(headline(term.span), "defined again"), Label(headline(first.span), "defined here")),
                help="keep one of the two, or give one of them another title",
            )
        elif not _used(index, term):
            yield Diagnostic(
                catalogue.DEFINED_TERMS,
                f"`{term.title.plain()}` is defined, and no text uses it",
                (Label(headline(term.span), "used nowhere"),),
                help=f"use it, as in `{{{term.key}}}`, or leave the definition out",
            )


def _titles(term: Term) -> list[tuple[str, str]]:
    languages = ["", *(tag for tag, _ in term.title.translations)]
    return [(tag, " ".join(term.title.plain(tag).casefold().split())) for tag in languages]


def _used(index: Index, term: Term) -> bool:
    """Whether its name or one of its titles occurs anywhere outside its own definition, inflected or not."""
    last = term.meaning.span or term.span
    words = {term.key.casefold(), *(title for _, title in _titles(term))}
    pattern = re.compile("|".join(rf"\b{re.escape(word)}" for word in sorted(words) if word))
    for source in index.house.sources.values():
        text = source.text
        if source == term.span.source:
            text = text[: term.span.start] + text[last.end :]
        if pattern.search(text.casefold()):
            return True
    return False
