"""Draws a proof of a time: the way of the worst case through the hours of everybody who has it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

from sladsl.backends.graph.widths import fitted
from sladsl.backends.proofs.frame import FIELD, LEFT, MARGIN, bar, page, text, upright
from sladsl.exact import zones
from sladsl.exact.intervals import Intervals, intersection
from sladsl.model.agreements import Agreement, Guarantee, limited_hours
from sladsl.model.written import measurand, value_text
from sladsl.prove.chains import TimeProof
from sladsl.prove.due import calendar_of
from sladsl.prove.telling import clock_text, name_of
from sladsl.prove.timeline import late_text, legs, promised_end, timeline_text

_TOP, _LANE, _BAR = 112, 46, 16
_LEAST_TICK = 62
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class _Lane:
    """Who has the case from when until when, and the hours in which that clock runs."""

    name: str
    note: str
    look: str
    start: int
    end: int
    open: Intervals


@dataclass(frozen=True, slots=True)
class _Axis:
    """The stretch of time that is drawn, in UTC seconds."""

    first: int
    end: int

    def x(self, instant: int) -> Fraction:
        return LEFT + Fraction(instant - self.first, self.end - self.first) * FIELD


def draw_course(proof: TimeProof) -> str:
    """An SVG with a lane for the promise and one for each step, in the promise's zone.

    Open hours are shaded; a bar is filled while its clock runs and outlined while it waits. What comes after
    the promise is due is red. Changes of the clocks are dashed lines.
    """
    zone = proof.agreement.zone
    start, due = proof.worst.start, promised_end(proof)
    way = list(legs(proof.chain, start))
    done = max([due, *(leg.end for leg in way)])
    room = max((done - start) // 20, 600)
    axis = _Axis(start - room, done + room)
    what = measurand(proof.guarantee)
    lanes = [_lane(proof.agreement, proof.guarantee, "promise", start, due, axis)]
    for leg in way:
        if leg.step is None:
            lanes.append(_Lane("hand-over", "at all hours", "handover", leg.start, leg.end, ()))
        else:
            lanes.append(_lane(leg.step.agreement, leg.step.guarantee, "step", leg.start, leg.end, axis))
    bottom = _TOP + _LANE * len(lanes)
    title = f"{name_of(proof.agreement, proof.guarantee)}: {what} within {value_text(proof.guarantee.target)}"
    verdict = "is in time" if proof.kept else f"is {late_text(proof)} late"
    last = way[-1].end if way else start
    lines = (
        f"The worst case begins {clock_text(start, zone)}, {zone}; promised until {clock_text(due, zone)}, "
        f"done by {clock_text(last, zone)}: it {verdict}",
        "Shaded: open hours. Filled: the clock runs. Outlined: it waits. Red: after the promise is due.",
    )
    told = timeline_text(proof).replace("`", "")
    return page(title, told, lines, _body(lanes, axis, due, zone, bottom), bottom + 40)


def _lane(agreement: Agreement, guarantee: Guarantee, look: str, start: int, end: int, axis: _Axis) -> _Lane:
    calendar = limited_hours(guarantee, agreement)
    hours = "at all hours" if calendar is None else f"during {calendar.key}"
    note = f"{value_text(guarantee.target)} {hours}"
    found = calendar_of(guarantee, agreement).intervals(axis.first, axis.end)
    return _Lane(name_of(agreement, guarantee), note, look, start, end, tuple(found))


def _body(lanes: list[_Lane], axis: _Axis, due: int, zone: str, bottom: int) -> Iterator[str]:
    yield f'<rect class="field" x="{LEFT}" y="{_TOP}" width="{FIELD}" height="{bottom - _TOP}"/>'
    for number, lane in enumerate(lanes):
        top = _TOP + number * _LANE
        for start, end in lane.open:
            begin, stop = max(start, axis.first), min(end, axis.end)
            yield bar("open", axis.x(begin), axis.x(stop), top + 3, _LANE - 6)
    yield from _ticks(axis, zone, bottom)
    yield from _changes(axis, zone, bottom)
    for number, lane in enumerate(lanes):
        yield from _drawn(lane, axis, due, _TOP + number * _LANE)
    yield upright("limit", axis.x(due), _TOP - 4, bottom + 4)
    anchor = "end" if axis.x(due) > LEFT + FIELD - 80 else "middle"
    yield text("limit-text", str(int(axis.x(due))), bottom + 32, "promised until here", anchor)


def _drawn(lane: _Lane, axis: _Axis, due: int, top: int) -> Iterator[str]:
    room = LEFT - MARGIN - 14
    yield text("name", MARGIN, top + 20, fitted(lane.name, 12, room, bold=True))
    yield text("note", MARGIN, top + 35, fitted(lane.note, 11, room))
    y = top + (_LANE - _BAR) // 2
    whole = ((lane.start, lane.end),)
    runs = whole if lane.look == "handover" else intersection(lane.open, whole)
    at = lane.start
    for start, end in (*runs, (lane.end, lane.end)):
        yield from _split("waits", "late", (at, start), axis, due, y)
        yield from _split(lane.look, "over", (start, end), axis, due, y)
        at = end


def _split(look: str, after: str, span: tuple[int, int], axis: _Axis, due: int, y: int) -> Iterator[str]:
    """A bar that looks otherwise from where the promise is due."""
    start, end = span
    inside = min(max(start, due), end)
    yield bar(look, axis.x(start), axis.x(inside), y, _BAR)
    yield bar(after, axis.x(inside), axis.x(end), y, _BAR)


def _ticks(axis: _Axis, zone: str, bottom: int) -> Iterator[str]:
    """Midnights, or hours where the stretch is short; as many as have room for their labels."""
    tz = zones.load(zone)
    first, last = zones.wall(tz, axis.first), zones.wall(tz, axis.end)
    hours = next((h for h in (1, 2, 3, 6, 12) if _fits(axis, h * 3600)), 0)
    days = 1 if hours else next((d for d in (1, 2, 7, 14, 28, 91) if _fits(axis, d * _DAY)), 364)
    day = first.date()
    while day <= last.date():
        for hour in range(0, 24, hours) if hours else (0,):
            instant = zones.first_instant(tz, datetime(day.year, day.month, day.day, hour))
            if axis.first <= instant <= axis.end:
                yield upright("grid", axis.x(instant), _TOP, bottom)
                label = f"{hour:02}:00" if hours and hour else day.strftime("%a %d %b")
                yield text("note", str(int(axis.x(instant))), bottom + 15, label, "middle")
        day = date.fromordinal(day.toordinal() + days)


def _fits(axis: _Axis, step: int) -> bool:
    return step * FIELD >= _LEAST_TICK * (axis.end - axis.first)


def _changes(axis: _Axis, zone: str, bottom: int) -> Iterator[str]:
    """Where the clocks of the zone are put forward or back."""
    tz = zones.load(zone)
    day = zones.wall(tz, axis.first).date()
    while (begin := zones.day_start(tz, day)) < axis.end:
        day += timedelta(days=1)
        end = zones.day_start(tz, day)
        moved = _DAY - (end - begin)
        if moved:
            instant = _change_in(zone, begin, end)
            if axis.first <= instant <= axis.end:
                way = "forward" if moved > 0 else "back"
                yield upright("change", axis.x(instant), _TOP - 14, bottom)
                yield text("change-text", str(int(axis.x(instant))), _TOP - 18, f"clocks go {way}", "middle")


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
