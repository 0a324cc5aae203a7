"""Finds services that need themselves in the end, and agreements that rest on themselves."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.agreements import Agreement, chain_steps
from sladsl.model.graph import knots
from sladsl.rules.index import Index
from sladsl.rules.say import headline, path_text
from sladsl.source import Span

_MOST_LABELS = 6


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per knot of services or agreements, with the shortest way round it.

    A knot belongs to no file alone: it is nobody's turn.
    """
    house = index.house

    def needs_span(key: str, needed: str) -> Span:
        service = house.services[key]
        return next((n.span for n in service.needs if needed in n.keys), headline(service.span))

    def under_span(key: str, _: str) -> Span:
        return headline(house.agreements[key].span)

    def relies_span(key: str, lower: str) -> Span:
        return index.support_span(house.agreements[key], lower)

    needs = {
        service.key: tuple(dict.fromkeys(k for n in service.needs for k in n.keys if k in house.services))
        for service in house.services.values()
    }
    relies = {
        a.key: (*((a.key,) if _on_itself(a) else ()), *(s.key for s in index.named_supports[a.key]))
        for a in house.agreements.values()
    }
    under: dict[str, tuple[str, ...]] = {
        a.key: (a.under,) if a.under is not None and a.under in house.agreements else ()
        for a in house.agreements.values()
    }
    yield from _cycles(needs, "needs", needs_span)
    yield from _cycles(relies, "relies on", relies_span)
    yield from _cycles(under, "is under", under_span)


def _on_itself(agreement: Agreement) -> bool:
    """Whether an agreement names itself among what it stands on, or as who acts on its cases."""
    acting = (step.agreement for handling in agreement.handlings for step in chain_steps(handling.chain))
    return agreement.key in (*agreement.relies, *acting)


def _cycles(
    graph: Mapping[str, Sequence[str]], verb: str, place: Callable[[str, str], Span]
) -> Iterator[Diagnostic]:
    for knot in knots(tuple(graph), ((upper, lower) for upper, lowers in graph.items() for lower in lowers)):
        way = _way_round(graph, knot)
        links = list(pairwise(way))
        labels = [Label(place(a, b), f"`{a}` {verb} `{b}`") for a, b in links[:_MOST_LABELS]]
        yield Diagnostic(
            catalogue.DEPENDENCY_CYCLE,
            f"{path_text(way, verb)}: nothing can hold itself up",
            tuple(labels),
            notes=(f"{len(knot)} of them depend on one another",) if len(knot) > len(links) else (),
            help="take one of these links away, or split what both sides use into a thing of its own",
        )


def _way_round(graph: Mapping[str, Sequence[str]], knot: tuple[str, ...]) -> list[str]:
    """The shortest way from the knot's first name back to itself."""
    start = knot[0]
    inside = set(knot)
    came_from: dict[str, str] = {}
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        for successor in graph[node]:
            if successor == start:
                way = [start, node]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return way[::-1] if node != start else [start, start]
            if successor in inside and successor not in came_from:
                came_from[successor] = node
                waiting.append(successor)
    raise AssertionError("a strongly connected part has a way round")
