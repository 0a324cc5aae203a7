"""How far proofs look ahead: the days of agreements as instants, at most so many years of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from sladsl.exact import zones
from sladsl.exact.intervals import Intervals, clip
from sladsl.exact.periods import Kind, Period
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.supports import FOREVER, Promised, Supports, Term, overlap, phase
from sladsl.records import record

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


def term_under(supports: Supports, upper: Agreement, below: Iterable[Sequence[Promised]]) -> Term | None:
    """The days on which an agreement is in force and, from the first to the last one, some of the promises
    about each component under it are; None where there are none."""
    found: Term | None = supports.term(upper)
    for promises in below:
        terms = [supports.term(agreement) for agreement, _ in promises]
        hull = min(first for first, _ in terms), max(last for _, last in terms)
        found = overlap(found, hull) if found is not None else None
    return found


def within_terms(
    reach: tuple[int, int], upper: Promised, below: Iterable[Sequence[Promised]]
) -> tuple[int, int]:
    """The part of a time [first, end) that lies in these days, each by its own clocks and on the days of a
    dated promise."""
    for promises in ((upper,), *below):
        ends = [_edges(*each) for each in promises]
        firsts = [first if first is not None else reach[0] for first, _ in ends]
        lasts = [last if last is not None else reach[1] for _, last in ends]
        reach = max(reach[0], min(firsts)), min(reach[1], max(lasts))
    return reach


def held_on(
    supports: Supports, promised: Mapping[str, tuple[Promised, ...]], days: Term
) -> Iterator[tuple[Term, Mapping[str, tuple[Promised, ...]]]]:
    """The days cut wherever a promise or its agreement begins or ends, each part with the promises that hold
    then."""
    terms = {
        id(promise): overlap(supports.term(lower), phase(promise))
        for promises in promised.values()
        for lower, promise in promises
    }
    known = [term for term in terms.values() if term is not None]
    cuts = {days[0], days[1] + 1, *(first for first, _ in known), *(last + 1 for _, last in known)}
    for begin, after in pairwise(sorted(cut for cut in cuts if days[0] <= cut <= days[1] + 1)):
        part = begin, after - 1
        yield (
            part,
            {
                key: tuple(each for each in promises if _holds(terms[id(each[1])], part))
                for key, promises in promised.items()
            },
        )


def _holds(term: Term | None, days: Term) -> bool:
    return term is not None and overlap(term, days) is not None


def in_phase(agreement: Agreement, guarantee: Guarantee, start: int, end: int) -> Intervals:
    """The part of [start, end) in which a dated promise holds."""
    if not is_dated(guarantee):
        return ((start, end),)
    first, last = _instants_of(agreement, guarantee.valid_from, guarantee.valid_until)
    return clip(((start, end),), first if first is not None else start, last if last is not None else end)


def is_dated(guarantee: Guarantee) -> bool:
    """Whether a promise holds on some days of its agreement only."""
    return guarantee.valid_from is not None or guarantee.valid_until is not None


@record
class Gap:
    """Seconds in [start, end) in which nobody promises anything about a component."""

    component: str
    start: int
    end: int


def gaps(promised: Mapping[str, Sequence[Promised]]) -> tuple[Gap, ...]:
    """Hours between two promises about a component, each on the days of its own zone; whole days are found
    with the terms."""
    found: list[Gap] = []
    for component, promises in promised.items():
        ends = [_edges(*each) for each in promises]
        begun = ((first or 0, last) for first, last in ends)
        known = sorted(begun, key=lambda each: (each[0], each[1] is None, each[1] or 0))
        until = known[0][1]
        for first, last in known[1:]:
            if until is not None and until < first < until + _DAY:
                found.append(Gap(component, until, first))
            until = None if until is None or last is None else max(until, last)
    return tuple(found)


def begun_periods(upper: Promised, below: Iterable[Promised] = ()) -> tuple[Period, ...]:
    """The periods that the days of a promise cut, or those of others under it by the clocks of another zone;
    of periods that roll none are told."""
    agreement, guarantee = upper
    cycle = guarantee.period
    if cycle is None or cycle.kind in (Kind.ROLLING, Kind.TRAILING):
        return ()
    mine = _edges(agreement, guarantee)
    theirs = (_edges(*other) for other in below if other[0].zone != agreement.zone)
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
