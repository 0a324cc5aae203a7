"""Finds figures, vague promises and references by number in texts that authors wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label, Rule
from sladsl.rules.index import Index
from sladsl.rules.prose.texts import Written, texts
from sladsl.rules.prose.wording import FIGURE, NUMBERED, VAGUE
from sladsl.rules.say import listed
from sladsl.source import Span

_SHOWN = 5


def check(index: Index) -> Iterator[Diagnostic]:
    """At most one finding of each kind per text."""
    known: dict[Span, tuple[Diagnostic, ...]] = {}
    for text in texts(index):
        if text.span not in known:
            known[text.span] = tuple(_of(text))
        yield from known[text.span]


def _of(text: Written) -> Iterator[Diagnostic]:
    figures = _places(text, FIGURE)
    if figures:
        yield _finding(
            catalogue.PROSE_FIGURE,
            f"{text.what} says {_said(figures)}: a figure in a text is one that nobody checks",
            figures,
            "typed into the text",
            "say it in a guarantee, a credit or another line of the agreement, and insert it where it is "
            "needed, as in `{claim}`, `{notice}` or `{review}`",
        )
    vague = _places(text, VAGUE)
    if vague:
        yield _finding(
            catalogue.VAGUE_WORDS,
            f"{text.what} says {_said(vague)}: nobody can measure whether that is kept",
            vague,
            "how much, or until when?",
            "say until when or how much in a guarantee or a `duty`, or leave the words out",
        )
    numbered = _places(text, NUMBERED)
    if numbered:
        yield _finding(
            catalogue.PROSE_REFERENCE,
            f"{text.what} refers to {_said(numbered)}, and numbers change with every clause added",
            numbered,
            "a number typed by hand",
            "name the clause, as in `{disputes}`: the document inserts its title and number",
        )


def _places(text: Written, pattern: re.Pattern[str]) -> list[Span]:
    return list(text.found(pattern))


def _said(places: list[Span]) -> str:
    words = list(dict.fromkeys(" ".join(place.text.split()) for place in places))
    return listed(words) if len(words) <= _SHOWN else listed([*words[:_SHOWN]]) + " and more"


def _finding(rule: Rule, message: str, places: list[Span], label: str, way_out: str) -> Diagnostic:
    first, *others = places[:_SHOWN]
    labels = (Label(first, label), *(Label(place) for place in others))
    return Diagnostic(rule, message, labels, help=way_out)
