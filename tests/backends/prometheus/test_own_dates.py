"""Promises with dates of their own: before, in and after the stretch of time that rules know of."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
import yaml

from sladsl.backends.prometheus import PrometheusBackend, PrometheusOptions
from sladsl.compiler import compile_files
from sladsl.lower.monitoring import Monitoring
from sladsl.lower.to_monitoring import to_monitoring

if TYPE_CHECKING:
    from conftest import Bench

DAY = date(2027, 6, 1)
HOUSE = """
import std.calendars { Always }
import std.metrics { availability, unavailable, request_success, uptime }
party Us "Us Oy"
party Them "Them Oy"
calendar Office "Office hours" { zone "Europe/Helsinki"; open Mon-Fri 08:00-17:00 }
service S {
  measure availability from prometheus { errors = `e`; requests = `r` }
  measure unavailable, uptime from prometheus { up = `up` }
  measure request_success from prometheus { good = `g`; total = `t` }
}
customer sla C "Service level agreement" {
  provider Us
  customer Them
  effective 2027-01-01
  hours Always zone "Europe/Helsinki"
  GUARANTEES
}
"""
WHAT = {
    "minutes": "availability of S >= 93% per quarter",
    "time down": "unavailable of S <= 60 min per month",
    "events": "request_success of S >= 99% per day",
    "office": "uptime of S >= 99% per year during Office",
}
FUTURE, PAST = "from 2033-01-01 until 2033-12-31", "until 2027-03-31"


def monitoring(*guarantees: str) -> Monitoring:
    house = compile_files({"house.sla": HOUSE.replace("GUARANTEES", "\n  ".join(guarantees))}).resolved
    assert not house.has_errors, [d.message for d in house.diagnostics]
    found = to_monitoring(house.value, house.value.in_force(DAY), {}, None)
    assert not found.has_errors, [d.message for d in found.diagnostics]
    return found.value


def proven(bench: Bench, *guarantees: str, day: date = DAY) -> tuple[str, set[str]]:
    """The rules file, and the promises whose missing was seen to raise the alert."""
    files = bench.emit(*monitoring(*guarantees).agreements, as_of=day)
    bench.proves("C")
    first = yaml.safe_load(files["rules/C.test.yml"])["tests"]
    expected = [check["expr"] for test in first for check in test["promql_expr_test"]]
    missed = [expr for expr in expected if 'alertname="SlaMissed"' in expr]
    return files["rules/C.rules.yml"].decode(), {
        expr.split('guarantee="')[1].split('"')[0] for expr in missed
    }


@pytest.mark.parametrize("what", WHAT.values(), ids=WHAT)
def test_dates_beyond_what_rules_know_are_left_out_for_now(bench: Bench, what: str) -> None:
    rules, missed = proven(
        bench, "guarantee always: availability of S >= 99% per month", f"guarantee g: {what} {FUTURE}"
    )
    assert missed == {"always"}
    told = "# left out for now: `g` of `S` counts at no time until 2028-12-31 (house.sla:18:13)\n"
    assert told in rules
    assert 'guarantee: "g"' not in rules and "guarantee: g" not in rules


@pytest.mark.parametrize("what", WHAT.values(), ids=WHAT)
def test_once_its_dates_are_near_the_alert_is_proven(bench: Bench, what: str) -> None:
    dates = ("from 2028-03-01 until 2028-05-31", "from 2028-12-29", PAST)
    rules, missed = proven(bench, *(f"guarantee g{n}: {what} {each}" for n, each in enumerate(dates)))
    assert missed == {"g0", "g1", "g2"}
    assert "left out" not in rules


def test_the_same_promise_is_monitored_when_its_time_comes(bench: Bench) -> None:
    rules, missed = proven(bench, f"guarantee g: {WHAT['minutes']} {FUTURE}", day=date(2032, 6, 1))
    assert missed == {"g"} and "left out" not in rules


def test_without_a_promise_that_counts_there_are_no_rules() -> None:
    outline = monitoring(f"guarantee g: {WHAT['minutes']} {FUTURE} {{ exact }}")
    outcome = PrometheusBackend().emit(outline, PrometheusOptions(as_of=DAY))
    assert [file.path for file in outcome.value] == ["alertmanager.yml"]
    assert outcome.diagnostics == ()


def test_what_is_over_stays_over_beyond_the_horizon(bench: Bench) -> None:
    rules, _ = proven(bench, f"guarantee g: {WHAT['events']} {PAST}")
    (mask,) = (
        r for g in yaml.safe_load(rules)["groups"] for r in g["rules"] if r.get("record") == "sla:open:mask"
    )
    clock = 'sla:local_time:seconds{agreement="C",zone="UTC"}'
    days = {
        date(2027, 3, 31): 1,
        date(2027, 4, 1): 0,
        date(2028, 12, 31): 0,
        date(2031, 1, 1): 0,
        date(2090, 1, 1): 0,
    }
    groups = {"groups": [{"name": "mask", "rules": [mask]}]}
    (bench.folder / "mask.yml").write_text(yaml.safe_dump(groups))
    noon = {day: (day - date(1970, 1, 1)).days * 86_400 + 43_200 for day in days}
    tests = [
        {
            "interval": "1m",
            "input_series": [{"series": clock, "values": f"{noon[day]}+60x5"}],
            "promql_expr_test": [
                {
                    "expr": "sum(sla:open:mask)",
                    "eval_time": "3m",
                    "exp_samples": [{"labels": "{}", "value": on}],
                }
            ],
        }
        for day, on in days.items()
    ]
    body = {"rule_files": ["mask.yml"], "evaluation_interval": "1m", "tests": tests}
    (bench.folder / "given.yml").write_text(yaml.safe_dump(body))
    bench.run("promtool", "test", "rules", "given.yml")
