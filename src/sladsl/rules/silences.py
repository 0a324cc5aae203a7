"""Takes away the findings that the source accepts, and points at silences that are stale."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Edit, Fix, Label
from sladsl.model.silences import Silence
from sladsl.source import Span


def silenced(
    silences: Sequence[Silence], found: Iterable[Diagnostic], today: date | None, whole: bool = True
) -> tuple[Diagnostic, ...]:
    """What is left of the findings, and what is wrong with the silences.

    A silence takes away a finding of which any place lies in its scope. Past its date it takes away nothing;
    without a `today` no date is past. Only in a `whole` house is one known to be without effect: the other
    side of its finding may stand in a file that was not read.
    """
    if not silences:
        return tuple(found)
    kept: list[Diagnostic] = []
    used: set[Silence] = set()
    for finding in found:
        of_rule = (s for s in silences if s.rule is finding.rule)
        heard = [s for s in of_rule if any(s.covers(label.span) for label in finding.labels)]
        used.update(heard)
        if not any(not _past(silence, today) for silence in heard):
            kept.append(finding)
    judged = [silence for silence in silences if whole or silence in used]
    return (*kept, *(stale for silence in judged for stale in _stale(silence, silence in used, today)))


def _past(silence: Silence, today: date | None) -> bool:
    return today is not None and silence.until is not None and silence.until < today


def _stale(silence: Silence, used: bool, today: date | None) -> Iterator[Diagnostic]:
    name = silence.rule.name
    if not used:
        yield Diagnostic(
            catalogue.STALE_SILENCE,
            f"nothing is silenced here: there is no `{name}`",
            (Label(silence.named, "without effect"),),
            help="remove it",
            fix=_removal(silence),
        )
        return
    if _past(silence, today):
        yield Diagnostic(
            catalogue.STALE_SILENCE,
            f"`{name}` was accepted until {silence.until} and is found again",
            (Label(silence.span, "past its date"),),
            help="mend what it is about, or accept it until a later day",
        )
    if silence.reason is None:
        written = " ".join(silence.span.text.split())
        yield Diagnostic(
            catalogue.STALE_SILENCE,
            f"nobody says why `{name}` is accepted",
            (Label(silence.span, "without a reason"),),
            help=f'say who accepted it and why, as in `{written} "accepted by …"`',
        )


_COMMA_BEHIND = re.compile(r"\s*,\s*")
_COMMA_BEFORE = re.compile(r"\s*,\s*\Z")
_BEFORE = re.compile(r"(?:[ \t]*;[ \t]*|(?<=\{)[ \t]*)$")
_AFTER = re.compile(r"[ \t]*;[ \t]*|[ \t]*(?=\})")


def _removal(silence: Silence) -> Fix | None:
    """Takes out the statement with its line, or as much of the line as is its own; of one that names more,
    the name. A comment behind it would be left without what it is about: then there is no fix."""
    span = silence.span if silence.alone else silence.named
    text = span.source.text
    start, end = _name_and_comma(span, silence.span) if not silence.alone else _statement(text, span)
    if start == end:
        return None
    return Fix("remove the silence", (Edit(Span(span.source, start, end), ""),), safe=True)


def _name_and_comma(named: Span, statement: Span) -> tuple[int, int]:
    """One of several names, with the comma behind it or, for the last, before it; else an empty range."""
    text = named.source.text
    behind = _COMMA_BEHIND.match(text, named.end, statement.end)
    if behind is not None:
        return named.start, behind.end()
    before = _COMMA_BEFORE.search(text[statement.start : named.start])
    if before is not None:
        return statement.start + before.start(), named.end
    return named.start, named.start


def _statement(text: str, span: Span) -> tuple[int, int]:
    """A whole statement with what parts it from its neighbours; an empty range beside a comment."""
    first = text.rfind("\n", 0, span.start) + 1
    last = text.find("\n", span.end)
    last = len(text) if last < 0 else last
    before, after = text[first : span.start], text[span.end : last]
    behind, front = _AFTER.match(after), _BEFORE.search(before)
    if not before.strip() and not after.strip(" \t;"):
        return first, min(last + 1, len(text))
    if behind is not None and not after[behind.end() :].startswith("#"):
        if front is None or ";" in behind[0]:
            return span.start, span.end + behind.end()
        # Before a closing brace: `{ it }` leaves nothing between the two, `; it }` the room before it.
        return first + front.start(), span.end + (0 if ";" in front[0] else behind.end())
    if front is not None and not after.strip():
        return first + front.start(), last
    return span.start, span.start
