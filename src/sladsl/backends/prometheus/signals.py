"""The raw measurements of a promise, recorded once per step on whole multiples of its interval."""

from __future__ import annotations

from sladsl.backends.prometheus.identity import SIGNAL, Identity, aligned
from sladsl.backends.prometheus.rules import Record
from sladsl.backends.prometheus.text import duration, number, window
from sladsl.lower.monitoring import (
    EventRatio,
    Formula,
    MeanOfIntervals,
    Objective,
    Percentile,
    ShareOfIntervals,
    ShareOfTime,
    Signal,
    TimeDown,
)


def interval_seconds(formula: Formula, step: int) -> int:
    """The length of the intervals that are judged one by one: never less than a step."""
    match formula:
        case TimeDown(of):
            return interval_seconds(of, step)
        case ShareOfIntervals() | MeanOfIntervals():
            return max(formula.seconds, step)
        case _:
            return step


def range_seconds(objective: Objective, step: int) -> int:
    """What `$range` becomes: the interval, but at least two samples wide, or `rate` sees nothing."""
    return max(interval_seconds(objective.formula, step), 2 * objective.sampling)


def lag_seconds(formula: Formula, sampling: int, step: int) -> int:
    """How long a step waits until it is known whether its outage lasted long enough to count."""
    if isinstance(formula, TimeDown):
        return lag_seconds(formula.of, sampling, step)
    if not isinstance(formula, ShareOfTime) or not formula.minimum_outage:
        return 0
    grain = min(sampling, step) if formula.partial_minutes else step
    waits = (-(-formula.minimum_outage // grain) - 1) * grain
    return -(-waits // step) * step


def named_signals(formula: Formula) -> dict[str, Signal]:
    """The signals of a formula under the names they are recorded by."""
    match formula:
        case TimeDown(of):
            return named_signals(of)
        case ShareOfIntervals() | MeanOfIntervals():
            return {"errors": formula.errors, "requests": formula.requests}
        case EventRatio():
            part = {"good": formula.good, "bad": formula.bad}
            return {**{k: v for k, v in part.items() if v is not None}, "total": formula.total}
        case ShareOfTime():
            return {"up": formula.up}
        case Percentile():
            return {"duration": formula.histogram}
        case _:
            return {}


def signal_records(identity: Identity, step: int) -> tuple[Record, ...]:
    """One series per signal (per bucket for a histogram), each with the labels of the promise."""
    objective = identity.objective
    formula = objective.formula.of if isinstance(objective.formula, TimeDown) else objective.formula
    interval = interval_seconds(formula, step)
    out = []
    for name, signal in named_signals(formula).items():
        # The query stands on lines of its own: a comment in it must not swallow our bracket.
        query = signal.query.replace("$range", duration(range_seconds(objective, step)))
        if isinstance(formula, ShareOfTime):
            expr = _up(formula, query, objective.sampling, step)
        elif isinstance(formula, Percentile):
            expr = f"sum by (le) (\n{query}\n)"
        else:
            expr = f"sum(\n{query}\n)"
        out.append(Record(SIGNAL, aligned(expr, interval), {**identity.labels, "signal": name}))
    return tuple(out)


def _up(formula: ShareOfTime, query: str, sampling: int, step: int) -> str:
    """The share of each step that was up, 0 to 1. Of several series the lowest counts."""
    grain = min(sampling, step)
    at_grain = f"[{window(step)}:{duration(grain)}]"
    up = f"(min(\n{query}\n) > bool 0)"
    if not formula.minimum_outage:
        return f"{'avg' if formula.partial_minutes else 'max'}_over_time({up}{at_grain})"
    if formula.partial_minutes:
        down = f"1 - {up}"
    else:
        down, grain = f"1 - max_over_time({up}{at_grain})", step
    points = -(-formula.minimum_outage // grain)
    run = f"[{window(points * grain)}:{duration(grain)}]"
    # A point counts when some window of `points` points around it was down throughout.
    counted = f"max_over_time((min_over_time(({down}){run})){run})"
    late = lag_seconds(formula, sampling, step) - (points - 1) * grain
    offset = f" offset {duration(late)}" if late else ""
    return f"1 - avg_over_time(({counted})[{window(step)}:{duration(grain)}]{offset})"


def events_per_step(objective: Objective, signal: Signal, step: int) -> str:
    """The factor that turns one recorded value of `signal` into events per step."""
    from fractions import Fraction

    return number(step if signal.per_second else Fraction(step, range_seconds(objective, step)))
