"""Finds dated windows of exclusions that never come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact import zones
from sladsl.model.agreements import Agreement
from sladsl.model.catalogue import Exclusion, Window
from sladsl.model.supports import Term, days_text, overlap
from sladsl.records import record
from sladsl.rules.facts import Joined
from sladsl.rules.index import Index
from sladsl.rules.say import headline
from sladsl.rules.validity.leaning import lasting
from sladsl.source import Source, Span


@record
class DatedWindow:
    """A dated window that an agreement uses, and what to say where it never comes there."""

    window: Span
    finding: Diagnostic | None


def facts(index: Index) -> Iterator[DatedWindow]:
    """Every dated window, by the agreements that use it."""
    for agreement in index.agreements:
        used = {e.key: e for promise in agreement.promises for e in promise.exclusions}
        for exclusion in used.values():
            for window in exclusion.windows:
                if window.first is not None and window.span is not None:
                    yield DatedWindow(window.span, _wrong(agreement, exclusion, window, window.span))


def conclude(facts: Sequence[DatedWindow], sources: Mapping[str, Source]) -> Iterator[Diagnostic]:
    """One finding per window that comes in none of the agreements that use it."""
    by_window: dict[tuple[str, int], list[DatedWindow]] = {}
    for fact in facts:
        by_window.setdefault((fact.window.source.name, fact.window.start), []).append(fact)
    for same in by_window.values():
        found = [fact.finding for fact in same if fact.finding is not None]
        if len(found) == len(same):
            yield found[0]


CHECK = Joined("idle windows", (DatedWindow,), facts, conclude)


def _wrong(agreement: Agreement, exclusion: Exclusion, window: Window, span: Span) -> Diagnostic | None:
    days = _days(window, agreement.zone)
    if days is None:
        return Diagnostic(
            catalogue.IDLE_WINDOW,
            f"this window of `{exclusion.key}` never comes: the clocks of {agreement.zone} are set forward "
            "over it",
            (Label(span, "this hour is skipped"), Label(headline(agreement.span), "uses it")),
            help="name hours that exist on that day, or another day",
        )
    term = lasting(agreement)
    if overlap(days, term) is not None:
        return None
    place = agreement.effective.span if agreement.effective is not None else headline(agreement.span)
    return Diagnostic(
        catalogue.IDLE_WINDOW,
        f"this window of `{exclusion.key}` never comes: nothing that names it is in force then",
        (Label(span, "excuses nothing"), Label(place, f"`{agreement.key}` is in force{days_text(term)}")),
        help="correct the date, or remove the window",
    )


def _days(window: Window, zone: str) -> Term | None:
    """The first and last day on which it is open; None where the clocks leave it out."""
    assert window.first is not None
    clock, last = zones.load(zone), window.last or window.first
    # Its hours may end on the day after.
    start, end = (
        zones.day_start(clock, window.first.date()),
        zones.day_start(clock, last.date() + timedelta(2)),
    )
    open_times = window.in_zone(zone).intervals(start, end)
    if not open_times:
        return None
    ends = zones.wall(clock, open_times[0][0]), zones.wall(clock, open_times[-1][1] - 1)
    return ends[0].toordinal(), ends[1].toordinal()
