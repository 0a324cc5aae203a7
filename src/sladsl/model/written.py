"""Values, amounts, tiers and promises as the source writes them, for whoever speaks of them."""

from __future__ import annotations

from fractions import Fraction

from sladsl.exact.durations import Duration
from sladsl.exact.money import Money
from sladsl.exact.periods import Cycle, Kind
from sladsl.exact.ratio import decimal_text, exact_decimal, percent
from sladsl.model.agreements import Guarantee
from sladsl.model.credits import Amount, AmountBase, FeeShare, Points, PriceMultiple, ServiceTime, Tier
from sladsl.model.values import Number, Ratio, Value


def value_text(value: Value) -> str:
    """`99.95%`, `15 min`, `3 working days`, `42_000 EUR`, as the source writes them."""
    if isinstance(value, Ratio):
        return percent(value.value)
    if isinstance(value, Number):
        return number_text(value.value)
    return value.text()


def short_text(value: Value) -> str:
    """Like `value_text`, a time below the second in milliseconds: `300 ms`."""
    if isinstance(value, Duration) and 0 < value.seconds < 1:
        return f"{number_text(value.seconds * 1000)} ms"
    return value_text(value)


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
        text = f"p{number_text(guarantee.percentile)} of {text}"
    if guarantee.priority is not None:
        text += f" of {guarantee.priority.name}"
    elif guarantee.cell is not None and guarantee.cell.heading:
        text += f" of {guarantee.cell.heading}"
    return text
