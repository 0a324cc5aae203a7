"""A case's way through hours and chains, walked on clocks that are read minute by minute: an oracle.

It knows weekly hours, closed dates, limits and chains as numbers, and the world's clocks from `zoneinfo`.
Hours open and close, and limits run, in whole minutes; a case may begin at any second. Instants are seconds.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

DAY = 1440
_AHEAD = 60 * DAY
"""So many minutes from the first one on are looked at."""
_STEP = 5
NEVER = 1 << 62
_CHANGE = 60
"""Clocks change by no more minutes than this."""
HOLIDAYS = ("2027-01-01", "2027-03-26", "2027-03-29", "2027-05-03", "2027-05-31", "2027-08-30")
"""Bank holidays in England in 2027 as gov.uk lists them, without those of December."""

Kind = Literal["seconds", "minutes", "working days", "calendar days", "end of working day"]


class TooFarError(Exception):
    """The walk does not end among the minutes that are looked at."""


@dataclass(frozen=True)
class Hours:
    """Weekly hours by the clock of a zone, as (first day, last day, opening, closing) in minutes of the day;
    those that close before they open run past midnight. None at all is round the clock."""

    zone: str
    weekly: tuple[tuple[int, int, int, int], ...] = ()
    closed: frozenset[date] = frozenset()
    on_holidays: bool = True


@dataclass(frozen=True)
class Promise:
    """So many seconds, minutes or days in some hours; days are dates of the promise's own zone."""

    kind: Kind
    count: int
    hours: Hours
    zone: str


@dataclass(frozen=True)
class Pair:
    """One after the other, with so many minutes in between; or two of which the later one decides, as
    alternatives (`or`) and as branches (`with`)."""

    one: Chain
    word: Literal["then", "or", "with"]
    two: Chain
    handover: int = 0


Chain = Promise | Pair


@lru_cache(maxsize=64)
def _shown(zone: str, first: int) -> array[int]:
    """What the clock of a zone shows in every minute from `first` on, as minutes since the year 1."""
    tz, found = ZoneInfo(zone), array("q")
    for minute in range(first, first + _AHEAD):
        at = datetime.fromtimestamp(minute * 60, tz)
        found.append(at.toordinal() * DAY + at.hour * 60 + at.minute)
    return found


@lru_cache(maxsize=32)
def _opened(hours: Hours, first: int) -> array[int]:
    """The open minutes, by their numbers from `first` on."""
    if not hours.weekly:
        return array("q", range(_AHEAD))
    week = [bytearray(DAY) for _ in range(7)]
    for begin, last, opening, closing in hours.weekly:
        for day in range(begin, last + 1):
            for minute in range(opening, closing if opening < closing else closing + DAY):
                week[(day + minute // DAY) % 7][minute % DAY] = 1
    closed = {day.toordinal() for day in hours.closed}
    if not hours.on_holidays:
        closed |= {date.fromisoformat(day).toordinal() for day in HOLIDAYS}
    found = array("q")
    for number, shown in enumerate(_shown(hours.zone, first)):
        day, minute = divmod(shown, DAY)
        if week[(day - 1) % 7][minute] and day not in closed:
            found.append(number)
    return found


@lru_cache(maxsize=64)
def _dates(hours: Hours, zone: str, first: int) -> tuple[int, ...]:
    """The dates of a zone with an open minute."""
    shown = _shown(zone, first)
    return tuple(sorted({shown[minute] // DAY for minute in _opened(hours, first)}))


@lru_cache(maxsize=1 << 16)
def _first_shown(zone: str, first: int, reading: int) -> int:
    """The first minute in which a clock shows that, or later."""
    shown = _shown(zone, first)
    at = max(0, reading - shown[0] - _CHANGE)
    while _at(shown, at) < reading:
        at += 1
    return at


@lru_cache(maxsize=1 << 16)
def _last_shown(zone: str, first: int, reading: int) -> int:
    """The minute from which on a clock shows nothing earlier than that."""
    shown = _shown(zone, first)
    at = reading - shown[0] + _CHANGE
    while _at(shown, at - 1) >= reading:
        at -= 1
    return at


@dataclass(frozen=True)
class Walk:
    """The clocks from a first minute on; no case begins before it."""

    first: int

    def done(self, chain: Chain, start: int) -> int:
        """When a case that begins at `start` is done at the latest, no promise in it broken: each is used up
        to its last second, or less where the next one then takes longer."""
        if isinstance(chain, Promise):
            return self._due(chain, start - self.first * 60) + self.first * 60
        one = self.done(chain.one, start)
        if chain.word != "then":
            return max(one, self.done(chain.two, start))
        until = one + chain.handover * 60
        falls = _falls(self, chain.two)
        near = falls[bisect_right(falls, (start, NEVER)) : bisect_right(falls, (until, NEVER))]
        return max([self.done(chain.two, until), *(before for _, before in near)])

    def _due(self, promise: Promise, start: int) -> int:
        opened = _opened(promise.hours, self.first)
        minute, second = divmod(start, 60)
        if promise.kind == "minutes":
            return _after(opened, minute, second, 60 * promise.count)
        if promise.kind == "seconds":
            return _after(opened, minute, second, promise.count)
        clock = promise.zone, self.first
        shown = _shown(*clock)
        if promise.kind == "calendar days":
            reading = shown[minute] + promise.count * DAY
            if not second:
                return 60 * _last_shown(*clock, reading)
            last = _last_shown(*clock, reading + 1)
            return 60 * (last - 1) + second if shown[last - 1] == reading else 60 * last
        # What begins while it is closed begins with the next opening.
        at = _at(opened, bisect_left(opened, minute))
        begun = second if at == minute else 0
        if promise.count == 0 and promise.kind == "working days":
            return 60 * at + begun
        day, reading = divmod(shown[at], DAY)
        dates = _dates(promise.hours, *clock)
        day = _at(dates, dates.index(day) + promise.count)
        if promise.kind == "end of working day":
            after = _first_shown(*clock, (day + 1) * DAY)
            return 60 * (opened[bisect_left(opened, after) - 1] + 1)
        reading += day * DAY
        there = _first_shown(*clock, reading)
        opening = _at(opened, bisect_left(opened, there))
        exactly = opening == there and shown[there] == reading
        return 60 * opening + (begun if exactly else 0)


@lru_cache(maxsize=64)
def _falls(walk: Walk, chain: Chain) -> list[tuple[int, int]]:
    """The instants at which a case that begins is done earlier than one that began a second before, and when
    that one is done. All is in multiples of five minutes."""
    found: list[tuple[int, int]] = []
    for minute in range(walk.first + _STEP, walk.first + _AHEAD // 2, _STEP):
        try:
            before, after = (walk.done(chain, minute * 60 - less) for less in (1, 0))
        except TooFarError:
            break
        if after < before:
            found.append((minute * 60, before))
    return found


def _after(opened: array[int], minute: int, second: int, seconds: int) -> int:
    """Until when no more than so many open seconds have passed."""
    place = bisect_left(opened, minute)
    gone = second if _at(opened, place) == minute else 0
    whole, rest = divmod(gone + seconds, 60)
    return 60 * _at(opened, place + whole) + rest


def _at(found: array[int] | tuple[int, ...], place: int) -> int:
    if place >= len(found):
        raise TooFarError
    return found[place]


def edges(hours: Hours, first: int) -> list[int]:
    """The instants at which hours open or close."""
    opened = set(_opened(hours, first))
    found = {at for minute in opened for at in (minute, minute + 1) if (at in opened) != (at - 1 in opened)}
    return sorted(60 * (first + at) for at in found)


def minute_of(day: date) -> int:
    """The minute in which a date begins at Greenwich."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) // 60


def begin_of(day: date, zone: str) -> int:
    """The instant at which a date begins in a zone, whose clocks change at other times."""
    return int(datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).timestamp())
