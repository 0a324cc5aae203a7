"""Which of two spans of time is the shorter one whatever the calendar says."""

from __future__ import annotations

from fractions import Fraction

from sladsl.exact.durations import CalendarDays, Duration, Months, TimeSpan, WorkingDays, Years

_DAY = 86_400
_HOLIDAYS = 10
"""Working days are stretched by weekends and by at most so many holidays on end."""


def bounds(span: TimeSpan) -> tuple[Fraction, Fraction]:
    """The least and the most seconds that a span can take."""
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
    """28 to 31 days each; over many months at most three days off the mean of 30.4."""
    days = Fraction(count * 146_097, 4800)
    return max(Fraction(28 * count), days - 3) * _DAY, min(Fraction(31 * count), days + 3) * _DAY


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


def _count(span: Months | Years) -> int:
    return span.count if isinstance(span, Months) else 12 * span.count
