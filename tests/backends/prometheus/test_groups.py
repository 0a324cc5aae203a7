"""Groups within a ruler's limits, and the same groups as a resource of Kubernetes."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from test_liveness import CASES, OFFICE
from test_text import HOSTILE, TEXT

from conftest import EVENTS, SPAN, UP, Bench, agreement, objective, options
from sladsl.backends.prometheus import PrometheusBackend
from sladsl.backends.prometheus.kubernetes import resource_name
from sladsl.exact.periods import Cycle, Kind
from sladsl.lower.monitoring import Bound, Comparison, CreditTier, Monitoring, TimeDown

HELSINKI = "Europe/Helsinki"
PROMISES = (
    objective(hours=OFFICE, guarantee="office"),
    replace(CASES["p99"], guarantee="p99"),
    objective(EVENTS, guarantee="events"),
    objective(UP, guarantee="weekly", period=Cycle(Kind.WEEK, HELSINKI)),
    objective(
        TimeDown(UP), guarantee="down", comparison=Comparison.AT_MOST, target=Fraction(600), clause="4.2"
    ),
    objective(guarantee="quarterly", period=Cycle(Kind.QUARTER, HELSINKI)),
)
MIMIR = 20  # ruler_max_rules_per_rule_group of Mimir, left at its default


def groups_of(files: dict[str, bytes]) -> list[dict[str, Any]]:
    groups: list[dict[str, Any]] = yaml.safe_load(files["rules/Kesko.rules.yml"])["groups"]
    return groups


def plain(groups: list[dict[str, Any]]) -> list[str]:
    """All rules, whichever part of a split agreement they read and record."""
    out = set()
    for rule in (rule for group in groups for rule in group["rules"]):
        labels = {key: value for key, value in rule["labels"].items() if key != "part"}
        expr = re.sub(r'part="\d+",', "", rule["expr"])
        out.add(json.dumps({**rule, "expr": expr, "labels": labels}, sort_keys=True))
    return sorted(out)


def test_split_groups_hold_the_same_rules_and_pass_their_tests(bench: Bench) -> None:
    whole = groups_of(bench.emit(agreement(*PROMISES)))
    files = bench.emit(agreement(*PROMISES), rules_per_group=MIMIR)
    split = groups_of(files)
    assert max(len(group["rules"]) for group in whole) > MIMIR
    assert max(len(group["rules"]) for group in split) <= MIMIR
    assert plain(whole) == plain(split)
    assert {group["interval"] for group in split} == {"1m", "2m"}
    count = sum(len(group["rules"]) for group in split)
    assert len(split) <= 2 * -(-count // MIMIR)
    bench.proves()


def test_each_part_reads_the_times_it_recorded_itself(bench: Bench) -> None:
    groups = groups_of(bench.emit(agreement(*PROMISES), rules_per_group=MIMIR))
    measuring = [group for group in groups if ": measured" in group["name"]]
    assert len(measuring) > 1
    for number, group in enumerate(measuring, 1):
        assert group["name"] == f"Kesko: measured {number}"
        recorded: set[str] = set()
        for rule in group["rules"]:
            read = set(re.findall(r"sla:(?:local_time|period_\w+|open|due):\w+{[^}]*}", rule["expr"]))
            assert all(f'part="{number}"' in selector for selector in read)
            assert {selector.split("{")[0] for selector in read} <= recorded
            recorded.add(rule["record"])


def test_groups_in_any_order_measure_the_same_and_judge_a_step_later(bench: Bench) -> None:
    requests, errors = (f'http_requests_total{{job="checkout",code="{code}"}}' for code in (200, 500))
    series = {requests: "0+27x120", errors: "0+3x120"}
    promises = (objective(EVENTS, guarantee="events"), objective(guarantee="uptime"))
    for limit in (0, MIMIR):
        bench.emit(agreement(*promises), rules_per_group=limit)
        path = bench.folder / "rules/Kesko.rules.yml"
        groups = yaml.safe_load(path.read_text())
        path.write_text(yaml.safe_dump({"groups": groups["groups"][::-1]}))
        # 39 whole minutes of 60 events are counted, and of one fewer by what judged before it.
        expected: list[tuple[str, str, float | None]] = [
            ('round(sum(sum_over_time(sla:total:amount{guarantee="events"}[1d])), 0.001)', "40m", 2400),
            ('round(sum(sla:total:period{guarantee="events"}), 0.001)', "40m", 2340),
            ('sum(sum_over_time(sla:bad:amount{guarantee="uptime"}[1d]))', "40m", 2400),
            ('sum(sla:bad:period{guarantee="uptime"})', "40m", 2340),
            # The first minute saw no request and is good.
            ('round(sum(sla:value:period{guarantee="uptime"}), 0.000001)', "40m", 0.025),
            ('round(sum(sla:value:period{guarantee="events"}), 0.001)', "40m", 0.1),
            ('count(ALERTS{alertname="SlaMissed",alertstate="firing"})', "40m", 2),
        ]
        bench.promtool_test(series, expected)


def test_a_limit_that_one_promise_exceeds_is_an_error() -> None:
    outline = Monitoring((agreement(*PROMISES),))
    outcome = PrometheusBackend().emit(outline, options(rules_per_group=8))
    assert outcome.value == ()
    assert {finding.rule.name for finding in outcome.diagnostics} == {"bad-setting"}
    finding = outcome.diagnostics[0]
    assert finding.message == "`prometheus.rules_per_group` is 8, and `office` needs 10"
    assert finding.span is not None and finding.help is not None and "allow 10" in finding.help


def test_a_resource_of_kubernetes_holds_the_same_groups(bench: Bench) -> None:
    tiers = (CreditTier("10%", (Bound(Comparison.BELOW, Fraction("0.9995")),), SPAN),)
    files = bench.emit(
        agreement(*PROMISES[:2]), agreement(objective(tiers=tiers), id="KÄRKI/1"), kubernetes=True
    )
    names = [name for name in files if name.startswith("kubernetes/")]
    assert [name for name in names if name == "kubernetes/kesko.yaml"] and len(names) == 2
    rules = sorted(name for name in files if name.endswith(".rules.yml"))
    loaded = {name: yaml.safe_load(files[name]) for name in (*names, *rules)}
    for name in names:
        resource = loaded[name]
        assert (resource["apiVersion"], resource["kind"]) == ("monitoring.coreos.com/v1", "PrometheusRule")
        assert re.fullmatch(r"[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?", resource["metadata"]["name"])
        assert name == f"kubernetes/{resource['metadata']['name']}.yaml"
        assert set(resource) == {"apiVersion", "kind", "metadata", "spec"}
        (bench.folder / "extracted.yml").write_text(yaml.safe_dump(resource["spec"], allow_unicode=True))
        assert "SUCCESS" in bench.run("promtool", "check", "rules", "extracted.yml")
    assert [loaded[name]["spec"] for name in names] == [
        loaded["rules/Kesko.rules.yml"],
        next(loaded[name] for name in rules if name != "rules/Kesko.rules.yml"),
    ]


def test_no_resource_unless_asked_for(bench: Bench) -> None:
    assert not [name for name in bench.emit(agreement()) if name.startswith("kubernetes")]


@settings(max_examples=100)
@given(TEXT, TEXT)
@example(HOSTILE, "")
@example("../../x", "....x")
@example("A" * 300, "A" * 301)
@example("Kesko", "kesko")
@example("ß", "SS")
def test_names_of_resources_are_valid_and_told_apart(name: str, other: str) -> None:
    made = resource_name(name)
    assert re.fullmatch(r"[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?", made)
    if name != other:
        assert resource_name(other, frozenset({made})) != made


@pytest.mark.parametrize("name", ["kesko", "Kesko", "a-1"])
def test_plain_names_stay(name: str) -> None:
    assert resource_name(name) == name.lower()
