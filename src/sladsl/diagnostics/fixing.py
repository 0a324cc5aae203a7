"""Puts the fixes of findings into the texts that they are about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sladsl.diagnostics.diagnostic import Diagnostic, Edit, Fix
from sladsl.records import record
from sladsl.source import Source


@record
class Fixed:
    """The new texts by the names of their sources, and the findings whose fixes are in them."""

    texts: Mapping[str, str]
    taken: tuple[Diagnostic, ...]


def fixed(found: Iterable[Diagnostic]) -> Fixed:
    """The texts with every fix that is beside, not over, one before it in the order given.

    A fix is taken whole or not at all. What two findings ask for alike is done once.
    """
    edits: dict[str, list[Edit]] = {}
    sources: dict[str, Source] = {}
    taken: list[Diagnostic] = []
    for finding in found:
        fix = finding.fix
        if fix is None:
            continue
        if _is_done(fix, edits):
            taken.append(finding)
        elif all(_is_free(edit, edits.get(edit.span.source.name, ())) for edit in fix.edits):
            taken.append(finding)
            for edit in fix.edits:
                source = sources.setdefault(edit.span.source.name, edit.span.source)
                edits.setdefault(source.name, []).append(edit)
    texts = {name: _with(sources[name].text, asked) for name, asked in edits.items()}
    return Fixed(texts, tuple(taken))


def _key(edit: Edit) -> tuple[str, int, int, str]:
    return edit.span.source.name, edit.span.start, edit.span.end, edit.text


def _is_done(fix: Fix, edits: Mapping[str, list[Edit]]) -> bool:
    known = {_key(edit) for asked in edits.values() for edit in asked}
    return bool(fix.edits) and all(_key(edit) in known for edit in fix.edits)


def _is_free(edit: Edit, others: Iterable[Edit]) -> bool:
    """Whether an edit touches none of the others: not even at an end, where the order would be a guess."""
    span = edit.span
    return all(span.end < other.span.start or other.span.end < span.start for other in others)


def _with(text: str, edits: Iterable[Edit]) -> str:
    for edit in sorted(edits, key=lambda e: (e.span.start, e.span.end), reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text
