"""Checks that an escalation warns before the time is up, and reaches somebody who is on duty then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.evaluate.base import hours_of
from sladsl.exact import zones
from sladsl.exact.intervals import Intervals, difference, union
from sladsl.exact.ratio import percent
from sladsl.model.agreements import Agreement, Escalation, EscalationStep, Guarantee
from sladsl.model.catalogue import Calendar, PartyUse
from sladsl.model.house import House
from sladsl.model.supports import FOREVER
from sladsl.prove.due import is_time_limit
from sladsl.prove.telling import clock_text
from sladsl.rules.index import Index
from sladsl.rules.say import headline, listed

_YEARS = 2


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per step that reaches nobody at some hour, and per escalation that does not warn.

    A unit without duty hours and a party as a whole are taken to be there at all times.
    """
    for agreement in index.agreements:
        for escalation in agreement.escalations:
            for step in escalation.steps:
                yield from _off_duty(index.house, agreement, escalation, step)
            first = min((step.at for step in escalation.steps), default=Fraction(0))
            if first >= 1:
                yield _unwarned(escalation, first)


def _unwarned(escalation: Escalation, first: Fraction) -> Diagnostic:
    names = ", ".join(p.name for p in escalation.priorities)
    return Diagnostic(
        catalogue.ESCALATION_WITHOUT_WARNING,
        f"the escalation of `{names}` begins at {percent(first)}: when the first one hears of it the time "
        "is over",
        (
            Label(escalation.steps[0].span, "the first to hear of it"),
            Label(headline(escalation.span), "nobody before 100%"),
        ),
        help="add a step before, such as `at 75%`, for whoever can still help",
    )


def _off_duty(
    house: House, agreement: Agreement, escalation: Escalation, step: EscalationStep
) -> Iterator[Diagnostic]:
    duties = [(who, _duty(who)) for who in step.to]
    if not duties or any(calendar is None for _, calendar in duties):
        return
    seen: set[str] = set()
    for guarantee in _limited(agreement, escalation):
        hours = guarantee.during or agreement.hours
        if (hours.key if hours else "") in seen:
            continue
        seen.add(hours.key if hours else "")
        start, end = _looked_at(agreement)
        there: Intervals = union(
            *(calendar.instants.intervals(start, end) for _, calendar in duties if calendar is not None)
        )
        alone = difference(hours_of(guarantee, agreement, start, end), there)
        if alone:
            yield _finding(house, agreement, guarantee, step, alone)


def _duty(who: PartyUse) -> Calendar | None:
    return who.unit.duty_hours if who.unit is not None else None


def _limited(agreement: Agreement, escalation: Escalation) -> Iterator[Guarantee]:
    names = {priority.name for priority in escalation.priorities}
    for guarantee in agreement.promises:
        meant = guarantee.priority is None or guarantee.priority.name in names
        if meant and is_time_limit(guarantee):
            yield guarantee


def _looked_at(agreement: Agreement) -> tuple[int, int]:
    """The first years of the term, in seconds."""
    effective = agreement.effective
    first = effective.first if effective is not None else date(2027, 1, 1)
    last = effective.until if effective is not None and effective.until else date.fromordinal(FOREVER[1] - 1)
    last = min(last, date(first.year + _YEARS, 12, 31))
    zone = zones.load(agreement.zone)
    return zones.day_start(zone, first), zones.day_start(zone, date.fromordinal(last.toordinal() + 1))


def _finding(
    house: House, agreement: Agreement, guarantee: Guarantee, step: EscalationStep, alone: Intervals
) -> Diagnostic:
    hours = guarantee.during or agreement.hours
    clock = (
        f"during `{house.called(hours.key, guarantee.target_span)}`" if hours is not None else "at all hours"
    )
    names = listed((who.key for who in step.to), "and")
    duties = [who.unit.duty_hours for who in step.to if who.unit is not None and who.unit.duty_hours]
    known = listed(dict.fromkeys(house.called(d.key, step.span) for d in duties), "and")
    start, end = alone[0]
    return Diagnostic(
        catalogue.ESCALATION_DUTY,
        f"the step at {percent(step.at)} reaches {names}, and may come when nobody of them is on duty"
        if len(step.to) > 1
        else f"the step at {percent(step.at)} reaches {names}, and may come outside the hours of duty",
        (
            Label(step.span, f"on duty during {known}"),
            Label(guarantee.target_span, f"the clock runs {clock}"),
        ),
        (
            f"for example at {clock_text(start, agreement.zone)}: nobody until "
            f"{clock_text(end, agreement.zone)}",
        ),
        help=f"escalate to somebody who is on duty {clock}, or let the clock run only in {known}",
    )
