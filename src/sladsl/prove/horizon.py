"""How far proofs look ahead: the days of agreements as instants, at most so many years of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from sladsl.exact import zones
from sladsl.exact.periods import Kind, Period
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.supports import FOREVER, Supports, Term, overlap

YEARS = 5
"""How far an agreement without an end is looked at: every length of month and year is among them."""
_BEGIN = date(2024, 1, 1)
"""Of an agreement without a first day where the day of the check is not known; a leap year comes first."""
_LATEST = date(9980, 1, 1)  # calendars end with the year 9999
_DAY = 86_400
_YEAR = 366


def common_term(supports: Supports, agreements: Iterable[Agreement]) -> Term | None:
    """The days on which all of the agreements are in force; None where there are none."""
    term: Term | None = FOREVER
    for agreement in agreements:
        term = overlap(term, supports.term(agreement)) if term is not None else None
    return term


@lru_cache(maxsize=1024)
def instants(term: Term, zone: str, today: date | None = None, period: int = 0) -> tuple[int, int]:
    """The days of a term as instants [first, end) of a zone: at most so many years, at least a day.

    A proof is about what is still to come: where the term began before the year of `today`, or has no first
    day, that year comes first; of a term that is nearly over, its last year. `period` are the seconds of the
    longest period that is looked at: of one as long as those years there is another year's worth.
    """
    stretch = -(-period // _DAY)
    first, last = term
    begin = first if first > FOREVER[0] else _BEGIN.toordinal()
    if today is not None:
        year = date(today.year, 1, 1).toordinal()
        begin = year if first <= FOREVER[0] else max(begin, min(year, last - _YEAR - stretch))
    begin = min(begin, last, _LATEST.toordinal())
    ahead = date(date.fromordinal(begin).year + YEARS, 12, 31).toordinal()
    end = min(last, FOREVER[1] - 1, max(ahead, begin + stretch + _YEAR))
    loaded = zones.load(zone)
    return zones.day_start(loaded, date.fromordinal(begin)), zones.day_start(
        loaded, date.fromordinal(end + 1)
    )


def begun_periods(agreement: Agreement, guarantee: Guarantee) -> tuple[Period, ...]:
    """The periods that the term of an agreement cuts; of periods that roll none are told."""
    cycle, term = guarantee.period, agreement.effective
    if cycle is None or term is None or cycle.kind in (Kind.ROLLING, Kind.TRAILING):
        return ()
    if guarantee.switches.over(guarantee.metric.switches).begun == "downtime":
        return ()  # the rest of it is good
    last = term.until + timedelta(days=1) if term.until is not None and term.renews is None else None
    edges = (
        zones.day_start(zones.load(agreement.zone), day) for day in (term.first, last) if day is not None
    )
    cut = ((edge, cycle.containing(edge)) for edge in edges)
    return tuple(dict.fromkeys(period for edge, period in cut if period.start < edge))
