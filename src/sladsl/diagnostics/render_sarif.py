"""Findings as SARIF 2.1.0 (OASIS Standard, 27 March 2020), which code-scanning services read."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from sladsl import __version__
from sladsl.diagnostics.diagnostic import Diagnostic, Edit, Fix, Label, Rule, Severity
from sladsl.diagnostics.render_json import dumps
from sladsl.source import Source, Span

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render_sarif(diagnostics: Sequence[Diagnostic]) -> str:
    """One run with the rules that were broken and a result for every finding, in order."""
    rules = {rule.code: rule for rule in sorted({d.rule for d in diagnostics}, key=lambda rule: rule.code)}
    index = {code: position for position, code in enumerate(rules)}
    driver = {
        "name": "sladsl",
        "version": __version__,
        "rules": [_rule(rule) for rule in rules.values()],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "utf16CodeUnits",
        "results": [_result(d, index[d.rule.code]) for d in diagnostics],
    }
    return dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}) + "\n"


def _rule(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(diagnostic: Diagnostic, rule_index: int) -> dict[str, object]:
    text = [diagnostic.message, *diagnostic.notes]
    if diagnostic.help is not None:
        text.append(f"help: {diagnostic.help}")
    result: dict[str, object] = {
        "ruleId": diagnostic.rule.code,
        "ruleIndex": rule_index,
        "level": _LEVELS[diagnostic.rule.severity],
        "message": {"text": "\n".join(text)},
    }
    if diagnostic.labels:
        result["locations"] = [_location(diagnostic.labels[0])]
    if len(diagnostic.labels) > 1:
        related = [_location(label) | {"id": i} for i, label in enumerate(diagnostic.labels[1:], 1)]
        result["relatedLocations"] = related
    if diagnostic.fix is not None and diagnostic.fix.edits:
        result["fixes"] = [_fix(diagnostic.fix)]
    return result


def _location(label: Label) -> dict[str, object]:
    physical = {"artifactLocation": _artifact(label.span.source), "region": _region(label.span)}
    location: dict[str, object] = {"physicalLocation": physical}
    if label.message:
        location["message"] = {"text": label.message}
    return location


def _artifact(source: Source) -> dict[str, str]:
    return {"uri": quote(source.name.encode("utf-8", "surrogatepass"), safe="/-._~@+")}


def _region(span: Span) -> dict[str, int]:
    source = span.source
    return {
        "startLine": source.position(span.start)[0],
        "startColumn": source.utf16_column(span.start) + 1,
        "endLine": source.position(span.end)[0],
        "endColumn": source.utf16_column(span.end) + 1,
    }


def _fix(fix: Fix) -> dict[str, object]:
    by_source: dict[Source, list[Edit]] = {}
    for edit in fix.edits:
        by_source.setdefault(edit.span.source, []).append(edit)
    changes = [
        {
            "artifactLocation": _artifact(source),
            "replacements": [_replacement(edit) for edit in edits],
        }
        for source, edits in by_source.items()
    ]
    return {"description": {"text": fix.title}, "artifactChanges": changes}


def _replacement(edit: Edit) -> dict[str, object]:
    return {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}}
