"""Rounding before comparing, against rounding itself."""

from __future__ import annotations

import operator
from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import EVENTS, SPAN, UP, Bench, agreement, objective, signal
from sladsl.backends.prometheus.thresholds import missed, unrounded
from sladsl.exact.ratio import Rounding as Mode
from sladsl.exact.ratio import round_to
from sladsl.lower.monitoring import (
    AlertStep,
    Bound,
    Comparison,
    CreditTier,
    Empty,
    Percentile,
    Rounding,
    TimeDown,
)

OPERATORS = {">=": operator.ge, ">": operator.gt, "<=": operator.le, "<": operator.lt}


@settings(max_examples=300)
@given(
    st.sampled_from(Comparison),
    st.integers(0, 10_000),
    st.integers(0, 100_000),
    st.sampled_from(Mode),
    st.integers(1, 4),
)
def test_unrounded_bounds_decide_as_rounding_does(
    comparison: Comparison, target: int, value: int, mode: Mode, places: int
) -> None:
    threshold, exact = Fraction(target, 10_000), Fraction(value, 100_000)
    bound = unrounded(Bound(comparison, threshold), Rounding(Fraction(1, 10**places), mode))
    expected = OPERATORS[comparison.value](round_to(exact, places, mode), threshold)
    assert OPERATORS[bound.comparison.value](exact, bound.threshold) is expected


def test_missed_is_the_opposite_of_kept() -> None:
    assert missed(objective()).comparison is Comparison.ABOVE
    assert missed(objective(comparison=Comparison.ABOVE)).comparison is Comparison.AT_LEAST
    assert missed(objective(EVENTS)).share == Fraction("0.0005")
    down = objective(TimeDown(UP), comparison=Comparison.AT_MOST, target=Fraction(600))
    assert (missed(down).share, missed(down).absolute) == (600, True)


def test_missed_budget_and_tiers_turn_at_the_very_second(bench: Bench) -> None:
    # 99.5% of a day of 24 h leaves 432 s, of 60 s each: 7 bad minutes are kept, 8 are not. 99% leaves 864.
    from sladsl.exact.periods import Cycle, Kind

    tiers = tuple(
        CreditTier(label, (Bound(Comparison.BELOW, Fraction(below)),), SPAN)
        for label, below in (("10%", "0.995"), ("25%", "0.99"))
    )
    promise = replace(
        objective(UP, tiers=tiers, empty=Empty.GOOD, period=Cycle(Kind.DAY, "UTC")),
        target=Fraction("0.995"),
        alert_steps=(AlertStep(Fraction(1, 2)),),
    )
    exact = replace(promise, service="Exact", target=1 - Fraction(480, 86_400))
    rounded = replace(
        promise, service="Rounded", rounding=Rounding(Fraction(1, 1000), Mode.HALF_UP)
    )  # 99.45% and better counts as 99.5%: 475.2 s
    bench.emit(agreement(promise, exact, rounded, effective=None, until=None))

    def fires(name: str, service: str) -> str:
        return f'count(ALERTS{{alertname="{name}",service="{service}"}})'

    def tier(number: int) -> str:
        return f'sum(sla:credit_tier:reached{{service="Checkout",tier="{number}"}})'

    # Down from minute 10 on; minute 11 is the first that is down throughout.
    expected: list[tuple[str, str, float | None]] = [
        (fires("SlaBudget", "Checkout"), "13m", None),
        (fires("SlaBudget", "Checkout"), "14m", 1),
        (fires("SlaMissed", "Checkout"), "17m", None),
        (fires("SlaMissed", "Checkout"), "18m", 1),
        (fires("SlaMissed", "Exact"), "18m", None),
        (fires("SlaMissed", "Exact"), "19m", 1),
        (fires("SlaMissed", "Rounded"), "17m", None),
        (fires("SlaMissed", "Rounded"), "18m", 1),
        (tier(1), "17m", 0),
        (tier(1), "18m", 1),
        (tier(2), "24m", 0),
        (tier(2), "25m", 1),
        ('sum(sla:budget:period{service="Checkout"})', "18m", 432),
        ('sum(sla:bad:period{service="Checkout"})', "18m", 480),
        ('sum(sla:budget_exhausted_in:seconds{service="Checkout"})', "18m", 0),
    ]
    bench.promtool_test({'up{job="checkout"}': "1+0x40 0+0x100"}, expected, interval="15s")


def test_a_percentile_and_its_tiers_count_the_same_events(bench: Bench) -> None:
    # Of 30 requests per half minute 3 take over 0.5 s and 6 over 0.3 s: p90 is within 0.5 s only.
    formula = Percentile(Fraction("0.9"), signal('rate(seconds_bucket{job="checkout"}[$range])'))
    tiers = tuple(
        CreditTier("10%", (Bound(Comparison.ABOVE, Fraction(bound)),), SPAN)
        for bound in ("0.3", "0.5", "0.4")
    )
    promise = objective(
        formula, comparison=Comparison.AT_MOST, target=Fraction("0.3"), empty=Empty.EXCLUDED, tiers=tiers
    )
    bench.emit(agreement(promise))
    counts = {"0.3": 24, "0.4": 26, "0.50": 27, "+Inf": 30}
    series = {f'seconds_bucket{{job="checkout",le="{le}"}}': f"0+{count}x60" for le, count in counts.items()}
    expected: list[tuple[str, str, float | None]] = [
        (f'sum(sla:credit_tier:reached{{tier="{tier}"}})', "20m", reached)
        for tier, reached in ((1, 1), (2, 0), (3, 1))
    ]
    expected.append(('count(ALERTS{alertname="SlaMissed",alertstate="firing"})', "20m", 1))
    bench.promtool_test(series, expected)
