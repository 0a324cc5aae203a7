"""Finds hours of a promise in which nothing under it promises the same of what it stands on."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.catalogue import Calendar
from sladsl.model.metrics import TimeBetween
from sladsl.model.supports import Promised
from sladsl.prove.allowances import is_availability
from sladsl.prove.counting import carries
from sladsl.prove.hour_gaps import HourGap, hour_gap
from sladsl.prove.taken_over import promises_to_prove
from sladsl.rules.calendars.gap_text import finding
from sladsl.rules.calendars.narrower import hours_instead
from sladsl.rules.index import Index, hours_key


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per promise and component.

    Availability is left to its proof, which knows how much the open hours weigh, and the time of cases to
    theirs: a case may wait for the morning where its limit allows that.
    """
    for agreement in index.agreements:
        for guarantee in promises_to_prove(index, agreement):
            if is_availability(guarantee) or isinstance(guarantee.metric.formula, TimeBetween):
                continue
            for key in index.needed(tuple(s.key for s in guarantee.services)):
                lowers = _promises(index, agreement, guarantee, key)
                mine = hours_key(agreement, guarantee)
                if not lowers or any(hours_key(a, g) in (mine, "always") for a, g in lowers):
                    continue
                gap = hour_gap(index, agreement, guarantee, key, lowers)
                if gap is not None:
                    yield finding(index.house, gap, _instead(index, gap))


def _instead(index: Index, gap: HourGap) -> Calendar | None:
    def covered(promise: Guarantee) -> bool:
        return hour_gap(index, gap.agreement, promise, gap.component, gap.supports) is None

    return hours_instead(index, gap, covered)


def _promises(index: Index, upper: Agreement, promise: Guarantee, key: str) -> tuple[Promised, ...]:
    """The same promises about a component under an agreement, those it names first."""
    named = tuple(_about(index.named_supports[upper.key], promise, key))
    if named:
        return named
    return tuple(_about((a for a in index.unnamed_supports(upper, key) if a.kind != "sla"), promise, key))


def _about(
    lowers: Iterator[Agreement] | tuple[Agreement, ...], promise: Guarantee, key: str
) -> Iterator[Promised]:
    for lower in lowers:
        for guarantee in lower.promises:
            about = any(s.key == key for s in guarantee.services)
            if about and carries(promise.metric, guarantee.metric):
                yield lower, guarantee
