"""What can fail at a supplier, and what each agreement then owes or gets back: the facts of SLA0810.

A service that a supplier promises is down for a whole time, or the supplier is late with every case of a time
that it promises. Only what then certainly fails above counts.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

from sladsl.exact.money import is_currency
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.policies import PolicyItem
from sladsl.model.supports import Term, overlap, phase
from sladsl.model.values import Ratio
from sladsl.prove.allowances import is_availability
from sladsl.prove.due import is_time_limit
from sladsl.records import record
from sladsl.rules.index import Index
from sladsl.rules.money.bills import NOTHING, Bill, bill_of
from sladsl.rules.money.hits import Hit, Hits, Needed, phases
from sladsl.rules.money.stretches import Stretch, stretch_of
from sladsl.rules.say import headline
from sladsl.source import Span
from sladsl.syntax.words import Comparator

LEAST = Fraction(1, 20)
"""The share that a supplier should pay where no house rule says another one."""

_Failures = tuple[tuple["Failure", Guarantee], ...]
_Known = dict[str, _Failures]


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


def facts(index: Index, of: Container[str] | None = None) -> Iterator[Owed | Recovered]:
    """What every agreement owes when one under it fails, and what that one pays.

    A contract or an OLA says itself what it pays. Of an SLA, under which others seldom stand, each of those
    says it: a house with ten thousand customers then has no fact for each promise to each of them. With `of`
    only the failures of these agreements count, and each of them says what it pays.
    """
    known: _Known = {}
    needed: Needed = {}
    for agreement in index.agreements:
        says_itself = agreement.kind != "sla" if of is None else agreement.key in of
        if says_itself:
            yield from _paid(index, agreement, failures_of(agreement))
        if agreement.customer is None or index.over(agreement):
            continue
        hits = Hits(index, agreement, needed)
        for lower in index.supports(agreement):
            if outside(agreement, lower) and (of is None or lower.key in of):
                if lower.key not in known:
                    known[lower.key] = tuple(failures_of(lower))
                failures = known[lower.key]
                owed = tuple(_owing(index, agreement, lower, hits, failures))
                yield from owed
                if owed and lower.kind == "sla" and of is None:
                    hit = {each.failure for each in owed}
                    yield from _paid(index, lower, (each for each in failures if each[0] in hit))


def outside(upper: Agreement, lower: Agreement) -> bool:
    """Whether the two are promises of two organisations, the upper one's to somebody outside, too."""
    one, two, client = upper.provider, lower.provider, upper.customer
    if one is None or two is None or client is None:
        return False
    return one.party.key not in (two.party.key, client.party.key)


def failures_of(agreement: Agreement) -> Iterator[tuple[Failure, Guarantee]]:
    """What can fail of what an agreement promises, with the promise."""
    for number, guarantee in enumerate(agreement.promises):
        per = stretch_of(guarantee.period) if guarantee.period is not None else None
        if is_availability(guarantee):
            for service in guarantee.services:
                yield Failure(agreement.key, number, guarantee.key, service.key, per), guarantee
        elif is_time_limit(guarantee):
            yield Failure(agreement.key, number, guarantee.key, "", per), guarantee


# ---- what comes back


def _paid(
    index: Index, lower: Agreement, failures: Iterable[tuple[Failure, Guarantee]]
) -> Iterator[Recovered]:
    """What the supplier pays. An outage brings the credits of every promise about the service, delay those of
    the promise about it."""
    rule = _rule(index, lower)
    wanted = rule.value.value if rule is not None and isinstance(rule.value, Ratio) else LEAST
    comparator: Comparator = rule.comparator if rule is not None and rule.comparator else ">="
    outages = _Outages(index, lower)
    for failure, guarantee in failures:
        if failure.service:
            bill = outages.bill(failure.service, guarantee)
        elif guarantee.credit is None:
            bill = NOTHING
        else:
            bill = bill_of(index, lower, ((guarantee, max(1, len(guarantee.services))),))
        if bill is None:
            continue
        place = guarantee.credit.span if guarantee.credit is not None else headline(guarantee.span)
        yield Recovered(failure, bill, place, comparator, wanted, rule.span if rule is not None else None)


class _Outages:
    """What one supplier pays while a service is down, worked out once for each service."""

    def __init__(self, index: Index, lower: Agreement) -> None:
        self._index = index
        self._lower = lower
        self._bills: dict[str, Bill | None] = {}

    def bill(self, service: str, missed: Guarantee) -> Bill | None:
        """None where it is open: also where other promises about the service pay, and not the missed one."""
        if missed.credit is None and self._paying(service):
            return None
        if service not in self._bills:
            self._bills[service] = bill_of(self._index, self._lower, ((g, 1) for g in self._paying(service)))
        return self._bills[service]

    def _paying(self, service: str) -> list[Guarantee]:
        return self._by_service.get(service, self._by_service[""])

    @cached_property
    def _by_service(self) -> Mapping[str, list[Guarantee]]:
        """The promises with credits, by service; by no name those about none, for any service."""
        found: dict[str, list[Guarantee]] = {"": []}
        for promise in self._lower.promises:
            if promise.credit is not None:
                for service in dict.fromkeys(s.key for s in promise.services) or found:
                    found.setdefault(service, list(found[""])).append(promise)
        return found


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


def owed_while_down(index: Index, failure: Failure, uppers: Iterable[Agreement]) -> Iterator[Owed]:
    """What agreements owe while a service is down, whether or not anybody promises them that it works."""
    needed: Needed = {}
    for upper in uppers:
        hits = Hits(index, upper, needed)
        yield from _due(upper, failure, hits, hits.down.get(failure.service, ()), index.term(upper))


def _owing(
    index: Index, upper: Agreement, lower: Agreement, hits: Hits, failures: _Failures
) -> Iterator[Owed]:
    both = overlap(index.term(upper), index.term(lower))
    if both is None:
        return
    for failure, guarantee in failures:
        days = overlap(both, phase(guarantee))
        hit = _missed_while_down(lower, failure, hits, days)
        if not failure.service:
            hit = hits.late(lower, guarantee, days)
        if hit:
            yield from _due(upper, failure, hits, hit, days)


def _missed_while_down(lower: Agreement, failure: Failure, hits: Hits, days: Term | None) -> Sequence[Hit]:
    """The promises that an outage misses; with them those of the cases that wait for its repair, for which
    the supplier pays, too."""
    down = hits.down.get(failure.service, ())
    if not down:
        return ()
    late = (
        hit
        for promise in lower.promises
        if is_time_limit(promise) and any(s.key == failure.service for s in promise.services)
        for hit in hits.late(lower, promise, days)
    )
    return (*down, *{id(promise): (promise, count) for promise, count in late}.values())


def _due(
    upper: Agreement, failure: Failure, hits: Hits, hit: Sequence[Hit], days: Term | None
) -> Iterator[Owed]:
    for valid, promises in phases(hit, days):
        bill = hits.bill(promises)
        if bill is not None and bill.rates and is_currency(bill.measure):
            yield Owed(failure, upper.key, hits.above, bill, valid, headline(promises[0][0].span))
