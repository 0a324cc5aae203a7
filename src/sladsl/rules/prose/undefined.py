"""Finds phrases that are written like defined terms and that nothing defines."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.house import House
from sladsl.rules.index import Index
from sladsl.rules.prose.texts import Written, texts
from sladsl.rules.prose.wording import BUILT_IN, DEFINED_LIKE
from sladsl.rules.say import listed
from sladsl.source import Span

_SHOWN = 5


def check(index: Index) -> Iterator[Diagnostic]:
    """At most one finding per text, in English, where capitals tell a term from a word.

    Whatever the text's file declares or imports is defined, and so is what every contract defines.
    """
    titles: dict[str, frozenset[str]] = {}
    read: dict[Span, tuple[Span, ...]] = {}
    for text in texts(index):
        if text.span not in read:
            read[text.span] = tuple(_like_terms(text))
        found = read[text.span]
        if not found:
            continue
        file = text.span.source.name
        if file not in titles:
            titles[file] = _titles(index.house, file)
        unknown = [span for span in found if not _known(_singular(span.text), titles[file])]
        if unknown:
            yield _finding(text, unknown)


def _like_terms(text: Written) -> Iterator[Span]:
    for match in DEFINED_LIKE.finditer(text.text):
        yield Span(text.span.source, text.span.start + match.start(1), text.span.start + match.end(1))


def _known(phrase: str, titles: frozenset[str]) -> bool:
    """Whether it is a title, or begins with one of several words: a Planned Maintenance Window."""
    words = phrase.split()
    return phrase in titles or any(" ".join(words[:count]) in titles for count in range(2, len(words)))


def _titles(house: House, file: str) -> frozenset[str]:
    """What everything is called that the file can see."""
    seen: set[str] = set()
    todo = [file]
    while todo:
        path = todo.pop()
        if path not in seen:
            seen.add(path)
            todo.extend(house.imports.get(path, ()))
    declared = (
        *(house.parties.values(), house.calendars.values(), house.services.values(), house.metrics.values()),
        *(house.exclusions.values(), house.clauses.values(), house.terms.values()),
        *(house.agreements.values(), house.policies.values()),
    )
    found = [t.title for things in declared for t in things if t.span.source.name in seen]
    found += [u.title for p in house.parties.values() if p.span.source.name in seen for u in p.units]
    return BUILT_IN | {_singular(title.plain()) for title in found}


def _singular(phrase: str) -> str:
    whole = " ".join(phrase.casefold().split())
    return whole.removesuffix("s")


def _finding(text: Written, unknown: list[Span]) -> Diagnostic:
    phrases = list(dict.fromkeys(" ".join(span.text.split()) for span in unknown))
    is_written = "is written like a defined term" if len(phrases) == 1 else "are written like defined terms"
    labels = (Label(unknown[0], "defined nowhere"), *(Label(span) for span in unknown[1:_SHOWN]))
    return Diagnostic(
        catalogue.DEFINED_TERMS,
        f"{text.what}: {listed(phrases[:_SHOWN])} {is_written}, and nothing defines "
        f"{'it' if len(phrases) == 1 else 'them'}",
        labels,
        help=f'define it, as in `term {"".join(phrases[0].split())} "{phrases[0]}" means "…"`, or write it '
        "in small letters",
    )
