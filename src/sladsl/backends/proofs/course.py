"""Draws a proof of a time: the way of the worst case through the hours of everybody who has it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import accumulate, pairwise

from sladsl.backends.graph.widths import measure
from sladsl.backends.proofs.frame import LANES_ALONE, Paper, bar, deepened, labelled, page, text, upright
from sladsl.backends.proofs.words import ProofWords
from sladsl.exact import zones
from sladsl.exact.intervals import Intervals, intersection
from sladsl.lower.document import text as inline
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.prove.chains import TimeProof
from sladsl.prove.due import calendar_of
from sladsl.prove.timeline import Leg, legs, promised_end
from sladsl.records import record

_TOP, _PLAIN_TOP, _CHANGE, _LANE, _BAR = 90, 8, 22, 46, 16
_BETWEEN_TICKS = 10
_MINUTES = (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720)
_DAY = 86_400


@record
class _Lane:
    """Who has the case from when until when, and the hours in which that clock runs."""

    name: str
    note: str
    look: str
    start: int
    end: int
    open: Intervals


@record
class _Axis:
    """The stretch of time that is drawn, in UTC seconds, and where on paper."""

    first: int
    end: int
    paper: Paper

    def x(self, instant: int) -> Fraction:
        passed = Fraction(instant - self.first, self.end - self.first)
        return self.paper.left + passed * self.paper.field


def draw_course(proof: TimeProof, words: ProofWords, paper: Paper = LANES_ALONE) -> str:
    """An SVG with a lane for the promise and one for each step, in the promise's zone.

    Open hours are shaded; a bar is filled while its clock runs and outlined while it waits. What comes after
    the promise is due is red. Changes of the clocks are dashed lines.
    """
    start, due = proof.worst.start, promised_end(proof)
    way = list(legs(proof.chain, start))
    done = max([due, *(leg.end for leg in way if leg.end is not None)])
    if proof.worst.endless:
        done += done - start
    room = max((done - start) // 20, 600)
    axis = _Axis(start - room, done + room, paper)
    lanes = list(_lanes(proof, words, way, due, axis))
    picture = _Picture(proof, words, axis, due)
    bottom = picture.tops(lanes)[-1]
    lines = (_begins(proof, words, way, due), words.pen.plain("proof-picture-legend"))
    body = picture.body(lanes, bottom)
    return page(paper, words.told(proof), description(proof, words), lines, body, bottom + 40)


def description(proof: TimeProof, words: ProofWords) -> str:
    """All that the picture shows, in words."""
    zone, start = proof.agreement.zone, proof.worst.start
    way = list(legs(proof.chain, start))
    said = [_begins(proof, words, way, promised_end(proof))]
    for leg in way:
        step, moment = inline(words.step(leg)), inline(words.until(leg, zone))
        named = "proof-picture-endless" if leg.end is None else "proof-picture-step"
        said.append(words.pen.plain(named, step=step, moment=moment))
    return "; ".join(said)


def _begins(proof: TimeProof, words: ProofWords, way: list[Leg], due: int) -> str:
    zone, start = proof.agreement.zone, proof.worst.start
    given = {
        "start": words.moment(start, zone),
        "zone": zone or "UTC",
        "due": words.moment(due, zone),
        "verdict": words.spare(proof),
    }
    named = "proof-picture-begins-endless"
    if not proof.worst.endless:
        named = "proof-picture-begins"
        given["done"] = words.until(way[-1], zone) if way else given["start"]
    return words.pen.plain(named, **{name: inline(said) for name, said in given.items()})


def _lanes(proof: TimeProof, words: ProofWords, way: list[Leg], due: int, axis: _Axis) -> Iterator[_Lane]:
    here = words.pen.plain("proof-picture-here")
    name = here if words.titled else words.promise(proof.agreement, proof.guarantee)
    yield _lane(words, name, proof.agreement, proof.guarantee, ("promise", proof.worst.start, due), axis)
    for leg in way:
        if leg.step is None:
            always = words.pen.plain("proof-hours-always")
            whole = ((axis.first, axis.end),)
            yield _Lane(words.step(leg), always, "handover", leg.start, leg.end or axis.end, whole)
            continue
        agreement, guarantee = leg.step.agreement, leg.step.guarantee
        name = words.agreement(agreement) if words.titled else words.promise(agreement, guarantee)
        yield _lane(words, name, agreement, guarantee, ("step", leg.start, leg.end or axis.end), axis)


def _lane(
    words: ProofWords,
    name: str,
    agreement: Agreement,
    guarantee: Guarantee,
    bar_of: tuple[str, int, int],
    axis: _Axis,
) -> _Lane:
    found = calendar_of(guarantee, agreement).intervals(axis.first, axis.end)
    return _Lane(name, words.limit(agreement, guarantee), *bar_of, tuple(found))


class _Picture:
    """The lanes on paper, against when the promise is due."""

    def __init__(self, proof: TimeProof, words: ProofWords, axis: _Axis, due: int) -> None:
        self.words, self.axis, self.due, self.paper = words, axis, due, axis.paper
        self.zone = proof.agreement.zone
        self.changes = tuple(self._changes())
        top = axis.paper.top(_TOP, _PLAIN_TOP)
        self.top = top + (_CHANGE if self.changes else 0)

    def body(self, lanes: list[_Lane], bottom: int) -> Iterator[str]:
        axis, paper, top = self.axis, self.paper, self.top
        yield (
            f'<rect class="field" x="{paper.left}" y="{top}" width="{paper.field}" height="{bottom - top}"/>'
        )
        rows = list(zip(lanes, pairwise(self.tops(lanes)), strict=True))
        for lane, (upper, lower) in rows:
            for start, end in lane.open:
                begin, stop = max(start, axis.first), min(end, axis.end)
                yield bar("open", axis.x(begin), axis.x(stop), upper + 3, lower - upper - 6)
        yield from self._ticks(bottom)
        for instant, said in self.changes:
            yield upright("change", axis.x(instant), self.top - 14, bottom)
            yield text("change-text", str(int(axis.x(instant))), self.top - 18, said, "middle")
        for lane, (upper, lower) in rows:
            yield from self._drawn(lane, upper, lower)
        x = axis.x(self.due)
        yield upright("limit", x, top - 4, bottom + 4)
        moment = inline(self.words.moment(self.due, self.zone))
        said = self.words.pen.plain("proof-picture-due", moment=moment)
        near_end = x + measure(said, 12, bold=True) // 2 > paper.width - 4
        yield text("limit-text", str(int(x)), bottom + 32, said, "end" if near_end else "middle")

    def tops(self, lanes: list[_Lane]) -> list[int]:
        """Where each lane begins, and where the last one ends."""
        heights = (deepened(_LANE, lane.name, lane.note, self.paper) for lane in lanes)
        return list(accumulate(heights, initial=self.top))

    def _drawn(self, lane: _Lane, top: int, bottom: int) -> Iterator[str]:
        yield from labelled(lane.name, lane.note, self.paper, top + 20)
        y = (top + bottom - _BAR) // 2
        runs = intersection(lane.open, ((lane.start, lane.end),))
        at = lane.start
        for start, end in (*runs, (lane.end, lane.end)):
            yield from self._split("waits", "late", (at, start), y)
            yield from self._split(lane.look, "over", (start, end), y)
            at = end

    def _split(self, look: str, after: str, span: tuple[int, int], y: int) -> Iterator[str]:
        """A bar that looks otherwise from where the promise is due."""
        start, end = span
        inside = min(max(start, self.due), end)
        yield bar(look, self.axis.x(start), self.axis.x(inside), y, _BAR)
        yield bar(after, self.axis.x(inside), self.axis.x(end), y, _BAR)

    def _ticks(self, bottom: int) -> Iterator[str]:
        """Midnights, or times of the day where these have room for their labels."""
        axis = self.axis
        minutes = next((m for m in _MINUTES if self._fits(m * 60)), 0)
        for instant, label in self._times(minutes) if minutes else self._midnights():
            yield upright("grid", axis.x(instant), self.top, bottom)
            yield text("note", str(int(axis.x(instant))), bottom + 15, label, "middle")

    def _times(self, minutes: int) -> Iterator[tuple[int, str]]:
        """When the clocks of the zone show so many minutes, or that often more, since midnight."""
        axis, tz = self.axis, zones.load(self.zone)
        for instant in range(-(-axis.first // 60) * 60, axis.end + 1, 60):
            reading = zones.wall(tz, instant)
            if instant == zones.day_start(tz, reading.date()):
                yield instant, self.words.day_on_axis(reading.date())
            elif (reading.hour * 60 + reading.minute) % minutes == 0:
                yield instant, self.words.pen.w.formats.time_of_day(reading.time())

    def _midnights(self) -> Iterator[tuple[int, str]]:
        axis, tz = self.axis, zones.load(self.zone)
        days = next((d for d in (1, 2, 7, 14, 28, 91) if self._fits(d * _DAY)), 364)
        day, last = zones.wall(tz, axis.first).date(), zones.wall(tz, axis.end).date()
        while day <= last:
            instant = zones.day_start(tz, day)
            if axis.first <= instant <= axis.end:
                yield instant, self.words.day_on_axis(day)
            day += timedelta(days=days)

    def _fits(self, step: int) -> bool:
        """Whether there is room for the longest label at every step."""
        first = zones.wall(zones.load(self.zone), self.axis.first).date()
        longest = max(measure(self.words.day_on_axis(first + timedelta(n)), 11) for n in range(7))
        room = longest + _BETWEEN_TICKS
        return step * self.paper.field >= room * (self.axis.end - self.axis.first)

    def _changes(self) -> Iterator[tuple[int, str]]:
        """When the clocks of the zone are put forward or back."""
        axis, tz = self.axis, zones.load(self.zone)
        day = zones.wall(tz, axis.first).date()
        while (begin := zones.day_start(tz, day)) < axis.end:
            day += timedelta(days=1)
            end = zones.day_start(tz, day)
            moved = _DAY - (end - begin)
            if moved:
                instant = _change_in(self.zone, begin, end)
                if axis.first <= instant <= axis.end:
                    said = self.words.pen.plain(
                        "proof-picture-clocks", way="forward" if moved > 0 else "back"
                    )
                    yield instant, said


def _change_in(zone: str, low: int, high: int) -> int:
    """The first instant with the offset from UTC that holds at `high`; found by halving."""
    offset = _offset(zone, low)
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(zone, middle) == offset:
            low = middle
        else:
            high = middle
    return high


def _offset(zone: str, instant: int) -> timedelta:
    """How far the zone's clocks are ahead of UTC."""
    return zones.wall(zones.load(zone), instant) - datetime.fromtimestamp(instant, UTC).replace(tzinfo=None)
