"""Hours of a promise that nothing under it is promised for: where they are, and what makes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal, TypeAlias

from sladsl.evaluate.base import hours_of
from sladsl.exact import holidays, zones
from sladsl.exact.calendars import (
    Between,
    Calendar,
    Dates,
    Difference,
    Holidays,
    Intersection,
    NthWeekday,
    Union,
    Weekly,
)
from sladsl.exact.intervals import Intervals, clip, difference, intersection, total, union
from sladsl.model.agreements import Agreement, Guarantee, limited_hours
from sladsl.model.supports import FOREVER, Promised, Supports, Term, overlap, phase
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.budgets import Support, whole_step, with_allowance
from sladsl.prove.horizon import instants
from sladsl.prove.limits import windows_outside
from sladsl.records import record, replace

_BROKEN = 400
"""In so many periods a promise is looked at again."""
_RARE = Fraction(1, 10)
_LANGUAGE = "en_US"  # findings are in English
_DAY = 86_400
Cause: TypeAlias = Literal["hours", "zone", "dates"]


@record
class HourGap:
    """The hours of a promise in [first, end) in which none of `supports` promises `component`.

    `promised` are all hours of the promise there, `times` those that are left open.
    """

    agreement: Agreement
    guarantee: Guarantee
    component: str
    supports: tuple[Promised, ...]
    first: int
    end: int
    promised: Intervals
    times: Intervals

    @property
    def zone(self) -> str:
        return self.agreement.zone


def looked_at(supports: Supports, agreements: Iterable[Promised]) -> tuple[int, int] | None:
    """The instants [first, end) of the common term, at most so many years; None where there are none."""
    term: Term | None = FOREVER
    zone = ""
    for agreement, guarantee in agreements:
        zone = zone or agreement.zone
        for days in (supports.term(agreement), phase(guarantee)):
            term = overlap(term, days) if term is not None else None
    return None if term is None else instants(term, zone, supports.today)


def hour_gap(
    supports: Supports,
    agreement: Agreement,
    guarantee: Guarantee,
    component: str,
    lowers: tuple[Promised, ...],
) -> HourGap | None:
    """What the hours of `lowers` together leave open of those of the promise; None where nothing.

    Only days on which one of them is in force are looked at: the others are a matter of terms.
    """
    reaches = [(lower, looked_at(supports, ((agreement, guarantee), lower))) for lower in lowers]
    known = [(lower, reach) for lower, reach in reaches if reach is not None]
    if not known:
        return None
    first, end = min(reach[0] for _, reach in known), max(reach[1] for _, reach in known)
    in_force = union(*((reach,) for _, reach in known))
    promised = intersection(clip(hours_of(guarantee, agreement, first, end), first, end), in_force)
    times = difference(promised, union(*(clip(hours_of(g, a, *reach), *reach) for (a, g), reach in known)))
    if not times:
        return None
    return HourGap(agreement, guarantee, component, lowers, first, end, promised, times)


def cause(gap: HourGap) -> Cause:
    """What makes a gap: other hours, the same hours of another zone, or single days such as holidays."""
    if is_rare(gap.times, gap):
        return "dates"
    theirs = [_calendar(a, g) for a, g in gap.supports]
    mine = _calendar(gap.agreement, gap.guarantee)
    zone = next(iter(zones_of(mine)), None) if mine is not None else None
    if zone is None or not any(used - {zone} for c in theirs if c is not None for used in (zones_of(c),)):
        return "hours"
    moved = [in_zone(c, zone).intervals(gap.first, gap.end) for c in theirs if c is not None]
    left = difference(gap.promised, union(*moved))
    return "zone" if is_rare(left, gap) else "hours"


def is_rare(times: Intervals, gap: HourGap) -> bool:
    """Whether times touch few of the days on which the promise has hours."""
    return len(days_of(times, gap.zone)) <= _RARE * len(days_of(gap.promised, gap.zone))


def days_of(times: Intervals, zone: str) -> tuple[date, ...]:
    """The local dates that a set of instants touches."""
    loaded = zones.load(zone)
    found: dict[date, None] = {}
    for start, end in times:
        day, last = zones.wall(loaded, start).date(), zones.wall(loaded, end - 1).date()
        while day <= last:
            found[day] = None
            day += timedelta(days=1)
    return tuple(found)


def usual_week(times: Intervals, gap: HourGap) -> tuple[int, date]:
    """The seconds of a set in a usual week of the gap's stretch, and the first such week's Monday.

    The usual amount is the most frequent one of the whole weeks, the larger where two are as frequent.
    """
    loaded = zones.load(gap.zone)
    day = zones.wall(loaded, gap.first).date()
    monday = day + timedelta(days=-day.weekday() % 7)
    amounts: dict[date, int] = {}
    while len(amounts) < 53:
        start = zones.day_start(loaded, monday)
        end = zones.day_start(loaded, monday + timedelta(days=7))
        if end > gap.end and amounts:
            break
        amounts[monday] = total(clip(times, start, end))
        monday += timedelta(days=7)
    counted = Counter(amounts.values())
    usual = max(counted, key=lambda seconds: (counted[seconds], seconds))
    return usual, next(week for week, seconds in amounts.items() if seconds == usual)


def _calendar(agreement: Agreement, guarantee: Guarantee) -> Calendar | None:
    calendar = limited_hours(guarantee, agreement)
    return calendar.instants if calendar is not None else None


def leaves(calendar: Calendar) -> Iterator[Calendar]:
    """The parts of a calendar that are made of nothing else."""
    match calendar:
        case Union(parts) | Intersection(parts):
            for part in parts:
                yield from leaves(part)
        case Difference(left, right):
            yield from leaves(left)
            yield from leaves(right)
        case _:
            yield calendar


def zones_of(calendar: Calendar) -> frozenset[str]:
    """The zones whose clocks a calendar follows."""
    timed = (Weekly, NthWeekday, Between, Dates, Holidays)
    return frozenset(leaf.zone for leaf in leaves(calendar) if isinstance(leaf, timed))


def in_zone(calendar: Calendar, zone: str) -> Calendar:
    """The same hours by the clocks of another zone."""
    match calendar:
        case Weekly() | NthWeekday() | Between() | Dates() | Holidays():
            return replace(calendar, zone=zone)
        case Union(parts):
            return Union(tuple(in_zone(part, zone) for part in parts))
        case Intersection(parts):
            return Intersection(tuple(in_zone(part, zone) for part in parts))
        case Difference(left, right):
            return Difference(in_zone(left, zone), in_zone(right, zone))
    return calendar


def holiday_name(gap: HourGap, day: date) -> str | None:
    """`Heilige Drei Könige, DE-BY`: what closes the supports on a day, where it is a public holiday."""
    for agreement, guarantee in gap.supports:
        calendar = _calendar(agreement, guarantee)
        for leaf in leaves(calendar) if calendar is not None else ():
            if isinstance(leaf, Holidays):
                name = holidays.national(leaf.place, (day.year,), _LANGUAGE).get(day)
                if name is not None:
                    return f"{name}, {leaf.place}"
    return None


# ---- what a proof fails by


def gaps_of(supports: Supports, proof: AvailabilityProof) -> tuple[HourGap, ...]:
    """The hours of a proof in which some of its components are promised by nobody."""
    found = []
    for component in dict.fromkeys(s.component for s in proof.supports):
        lowers = tuple((s.agreement, s.guarantee) for s in proof.supports if s.component == component)
        gap = hour_gap(supports, proof.agreement, proof.guarantee, component, lowers)
        if gap is not None:
            found.append(gap)
    return tuple(found)


def kept_without(proof: AvailabilityProof, *, hours: bool, windows: bool) -> bool:
    """Whether the promise would hold if its supports also held outside their hours, or in the windows of
    their planned work that it does not exclude itself: in all periods in which it does not, unless these are
    too many to tell."""
    if len(proof.broken) > _BROKEN or not _holds(proof, hours=hours, windows=windows):
        return False
    return all(_holds(proof.in_period(each), hours=hours, windows=windows) for each in proof.broken)


def _holds(proof: AvailabilityProof, *, hours: bool, windows: bool) -> bool:
    supports = tuple(_held(s, hours, windows) for s in proof.supports)
    held, step = replace(proof, supports=supports), whole_step(proof.guarantee, supports)
    held = replace(held, excused=Fraction(0)) if windows else held
    return replace(held, bound=held.together.promised(step).time, attained=held.attained or bool(step)).kept


def _held(support: Support, hours: bool, windows: bool) -> Support:
    allowance = support.allowance
    if hours:
        allowance = replace(allowance, outside=())
    if windows:
        allowance = replace(allowance, extras=tuple(e for e in allowance.extras if not e.planned))
    return with_allowance(support, allowance)


@record
class PlannedWork:
    """Planned work of a support that the promise above does not exclude: the times in [first, end)."""

    support: Support
    exclusion: str
    first: int
    end: int
    times: Intervals


def planned_work(supports: Supports, proof: AvailabilityProof) -> Iterator[PlannedWork]:
    """The windows under a proof that fall outside those of the promise."""
    agreement, promise = proof.agreement, proof.guarantee
    for support in proof.supports:
        lower = (support.agreement, support.guarantee)
        reach = looked_at(supports, ((agreement, promise), lower))
        if reach is None:
            continue
        counted = intersection(hours_of(promise, agreement, *reach), hours_of(lower[1], lower[0], *reach))
        for exclusion in support.guarantee.exclusions:
            if exclusion.windows:
                times = windows_outside(exclusion, support.agreement, promise, agreement, *reach)
                times = intersection(times, counted)
                if times:
                    yield PlannedWork(support, exclusion.key, *reach, times)
