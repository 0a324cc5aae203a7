"""The proof of a time: steps, hand-overs and alternatives through their calendars, against the promise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from fractions import Fraction
from typing import TypeAlias
from weakref import WeakKeyDictionary

from sladsl.exact.due_chains import Worst, latest, then, worst
from sladsl.exact.due_times import DueTimes, at_once
from sladsl.model.agreements import Agreement, Guarantee, Handling, limited_hours
from sladsl.model.catalogue import Priority
from sladsl.model.supports import FOREVER, Supports, Term, overlap, phase
from sladsl.prove.due import due_or_never, is_time_limit
from sladsl.prove.handled import chain_of, handled_priorities, last_steps, lone_steps, phases, services_beside
from sladsl.prove.horizon import common_term, instants
from sladsl.prove.parts import Handover, Part, Step, Then, Whichever, steps
from sladsl.prove.recovery import is_restoring
from sladsl.prove.steps import kept_share, late_under, share_late
from sladsl.prove.taken_over import promises_to_prove
from sladsl.records import record


@record
class TimeProof:
    """Whether a promise about the time of cases is kept by the steps under it, whenever a case begins, and
    for the share of cases that is promised.

    `worst` is the start at which the chain is due latest against the promise, by how many seconds; [first,
    end) are the starts looked at.
    """

    agreement: Agreement
    guarantee: Guarantee
    chain: Part
    handling: Handling | None
    first: int
    end: int
    worst: Worst

    @property
    def kept(self) -> bool:
        """Whether no start breaks the promise, and no case more is late than may be."""
        return self.in_time and self.for_enough

    @property
    def in_time(self) -> bool:
        """Whether no start breaks the promise."""
        return self.worst.by <= 0

    @property
    def for_enough(self) -> bool:
        """Whether the steps are in time for the share of cases that is promised; more than all of them is
        promised in vain, which is no matter of the steps."""
        least, reached = kept_share(self.guarantee)
        return least > 1 or self.share > least or (self.share == least and reached)

    @property
    def share(self) -> Fraction:
        """For which share of cases the steps are in time together."""
        return max(Fraction(0), 1 - share_late(self.chain, late_under(self.guarantee)))


def time_proofs(supports: Supports, agreement: Agreement) -> tuple[TimeProof, ...]:
    """The proof of every time limit that holds in the agreement and that other agreements work under; what
    it inherits together with those agreements is left to the level above.

    Where no `handling` says who acts in what order, each supporting promise of the same kind is held against
    the promise by itself.
    """
    known = _proven.setdefault(supports, {})
    found = known.get(id(agreement))
    if found is None:
        found = known[id(agreement)] = (agreement, tuple(_all_proofs(supports, agreement)))
    return found[1]


def fails_as_above(supports: Supports, proof: TimeProof) -> bool:
    """Whether a promise that is taken over fails as it does at the level above, by the same steps."""
    agreement, guarantee = proof.agreement, proof.guarantee
    above = supports.house.agreements.get(agreement.under) if agreement.under is not None else None
    if above is None or any(guarantee is each for each in agreement.guarantees):
        return False
    mine = [step.guarantee for step in steps(proof.chain)]
    return any(
        other.guarantee.key == guarantee.key
        and (other.in_time, other.for_enough) == (proof.in_time, proof.for_enough)
        and [step.guarantee for step in steps(other.chain)] == mine
        for other in time_proofs(supports, above)
    )


def worst_only(found: Iterable[TimeProof]) -> Iterator[TimeProof]:
    """Of several chains under one promise one that does not keep it, or the one with the least to spare."""
    worst_of: dict[str, TimeProof] = {}
    for proof in found:
        key = proof.guarantee.key
        if key not in worst_of or _measure(proof) > _measure(worst_of[key]):
            worst_of[key] = proof
    yield from worst_of.values()


def _measure(proof: TimeProof) -> tuple[bool, int]:
    return not proof.kept, proof.worst.by


_proven: WeakKeyDictionary[Supports, dict[int, tuple[Agreement, tuple[TimeProof, ...]]]] = WeakKeyDictionary()
"""By look at a house and the identity of an agreement, which is held on to."""


def _all_proofs(supports: Supports, agreement: Agreement) -> Iterator[TimeProof]:
    for guarantee in promises_to_prove(supports, agreement, each_customer=True):
        if is_time_limit(guarantee):
            yield from _proofs(supports, agreement, guarantee)


def _proofs(supports: Supports, agreement: Agreement, guarantee: Guarantee) -> Iterator[TimeProof]:
    led = tuple(_chains(supports, agreement, guarantee))
    for handling, _, chain, days in led:
        if chain is not None and not any(step.agreement is agreement for step in steps(chain)):
            made = prove(supports, agreement, guarantee, chain, handling, days)
            if made is not None:
                yield made
    for step, days in _beside(supports, agreement, guarantee, led):
        held = overlap(phase(step.guarantee), days)
        made = prove(supports, agreement, guarantee, step, None, held) if held is not None else None
        if made is not None:
            yield made


_Led: TypeAlias = tuple[Handling, Priority, Part | None, Term]
"""Cases of a priority that a `handling` leads to what is promised, through a chain and on certain days;
without one where it does not."""


def _chains(supports: Supports, agreement: Agreement, guarantee: Guarantee) -> Iterator[_Led]:
    own = overlap(supports.term(agreement), phase(guarantee))
    for handling in agreement.handlings:
        for priority in handled_priorities(handling, guarantee):
            for days in phases(supports, handling) if own is not None else ():
                held = overlap(own, days) if own is not None else None
                if held is not None:
                    chain = chain_of(supports, handling.chain, guarantee, priority, days)
                    yield handling, priority, chain, held


def _beside(
    supports: Supports, agreement: Agreement, guarantee: Guarantee, led: Sequence[_Led]
) -> Iterator[tuple[Step, Term]]:
    """Supporting promises about cases that no `handling` leads to what is promised, with the days: of other
    priorities, or of components that the steps it ends with are not about."""
    for name in _left(agreement, guarantee, led):
        yield from ((step, FOREVER) for step in lone_steps(supports, agreement, guarantee, name))
    ways = {(priority.name, days): False for _, priority, _, days in led}
    ways |= {(priority.name, days): True for _, priority, chain, days in led if chain is not None}
    names = {name for (name, _), found in ways.items() if found}
    for (name, days), found in ways.items():
        if not found and name in names:
            yield from ((step, days) for step in lone_steps(supports, agreement, guarantee, name))
    if is_restoring(guarantee):
        return  # in what order is another question
    keys = tuple(service.key for service in guarantee.services or agreement.services)
    ends: defaultdict[str, list[Step]] = defaultdict(list)
    for _, priority, chain, _ in led:
        if chain is not None:
            ends[priority.name] += last_steps(chain, guarantee)
    for name, last in ends.items():
        left = services_beside(supports, keys, last)
        for step in lone_steps(supports, agreement, guarantee, name) if left else ():
            about = {service.key for service in step.guarantee.services or step.agreement.services}
            if about & left.keys():
                yield step, FOREVER


def _left(agreement: Agreement, guarantee: Guarantee, led: Sequence[_Led]) -> tuple[str | None, ...]:
    """The priorities of a promise whose cases no `handling` leads to what is promised; None for all of them
    where it leads none."""
    names = {priority.name for _, priority, chain, _ in led if chain is not None}
    if guarantee.priority is not None:
        return () if guarantee.priority.name in names else (guarantee.priority.name,)
    every = agreement.priorities.items if agreement.priorities is not None else ()
    return tuple(each.name for each in every if each.name not in names) if names else (None,)


def unhandled(supports: Supports, agreement: Agreement, guarantee: Guarantee) -> tuple[str, ...]:
    """The priorities of a promise about all of them of which nobody promises a time, though of others
    somebody does."""
    every = agreement.priorities.items if agreement.priorities and guarantee.priority is None else ()
    left = _left(agreement, guarantee, tuple(_chains(supports, agreement, guarantee)))
    names = [each.name for each in every] if left == (None,) else [name for name in left if name is not None]
    alone = tuple(name for name in names if not lone_steps(supports, agreement, guarantee, name))
    return alone if len(alone) < len(every) else ()


def prove(
    supports: Supports,
    agreement: Agreement,
    guarantee: Guarantee,
    chain: Part,
    handling: Handling | None,
    days: Term = FOREVER,
) -> TimeProof | None:
    """The proof over the common term, as far as the promise holds and on these days; None where there is
    none, or where the promise is never due in it."""
    term = common_term(supports, (agreement, *(step.agreement for step in steps(chain))))
    for each in (phase(guarantee), days):
        term = overlap(term, each) if term is not None else None
    if term is None:
        return None
    reach = instants(term, agreement.zone, supports.today)
    clocks: list[object] = []
    key = (reach, _clock(agreement, guarantee, clocks), _clocks(chain, clocks))
    known = _worst_known.setdefault(supports, {})
    if key not in known:
        known[key] = (_worst(agreement, guarantee, chain, reach), clocks)
    found = known[key][0]
    return TimeProof(agreement, guarantee, chain, handling, *reach, found) if found is not None else None


_worst_known: WeakKeyDictionary[Supports, dict[Hashable, tuple[Worst | None, list[object]]]] = (
    WeakKeyDictionary()
)
"""By look at a house, by the clocks of a promise and of what stands under it: customers who are promised the
same time share it. The calendars, which a key names by identity, are held on to."""


def _worst(agreement: Agreement, guarantee: Guarantee, chain: Part, reach: tuple[int, int]) -> Worst | None:
    promise = due_or_never(guarantee, agreement, *reach).ever
    if promise is None:
        return None
    return worst(due_or_never_of_chain(chain, promise.first, promise.end), promise)


def _clock(agreement: Agreement, guarantee: Guarantee, calendars: list[object]) -> Hashable:
    """What `due_times` hangs on."""
    calendar = limited_hours(guarantee, agreement)
    calendars.append(calendar)
    return id(calendar), agreement.zone, guarantee.target, guarantee.comparator


def _clocks(part: Part, calendars: list[object]) -> Hashable:
    match part:
        case Step(agreement, guarantee):
            return _clock(agreement, guarantee, calendars)
        case Handover(seconds):
            return seconds
        case Then(parts) | Whichever(parts):
            return type(part), tuple(_clocks(inner, calendars) for inner in parts)


def due_of_chain(part: Part, first: int, end: int) -> DueTimes | None:
    """When a chain is done at the latest, for every start in [first, end); None where one is never done."""
    made = due_or_never_of_chain(part, first, end)
    return made if made.always else None


def due_or_never_of_chain(part: Part, first: int, end: int) -> DueTimes:
    """The same, and `NEVER` for the starts from which it is never done."""
    match part:
        case Step(agreement, guarantee):
            return due_or_never(guarantee, agreement, first, end)
        case Handover(seconds):
            return at_once(first, end).later_by(seconds)
        case Whichever(parts):
            return latest([due_or_never_of_chain(inner, first, end) for inner in parts])
        case Then(parts):
            return _in_turn(parts, first, end)


def _in_turn(parts: Sequence[Part], first: int, end: int) -> DueTimes:
    """One part after the other, each as late as it may be, or earlier where that leaves more for the rest.

    Put together by halves: what begins late has the pieces of all before it.
    """
    if len(parts) <= 1:
        return due_or_never_of_chain(parts[0], first, end) if parts else at_once(first, end)
    middle = len(parts) // 2
    begun = _in_turn(parts[:middle], first, end)
    last = begun.last
    return begun if last is None else then(begun, _in_turn(parts[middle:], first, last + 1))
