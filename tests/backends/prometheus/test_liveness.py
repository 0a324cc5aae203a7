"""Every alert fires at 100% bad and is silent at 0%, for every formula, period and calendar."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
import yaml

from conftest import ERRORS, EVENTS, MINUTES, REQUESTS, SPAN, UP, Bench, agreement, objective, signal
from sladsl.exact.calendars import NthWeekday, Weekly
from sladsl.exact.periods import Cycle, Kind
from sladsl.exact.ratio import Rounding as Mode
from sladsl.lower.monitoring import (
    Bound,
    Comparison,
    CreditTier,
    Empty,
    EventRatio,
    Exclusion,
    Hours,
    MeanOfIntervals,
    Objective,
    Percentile,
    Rounding,
    TimeDown,
)

HELSINKI = "Europe/Helsinki"
OFFICE = Hours("Office", "Office", Weekly(HELSINKI, (((480, 1020),),) * 5 + ((), ())))
TOKYO = Hours("Tokyo", "Tokyo", Weekly("Asia/Tokyo", (((480, 1020),),) * 5 + ((), ())))
NIGHTS = Hours("Nights", "Nights", Weekly("Asia/Kolkata", (((1320, 360),),) * 7))
SUNDAY = Exclusion("maintenance", "Planned", NthWeekday(HELSINKI, 3, 6, (120, 360)), SPAN, 4 * 3600)
DURATION = signal('rate(http_request_duration_seconds_bucket{job="checkout"}[$range])')
TIERS = tuple(
    CreditTier(label, (Bound(Comparison.BELOW, Fraction(below)),), SPAN)
    for label, below in (("10%", "0.9995"), ("25%", "0.99"))
)

CASES: dict[str, Objective] = {
    "minutes": objective(tiers=TIERS),
    "five minutes": objective(replace(MINUTES, seconds=300), target=Fraction("0.99")),
    "hours": objective(replace(MINUTES, seconds=3600), target=Fraction("0.99")),
    "no errors allowed": objective(replace(MINUTES, at_most=Fraction(0))),
    "strictly below": objective(replace(MINUTES, at_most=Fraction(1), strictly_below=True)),
    "mean": objective(
        MeanOfIntervals(300, ERRORS, REQUESTS), comparison=Comparison.AT_MOST, target=Fraction("0.001")
    ),
    "mean complement": objective(MeanOfIntervals(300, ERRORS, REQUESTS, complement=True)),
    "bad events": objective(EVENTS),
    "good events": objective(EventRatio(REQUESTS, good=REQUESTS), empty=Empty.UNKNOWN),
    "up": objective(UP),
    "up, whole minutes": objective(replace(UP, partial_minutes=False)),
    "up, outages of a minute": objective(replace(UP, minimum_outage=60)),
    "up, outages of ten whole minutes": objective(replace(UP, minimum_outage=600, partial_minutes=False)),
    "minutes down": objective(
        TimeDown(UP), comparison=Comparison.AT_MOST, target=Fraction(43 * 60), empty=Empty.BAD
    ),
    "p99": objective(
        Percentile(Fraction("0.99"), DURATION),
        comparison=Comparison.AT_MOST,
        target=Fraction("0.3"),
        empty=Empty.EXCLUDED,
        tiers=(CreditTier("10%", (Bound(Comparison.ABOVE, Fraction("0.5")),), SPAN),),
    ),
    "no failure allowed": objective(target=Fraction(1)),
    "no failed event allowed": objective(EVENTS, target=Fraction(0)),
    "strict": objective(comparison=Comparison.ABOVE),
    "low target": objective(target=Fraction("0.8")),
    "lower target": objective(target=Fraction("0.1")),
    "rounded": objective(rounding=Rounding(Fraction(1, 100_000), Mode.HALF_UP)),
    "office": objective(hours=OFFICE),
    "nights": objective(hours=NIGHTS, exclusions=(SUNDAY,), target=Fraction("0.99")),
    "excluded from the numerator": objective(exclusions=(replace(SUNDAY, numerator_only=True),)),
    "unknown when idle": objective(empty=Empty.UNKNOWN),
    "down when gone": objective(empty=Empty.GOOD, absent=Empty.BAD),
    "constant denominator": objective(constant_denominator=43_200 * 60),
    **{
        f"per {kind.value}": objective(
            period=Cycle(kind, zone, days=30 if kind in {Kind.ROLLING, Kind.TRAILING} else 0)
        )
        for kind, zone in zip(
            Kind,
            ("America/New_York", HELSINKI, "UTC", HELSINKI, "Asia/Tokyo", HELSINKI, HELSINKI, "UTC"),
            strict=True,
        )
    },
    "day in office hours": objective(period=Cycle(Kind.DAY, HELSINKI), hours=TOKYO),
    "events per day": objective(EVENTS, period=Cycle(Kind.DAY, HELSINKI)),
    "rolling events": objective(EVENTS, period=Cycle(Kind.ROLLING, "America/New_York", days=7)),
}


@pytest.mark.parametrize("name", CASES)
def test_every_alert_fires_and_none_when_all_is_well(bench: Bench, name: str) -> None:
    files = bench.emit(agreement(CASES[name]))
    tests = yaml.safe_load(files["rules/Kesko.test.yml"])["tests"]
    groups = yaml.safe_load(files["rules/Kesko.rules.yml"])["groups"]
    alerts = [rule for group in groups for rule in group["rules"] if "alert" in rule]
    proven = [check for test in tests for check in test["promql_expr_test"] if check["exp_samples"]]
    # One proof per alert, and one for the full budget when all is well.
    assert len(proven) == len(alerts) + 1
    assert {alert["alert"] for alert in alerts} == {"SlaBurn", "SlaBudget", "SlaMissed", "SlaNoData"}
    bench.proves()
