"""Whether zones alone keep planned work outside what a promise leaves out, and what window lets it in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import groupby

from sladsl.evaluate.base import hours_of
from sladsl.exact import zones
from sladsl.exact.calendars import DAY_MINUTES
from sladsl.exact.intervals import intersection
from sladsl.model.catalogue import Exclusion, Window
from sladsl.model.resolve_calendars import ORDINALS, WEEKDAYS
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.hour_gaps import PlannedWork
from sladsl.prove.limits import windows_of, windows_outside
from sladsl.records import record, replace

_DAYS = tuple(WEEKDAYS)
_ORDINALS = {number: word for word, number in ORDINALS.items()}


@record
class OtherClocks:
    """Planned work whose windows are other times by the clocks of the promise above.

    `cause` says that it would lie in what the promise leaves out if both were counted by the same clocks;
    `windows` are the times of the work as the promise would write them, None where it cannot.
    """

    there: str
    here: str
    cause: bool
    windows: tuple[str, ...] | None


def other_clocks(proof: AvailabilityProof, work: PlannedWork, exclusion: Exclusion) -> OtherClocks | None:
    """What zones have to do with it; None where both have the same clocks then."""
    upper, lower, reach = proof.agreement, work.support.agreement, (work.first, work.end)
    if windows_of(exclusion, lower, *reach) == windows_of(exclusion, upper, *reach):
        return None
    outside = windows_outside(exclusion, upper, proof.guarantee, upper, *reach)
    cause = not intersection(outside, hours_of(proof.guarantee, upper, *reach))
    windows = by_other_clocks(exclusion.windows, lower.zone, upper.zone, *reach)
    return OtherClocks(lower.zone, upper.zone, cause, windows)


def by_other_clocks(
    windows: tuple[Window, ...], there: str, here: str, start: int, end: int
) -> tuple[str, ...] | None:
    """Windows of the zone `there` as they are written in `here`, those that come in [start, end); None where
    one cannot be written, as where the clocks are not always as far apart."""
    found = []
    for window in windows:
        instants = window.in_zone(there).intervals(start, end)
        if not instants:
            continue
        apart = zones.wall(zones.load(here), instants[0][0]) - zones.wall(zones.load(there), instants[0][0])
        moved = _moved(window, apart)
        if moved is None or moved.in_zone(here).intervals(start, end) != instants:
            return None
        found.append(_text(moved))
    return tuple(found) or None


def _moved(window: Window, by: timedelta) -> Window | None:
    """The window, so much later or earlier; None where that is no window of ours."""
    minutes, odd = divmod(by, timedelta(minutes=1))
    if odd or (window.first is None and not window.weekdays):
        return None
    if window.kind == "stretch":
        assert window.first is not None and window.last is not None
        return replace(window, first=window.first + by, last=window.last + by)
    opens, closes = window.hours
    length = closes - opens if closes > opens else closes - opens + DAY_MINUTES
    days, opens = divmod(opens + minutes, DAY_MINUTES)
    closes = opens + length if opens + length <= DAY_MINUTES else opens + length - DAY_MINUTES
    if opens == closes:
        return None  # a whole day is only written from midnight to midnight
    hours = (opens, closes)
    if window.first is not None:
        return replace(window, hours=hours, first=window.first + timedelta(days=days))
    if days and window.ordinal is not None:
        return None
    return replace(window, hours=hours, weekdays=tuple(sorted((day + days) % 7 for day in window.weekdays)))


def _text(window: Window) -> str:
    """`window third Sun 01:00-05:00`."""
    if window.last is not None:
        assert window.first is not None
        return f"window {_instant(window.first)} to {_instant(window.last)}"
    opens, closes = (f"{minutes // 60:02}:{minutes % 60:02}" for minutes in window.hours)
    if window.first is not None:
        return f"window {window.first.date()} {opens}-{closes}"
    ordinal = f"{_ORDINALS[window.ordinal]} " if window.ordinal is not None else ""
    return f"window {ordinal}{', '.join(_runs(window.weekdays))} {opens}-{closes}"


def _instant(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"


def _runs(days: tuple[int, ...]) -> Iterator[str]:
    """`Mon-Fri`; two days one after the other are named both."""
    for _, group in groupby(enumerate(days), lambda each: each[1] - each[0]):
        run = [_DAYS[day] for _, day in group]
        yield from run if len(run) < 3 else (f"{run[0]}-{run[-1]}",)
