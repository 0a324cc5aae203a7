"""The texts that authors of a house wrote, each with its place; those of the standard library are ours."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sladsl.model.reading import LIBRARY
from sladsl.model.values import Words
from sladsl.records import record
from sladsl.rules.index import Index
from sladsl.source import Span

_MENTION = re.compile(r"\{[^{}\n]*\}")


@record
class Written:
    """A text in all its languages: what it is (`clause status_page`), and where it stands."""

    what: str
    span: Span

    @property
    def text(self) -> str:
        """The words as they stand in the source; `{names}` are blanks, so that places stay the same."""
        return _MENTION.sub(lambda found: " " * len(found[0]), self.span.text)

    def found(self, pattern: re.Pattern[str]) -> Iterator[Span]:
        """Where a pattern occurs in it."""
        for match in pattern.finditer(self.text):
            yield Span(self.span.source, self.span.start + match.start(), self.span.start + match.end())


def texts(index: Index) -> Iterator[Written]:
    """Every clause, duty, requirement, exclusion and meaning of a term, once in each file that says it."""
    seen: set[tuple[str | None, str, int]] = set()
    for what, words in _all(index):
        span = words.span
        if span is None or not own(span) or (index.turn.file, span.source.name, span.start) in seen:
            continue
        seen.add((index.turn.file, span.source.name, span.start))
        yield Written(what, span)


def own(span: Span) -> bool:
    """Whether somebody of the house wrote it."""
    return not span.source.name.startswith(f"{LIBRARY}/")


def _all(index: Index) -> Iterator[tuple[str, Words]]:
    for clause in index.in_turn(index.house.clauses.values()):
        yield f"clause `{clause.key}`", clause.text
    for exclusion in index.in_turn(index.house.exclusions.values()):
        if exclusion.prose is not None:
            yield f"exclusion `{exclusion.key}`", exclusion.prose
    for term in index.in_turn(index.house.terms.values()):
        yield f"term `{term.key}`", term.meaning
    for agreement in index.agreements:
        for duty in agreement.duties:
            yield f"a duty of the {duty.role}", duty.text
        for duty in agreement.requirements:
            yield f"what is required of the {duty.role}", duty.text
