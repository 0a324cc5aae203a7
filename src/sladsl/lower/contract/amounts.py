"""Fees, credits and the rows of credit tables in words."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from sladsl.exact.durations import CalendarDays, Months, WorkingDays, Years
from sladsl.exact.money import Money
from sladsl.lower.contract.pen import Pen, finite
from sladsl.lower.document import Inlines, plain, text
from sladsl.lower.values import Value as Lowered
from sladsl.lower.values import decimal
from sladsl.model.agreements import Guarantee
from sladsl.model.credits import (
    Amount,
    AmountBase,
    Fee,
    FeeShare,
    Points,
    PriceMultiple,
    Range,
    RiskShare,
    ServiceTime,
    Tier,
)
from sladsl.model.metrics import TimeBetween
from sladsl.model.values import Ratio, Value

_KNOWN_FEES = {"monthly": "monthly", "quarterly": "quarterly", "yearly": "yearly", "annual": "yearly"}


def fee_words(pen: Pen, fee: Fee) -> Inlines:
    """A fee as its title says, or where it has none, as its name suggests: `monthly fee`."""
    title = pen.title(fee.title)
    if title != fee.name:
        return text(title)
    if fee.name in _KNOWN_FEES:
        return pen.say(f"fee-{_KNOWN_FEES[fee.name]}")
    return pen.say("fee-named", fee=text(_bare(fee.name)))


def fee_price(pen: Pen, fee: Fee) -> Inlines:
    """What a fee costs: `42 000 EUR per month`, each piece, or what the invoices say."""
    if fee.per == "hour":
        return pen.say("fee-per-hour", amount=pen.value(fee.amount))
    if fee.per == "each":
        return pen.say("fee-each", amount=pen.value(fee.amount))
    if fee.invoiced:
        return pen.say("fee-invoiced", currency=text(fee.amount.currency), period=pen.period(fee.per))
    return pen.say("fee-per", amount=pen.value(fee.amount), period=pen.period(fee.per))


def share_words(pen: Pen, share: Fraction, name: str) -> Inlines:
    """A share of the fee of that name; the usual fees inflect, any other is named beside its kind."""
    shown = pen.value(Ratio(share))
    fee = pen.fee(name)
    if fee is None:
        return pen.say("share-of-fee-named", share=shown, fee=text(_bare(name)))
    title = plain(fee_words(pen, fee)).casefold()
    for kind in dict.fromkeys(_KNOWN_FEES.values()):
        if title == pen.plain(f"fee-{kind}").casefold():
            return pen.say(f"share-of-fee-{kind}", share=shown)
    if pen.title(fee.title) != fee.name:
        return pen.say("share-of-fee-titled", share=shown, fee=text(pen.title(fee.title)))
    return pen.say("share-of-fee-named", share=shown, fee=text(_bare(name)))


def _bare(name: str) -> str:
    """The name without underscores, and without a `fee` of its own at the end."""
    spaced = name.replace("_", " ").strip()
    return spaced.removesuffix(" fee") or spaced


def base_words(pen: Pen, base: AmountBase) -> Inlines:
    match base:
        case FeeShare():
            return _share_of_fee(pen, base)
        case RiskShare(share, parts):
            *outer, last = parts or (share,)
            return _shares(pen, outer, pen.say("share-of-risk", share=pen.value(Ratio(last))))
        case Money():
            return pen.shown(base)
        case ServiceTime(time, name):
            if name is None:
                return pen.say("amount-days-of-service", days=pen.value(time))
            return pen.say("amount-days-of-fee", days=pen.value(time), fee=_named(pen, name))
        case PriceMultiple(factor, name):
            if name is None:
                return pen.say("amount-times-price", factor=text(pen.number(factor)))
            return pen.say("amount-times-fee", factor=text(pen.number(factor)), fee=_named(pen, name))
        case Points(quantity):
            if quantity.unit in ("point", "points") and quantity.value.denominator == 1:
                return pen.say("amount-points", count=int(quantity.value))
            return text(pen.written(quantity))


def _share_of_fee(pen: Pen, base: FeeShare) -> Inlines:
    *outer, last = base.parts or (base.ratio,)
    said = share_words(pen, last, base.fee)
    if base.following:
        said = pen.say("amount-following", amount=said)
    if base.before is not None:
        said = pen.say("amount-before", amount=said, days=pen.value(base.before))
    return _shares(pen, outer, said)


def _shares(pen: Pen, outer: Sequence[Fraction], amount: Inlines) -> Inlines:
    """Shares of shares, the outermost first."""
    for share in reversed(outer):
        amount = pen.say("share-of-amount", share=pen.value(Ratio(share)), amount=amount)
    return amount


def _named(pen: Pen, name: str) -> Inlines:
    fee = pen.fee(name)
    return fee_words(pen, fee) if fee is not None else text(_bare(name))


def amount_words(pen: Pen, amount: Amount, guarantee: Guarantee) -> Inlines:
    """An amount with everything it is multiplied and limited by."""
    said = base_words(pen, amount.base)
    if amount.block is not None:
        basis = amount.block.basis or basis_of(guarantee)
        said = pen.say(
            "amount-share-each-block",
            amount=said,
            rounding="started" if amount.block.started else "full",
            block=pen.value(amount.block.length),
            of=basis,
        )
    if amount.per_each == "ticket":
        said = pen.say("amount-for-each-ticket", amount=said)
    elif amount.per_each is not None:
        said = pen.say("amount-for-each", amount=said, thing=text(amount.per_each.replace("_", " ")))
    if amount.dates is not None:
        said = pen.say(
            "amount-each-date",
            amount=said,
            rounding="started" if amount.dates.begun else "full",
            of=amount.dates.basis or basis_of(guarantee),
        )
        if amount.dates.from_start:
            said = pen.say("amount-dates-from-start", amount=said)
    if amount.beyond is not None:
        beyond = "amount-beyond-all" if amount.from_start else "amount-beyond"
        said = pen.say(beyond, amount=said, free=pen.value(amount.beyond))
    if amount.once_per is not None and amount.trigger is not None:
        said = pen.say(
            "amount-once-with",
            amount=said,
            period=amount.once_per,
            time=pen.value(amount.trigger.time),
            row="yes" if amount.trigger.in_a_row else "no",
        )
    elif amount.once_per == "day":
        said = pen.say("amount-once-per-day", amount=said)
    elif amount.once_per is not None:
        said = pen.say("amount-once-per-period", amount=said, period=text(amount.once_per.replace("_", " ")))
    if amount.each_at_most is not None:
        said = pen.say("amount-each-at-most", amount=said, cap=base_words(pen, amount.each_at_most))
    if amount.at_most is not None:
        said = pen.say("amount-at-most", amount=said, cap=base_words(pen, amount.at_most))
    return said


def memory_words(pen: Pen, amounts: Sequence[Amount]) -> list[Inlines]:
    """Sentences on what an amount remembers of earlier periods."""
    said: dict[str, Inlines] = {}
    for amount in amounts:
        if (misses := amount.only_when) is not None:
            window, count = pen.value(misses.of), text(str(misses.count))
            said[f"only {misses.count} {window}"] = (
                pen.say("credit-only-after", window=window)
                if misses.count is None
                else pen.say("credit-only-of", count=count, window=window)
            )
        if (misses := amount.doubled) is not None:
            window, count = pen.value(misses.of), text(str(misses.count))
            said[f"doubled {misses.count} {window}"] = (
                pen.say("credit-doubled-after", window=window)
                if misses.count is None
                else pen.say("credit-doubled-of", count=count, window=window)
            )
        if amount.earned_back_after is not None:
            window = pen.value(amount.earned_back_after)
            said[f"back {window}"] = pen.say("credit-back-after", window=window)
    return [*said.values(), pen.say("credit-first-period")] if said else []


def basis_of(guarantee: Guarantee) -> str:
    """What blocks of time count when the source does not say: delay of cases, else downtime."""
    return "late" if isinstance(guarantee.metric.formula, TimeBetween) else "down"


def counted(window: object) -> tuple[int, str]:
    """A window as a count of periods and their word."""
    match window:
        case Months(count):
            return count, "month"
        case Years(count):
            return count, "year"
        case CalendarDays(count) if count % 7 == 0:
            return count // 7, "week"
        case CalendarDays(count) | WorkingDays(count):
            return count, "day"
    raise ValueError(f"no count of periods: {window}")


# ---- rows


def places_of(values: Sequence[Value | None]) -> int:
    """How many decimals the percentages among the values need, so that a column shows them alike."""
    shares = [finite(value.value * 100) for value in values if isinstance(value, Ratio)]
    return max((max(0, -int(decimal(s).as_tuple().exponent)) for s in shares), default=0)


def tier_words(pen: Pen, tiers: Sequence[Tier], places: int) -> tuple[Inlines, ...]:
    """What each row says: rows of a scale down to the next one, others by their own words."""
    said: dict[int, Inlines] = {}
    for kind in ("below", "above"):
        scale = [
            (n, t.bound)
            for n, t in enumerate(tiers)
            if t.kind == kind and t.bound is not None and t.off is None
        ]
        scale.sort(key=lambda item: item[1], reverse=kind == "below")
        for place, (n, bound) in enumerate(scale):
            further = scale[place + 1][1] if place + 1 < len(scale) else None
            said[n] = _scaled(pen, kind, bound, further, places)
    return tuple(said[n] if n in said else _row(pen, tier, places) for n, tier in enumerate(tiers))


def _scaled(pen: Pen, kind: str, bound: Value, further: Value | None, places: int) -> Inlines:
    near = pen.value(bound, places)
    far = pen.value(further, places) if further is not None else None
    if kind == "below":
        if far is None:
            return pen.say("tier-below", upper=near)
        return pen.say("tier-below-to", upper=near, lower=far)
    if far is None:
        return pen.say("tier-above", lower=near)
    return pen.say("tier-above-to", lower=near, upper=far)


def _row(pen: Pen, tier: Tier, places: int) -> Inlines:
    if tier.off is not None:
        return pen.say("tier-off-target", row=range_words(pen, tier.off.range, 0))
    if tier.range is None:
        return pen.say("tier-otherwise")
    return range_words(pen, tier.range, places)


def range_words(pen: Pen, range_: Range, places: int) -> Inlines:
    low: Lowered | None = pen.value(range_.low, places) if range_.low is not None else None
    high: Lowered | None = pen.value(range_.high, places) if range_.high is not None else None
    if low is not None and high is not None:
        if range_.low == range_.high:
            return pen.say("tier-exactly", value=low)
        return pen.say(
            "tier-between",
            lower=low,
            upper=high,
            **{
                "low-side": "closed" if range_.low_closed else "open",
                "high-side": "closed" if range_.high_closed else "open",
            },
        )
    if low is not None:
        return pen.say("tier-at-least" if range_.low_closed else "tier-above", lower=low)
    if high is not None:
        return pen.say("tier-at-most" if range_.high_closed else "tier-below", upper=high)
    return pen.say("tier-any")


def amounts_of(tiers: Sequence[Tier], single: Amount | None) -> list[Amount]:
    return [tier.amount for tier in tiers] + ([single] if single else [])
