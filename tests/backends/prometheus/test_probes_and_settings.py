"""Probes of services that name an address, and the settings of sla.toml."""

from __future__ import annotations

import yaml
from test_hostile_and_routes import BRACES

from conftest import IN_FORCE, Bench, agreement, objective
from sladsl.backends.monitoring_options import MonitoringOptions
from sladsl.backends.prometheus.options import PrometheusOptions
from sladsl.backends.prometheus.output import PrometheusOutput, read_options
from sladsl.lower.monitoring import Monitoring

SHOP = objective(url="https://shop.example/health?a=b&c={{$labels.d}}#e")


def test_no_address_no_probes(bench: Bench) -> None:
    assert "probes.yml" not in bench.emit(agreement())


def test_probes_are_a_scrape_configuration(bench: Bench) -> None:
    hostile = objective(service=f"s{BRACES}", guarantee="g", url="http://x.example/\"'\\`{}$1")
    again = agreement(objective(url=SHOP.url, guarantee="again"), id="Other")
    files = bench.emit(
        agreement(SHOP, hostile), again, blackbox="probe-$1.example:9115", blackbox_module="up"
    )
    probes = yaml.safe_load(files["probes.yml"])
    (job,) = probes["scrape_configs"]
    assert job["params"] == {"module": ["up"]}
    assert job["static_configs"] == [
        {"targets": [SHOP.url], "labels": {"service": "Checkout"}},
        {"targets": [hostile.url], "labels": {"service": f"s{BRACES}"}},
    ]
    bench.run("promtool", "check", "config", "probes.yml")
    full = {
        "global": {"scrape_interval": "15s"},
        "rule_files": ["rules/*.rules.yml"],
        "scrape_configs": [{"job_name": "other"}, *probes["scrape_configs"]],
    }
    (bench.folder / "prometheus.yml").write_text(yaml.safe_dump(full))
    assert "SUCCESS: 2 rule files found" in bench.run("promtool", "check", "config", "prometheus.yml")


def test_what_is_no_address_of_the_web_is_only_mentioned(bench: Bench) -> None:
    others = [
        objective(guarantee=f"g{number}", service=f"S{number}", url=url)
        for number, url in enumerate(("tel:+358", "https://a b", "https://a\nb", "javascript:alert(1)"))
    ]
    text = bench.emit(agreement(*others))["probes.yml"].decode()
    assert yaml.safe_load(text) == {"scrape_configs": []}
    assert text.count("# not probed") == 4
    bench.run("promtool", "check", "config", "probes.yml")


def chosen(**given: object) -> tuple[PrometheusOptions, list[str]]:
    outcome = read_options(MonitoringOptions(IN_FORCE, settings=given))
    return outcome.value, [finding.message for finding in outcome.diagnostics]


def test_settings_are_read() -> None:
    made, found = chosen(rules_per_group=20, kubernetes=True, blackbox="b:1", step=30, horizon_years=3)
    assert found == []
    assert (made.rules_per_group, made.kubernetes, made.blackbox) == (20, True, "b:1")
    assert (made.step, made.horizon_years) == (30, 3)
    assert chosen(rules_per_group=0)[1] == []


def test_wrong_settings_are_told_and_nothing_is_written() -> None:
    wrong: dict[str, object] = {
        "kubernetes": 1,
        "rules_per_group": -1,
        "step": 0,
        "page_hold": True,
        "blackbox": 9115,
        "grafana": "x",
    }
    _, found = chosen(**wrong)
    assert found == [
        "`prometheus.kubernetes` needs `true` or `false`",
        "`prometheus.rules_per_group` needs a whole number of 0 or more",
        "`prometheus.step` needs a whole number above 0",
        "`prometheus.page_hold` needs a whole number above 0",
        "`prometheus.blackbox` needs a text",
        "`prometheus.grafana` is no setting",
    ]
    outcome = PrometheusOutput().emit(Monitoring((agreement(),)), MonitoringOptions(IN_FORCE, settings=wrong))
    assert outcome.has_errors and outcome.value == ()
