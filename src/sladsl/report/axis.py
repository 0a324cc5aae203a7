"""The upright axis of a trend: from where to where it goes, and where its lines stand, exactly."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor

from sladsl.records import record

_TIMES = tuple(
    Fraction(each)
    for each in (
        "0.001", "0.002", "0.005", "0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1", "2", "5", "10", "15",
        "30", "60", "120", "300", "600", "900", "1800", "3600", "7200", "14400", "21600", "43200", "86400",
    )
)  # fmt: skip
_ROOM = 10
"""A share that misses its target by more than so many times what the target allows is drawn at the edge."""
_FAR = 4
"""So is a time or number that is more than so many times its target."""
_MOST_LINES = 5


@record
class Axis:
    """From `low` to `high`; `lines` are the values named beside it, `step` apart."""

    low: Fraction
    high: Fraction
    lines: tuple[Fraction, ...]
    step: Fraction

    def part(self, value: Fraction) -> Fraction:
        """Where a value lies between `low` (0) and `high` (1); at the edge where it is beyond."""
        return min(max((value - self.low) / (self.high - self.low), Fraction(0)), Fraction(1))

    def is_beyond(self, value: Fraction) -> bool:
        return not self.low <= value <= self.high


def axis(values: Sequence[Fraction], target: Fraction | None, higher: bool, kind: str) -> Axis:
    """The axis for these values and their target; `kind` is share, time or number.

    Shares of which more is better hang from 100%, since what matters of 99.95% is what is missing from
    it; all else stands on 0. A value far from everything else does not press the rest flat.
    """
    known = [*values, *([target] if target is not None else [])]
    if kind == "share" and higher:
        low = min(known, default=Fraction(0))
        if target is not None and target < 1:
            low = max(low, 1 - _ROOM * (1 - target))
        room = max(1 - low, Fraction(1, 10_000))
        return _lined(1 - room, Fraction(1), kind)
    high = max(known, default=Fraction(1))
    if target is not None and target > 0:
        high = min(high, _FAR * target)
    return _lined(min([Fraction(0), *known]), (high if high > 0 else Fraction(1)) * Fraction(11, 10), kind)


def _lined(low: Fraction, high: Fraction, kind: str) -> Axis:
    step = _step((high - low) / _MOST_LINES, kind)
    first, last = ceil(low / step), floor(high / step)
    return Axis(low, high, tuple(step * n for n in range(first, last + 1)), step)


def _step(least: Fraction, kind: str) -> Fraction:
    """The smallest round number that is at least so much."""
    if kind == "time" and least <= _TIMES[-1]:
        return next(each for each in _TIMES if each >= least)
    power = Fraction(1)
    while power < least:
        power *= 10
    while power / 10 >= least:
        power /= 10
    return next(
        power * part for part in (Fraction(1, 5), Fraction(1, 2), Fraction(1)) if power * part >= least
    )
