"""A real Prometheus filled with known samples gives the numbers put in; what is missing is missing."""

from __future__ import annotations

from fractions import Fraction

import pytest
from known_prometheus import MIDNIGHT

from sladsl.compiler import compile_files
from sladsl.data.fresh import fresh
from sladsl.data.prometheus import read_signals
from sladsl.data.prometheus_api import POINTS, Api
from sladsl.data.store import Unreadable
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.evaluate.evaluate import evaluate
from sladsl.evaluate.facts import Facts
from sladsl.model.values import Ratio

SOURCE = """\
metric availability "Availability" {
  better higher
  signals errors, requests
  value = share of each 1 min where errors / requests <= 5%
  empty counts as excluded
}
metric uptime "Uptime" {
  better higher
  signals up
  value = share of time where up
  empty counts as excluded
  partial minutes count
}
metric success "Success" {
  better higher
  signals good, total
  value = good / total
}
metric latency "Latency" {
  better lower
  signals duration
  value = percentile of duration
}
calendar Always "Always" { open always }
service Checkout "Checkout" {
  measure availability from prometheus {
    errors   = `sum(increase(errors_total[$range]))`
    requests = `sum(increase(requests_total[$range])) # all of them`
  }
  measure uptime from prometheus { up = `up{job="checkout"}` }
  measure success from prometheus {
    good = `increase(good_total[$range])`
    total = `increase(tried_total[$range])`
  }
  measure latency from prometheus { duration = `increase(duration_seconds_bucket[$range])` }
}
sla A "A" {
  effective 2026-01-01
  hours Always zone "Europe/Helsinki"
  covers Checkout
  guarantee a: availability of Checkout >= 99% per day
  guarantee b: uptime of Checkout >= 99% per day
  guarantee c: success of Checkout >= 99% per day
  guarantee d: p50 of latency of Checkout <= 1 s per day
  guarantee e: p90 of latency of Checkout <= 1 s per day
}
"""


def test_known_samples(server: str) -> None:
    house = compile_files({"a.sla": SOURCE}).house
    agreement = house.agreements["A"]
    period = agreement.promises[0].period.at("2026-03-04")
    assert period.start == MIDNIGHT
    found: list[Diagnostic] = []
    heard: list[tuple[str, int, int]] = []
    api = Api(server, told=lambda *chunk: heard.append(chunk))
    facts = read_signals(api, agreement, period, found)
    # A quarter of the durations are longer than the last bound: that is not "0.5 s", nor within 1 s.
    assert [d.message for d in found] == [
        "p90 of duration lies beyond 0.5, so nobody can say whether `e` is <= 1"
    ]
    assert found[0].labels[0].span.text.startswith("duration = `increase(")
    up = facts["Checkout"].samples["up"].values
    gap = {MIDNIGHT + 60 * k for k in range(200, 230)}
    assert {at for at, value in up.items() if not value} == {MIDNIGHT + 60 * k for k in range(300, 305)}
    assert set(range(period.start, period.end, 60)) - up.keys() == gap
    results = {r.guarantee.key: r.measured for r in evaluate(agreement, Facts(facts), period, house.metrics)}
    # The minute after the gap is known by its own samples: 1,410 minutes are, 10 or 5 of them bad.
    assert results["a"].value == Ratio(Fraction(1400, 1410))
    assert results["b"].value == Ratio(Fraction(1405, 1410))
    assert results["c"].value == Ratio(Fraction(1, 2))
    assert results["c"].denominator == 1410 * 120
    assert results["d"].value.seconds == Fraction(1, 10)
    assert results["e"].value is None
    done = [number for _, number, _ in heard]
    assert done == list(range(1, len(heard) + 1))
    assert {of for _, _, of in heard} == {len(heard)}


def test_chunks_make_no_difference(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ("min(up)", MIDNIGHT + 60, MIDNIGHT + 86_400, 60)
    whole = Api(server).instants(*asked)
    monkeypatch.setattr("sladsl.data.prometheus_api.POINTS", 97)
    assert POINTS > 97
    assert Api(server).instants(*asked) == whole


def test_refusals_are_told(server: str) -> None:
    with pytest.raises(Unreadable, match=r"refuses `sum\(`: .*parse error"):
        Api(server).instants("sum(", 0, 60, 60)
    with pytest.raises(Unreadable, match="several series"):
        Api(server).instants("{__name__=~'good_total|tried_total'}", MIDNIGHT, MIDNIGHT, 60)


@pytest.mark.parametrize(
    ("query", "limited"),
    [
        ("up", "last_over_time(up[59s999ms])"),
        ('max(up{job="a"})', 'max(last_over_time(up{job="a"}[59s999ms]))'),
        ("sum by (le) (rate(x[5m]))", "sum by (le) (rate(x[5m]))"),
        (
            "sum(a) by (job) / on (job) group_left (x) b",
            "sum(last_over_time(a[59s999ms])) by (job) / on (job) group_left (x) last_over_time(b[59s999ms])",
        ),
        ('{job="a"} offset 5m > bool 1e-3', 'last_over_time({job="a"}[59s999ms] offset 5m) > bool 1e-3'),
        ("x{a=\"}\"} or vector(0) # up", "last_over_time(x{a=\"}\"}[59s999ms]) or vector(0) # up"),
        ("max_over_time(up[1h:1m])", "max_over_time(up[1h:1m])"),
        ("sum", "last_over_time(sum[59s999ms])"),
    ],
)  # fmt: skip
def test_old_samples_stand_for_nothing(query: str, limited: str, server: str) -> None:
    assert fresh(query, 60) == limited
    Api(server).at(f"sum(\n{limited}\n)", MIDNIGHT)
