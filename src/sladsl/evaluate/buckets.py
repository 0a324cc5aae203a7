"""Metrics by interval: the share or number of intervals in which a condition holds, means over intervals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache

from sladsl.evaluate.base import Base
from sladsl.evaluate.conditions import names_of, term_under_outage, term_value
from sladsl.evaluate.facts import ServiceFacts
from sladsl.evaluate.grid import Grid, Seen, signals_by_interval
from sladsl.evaluate.outages import EMPTY, NO_SAMPLES
from sladsl.evaluate.overlap import Overlap
from sladsl.evaluate.reasons import Reason, Why, because
from sladsl.evaluate.results import Counted, LeftOut, Measured
from sladsl.evaluate.verdicts import Verdicts, verdicts_of
from sladsl.exact.intervals import Intervals, normalise
from sladsl.exact.periods import Period
from sladsl.model import metrics as m
from sladsl.model.metrics import Dimension, Metric, Switches
from sladsl.model.values import Ratio, Value
from sladsl.records import record

NO_INTERVAL = Reason(Why.NO_INTERVAL)
Valued = Callable[[Metric, Fraction], Value]


def unknown_intervals(count: int) -> Reason:
    """Why a result is unknown."""
    intervals = "1 interval" if count == 1 else f"{count} intervals"
    return because(Why.SILENT, intervals)


def share_of_intervals(
    formula: m.ShareOfIntervals,
    metric: Metric,
    switches: Switches,
    facts: ServiceFacts,
    base: Base,
    period: Period,
) -> Measured:
    """C13 and the bad minutes of C01: the share of the period's intervals in which the condition holds.

    Only intervals that are counted time from end to end count. One without data is good, bad, left out,
    or so much of an interval as the source says.
    """
    if not names_of(formula.condition).isdisjoint(facts.samples):
        return _share(formula, metric, switches, facts, base, period)
    return _share_by_log(formula, metric, switches, facts.down, facts.unknown, base, period)


@lru_cache(maxsize=16)
def _share_by_log(
    formula: m.ShareOfIntervals,
    metric: Metric,
    switches: Switches,
    down: Intervals | None,
    unknown: Intervals,
    base: Base,
    period: Period,
) -> Measured:
    """Many services have the same outages where one made-up course of events is played for all of them."""
    return _share(formula, metric, switches, ServiceFacts(down=down, unknown=unknown), base, period)


def _share(
    formula: m.ShareOfIntervals,
    metric: Metric,
    switches: Switches,
    facts: ServiceFacts,
    base: Base,
    period: Period,
) -> Measured:
    found = verdicts_of(formula.interval, formula.condition, metric, switches, facts, base, period)
    if found is None:
        return Measured(None, None, None, "intervals", reason=NO_SAMPLES)
    wanted = metric.better != "lower"
    bad, good = Fraction(len(found.bad) - found.beyond), Fraction(found.good)
    match switches.empty:
        case "good":
            good += found.silent
        case "bad":
            bad += found.silent
        case Ratio(value=known):
            share = known if wanted else 1 - known
            good, bad = good + found.silent * share, bad + found.silent * (1 - share)
        case "unknown" if found.silent:
            return _result(found, metric, None, None, None, unknown_intervals(found.silent), switches)
    whole = good + bad
    if metric.denominator is not None and whole:
        whole = metric.denominator.seconds / formula.interval.seconds
    bad += found.beyond
    part = max(whole - bad, Fraction(0)) if wanted else bad
    value = Ratio(part / whole) if whole else None
    return _result(found, metric, value, part, whole, None if whole else NO_INTERVAL, switches)


def count_of_intervals(
    formula: m.CountOfIntervals,
    metric: Metric,
    switches: Switches,
    facts: ServiceFacts,
    base: Base,
    period: Period,
    valued: Valued,
) -> Measured:
    """C13: in how many of the period's intervals the condition holds."""
    found = verdicts_of(formula.interval, formula.condition, metric, switches, facts, base, period)
    if found is None:
        return Measured(None, None, None, "intervals", reason=NO_SAMPLES)
    if found.silent and switches.empty == "unknown":
        return _result(found, metric, None, None, None, unknown_intervals(found.silent), switches)
    if not found.silent and not found.bad and not found.good:
        return _result(found, metric, None, None, None, NO_INTERVAL, switches)
    wanted = metric.better != "lower"
    number = Fraction(found.good if wanted else len(found.bad))
    if switches.empty == ("good" if wanted else "bad"):
        number += found.silent
    elif isinstance(switches.empty, Ratio):
        number += found.silent * switches.empty.value
    return _result(found, metric, valued(metric, number), number, None, None, switches)


def _result(
    found: Verdicts,
    metric: Metric,
    value: Value | None,
    part: Fraction | None,
    whole: Fraction | None,
    reason: Reason | None,
    switches: Switches,
) -> Measured:
    bad = tuple(Counted("interval", (start, start + found.step), Fraction(1)) for start in found.bad)
    open_switches = found.open
    if found.silent and switches.empty is None:
        open_switches = (*open_switches, EMPTY)
    return Measured(value, part, whole, "intervals", bad, found.left_out, reason, open_switches)


def mean_over(
    formula: m.MeanOver,
    metric: Metric,
    switches: Switches,
    facts: ServiceFacts,
    base: Base,
    period: Period,
    valued: Valued,
) -> Measured:
    """C04: the mean of a term over the period's intervals, each weighing the same.

    Without signals the outages stand for the share that failed, where the term is such a share.
    """
    grid = Grid(period, int(formula.interval.seconds), base)
    read = _reader(formula.value, metric, facts, grid)
    if read is None:
        return Measured(None, None, None, "intervals", reason=NO_SAMPLES)
    sums: dict[int, int] = {}
    count = silent = 0
    deemed = _deemed_value(metric)
    items: list[Counted] = []
    for start, value in _values(read, grid, deemed):
        if value is None:
            silent += 1
            continue
        count += 1
        sums[value.denominator] = sums.get(value.denominator, 0) + value.numerator
        if metric.dimension == Dimension.RATIO and value != deemed:
            amount = value if metric.better == "lower" else 1 - value
            items.append(Counted("interval", (start, start + grid.step), amount))
    if read.others is not None:
        rest = grid.size() - count - silent
        count += rest
        sums[read.others.denominator] = sums.get(read.others.denominator, 0) + read.others.numerator * rest
    added = added_up(sums)
    open_switches = (*base.open, EMPTY) if silent and switches.empty is None else base.open
    stand_in = _stand_in(switches, metric)
    if silent and stand_in is not None:
        added, count = added + stand_in * silent, count + silent
    elif silent and switches.empty == "unknown":
        return Measured(None, None, None, "intervals", (), (), unknown_intervals(silent))
    if not count:
        return Measured(None, None, None, "intervals", reason=NO_INTERVAL, open=open_switches)
    mean = valued(metric, added / count)
    left_out = _dropped(grid)
    return Measured(mean, added, Fraction(count), "intervals", tuple(items), left_out, None, open_switches)


def added_up(sums: Mapping[int, int]) -> Fraction:
    """The sum of numerators by denominator, added in pairs: a long sum of many denominators stays cheap."""
    terms = [Fraction(numerator, denominator) for denominator, numerator in sorted(sums.items())]
    while len(terms) > 1:
        pairs = [terms[i] + terms[i + 1] for i in range(0, len(terms) - 1, 2)]
        terms = pairs + terms[len(pairs) * 2 :]
    return terms[0] if terms else Fraction(0)


def _deemed_value(metric: Metric) -> Fraction | None:
    """The value of an interval in which nothing can go wrong."""
    if metric.dimension != Dimension.RATIO:
        return None
    return Fraction(0 if metric.better == "lower" else 1)


def _stand_in(switches: Switches, metric: Metric) -> Fraction | None:
    """What an interval without data counts as, where it counts."""
    best = _deemed_value(metric)
    match switches.empty:
        case Ratio(value=share):
            return share
        case "good":
            return best
        case "bad":
            return None if best is None else 1 - best
    return None


@record
class _Read:
    """How the value of an interval is read. Only those in `starts` differ from `others`; None for all."""

    value: Callable[[int], Fraction | None]
    starts: tuple[int, ...] | None = None
    others: Fraction | None = None


def _reader(term: m.Term, metric: Metric, facts: ServiceFacts, grid: Grid) -> _Read | None:
    signals = signals_by_interval(term, facts, grid)
    gaps = normalise(facts.unknown)
    unknown = Overlap(gaps)
    if signals is not None:

        def sampled(start: int) -> Fraction | None:
            at: Seen = signals.get(start, {})
            return None if unknown.within(start, start + grid.step) else term_value(term, at)

        return _Read(sampled)
    usual = term_under_outage(term, Fraction(0), better=metric.better)
    if facts.down is None or usual is None:
        return None
    log = normalise(facts.down)
    down = Overlap(log)

    def logged(start: int) -> Fraction | None:
        if unknown.within(start, start + grid.step):
            return None
        share = Fraction(down.within(start, start + grid.step), grid.step)
        return term_under_outage(term, share, better=metric.better)

    touched = grid.touched(log, gaps, grid.base.deemed)
    return _Read(logged, tuple(s for s in sorted(touched) if grid.counts(s)), usual)


def _values(read: _Read, grid: Grid, deemed: Fraction | None) -> Iterator[tuple[int, Fraction | None]]:
    for start in grid.starts() if read.starts is None else read.starts:
        yield start, deemed if deemed is not None and grid.is_deemed(start) else read.value(start)


def _dropped(grid: Grid) -> tuple[LeftOut, ...]:
    return tuple(
        LeftOut("excluded time", each, Fraction(0), because(Why.EXCLUDED, e.exclusion.key), e.span)
        for e in grid.base.excluded
        for each in e.times
    )
