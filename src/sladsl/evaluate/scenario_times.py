"""The times a scenario speaks of: its wall clock, what comes `after` what, and the periods it is about."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from fractions import Fraction

from sladsl.evaluate.labels import period_in
from sladsl.exact import opening, zones
from sladsl.exact.calendars import ALWAYS, Calendar
from sladsl.exact.durations import Duration, TimeSpan, WorkingDays
from sladsl.exact.periods import Cycle, Kind, Period
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.catalogue import Priority
from sladsl.model.metrics import TimeBetween
from sladsl.model.policies import Scenario

Wall = tuple[date, str]


class NotRunnable(Exception):  # noqa: N818
    """Something in a scenario that has no meaning in UTC seconds; the text says why, `way_out` what helps."""

    def __init__(self, why: str, way_out: str) -> None:
        super().__init__(why)
        self.way_out = way_out


def whole_seconds(seconds: Fraction) -> int:
    """The same length as an int; raises NotRunnable for a part of a second."""
    if seconds.denominator != 1:
        raise NotRunnable("what happens in a scenario is known to the second", "write whole seconds")
    return int(seconds)


def reading_of(wall: Wall) -> datetime:
    """The reading of a wall clock; 24:00 is midnight of the next day."""
    hours, minutes, seconds, *_ = (*(int(part) for part in wall[1].split(":")), 0, 0)
    return datetime.combine(wall[0], time()) + timedelta(hours=hours, minutes=minutes, seconds=seconds)


def instant_of(wall: Wall, zone: str) -> int:
    """The UTC second of a reading in the zone; one that the clocks show twice is its first time."""
    return zones.first_instant(zones.load(zone), reading_of(wall))


def after(instant: int, span: TimeSpan, zone: str, working: Calendar) -> int:
    """The UTC second so much later: working days in the calendar, days, months and years by local date."""
    if isinstance(span, Duration):
        return instant + whole_seconds(span.seconds)
    if isinstance(span, WorkingDays):
        found = opening.add_working_days(working, instant, span.count, zone)
        if found is None:
            raise NotRunnable(f"{span.text()} never end in a calendar that hardly opens", "check its hours")
        return found
    place = zones.load(zone)
    reading = zones.wall(place, instant)
    return zones.first_instant(place, datetime.combine(span.after(reading.date()), reading.time()))


def working_calendar(agreement: Agreement, priority: Priority | None, event: str) -> Calendar:
    """In which hours working days up to an event of such cases are counted: those of the promise about it."""
    for promise in agreement.promises:
        formula = promise.metric.formula
        meant = isinstance(formula, TimeBetween) and formula.last == event
        wanted = promise.priority.key if promise.priority else None
        if meant and promise.during and wanted in (None, priority.key if priority else None):
            return promise.during.instants
    return agreement.hours.instants if agreement.hours else ALWAYS


def label_of(scenario: Scenario, agreement: Agreement, first: int | None) -> str | None:
    """What period the scenario is about: as written, else that of its first event; None without either.

    An unwritten one is of the kind of the first promise that something is expected of.
    """
    if scenario.period is not None or first is None:
        return scenario.period
    cycle = next((g.period for g in _expected_first(scenario, agreement) if g.period is not None), None)
    if cycle is None:
        return Cycle(Kind.MONTH, agreement.zone).containing(first).label
    if cycle.kind is Kind.TRAILING:
        return Cycle(Kind.DAY, cycle.zone).containing(first).label
    return cycle.containing(first).label


def main_period(
    scenario: Scenario, agreement: Agreement, label: str, what: str | None = None
) -> tuple[Cycle | None, Period] | None:
    """The period in which the agreement is settled, and its cycle; None when the label fits no promise.

    The promise `what` decides if there is one, then those that something is expected of in their order,
    then the others.
    """
    asked = agreement.guarantee(what) if what is not None else ()
    for promise in (*asked, *_expected_first(scenario, agreement)):
        found = period_in(promise.period, label, agreement.zone) if promise.period else None
        if found is not None:
            return promise.period, found
    if any(g.period is None for g in agreement.promises) or not agreement.promises:
        found = period_in(None, label, agreement.zone)
        return None if found is None else (None, found)
    return None


def _expected_first(scenario: Scenario, agreement: Agreement) -> tuple[Guarantee, ...]:
    plain = [e for e in scenario.expectations if e.period is None] or scenario.expectations
    wanted = [g for e in plain for g in agreement.guarantee(e.what)]
    return (*wanted, *agreement.promises)
