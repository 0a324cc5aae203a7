"""House rules and scenarios: their names found, their values read."""

from __future__ import annotations

from datetime import date
from typing import Literal

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Label
from sladsl.exact.periods import Kind, kind_of
from sladsl.model import literals
from sladsl.model.agreements import Agreement
from sladsl.model.context import Context
from sladsl.model.excuses import priorities_excused, promise_excused
from sladsl.model.policies import (
    CaseEvent,
    CaseRecord,
    Expectation,
    OutageEvent,
    Policy,
    PolicyItem,
    Scenario,
)
from sladsl.model.resolve_agreements import agreement
from sladsl.model.resolve_calendars import day, instant
from sladsl.model.resolve_catalogue import party_use, service_of
from sladsl.model.resolve_guarantees import target_value
from sladsl.model.resolve_metrics import metric_named
from sladsl.model.scope import Decl, File, Scope, dotted
from sladsl.model.values import Ratio
from sladsl.syntax import ast
from sladsl.syntax import ast_agreements as agr
from sladsl.syntax.nodes import Node


def policy(context: Context, decl: Decl) -> Policy | None:
    """The house rules a declaration makes, resolved once."""
    return context.once(decl, lambda d: _policy(context, d))


def _policy(context: Context, decl: Decl) -> Policy:
    scope, node = Scope(decl.file), decl.node
    assert isinstance(node, agr.Policy)
    return Policy(
        context.key(decl),
        context.words(scope, node.title, decl.name),
        party_use(context, scope, node.owner) if node.owner else None,
        tuple(made for item in node.items if (made := _rule(context, scope, item))),
        decl.name_span,
    )


def _rule(context: Context, scope: Scope, node: Node) -> PolicyItem | None:
    span = scope.span(node)
    match node:
        case agr.PolicyMargin() | agr.PolicyLimit():
            metric = metric_named(context, scope, node.metric)
            if metric is None:
                return None
            if isinstance(node, agr.PolicyLimit):
                limit = target_value(context, scope, node.value, metric)
                return (
                    PolicyItem("limit", metric, node.comparator, limit, (), span)
                    if limit is not None
                    else None
                )
            margin = literals.ratio(context, scope, node.value)
            if margin is None:
                return None
            return PolicyItem("margin", metric, node.comparator, Ratio(margin), (), span)
        case agr.PolicyCreditsAtRisk():
            share = literals.ratio(context, scope, node.value)
            if share is None:
                return None
            fee = "" if isinstance(node.fee, agr.AnnualFee) else dotted(node.fee)
            names = (fee,) if fee else ()
            return PolicyItem("credits_at_risk", None, node.comparator, Ratio(share), names, span)
        case agr.PolicyRequire():
            return PolicyItem("require", None, None, None, tuple(n.text for n in node.names), span)
    return None


def scenario(context: Context, file: File, node: agr.Scenario) -> Scenario | None:
    """An example with its expected result."""
    scope = Scope(file)
    decl = context.find_plain(scope, node.agreement, "agreement")
    about = agreement(context, decl) if decl else None
    period = node.period.text if node.period else None
    if node.period is not None and not _is_period(node.period.text):
        context.wrong_value(
            scope, node.period, f"`{node.period.text}` is no period", "write `2027-11`, `2027-Q4` or `2027`"
        )
    if about is None:
        return None
    events: list[OutageEvent | CaseRecord] = []
    expectations: list[Expectation] = []
    for item in node.items:
        match item:
            case agr.OutageFor() | agr.OutageBetween():
                outage = _outage(context, scope, item)
                events.extend([outage] if outage else [])
            case agr.Ticket():
                case = _case(context, scope, item, about)
                events.extend([case] if case else [])
            case agr.ExpectValue() | agr.ExpectState():
                wanted = _expectation(context, scope, item, about)
                expectations.extend([wanted] if wanted else [])
    return Scenario(
        context.plain(scope, node.title),
        about.key,
        period,
        tuple(events),
        tuple(expectations),
        scope.span(node.title),
    )


def _is_period(label: str) -> bool:
    """Whether a label names a period that exists: 2027-13 looks like a month."""
    kind = kind_of(label)
    if kind in (Kind.DAY, Kind.MONTH):
        try:
            date.fromisoformat(label if kind is Kind.DAY else f"{label}-01")
        except ValueError:
            return False
    return kind is not None


def _moment(context: Context, scope: Scope, node: ast.Instant) -> tuple[date, str]:
    return day(context, scope, node.date), node.time.text


def _outage(context: Context, scope: Scope, node: agr.OutageFor | agr.OutageBetween) -> OutageEvent | None:
    service = service_of(context, scope, node.service)
    first = _moment(context, scope, node.first)
    span = scope.span(node)
    if isinstance(node, agr.OutageBetween):
        last = _moment(context, scope, node.last)
        if instant(context, scope, node.last) <= instant(context, scope, node.first):
            context.wrong_value(
                scope, node.last, "the outage ends before it begins", "exchange the two instants"
            )
            return None
        return OutageEvent(service, first, last, None, span) if service else None
    lasted = literals.interval(context, scope, node.duration)
    return OutageEvent(service, first, None, lasted, span) if service and lasted is not None else None


def _case(context: Context, scope: Scope, node: agr.Ticket, about: Agreement) -> CaseRecord | None:
    name = dotted(node.priority)
    priority = about.priorities.find(name) if about.priorities else None
    if priority is None and _unsure(context, about):
        return None
    if priority is None:
        context.findings.add(
            catalogue.UNRESOLVED_NAME,
            f"`{name}` is no priority of `{about.key}`",
            Label(scope.span(node.priority)),
            Label(about.span, "this agreement"),
            help="it knows "
            + (", ".join(f"`{p.name}`" for p in about.priorities.items) if about.priorities else "none"),
        )
        return None
    events = tuple(e for item in node.events if (e := _event(context, scope, item)))
    return CaseRecord(
        node.name.text, priority, node.event.text, _moment(context, scope, node.at), events, scope.span(node)
    )


def _unsure(context: Context, about: Agreement) -> bool:
    decl = context.declared(about.key)
    return decl is not None and priorities_excused(context, decl)


def _event(context: Context, scope: Scope, node: Node) -> CaseEvent | None:
    span = scope.span(node)
    match node:
        case agr.EventAt():
            return CaseEvent(node.name.text, "at", None, _moment(context, scope, node.at), span)
        case agr.EventAfter() | agr.EventFor():
            lasted = literals.time_span(context, scope, node.quantity)
            if lasted is None:
                return None
            kind: Literal["after", "for"] = "after" if isinstance(node, agr.EventAfter) else "for"
            return CaseEvent(node.name.text, kind, lasted, None, span)
    return None


def _expectation(
    context: Context, scope: Scope, node: agr.ExpectValue | agr.ExpectState, about: Agreement
) -> Expectation | None:
    ref = node.what if isinstance(node, agr.ExpectValue) else node.guarantee
    what = dotted(ref)
    known = about.promised_names | ({"credit", "bonus"} if isinstance(node, agr.ExpectValue) else set())
    if what not in known:
        declared = context.declared(about.key)
        if declared is not None and promise_excused(context, declared, what):
            return None
        context.findings.add(
            catalogue.UNRESOLVED_NAME,
            f"`{what}` is no guarantee of `{about.key}`",
            Label(scope.span(ref)),
            Label(about.span, "this agreement"),
            help="it has " + ", ".join(f"`{k}`" for k in sorted(known)),
        )
        return None
    span = scope.span(node)
    if isinstance(node, agr.ExpectState):
        return Expectation(what, None, None, node.state, span)
    value = literals.value(context, scope, node.value)
    return Expectation(what, node.comparator, value, None, span) if value is not None else None
