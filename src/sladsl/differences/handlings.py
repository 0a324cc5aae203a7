"""What changed in who works on cases in which order, and who is told when their time runs out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import zip_longest

from sladsl.differences.change import Change, Effect, effect_of
from sladsl.differences.implication import done_text, later
from sladsl.differences.lengths import agreed, as_early
from sladsl.differences.meaning import only_left
from sladsl.differences.renames import Renames
from sladsl.differences.spans_of_time import Stretch, clipped, common_term
from sladsl.exact.due_times import DueTimes
from sladsl.exact.ratio import percent
from sladsl.model.agreements import (
    Agreement,
    ChainHandover,
    ChainNode,
    ChainOf,
    Escalation,
    EscalationStep,
    Handling,
)
from sladsl.model.catalogue import PartyUse, Priority
from sladsl.model.supports import Supports
from sladsl.prove.chains import due_of_chain
from sladsl.prove.due import is_time_limit
from sladsl.prove.handled import chain_of, part_of, phases_of
from sladsl.records import record
from sladsl.source import Span


@record
class Houses:
    """Both versions of a house, as they are asked who supports whom."""

    old: Supports
    new: Supports


# ---- who works on cases


def handling_changes(old: Agreement, new: Agreement, renames: Renames, houses: Houses) -> Iterator[Change]:
    """Other steps, for each priority: what is done later at every start weakens the promises that rest on it,
    what is done sooner strengthens them. What is promised by the steps themselves is told where it is."""
    before, after = list(_by_priority(old.handlings)), list(_by_priority(new.handlings))
    found: dict[tuple[str, str, Effect], tuple[list[str], str, Span | None, Span | None]] = {}
    for name in dict.fromkeys(priority.name for priority, _ in (*before, *after)):
        mine = [(priority, handling) for priority, handling in before if priority.name == name]
        theirs = [(priority, handling) for priority, handling in after if priority.name == name]
        as_before = {id(handling): renames.handling(handling).chain for _, handling in theirs}
        gone = only_left([h.chain for _, h in mine], list(as_before.values()))
        come = only_left(list(as_before.values()), [h.chain for _, h in mine])
        left = [each for each in mine if any(each[1].chain is chain for chain in gone)]
        right = [each for each in theirs if any(as_before[id(each[1])] is chain for chain in come)]
        for one, two in zip_longest(left, right):
            effect, why = Effect.INCOMPARABLE, ""
            if one is not None and two is not None:
                pair = (one[1].chain, as_before[id(two[1])], two[1].chain)
                effect, why = _judged(old, new, two[0], pair, renames, houses)
            texts = [_chain(each[1].chain) if each is not None else "" for each in (one, two)]
            at = [each[1].span if each is not None else None for each in (one, two)]
            known = found.setdefault((texts[0], texts[1], effect), ([], why, at[0], at[1]))
            known[0].append(name)
    for (one_text, two_text, effect), (names, why, was, now) in found.items():
        said = [f"{', '.join(names)}: {text}" if text else "" for text in (one_text, two_text)]
        yield Change("handling", "handling", said[0], said[1], effect, why, was, now)


def _by_priority(handlings: Iterable[Handling]) -> Iterator[tuple[Priority, Handling]]:
    return ((priority, handling) for handling in handlings for priority in handling.priorities)


def _judged(
    old: Agreement,
    new: Agreement,
    priority: Priority,
    chains: tuple[ChainNode, ChainNode, ChainNode],
    renames: Renames,
    houses: Houses,
) -> tuple[Effect, str]:
    """By the instant at which a case is done, for every start: of the whole chain, and of what of it each
    promise of the agreement rests on. `chains` are the old one, the new one in old names and in its own."""
    before, after, own = chains
    stretch = common_term(old, new)
    places = (
        (houses.old, old, before, after),
        (houses.new, new, renames.as_after(before), own),
    )
    for supports, agreement, one, two in places:
        courses = _courses(supports, agreement, priority, (one, two), stretch)
        if courses:
            return _compared(courses, stretch)
    return Effect.INCOMPARABLE, "other steps"


def _courses(
    supports: Supports,
    agreement: Agreement,
    priority: Priority,
    chains: tuple[ChainNode, ChainNode],
    stretch: Stretch,
) -> list[tuple[DueTimes, DueTimes]]:
    """When cases are done before and after, by the promises that hold then; nothing where a step is not known
    in that version, or promises nothing on some days on which the others do."""
    found: list[tuple[DueTimes, DueTimes]] = []
    for days in phases_of(supports, chains):
        first, end = clipped(days, stretch)
        if first >= end:
            continue
        whole = [part_of(supports, chain, priority, days) for chain in chains]
        if None in whole:
            if whole[0] is whole[1]:
                continue
            return []
        parts = [whole]
        for promise in agreement.promises:
            mine = promise.priority is None or promise.priority.name == priority.name
            if mine and is_time_limit(promise):
                parts.append([chain_of(supports, chain, promise, priority, days) for chain in chains])
        for one, two in parts:
            if one is not None and two is not None:
                before, after = due_of_chain(one, first, end), due_of_chain(two, first, end)
                if before is not None and after is not None:
                    found.append((before, after))
    return found


def _compared(courses: Iterable[tuple[DueTimes, DueTimes]], stretch: Stretch) -> tuple[Effect, str]:
    signs: list[int] = []
    texts: dict[str, None] = {}
    for before, after in courses:
        for late, early, sign in ((after, before, -1), (before, after, 1)):
            found = later(late, early)
            if found is not None and found.by > 0:
                signs.append(sign)
                texts[done_text(found.start, before, after, stretch.zone)] = None
    if not signs:
        return Effect.INCOMPARABLE, "done at the same instants"
    shown = list(texts)
    effect = effect_of(agreed(*signs))
    return effect, shown[0] if effect is not Effect.INCOMPARABLE else "; but ".join(shown[:2])


def _chain(node: ChainNode) -> str:
    if isinstance(node, ChainHandover):
        return f"handover {node.duration.text()}"
    if isinstance(node, ChainOf):
        parts = [
            f"({_chain(part)})" if isinstance(part, ChainOf) and part.op != node.op else _chain(part)
            for part in (node.left, node.right)
        ]
        return f" {node.op} ".join(parts)
    return f"{node.agreement}.{node.guarantee}"


# ---- who is told


def escalation_text(escalation: Escalation) -> str:
    """`P1: at 50%: Desk; at 80%: Lead`."""
    steps = "; ".join(f"at {percent(step.at)}: {party_list(step.to)}" for step in escalation.steps)
    return f"{', '.join(p.name for p in escalation.priorities)}: {steps}"


def party_list(uses: Iterable[PartyUse]) -> str:
    """Sides by their keys, in one order."""
    return ", ".join(sorted(use.key for use in uses))


def told_sooner(one: Escalation | None, two: Escalation | None) -> Effect:
    """The customer's gain where everybody who was told is told no later, and somebody sooner or for once."""
    if one is None or two is None:
        return effect_of(int(two is not None) - int(one is not None))
    cases = [{priority.name for priority in each.priorities} for each in (one, two)]
    more = int(_covers(two.steps, one.steps) and cases[1] >= cases[0])
    return effect_of(more - int(_covers(one.steps, two.steps) and cases[0] >= cases[1]))


def _covers(steps: Iterable[EscalationStep], others: Iterable[EscalationStep]) -> bool:
    """Whether whoever the others tell is told by the steps as often, and no later."""
    mine, theirs = _told(steps), _told(others)
    return all(as_early(mine.get(key, ()), at) for key, at in theirs.items())


def _told(steps: Iterable[EscalationStep]) -> dict[str, list[Fraction]]:
    found: dict[str, list[Fraction]] = {}
    for step in steps:
        for use in step.to:
            found.setdefault(use.key, []).append(step.at)
    return found
