"""Which intervals of a period are good, which are bad, and of which nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from sladsl.evaluate.base import Base
from sladsl.evaluate.conditions import decider, under_outage
from sladsl.evaluate.facts import ServiceFacts
from sladsl.evaluate.grid import Grid, signals_by_interval
from sladsl.evaluate.outages import PARTIAL, too_short
from sladsl.evaluate.overlap import Overlap
from sladsl.evaluate.reasons import Reason, Why, because
from sladsl.evaluate.results import LeftOut
from sladsl.exact.durations import Duration
from sladsl.exact.intervals import Intervals, intersection, normalise
from sladsl.exact.periods import Period
from sladsl.model import metrics as m
from sladsl.model.metrics import Metric, Switches
from sladsl.records import record


@record
class Verdicts:
    """Of the intervals that count: the starts of the bad ones, how many are good, how many are silent.

    So many as `beyond` of the bad ones count although their time does not.
    """

    step: int
    bad: tuple[int, ...]
    good: int
    silent: int
    left_out: tuple[LeftOut, ...]
    open: tuple[str, ...]
    beyond: int = 0


@record(frozen=False)
class _Found:
    """The intervals that are looked at one by one, and what all others are (None: silent)."""

    bad: set[int]
    good: set[int]
    silent: set[int]
    others: bool | None
    left_out: list[LeftOut]
    undecided: bool = False


def verdicts_of(
    interval: Duration,
    condition: m.Condition,
    metric: Metric,
    switches: Switches,
    facts: ServiceFacts,
    base: Base,
    period: Period,
) -> Verdicts | None:
    """Every interval by its signals, else by the outages in it; None where neither is known.

    A run of outages, or of bad intervals, that is too short to count is good.
    """
    grid = Grid(period, int(interval.seconds), base)
    wanted = metric.better != "lower"
    found = _by_signals(condition, facts, grid, switches, wanted=wanted)
    if found is None:
        found = _by_outages(condition, facts, grid, switches, wanted=wanted)
    if found is None:
        return None
    counted = grid.counted(found.bad)
    outside = {start for start in found.bad - counted if grid.counts_beyond(start)}
    bad = sorted(start for start in counted | outside if not grid.is_deemed(start))
    kept = set(bad)
    left = (start for start in sorted(found.bad - kept) if period.start <= start < period.end)
    left_out = [*found.left_out, *_left_intervals(grid, left)]
    silent = sum(1 for start in grid.counted(found.silent) if not grid.is_deemed(start))
    good = len(grid.counted(found.good))
    beyond = len(outside.intersection(bad))
    rest = grid.size() - (len(bad) - beyond) - silent - good
    if found.others is None:
        deemed = {s for s in grid.touched(base.deemed) if grid.counts(s)} - found.good
        good, silent = good + len(deemed), silent + rest - len(deemed)
    else:
        good += rest
    undecided = (*base.open, PARTIAL) if found.undecided else base.open
    return Verdicts(grid.step, tuple(bad), good, silent, tuple(left_out), undecided, beyond)


def _by_signals(
    condition: m.Condition, facts: ServiceFacts, grid: Grid, switches: Switches, *, wanted: bool
) -> _Found | None:
    seen = signals_by_interval(condition, facts, grid)
    if seen is None:
        return None
    found = _Found(set(), set(), set(), None, [])
    unknown = Overlap(normalise(facts.unknown)) if facts.unknown else None
    decide = decider(condition)
    for start, signals in seen.items():
        verdict = decide(signals)
        if verdict is None or (unknown is not None and unknown.within(start, start + grid.step)):
            found.silent.add(start)
        elif verdict is wanted:
            found.good.add(start)
        else:
            found.bad.add(start)
    if switches.short_outages is not None:
        _forgive(found, grid, switches)
    return found


def _forgive(found: _Found, grid: Grid, switches: Switches) -> None:
    """Turns runs of bad intervals under the limit good; a run may begin or end outside the period."""
    run: list[int] = []
    for start in [*sorted(found.bad), None]:
        if run and (start is None or start != run[-1] + grid.step):
            if switches.forgives(len(run) * grid.step):
                found.bad.difference_update(run)
                found.good.update(run)
                inside = [s for s in run if grid.counts(s)]
                reason = too_short(switches)
                found.left_out += [
                    LeftOut("interval", (s, s + grid.step), Fraction(1), reason, None) for s in inside
                ]
            run = []
        if start is not None:
            run.append(start)


def _by_outages(
    condition: m.Condition, facts: ServiceFacts, grid: Grid, switches: Switches, *, wanted: bool
) -> _Found | None:
    """Only intervals that an outage or a gap in the data touches are looked at; all others are alike."""
    if facts.down is None:
        return None
    log, unknown = normalise(facts.down), normalise(facts.unknown)
    found = _Found(set(), set(), set(), under_outage(condition, Fraction(0), good=wanted) is wanted, [])
    if switches.short_outages is not None:
        found.left_out += _short(log, switches, grid)
        log = tuple(each for each in log if not switches.forgives(each[1] - each[0]))
    down, gaps = Overlap(log), Overlap(unknown)
    verdicts: dict[int, tuple[bool, bool]] = {}
    for start in grid.touched(log, unknown):
        if gaps.within(start, start + grid.step):
            found.silent.add(start)
            continue
        lost = down.within(start, start + grid.step)
        if lost not in verdicts:
            share = Fraction(lost, grid.step)
            verdicts[lost] = (
                under_outage(condition, share, good=wanted) is wanted,
                under_outage(condition, share, good=wanted, partial=False) is wanted,
            )
        begun, whole = verdicts[lost]
        if begun is not whole and switches.partial is None and grid.counts(start):
            found.undecided = True
        good = whole if switches.partial is False else begun
        (found.good if good else found.bad).add(start)
    if found.others is False:
        found.bad.update(set(grid.starts()) - found.good - found.silent)
    return found


def _short(log: Intervals, switches: Switches, grid: Grid) -> list[LeftOut]:
    return [
        LeftOut("outage", each, Fraction(each[1] - each[0]), too_short(switches), None)
        for each in log
        if switches.forgives(each[1] - each[0]) and intersection((each,), grid.base.hours)
    ]


def _left_intervals(grid: Grid, starts: Iterable[int]) -> Iterator[LeftOut]:
    excluded = [(each, Overlap(each.times)) for each in grid.base.excluded]
    for start in starts:
        end = start + grid.step
        by = next((each for each, times in excluded if times.within(start, end)), None)
        if by is not None:
            reason = because(Why.EXCLUDED, by.exclusion.key)
        else:
            reason = Reason(Why.NOT_DEPLOYED if grid.is_deemed(start) else Why.OUTSIDE_HOURS)
        yield LeftOut("interval", (start, end), Fraction(1), reason, by.span if by is not None else None)
