"""Finds phrases that are written like defined terms and that nothing defines."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.house import House
from sladsl.rules.index import Index
from sladsl.rules.prose.drafting import DRAFTINGS, Drafting
from sladsl.rules.prose.texts import Written, texts
from sladsl.rules.say import listed
from sladsl.source import Span

_SHOWN = 5


def check(index: Index) -> Iterator[Diagnostic]:
    """At most one finding per text and language, where capitals tell a term from a word.

    Whatever the text's file declares or imports is defined, and so is what every contract defines.
    """
    titles: dict[tuple[str, str], frozenset[str]] = {}
    read: dict[tuple[str, Span], tuple[Span, ...]] = {}
    for text in texts(index):
        for language, drafting in DRAFTINGS.items():
            if (language, text.span) not in read:
                read[language, text.span] = tuple(_like_terms(text, drafting))
            found = read[language, text.span]
            if not found:
                continue
            file = text.span.source.name
            if (language, file) not in titles:
                titles[language, file] = _titles(index.house, file, drafting)
            known = titles[language, file]
            unknown = [span for span in found if not _known(drafting.basic(span.text), known)]
            if unknown:
                yield _finding(text, unknown, drafting)


def _like_terms(text: Written, drafting: Drafting) -> Iterator[Span]:
    for match in drafting.like.finditer(text.text):
        yield Span(text.span.source, text.span.start + match.start(1), text.span.start + match.end(1))


def _known(phrase: str, titles: frozenset[str]) -> bool:
    """Whether it is a title, or begins with one of several words: a Planned Maintenance Window."""
    words = phrase.split()
    return phrase in titles or any(" ".join(words[:count]) in titles for count in range(2, len(words)))


def _titles(house: House, file: str, drafting: Drafting) -> frozenset[str]:
    """What everything is called that the file can see, in all languages and in its basic form."""
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
        *(house.agreements.values(), house.policies.values(), house.priorities.values()),
    )
    found = [t.title for things in declared for t in things if t.span.source.name in seen]
    found += [u.title for p in house.parties.values() if p.span.source.name in seen for u in p.units]
    for agreement in house.agreements.values():
        if agreement.span.source.name in seen:
            found += [each.title for each in agreement.guarantees]
            found += [each.title for each in agreement.fees]
    called = {title.plain(tag) for title in found for tag in ("", *(tag for tag, _ in title.translations))}
    return frozenset(form for each in (*drafting.built_in, *called) for form in drafting.known(each))


def _finding(text: Written, unknown: list[Span], drafting: Drafting) -> Diagnostic:
    shown: dict[str, str] = {}
    for span in unknown:
        shown.setdefault(drafting.basic(span.text), " ".join(span.text.split()))
    phrases = list(shown.values())
    is_written = "is written like a defined term" if len(phrases) == 1 else "are written like defined terms"
    labels = (Label(unknown[0], "defined nowhere"), *(Label(span) for span in unknown[1:_SHOWN]))
    title = drafting.title(phrases[0])
    return Diagnostic(
        catalogue.DEFINED_TERMS,
        f"{text.what}: {listed(phrases[:_SHOWN])} {is_written}, and nothing defines "
        f"{'it' if len(phrases) == 1 else 'them'}",
        labels,
        help=f'define it, as in `term {"".join(title.split())} "{title}" means "…"`, or write it in small '
        "letters",
    )
