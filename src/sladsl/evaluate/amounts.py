"""From one row of a scale to what it comes to for one result: blocks, excess, repeats and the row's limit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from sladsl.evaluate.lost import delays, how_many, is_of_cases, occasions, seconds_of, times_down
from sladsl.evaluate.prices import Prices
from sladsl.evaluate.results import Result, Step
from sladsl.evaluate.tiers import Undefined, is_about, tier_of
from sladsl.exact.durations import Duration
from sladsl.exact.money import CurrencyMismatch, Money
from sladsl.exact.quantities import Quantity, UnitMismatch
from sladsl.model.credits import Amount, CreditScheme, PriceMultiple, Tier
from sladsl.model.written import amount_text, base_text, number_text, tier_text, value_text


@dataclass(frozen=True, slots=True)
class Charge:
    """What is owed for a result by one row, in money or points, and how it came about."""

    amount: Money | Quantity
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class _Count:
    """By what an amount is multiplied, the seconds that are priced, and the steps in words."""

    factor: Fraction
    seconds: Fraction | None
    said: tuple[tuple[str, str], ...]


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
    `beyond` is taken off each of them first. What is doubled is doubled before the row's own limit. With
    `cases` the row is for so many of the late cases.
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
    if doubled and amount.doubled_after is not None:
        total = total * 2
        what = f"missed {amount.doubled_after.text()} in a row: doubled"
        steps.append(Step("doubled", what, total, amount.span))
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
    plain = amount.block is None and amount.beyond is None and amount.once_per is None
    return amount.per_each is not None and plain and not isinstance(amount.base, PriceMultiple)


def _of_cases(amount: Amount, cases: Fraction) -> _Count:
    return _Count(cases, None, (("each", f"{number_text(cases)} x per {amount.per_each}"),))


def _count(amount: Amount, result: Result) -> _Count | Undefined:
    block, said = amount.block, []
    basis = (block.basis if block else None) or ("late" if is_of_cases(result) else "down")
    times: Sequence[Fraction] | None = None
    if block is not None or amount.beyond is not None or isinstance(amount.base, PriceMultiple):
        times = _times(amount, result, basis)
        if times is None:
            return Undefined("the delay is not known" if basis == "late" else "the time down is not known")
    if amount.beyond is not None and times is not None:
        free = seconds_of(amount.beyond)
        if free is None:
            return Undefined(f"{amount.beyond.text()} of lost time has no length")
        lost = sum(times, Fraction(0))
        times = [max(time - free, Fraction(0)) for time in times]
        left = sum(times, Fraction(0))
        said.append(
            ("excess", f"{_time(left)} of {_time(lost)} {basis} is beyond {value_text(amount.beyond)}")
        )
    factor: Fraction | None = None
    if block is not None and times is not None:
        length = seconds_of(block.length)
        if length is None:
            return Undefined(f"a block of {block.length.text()} of lost time has no length")
        blocks = Fraction(sum(_blocks(time / length, block.started) for time in times))
        kind = "started" if block.started else "full"
        whole = _time(sum(times, Fraction(0)))
        said.append(("block", f"{blocks} {kind} x {value_text(block.length)} in {whole} {basis}"))
        times, factor = [blocks * length], blocks
    elif amount.per_each is not None:
        factor = how_many(result) if times is None else Fraction(sum(1 for time in times if time > 0))
        if factor is None:
            return Undefined(f"how often to count `per {amount.per_each}` is not known")
        said.append(("each", f"{number_text(factor)} x per {amount.per_each}"))
    elif times is not None and amount.beyond is not None and not isinstance(amount.base, PriceMultiple):
        factor = Fraction(1 if any(times) else 0)
    if amount.once_per is not None:
        most = occasions(result, amount.once_per)
        if most is None:
            return Undefined(f"how often to count `once per {amount.once_per}` is not known")
        factor = most if factor is None else min(factor, most)
        said.append(("each", f"{number_text(factor)} x once per {amount.once_per}"))
    if isinstance(amount.base, PriceMultiple):
        # The time itself is the multiplier, in whole blocks where there are blocks.
        priced = sum(times or (), Fraction(0))
        said = [(kind, what) for kind, what in said if kind == "excess"]
        return _Count(Fraction(1), priced, tuple(said))
    return _Count(Fraction(1) if factor is None else factor, None, tuple(said))


def _times(amount: Amount, result: Result, basis: str) -> list[Fraction] | None:
    """Seconds to count blocks in: of each late case, of each outage, or of all outages together."""
    if basis == "late":
        late = delays(result)
        return None if late is None else [each.amount for each in late]
    down = times_down(result)
    if down is None or amount.per_each is not None:
        return down
    return [sum(down, Fraction(0))]


def _blocks(exact: Fraction, started: bool) -> int:
    return ceil(exact) if started else floor(exact)


def _time(seconds: Fraction) -> str:
    return Duration(seconds).text()


def _exceeds(total: Money | Quantity, limit: Money | Quantity) -> bool | Undefined:
    try:
        if isinstance(total, Money) and isinstance(limit, Money):
            return limit < total
        if isinstance(total, Quantity) and isinstance(limit, Quantity):
            return limit < total
    except (CurrencyMismatch, UnitMismatch) as mixed:
        return Undefined(str(mixed))
    return Undefined("points cannot be limited by money, nor money by points")
