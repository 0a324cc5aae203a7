"""Finds amounts that are promised to several customers and together exceed what was promised to us."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from functools import partial

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.quantities import Quantity, same_family
from sladsl.model.agreements import Guarantee
from sladsl.model.supports import FOREVER, Term, days_text, overlap, phase
from sladsl.model.written import value_text
from sladsl.prove.below import Promised, promises_below
from sladsl.prove.telling import name_of
from sladsl.rules.compare import same_period
from sladsl.rules.index import Index

_LABELS = 6


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per supporting promise of at least so much, on the day on which most is promised of it."""
    demands: defaultdict[int, dict[int, Promised]] = defaultdict(dict)
    offered: dict[int, tuple[Promised, str]] = {}
    for agreement in index.agreements:
        if agreement.kind == "uc" or agreement.provider is None or agreement.customer is None:
            continue
        for guarantee in agreement.guarantees:
            if not _is_amount(guarantee):
                continue
            alike = partial(_alike, guarantee)
            for service in guarantee.services:
                for key in index.needed((service.key,)):
                    for found in promises_below(index, agreement, key, alike):
                        offered[id(found[1])] = (found, key)
                        demands[id(found[1])][id(guarantee)] = (agreement, guarantee)
    for number, (offer, key) in offered.items():
        yield from _exceeded(index, offer, key, list(demands[number].values()))


def _is_amount(guarantee: Guarantee) -> bool:
    return isinstance(guarantee.target, Quantity) and guarantee.comparator in (">=", ">")


def _alike(upper: Guarantee, lower: Guarantee) -> bool:
    if not _is_amount(lower) or lower.metric.key != upper.metric.key:
        return False
    assert isinstance(upper.target, Quantity)
    assert isinstance(lower.target, Quantity)
    return same_family(upper.target.unit, lower.target.unit) and same_period(upper.period, lower.period)


def _term(index: Index, promised: Promised) -> Term | None:
    return overlap(index.term(promised[0]), phase(promised[1]))


def _exceeded(index: Index, offer: Promised, key: str, demands: list[Promised]) -> Iterator[Diagnostic]:
    lower, support = offer
    assert isinstance(support.target, Quantity)
    quota = support.target
    terms = [(each, _term(index, each)) for each in demands]
    mine = _term(index, offer)
    worst: tuple[Fraction, list[Promised], int] | None = None
    for begin in sorted({term[0] for _, term in terms if term is not None}):
        day = max(begin, mine[0]) if mine is not None else begin  # not before it is offered
        there = [each for each, term in terms if term is not None and term[0] <= day <= term[1]]
        there = _largest_by_customer(there, quota.unit)
        whole = sum((_amount(g, quota.unit) for _, g in there), Fraction(0))
        if worst is None or whole > worst[0]:
            worst = (whole, there, day)
    if worst is None or worst[0] <= quota.value:
        return
    whole, there, day = worst
    sum_ = Quantity(whole, quota.unit)
    least = " + ".join(f"`{name_of(a, g)}` {value_text(g.target)}" for a, g in there[:_LABELS])
    more = f" + {len(there) - _LABELS} more" if len(there) > _LABELS else ""
    asked = f"{len(there)} promises on `{key}` ask for {sum_.text()} in all"
    if len(there) == 1:
        asked = f"`{name_of(*there[0])}` asks for {sum_.text()} of `{key}`"
    yield Diagnostic(
        catalogue.CAPACITY,
        f"{asked}, `{name_of(lower, support)}` promises only {quota.text()}",
        (
            Label(support.target_span, "all there is"),
            *(Label(g.target_span, f"promises {value_text(g.target)}") for _, g in there[:_LABELS]),
        ),
        (
            f"{least}{more} = {sum_.text()}{days_text((day, FOREVER[1]))}: "
            f"{Quantity(whole - quota.value, quota.unit).text()} too much",
        ),
        help=f"buy {sum_.text()}, or promise less",
    )


def _amount(guarantee: Guarantee, unit: str) -> Fraction:
    assert isinstance(guarantee.target, Quantity)
    return guarantee.target.to(unit).value


def _largest_by_customer(demands: list[Promised], unit: str) -> list[Promised]:
    """Of several levels of one customer's agreements on one service the one that asks for most."""
    found: dict[tuple[str, tuple[str, ...]], Promised] = {}
    for agreement, guarantee in demands:
        assert agreement.customer is not None
        key = (agreement.customer.key, tuple(s.key for s in guarantee.services))
        known = found.get(key)
        if known is None or _amount(guarantee, unit) > _amount(known[1], unit):
            found[key] = (agreement, guarantee)
    return list(found.values())
