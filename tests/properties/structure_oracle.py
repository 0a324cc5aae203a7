"""When a structure was down, from when its components were: asked instant by instant, an oracle."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from itertools import pairwise

from sladsl.exact.intervals import Intervals, contains, normalise
from sladsl.exact.structures.structure import Structure


def down_when(structure: Structure, outages: Mapping[Hashable, Intervals]) -> Intervals:
    """The times at which the whole was down; what needs all its parts is down in the union of theirs."""
    edges = sorted({edge for spans in outages.values() for span in spans for edge in span})
    found = []
    for start, end in pairwise(edges):
        failed = frozenset(key for key, spans in outages.items() if contains(spans, start))
        if not structure.works(failed):
            found.append((start, end))
    return normalise(found)
