"""Outcomes of scenarios for machines: JSON, and JUnit's XML as build servers read it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.diagnostics.render_json import dumps
from sladsl.diagnostics.render_text import render_text
from sladsl.diagnostics.visible import visible
from sladsl.evaluate.coverage import KINDS, Coverage, CoverageItem
from sladsl.evaluate.expectations import Check
from sladsl.evaluate.results import Result
from sladsl.evaluate.scenarios import ScenarioOutcome
from sladsl.evaluate.telling import Named, shown
from sladsl.exact.money import Money
from sladsl.records import record
from sladsl.source import Span

FORMAT_VERSION = 1
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@record
class Batch:
    """The outcomes of one house, the coverage if it was asked for, and how readers know its files."""

    outcomes: Sequence[ScenarioOutcome]
    coverage: Coverage | None
    named: Named


# ---- JSON


def render_json(batches: Sequence[Batch]) -> str:
    """One object: counts, every scenario with its results and expectations, and the coverage if asked for."""
    outcomes = [outcome for batch in batches for outcome in batch.outcomes]
    checks = [check for outcome in outcomes for check in outcome.checks]
    document: dict[str, object] = {
        "format": FORMAT_VERSION,
        "counts": {
            "scenarios": len(outcomes),
            "failed": sum(1 for o in outcomes if not o.passed),
            "expectations": len(checks),
            "not_held": sum(1 for c in checks if not c.held),
        },
        "scenarios": [_scenario(o, batch.named) for batch in batches for o in batch.outcomes],
    }
    covered = [(b.coverage, b.named) for b in batches if b.coverage is not None]
    if covered:
        document["coverage"] = {
            "counts": {kind: _covered(kind, [c for c, _ in covered]) for kind in KINDS},
            "items": [_item(item, named) for c, named in covered for item in c.items],
            "beyond": [name for c, _ in covered for name in c.beyond],
        }
    return dumps(document) + "\n"


def _scenario(outcome: ScenarioOutcome, named: Named) -> dict[str, object]:
    scenario, statement = outcome.scenario, outcome.statement
    return {
        "title": scenario.title,
        "agreement": scenario.agreement,
        "period": outcome.period.label if outcome.period else None,
        **_place(scenario.span, named),
        "status": status(outcome),
        "expectations": [_check(check) for check in outcome.checks],
        "results": [_result(r) for r in statement.results] if statement else [],
        "credit": _money(statement.credit if statement else None),
        "bonus": _money(statement.bonus if statement else None),
        "remarks": [_remark(d) for d in outcome.diagnostics if d.rule.name != "expectation-failed"],
    }


def status(outcome: ScenarioOutcome) -> str:
    """`passed`, `failed`, or `not run`."""
    if outcome.statement is None:
        return "not run"
    return "passed" if outcome.passed else "failed"


def _check(check: Check) -> dict[str, object]:
    return {
        "what": check.expectation.what,
        "line": check.expectation.span.line,
        "held": check.held,
        "expected": check.expected,
        "got": check.got,
        "how": list(check.how),
    }


def _result(result: Result) -> dict[str, object]:
    value = result.compared
    return {
        "guarantee": result.guarantee.key,
        "service": result.service,
        "state": result.state.value,
        "value": shown(value) if value is not None else None,
    }


def _money(amount: Money | None) -> str | None:
    return amount.text() if amount is not None else None


def _remark(diagnostic: Diagnostic) -> dict[str, object]:
    line = diagnostic.span.line if diagnostic.span else None
    rule = diagnostic.rule
    return {"code": rule.code, "name": rule.name, "message": diagnostic.message, "line": line}


def _place(span: Span, named: Named) -> dict[str, object]:
    return {"file": named(span.source.name), "line": span.line}


def _covered(kind: str, all_of: Sequence[Coverage]) -> dict[str, int]:
    counts = [coverage.count(kind) for coverage in all_of]
    return {"covered": sum(c for c, _ in counts), "all": sum(n for _, n in counts)}


def _item(item: CoverageItem, named: Named) -> dict[str, object]:
    return {
        "agreement": item.agreement,
        "guarantee": item.guarantee or None,
        "kind": item.kind,
        "what": item.what,
        **_place(item.span, named),
        "covered": item.covered,
    }


# ---- JUnit


def render_junit(batches: Sequence[Batch]) -> str:
    """A suite per file, a case per scenario, without times, so that equal runs give equal bytes.

    A scenario that could not be run is an error, one with an expectation that does not hold a failure.
    """
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(f"<testsuites{_counts('sla test', [o for batch in batches for o in batch.outcomes])}>")
    for batch in batches:
        for file, group in groupby(batch.outcomes, key=lambda o: o.scenario.span.source.name):
            mine, name = list(group), batch.named(file)
            lines.append(f"  <testsuite{_counts(name, mine)}>")
            for outcome in mine:
                lines += _case(outcome, name)
            lines.append("  </testsuite>")
    lines.append("</testsuites>")
    return "\n".join(lines) + "\n"


def _counts(name: str, outcomes: Sequence[ScenarioOutcome]) -> str:
    failures = sum(1 for o in outcomes if status(o) == "failed")
    errors = sum(1 for o in outcomes if status(o) == "not run")
    return _attributes(name=name, tests=len(outcomes), failures=failures, errors=errors)


def _case(outcome: ScenarioOutcome, file: str) -> Iterator[str]:
    scenario = outcome.scenario
    place = _attributes(classname=scenario.agreement, name=scenario.title, file=file, line=scenario.span.line)
    errors = [d for d in outcome.diagnostics if d.is_error]
    others = [d for d in outcome.diagnostics if not d.is_error]
    if not errors and not others:
        yield f"    <testcase{place}/>"
        return
    yield f"    <testcase{place}>"
    if errors:
        word = "error" if outcome.statement is None else "failure"
        message = errors[0].message + (f" (and {len(errors) - 1} more)" if len(errors) > 1 else "")
        head = _attributes(message=message, type=errors[0].rule.name)
        yield f"      <{word}{head}>{escaped(render_text(errors))}</{word}>"
    if others:
        yield f"      <system-out>{escaped(render_text(others))}</system-out>"
    yield "    </testcase>"


def _attributes(**values: str | int) -> str:
    return "".join(f' {name}="{escaped(visible(str(value)))}"' for name, value in values.items())


def escaped(text: str) -> str:
    """The text as XML 1.0 can hold it, in an attribute or between tags; what it cannot is spelled out."""
    text = _NOT_XML.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)
    for sign, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(sign, name)
    return text
