"""The most that credits can come to: of one promise in its period, and of an agreement in a year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from sladsl.exact.money import Money, is_currency
from sladsl.exact.periods import Cycle, Kind
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.credits import Amount, AmountBase, Cap, CreditTerms, Fee
from sladsl.model.written import number_text
from sladsl.records import record
from sladsl.rules.index import Index
from sladsl.rules.money.worth import amounts, is_single, worth

_FEES = {
    "year": Fraction(1),
    "quarter": Fraction(4),
    "month": Fraction(12),
    "week": Fraction(365, 7),
    "day": Fraction(365),
    "hour": Fraction(8760),
}
_CAPS = {"year": 1, "quarter": 4, "month": 12, "week": 53, "day": 366}
_MANY = 366
_CYCLES = {
    Kind.YEAR: 1,
    Kind.QUARTER: 4,
    Kind.MONTH: 12,
    Kind.BILLING_MONTH: 12,
    Kind.WEEK: 53,
    Kind.DAY: 366,
}


@record
class Sum:
    """So much of a measure: a currency, or `share of` a fee that nobody knows beforehand."""

    measure: str
    size: Fraction


def sum_text(total: Sum) -> str:
    """`21_000 EUR`; `6 times usage` of a fee that is not known beforehand."""
    if is_currency(total.measure):
        return Money(total.size, total.measure).text()
    return f"{number_text(total.size)} times {total.measure.removeprefix('share of ')}"


def annual_fee(agreement: Agreement, name: str | None = None) -> Sum | None:
    """The fees of a year, or the one called so; None where there is none, or where they do not add up."""
    fees = [fee for fee in agreement.fees if name in (None, fee.name)]
    sums = [made for fee in fees if (made := _yearly_fee(fee)) is not None]
    if len(sums) < len(fees) or len({each.measure for each in sums}) != 1:
        return None
    return Sum(sums[0].measure, sum((each.size for each in sums), Fraction(0)))


def _yearly_fee(fee: Fee) -> Sum | None:
    times = _FEES.get(fee.per)
    if times is None:
        return None
    return (
        Sum(f"share of {fee.name}", times)
        if fee.invoiced
        else Sum(fee.amount.currency, times * fee.amount.amount)
    )


# ---- one promise


def most_of(agreement: Agreement, guarantee: Guarantee) -> Sum | None:
    """The most that one promise about one service costs in a period; None where that is not fixed."""
    found: list[Sum] = []
    for amount, _ in amounts(guarantee.credit) if guarantee.credit else ():
        made = _limit(agreement, amount)
        if made is None:
            return None
        found.append(made)
    if not found or len({each.measure for each in found}) != 1:
        return None
    return max(found, key=lambda each: each.size)


def _limit(agreement: Agreement, amount: Amount) -> Sum | None:
    if amount.at_most is not None:
        return _sum(amount.at_most, agreement)
    return _sum(amount.base, agreement) if is_single(amount) else None


def _sum(base: AmountBase, agreement: Agreement) -> Sum | None:
    made = worth(base, agreement)
    return Sum(*made) if made is not None else None


# ---- several promises, and their caps


def combined(terms: CreditTerms | None, sizes: list[Fraction]) -> Fraction:
    """What is owed at most when all of it falls due together; added up where the agreement does not say."""
    if terms is not None and terms.combine not in (None, "sum"):
        return max(sizes, default=Fraction(0))
    return sum(sizes, Fraction(0))


def granted(terms: CreditTerms | None, size: Fraction, measure: str) -> Fraction:
    """What is paid of a credit: nothing where it is less than the least that is."""
    least = terms.minimum if terms is not None else None
    if least is None or least.after_rounding or least.amount.currency != measure:
        return size
    enough = size > least.amount.amount or (size == least.amount.amount and not least.more)
    return size if enough else Fraction(0)


def caps_of(index: Index, agreement: Agreement) -> Iterator[tuple[Cap, Sum]]:
    """The caps of the agreement and of the levels above, each one once."""
    seen: set[int] = set()
    for level in (agreement, *index.house.levels_above(agreement)):
        for cap in level.credit_terms.caps if level.credit_terms is not None else ():
            made = _sum(cap.amount, agreement)
            if id(cap) not in seen and made is not None:
                seen.add(id(cap))
                yield cap, made


# ---- a year


@record
class AtRisk:
    """The most that credits of a year come to, the cap that says so where one does, and how it is counted."""

    total: Sum
    cap: Cap | None
    times: int


def at_risk(index: Index, agreement: Agreement) -> AtRisk | None:
    """What credits of a year come to at most; None where nothing limits them or fees do not tell."""
    found: list[AtRisk] = []
    for cap, made in caps_of(index, agreement):
        times = _times(agreement, cap)
        if times is not None:
            found.append(AtRisk(Sum(made.measure, made.size * times), cap, times))
    promised = _promised(agreement)
    if promised is not None:
        found.append(AtRisk(promised, None, 1))
    if not found or len({each.total.measure for each in found}) != 1:
        return None
    return min(found, key=lambda each: each.total.size)


def _times(agreement: Agreement, cap: Cap) -> int | None:
    """How often a cap applies in a year."""
    if cap.period == "term":
        return 1
    if cap.period == "trailing":
        cycles = {g.period.kind for g in agreement.promises if g.credit is not None and g.period is not None}
        settled = _CYCLES.get(cycles.pop(), _MANY) if len(cycles) == 1 else _MANY
        return min(-(-366 // cap.days), settled) if cap.days else None
    if cap.period == "invoice":
        pers = {fee.per for fee in agreement.fees}
        return _CAPS.get(pers.pop()) if len(pers) == 1 else None
    return _CAPS.get(cap.period)


def _promised(agreement: Agreement) -> Sum | None:
    """All credits of a year without any cap; None where one of them has no limit."""
    by_cycle: defaultdict[Cycle, list[Fraction]] = defaultdict(list)
    measures: set[str] = set()
    for guarantee in agreement.promises:
        if guarantee.credit is None:
            continue
        made = most_of(agreement, guarantee)
        if made is None or guarantee.period is None or guarantee.period.kind not in _CYCLES:
            return None
        measures.add(made.measure)
        by_cycle[guarantee.period] += [made.size] * max(1, len(guarantee.services))
    if len(measures) != 1:
        return None
    total = Fraction(0)
    measure, terms = measures.pop(), agreement.credit_terms
    for cycle, sizes in by_cycle.items():
        one = combined(terms, sizes)
        # Credits of several periods may come to the least that is paid together.
        total += _CYCLES[cycle.kind] * (granted(terms, one, measure) if len(by_cycle) == 1 else one)
    return Sum(measure, total)
