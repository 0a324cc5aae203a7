"""Spans of time as people agree on them: elapsed time, working days, calendar days, months and years.

The five kinds never convert into one another: a day is not 24 hours when the clocks change, and a
working day has no length at all without a calendar.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from fractions import Fraction
from typing import TypeAlias

from sladsl.exact.ratio import exact_decimal, round_to
from sladsl.records import record

MILLISECOND = Fraction(1, 1000)
MINUTE = 60
HOUR = 3600

_ELAPSED = {"ms": MILLISECOND, "s": Fraction(1), "min": Fraction(MINUTE), "h": Fraction(HOUR)}
_MILLISECOND_PLACES = 3


class UnknownUnit(ValueError):  # noqa: N818
    """A unit of time that does not exist here."""


class WholeNumberNeeded(ValueError):  # noqa: N818
    """Days, months and years are counted, so half of one has no meaning."""


@record(order=True)
class Duration:
    """Elapsed time, in exact seconds; may be negative as a difference."""

    seconds: Fraction

    def __add__(self, other: Duration) -> Duration:
        return Duration(self.seconds + other.seconds)

    def __sub__(self, other: Duration) -> Duration:
        return Duration(self.seconds - other.seconds)

    def __mul__(self, factor: int | Fraction) -> Duration:
        return Duration(self.seconds * factor)

    __rmul__ = __mul__

    def __truediv__(self, other: Duration) -> Fraction:
        return self.seconds / other.seconds

    def __neg__(self) -> Duration:
        return Duration(-self.seconds)

    def __bool__(self) -> bool:
        return self.seconds != 0

    def parts(self) -> tuple[int, int, Fraction]:
        """Hours, minutes below 60 and exact seconds below 60, of the length without its sign."""
        minutes, seconds = divmod(abs(self.seconds), MINUTE)
        return int(minutes) // 60, int(minutes) % 60, seconds

    def text(self) -> str:
        """`1 h 30 min`, `43 min 12 s`, `0.5 s`, `0 s`: rounded half up to the millisecond."""
        shown = Duration(round_to(self.seconds, _MILLISECOND_PLACES))
        hours, minutes, seconds = shown.parts()
        words = []
        if hours:
            words.append(f"{hours} h")
        if minutes:
            words.append(f"{minutes} min")
        if seconds or not words:
            words.append(f"{exact_decimal(seconds)} s")
        return ("-" if shown.seconds < 0 else "") + " ".join(words)


def _counted(count: int, one: str) -> str:
    return f"{count} {one}" if abs(count) == 1 else f"{count} {one}s"


@record(order=True)
class WorkingDays:
    """So many working days of a calendar named elsewhere."""

    count: int

    def text(self) -> str:
        """`1 working day`, `3 working days`."""
        return _counted(self.count, "working day")


@record(order=True)
class CalendarDays:
    """So many days of the calendar on the wall."""

    count: int

    def text(self) -> str:
        """`1 day`, `30 days`."""
        return _counted(self.count, "day")

    def after(self, day: date) -> date:
        """The date so many days after `day`; a negative count goes back."""
        return day + timedelta(days=self.count)


@record(order=True)
class Months:
    """So many months by date."""

    count: int

    def text(self) -> str:
        """`1 month`, `12 months`."""
        return _counted(self.count, "month")

    def after(self, day: date) -> date:
        """The same day so many months on, or the month's last day when it has no such day."""
        year, month = divmod(day.year * 12 + day.month - 1 + self.count, 12)
        return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@record(order=True)
class Years:
    """So many years by date."""

    count: int

    def text(self) -> str:
        """`1 year`, `3 years`."""
        return _counted(self.count, "year")

    def after(self, day: date) -> date:
        """The same day so many years on; 29 February becomes the 28th where it must."""
        return Months(12 * self.count).after(day)


@record(order=True)
class DayTime:
    """A time of the day so many days after the one in hand, or working days; `clock` may be `end`."""

    days: int
    working: bool
    clock: str

    def text(self) -> str:
        """`end of working day 2`, `12:59 of next day`."""
        kind = "working day" if self.working else "day"
        day = {0: f"same {kind}", 1: f"next {kind}"}.get(self.days, f"{kind} {self.days}")
        return f"{self.clock} of {day}"


@record(order=True)
class Deadline:
    """An instant by which something is done, counted from the day on which it began: `due`, or `otherwise`
    for what began after the time of day `cut_off`."""

    due: DayTime
    cut_off: str = ""
    otherwise: DayTime | None = None
    event: str = ""

    def text(self) -> str:
        """`23:59 of same day when opened by 13:00, otherwise 12:59 of next day`."""
        if self.otherwise is None:
            return self.due.text()
        return f"{self.due.text()} when {self.event} by {self.cut_off}, otherwise {self.otherwise.text()}"


TimeSpan: TypeAlias = Duration | WorkingDays | CalendarDays | Months | Years

_COUNTED: dict[str, tuple[type[WorkingDays | CalendarDays | Months | Years], int]] = {
    "working day": (WorkingDays, 1),
    "day": (CalendarDays, 1),
    "week": (CalendarDays, 7),
    "month": (Months, 1),
    "year": (Years, 1),
}


def from_parts(amount: Fraction, unit: str) -> TimeSpan:
    """The span of `amount` of `unit`: `15 min`, `3 working days`, `2 weeks`.

    Raises UnknownUnit, and WholeNumberNeeded for a fraction of a counted unit.
    """
    if unit in _ELAPSED:
        return Duration(amount * _ELAPSED[unit])
    counted = _COUNTED.get(unit.removesuffix("s"))
    if counted is None:
        raise UnknownUnit(unit)
    kind, times = counted
    if amount.denominator != 1:
        raise WholeNumberNeeded(unit)
    return kind(int(amount) * times)
