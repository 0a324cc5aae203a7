"""A real Prometheus runs the built rules against a service that goes bad, and says so through its API."""

from __future__ import annotations

import json
import socket
import subprocess
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from fractions import Fraction
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from conftest import EVENTS, MINUTES, Bench, agreement, objective, tool
from sladsl.exact.periods import Cycle, Kind
from sladsl.lower.monitoring import AlertStep

PATIENCE = 50
ADDRESS = "https://shop.example/health?a=b"


class Shop:
    """A checkout that counts its requests; `failing` makes every further one an error."""

    def __init__(self) -> None:
        self.failing = threading.Event()
        self.counts = {"200": 0, "500": 0}
        self.probed: list[str] = []
        shop = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if self.path.startswith("/probe?"):
                    shop.probed.append(urllib.parse.unquote(self.path))
                    self.send_error(404)
                    return
                shop.counts["500" if shop.failing.is_set() else "200"] += 10
                lines = [
                    f'http_requests_total{{code="{code}"}} {count}'
                    for code, count in shop.counts.items()
                    if count
                ]
                body = ("\n".join(["# TYPE http_requests_total counter", *lines]) + "\n").encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/plain; version=0.0.4")
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)

    @contextmanager
    def open(self) -> Iterator[Shop]:
        self.thread.start()
        try:
            yield self
        finally:
            self.server.shutdown()
            self.server.server_close()
            self.thread.join()


@contextmanager
def prometheus(bench: Bench, target: int) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (bench.folder / "prometheus.yml").write_text(
        "global: {scrape_interval: 500ms, evaluation_interval: 1s}\n"
        "rule_files: ['rules/*.rules.yml']\n"
        "scrape_configs:\n"
        f"  - {{job_name: checkout, static_configs: [{{targets: ['127.0.0.1:{target}']}}]}}\n"
        + (bench.folder / "probes.yml").read_text().split("scrape_configs:\n")[1]
    )
    command = [tool("prometheus"), "--config.file=prometheus.yml", "--storage.tsdb.path=data"]
    with (bench.folder / "prometheus.log").open("wb") as log:
        server = subprocess.Popen(
            [*command, f"--web.listen-address=127.0.0.1:{port}"], cwd=bench.folder, stdout=log, stderr=log
        )
        try:
            yield f"http://127.0.0.1:{port}/api/v1"
        finally:
            server.terminate()
            server.wait(20)


def asked(api: str, path: str) -> Any:
    with urllib.request.urlopen(f"{api}/{path}", timeout=5) as answer:
        return json.load(answer)["data"]


def value(api: str, expr: str) -> float | None:
    result = asked(api, f"query?{urllib.parse.urlencode({'query': expr})}")["result"]
    return float(result[0]["value"][1]) if result else None


def waited(bench: Bench, what: str, holds: Any) -> Any:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            if (found := holds()) is not None:
                return found
        except OSError:
            pass
        time.sleep(0.3)
    log = (bench.folder / "prometheus.log").read_text()[-3000:]
    pytest.fail(f"never seen: {what}\n{log}")


def test_a_service_goes_bad(bench: Bench) -> None:
    day = Cycle(Kind.DAY, "Europe/Helsinki")
    steps = (AlertStep(Fraction(1, 2)),)
    seconds = replace(objective(replace(MINUTES, seconds=2)), period=day, target=Fraction("0.9999"))
    promises = [
        replace(seconds, alert_steps=steps, sampling=1),
        objective(EVENTS, guarantee="success", period=Cycle(Kind.MONTH, "UTC"), sampling=1, url=ADDRESS),
    ]
    terms = {"effective": None, "until": None}
    shop = Shop()
    fast = {"step": 2, "page_hold": 2, "ticket_hold": 2, "no_data_hold": 4, "as_of": date.today()}
    bench.emit(agreement(*promises, **terms), **fast, blackbox=f"127.0.0.1:{shop.port}")
    with shop.open(), prometheus(bench, shop.port) as api:

        def firing() -> set[tuple[str, str]]:
            alerts = asked(api, "alerts")["alerts"]
            return {
                (alert["labels"]["alertname"], alert["labels"]["guarantee"])
                for alert in alerts
                if alert["state"] == "firing"
            }

        def good() -> float | None:
            enough = value(api, 'sla:total:period{guarantee="success"} > 20')
            return enough if enough and value(api, 'sla:value:period{guarantee="uptime"}') == 1 else None

        waited(bench, "a good period", good)
        assert value(api, 'sla:value:period{guarantee="success"}') == 0
        assert firing() == set()
        shop.failing.set()
        expected = {
            *(("SlaBurn", name) for name in ("uptime", "success")),
            *(("SlaMissed", name) for name in ("uptime", "success")),
            ("SlaBudget", "uptime"),
        }
        waited(bench, f"{expected}", lambda: True if firing() >= expected else None)
        assert ("SlaNoData", "uptime") not in firing()
        bad = value(api, 'sla:bad:period{guarantee="uptime"}')
        assert bad is not None and 8 < bad < 120 and bad % 2 == 0
        rate = value(api, 'sla:value:period{guarantee="success"}')
        assert rate is not None and 0.05 < rate < 0.98
        rules = [rule for group in asked(api, "rules")["groups"] for rule in group["rules"]]
        assert set(shop.probed) == {f"/probe?module=http_2xx&target={ADDRESS}"}
        labels = asked(api, "targets?scrapePool=sla-probes")["activeTargets"][0]["labels"]
        assert labels == {"instance": ADDRESS, "job": "sla-probes", "service": "Checkout"}
        assert {rule["health"] for rule in rules} == {"ok"}, [r for r in rules if r["health"] != "ok"]
