"""Tells in plain lines how a result or an amount came about: what counted, what did not, each step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from sladsl.evaluate.results import Counted, LeftOut, Measured, Result, State, Statement, Step, merged
from sladsl.exact import zones
from sladsl.exact.durations import Duration
from sladsl.exact.intervals import Interval
from sladsl.exact.ratio import Rounding, decimal_places, decimal_text, percent
from sladsl.model.values import Number, Ratio, Value
from sladsl.model.written import amount_text, measurand, target_text, tier_text, value_text
from sladsl.source import Span

Named = Callable[[str], str]
"""From the name of a file in the house to the name that readers know it by."""
PLACES = 6
"""How many decimals of a number that goes on are shown before the dots."""
MOST = 6
"""How many intervals or cases are told of before the rest is counted."""


def shown(value: Value) -> str:
    """The value as the source writes it; one with more decimals than people read is cut, with dots."""
    if isinstance(value, Ratio | Number):
        factor, sign = (100, "%") if isinstance(value, Ratio) else (1, "")
        places = decimal_places(value.value * factor)
        if places is None or places > PLACES:
            return f"{decimal_text(value.value * factor, PLACES, Rounding.FLOOR)}...{sign}"
    return value_text(value)


def how_result(result: Result, statement: Statement, named: Named = str) -> tuple[str, ...]:
    """How a result came about: the quotient, what counted, what was left out by which clause, the row."""
    zone = statement.agreement.zone
    lines = [_summary(result)]
    if result.reason and result.state not in (State.MET, State.MISSED):
        lines.append(f"{result.state.value}: {result.reason}")
    lines += _listed(
        "counted", merged(result.measured.counted), zone, result.measured, named, result.measured.more
    )
    lines += _listed(
        "left out", merged(result.measured.left_out), zone, result.measured, named, result.measured.left_more
    )
    for word, tier in (("credit", result.tier), ("bonus", result.bonus_tier)):
        if tier is not None:
            lines.append(f"{word} row: {tier_text(tier)}: {amount_text(tier.amount)}{_at(tier.span, named)}")
    return tuple(lines)


def how_money(statement: Statement, what: str, named: Named = str) -> tuple[str, ...]:
    """How the credit or bonus of a statement came about, promise by promise and step by step."""
    lines: list[str] = []
    for owed in statement.owed:
        if owed.result.state in (State.MET, State.MISSED) and owed.bonus is (what == "bonus"):
            lines.append(f"{_summary(owed.result)}: {owed.amount.text()}")
            lines += _steps(owed.steps, named)
    if not lines and what == "credit":
        missed = [_name(r) for r in statement.results if r.state is State.MISSED]
        known = all(r.state in (State.MET, State.NOT_APPLICABLE) for r in statement.results)
        nothing = "nothing was missed" if known else "nothing is known to have been missed"
        lines.append(f"missed without a credit: {', '.join(missed)}" if missed else nothing)
    elif not lines:
        lines.append("no row of a bonus applies")
    undefined = [
        f"{_name(r)} ({r.reason or r.measured.reason})"
        for r in statement.results
        if r.state is State.UNDEFINED
    ]
    if undefined:
        lines.append(f"undefined, so nothing is owed for it: {', '.join(undefined)}")
    bonus_steps = ("bonus", "earned back")
    lines += _steps([s for s in statement.steps if (s.kind in bonus_steps) == (what == "bonus")], named)
    return tuple(lines)


def _name(result: Result) -> str:
    return f"`{result.guarantee.key}`" + (f" of {result.service}" if result.service else "")


def _summary(result: Result) -> str:
    """`uptime: availability of Checkout in 2027-11 is 43155 of 43200 intervals = 99.895833...%, …`."""
    made, guarantee = result.measured, result.guarantee
    of = f" of {result.service}" if result.service else ""
    text = f"{guarantee.key}: {measurand(guarantee)}{of} in {result.period.label}"
    if made.value is None:
        return f"{text} has no value: {made.reason or result.reason or 'nothing is known'}"
    text += " is "
    if made.numerator is not None and made.denominator is not None:
        text += f"{_amount(made.numerator, made.unit)} of {_amount(made.denominator, made.unit)}"
        text += " " + made.unit if made.unit not in ("s", "") else ""
        text += " in time, " if made.unit == "cases" and not isinstance(made.value, Ratio) else " = "
        text += "the longest " if text.endswith("in time, ") else ""
    text += shown(made.value)
    if result.compared is not None and result.compared != made.value:
        text += f", rounded to {shown(result.compared)}"
    promised = f"promised {target_text(guarantee)}"
    if guarantee.share is not None:
        promised += f" for {percent(guarantee.share.ratio)} of {guarantee.share.of}"
    return f"{text}; {promised}: {result.state.value}"


def _amount(value: Fraction, unit: str) -> str:
    return Duration(value).text() if unit == "s" else shown(Number(value))


def _listed(
    word: str,
    items: Sequence[Counted | LeftOut],
    zone: str,
    measured: Measured,
    named: Named,
    unlisted: int,
) -> Iterator[str]:
    for item in items[:MOST]:
        text = f"{word}: {item.what}"
        if item.interval is not None:
            text += f" {_stretch(item.interval, zone)}"
        if measured.unit == "cases" and isinstance(item, Counted):
            text += f", late by {Duration(item.amount).text()}"
        elif measured.unit != "s" and item.amount != 1:
            text += f", {shown(Number(item.amount))} {measured.unit}"
        if isinstance(item, LeftOut):
            text += f": {item.reason}{_at(item.span, named) if item.span else ''}"
        elif item.origin:
            text += f" ({item.origin})"
        yield text
    rest = max(len(items) - MOST, 0) + unlisted
    if rest:
        yield f"{word}: and {rest} more"


def _stretch(interval: Interval, zone_name: str) -> str:
    """`2027-11-26 18:00 to 18:45 (45 min)`, by the zone's clocks."""
    zone = zones.load(zone_name)
    start, end = (zones.wall(zone, instant) for instant in interval)
    exact = start.second or end.second
    clock = "%H:%M:%S" if exact else "%H:%M"
    last = end.strftime(clock if start.date() == end.date() else f"%Y-%m-%d {clock}")
    lasted = Duration(Fraction(interval[1] - interval[0])).text()
    return f"{start.strftime(f'%Y-%m-%d {clock}')} to {last} ({lasted})"


def _steps(steps: Sequence[Step], named: Named) -> list[str]:
    return [f"  {s.kind}: {s.what}: {s.amount.text()}{_at(s.span, named) if s.span else ''}" for s in steps]


def _at(span: Span, named: Named) -> str:
    return f" ({named(span.source.name)}:{span.line})"
