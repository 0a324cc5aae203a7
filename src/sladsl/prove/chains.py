"""The proof of a time: steps, hand-overs and alternatives through their calendars, against the promise."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from weakref import WeakKeyDictionary

from sladsl.exact.due_chains import Worst, latest, then, worst
from sladsl.exact.due_times import DueTimes, at_once
from sladsl.exact.durations import Duration
from sladsl.model.agreements import (
    Agreement,
    ChainHandover,
    ChainNode,
    ChainOf,
    ChainStep,
    Guarantee,
    Handling,
    chain_steps,
    limited_hours,
)
from sladsl.model.catalogue import Priority
from sladsl.model.metrics import TimeBetween
from sladsl.model.supports import FOREVER, Supports, Term, overlap, phase
from sladsl.prove.due import due_or_never, is_time_limit
from sladsl.prove.horizon import common_term, instants
from sladsl.prove.parts import Handover, Part, Step, Then, Whichever, steps
from sladsl.prove.recovery import is_restoring, replaceable
from sladsl.prove.steps import late_under, share_late, share_of
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
        asked = share_of(self.guarantee)
        return asked > 1 or self.share >= asked

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
    if agreement.kind == "uc" or agreement.provider is None:
        return
    promises = agreement.guarantees if _as_above(supports, agreement) else agreement.promises
    for guarantee in promises:
        if is_time_limit(guarantee):
            yield from _proofs(supports, agreement, guarantee)


def _as_above(supports: Supports, agreement: Agreement) -> bool:
    """Whether an agreement names no supports or order of its own beside those of the level above: then what
    it inherits is proven, or broken, there."""
    above = supports.house.agreements.get(agreement.under) if agreement.under is not None else None
    if above is None or above.customer is None:
        return False
    return agreement.handlings == above.handlings and agreement.relies in ((), above.relies)


def _proofs(supports: Supports, agreement: Agreement, guarantee: Guarantee) -> Iterator[TimeProof]:
    handled = False
    for handling in agreement.handlings:
        for priority in _handled(handling, guarantee):
            handled = True
            for days in _phases(supports, handling):
                chain = chain_of(supports, handling.chain, guarantee, priority, days)
                if chain is None or any(step.agreement is agreement for step in steps(chain)):
                    continue  # nothing holds itself up, which is found elsewhere
                made = prove(supports, agreement, guarantee, chain, handling, days)
                if made is not None:
                    yield made
    named = guarantee.priority.name if guarantee.priority else None
    for name in _left(agreement, guarantee) if handled else (named,):
        for step in _lone(supports, agreement, guarantee, name):
            made = prove(supports, agreement, guarantee, step, None, phase(step.guarantee))
            if made is not None:
                yield made


def _left(agreement: Agreement, guarantee: Guarantee) -> Iterator[str]:
    """The priorities of a promise about all of them that no `handling` is about."""
    every = agreement.priorities.items if agreement.priorities and guarantee.priority is None else ()
    acted_on = {priority.name for handling in agreement.handlings for priority in handling.priorities}
    return (priority.name for priority in every if priority.name not in acted_on)


def unhandled(supports: Supports, agreement: Agreement, guarantee: Guarantee) -> tuple[str, ...]:
    """Those of them of which nobody promises a time either."""
    if not any(acts_on(guarantee, p) for handling in agreement.handlings for p in handling.priorities):
        return ()
    left = _left(agreement, guarantee)
    return tuple(name for name in left if not any(_lone(supports, agreement, guarantee, name)))


def _phases(supports: Supports, handling: Handling) -> Iterator[Term]:
    """All days, cut wherever a step's agreement or its dated promise begins or ends."""
    house = supports.house
    named = [(house.agreements.get(step.agreement), step) for step in chain_steps(handling.chain)]
    terms = [phase(g) for lower, step in named if lower is not None for g in lower.guarantee(step.guarantee)]
    terms += (supports.term(lower) for lower, _ in named if lower is not None)
    cuts = {FOREVER[0], FOREVER[1] + 1}
    for first, last in terms:
        cuts |= {first, last + 1}
    for begin, after in pairwise(sorted(cuts)):
        yield begin, after - 1


def _handled(handling: Handling, guarantee: Guarantee) -> Iterator[Priority]:
    return (priority for priority in handling.priorities if acts_on(guarantee, priority))


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


def chain_of(
    supports: Supports, chain: ChainNode, guarantee: Guarantee, priority: Priority, days: Term | None = None
) -> Part | None:
    """The part of a chain that ends with what the promise is about: for a response up to who responds; by
    the promises that hold on certain `days`.

    None where no step leads there, or where a step is no promise about the time of such a case.
    """
    formula = guarantee.metric.formula
    assert isinstance(formula, TimeBetween)
    parts: list[Part] = []
    reached = 0
    for node in _in_sequence(chain):
        made = _part(supports, node, priority, days)
        if made is None:
            break
        parts.append(made)
        ends = {step.guarantee.metric.formula for step in steps(made)}
        if ends and all(isinstance(end, TimeBetween) and end.last == formula.last for end in ends):
            reached = len(parts)
    found = parts[:reached]
    if not found:
        return None
    return found[0] if len(found) == 1 else Then(tuple(found))


def part_of(supports: Supports, chain: ChainNode, priority: Priority) -> Part | None:
    """The whole of a chain for a case of that priority; None where a step is no promise about its time."""
    return _part(supports, chain, priority)


def _in_sequence(chain: ChainNode) -> Iterator[ChainNode]:
    if isinstance(chain, ChainOf) and chain.op == "then":
        yield from _in_sequence(chain.left)
        yield from _in_sequence(chain.right)
    else:
        yield chain


def _part(supports: Supports, node: ChainNode, priority: Priority, days: Term | None = None) -> Part | None:
    match node:
        case ChainStep():
            return step_of(supports, node, priority, days)
        case ChainHandover(duration, span):
            return Handover(int(duration.seconds), span) if isinstance(duration, Duration) else None
        case ChainOf(op, left, right):
            one, two = (_part(supports, side, priority, days) for side in (left, right))
            if op == "or" and days is not None and not _all_in_force(supports, left, days):
                return two
            if op == "or" and days is not None and not _all_in_force(supports, right, days):
                return one
            if one is None or two is None:
                return None
            if op == "then":
                return Then((one, two))
            return Whichever((one, two), op == "with")


def _all_in_force(supports: Supports, node: ChainNode, days: Term) -> bool:
    """Whether all agreements of the steps are in force on some of these days."""
    named = (supports.house.agreements.get(step.agreement) for step in chain_steps(node))
    return all(lower is None or overlap(supports.term(lower), days) is not None for lower in named)


def step_of(supports: Supports, node: ChainStep, priority: Priority, days: Term | None = None) -> Step | None:
    """What a step promises about the time of such a case, on certain `days`; None where that is nothing."""
    lower = supports.house.agreements.get(node.agreement)
    for guarantee in lower.guarantee(node.guarantee) if lower is not None else ():
        holds = days is None or overlap(phase(guarantee), days) is not None
        if lower is not None and holds and is_time_limit(guarantee) and acts_on(guarantee, priority):
            return Step(lower, guarantee)
    return None


def idle_steps(supports: Supports, agreement: Agreement, guarantee: Guarantee) -> Iterator[ChainStep]:
    """The steps on a promise's cases that prove nothing of their time: others, or the agreement's own."""
    for handling in agreement.handlings:
        for priority in _handled(handling, guarantee):
            for step in chain_steps(handling.chain):
                if step.agreement == agreement.key or step_of(supports, step, priority) is None:
                    yield step


def acts_on(guarantee: Guarantee, priority: Priority) -> bool:
    """Whether a promise is about cases of that priority, or of all."""
    return guarantee.priority is None or guarantee.priority.name == priority.name


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


def _lone(
    supports: Supports, agreement: Agreement, guarantee: Guarantee, named: str | None
) -> Iterator[Step]:
    """Promises of the same kind and priority about what the promise stands on, of the agreements under it; of
    recovery those that nothing replaces."""
    formula = guarantee.metric.formula
    keys = tuple(s.key for s in guarantee.services or agreement.services)
    needed = set(supports.needed(keys))
    seen: set[tuple[str, str]] = set()
    if is_restoring(guarantee):
        seen |= replaceable(supports, agreement, guarantee)
    for lower in supports.supports(agreement):
        for support in lower.promises:
            theirs = support.priority.name if support.priority else None
            if named != theirs or not is_time_limit(support) or (lower.key, support.key) in seen:
                continue
            same = support.metric.key == guarantee.metric.key or support.metric.formula == formula
            about = {s.key for s in support.services or lower.services}
            if same and (not about or about & needed):
                seen.add((lower.key, support.key))
                yield Step(lower, support)
