"""Which promises of an agreement are missed while something under it fails, and what they come to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.catalogue import Priority
from sladsl.model.supports import Term, overlap, phase
from sladsl.prove.allowances import is_availability
from sladsl.prove.due import is_time_limit
from sladsl.prove.handled import chain_of
from sladsl.prove.parts import Handover, Part, Step, Then
from sladsl.rules.index import Index
from sladsl.rules.money.bills import Bill, bill_of

Hit = tuple[Guarantee, int]
"""A promise that fails, and for how many services."""
Needed = dict[str, tuple[str, ...]]
"""By service: the components of which each alone takes it down."""


class Hits:
    """The promises of one agreement with credits that are missed while something below fails."""

    def __init__(self, index: Index, upper: Agreement, needed: Needed) -> None:
        self._index = index
        self._upper = upper
        self._needed = needed
        self._bills: dict[tuple[int, ...], Bill | None] = {}
        self._late: dict[Term, Mapping[tuple[str, str], list[Hit]]] = {}

    def bill(self, hit: tuple[Hit, ...]) -> Bill | None:
        """What these promises come to; the same ones hang on many components."""
        key = tuple(part for promise, services in hit for part in (id(promise), services))
        if key not in self._bills:
            self._bills[key] = bill_of(self._index, self._upper, hit)
        return self._bills[key]

    @cached_property
    def above(self) -> tuple[str, ...]:
        """The keys of the levels above the agreement."""
        return tuple(level.key for level in self._index.house.levels_above(self._upper))

    @cached_property
    def down(self) -> Mapping[str, list[Hit]]:
        """By component: the promises with a service that it takes down with it, and how many services."""
        found: defaultdict[str, list[Hit]] = defaultdict(list)
        for promise in self._upper.promises:
            if promise.credit is not None and is_availability(promise):
                count = Counter(c for s in promise.services for c in self._all_needed(s.key))
                for component, services in count.items():
                    found[component].append((promise, services))
        return found

    def _all_needed(self, service: str) -> tuple[str, ...]:
        """The components of which each alone takes the service down, itself among them."""
        known = self._needed.get(service)
        if known is None:
            found, waiting = {service: None}, [service]
            while waiting:
                made = self._index.house.services.get(waiting.pop())
                for needs in made.needs if made is not None else ():
                    if needs.count is None or needs.count == len(needs.keys):
                        waiting += [key for key in needs.keys if key not in found]
                        found |= dict.fromkeys(needs.keys)
            known = self._needed[service] = tuple(found)
        return known

    def late(self, lower: Agreement, promise: Guarantee, days: Term | None) -> Sequence[Hit]:
        """The promises whose every case waits for that one below, on such days: of contracts that succeed one
        another a case waits for the one in force."""
        if days is None:
            return ()
        if days not in self._late:
            self._late[days] = self._late_on(days)
        return self._late[days].get((lower.key, promise.key), ())

    def _late_on(self, days: Term) -> Mapping[tuple[str, str], list[Hit]]:
        index, upper = self._index, self._upper
        found: defaultdict[tuple[str, str], list[Hit]] = defaultdict(list)
        every = upper.priorities.items if upper.priorities is not None else ()
        for promise in upper.promises if upper.handlings else ():
            if promise.credit is None or not is_time_limit(promise):
                continue
            priorities = (promise.priority,) if promise.priority is not None else every
            waiting = [_waits_for(index, upper, promise, priority, days) for priority in priorities]
            for step in waiting[0] if waiting else ():
                if all(step in others for others in waiting):
                    found[step].append((promise, max(1, len(promise.services))))
        return found


def _waits_for(
    index: Index, upper: Agreement, promise: Guarantee, priority: Priority, days: Term
) -> dict[tuple[str, str], None]:
    """The steps, by agreement and promise, that every case of a priority goes through."""
    found: dict[tuple[str, str], None] | None = None
    for handling in upper.handlings:
        if any(each.name == priority.name for each in handling.priorities):
            chain = chain_of(index, handling.chain, promise, priority, days)
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


def phases(hit: Sequence[Hit], days: Term | None) -> Iterator[tuple[Term, tuple[Hit, ...]]]:
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
