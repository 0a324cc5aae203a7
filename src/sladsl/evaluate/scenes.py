"""A promise in one made-up period: where outages can be placed, how much it takes, and how it is told."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from sladsl.evaluate.base import base_of, hours_of
from sladsl.evaluate.conditions import scalar
from sladsl.evaluate.facts import Facts, Resource, ServiceFacts
from sladsl.exact import zones
from sladsl.exact.durations import Duration
from sladsl.exact.intervals import Intervals, clip, normalise, total
from sladsl.exact.periods import DAY, Cycle, Kind, Period
from sladsl.model import metrics as m
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.values import Ratio
from sladsl.records import record, replace

HOUR, MINUTE = 3600, 60
LATE = 10 * DAY
_FIRST = date(2027, 2, 1)
USUAL = 40 * MINUTE
MOST = 400
LONGEST = 3 * 366 * DAY
"""In a longer period no witness is looked for: minute by minute that takes longer than anybody waits."""


@record
class Witness:
    """What happened, in words that follow `with`, and as facts about one service or about cases."""

    told: str
    facts: Facts


def period_for(agreement: Agreement, promise: Guarantee, name: str = "") -> Period:
    """A whole period of the promise in its term: February 2027 where nothing says otherwise.

    For the switch `begun` the period in which the promise begins.
    """
    cycle = promise.period or Cycle(Kind.MONTH, agreement.zone)
    term = agreement.effective
    begins = [d for d in (term.first if term else None, promise.valid_from) if d is not None]
    first = max([*begins, _FIRST]) if _open_ended(agreement, promise) else max(begins, default=_FIRST)
    start = zones.day_start(zones.load(agreement.zone), first)
    if cycle.kind in (Kind.ROLLING, Kind.TRAILING):
        return cycle.containing(start + (cycle.days - 1) * DAY + DAY // 2)
    if name == "begun":
        return cycle.containing(zones.day_start(zones.load(agreement.zone), max(begins, default=_FIRST)))
    period = cycle.containing(start)
    later = cycle.next(period)
    ends = [
        d for d in (term.until if term and not term.renews else None, promise.valid_until) if d is not None
    ]
    inside = not ends or later.end <= zones.day_start(
        zones.load(agreement.zone), min(ends) + timedelta(days=1)
    )
    return later if period.start < start and inside else period


def _open_ended(agreement: Agreement, promise: Guarantee) -> bool:
    """Whether the promise still holds in the year that examples are about."""
    term = agreement.effective
    ends = [
        d for d in (term.until if term and not term.renews else None, promise.valid_until) if d is not None
    ]
    return all(end > _FIRST + timedelta(days=400) for end in ends)


class Scene:
    """One promise in one period: where things can happen, and how much it takes."""

    def __init__(self, agreement: Agreement, promise: Guarantee, service: str, period: Period) -> None:
        self.agreement, self.promise, self.service, self.period = agreement, promise, service, period
        self.left = base_of(promise, agreement, ServiceFacts(), period).left
        self.hours = hours_of(promise, agreement, period.start, period.end)
        formula = promise.metric.formula
        intervals = m.ShareOfIntervals | m.CountOfIntervals | m.MeanOver
        self.step = int(formula.interval.seconds) if isinstance(formula, intervals) else MINUTE
        self.room = self._room()

    def _room(self) -> Fraction | None:
        """How many seconds down the target lets through, about; None where time does not decide on it."""
        promise = self.promise
        whole = (
            promise.metric.denominator.seconds if promise.metric.denominator else Fraction(total(self.left))
        )
        match promise.target, promise.metric.formula:
            case Ratio(value), _:
                share = 1 - value if promise.metric.better != "lower" else value
                if promise.rounding is not None:
                    share += Fraction(1, 2 * 10 ** (promise.rounding.places + 2))
                return share * whole
            case Duration(seconds), m.TimeInState("down"):
                return seconds
            case _, m.CountOfIntervals():
                number = scalar(promise.target)
                return None if number is None else number * self.step
        return None

    def place(self, free: Intervals, seconds: int, before_edge: int) -> Intervals | None:
        """So many seconds of `free`, from `before_edge` seconds before a full hour on; None without room.

        They go on where `free` goes on: 40 hours down in office hours are a week.
        """
        usable = [each for each in free if each[1] - each[0] >= min(seconds + 2 * HOUR, 4 * HOUR)] or list(
            free
        )
        if not usable or seconds <= 0 or total(free) < seconds:
            return None
        begin, end = usable[len(usable) // 3]
        begin += min(9 * DAY, max(end - begin - seconds, 0) // 2 // HOUR * HOUR)
        if end - begin > DAY + seconds:
            begin += 10 * HOUR
        edge = max(self.step, HOUR)
        grid = self.period.start
        start = grid + -(-(begin - grid) // edge) * edge + (edge if before_edge else 0) - before_edge
        kept: list[tuple[int, int]] = []
        rest = seconds
        for first, last in clip(free, start, self.period.end):
            stop = min(last, first + rest)
            kept.append((first, stop))
            rest -= stop - first
            if rest <= 0:
                return normalise(kept)
        return None

    def witness(self, told: str, known: ServiceFacts) -> Witness:
        if self.promise.metric.pooled_by is not None:
            there = known.deployed or ((self.period.start, self.period.end),)
            known = replace(known, resources=(Resource("one", there, known.down or ()),))
        return Witness(told, Facts({self.service: known}, ()))

    def words(self, times: Intervals, state: str = "down") -> str:
        """`43 min 30 s down from 2027-02-10 10:59:30`, by the clocks of the agreement."""
        lasted = Duration(Fraction(total(times))).text()
        return f"{lasted} {state} from {self.clock(times[0][0])}{' on' if len(times) > 1 else ''}"

    def clock(self, instant: int) -> str:
        at = zones.wall(zones.load(self.agreement.zone), instant)
        return at.strftime("%Y-%m-%d %H:%M:%S" if at.second else "%Y-%m-%d %H:%M")
