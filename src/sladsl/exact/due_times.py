"""Due times as functions of the start: until when a step is in time, for every second at which it may begin.

Such a function consists of pieces on which it either stands still (the clock is not running at the start) or
moves along with the start. It hardly ever falls, but it may: what comes after a cut-off may be due earlier
than what came before it, as may what begins on the 29th and is due on the 28th a month later. Where a step
does not end within reach it is due `NEVER`, which is later than everything.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from functools import lru_cache

from sladsl.exact import zones
from sladsl.exact.calendars import Calendar
from sladsl.exact.intervals import Intervals
from sladsl.exact.known_hours import Known, by_date
from sladsl.exact.opening import add_working_days
from sladsl.records import record, replace

DAY = 86_400
FARTHEST = 3_660 * DAY
"""How far a step may reach before it counts as never due: ten years, in seconds."""
_FARTHER = 4
"""How many times as far hours are looked up, where those known so far are not enough."""
NEVER = 1 << 62


@record
class Piece:
    """From `start` on the function is `value`, growing with the start if it `moves`; seconds in UTC."""

    start: int
    value: int
    moves: bool

    def at(self, start: int) -> int:
        """The value at a start on the piece."""
        return self.value + (start - self.start if self.moves else 0)

    def since(self, start: int) -> Piece:
        """The piece from a later start on."""
        return Piece(start, self.at(start), self.moves)


@record
class DueTimes:
    """A function of the starts in [first, end). Pieces are in order, the first one begins at `first`."""

    pieces: tuple[Piece, ...]
    end: int

    @property
    def first(self) -> int:
        return self.pieces[0].start

    def at(self, start: int) -> int:
        """When a step that begins at `start` is due. Raises ValueError outside the starts it is known for."""
        if not self.first <= start < self.end:
            raise ValueError(f"{start} is outside {self.first} to {self.end}")
        return self.pieces[bisect_right(self.pieces, start, key=lambda p: p.start) - 1].at(start)

    def spans(self) -> Iterator[tuple[Piece, int]]:
        """Each piece and where it ends."""
        for number, piece in enumerate(self.pieces):
            after = number + 1
            yield piece, self.pieces[after].start if after < len(self.pieces) else self.end

    def within(self, first: int, end: int) -> DueTimes:
        """The same function for fewer starts."""
        place = bisect_right(self.pieces, first, key=lambda p: p.start) - 1
        last = bisect_left(self.pieces, end, key=lambda p: p.start)
        return DueTimes((self.pieces[place].since(first), *self.pieces[place + 1 : last]), end)

    def later_by(self, seconds: int) -> DueTimes:
        """The same, with every due time so much later: a hand-over at all hours."""
        if seconds > FARTHEST:
            return never(self.first, self.end)
        moved = (p if p.value == NEVER else replace(p, value=p.value + seconds) for p in self.pieces)
        return DueTimes(tuple(moved), self.end)

    @property
    def last(self) -> int | None:
        """The latest due time of the starts from which it is due; None where it never is."""
        known = (piece.at(stop - 1) for piece, stop in self.spans() if piece.value != NEVER)
        return max(known, default=None)

    @property
    def always(self) -> bool:
        """Whether it is due from every start."""
        return all(piece.value != NEVER for piece in self.pieces)

    @property
    def ever(self) -> DueTimes | None:
        """The same for the starts from which it is ever due: all before one from which it is not. None where
        there are none."""
        if self.always:
            return self
        end = next(piece.start for piece in self.pieces if piece.value == NEVER)
        return self.within(self.first, end) if end > self.first else None


def at_once(first: int, end: int) -> DueTimes:
    """No time at all: due when it begins."""
    return DueTimes((Piece(first, first, True),), end)


def never(first: int, end: int) -> DueTimes:
    """Never due."""
    return DueTimes((Piece(first, NEVER, False),), end)


@lru_cache(maxsize=512)
def open_time(calendar: Calendar, seconds: int, first: int, end: int) -> DueTimes:
    """Due as soon as more than so many open seconds of the calendar would have passed.

    A step that begins while the calendar is closed starts with the next opening; one whose time is used up
    when it closes is in time until it opens again.
    """
    hours = _enough(calendar, seconds, first, end)
    pieces: list[Piece] = []
    ahead, passed = 0, 0  # the interval in which the end lies, and the open seconds before it
    begun = 0  # open seconds before the interval in which the start lies
    at = first
    for opening, closing in hours:
        if at >= end:
            break

        def due(open_seconds: int) -> int:
            """Until when no more open seconds after `first` have passed; asked for with rising numbers."""
            nonlocal ahead, passed
            while ahead < len(hours) and open_seconds >= passed + hours[ahead][1] - hours[ahead][0]:
                passed += hours[ahead][1] - hours[ahead][0]
                ahead += 1
            return hours[ahead][0] + open_seconds - passed if ahead < len(hours) else NEVER

        if at < opening:
            pieces.append(Piece(at, due(begun + seconds), False))
            at = opening
        while at < min(closing, end):
            reached = due(begun + at - opening + seconds)
            if reached == NEVER:
                return DueTimes(joined([*pieces, Piece(at, NEVER, False)]), end)
            pieces.append(Piece(at, reached, True))
            # As long as the end stays in its interval, it moves along.
            room = hours[ahead][1] - pieces[-1].value
            at = min(closing, at + room)
        begun += closing - opening
    if at < end:
        pieces.append(Piece(at, NEVER, False))
    return DueTimes(joined(pieces), end)


def _enough(calendar: Calendar, seconds: int, first: int, end: int) -> Intervals:
    """The hours from `first` on, so far that a step from the last start before `end` gets more than its time;
    all within reach where that is not enough."""
    reach = max(4 * seconds, 14 * DAY)
    while reach < FARTHEST:
        hours = calendar.intervals(first, end + reach)
        after = sum(b - max(a, end - 1) for a, b in hours if b > end - 1)
        if after > seconds:
            return hours
        reach *= _FARTHER
    return _all_within_reach(calendar, first, end)


@lru_cache(maxsize=16)
def _all_within_reach(calendar: Calendar, first: int, end: int) -> Intervals:
    return calendar.intervals(first, end + FARTHEST)


def sampled(due: Callable[[int], int], edges: Iterable[int], first: int, end: int) -> DueTimes:
    """The pieces of any due time that changes its manner only at `edges`, which it is asked for."""
    marks = sorted({first, *(edge for edge in edges if first < edge < end)})
    pieces: list[Piece] = []

    def between(start: int, stop: int) -> None:
        low, high = due(start), due(stop - 1)
        straight = high - low in (0, stop - 1 - start)
        middle = (start + stop) // 2
        moves = high > low
        if straight and (stop - start < 3 or due(middle) == low + (middle - start if moves else 0)):
            pieces.append(Piece(start, low, moves))
        else:
            between(start, middle)
            between(middle, stop)

    for start, stop in zip(marks, [*marks[1:], end], strict=True):
        between(start, stop)
    return DueTimes(joined(pieces), end)


@lru_cache(maxsize=256)
def working_days(calendar: Calendar, count: int, zone: str, first: int, end: int) -> DueTimes:
    """Due so many working days after the start, at the same local time or the next opening after it; as
    `opening.add_working_days`, which it is tested against.
    """
    reach = (14 * count + 60) * DAY
    while reach < FARTHEST:
        found = _working_days(calendar.intervals(first, end + reach), count, zone, first, end)
        if found.always:
            return found
        reach *= _FARTHER
    return _working_days(_all_within_reach(calendar, first, end), count, zone, first, end)


def _working_days(hours: Intervals, count: int, zone: str, first: int, end: int) -> DueTimes:
    known = Known(hours)
    tz = zones.load(zone)
    parts = list(by_date(hours, zone))
    dates = sorted({day for day, _, _ in parts})
    number = {day: place for place, day in enumerate(dates)}
    pieces: list[Piece] = []
    at = first

    def due(start: int) -> int:
        found = add_working_days(known, start, count, zone)
        return NEVER if found is None else found

    for day, opening, closing in parts:
        if at >= end or number[day] + count >= len(dates):
            break
        until = min(closing, end)
        begun = max(at, opening)
        if begun >= until:  # closed until after the last start
            return DueTimes(joined([*pieces, Piece(at, due(opening), False)]), end)
        wall = zones.wall(tz, begun)
        target = dates[number[day] + count]
        moved = zones.first_instant(tz, datetime.combine(target, wall.time())) - begun
        marks = (begun, until - 1, begun + moved, until - 1 + moved)
        ends = [zones.wall(tz, mark).replace(tzinfo=None) for mark in marks]
        length = timedelta(seconds=until - 1 - begun)
        if ends[1] - ends[0] == length == ends[3] - ends[2] and ends[0].time() == ends[2].time():
            found = list(_carried(hours, begun, until, moved))
        else:  # the clocks change on one of the two days
            near = known.intervals(begun + moved - DAY, until + moved + DAY)
            edges = {edge - moved + by for span in near for edge in span for by in _CHANGES}
            found = list(sampled(due, edges, begun, until).pieces)
        if at < begun:
            pieces.append(Piece(at, found[0].value, False))
        pieces += found
        at = until
    if at < end:
        pieces.append(Piece(at, NEVER, False))
    return DueTimes(joined(pieces), end)


_CHANGES = (-7200, -3600, -1800, 0, 1800, 3600, 7200)


def _carried(hours: Intervals, first: int, end: int, moved: int) -> Iterator[Piece]:
    """Starts in [first, end) carried on by `moved` seconds, and from there to the next opening."""
    place = bisect_right(hours, first + moved, key=lambda span: span[0]) - 1
    at = first
    if place >= 0 and at + moved < hours[place][1]:
        yield Piece(at, at + moved, True)
        at = hours[place][1] - moved
    while at < end:
        place += 1
        if place == len(hours):
            yield Piece(at, NEVER, False)
            return
        opening, closing = hours[place]
        if at + moved < opening:
            yield Piece(at, opening, False)
            at = opening - moved
        if at < end:
            yield Piece(at, at + moved, True)
            at = closing - moved


def joined(pieces: list[Piece]) -> tuple[Piece, ...]:
    """The same function with as few pieces as possible."""
    kept: list[Piece] = []
    for piece in pieces:
        if kept:
            before = kept[-1]
            if before.moves == piece.moves and before.at(piece.start) == piece.value:
                continue
        kept.append(piece)
    return tuple(kept)
