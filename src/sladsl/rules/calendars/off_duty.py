"""Finds cases that are due before anybody of the unit that promised it is on duty."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.intervals import Interval, difference
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.catalogue import Unit
from sladsl.model.house import House
from sladsl.model.written import measurand, value_text
from sladsl.prove.due import due_times, is_time_limit
from sladsl.prove.horizon import instants
from sladsl.prove.telling import clock_text
from sladsl.rules.calendars.gap_text import during
from sladsl.rules.index import Index
from sladsl.rules.say import headline


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per time limit of a unit with duty hours of its own, with the worst case.

    Where a `handling` says who acts, its steps are looked at instead.
    """
    for agreement in index.agreements:
        unit = agreement.provider.unit if agreement.provider is not None else None
        if unit is None or unit.duty_hours is None or unit.duty_hours.is_always:
            continue
        handled = {p.name for handling in agreement.handlings for p in handling.priorities}
        for guarantee in agreement.guarantees:
            if not is_time_limit(guarantee) or (guarantee.priority and guarantee.priority.name in handled):
                continue
            calendar = guarantee.during or agreement.hours
            if calendar is None or calendar.key == unit.duty_hours.key:
                continue
            worst = _worst(index, agreement, guarantee, unit)
            if worst is not None:
                yield _finding(index.house, agreement, guarantee, unit, worst)


def _worst(
    index: Index, agreement: Agreement, guarantee: Guarantee, unit: Unit
) -> tuple[Interval, int] | None:
    """The off-duty stretch after whose begin a case is due earliest before its end, and when it is due."""
    assert unit.duty_hours is not None
    first, end = instants(index.term(agreement), agreement.zone, index.today)
    due = due_times(guarantee, agreement, first, end)
    if due is None:
        return None
    found: tuple[Interval, int] | None = None
    for off in difference(((first, end),), unit.duty_hours.instants.intervals(first, end)):
        if off[1] == end or off[0] == first:
            continue
        at = due.at(off[0])
        if at < off[1] and (found is None or off[1] - at > found[0][1] - found[1]):
            found = off, at
    return found


def _finding(
    house: House, agreement: Agreement, guarantee: Guarantee, unit: Unit, worst: tuple[Interval, int]
) -> Diagnostic:
    assert unit.duty_hours is not None
    (left, back), due = worst
    zone = agreement.zone
    hours, key = during(house, agreement, guarantee), unit.duty_hours.key
    there, here = house.called(key, unit.span), house.called(key, guarantee.target_span)
    return Diagnostic(
        catalogue.OFF_DUTY,
        f"`{agreement.key}` promises {measurand(guarantee)} within {value_text(guarantee.target)} {hours}, "
        f"but `{unit.key}` is on duty only during `{here}`",
        (
            Label(guarantee.target_span, f"its clock runs {hours}"),
            Label(headline(unit.span), f"on duty during `{there}`"),
        ),
        (
            f"the worst case: a case begun {clock_text(left, zone)} is due {clock_text(due, zone)}, and "
            f"nobody is there before {clock_text(back, zone)}",
        ),
        help=f"write `during {here}`, or let `{unit.key}` have the hours it promises",
    )
