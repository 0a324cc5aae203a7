"""A real Prometheus filled with known samples gives the numbers put in; what is missing is missing."""

from __future__ import annotations

import http.server
import json
import socket
import subprocess
import threading
import time
import urllib.request
from collections.abc import Iterator
from fractions import Fraction

import pytest

from sladsl.compiler import compile_files
from sladsl.data.fresh import fresh
from sladsl.data.prometheus import read_signals
from sladsl.data.prometheus_api import POINTS, TRIES, Api
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


def openmetrics(start: int) -> str:
    """A day by the minute: minutes 100 to 109 fail one request in ten, nothing is known of 200 to 229, and
    the service is down in 300 to 304. Each minute has 60 requests, one good try of two, four durations."""
    names = ("errors", "requests", "good", "tried")
    lines: dict[str, list[str]] = {name: [f"# TYPE {name} counter"] for name in names}
    lines["up"] = ["# TYPE up gauge"]
    lines["duration_seconds"] = ["# TYPE duration_seconds histogram"]
    counts = dict.fromkeys(names, 0)
    # A sample every 15 s, from a little before to a little after the day.
    for tick in range(-20, 1440 * 4 + 20):
        at = start + tick * 15
        minute = (tick - 1) // 4
        counts["requests"] += 15
        counts["errors"] += 1.5 if 100 <= minute < 110 else 0
        counts["good"] += 15
        counts["tried"] += 30
        if 200 <= minute < 230:
            continue
        for name in names:
            lines[name].append(f"{name}_total {counts[name]} {at}")
        lines["up"].append(f'up{{job="checkout"}} {0 if 300 <= minute < 305 else 1} {at}')
        for bound, share in (("0.1", 2), ("0.5", 3), ("+Inf", 4)):
            lines["duration_seconds"].append(
                f'duration_seconds_bucket{{le="{bound}"}} {(tick + 20) * share} {at}'
            )
    return "\n".join(line for part in lines.values() for line in part) + "\n# EOF\n"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


MIDNIGHT = 1_772_575_200  # 2026-03-04 00:00 in Helsinki


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("prometheus")
    (folder / "in.txt").write_text(openmetrics(MIDNIGHT))
    subprocess.run(
        ["promtool", "tsdb", "create-blocks-from", "openmetrics", "in.txt", "data"],
        cwd=folder, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    (folder / "prometheus.yml").write_text("global: {}\n")
    address = f"127.0.0.1:{free_port()}"
    command = [
        "prometheus", "--config.file=prometheus.yml", "--storage.tsdb.path=data",
        "--storage.tsdb.retention.time=100y", f"--web.listen-address={address}",
    ]  # fmt: skip
    with (
        (folder / "log").open("w") as log,
        subprocess.Popen(command, cwd=folder, stdout=log, stderr=log) as run,
    ):
        try:
            until = time.monotonic() + 30
            while True:
                try:
                    with urllib.request.urlopen(f"http://{address}/-/ready", timeout=5):
                        break
                except OSError:
                    assert time.monotonic() < until, (folder / "log").read_text()
                    time.sleep(0.1)
            yield f"http://{address}"
        finally:
            run.terminate()


def test_known_samples(server: str) -> None:
    house = compile_files({"a.sla": SOURCE}).house
    agreement = house.agreements["A"]
    period = agreement.promises[0].period.at("2026-03-04")
    assert period.start == MIDNIGHT
    found: list[Diagnostic] = []
    heard: list[tuple[str, int, int]] = []
    api = Api(server, told=lambda *chunk: heard.append(chunk))
    facts = read_signals(api, agreement, period, found)
    assert not found
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
    assert results["e"].value.seconds == Fraction(1, 2)
    assert heard


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


def test_tries_again_and_then_says_so() -> None:
    """A server that is overloaded twice is waited for; one that always is, is told of."""
    answers = [503, 503, 200]

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            code = answers.pop(0) if answers else 503
            body = json.dumps(
                {"status": "success", "data": {"result": [{"values": [[60, "0.1"], [120, "NaN"]]}]}}
            )
            self.send_response(code)
            self.end_headers()
            self.wfile.write(body.encode() if code == 200 else b"busy")

        def log_message(self, *_: object) -> None:
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as away:
        thread = threading.Thread(target=away.serve_forever)
        thread.start()
        try:
            waited: list[float] = []
            api = Api(f"http://127.0.0.1:{away.server_port}", pause=waited.append)
            assert api.instants("x", 60, 120, 60) == {60: Fraction(1, 10)}
            assert waited == [1, 2]
            with pytest.raises(Unreadable, match="does not answer: HTTP 503"):
                api.instants("x", 60, 120, 60)
            assert len(waited) == 2 + TRIES - 1
        finally:
            away.shutdown()
            thread.join()


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
