"""Hostile text comes out as it went in; Alertmanager routes who is told, by the real amtool."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from test_text import HOSTILE

from conftest import IN_FORCE, Bench, agreement, objective
from sladsl.lower.monitoring import AlertStep, Escalation, Exclusion, Receiver

DESK = Receiver("Nordwind.ServiceDesk", "Service desk", "desk@nordwind.example")
PLATFORM = Receiver("Nordwind.Platform", "Platform engineering")
BRACES = "a {{ $labels.agreement }} {{{ }} \"b\" 'c' \\ `d` {{ end"


@pytest.mark.parametrize("text", [HOSTILE, BRACES, "$value", "a\nb: c", "../x", "Päivystys", "\ud800"])
def test_hostile_text_survives_rules_tests_and_routes(bench: Bench, text: str) -> None:
    gone = Exclusion("force_majeure", text, None, objective().span)
    promise = objective(
        guarantee=f"g{text}",
        service=f"s{text}",
        title=f"t{text}",
        owner=text,
        clause=text,
        runbook=text,
        objective_text=text,
        exclusions=(gone,),
    )
    who = Receiver(f"r{text}", text, None)
    hostile = agreement(
        promise,
        id=f"a{text}",
        title=text,
        level=text,
        customer=who,
        provider=who,
        escalations=(Escalation(Fraction(1, 2), who),),
    )
    files = bench.emit(hostile)
    stem = next(name for name in files if name.endswith(".rules.yml"))[6:-10]
    assert "/" not in stem
    bench.proves(stem)
    bench.run("amtool", "check-config", "alertmanager.yml")
    shown = text.replace("\ud800", "?")
    rules = [r for g in yaml.safe_load(files[f"rules/{stem}.rules.yml"])["groups"] for r in g["rules"]]
    assert {rule["labels"]["agreement"] for rule in rules} >= {f"a{shown}"} or "{" in text


def test_annotations_are_expanded_to_what_was_written(bench: Bench) -> None:
    promise = objective(title=f"T{BRACES}", clause=BRACES, runbook="", objective_text="", alert_steps=())
    bench.emit(agreement(promise, title="Title", id=f"K{BRACES}"), as_of=IN_FORCE)
    path = next(bench.folder.glob("rules/*.test.yml"))
    test = yaml.safe_load(path.read_text())
    gone = next(each for each in test["tests"] if each["name"] == "no data")
    at = gone["promql_expr_test"][0]["eval_time"]
    gone["promql_expr_test"] = []
    labels = {
        **{"agreement": f"K{BRACES}", "customer": "KeskoOyj", "service": "Checkout", "guarantee": "uptime"},
        **{"level": "customer", "kind": "sla", "severity": "page"},
    }
    annotations = {
        "summary": f"T{BRACES}: no data arrives",
        "description": f"Title (K{BRACES}), T{BRACES}",
        "clause": BRACES,
        "source": "kesko.sla:2",
    }
    expected = [{"exp_labels": labels, "exp_annotations": annotations}]
    gone["alert_rule_test"] = [{"eval_time": at, "alertname": "SlaNoData", "exp_alerts": expected}]
    path.write_text(yaml.safe_dump({**test, "tests": [gone]}))
    bench.run("promtool", "test", "rules", str(Path("rules") / path.name))


def test_agreements_of_similar_names_do_not_share_a_file(bench: Bench) -> None:
    files = bench.emit(agreement(id="Kesko"), agreement(id="kesko"), agreement(id="a/b"), agreement(id="a_b"))
    names = [name.casefold() for name in files]
    assert len(names) == len(set(names)) == 9


def routed(bench: Bench, **labels: str) -> list[str]:
    given = [f"{key}={value}" for key, value in labels.items()]
    return bench.run("amtool", "config", "routes", "test", "--config.file=alertmanager.yml", *given).split()


def test_escalation_routes_by_what_is_spent(bench: Bench) -> None:
    steps = (Escalation(Fraction(1), PLATFORM), Escalation(Fraction(1, 2), DESK))
    promise = objective(alert_steps=tuple(AlertStep(Fraction(n, 100)) for n in (25, 50, 80, 100)))
    quiet = agreement(id="Quiet")
    bench.emit(agreement(promise, escalations=steps), quiet)
    assert "SUCCESS" in bench.run("amtool", "check-config", "alertmanager.yml")
    told = {
        spent: routed(bench, agreement="Kesko", alertname="SlaBudget", spent=spent)
        for spent in ("25%", "50%", "80%", "100%")
    }
    desk, platform = [DESK.id], [PLATFORM.id]
    assert told == {"25%": desk, "50%": desk, "80%": desk, "100%": platform}
    assert routed(bench, agreement="Kesko", alertname="SlaBurn", severity="page") == desk
    assert routed(bench, agreement="Kesko", alertname="SlaMissed") == platform
    assert routed(bench, agreement="Quiet", alertname="SlaMissed") == ["default"]


def test_addresses_appear_only_with_a_mail_host(bench: Bench) -> None:
    steps = (Escalation(Fraction(1, 2), DESK), Escalation(Fraction(1), replace(PLATFORM, contact=None)))
    without = yaml.safe_load(bench.emit(agreement(escalations=steps))["alertmanager.yml"])
    assert "global" not in without and all("email_configs" not in each for each in without["receivers"])
    files = bench.emit(
        agreement(escalations=steps), mail_host="mail.example:25", mail_sender="sla@nordwind.example"
    )
    bench.run("amtool", "check-config", "alertmanager.yml")
    mailed = {each["name"]: each for each in yaml.safe_load(files["alertmanager.yml"])["receivers"]}
    assert mailed[DESK.id]["email_configs"] == [{"to": DESK.contact, "send_resolved": True}]
    assert "email_configs" not in mailed[PLATFORM.id]
