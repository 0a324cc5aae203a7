"""What can fail at a supplier, and what each agreement then owes or gets back: the facts of SLA0810.

A service that a supplier promises is down for a whole time, or the supplier is late with every case of a time
that it promises. Only what then certainly fails above counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from sladsl.exact.money import is_currency
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.catalogue import Priority
from sladsl.model.policies import PolicyItem
from sladsl.model.supports import Term, overlap, phase
from sladsl.model.values import Ratio
from sladsl.prove.allowances import is_availability
from sladsl.prove.chains import Handover, Part, Step, Then, chain_of
from sladsl.prove.due import is_time_limit
from sladsl.records import record
from sladsl.rules.index import Index
from sladsl.rules.money.bills import NOTHING, Bill, bill_of
from sladsl.rules.money.stretches import Stretch, stretch_of
from sladsl.rules.say import headline
from sladsl.source import Span
from sladsl.syntax.words import Comparator

LEAST = Fraction(1, 20)
"""The share that a supplier should pay where no house rule says another one."""

_Failures = tuple[tuple["Failure", Guarantee], ...]
_Known = dict[str, _Failures]
_Hit = tuple[Guarantee, int]
"""A promise that fails, and for how many services."""


@record
class Failure:
    """What fails: a promise of an agreement, by its place there. `service` is the one that is down, empty
    where every case is late; `per` is the promise's period."""

    lower: str
    promise: int
    name: str
    service: str
    per: Stretch | None


@record
class Owed:
    """What one agreement owes its customer while something below fails; `above` are its levels, `days` those
    on which the agreement, the one below and the promises of both are in force."""

    failure: Failure
    upper: str
    above: tuple[str, ...]
    bill: Bill
    days: Term
    span: Span


@record
class Recovered:
    """What the supplier pays while something fails, what share that should be, and the house rule for it."""

    failure: Failure
    bill: Bill
    span: Span
    comparator: Comparator
    wanted: Fraction
    rule: Span | None


def facts(index: Index) -> Iterator[Owed | Recovered]:
    """What every agreement pays when it fails, and what it owes when an agreement under it does."""
    known: _Known = {}
    for agreement in index.agreements:
        yield from _paid(index, agreement)
        if agreement.customer is None or index.over(agreement):
            continue
        late = _late(index, agreement)
        for lower in {lower.key: lower for lower in index.supports(agreement)}.values():
            if _outside(agreement, lower):
                if lower.key not in known:
                    known[lower.key] = tuple(_failures(lower))
                yield from _owing(index, agreement, lower, late, known[lower.key])


def _outside(upper: Agreement, lower: Agreement) -> bool:
    """Whether the two are promises of two organisations, the upper one's to somebody outside, too."""
    one, two, client = upper.provider, lower.provider, upper.customer
    if one is None or two is None or client is None:
        return False
    return one.party.key not in (two.party.key, client.party.key)


def _failures(agreement: Agreement) -> Iterator[tuple[Failure, Guarantee]]:
    for number, guarantee in enumerate(agreement.promises):
        per = stretch_of(guarantee.period) if guarantee.period is not None else None
        if is_availability(guarantee):
            for service in guarantee.services:
                yield Failure(agreement.key, number, guarantee.key, service.key, per), guarantee
        elif is_time_limit(guarantee):
            yield Failure(agreement.key, number, guarantee.key, "", per), guarantee


# ---- what comes back


def _paid(index: Index, lower: Agreement) -> Iterator[Recovered]:
    for failure, guarantee in _failures(lower):
        bill = _recovered(index, lower, guarantee, failure.service)
        if bill is None:
            continue
        rule = _rule(index, lower)
        wanted = rule.value.value if rule is not None and isinstance(rule.value, Ratio) else LEAST
        comparator: Comparator = rule.comparator if rule is not None and rule.comparator else ">="
        place = guarantee.credit.span if guarantee.credit is not None else headline(guarantee.span)
        yield Recovered(failure, bill, place, comparator, wanted, rule.span if rule is not None else None)


def _recovered(index: Index, lower: Agreement, guarantee: Guarantee, service: str) -> Bill | None:
    """What the supplier pays. An outage brings the credits of every promise about the service, delay those of
    the promise about it."""
    if not service:
        if guarantee.credit is None:
            return NOTHING
        return bill_of(index, lower, ((guarantee, max(1, len(guarantee.services))),))
    paying = [
        g
        for g in lower.promises
        if g.credit is not None and (not g.services or any(s.key == service for s in g.services))
    ]
    if paying and guarantee.credit is None:
        return None
    return bill_of(index, lower, tuple((g, 1) for g in paying))


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


# ---- what is owed


def _owing(
    index: Index,
    upper: Agreement,
    lower: Agreement,
    late: Mapping[tuple[str, str], list[_Hit]],
    failures: _Failures,
) -> Iterator[Owed]:
    above = tuple(level.key for level in index.house.levels_above(upper))
    both = overlap(index.term(upper), index.term(lower))
    for failure, guarantee in failures:
        hit = _down(index, upper, failure.service) if failure.service else late.get((lower.key, failure.name))
        days = overlap(both, phase(guarantee)) if both is not None else None
        for valid, promises in _phases(hit or (), days):
            bill = bill_of(index, upper, promises)
            if bill is not None and bill.rates and is_currency(bill.measure):
                yield Owed(failure, upper.key, above, bill, valid, headline(promises[0][0].span))


def _down(index: Index, upper: Agreement, component: str) -> list[_Hit]:
    """The promises with credits that are missed while a component is down, as it takes a service with it."""
    hit: list[_Hit] = []
    for promise in upper.promises:
        if promise.credit is not None and is_availability(promise):
            down = [s for s in promise.services if component in _all_needed(index, s.key)]
            if down:
                hit.append((promise, len(down)))
    return hit


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


def _late(index: Index, upper: Agreement) -> Mapping[tuple[str, str], list[_Hit]]:
    """By agreement and promise below: the promises with credits whose every case waits for that step."""
    found: defaultdict[tuple[str, str], list[_Hit]] = defaultdict(list)
    for promise in upper.promises:
        if promise.credit is None or not is_time_limit(promise) or not upper.handlings:
            continue
        every = upper.priorities.items if upper.priorities is not None else ()
        priorities = (promise.priority,) if promise.priority is not None else every
        waiting = [_waits_for(index, upper, promise, priority) for priority in priorities]
        for step in waiting[0] if waiting else ():
            if all(step in others for others in waiting):
                found[step].append((promise, max(1, len(promise.services))))
    return found


def _waits_for(
    index: Index, upper: Agreement, promise: Guarantee, priority: Priority
) -> dict[tuple[str, str], None]:
    """The steps, by agreement and promise, that every case of a priority goes through."""
    found: dict[tuple[str, str], None] | None = None
    for handling in upper.handlings:
        if any(each.name == priority.name for each in handling.priorities):
            chain = chain_of(index, handling.chain, promise, priority)
            passed = _passed(chain) if chain is not None else {}
            found = passed if found is None else {step: None for step in found if step in passed}
    return found or {}


def _passed(part: Part) -> dict[tuple[str, str], None]:
    """The steps that a case goes through whatever happens: of alternatives those that are in all of them."""
    match part:
        case Step(agreement, guarantee):
            return {(agreement.key, guarantee.key): None}
        case Handover():
            return {}
    each = [_passed(inner) for inner in part.parts]
    if isinstance(part, Then) or part.parallel:
        return {step: None for steps in each for step in steps}
    return {step: None for step in each[0] if all(step in others for others in each)}


def _phases(hit: Sequence[_Hit], days: Term | None) -> Iterator[tuple[Term, tuple[_Hit, ...]]]:
    """The stretches of the days on which the same promises hold, with these; dated ones come and go."""
    if days is None or not hit:
        return
    terms = [overlap(days, phase(promise)) for promise, _ in hit]
    begins = sorted(
        {days[0], *(t[0] for t in terms if t), *(t[1] + 1 for t in terms if t and t[1] < days[1])}
    )
    for first, after in zip(begins, [*begins[1:], days[1] + 1], strict=True):
        held = tuple(each for each, t in zip(hit, terms, strict=True) if t and t[0] <= first <= t[1])
        if held:
            yield (first, after - 1), held
