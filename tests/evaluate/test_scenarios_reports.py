"""JUnit and JSON: valid, complete, escaped, and the same bytes for the same outcomes."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scenario_houses import house_with

from sladsl.evaluate.coverage import coverage
from sladsl.evaluate.scenario_reports import Batch, escaped, render_json, render_junit
from sladsl.evaluate.scenarios import ScenarioOutcome, run

SCHEMA = Path(__file__).parents[2] / "docs" / "schemas" / "scenarios.schema.json"

SCENARIOS = (
    'scenario "All is well" for Web in 2027-11 {\nexpect met up\nexpect credit = 0 EUR\n}\n',
    'scenario "<Broken> & \\"quoted\\"" for Web in 2027-11 {\nexpect missed up\nexpect credit = 1 EUR\n}\n',
    'scenario "Never run" for Web in 2027-Q1 {\nexpect met up\n}\n',
    'scenario "Beside the point" for Web in 2027-11 {\n'
    "Checkout down at 2027-01-11 00:00 for 1 h\nexpect met up\n}\n",
)


@pytest.fixture(scope="module")
def batch() -> Batch:
    house = house_with(*SCENARIOS)
    outcomes: list[ScenarioOutcome] = [run(house, s) for s in house.scenarios]
    return Batch(outcomes, coverage(house, outcomes, ["house.sla"]), lambda name: f"contracts/{name}")


def test_junit(batch: Batch) -> None:
    text = render_junit([batch])
    assert text == render_junit([batch])
    root = ElementTree.fromstring(text.encode())
    assert root.tag == "testsuites"
    counts = {"tests": "4", "failures": "1", "errors": "1"}
    assert dict(root.attrib) == {"name": "sla test", **counts}
    (suite,) = root
    assert dict(suite.attrib) == {"name": "contracts/house.sla", **counts}
    well, broken, unrun, beside = suite
    assert well.attrib["name"] == "All is well" and well.attrib["classname"] == "Web" and not list(well)
    assert broken.attrib["name"].startswith('<Broken> & "quoted"')
    (failure,) = broken
    assert failure.tag == "failure" and failure.attrib["type"] == "expectation-failed"
    assert failure.attrib["message"] == "`up`: expected missed, got met (and 1 more)"
    assert failure.text is not None and "expected 1 EUR, got 0 EUR" in failure.text
    assert [child.tag for child in unrun] == ["error"]
    assert [child.tag for child in beside] == ["system-out"]


def test_json(batch: Batch) -> None:
    made = json.loads(render_json([batch]))
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(made)
    assert made["format"] == 1
    assert made["counts"] == {"scenarios": 4, "failed": 2, "expectations": 5, "not_held": 2}
    assert [s["status"] for s in made["scenarios"]] == ["passed", "failed", "not run", "passed"]
    broken = made["scenarios"][1]
    assert broken["file"] == "contracts/house.sla"
    assert [(c["what"], c["held"]) for c in broken["expectations"]] == [("up", False), ("credit", False)]
    assert broken["expectations"][0]["how"][0].startswith("up: strict_uptime of Checkout in 2027-11")
    up = broken["results"][0]
    assert up == {"guarantee": "up", "service": "Checkout", "state": "met", "value": "100%"}
    assert made["scenarios"][3]["remarks"][0]["code"] == "SLA1103"
    assert made["coverage"]["counts"]["guarantee"]["covered"] == 1
    assert made["coverage"]["beyond"] == ["Web.speed"]


def test_no_scenarios() -> None:
    empty = Batch((), None, str)
    assert len(ElementTree.fromstring(render_junit([empty]).encode())) == 0
    assert json.loads(render_json([empty]))["scenarios"] == []


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_any_text_survives_as_xml(text: str) -> None:
    made = f'<a b="{escaped(text.replace(chr(10), " "))}">{escaped(text)}</a>'
    root = ElementTree.fromstring(made.encode("utf-8", "surrogatepass"))
    plain = all(c in "\t\n" or ("\x20" <= c <= "\ud7ff") or ("\ue000" <= c <= "\ufffd") for c in text)
    assert not plain or (root.text or "") == text
