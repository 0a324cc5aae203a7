"""What a `handling` says of the cases of a priority: the steps that they pass through, as a chain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

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
)
from sladsl.model.catalogue import Priority
from sladsl.model.metrics import TimeBetween
from sladsl.model.supports import FOREVER, Supports, Term, overlap, phase
from sladsl.prove.due import is_time_limit
from sladsl.prove.parts import Handover, Part, Step, Then, Whichever, steps
from sladsl.prove.recovery import is_restoring, waited_for


def phases(supports: Supports, handling: Handling) -> Iterator[Term]:
    """All days, cut wherever a step's agreement or its dated promise begins or ends."""
    return phases_of(supports, (handling.chain,))


def phases_of(supports: Supports, chains: Iterable[ChainNode]) -> Iterator[Term]:
    """The same of the steps of several chains."""
    house = supports.house
    every = (step for chain in chains for step in chain_steps(chain))
    named = [(house.agreements.get(step.agreement), step) for step in every]
    terms = [phase(g) for lower, step in named if lower is not None for g in lower.guarantee(step.guarantee)]
    terms += (supports.term(lower) for lower, _ in named if lower is not None)
    cuts = {FOREVER[0], FOREVER[1] + 1}
    for first, last in terms:
        cuts |= {first, last + 1}
    for begin, after in pairwise(sorted(cuts)):
        yield begin, after - 1


def handled_priorities(handling: Handling, guarantee: Guarantee) -> Iterator[Priority]:
    return (priority for priority in handling.priorities if acts_on(guarantee, priority))


def chain_of(
    supports: Supports, chain: ChainNode, guarantee: Guarantee, priority: Priority, days: Term | None = None
) -> Part | None:
    """The part of a chain that ends with what the promise is about: for a response up to who responds; by
    the promises that hold on certain `days`.

    None where it does not come to that, or a step before it is no promise about the time of such a case.
    """
    formula = guarantee.metric.formula
    assert isinstance(formula, TimeBetween)
    parts: list[Part] = []
    found: Part | None = None
    needed = frozenset(supports.needed(tuple(service.key for service in guarantee.services)))
    for node in _in_sequence(_about(supports, chain, needed) if needed else chain):
        made = _part(supports, node, priority, days)
        if made is None:
            break
        ending = up_to(made, formula.last)
        if ending is not None:
            found = Then((*parts, ending)) if parts else ending
        parts.append(made)
    return found


def _about(supports: Supports, chain: ChainNode, needed: frozenset[str]) -> ChainNode:
    """A chain without alternatives for cases of services that are not needed, where others are for those."""
    if not isinstance(chain, ChainOf):
        return chain
    if chain.op == "or":
        left, right = (_is_for(supports, side, needed) for side in (chain.left, chain.right))
        if left != right:
            return _about(supports, chain.left if left else chain.right, needed)
    sides = (_about(supports, side, needed) for side in (chain.left, chain.right))
    return ChainOf(chain.op, *sides)


def _is_for(supports: Supports, chain: ChainNode, needed: frozenset[str]) -> bool:
    """Whether all of its steps may be about needed services."""
    for step in chain_steps(chain):
        lower = supports.house.agreements.get(step.agreement)
        for promise in lower.guarantee(step.guarantee) if lower is not None else ():
            about = {service.key for service in promise.services or (lower.services if lower else ())}
            if about and not about & needed:
                return False
    return True


def up_to(part: Part, event: str) -> Part | None:
    """The part of a chain up to the step that ends with an event; None where it does not come to it. Of
    alternatives all have to, of branches some."""
    match part:
        case Step(_, guarantee):
            formula = guarantee.metric.formula
            return part if isinstance(formula, TimeBetween) and formula.last == event else None
        case Handover():
            return None
        case Then(parts):
            for number in reversed(range(len(parts))):
                ending = up_to(parts[number], event)
                if ending is not None:
                    return Then((*parts[:number], ending)) if number else ending
            return None
        case Whichever(parts, parallel):
            reached = [up_to(inner, event) for inner in parts]
            ends = tuple(each for each in reached if each is not None)
            if not ends or (len(ends) < len(parts) and not parallel):
                return None
            return ends[0] if len(ends) == 1 else Whichever(ends, parallel)


def part_of(
    supports: Supports, chain: ChainNode, priority: Priority, days: Term | None = None
) -> Part | None:
    """The whole of a chain for a case of that priority; None where a step is no promise about its time."""
    return _part(supports, chain, priority, days)


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
            if op == "or" and days is not None and not _can_hold(supports, left, days):
                return two
            if op == "or" and days is not None and not _can_hold(supports, right, days):
                return one
            if one is None or two is None:
                return None
            if op == "then":
                return Then((one, two))
            return Whichever((one, two), op == "with")


def _can_hold(supports: Supports, node: ChainNode, days: Term) -> bool:
    """Whether the steps are promised on some of these days, of alternatives those of one; what nobody
    promises is found elsewhere."""
    match node:
        case ChainOf(op, left, right):
            both = (_can_hold(supports, side, days) for side in (left, right))
            return any(both) if op == "or" else all(both)
        case ChainStep():
            lower = supports.house.agreements.get(node.agreement)
            held = overlap(supports.term(lower), days) if lower is not None else days
            promises = lower.guarantee(node.guarantee) if lower is not None else ()
            dated = [overlap(phase(promise), held) for promise in promises if held is not None]
            return held is not None and (not promises or any(each is not None for each in dated))
    return True


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
        for priority in handled_priorities(handling, guarantee):
            for step in chain_steps(handling.chain):
                if step.agreement == agreement.key or step_of(supports, step, priority) is None:
                    yield step


def acts_on(guarantee: Guarantee, priority: Priority) -> bool:
    """Whether a promise is about cases of that priority, or of all."""
    return guarantee.priority is None or guarantee.priority.name == priority.name


def lone_steps(
    supports: Supports, agreement: Agreement, guarantee: Guarantee, named: str | None
) -> tuple[Step, ...]:
    """What the agreements under one promise about the same time of cases of a priority, or of every one,
    where no `handling` says who acts in what order; of recovery what nothing replaces."""
    found: dict[tuple[str, str], Step] = {}
    alone = waited_for(supports, agreement, guarantee)[0] if is_restoring(guarantee) else None
    keys = tuple(s.key for s in guarantee.services or agreement.services)
    needed = set(supports.needed(keys))
    every = agreement.priorities.items if agreement.priorities is not None else ()
    names = [named] if named is not None or not every else [priority.name for priority in every]
    for lower in supports.supports(agreement):
        alike = [each for each in lower.promises if _is_alike(lower, each, guarantee, needed)]
        for support in (each for name in names for each in _of_priority(alike, name)):
            if alone is None or (lower.key, support.key) in alone:
                found.setdefault((lower.key, support.key), Step(lower, support))
    return tuple(found.values())


def _is_alike(lower: Agreement, support: Guarantee, guarantee: Guarantee, needed: set[str]) -> bool:
    same = support.metric.key == guarantee.metric.key or support.metric.formula == guarantee.metric.formula
    if not same or not is_time_limit(support):
        return False
    about = {s.key for s in support.services or lower.services}
    return not about or bool(about & needed)


def _of_priority(promises: Sequence[Guarantee], name: str | None) -> Sequence[Guarantee]:
    """Those about a priority, or where there are none those about all; these first where none is named."""
    of_all = [each for each in promises if each.priority is None]
    if name is None:
        return of_all or promises
    return [each for each in promises if each.priority is not None and each.priority.name == name] or of_all


def last_steps(chain: Part, guarantee: Guarantee) -> Iterator[Step]:
    """The steps of a chain that end with what a promise is about."""
    formula = guarantee.metric.formula
    assert isinstance(formula, TimeBetween)
    for step in steps(chain):
        theirs = step.guarantee.metric.formula
        if isinstance(theirs, TimeBetween) and theirs.last == formula.last:
            yield step


def services_beside(supports: Supports, keys: Iterable[str], ends: Iterable[Step]) -> dict[str, bool]:
    """The services, of some and what they need, that no step of these is about, nor about what needs them;
    whether each needs nothing itself. None where a step is about all cases."""
    covered: set[str] = set()
    for step in ends:
        about = step.guarantee.services or step.agreement.services
        if not about:
            return {}
        covered.update(service.key for service in about)
    found: dict[str, bool] = {}
    waiting = list(keys)
    while waiting:
        key = waiting.pop()
        thing = supports.house.services.get(key)
        if key not in covered and key not in found and thing is not None:
            needed = [each for needs in thing.needs for each in needs.keys]
            found[key] = not needed
            waiting += reversed(needed)
    return found
