"""Finds promises all of whose time is excluded by windows that nothing limits."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.evaluate.base import hours_of
from sladsl.exact.intervals import difference, union
from sladsl.model.agreements import Agreement, Guarantee, limited_hours
from sladsl.model.catalogue import Exclusion
from sladsl.model.supports import overlap, phase
from sladsl.model.written import measurand, target_text
from sladsl.prove.horizon import instants
from sladsl.prove.limits import windows_of
from sladsl.rules.index import Index
from sladsl.rules.say import headline, listed

_QUARTER = 92 * 86_400


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per promise; hours that never open are found elsewhere."""
    known: dict[Hashable, bool] = {}
    for agreement in index.agreements:
        for guarantee in agreement.guarantees:
            whole = tuple(e for e in guarantee.exclusions if e.windows and e.budget is None)
            days = overlap(index.term(agreement), phase(guarantee)) if whole else None
            if days is None:
                continue
            first, end = instants(days, agreement.zone)
            names = tuple(exclusion.key for exclusion in whole)
            key = (id(limited_hours(guarantee, agreement)), names, agreement.zone, first, end)
            if key not in known:
                known[key] = _nothing_left(agreement, guarantee, whole, first, end)
            if known[key]:
                yield _finding(agreement, guarantee, whole)


def _nothing_left(
    agreement: Agreement, guarantee: Guarantee, whole: tuple[Exclusion, ...], first: int, end: int
) -> bool:
    """Whether the promise has hours, all of them excluded; by quarters of a year, since most are not."""
    some = False
    for at in range(first, end, _QUARTER):
        until = min(at + _QUARTER, end)
        hours = hours_of(guarantee, agreement, at, until)
        some = some or bool(hours)
        if difference(hours, union(*(windows_of(each, agreement, at, until) for each in whole))):
            return False
    return some


def _finding(agreement: Agreement, guarantee: Guarantee, whole: tuple[Exclusion, ...]) -> Diagnostic:
    names = listed(exclusion.key for exclusion in whole)
    return Diagnostic(
        catalogue.REACHABLE_TARGET,
        f"{names} leave{'s' if len(whole) == 1 else ''} out all hours of `{agreement.key}.{guarantee.key}`: "
        f"`{measurand(guarantee)} {target_text(guarantee)}` is about no time at all",
        (
            Label(guarantee.target_span, "promised, and never counted"),
            *(Label(headline(exclusion.span), "its windows are left out") for exclusion in whole),
        ),
        help="correct the windows, or limit them, as in `at most 4 h per month`",
    )
