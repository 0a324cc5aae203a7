"""The periods of an agreement's term, for examples about hours that differ from month to month."""

from __future__ import annotations

from datetime import date, timedelta

from sladsl.exact import zones
from sladsl.exact.durations import Months
from sladsl.exact.periods import Cycle, Kind, Period
from sladsl.lower.contract.pen import Pen
from sladsl.lower.document import Inlines, text
from sladsl.lower.values import Day
from sladsl.model.agreements import Agreement, Guarantee

_KINDS = (Kind.MONTH, Kind.BILLING_MONTH, Kind.QUARTER, Kind.YEAR)
_MOST = Months(36)
"""How much of the term is looked at; an open-ended one is looked at for so long."""


def periods_of_term(agreement: Agreement, promise: Guarantee) -> tuple[Period, ...]:
    """The promise's whole periods in the term, or in its first three years; none without a term."""
    term, cycle = agreement.effective, promise.period
    if term is None or cycle is None or cycle.kind not in _KINDS:
        return ()
    last = _MOST.after(term.first)
    if term.until is not None:
        last = min(last, term.until + timedelta(days=1))
    zone = zones.load(cycle.zone)
    start, end = zones.day_start(zone, term.first), zones.day_start(zone, last)
    return tuple(p for p in cycle.between(start, end) if p.start >= start and p.end <= end)


def dates_of(period: Period, cycle: Cycle) -> tuple[date, date]:
    """The period's first and last day."""
    zone = zones.load(cycle.zone)
    return zones.wall(zone, period.start).date(), zones.wall(zone, period.end).date() - timedelta(days=1)


def name_of(pen: Pen, period: Period, cycle: Cycle, in_sentence: bool = False) -> Inlines:
    """`February 2027`, or its first and last day, with the kind of period where a sentence needs it."""
    first, last = dates_of(period, cycle)
    if cycle.kind is Kind.MONTH:
        month = pen.w.formats.month(first.month)
        return pen.say("example-month-of-year", month=text(month), year=text(str(first.year)))
    if in_sentence:
        return pen.say("example-period-dates", period=pen.period(cycle), first=Day(first), last=Day(last))
    return pen.say("range", first=Day(first), last=Day(last))
