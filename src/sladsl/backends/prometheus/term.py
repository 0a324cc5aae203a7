"""The stretch of time for which clock changes, holidays and period boundaries are written into rules."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from sladsl.backends.prometheus.options import PrometheusOptions
from sladsl.exact import zones
from sladsl.lower.monitoring import MonitoredAgreement
from sladsl.records import record


@record
class Term:
    """`[start, end)` in UTC seconds; `effective` and `expires` are the agreement's own edges, if any."""

    start: int
    end: int
    effective: int | None
    expires: int | None


def term_of(agreement: MonitoredAgreement, options: PrometheusOptions) -> Term:
    """The agreement's term, but no more than two past years (a period in hand may have begun there) and
    `horizon_years` to come."""
    zone = zones.load(agreement.zone)
    effective = zones.day_start(zone, agreement.effective) if agreement.effective else None
    expires = zones.day_start(zone, agreement.until + timedelta(days=1)) if agreement.until else None
    earliest = zones.day_start(zone, date(max(options.as_of.year - 1, 1970), 1, 1))
    latest = zones.day_start(zone, date(options.as_of.year + options.horizon_years, 1, 1))
    start = earliest if effective is None else max(effective, earliest)
    return Term(start, latest if expires is None else min(expires, latest), effective, expires)


@record
class Offsets:
    """A zone's distance from UTC in seconds: `base` first, then `(instant, offset)` at every change."""

    base: int
    changes: tuple[tuple[int, int], ...]

    def segments(self, start: int, end: int) -> tuple[tuple[int, int, int], ...]:
        """`(from, to, offset)` over `[start, end)`."""
        edges = [start, *(instant for instant, _ in self.changes), end]
        values = [self.base, *(offset for _, offset in self.changes)]
        return tuple((a, b, o) for a, b, o in zip(edges[:-1], edges[1:], values, strict=True) if a < b)


@cache
def offsets_of(zone_name: str, term: Term) -> Offsets:
    """Every change of the zone's clocks within the term, to the second."""
    zone = zones.load(zone_name)

    def offset(instant: int) -> int:
        reading = zones.wall(zone, instant)
        return (reading.date() - date(1970, 1, 1)).days * 86_400 + (
            reading.hour * 3600 + reading.minute * 60 + reading.second - instant
        )

    base = last = offset(term.start)
    changes = []
    for day in range(term.start, term.end, 86_400):
        low, high = day, min(day + 86_400, term.end)
        if offset(high) == last:
            continue
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if offset(middle) == last else (low, middle)
        last = offset(high)
        changes.append((high, last))
    return Offsets(base, tuple(changes))
