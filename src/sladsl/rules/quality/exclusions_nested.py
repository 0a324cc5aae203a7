"""Finds time or cases that a supporting promise leaves out and the promise above does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from typing import TypeAlias

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.catalogue import Exclusion
from sladsl.model.supports import Promised
from sladsl.prove.allowances import is_availability
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.below import promises_below, standing
from sladsl.prove.chains import time_proofs
from sladsl.prove.parts import steps
from sladsl.prove.proving import proofs
from sladsl.prove.telling import name_of
from sladsl.records import record, replace
from sladsl.rules.compare import wrong_side
from sladsl.rules.facts import Joined
from sladsl.rules.index import Index
from sladsl.rules.say import headline, listed
from sladsl.source import Source, Span

_SHOWN = 5


@record
class LeftOut:
    """Something that the promise `support` leaves out, and a promise of `agreement` on top of it counts.

    `place` is where the latter is written, `above` are the levels above its agreement, the nearest first, and
    `taken_over` says that it is one of theirs.
    """

    agreement: str
    name: str
    place: Span
    about: tuple[str, str, str]
    services: tuple[str, ...]
    above: tuple[str, ...]
    taken_over: bool
    support: str
    exclusion: str
    finding: Diagnostic


def facts(index: Index) -> Iterator[LeftOut]:
    """One per pair of promises of one kind and exclusion; of availability only what no percentage mends."""
    known: _Known = {}
    for agreement in index.agreements:
        if agreement.kind == "uc" or agreement.provider is None:
            continue
        pairs: dict[tuple[int, int], tuple[Guarantee, Agreement, Guarantee]] = {}
        for proof in time_proofs(index, agreement):
            for step in steps(proof.chain):
                if step.guarantee.exclusions:
                    pair = (id(proof.guarantee), id(step.guarantee))
                    pairs[pair] = (proof.guarantee, step.agreement, step.guarantee)
        for guarantee, lower, support in _alike(index, agreement, known):
            pairs[id(guarantee), id(support)] = (guarantee, lower, support)
        for guarantee, lower, support in pairs.values():
            excluded = {exclusion.key for exclusion in guarantee.exclusions}
            for exclusion in support.exclusions:
                if exclusion.key not in excluded:
                    yield _fact(index, agreement, guarantee, lower, support, exclusion)
        for broken in proofs(index, agreement):
            if not broken.kept:
                for lower, support, exclusion in boundless(broken):
                    yield _fact(index, agreement, broken.guarantee, lower, support, exclusion)


def conclude(facts: Sequence[LeftOut], sources: Mapping[str, Source]) -> Iterator[Diagnostic]:
    """One finding per promise, support and exclusion, at the level that makes the promise.

    A level below that takes it over or repeats it says nothing new, nor does another agreement of the same
    template.
    """
    alike: defaultdict[tuple[str, str, tuple[str, str, str]], list[LeftOut]] = defaultdict(list)
    for fact in facts:
        alike[fact.support, fact.exclusion, fact.about].append(fact)
    for found in alike.values():
        made: dict[Span, LeftOut] = {}
        for fact in sorted(found, key=lambda each: each.taken_over):
            made.setdefault(fact.place, fact)
        makers: defaultdict[str, list[LeftOut]] = defaultdict(list)
        for fact in made.values():
            makers[fact.agreement].append(fact)
        told: defaultdict[Span, list[LeftOut]] = defaultdict(list)
        for fact in found:
            told[_uppermost(made[fact.place], makers).place].append(fact)
        for place, others in told.items():
            yield _told(made[place], [fact for fact in others if fact is not made[place]])


CHECK = Joined("exclusions nested", (LeftOut,), facts, conclude, lambda fact: fact.support)


def _uppermost(fact: LeftOut, makers: Mapping[str, Sequence[LeftOut]]) -> LeftOut:
    """The uppermost promise above that a promise repeats, itself where it repeats none."""
    for key in reversed(fact.above):
        for above in makers.get(key, ()):
            if set(above.services) & set(fact.services) or above.services == fact.services:
                return above
    return fact


def _told(first: LeftOut, others: Sequence[LeftOut]) -> Diagnostic:
    """The finding of one promise, with those that say the same."""
    taken_over = dict.fromkeys(fact.name for fact in others if fact.place == first.place)
    repeated = {fact.place: fact.name for fact in others if fact.place != first.place}
    notes: list[str] = []
    if taken_over:
        notes.append(f"the same holds of {_some(taken_over)}")
    if repeated:
        notes.append(f"promised again, and counted, in {_some(dict.fromkeys(repeated.values()))}")
    labels = tuple(Label(place, f"`{name}`") for place, name in repeated.items())
    return replace(
        first.finding,
        labels=(*first.finding.labels, *labels[:_SHOWN]),
        notes=(*first.finding.notes, *notes),
    )


def _some(names: Collection[str]) -> str:
    shown = list(names)[:_SHOWN]
    return (
        listed(shown)
        if len(shown) == len(names)
        else f"{', '.join(f'`{name}`' for name in shown)} and {len(names) - _SHOWN} more"
    )


def _fact(
    index: Index,
    agreement: Agreement,
    guarantee: Guarantee,
    lower: Agreement,
    support: Guarantee,
    exclusion: Exclusion,
) -> LeftOut:
    priority = guarantee.priority.name if guarantee.priority is not None else ""
    return LeftOut(
        agreement.key,
        name_of(agreement, guarantee),
        guarantee.target_span,
        (guarantee.metric.key, str(guarantee.percentile), priority),
        tuple(service.key for service in guarantee.services),
        tuple(level.key for level in index.house.levels_above(agreement)),
        any(guarantee is each for _, each in agreement.inherited),
        name_of(lower, support),
        exclusion.key,
        _finding(agreement, guarantee, lower, support, exclusion),
    )


_Known: TypeAlias = dict[Hashable, tuple[Promised, ...]]
"""The promises that leave something out, by who stands on them, metric and services."""


def _alike(
    index: Index, agreement: Agreement, known: _Known
) -> Iterator[tuple[Guarantee, Agreement, Guarantee]]:
    """Each promise with every one of the same metric under it that leaves something out."""
    place = standing(index, agreement)
    for promise in agreement.guarantees:
        if not is_availability(promise):
            about = promise.metric.key, tuple(service.key for service in promise.services)
            found = known.get((place, about))
            if found is None:
                found = known[place, about] = tuple(_of_metric(index, agreement, *about))
            for lower, support in found:
                if not wrong_side(promise) and not wrong_side(support):
                    yield promise, lower, support


def _of_metric(
    index: Index, agreement: Agreement, metric: str, services: tuple[str, ...]
) -> Iterator[Promised]:
    for service in services:
        for key in index.needed((service,)):
            for found in promises_below(index, agreement, key, lambda lower: lower.metric.key == metric):
                if found[1].exclusions:
                    yield found


def boundless(proof: AvailabilityProof) -> Iterator[tuple[Agreement, Guarantee, Exclusion]]:
    """The supports that leave out time without a limit, and as what: no percentage mends a proof that fails
    with them."""
    known = {exclusion.key for exclusion in proof.guarantee.exclusions}
    seen: set[tuple[int, str]] = set()
    for support in proof.supports:
        for exclusion in support.guarantee.exclusions:
            at_any_time = not exclusion.windows and exclusion.budget is None
            told = (id(support.guarantee), exclusion.key) in seen
            if at_any_time and exclusion.key not in known and not told:
                seen.add((id(support.guarantee), exclusion.key))
                yield support.agreement, support.guarantee, exclusion


def _finding(
    agreement: Agreement, guarantee: Guarantee, lower: Agreement, support: Guarantee, exclusion: Exclusion
) -> Diagnostic:
    mine, theirs = name_of(agreement, guarantee), name_of(lower, support)
    limited = bool(exclusion.windows) or exclusion.budget is not None
    note = (
        "what happens then counts above and not below: the promise under it is kept, this one is broken"
        if limited
        else "it has no window and no budget: all of a period may be left out below and count above"
    )
    return Diagnostic(
        catalogue.EXCLUSIONS_NESTED,
        f"`{theirs}` leaves out `{exclusion.key}`, `{mine}` on top of it counts it",
        (
            Label(guarantee.target_span, f"counts `{exclusion.key}`"),
            Label(support.target_span, f"does not count `{exclusion.key}`"),
            Label(headline(exclusion.span), "what is left out"),
        ),
        (note,),
        help=f"write `except {exclusion.key}` in `{mine}`, too, or take it out of `{theirs}`",
    )
