"""Circles of dependencies against the transitive closure, and in sizes that would break recursion."""

from __future__ import annotations

from itertools import pairwise, product

from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.compiler import compile_files

NAMES = "ABCDEF"
graphs = st.sets(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=12)


def program(edges: set[tuple[str, str]]) -> str:
    lines = []
    for name in NAMES:
        needed = sorted(b for a, b in edges if a == name)
        lines.append(f'service {name} "{name}"' + (f" {{ needs {', '.join(needed)} }}" if needed else ""))
    return "\n".join(lines) + "\n"


@settings(max_examples=80)
@given(graphs)
def test_one_finding_per_knot(edges: set[tuple[str, str]]) -> None:
    reach = set(edges)
    for middle, first, last in product(NAMES, NAMES, NAMES):
        if (first, middle) in reach and (middle, last) in reach:
            reach.add((first, last))
    knots = {frozenset(b for b in NAMES if (a, b) in reach and (b, a) in reach) for a in NAMES} - {
        frozenset()
    }
    found = [d for d in compile_files({"a.sla": program(edges)}).findings if d.rule.code == "SLA0301"]
    assert len(found) == len(knots)
    for finding in found:
        way = [part.strip("`") for part in finding.message.split(":")[0].split(" needs ")]
        assert way[0] == way[-1]
        assert all(link in edges for link in pairwise(way))
        assert len(way) == 1 + shortest(edges, way[0])


def shortest(edges: set[tuple[str, str]], start: str) -> int:
    """Links of the shortest way from a name back to itself, by trying one length after the other."""
    reached, length = {start}, 0
    while True:
        reached, length = {b for a, b in edges if a in reached}, length + 1
        if start in reached:
            return length


def test_a_long_circle_is_shown_in_short() -> None:
    count = 3_000
    text = "\n".join(f'service S{i} "S" {{ needs S{(i + 1) % count} }}' for i in range(count)) + "\n"
    (found,) = compile_files({"a.sla": text}).findings
    assert found.rule.code == "SLA0301"
    assert f"... {count + 1 - 8} more ..." in found.message
    assert len(found.labels) == 6
