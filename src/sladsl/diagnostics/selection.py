"""Which findings somebody wants to see: by code, by name, or by the beginning of their codes."""

from __future__ import annotations

from collections.abc import Iterable

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Rule
from sladsl.exact.near_words import nearest
from sladsl.records import record

_UNDERSTOOD = "SLA03"
"""The first code of what is found in an agreement that could be read; below it nothing can be left out."""
_SHORTEST = len("SLA0")


@record
class Selection:
    """`select` empty stands for everything; `ignore` goes before it. Both hold codes, names, or beginnings of
    codes such as `SLA07`. What keeps an agreement from being read or understood is always shown."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def shows(self, rule: Rule) -> bool:
        if is_always_shown(rule):
            return True
        wanted = not self.select or any(rule in rules_named(name) for name in self.select)
        return wanted and not any(rule in rules_named(name) for name in self.ignore)

    def of(self, found: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Those of the findings that are shown, in their order."""
        known: dict[str, bool] = {}
        kept = []
        for finding in found:
            code = finding.rule.code
            if code not in known:
                known[code] = self.shows(finding.rule)
            if known[code]:
                kept.append(finding)
        return kept


def is_always_shown(rule: Rule) -> bool:
    """Whether no selection leaves it out: whoever saw nothing else would believe that all was well."""
    return rule.code < _UNDERSTOOD


def rules_named(name: str) -> tuple[Rule, ...]:
    """The rules that a code, a name or the beginning of a code (from `SLA0` on) stands for; else none."""
    rule = catalogue.find(name)
    if rule is not None:
        return (rule,)
    start = name.strip().upper()
    if len(start) < _SHORTEST or not start.startswith("SLA"):
        return ()
    return tuple(rule for rule in catalogue.all_rules() if rule.code.startswith(start))


def wrong_name(name: str, ignoring: bool) -> tuple[str, str] | None:
    """Why a name cannot stand in a selection, and the way out; None when it can."""
    found = rules_named(name)
    if not found:
        near = nearest(name.lower(), (rule.name for rule in catalogue.all_rules()))
        way_out = f"did you mean `{near}`?" if near else "write a name, a code, or its beginning: `SLA07`"
        return f"`{name}` is no finding", way_out
    if ignoring and all(is_always_shown(rule) for rule in found):
        return (
            f"`{name}` cannot be ignored: what it is about cannot be checked while it is there",
            "mend what it points at",
        )
    return None
