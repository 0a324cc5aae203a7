"""Takes away the findings that the source accepts, and points at silences that are stale."""

from __future__ import annotations

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
        yield Diagnostic(
            catalogue.STALE_SILENCE,
            f"nobody says why `{name}` is accepted",
            (Label(silence.span, "without a reason"),),
            help=f'say who accepted it and why, as in `silence {name} until 2027-06-30 "accepted by …"`',
        )


def _removal(silence: Silence) -> Fix | None:
    """Takes out the statement with its line, where it names nothing else and stands alone on it."""
    span, text = silence.span, silence.span.source.text
    if not silence.alone:
        return None
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    end = len(text) if end < 0 else end + 1
    if text[start : span.start].strip() or text[span.end : end].strip():
        return None
    return Fix("remove the silence", (Edit(Span(span.source, start, end), ""),), safe=True)
