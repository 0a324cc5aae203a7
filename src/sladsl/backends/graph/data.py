"""Writes the graph of a house as JSON: every node and edge, whatever a picture would leave out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from sladsl.lower.drawing.labels import told
from sladsl.lower.drawing.words import DrawingWords
from sladsl.model.agreements import Agreement
from sladsl.model.graph import Edge, Graph, Node

SCHEMA = 1


def to_json(graph: Graph, proofs: Sequence[Mapping[str, object]] | None = None) -> str:
    """`nodes` and `edges` in source order and `circles`, groups of ids that stand on one another; `proofs`
    where they were asked for."""
    numbers: dict[tuple[str, int], int] = {}
    words = DrawingWords("en")
    data: dict[str, object] = {
        "schema": SCHEMA,
        "nodes": [_node(node, graph) for node in graph.nodes],
        "edges": [_edge(edge, numbers, words) for edge in graph.edges],
        "circles": [list(part) for part in graph.knots()],
    }
    if proofs is not None:
        data["proofs"] = list(proofs)
    return json.dumps(data, ensure_ascii=True, indent=2) + "\n"


def _node(node: Node, graph: Graph) -> dict[str, object]:
    thing = node.thing
    found: dict[str, object] = {"id": node.id, "kind": node.kind, "name": thing.key}
    found["title"] = thing.title.plain()
    if isinstance(thing, Agreement):
        found["agreement"] = thing.kind
        found["level"] = thing.level
        found["supporting"] = node.id in graph.supporting
    found["file"] = thing.span.source.name
    found["line"] = thing.span.line
    return found


def _edge(edge: Edge, numbers: dict[tuple[str, int], int], words: DrawingWords) -> dict[str, object]:
    found: dict[str, object] = {"from": edge.source, "to": edge.target, "kind": edge.kind}
    if edge.kind == "promises":
        found["promises"] = [
            {"guarantee": g.key, "metric": g.metric.key, "text": told(g, words)} for g in edge.promises
        ]
    if edge.kind == "handling":
        found["priorities"] = list(edge.priorities)
    if edge.needs is not None:
        place = (edge.source, edge.needs.span.start)
        number = numbers.setdefault(place, sum(source == edge.source for source, _ in numbers))
        found["choice"] = {
            "statement": number,
            "needed": edge.needs.count if edge.needs.count is not None else len(edge.needs.keys),
            "of": len(edge.needs.keys),
            "independent": edge.needs.independent,
        }
    return found
