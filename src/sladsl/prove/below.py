"""What stands under a promise: who promises what about each thing that a service needs, as a structure."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import TypeAlias
from weakref import WeakKeyDictionary

from sladsl.exact.structures.modules import Module, apart
from sladsl.exact.structures.structure import StructureBuilder
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.catalogue import Needs
from sladsl.model.supports import Promised, Supports
from sladsl.prove.allowances import is_availability
from sladsl.records import field, record, replace

Accept: TypeAlias = Callable[[Guarantee], bool]
_Choice: TypeAlias = tuple[int, tuple[str, ...]]


@record(frozen=False, eq=False)
class _Known:
    """What was found in one look at a house: customers who stand on the same agreements ask for the same.

    `about` are the promises of an agreement by service, `candidates` those that may stand under somebody,
    the named ones and the others; `structures` by service and the components that are promised.
    """

    about: dict[str, Mapping[str, tuple[Promised, ...]]] = field(default_factory=dict)
    candidates: dict[tuple[Hashable, str], _Candidates] = field(default_factory=dict)
    structures: dict[tuple[str, tuple[str, ...], bool], Module] = field(default_factory=dict)
    below: dict[Hashable, Below | None] = field(default_factory=dict)


_Candidates: TypeAlias = tuple[tuple[Promised, ...], tuple[Promised, ...]]
_all_known: WeakKeyDictionary[Supports, _Known] = WeakKeyDictionary()


def _known_of(supports: Supports) -> _Known:
    found = _all_known.get(supports)
    if found is None:
        found = _all_known[supports] = _Known()
    return found


def promises_below(supports: Supports, upper: Agreement, key: str, accept: Accept) -> tuple[Promised, ...]:
    """The promises about a service that stand under an agreement; only those it names, where it names any."""
    named, others = _candidates(supports, upper, key)
    found = tuple([each for each in named if accept(each[1])])
    return found or tuple([each for each in others if accept(each[1])])


def _candidates(supports: Supports, upper: Agreement, key: str) -> _Candidates:
    known = _known_of(supports)
    place = (standing(supports, upper), key)
    found = known.candidates.get(place)
    if found is None:
        lowers = supports.named_supports[upper.key]
        others = [lower for lower in supports.unnamed_supports(upper, key) if lower.kind != "sla"]
        found = known.candidates[place] = (
            tuple(each for lower in lowers for each in _about(known, lower).get(key, ())),
            tuple(each for lower in others for each in _about(known, lower).get(key, ())),
        )
    return found


def standing(supports: Supports, upper: Agreement) -> Hashable:
    """The same for agreements under which the same promises may stand."""
    lowers = supports.named_supports[upper.key]
    # An SLA never stands under itself, so nothing but what it names tells it from another of its provider.
    itself = upper.key if upper.kind != "sla" else None
    provider = upper.provider.key if upper.provider is not None else None
    return (itself, provider, *[lower.key for lower in lowers])


def _about(known: _Known, lower: Agreement) -> Mapping[str, tuple[Promised, ...]]:
    """Those of one agreement; where no service is named it is about all that the agreement covers, but an
    availability, which then is of all of them together."""
    found = known.about.get(lower.key)
    if found is None:
        made: dict[str, list[Promised]] = {}
        for promise in lower.promises:
            about = promise.services or (() if is_availability(promise) else lower.services)
            for service in dict.fromkeys(service.key for service in about):
                made.setdefault(service, []).append((lower, promise))
        found = known.about[lower.key] = {service: tuple(each) for service, each in made.items()}
    return found


@record
class Below:
    """How a service is made of components: those that are promised, and those nobody promises."""

    structure: Module
    promised: Mapping[str, tuple[Promised, ...]]
    unpromised: tuple[str, ...]


def below(
    supports: Supports,
    upper: Agreement,
    service: str,
    accept: Accept,
    *,
    covering: bool = False,
    kind: Hashable = None,
) -> Below | None:
    """What stands under a promise about a service; None where nobody promises anything of the kind.

    `covering` says that what is promised of a thing counts whatever takes it down, as downtime does: then
    nothing needs to be asked of a component that always takes down a promised one without which the service
    is down. A `kind` stands for what `accept` accepts: agreements that stand on the same then share the work.
    """
    if kind is None:
        return _below(supports, upper, service, accept, covering=covering)
    known = _known_of(supports).below
    key = (standing(supports, upper), service, kind, covering)
    if key not in known:
        known[key] = _below(supports, upper, service, accept, covering=covering)
    return known[key]


def _below(
    supports: Supports, upper: Agreement, service: str, accept: Accept, *, covering: bool
) -> Below | None:
    promised: dict[str, tuple[Promised, ...]] = {}
    unpromised: dict[str, None] = {}
    covered = _covered(supports, upper, service, accept) if covering else set()

    # Parts before what needs them, each once: by a stack of its own, since needs may be deep and shared.
    made: dict[str, tuple[_Choice, ...]] = {}
    opened: set[str] = set()
    waiting = [service]
    while waiting:
        key = waiting[-1]
        thing = supports.house.services.get(key)
        needs = thing.needs if thing is not None else ()
        if key in made or key in covered:
            waiting.pop()
        elif key in opened:
            waiting.pop()
            # What is not made yet is part of a circle, which is found elsewhere.
            missing = [each for need in needs for each in need.keys if each not in made]
            unpromised |= {each: None for each in missing if each not in covered}
            made[key] = _without(needs, covered)
            if not made[key]:
                covered.add(key)
        elif found := promises_below(supports, upper, key, accept):
            promised[key] = _dated(found) if covering else found
            made[key] = ()
        elif needs:
            opened.add(key)
            below_it = [each for need in needs for each in need.keys if each not in opened]
            waiting += reversed(below_it)
        else:
            unpromised[key] = None
            made[key] = ()
    if not promised:
        return None
    structures = _known_of(supports).structures
    cut = (service, tuple(promised), covering)
    structure = structures.get(cut)
    if structure is None:
        structure = structures[cut] = _structure(made, service)
    return Below(structure, promised, tuple(unpromised))


def _dated(promises: tuple[Promised, ...]) -> tuple[Promised, ...]:
    """Several promises about a component in agreements of different terms, such as one that succeeds another:
    each holds on the days of its own."""
    if len({(agreement.zone, agreement.effective) for agreement, _ in promises}) <= 1:
        return promises
    return tuple((agreement, _in_term(agreement, guarantee)) for agreement, guarantee in promises)


def _in_term(agreement: Agreement, guarantee: Guarantee) -> Guarantee:
    term = agreement.effective
    if term is None:
        return guarantee
    until = term.until if term.renews is None else None
    firsts = [day for day in (term.first, guarantee.valid_from) if day is not None]
    lasts = [day for day in (until, guarantee.valid_until) if day is not None]
    return replace(guarantee, valid_from=max(firsts, default=None), valid_until=min(lasts, default=None))


def _covered(supports: Supports, upper: Agreement, service: str, accept: Accept) -> set[str]:
    """The things that each take down a promised thing without which the service is down."""
    covered: set[str] = set()
    seen = {service}
    waiting = [service]
    while waiting:
        key = waiting.pop()
        needed = _always_needed(supports, key)
        if key not in covered and promises_below(supports, upper, key, accept):
            inside = {key}
            while needed:
                each = needed.pop()
                if each not in inside:
                    inside.add(each)
                    needed += _always_needed(supports, each)
            covered |= inside - {key}
        else:
            waiting += [each for each in needed if each not in seen]
            seen.update(needed)
    return covered


def _always_needed(supports: Supports, service: str) -> list[str]:
    thing = supports.house.services.get(service)
    needs = thing.needs if thing is not None else ()
    return [key for each in needs if each.count in (None, len(each.keys)) for key in each.keys]


def _without(needs: tuple[Needs, ...], covered: set[str]) -> tuple[_Choice, ...]:
    """What a thing needs, so many of some, when those that are covered never fail by themselves."""
    found: list[_Choice] = []
    for each in needs:
        left = tuple(key for key in each.keys if key not in covered)
        count = (each.count or len(each.keys)) - (len(each.keys) - len(left))
        if count > 0:
            found.append((count, left))
    return tuple(found)


def _structure(made: Mapping[str, tuple[_Choice, ...]], service: str) -> Module:
    """The structure of a service from what each thing needs, parts first; a component needs nothing."""
    builder = StructureBuilder()
    nodes: dict[str, int] = {}
    for key, needs in made.items():
        groups = [
            builder.at_least(count, [nodes[e] if e in nodes else builder.component(e) for e in keys])
            for count, keys in needs
        ]
        nodes[key] = builder.all_of(groups) if groups else builder.component(key)
    return apart(builder.build(nodes[service]))
