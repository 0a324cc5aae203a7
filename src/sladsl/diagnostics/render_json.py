"""Findings for programs, in the shape that `docs/schemas/diagnostics.schema.json` publishes."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from sladsl.diagnostics.diagnostic import Diagnostic, Fix, Severity
from sladsl.source import Source, Span

# Goes up when a reader of the old shape would misread the new one; new members alone do not raise it.
FORMAT_VERSION = 1

# Half surrogate pairs do not encode; the others a terminal would obey instead of show.
_ESCAPED = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def render_json(diagnostics: Sequence[Diagnostic]) -> str:
    """One JSON object: the version of the shape, counts by severity, and every finding in order."""
    document = {
        "format": FORMAT_VERSION,
        "counts": {
            severity.value: sum(1 for d in diagnostics if d.rule.severity is severity)
            for severity in Severity
        },
        "diagnostics": [_diagnostic(d) for d in diagnostics],
    }
    return dumps(document) + "\n"


def dumps(document: object) -> str:
    """JSON that is readable, always encodes as UTF-8 and moves no cursor."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _diagnostic(diagnostic: Diagnostic) -> dict[str, object]:
    return {
        "code": diagnostic.rule.code,
        "name": diagnostic.rule.name,
        "severity": diagnostic.rule.severity.value,
        "message": diagnostic.message,
        "labels": [{**_span(label.span), "message": label.message} for label in diagnostic.labels],
        "notes": list(diagnostic.notes),
        "help": diagnostic.help,
        "fix": None if diagnostic.fix is None else _fix(diagnostic.fix),
    }


def _fix(fix: Fix) -> dict[str, object]:
    edits = [{**_span(edit.span), "text": edit.text} for edit in fix.edits]
    return {"title": fix.title, "safe": fix.safe, "edits": edits}


def _span(span: Span) -> dict[str, object]:
    source = span.source
    return {"file": source.name, "start": _place(source, span.start), "end": _place(source, span.end)}


def _place(source: Source, offset: int) -> dict[str, int]:
    line, column = source.position(offset)
    return {"offset": offset, "line": line, "column": column}
