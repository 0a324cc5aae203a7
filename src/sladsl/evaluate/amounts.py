"""From one row of a scale to what it comes to for one result: blocks, excess, repeats and the row's limit."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor

from sladsl.evaluate.lost import (
    Piece,
    dates_in,
    delays,
    how_many,
    is_of_cases,
    occasions,
    pieces_of,
    seconds_of,
)
from sladsl.evaluate.prices import Prices
from sladsl.evaluate.reasons import Reason, Why, because
from sladsl.evaluate.results import Result, Step
from sladsl.evaluate.tiers import Undefined, is_about, tier_of
from sladsl.exact.durations import Duration
from sladsl.exact.intervals import normalise
from sladsl.exact.money import CurrencyMismatch, Money
from sladsl.exact.quantities import Quantity, UnitMismatch
from sladsl.model.credits import Amount, AmountBase, Block, CreditScheme, Dates, PriceMultiple, Tier
from sladsl.model.written import amount_text, base_text, misses_text, number_text, tier_text, value_text
from sladsl.records import record


@record
class Charge:
    """What is owed for a result by one row, in money or points, and how it came about."""

    amount: Money | Quantity
    steps: tuple[Step, ...]


@record
class _Count:
    """By what an amount is multiplied, the seconds that are priced, the steps in words, and the pieces of
    lost time with the number of times each counts."""

    factor: Fraction
    seconds: Fraction | None
    said: tuple[tuple[str, str], ...]
    pieces: tuple[tuple[Piece, Fraction], ...] = ()


def charge(
    amount: Amount,
    tier: Tier | None,
    result: Result,
    prices: Prices,
    doubled: bool | Undefined,
    cases: Fraction | None = None,
) -> Charge | Undefined:
    """What an amount comes to for a result; Undefined when the data or the text does not say it.

    Delay is counted case by case, time down for the whole period, or outage by outage with `per outage`.
    `beyond` is taken off each of them first; then each is held against its own limit. What is doubled is
    doubled before the row's own limit. With `cases` the row is for so many of the late cases.
    """
    count = _of_cases(amount, cases) if cases is not None else _count(amount, result)
    if isinstance(count, Undefined):
        return count
    if isinstance(doubled, Undefined):
        return doubled
    unit = prices.worth(amount.base, count.seconds)
    if isinstance(unit, Undefined):
        return unit
    first = "" if tier is None else f"{tier_text(tier)}: "
    steps = [Step("tier", first + amount_text(amount), unit, tier.span if tier else amount.span)]
    total = unit
    for kind, what in count.said:
        if kind != "excess":
            total = unit * count.factor
        steps.append(Step(kind, what, total, amount.span))
    total = unit * count.factor
    if amount.each_at_most is not None:
        limited = _each_limited(amount, amount.each_at_most, count, prices)
        if isinstance(limited, Undefined):
            return limited
        if limited != total:
            total = limited
            what = f"each at most {base_text(amount.each_at_most)}"
            steps.append(Step("limit of each", what, total, amount.span))
    if doubled and amount.doubled is not None:
        total = total * 2
        steps.append(Step("doubled", f"{misses_text(amount.doubled)}: doubled", total, amount.span))
    if amount.at_most is not None:
        limit = prices.worth(amount.at_most, count.seconds)
        if isinstance(limit, Undefined):
            return limit
        exceeds = _exceeds(total, limit)
        if isinstance(exceeds, Undefined):
            return exceeds
        if exceeds:
            total = limit
            steps.append(Step("limit", f"at most {base_text(amount.at_most)}", total, amount.span))
    return Charge(total, tuple(steps))


def _each_limited(
    amount: Amount, limit: AmountBase, count: _Count, prices: Prices
) -> Money | Quantity | Undefined:
    """The sum over cases, outages or the whole time down, each held against its limit first."""
    if not count.pieces:
        return Undefined(Reason(Why.EACH_UNKNOWN))
    total: Money | Quantity | None = None
    for piece, times in count.pieces:
        at = piece.interval[0] if piece.interval is not None else None
        worth = prices.worth(amount.base, piece.seconds if isinstance(amount.base, PriceMultiple) else None)
        most = prices.worth(limit, piece.seconds, at)
        if isinstance(worth, Undefined):
            return worth
        if isinstance(most, Undefined):
            return most
        part = worth * times
        exceeds = _exceeds(part, most)
        if isinstance(exceeds, Undefined):
            return exceeds
        part = most if exceeds else part
        total = part if total is None else _sum(total, part)
    assert total is not None
    return total


def _sum(left: Money | Quantity, right: Money | Quantity) -> Money | Quantity:
    if isinstance(left, Money) and isinstance(right, Money):
        return left + right
    assert isinstance(left, Quantity)
    assert isinstance(right, Quantity)
    return left + right


def row_of(result: Result, scheme: CreditScheme, found: Tier | None) -> Tier | Undefined | None:
    """The row that applies; where the rows name times and a share was measured, that of the latest case."""
    late = delays(result)
    target = result.guarantee.target
    if found is not None or not scheme.tiers or not late or not isinstance(target, Duration):
        return found
    worst = Duration(target.seconds + max(each.amount for each in late))
    return tier_of(scheme, worst, missed=True) if is_about(scheme, worst) else None


def rows_by_case(result: Result, scheme: CreditScheme) -> list[tuple[Tier, Fraction]] | Undefined | None:
    """Where rows pay for each case, every row and how many of the late cases it is for; else None."""
    late, target = delays(result), result.guarantee.target
    single = all(_by_each(t.amount) for t in scheme.tiers)
    if not scheme.tiers or not late or not single or not isinstance(target, Duration):
        return None
    found: dict[int, tuple[Tier, Fraction]] = {}
    for each in late:
        value = Duration(target.seconds + each.amount)
        if not is_about(scheme, value):
            return None
        row = tier_of(scheme, value, missed=True)
        if isinstance(row, Undefined):
            return row
        if row is not None:
            known = found.get(row.span.start, (row, Fraction(0)))[1]
            found[row.span.start] = row, known + 1
    return [found[place] for place in sorted(found)]


def _by_each(amount: Amount) -> bool:
    """Whether an amount is paid for each case and depends on nothing else of the case."""
    more = (amount.block, amount.dates, amount.beyond, amount.once_per, amount.each_at_most)
    plain = all(part is None for part in more)
    return amount.per_each is not None and plain and not isinstance(amount.base, PriceMultiple)


def _of_cases(amount: Amount, cases: Fraction) -> _Count:
    return _Count(cases, None, (("each", f"{number_text(cases)} x per {amount.per_each}"),))


def _count(amount: Amount, result: Result) -> _Count | Undefined:
    said: list[tuple[str, str]] = []
    pieces: list[Piece] | None = None
    counted = amount.block or amount.dates
    basis = (counted.basis if counted else None) or ("late" if is_of_cases(result) else "down")
    if counted is not None or amount.beyond is not None or isinstance(amount.base, PriceMultiple):
        together = basis == "down" and amount.per_each is None and amount.dates is None
        pieces = pieces_of(result, basis, together=together)
        if pieces is None:
            return Undefined(Reason(Why.DELAY_UNKNOWN if basis == "late" else Why.DOWN_UNKNOWN))
    if amount.beyond is not None and pieces is not None:
        left = _excess(amount, pieces)
        if isinstance(left, Undefined):
            return left
        if amount.dates is None:
            lost, over = (sum((p.seconds for p in some), Fraction(0)) for some in (pieces, left))
            more = ", counted from the start" if amount.from_start else ""
            what = f"{_time(over)} of {_time(lost)} {basis} is beyond {value_text(amount.beyond)}{more}"
            said.append(("excess", what))
        pieces = left
    times: list[Fraction] | Undefined | None = None
    if pieces is not None and amount.dates is not None:
        times = _dates(amount.dates, pieces, result, basis)
    elif pieces is not None and amount.block is not None:
        times = _blocks(amount.block, pieces)
    if isinstance(times, Undefined):
        return times
    factor: Fraction | None = None
    if times is not None and pieces is not None:
        factor = sum(times, Fraction(0))
        said.append(("block", _counted_words(amount, factor, pieces, basis)))
    elif amount.per_each is not None:
        factor = how_many(result) if pieces is None else Fraction(sum(1 for p in pieces if p.seconds > 0))
        if factor is None:
            return Undefined(because(Why.COUNT_UNKNOWN, f"per {amount.per_each}"))
        said.append(("each", f"{number_text(factor)} x per {amount.per_each}"))
        times = [Fraction(p.seconds > 0) for p in pieces] if pieces is not None else None
    elif pieces is not None and amount.beyond is not None and not isinstance(amount.base, PriceMultiple):
        factor = Fraction(1 if any(p.seconds for p in pieces) else 0)
    if amount.once_per is not None:
        most = occasions(result, amount.once_per, amount.trigger)
        if most is None:
            return Undefined(because(Why.COUNT_UNKNOWN, f"once per {amount.once_per}"))
        factor = most if factor is None else min(factor, most)
        what = f"{number_text(factor)} x once per {amount.once_per}"
        if amount.trigger is not None:
            what += f" with more than {amount.trigger.time.text()} down"
            what += " in a row" if amount.trigger.in_a_row else ""
        said.append(("each", what))
    if isinstance(amount.base, PriceMultiple):
        # The time itself is the multiplier, in whole blocks where there are blocks.
        said = [(kind, what) for kind, what in said if kind == "excess"]
        priced = _priced(amount, pieces or [], times)
        each = tuple((piece, Fraction(1)) for piece in priced)
        return _Count(Fraction(1), sum((p.seconds for p in priced), Fraction(0)), tuple(said), each)
    if pieces is None and amount.each_at_most is not None:
        pieces = pieces_of(result, basis, together=False)
        times = [Fraction(1) for _ in pieces or ()]
    each = tuple(
        zip(pieces or (), times if times is not None else [Fraction(1)] * len(pieces or ()), strict=False)
    )
    return _Count(Fraction(1) if factor is None else factor, None, tuple(said), each)


def _excess(amount: Amount, pieces: Sequence[Piece]) -> list[Piece] | Undefined:
    """What exceeds the free time; all of it where the free time is lost once it is exceeded."""
    assert amount.beyond is not None
    free = seconds_of(amount.beyond)
    if free is None:
        return Undefined(because(Why.LOST_NO_LENGTH, amount.beyond.text()))
    found: list[Piece] = []
    for piece in pieces:
        over = piece.seconds - free
        if over <= 0:
            found.append(Piece(Fraction(0), None))
        elif amount.from_start:
            found.append(piece)
        else:
            span = piece.interval
            later = (span[0] + ceil(free), span[1]) if span is not None else None
            found.append(Piece(over, later))
    return found


def _blocks(block: Block, pieces: Sequence[Piece]) -> list[Fraction] | Undefined:
    length = seconds_of(block.length)
    if length is None:
        return Undefined(because(Why.BLOCK_NO_LENGTH, block.length.text()))
    whole = ceil if block.started else floor
    return [Fraction(whole(piece.seconds / length)) for piece in pieces]


def _dates(dates: Dates, pieces: Sequence[Piece], result: Result, basis: str) -> list[Fraction] | Undefined:
    """Dates of each late case; of time down each date once, whatever outages share it."""
    zone = result.agreement.zone
    spans = [piece.interval for piece in pieces if piece.seconds > 0]
    if any(span is None for span in spans):
        return Undefined(Reason(Why.DATES_UNKNOWN))
    if basis == "late":
        return [
            Fraction(dates_in((p.interval,), zone, begun=dates.begun) if p.interval and p.seconds > 0 else 0)
            for p in pieces
        ]
    joined = normalise(span for span in spans if span is not None)
    return [Fraction(dates_in(joined, zone, begun=dates.begun))]


def _priced(amount: Amount, pieces: Sequence[Piece], times: Sequence[Fraction] | None) -> list[Piece]:
    length = seconds_of(amount.block.length) if amount.block is not None else None
    if length is None or times is None:
        return list(pieces)
    return [Piece(count * length, piece.interval) for piece, count in zip(pieces, times, strict=True)]


def _counted_words(amount: Amount, factor: Fraction, pieces: Sequence[Piece], basis: str) -> str:
    whole = _time(sum((piece.seconds for piece in pieces), Fraction(0)))
    if amount.dates is not None:
        return f"{factor} {'started' if amount.dates.begun else 'full'} x calendar day {basis}"
    assert amount.block is not None
    kind = "started" if amount.block.started else "full"
    return f"{factor} {kind} x {value_text(amount.block.length)} in {whole} {basis}"


def _time(seconds: Fraction) -> str:
    return Duration(seconds).text()


def _exceeds(total: Money | Quantity, limit: Money | Quantity) -> bool | Undefined:
    try:
        if isinstance(total, Money) and isinstance(limit, Money):
            return limit < total
        if isinstance(total, Quantity) and isinstance(limit, Quantity):
            return limit < total
    except (CurrencyMismatch, UnitMismatch) as mixed:
        return Undefined(because(Why.UNLIKE, str(mixed)))
    return Undefined(Reason(Why.LIMIT_UNLIKE))
