"""How far proofs look ahead: the days of agreements as instants, at most so many years of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from sladsl.exact import zones
from sladsl.exact.intervals import Intervals, clip
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


def within_terms(
    reach: tuple[int, int], agreement: Agreement, guarantee: Guarantee, others: Iterable[Agreement]
) -> tuple[int, int]:
    """The part of some time in which a promise holds and the other agreements do, each by its own clocks."""
    ends = [_edges(agreement, guarantee), *(_edges(other) for other in others)]
    first = max((start for start, _ in ends if start is not None), default=reach[0])
    last = min((end for _, end in ends if end is not None), default=reach[1])
    return max(reach[0], first), min(reach[1], last)


def within_phases(reach: tuple[int, int], promises: Iterable[tuple[Agreement, Guarantee]]) -> tuple[int, int]:
    """The part of some time from the first day to the last one on which some of several promises holds."""
    ends = [_instants_of(a, g.valid_from, g.valid_until) for a, g in promises]
    firsts, lasts = [first for first, _ in ends], [last for _, last in ends]
    first = min((each for each in firsts if each is not None), default=reach[0])
    last = max((each for each in lasts if each is not None), default=reach[1])
    return (
        reach[0] if None in firsts else max(reach[0], first),
        reach[1] if None in lasts else min(reach[1], last),
    )


def in_phase(agreement: Agreement, guarantee: Guarantee, start: int, end: int) -> Intervals:
    """The part of [start, end) on which a dated promise holds."""
    if not is_dated(guarantee):
        return ((start, end),)
    first, last = _instants_of(agreement, guarantee.valid_from, guarantee.valid_until)
    return clip(((start, end),), first if first is not None else start, last if last is not None else end)


def is_dated(guarantee: Guarantee) -> bool:
    """Whether a promise holds on some days of its agreement only."""
    return guarantee.valid_from is not None or guarantee.valid_until is not None


def begun_periods(
    agreement: Agreement, guarantee: Guarantee, others: Iterable[Agreement] = ()
) -> tuple[Period, ...]:
    """The periods that the term of an agreement cuts, or that of others by the clocks of another zone; of
    periods that roll none are told."""
    cycle = guarantee.period
    if cycle is None or cycle.kind in (Kind.ROLLING, Kind.TRAILING):
        return ()
    if guarantee.switches.over(guarantee.metric.switches).begun == "downtime":
        return ()  # the rest of it is good
    mine = _edges(agreement, guarantee)
    theirs = (_edges(other) for other in others if other.zone != agreement.zone)
    cut: dict[Period, None] = {}
    for edge in dict.fromkeys((*mine, *(edge for pair in theirs for edge in pair))):
        period = cycle.containing(edge) if edge is not None else None
        if edge is None or period is None or period.start == edge:
            continue
        begun = mine[0] is None or period.end > mine[0]
        if begun and (mine[1] is None or period.start < mine[1]):
            cut[period] = None
    return tuple(sorted(cut, key=lambda period: period.start))


def _edges(agreement: Agreement, guarantee: Guarantee | None = None) -> tuple[int | None, int | None]:
    """The instants at which an agreement, or a promise in it, begins and ends for good."""
    term = agreement.effective
    firsts = [term.first if term is not None else None, guarantee.valid_from if guarantee else None]
    until = term.until if term is not None and term.renews is None else None
    lasts = [until, guarantee.valid_until if guarantee else None]
    first = max((day for day in firsts if day is not None), default=None)
    last = min((day for day in lasts if day is not None), default=None)
    return _instants_of(agreement, first, last)


def _instants_of(
    agreement: Agreement, first: date | None, last: date | None
) -> tuple[int | None, int | None]:
    """From a first day to the end of a last one, by the clocks of an agreement."""
    zone = zones.load(agreement.zone)
    after = last + timedelta(days=1) if last is not None else None
    return (
        zones.day_start(zone, first) if first is not None else None,
        zones.day_start(zone, after) if after is not None else None,
    )
