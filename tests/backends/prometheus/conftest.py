"""Outlines built by hand, and the real promtool, amtool and prometheus; a missing tool fails the test."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from sladsl.backends.prometheus import PrometheusBackend, PrometheusOptions
from sladsl.exact.periods import Cycle, Kind
from sladsl.lower.monitoring import (
    AgreementKind,
    AlertStep,
    Comparison,
    Empty,
    EventRatio,
    MonitoredAgreement,
    Monitoring,
    Objective,
    Receiver,
    ShareOfIntervals,
    ShareOfTime,
    Signal,
)
from sladsl.source import Source, Span

SOURCE = Source("kesko.sla", "customer sla Kesko\n  guarantee uptime\n")
SPAN = Span(SOURCE, 21, 37)
IN_FORCE = date(2027, 6, 1)
EARLY = date(1970, 6, 1)


def tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.fail(
            f"{name} is not installed: apt-get install prometheus prometheus-alertmanager", pytrace=False
        )
    return found


def signal(query: str) -> Signal:
    return Signal(query, SPAN)


ERRORS = signal('sum(rate(http_requests_total{job="checkout",code=~"5.."}[$range]))')
REQUESTS = signal('sum(rate(http_requests_total{job="checkout"}[$range]))')
MINUTES = ShareOfIntervals(60, ERRORS, REQUESTS, Fraction(5, 100))
EVENTS = EventRatio(total=REQUESTS, bad=ERRORS)
UP = ShareOfTime(signal('up{job="checkout"}'))
MONTH = Cycle(Kind.MONTH, "Europe/Helsinki")


def objective(formula: Any = MINUTES, **changes: Any) -> Objective:
    base = Objective(
        guarantee="uptime",
        service="Checkout",
        metric="availability",
        title="Availability",
        comparison=Comparison.AT_LEAST,
        target=Fraction("0.9995"),
        formula=formula,
        period=MONTH,
        span=SPAN,
        empty=Empty.GOOD,
        alert_steps=(AlertStep(Fraction(1, 2)), AlertStep(Fraction(4, 5)), AlertStep(Fraction(1))),
        clause="4.1",
        runbook="https://runbooks.example/checkout",
        objective_text="availability of Checkout >= 99.95% per month",
    )
    if isinstance(formula, EventRatio) and formula.bad is not None:
        base = replace(base, comparison=Comparison.AT_MOST, target=Fraction("0.0005"), empty=Empty.EXCLUDED)
    return replace(base, **changes)


def agreement(*objectives: Objective, **changes: Any) -> MonitoredAgreement:
    base = MonitoredAgreement(
        id="Kesko",
        kind=AgreementKind.SLA,
        level="customer",
        title="Service level agreement",
        provider=Receiver("Nordwind", "Nordwind Cloud Oy"),
        customer=Receiver("KeskoOyj", "Kesko Oyj"),
        zone="Europe/Helsinki",
        objectives=objectives or (objective(),),
        span=SPAN,
        effective=date(2027, 1, 1),
        until=date(2027, 12, 31),
    )
    return replace(base, **changes)


def options(**changes: Any) -> PrometheusOptions:
    return replace(PrometheusOptions(as_of=IN_FORCE), **changes)


@dataclass
class Bench:
    """Writes what the backend emits into a folder and lets promtool at it."""

    folder: Path

    def emit(self, *agreements: MonitoredAgreement, **changes: Any) -> dict[str, bytes]:
        outcome = PrometheusBackend().emit(Monitoring(agreements), options(**changes))
        assert not outcome.has_errors, outcome.diagnostics
        for file in outcome.value:
            path = self.folder / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.content)
        return {file.path: file.content for file in outcome.value}

    def run(self, *command: str) -> str:
        done = subprocess.run(
            [tool(command[0]), *command[1:]],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "GOGC": "400"},  # less collecting: most of what these runs cost is memory
        )
        assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-6000:]
        return done.stdout

    def proves(self, stem: str = "Kesko") -> None:
        """`check rules` and the emitted rule tests pass."""
        self.run("promtool", "check", "rules", f"rules/{stem}.rules.yml")
        self.run("promtool", "test", "rules", f"rules/{stem}.test.yml")

    def promtool_test(
        self,
        series: dict[str, str],
        expected: list[tuple[str, str, float | None]],
        interval: str = "30s",
        step: str = "1m",
        stem: str = "Kesko",
    ) -> None:
        """Feed `series` to the emitted rules; each expectation is (expression, time, value or None)."""
        groups = yaml.safe_load((self.folder / f"rules/{stem}.rules.yml").read_text())["groups"]
        checks = [
            {
                "expr": expr,
                "eval_time": at,
                "exp_samples": [] if value is None else [{"labels": "{}", "value": value}],
            }
            for expr, at, value in expected
        ]
        body = {
            "rule_files": [f"rules/{stem}.rules.yml"],
            "evaluation_interval": step,
            "group_eval_order": [group["name"] for group in groups],
            "tests": [
                {
                    "interval": interval,
                    "input_series": [{"series": k, "values": v} for k, v in series.items()],
                    "promql_expr_test": checks,
                }
            ],
        }
        (self.folder / "given.yml").write_text(yaml.safe_dump(body))
        self.run("promtool", "test", "rules", "given.yml")


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


Checker = Callable[[], None]
