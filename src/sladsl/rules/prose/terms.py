"""Finds terms that are defined twice, or that no text uses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.catalogue import Term
from sladsl.records import record
from sladsl.rules.facts import Joined
from sladsl.rules.index import Index
from sladsl.rules.prose.texts import own
from sladsl.rules.say import headline
from sladsl.source import Source, Span


@record
class Defined:
    """A defined term; `titles` are pairs of language and title, `definition` all that it takes up."""

    key: str
    title: str
    titles: tuple[tuple[str, str], ...]
    span: Span
    definition: Span


def facts(index: Index) -> Iterator[Defined]:
    """Every term that the house defines."""
    for term in index.in_turn(index.house.terms.values()):
        if own(term.span):
            last = term.meaning.span or term.span
            whole = Span(term.span.source, term.span.start, last.end)
            titles = tuple(_titles(term))
            yield Defined(term.key, term.title.plain(), titles, headline(term.span), whole)


def conclude(facts: Sequence[Defined], sources: Mapping[str, Source]) -> Iterator[Diagnostic]:
    """One finding per term; the first of two with one title is taken as the real one."""
    titles: dict[tuple[str, str], Defined] = {}
    for term in facts:
        first = next((titles[each] for each in term.titles if each in titles), None)
        for each in term.titles:
            titles.setdefault(each, term)
        if first is not None:
            yield Diagnostic(
                catalogue.DEFINED_TERMS,
                f"`{term.key}` and `{first.key}` define the same term `{term.title}`",
                (Label(term.span, "defined again"), Label(first.span, "defined here")),
                help="keep one of the two, or give one of them another title",
            )
        elif not _used(sources, term):
            yield Diagnostic(
                catalogue.DEFINED_TERMS,
                f"`{term.title}` is defined, and no text uses it",
                (Label(term.span, "used nowhere"),),
                help=f"use it, as in `{{{term.key}}}`, or leave the definition out",
            )


CHECK = Joined("defined terms", (Defined,), facts, conclude, texts=True)


def _titles(term: Term) -> list[tuple[str, str]]:
    languages = ["", *(tag for tag, _ in term.title.translations)]
    return [(tag, " ".join(term.title.plain(tag).casefold().split())) for tag in languages]


def _used(sources: Mapping[str, Source], term: Defined) -> bool:
    """Whether its name or one of its titles occurs anywhere outside its own definition, inflected or not."""
    words = {term.key.casefold(), *(title for _, title in term.titles)}
    pattern = re.compile("|".join(rf"\b{re.escape(word)}" for word in sorted(words) if word))
    for source in sources.values():
        text = source.text
        if source == term.definition.source:
            text = text[: term.definition.start] + text[term.definition.end :]
        if pattern.search(text.casefold()):
            return True
    return False
