"""The results of `sla evaluate` as a table for people: each promise, what was left out, what is owed."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from sladsl.data.gather import Counts
from sladsl.evaluate.results import LeftOut, Result, State, Statement
from sladsl.evaluate.simulation import undecided
from sladsl.evaluate.telling import how_money, shown
from sladsl.exact import zones
from sladsl.exact.durations import Duration
from sladsl.exact.intervals import normalise
from sladsl.exact.ratio import percent
from sladsl.model.values import Number
from sladsl.model.written import measurand, target_text, value_text

WIDTH = 100
"""Columns of a table, unless a single word asks for more."""
_HEAD = ("promise", "of", "state", "value", "target", "counted")
_JOINED = "\xa0"
_SHOWN = 3
"""Of what counted against a promise so many are named; all are in the JSON."""
_Named = Callable[[str], str]


def evaluation_text(statements: Sequence[Statement], counts: Sequence[Counts | None], named: _Named) -> str:
    """Every statement under the name of its agreement and period, with the records that were read for it."""
    return "\n".join(
        "\n".join(_statement(one, known, named)) + "\n" for one, known in zip(statements, counts, strict=True)
    )


def _statement(statement: Statement, known: Counts | None, named: _Named) -> list[str]:
    lines = [f"{statement.agreement.key} in {statement.period.label}"]
    if known is not None:
        lost = f", {known.read - known.kept:_} of them left out" if known.read > known.kept else ""
        lines.append(f"{known.read:_} of {known.records:_} records are about its services{lost}")
    lines.append("")
    rows = [_HEAD, *(_row(result) for result in statement.results)]
    widths = _widths(rows)
    for row, result in zip(rows, [None, *statement.results], strict=True):
        lines += _wrapped(row, widths)
        if result is not None:
            lines += [text for beside in _beside(result, named) for text in _folded(f"  {beside}")]
    for word, amount in (("credit", statement.credit), ("bonus", statement.bonus)):
        steps = how_money(statement, word, named)
        if amount is not None and (amount.amount or word == "credit"):
            unsaid = ", without what is undefined" if word == "credit" and undecided(statement) else ""
            lines += ["", f"{word}: {amount.text()}{unsaid}"]
            lines += [text for step in steps for text in _folded(f"  {step}")]
        elif amount is None and word == "credit" and statement.owed:
            lines += ["", "owed:", *(text for step in steps for text in _folded(f"  {step}"))]
    return lines


def _widths(rows: Sequence[tuple[str, ...]]) -> list[int]:
    """Columns as wide as what is in them; where that is too much, the widest gives way, as far as its longest
    word, and numbers last."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(_HEAD))]
    words = [max(len(w) for row in rows for w in row[i].split(" ")) for i in range(len(_HEAD))]
    while sum(widths) + 2 * (len(widths) - 1) > WIDTH:
        wide = [i for i in range(len(widths)) if widths[i] > words[i]]
        wide = [i for i in wide if _HEAD[i] not in ("value", "counted")] or wide
        if not wide:
            break
        widths[max(wide, key=lambda i: (widths[i], -i))] -= 1
    return widths


def _wrapped(row: tuple[str, ...], widths: Sequence[int]) -> Iterator[str]:
    cells = [
        textwrap.wrap(cell, width, break_long_words=False, break_on_hyphens=False) or [""]
        for cell, width in zip(row, widths, strict=True)
    ]
    for number in range(max(len(cell) for cell in cells)):
        parts = [cell[number] if number < len(cell) else "" for cell in cells]
        line = "  ".join(part.ljust(width) for part, width in zip(parts, widths, strict=True))
        yield line.replace(_JOINED, " ").rstrip()


def _folded(text: str) -> list[str]:
    """A line that is too long goes on below, further in than it began."""
    indent = " " * (len(text) - len(text.lstrip()) + 4)
    return textwrap.wrap(
        text, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def _row(result: Result) -> tuple[str, ...]:
    made, guarantee = result.measured, result.guarantee
    value = "-" if result.compared is None else shown(result.compared)
    of = result.service or ", ".join(s.key for s in guarantee.services)
    # A comparison and its limit stay on one line.
    target = target_text(guarantee).replace(" ", _JOINED, 1)
    if guarantee.share is not None:
        target += f" for {percent(guarantee.share.ratio)}"
    counted = "-"
    if made.numerator is not None and made.denominator is not None:
        numerator, denominator = _amount(made.numerator, made.unit), _amount(made.denominator, made.unit)
        counted = f"{numerator} of {denominator}" + ("" if made.unit == "s" else f" {made.unit}")
    return f"{guarantee.key}: {measurand(guarantee)}", of, result.state.value, value, target, counted


def _amount(value: Fraction, unit: str) -> str:
    return Duration(value).text() if unit == "s" else shown(Number(value))


def _beside(result: Result, named: _Named) -> list[str]:
    """Why there is no verdict, and what did not count by which clause, added up."""
    lines: list[str] = []
    if result.state not in (State.MET, State.MISSED):
        lines.append(str(result.reason or result.measured.reason or "nothing is known"))
    elif result.compared is not None and result.compared != result.measured.value and result.measured.value:
        lines.append(f"exactly {shown(result.measured.value)}, compared as {value_text(result.compared)}")
    against = _against(result)
    if against:
        more = max(len(against) - _SHOWN, 0) + result.measured.more
        rest = f", and {more:_} more" if more > 0 else ""
        lines.append(f"against it: {', '.join(against[:_SHOWN])}{rest}")
    sums: dict[tuple[str, bool], tuple[Fraction, int]] = {}
    for item in result.measured.left_out:
        timed = item.interval is not None and result.measured.unit == "s"
        clause = _clause(item, named)
        amount, count = sums.get((clause, timed), (Fraction(0), 0))
        sums[(clause, timed)] = (amount + item.amount, count + 1)
    for (clause, timed), (amount, count) in sums.items():
        what = Duration(amount).text() if timed else f"{count:_} {_one(result.measured.unit, count)}"
        lines.append(f"left out: {what}, {clause}")
    if result.measured.left_more:
        lines.append(f"left out: {result.measured.left_more:_} more")
    return lines


def _against(result: Result) -> list[str]:
    """The cases, outages and bad intervals that counted against it; neighbours as one, by local time."""
    zone = zones.load(result.agreement.zone)
    found: list[str] = []
    times: list[tuple[int, int]] = []
    for item in result.measured.counted:
        if item.interval is None or result.measured.unit in ("cases", "events"):
            found.append(f"{item.what} ({item.origin})" if item.origin else item.what)
        elif item.interval[0] < item.interval[1]:
            times.append(item.interval)
    for start, end in normalise(times):
        begin = zones.wall(zone, start)
        found.append(f"{begin:%Y-%m-%d %H:%M} for {Duration(Fraction(end - start)).text()}")
    return found


def _clause(item: LeftOut, named: _Named) -> str:
    """By what something does not count, and where the source says so."""
    if item.span is None:
        return str(item.reason)
    return f"{item.reason} ({named(item.span.source.name)}:{item.span.line})"


def _one(unit: str, count: int) -> str:
    return unit.removesuffix("s") if count == 1 else unit
