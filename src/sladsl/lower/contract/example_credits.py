"""The small, exact arithmetic behind the worked examples: what a target allows, what a miss costs.

It knows nothing of measured data, of several promises at once or of earlier periods.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from sladsl.exact.durations import Duration
from sladsl.exact.money import Money
from sladsl.exact.ratio import round_to
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.credits import Amount, AmountBase, FeeShare, RiskShare, Tier
from sladsl.model.values import Ratio
from sladsl.records import record


@record
class Charge:
    """What an amount comes to: `blocks` times `share` of `unit`, or times `unit`; `owed` after its limit."""

    blocks: int | None
    share: Fraction | None
    unit: Money
    raw: Money
    limit: Money | None
    owed: Money


def room(promise: Guarantee, length: Fraction) -> Fraction:
    """Seconds that may be lost of `length` seconds, for a share that is better higher, before rounding."""
    return (1 - target(promise)) * length


def whole_room(promise: Guarantee, total: int) -> int:
    """How many of `total` equal intervals may be bad before the share misses its target, before rounding."""
    exact = (1 - target(promise)) * total
    whole = exact.numerator // exact.denominator
    return whole - 1 if promise.comparator == ">" and whole == exact and whole > 0 else whole


def target(promise: Guarantee) -> Fraction:
    """The target of a promise about a share."""
    if not isinstance(promise.target, Ratio):
        raise ValueError(f"{promise.key} promises no share")
    return promise.target.value


def judged(promise: Guarantee, value: Fraction) -> Fraction:
    """The value as it is held against the target: rounded by the promise's rule, on the percentage."""
    if promise.rounding is None:
        return value
    return round_to(value * 100, promise.rounding.places, promise.rounding.mode) / 100


def applying(tiers: Sequence[Tier], value: Ratio) -> int | None:
    """Which row applies; None when none does, or when several do that are no scale."""
    below = [(t.bound, n) for n, t in enumerate(tiers) if t.kind == "below" and isinstance(t.bound, Ratio)]
    above = [(t.bound, n) for n, t in enumerate(tiers) if t.kind == "above" and isinstance(t.bound, Ratio)]
    fitting = [(b, n) for b, n in below if isinstance(b, Ratio) and value < b]
    if fitting:
        return min(fitting)[1]
    passed = [(b, n) for b, n in above if isinstance(b, Ratio) and value > b]
    if passed:
        return max(passed)[1]
    rows = [
        n
        for n, t in enumerate(tiers)
        if t.kind not in ("below", "above") and t.range is not None and _inside(t, value)
    ]
    if len(rows) == 1:
        return rows[0]
    others = [n for n, t in enumerate(tiers) if t.range is None and t.kind == "otherwise"]
    return others[0] if others and not rows else None


def _inside(tier: Tier, value: Ratio) -> bool:
    ends = (tier.range.low, tier.range.high) if tier.range else ()
    fits = all(end is None or isinstance(end, Ratio) for end in ends)
    return fits and tier.range is not None and tier.range.contains(value)


def money_of(agreement: Agreement, base: AmountBase) -> Money | None:
    """An amount that fees alone decide, exact; None for service time, multiples of the price and points."""
    if isinstance(base, Money):
        return base
    if isinstance(base, FeeShare) and base.before is None:
        fee = agreement.fee(base.fee)
        return fee.amount.share(base.ratio) if fee is not None and not fee.invoiced else None
    terms = agreement.credit_terms
    if isinstance(base, RiskShare) and terms is not None and not isinstance(terms.at_risk, RiskShare | None):
        whole = money_of(agreement, terms.at_risk)
        return whole.share(base.ratio) if whole is not None else None
    return None


def blocks_in(amount: Amount, seconds: Fraction) -> int | None:
    """How many blocks of time count, `beyond` taken off first; None when the amount has no such blocks."""
    if amount.block is None or not isinstance(amount.block.length, Duration):
        return None
    free = amount.beyond.seconds if isinstance(amount.beyond, Duration) else Fraction(0)
    counted = max(seconds - free, Fraction(0)) / amount.block.length.seconds
    down = counted.numerator // counted.denominator
    return down + (counted != down) if amount.block.started else down


def charge(agreement: Agreement, amount: Amount, seconds: Fraction) -> Charge | None:
    """What the amount comes to for so many seconds lost; None when more than fees and time decides it."""
    unit = money_of(agreement, amount.base)
    more = (amount.per_each, amount.once_per, amount.dates, amount.each_at_most, amount.only_when)
    plain = all(part is None for part in more) and not amount.from_start
    if unit is None or not plain or (amount.beyond is not None and amount.block is None):
        return None
    blocks = blocks_in(amount, seconds)
    if amount.block is not None and blocks is None:
        return None
    raw = unit * (1 if blocks is None else blocks)
    limit = money_of(agreement, amount.at_most) if amount.at_most is not None else None
    if amount.at_most is not None and (limit is None or limit.currency != raw.currency):
        return None
    share = amount.base.ratio if isinstance(amount.base, FeeShare) else None
    fee = agreement.fee(amount.base.fee) if isinstance(amount.base, FeeShare) else None
    owed = raw if limit is None or raw <= limit else limit
    return Charge(blocks, share, fee.amount if fee else unit, raw, limit, owed.rounded())


def cap_of(agreement: Agreement, promise: Guarantee) -> Money | None:
    """The agreement's cap for the promise's own period, when fees alone decide it."""
    if agreement.credit_terms is None or promise.period is None:
        return None
    for cap in agreement.credit_terms.caps:
        if cap.period == promise.period.kind.value and (found := money_of(agreement, cap.amount)) is not None:
            return found
    return None


def least(share: Fraction, total: int) -> int:
    """The least whole number of `total` that is at least `share` of them."""
    exact = share * total
    return -(-exact.numerator // exact.denominator)
