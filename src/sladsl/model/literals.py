"""From written numbers with their units to values."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TypeVar

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Edit, Fix, Label
from sladsl.exact import money as currencies
from sladsl.exact.durations import CalendarDays, Duration, Months, TimeSpan, WorkingDays, Years, from_parts
from sladsl.exact.money import Money
from sladsl.exact.quantities import Quantity
from sladsl.model.context import Context
from sladsl.model.scope import Scope, dotted
from sladsl.model.values import Number, Ratio, Value
from sladsl.syntax import ast
from sladsl.syntax.nodes import Node

V = TypeVar("V")

_ELAPSED = ("ms", "s", "min", "h")
_COUNTED = ("day", "days", "week", "weeks", "month", "months", "year", "years")
_MISSPELT = {
    "sec": "s", "secs": "s", "second": "s", "seconds": "s", "m": "min", "mins": "min", "minute": "min",
    "minutes": "min", "hr": "h", "hrs": "h", "hour": "h", "hours": "h", "d": "days", "msec": "ms",
    "millisecond": "ms", "milliseconds": "ms", "percent": "%", "pct": "%",
    "euro": "EUR", "euros": "EUR", "EURO": "EUR", "EUROS": "EUR",
}  # fmt: skip

_SIMPLE = (ast.Number, ast.Percent, ast.Quantity, ast.Ref)
_LONGEST_IN_BITS = 500
# A thousand years of each.
_MOST_COUNTED: dict[type, int] = {WorkingDays: 366_000, CalendarDays: 366_000, Months: 12_000, Years: 1_000}

WORD_FOR: dict[type, str] = {
    Ratio: "a share such as 99.9%",
    Number: "a plain number",
    Money: "an amount of money",
    Quantity: "a quantity",
    Duration: "a time such as 4 h",
    WorkingDays: "working days",
    CalendarDays: "days",
    Months: "months",
    Years: "years",
}


def quantity(context: Context, scope: Scope, node: ast.Quantity) -> Value | None:
    """The value of `15 min`, `3 working days`, `42_000 EUR`, `100 leads`; None after a diagnostic."""
    parts = [_part(context, scope, part) for part in node.parts]
    if any(part is None for part in parts):
        return None
    if len(parts) == 1:
        return parts[0]
    total = Duration(Fraction(0))
    for part in parts:
        if not isinstance(part, Duration):
            context.findings.add(
                catalogue.UNKNOWN_UNIT,
                f"`{scope.span(node).text}` mixes units that do not add",
                Label(scope.span(node)),
                help="only hours, minutes, seconds and milliseconds may stand side by side",
            )
            return None
        total += part
    return total


def _part(context: Context, scope: Scope, part: ast.QuantityPart) -> Value | None:
    amount = _exact(part.number.value)
    if isinstance(part.unit, ast.Rate):
        return Quantity(amount, part.unit.text)
    word = part.unit.text if isinstance(part.unit, ast.Name) else part.unit.name.text
    if isinstance(part.unit, ast.Name) and word in _ELAPSED:
        return _elapsed(part.number.value, word)
    span = scope.span(part.unit)
    if isinstance(part.unit, (ast.WorkingUnit, ast.CalendarUnit)):
        if word not in ("day", "days"):
            context.findings.add(
                catalogue.UNKNOWN_UNIT,
                f"only days are working or calendar days, not `{word}`",
                Label(span),
                help="write the hours with `during` a calendar instead, as in `4 h` during office hours"
                if word.startswith(("h", "m"))
                else "write `working days` or `calendar days`",
            )
            return None
        working = isinstance(part.unit, ast.WorkingUnit)
        return _counted(context, scope, part, amount, "working days" if working else "days")
    if word in _COUNTED:
        return _counted(context, scope, part, amount, word)
    if word in _MISSPELT:
        better = _MISSPELT[word]
        context.findings.add(
            catalogue.UNKNOWN_UNIT,
            f"`{word}` is not how this unit is written",
            Label(span),
            help=f"write `{better}`",
            fix=Fix(f"write `{better}`", (Edit(span, better),), safe=word not in ("m", "d")),
        )
        return None
    if len(word) == 3 and word.isascii() and word.isupper():
        if currencies.is_currency(word):
            return Money(amount, word)
        near = currencies.currency_suggestions(word)
        context.findings.add(
            catalogue.UNKNOWN_CURRENCY,
            f"`{word}` is not a currency code of ISO 4217",
            Label(span),
            help=f"did you mean `{near[0]}`?"
            if near
            else "units other than currencies are written in small letters",
        )
        return None
    return Quantity(amount, word)


# Many promises say the same numbers.


@lru_cache(maxsize=1024)
def _exact(number: Decimal) -> Fraction:
    return Fraction(number)


@lru_cache(maxsize=1024)
def _elapsed(number: Decimal, unit: str) -> Value:
    return from_parts(_exact(number), unit)


@lru_cache(maxsize=1024)
def _ratio(percentage: Decimal) -> Ratio:
    return Ratio(_exact(percentage) / 100)


def _counted(
    context: Context, scope: Scope, part: ast.QuantityPart, amount: Fraction, unit: str
) -> Value | None:
    if amount.denominator != 1:
        context.findings.add(
            catalogue.WRONG_VALUE,
            f"`{scope.span(part).text}`: days, weeks, months and years are counted in whole numbers",
            Label(scope.span(part)),
            help="write it in hours, or as a whole number",
        )
        return None
    found = from_parts(amount, unit)
    if not isinstance(found, Duration) and found.count > _MOST_COUNTED[type(found)]:
        context.wrong_value(
            scope,
            part,
            f"`{_short(scope, part)}` is longer than calendars reach",
            "write a thousand years at most",
        )
        return None
    return found


def value(context: Context, scope: Scope, node: Node) -> Value | None:
    """The value an expression stands for; None after a diagnostic."""
    if isinstance(node, _SIMPLE):
        return _value(context, scope, node)
    if context.too_deep(scope, node):
        return None
    found = _value(context, scope, node)
    if found is not None and _endless(found):
        context.wrong_value(
            scope,
            node,
            f"`{_short(scope, node)}` comes to a number beyond all measure",
            "write a smaller one",
        )
        return None
    return found


def _value(context: Context, scope: Scope, node: Node) -> Value | None:
    match node:
        case ast.Number():
            return Number(Fraction(node.value))
        case ast.Percent():
            return _ratio(node.value)
        case ast.Quantity():
            return quantity(context, scope, node)
        case ast.Group():
            return _value(context, scope, node.inner)
        case ast.Ref():
            return _referred(context, scope, node)
        case ast.Unary(op="-"):
            return _negated(context, scope, node)
        case ast.Binary(op=("+" | "-" | "*" | "/")):
            return _computed(context, scope, node)
    context.wrong_value(
        scope,
        node,
        f"`{_short(scope, node)}` is no value",
        "write a number with its unit, a percentage or money",
    )
    return None


def _short(scope: Scope, node: Node) -> str:
    text = " ".join(scope.span(node).text.split())
    return text if len(text) <= 40 else text[:39] + "…"


def _referred(context: Context, scope: Scope, node: ast.Ref) -> Value | None:
    found = context.parameter_value(scope, node)
    if found is not None:
        return found
    name = dotted(node)
    if scope.file.excuses(node.parts[0].text) and node.parts[0].text not in scope.parameters:
        return None
    if node.parts[0].text in scope.parameters or node.parts[0].text in scope.file.visible:
        context.wrong_value(
            scope, node, f"`{name}` is no value", "write a number with its unit, or a percentage"
        )
    else:
        context.findings.add(
            catalogue.UNRESOLVED_NAME,
            f"no value called `{name}` is known here",
            Label(scope.span(node), "not a parameter of this template"),
            help="write the value itself; only a template's parameters have names",
        )
    return None


def _endless(found: Value) -> bool:
    match found:
        case Ratio(exact) | Number(exact) | Money(exact, _) | Quantity(exact, _) | Duration(exact):
            return max(exact.numerator.bit_length(), exact.denominator.bit_length()) > _LONGEST_IN_BITS
    return False


def _negated(context: Context, scope: Scope, node: ast.Unary) -> Value | None:
    inner = _value(context, scope, node.operand)
    if inner is None:
        return None
    made = _scaled(inner, Fraction(-1))
    if made is None:
        context.wrong_value(
            scope,
            node,
            f"`{_short(scope, node)}`: days, months and years are not negative",
            "leave out the `-`",
        )
    return made


def _scaled(one: Value, factor: Fraction) -> Value | None:
    match one:
        case Ratio():
            return Ratio(one.value * factor)
        case Number():
            return Number(one.value * factor)
        case Money() | Quantity() | Duration():
            return one * factor
    return None


def _computed(context: Context, scope: Scope, node: ast.Binary) -> Value | None:
    left, right = _value(context, scope, node.left), _value(context, scope, node.right)
    if left is None or right is None:
        return None
    made: Value | None = None
    if node.op == "*":
        made = _scaled(left, right.value) if isinstance(right, (Number, Ratio)) else None
        if made is None and isinstance(left, (Number, Ratio)):
            made = _scaled(right, left.value)
    elif node.op == "/":
        made = _scaled(left, 1 / right.value) if isinstance(right, Number) and right.value else None
    else:
        other = right if node.op == "+" else _scaled(right, Fraction(-1))
        made = _sum(left, other) if other is not None else None
    if made is None:
        way_out = "add values of one unit; multiply or divide by a plain number other than 0"
        if isinstance(left, Quantity) and left.unit in ("e", "E"):
            way_out = "write the number in full, without a power of ten"
        context.wrong_value(scope, node, f"`{_short(scope, node)}` cannot be computed", way_out)
    return made


def _sum(left: Value, right: Value) -> Value | None:
    """Both together, when they are values of one unit."""
    match left, right:
        case Ratio(), Ratio():
            return Ratio(left.value + right.value)
        case Number(), Number():
            return Number(left.value + right.value)
        case Money(), Money() if left.currency == right.currency:
            return left + right
        case Quantity(), Quantity() if left.unit == right.unit:
            return left + right
        case Duration(), Duration():
            return left + right
    return None


def value_of(context: Context, scope: Scope, node: Node, kinds: tuple[type[V], ...], what: str) -> V | None:
    """The value of an expression when it is one of `kinds`; `what` is what the place needs."""
    found = value(context, scope, node)
    if found is None or isinstance(found, kinds):
        return found
    context.wrong_value(
        scope,
        node,
        f"`{_short(scope, node)}` is {WORD_FOR[type(found)]}, but {what} belongs here",
        f"write {what}",
    )
    return None


SPANS: tuple[type[TimeSpan], ...] = (Duration, WorkingDays, CalendarDays, Months, Years)


def time_span(context: Context, scope: Scope, node: Node) -> TimeSpan | None:
    """A span of time of any kind."""
    return value_of(context, scope, node, SPANS, "a span of time such as 30 days or 4 h")


def duration(context: Context, scope: Scope, node: Node) -> Duration | None:
    """Elapsed time."""
    return value_of(context, scope, node, (Duration,), "a time such as 15 min")


def length(context: Context, scope: Scope, node: Node) -> TimeSpan | None:
    """A span of time longer than nothing."""
    found = time_span(context, scope, node)
    if found is None or (found.seconds if isinstance(found, Duration) else found.count) > 0:
        return found
    context.wrong_value(scope, node, f"`{_short(scope, node)}` has no length", "write a longer time")
    return None


def interval(context: Context, scope: Scope, node: Node) -> Duration | None:
    """Elapsed time longer than nothing."""
    found = duration(context, scope, node)
    return found if found is None or length(context, scope, node) is not None else None


def currency(context: Context, scope: Scope, node: ast.Name) -> str | None:
    """The currency that a code names."""
    one = ast.Number(node.start, node.end, Decimal(1))
    found = _part(context, scope, ast.QuantityPart(node.start, node.end, one, node))
    if isinstance(found, Money):
        return found.currency
    if found is not None:
        context.wrong_value(scope, node, f"`{node.text}` is no currency", "write its code, such as `EUR`")
    return None


def amount_of_money(context: Context, scope: Scope, node: Node) -> Money | None:
    return value_of(context, scope, node, (Money,), "an amount of money such as 1_000 EUR")


def ratio(context: Context, scope: Scope, node: Node) -> Fraction | None:
    found = value_of(context, scope, node, (Ratio,), "a share such as 95%")
    return None if found is None else found.value


_BY_DATE: tuple[type[CalendarDays | Months | Years], ...] = (CalendarDays, Months, Years)


def by_date(context: Context, scope: Scope, node: Node, fewest: int = 1) -> TimeSpan | None:
    """A number of days, weeks, months or years, at least so many."""
    found = value_of(context, scope, node, _BY_DATE, "a number of days, weeks, months or years")
    if found is not None and found.count < fewest:
        context.wrong_value(scope, node, f"`{_short(scope, node)}` is too few", f"write at least {fewest}")
    return found


def percentile(context: Context, scope: Scope, node: ast.Percentile) -> Fraction:
    """99 for p99, checked to lie among the cases."""
    found = Fraction(node.value)
    if not 0 < found <= 100:
        context.wrong_value(
            scope,
            node,
            f"there is no percentile `{scope.span(node).text}`",
            "write one between `p0` and `p100`, such as `p95`",
        )
    return found
