"""Points at updates that come no earlier than the end of the case."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.durations import Duration
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.metrics import TimeBetween
from sladsl.model.written import measurand
from sladsl.prove.due import is_time_limit
from sladsl.rules.compare import share_subject
from sladsl.rules.index import Index, hours_key

_UPDATES = frozenset(("updated", "informed", "notified", "reported"))
_ENDS = frozenset(("restored", "resolved", "repaired", "closed", "fulfilled", "fixed"))


def check(index: Index) -> Iterator[Diagnostic]:
    """Plain durations in one calendar only: one finding per promise of updates."""
    for agreement in index.agreements:
        limits = [g for g in agreement.promises if is_time_limit(g) and isinstance(g.target, Duration)]
        updates = [limit for limit in limits if _last(limit) in _UPDATES]
        ends = [limit for limit in limits if _last(limit) in _ENDS]
        for update in updates:
            for end in ends:
                if _too_late(agreement, update, end):
                    yield _finding(update, end)
                    break


def _last(guarantee: Guarantee) -> str:
    formula = guarantee.metric.formula
    return formula.last if isinstance(formula, TimeBetween) else ""


def _too_late(agreement: Agreement, update: Guarantee, end: Guarantee) -> bool:
    one, other = update.target, end.target
    assert isinstance(one, Duration)
    assert isinstance(other, Duration)
    same = (update.priority.key if update.priority else "") == (end.priority.key if end.priority else "")
    return (
        same
        and one >= other
        and hours_key(agreement, update) == hours_key(agreement, end)
        and share_subject(update, end)
    )


def _finding(update: Guarantee, end: Guarantee) -> Diagnostic:
    one, other = update.target, end.target
    assert isinstance(one, Duration)
    assert isinstance(other, Duration)
    return Diagnostic(
        catalogue.UPDATE_BEFORE_RESOLUTION,
        f"`{measurand(update)}` is promised every {one.text()}, but the case is over after {other.text()}: "
        "nobody is told anything before",
        (
            Label(update.target_span, f"{_last(update)} within {one.text()}"),
            Label(end.target_span, f"{_last(end)} within {other.text()}"),
        ),
        help=f"promise updates more often than every {other.text()}",
    )
