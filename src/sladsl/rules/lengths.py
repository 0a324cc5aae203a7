"""Which of two spans of time is the shorter one whatever the calendar says, and a longer one."""

from __future__ import annotations

from fractions import Fraction

from sladsl.exact.durations import CalendarDays, Duration, Months, TimeSpan, WorkingDays, Years

_DAY = 86_400
_HOLIDAYS = 10
"""Working days are stretched by weekends and by at most so many holidays on end."""
_LEAST_DAYS = (0, 28, 59, 89, 120, 150, 181, 212, 242, 273, 303, 334)
_MOST_DAYS = (0, 31, 62, 92, 123, 153, 184, 215, 245, 276, 306, 337)
"""Days that so many months in a row have, at least and at most."""


def bounds(span: TimeSpan) -> tuple[Fraction, Fraction]:
    """The least and the most seconds that a span can take; days are of 24 hours."""
    match span:
        case Duration(seconds):
            return seconds, seconds
        case CalendarDays(count):
            return Fraction(count * _DAY), Fraction(count * _DAY)
        case WorkingDays(count):
            most = count + 2 * -(-count // 5) + _HOLIDAYS
            return Fraction(count * _DAY), Fraction(most * _DAY)
        case Months(count):
            return _months(count)
        case Years(count):
            return _months(12 * count)


def _months(count: int) -> tuple[Fraction, Fraction]:
    """Eight years have a leap day or two, also where a century has none; begun four years at most one."""
    years, rest = divmod(count, 12)
    least = 365 * years + years // 8 + _LEAST_DAYS[rest]
    most = 365 * years + -(-years // 4) + _MOST_DAYS[rest]
    return Fraction(least * _DAY), Fraction(most * _DAY)


def certainly_shorter(left: TimeSpan, right: TimeSpan) -> bool:
    """Whether `left` ends before `right` whenever both begin: 2 working days and 5, 30 days and 2 months."""
    if isinstance(left, WorkingDays) and isinstance(right, WorkingDays):
        return left.count < right.count
    if isinstance(left, (Months, Years)) and isinstance(right, (Months, Years)):
        return _count(left) < _count(right)
    return bounds(left)[1] < bounds(right)[0]


def no_longer(left: TimeSpan, right: TimeSpan) -> bool:
    """Whether `left` ends before `right` or with it whenever both begin: 30 days and 30 days, 28 days and a
    month."""
    return left == right or certainly_shorter(left, right) or bounds(left)[1] <= bounds(right)[0]


def longer(span: TimeSpan) -> TimeSpan:
    """A longer span whatever the calendar says: by one of what it is counted in, by an hour or a minute."""
    match span:
        case Duration(seconds):
            return Duration(seconds + (3600 if seconds % 3600 == 0 else 60))
        case WorkingDays(count):
            return WorkingDays(count + 1)
        case CalendarDays(count):
            return CalendarDays(count + 1)
        case Months(count):
            return Months(count + 1)
        case Years(count):
            return Years(count + 1)


def _count(span: Months | Years) -> int:
    return span.count if isinstance(span, Months) else 12 * span.count
