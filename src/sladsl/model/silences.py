"""Findings that the source accepts: which, where, until when and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Label, Rule
from sladsl.model.context import Context
from sladsl.model.scope import File, Scope, meant, spelling_fix
from sladsl.records import record
from sladsl.source import Span
from sladsl.syntax import ast_agreements as agr
from sladsl.syntax.nodes import Node

_CHECKED = ("SLA03", "SLA10")


@record
class Silence:
    """One accepted finding. `scope` is the declaration or guarantee in which it stands, or the whole file;
    `named` is where the finding is named, `span` the whole statement, which names nothing else when `alone`.
    `until` is the last day, None is no end."""

    rule: Rule
    until: date | None
    reason: str | None
    span: Span
    named: Span
    scope: Span
    alone: bool

    def covers(self, span: Span) -> bool:
        """Whether a place lies in its scope."""
        here = self.scope
        return span.source.name == here.source.name and here.start <= span.start and span.end <= here.end


def can_be_silenced(rule: Rule) -> bool:
    """What cannot be read or resolved is never silenced, and what outputs and data say is not said of the
    source alone."""
    first, end = _CHECKED
    return first <= rule.code < end and rule is not catalogue.STALE_SILENCE


def silences(context: Context, files: Iterable[File]) -> tuple[Silence, ...]:
    """All silences of the files, in the order of the sources."""
    return tuple(found for file in files for found in _of_file(context, file))


def _of_file(context: Context, file: File) -> Iterator[Silence]:
    scope = Scope(file)
    for declaration in file.module.declarations:
        if isinstance(declaration, agr.FileSilence):
            yield from _read(context, scope, declaration, Span(file.source, 0, len(file.source.text)))
        elif isinstance(declaration, (agr.Agreement, agr.Template)):
            yield from _in_block(context, scope, declaration, declaration.body or ())


def _in_block(context: Context, scope: Scope, owner: Node, body: tuple[Node, ...]) -> Iterator[Silence]:
    for item in body:
        if isinstance(item, agr.Silence):
            yield from _read(context, scope, item, scope.span(owner))
        elif isinstance(item, (agr.Guarantee, agr.GuaranteeTable)):
            yield from _in_block(context, scope, item, item.body or ())


def _read(
    context: Context, scope: Scope, node: agr.Silence | agr.FileSilence, where: Span
) -> Iterator[Silence]:
    reason = context.plain(scope, node.reason) if node.reason is not None else None
    until = node.until.value if node.until is not None else None
    context.each_once(scope, ((_name(finding), finding) for finding in node.findings), "the finding")
    alone = len(node.findings) == 1
    once: dict[str, agr.Finding] = {}
    for finding in node.findings:
        once.setdefault(_name(finding), finding)
    for finding in once.values():
        rule = _rule(context, scope, finding)
        if rule is not None:
            yield Silence(rule, until, reason, scope.span(node), scope.span(finding), where, alone)


def _name(finding: agr.Finding) -> str:
    return "-".join(part.text for part in finding.parts)


def _rule(context: Context, scope: Scope, finding: agr.Finding) -> Rule | None:
    name, span = _name(finding), scope.span(finding)
    rule = catalogue.find(name)
    if rule is None:
        near = meant(name, [r.name for r in catalogue.all_rules() if can_be_silenced(r)])
        context.findings.add(
            catalogue.UNKNOWN_WORD,
            f"`{name}` is no finding",
            Label(span),
            help=f"did you mean `{near}`?" if near else "name findings as `sla check` does, by name or code",
            fix=spelling_fix(span, near) if near else None,
        )
        return None
    if not can_be_silenced(rule):
        context.findings.add(
            catalogue.WRONG_VALUE,
            f"`{name}` cannot be silenced",
            Label(span),
            help="what `sla check` finds in what was agreed can be: the codes from SLA03 to SLA09",
        )
        return None
    return rule
