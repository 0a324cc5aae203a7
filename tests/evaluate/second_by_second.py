"""An oracle that knows no intervals: every second of a few days is a byte, every rule a walk over them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

Span = tuple[int, int]
MARGIN = 40 * 3600


@dataclass
class Day:
    """A period of a few days, with a margin to both sides; `at(t)` is the place of an instant."""

    start: int
    end: int
    zone: str
    first: int = field(init=False)
    size: int = field(init=False)

    def __post_init__(self) -> None:
        self.first = self.start - MARGIN
        self.size = self.end + MARGIN - self.first

    def blank(self) -> bytearray:
        return bytearray(self.size)

    def painted(self, spans: Iterable[Span]) -> bytearray:
        made = self.blank()
        for a, b in spans:
            low, high = max(a - self.first, 0), min(b - self.first, self.size)
            if low < high:
                made[low:high] = b"\1" * (high - low)
        return made

    def minutes(self, holds: Callable[[datetime], bool]) -> bytearray:
        """Every minute at which the zone's clocks read something that holds."""
        made, tz = self.blank(), ZoneInfo(self.zone)
        for minute in range(0, self.size, 60):
            if holds(datetime.fromtimestamp(self.first + minute, tz)):
                made[minute : minute + 60] = b"\1" * 60
        return made

    def period(self) -> bytearray:
        return self.painted([(self.start, self.end)])


def both(a: bytes, b: bytes) -> bytearray:
    return bytearray((int.from_bytes(a, "big") & int.from_bytes(b, "big")).to_bytes(len(a), "big"))


def either(a: bytes, b: bytes) -> bytearray:
    return bytearray((int.from_bytes(a, "big") | int.from_bytes(b, "big")).to_bytes(len(a), "big"))


def without(a: bytes, b: bytes) -> bytearray:
    ones = int.from_bytes(b"\1" * len(a), "big")
    return bytearray((int.from_bytes(a, "big") & (ones ^ int.from_bytes(b, "big"))).to_bytes(len(a), "big"))


def runs(painted: bytes) -> list[Span]:
    """Stretches of ones, as places."""
    found, at = [], 0
    while (start := painted.find(1, at)) >= 0:
        end = painted.find(0, start)
        at = end if end >= 0 else len(painted)
        found.append((start, at))
    return found


def forgiven(painted: bytes, limit: int) -> bytearray:
    made = bytearray(painted)
    for a, b in runs(painted):
        if b - a < limit:
            made[a:b] = bytes(b - a)
    return made


def whole_minutes(painted: bytes, first: int) -> bytearray:
    """Only the minutes of the clock that are painted from end to end."""
    made = bytearray(len(painted))
    for at in range(-first % 60, len(painted) - 59, 60):
        if painted[at : at + 60] == b"\1" * 60:
            made[at : at + 60] = b"\1" * 60
    return made


def first_of(painted: bytes, seconds: int) -> bytearray:
    made = bytearray(painted)
    for a, b in runs(painted):
        keep = min(b - a, max(seconds, 0))
        made[a + keep : b] = bytes(b - a - keep)
        seconds -= keep
    return made


def share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None
