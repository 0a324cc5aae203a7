"""Parties, priorities, services, exclusions, clauses and terms: from what was written to what is meant."""

from __future__ import annotations

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Label
from sladsl.exact import countries
from sladsl.model import literals
from sladsl.model.catalogue import (
    Budget,
    Clause,
    Exclusion,
    Matrix,
    Measure,
    Needs,
    Party,
    PartyUse,
    Priorities,
    Priority,
    Service,
    Signatory,
    Term,
    Unit,
)
from sladsl.model.context import Context
from sladsl.model.resolve_calendars import calendar, window
from sladsl.model.resolve_metrics import metric_named
from sladsl.model.resolve_periods import period_word
from sladsl.model.scope import Decl, Scope, cell_text, dotted, meant, spelling_fix
from sladsl.model.values import Value
from sladsl.syntax import ast


def country(context: Context, scope: Scope, name: ast.Name) -> str | None:
    """A checked ISO 3166-1 alpha-2 code."""
    if countries.is_country(name.text):
        return name.text
    near = countries.suggestions(name.text)
    span = scope.span(name)
    context.findings.add(
        catalogue.UNKNOWN_COUNTRY,
        f"`{name.text}` is not a country code of ISO 3166",
        Label(span),
        help=f"did you mean `{near[0]}`?" if near else "write two capital letters, as in `FI`",
        fix=spelling_fix(span, near[0]) if near else None,
    )
    return None


def party(context: Context, decl: Decl) -> Party | None:
    """The party a declaration makes, resolved once."""
    return context.once(decl, lambda d: _party(context, d))


def _party(context: Context, decl: Decl) -> Party:
    scope, node = Scope(decl.file), decl.node
    assert isinstance(node, ast.Party)
    key = context.key(decl)
    located = context.single(scope, node.body, ast.Country, "the country")
    registered = context.single(scope, node.body, ast.Registered, "the registration number")
    address = context.single(scope, node.body, ast.Address, "the address")
    contact = context.single(scope, node.body, ast.Contact, "the contact")
    units: dict[str, Unit] = {}
    for item in context.every(node.body, ast.Unit):
        if item.name.text in units:
            context.findings.add(
                catalogue.DUPLICATE_NAME,
                f"`{decl.name}` has two units called `{item.name.text}`",
                Label(scope.span(item.name)),
                Label(units[item.name.text].span, "first declared here"),
                help="give one of them another name",
            )
            continue
        units[item.name.text] = _unit(context, scope, key, item)
    signs = tuple(
        Signatory(
            context.plain(scope, s.person), context.plain(scope, s.role) if s.role is not None else None
        )
        for s in context.every(node.body, ast.Signatory)
    )
    return Party(
        key,
        context.words(scope, node.title, decl.name),
        country(context, scope, located.name) if located else None,
        context.plain(scope, registered.string) if registered else None,
        context.plain(scope, address.string) if address else None,
        context.plain(scope, contact.string) if contact else None,
        tuple(units.values()),
        signs,
        decl.name_span,
    )


def _unit(context: Context, scope: Scope, party_key: str, node: ast.Unit) -> Unit:
    contact = context.single(scope, node.body, ast.Contact, "the contact")
    hours = context.single(scope, node.body, ast.DutyHours, "the duty hours")
    found = context.find_plain(scope, hours.calendar, "calendar") if hours else None
    return Unit(
        f"{party_key}.{node.name.text}",
        node.name.text,
        context.words(scope, node.title, node.name.text),
        context.plain(scope, contact.string) if contact else None,
        calendar(context, found) if found else None,
        scope.span(node.name),
    )


def party_use(context: Context, scope: Scope, ref: ast.Ref) -> PartyUse | None:
    """The party, or the unit of a party, that `ref` names."""
    given = scope.parameters.get(ref.parts[0].text)
    if isinstance(given, PartyUse):
        if len(ref.parts) == 1:
            return given
        context.findings.add(
            catalogue.WRONG_KIND,
            f"`{ref.parts[0].text}` is the unit `{given.key}` here, which has no parts",
            Label(scope.span(ref)),
            help=f"write `{ref.parts[0].text}` alone, or give the template the party",
        )
        return None
    decl = context.find(scope, ref, "party")
    found = party(context, decl) if decl else None
    if found is None:
        return None
    if len(ref.parts) == 1:
        return PartyUse(found, None, scope.span(ref))
    wanted = ref.parts[1]
    if context.is_broken(found.span):
        return None
    unit = found.unit(wanted.text) if len(ref.parts) == 2 else None
    if unit is not None:
        return PartyUse(found, unit, scope.span(ref))
    near = meant(wanted.text, [u.name for u in found.units])
    context.findings.add(
        catalogue.UNRESOLVED_NAME,
        f"`{found.key}` has no unit called `{'.'.join(p.text for p in ref.parts[1:])}`",
        Label(scope.span(wanted)),
        Label(found.span, "this party"),
        help=f"did you mean `{near}`?" if near else f"add `unit {wanted.text}` to the party",
        fix=spelling_fix(scope.span(wanted), near) if near else None,
    )
    return None


def priorities(context: Context, decl: Decl) -> Priorities | None:
    """The priorities a declaration makes, resolved once."""
    return context.once(decl, lambda d: _priorities(context, d))


def _priorities(context: Context, decl: Decl) -> Priorities:
    scope, node = Scope(decl.file), decl.node
    assert isinstance(node, ast.Priorities)
    items: dict[str, Priority] = {}
    for item in context.every(node.body, ast.Priority):
        name = item.name.text
        if name in items:
            first = next(i for i in context.every(node.body, ast.Priority) if i.name.text == name)
            context.given_twice(scope, item.name, first.name, f"priority `{name}`")
            continue
        items[name] = Priority(
            f"{context.key(decl)}.{name}",
            name,
            context.words(scope, item.title, name),
            context.words(scope, item.meaning) if item.meaning else None,
            len(items),
            scope.span(item.name),
        )
    if not items:
        context.left_out(
            scope, node.name, f"`{decl.name}` lists no priorities", 'add lines such as `P1 "Critical" "…"`'
        )
    table = context.single(scope, node.body, ast.Matrix, "the matrix")
    made = _matrix(context, scope, table, items) if table else None
    return Priorities(
        context.key(decl),
        context.words(scope, node.title, decl.name),
        tuple(items.values()),
        made,
        decl.name_span,
    )


def _matrix(context: Context, scope: Scope, node: ast.Matrix, items: dict[str, Priority]) -> Matrix | None:
    if len(node.rows) < 2:
        context.left_out(
            scope, node, "the matrix has no rows", "give a heading row and one row per assessment"
        )
        return None
    heading, *body = node.rows
    columns = [cell_text(scope, cell) for cell in heading.cells[1:]]
    rows: list[str] = []
    cells: list[tuple[str | None, ...]] = []
    for row in body:
        if len(row.cells) != len(heading.cells):
            context.findings.add(
                catalogue.TABLE_SHAPE,
                f"this row has {len(row.cells)} cells, the heading has {len(heading.cells)}",
                Label(scope.span(row)),
                Label(scope.span(heading), "the heading"),
                help="give every row as many cells as the heading",
            )
            return None
        rows.append(cell_text(scope, row.cells[0]))
        cells.append(tuple(_matrix_cell(context, scope, cell, items) for cell in row.cells[1:]))
    return Matrix(
        node.rows_by.text, node.columns_by.text, tuple(rows), tuple(columns), tuple(cells), scope.span(node)
    )


def _matrix_cell(
    context: Context, scope: Scope, cell: ast.Cell | None, items: dict[str, Priority]
) -> str | None:
    name = cell_text(scope, cell)
    if cell is None or name in ("", "-"):
        return None
    if name not in items:
        near = meant(name, items)
        context.findings.add(
            catalogue.UNRESOLVED_NAME,
            f"`{name}` is not one of these priorities",
            Label(scope.span(cell)),
            help=f"did you mean `{near}`?" if near else "declare it above the matrix",
            fix=spelling_fix(scope.span(cell), near) if near else None,
        )
        return None
    return name


def service(context: Context, decl: Decl) -> Service | None:
    """The service a declaration makes, resolved once."""
    return context.once(decl, lambda d: _service(context, d))


def service_of(context: Context, scope: Scope, ref: ast.Ref) -> Service | None:
    decl = context.find_plain(scope, ref, "service")
    return service(context, decl) if decl else None


def _service(context: Context, decl: Decl) -> Service:
    scope, node = Scope(decl.file), decl.node
    assert isinstance(node, ast.Service)
    owner = context.single(scope, node.body, ast.Owner, "the owner")
    url = context.single(scope, node.body, ast.Url, "the address")
    needs = tuple(n for item in context.every(node.body, ast.Needs) if (n := _needs(context, scope, item)))
    measures = tuple(_measure(context, scope, item) for item in context.every(node.body, ast.Measure))
    return Service(
        context.key(decl),
        context.words(scope, node.title, decl.name),
        party_use(context, scope, owner.ref) if owner else None,
        tuple(context.words(scope, t) for i in context.every(node.body, ast.Includes) for t in i.texts),
        tuple(context.words(scope, t) for i in context.every(node.body, ast.Excludes) for t in i.texts),
        needs,
        measures,
        context.plain(scope, url.string) if url else None,
        decl.name_span,
    )


def _needs(context: Context, scope: Scope, node: ast.Needs) -> Needs | None:
    """Services are named by key: two may need each other by mistake, which a check reports."""
    found = [context.find_plain(scope, ref, "service") for ref in node.refs]
    named = zip(found, node.refs, strict=True)
    context.each_once(scope, ((id(decl), ref) for decl, ref in named if decl is not None), "the service")
    keys = tuple(context.key(d) for d in found if d is not None)
    count = None
    if node.count is not None:
        number = node.count.number
        count = int(number.value)
        if number.value != count or not 1 <= count <= len(node.refs):
            context.wrong_value(
                scope,
                number,
                f"`{number.value}` of {len(node.refs)} services cannot be needed",
                f"write a whole number from 1 to {len(node.refs)}",
            )
            return None
    return Needs(count, keys, node.independent is not None, scope.span(node)) if keys else None


def _measure(context: Context, scope: Scope, node: ast.Measure) -> Measure:
    metrics = tuple(
        m
        for name in node.metrics
        if (m := metric_named(context, scope, ast.Ref(name.start, name.end, (name,))))
    )
    mapping: dict[str, str | Value] = {}
    for item in node.body:
        if item.name.text in mapping:
            first = next(i for i in node.body if i.name.text == item.name.text)
            context.given_twice(scope, item.name, first.name, f"`{item.name.text}`")
        elif isinstance(item.value, ast.Query):
            mapping[item.name.text] = item.value.text
        elif isinstance(item.value, ast.String):
            mapping[item.name.text] = context.plain(scope, item.value)
        elif isinstance(item.value, ast.Ref):
            mapping[item.name.text] = dotted(item.value)
        elif (found := literals.value(context, scope, item.value)) is not None:
            mapping[item.name.text] = found
    return Measure(metrics, node.origin.text, tuple(mapping.items()), scope.span(node), node.at)


def exclusion(context: Context, decl: Decl) -> Exclusion | None:
    """The exclusion a declaration makes, resolved once."""
    return context.once(decl, lambda d: _exclusion(context, d))


def _exclusion(context: Context, decl: Decl) -> Exclusion:
    scope, node = Scope(decl.file), decl.node
    assert isinstance(node, ast.Exclusion)
    limit = context.single(scope, node.body, ast.ExcludedBudget, "the budget")
    notice = context.single(scope, node.body, ast.ExcludedNotice, "the notice")
    prose = context.single(scope, node.body, ast.Prose, "the text")
    return Exclusion(
        context.key(decl),
        context.words(scope, node.title, decl.name),
        tuple(w for item in context.every(node.body, ast.Window) if (w := window(context, scope, item))),
        _budget(context, scope, limit) if limit else None,
        literals.time_span(context, scope, notice.quantity) if notice else None,
        context.words(scope, prose.text) if prose else None,
        decl.name_span,
    )


def _budget(context: Context, scope: Scope, node: ast.ExcludedBudget) -> Budget | None:
    amount = literals.length(context, scope, node.quantity)
    word = period_word(context, scope, node.period)
    return Budget(amount, word) if amount is not None and word is not None else None


def clause(context: Context, decl: Decl) -> Clause | None:
    """The clause a declaration makes, resolved once."""
    return context.once(decl, lambda d: _clause(context, d))


def _clause(context: Context, decl: Decl) -> Clause:
    scope, node = Scope(decl.file), decl.node
    assert isinstance(node, ast.Clause)
    return Clause(
        context.key(decl),
        context.words(scope, node.title, decl.name),
        node.topic.text if node.topic else None,
        context.words(scope, node.text),
        decl.name_span,
    )


def term(context: Context, decl: Decl) -> Term | None:
    """The term a declaration makes, resolved once."""
    return context.once(decl, lambda d: _term(context, d))


def _term(context: Context, decl: Decl) -> Term:
    scope, node = Scope(decl.file), decl.node
    assert isinstance(node, ast.Term)
    title = context.words(scope, node.title, decl.name)
    return Term(context.key(decl), title, context.words(scope, node.meaning), decl.name_span)
