"""The one catalogue of findings: every code, its name, its severity and what it says in a sentence.

Codes by hundreds: 00 reading files, 01 syntax, 02 names, 03 structure, 04 time, 05 calendars,
06 validity, 07 quality, 08 money, 09 logic and prose, 10 outputs.
"""

from __future__ import annotations

from sladsl.diagnostics.diagnostic import Rule, Severity

_rules: dict[str, Rule] = {}


def _rule(code: str, name: str, severity: Severity, summary: str) -> Rule:
    rule = Rule(code, name, severity, summary)
    if code in _rules or any(r.name == name for r in _rules.values()):
        raise ValueError(f"code or name given twice: {code} {name}")
    _rules[code] = rule
    return rule


E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741

# Reading files
UNREADABLE_FILE = _rule("SLA0001", "unreadable-file", E, "a file cannot be read")
NOT_UTF8 = _rule("SLA0002", "not-utf-8", E, "a file is not UTF-8 text")
FILE_TOO_LARGE = _rule("SLA0003", "file-too-large", E, "a file is larger than an agreement can be")

# Syntax
UNEXPECTED_TEXT = _rule("SLA0101", "unexpected-text", E, "the text does not continue in any way the language knows")
UNKNOWN_CHARACTER = _rule("SLA0102", "unknown-character", E, "a character that means nothing in an agreement")
UNCLOSED = _rule("SLA0103", "unclosed", E, "a bracket, brace, text or query is opened and never closed")
NOT_A_DECLARATION = _rule("SLA0104", "not-a-declaration", E, "a line at the margin starts no declaration")
NESTED_TOO_DEEP = _rule("SLA0105", "nested-too-deep", E, "brackets nest deeper than anybody can read")
BAD_LITERAL = _rule("SLA0106", "bad-literal", E, "a number, date, time, text or query is not written as the language writes it")


def all_rules() -> tuple[Rule, ...]:
    """Every rule, by code."""
    return tuple(_rules[code] for code in sorted(_rules))


def find(code_or_name: str) -> Rule | None:
    """The rule of that code or name, in any case."""
    wanted = code_or_name.strip()
    for rule in _rules.values():
        if rule.code == wanted.upper() or rule.name == wanted.lower():
            return rule
    return None
