"""Metrics over time: shares of time, time down or up, pools of resources."""

from __future__ import annotations

from fractions import Fraction

from sladsl.evaluate.base import Base
from sladsl.evaluate.facts import ServiceFacts
from sladsl.evaluate.outages import (
    EMPTY,
    NO_OUTAGES,
    STATE_OF_SERVICE,
    Log,
    Lost,
    counted,
    log_of,
    lost_of,
    within,
)
from sladsl.evaluate.reasons import Reason, Why, because
from sladsl.evaluate.results import Counted, LeftOut, Measured
from sladsl.exact.durations import Duration
from sladsl.exact.intervals import intersection, normalise, total
from sladsl.exact.periods import Period
from sladsl.model import metrics as m
from sladsl.model.metrics import Metric, Switches
from sladsl.model.values import Ratio

NO_TIME = Reason(Why.NO_TIME)


def share_of_time(
    formula: m.ShareOfTime,
    metric: Metric,
    switches: Switches,
    facts: ServiceFacts,
    base: Base,
    period: Period,
) -> Measured:
    """C01 to C03, C11, C12: the share of the counted time in which the condition holds.

    A constant denominator takes the place of the counted time; time without data then leaves nothing.
    """
    wanted = metric.better != "lower"
    log = log_of(facts, period, formula.condition, wanted=wanted)
    if log is None:
        return Measured(None, None, None, "s", reason=NO_OUTAGES)
    lost = lost_of(log, switches, base)
    silent, bad = total(lost.silent), Fraction(total(lost.down))
    whole = Fraction(total(base.left))
    good_of_silent = _good_of_silent(switches, wanted=wanted)
    if silent and good_of_silent is None:
        if switches.empty == "unknown":
            return _unknown("s", silent, lost)
        whole -= silent
    elif good_of_silent is not None:
        bad += silent * (1 - good_of_silent)
    if metric.denominator is not None:
        whole = metric.denominator.seconds if whole else Fraction(0)
    part = max(whole - bad, Fraction(0)) if wanted else bad
    return Measured(
        Ratio(part / whole) if whole else None,
        part,
        whole,
        "s",
        counted(lost.down),
        lost.left_out,
        None if whole else NO_TIME,
        _open(lost, silent, switches),
    )


def _good_of_silent(switches: Switches, *, wanted: bool) -> Fraction | None:
    """Which share of time without data counts as good; None when it does not count."""
    match switches.empty:
        case "good":
            return Fraction(1)
        case "bad":
            return Fraction(0)
        case Ratio(value):
            return value if wanted else 1 - value
    return None


def _open(lost: Lost, silent: int, switches: Switches) -> tuple[str, ...]:
    return (*lost.open, EMPTY) if silent and switches.empty is None else lost.open


def _unknown(unit: str, seconds: int, lost: Lost) -> Measured:
    reason = because(Why.SILENT, Duration(Fraction(seconds)).text())
    return Measured(None, None, None, unit, counted(lost.down), lost.left_out, reason)


def time_in_state(
    formula: m.TimeInState, switches: Switches, facts: ServiceFacts, base: Base, period: Period
) -> Measured:
    """C10: seconds down or up. Time without data is neither, unless it counts as one of them."""
    log = _state_log(facts, period)
    if log is None:
        return Measured(None, None, None, "s", reason=NO_OUTAGES)
    if not base.left:
        return Measured(None, None, None, "s", reason=NO_TIME)
    lost = lost_of(log, switches, base)
    silent, bad = total(lost.silent), Fraction(total(lost.down))
    good = Fraction(total(base.left) - silent) - bad
    share = _good_of_silent(switches, wanted=True)
    if silent and switches.empty == "unknown":
        return _unknown("s", silent, lost)
    if share is not None:
        good, bad = good + silent * share, bad + silent * (1 - share)
    seconds = bad if formula.state == "down" else good
    return Measured(
        Duration(seconds),
        seconds,
        None,
        "s",
        counted(lost.down),
        lost.left_out,
        None,
        _open(lost, silent, switches),
    )


def _state_log(facts: ServiceFacts, period: Period) -> Log | None:
    """The service's own state: its signal `up` or `down`, else its log of outages."""
    down: m.Condition = m.Negated(m.Holds("down"))
    return log_of(facts, period, down if "down" in facts.samples else STATE_OF_SERVICE, wanted=True)


def pooled(metric: Metric, switches: Switches, facts: ServiceFacts, base: Base, period: Period) -> Measured:
    """C05, C06: weighted time up over weighted time deployed, all resources together."""
    if not facts.resources:
        return Measured(None, None, None, "s", reason=Reason(Why.NO_RESOURCES))
    whole = bad = Fraction(0)
    items: list[Counted] = []
    left_out: list[LeftOut] = []
    open_switches: dict[str, None] = dict.fromkeys(base.open)
    for resource in facts.resources:
        deployed = within(resource.deployed, period)
        there = Base(
            intersection(base.hours, deployed),
            intersection(base.left, deployed),
            base.excluded,
            base.deemed,
            (),
            intersection(base.beyond, deployed),
        )
        lost = lost_of(Log(normalise(resource.down), ()), switches, there)
        whole += total(there.left) * resource.weight
        bad += total(lost.down) * resource.weight
        items += counted(lost.down, resource.name, resource.weight)
        left_out += [each for each in lost.left_out if intersection(_of(each), deployed)]
        open_switches |= dict.fromkeys(lost.open)
    part = whole - bad if metric.better != "lower" else bad
    value = Ratio(part / whole) if whole else None
    reason = None if whole else Reason(Why.NOTHING_DEPLOYED)
    return Measured(value, part, whole, "s", tuple(items), tuple(left_out), reason, tuple(open_switches))


def _of(item: LeftOut) -> tuple[tuple[int, int], ...]:
    return (item.interval,) if item.interval else ()
