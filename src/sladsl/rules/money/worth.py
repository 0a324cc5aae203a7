"""What amounts of credit are worth beside one another, as far as the agreement fixes it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from sladsl.exact.durations import Duration
from sladsl.exact.money import Money
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.credits import (
    Amount,
    AmountBase,
    CreditScheme,
    FeeShare,
    Points,
    PriceMultiple,
    RiskShare,
    ServiceTime,
)
from sladsl.records import replace
from sladsl.source import Span


def worth(base: AmountBase, agreement: Agreement) -> tuple[str, Fraction] | None:
    """In which measure and how much; two amounts compare when their measures are the same."""
    match base:
        case FeeShare(ratio, name, following=following, before=before):
            fee = agreement.fee(name)
            if before is not None:
                return f"share of {name} of {before.text()}", ratio
            if fee is None or fee.invoiced:
                return f"share of {'next ' if following else ''}{name}", ratio
            return fee.amount.currency, ratio * fee.amount.amount
        case Money(amount, currency):
            return currency, amount
        case RiskShare(ratio):
            terms = agreement.credit_terms
            whole = worth(terms.at_risk, agreement) if terms is not None and terms.at_risk else None
            return (
                (whole[0], ratio * whole[1]) if whole is not None else ("share of the amount at risk", ratio)
            )
        case ServiceTime(time, name):
            of = name or "service"
            if isinstance(time, Duration):
                return f"seconds of {of}", time.seconds
            return f"{type(time).__name__} of {of}", Fraction(time.count)
        case PriceMultiple(factor, name):
            return f"price of {name or 'time'} down", factor
        case Points(quantity):
            return f"points in {quantity.unit}", quantity.value


def same_terms(left: Amount, right: Amount) -> bool:
    """Whether two amounts are multiplied and limited alike, so that their bases tell which is more."""
    return replace(left, base=right.base, span=None) == replace(right, span=None)


def is_single(amount: Amount) -> bool:
    """Whether the amount is paid once for a period and is not multiplied by anything."""
    multiplied = amount.block or amount.per_each or amount.dates or amount.beyond or amount.once_per
    return not (multiplied or amount.doubled)


def amounts(scheme: CreditScheme) -> Iterator[tuple[Amount, Span]]:
    """Every amount of a scheme and the row it stands in."""
    if scheme.single is not None:
        yield scheme.single, scheme.single.span or scheme.span
    for tier in scheme.tiers:
        yield tier.amount, tier.span


def bases(amount: Amount) -> Iterator[AmountBase]:
    """What an amount and its limits are taken of."""
    yield amount.base
    for limit in (amount.at_most, amount.each_at_most):
        if limit is not None:
            yield limit


def schemes(guarantee: Guarantee) -> Iterator[CreditScheme]:
    """The credits and bonuses of a promise."""
    for scheme in (guarantee.credit, guarantee.bonus):
        if scheme is not None:
            yield scheme
