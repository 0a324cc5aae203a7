"""Rules of whole houses: the real promtool takes what the examples, and hostile names, come out as."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from sladsl.backends.prometheus import PrometheusBackend, PrometheusOptions
from sladsl.compiler import compile_files
from sladsl.diagnostics.diagnostic import Outcome
from sladsl.lower.monitoring import Monitoring
from sladsl.lower.to_monitoring import to_monitoring

if TYPE_CHECKING:
    from conftest import Bench

EXAMPLES = Path(__file__).parents[3] / "examples"
HOUSES = sorted({path.relative_to(EXAMPLES).parts[:-1] for path in EXAMPLES.rglob("*.sla")})
ROOTS = sorted({"/".join(parts[: 2 if parts[0] == "published" else 1]) for parts in HOUSES})
DAY = date(2027, 6, 1)
ON = PrometheusOptions(as_of=DAY)


def outline(files: dict[str, str], lossy: bool = False) -> Outcome[Monitoring]:
    found = compile_files(files).resolved
    assert not found.has_errors, [d.message for d in found.diagnostics]
    house = found.value
    numbers = {(a.key, g.key): "4.1" for a in house.agreements.values() for g in a.promises}
    runbook = "https://runbooks.example/{agreement}/{guarantee}/{service}"
    return to_monitoring(house, house.in_force(DAY), numbers, runbook, lossy=lossy)


def emitted(bench: Bench, files: dict[str, str]) -> dict[str, bytes]:
    found = outline(files)
    assert found.diagnostics == ()
    return bench.emit(*found.value.agreements, as_of=DAY)


def proven(bench: Bench, files: dict[str, bytes]) -> None:
    """`check rules` and the emitted rule tests pass, and Alertmanager takes its routes."""
    rules = sorted(name for name in files if name.endswith(".rules.yml"))
    assert rules
    bench.run("promtool", "check", "rules", *rules)
    bench.run("amtool", "check-config", "alertmanager.yml")
    tests = sorted(name for name in files if name.endswith(".test.yml"))
    assert len(tests) == len(rules)
    # One process each: promtool tests one file after another on one core.
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda name: bench.run("promtool", "test", "rules", name), tests))


def example(root: str) -> dict[str, str]:
    folder = EXAMPLES / root
    return {str(p.relative_to(folder)): p.read_text("utf-8") for p in sorted(folder.rglob("*.sla"))}


@pytest.mark.parametrize("root", ROOTS)
def test_the_rules_of_an_example_are_proven_by_promtool(bench: Bench, root: str) -> None:
    proven(bench, emitted(bench, example(root)))


def test_every_alert_of_nordwind_is_proven_to_fire() -> None:
    found = PrometheusBackend().emit(outline(example("nordwind")).value, ON)
    read = {file.path: yaml.load(file.content, yaml.CSafeLoader) for file in found.value}
    for path, file in read.items():
        if not path.endswith(".rules.yml"):
            continue
        labels = ("agreement", "service", "guarantee", "pace", "spent")
        alerts = {
            (rule["alert"], *(rule["labels"].get(key) for key in labels))
            for group in file["groups"]
            for rule in group["rules"]
            if "alert" in rule
        }
        tests = read[path.replace(".rules.yml", ".test.yml")]["tests"]
        checks = [check["expr"] for test in tests for check in test["promql_expr_test"]]
        told = [dict(re.findall(r'(\w+)="([^"]*)"', expr)) for expr in checks if "alertstate" in expr]
        assert len(alerts) == len(told)
        assert alerts == {(each["alertname"], *(each.get(key) for key in labels)) for each in told}


def test_nordwind_s_contracts_are_all_watched() -> None:
    found = outline(example("nordwind")).value
    watched = {a.id: {f"{o.guarantee} of {o.service}" for o in a.objectives} for a in found.agreements}
    assert watched["Base"] == {"uptime of Checkout", "uptime of Search", "uptime of Backoffice"}
    assert watched["Brandt"] == {"uptime of Checkout", "search of Search", "speed of Checkout"}
    assert watched["KeskolaSearch"] == {"search of Search", "search_speed of Search"}
    assert watched["RunkoNet"] == {"uptime of Network"}
    assert "DeskOla" not in watched


HOSTILE = "a {{ $labels.x }} \"b\" 'c' \\ $value [d]: - # <e> ../f\n& \U0001f600 {"
SHOP = """
import std.calendars {{ Always }}
import std.metrics {{ availability, latency }}
party Us "{us}" {{ contact "{contact}"; unit Ops "{ops}" }}
party Them "{them}"
priorities Incident {{ P1 "{priority}" }}
exclusion maintenance "{exclusion}" {{ window Sun 02:00-04:00; at most 20 h per month }}
exclusion war "{exclusion}" {{ text "{exclusion}" }}
service Päivystys "{service}" {{
  owner {owner}
  measure availability from prometheus {{
    errors   = `sum(rate(e[$range]))`
    requests = `sum(rate(r[$range]))`
  }}
}}
sla Ylläpito "{agreement}" {{
  provider Us
  customer Them
  effective 2027-01-01
  hours Always zone "Europe/Helsinki"
  fee monthly = 100 EUR per month
  guarantee saatavuus "{guarantee}": availability of Päivystys >= 99.9% per month {{
    except maintenance, war
    credit {{ below 99.9%: 10% of monthly }}
    alert at 50%, 100% of budget
  }}
  escalate P1 {{ at 50%: Us.Ops }}
}}
"""
PARTS = ("us", "contact", "ops", "them", "exclusion", "service", "agreement", "guarantee", "priority")


def shop(text: str, owner: str = "Us.Ops") -> dict[str, str]:
    written = (
        text.replace("\\", "\\\\")
        .replace('"', '\\"')
        .replace("\n", "\\n")
        .replace("{", "{{")
        .replace("}", "}}")
    )
    return {"shop.sla": SHOP.format(**dict.fromkeys(PARTS, written), owner=owner)}


def test_hostile_titles_and_names_of_any_script(bench: Bench) -> None:
    files = emitted(bench, shop(HOSTILE))
    assert set(files) == {"rules/Ylläpito.rules.yml", "rules/Ylläpito.test.yml", "alertmanager.yml"}
    proven(bench, files)
    rules = [r for g in yaml.safe_load(files["rules/Ylläpito.rules.yml"])["groups"] for r in g["rules"]]
    assert {r["labels"]["service"] for r in rules if "service" in r["labels"]} == {"Päivystys"}
    info = next(r["labels"] for r in rules if r.get("record") == "sla:objective:info")
    assert (info["title"], info["agreement_title"]) == (HOSTILE, HOSTILE)


def recorded(files: dict[str, bytes]) -> list[object]:
    """Every rule but what says something in words: the info series and annotations."""
    groups = yaml.safe_load(files["rules/Ylläpito.rules.yml"])["groups"]
    kept = []
    for group in groups:
        rules = [r for r in group["rules"] if r.get("record") != "sla:objective:info"]
        kept.append({**group, "rules": [{k: v for k, v in r.items() if k != "annotations"} for r in rules]})
    return kept


def test_titles_and_owners_change_no_series(bench: Bench) -> None:
    before = emitted(bench, shop("Before"))
    after = emitted(bench, shop("After", owner="Us"))
    assert before != after
    assert recorded(before) == recorded(after)


def test_what_is_lossy_is_told_in_the_rules(bench: Bench) -> None:
    files = shop("T")
    more = "  guarantee fast: latency of Päivystys <= 1 s per month\n  escalate"
    files["shop.sla"] = (
        files["shop.sla"]
        .replace("  escalate", more)
        .replace("  measure av", "  measure latency from prometheus { duration = `d` }\n  measure av")
    )
    strict = outline(files)
    assert [d.rule.code for d in strict.diagnostics] == ["SLA1001"]
    found = outline(files, lossy=True)
    result = PrometheusBackend().emit(found.value, PrometheusOptions(as_of=DAY, lossy=True))
    assert [d.rule.code for d in (*found.diagnostics, *result.diagnostics)] == ["SLA1002"]
    rules = next(f.content.decode() for f in result.value if f.path.endswith(".rules.yml"))
    assert "# left out: `prometheus` cannot express the formula `all of the events` of `fast`" in rules


COMPOSED = """
import std.calendars { Always }
party Us
party Them
metric runs { better higher; signals started, lost; value = (started - lost) / started }
service Jobs { measure runs from prometheus { started = `sum(rate(s[2m]))`; lost = `sum(rate(l[2m]))` } }
sla Kesko { provider Us; customer Them; effective 2027-01-01; hours Always zone "UTC"
  guarantee up: runs of Jobs >= 99% per month }
"""


def test_a_composed_signal_that_never_failed_counts_as_good(bench: Bench) -> None:
    emitted(bench, {"a.sla": COMPOSED})
    started = {"s": "0+60x60"}
    value = "sla:value:period"
    bench.promtool_test(started, [(f"sum({value})", "20m", 1.0)])
    bench.promtool_test({**started, "l": "0+15x60"}, [(f"sum({value})", "20m", 0.75)])
    bench.promtool_test({"l": "0+15x60"}, [(f"sum({value})", "20m", None)])
