"""Agreements: their own statements, a template's, and what the level above lends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import TypeVar, cast

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Label
from sladsl.exact.durations import TimeSpan
from sladsl.model import literals
from sladsl.model.agreements import Agreement, Effective, Guarantee
from sladsl.model.catalogue import Calendar, Clause, PartyUse, Priorities, Service
from sladsl.model.context import Context
from sladsl.model.credits import Fee
from sladsl.model.excuses import promise_excused
from sladsl.model.levels import inherited
from sladsl.model.resolve_calendars import calendar, day, zone_name
from sladsl.model.resolve_catalogue import clause, country, party_use, priorities, service_of
from sladsl.model.resolve_guarantees import Surroundings, guarantee
from sladsl.model.resolve_money import credit_terms, fee
from sladsl.model.resolve_procedure import Procedure, procedure
from sladsl.model.resolve_tables import guarantees as table_guarantees
from sladsl.model.resolve_templates import statements
from sladsl.model.scope import Decl, Scope, dotted
from sladsl.records import replace
from sladsl.resources import contract_languages
from sladsl.syntax import ast
from sladsl.syntax import ast_agreements as agr
from sladsl.syntax.nodes import Node

N = TypeVar("N", bound=Node)


class Body:
    """The statements of an agreement, each with the scope it is read in; the template's come first."""

    def __init__(self, context: Context, items: list[tuple[Scope, Node]]) -> None:
        self.context = context
        self.items = items
        self._by_kind: defaultdict[type[Node], list[tuple[Scope, Node]]] = defaultdict(list)
        for scope, item in items:
            self._by_kind[type(item)].append((scope, item))

    def every(self, kind: type[N]) -> Sequence[tuple[Scope, N]]:
        return cast("Sequence[tuple[Scope, N]]", self._by_kind.get(kind, ()))

    def single(self, kind: type[N], what: str) -> tuple[Scope, N] | None:
        """The one statement of that kind: the agreement's own goes before its template's."""
        found: tuple[Scope, N] | None = None
        for scope, item in self.every(kind):
            if found is not None and found[0] is scope:
                self.context.given_twice(scope, item, found[1], what)
            else:
                found = (scope, item)
        return found


def agreement(context: Context, decl: Decl) -> Agreement | None:
    """The agreement a declaration makes, resolved once, the levels above first."""
    return context.once(decl, lambda d: _agreement(context, d))


def _agreement(context: Context, decl: Decl) -> Agreement:
    scope, node = Scope(decl.file), decl.node
    assert isinstance(node, agr.Agreement)
    above_decl = context.find_plain(scope, node.under, "agreement") if node.under else None
    above = agreement(context, above_decl) if above_decl else None
    body = Body(
        context,
        (statements(context, scope, node.made_from) if node.made_from else [])
        + [(scope, item) for item in node.body or ()],
    )
    hours, zone, declared = _hours(context, body, above)
    chosen = _priorities(context, body, above, scope)
    around = Surroundings(zone, chosen, decl)
    own = _guarantees(context, body, around)
    own, kept, services = _in_scope(context, body, own, above, node.level == "service")
    steps: Procedure = procedure(context, body.items, around)
    terms = body.single(agr.CreditTerms, "how credits are settled")
    law = body.single(agr.Law, "the law")
    review = body.single(agr.Review, "the review")
    version = body.single(agr.Version, "the version")
    languages = body.single(agr.Language, "the languages")
    fees = _fees(context, body)
    made = Agreement(
        key=context.key(decl),
        kind=node.kind,
        level=node.level,
        title=context.words(scope, node.title, decl.name),
        under=above.key if above else None,
        template=dotted(node.made_from.template) if node.made_from else None,
        provider=_party(context, body, agr.Provider, "the provider") or (above.provider if above else None),
        customer=_party(context, body, agr.Customer, "the customer") or (above.customer if above else None),
        effective=_effective(context, body) or (above.effective if above else None),
        hours=hours,
        zone=zone,
        zone_declared=declared,
        priorities=chosen,
        fees=fees + tuple(f for f in (above.fees if above else ()) if all(f.name != g.name for g in fees)),
        relies=_relies(context, body),
        services=services,
        guarantees=own,
        inherited=kept,
        handlings=steps.handlings or (above.handlings if above else ()),
        credit_terms=credit_terms(context, *terms) if terms else (above.credit_terms if above else None),
        escalations=steps.escalations or (above.escalations if above else ()),
        reports=steps.reports or (above.reports if above else ()),
        duties=(above.duties if above else ()) + steps.duties,
        requirements=(above.requirements if above else ()) + steps.requirements,
        surcharges=(above.surcharges if above else ()) + steps.surcharges,
        terminations=(above.terminations if above else ()) + steps.terminations,
        approvals=steps.approvals or (above.approvals if above else ()),
        law=(country(context, law[0], law[1].name) if law else None) or (above.law if above else None),
        review=_span(context, review) or (above.review if above else None),
        clauses=_clauses(context, body, above),
        version=context.plain(version[0], version[1].string)
        if version
        else (above.version if above else None),
        languages=_languages(context, *languages) if languages else (above.languages if above else ()),
        span=decl.name_span,
        reviewed=_reviewed(context, review) if review else (above.reviewed if above else None),
    )
    _check_names(context, body, made, decl)
    return made


def _in_scope(
    context: Context, body: Body, own: tuple[Guarantee, ...], above: Agreement | None, only_scope: bool
) -> tuple[tuple[Guarantee, ...], tuple[tuple[str, Guarantee], ...], tuple[Service, ...]]:
    """The agreement's own promises with their services filled in, the inherited ones, and all services."""
    covered = [
        s for sc, item in body.every(agr.Covers) for ref in item.refs if (s := service_of(context, sc, ref))
    ]
    services = _distinct([*covered, *(s for g in own for s in g.services)])
    if not services and above is not None:
        services = above.services
    own = tuple(replace(g, services=services) if g.each_service and not g.services else g for g in own)
    kept = inherited(above, own, services, only_scope) if above else ()
    return own, kept, _distinct([*services, *(s for _, g in kept for s in g.services)])


def _distinct(services: list[Service]) -> tuple[Service, ...]:
    return tuple({s.key: s for s in services}.values())


def _languages(context: Context, scope: Scope, node: agr.Language) -> tuple[str, ...]:
    known = {tag: tag for tag in contract_languages()}
    context.each_once(scope, ((name.text, name) for name in node.names), "the language")
    found = (
        context.choice(scope, name, known, "language that contracts are written in") for name in node.names
    )
    return tuple(tag for tag in found if tag is not None)


def _span(context: Context, found: tuple[Scope, agr.Review] | None) -> TimeSpan | None:
    return literals.by_date(context, found[0], found[1].quantity) if found else None


def _reviewed(context: Context, found: tuple[Scope, agr.Review]) -> date | None:
    return day(context, found[0], found[1].last) if found[1].last else None


def _party(
    context: Context, body: Body, kind: type[agr.Provider] | type[agr.Customer], what: str
) -> PartyUse | None:
    found = body.single(kind, what)
    return party_use(context, found[0], found[1].ref) if found else None


def _hours(context: Context, body: Body, above: Agreement | None) -> tuple[Calendar | None, str, bool]:
    """Service hours, the zone in which periods begin, and whether somebody said so."""
    found = body.single(agr.Hours, "the service hours")
    own = body.single(ast.Zone, "the zone")
    said = zone_name(context, own[0], own[1].string) if own else None
    if found is None:
        lent = (above.hours, above.zone, above.zone_declared) if above else (None, "UTC", False)
        return lent if said is None else (lent[0], said, True)
    scope, node = found
    decl = context.find_plain(scope, node.calendar, "calendar")
    hours = calendar(context, decl) if decl else None
    zone = zone_name(context, scope, node.zone) if node.zone else None
    zone = said or zone or (hours.zone if hours else None)
    if zone is None and above is not None and above.zone_declared:
        zone = above.zone
    return hours, zone or "UTC", zone is not None


def _priorities(context: Context, body: Body, above: Agreement | None, scope: Scope) -> Priorities | None:
    """The priorities chosen here or above; else the only ones the file can see."""
    found = body.single(agr.UsePriorities, "the priorities")
    if found is not None:
        decl = context.find_plain(found[0], found[1].ref, "priorities")
        return priorities(context, decl) if decl else None
    if above is not None and above.priorities is not None:
        return above.priorities
    seen = {id(d): d for d in scope.file.visible.values() if d.kind == "priorities"}
    return priorities(context, next(iter(seen.values()))) if len(seen) == 1 else None


def _guarantees(context: Context, body: Body, around: Surroundings) -> tuple[Guarantee, ...]:
    made: list[Guarantee] = []
    names: dict[str, tuple[Scope, ast.Name]] = {}
    for scope, item in body.items:
        if not isinstance(item, (agr.Guarantee, agr.GuaranteeTable)):
            continue
        name = item.name.text
        if name in names and names[name][0] is scope:
            context.findings.add(
                catalogue.DUPLICATE_NAME,
                f"two guarantees are called `{name}`",
                Label(scope.span(item.name)),
                Label(names[name][0].span(names[name][1]), "the first one"),
                help="give one of them another name",
            )
            continue
        if name in names:
            made = [g for g in made if g.name != name]
        names[name] = (scope, item.name)
        if isinstance(item, agr.Guarantee):
            one = guarantee(context, scope, item, around)
            made.extend([one] if one else [])
        else:
            made.extend(table_guarantees(context, scope, item, around))
    return tuple(made)


def _fees(context: Context, body: Body) -> tuple[Fee, ...]:
    """The fees by name: the agreement's own in place of its template's."""
    made: dict[str, Fee] = {}
    given: dict[str, tuple[Scope, agr.Fee]] = {}
    for scope, item in body.every(agr.Fee):
        name = item.name.text
        if name in given and given[name][0] is scope:
            context.given_twice(scope, item.name, given[name][1].name, f"fee `{name}`")
            continue
        given[name] = (scope, item)
        found = fee(context, scope, item)
        if found is not None:
            made[name] = found
    return tuple(made.values())


def _effective(context: Context, body: Body) -> Effective | None:
    found = body.single(agr.Effective, "the term")
    if found is None:
        return None
    scope, node = found
    first = day(context, scope, node.first)
    until = day(context, scope, node.until) if node.until else None
    if until is not None and until < first:
        context.wrong_value(
            scope, node.until or node, "the agreement ends before it begins", "exchange the dates"
        )
        until = None
    renews = context.single(scope, node.terms, agr.Renews, "the renewal")
    notice = context.single(scope, node.terms, ast.ExcludedNotice, "the notice")
    return Effective(
        first,
        until,
        literals.by_date(context, scope, renews.quantity) if renews else None,
        literals.time_span(context, scope, notice.quantity) if notice else None,
        scope.span(node),
    )


def _relies(context: Context, body: Body) -> tuple[str, ...]:
    found = [
        decl
        for scope, item in body.every(agr.Relies)
        for ref in item.refs
        if (decl := context.find_plain(scope, ref, "agreement"))
    ]
    return tuple(dict.fromkeys(context.key(decl) for decl in found))


def _clauses(context: Context, body: Body, above: Agreement | None) -> tuple[Clause, ...]:
    """The clauses above, then these; one with a topic replaces the one above on that topic."""
    own: list[Clause] = []
    for scope, item in body.every(agr.Include):
        for ref in item.refs:
            decl = context.find_plain(scope, ref, "clause")
            found = clause(context, decl) if decl else None
            if found is not None and all(c.key != found.key for c in own):
                own.append(found)
    topics = {c.topic for c in own if c.topic}
    kept = [c for c in (above.clauses if above else ()) if c.topic not in topics or not c.topic]
    return tuple(c for c in kept if all(c.key != o.key for o in own)) + tuple(own)


def _check_names(context: Context, body: Body, made: Agreement, decl: Decl) -> None:
    """Reports and terminations name guarantees of this agreement or of the levels above."""
    known = made.promised_names | {
        item.name.text for _, item in body.items if isinstance(item, (agr.Guarantee, agr.GuaranteeTable))
    }
    for scope, item in body.items:
        named: list[tuple[Node, str]] = []
        if isinstance(item, agr.Report):
            named = [(name, name.text) for name in item.guarantees]
        elif isinstance(item, agr.Termination) and isinstance(item.ground, (agr.MissedOf, agr.MissedInARow)):
            ref = item.ground.guarantee
            named = [(ref, dotted(ref))]
        for node, name in named:
            if name not in known and not promise_excused(context, decl, name):
                context.findings.add(
                    catalogue.UNRESOLVED_NAME,
                    f"`{name}` is no guarantee of this agreement",
                    Label(scope.span(node)),
                    Label(made.span, "this agreement"),
                    help="it has " + (", ".join(f"`{k}`" for k in sorted(known)) or "none"),
                )
