"""Finds amounts so small that something else is meant: `2 EUR` for 2%, a share of what an hour costs."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.money import Money, is_currency
from sladsl.exact.periods import Cycle, Kind
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.credits import Amount, AmountBase, Fee, FeeShare
from sladsl.model.written import base_text, number_text, period_text
from sladsl.rules.index import Index
from sladsl.rules.money.worth import amounts, is_single, schemes, worth
from sladsl.source import Span

_TIMES = 10
"""How much less an amount has to be than the share of the same number to be told."""
_TIMES_ALONE = 1_000
"""How often the smallest amount has to go into the price of its period where no share stands beside it."""
_HOURS = {"hour": 1, "day": 24, "week": 168}
_LENGTH = {
    Kind.DAY: 24,
    Kind.WEEK: 168,
    Kind.MONTH: 672,
    Kind.BILLING_MONTH: 672,
    Kind.QUARTER: 2_136,
    Kind.YEAR: 8_760,
}
"""Hours of the shortest one of each kind."""
_FEE_HOURS = _HOURS | {"month": 672, "quarter": 2_136, "year": 8_760}


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per row, amount or limit."""
    for agreement in index.agreements:
        terms = agreement.credit_terms
        above = index.house.agreements.get(agreement.under or "")
        if terms is not None and (above is None or above.credit_terms is not terms):
            yield from _among_shares(agreement, [(row.amount, row.span) for row in terms.points])
        for guarantee in agreement.guarantees:
            for scheme in schemes(guarantee):
                yield from _among_shares(agreement, [(a.base, span) for a, span in amounts(scheme)])
                if scheme is guarantee.credit:
                    yield from _alone(agreement, guarantee, list(amounts(scheme)))
                for amount, span in amounts(scheme):
                    yield from _limit(agreement, amount, amount.span or span)
                    yield from _of_a_short_time(agreement, guarantee, amount, amount.span or span)


def _among_shares(agreement: Agreement, rows: list[tuple[AmountBase, Span]]) -> Iterator[Diagnostic]:
    """Money in a scale or a table of shares, of a number that would do as a share."""
    shares = [(base, span) for base, span in rows if isinstance(base, FeeShare)]
    if not shares:
        return
    for base, span in rows:
        if not isinstance(base, Money) or not 0 < base.amount <= 100:
            continue
        near, near_span = min(shares, key=lambda each: abs(100 * each[0].ratio - base.amount))
        meant = FeeShare(base.amount / 100, near.fee)
        size = worth(meant, agreement)
        if size is None or size[0] != base.currency or size[1] <= _TIMES * base.amount:
            continue
        if not _would_fit(rows):
            continue
        yield Diagnostic(
            catalogue.SHARE_AS_AMOUNT,
            f"`{base.text()}` stands among shares: is `{base_text(meant)}` meant, which is "
            f"{Money(size[1], size[0]).text()}?",
            (Label(span, "an amount"), Label(near_span, f"a share: {_said(near, agreement)}")),
            help=f"write `{base_text(meant)}`, or say the other rows in money too",
        )


def _alone(
    agreement: Agreement, guarantee: Guarantee, rows: list[tuple[Amount, Span]]
) -> Iterator[Diagnostic]:
    """A scale of nothing but money, paid once for a missed period, that is next to nothing of its price."""
    cycle = guarantee.period
    if cycle is None or not rows or not all(is_single(amount) for amount, _ in rows):
        return
    known = [(a.base, span) for a, span in rows if isinstance(a.base, Money) and 0 < a.base.amount <= 100]
    fees = [f for f in agreement.fees if not f.invoiced and 0 < _fee_hours(f) <= _hours(cycle)]
    if len(known) < len(rows) or not fees:
        return
    longest = max(_fee_hours(fee) for fee in fees)
    fee = min((f for f in fees if _fee_hours(f) == longest), key=lambda f: f.amount.amount)
    least, span = min(known, key=lambda row: row[0].amount)
    if least.currency != fee.amount.currency or fee.amount.amount <= _TIMES_ALONE * least.amount:
        return
    meant, per = FeeShare(least.amount / 100, fee.name), period_text(cycle).removeprefix(" per ")
    yield Diagnostic(
        catalogue.SHARE_AS_AMOUNT,
        f"`{least.text()}` for a missed {per}, at a price of {fee.amount.text()} per {fee.per}: is "
        f"`{base_text(meant)}` meant, which is {fee.amount.share(meant.ratio).text()}?",
        (Label(span, "an amount"), Label(fee.span, f"paid per {fee.per}")),
        help=f"write `{base_text(meant)}`, or credit more",
    )


def _would_fit(rows: list[tuple[AmountBase, Span]]) -> bool:
    """Whether the rows rise or fall all the way when money is read as a share of the same number."""
    places = []
    for base, _ in rows:
        places.append(base.ratio if isinstance(base, FeeShare) else None)
        if isinstance(base, Money):
            places[-1] = base.amount / 100
    known = [place for place in places if place is not None]
    return known in (sorted(known), sorted(known, reverse=True))


def _limit(agreement: Agreement, amount: Amount, span: Span) -> Iterator[Diagnostic]:
    """A limit that is less than what it limits, before anything multiplies that."""
    for words, limit in (("at most", amount.at_most), ("each at most", amount.each_at_most)):
        if limit is None:
            continue
        size, most = worth(amount.base, agreement), worth(limit, agreement)
        if size is None or most is None or most[0] != size[0] or most[1] >= size[1]:
            continue
        rule = catalogue.DOUBTFUL_AMOUNT
        way_out = f"raise the limit to {_said(amount.base, agreement)} at least, or lower the amount"
        if (
            isinstance(limit, Money)
            and isinstance(amount.base, FeeShare)
            and 100 * amount.base.ratio <= limit.amount <= 100
        ):
            rule = catalogue.SHARE_AS_AMOUNT
            way_out = f"write `{words} {number_text(limit.amount)}% of {amount.base.fee}`, or {way_out}"
        yield Diagnostic(
            rule,
            f"`{words} {base_text(limit)}` is less than `{base_text(amount.base)}`, which it limits: "
            f"{_money(most)} against {_money(size)}",
            (Label(span, "always cut off"),),
            help=way_out,
        )


def _of_a_short_time(
    agreement: Agreement, guarantee: Guarantee, amount: Amount, span: Span
) -> Iterator[Diagnostic]:
    """A share of the price of an hour, paid once for a whole period."""
    base, cycle = amount.base, guarantee.period
    if not isinstance(base, FeeShare) or base.before is not None or cycle is None or not is_single(amount):
        return
    fee = agreement.fee(base.fee)
    hours = _HOURS.get(fee.per) if fee is not None and not fee.invoiced else None
    if fee is None or hours is None or _hours(cycle) <= hours:
        return
    size = fee.amount.share(base.ratio)
    per = period_text(cycle).removeprefix(" per ")
    yield Diagnostic(
        catalogue.DOUBTFUL_AMOUNT,
        f"`{base_text(base)}` is {size.text()}: a share of the price of one {fee.per}, paid once for a whole "
        f"{per}",
        (Label(span, f"{size.text()} in all"), Label(fee.span, f"paid per {fee.per}")),
        help=f"multiply it, as in `{base_text(base)} per started {hours} h`, or take the share of what the "
        f"{per} cost, with a fee `as invoiced in {fee.amount.currency} per month`",
    )


def _fee_hours(fee: Fee) -> int:
    return _FEE_HOURS.get(fee.per, 0)


def _hours(cycle: Cycle) -> int:
    return _LENGTH.get(cycle.kind, 24 * cycle.days)


def _said(base: AmountBase, agreement: Agreement) -> str:
    size = worth(base, agreement)
    return _money(size) if size is not None else base_text(base)


def _money(size: tuple[str, Fraction]) -> str:
    measure, value = size
    return Money(value, measure).text() if is_currency(measure) else f"{number_text(value)} {measure}"
