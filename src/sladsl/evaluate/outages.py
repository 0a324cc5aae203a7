"""What was down in a period and what nobody knows: from the log of outages, or from signals by interval."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from sladsl.evaluate.base import Base
from sladsl.evaluate.conditions import holds, names_of
from sladsl.evaluate.facts import Samples, ServiceFacts
from sladsl.evaluate.overlap import Overlap
from sladsl.evaluate.reasons import Reason, Why, because
from sladsl.evaluate.results import Counted, LeftOut
from sladsl.evaluate.runs import whole_minutes
from sladsl.exact.intervals import Interval, Intervals, clip, difference, intersection, normalise, union
from sladsl.exact.periods import Period
from sladsl.model import metrics as m
from sladsl.model.metrics import Switches
from sladsl.records import record

PARTIAL = "partial"
EMPTY = "empty"
NO_SAMPLES = Reason(Why.NO_SAMPLES)
NO_OUTAGES = Reason(Why.NO_OUTAGES)
STATE_OF_SERVICE = m.Holds("up")
NOBODY_KNOWS = m.Holds("unknown")


@record
class Log:
    """Runs of downtime as they were, and time of which nothing is known."""

    down: Intervals
    unknown: Intervals


@record
class Lost:
    """What counts of the time of a promise: `down`, time without data in `silent`, both inside `base.left`.

    `open` names the switches that matter here and were not chosen; partial minutes then count in `down`.
    """

    down: Intervals
    silent: Intervals
    left_out: tuple[LeftOut, ...]
    open: tuple[str, ...]


def log_of(facts: ServiceFacts, period: Period, condition: m.Condition, *, wanted: bool) -> Log | None:
    """The downtime on which a condition decides, `wanted` when it describes what is good; None without data.

    Signals go before the log of outages: they were measured for this very condition. `unknown` is the time
    without data itself.
    """
    if condition == NOBODY_KNOWS and "unknown" not in facts.samples:
        return _gaps(facts, period)
    sampled = [facts.samples[name] for name in sorted(names_of(condition)) if name in facts.samples]
    if sampled:
        return _from_samples(facts, period, condition, sampled, wanted=wanted)
    return None if facts.down is None else Log(normalise(facts.down), normalise(facts.unknown))


def _gaps(facts: ServiceFacts, period: Period) -> Log | None:
    """Time of which nothing is known; of signals by interval also where none of them was measured."""
    if facts.down is None and not facts.samples:
        return None
    unknown = normalise(facts.unknown)
    if facts.samples:
        reach = ((period.start, period.end),)
        seen = [(start, start + s.step) for s in facts.samples.values() for start in s.values]
        unknown = union(unknown, difference(reach, normalise(seen)))
    return Log(unknown, ())


def _from_samples(
    facts: ServiceFacts, period: Period, condition: m.Condition, sampled: list[Samples], *, wanted: bool
) -> Log:
    """Every sample stands for its whole interval; intervals of several lengths meet where they overlap."""
    names = sorted(names_of(condition))
    edges = sorted({t for s in sampled for start in s.values for t in (start, start + s.step)})
    down: list[Interval] = []
    known: list[Interval] = []
    for start, end in pairwise(edges):
        signals = {}
        for name in names:
            if name in facts.samples:
                value = _at(facts.samples[name], start)
                if value is not None:
                    signals[name] = value
        verdict = holds(condition, signals)
        if verdict is not None:
            known.append((start, end))
            if verdict is not wanted:
                down.append((start, end))
    reach = ((min([period.start, *edges]), max([period.end, *edges])),)
    unknown = union(difference(reach, normalise(known)), normalise(facts.unknown))
    return Log(difference(normalise(down), unknown), unknown)


def _at(samples: Samples, instant: int) -> Fraction | None:
    found = samples.values.get(instant)
    if found is not None or not samples.values:
        return found
    anchor = next(iter(samples.values))
    return samples.values.get(anchor + (instant - anchor) // samples.step * samples.step)


def lost_of(log: Log, switches: Switches, base: Base) -> Lost:
    """The downtime that counts: long enough, in whole minutes where only those count, in the counted time.

    A run under the limit does not count at all; a longer one counts from its first second. Both are
    decided by the whole run, however much of it lies in the counted time.
    """
    reach = union(base.hours, base.beyond) if base.beyond else base.hours
    hours = Overlap(reach)
    kept: list[Interval] = []
    left_out: list[LeftOut] = []
    begun = False
    limit = switches.short_outages
    for start, end in log.down:
        if not hours.within(start, end):
            continue
        if limit is not None and switches.forgives(end - start):
            left_out += _left(((start, end),), reach, too_short(switches))
            continue
        whole = whole_minutes(start, end)
        begun = begun or whole != ((start, end),)
        if switches.partial is False:
            left_out += _left(difference(((start, end),), whole), reach, Reason(Why.NO_WHOLE_MINUTE))
            kept += whole
        else:
            kept.append((start, end))
    down = normalise(kept)
    for each in base.excluded:
        for start, end in intersection(down, each.times):
            reason = because(Why.EXCLUDED, each.exclusion.key)
            left_out.append(LeftOut("outage", (start, end), Fraction(end - start), reason, each.span))
    counted = difference(intersection(down, union(base.left, base.beyond)), base.deemed)
    silent = difference(intersection(log.unknown, base.left), base.deemed)
    undecided = begun and switches.partial is None
    return Lost(
        difference(counted, silent), silent, tuple(left_out), (*base.open, *((PARTIAL,) if undecided else ()))
    )


def too_short(switches: Switches) -> Reason:
    """Why an outage does not count that is not long enough."""
    limit = switches.short_outages
    assert limit is not None
    return because(Why.NO_LONGER if switches.short_too else Why.SHORTER, limit.text())


def _left(times: Intervals, reach: Intervals, reason: Reason) -> Iterator[LeftOut]:
    for start, end in intersection(times, reach):
        yield LeftOut("outage", (start, end), Fraction(end - start), reason, None)


def counted(down: Intervals, what: str = "outage", weight: Fraction = Fraction(1)) -> tuple[Counted, ...]:
    """Every stretch of downtime with its seconds, times a weight."""
    return tuple(Counted(what, each, (each[1] - each[0]) * weight) for each in down)


def within(times: Intervals, period: Period) -> Intervals:
    """A set's part in a period."""
    return clip(normalise(times), period.start, period.end)
