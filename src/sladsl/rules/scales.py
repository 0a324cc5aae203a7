"""A scale of credits laid along the values a metric can take: which rows apply where, and what is met there.

The axis is cut at every number that the rows and the target name, into points and the open stretches
between them; inside one piece nothing changes, so that looking at one value of each piece is a proof.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor
from typing import TypeAlias

from sladsl.exact.durations import MINUTE, CalendarDays, Duration, Months, WorkingDays, Years
from sladsl.exact.ratio import decimal_places, exact_decimal
from sladsl.model.agreements import Guarantee
from sladsl.model.credits import CreditScheme, Tier
from sladsl.model.metrics import CountOfEvents
from sladsl.model.values import Ratio, Value
from sladsl.model.written import value_text
from sladsl.records import record
from sladsl.rules.compare import at, direction, position
from sladsl.syntax.words import Comparator, TierWord

_DOWNWARD = ("below", "at most")
_UPWARD = ("above", "at least")


@record
class Piece:
    """A point (`low` equals `high`) or the open stretch between; `high` None runs on for ever.

    `rows` are the tiers that apply in it, `met` says whether its values fulfil the target.
    """

    low: Fraction
    high: Fraction | None
    rows: tuple[Tier, ...]
    met: bool

    @property
    def is_point(self) -> bool:
        return self.low == self.high


@record
class Scale:
    """The pieces that hold any value, from the best value to the worst."""

    guarantee: Guarantee
    scheme: CreditScheme
    pieces: tuple[Piece, ...]
    step: Fraction | None
    """The distance between two values that can occur, after rounding; None when every value can."""

    def value(self, place: Fraction) -> str:
        found = at(place, self.guarantee.target)
        # Two values of a scale may be less than a millisecond apart, to which durations are rounded.
        exact = exact_decimal(found.seconds) if isinstance(found, Duration) and found.seconds < 1 else None
        return value_text(found) if exact is None else f"{exact} s"

    def witness(self, piece: Piece) -> str:
        """One value of the piece that can occur: a round one, next to the better end."""
        like = self.guarantee.target
        downwards = direction(self.guarantee.comparator) == "higher"
        if piece.is_point:
            return self.value(piece.low)
        if self.step is not None:
            place = _on_grid(piece.low, piece.high, self.step, downwards)
            return self.value(piece.low if place is None else place)
        return self.value(_roundest(piece.low, piece.high, like, downwards))

    def said(self, piece: Piece) -> str:
        """The piece in words: `exactly 99%`, `a value of 98.95%`."""
        text = self.witness(piece)
        return f"exactly {text}" if piece.is_point else f"a value of {text}"

    @property
    def last_place(self) -> Fraction | None:
        """One unit in the last decimal in which the scale is written; None for times."""
        places = self.places
        factor = 100 if isinstance(self.guarantee.target, Ratio) else 1
        return None if places is None else Fraction(1, factor * 10**places)

    @property
    def places(self) -> int | None:
        """The decimals with which the scale is written."""
        target = self.guarantee.target
        factor = 100 if isinstance(target, Ratio) else 1
        goal, rows = position(target, target), _rows(self.guarantee, self.scheme.tiers)
        if goal is None or rows is None:
            return None
        ends = (goal, *(end for row in rows for end in row.ends()))
        known = [p for p in (decimal_places(end * factor) for end in ends) if p is not None]
        return max(known, default=None)


@record
class _Stretch:
    """Where one row applies; None is no end."""

    low: Fraction | None
    low_closed: bool
    high: Fraction | None
    high_closed: bool


@record
class _Row:
    """What a row says without what it pays: its bound, and where it applies by its own words."""

    kind: TierWord
    bound: Fraction | None
    stretch: _Stretch | None

    def ends(self) -> Iterator[Fraction]:
        """Every number that it names."""
        if self.bound is not None:
            yield self.bound
        if self.stretch is not None:
            yield from (end for end in (self.stretch.low, self.stretch.high) if end is not None)


def scale_of(guarantee: Guarantee, scheme: CreditScheme | None) -> Scale | None:
    """The scale of a promise; None where there are no tiers, or numbers of a kind that does not fit."""
    target = guarantee.target
    goal = position(target, target)
    counted = isinstance(target, WorkingDays | CalendarDays | Months | Years)
    if scheme is None or not scheme.tiers or guarantee.comparator == "=" or goal is None or counted:
        return None
    rows = _rows(guarantee, scheme.tiers)
    if rows is None:
        return None
    step = _step(guarantee)
    rest = tuple(tier for tier in scheme.tiers if tier.kind == "otherwise")[:1]
    pieces = []
    for low, high, met, numbers in _laid(guarantee.comparator, goal, isinstance(target, Ratio), rows, step):
        found = tuple(scheme.tiers[number] for number in numbers)
        if len(found) > 1:
            found = tuple(sorted(found, key=lambda tier: tier.span.start))
        pieces.append(Piece(low, high, found or (() if met else rest), met))
    return Scale(guarantee, scheme, tuple(pieces), step)


def _rows(guarantee: Guarantee, tiers: Sequence[Tier]) -> tuple[_Row, ...] | None:
    """The rows on the target's axis; None when a number is of another kind, or a `when` row has no range."""
    rows: list[_Row] = []
    for tier in tiers:
        bound = stretch = None
        if tier.bound is not None:
            bound = position(tier.bound, guarantee.target)
            if bound is None:
                return None
        if tier.range is not None:
            low, high = tier.range.low, tier.range.high
            start = position(low, guarantee.target) if low is not None else None
            stop = position(high, guarantee.target) if high is not None else None
            if (start is None) != (low is None) or (stop is None) != (high is None):
                return None
            stretch = _Stretch(start, tier.range.low_closed, stop, tier.range.high_closed)
        if tier.kind == "when" and stretch is None:
            return None
        rows.append(_Row(tier.kind, bound, stretch))
    return tuple(rows)


def _stretches(rows: Sequence[_Row]) -> list[tuple[int, _Stretch]]:
    """Where each row applies: a row with a bound up to the next stricter one, a `when` row as it says."""
    result = [(number, row.stretch) for number, row in enumerate(rows) if row.kind == "when" and row.stretch]
    for kinds, upward in ((_DOWNWARD, False), (_UPWARD, True)):
        bounds = [
            (row.bound, row.kind in ("at most", "at least"), number)
            for number, row in enumerate(rows)
            if row.kind in kinds and row.bound is not None
        ]
        # The strictest row first: the smallest bound downwards, the open end before the closed one.
        bounds.sort(key=lambda each: (-each[0] if upward else each[0], each[1]))
        before: tuple[Fraction, bool] | None = None
        current: tuple[Fraction, bool] | None = None
        for bound, closed, number in bounds:
            if (bound, closed) != current:
                before, current = current, (bound, closed)
            inner, inner_closed = (None, False) if before is None else (before[0], not before[1])
            if upward:
                result.append((number, _Stretch(bound, closed, inner, inner_closed)))
            else:
                result.append((number, _Stretch(inner, inner_closed, bound, closed)))
    return result


def _met(comparator: Comparator, goal: Fraction, marks: list[Fraction]) -> range:
    """The numbers of the pieces that fulfil the target."""
    # A goal beside the axis stands before its first piece or after its last.
    place = 2 * bisect_left(marks, goal) if goal >= marks[0] else -1
    match comparator:
        case ">=":
            return range(place, 2 * len(marks))
        case ">":
            return range(place + 1, 2 * len(marks))
        case "<=":
            return range(place + 1)
        case _:
            return range(max(place, 0))


_Laid: TypeAlias = tuple[Fraction, Fraction | None, bool, tuple[int, ...]]


@lru_cache(maxsize=256)
def _laid(
    comparator: Comparator, goal: Fraction, of_all: bool, rows: tuple[_Row, ...], step: Fraction | None
) -> tuple[_Laid, ...]:
    """The inhabited pieces from the best value to the worst: the ends of each, whether the target is met in
    it, and the numbers of the rows that apply. Values end at 1 where they are shares `of_all`.

    Many promises of a house have the same scale.
    """
    top = Fraction(1) if of_all else None
    ends = {goal, *(end for row in rows for end in row.ends())}
    inside = {end for end in ends if end >= 0 and (top is None or end <= top)}
    marks = sorted(inside | {Fraction(0)} | ({top} if top is not None else set()))
    met = _met(comparator, goal, marks)
    # Piece 2k is the k-th mark, 2k + 1 what follows it.
    index = {mark: 2 * k for k, mark in enumerate(marks)}
    count = 2 * len(marks) - (top is not None)
    begins: list[list[int]] = [[] for _ in range(count + 1)]
    stops: list[list[int]] = [[] for _ in range(count + 1)]
    for number, stretch in _stretches(rows):
        first = _first(stretch, index, marks)
        last = _last(stretch, index, marks, count)
        if first <= last:
            begins[first].append(number)
            stops[last + 1].append(number)
    found: list[_Laid] = []
    active: dict[int, None] = {}
    for i in range(count):
        for number in stops[i]:
            active.pop(number, None)
        for number in begins[i]:
            active[number] = None
        low = marks[i // 2]
        high = low if i % 2 == 0 else marks[i // 2 + 1] if i // 2 + 1 < len(marks) else None
        if step is None or _on_grid(low, high, step) is not None:
            found.append((low, high, i in met, tuple(active)))
    return tuple(found[::-1] if direction(comparator) == "higher" else found)


def _first(stretch: _Stretch, index: dict[Fraction, int], marks: Sequence[Fraction]) -> int:
    if stretch.low is None or stretch.low < marks[0]:
        return 0
    if stretch.low not in index:  # above the highest value there is
        return 2 * len(marks)
    return index[stretch.low] + (not stretch.low_closed)


def _last(stretch: _Stretch, index: dict[Fraction, int], marks: Sequence[Fraction], count: int) -> int:
    if stretch.high is None or stretch.high > marks[-1]:
        return count - 1
    if stretch.high not in index:  # below the lowest value there is
        return -1
    return index[stretch.high] - (not stretch.high_closed)


def _step(guarantee: Guarantee) -> Fraction | None:
    """Between values that can occur: the rounding's unit, or one for counted events."""
    if guarantee.rounding is not None:
        if isinstance(guarantee.target, Ratio):
            return Fraction(1, 10 ** (guarantee.rounding.places + 2))
        if isinstance(guarantee.target, Duration):  # the unit it is rounded in is not known here
            return None
        return Fraction(1, 10**guarantee.rounding.places)
    counts = isinstance(guarantee.metric.formula, CountOfEvents) and not guarantee.metric.with_previous
    return Fraction(1) if counts else None


def _on_grid(
    low: Fraction, high: Fraction | None, step: Fraction, downwards: bool = False
) -> Fraction | None:
    """The lowest or the highest multiple of `step` in a point or an open stretch; None when there is none."""
    if low == high:
        return low if low % step == 0 else None
    if downwards and high is not None:
        place = (ceil(high / step) - 1) * step
        return place if place > low else None
    place = (floor(low / step) + 1) * step
    return place if high is None or place < high else None


def _roundest(low: Fraction, high: Fraction | None, like: Value, downwards: bool) -> Fraction:
    """A value of an open stretch with as few decimals as possible."""
    step = Fraction(1, 100) if isinstance(like, Ratio) else Fraction(1)
    if isinstance(like, Duration):
        step = Fraction(MINUTE)
    while (place := _on_grid(low, high, step, downwards)) is None:
        step /= 10
    return place
