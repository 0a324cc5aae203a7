"""The failures reproduced in other generators, each by the real promtool against our rules."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

import pytest
import yaml

from conftest import EVENTS, MINUTES, REQUESTS, Bench, agreement, objective, options, signal
from sladsl.backends.prometheus import PrometheusBackend
from sladsl.lower.monitoring import Comparison, Empty, EventRatio, Monitoring, Percentile

R = 'http_requests_total{job="checkout",code="200"}'
E = 'http_requests_total{job="checkout",code="500"}'
GOOD_EVENTS = objective(
    EventRatio(REQUESTS, good=signal('sum(rate(http_requests_total{job="checkout",code!~"5.."}[$range]))')),
    empty=Empty.EXCLUDED,
)
BOTH = pytest.mark.parametrize("promise", [objective(EVENTS), GOOD_EVENTS], ids=["bad", "good"])


def share(places: str = "0.000001") -> str:
    return f"round(sum(sla:bad:period) / sum(sla:total:period), {places})"


@BOTH
def test_busy_and_clean_then_idle_and_failing(bench: Bench, promise: object) -> None:
    # 6 h at 1000 req/s clean, 6 h at 1 req/s of which half fail: 10,800 of 21,621,600.
    bench.emit(agreement(promise), step=300)  # type: ignore[arg-type]
    series = {R: "0+60000x360 21600030+30x359", E: "0+0x360 30+30x359"}
    bench.promtool_test(series, [(share(), "12h", 0.0005)], interval="1m", step="5m")


@BOTH
def test_peak_with_errors_then_idle(bench: Bench, promise: object) -> None:
    # 1 h at 100 req/s with 5% errors, 23 h at 0.1 req/s clean: 18,000 of 368,280.
    bench.emit(agreement(promise), step=300)  # type: ignore[arg-type]
    series = {R: "0+5700x60 342006+6x1379", E: "0+300x60 18000+0x1379"}
    bench.promtool_test(series, [(share("0.0001"), "24h", 0.0489)], interval="1m", step="5m")


@BOTH
def test_ten_idle_minutes_have_no_effect(bench: Bench, promise: object) -> None:
    bench.emit(agreement(promise))  # type: ignore[arg-type]
    series = {R: "0+27x40 1080+0x20 1107+27x60", E: "0+3x40 120+0x20 123+3x60"}
    expected: list[tuple[str, str, float | None]] = [
        (share("0.001"), "18m", 0.1),
        (share("0.001"), "29m", 0.1),
        (share("0.001"), "60m", 0.1),
        ("round(sum(sla:bad_ratio:5m), 0.001)", "27m", None),
        ("round(sum(sla:bad_ratio:1h), 0.001)", "27m", 0.1),
        ("sum(sla:total:amount)", "27m", 0),
    ]
    bench.promtool_test(series, expected)


def test_no_error_series_until_something_fails(bench: Bench) -> None:
    # One request a second for a day; the error series appears after 23 hours and counts to 60.
    bench.emit(agreement(objective(EVENTS)), step=300)
    requests = 'http_requests_total{job="checkout",code="200"}'
    series = {requests: "0+60x1440", E: "_x1380 0 30 60 60+0x57"}
    expected: list[tuple[str, str, float | None]] = [
        ("sum(sla:bad_ratio:1h)", "1h", 0),
        ("sum(sla:value:period)", "22h", 0),
        ("round(60 / sum(sla:total:period), 0.000001)", "24h", 0.000694),
        ("round(sum(sla:bad:period))", "24h", 60),
        (share(), "24h", 0.000694),
    ]
    bench.promtool_test(series, expected, interval="1m", step="5m")


@pytest.mark.parametrize(
    ("rule", "bad", "total", "unknown"),
    [
        (Empty.GOOD, 0, 30 * 60, None),
        (Empty.BAD, 30 * 60, 30 * 60, None),
        (Empty.EXCLUDED, 0, 0, None),
        (Empty.UNKNOWN, 0, 0, 30 * 60),
    ],
)
def test_metrics_vanish(bench: Bench, rule: Empty, bad: int, total: int, unknown: int | None) -> None:
    bench.emit(agreement(objective(absent=rule)))
    series = {R: "0+30x60"}

    def window(name: str) -> str:
        return f"sum(sum_over_time({name}[29m59s999ms]))"

    # Nothing arrives after 30 minutes; at 31 the last interval with two samples is over.
    alert = 'count(ALERTS{alertname="SlaNoData",alertstate="firing"})'
    expected: list[tuple[str, str, float | None]] = [
        # Without an error series nothing failed: only what vanished counts as the rule says.
        (window("sla:bad:amount"), "30m", 0),
        (window("sla:bad:amount"), "61m", bad),
        (window("sla:total:amount"), "61m", total),
        (window("sla:unknown:seconds") + " > 0", "61m", unknown),
        (alert, "30m", None),
        (alert, "42m", 1),
    ]
    bench.promtool_test(series, expected)


def test_an_owner_or_title_changes(bench: Bench) -> None:
    before, after = objective(EVENTS, title="Old title", owner="Team A"), objective(EVENTS, owner="Team B")
    old = yaml.safe_load(bench.emit(agreement(before, title="Old"))["rules/Kesko.rules.yml"])
    new = yaml.safe_load(bench.emit(agreement(after))["rules/Kesko.rules.yml"])

    def recorded(file: dict[str, list[dict[str, list[dict[str, object]]]]]) -> list[dict[str, object]]:
        rules = [rule for group in file["groups"] for rule in group["rules"]]
        for rule in rules:
            rule.pop("annotations", None)
        return [rule for rule in rules if rule.get("record") != "sla:objective:info"]

    assert recorded(old) == recorded(new)
    # The old text's series is still there; nothing becomes ambiguous by it.
    stale = 'sla:objective:info{agreement="Kesko",service="Checkout",guarantee="uptime",title="Old title"}'
    series = {R: "0+27x120", E: "0+3x120", stale: "1+0x120"}
    bench.promtool_test(series, [("count(sla:objective:info)", "60m", 2), (share("0.001"), "60m", 0.1)])


FIVE = objective(replace(MINUTES, seconds=300))


@pytest.mark.parametrize("promise", [objective(EVENTS), FIVE], ids=["events", "five minutes"])
def test_a_day_of_errors_fires_every_alert(bench: Bench, promise: object) -> None:
    files = bench.emit(agreement(promise), step=300)  # type: ignore[arg-type]
    rules = [r for g in yaml.safe_load(files["rules/Kesko.rules.yml"])["groups"] for r in g["rules"]]
    alerts = [rule for rule in rules if rule.get("alert") not in (None, "SlaNoData")]
    firing = [('count(ALERTS{alertstate="firing"})', "24h", float(len(alerts)))]
    assert len(alerts) == 4 + 3 + 1
    bench.promtool_test({E: "0+60x1440"}, firing, interval="1m", step="5m")  # type: ignore[arg-type]


@pytest.mark.parametrize("promise", [objective(EVENTS), objective()], ids=["events", "minutes"])
def test_six_requests_an_hour_and_one_fails(bench: Bench, promise: object) -> None:
    bench.emit(agreement(promise))  # type: ignore[arg-type]
    ok = "0 " + " ".join(f"{n}+0x19" for n in (1, 2, 2, 3, 4, 5))
    series = {R: ok, E: "0+0x41 1+0x80"}
    quiet = [('count(ALERTS{severity="page"})', f"{minutes}m", None) for minutes in (22, 24, 26, 30, 45, 59)]
    seen = [("sum(sla:bad:period) > bool 0", "30m", 1.0)]
    bench.promtool_test(series, [*seen, *quiet])


def test_target_without_a_budget_or_without_a_limit(bench: Bench) -> None:
    hopeless = agreement(objective(target=Fraction(0)))
    outcome = PrometheusBackend().emit(Monitoring((hopeless,)), options())
    assert [finding.rule.code for finding in outcome.diagnostics] == ["SLA1003"]
    assert outcome.value == ()
    span = outcome.diagnostics[0].span
    assert span is not None and span.where == "kesko.sla:2:3"

    for target in ("0.05", "0.5", "0.8", "0.9", "0.95"):
        rules = bench.emit(agreement(objective(target=Fraction(target))))["rules/Kesko.rules.yml"].decode()
        thresholds = [
            Fraction(number) for number in re.findall(r"sla:bad_ratio:\w+{[^}]*} > ([0-9.]+)", rules)
        ]
        assert thresholds and all(0 < threshold < 1 for threshold in thresholds)
        pages = [
            r for g in yaml.safe_load(rules)["groups"] for r in g["rules"] if r.get("alert") == "SlaBurn"
        ]
        assert pages[0]["labels"]["severity"] == "page"

    text = bench.emit(agreement(objective(target=Fraction(1))))["rules/Kesko.rules.yml"].decode()
    assert "Inf" not in text and "NaN" not in text
    series = {R: "0+30x60 1800+0x4 1800+30x60", E: "0+0x60 30+30x3 120+0x60"}
    burning = 'count(ALERTS{alertname="SlaBurn",alertstate="firing"})'
    missed = 'count(ALERTS{alertname="SlaMissed",alertstate="firing"})'
    bench.promtool_test(series, [(burning, "29m", None), (burning, "33m", 1), (missed, "36m", 1)])


@pytest.mark.parametrize("spelled", ["1", "1.0", "1.00"])
def test_le_is_matched_in_every_spelling(bench: Bench, spelled: str) -> None:
    query = 'rate(seconds_bucket{job="checkout"}[$range])'
    latency = objective(
        Percentile(Fraction("0.99"), signal(query)),
        comparison=Comparison.AT_MOST,
        target=Fraction(1),
        empty=Empty.EXCLUDED,
    )
    bench.emit(agreement(latency))
    series = {
        f'seconds_bucket{{job="checkout",le="{spelled}"}}': "0+24x120",
        'seconds_bucket{job="checkout",le="10.0"}': "0+30x120",
        'seconds_bucket{job="checkout",le="11"}': "0+30x120",
        'seconds_bucket{job="checkout",le="+Inf"}': "0+30x120",
    }
    expected: list[tuple[str, str, float | None]] = [(share("0.01"), "60m", 0.2)]
    expected.append(('count(ALERTS{alertname="SlaNoData"})', "60m", None))
    bench.promtool_test(series, expected)


def test_a_bound_without_its_bucket_is_no_data(bench: Bench) -> None:
    query = 'rate(seconds_bucket{job="checkout"}[$range])'
    latency = objective(
        Percentile(Fraction("0.99"), signal(query)),
        comparison=Comparison.AT_MOST,
        target=Fraction("0.3"),
        empty=Empty.EXCLUDED,
    )
    bench.emit(agreement(latency))
    series = {
        'seconds_bucket{job="checkout",le="0.25"}': "0+24x120",
        'seconds_bucket{job="checkout",le="+Inf"}': "0+30x120",
    }
    alert = 'count(ALERTS{alertname="SlaNoData",alertstate="firing"})'
    bench.promtool_test(series, [("sum(sla:total:period)", "60m", 0), (alert, "60m", 1)])


def test_exactly_on_the_bound_of_a_bad_minute(bench: Bench) -> None:
    # 97 of 1940 requests are not more than 5%, 7 of 140 are not less; as floats they are.
    bench.emit(agreement(objective(MINUTES)))
    series = {R: "0+921.5x40 36860+921x40", E: "0+48.5x40 1940+49x40"}
    bench.promtool_test(series, [("sum(sla:bad:period)", "20m", 0), ("sum(sla:bad_ratio:5m)", "35m", 1)])
    bench.emit(agreement(objective(replace(MINUTES, strictly_below=True))))
    series = {R: "0+66.5x40 2660+67x40", E: "0+3.5x40 140+3x40"}
    bench.promtool_test(series, [("sum(sla:bad_ratio:5m)", "20m", 1), ("sum(sla:bad_ratio:5m)", "35m", 0)])


def test_no_good_series_until_something_succeeds(bench: Bench) -> None:
    bench.emit(agreement(GOOD_EVENTS))
    bench.promtool_test({E: "0+30x60"}, [(share(), "20m", 1), ("sum(sla:bad:period)", "20m", 20 * 60)])
