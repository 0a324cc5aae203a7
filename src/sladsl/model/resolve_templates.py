"""Templates: arguments checked against parameters, and the statements a template contributes."""

from __future__ import annotations

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Label
from sladsl.exact.durations import CalendarDays, Duration, Months, WorkingDays, Years
from sladsl.exact.money import Money
from sladsl.exact.quantities import Quantity
from sladsl.model import literals
from sladsl.model.catalogue import PartyUse
from sladsl.model.context import Context
from sladsl.model.resolve_catalogue import party_use
from sladsl.model.scope import Decl, Scope, a, meant
from sladsl.model.values import Number, Ratio, Value
from sladsl.syntax import ast
from sladsl.syntax import ast_agreements as agr
from sladsl.syntax.nodes import Node

_VALUES: dict[str, tuple[type, ...]] = {
    "money": (Money,),
    "ratio": (Ratio,),
    "number": (Number,),
    "quantity": (Quantity,),
    "duration": (Duration, WorkingDays, CalendarDays, Months, Years),
}
_DECLARED = ("party", "calendar", "service", "priorities", "metric", "exclusion", "clause", "agreement")
_TYPES = {word: word for word in (*_VALUES, *_DECLARED)}


_EXAMPLES = {
    "money": "an amount of money such as 1_000 EUR",
    "ratio": "a share such as 99.9%",
    "number": "a plain number",
    "quantity": "a quantity such as 100 leads",
    "duration": "a time such as 4 h",
}


def template(context: Context, decl: Decl) -> agr.Template | None:
    """A template whose parameters are checked, once, whether or not anything is made from it."""
    return context.once(decl, lambda d: _template(context, d))


def _template(context: Context, decl: Decl) -> agr.Template:
    scope, node = Scope(decl.file), decl.node
    assert isinstance(node, agr.Template)
    seen: dict[str, agr.Parameter] = {}
    for parameter in node.parameters or ():
        name = parameter.name
        if name.text in seen:
            context.given_twice(scope, name, seen[name.text].name, f"parameter `{name.text}`")
        seen.setdefault(name.text, parameter)
        if (
            context.choice(scope, parameter.type, _TYPES, "type of parameter")
            and parameter.default is not None
        ):
            _argument(context, scope, parameter.default, parameter, scope)
    return node


def statements(context: Context, scope: Scope, use: agr.TemplateUse) -> list[tuple[Scope, Node]]:
    """The statements of the template with its parameters bound; each is read in the template's own file."""
    decl = context.find_plain(scope, use.template, "template")
    if decl is None:
        return []
    node = template(context, decl)
    if node is None:
        return []
    bound = _bind(context, scope, use, decl, node)
    if bound is None:
        return []
    inner = Scope(decl.file, bound)
    return [(inner, item) for item in node.body]


def _bind(
    context: Context, scope: Scope, use: agr.TemplateUse, decl: Decl, node: agr.Template
) -> dict[str, Decl | Value | PartyUse] | None:
    given: dict[str, agr.Argument] = {}
    parameters: dict[str, agr.Parameter] = {}
    for declared in node.parameters or ():
        parameters.setdefault(declared.name.text, declared)
    sound = True
    for argument in use.arguments or ():
        name = argument.name.text
        if name not in parameters:
            near = meant(name, parameters)
            _complain(
                context, f"template `{decl.name}` has no parameter `{name}`",
                Label(scope.span(argument.name)), Label(decl.name_span, "the template"),
                help_text=f"did you mean `{near}`?" if near else "it asks for " + _listed(parameters),
            )  # fmt: skip
            sound = False
        elif name in given:
            context.given_twice(scope, argument, given[name], f"`{name}`")
            sound = False
        else:
            given[name] = argument
    bound: dict[str, Decl | Value | PartyUse] = {}
    inner = Scope(decl.file)
    for name, parameter in parameters.items():
        if name in given:
            found = _argument(context, scope, given[name].value, parameter, inner)
        elif parameter.default is not None:
            found = _argument(context, inner, parameter.default, parameter, inner)
        else:
            _complain(
                context, f"template `{decl.name}` needs `{name}`", Label(scope.span(use), "not given here"),
                Label(inner.span(parameter), "the parameter"), help_text=f"add `{name}: …`",
            )  # fmt: skip
            sound = False
            continue
        if found is None:
            sound = False
        else:
            bound[name] = found
    return bound if sound else None


def _complain(context: Context, message: str, *labels: Label, help_text: str) -> None:
    context.findings.add(catalogue.TEMPLATE_ARGUMENTS, message, *labels, help=help_text)


def _listed(parameters: dict[str, agr.Parameter]) -> str:
    return ", ".join(f"`{name}`" for name in parameters) or "nothing"


def _argument(
    context: Context, scope: Scope, node: Node, parameter: agr.Parameter, inner: Scope
) -> Decl | Value | PartyUse | None:
    kind = context.choice(inner, parameter.type, _TYPES, "type of parameter")
    if kind is None:
        return None
    if kind in _DECLARED:
        if isinstance(node, ast.Ref) and kind == "party" and len(node.parts) > 1:
            return party_use(context, scope, node)
        if isinstance(node, ast.Ref):
            return context.find_plain(scope, node, kind)
        context.wrong_value(
            scope, node, f"`{parameter.name.text}` needs the name of {a(kind)}", f"name {a(kind)}"
        )
        return None
    return literals.value_of(context, scope, node, _VALUES[kind], _EXAMPLES[kind])
