"""Finds suppliers whose failure costs far more in credits than they pay for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.money import Money, is_currency
from sladsl.exact.ratio import percent
from sladsl.model.agreements import Agreement, Guarantee, holds
from sladsl.model.policies import PolicyItem
from sladsl.model.supports import overlap
from sladsl.model.values import Ratio
from sladsl.model.written import period_text
from sladsl.prove.allowances import is_availability
from sladsl.rules.compare import same_period
from sladsl.rules.index import Index
from sladsl.rules.money.yearly import Sum, most_in_period
from sladsl.rules.say import headline
from sladsl.syntax.words import Comparator

LEAST = Fraction(1, 20)
"""The share that a supplier should pay where no house rule says another one."""
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class _Owed:
    """What one agreement owes its customer when a component is down for a whole period."""

    agreement: Agreement
    guarantee: Guarantee
    total: Sum


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per promise of another organisation, over all customers whom its failure hits at once."""
    resting: defaultdict[str, list[Agreement]] = defaultdict(list)
    for upper in index.agreements:
        if upper.customer is not None and not index.over(upper):
            for key in dict.fromkeys(lower.key for lower in index.supports(upper)):
                resting[key].append(upper)
    for key, uppers in resting.items():
        lower = index.house.agreements[key]
        for guarantee in lower.promises:
            if is_availability(guarantee):
                yield from _of(index, lower, guarantee, [u for u in uppers if _outside(u, lower)])


def _outside(upper: Agreement, lower: Agreement) -> bool:
    """Whether the two are promises of two organisations, the upper one's to somebody outside, too."""
    one, two, client = upper.provider, lower.provider, upper.customer
    if one is None or two is None or client is None:
        return False
    return one.party.key not in (two.party.key, client.party.key)


def _of(
    index: Index, lower: Agreement, guarantee: Guarantee, uppers: list[Agreement]
) -> Iterator[Diagnostic]:
    for service in guarantee.services:
        back = _recovered(index, lower, guarantee, service.key)
        owed = [made for upper in uppers if (made := _owed(index, upper, guarantee, service.key)) is not None]
        worst = _at_once(index, lower, _each_customer_once(index, owed))
        if back is None or not worst:
            continue
        total = sum((each.total.size for each in worst), Fraction(0))
        currency = worst[0].total.measure
        if back.size and back.measure != currency:
            continue
        rule = _rule(index, lower)
        wanted = rule.value if rule is not None and isinstance(rule.value, Ratio) else Ratio(LEAST)
        comparator: Comparator = rule.comparator if rule is not None and rule.comparator else ">="
        if total and not holds(comparator, Ratio(back.size / total), wanted):
            yield _finding(lower, guarantee, service.key, worst, Sum(currency, back.size), rule, wanted)


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


def _owed(index: Index, upper: Agreement, guarantee: Guarantee, component: str) -> _Owed | None:
    """What the agreement owes for a period without the component, if that takes a promised service down."""
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
    return _Owed(upper, hit[0][0], total)


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


def _each_customer_once(index: Index, owed: list[_Owed]) -> list[_Owed]:
    """Without the levels below one that is counted: they share its credits."""
    keys = {each.agreement.key for each in owed}
    return [each for each in owed if not any(a.key in keys for a in index.house.levels_above(each.agreement))]


def _at_once(index: Index, lower: Agreement, owed: list[_Owed]) -> list[_Owed]:
    """Those in one currency that are in force on one day, of all days the dearest."""
    most = Fraction(0)
    best: tuple[int, str] | None = None
    terms = [(each, overlap(index.term(each.agreement), index.term(lower))) for each in owed]
    shared = [(each, term) for each, term in terms if term is not None]
    for measure in dict.fromkeys(each.total.measure for each, _ in shared):
        ends: list[tuple[int, Fraction]] = []
        for each, (first, last) in shared:
            if each.total.measure == measure:
                ends += [(first, each.total.size), (last + 1, -each.total.size)]
        total = Fraction(0)
        for day, size in sorted(ends):  # on one day, what ends comes before what begins
            total += size
            if total > most:
                most, best = total, (day, measure)
    return [
        each
        for each, (first, last) in shared
        if best is not None and each.total.measure == best[1] and first <= best[0] <= last
    ]


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


def _finding(
    lower: Agreement,
    guarantee: Guarantee,
    component: str,
    owed: list[_Owed],
    back: Sum,
    rule: PolicyItem | None,
    wanted: Ratio,
) -> Diagnostic:
    total = Money(sum((each.total.size for each in owed), Fraction(0)), back.measure)
    recovered = Money(back.size, back.measure)
    day = _first_day(owed)
    parts = [f"`{each.agreement.key}` {Money(each.total.size, back.measure).text()}" for each in owed]
    shown = ", ".join(parts[:_SHOWN]) + (f" and {len(parts) - _SHOWN} more" if len(parts) > _SHOWN else "")
    labels = [
        Label(
            guarantee.credit.span if guarantee.credit is not None else headline(guarantee.span),
            f"brings back {recovered.text()} at most" if back.size else "brings nothing back",
        )
    ]
    labels += [Label(headline(each.guarantee.span), "paid for here") for each in owed[:_SHOWN]]
    if rule is not None:
        labels.append(Label(rule.span, "the house rule"))
    since = f" from {day}" if day is not None else ""
    by = "the house rule asks for" if rule is not None else "a twentieth would be"
    return Diagnostic(
        catalogue.EXPOSURE,
        f"a failure of `{component}` costs up to {total.text()}{period_text(guarantee.period)} in credits, "
        f"and `{lower.key}` pays {recovered.text()} of it",
        tuple(labels),
        (
            f"owed{since}: {shown}, {total.text()} in all; recovered {recovered.text()}, "
            f"{percent(recovered.amount / total.amount, 2)}; {by} {percent(wanted.value)}",
            f"{(total - recovered).text()} stay with us",
        ),
        help=f"agree on higher credits in `{lower.key}`, on a lower cap above, or accept the risk "
        "in a house rule such as `credits recovered >= 1%`",
    )


def _first_day(owed: list[_Owed]) -> date | None:
    days = [each.agreement.effective.first for each in owed if each.agreement.effective is not None]
    return max(days, default=None)
