"""Which of two lengths of time is the longer one, and which of two limits per period lets more happen."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from sladsl.exact.durations import CalendarDays, Duration, Months, TimeSpan, WorkingDays, Years
from sladsl.exact.periods import MONTHS_IN_WORD
from sladsl.rules.lengths import bounds

_CLOCKS = Fraction(3600)
"""Hours are so many seconds off days at most, where clocks are set in between."""


def longer(old: TimeSpan | None, new: TimeSpan | None) -> int | None:
    """1 when the new time is the longer one whenever it begins, -1 the shorter; None where that hangs on
    when, or on the hours."""
    months = _months(old), _months(new)
    if months[0] is not None and months[1] is not None:
        return (months[1] > months[0]) - (months[1] < months[0])
    for kind in (WorkingDays, CalendarDays):
        if isinstance(old, kind) and isinstance(new, kind):
            return (new.count > old.count) - (new.count < old.count)
    if old is None or new is None:
        return None
    if isinstance(old, Duration) and isinstance(new, Duration):
        return (new.seconds > old.seconds) - (new.seconds < old.seconds)
    slack = _CLOCKS if isinstance(old, Duration) or isinstance(new, Duration) else Fraction(0)
    here, there = bounds(new), bounds(old)
    if here[0] >= there[1] + slack:
        return 1
    return -1 if here[1] + slack <= there[0] else None


def _months(span: TimeSpan | None) -> int | None:
    if isinstance(span, Months):
        return span.count
    return span.count * 12 if isinstance(span, Years) else None


def more_per_period(old: tuple[Fraction, str], new: tuple[Fraction, str]) -> int | None:
    """1 where a limit per period lets more happen than another one did, whatever falls when; -1 for less.

    What a month lets happen a quarter does three times over; what a quarter lets happen may all fall into one
    of its months. None where it hangs on when things happen.
    """
    if old[1] == new[1]:
        return (new[0] > old[0]) - (new[0] < old[0])
    few, many = MONTHS_IN_WORD.get(old[1]), MONTHS_IN_WORD.get(new[1])
    if few is None or many is None:
        return None
    if few > many:
        found = more_per_period(new, old)
        return -found if found is not None else None
    if new[0] >= old[0] * (many // few):
        return 1
    return -1 if new[0] <= old[0] else None


def as_early(many: Iterable[Fraction], few: Iterable[Fraction]) -> bool:
    """Whether every one of the few has one of its own among the many that is no later."""
    first, second = sorted(many), sorted(few)
    pairs = zip(first, second, strict=False)
    return len(first) >= len(second) and all(one <= two for one, two in pairs)


def opposite(sign: int | None) -> int | None:
    """The sign the other way round."""
    return -sign if sign is not None else None


def agreed(*signs: int | None) -> int | None:
    """The one sign of several that say something; 0 where none does, None where they differ or one is
    unknown."""
    found = set(signs) - {0}
    return found.pop() if len(found) == 1 else (None if found else 0)
