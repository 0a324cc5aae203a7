"""Values, amounts, tiers and promises as the source writes them, for whoever speaks of them."""

from __future__ import annotations

from fractions import Fraction

from sladsl.exact.durations import Duration
from sladsl.exact.money import Money
from sladsl.exact.periods import Cycle, Kind
from sladsl.exact.ratio import decimal_text, exact_decimal, percent
from sladsl.model.agreements import Guarantee
from sladsl.model.credits import (
    Amount,
    AmountBase,
    FeeShare,
    Misses,
    Points,
    PriceMultiple,
    Range,
    RiskShare,
    ServiceTime,
    Tier,
)
from sladsl.model.metrics import (
    Arithmetic,
    Combined,
    Compare,
    Condition,
    Constant,
    Holds,
    MetricUse,
    Negated,
    Signal,
    Term,
)
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


def decimals_text(places: int) -> str:
    """`1 decimal`, `3 decimals`."""
    return f"{places} decimal" + ("" if places == 1 else "s")


def base_text(base: AmountBase) -> str:
    """`10% of monthly`, `100 EUR`, `5 days of service`."""
    match base:
        case FeeShare(ratio, fee, parts, following, before):
            said = _shares(ratio, parts)
            said += f" of {'next ' if following else ''}{fee}" if fee else ""
            return said + (f" of the {before.text()} before" if before is not None else "")
        case RiskShare(ratio, parts):
            return f"{_shares(ratio, parts)} of at risk"
        case Money():
            return base.text()
        case ServiceTime(time, fee):
            return f"{time.text()} of {fee or 'service'}"
        case PriceMultiple(factor, fee):
            return f"{number_text(factor)} x {fee or 'price'} of time down"
        case Points(quantity):
            return quantity.text()


def _shares(ratio: Fraction, parts: tuple[Fraction, ...]) -> str:
    return " of ".join(percent(part) for part in parts or (ratio,))


def misses_text(misses: Misses) -> str:
    """`missed 2 months in a row`, `missed 2 of 3 months`."""
    if misses.count is None:
        return f"missed {misses.of.text()} in a row"
    return f"missed {misses.count} of {misses.of.text()}"


def amount_text(amount: Amount) -> str:
    """The amount and the block it is counted by; its limits are left to the source line."""
    text = base_text(amount.base)
    if amount.block is not None:
        text += f" per {'started ' if amount.block.started else ''}{amount.block.length.text()}"
    if amount.dates is not None:
        text += f" per {'started ' if amount.dates.begun else ''}calendar day"
        text += " from the start" if amount.dates.from_start else ""
    return text


def tier_text(tier: Tier) -> str:
    """The condition of a row: `below 99%`, `when value >= 95% and value < 99%`, `otherwise`."""
    if tier.off is not None and tier.off.bound is not None:
        return f"{tier.off.kind} {value_text(tier.off.bound)} off target"
    if tier.off is not None:
        return _range_text(tier.off.kind, tier.off.range, "excess")
    if tier.bound is not None:
        return f"{tier.kind} {value_text(tier.bound)}"
    return _range_text(tier.kind, tier.range, "value") if tier.range is not None else tier.kind


def _range_text(kind: str, span: Range, about: str) -> str:
    ends = []
    if span.low is not None:
        ends.append(f"{about} {'>=' if span.low_closed else '>'} {value_text(span.low)}")
    if span.high is not None:
        ends.append(f"{about} {'<=' if span.high_closed else '<'} {value_text(span.high)}")
    return f"{kind} {' and '.join(ends)}" if ends else kind


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


def condition_text(condition: Condition) -> str:
    """`waiting_for_customer and not urgent`, `machines > 2`, as the source writes it."""
    match condition:
        case Holds(name):
            return name
        case Compare(left, comparator, right):
            return f"{term_text(left)} {comparator} {term_text(right)}"
        case Negated(inner):
            text = condition_text(inner)
            return f"not ({text})" if isinstance(inner, Combined) else f"not {text}"
        case Combined(op, left, right):
            sides = (
                f"({condition_text(side)})"
                if isinstance(side, Combined) and side.op != op
                else condition_text(side)
                for side in (left, right)
            )
            return f" {op} ".join(sides)


def term_text(term: Term) -> str:
    """`failed / (failed + good)`, as the source writes it."""
    match term:
        case Signal(name):
            return name
        case MetricUse(key):
            return key
        case Constant(value):
            return value_text(value)
        case Arithmetic(op, left, right):
            sides = (
                f"({term_text(side)})" if isinstance(side, Arithmetic) else term_text(side)
                for side in (left, right)
            )
            return f" {op} ".join(sides)
