"""Promises: subjects, targets, periods and terms; a table becomes one promise per cell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Label
from sladsl.exact.periods import Cycle
from sladsl.model import literals
from sladsl.model.agreements import Guarantee, RoundTo, Share, TableCell
from sladsl.model.catalogue import Calendar, Exclusion, Priorities, Priority, Service
from sladsl.model.context import Context
from sladsl.model.credits import CreditScheme
from sladsl.model.excuses import priorities_excused
from sladsl.model.metrics import Condition, Metric, Switches
from sladsl.model.names import declared_elsewhere
from sladsl.model.resolve_calendars import calendar_of, day
from sladsl.model.resolve_catalogue import exclusion, service
from sladsl.model.resolve_metrics import condition_of, events_of, metric_named, switches
from sladsl.model.resolve_periods import cycle
from sladsl.model.resolve_targets import target_value
from sladsl.model.resolve_tiers import placed, scheme
from sladsl.model.rounding import MODES
from sladsl.model.scope import Decl, Scope, dotted, meant, spelling_fix
from sladsl.model.values import Value, Words
from sladsl.records import record, replace
from sladsl.source import Span
from sladsl.syntax import ast
from sladsl.syntax import ast_agreements as agr
from sladsl.syntax.nodes import Node
from sladsl.syntax.words import Comparator, Permission


@record
class Surroundings:
    """What an agreement, which `decl` declares, lends its promises: its zone and its priorities."""

    zone: str
    priorities: Priorities | None
    decl: Decl


@record
class About:
    """What a promise is about."""

    metric: Metric
    percentile: Fraction | None
    services: tuple[Service, ...]
    each_service: bool
    priority: Priority | None


@record
class Modifiers:
    """What stands behind a target or a table's head."""

    period: Cycle | None
    during: Calendar | None
    share: Share | None
    valid_from: date | None
    valid_until: date | None


@record
class Terms:
    """What stands in a promise's block."""

    exclusions: tuple[Exclusion, ...]
    permission: Permission | None
    rounding: RoundTo | None
    exact: bool
    credit: CreditScheme | None
    bonus: CreditScheme | None
    alerts: tuple[Fraction, ...]
    switches: Switches
    downtime_only: tuple[str, ...]
    applies: Condition | None
    claimed_once: bool


def guarantee(context: Context, scope: Scope, node: agr.Guarantee, around: Surroundings) -> Guarantee | None:
    """One promise in a line."""
    metric = metric_named(context, scope, node.measurand.metric)
    subjects = _subjects(context, scope, node.measurand, around)
    modifiers = read_modifiers(context, scope, node.modifiers, around)
    if metric is None or subjects is None:
        return None
    terms = read_terms(context, scope, node.body, metric)
    prefix = node.measurand.percentile
    target = target_value(context, scope, node.target, metric)
    if target is None:
        return None
    services, each, priority = subjects
    return promise(
        key=node.name.text,
        name=node.name.text,
        title=context.words(scope, node.title, "") if node.title else metric.title,
        about=About(
            metric,
            literals.percentile(context, scope, prefix.percentile) if prefix else None,
            services,
            each,
            priority,
        ),
        comparator=node.comparator,
        target=target,
        modifiers=modifiers,
        terms=placed_terms(context, scope, terms, target, node.comparator, node.target),
        cell=None,
        span=scope.span(node.name),
        target_span=Span(scope.file.source, node.measurand.start, node.target.end),
    )


def placed_terms(
    context: Context, scope: Scope, terms: Terms, target: Value, comparator: Comparator, node: Node
) -> Terms:
    """The terms with rows that count from the target set against this one, which `node` says."""
    if terms.credit is None and terms.bonus is None:
        return terms
    higher = comparator in (">=", ">")
    credit = placed(context, scope, terms.credit, target, higher, node)
    return replace(terms, credit=credit, bonus=placed(context, scope, terms.bonus, target, higher, node))


def promise(
    *,
    key: str,
    name: str,
    title: Words,
    about: About,
    comparator: Comparator,
    target: Value,
    modifiers: Modifiers,
    terms: Terms,
    cell: TableCell | None,
    span: Span,
    target_span: Span,
) -> Guarantee:
    """A promise put together from what was read of it."""
    return Guarantee(
        key,
        name,
        title,
        about.metric,
        about.percentile,
        about.services,
        about.each_service,
        about.priority,
        comparator,
        target,
        modifiers.period,
        modifiers.during,
        modifiers.share,
        modifiers.valid_from,
        modifiers.valid_until,
        terms.exclusions,
        terms.permission,
        terms.rounding,
        terms.exact,
        terms.credit,
        terms.bonus,
        terms.alerts,
        terms.switches,
        cell,
        span,
        target_span,
        terms.downtime_only,
        terms.applies,
        terms.claimed_once,
    )


def read_modifiers(
    context: Context, scope: Scope, items: tuple[Node, ...], around: Surroundings
) -> Modifiers:
    """`per month during Always for 95% of tickets from … until …`, in any order."""
    per = context.single(scope, items, agr.Per, "the period")
    during = context.single(scope, items, agr.During, "the hours")
    share = context.single(scope, items, agr.ShareRequired, "the share")
    valid_from = context.single(scope, items, agr.ValidFrom, "the first day")
    valid_until = context.single(scope, items, agr.ValidUntil, "the last day")
    ratio = literals.ratio(context, scope, share.share) if share else None
    if valid_from and valid_until and valid_until.date.value < valid_from.date.value:
        context.wrong_value(scope, valid_until, "the promise ends before it begins", "exchange the two dates")
    return Modifiers(
        cycle(context, scope, per.period, around.zone) if per else None,
        calendar_of(context, scope, during.calendar) if during else None,
        Share(ratio, share.of.text) if share and ratio is not None else None,
        day(context, scope, valid_from.date) if valid_from else None,
        day(context, scope, valid_until.date) if valid_until else None,
    )


def read_terms(context: Context, scope: Scope, body: tuple[Node, ...] | None, metric: Metric | None) -> Terms:
    """What a promise's block says beside its rows."""
    rounding = context.single(scope, body, agr.Rounding, "the rounding")
    exact = context.single(scope, body, agr.Exact, "`exact`")
    if rounding and exact:
        context.wrong_value(
            scope,
            exact,
            "a value cannot both be rounded and be compared exactly",
            "keep one of the two lines",
        )
    permission = context.single(scope, body, agr.LowerLevels, "what lower levels may do")
    tiers = [i for i in body or () if isinstance(i, (agr.CreditTiers, agr.CreditSingle))]
    if len(tiers) > 1:
        context.given_twice(scope, tiers[1], tiers[0], "the credit")
    bonus = context.single(scope, body, agr.Bonus, "the bonus")
    applies = context.single(scope, body, agr.AppliesWhen, "the condition of the promise")
    events = events_of(metric.formula) if metric else ()
    named = [ref for item in context.every(body, agr.ExceptFor) for ref in item.refs]
    context.each_once(scope, ((dotted(ref), ref) for ref in named), "the exclusion")
    excepted = [
        (x, item) for item in context.every(body, agr.ExceptFor) for x in _exclusions(context, scope, item)
    ]
    steps = [percent for item in context.every(body, agr.AlertSteps) for percent in item.percents]
    context.each_once(scope, ((percent.value, percent) for percent in steps), "the step")
    for step in steps:
        if step.value <= 0:
            context.wrong_value(
                scope, step, "an alert at 0% of the budget would never be silent", "write a larger share"
            )
    return Terms(
        tuple(x for x, _ in excepted),
        permission.permission if permission else None,
        _rounding(context, scope, rounding) if rounding else None,
        exact is not None,
        scheme(context, scope, tiers[0]) if tiers else None,
        scheme(context, scope, bonus) if bonus else None,
        tuple(Fraction(step.value) / 100 for step in steps),
        switches(context, scope, body, events),
        tuple(x.key for x, item in excepted if item.downtime_only is not None),
        condition_of(context, scope, applies.condition) if applies else None,
        context.single(scope, body, agr.ClaimedOnce, "what paid claims use up") is not None,
    )


def _exclusions(context: Context, scope: Scope, node: agr.ExceptFor) -> Iterator[Exclusion]:
    for ref in node.refs:
        decl = context.find_plain(scope, ref, "exclusion")
        found = exclusion(context, decl) if decl else None
        if found is not None:
            yield found


def _rounding(context: Context, scope: Scope, node: agr.Rounding) -> RoundTo | None:
    places = node.places.value
    if places != int(places) or not 0 <= places <= 12:
        context.wrong_value(
            scope,
            node.places,
            f"`{places}` decimals cannot be rounded to",
            "write a whole number from 0 to 12",
        )
        return None
    return RoundTo(int(places), MODES[node.mode])


def _subjects(
    context: Context, scope: Scope, node: agr.Measurand, around: Surroundings
) -> tuple[tuple[Service, ...], bool, Priority | None] | None:
    """Services, whether each service is meant, and a priority; None after a diagnostic."""
    services: list[Service] = []
    each = False
    priority: Priority | None = None
    first: ast.Ref | None = None
    named = [ref for subject in node.subjects if isinstance(subject, tuple) for ref in subject]
    context.each_once(scope, ((dotted(ref), ref) for ref in named), "the subject")
    for subject in node.subjects:
        if isinstance(subject, agr.EachSubject):
            if isinstance(subject.kind, ast.Name):
                context.choice(scope, subject.kind, {"service": True}, "thing to promise for each of")
            each = True
            continue
        assert isinstance(subject, tuple)
        for ref in subject:
            found = _subject(context, scope, ref, around)
            if found is None:
                return None
            if isinstance(found, Service):
                services.append(found)
            elif priority is not None:
                context.given_twice(scope, ref, first or ref, "the priority")
            else:
                priority, first = found, ref
    return tuple(services), each, priority


def _subject(context: Context, scope: Scope, ref: ast.Ref, around: Surroundings) -> Service | Priority | None:
    name = dotted(ref)
    if around.priorities is not None and (found := around.priorities.find(name)) is not None:
        return found
    start = ref.parts[0].text
    if start in scope.parameters or start in scope.file.visible:
        decl = context.find_plain(scope, ref, "service")
        return service(context, decl) if decl else None
    if scope.file.excuses(start) or priorities_excused(context, around.decl):
        return None
    known = [p.name for p in around.priorities.items] if around.priorities else []
    services = [n for n, d in scope.file.visible.items() if d.kind == "service"]
    near = meant(name, [*known, *services])
    span = scope.span(ref)
    home = declared_elsewhere(scope.file, start, ("service",), context.files) if name == start else None
    way_out = f"did you mean `{near}`?" if near else "declare the service, or import the file that does"
    fix = spelling_fix(span, near) if near else None
    context.findings.add(
        catalogue.UNRESOLVED_NAME,
        f"`{name}` is neither a service nor a priority known here",
        Label(span),
        help=home[0] if home else way_out,
        fix=home[1] if home else fix,
    )
    return None
