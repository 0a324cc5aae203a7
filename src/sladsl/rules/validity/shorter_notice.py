"""Finds suppliers who can leave faster than the promises that stand on them."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.durations import TimeSpan
from sladsl.model.agreements import Agreement
from sladsl.records import record
from sladsl.rules.index import Index
from sladsl.rules.lengths import bounds, certainly_shorter, no_longer
from sladsl.source import Span


@record
class _Way:
    """A way out for the provider: how long before, and where it is agreed."""

    notice: TimeSpan
    span: Span


def check(index: Index) -> Iterator[Diagnostic]:
    """At most one finding per agreement and contract of a supplier under it.

    Notices of one kind are compared: those that end an agreement at any time, and those that keep it from
    being renewed.
    """
    for upper in index.agreements:
        if upper.kind != "sla" or upper.customer is None or upper.effective is None or index.over(upper):
            continue
        told: set[str] = set()
        for lower in index.supports(upper):
            if lower.kind == "ola" or lower.key in told or index.over(lower):
                continue
            told.add(lower.key)
            yield from _pair(upper, lower)


def _pair(upper: Agreement, lower: Agreement) -> Iterator[Diagnostic]:
    theirs = _at_any_time(lower)
    if theirs is not None:
        mine = _at_any_time(upper)
        if mine is not None and no_longer(theirs.notice, mine.notice):
            yield _finding(upper, lower, theirs, mine, "ended")
            return
        fixed = upper.effective is not None and upper.effective.until is not None
        if mine is None and fixed:
            yield _bound(upper, lower, theirs)
            return
    theirs = _at_renewal(lower)
    mine = _at_renewal(upper) if theirs is not None else None
    if theirs is not None and mine is not None and no_longer(theirs.notice, mine.notice):
        yield _finding(upper, lower, theirs, mine, "left to run out")


def _at_any_time(agreement: Agreement) -> _Way | None:
    ways = [
        _Way(t.window, t.span) for t in agreement.terminations if t.kind == "notice" and t.by == "provider"
    ]
    return min(ways, key=lambda way: bounds(way.notice), default=None)


def _at_renewal(agreement: Agreement) -> _Way | None:
    effective = agreement.effective
    if effective is None or effective.renews is None or effective.notice is None:
        return None
    return _Way(effective.notice, effective.span)


def _finding(upper: Agreement, lower: Agreement, theirs: _Way, mine: _Way, act: str) -> Diagnostic:
    given, needed = theirs.notice.text(), mine.notice.text()
    if not certainly_shorter(theirs.notice, mine.notice):
        return _no_time(upper, lower, theirs, mine, act)
    return Diagnostic(
        catalogue.SHORTER_NOTICE,
        f"`{lower.key}` can be {act} at a notice of {given}, `{upper.key}` only at {needed}",
        (
            Label(theirs.span, f"the supplier gives {given}"),
            Label(mine.span, f"the customer gets {needed}"),
        ),
        (
            f"when the supplier gives notice on the last day, `{upper.key}` can no longer be ended with it: "
            f"{given} are left, {needed} are needed",
        ),
        help=f"agree on at least {needed} with the supplier, and the time to find another one",
    )


def _no_time(upper: Agreement, lower: Agreement, theirs: _Way, mine: _Way, act: str) -> Diagnostic:
    given, needed = theirs.notice.text(), mine.notice.text()
    return Diagnostic(
        catalogue.SHORTER_NOTICE,
        f"`{lower.key}` can be {act} at a notice of {given}, as `{upper.key}` can: not a day is left to find "
        "another supplier",
        (
            Label(theirs.span, f"the supplier gives {given}"),
            Label(mine.span, f"the customer gets {needed}"),
        ),
        (
            f"the day the supplier's notice arrives is the last one on which `{upper.key}` can still be "
            "ended with it",
        ),
        help=f"agree on {needed} with the supplier, and on top of it the time to find another one",
    )


def _bound(upper: Agreement, lower: Agreement, theirs: _Way) -> Diagnostic:
    effective = upper.effective
    assert effective is not None
    given = theirs.notice.text()
    return Diagnostic(
        catalogue.SHORTER_NOTICE,
        f"`{lower.key}` can be ended at a notice of {given}, `{upper.key}` is bound until {effective.until}",
        (
            Label(theirs.span, f"the supplier gives {given}"),
            Label(effective.span, f"in force until {effective.until}"),
        ),
        (f"`{upper.key}` has to be kept without `{lower.key}` for whatever is left of its term",),
        help=f"take the supplier's right out, or add `terminate by provider on notice …` to `{upper.key}`, "
        f"with at most {given}",
    )
