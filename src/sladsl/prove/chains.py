"""The proof of a time: steps, hand-overs and alternatives through their calendars, against the promise."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from weakref import WeakKeyDictionary

from sladsl.exact.due_times import DueTimes, Worst, at_once, latest, then, worst
from sladsl.exact.durations import Duration
from sladsl.model.agreements import (
    Agreement,
    ChainHandover,
    ChainNode,
    ChainOf,
    ChainStep,
    Guarantee,
    Handling,
    limited_hours,
)
from sladsl.model.catalogue import Priority
from sladsl.model.metrics import TimeBetween
from sladsl.model.supports import Supports
from sladsl.prove.due import due_times, is_time_limit
from sladsl.prove.horizon import common_term, instants
from sladsl.records import record
from sladsl.source import Span


@record
class Step:
    """A supporting promise as a step of a chain."""

    agreement: Agreement
    guarantee: Guarantee


@record
class Handover:
    """Time lost between two steps, in seconds, at all hours; `span` is where that stands."""

    seconds: int
    span: Span


@record
class Then:
    """One after the other."""

    parts: tuple[Part, ...]


@record
class Whichever:
    """Alternatives, of which nobody knows which is needed, or branches that all are: the latest decides."""

    parts: tuple[Part, ...]
    parallel: bool


Part = Step | Handover | Then | Whichever


@record
class TimeProof:
    """Whether a promise about the time of cases is kept by the steps under it, whenever a case begins.

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
        """Whether no start breaks the promise."""
        strict = self.guarantee.comparator == "<"
        return self.worst.by < 0 if strict else self.worst.by <= 0


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
    """Of several chains under one promise the one with the least to spare."""
    worst_of: dict[str, TimeProof] = {}
    for proof in found:
        key = proof.guarantee.key
        if key not in worst_of or proof.worst.by > worst_of[key].worst.by:
            worst_of[key] = proof
    yield from worst_of.values()


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
            chain = chain_of(supports, handling.chain, guarantee, priority)
            made = prove(supports, agreement, guarantee, chain, handling) if chain is not None else None
            if made is not None:
                yield made
    if not handled:
        for step in _lone(supports, agreement, guarantee):
            made = prove(supports, agreement, guarantee, step, None)
            if made is not None:
                yield made


def _handled(handling: Handling, guarantee: Guarantee) -> Iterator[Priority]:
    for priority in handling.priorities:
        if guarantee.priority is None or guarantee.priority.name == priority.name:
            yield priority


def prove(
    supports: Supports, agreement: Agreement, guarantee: Guarantee, chain: Part, handling: Handling | None
) -> TimeProof | None:
    """The proof over the common term; None where there is none, or where a step never comes to its end."""
    term = common_term(supports, (agreement, *(step.agreement for step in steps(chain))))
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
    promise = due_times(guarantee, agreement, *reach)
    due = due_of_chain(chain, *reach)
    return worst(due, promise) if promise is not None and due is not None else None


def _clock(agreement: Agreement, guarantee: Guarantee, calendars: list[object]) -> Hashable:
    """What `due_times` hangs on."""
    calendar = limited_hours(guarantee, agreement)
    calendars.append(calendar)
    return id(calendar), agreement.zone, guarantee.target


def _clocks(part: Part, calendars: list[object]) -> Hashable:
    match part:
        case Step(agreement, guarantee):
            return _clock(agreement, guarantee, calendars)
        case Handover(seconds):
            return seconds
        case Then(parts) | Whichever(parts):
            return type(part), tuple(_clocks(inner, calendars) for inner in parts)


def chain_of(supports: Supports, chain: ChainNode, guarantee: Guarantee, priority: Priority) -> Part | None:
    """The part of a chain that ends with what the promise is about: for a response up to who responds.

    None where no step leads there, or where a step is no promise about the time of such a case.
    """
    formula = guarantee.metric.formula
    assert isinstance(formula, TimeBetween)
    parts: list[Part] = []
    reached = 0
    for node in _in_sequence(chain):
        made = _part(supports, node, priority)
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


def _part(supports: Supports, node: ChainNode, priority: Priority) -> Part | None:
    match node:
        case ChainStep():
            return _step(supports, node, priority)
        case ChainHandover(duration, span):
            return Handover(int(duration.seconds), span) if isinstance(duration, Duration) else None
        case ChainOf(op, left, right):
            one, two = _part(supports, left, priority), _part(supports, right, priority)
            if one is None or two is None:
                return None
            if op == "then":
                return Then((one, two))
            return Whichever((one, two), op == "with")


def _step(supports: Supports, node: ChainStep, priority: Priority) -> Step | None:
    lower = supports.house.agreements.get(node.agreement)
    for guarantee in lower.guarantee(node.guarantee) if lower is not None else ():
        meant = guarantee.priority is None or guarantee.priority.name == priority.name
        if lower is not None and meant and is_time_limit(guarantee):
            return Step(lower, guarantee)
    return None


def steps(part: Part) -> Iterator[Step]:
    """The promises of a chain, in order."""
    if isinstance(part, Step):
        yield part
    elif isinstance(part, (Then, Whichever)):
        for inner in part.parts:
            yield from steps(inner)


def handovers(part: Part) -> Iterator[Handover]:
    """The hand-overs of a chain, in order."""
    if isinstance(part, Handover):
        yield part
    elif isinstance(part, (Then, Whichever)):
        for inner in part.parts:
            yield from handovers(inner)


def due_of_chain(part: Part, first: int, end: int) -> DueTimes | None:
    """When a chain is done at the latest, for every start in [first, end)."""
    match part:
        case Step(agreement, guarantee):
            return due_times(guarantee, agreement, first, end)
        case Handover(seconds):
            return at_once(first, end).later_by(seconds)
        case Whichever(parts):
            made = [due_of_chain(inner, first, end) for inner in parts]
            known = [each for each in made if each is not None]
            return latest(known) if len(known) == len(made) else None
        case Then(parts):
            return _in_turn(parts, first, end)


def _in_turn(parts: Sequence[Part], first: int, end: int) -> DueTimes | None:
    """One part after the other. Put together by halves: what begins late has the pieces of all before it."""
    if len(parts) <= 1:
        return due_of_chain(parts[0], first, end) if parts else at_once(first, end)
    middle = len(parts) // 2
    begun = _in_turn(parts[:middle], first, end)
    if begun is None:
        return None
    rest = _in_turn(parts[middle:], begun.at(first), begun.last + 1)
    return then(begun, rest) if rest is not None else None


def _lone(supports: Supports, agreement: Agreement, guarantee: Guarantee) -> Iterator[Step]:
    """Promises of the same kind about what the promise stands on, of the agreements under it."""
    formula = guarantee.metric.formula
    keys = tuple(s.key for s in guarantee.services or agreement.services)
    needed = set(supports.needed(keys))
    named = guarantee.priority.name if guarantee.priority else None
    seen: set[tuple[str, str]] = set()
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
