"""Due times put together: one step after the other, several at once, and where one is later than another.

Chains of steps are functions of functions; the worst start over years of calendars, holidays and clock
changes is found by looking at the ends of the pieces.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from heapq import heappop, heappush

from sladsl.exact.due_times import NEVER, DueTimes, Piece, at_once, joined
from sladsl.records import record


def then(before: DueTimes, after: DueTimes) -> DueTimes:
    """`after` begins as soon as what is `before` is done, at its due time or earlier, whichever comes later.

    It has to be known from the first start to the last due time. Where it falls, who is done a little earlier
    may have more time for the rest.
    """
    pieces: list[Piece] = []
    inner, place = after.pieces, 0
    for piece, stop in before.spans():
        at, value = piece.start, piece.value
        if value == NEVER:
            pieces.append(piece)
            continue
        while True:
            if not after.first <= value < after.end:
                raise ValueError(f"{value} is outside {after.first} to {after.end}")
            if inner[place].start > value:
                place = bisect_right(inner, value, key=lambda p: p.start) - 1
            while place + 1 < len(inner) and inner[place + 1].start <= value:
                place += 1
            begun = inner[place]
            pieces.append(Piece(at, begun.at(value), piece.moves and begun.moves))
            if not piece.moves or place + 1 == len(inner):
                break
            ahead = inner[place + 1].start - value
            at, value = at + ahead, value + ahead
            if at >= stop:
                break
    made = DueTimes(joined(pieces), before.end)
    held = list(_held_up(before, after))
    return _later(made, _highest(held, made)) if held else made


def _held_up(before: DueTimes, after: DueTimes) -> Iterator[tuple[int, int, int]]:
    """The starts [first, end) that may still be handed on right before `after` falls, and what that makes of
    them."""
    falls = [
        (stop, piece.at(stop - 1))
        for (piece, stop), follows in zip(after.spans(), after.pieces[1:], strict=False)
        if piece.at(stop - 1) > follows.value
    ]
    if not falls:
        return
    for piece, stop in before.spans():
        if piece.value == NEVER:
            continue
        place = bisect_right(falls, piece.start, key=lambda fall: fall[0])
        while place < len(falls) and falls[place][0] <= piece.at(stop - 1):
            at, due = falls[place]
            first = max(piece.start, piece.start + at - piece.value) if piece.moves else piece.start
            if first < min(stop, at):
                yield first, min(stop, at), due
            place += 1


def _highest(held: list[tuple[int, int, int]], like: DueTimes) -> DueTimes:
    """The highest of the values that hold for some starts each, over the starts of another function; before
    all of them where there is none."""
    marks = sorted(
        {like.first, *(edge for first, end, _ in held for edge in (first, end) if edge < like.end)}
    )
    rest = sorted(held)
    place, active, pieces = 0, list[tuple[int, int]](), list[Piece]()
    for mark in marks:
        while place < len(rest) and rest[place][0] <= mark:
            heappush(active, (-rest[place][2], rest[place][1]))
            place += 1
        while active and active[0][1] <= mark:
            heappop(active)
        pieces.append(Piece(mark, -active[0][0] if active else like.first, False))
    return DueTimes(joined(pieces), like.end)


def handed_on(after: DueTimes, until: int) -> int:
    """The instant up to `until` from which `after` is done latest; of equal ones the last."""
    ends = (min(stop - 1, until) for piece, stop in after.spans() if piece.start <= until)
    return max(ends, key=lambda end: (after.at(end), end))


def latest(functions: Iterable[DueTimes]) -> DueTimes:
    """The later of several due times at every start; they have to be known for the same starts."""
    first, *others = functions
    for other in others:
        first = _later(first, other)
    return first


def _later(left: DueTimes, right: DueTimes) -> DueTimes:
    pieces: list[Piece] = []
    for start, stop, one, two in _together(left, right):
        ahead, behind = (one, two) if one.value >= two.value else (two, one)
        pieces.append(ahead)
        if behind.moves and not ahead.moves:
            overtakes = start + ahead.value - behind.value + 1
            if overtakes < stop:
                pieces.append(Piece(overtakes, behind.value + overtakes - start, True))
    return DueTimes(joined(pieces), left.end)


def _together(left: DueTimes, right: DueTimes) -> Iterator[tuple[int, int, Piece, Piece]]:
    """Stretches on which both keep their manner, each with both as pieces that begin there."""
    if (left.first, left.end) != (right.first, right.end):
        raise ValueError("due times are compared over the same starts")
    marks = sorted({p.start for p in (*left.pieces, *right.pieces)})
    i = j = 0
    for start, stop in zip(marks, [*marks[1:], left.end], strict=True):
        while i + 1 < len(left.pieces) and left.pieces[i + 1].start <= start:
            i += 1
        while j + 1 < len(right.pieces) and right.pieces[j + 1].start <= start:
            j += 1
        yield start, stop, left.pieces[i].since(start), right.pieces[j].since(start)


@record
class Worst:
    """The start at which one due time exceeds another most, and by how many seconds; not positive: never."""

    start: int
    by: int

    @property
    def endless(self) -> bool:
        """Whether the later of the two is never due; `by` is then no number of seconds."""
        return self.by > NEVER // 2


def worst(chain: DueTimes, promise: DueTimes) -> Worst:
    """Where `chain` is due latest against `promise`, which is due ever; of equal starts the first."""
    best: Worst | None = None
    for start, stop, one, two in _together(chain, promise):
        gap = one.value - two.value
        if one.moves and not two.moves and stop - 1 > start:
            start, gap = stop - 1, gap + stop - 1 - start  # noqa: PLW2901  # the gap grows to the end
        if best is None or gap > best.by:
            best = Worst(start, gap)
    assert best is not None
    return best


def longest(chain: DueTimes) -> Worst:
    """The start from which it takes longest, and how many seconds go by."""
    return worst(chain, at_once(chain.first, chain.end))
