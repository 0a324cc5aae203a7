"""A worst case as it is told: which component is down from when for how long."""

from __future__ import annotations

from datetime import UTC, datetime, time
from fractions import Fraction
from typing import Literal, TypeAlias

from sladsl.exact import zones
from sladsl.exact.periods import DAY
from sladsl.records import record

_ALIKE = 3
"""So many outages that come again are told as one."""


Recorded: TypeAlias = Literal["", "none", "above", "both"]


@record
class Outage:
    """A component down from an instant for so many seconds; so often in all, the last time from `last`."""

    component: str
    begun: int
    seconds: Fraction
    times: int
    last: int


@record
class WorstCase:
    """Every outage by itself, in the order of time: the component, the instant from which it is down in
    whole seconds, and for how many seconds; told by the clocks of `zone`.

    Empty where no case was found: the structure may be too large, intervals may cut each other, or the bound
    may be more than can come together. `recorded` says what has to be of the promise's own exclusions:
    nothing where it does not matter; `none`, not even what is down in their windows; or as much as they
    permit, at other times, `above` only or for `both`.
    """

    spans: tuple[tuple[str, int, Fraction], ...]
    zone: str
    recorded: Recorded = ""

    def __bool__(self) -> bool:
        return bool(self.spans)

    @property
    def outages(self) -> tuple[Outage, ...]:
        """The outages; those that come again for as long, at the same time of day or after the same time, are
        told once."""
        latest: dict[str, int] = {}
        runs: list[tuple[str, Fraction, list[int]]] = []
        for key, begun, seconds in self.spans:
            if key in latest:
                _, as_long, run = runs[latest[key]]
                if as_long == seconds and self._goes_on(run, begun):
                    run.append(begun)
                    continue
            latest[key] = len(runs)
            runs.append((key, seconds, [begun]))
        found: list[Outage] = []
        for key, seconds, run in runs:
            if len(run) >= _ALIKE:
                found.append(Outage(key, run[0], seconds, len(run), run[-1]))
            else:
                found += (Outage(key, begun, seconds, 1, begun) for begun in run)
        return tuple(sorted(found, key=lambda each: each.begun))

    def _goes_on(self, run: list[int], begun: int) -> bool:
        if self._time_of_day(run[-1]) == self._time_of_day(begun):
            return True
        return begun - run[-1] < DAY and (len(run) == 1 or run[-1] - run[-2] == begun - run[-1])

    def _time_of_day(self, instant: int) -> time:
        zone = self.zone
        reading = zones.wall(zones.load(zone), instant) if zone else datetime.fromtimestamp(instant, UTC)
        return reading.time()


NO_CASE = WorstCase((), "")
