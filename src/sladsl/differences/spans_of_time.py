"""The time over which two versions are compared, and what a calendar gained or lost in it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from sladsl.exact import zones
from sladsl.exact.calendars import ALWAYS
from sladsl.exact.calendars import Calendar as Instants
from sladsl.exact.intervals import difference, total
from sladsl.model.agreements import Agreement
from sladsl.model.catalogue import Calendar
from sladsl.model.supports import FOREVER, Term, overlap, stated_term
from sladsl.prove.horizon import instants
from sladsl.prove.telling import clock_text, time_text
from sladsl.records import record


@record
class Stretch:
    """[start, end) in UTC seconds, and the zone it is told in."""

    start: int
    end: int
    zone: str


def common_term(old: Agreement, new: Agreement) -> Stretch:
    """The days that both versions are in force, at most so many years; of either where there are none."""
    left, right = stated_term(old), stated_term(new)
    term = overlap(left, right) or (min(left[0], right[0]), max(left[1], right[1]))
    return Stretch(*instants(term, new.zone), new.zone)


def clipped(days: Term, stretch: Stretch) -> tuple[int, int]:
    """The days' part of a stretch, [first, end); none where the end is no later."""
    zone, (first, last) = zones.load(stretch.zone), days
    start, end = stretch.start, stretch.end
    if first > FOREVER[0]:
        start = max(start, zones.day_start(zone, date.fromordinal(first)))
    if last < FOREVER[1]:
        end = min(end, zones.day_start(zone, date.fromordinal(last + 1)))
    return start, end


def instants_of(calendar: Calendar | None) -> Instants:
    """The calendar's instants; without one every instant."""
    return ALWAYS if calendar is None or calendar.is_always else calendar.instants


@record
class Moved:
    """Seconds that a calendar gained and lost, and the first instants of each; None where there are none."""

    gained: int
    lost: int
    first_gained: int | None
    first_lost: int | None
    stretch: Stretch

    @property
    def sign(self) -> int | None:
        """1 when hours were only gained, -1 when only lost, 0 for neither, None for both."""
        if self.gained and self.lost:
            return None
        return int(bool(self.gained)) - int(bool(self.lost))

    def text(self) -> str:
        """`loses 104 h from 2027-01-01 to 2027-12-31, the first on Fri 2027-01-01 16:00`."""
        parts = []
        for verb, seconds, first in (
            ("gains", self.gained, self.first_gained),
            ("loses", self.lost, self.first_lost),
        ):
            if first is not None:
                when = clock_text(first, self.stretch.zone)
                parts.append(f"{verb} {time_text(Fraction(seconds))}, the first on {when}")
        days = f"from {day_text(self.stretch.start, self.stretch.zone)}"
        days += f" to {day_text(self.stretch.end - 1, self.stretch.zone)}"
        return f"{days}: {'; '.join(parts)}"


def moved(old: Calendar | None, new: Calendar | None, stretch: Stretch) -> Moved:
    """What the new calendar opens that the old one did not, and the other way round."""
    before = instants_of(old).intervals(stretch.start, stretch.end)
    after = instants_of(new).intervals(stretch.start, stretch.end)
    gained, lost = difference(after, before), difference(before, after)
    return Moved(
        total(gained),
        total(lost),
        gained[0][0] if gained else None,
        lost[0][0] if lost else None,
        stretch,
    )


def day_text(instant: int, zone: str) -> str:
    """The local date of an instant."""
    return zones.wall(zones.load(zone), instant).date().isoformat()
