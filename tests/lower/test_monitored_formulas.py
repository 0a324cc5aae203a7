"""What is counted: every formula that rules can judge, and an error on the line of every other."""

from __future__ import annotations

from fractions import Fraction

import pytest
from monitored_houses import agreement_of, lowered, only, sla

from sladsl.diagnostics.diagnostic import Outcome
from sladsl.exact.periods import Cycle, Kind
from sladsl.lower.monitoring import (
    Comparison,
    Empty,
    EventRatio,
    MeanOfIntervals,
    Monitoring,
    OtherFormula,
    Percentile,
    ShareOfIntervals,
    ShareOfTime,
    Signal,
    TimeDown,
)


def promised(
    metric: str, signals: str, promise: str = "m of Own >= 99% per month", block: str = ""
) -> Outcome[Monitoring]:
    """The outcome for one metric of one's own, whose signals are measured by queries `q_<name>`."""
    queries = "; ".join(f"{name} = `q_{name}`" for name in signals.split(", "))
    services = f"metric m {{\n  signals {signals}\n  {metric}\n}}\n"
    services += f"service Own {{ measure m from prometheus {{ {queries} }} }}"
    return lowered(sla(f"guarantee g: {promise} {{ {block} }}", services=services))


def formula(metric: str, signals: str, promise: str = "m of Own >= 99% per month") -> object:
    outcome = promised(metric, signals, promise)
    assert not outcome.diagnostics, [d.message for d in outcome.diagnostics]
    (agreement,) = outcome.value.agreements
    return agreement.objectives[0].formula


def q(signal: Signal | None) -> str:
    assert signal is not None
    return " ".join(signal.query.split())


# ---- formulas


BOTH = "(sum( q_e ) or 0 * (sum( q_r ))) + (sum( q_r ) or 0 * (sum( q_e )))"
INTERVALS = {
    "e / r <= 5%": ("q_e", "q_r", "0.05", False),
    "e / r < 5%": ("q_e", "q_r", "0.05", True),
    "5% >= e / r": ("q_e", "q_r", "0.05", False),
    "e / r <= 0.05": ("q_e", "q_r", "0.05", False),
    "not e / r > 5%": ("q_e", "q_r", "0.05", False),
    "not (not (e / r < 5%))": ("q_e", "q_r", "0.05", True),
    "not 5% <= e / r": ("q_e", "q_r", "0.05", True),
    "e <= 5% * r": ("q_e", "q_r", "0.05", False),
    "20 * e < r": ("q_e", "q_r", "0.05", True),
    "r >= 20 * e": ("q_e", "q_r", "0.05", False),
    "(r - e) / r >= 95%": ("q_e", "q_r", "0.05", False),
    "1 - e / r > 95%": ("q_e", "q_r", "0.05", True),
    "e / r = 0%": ("q_e", "q_r", "0", False),
    "e / (e + r) <= 5%": ("q_e", BOTH, "0.05", False),
    "r / (e + r) >= 95%": ("q_e", BOTH, "0.05", False),
    "e / r >= 95%": ("sum( q_r ) - (sum( q_e ) or 0 * (sum( q_r )))", "q_r", "0.05", False),
}  # fmt: skip


@pytest.mark.parametrize("condition", INTERVALS)
def test_conditions_on_intervals_become_a_bound_on_the_bad_share(condition: str) -> None:
    found = formula(f"better higher; value = share of each 5 min where {condition}", "e, r")
    assert isinstance(found, ShareOfIntervals)
    errors, requests, at_most, strict = INTERVALS[condition]
    assert (found.seconds, q(found.errors), q(found.requests)) == (300, errors, requests)
    assert (found.at_most, found.strictly_below) == (Fraction(at_most), strict)


UNDER = "outages under 90 s do not count"
TIMES = {
    "value = share of time where up": ("q_up", 0, True),
    f"value = share of time where up; {UNDER}": ("q_up", 90, True),
    "value = share of time where up; partial minutes do not count": ("q_up", 0, False),
    "value = share of time where not down": ("1 - (max( q_down ) > bool 0)", 0, True),
    "value = share of time where not not up": ("q_up", 0, True),
    "value = share of time where down <= 3": ("( q_down ) <= bool (3)", 0, True),
    "value = share of time where not (down > 3)": ("( q_down ) <= bool (3)", 0, True),
    "value = share of time where up and not down": (
        "(min( q_up ) > bool 0) * (min( 1 - (max( q_down ) > bool 0) ) > bool 0)",
        0,
        True,
    ),
    "value = share of time where not (down or not up)": (
        "(min( 1 - (max( q_down ) > bool 0) ) > bool 0) * (min( q_up ) > bool 0)",
        0,
        True,
    ),
    "value = share of time where up or down": (
        "clamp_max((min( q_up ) > bool 0) + (min( q_down ) > bool 0), 1)",
        0,
        True,
    ),
}


@pytest.mark.parametrize("value", TIMES)
def test_shares_of_time_become_one_state(value: str) -> None:
    found = formula(f"better higher; {value}", "up, down")
    assert isinstance(found, ShareOfTime)
    assert (q(found.up), found.minimum_outage, found.partial_minutes) == TIMES[value]


def test_a_promise_s_own_switches_go_before_the_metric_s() -> None:
    text = sla(f"guarantee up: uptime of Shop >= 99% per month {{ {UNDER}; empty counts as bad }}")
    found = only(text)
    assert isinstance(found.formula, ShareOfTime)
    assert (found.formula.minimum_outage, found.empty) == (90, Empty.BAD)
    other = only(sla("guarantee up: uptime of Shop >= 99% per month"))
    assert isinstance(other.formula, ShareOfTime)
    assert (other.formula.minimum_outage, other.empty) == (60, Empty.EXCLUDED)


def test_ratios_of_events() -> None:
    good = formula("better higher; value = good / total", "good, total")
    assert isinstance(good, EventRatio)
    assert (q(good.good), good.bad, q(good.total)) == ("q_good", None, "q_total")
    lost = formula("better lower; value = lost / sent", "lost, sent", "m of Own <= 1% per month")
    assert isinstance(lost, EventRatio)
    assert (lost.good, q(lost.bad), q(lost.total)) == (None, "q_lost", "q_sent")
    rest = formula("better higher; value = 1 - lost / sent", "lost, sent")
    assert isinstance(rest, EventRatio)
    assert q(rest.good) == "sum( q_sent ) - (sum( q_lost ) or 0 * (sum( q_sent )))"


def test_means_are_of_the_bad_share() -> None:
    low = formula("better lower; value = mean over each 5 min of e / r", "e, r", "m of Own <= 1% per month")
    assert isinstance(low, MeanOfIntervals)
    assert (q(low.errors), q(low.requests), low.complement, low.seconds) == ("q_e", "q_r", False, 300)
    high = formula("better higher; value = mean over each 1 h of (r - e) / r", "e, r")
    assert isinstance(high, MeanOfIntervals)
    assert (q(high.errors), q(high.requests), high.complement, high.seconds) == ("q_e", "q_r", True, 3600)


@pytest.mark.parametrize(
    ("chosen", "value", "promise", "empty"),
    [
        ("0%", "e / r", "<= 1%", Empty.GOOD),
        ("100%", "e / r", "<= 1%", Empty.BAD),
        ("100%", "1 - e / r", ">= 99%", Empty.GOOD),
        ("0%", "1 - e / r", ">= 99%", Empty.BAD),
        ("excluded", "e / r", "<= 1%", Empty.EXCLUDED),
        ("unknown", "e / r", "<= 1%", Empty.UNKNOWN),
    ],
)
def test_an_empty_interval_counts_as_the_source_says(
    chosen: str, value: str, promise: str, empty: Empty
) -> None:
    better = "higher" if promise.startswith(">") else "lower"
    metric = f"better {better}; value = mean over each 5 min of {value}; empty counts as {chosen}"
    outcome = promised(metric, "e, r", f"m of Own {promise} per month")
    assert outcome.value.agreements[0].objectives[0].empty is empty


def test_a_metric_computed_from_another_counts_as_the_other_does() -> None:
    services = """
metric errors_by_hour { better lower; signals e, r; value = mean over each 1 h of e / r; empty counts as 0% }
metric kept { better higher; value = 100% - errors_by_hour }
metric renamed { better higher; value = kept }
service Own { measure kept, renamed from prometheus { e = `e`; r = `r` } }
"""
    for metric in ("kept", "renamed"):
        found = only(sla(f"guarantee g: {metric} of Own >= 99% per quarter", services=services))
        assert isinstance(found.formula, MeanOfIntervals)
        assert (found.formula.complement, q(found.formula.errors)) == (True, "e")
        assert (found.empty, found.period) == (Empty.GOOD, Cycle(Kind.QUARTER, "Europe/Helsinki"))


def test_percentiles_and_shares_of_fast_events_are_the_same_question() -> None:
    for promise in ("p99 of latency of Shop <= 300 ms", "latency of Shop <= 300 ms for 99% of calls"):
        found = only(sla(f"guarantee speed: {promise} per month"))
        assert isinstance(found.formula, Percentile)
        assert (found.formula.share, q(found.formula.histogram)) == (Fraction(99, 100), "d_bucket")
        assert (found.target, found.comparison) == (Fraction(3, 10), Comparison.AT_MOST)


def test_time_down_wraps_the_state() -> None:
    found = only(sla("guarantee down: unavailable of Shop <= 43 min per month"))
    assert isinstance(found.formula, TimeDown)
    assert isinstance(found.formula.of, ShareOfTime)
    assert (q(found.formula.of.up), found.target) == ('up{job="shop"}', Fraction(43 * 60))


def test_what_the_measure_says_beside_its_queries() -> None:
    services = """
metric m { better higher; signals e, r; value = share of each 1 min where e / r <= 5% of 43_200 min }
service Own {
  measure m from prometheus { e = `increase(e[$range])`; r = `increase(r[$range])`; sampling = 30 s }
}
"""
    found = only(sla("guarantee g: m of Own >= 99% per month", services=services))
    assert isinstance(found.formula, ShareOfIntervals)
    assert not found.formula.errors.per_second
    assert (found.sampling, found.constant_denominator) == (30, 43_200 * 60)
    assert found.formula.requests.span.text == "r"


# ---- what cannot be expressed


HIGH, LOW, MINUTE = "better higher; value = ", "better lower; value = ", "share of each 1 min where"
CANNOT = {
    f"{HIGH}share of events where e": ("a share of events looked at one by one", ">= 99%"),
    "better lower; unit min; value = max of e": ("the `max` of a signal", "<= 60 min"),
    f"{HIGH}{MINUTE} e / r <= 5% or e <= 3": ("the condition on each interval", ">= 99%"),
    f"{HIGH}{MINUTE} e / r <= 500%": ("the condition on each interval", ">= 99%"),
    f"{LOW}{MINUTE} e / r > 5%": ("a limit on the share of bad time", "<= 1%"),
    f"{LOW}share of time where e": ("a limit on the share of bad time", "<= 1%"),
    f"{HIGH}mean over each 5 min of e / r; empty counts as 50%": ("an empty interval that", ">= 99%"),
    f"{HIGH}e / r pooled by users": ("a value pooled by `users`", ">= 99%"),
    f"{HIGH}e / r; outages under 5 min do not count": ("outages that are too short", ">= 99%"),
    f"{HIGH}{MINUTE} e / r <= 5%; outages under 5 min do not count": ("outages under 5 min in", ">= 99%"),
}


@pytest.mark.parametrize("metric", CANNOT)
def test_what_has_no_monitored_form_is_an_error_on_its_line(metric: str) -> None:
    what, target = CANNOT[metric]
    outcome = promised(metric, "e, r", f"m of Own {target} per month")
    (found,) = outcome.diagnostics
    assert (found.rule.code, outcome.has_errors, outcome.value.agreements) == ("SLA1001", True, ())
    assert found.message.startswith(f"`prometheus` cannot express {what}")
    assert found.message.endswith("of `g`")
    assert found.help
    assert found.span is not None
    assert found.span.source.line(found.span.line).strip().startswith("guarantee g:")


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("guarantee g: availability of Shop = 99% per month", "an exact value as the target"),
        (
            "guarantee g: availability of Shop >= 99% for 95% of tickets per month",
            "a target for a share of the tickets",
        ),
        ("guarantee g: latency of Shop <= 1 s per month", "all of the events"),
        (
            "guarantee g: p99 of latency of Shop <= 1 s per month { round to 1 decimals half up }",
            "a rounded percentile",
        ),
        (
            "guarantee g: latency of Shop <= 3 working days for 99% of calls per month",
            "a target in other units than shares and elapsed time",
        ),
        ("guarantee g: availability of Shop, P1 >= 99% per month", "a target for one priority"),
    ],
)  # fmt: skip
def test_promises_that_no_rule_can_judge_are_errors(line: str, what: str) -> None:
    outcome = lowered(sla(line))
    assert [d.message for d in outcome.diagnostics] == [f"`prometheus` cannot express {what} of `g`"]
    assert outcome.has_errors


@pytest.mark.parametrize(("lossy", "said"), [(False, ""), (True, ", so it is left out")])
def test_a_promise_without_a_period_is_told_what_to_add(lossy: bool, said: str) -> None:
    outcome = lowered(sla("guarantee g: availability of Shop >= 99%"), lossy=lossy)
    (found,) = outcome.diagnostics
    assert found.message == f"`g` has no period, and monitoring needs one{said}"
    assert found.help == "add `per month`, or the period that is agreed"
    assert (found.is_error, outcome.value.agreements) == (not lossy, ())


def test_a_missing_query_is_told_with_its_signal() -> None:
    services = "service Own { measure availability from prometheus { errors = `e` } }"
    outcome = lowered(sla("guarantee g: availability of Own >= 99% per month", services=services))
    assert [d.message for d in outcome.diagnostics] == [
        "`prometheus` cannot express `availability` without a query for `requests` of `g`"
    ]


def test_rates_and_counts_do_not_mix() -> None:
    queries = "good = `increase(g[1m])`; total = `rate(t[1m])`"
    services = f"service Own {{ measure request_success from prometheus {{ {queries} }} }}"
    outcome = lowered(sla("guarantee g: request_success of Own >= 99% per month", services=services))
    assert [d.message for d in outcome.diagnostics] == [
        "`prometheus` cannot express a rate divided by a count of `g`"
    ]


def test_lossy_leaves_it_to_the_output_to_say_so() -> None:
    text = sla(
        "guarantee g: latency of Shop <= 1 s per month", "guarantee h: availability of Shop >= 99% per month"
    )
    outcome = lowered(text, lossy=True)
    assert outcome.diagnostics == ()
    g, h = outcome.value.agreements[0].objectives
    assert g.formula == OtherFormula("all of the events")
    assert isinstance(h.formula, ShareOfIntervals)
    without = lowered(sla("guarantee g: availability of Shop >= 99%"), lossy=True)
    assert [d.rule.code for d in without.diagnostics] == ["SLA1002"]


def test_tickets_and_unmeasured_promises_are_silently_elsewhere() -> None:
    text = sla(
        "guarantee fix: resolution of Shop <= 4 h per month",
        "guarantee fast: p99 of latency of Post <= 1 s per month",
        "guarantee up: availability of Shop >= 99% per month",
    )
    assert [o.guarantee for o in agreement_of(text).objectives] == ["up"]
    assert lowered(sla("guarantee fix: resolution of Shop <= 4 h per month")).value.agreements == ()
