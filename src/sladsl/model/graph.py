"""The house as a graph: agreements, services and parties, and who promises, needs and relies on what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Literal, TypeAlias

from sladsl.model.agreements import Agreement, Guarantee, chain_steps
from sladsl.model.catalogue import Needs, Party, Service
from sladsl.model.house import House
from sladsl.records import field, record

NodeKind: TypeAlias = Literal["agreement", "service", "party"]
EdgeKind: TypeAlias = Literal["under", "relies", "handling", "promises", "needs", "provider", "customer"]


@record
class Node:
    """A declared thing; `id` is its kind and key, such as `service Checkout`, unique in the graph."""

    kind: NodeKind
    thing: Agreement | Service | Party

    @property
    def id(self) -> str:
        return f"{self.kind} {self.thing.key}"


@record
class Edge:
    """A link between two nodes, by id, as the source says it.

    agreement `under`, `relies` on or hands cases (`handling`) to an agreement, `promises` a service, has a
    party as `provider` or `customer`; service `needs` a service. `promises` are the guarantees about that
    service, `frame` tells that all of them hold for each service of the agreement; `priorities` are those
    handled; `needs` is the statement that several edges of one choice share.
    """

    source: str
    target: str
    kind: EdgeKind
    promises: tuple[Guarantee, ...] = ()
    frame: bool = False
    priorities: tuple[str, ...] = ()
    needs: Needs | None = None


@record(cached=True)
class Graph:
    """Nodes and edges in source order: agreements, services, parties. Every edge has both its ends here."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    supporting: frozenset[str] = field(default=frozenset())
    """Ids of the agreements that others stand on: OLAs, contracts, and SLAs that somebody relies on."""

    def around(self, names: Sequence[str]) -> Graph:
        """What the named things stand on and what stands on them, with the levels above and the parties.

        `names` are keys of agreements, services or parties; unknown ones find nothing.
        """
        start = {n.id for n in self.nodes if n.thing.key in names}
        start |= {e.source for e in self.edges if e.kind in ("provider", "customer") and e.target in start}
        start = _closed(start, ((e.target, e.source) for e in self.edges if e.kind == "under"))
        below = _closed(start, self.dependencies())
        above = _closed(start, ((lower, upper) for upper, lower in self.dependencies()))
        kept = _closed(below | above, ((e.source, e.target) for e in self.edges if e.kind == "under"))
        kept |= {e.target for e in self.edges if e.kind in ("provider", "customer") and e.source in kept}
        return self.only(kept)

    def only(self, kept: set[str]) -> Graph:
        """The nodes with these ids and the edges between them."""
        return Graph(
            tuple(n for n in self.nodes if n.id in kept),
            tuple(e for e in self.edges if e.source in kept and e.target in kept),
            self.supporting & kept,
        )

    def dependencies(self) -> Iterator[tuple[str, str]]:
        """Pairs of ids: what stands, on what. A service stands on the agreements that support it."""
        for edge in self.edges:
            if edge.kind in ("relies", "handling", "needs"):
                yield edge.source, edge.target
            elif edge.kind == "promises":
                up = edge.source in self.supporting
                yield (edge.target, edge.source) if up else (edge.source, edge.target)

    def knots(self) -> tuple[tuple[str, ...], ...]:
        """Groups of nodes that stand on one another, or are under one another, each in source order."""
        under = [(e.source, e.target) for e in self.edges if e.kind == "under"]
        names = [n.id for n in self.nodes]
        found = dict.fromkeys((*knots(names, self.dependencies()), *knots(names, under)))
        return tuple(found)


def graph_of(house: House) -> Graph:
    """The graph of everything declared; names that lead nowhere, as in a broken house, are left out."""
    agreements = tuple(house.agreements.values())
    nodes = (
        *(Node("agreement", a) for a in agreements),
        *(Node("service", s) for s in house.services.values()),
        *(Node("party", p) for p in house.parties.values()),
    )
    known = {n.id for n in nodes}
    made = [e for a in agreements for e in _of_agreement(a)]
    made += [e for s in house.services.values() for e in _of_service(s)]
    edges = tuple(e for e in made if e.source in known and e.target in known)
    relied = {e.target for e in edges if e.kind in ("relies", "handling") and e.source != e.target}
    under = {(e.source, e.target) for e in edges if e.kind == "under"}
    relied -= {e.target for e in edges if e.kind == "relies" and (e.target, e.source) in under}
    supporting = {f"agreement {a.key}" for a in agreements if a.kind != "sla"} | relied
    return Graph(nodes, edges, frozenset(supporting))


def _of_agreement(agreement: Agreement) -> Iterator[Edge]:
    here = f"agreement {agreement.key}"
    if agreement.under is not None:
        yield Edge(here, f"agreement {agreement.under}", "under")
    for key in dict.fromkeys(agreement.relies):
        yield Edge(here, f"agreement {key}", "relies")
    handled: dict[str, dict[str, None]] = {}
    for handling in agreement.handlings:
        for step in chain_steps(handling.chain):
            names = {p.name: None for p in handling.priorities}
            handled.setdefault(step.agreement, {}).update(names)
    for key, priorities in handled.items():
        yield Edge(here, f"agreement {key}", "handling", priorities=tuple(priorities))
    promised: dict[str, list[Guarantee]] = {}
    for promise in (*agreement.guarantees, *(g for _, g in agreement.inherited)):
        for service in promise.services:
            promised.setdefault(service.key, []).append(promise)
    for key, promises in promised.items():
        frame = all(p.each_service for p in promises)
        yield Edge(here, f"service {key}", "promises", tuple(promises), frame)
    for kind, use in (("provider", agreement.provider), ("customer", agreement.customer)):
        if use is not None:
            yield Edge(here, f"party {use.party.key}", "provider" if kind == "provider" else "customer")


def _of_service(service: Service) -> Iterator[Edge]:
    for needs in service.needs:
        for key in needs.keys:
            yield Edge(f"service {service.key}", f"service {key}", "needs", needs=needs)


def _closed(start: set[str], links: Iterable[tuple[str, str]]) -> set[str]:
    """`start` and all that its members lead to."""
    below: dict[str, list[str]] = {}
    for upper, lower in links:
        below.setdefault(upper, []).append(lower)
    found, waiting = set(start), list(start)
    while waiting:
        for lower in below.get(waiting.pop(), ()):
            if lower not in found:
                found.add(lower)
                waiting.append(lower)
    return found


def knots(names: Sequence[str], links: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """The strongly connected parts with a cycle in them, members and parts in the order of `names`."""
    below: dict[str, list[str]] = {name: [] for name in names}
    for upper, lower in links:
        below[upper].append(lower)
    try:
        TopologicalSorter(below).prepare()
    except CycleError:
        place = {name: number for number, name in enumerate(names)}
        parts = (tuple(sorted(part, key=place.__getitem__)) for part in _strongly_connected(below))
        return tuple(sorted(parts, key=lambda part: place[part[0]]))
    return ()


def _strongly_connected(below: Mapping[str, Sequence[str]]) -> Iterator[set[str]]:
    """Strongly connected parts with a cycle in them. Only a house with a circle pays for loading networkx."""
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(below)
    graph.add_edges_from((upper, lower) for upper, lowers in below.items() for lower in lowers)
    for part in nx.strongly_connected_components(graph):
        if len(part) > 1 or any(name in below[name] for name in part):
            yield part


def rows(names: Sequence[str], links: Iterable[tuple[str, str]]) -> dict[str, int]:
    """How far down each name stands: one row below the lowest that leads to it, 0 at the top.

    Links inside a knot that lead back in the order of `names` do not count, so that every graph has rows.
    """
    links = list(links)
    place = {name: number for number, name in enumerate(names)}
    knot_of = {name: number for number, part in enumerate(knots(names, links)) for name in part}
    above: dict[str, list[str]] = {name: [] for name in names}
    for upper, lower in links:
        same = upper in knot_of and knot_of[upper] == knot_of.get(lower)
        if not same or place[upper] < place[lower]:
            above[lower].append(upper)
    row: dict[str, int] = {}
    for name in TopologicalSorter(above).static_order():
        row[name] = max((row[upper] + 1 for upper in above[name]), default=0)
    return {name: row[name] for name in names}
