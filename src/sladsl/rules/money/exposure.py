"""Finds suppliers whose failure costs far more in credits than they pay for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.money import Money, is_currency
from sladsl.exact.ratio import percent
from sladsl.model.agreements import Agreement, Guarantee, holds
from sladsl.model.policies import PolicyItem
from sladsl.model.supports import Term, overlap
from sladsl.model.values import Ratio
from sladsl.model.written import period_text
from sladsl.prove.allowances import is_availability
from sladsl.rules.compare import same_period
from sladsl.rules.facts import Joined
from sladsl.rules.index import Index
from sladsl.rules.money.yearly import Sum, most_in_period
from sladsl.rules.say import headline
from sladsl.source import Source, Span
from sladsl.syntax.words import Comparator

LEAST = Fraction(1, 20)
"""The share that a supplier should pay where no house rule says another one."""
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Part:
    """What fails: a service that a promise of an agreement is about, the promise by its place there."""

    lower: str
    promise: int
    service: str


@dataclass(frozen=True, slots=True)
class Owed:
    """What one agreement owes its customer when a part is down for a whole period; `above` are its levels,
    `days` those on which both are in force, `first` its own first one."""

    part: Part
    upper: str
    above: tuple[str, ...]
    total: Sum
    days: Term | None
    first: int | None
    span: Span


@dataclass(frozen=True, slots=True)
class Recovered:
    """What is paid for a part that is down for a whole period, what should be, and the house rule for it."""

    part: Part
    back: Sum
    per: str
    span: Span
    comparator: Comparator
    wanted: Fraction
    rule: Span | None


def facts(index: Index) -> Iterator[Owed | Recovered]:
    """What every agreement pays when a part of it fails, and what it owes when a part under it does."""
    for agreement in index.agreements:
        yield from _paid(index, agreement)
        if agreement.customer is None or index.over(agreement):
            continue
        for lower in {lower.key: lower for lower in index.supports(agreement)}.values():
            if _outside(agreement, lower):
                yield from _owing(index, agreement, lower)


def conclude(facts: Sequence[Owed | Recovered], sources: Mapping[str, Source]) -> Iterator[Diagnostic]:
    """One finding per promise of another organisation, over all customers whom its failure hits at once."""
    owing: defaultdict[Part, list[Owed]] = defaultdict(list)
    for fact in facts:
        if isinstance(fact, Owed):
            owing[fact.part].append(fact)
    for back in facts:
        if isinstance(back, Recovered) and back.part in owing:
            for owed in hit_at_once(owing[back.part]):
                yield from _of(back, owed)


def hit_at_once(owed: Sequence[Owed]) -> list[list[Owed]]:
    """What falls due together when a part fails: each customer once, on the dearest day; by currency."""
    by_currency: defaultdict[str, list[Owed]] = defaultdict(list)
    for each in _each_customer_once(owed):
        by_currency[each.total.measure].append(each)
    return [some for each in by_currency.values() if (some := _at_once(each))]


CHECK: Joined[Owed | Recovered] = Joined("exposure", (Owed, Recovered), facts, conclude)


def _outside(upper: Agreement, lower: Agreement) -> bool:
    """Whether the two are promises of two organisations, the upper one's to somebody outside, too."""
    one, two, client = upper.provider, lower.provider, upper.customer
    if one is None or two is None or client is None:
        return False
    return one.party.key not in (two.party.key, client.party.key)


def _parts(agreement: Agreement) -> Iterator[tuple[Part, Guarantee]]:
    for number, guarantee in enumerate(agreement.promises):
        if is_availability(guarantee):
            for service in guarantee.services:
                yield Part(agreement.key, number, service.key), guarantee


def _paid(index: Index, lower: Agreement) -> Iterator[Recovered]:
    for part, guarantee in _parts(lower):
        back = _recovered(index, lower, guarantee, part.service)
        if back is None:
            continue
        rule = _rule(index, lower)
        wanted = rule.value.value if rule is not None and isinstance(rule.value, Ratio) else LEAST
        comparator: Comparator = rule.comparator if rule is not None and rule.comparator else ">="
        place = guarantee.credit.span if guarantee.credit is not None else headline(guarantee.span)
        per = period_text(guarantee.period)
        yield Recovered(part, back, per, place, comparator, wanted, rule.span if rule is not None else None)


def _owing(index: Index, upper: Agreement, lower: Agreement) -> Iterator[Owed]:
    for part, guarantee in _parts(lower):
        made = _owed(index, upper, guarantee, part.service)
        if made is not None:
            first, total = made
            above = tuple(level.key for level in index.house.levels_above(upper))
            days = overlap(index.term(upper), index.term(lower))
            begins = upper.effective.first.toordinal() if upper.effective is not None else None
            yield Owed(part, upper.key, above, total, days, begins, headline(first.span))


def _of(back: Recovered, worst: list[Owed]) -> Iterator[Diagnostic]:
    total = sum((each.total.size for each in worst), Fraction(0))
    currency = worst[0].total.measure
    if back.back.size and back.back.measure != currency:
        return
    if total and not holds(back.comparator, Ratio(back.back.size / total), Ratio(back.wanted)):
        yield _finding(back, worst, currency)


def _recovered(index: Index, lower: Agreement, guarantee: Guarantee, service: str) -> Sum | None:
    """What the supplier pays when the component is down for a whole period; nothing is a sum, too."""
    paying = [
        g
        for g in lower.promises
        if g.credit is not None and (not g.services or any(s.key == service for s in g.services))
    ]
    if not paying:
        return Sum("", Fraction(0))
    if guarantee.credit is None or not all(same_period(g.period, guarantee.period) for g in paying):
        return None
    return most_in_period(index, lower, tuple((g, 1) for g in paying))


def _owed(
    index: Index, upper: Agreement, guarantee: Guarantee, component: str
) -> tuple[Guarantee, Sum] | None:
    """What the agreement owes for a period without the component, if that takes a promised service down; with
    the first promise of it."""
    hit: list[tuple[Guarantee, int]] = []
    for promise in upper.promises:
        if promise.credit is None or not is_availability(promise):
            continue
        down = [s for s in promise.services if component in _all_needed(index, s.key)]
        if down and same_period(promise.period, guarantee.period):
            hit.append((promise, len(down)))
    total = most_in_period(index, upper, tuple(hit)) if hit else None
    if total is None or not is_currency(total.measure):
        return None
    return hit[0][0], total


def _all_needed(index: Index, service: str) -> set[str]:
    """The components of which each alone takes the service down, itself among them."""
    found, waiting = {service}, [service]
    while waiting:
        made = index.house.services.get(waiting.pop())
        for needs in made.needs if made is not None else ():
            if needs.count is None or needs.count == len(needs.keys):
                waiting += [key for key in needs.keys if key not in found]
                found.update(needs.keys)
    return found


def _each_customer_once(owed: Sequence[Owed]) -> list[Owed]:
    """Without the levels below one that is counted: they share its credits."""
    keys = {each.upper for each in owed}
    return [each for each in owed if keys.isdisjoint(each.above)]


def _at_once(owed: list[Owed]) -> list[Owed]:
    """Those that are in force on one day, of all days the dearest."""
    shared = [(each, each.days) for each in owed if each.days is not None]
    ends: list[tuple[int, Fraction]] = []
    for each, (first, last) in shared:
        ends += [(first, each.total.size), (last + 1, -each.total.size)]
    total = most = Fraction(0)
    best: int | None = None
    for day, size in sorted(ends):  # on one day, what ends comes before what begins
        total += size
        if total > most:
            most, best = total, day
    return [each for each, (first, last) in shared if best is not None and first <= best <= last]


def _rule(index: Index, lower: Agreement) -> PolicyItem | None:
    """The house rule of whoever is the supplier's customer."""
    customer = lower.customer
    for policy in index.house.policies.values():
        meant = policy.owner is None or (
            customer is not None and policy.owner.party.key == customer.party.key
        )
        for item in policy.items if meant else ():
            if item.kind == "credits_recovered":
                return item
    return None


def _finding(back: Recovered, owed: list[Owed], currency: str) -> Diagnostic:
    total = Money(sum((each.total.size for each in owed), Fraction(0)), currency)
    recovered = Money(back.back.size, currency)
    credits = [f"`{each.upper}` {Money(each.total.size, currency).text()}" for each in owed]
    shown = ", ".join(credits[:_SHOWN])
    if len(credits) > 1:
        shown += f" and {len(credits) - _SHOWN} more" if len(credits) > _SHOWN else ""
        shown += f", {total.text()} in all"
    brought = f"brings back {recovered.text()} at most" if back.back.size else "brings nothing back"
    labels = [Label(back.span, brought)]
    labels += [Label(each.span, "paid for here") for each in owed[:_SHOWN]]
    if back.rule is not None:
        labels.append(Label(back.rule, "the house rule"))
    days = [each.first for each in owed if each.first is not None]
    since = f" from {date.fromordinal(max(days))}" if days else ""
    share = percent(recovered.amount / total.amount, 2)
    least = percent(back.wanted)
    by = "the house rule asks for" if back.rule is not None else "without a house rule this looks for"
    lower = back.part.lower
    return Diagnostic(
        catalogue.EXPOSURE,
        f"a failure of `{back.part.service}` costs up to {total.text()}{back.per} in credits, "
        f"and `{lower}` pays {recovered.text()} of it",
        tuple(labels),
        (
            f"owed{since}: {shown}; recovered: {recovered.text()}, which is {share}; {by} {least}",
            f"{(total - recovered).text()} stay with us",
        ),
        help=f"agree on higher credits in `{lower}`, on a lower cap above, or accept the risk "
        "in a house rule such as `credits recovered >= 1%`",
    )
