"""Finds calendars that know their holidays and closed days for less than a term."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact import holidays, zones
from sladsl.model.agreements import Agreement
from sladsl.model.catalogue import Calendar, CalendarRule, CalendarSet
from sladsl.records import record
from sladsl.rules.facts import Joined
from sladsl.rules.index import Index
from sladsl.rules.say import headline
from sladsl.source import Source

_FEW_DAYS = 3
_SHOWN = 3


@record
class _Use:
    """A calendar and an agreement that needs it up to a day."""

    calendar: Calendar
    agreement: Agreement
    until: date


@record
class Short:
    """A calendar that an agreement needs longer than it is known, and what to say of it; `until` is a day."""

    calendar: str
    until: int
    findings: tuple[Diagnostic, ...]


def facts(index: Index) -> Iterator[Short]:
    """Every agreement that needs a calendar longer than it is known."""
    open_days: dict[tuple[str, date], list[date]] = {}
    for use in _uses(index):
        asked = (use.calendar.key, use.until)
        if asked not in open_days:
            open_days[asked] = _open_though_closed(use)
        findings = tuple(_of(use, open_days[asked]))
        if findings:
            yield Short(use.calendar.key, use.until.toordinal(), findings)


def conclude(facts: Sequence[Short], sources: Mapping[str, Source]) -> Iterator[Diagnostic]:
    """One finding per calendar and reason, of the agreement that needs it longest; agreements without an end
    ask for no horizon."""
    longest: dict[str, Short] = {}
    for each in facts:
        last = longest.get(each.calendar)
        if last is None or last.until < each.until:
            longest[each.calendar] = each
    for each in longest.values():
        yield from each.findings


CHECK = Joined("calendar horizon", (Short,), facts, conclude)


def _of(use: _Use, later: list[date]) -> Iterator[Diagnostic]:
    for rule in use.calendar.rules:
        if rule.kind == "holidays":
            yield from _tables(use, rule)
    if later:
        yield _dates(use, later)


def _uses(index: Index) -> Iterator[_Use]:
    for agreement in index.agreements:
        effective = agreement.effective
        if effective is None or effective.until is None or index.over(agreement):
            continue
        used = {
            id(c): c for c in (agreement.hours, *(g.during for g in agreement.guarantees)) if c is not None
        }
        for calendar in used.values():
            for leaf in _leaves(calendar, index.house.calendars):
                yield _Use(leaf, agreement, effective.until)


def _leaves(calendar: Calendar, known: Mapping[str, Calendar]) -> Iterator[Calendar]:
    """The calendars with rules of which one is put together."""
    waiting: list[CalendarSet] = []
    if calendar.composed is None:
        yield calendar
        return
    waiting.append(calendar.composed)
    while waiting:
        part = waiting.pop()
        waiting += part.parts
        if part.op == "ref" and part.ref in known:
            yield from _leaves(known[part.ref], known)


def _tables(use: _Use, rule: CalendarRule) -> Iterator[Diagnostic]:
    last = holidays.known_years(rule.place)[1]
    if use.until.year <= last:
        return
    yield Diagnostic(
        catalogue.CALENDAR_HORIZON,
        f"the holidays of `{rule.place}` are known up to {last}, `{use.agreement.key}` runs to {use.until}",
        (
            Label(rule.span or headline(use.calendar.span), f"known up to {last}"),
            _needed(use),
        ),
        (f"from {last + 1} on every holiday would count as open",),
        help="end the term earlier, or write the later holidays as `closed` dates",
    )


def _closed_every_year(calendar: Calendar) -> list[CalendarRule]:
    return [rule for rule in calendar.rules if _comes_again(calendar, rule)]


def _open_though_closed(use: _Use) -> list[date]:
    """The days on which it is open since closed days that come every year are written for some years only."""
    every_year = _closed_every_year(use.calendar)
    if not every_year:
        return []
    last = max(_last(rule) for rule in every_year)
    named = {day[5:]: rule for rule in every_year for day in _days(rule)}
    return [
        found
        for year in range(last.year + 1, use.until.year + 1)
        for month_and_day in sorted(named)
        if (found := _date(year, month_and_day)) is not None
        and found <= use.until
        and _is_open(use.calendar, found)
    ]


def _dates(use: _Use, later: list[date]) -> Diagnostic:
    every_year = _closed_every_year(use.calendar)
    last = max(_last(rule) for rule in every_year)
    rule = max(every_year, key=_last)
    shown = ", ".join(f"{day:%a} {day}" for day in later[:_SHOWN])
    more = f" and {len(later) - _SHOWN} more" if len(later) > _SHOWN else ""
    return Diagnostic(
        catalogue.CALENDAR_HORIZON,
        f"`{use.calendar.key}` names its closed days up to {last}, `{use.agreement.key}` runs to {use.until}",
        (Label(rule.span or headline(use.calendar.span), "the last one"), _needed(use)),
        (f"as it stands, these are open: {shown}{more}",),
        help=f"add the closed days up to {use.until.year}",
    )


def _needed(use: _Use) -> Label:
    effective = use.agreement.effective
    span = effective.span if effective is not None else headline(use.agreement.span)
    return Label(span, f"needs `{use.calendar.key}` up to {use.until}")


def _comes_again(calendar: Calendar, rule: CalendarRule) -> bool:
    """Whether a closed date is one of those that come every year, not a move or a stocktaking.

    It is where the calendar lists its holidays by date, where the same day is given for two years, and next
    to a public holiday.
    """
    if rule.kind != "closed_date" or rule.first is None or len(_days(rule)) > _FEW_DAYS:
        return False
    places = [r.place for r in calendar.rules if r.kind == "holidays"]
    dates = [r for r in calendar.rules if r.kind == "closed_date"]
    if not places and len(dates) > 1:
        return True
    same = [r for r in dates if r.first is not None and str(r.first)[5:] == str(rule.first)[5:]]
    if len({r.first.year for r in same if r.first is not None}) > 1:
        return True
    near = [rule.first + timedelta(days=1), rule.first - timedelta(days=1)]
    near.append(_last(rule) + timedelta(days=1))
    return any(day in holidays.national(place, (day.year,)) for place in places for day in near)


def _last(rule: CalendarRule) -> date:
    assert rule.first is not None
    return rule.last or rule.first


def _days(rule: CalendarRule) -> tuple[str, ...]:
    """The dates of a rule, as `2027-12-24`."""
    assert rule.first is not None
    count = (_last(rule) - rule.first).days + 1
    return tuple(str(rule.first + timedelta(days=step)) for step in range(min(count, _FEW_DAYS + 1)))


def _date(year: int, month_and_day: str) -> date | None:
    try:
        return date.fromisoformat(f"{year:04}-{month_and_day}")
    except ValueError:  # 29 February
        return None


def _is_open(calendar: Calendar, day: date) -> bool:
    zone = zones.load(calendar.zone or "UTC")
    return bool(
        calendar.instants.intervals(
            zones.day_start(zone, day), zones.day_start(zone, day + timedelta(days=1))
        )
    )
