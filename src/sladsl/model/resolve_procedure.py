"""Procedure: handling, escalation, reports, duties, surcharges, termination and approval."""

from __future__ import annotations

from fractions import Fraction

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Label
from sladsl.exact.durations import Months
from sladsl.model import literals
from sladsl.model.agreements import (
    ChainHandover,
    ChainNode,
    ChainOf,
    ChainStep,
    Escalation,
    EscalationStep,
    Handling,
    Obligation,
    Report,
    Surcharge,
    Termination,
)
from sladsl.model.catalogue import PartyUse, Priority
from sladsl.model.context import Context
from sladsl.model.excuses import priorities_excused
from sladsl.model.resolve_calendars import calendar_of
from sladsl.model.resolve_catalogue import party_use
from sladsl.model.resolve_guarantees import Surroundings
from sladsl.model.resolve_periods import KINDS
from sladsl.model.scope import Scope, dotted, meant, spelling_fix
from sladsl.records import record
from sladsl.syntax import ast
from sladsl.syntax import ast_agreements as agr
from sladsl.syntax.nodes import Node


@record
class Procedure:
    """The procedural statements of one agreement."""

    handlings: tuple[Handling, ...]
    escalations: tuple[Escalation, ...]
    reports: tuple[Report, ...]
    duties: tuple[Obligation, ...]
    requirements: tuple[Obligation, ...]
    surcharges: tuple[Surcharge, ...]
    terminations: tuple[Termination, ...]
    approvals: tuple[PartyUse, ...]


_STATEMENTS = (
    *(agr.Handling, agr.Escalation, agr.Report, agr.Duty, agr.Requirement),
    *(agr.Surcharge, agr.Termination, agr.Approval),
)


def procedure(context: Context, items: list[tuple[Scope, Node]], around: Surroundings) -> Procedure:
    """Reads the procedural statements of an agreement in their order."""
    handlings: list[Handling] = []
    escalations: list[Escalation] = []
    reports: list[Report] = []
    duties: list[Obligation] = []
    requirements: list[Obligation] = []
    surcharges: list[Surcharge] = []
    terminations: list[Termination] = []
    approvals: list[PartyUse] = []
    for scope, item in items:
        if not isinstance(item, _STATEMENTS):
            continue
        span = scope.span(item)
        match item:
            case agr.Handling():
                chain = None if context.too_deep(scope, item.chain) else _chain(context, scope, item.chain)
                found = _priorities(context, scope, item.refs, around)
                if chain is not None:
                    handlings.append(Handling(found, chain, span))
            case agr.Escalation():
                if not item.steps:
                    context.left_out(
                        scope,
                        item,
                        "this escalation has no steps",
                        "add one such as `at 100%: Nordwind.Desk`",
                    )
                steps = tuple(_step(context, scope, step) for step in item.steps)
                escalations.append(Escalation(_priorities(context, scope, item.refs, around), steps, span))
            case agr.Report():
                each = context.choice(scope, item.each, {w: w for w in KINDS}, "reporting period")
                within = literals.time_span(context, scope, item.within)
                context.each_once(scope, ((name.text, name) for name in item.guarantees), "the guarantee")
                if each and within is not None:
                    reports.append(Report(tuple(n.text for n in item.guarantees), each, within, span))
            case agr.Duty():
                duties.append(Obligation(item.role, context.words(scope, item.text), span))
            case agr.Requirement():
                requirements.append(Obligation(item.role, context.words(scope, item.text), span))
            case agr.Surcharge():
                amount = literals.amount_of_money(context, scope, item.value)
                outside = calendar_of(context, scope, item.outside) if item.outside else None
                if amount is not None:
                    words = context.words(scope, item.text)
                    surcharges.append(Surcharge(words, amount, item.per.text, outside, span))
            case agr.Termination():
                ending = _termination(context, scope, item)
                terminations.extend([ending] if ending else [])
            case agr.Approval():
                context.each_once(scope, ((dotted(ref), ref) for ref in item.refs), "the party")
                approvals.extend(u for ref in item.refs if (u := party_use(context, scope, ref)))
    return Procedure(
        tuple(handlings),
        tuple(escalations),
        tuple(reports),
        tuple(duties),
        tuple(requirements),
        tuple(surcharges),
        tuple(terminations),
        tuple(approvals),
    )


def _priorities(
    context: Context, scope: Scope, refs: tuple[ast.Ref, ...], around: Surroundings
) -> tuple[Priority, ...]:
    found: list[Priority] = []
    for ref in refs:
        name = dotted(ref)
        priority = around.priorities.find(name) if around.priorities else None
        if priority is not None:
            found.append(priority)
            continue
        if priorities_excused(context, around.decl):
            continue
        known = [p.name for p in around.priorities.items] if around.priorities else []
        near = meant(name, known)
        span = scope.span(ref)
        context.findings.add(
            catalogue.UNRESOLVED_NAME,
            f"`{name}` is no priority of this agreement",
            Label(span),
            help=f"did you mean `{near}`?" if near
            else "it has " + ", ".join(f"`{k}`" for k in known) if known
            else "choose priorities for the agreement, as in `priorities Incident`",
            fix=spelling_fix(span, near) if near else None,
        )  # fmt: skip
    return tuple(found)


def _step(context: Context, scope: Scope, node: agr.EscalationStep) -> EscalationStep:
    to = tuple(u for ref in node.refs if (u := party_use(context, scope, ref)))
    return EscalationStep(Fraction(node.at.value) / 100, to, scope.span(node))


def _termination(context: Context, scope: Scope, node: agr.Termination) -> Termination | None:
    span = scope.span(node)
    match node.ground:
        case agr.MissedOf() as ground:
            window = literals.by_date(context, scope, ground.window)
            count = ground.count.value
            if count != int(count) or count < 1:
                context.wrong_value(
                    scope, ground.count, f"nothing is missed {count} times", "write a whole number"
                )
                return None
            name = dotted(ground.guarantee)
            if window is None:
                return None
            if isinstance(window, Months) and window.count < count:
                context.wrong_value(
                    scope, ground, f"{count} of {window.count} cannot be missed", "exchange the two numbers"
                )
            return Termination(node.role, "missed_of", name, int(count), window, span)
        case agr.MissedInARow() as ground:
            window = literals.by_date(context, scope, ground.window)
            name = dotted(ground.guarantee)
            return None if window is None else Termination(node.role, "in_a_row", name, None, window, span)
        case ast.ExcludedNotice() as ground:
            window = literals.time_span(context, scope, ground.quantity)
            return None if window is None else Termination(node.role, "notice", None, None, window, span)
    return None


def _chain(context: Context, scope: Scope, node: Node) -> ChainNode | None:
    match node:
        case ast.Group():
            return _chain(context, scope, node.inner)
        case agr.Handover():
            duration = literals.time_span(context, scope, node.quantity)
            return None if duration is None else ChainHandover(duration, scope.span(node))
        case agr.Chain():
            left, right = _chain(context, scope, node.left), _chain(context, scope, node.right)
            return ChainOf(node.op, left, right) if left and right else None
        case ast.Ref():
            decl = context.find(scope, node, "agreement")
            if decl is None:
                return None
            if len(node.parts) < 2:
                context.wrong_value(
                    scope,
                    node,
                    f"`{dotted(node)}` does not say which of its promises acts",
                    f"name the guarantee too, as in `{dotted(node)}.resolution`",
                )
                return None
            name = ".".join(part.text for part in node.parts[1:])
            return ChainStep(context.key(decl), name, scope.span(node))
    return None
