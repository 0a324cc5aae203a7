"""Resolves the value of a target, checked against what its metric counts in."""

from __future__ import annotations

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Edit, Fix, Label
from sladsl.exact.durations import CalendarDays, Duration, Months, WorkingDays, Years
from sladsl.exact.money import Money
from sladsl.exact.quantities import Quantity
from sladsl.model import literals
from sladsl.model.context import Context
from sladsl.model.metrics import Dimension, Metric
from sladsl.model.resolve_deadlines import deadline
from sladsl.model.scope import Scope
from sladsl.model.values import Number, Ratio, Value
from sladsl.model.written import number_text
from sladsl.syntax import ast
from sladsl.syntax import ast_agreements as agr
from sladsl.syntax.nodes import Node

_FITTING: dict[Dimension, tuple[type, ...]] = {
    Dimension.RATIO: (Ratio,),
    Dimension.DURATION: (Duration, WorkingDays, CalendarDays, Months, Years),
    Dimension.QUANTITY: (Quantity, Money),
    Dimension.NUMBER: (Number,),
}
_WANTED: dict[Dimension, str] = {
    Dimension.RATIO: "a share such as 99.9%",
    Dimension.DURATION: "a time such as 4 h",
    Dimension.QUANTITY: "a quantity",
    Dimension.NUMBER: "a plain number",
}


def target_value(context: Context, scope: Scope, node: Node, metric: Metric) -> Value | None:
    """The target, checked against what the metric counts in."""
    if isinstance(node, agr.Deadline):
        return deadline(context, scope, node, metric)
    found = literals.value(context, scope, node)
    if found is None:
        return None
    span = scope.span(node)
    if isinstance(found, CalendarDays) and _bare_days(node):
        context.findings.add(
            catalogue.KIND_OF_DAY,
            f"`{span.text}` does not say which days count",
            Label(span, "working days or calendar days?"),
            help="write `working days`, `calendar days`, or the time in `h`",
        )
        return found
    if context.is_broken(metric.span):
        return found
    foreign = isinstance(found, Money) and metric.unit not in (None, found.currency)
    if isinstance(found, _FITTING[metric.dimension]) and not foreign:
        return _in_unit(context, scope, node, metric, found)
    if isinstance(found, Number) and metric.dimension == Dimension.RATIO:
        _not_in_percent(context, scope, node, metric, found)
        return None
    if isinstance(found, Number) and metric.dimension == Dimension.QUANTITY and metric.unit:
        context.wrong_value(
            scope, node, f"`{span.text}` lacks its unit", f"write `{span.text} {metric.unit}`"
        )
        return None
    context.findings.add(
        catalogue.WRONG_VALUE,
        f"`{span.text}` is {literals.WORD_FOR[type(found)]}, but `{metric.key}` is measured as "
        f"{_wanted(metric)}",
        Label(span, f"needs {_wanted(metric)}"),
        Label(metric.span, "the metric"),
        help=f"write {_wanted(metric)}",
    )
    return None


def _not_in_percent(context: Context, scope: Scope, node: Node, metric: Metric, found: Number) -> None:
    """A plain number where a share belongs. Up to 1 it is a share of one rather than of a hundred, unless
    less is better: 0.5 may be a small per cent as well as a half, and nobody but the writer knows."""
    span = scope.span(node)
    said, help, fix = "lacks its percent sign", "write a share such as 99.9%", None
    of_one = 0 < found.value <= 1
    if isinstance(node, ast.Number):
        meant = f"{number_text(found.value * 100)}%" if of_one else f"{span.text}%"
        said = "is not in per cent" if of_one else said
        help = f"write `{meant}`"
        if of_one and metric.better != "higher":
            help += f", or `{span.text}%` if that is meant"
        else:
            fix = Fix(help, (Edit(span, meant),), safe=False)
    context.findings.add(
        catalogue.WRONG_VALUE,
        f"`{span.text}` {said}",
        Label(span, f"`{metric.key}` is a share"),
        help=help,
        fix=fix,
    )


def _wanted(metric: Metric) -> str:
    if metric.dimension == Dimension.QUANTITY and metric.unit:
        return f"a quantity in `{metric.unit}`"
    return _WANTED[metric.dimension]


def _bare_days(node: Node) -> bool:
    return isinstance(node, ast.Quantity) and any(
        isinstance(p.unit, ast.Name) and p.unit.text in ("day", "days") for p in node.parts
    )


def _in_unit(context: Context, scope: Scope, node: Node, metric: Metric, found: Value) -> Value | None:
    """A quantity must be in the metric's unit, or one that converts into it."""
    if not isinstance(found, Quantity) or metric.unit is None or found.unit == metric.unit:
        return found
    if found.unit.removesuffix("s") == metric.unit.removesuffix("s"):
        return Quantity(found.value, metric.unit)
    try:
        return found.to(metric.unit)
    except ValueError:
        context.findings.add(
            catalogue.UNKNOWN_UNIT,
            f"`{found.unit}` cannot be compared with `{metric.unit}`",
            Label(scope.span(node)),
            Label(metric.span, f"this metric counts in `{metric.unit}`"),
            help=f"write the target in `{metric.unit}`",
        )
        return None
