"""Finds amounts that are promised to several customers and together exceed what was promised to us."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.periods import same_cut
from sladsl.exact.quantities import Quantity, same_family
from sladsl.model.agreements import Guarantee
from sladsl.model.supports import FOREVER, Promised, Term, days_text, overlap, phase
from sladsl.model.written import value_text
from sladsl.prove.below import promises_below
from sladsl.prove.taken_over import promises_to_prove
from sladsl.prove.telling import name_of
from sladsl.records import record, replace
from sladsl.rules.facts import Joined
from sladsl.rules.index import Index
from sladsl.source import Source, Span

_LABELS = 6


@record
class Amount:
    """A promise of at least so much: how it is called, what its target says, and the days of it."""

    name: str
    value: Fraction
    unit: str
    target: str
    term: Term | None
    span: Span


@record
class Demand:
    """A promise on what `offer` promises of the service `key`; `buyer` tells customers and services apart."""

    offer: Amount
    key: str
    asked: Amount
    buyer: tuple[str, ...]


def facts(index: Index) -> Iterator[Demand]:
    """Every promise of at least so much, with each promise of the same under it."""
    for agreement in index.agreements:
        if agreement.customer is None:
            continue
        for guarantee in promises_to_prove(index, agreement, clocks=False):
            if not _is_amount(guarantee):
                continue
            alike = partial(_alike, guarantee)
            for service in guarantee.services:
                for key in index.needed((service.key,)):
                    for found in promises_below(index, agreement, key, alike):
                        buyer = (agreement.customer.key, *(s.key for s in guarantee.services))
                        mine = _amount(index, (agreement, guarantee))
                        yield Demand(_offered(_amount(index, found), found), key, mine, buyer)


def conclude(facts: Sequence[Demand], sources: Mapping[str, Source]) -> Iterator[Diagnostic]:
    """One finding per supporting promise of at least so much, on the day on which most is promised of it."""
    demands: defaultdict[Amount, dict[Amount, Demand]] = defaultdict(dict)
    about: dict[Amount, str] = {}
    for fact in facts:
        demands[fact.offer][fact.asked] = fact
        about[fact.offer] = fact.key
    for offer, key in about.items():
        yield from _exceeded(offer, key, list(demands[offer].values()))


CHECK = Joined("capacity", (Demand,), facts, conclude)


def _is_amount(guarantee: Guarantee) -> bool:
    return isinstance(guarantee.target, Quantity) and guarantee.comparator in (">=", ">")


def _alike(upper: Guarantee, lower: Guarantee) -> bool:
    if not _is_amount(lower) or lower.metric.key != upper.metric.key:
        return False
    assert isinstance(upper.target, Quantity)
    assert isinstance(lower.target, Quantity)
    return same_family(upper.target.unit, lower.target.unit) and same_cut(upper.period, lower.period)


def _amount(index: Index, promised: Promised) -> Amount:
    agreement, guarantee = promised
    target = guarantee.target
    assert isinstance(target, Quantity)
    term = overlap(index.term(agreement), phase(guarantee))
    said = value_text(target)
    return Amount(name_of(*promised), target.value, target.unit, said, term, guarantee.target_span)


def _offered(amount: Amount, promised: Promised) -> Amount:
    """The same, with the days that follow where the agreement renews by itself."""
    effective = promised[0].effective
    if amount.term is None or effective is None or not effective.renews or promised[1].valid_until:
        return amount
    return replace(amount, term=(amount.term[0], FOREVER[1]))


def _exceeded(offer: Amount, key: str, demands: list[Demand]) -> Iterator[Diagnostic]:
    quota = Quantity(offer.value, offer.unit)
    terms = [(each, each.asked.term) for each in demands]
    mine = offer.term
    worst: tuple[Fraction, list[Demand], int] | None = None
    for begin in sorted({term[0] for _, term in terms if term is not None}):
        day = max(begin, mine[0]) if mine is not None else begin  # not before it is offered
        if mine is not None and day > mine[1]:
            continue  # nor after, which is found elsewhere
        there = [each for each, term in terms if term is not None and term[0] <= day <= term[1]]
        there = _largest_by_customer(there, quota.unit)
        whole = sum((_in(each, quota.unit) for each in there), Fraction(0))
        if worst is None or whole > worst[0]:
            worst = (whole, there, day)
    if worst is None or worst[0] <= quota.value:
        return
    whole, there, day = worst
    sum_ = Quantity(whole, quota.unit)
    asking = [each.asked for each in there]
    least = " + ".join(f"`{each.name}` {each.target}" for each in asking[:_LABELS])
    more = f" + {len(there) - _LABELS} more" if len(there) > _LABELS else ""
    asked = f"{len(there)} promises on `{key}` ask for {sum_.text()} in all"
    if len(there) == 1:
        asked = f"`{asking[0].name}` asks for {sum_.text()} of `{key}`"
    yield Diagnostic(
        catalogue.CAPACITY,
        f"{asked}, `{offer.name}` promises only {quota.text()}",
        (
            Label(offer.span, "all there is"),
            *(Label(each.span, f"promises {each.target}") for each in asking[:_LABELS]),
        ),
        (
            f"{least}{more} = {sum_.text()}{days_text((day, FOREVER[1]))}: "
            f"{Quantity(whole - quota.value, quota.unit).text()} too much",
        ),
        help=f"buy {sum_.text()}, or promise less",
    )


def _in(demand: Demand, unit: str) -> Fraction:
    return Quantity(demand.asked.value, demand.asked.unit).to(unit).value


def _largest_by_customer(demands: list[Demand], unit: str) -> list[Demand]:
    """Of several levels of one customer's agreements on one service the one that asks for most."""
    found: dict[tuple[str, ...], Demand] = {}
    for demand in demands:
        known = found.get(demand.buyer)
        if known is None or _in(demand, unit) > _in(known, unit):
            found[demand.buyer] = demand
    return list(found.values())
