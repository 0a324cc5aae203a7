"""What was lost in a period, as credits count it: time down, delays of cases, days touched, how many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from sladsl.evaluate.results import Counted, Result
from sladsl.exact import zones
from sladsl.exact.durations import CalendarDays, Duration, TimeSpan
from sladsl.exact.intervals import Interval, Intervals, normalise
from sladsl.exact.periods import DAY, Cycle, Kind
from sladsl.exact.quantities import Quantity
from sladsl.model.credits import Trigger
from sladsl.model.metrics import CountOfEvents, CountOfIntervals, Formula, MeanOver, TimeBetween, TimeInState
from sladsl.model.values import Number, Ratio
from sladsl.records import record

_SECONDS = ("s", "seconds")
_HOUR = 3600
_PERIODS = ("hour", "day", "week", "month", "quarter", "year")


def is_of_cases(result: Result) -> bool:
    """Whether the promise limits a time of cases, so that what counted is the delay of each."""
    return isinstance(result.guarantee.metric.formula, TimeBetween)


def seconds_of(time: TimeSpan) -> Fraction | None:
    """The length of a block of lost time, a day of it being 24 hours; None for what has no such length."""
    if isinstance(time, Duration):
        return time.seconds
    return Fraction(time.count * DAY) if isinstance(time, CalendarDays) else None


@record
class Piece:
    """One stretch of lost time, or the delay of one case: its seconds, and when it was if that is known."""

    seconds: Fraction
    interval: Interval | None


def pieces_of(result: Result, basis: str, *, together: bool) -> list[Piece] | None:
    """What was lost: the delay of each late case, or each outage, `together` as one; None where not known."""
    if basis == "late":
        late = delays(result)
        return None if late is None else [Piece(each.amount, each.interval) for each in late]
    down = _down(result)
    if down is None or not together:
        return down
    spans = [piece.interval for piece in down if piece.interval is not None]
    reach = (min(s for s, _ in spans), max(e for _, e in spans)) if spans else None
    return [Piece(sum((piece.seconds for piece in down), Fraction(0)), reach)]


def _down(result: Result) -> list[Piece] | None:
    """Seconds down of everything that counted, one by one; None where that is not known."""
    measured, formula = result.measured, result.guarantee.metric.formula
    if not is_of_cases(result) and measured.counted:
        if measured.unit in _SECONDS:
            return [Piece(each.amount, each.interval) for each in measured.counted]
        interval = _interval(formula)
        if interval is not None:
            return [Piece(each.amount * interval.seconds, each.interval) for each in measured.counted]
    spans = [each.interval for each in measured.counted]
    if spans and all(span is not None for span in spans):
        return [Piece(Fraction(span[1] - span[0]), span) for span in spans if span is not None]
    whole = None if measured.counted or is_of_cases(result) else _unlisted(result)
    return None if whole is None else [Piece(whole, None)]


def _unlisted(result: Result) -> Fraction | None:
    """Seconds down where only the sums are known, or None."""
    measured, metric = result.measured, result.guarantee.metric
    if isinstance(metric.formula, TimeInState):
        down = metric.formula.state == "down" and isinstance(measured.value, Duration)
        return measured.value.seconds if down and isinstance(measured.value, Duration) else None
    lost = _failed(result) if isinstance(measured.value, Ratio) else None
    if lost is None or measured.unit in _SECONDS:
        return lost
    interval = _interval(metric.formula)
    return lost * interval.seconds if interval is not None else None


def _interval(formula: Formula | None) -> Duration | None:
    """The length of the intervals that are wholly down or not; a mean over intervals has no such."""
    found = None if isinstance(formula, MeanOver) else getattr(formula, "interval", None)
    return found if isinstance(found, Duration) else None


def _failed(result: Result) -> Fraction | None:
    """What counted against a share of which only the sums are known, in their unit."""
    measured = result.measured
    if measured.numerator is None or measured.denominator is None:
        return None
    higher = result.guarantee.metric.better != "lower"
    return measured.denominator - measured.numerator if higher else measured.numerator


def how_many(result: Result) -> Fraction | None:
    """How many cases, outages or events counted; of something promised, how many are missing."""
    measured, formula = result.measured, result.guarantee.metric.formula
    if isinstance(formula, (CountOfEvents, CountOfIntervals)):
        got, promised = _number(result.compared), _number(result.guarantee.target)
        if got is None or promised is None:
            return None
        return max(promised - got, Fraction(0)) if result.guarantee.comparator in (">=", ">") else got
    if measured.counted and measured.unit in ("events", "intervals"):
        return sum((each.amount for each in measured.counted), Fraction(0))
    if measured.counted:
        return Fraction(len(measured.counted) + measured.more)
    return _failed(result) if measured.unit in ("events", "cases") else None


def occasions(result: Result, word: str, trigger: Trigger | None = None) -> Fraction | None:
    """On how many days, or in how many other periods by that word, something counted.

    Any other word (`outage`, `ticket`) stands for what counted itself. A lost stretch touches every hour or
    day that it shares an instant with, by the clocks of the agreement's zone; it is cut at their ends before
    its parts are held against a trigger.
    """
    if word not in _PERIODS:
        return how_many(result)
    spans = spans_of(result)
    if spans is None:
        return None
    found: dict[int, list[int]] = {}
    for start, end in spans:
        for first, last in _cut(word, result.agreement.zone, start, max(end, start + 1)):
            found.setdefault(first, []).append(min(end, last) - max(start, first))
    if trigger is None:
        return Fraction(len(found))
    lost = (max(parts) if trigger.in_a_row else sum(parts) for parts in found.values())
    return Fraction(sum(1 for seconds in lost if seconds > trigger.time.seconds))


def spans_of(result: Result) -> Intervals | None:
    """When something counted, neighbours joined; None where that is not known of all of it."""
    spans = [each.interval for each in result.measured.counted]
    if not spans or any(span is None for span in spans):
        return None
    known = [span for span in spans if span is not None]
    return normalise(known) or tuple(known)


def dates_in(spans: Iterable[Interval], zone_name: str, *, begun: bool) -> int:
    """How many dates of a zone the spans touch, or how many they hold from midnight to midnight."""
    cycle = Cycle(Kind.DAY, zone_name)
    touched: set[int] = set()
    whole: set[int] = set()
    for start, end in spans:
        for day in cycle.between(start, end):
            touched.add(day.start)
            if start <= day.start and day.end <= end:
                whole.add(day.start)
    return len(touched) if begun else len(whole)


def _cut(word: str, zone_name: str, start: int, end: int) -> Iterator[Interval]:
    """The hours of the clock, days or longer periods that share an instant with [start, end)."""
    if word != "hour":
        yield from ((p.start, p.end) for p in Cycle(Kind(word), zone_name).between(start, end))
        return
    zone = zones.load(zone_name)
    while start < end:
        reading = zones.wall(zone, start)
        first = start - 60 * reading.minute - reading.second
        yield first, first + _HOUR
        start = first + _HOUR


def delays(result: Result) -> tuple[Counted, ...] | None:
    """The cases that were late, with seconds of delay; None where the promise is about no cases.

    Where not all are listed by name, those of one delay are one and the same item, as often as they are.
    """
    measured = result.measured
    if not is_of_cases(result):
        return None
    if not measured.more:
        return measured.counted
    found: list[Counted] = []
    for seconds, cases in measured.delays:
        found += [Counted("", None, Fraction(seconds))] * cases
    return tuple(found)


def _number(value: object) -> Fraction | None:
    return value.value if isinstance(value, (Number, Quantity)) else None
