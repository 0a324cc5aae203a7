"""How findings speak: values and amounts as the source writes them, and spans short enough to underline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction

from sladsl.exact.money import Money
from sladsl.exact.periods import Cycle, Kind
from sladsl.exact.ratio import decimal_text, exact_decimal, percent
from sladsl.model.agreements import (
    Amount,
    AmountBase,
    FeeShare,
    Guarantee,
    Points,
    PriceMultiple,
    ServiceTime,
    Tier,
)
from sladsl.model.values import Number, Ratio, Value
from sladsl.source import Span

_HEAD_END = re.compile(r"[\n{]")
_NEXT_DECLARATION = re.compile(r"^\w", re.MULTILINE)
_SHOWN = 8


def value_text(value: Value) -> str:
    """`99.95%`, `15 min`, `3 working days`, `42_000 EUR`, as the source writes them."""
    if isinstance(value, Ratio):
        return percent(value.value)
    if isinstance(value, Number):
        return number_text(value.value)
    return value.text()


def number_text(value: Fraction) -> str:
    return exact_decimal(value) or decimal_text(value, 6)


def base_text(base: AmountBase) -> str:
    """`10% of monthly`, `100 EUR`, `5 days of service`."""
    match base:
        case FeeShare(ratio, fee):
            return f"{percent(ratio)} of {fee}" if fee else percent(ratio)
        case Money():
            return base.text()
        case ServiceTime(time):
            return f"{time.text()} of service"
        case PriceMultiple(factor):
            return f"{number_text(factor)} x price of time down"
        case Points(quantity):
            return quantity.text()


def amount_text(amount: Amount) -> str:
    """The amount and the block it is counted by; its limits are left to the source line."""
    text = base_text(amount.base)
    if amount.block is not None:
        text += f" per {'started ' if amount.block.started else ''}{amount.block.length.text()}"
    return text


def tier_text(tier: Tier) -> str:
    """The condition of a row: `below 99%`, `when value >= 95% and value < 99%`, `otherwise`."""
    if tier.bound is not None:
        return f"{tier.kind} {value_text(tier.bound)}"
    span = tier.range
    if span is None:
        return tier.kind
    ends = []
    if span.low is not None:
        ends.append(f"value {'>=' if span.low_closed else '>'} {value_text(span.low)}")
    if span.high is not None:
        ends.append(f"value {'<=' if span.high_closed else '<'} {value_text(span.high)}")
    return f"{tier.kind} {' and '.join(ends)}" if ends else tier.kind


def target_text(guarantee: Guarantee) -> str:
    """`>= 99.95%`."""
    return f"{guarantee.comparator} {value_text(guarantee.target)}"


def period_text(cycle: Cycle | None) -> str:
    """` per month`, with its blank; empty where there is no period."""
    if cycle is None:
        return ""
    if cycle.kind in (Kind.ROLLING, Kind.TRAILING):
        return f" per {cycle.kind.value.split()[0]} {cycle.days} days"
    return f" per {cycle.kind.value}"


def measurand(guarantee: Guarantee) -> str:
    """What a promise is about: `p99 of latency`, `resolution of P1`."""
    text = guarantee.metric.key
    if guarantee.percentile is not None:
        text = f"p{number_text(guarantee.percentile * 100)} of {text}"
    if guarantee.priority is not None:
        text += f" of {guarantee.priority.name}"
    elif guarantee.cell is not None and guarantee.cell.heading:
        text += f" of {guarantee.cell.heading}"
    return text


def listed(words: Iterable[str], last: str = "and") -> str:
    """`a`, `b` and `c`, each in backquotes."""
    quoted = [f"`{word}`" for word in words]
    if len(quoted) < 2:
        return "".join(quoted)
    return f"{', '.join(quoted[:-1])} {last} {quoted[-1]}"


def path_text(names: Sequence[str], verb: str) -> str:
    """`A` needs `B` needs `A`; the middle of a long way is left out."""
    quoted = [f"`{name}`" for name in names]
    if len(quoted) > _SHOWN + 2:
        left_out = len(quoted) - _SHOWN
        quoted = [*quoted[: _SHOWN - 2], f"... {left_out} more ...", *quoted[-2:]]
    return f" {verb} ".join(quoted)


def headline(span: Span) -> Span:
    """The first line of a declaration, without its block."""
    text = span.source.text
    found = _HEAD_END.search(text, span.start, span.end)
    end = found.start() if found else span.end
    while end > span.start and text[end - 1].isspace():
        end -= 1
    return Span(span.source, span.start, end if end > span.start else span.end)


def named_after(span: Span, opening: str, name: str) -> Span:
    """Where `name` is mentioned after the words `opening` in a declaration; its headline when it is not.

    For the names of which the model keeps no span. `span` is the declared name, `opening` a regular
    expression. The declaration ends where another one starts at the margin.
    """
    text = span.source.text
    after = _NEXT_DECLARATION.search(text, span.end)
    end = after.start() if after else len(text)
    start = re.compile(opening).search(text, span.end, end)
    if start is not None:
        mention = re.compile(rf"(?<![\w.]){re.escape(name)}(?![\w.])").search(text, start.end(), end)
        if mention is not None:
            return Span(span.source, mention.start(), mention.end())
    return headline(span)
