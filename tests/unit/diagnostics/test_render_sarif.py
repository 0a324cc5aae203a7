"""The structure that SARIF 2.1.0 demands (section numbers are those of the standard)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

import pytest

from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.diagnostics.render import render
from sladsl.source import Source, Span


@pytest.fixture
def log(findings: tuple[Diagnostic, ...]) -> dict[str, object]:
    document = json.loads(render(findings, "sarif"))
    assert isinstance(document, dict)
    return document


def everything(value: object, key: str) -> Iterator[object]:
    """Every value found under `key` at any depth."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            if name == key:
                yield inner
            yield from everything(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from everything(inner, key)


def test_log_and_run(log: dict[str, object]) -> None:
    assert log["version"] == "2.1.0"  # 3.13.2
    assert str(log["$schema"]).endswith("/sarif-schema-2.1.0.json")
    assert len(log["runs"]) == 1  # type: ignore[arg-type]
    run = log["runs"][0]  # type: ignore[index]
    assert run["columnKind"] == "utf16CodeUnits"  # 3.14.17
    assert run["tool"]["driver"]["name"] == "sladsl"  # 3.19.8
    assert set(run) == {"tool", "columnKind", "results"}


def test_results_point_to_their_rules(log: dict[str, object], findings: tuple[Diagnostic, ...]) -> None:
    run = log["runs"][0]  # type: ignore[index]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        assert rule["shortDescription"]["text"]
        assert rule["defaultConfiguration"]["level"] in {"error", "warning", "note"}  # 3.50.3
    for result, finding in zip(run["results"], findings, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.rule.code  # 3.27.6
        assert result["message"]["text"].startswith(finding.message)  # 3.27.11
        assert len(result.get("locations", ())) == min(1, len(finding.labels))


def test_regions_count_from_one_and_run_forward(log: dict[str, object]) -> None:
    regions = [*everything(log, "region"), *everything(log, "deletedRegion")]
    assert len(regions) == 8
    for region in regions:
        start = region["startLine"], region["startColumn"]  # type: ignore[index]
        end = region["endLine"], region["endColumn"]  # type: ignore[index]
        assert (1, 1) <= start <= end  # 3.30.5, 3.30.6
        assert min(*start, *end) >= 1


def test_columns_are_utf16(findings: tuple[Diagnostic, ...]) -> None:
    source = Source("a.sla", "é😀x😀")
    finding = Diagnostic(findings[0].rule, "here", (Label(Span(source, 2, 4)),))
    (region,) = everything(json.loads(render((finding,), "sarif")), "region")
    assert region == {"startLine": 1, "startColumn": 4, "endLine": 1, "endColumn": 7}


def test_uris_are_relative_references(log: dict[str, object]) -> None:
    uris = set(everything(log, "uri"))
    assert uris == {
        "catalogue.sla",
        "dir%2Ca%3Ab/100%25.sla",
    }  # 3.4.3, RFC 3986 4.2: no `:` in a first segment


def test_fixes_group_their_edits_by_file(log: dict[str, object]) -> None:
    first, second = everything(log, "fixes")
    assert [change["replacements"][0]["insertedContent"] for change in first[0]["artifactChanges"]] == [  # type: ignore[index]
        {"text": "Database"}
    ]
    files = [change["artifactLocation"]["uri"] for change in second[0]["artifactChanges"]]  # type: ignore[index]
    assert files == ["dir%2Ca%3Ab/100%25.sla", "catalogue.sla"]
