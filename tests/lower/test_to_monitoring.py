"""The house becomes the Monitoring outline: which promises, with which formula, hours, tiers and ids."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from sladsl.compiler import compile_files
from sladsl.diagnostics.diagnostic import Outcome
from sladsl.exact.calendars import NthWeekday, Union, Weekly
from sladsl.exact.intervals import total
from sladsl.exact.periods import Cycle, Kind
from sladsl.exact.zones import day_start, load
from sladsl.lower.monitoring import (
    AlertStep,
    Comparison,
    Empty,
    EventRatio,
    MeanOfIntervals,
    MonitoredAgreement,
    Monitoring,
    Objective,
    OtherFormula,
    Percentile,
    ShareOfIntervals,
    ShareOfTime,
    Signal,
    TimeDown,
)
from sladsl.lower.to_monitoring import to_monitoring
from sladsl.model.house import House

DAY = date(2027, 6, 1)
TOUR = Path(__file__).parents[1] / "data" / "tour"
HEAD = """
import std.calendars { Always }
import std.metrics { availability, uptime, unavailable, latency, request_success, resolution }
party Us "Us Oy" { unit Desk "Desk" { contact "desk@us.example" }; unit Ops "Ops" }
party Them "Them Oy" { contact "them@them.example" }
calendar Office "Office hours" { zone "Europe/Helsinki"; open Mon-Fri 08:00-17:00 }
calendar always "Named like the mask" { zone "Europe/Helsinki"; open Mon-Fri 08:00-17:00 }
priorities Incident { P1 "Critical"; P2 "High" }
"""
SHOP = """
service Shop {
  owner Us.Ops
  measure availability from prometheus { errors = `e`; requests = `r` }
  measure uptime, unavailable from prometheus { up = `up{job="shop"}` }
  measure latency from prometheus { duration = `d_bucket` }
  measure request_success from prometheus { good = `g`; total = `t` }
  measure resolution from tickets { where = `shop` }
}
service Post { measure availability from prometheus { errors = `pe`; requests = `pr` } }
"""


def house_of(text: str, **more: str) -> House:
    found = compile_files({"house.sla": text, **more}).resolved
    assert not found.diagnostics, [(d.message, d.span and d.span.where) for d in found.diagnostics]
    return found.value


def lowered(
    text: str, day: date = DAY, runbook: str | None = None, lossy: bool = False
) -> Outcome[Monitoring]:
    house = house_of(HEAD + text)
    return to_monitoring(house, house.in_force(day), {}, runbook, lossy=lossy)


def sla(*lines: str, head: str = "sla Kesko", services: str = SHOP) -> str:
    body = "\n  ".join(
        ["provider Us", "customer Them", 'hours Always zone "Europe/Helsinki"', "priorities Incident", *lines]
    )
    return f"{services}\n{head} {{\n  {body}\n}}\n"


def agreement_of(text: str, key: str = "Kesko", day: date = DAY) -> MonitoredAgreement:
    outcome = lowered(text, day)
    assert not outcome.diagnostics, [d.message for d in outcome.diagnostics]
    return next(a for a in outcome.value.agreements if a.id == key)


def only(text: str) -> Objective:
    (found,) = agreement_of(text).objectives
    return found


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
    assert (other.formula.minimum_outage, other.empty) == (60, Empty.UNKNOWN)


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
        ("guarantee g: availability of Shop >= 99%", "a promise without a period"),
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


# ---- which agreements, promises and services


def test_agreements_out_of_force_are_absent_and_renewing_ones_have_no_end() -> None:
    promise = "guarantee up: availability of Shop >= 99% per month"
    text = sla("effective 2027-01-01 until 2027-03-31", promise)
    assert lowered(text).value.agreements == ()
    assert lowered(text, date(2026, 12, 31)).value.agreements == ()
    assert agreement_of(text, day=date(2027, 3, 31)).until == date(2027, 3, 31)
    renewing = sla("effective 2027-01-01 until 2027-03-31, renews for 12 months", promise)
    found = agreement_of(renewing)
    assert (found.effective, found.until, found.in_force(DAY)) == (date(2027, 1, 1), None, True)


def test_each_service_is_every_service_of_the_agreement() -> None:
    text = sla("covers Shop, Post", "guarantee up: availability of each service >= 99% per month")
    assert [(o.guarantee, o.service, o.owner) for o in agreement_of(text).objectives] == [
        ("up", "Shop", "Us.Ops"),
        ("up", "Post", ""),
    ]


BASE = "guarantee up: availability of each service >= 99% per month"


def test_inherited_promises_are_watched_for_each_customer_once() -> None:
    above = sla("covers Shop, Post", BASE, head="corporate sla Base").replace("customer Them", "")
    below = sla(
        "guarantee speed: p99 of latency of Shop <= 1 s per month",
        "covers Shop, Post",
        head="customer sla Kesko under Base",
        services="",
    )
    lowest = sla(
        "guarantee fast: p95 of latency of Shop <= 300 ms per month",
        head="service sla Fast under Kesko",
        services="",
    )
    house = house_of(HEAD + above + below + lowest)

    def watched(*keys: str) -> list[list[tuple[str, str]]]:
        chosen = tuple(house.agreements[key] for key in keys)
        outline = to_monitoring(house, chosen, {}, None).value
        return [[(o.guarantee, o.service) for o in a.objectives] for a in outline.agreements]

    both = [("up", "Shop"), ("up", "Post")]
    assert watched("Base", "Kesko", "Fast") == [both, [*both, ("speed", "Shop")], [("fast", "Shop")]]
    # Fast has the same customer as Kesko; while Kesko is not in force, nobody else watches for that customer.
    assert watched("Base", "Fast") == [both, [("up", "Shop"), ("speed", "Shop"), ("fast", "Shop")]]


def test_a_tightened_promise_replaces_the_one_above() -> None:
    above = sla("covers Shop, Post", BASE, head="corporate sla Base").replace("customer Them", "")
    own = "guarantee up: availability of Shop >= 99.9% per month"
    below = sla(own, "covers Shop, Post", head="customer sla Kesko under Base", services="")
    assert [(o.guarantee, o.service, o.target) for o in agreement_of(above + below).objectives] == [
        ("up", "Post", Fraction("0.99")),
        ("up", "Shop", Fraction("0.999")),
    ]


def test_an_inherited_promise_of_the_same_name_keeps_its_origin() -> None:
    above = sla("covers Shop", BASE, head="corporate sla Base").replace("customer Them", "")
    below = sla(
        "guarantee up: uptime of Shop >= 99% per month", head="customer sla Kesko under Base", services=""
    )
    found = agreement_of(above + below)
    assert [(o.guarantee, o.metric) for o in found.objectives] == [
        ("Base.up", "availability"),
        ("up", "uptime"),
    ]


def test_ids_are_keys_of_any_script_and_never_titles() -> None:
    services = (
        'service Päivystys "Title" { measure availability from prometheus { errors = `e`; requests = `r` } }'
    )
    text = sla(
        "guarantee saatavuus: availability of Päivystys >= 99% per month",
        head='sla Ylläpito "T"',
        services=services,
    )
    found = agreement_of(text, "Ylläpito")
    assert (found.objectives[0].guarantee, found.objectives[0].service) == ("saatavuus", "Päivystys")
    assert found.title == "T"


def test_table_cells_are_promises_with_ids_of_their_own() -> None:
    table = """guarantee t per month {
    | service | availability | p99 of latency |
    | Shop    | 99%          | 1 s            |
    }
    guarantee plans of Shop per month {
    | plan           | availability |
    | "Best & other" | 98%          |
    }"""
    found = agreement_of(sla("covers Shop", table))
    assert [(o.guarantee, o.target) for o in found.objectives] == [
        ("t.Shop.availability", Fraction("0.99")),
        ("t.Shop.p99_latency", Fraction(1)),
        ("plans.Best___other.availability-37ebdf24", Fraction("0.98")),
    ]


# ---- hours, exclusions, tiers, people


def test_hours_are_the_promise_s_own_or_the_agreement_s() -> None:
    text = sla(
        "guarantee a: availability of Shop >= 99% per month",
        "guarantee b: availability of Shop >= 99% per month during Always",
        "guarantee c: uptime of Shop >= 99% per month during always",
    ).replace("hours Always", "hours Office")
    a, b, c = agreement_of(text).objectives
    assert a.hours is not None
    assert (a.hours.id, a.hours.title, type(a.hours.times)) == ("Office", "Office hours", Weekly)
    assert b.hours is None
    assert c.hours is not None
    assert c.hours.id == "calendar always"


def test_a_promise_with_dates_of_its_own_counts_only_then() -> None:
    found = only(sla("guarantee a: availability of Shop >= 99% per month from 2027-02-01 until 2027-03-31"))
    zone = load("Europe/Helsinki")
    assert found.hours is not None
    assert found.hours.id == "always from 2027-02-01 until 2027-03-31"
    first, last = day_start(zone, date(2027, 2, 1)), day_start(zone, date(2027, 4, 1))
    assert found.hours.times.intervals(0, day_start(zone, date(2030, 1, 1)))[-1] == (first, last)


EXCLUSIONS = """
exclusion maintenance "Planned" { window third Sun 02:00-06:00; at most 4 h per month }
exclusion weekly "Weekly" { window Sun 02:00-04:00; window Sat 22:00-23:00; at most 4 h per week }
exclusion force "Force majeure" { text "Act of God." }
"""


def test_exclusions_have_windows_in_the_agreement_s_zone() -> None:
    text = EXCLUSIONS + sla(
        "guarantee a: availability of Shop >= 99% per month { except maintenance, weekly, force }"
    )
    maintenance, weekly, force = only(text).exclusions
    assert maintenance.times == Union((NthWeekday("Europe/Helsinki", 3, 6, (120, 360)),))
    assert (maintenance.cap_seconds, weekly.cap_seconds, force.times) == (4 * 3600, None, None)
    assert weekly.times is not None
    start = day_start(load("Europe/Helsinki"), date(2027, 6, 7))
    assert total(weekly.times.intervals(start, start + 7 * 86400)) == 3 * 3600


def test_windows_beyond_a_budget_of_another_period_are_an_error() -> None:
    # In the night in autumn when an hour comes twice the window is an hour longer.
    services = 'exclusion weekly "Weekly" { window Sun 02:00-06:00; at most 4 h per week }' + SHOP
    promise = "guarantee a: availability of Shop >= 99% per month { except weekly }"
    outcome = lowered(sla(promise, services=services))
    assert [(d.rule.code, d.message) for d in outcome.diagnostics] == [
        ("SLA1005", "`weekly` has 5 h of windows in one week and allows 4 h")
    ]


def test_alerts_rounding_clause_and_runbook() -> None:
    text = HEAD + sla(
        "guarantee up: availability of Shop >= 99.95% per month {",
        "round to 3 decimals half up; alert at 50%, 100% of budget }",
    )
    house = house_of(text)
    clauses = {("Kesko", "up"): "4.1"}
    template = "https://r.example/{agreement}/{service}?g={guarantee}&x={other}"
    outline = to_monitoring(house, house.in_force(DAY), clauses, template).value
    (found,) = outline.agreements[0].objectives
    assert found.alert_steps == (AlertStep(Fraction(1, 2)), AlertStep(Fraction(1)))
    assert found.rounding is not None
    assert found.rounding.unit == Fraction("0.00001")
    assert (found.clause, found.runbook) == ("4.1", "https://r.example/Kesko/Shop?g=up&x={other}")
    assert found.objective_text == "availability of Shop >= 99.95% per month"
    assert found.span.text == "up"


def test_escalation_of_the_gravest_priority_says_who_is_told() -> None:
    text = sla(
        "guarantee up: availability of Shop >= 99% per month",
        "escalate P2 { at 80%: Us }",
        "escalate P1 { at 50%: Us.Desk; at 100%: Us.Ops, Them }",
    )
    found = agreement_of(text).escalations
    assert [(e.share, e.receiver.id, e.receiver.contact) for e in found] == [
        (Fraction(1, 2), "Us.Desk", "desk@us.example"),
        (Fraction(1), "Us.Ops", None),
        (Fraction(1), "Them", "them@them.example"),
    ]


# ---- the tour's house


def tour() -> dict[str, str]:
    """The language tour's files, with what they use and leave undeclared."""
    missing = """
party KeskoOyj "Kesko Oyj"
party Telia "Telia"
calendar StockholmDesk "Stockholm" { zone "Europe/Stockholm"; open Mon-Fri 08:00-18:00 }
service Database { measure availability from prometheus { errors = `de`; requests = `dr` } }
service Network { measure availability from prometheus { errors = `ne`; requests = `nr` } }
service CardGateway
service BankGateway
"""
    more = """
ola DeskOla { provider Nordwind.ServiceDesk; customer Nordwind.Platform; priorities Incident
  guarantee response: response of P1 <= 10 min per month }
uc CardUc { provider Telia; customer Nordwind
  guarantee uptime: availability of CardGateway >= 99.9% per month }
uc BankUc { provider Telia; customer Nordwind
  guarantee uptime: availability of BankGateway >= 99.9% per month }
"""
    catalogue = (TOUR / "catalogue.sla").read_text("utf-8")
    catalogue = catalogue.replace(
        'signatory "Aino', 'unit Legal "Legal"\n  signatory "Aino'
    ).replace(
        "  measure response, resolution",
        "  measure latency from prometheus { duration = `d_bucket` }\n  measure response, resolution",
    )  # fmt: skip
    agreements = (TOUR / "agreements.sla").read_text("utf-8")
    return {
        "catalogue.sla": catalogue + missing,
        "agreements.sla": "import std.calendars { Always }\n"
        "import std.metrics { availability, latency, response, resolution }\n" + agreements + more,
    }


def test_the_tour_s_house() -> None:
    found = compile_files(tour()).resolved
    assert not found.has_errors, [d.message for d in found.diagnostics]
    house = found.value
    outcome = to_monitoring(house, house.in_force(DAY), {}, None)
    assert outcome.diagnostics == ()
    watched = {
        a.id: [(o.guarantee, o.service, str(o.target)) for o in a.objectives]
        for a in outcome.value.agreements
    }
    assert watched == {
        "Kesko": [("uptime", "Checkout", "1999/2000"), ("speed", "Checkout", "3/10")],
        "DbaOla": [("uptime", "Database", "9999/10000")],
        "TeliaNet": [("uptime", "Network", "999/1000")],
    }
    later = to_monitoring(house, house.in_force(date(2028, 7, 1)), {}, None).value
    assert [a.id for a in later.agreements] == ["Kesko", "DbaOla"]
