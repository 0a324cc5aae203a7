"""What was lost in a period, as credits count it: time down, delays of cases, days touched, how many."""

from __future__ import annotations

from fractions import Fraction

from sladsl.evaluate.results import Counted, Result
from sladsl.exact.durations import CalendarDays, Duration, TimeSpan
from sladsl.exact.periods import DAY, Cycle, Kind
from sladsl.exact.quantities import Quantity
from sladsl.model.metrics import CountOfEvents, CountOfIntervals, Formula, MeanOver, TimeBetween, TimeInState
from sladsl.model.values import Number, Ratio

_SECONDS = ("s", "seconds")


def is_of_cases(result: Result) -> bool:
    """Whether the promise limits a time of cases, so that what counted is the delay of each."""
    return isinstance(result.guarantee.metric.formula, TimeBetween)


def seconds_of(time: TimeSpan) -> Fraction | None:
    """The length of a block of lost time, a day of it being 24 hours; None for what has no such length."""
    if isinstance(time, Duration):
        return time.seconds
    return Fraction(time.count * DAY) if isinstance(time, CalendarDays) else None


def times_down(result: Result) -> list[Fraction] | None:
    """Seconds down of everything that counted, one by one; None where that is not known."""
    measured, formula = result.measured, result.guarantee.metric.formula
    if not is_of_cases(result) and measured.counted:
        if measured.unit in _SECONDS:
            return [each.amount for each in measured.counted]
        interval = _interval(formula)
        if interval is not None:
            return [each.amount * interval.seconds for each in measured.counted]
    spans = [each.interval for each in measured.counted]
    if spans and all(span is not None for span in spans):
        return [Fraction(span[1] - span[0]) for span in spans if span is not None]
    whole = None if measured.counted or is_of_cases(result) else _unlisted(result)
    return None if whole is None else [whole]


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
        return Fraction(len(measured.counted))
    return _failed(result) if measured.unit in ("events", "cases") else None


def occasions(result: Result, word: str) -> Fraction | None:
    """On how many days, or in how many other periods by that word, something counted.

    Any other word (`outage`, `ticket`) stands for what counted itself. A lost stretch touches every day
    that it shares an instant with, by the dates of the agreement's zone.
    """
    if word not in {kind.value for kind in (Kind.DAY, Kind.WEEK, Kind.MONTH, Kind.QUARTER, Kind.YEAR)}:
        return how_many(result)
    spans = [each.interval for each in result.measured.counted]
    if not spans or any(span is None for span in spans):
        return None
    cycle = Cycle(Kind(word), result.agreement.zone)
    found = {p.start for span in spans if span for p in cycle.between(span[0], max(span[1], span[0] + 1))}
    return Fraction(len(found))


def delays(result: Result) -> tuple[Counted, ...] | None:
    """The cases that were late, with seconds of delay; None where the promise is about no cases."""
    return result.measured.counted if is_of_cases(result) else None


def _number(value: object) -> Fraction | None:
    return value.value if isinstance(value, (Number, Quantity)) else None
