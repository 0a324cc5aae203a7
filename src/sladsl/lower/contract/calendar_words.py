"""Calendars and their rules in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sladsl.lower.contract.pen import Pen
from sladsl.lower.document import Inlines, Text, text
from sladsl.lower.values import Clock, Day, Instant
from sladsl.model.catalogue import Calendar, CalendarRule, CalendarSet, Window

_DAY = 1440
_NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}


def calendar_words(pen: Pen, calendar: Calendar) -> Inlines:
    """What a calendar holds, in one phrase."""
    if calendar.composed is not None:
        return _composed(pen, calendar.composed)
    if calendar.is_always:
        return pen.say("hours-always")
    rules = calendar.rules
    opened = [opening(pen, rule) for rule in rules if rule.kind in ("always", "days")]
    extra = [dated(pen, rule) for rule in rules if rule.kind == "date"]
    base: Inlines = pen.join(opened) if opened else ()
    if extra:
        base = _comma(base, pen.say("hours-also-dates", dates=pen.join(extra))) if base else pen.join(extra)
    if calendar.zone and any(r.kind != "always" for r in rules):
        base = pen.say("hours-in-zone", hours=base, zone=text(calendar.zone))
    closed = exceptions(pen, rules)
    return _comma(base, pen.say("hours-except", closed=pen.join(closed))) if closed else base


def _composed(pen: Pen, shape: CalendarSet) -> Inlines:
    if shape.op == "ref":
        return pen.calendar(pen.house.calendars[shape.ref])
    parts = [_part(pen, part) for part in _flat(shape)]
    if shape.op == "except":
        return pen.say("hours-difference", first=parts[0], second=parts[1])
    message = "hours-union" if shape.op == "or" else "hours-intersection"
    return pen.say(message, calendars=pen.join(parts))


def _flat(shape: CalendarSet) -> list[CalendarSet]:
    """The operands, those of a nested set of the same kind among them."""
    if shape.op == "except":
        return list(shape.parts)
    return [f for part in shape.parts for f in (_flat(part) if part.op == shape.op else [part])]


def _part(pen: Pen, shape: CalendarSet) -> Inlines:
    inner = _composed(pen, shape)
    return inner if shape.op == "ref" else (Text("("), *inner, Text(")"))


def _comma(first: Inlines, second: Inlines) -> Inlines:
    return (*first, Text(", "), *second)


def opening(pen: Pen, rule: CalendarRule) -> Inlines:
    """Weekly hours: `Monday to Friday 08:00–17:00`."""
    if rule.kind == "always":
        return pen.say("hours-always")
    days = weekdays(pen, rule.weekdays)
    if not rule.hours or rule.hours == ((0, _DAY),):
        return pen.say("hours-all-day", days=days)
    return pen.say("hours-on", days=days, hours=spans(pen, rule.hours))


def dated(pen: Pen, rule: CalendarRule) -> Inlines:
    """Single dates, with their hours when not the whole day."""
    if rule.first is None:
        raise ValueError("a dated rule has a date")
    date = text(pen.written(Day(rule.first)))
    if rule.last is not None:
        date = pen.say("range", first=Day(rule.first), last=Day(rule.last))
    return pen.say("hours-on-date", date=date, hours=spans(pen, rule.hours)) if rule.hours else date


def exceptions(pen: Pen, rules: Sequence[CalendarRule]) -> list[Inlines]:
    """When it is closed: holidays, weekdays, dates."""
    places = [text(place_words(pen, r.place)) for r in rules if r.kind == "holidays"]
    said = [pen.say("holidays-of", places=pen.join(places))] if places else []
    said += [opening(pen, r) for r in rules if r.kind == "closed_days"]
    return said + [dated(pen, r) for r in rules if r.kind == "closed_date"]


def place_words(pen: Pen, place: str) -> str:
    """A country, with the code of its part: `Germany (BY)`."""
    country, _, part = place.partition("-")
    return pen.w.formats.country(country) + (f" ({part})" if part else "")


def weekdays(pen: Pen, days: Sequence[int]) -> Inlines:
    """Weekdays, three or more in a row as a range."""
    runs: list[list[int]] = []
    for day in days:
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    names = pen.w.formats.weekday
    said: list[Inlines] = []
    for run in runs:
        if len(run) > 2:
            said.append(pen.say("hours-days-range", first=text(names(run[0])), last=text(names(run[-1]))))
        else:
            said.extend(text(names(day)) for day in run)
    return pen.join(said)


def spans(pen: Pen, hours: Sequence[tuple[int, int]]) -> Inlines:
    """Times of day, those that run past midnight said so."""
    said = []
    for start, end in hours:
        past = end <= start or end > _DAY
        message = "hours-next-day" if past else "hours-from-to"
        close = end if end <= _DAY else end - _DAY
        said.append(pen.say(message, **{"from": Clock(start)}, to=Clock(close)))
    return pen.join(said)


def window_words(pen: Pen, window: Window) -> list[Inlines]:
    """When an exclusion may be used; a window on several weekdays of the month is said day by day."""
    hours = spans(pen, [window.hours])
    if window.kind == "weekly" and window.ordinal is None:
        return [pen.say("window-weekly", days=weekdays(pen, window.weekdays), hours=hours)]
    if window.kind == "weekly":
        nth = _NTH[window.ordinal or 1]
        names = pen.w.formats.weekday
        return [pen.say("window-nth", nth=nth, day=text(names(d)), hours=hours) for d in window.weekdays]
    if window.first is None:
        raise ValueError("a dated window has a first instant")
    if window.last is None:
        return [pen.say("window-dated", date=Day(window.first.date()), hours=hours)]
    return [
        pen.say(
            "window-stretch", **{"from": Instant(_minute(window.first))}, to=Instant(_minute(window.last))
        )
    ]


def _minute(moment: datetime) -> datetime:
    return moment - timedelta(seconds=moment.second)
