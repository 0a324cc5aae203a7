"""By which day something is due that is counted from the end of a period or from the start of a term."""

from __future__ import annotations

from datetime import date

from sladsl.exact import opening, zones
from sladsl.exact.calendars import Always
from sladsl.exact.durations import CalendarDays, Duration, Months, TimeSpan, WorkingDays, Years
from sladsl.exact.periods import Period
from sladsl.model.agreements import Agreement


def due(agreement: Agreement, period: Period, within: TimeSpan) -> date | None:
    """The last day of a time that begins when the period ends; working days are those of the agreement's
    hours. None when it never ends."""
    zone = zones.load(agreement.zone)
    match within:
        case CalendarDays() | Months() | Years():
            return within.after(last_day(agreement, period))
        case WorkingDays(count):
            hours = agreement.hours.instants if agreement.hours is not None else Always()
            end = opening.add_working_days(hours, period.end, count, agreement.zone)
        case Duration(seconds):
            end = period.end + int(seconds)
    return None if end is None else zones.wall(zone, max(end - 1, period.end)).date()


def last_day(agreement: Agreement, period: Period) -> date:
    """The last local date of the period."""
    return zones.wall(zones.load(agreement.zone), period.end - 1).date()


def next_review(agreement: Agreement, period: Period) -> date | None:
    """The day on which a review is due; None where none is agreed.

    It is counted from the last one, where the agreement says when that was, and may be over. Else it is the
    first day after the period, counted from the first of the term.
    """
    every, term = agreement.review, agreement.effective
    if not isinstance(every, CalendarDays | Months | Years) or every.count < 1:
        return None
    if agreement.reviewed is not None:
        return every.after(agreement.reviewed)
    if term is None:
        return None
    after = last_day(agreement, period)
    kind, count = type(every), every.count
    times = 1
    while (day := kind(count * times).after(term.first)) <= after:
        times += 1
    return day


def last_notice(agreement: Agreement, period: Period) -> tuple[date, date] | None:
    """The last day to give notice before the current term ends, and the day it ends."""
    term = agreement.effective
    if term is None or term.until is None or not isinstance(term.notice, CalendarDays | Months | Years):
        return None
    after, end, times = last_day(agreement, period), term.until, 0
    notice = type(term.notice)(-term.notice.count)
    while notice.after(end) <= after:
        times += 1
        if not isinstance(term.renews, CalendarDays | Months | Years) or term.renews.count < 1:
            return None
        end = type(term.renews)(term.renews.count * times).after(term.until)
    return notice.after(end), end
