"""Numerator and denominator of every promise, recorded apart: bad and total, in seconds or in events.

Ratios are never recorded at this level: a mean of ratios gives an idle minute the weight of a busy one.
Every reader sums over all series of a promise, so a correction that both parties agreed on can be added
as one more series with a label of its own.
"""

from __future__ import annotations

from fractions import Fraction

from sladsl.backends.prometheus.clock import Clock
from sladsl.backends.prometheus.identity import (
    BAD,
    OVER_TIER,
    PERIOD_START,
    TOTAL,
    UNKNOWN,
    Identity,
    select,
)
from sladsl.backends.prometheus.rules import Record
from sladsl.backends.prometheus.signals import events_per_step, interval_seconds, lag_seconds
from sladsl.backends.prometheus.text import duration, le_pattern, number, quoted, window
from sladsl.exact.periods import Kind
from sladsl.lower.monitoring import (
    Empty,
    EventRatio,
    MeanOfIntervals,
    Objective,
    Percentile,
    ShareOfIntervals,
    ShareOfTime,
    TimeDown,
)
from sladsl.records import record

# Rates are floats: counts that lie exactly on the bound must not fall off it by the last digit.
TOLERANCE = Fraction(1, 10**9)


def counts_events(objective: Objective) -> bool:
    """Whether amounts are events (weighted by traffic) rather than seconds."""
    return isinstance(objective.formula, EventRatio | Percentile)


def latency_bounds(objective: Objective) -> tuple[Fraction, ...]:
    """The target and the tiers of a percentile, in seconds: every one must be a bucket."""
    tiers = (bound.threshold for tier in objective.tiers for bound in tier.bounds)
    return tuple(sorted({objective.target, *tiers}))


def bound_selector(identity: Identity, bound: Fraction) -> str:
    """The recorded buckets of a latency of at most `bound` seconds, however the bound is spelled."""
    formula = identity.objective.formula
    assert isinstance(formula, Percentile)
    inner = identity.signal("duration").removesuffix("}")
    return f"sum({inner},le=~{quoted(le_pattern(bound / formula.seconds_per_unit))}}})"


def every_event(identity: Identity) -> str:
    """All events of a recorded histogram."""
    inner = identity.signal("duration").removesuffix("}")
    return f'sum({inner},le="+Inf"}})'


def _over(identity: Identity, formula: Percentile, bound: Fraction, step: int) -> str:
    """The events of one step that took longer than `bound` seconds."""
    scale = events_per_step(identity.objective, formula.histogram, step)
    return f"{scale} * clamp_min({every_event(identity)} - {bound_selector(identity, bound)}, 0)"


@record
class Amounts:
    """`bad`, `total` and `unknown` per step as vectors without labels, before masks."""

    bad: str
    total: str
    unknown: str | None


def _cases(present: str, idle: tuple[str, int] | None, missing: int) -> str:
    out = present
    if idle is not None:
        out += f"\nor 0 * ({idle[0]} <= 0) + {idle[1]}"
    return f"{out}\nor vector({missing})"


def _weights(rule: Empty, step: int) -> tuple[int, int, int]:
    """Bad, total and unknown seconds of a step about which only `rule` speaks."""
    return {
        Empty.GOOD: (0, step, 0),
        Empty.BAD: (step, step, 0),
        Empty.EXCLUDED: (0, 0, 0),
        Empty.UNKNOWN: (0, 0, step),
    }[rule]


def amounts(identity: Identity, step: int) -> Amounts:
    """What one step adds, by the promise's own formula."""
    objective = identity.objective
    formula = objective.formula.of if isinstance(objective.formula, TimeDown) else objective.formula
    empty, absent = objective.empty, objective.absent or objective.empty
    idle_weights, gone_weights = _weights(empty, step), _weights(absent, step)
    match formula:
        case ShareOfIntervals() | MeanOfIntervals():
            requests = f"sum({identity.signal('requests')})"
            errors = f"(sum({identity.signal('errors')}) or 0 * {requests})"
            if isinstance(formula, MeanOfIntervals):
                bad = f"{step} * {errors} / ({requests} > 0)"
            else:
                compare, slack = (">=", -TOLERANCE) if formula.strictly_below else (">", TOLERANCE)
                over = f"{errors} - {number(formula.at_most)} * {requests}"
                bad = f"{step} * (({over}) {compare} bool {number(slack)} * {requests}) and {requests} > 0"
            busy = f"0 * ({requests} > 0) + {step}"

            def by_case(present: str, which: int) -> str:
                idle = None if empty is absent else (requests, idle_weights[which])
                return _cases(present, idle, gone_weights[which])

            unknown = Empty.UNKNOWN in (empty, absent)
            return Amounts(
                by_case(bad, 0),
                by_case(busy, 1),
                by_case(f"0 * ({requests} > 0)", 2) if unknown else None,
            )
        case ShareOfTime():
            up = f"min({identity.signal('up')})"
            return Amounts(
                _cases(f"{step} * (1 - {up})", None, gone_weights[0]),
                _cases(f"0 * {up} + {step}", None, gone_weights[1]),
                _cases(f"0 * {up}", None, gone_weights[2]) if absent is Empty.UNKNOWN else None,
            )
        case EventRatio():
            total = f"sum({identity.signal('total')})"
            scale = events_per_step(objective, formula.total, step)
            if formula.good is not None:
                good = f"(sum({identity.signal('good')}) or 0 * {total})"
                bad = f"{scale} * clamp_min({total} - {good}, 0)"
            else:
                # Failures of which nobody knows among how many are no share of anything.
                bad = f"{scale} * (sum({identity.signal('bad')}) and {total} or 0 * {total})"
            gone = _cases(f"0 * {total}", None, step) if absent is Empty.UNKNOWN else None
            return Amounts(f"{bad}\nor vector(0)", f"{scale} * {total}\nor vector(0)", gone)
        case Percentile():
            every = every_event(identity)
            within = bound_selector(identity, objective.target)
            scale = events_per_step(objective, formula.histogram, step)
            gone = _cases(f"0 * {every}", None, step) if absent is Empty.UNKNOWN else None
            return Amounts(
                f"{_over(identity, formula, objective.target, step)}\nor vector(0)",
                f"{scale} * ({every} and {within})\nor vector(0)",
                gone,
            )
        case _:
            raise ValueError(f"no monitored form: {formula}")


def amount_records(identity: Identity, clock: Clock, bad_mask: str | None, mask: str | None) -> list[Record]:
    """The recorded amounts: multiplied by the masks (names of recorded masks, None for none) and labelled
    with the start of the period they belong to."""
    objective, step = identity.objective, clock.step
    parts = amounts(identity, step)
    interval = interval_seconds(objective.formula, step)
    lag = lag_seconds(objective.formula, objective.sampling, step)

    def then(selector: str) -> str:
        offset = f" offset {duration(lag)}" if lag else ""
        if interval > step:
            return f"last_over_time({selector}[{window(interval)}:{duration(interval)}]{offset})"
        return f"{selector}{offset}"

    def masked(expr: str, name: str | None) -> str:
        out = f"(\n{expr}\n)"
        if name is not None:
            out += f"\n* sum({then(clock.is_open(name))})"
        if objective.period.kind is not Kind.TRAILING:
            start = select(PERIOD_START, clock.cycle_labels(objective.period))
            out += f'\n* on() group_left(period) count_values("period", {then(start)})'
        return out

    out = [
        Record(BAD, masked(parts.bad, bad_mask), identity.labels),
        Record(TOTAL, masked(parts.total, mask), identity.labels),
    ]
    if parts.unknown is not None:
        out.append(Record(UNKNOWN, masked(parts.unknown, mask), identity.labels))
    if isinstance(objective.formula, Percentile):
        for index, tier in enumerate(objective.tiers, 1):
            over = _over(identity, objective.formula, tier.bounds[0].threshold, step)
            labels = {**identity.labels, "tier": str(index)}
            out.append(Record(OVER_TIER, masked(f"{over}\nor vector(0)", bad_mask), labels))
    return out
