"""The time a promise is about in one period: its hours, its term, and what is left out of it and why."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from sladsl.evaluate.facts import ServiceFacts
from sladsl.evaluate.runs import counting
from sladsl.exact import zones
from sladsl.exact.calendars import Calendar
from sladsl.exact.durations import CalendarDays, Duration, WorkingDays
from sladsl.exact.intervals import Intervals, clip, difference, first, intersection, normalise, union
from sladsl.exact.periods import Cycle, Kind, Period
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.catalogue import Exclusion
from sladsl.records import record
from sladsl.source import Span

UNDEPLOYED = "undeployed"
BEGUN = "begun"


@record
class Excluded:
    """Time that an exclusion takes out of a period; with `downtime_only` it stays in the denominator."""

    exclusion: Exclusion
    times: Intervals
    downtime_only: bool = False

    @property
    def span(self) -> Span:
        return self.exclusion.span


@record
class Base:
    """`hours` is the time in which the promise is counted, `left` what remains of it after `excluded`.

    `deemed` is the part of `left` that counts as good whatever happened: excluded from downtime only, before
    the service was there, or used up by a paid claim. Downtime in `beyond` counts although that time does
    not. `open` names the switches that matter here and were not chosen.
    """

    hours: Intervals
    left: Intervals
    excluded: tuple[Excluded, ...]
    deemed: Intervals = ()
    open: tuple[str, ...] = ()
    beyond: Intervals = ()


def base_of(guarantee: Guarantee, agreement: Agreement, facts: ServiceFacts, period: Period) -> Base:
    """The time of `period` that counts for a promise: in its hours and term, less what is excluded.

    Of a service that existed only for a part, the rest is left out or good, as the source says; where it
    does not, the rest is left out and `open` says so.
    """
    chosen = guarantee.switches.over(guarantee.metric.switches)
    whole = hours_of(guarantee, agreement, period.start, period.end)
    inside = intersection(whole, term_of(guarantee, agreement, period))
    outside = difference(whole, inside)
    hours = whole if chosen.begun == "downtime" else inside
    excluded = tuple(
        Excluded(
            each,
            intersection(excluded_times(each, guarantee, agreement, facts, period), hours),
            each.key in guarantee.downtime_only,
        )
        for each in guarantee.exclusions
    )
    open_switches: tuple[str, ...] = ()
    absent: Intervals = ()
    if facts.deployed is not None:
        absent = difference(hours, normalise(facts.deployed))
    deemed = union(*(each.times for each in excluded if each.downtime_only))
    if chosen.begun == "downtime":
        deemed = union(deemed, outside)
    if guarantee.claimed_once:
        used = [claim for claim in facts.claims if claim <= period.end]
        deemed = union(deemed, clip(hours, period.start, max(used, default=period.start)))
    if absent:
        if chosen.undeployed == "good":
            deemed = union(deemed, absent)
        else:
            hours = difference(hours, absent)
            open_switches = () if chosen.undeployed else (UNDEPLOYED,)
    if inside and outside and chosen.begun is None:
        open_switches = (*open_switches, BEGUN)
    without = union(*(each.times for each in excluded if not each.downtime_only))
    left = difference(hours, without)
    beyond = difference(outside, without) if chosen.begun == "length" else ()
    return Base(hours, left, excluded, intersection(deemed, left), open_switches, beyond)


def hours_of(guarantee: Guarantee, agreement: Agreement, start: int, end: int) -> Intervals:
    """The hours of a promise in [start, end): its own, else those of the agreement, else all of it."""
    calendar = guarantee.during or agreement.hours
    return _open(calendar.instants, start, end) if calendar is not None else ((start, end),)


@lru_cache(maxsize=512)
def _open(calendar: Calendar, start: int, end: int) -> Intervals:
    """What a calendar opens; the same hours are asked for by every service under an agreement."""
    return calendar.intervals(start, end)


def term_of(guarantee: Guarantee, agreement: Agreement, period: Period) -> Intervals:
    """The part of the period in which agreement and promise hold, by local dates; empty when never."""
    zone = zones.load(agreement.zone)
    start, end = period.start, period.end

    def begins(day: date | None) -> None:
        nonlocal start
        if day is not None:
            start = max(start, zones.day_start(zone, day))

    def ends(day: date | None) -> None:
        nonlocal end
        if day is not None:
            end = min(end, zones.day_start(zone, day + timedelta(days=1)))

    term = agreement.effective
    if term is not None:
        begins(term.first)
        if term.renews is None:
            ends(term.until)
    begins(guarantee.valid_from)
    ends(guarantee.valid_until)
    return ((start, end),) if start < end else ()


def excluded_times(
    exclusion: Exclusion, guarantee: Guarantee, agreement: Agreement, facts: ServiceFacts, period: Period
) -> Intervals:
    """What an exclusion takes out of a period: the work inside its windows, as far as its budget goes.

    A budget is used up in the order of time, by what lies in the hours of the promise, from the beginning
    of its own period; what exceeds it counts.
    """
    budget = exclusion.budget
    if budget is None:
        return _wanted(exclusion, guarantee, agreement, facts, period.start, period.end)
    kept: list[Intervals] = []
    for part in Cycle(budget.kind, agreement.zone).between(period.start, period.end):
        wanted = _wanted(exclusion, guarantee, agreement, facts, part.start, part.end)
        inside = intersection(wanted, hours_of(guarantee, agreement, part.start, part.end))
        if isinstance(budget.amount, (CalendarDays, WorkingDays)):
            inside = _first_days(inside, budget.amount.count, agreement.zone)
        if not isinstance(budget.amount, Duration):
            kept.append(inside)
            continue
        kept.append(first(inside, int(budget.amount.seconds)))
    return clip(union(*kept), period.start, period.end)


def _wanted(
    exclusion: Exclusion,
    guarantee: Guarantee,
    agreement: Agreement,
    facts: ServiceFacts,
    start: int,
    end: int,
) -> Intervals:
    """What would be taken out of [start, end) without a limit.

    A window permits work, it does not say that any was done. Where nobody recorded the work, what was down
    in the windows is taken to be it, as far as it would count; where outages are not known either, the whole
    windows are.
    """
    windows = union(*(_open(w.in_zone(agreement.zone), start, end) for w in exclusion.windows))
    recorded = facts.excluded.get(exclusion.key)
    if recorded is None:
        if facts.down is None:
            return windows
        switches = guarantee.switches.over(guarantee.metric.switches)
        return intersection(windows, counting(facts.down, switches))
    wanted = clip(normalise(recorded), start, end)
    return intersection(wanted, windows) if exclusion.windows else wanted


def _first_days(times: Intervals, count: int, zone: str) -> Intervals:
    """What lies on the first so many dates that the set touches: the measure of a budget in days."""
    days = Cycle(Kind.DAY, zone)
    touched: dict[int, Period] = {}
    for start, end in times:
        for day in days.between(start, end):
            touched.setdefault(day.start, day)
    kept = [touched[start] for start in sorted(touched)[:count]]
    return intersection(times, normalise((day.start, day.end) for day in kept))
