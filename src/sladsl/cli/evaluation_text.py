"""The results of `sla evaluate` as a table for people: each promise, what was left out, what is owed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from sladsl.data.gather import Counts
from sladsl.evaluate.results import Result, State, Statement
from sladsl.evaluate.telling import how_money, shown
from sladsl.exact.durations import Duration
from sladsl.exact.ratio import percent
from sladsl.model.values import Number
from sladsl.model.written import measurand, target_text, value_text

_HEAD = ("promise", "of", "state", "value", "target", "counted")


def evaluation_text(
    statements: Sequence[Statement], counts: Mapping[str, Counts], named: Callable[[str], str]
) -> str:
    """Every statement under the name of its agreement and period."""
    return "\n".join("\n".join(_statement(one, counts, named)) + "\n" for one in statements)


def _statement(statement: Statement, counts: Mapping[str, Counts], named: Callable[[str], str]) -> list[str]:
    lines = [f"{statement.agreement.key} in {statement.period.label}"]
    known = counts.get(statement.agreement.key)
    if known is not None:
        lost = f", {known.read - known.kept:_} of them left out" if known.read > known.kept else ""
        lines.append(f"{known.read:_} of {known.records:_} records are about its services{lost}")
    lines.append("")
    rows = [_HEAD, *(_row(result) for result in statement.results)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(_HEAD))]
    for row, result in zip(rows, [None, *statement.results], strict=True):
        lines.append("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
        if result is not None:
            lines += [f"  {text}" for text in _beside(result)]
    for word, amount in (("credit", statement.credit), ("bonus", statement.bonus)):
        steps = how_money(statement, word, named)
        if amount is not None and (amount.amount or word == "credit"):
            lines += ["", f"{word}: {amount.text()}", *(f"  {step}" for step in steps)]
        elif amount is None and word == "credit" and statement.owed:
            lines += ["", "owed:", *(f"  {step}" for step in steps)]
    return lines


def _row(result: Result) -> tuple[str, ...]:
    made, guarantee = result.measured, result.guarantee
    value = "-" if result.compared is None else shown(result.compared)
    of = result.service or ", ".join(s.key for s in guarantee.services)
    target = target_text(guarantee)
    if guarantee.share is not None:
        target += f" for {percent(guarantee.share.ratio)}"
    counted = "-"
    if made.numerator is not None and made.denominator is not None:
        numerator, denominator = _amount(made.numerator, made.unit), _amount(made.denominator, made.unit)
        counted = f"{numerator} of {denominator}" + ("" if made.unit == "s" else f" {made.unit}")
    return f"{guarantee.key}: {measurand(guarantee)}", of, result.state.value, value, target, counted


def _amount(value: Fraction, unit: str) -> str:
    return Duration(value).text() if unit == "s" else shown(Number(value))


def _beside(result: Result) -> list[str]:
    """Why there is no verdict, and what did not count by which clause, added up."""
    lines: list[str] = []
    if result.state not in (State.MET, State.MISSED):
        lines.append(result.reason or result.measured.reason or "nothing is known")
    elif result.compared is not None and result.compared != result.measured.value and result.measured.value:
        lines.append(f"exactly {shown(result.measured.value)}, compared as {value_text(result.compared)}")
    sums: dict[tuple[str, bool], tuple[Fraction, int]] = {}
    for item in result.measured.left_out:
        timed = item.interval is not None and result.measured.unit == "s"
        amount, count = sums.get((item.reason, timed), (Fraction(0), 0))
        sums[(item.reason, timed)] = (amount + item.amount, count + 1)
    for (reason, timed), (amount, count) in sums.items():
        what = Duration(amount).text() if timed else f"{count:_} {_one(result.measured.unit, count)}"
        lines.append(f"left out: {what}, {reason}")
    return lines


def _one(unit: str, count: int) -> str:
    return unit.removesuffix("s") if count == 1 else unit
