"""The most that an agreement can cost in credits in one period, as far as its own terms limit it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from sladsl.differences.change import Exposure
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.credits import Amount
from sladsl.model.resolve_periods import KINDS
from sladsl.rules.money.worth import amounts, is_single, worth

_CASE = "case"
_KINDS = {kind: word for word, kind in KINDS.items()}


def exposures(old: Agreement | None, new: Agreement | None) -> Iterator[Exposure]:
    """The exposure of an agreement in each kind of period where it changed; 0 where there is no agreement."""
    before = largest(old) if old is not None else {}
    after = largest(new) if new is not None else {}
    agreement = new or old
    key = agreement.key if agreement is not None else ""
    for per, measure in sorted({*before, *after}):
        one = before.get((per, measure), Fraction(0))
        two = after.get((per, measure), Fraction(0))
        if one != two:
            yield Exposure(key, per, measure, one, two)


def largest(agreement: Agreement) -> Mapping[tuple[str, str], Fraction | None]:
    """By word of period and measure the largest credits that can fall due; None where nothing limits them.

    Each promise at its largest credit, for each of its services, all added up or the largest one as the
    agreement says, then the cap of that period. Promises without a period count for one case.
    """
    terms = agreement.credit_terms
    added_up = terms is None or terms.combine in (None, "sum")
    found: dict[tuple[str, str], Fraction | None] = {}
    for guarantee in agreement.promises:
        if guarantee.credit is None:
            continue
        cycle = guarantee.period
        per = _CASE if cycle is None else _KINDS.get(cycle.kind, cycle.kind.value)
        times = max(1, len(guarantee.services)) if added_up else 1
        for measure, most in _most(agreement, guarantee, times).items():
            here = found.get((per, measure), Fraction(0))
            if here is None or most is None:
                found[per, measure] = None
            else:
                found[per, measure] = here + most if added_up else max(here, most)
    for cap in terms.caps if terms is not None else ():
        limit = worth(cap.amount, agreement)
        if limit is None:
            continue
        reached = found.get((cap.period, limit[0]), Fraction(0))
        if (_CASE, limit[0]) in found:
            # Nobody knows how many cases a period has: there only the cap is a limit.
            found[cap.period, limit[0]] = limit[1]
        elif (cap.period, limit[0]) in found:
            found[cap.period, limit[0]] = limit[1] if reached is None else min(reached, limit[1])
    return found


def _most(agreement: Agreement, guarantee: Guarantee, times: int) -> dict[str, Fraction | None]:
    """By measure the largest credit of a promise, so many times."""
    most: dict[str, Fraction | None] = {}
    assert guarantee.credit is not None
    for amount, _ in amounts(guarantee.credit):
        measure, size = _limit(agreement, amount)
        if measure:
            before = most.get(measure, Fraction(0))
            most[measure] = None if before is None or size is None else max(before, size)
    return {measure: None if size is None else size * times for measure, size in most.items()}


def _limit(agreement: Agreement, amount: Amount) -> tuple[str, Fraction | None]:
    """The measure of an amount and the most of it; None for the size where it is multiplied without limit."""
    if amount.at_most is not None and (found := worth(amount.at_most, agreement)) is not None:
        return found
    base = worth(amount.base, agreement)
    if base is None:
        return "", None
    return base[0], base[1] if is_single(amount) else None
