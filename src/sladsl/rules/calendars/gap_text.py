"""How hours without a promise are told: which, from when, and what makes them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact import zones
from sladsl.exact.durations import Duration
from sladsl.exact.intervals import Interval, clip, total
from sladsl.model.agreements import Agreement, Guarantee, limited_hours
from sladsl.model.catalogue import Calendar
from sladsl.model.house import House
from sladsl.model.written import measurand
from sladsl.prove.hour_gaps import Cause, HourGap, cause, days_of, holiday_name, usual_week, zones_of
from sladsl.prove.telling import clock_text, name_of, time_text
from sladsl.rules.say import listed
from sladsl.source import Span

_SHOWN = 4
_DAY = 86_400


def finding(house: House, gap: HourGap, instead: Calendar | None, notes: tuple[str, ...] = ()) -> Diagnostic:
    """The finding about one component; `notes` are added to those about the hours. `instead` are hours in
    which the promise could be made."""
    why = cause(gap)
    rule = catalogue.HOURS_COVERED if why == "hours" else catalogue.HOURS_APART
    what = f"`{gap.agreement.key}` promises {measurand(gap.guarantee)}"
    names = listed(name_of(a, g) for a, g in gap.supports)
    here, there = gap.guarantee.target_span, gap.supports[0][1].target_span
    way_out = f"let {names} hold {_hours(house, gap.agreement, gap.guarantee, there)}"
    if why != "hours":
        way_out += ", its days and zone included"
    if instead is not None:
        way_out += f", or promise {measurand(gap.guarantee)} during `{house.called(instead.key, here)}`"
    return Diagnostic(
        rule,
        f"{what} {during(house, gap.agreement, gap.guarantee)}, but nobody promises it of `{gap.component}` "
        f"{_open_time(gap, why)}",
        (
            Label(here, f"promised {during(house, gap.agreement, gap.guarantee)}"),
            *(Label(g.target_span, f"holds {during(house, a, g)}") for a, g in gap.supports[:_SHOWN]),
        ),
        (*_notes(gap, why), *notes),
        help=way_out,
    )


def _open_time(gap: HourGap, why: Cause) -> str:
    if why == "dates":
        runs = _runs(gap)
        shown = ", ".join(f"{run[0]}{f' to {run[-1]}' if len(run) > 1 else ''}" for run in runs[:_SHOWN])
        left_out = sum(len(run) for run in runs[_SHOWN:])
        more = f" and {_counted(left_out, 'more day')}" if left_out else ""
        return f"at hours of {shown}{more}"
    seconds, _ = usual_week(gap.times, gap)
    return f"in {Duration(Fraction(seconds)).text()} of each week"


def _notes(gap: HourGap, why: Cause) -> Iterator[str]:
    if why == "dates":
        for day, *rest in _runs(gap)[:_SHOWN]:
            zone = zones.load(gap.zone)
            span = (zones.day_start(zone, day), zones.day_start(zone, day + timedelta(days=1)))
            name = holiday_name(gap, day)
            open_hours = clip(gap.times, *span)
            more = f", and on {_counted(len(rest), 'more day')} up to {rest[-1]}" if rest else ""
            why_not = f": {name}" if name else ""
            yield f"nobody promises it {_stretch(open_hours[0], gap.zone)}{why_not}{more}"
        yield from _apart(gap)
    else:
        _, monday = usual_week(gap.times, gap)
        zone = zones.load(gap.zone)
        week = (zones.day_start(zone, monday), zones.day_start(zone, monday + timedelta(days=7)))
        inside = clip(gap.times, *week)
        whole = Duration(Fraction(total(clip(gap.promised, *week)))).text()
        spans = "; ".join(_stretch(each, gap.zone) for each in inside[:_SHOWN])
        more = f"; and {_counted(len(inside) - _SHOWN, 'more time')}" if len(inside) > _SHOWN else ""
        yield f"in the week of {monday}, of {whole} promised: {spans}{more}"
        if why == "zone":
            yield from _apart(gap)
    first = clock_text(gap.times[0][0], gap.zone)
    last_day = days_of(((gap.end - 1, gap.end),), gap.zone)[0]
    whole = time_text(Fraction(total(gap.times)))
    yield f"the first from {first}, looked at up to {last_day}: {whole} in all"


def _runs(gap: HourGap) -> list[list[date]]:
    """The days of a gap, those together between which no promised day is whole."""
    promised = {day: number for number, day in enumerate(days_of(gap.promised, gap.zone))}
    runs: list[list[date]] = []
    for day in days_of(gap.times, gap.zone):
        if runs and promised[day] == promised[runs[-1][-1]] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _apart(gap: HourGap) -> Iterator[str]:
    """How far the clocks of two zones are apart, with the days on which that changes."""
    for agreement, guarantee in gap.supports:
        calendar = guarantee.during or agreement.hours
        for other in sorted(zones_of(calendar.instants)) if calendar is not None else ():
            mine = _zone_of(gap)
            if other == mine:
                continue
            said = [
                f"{f'from {clock_text(start, mine)[4:14]} ' if number else ''}{_offset(seconds)}"
                for number, (start, seconds) in enumerate(_offsets(mine, other, gap))
            ]
            more = ", and so on" if len(said) > 3 else ""
            yield f"clocks in {other} against those in {mine}: {', '.join(said[:3])}{more}"


def _zone_of(gap: HourGap) -> str:
    calendar = gap.guarantee.during or gap.agreement.hours
    found = sorted(zones_of(calendar.instants)) if calendar is not None else []
    return found[0] if found else gap.zone


def _offsets(mine: str, other: str, gap: HourGap) -> Iterator[tuple[int, int]]:
    """From when on the other zone's clocks are so many seconds ahead, by days."""
    here, there = zones.load(mine), zones.load(other)
    last: int | None = None
    for at in range(gap.first + _DAY // 2, gap.end, _DAY):
        ahead = round((zones.wall(there, at) - zones.wall(here, at)).total_seconds())
        if ahead != last:
            yield at, ahead
            last = ahead


def _offset(seconds: int) -> str:
    return f"{Duration(Fraction(abs(seconds))).text()} {'ahead' if seconds > 0 else 'behind'}"


def _stretch(times: Interval, zone: str) -> str:
    """`Sat 2027-01-02 00:00 to Mon 2027-01-04 08:00`; the second date only where it is another one."""
    start, end = clock_text(times[0], zone), clock_text(times[1], zone)
    if start[:14] == end[:14]:
        return f"{start} to {end[15:]}"
    return f"{start} to {end}"


def during(house: House, agreement: Agreement, guarantee: Guarantee) -> str:
    """When a promise holds: `during `Office``, `at all times`; by the name that its file has for them."""
    calendar = limited_hours(guarantee, agreement)
    return _during(house, calendar, guarantee.target_span)


def _hours(house: House, agreement: Agreement, guarantee: Guarantee, there: Span) -> str:
    return _during(house, guarantee.during or agreement.hours, there)


def _during(house: House, calendar: Calendar | None, there: Span) -> str:
    return f"during `{house.called(calendar.key, there)}`" if calendar is not None else "at all times"
