"""How far proofs look ahead: the days of agreements as instants, at most so many years of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sladsl.exact import zones
from sladsl.model.agreements import Agreement
from sladsl.model.supports import FOREVER, Supports, Term, overlap

YEARS = 5
"""How far an agreement without an end is looked at: every length of month and year is among them."""
_BEGIN = date(2024, 1, 1)  # of an agreement without a first day; a leap year comes first
_LATEST = date(9980, 1, 1)  # calendars end with the year 9999


def common_term(supports: Supports, agreements: Iterable[Agreement]) -> Term | None:
    """The days on which all of the agreements are in force; None where there are none."""
    term: Term | None = FOREVER
    for agreement in agreements:
        term = overlap(term, supports.term(agreement)) if term is not None else None
    return term


def instants(term: Term, zone: str) -> tuple[int, int]:
    """The days of a term as instants [first, end) of a zone: at most so many years, at least a day."""
    begin = date.fromordinal(term[0]) if term[0] > FOREVER[0] else _BEGIN
    begin = min(begin, date.fromordinal(term[1]), _LATEST)
    last = min(date.fromordinal(min(term[1], FOREVER[1] - 1)), date(begin.year + YEARS, 12, 31))
    loaded = zones.load(zone)
    return zones.day_start(loaded, begin), zones.day_start(loaded, date.fromordinal(last.toordinal() + 1))
