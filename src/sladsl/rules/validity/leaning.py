"""On which days a promise has something under it, and on which it has not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sladsl.exact.durations import CalendarDays, Months, Years
from sladsl.model.agreements import Agreement, ChainNode, ChainOf, ChainStep, Guarantee
from sladsl.model.catalogue import Priority
from sladsl.model.metrics import TimeBetween
from sladsl.model.supports import FOREVER, Promised, Term, overlap, phase
from sladsl.prove.counting import carries
from sladsl.prove.due import is_time_limit
from sladsl.prove.handled import acts_on, chain_of, handled_priorities
from sladsl.prove.taken_over import promises_to_prove
from sladsl.records import record
from sladsl.rules.index import Index

_LAST_YEAR = 9000


@record
class Leaning:
    """A promise of `upper` that stands on what `lowers` promise about `component` (empty: no service).

    `lowers` are all of them, whenever they are in force.
    """

    upper: Agreement
    promise: Guarantee
    component: str
    lowers: tuple[tuple[Agreement, Guarantee], ...]


def lasting(agreement: Agreement) -> Term:
    """The days in force with renewals: what renews goes on until somebody says no."""
    effective = agreement.effective
    if effective is None:
        return FOREVER
    until = effective.until if effective.renews is None else None
    return effective.first.toordinal(), FOREVER[1] if until is None else until.toordinal()


def periods(agreement: Agreement, today: date | None) -> tuple[Term, int]:
    """The days from its first one to the end of the period that runs on a day, and the last day of the next
    renewal; the same where it does not renew. Without a day the stated term runs."""
    effective = agreement.effective
    if effective is None or effective.until is None:
        return (effective.first.toordinal() if effective else FOREVER[0], FOREVER[1]), FOREVER[1]
    last = following = effective.until
    renews = effective.renews
    if isinstance(renews, (CalendarDays, Months, Years)) and renews.count > 0:
        count = 1
        following = renews.after(effective.until)
        while today is not None and last < today and following.year < _LAST_YEAR:
            count += 1
            last, following = following, type(renews)(renews.count * count).after(effective.until)
    return (effective.first.toordinal(), last.toordinal()), following.toordinal()


def leanings(index: Index) -> Iterator[Leaning]:
    """Every promise to somebody that stands on supports of which one is not in force in its whole term."""
    for upper in index.agreements:
        yield from leanings_of(index, upper)


def leanings_of(index: Index, upper: Agreement) -> Iterator[Leaning]:
    """Those of one agreement."""
    if upper.kind == "uc" or upper.customer is None or upper.effective is None or index.over(upper):
        return
    running, following = periods(upper, index.today)
    term = (running[0], following)
    lowers = {lower.key: lower for lower in index.supports(upper)}
    if not all(_contains(lasting(a), term) and _undated(a) for a in lowers.values()):
        yield from _of(index, upper, tuple(lowers.values()))


def _undated(agreement: Agreement) -> bool:
    return all(g.valid_from is None and g.valid_until is None for g in agreement.promises)


def _of(index: Index, upper: Agreement, lowers: tuple[Agreement, ...]) -> Iterator[Leaning]:
    # What comes to the same at a level above with the same customer is found there, in whatever hours.
    matched: set[str] = set()
    promises = promises_to_prove(index, upper, each_customer=True, clocks=False)
    for promise, name in _by_priority(upper, promises, lowers):
        needed = index.needed(tuple(s.key for s in promise.services or upper.services))
        for component in (*needed, ""):
            found = tuple(
                (lower, support)
                for lower in lowers
                for support in lower.promises
                if _about(lower, support, component) and _same(promise, support, name)
            )
            if found:
                matched.update(lower.key for lower, _ in found)
                yield Leaning(upper, promise, component, found)
        for found in _in_turn(index, upper, promise, needed):
            matched.update(lower.key for lower, _ in found)
            yield Leaning(upper, promise, _component(*found[0], needed), found)
    for lower in index.named_supports[upper.key]:
        own = lower.key in upper.relies or upper.under is None
        if own and lower.key not in matched and lower.promises and upper.promises:
            yield _relied(upper, lower, lowers)


def _in_turn(
    index: Index, upper: Agreement, promise: Guarantee, needed: Sequence[str]
) -> Iterator[tuple[Promised, ...]]:
    """What each step of a `handling` stands on that every case passes through, two alternatives together: no
    other promise about the same takes its place."""
    for handling in upper.handlings if is_time_limit(promise) else ():
        for priority in handled_priorities(handling, promise):
            if chain_of(index, handling.chain, promise, priority) is not None:
                for nodes in _passed(handling.chain):
                    found = tuple(each for node in nodes for each in _promised(index, node, priority))
                    if found:
                        yield found


def _passed(chain: ChainNode) -> Iterator[tuple[ChainStep, ...]]:
    match chain:
        case ChainStep():
            yield (chain,)
        case ChainOf("or", ChainStep() as left, ChainStep() as right):
            yield left, right
        case ChainOf(op, left, right) if op != "or":
            yield from _passed(left)
            yield from _passed(right)


def _promised(index: Index, node: ChainStep, priority: Priority) -> Iterator[Promised]:
    lower = index.house.agreements.get(node.agreement)
    for support in lower.guarantee(node.guarantee) if lower is not None else ():
        if lower is not None and is_time_limit(support) and acts_on(support, priority):
            yield lower, support


def _component(lower: Agreement, support: Guarantee, needed: Sequence[str]) -> str:
    about = {service.key for service in support.services or lower.services}
    return next((key for key in needed if key in about), "")


def _relied(upper: Agreement, lower: Agreement, lowers: tuple[Agreement, ...]) -> Leaning:
    """What an agreement names as a support although they promise nothing alike: its first promise."""
    support = lower.promises[0]
    services = support.services or lower.services
    component = services[0].key if services else ""
    same = tuple(
        (other, each)
        for other in lowers
        for each in other.promises
        if _about(other, each, component) and _same(support, each, _priority(support))
    )
    return Leaning(upper, upper.promises[-1], component, same)


def _about(lower: Agreement, support: Guarantee, component: str) -> bool:
    services = support.services or lower.services
    return any(s.key == component for s in services) if services else not component


def _by_priority(
    upper: Agreement, promises: Iterable[Guarantee], lowers: Iterable[Agreement]
) -> Iterator[tuple[Guarantee, str | None]]:
    """Each promise with its priority; one about all of them with each for which somebody promises some."""
    theirs = {_priority(support) for lower in lowers for support in lower.promises} - {None}
    every = upper.priorities.items if upper.priorities is not None else ()
    for promise in promises:
        yield promise, _priority(promise)
        if promise.priority is None and isinstance(promise.metric.formula, TimeBetween):
            yield from ((promise, each.name) for each in every if each.name in theirs)


def _priority(promise: Guarantee) -> str | None:
    return promise.priority.name if promise.priority is not None else None


def _same(promise: Guarantee, support: Guarantee, named: str | None) -> bool:
    return _priority(support) in (named, None) and carries(promise.metric, support.metric)


def open_days(index: Index, leaning: Leaning, whole: Term) -> tuple[Term, ...]:
    """The days of a term, in the promise's phase, on which nothing is under it; with renewals below."""
    days = overlap(whole, phase(leaning.promise))
    if days is None:
        return ()
    covered = sorted(span for a, g in leaning.lowers if (span := overlap(lasting(a), phase(g))) is not None)
    found: list[Term] = []
    at = days[0]
    for first, last in covered:
        if first > days[1]:
            break
        if first > at:
            found.append((at, first - 1))
        at = max(at, last + 1)
    if at <= days[1]:
        found.append((at, days[1]))
    return tuple(found)


def _contains(whole: Term, part: Term) -> bool:
    return whole[0] <= part[0] and part[1] <= whole[1]


def day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()
