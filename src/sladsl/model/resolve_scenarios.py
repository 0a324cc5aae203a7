"""Scenarios: their names found, their times and values read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Label
from sladsl.exact.periods import Kind, kind_of
from sladsl.model import literals
from sladsl.model.agreements import Agreement
from sladsl.model.catalogue import Priority
from sladsl.model.context import Context
from sladsl.model.excuses import priorities_excused, promise_excused
from sladsl.model.policies import (
    CaseEvent,
    CaseRecord,
    ClaimMade,
    ClaimPaid,
    DeployedTime,
    Event,
    Expectation,
    FeeCharged,
    OutageEvent,
    Scenario,
    SignalValues,
    Stretch,
    UnknownTime,
    WorkDone,
)
from sladsl.model.resolve_agreements import agreement
from sladsl.model.resolve_calendars import day, instant
from sladsl.model.resolve_catalogue import exclusion, service_of
from sladsl.model.scope import File, Scope, dotted
from sladsl.model.values import Value
from sladsl.syntax import ast
from sladsl.syntax import ast_agreements as agr
from sladsl.syntax.nodes import Node

MOST_CASES = 100_000


def scenario(context: Context, file: File, node: agr.Scenario) -> Scenario | None:
    """An example with its expected result."""
    scope = Scope(file)
    decl = context.find_plain(scope, node.agreement, "agreement")
    about = agreement(context, decl) if decl else None
    first = _label(context, scope, node.period)
    last = _label(context, scope, node.last_period)
    if first and last and (kind_of(first) is not kind_of(last) or last < first):
        assert node.last_period is not None
        reason = f"`{last}` does not end what begins with `{first}`"
        context.wrong_value(scope, node.last_period, reason, "write two periods of one kind in their order")
        last = None
    if about is None:
        return None
    events: list[Event] = []
    expectations: list[Expectation] = []
    charges: list[FeeCharged] = []
    claims: list[ClaimMade] = []
    tickets: dict[str, CaseRecord] = {}
    for item in node.items:
        if isinstance(item, agr.ExpectEnding | agr.ExpectNoEnding):
            expectations.append(_ending(context, scope, item))
            continue
        if isinstance(item, agr.ExpectValue | agr.ExpectState):
            wanted = _expectation(context, scope, item, about)
            expectations.extend([wanted] if wanted else [])
            continue
        if isinstance(item, agr.ChargedFee):
            charge = _charged(context, scope, item, about)
            charges.extend([charge] if charge else [])
            continue
        if isinstance(item, agr.Claimed | agr.Unclaimed):
            claims.append(_claim(context, scope, item, about))
            continue
        event = _event_of(context, scope, item, about)
        if isinstance(event, CaseRecord):
            _once(context, event, tickets)
        events.extend([event] if event else [])
    return Scenario(
        context.plain(scope, node.title),
        about.key,
        last or first,
        tuple(events),
        tuple(expectations),
        scope.span(node.title),
        first if last else None,
        tuple(charges),
        tuple(claims),
    )


def _once(context: Context, event: CaseRecord, tickets: dict[str, CaseRecord]) -> None:
    """Tells of a ticket whose name another one of the scenario has; several of one name are numbered."""
    numbered = [f"{event.name}-{number}" for number in range(1, (event.count or 0) + 1)]
    names = [event.name, *numbered]
    other = next((tickets[name] for name in names if name in tickets), None)
    if other is not None:
        context.findings.add(
            catalogue.DUPLICATE_NAME,
            f"`{event.name}` is the name of two tickets",
            Label(event.span, "here"),
            Label(other.span, "and here"),
            help="give every ticket of a scenario a name of its own",
        )
    tickets.update(dict.fromkeys(names, event))


def _label(context: Context, scope: Scope, node: ast.Label | None) -> str | None:
    if node is not None and not _is_period(node.text):
        context.wrong_value(
            scope, node, f"`{node.text}` is no period", "write `2027-11`, `2027-Q4` or `2027`"
        )
    return node.text if node else None


def _is_period(label: str) -> bool:
    """Whether a label names a period that exists: 2027-13 looks like a month."""
    kind = kind_of(label)
    if kind in (Kind.DAY, Kind.MONTH):
        try:
            date.fromisoformat(label if kind is Kind.DAY else f"{label}-01")
        except ValueError:
            return False
    return kind is not None


def _charged(context: Context, scope: Scope, node: agr.ChargedFee, about: Agreement) -> FeeCharged | None:
    """What a fee came to; only one that the agreement leaves to the invoices."""
    name, amount = node.name.text, literals.amount_of_money(context, scope, node.value)
    fee = about.fee(name)
    if fee is None or not fee.invoiced:
        known = [f"`{f.name}`" for f in about.fees if f.invoiced]
        context.findings.add(
            catalogue.WRONG_VALUE,
            f"`{name}` is no fee of `{about.key}` that is left to the invoices",
            Label(scope.span(node.name)),
            Label(fee.span if fee else about.span, "its amount is agreed here" if fee else "this agreement"),
            help=f"there is {', '.join(known)}"
            if known
            else "write `as invoiced in EUR` for its amount there",
        )
        return None
    if amount is None:
        return None
    if amount.currency != fee.amount.currency:
        context.wrong_value(
            scope, node.value, f"`{name}` is invoiced in {fee.amount.currency}", "write it in that currency"
        )
        return None
    told = node.told_for
    dates: tuple[date, date] | None = None
    if isinstance(told, agr.ChargedDates):
        dates = day(context, scope, told.first), day(context, scope, told.last)
        if dates[1] < dates[0]:
            context.wrong_value(scope, told, "it ends before it begins", "exchange the two dates")
            return None
    label = _label(context, scope, told.label) if isinstance(told, agr.InPeriod) else None
    return FeeCharged(name, amount, label, dates, scope.span(node))


def _claim(context: Context, scope: Scope, node: agr.Claimed | agr.Unclaimed, about: Agreement) -> ClaimMade:
    if about.credit_terms is None or about.credit_terms.claim_within is None:
        context.wrong_value(
            scope,
            node,
            f"credits under `{about.key}` need no claim within a time",
            "leave it out, or say `claim within 30 days of period end` in its `credits`",
        )
    on = day(context, scope, node.date) if isinstance(node, agr.Claimed) else None
    return ClaimMade(on, _label(context, scope, node.period), scope.span(node))


# ---- what happens


def _event_of(context: Context, scope: Scope, node: Node, about: Agreement) -> Event | None:
    match node:
        case agr.OutageFor() | agr.OutageBetween():
            return _outage(context, scope, node)
        case agr.Ticket() | agr.Tickets():
            return _case(context, scope, node, about)
        case agr.UnknownTime() | agr.DeployedTime() | agr.WorkDone():
            return _time_told(context, scope, node)
        case agr.SignalValues():
            return _signals(context, scope, node)
        case agr.ClaimPaid():
            return ClaimPaid(_moment(context, scope, node.at), scope.span(node))
    return None


def _time_told(
    context: Context, scope: Scope, node: agr.UnknownTime | agr.DeployedTime | agr.WorkDone
) -> Event | None:
    service = service_of(context, scope, node.service)
    stretch = _stretch(context, scope, node.stretch)
    span = scope.span(node)
    if isinstance(node, agr.WorkDone):
        decl = context.find_plain(scope, node.exclusion, "exclusion")
        found = exclusion(context, decl) if decl else None
        return WorkDone(found, service, stretch, span) if found and service and stretch else None
    if service is None or stretch is None:
        return None
    if isinstance(node, agr.UnknownTime):
        return UnknownTime(service, stretch, span)
    return DeployedTime(service, _name(node.resource), stretch, span)


def _signals(context: Context, scope: Scope, node: agr.SignalValues) -> SignalValues | None:
    service = service_of(context, scope, node.service)
    told = node.told_for
    values = _values(context, scope, node.readings)
    label = _label(context, scope, told.label) if isinstance(told, agr.InPeriod) else None
    stretch = _stretch(context, scope, told) if told is not None and label is None else None
    if service is None or values is None or (told is not None and stretch is None and label is None):
        return None
    return SignalValues(service, _name(node.resource), values, stretch, label, scope.span(node))


def _values(context: Context, scope: Scope, readings: Sequence[Node]) -> tuple[tuple[str, Value], ...] | None:
    """Names and values in their order; None where one of them is not to be had."""
    found: list[tuple[str, Value]] = []
    for each in readings:
        assert isinstance(each, agr.Reading | agr.EventValue)
        value = literals.value(context, scope, each.value)
        if value is not None:
            found.append((each.name.text, value))
    return tuple(found) if len(found) == len(readings) else None


def _name(node: ast.Name | None) -> str | None:
    return node.text if node else None


def _moment(context: Context, scope: Scope, node: ast.Instant) -> tuple[date, str]:
    return day(context, scope, node.date), node.time.text


def _stretch(context: Context, scope: Scope, node: Node) -> Stretch | None:
    match node:
        case agr.StretchFor():
            lasted = literals.length(context, scope, node.duration)
            return Stretch(_moment(context, scope, node.first), None, lasted) if lasted else None
        case agr.StretchTo():
            if not _ordered(context, scope, node.first, node.last, "the time"):
                return None
            return Stretch(_moment(context, scope, node.first), _moment(context, scope, node.last), None)
        case agr.StretchSince():
            return Stretch(_moment(context, scope, node.first), None, None)
    return None


def _ordered(context: Context, scope: Scope, first: ast.Instant, last: ast.Instant, what: str) -> bool:
    if instant(context, scope, last) > instant(context, scope, first):
        return True
    context.wrong_value(scope, last, f"{what} ends before it begins", "exchange the two instants")
    return False


def _outage(context: Context, scope: Scope, node: agr.OutageFor | agr.OutageBetween) -> OutageEvent | None:
    service = service_of(context, scope, node.service)
    first = _moment(context, scope, node.first)
    if isinstance(node, agr.OutageBetween):
        last = _moment(context, scope, node.last)
        if not _ordered(context, scope, node.first, node.last, "the outage"):
            return None
        stretch = Stretch(first, last, None)
    else:
        lasted = literals.interval(context, scope, node.duration)
        if lasted is None:
            return None
        stretch = Stretch(first, None, lasted)
    return OutageEvent(service, _name(node.resource), stretch, scope.span(node)) if service else None


def _case(
    context: Context, scope: Scope, node: agr.Ticket | agr.Tickets, about: Agreement
) -> CaseRecord | None:
    priority = None
    if node.priority is not None:
        priority = _priority(context, scope, node.priority, about)
        if priority is None:
            return None
    count = None
    if isinstance(node, agr.Tickets):
        if node.count.value != int(node.count.value) or not 1 <= node.count.value <= MOST_CASES:
            reason = f"a scenario does not hold {node.count.value} tickets"
            context.wrong_value(scope, node.count, reason, f"write a whole number up to {MOST_CASES:_}")
            return None
        count = int(node.count.value)
    numbers = [e for e in node.events if isinstance(e, agr.EventValue)]
    values = _values(context, scope, numbers)
    events = tuple(e for item in node.events if (e := _event(context, scope, item)))
    at = _moment(context, scope, node.at)
    span = scope.span(node)
    if values is None:
        return None
    return CaseRecord(node.name.text, priority, node.event.text, at, events, span, count, values)


def _priority(context: Context, scope: Scope, ref: ast.Ref, about: Agreement) -> Priority | None:
    name = dotted(ref)
    found = about.priorities.find(name) if about.priorities else None
    if found is None and not _unsure(context, about):
        known = ", ".join(f"`{p.name}`" for p in about.priorities.items) if about.priorities else "none"
        context.findings.add(
            catalogue.UNRESOLVED_NAME,
            f"`{name}` is no priority of `{about.key}`",
            Label(scope.span(ref)),
            Label(about.span, "this agreement"),
            help=f"it knows {known}",
        )
    return found


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


# ---- what should come of it


def _ending(context: Context, scope: Scope, node: agr.ExpectEnding | agr.ExpectNoEnding) -> Expectation:
    state = node.role if isinstance(node, agr.ExpectEnding) else f"not {node.role}"
    period = _label(context, scope, node.period)
    return Expectation("termination", None, None, state, scope.span(node), period)


def _expectation(
    context: Context, scope: Scope, node: agr.ExpectValue | agr.ExpectState, about: Agreement
) -> Expectation | None:
    ref = node.what if isinstance(node, agr.ExpectValue) else node.guarantee
    what = dotted(ref)
    # Of what is owed in all there is a value, or there is none; it is neither met nor missed.
    money = isinstance(node, agr.ExpectValue) or node.state == "undefined"
    known = about.promised_names | ({"credit", "bonus"} if money else set())
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
    period = _label(context, scope, node.period)
    if isinstance(node, agr.ExpectState):
        return Expectation(what, None, None, node.state, span, period)
    value = literals.value(context, scope, node.value)
    return Expectation(what, node.comparator, value, None, span, period) if value is not None else None
