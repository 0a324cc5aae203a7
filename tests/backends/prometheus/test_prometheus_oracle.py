"""The value of a month as the rules record it, against exact fractions worked out from the same samples.

Months in New York begin at five o'clock in UTC, so the first hours of promtool's clock see one end and the
next begin. Queries are gauges here: what a function such as `rate` makes of samples is not the rules' matter.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from conftest import EARLY, Bench, agreement, objective, signal
from sladsl.exact.periods import Cycle, Kind
from sladsl.lower.monitoring import (
    Comparison,
    Empty,
    EventRatio,
    MeanOfIntervals,
    Percentile,
    ShareOfIntervals,
    ShareOfTime,
    TimeDown,
)

STEP, MIDNIGHT, LENGTH = 240, 18_000, 100  # seconds, seconds after 1970 in UTC, steps
MONTH = Cycle(Kind.MONTH, "America/New_York")
RULES = {"local_time:seconds", "period_start:seconds", "signal:value", "bad:amount", "total:amount"}
LEDGER = {"bad:period", "total:period", "value:period"}
Samples = list[int | None]
Exact = tuple[Fraction, Fraction]  # bad and total of one step


@dataclass(frozen=True)
class Case:
    """A promise, its gauges with how to draw a sample, and the exact amounts of one step."""

    formula: Any
    gauges: dict[str, range | tuple[int, ...]]
    amounts: Callable[..., Exact]
    value: Callable[[Fraction, Fraction], Fraction]
    comparison: Comparison
    target: Fraction
    interval: int = STEP


def share(bad: Fraction, total: Fraction) -> Fraction:
    return bad / total


def rest(bad: Fraction, total: Fraction) -> Fraction:
    return 1 - bad / total


WEIGHTS = {Empty.GOOD: (0, STEP), Empty.BAD: (STEP, STEP), Empty.EXCLUDED: (0, 0), Empty.UNKNOWN: (0, 0)}


def weight(rule: Empty) -> Exact:
    bad, total = WEIGHTS[rule]
    return Fraction(bad), Fraction(total)


def of_interval(
    judge: Callable[[Fraction], Fraction],
) -> Callable[..., Exact]:
    def amounts(errors: int | None, requests: int | None, empty: Empty, absent: Empty) -> Exact:
        if requests is None or requests == 0:
            return weight(absent if requests is None else empty)
        return STEP * judge(Fraction(errors or 0, requests)), Fraction(STEP)

    return amounts


def of_events(part: int | None, total: int | None, empty: Empty, absent: Empty) -> Exact:
    if total is None:
        return Fraction(0), Fraction(0)
    return Fraction(STEP * (part or 0)), Fraction(STEP * total)


def of_good_events(good: int | None, total: int | None, empty: Empty, absent: Empty) -> Exact:
    bad, every = of_events(good, total, empty, absent)
    return max(every - bad, Fraction(0)), every


def of_minutes(up: int | None, empty: Empty, absent: Empty) -> Exact:
    """`up` says in its four lowest bits which minutes of the step were up."""
    if up is None:
        return weight(absent)
    return Fraction(STEP * (4 - up.bit_count()), 4), Fraction(STEP)


def of_buckets(within: int | None, every: int | None, empty: Empty, absent: Empty) -> Exact:
    if within is None or every is None:
        return Fraction(0), Fraction(0)
    return Fraction(STEP * max(every - within, 0)), Fraction(STEP * every)


COUNT, FEW, POWER = range(21), range(3), (0, 1, 2, 4, 8)
ERRORS, REQUESTS, UP = signal("errors"), signal("requests"), signal("up_now")
AT_LEAST, AT_MOST = Comparison.AT_LEAST, Comparison.AT_MOST
OVER = of_interval(lambda ratio: Fraction(ratio > Fraction(1, 20)))
CASES = {
    "share of intervals": Case(
        ShareOfIntervals(STEP, ERRORS, REQUESTS, Fraction(1, 20)),
        {"errors": FEW, "requests": (0, 19, 20, 21, 40)},
        OVER,
        rest,
        AT_LEAST,
        Fraction("0.9"),
    ),
    "share of longer intervals": Case(
        ShareOfIntervals(2 * STEP, ERRORS, REQUESTS, Fraction(1, 20)),
        {"errors": FEW, "requests": (0, 19, 20, 21, 40)},
        OVER,
        rest,
        AT_LEAST,
        Fraction("0.9"),
        2 * STEP,
    ),
    "mean of intervals": Case(
        MeanOfIntervals(STEP, ERRORS, REQUESTS),
        {"errors": COUNT, "requests": POWER},
        of_interval(lambda ratio: ratio),
        share,
        AT_MOST,
        Fraction("0.1"),
    ),
    "complement of the mean": Case(
        MeanOfIntervals(STEP, ERRORS, REQUESTS, complement=True),
        {"errors": FEW, "requests": POWER},
        of_interval(lambda ratio: ratio),
        rest,
        AT_LEAST,
        Fraction("0.9"),
    ),
    "bad events": Case(
        EventRatio(total=REQUESTS, bad=ERRORS),
        {"errors": FEW, "requests": COUNT},
        of_events,
        share,
        AT_MOST,
        Fraction("0.1"),
    ),
    "good events": Case(
        EventRatio(total=REQUESTS, good=ERRORS),
        {"errors": COUNT, "requests": COUNT},
        of_good_events,
        rest,
        AT_LEAST,
        Fraction("0.9"),
    ),
    "share of time": Case(
        ShareOfTime(UP), {"up_now": range(16)}, of_minutes, rest, AT_LEAST, Fraction("0.9")
    ),
    "time down": Case(
        TimeDown(ShareOfTime(UP)),
        {"up_now": range(16)},
        of_minutes,
        lambda bad, total: bad,
        AT_MOST,
        Fraction(3600),
    ),
    "percentile": Case(
        Percentile(Fraction("0.9"), signal("seconds")),
        {'seconds{le="0.30"}': COUNT, 'seconds{le="+Inf"}': COUNT},
        of_buckets,
        share,
        AT_MOST,
        Fraction("0.3"),
    ),
}


def written(name: str, samples: Samples) -> str:
    """A step's sample on each of the four minutes that end with it; None is a series that vanished."""
    out = ["stale" if samples[0] is None else str(samples[0] & 1 if name == "up_now" else samples[0])]
    for each in samples[1:]:
        if each is None:
            out += ["stale"] * 4
        elif name == "up_now":
            out += [str(each >> minute & 1) for minute in range(4)]
        else:
            out += [str(each)] * 4
    return " ".join(out)


@pytest.mark.parametrize("name", CASES)
@settings(
    max_examples=3,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # a smaller seed is no simpler example
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 2**32))
def test_the_value_of_a_month_is_exact(bench: Bench, name: str, seed: int) -> None:
    case, draw = CASES[name], Random(seed)
    events = isinstance(case.formula, EventRatio | Percentile)
    rules = [Empty.EXCLUDED, Empty.UNKNOWN] if events else list(Empty)
    empty, absent = draw.choice(rules), draw.choice(rules)
    gauges: dict[str, Samples] = {
        gauge: [None if draw.random() < 0.1 else draw.choice(known) for _ in range(LENGTH)]
        for gauge, known in case.gauges.items()
    }
    if (first := gauges.get("up_now", [None])[0]) is not None:
        gauges["up_now"][0] = 15 * (first & 1)  # time begins with one sample, not with a minute before it
    promise = objective(
        case.formula,
        comparison=case.comparison,
        target=case.target,
        empty=empty,
        absent=absent,
        period=MONTH,
        sampling=60,
        alert_steps=(),
    )
    bench.emit(
        agreement(promise, effective=date(1969, 12, 1), until=None, zone=MONTH.zone),
        step=STEP,
        as_of=EARLY,
        horizon_years=1,
    )
    path = bench.folder / "rules/Kesko.rules.yml"
    groups = yaml.safe_load(path.read_text())["groups"]
    for group in groups:
        group["rules"] = [r for r in group["rules"] if r.get("record", "")[4:] in RULES | LEDGER]
    path.write_text(yaml.safe_dump({"groups": [group for group in groups if group["rules"]]}))

    series = {gauge: written(gauge, samples) for gauge, samples in gauges.items()}
    expected: list[tuple[str, str, float | None]] = []
    for end in sorted({MIDNIGHT // STEP, draw.randrange(76, LENGTH - 1), LENGTH - 1}):
        bad, total = Fraction(0), Fraction(0)
        for step in range(end + 1):
            judged = step * STEP // case.interval * case.interval  # the end of the interval it stands for
            if (judged > MIDNIGHT) is (end * STEP > MIDNIGHT):
                told = (samples[judged // STEP] for samples in gauges.values())
                more_bad, more = case.amounts(*told, empty, absent)
                bad, total = bad + more_bad, total + more
        at = f"{end * STEP}s"
        expected += [("sum(sla:bad:period)", at, float(bad)), ("sum(sla:total:period)", at, float(total))]
        if total or isinstance(case.formula, TimeDown):
            value = case.value(bad, total)
            # One unit in the last place: the rules divide and subtract once each, and floats round.
            last = Fraction(1, 2**52) * max(1, abs(value))
            exact = f"abs(sum(sla:value:period) - {float(value)!r}) <= bool {float(last)!r}"
            expected.append((exact, at, 1))
        else:
            expected.append(("sum(sla:value:period)", at, None))
    bench.promtool_test(series, expected, interval="1m", step="4m")
