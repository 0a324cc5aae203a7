"""How many periods of one length lie in a period of another: three months in a quarter, weeks in a month."""

from __future__ import annotations

from datetime import date
from functools import cache

from sladsl.exact.periods import DAY, Cycle, Kind
from sladsl.model.resolve_periods import MONTHS
from sladsl.model.supports import Term
from sladsl.records import record

_MONTHS = {number: name for name, number in MONTHS.items()}
_ROLLING = (Kind.ROLLING.value, Kind.TRAILING.value)
_FIRST, _END = (date(year, 1, 1).toordinal() for year in (2024, 2052))
"""After these 28 years weekdays and leap days come round again."""
_EPOCH = date(1970, 1, 1).toordinal()


@record
class Stretch:
    """One period, wherever it is: the word of its kind, and the rest as in `Cycle`."""

    kind: str
    first_month: int = 1
    first_day: int = 1
    days: int = 0

    @property
    def cycle(self) -> Cycle:
        """The periods of that length, cut in UTC."""
        return Cycle(Kind(self.kind), "UTC", self.first_month, self.first_day, self.days)

    @property
    def word(self) -> str:
        """`month`; `year starting in April`; `30 days`."""
        if self.kind in _ROLLING:
            return f"{self.days} days"
        if self.first_month != 1:
            return f"{self.kind} starting in {_MONTHS[self.first_month]}"
        return self.kind

    @property
    def whole(self) -> str:
        """`a whole month`, `30 days`."""
        return self.word if self.kind in _ROLLING else f"a whole {self.word}"

    @property
    def one(self) -> str:
        """`a month`, `30 days`."""
        return self.word if self.kind in _ROLLING else f"a {self.word}"


@record
class Shape:
    """What tells one period of a length from another: its days, and how many whole weeks lie in it."""

    days: int
    weeks: int


def stretch_of(cycle: Cycle) -> Stretch:
    """The length of the periods of a promise or cap; zones do not matter."""
    if cycle.kind is Kind.BILLING_MONTH and cycle.first_day == 1:
        return Stretch(Kind.MONTH.value)
    return Stretch(cycle.kind.value, cycle.first_month, cycle.first_day, cycle.days)


@cache
def shapes(stretch: Stretch) -> tuple[Shape, ...]:
    """The shapes in which such a period comes, the shortest first."""
    if stretch.kind in _ROLLING:
        return (Shape(stretch.days, 0),)
    if stretch.kind == Kind.DAY.value:
        return (Shape(1, 0),)
    found = {_shape(first, end) for first, end in _dates(stretch)}
    return tuple(sorted(found, key=lambda shape: (shape.days, shape.weeks)))


def whole_in(part: Stretch, stretch: Stretch, shape: Shape) -> int:
    """How many whole periods `part` lie in a period `stretch` of that shape; where it varies otherwise, the
    fewest. 0 where none always does, and where windows roll."""
    if part == stretch:
        return 1
    if part.kind in _ROLLING or stretch.kind in _ROLLING:
        return 0
    if part.kind == Kind.DAY.value:
        return shape.days
    if part.kind == Kind.WEEK.value:
        return shape.weeks
    return _extremes(part, stretch)[0]


def always_in(part: Stretch, stretch: Stretch) -> bool:
    """Whether a whole period `part` lies in every period `stretch`."""
    return all(whole_in(part, stretch, shape) for shape in shapes(stretch))


@cache
def most_in(part: Stretch, stretch: Stretch) -> int:
    """The most whole periods `part` that any period `stretch` holds, and at least 1."""
    if part == stretch or part.kind in _ROLLING:
        return 1
    if stretch.kind in _ROLLING:
        return max(1, stretch.days * DAY // part.cycle.shortest(clocks=False))
    if part.kind == Kind.DAY.value:
        return max(shape.days for shape in shapes(stretch))
    if part.kind == Kind.WEEK.value:
        return max(1, *(shape.weeks for shape in shapes(stretch)))
    return max(1, _extremes(part, stretch)[1])


@cache
def most_begun(part: Stretch, stretch: Stretch) -> int:
    """The most periods `part` that share a day with a period `stretch`; of windows that roll `most_in`."""
    if part == stretch or part.kind in _ROLLING or stretch.kind in _ROLLING:
        return most_in(part, stretch)
    if part.kind == Kind.DAY.value:
        return most_in(part, stretch)
    parts, at = _dates(part), 0
    most = 1
    for first, end in _dates(stretch):
        while parts[at][1] <= first:
            at += 1
        last = at
        while last < len(parts) and parts[last][0] < end:
            last += 1
        most = max(most, last - at)
    return most


def length(stretch: Stretch) -> int:
    """The days of the longest such period, to put lengths in order."""
    return shapes(stretch)[-1].days


def example(stretch: Stretch, shape: Shape | None, days: Term) -> str | None:
    """The label of the first such period of that shape, or of any, that lies in some days."""
    for first, end in _dates(stretch):
        if days[0] <= first and end - 1 <= days[1] and (shape is None or _shape(first, end) == shape):
            return _label(stretch, first)
    return None


def _label(stretch: Stretch, first: int) -> str:
    return stretch.cycle.containing((first - _EPOCH) * DAY).label


def _shape(first: int, end: int) -> Shape:
    monday = first + (1 - first) % 7  # the first day of the proleptic calendar was a Monday
    return Shape(end - first, max(0, (end - monday) // 7))


@cache
def _dates(stretch: Stretch) -> tuple[tuple[int, int], ...]:
    """First days, and the days after the last, of all such periods that share a day with the sample."""
    periods = stretch.cycle.between((_FIRST - _EPOCH) * DAY, (_END - _EPOCH) * DAY)
    return tuple((period.start // DAY + _EPOCH, period.end // DAY + _EPOCH) for period in periods)


@cache
def _extremes(part: Stretch, stretch: Stretch) -> tuple[int, int]:
    """The fewest and the most whole periods `part` in a period `stretch` that lies in the sample."""
    parts = _dates(part)
    counts: list[int] = []
    at = 0
    for first, end in _dates(stretch):
        if first < _FIRST or end > _END:
            continue
        while parts[at][0] < first:
            at += 1
            if at == len(parts):
                return min(counts, default=0), max(counts, default=0)
        last = at
        while last < len(parts) and parts[last][1] <= end:
            last += 1
        counts.append(last - at)
    return min(counts, default=0), max(counts, default=0)
