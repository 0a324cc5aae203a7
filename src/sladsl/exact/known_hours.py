"""Hours of a calendar that were looked up once for a long time, and the dates on which there are any."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date, timedelta

from sladsl.exact import zones
from sladsl.exact.intervals import Intervals, clip
from sladsl.records import field, record


@record(eq=False)
class Known:
    """Hours that are known interval by interval, found quickly."""

    hours: Intervals
    _dates: dict[str, tuple[date, ...]] = field(default_factory=dict, repr=False)

    def intervals(self, start: int, end: int) -> Intervals:
        """The part in [start, end)."""
        low = bisect_right(self.hours, start, key=lambda span: span[1])
        high = bisect_left(self.hours, end, key=lambda span: span[0])
        return clip(self.hours[low:high], start, end)

    def working_day(self, day: date, count: int, zone: str) -> date | None:
        """The `count`-th date after `day` with any open time by the clocks of a zone; None where it is not
        known."""
        if zone not in self._dates:
            self._dates[zone] = tuple(sorted({each for each, _, _ in by_date(self.hours, zone)}))
        dates = self._dates[zone]
        place = bisect_right(dates, day) + count - 1
        return dates[place] if place < len(dates) else None


def by_date(hours: Intervals, zone: str) -> Iterator[tuple[date, int, int]]:
    """The hours cut at every local midnight, each part with its date."""
    tz = zones.load(zone)
    for opening, closing in hours:
        at = opening
        while at < closing:
            day = zones.wall(tz, at).date()
            until = min(closing, zones.day_start(tz, day + timedelta(days=1)))
            yield day, at, until
            at = until
