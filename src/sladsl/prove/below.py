"""What stands under a promise: who promises what about each thing that a service needs, as a structure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from sladsl.exact.structures.modules import Module, apart
from sladsl.exact.structures.structure import StructureBuilder
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.supports import Supports
from sladsl.prove.allowances import is_availability

Accept: TypeAlias = Callable[[Guarantee], bool]
Promised: TypeAlias = tuple[Agreement, Guarantee]


def promises_below(supports: Supports, upper: Agreement, key: str, accept: Accept) -> tuple[Promised, ...]:
    """The promises about a service that stand under an agreement; only those it names, where it names any."""
    named = tuple(
        (lower, promise)
        for lower in supports.named_supports[upper.key]
        for promise in _about(lower, key, accept)
    )
    if named:
        return named
    return tuple(
        (lower, promise)
        for lower in supports.unnamed_supports(upper, key)
        if lower.kind != "sla"
        for promise in _about(lower, key, accept)
    )


def _about(lower: Agreement, key: str, accept: Accept) -> list[Guarantee]:
    """Those of one agreement; where no service is named it is about all that the agreement covers, but an
    availability, which then is of all of them together."""
    found = []
    for promise in lower.promises:
        about = promise.services or (() if is_availability(promise) else lower.services)
        if any(service.key == key for service in about) and accept(promise):
            found.append(promise)
    return found


@dataclass(frozen=True, slots=True)
class Below:
    """How a service is made of components: those that are promised, and those nobody promises."""

    structure: Module
    promised: Mapping[str, tuple[Promised, ...]]
    unpromised: tuple[str, ...]


def below(supports: Supports, upper: Agreement, service: str, accept: Accept) -> Below | None:
    """What stands under a promise about a service; None where nobody promises anything of the kind."""
    builder = StructureBuilder()
    promised: dict[str, tuple[Promised, ...]] = {}
    unpromised: dict[str, None] = {}

    # Parts before what needs them, each once: by a stack of its own, since needs may be deep and shared.
    nodes: dict[str, int] = {}
    opened: set[str] = set()
    waiting = [service]
    while waiting:
        key = waiting[-1]
        thing = supports.house.services.get(key)
        needs = thing.needs if thing is not None else ()
        if key in nodes:
            waiting.pop()
        elif key in opened:
            waiting.pop()
            for need in needs:
                for each in need.keys:
                    if each not in nodes:  # a circle, which is found elsewhere
                        unpromised[each] = None
            groups = [
                builder.at_least(
                    n.count or len(n.keys), [nodes[e] if e in nodes else builder.component(e) for e in n.keys]
                )
                for n in needs
            ]
            nodes[key] = builder.all_of(groups)
        elif found := promises_below(supports, upper, key, accept):
            promised[key] = found
            nodes[key] = builder.component(key)
        elif needs:
            opened.add(key)
            below_it = [each for need in needs for each in need.keys if each not in opened]
            waiting += reversed(below_it)
        else:
            unpromised[key] = None
            nodes[key] = builder.component(key)

    structure = apart(builder.build(nodes[service]))
    return Below(structure, promised, tuple(unpromised)) if promised else None
