"""From a production of the grammar to the function that makes its node."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import TypeAlias

from sladsl.syntax import ast, ast_agreements
from sladsl.syntax.nodes import Node

Value: TypeAlias = "Node | str | tuple[Value, ...] | int | None"
Action: TypeAlias = Callable[..., Value]
LeafAction: TypeAlias = Callable[[str, int, int], Value]

_TUPLES = frozenset(
    """refs names texts exprs suffixes time_ranges days import_names arguments parameters effective_terms
    subjects modifiers percents amount_terms ticket_events""".split()
)
_WORDS = frozenset(
    """role comparator direction state_word aggregate_word empty_word counted ordinal level kind permission
    rounding_mode basis combination result_state""".split()
)
_BINARY = {"or": "or", "and": "and", "except": "except", "add": "+", "sub": "-", "mul": "*", "div": "/"}
_TIERS = ("below", "above", "at_least", "at_most", "when", "otherwise")


def _bad_date(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


class BadLiteral(Exception):
    """A literal that is cut like one but means nothing: carries the reason and where it stands."""

    def __init__(self, start: int, end: int, reason: str, help_text: str) -> None:
        super().__init__(reason)
        self.start, self.end, self.reason, self.help = start, end, reason, help_text


def _date(text: str, start: int, end: int) -> Value:
    day = _bad_date(text[start:end])
    if day is None:
        raise BadLiteral(
            start, end, f"`{text[start:end]}` is not a day of the calendar", "dates are written year-month-day"
        )
    return ast.Date(start, end, day)


def _time(text: str, start: int, end: int) -> Value:
    said = text[start:end]
    parts = [int(p) for p in said.split(":")]
    if not (parts[0] < 24 and all(p < 60 for p in parts[1:])) and said != "24:00":
        raise BadLiteral(start, end, f"`{said}` is not a time of day", "times run from 00:00 to 24:00")
    return ast.Time(start, end, said)


def _number(text: str, start: int, end: int) -> Value:
    return ast.Number(start, end, Decimal(text[start:end].replace("_", "")))


LEAVES: dict[str, LeafAction] = {
    "name": lambda text, start, end: ast.Name(start, end, text[start:end]),
    "string": lambda text, start, end: ast.String(start, end, text[start:end]),
    "query": lambda text, start, end: ast.Query(start, end, text[start + 1 : end - 1]),
    "number": _number,
    "percent": lambda text, start, end: ast.Percent(
        start, end, Decimal(text[start : end - 1].replace("_", ""))
    ),
    "percentile": lambda text, start, end: ast.Percentile(start, end, Decimal(text[start + 1 : end])),
    "rate": lambda text, start, end: ast.Rate(start, end, text[start:end]),
    "date": _date,
    "time": _time,
    "label": lambda text, start, end: ast.Label(start, end, text[start:end]),
}
LEAVES.update({word: lambda text, start, end: " ".join(text[start:end].split()) for word in _WORDS})


def _sequence(start: int, end: int, *items: Value) -> Value:
    return tuple(item for item in items if item is not None)


def _binary(op: str) -> Action:
    return lambda start, end, left, right: ast.Binary(start, end, op, left, right)  # type: ignore[arg-type]


def _unary(op: str) -> Action:
    return lambda start, end, operand: ast.Unary(start, end, op, operand)  # type: ignore[arg-type]


def _chain(op: str) -> Action:
    return lambda start, end, left, right: ast_agreements.Chain(start, end, op, left, right)  # type: ignore[arg-type]


def _tier(kind: str) -> Action:
    if kind == "otherwise":
        return lambda start, end, amount: ast_agreements.Tier(start, end, kind, None, amount)  # type: ignore[arg-type]
    shown = kind.replace("_", " ")
    return lambda start, end, bound, amount: ast_agreements.Tier(start, end, shown, bound, amount)  # type: ignore[arg-type]


def _special() -> dict[str, Action]:
    made: dict[str, Action] = {f"op_{name}": _binary(op) for name, op in _BINARY.items()}
    made |= {"op_not": _unary("not"), "op_neg": _unary("-")}
    made |= {f"chain_{op}": _chain(op) for op in ("then", "or", "with")}
    made |= {f"tier_{kind}": _tier(kind) for kind in _TIERS}
    made["comparison"] = ast.Comparison
    made["ref"] = lambda start, end, *parts: ast.Ref(start, end, parts)  # type: ignore[arg-type]
    made["text"] = lambda start, end, first, *more: ast.Text(start, end, first, more)  # type: ignore[arg-type]
    made["quantity"] = lambda start, end, *parts: ast.Quantity(start, end, parts)  # type: ignore[arg-type]
    made["row"] = lambda start, end, *cells: ast.Row(start, end, cells)  # type: ignore[arg-type]
    return made


SPECIAL = _special()


def action_for(target: str) -> Action:
    """The function that makes the node of a production: its class, unless it is a list or special."""
    if target in SPECIAL:
        return SPECIAL[target]
    if target in _TUPLES or target.startswith("block"):
        return _sequence
    cls = "".join(part.capitalize() for part in target.split("_"))
    found = getattr(ast, cls, None) or getattr(ast_agreements, cls, None)
    if found is None:
        raise LookupError(f"grammar rule {target} has no node class {cls}")
    made: Action = found
    return made
