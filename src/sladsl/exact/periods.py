"""Periods of account: how time is cut into days, months, quarters and the like in a zone."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from functools import cache, lru_cache

from sladsl.exact import zones
from sladsl.exact.zones import is_zone, zone_suggestions
from sladsl.records import record

__all__ = [
    "MONTHS_IN",
    "MONTHS_IN_WORD",
    "Cycle",
    "Kind",
    "Period",
    "is_zone",
    "kind_of",
    "labels_until",
    "parts_of",
    "same_cut",
    "zone_suggestions",
]

DAY = 86_400
# After 28 years weekdays, leap days and the clock changes that hang on them come round again.
_SAMPLE = range(2024, 2024 + 28)


class Kind(Enum):
    """How time is cut; the value is the word for it."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    BILLING_MONTH = "billing month"
    ROLLING = "rolling days"
    TRAILING = "trailing days"


MONTHS_IN: Mapping[Kind, int] = {Kind.MONTH: 1, Kind.BILLING_MONTH: 1, Kind.QUARTER: 3, Kind.YEAR: 12}
"""How many months a period has; those that have none are not in it."""
MONTHS_IN_WORD: Mapping[str, int] = {"month": 1, "quarter": 3, "year": 12}
"""The same for the words of fees, caps and budgets."""
_LABELS = {
    Kind.DAY: re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII),
    Kind.WEEK: re.compile(r"(\d{4})-W(\d\d)", re.ASCII),
    Kind.MONTH: re.compile(r"(\d{4})-(\d\d)", re.ASCII),
    Kind.QUARTER: re.compile(r"(\d{4})-Q([1-4])", re.ASCII),
    Kind.YEAR: re.compile(r"(\d{4})", re.ASCII),
}
_WHOLE_DAYS = (Kind.DAY, Kind.WEEK, Kind.MONTH, Kind.QUARTER, Kind.YEAR, Kind.BILLING_MONTH)
_SAME_LABEL = {Kind.BILLING_MONTH: Kind.MONTH, Kind.ROLLING: Kind.DAY}


@record
class Period:
    """One period: [start, end) in UTC seconds, and its label."""

    start: int
    end: int
    label: str

    @property
    def length(self) -> int:
        """Seconds from start to end."""
        return self.end - self.start

    def __contains__(self, instant: int) -> bool:
        return self.start <= instant < self.end


@record
class Cycle:
    """A way of cutting time in a zone.

    Weeks begin on Monday. `first_month` shifts quarters and years, `first_day` shifts them and
    billing months, to the month's last day where the month is too short; both carry the name of the
    calendar year or month in which they begin. `days` is the length of the last two kinds: ROLLING are
    the so many local dates up to and with the one in hand, so a new one begins every midnight;
    TRAILING are the so many times 24 hours that end at the instant in hand.
    """

    kind: Kind
    zone: str
    first_month: int = 1
    first_day: int = 1
    days: int = 0

    def __post_init__(self) -> None:
        if not (1 <= self.first_month <= 12 and 1 <= self.first_day <= 31):
            raise ValueError("a period begins on a day of a month of the year")
        if self.kind in (Kind.ROLLING, Kind.TRAILING) and self.days < 1:
            raise ValueError("rolling and trailing periods are at least one day long")

    def containing(self, instant: int) -> Period:
        """The period in which the instant lies; for TRAILING the one that ends at it."""
        if self.kind is Kind.TRAILING:
            return self._trailing(instant)
        index = self._index(zones.wall(zones.load(self.zone), instant).date())
        # Clocks set back over midnight return to a date that was already over.
        while self._period(index).end <= instant:
            index += 1
        return self._period(index)

    def at(self, label: str) -> Period | None:
        """The period of a label such as `2027-11`, `2027-Q3`, `2027`, `2027-W07`, `2027-11-26`.

        None when the label is of another kind, or no such period exists. ROLLING periods are named
        by their last date, TRAILING ones by the instant they end at, `2027-11-26T18:00:00Z`.
        """
        try:
            if self.kind is Kind.TRAILING:
                end = datetime.strptime(label, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
                return self._trailing(int(end.timestamp()))
            index = self._labelled(label)
            period = None if index is None else self._period(index)
        except (ValueError, OverflowError):
            return None
        return period if period is not None and period.length > 0 else None

    def next(self, period: Period) -> Period:
        """The period after: where it ends, a date later for ROLLING, its whole length later for TRAILING."""
        return self._step(period, 1)

    def previous(self, period: Period) -> Period:
        """The period before."""
        return self._step(period, -1)

    def between(self, start: int, end: int) -> tuple[Period, ...]:
        """Every period that shares an instant with [start, end), in order."""
        if start >= end:
            return ()
        found = [self.containing(start)]
        index = self._labelled(found[0].label) if self.kind is not Kind.TRAILING else None
        while found[-1].end < end:
            if index is None:
                found.append(self.next(found[-1]))
                continue
            index += 1
            period = self._period(index)
            if period.length > 0:  # no date skipped at the date line
                found.append(period)
        return tuple(found)

    def shortest(self, *, clocks: bool = True) -> int:
        """Seconds of the shortest such period: 28 days for a month; `clocks` counts their changes in."""
        return _extremes(self, clocks)[0]

    def longest(self, *, clocks: bool = True) -> int:
        """Seconds of the longest such period: 31 days for a month; `clocks` counts their changes in."""
        return _extremes(self, clocks)[1]

    def _step(self, period: Period, by: int) -> Period:
        if self.kind is Kind.TRAILING:
            return self._trailing(period.end + by * self.days * DAY)
        index = self._labelled(period.label)
        if index is None:
            raise ValueError(f"{period.label} is no {self.kind.value}")
        index += by
        while self._period(index).length == 0:  # a date skipped at the date line
            index += by
        return self._period(index)

    def _trailing(self, end: int) -> Period:
        label = datetime.fromtimestamp(end, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return Period(end - self.days * DAY, end, label)

    def _period(self, index: int) -> Period:
        return _numbered(self, index)

    def _index(self, day: date) -> int:
        """The number of the period in which the date lies, counted from a fixed one."""
        if self.kind in (Kind.DAY, Kind.ROLLING):
            return day.toordinal()
        if self.kind is Kind.WEEK:
            return (day.toordinal() - 1) // 7
        month = day.year * 12 + day.month - 1
        begun = day >= self._day_in(month)
        return (month - (not begun) - self._shift()) // MONTHS_IN[self.kind]

    def _dates(self, index: int) -> tuple[date, date]:
        """The first date of that period, and the date after its last."""
        if self.kind is Kind.DAY:
            return date.fromordinal(index), date.fromordinal(index + 1)
        if self.kind is Kind.ROLLING:
            return date.fromordinal(index + 1 - self.days), date.fromordinal(index + 1)
        if self.kind is Kind.WEEK:
            return date.fromordinal(index * 7 + 1), date.fromordinal(index * 7 + 8)
        step = MONTHS_IN[self.kind]
        month = index * step + self._shift()
        return self._day_in(month), self._day_in(month + step)

    def _shift(self) -> int:
        return self.first_month - 1 if self.kind in (Kind.QUARTER, Kind.YEAR) else 0

    def _day_in(self, month: int) -> date:
        year, month_before = divmod(month, 12)
        first = 1 if self.kind is Kind.MONTH else self.first_day
        return date(year, month_before + 1, min(first, calendar.monthrange(year, month_before + 1)[1]))

    def _label(self, index: int) -> str:
        match _SAME_LABEL.get(self.kind, self.kind):
            case Kind.DAY:
                return date.fromordinal(index).isoformat()
            case Kind.WEEK:
                year, week, _ = date.fromordinal(index * 7 + 1).isocalendar()
                return f"{year:04}-W{week:02}"
            case Kind.MONTH:
                return f"{index // 12:04}-{index % 12 + 1:02}"
            case Kind.QUARTER:
                return f"{index // 4:04}-Q{index % 4 + 1}"
            case _:
                return f"{index:04}"

    def _labelled(self, label: str) -> int | None:
        kind = _SAME_LABEL.get(self.kind, self.kind)
        match = _LABELS[kind].fullmatch(label)
        if match is None:
            return None
        numbers = [int(group) for group in match.groups()]
        match kind:
            case Kind.DAY:
                return date(*numbers).toordinal()
            case Kind.WEEK:
                return (date.fromisocalendar(numbers[0], numbers[1], 1).toordinal() - 1) // 7
            case Kind.MONTH:
                return date(numbers[0], numbers[1], 1).year * 12 + numbers[1] - 1
            case Kind.QUARTER:
                return numbers[0] * 4 + numbers[1] - 1
            case _:
                return numbers[0]


def kind_of(label: str) -> Kind | None:
    """Which of day, week, month, quarter and year a label is written like; None for none of them."""
    return next((kind for kind, pattern in _LABELS.items() if pattern.fullmatch(label)), None)


@lru_cache(maxsize=32_768)
def _numbered(cycle: Cycle, index: int) -> Period:
    zone = zones.load(cycle.zone)
    start, end = cycle._dates(index)
    return Period(zones.day_start(zone, start), zones.day_start(zone, end), cycle._label(index))


@cache
def _extremes(cycle: Cycle, clocks: bool) -> tuple[int, int]:
    if cycle.kind is Kind.TRAILING:
        return cycle.days * DAY, cycle.days * DAY
    first, last = cycle._index(date(_SAMPLE[0], 1, 1)), cycle._index(date(_SAMPLE[-1], 12, 31))
    if clocks:
        lengths = {cycle._period(index).length for index in range(first, last + 1)}
    else:
        spans = (cycle._dates(index) for index in range(first, last + 1))
        lengths = {(end - start) // timedelta(days=1) * DAY for start, end in spans}
    return min(lengths), max(lengths)


def same_cut(left: Cycle | None, right: Cycle | None) -> bool:
    """Whether two cycles have the same length and begin; zones may differ."""
    if left is None or right is None:
        return left is right
    return (left.kind, left.first_month, left.first_day, left.days) == (
        right.kind,
        right.first_month,
        right.first_day,
        right.days,
    )


def parts_of(short: Cycle | None, long: Cycle | None) -> int | None:
    """How many of the short periods make up a long one, whatever the zones: 0 where their number varies, None
    where they do not."""
    if same_cut(short, long):
        return 1
    if short is None or long is None:
        return None
    if short.kind is Kind.DAY and long.kind in _WHOLE_DAYS:
        return 0
    few, many = MONTHS_IN.get(short.kind), MONTHS_IN.get(long.kind)
    if few is not None and many is not None and Kind.BILLING_MONTH not in (short.kind, long.kind):
        aligned = long.first_day == (1 if short.kind is Kind.MONTH else short.first_day)
        if few < many and aligned and (long.first_month - short.first_month) % few == 0:
            return many // few
    return None


def labels_until(last: str, count: int) -> tuple[str, ...]:
    """`count` labels of which `last` is the last, the oldest first; none when it is no label."""
    kind = kind_of(last)
    cycle = Cycle(kind, "UTC") if kind is not None else None
    period = cycle.at(last) if cycle is not None else None
    if cycle is None or period is None:
        return ()
    found = [period]
    while len(found) < count:
        found.append(cycle.previous(found[-1]))
    return tuple(p.label for p in reversed(found))
