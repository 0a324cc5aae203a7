"""Which messages the code says, read from its source: no call is made to find out."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import sladsl
from sladsl.lower.bundle import DEFINES
from sladsl.lower.contract.amounts import _KNOWN_FEES
from sladsl.lower.contract.definitions import _SECTIONS

ROOT = Path(sladsl.__file__).parent
FOLDERS = ("lower", "backends", "report", "compiler")
# The calls that take a message, and which of their arguments it is.
CALLS = {"say": 0, "plain": 0, "p": 0, "inlines": 0, "_inner": 0, "section": 1}
TIMES = ("", "-throughout")
FEES = tuple(dict.fromkeys(_KNOWN_FEES.values()))
UNITS = ("millisecond", "second", "minute", "hour", "day", "working-day", "week", "month", "year")
# What stands in the braces of the messages that are put together.
DYNAMIC: dict[str, tuple[str, ...]] = {
    "promise-value{ending}": TIMES,
    "promise-share{ending}": TIMES,
    "promise-table-values{ending}": TIMES,
    "promise-table-row-share{ending}": TIMES,
    "promise-table-share{ending}": TIMES,
    "fee-{_KNOWN_FEES[fee.name]}": FEES,
    "fee-{kind}": FEES,
    "share-of-fee-{kind}": FEES,
    "chain-{op}": ("or", "with"),
    "condition-{op}": ("and", "or"),
    "duties-{role}": ("provider", "customer"),
    "duties-of-{role}": ("provider", "customer"),
    "meaning-{key}-any": tuple(_SECTIONS),
    "unit-{value.unit}": UNITS,
    "period-{value.kind}": ("day", "week", "month", "quarter", "year", "rolling", "trailing"),
    "period-{value.kind}-from": ("quarter", "year"),
}


def trees() -> Iterator[tuple[str, ast.Module]]:
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield str(path.relative_to(ROOT)), ast.parse(path.read_text("utf-8"))


def words() -> set[str]:
    """Every string of the code that is not text about it."""
    return {
        node.value
        for _, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def said() -> Iterator[tuple[str, str]]:
    """Where each message is said, and its id; of one that is put together, the template."""
    for name, tree in trees():
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef):
                for node in ast.walk(function):
                    if isinstance(node, ast.Call) and (wanted := _message(node)) is not None:
                        for found in _values(wanted, function):
                            yield f"{name}:{node.lineno}", found


def _message(call: ast.Call) -> ast.expr | None:
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in CALLS:
        return None
    place = CALLS[call.func.attr]
    return call.args[place] if len(call.args) > place else None


def _values(node: ast.expr, function: ast.FunctionDef) -> Iterator[str]:
    """The strings an expression can be; nothing for a parameter or what comes out of a loop."""
    match node:
        case ast.Constant(value=str() as text):
            yield text
        case ast.IfExp(body=one, orelse=other):
            yield from _values(one, function)
            yield from _values(other, function)
        case ast.JoinedStr():
            yield ast.unparse(node)[2:-1]
        case ast.Name(id=name):
            for each in ast.walk(function):
                if isinstance(each, ast.Assign) and any(
                    isinstance(t, ast.Name) and t.id == name for t in each.targets
                ):
                    yield from _values(each.value, function)


def put_together() -> set[str]:
    """The ids that the templates of `DYNAMIC` come to."""
    return {
        template[: template.index("{")] + value + template[template.index("}") + 1 :]
        for template, values in DYNAMIC.items()
        for value in values
    }


def of_terms(ids: set[str]) -> set[str]:
    """The definitions of the terms among the ids, which are looked up by the term's name."""
    return {DEFINES + each[1:] for each in ids if each.startswith("-")}
