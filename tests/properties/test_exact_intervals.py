"""The algebra of intervals against Python's sets of integers."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.exact import intervals as sets
from sladsl.exact.intervals import Intervals

raw = st.lists(st.tuples(st.integers(-30, 30), st.integers(-30, 30)), max_size=8)


def points(intervals: Intervals | list[tuple[int, int]]) -> set[int]:
    return {point for start, end in intervals for point in range(start, end)}


def is_normal(intervals: Intervals) -> bool:
    edges = [edge for interval in intervals for edge in interval]
    return edges == sorted(set(edges))


@settings(max_examples=100)
@given(raw, raw, st.integers(-32, 32), st.integers(-32, 32))
def test_algebra(left: list[tuple[int, int]], right: list[tuple[int, int]], start: int, end: int) -> None:
    a, b = sets.normalise(left), sets.normalise(right)
    in_a, in_b = points(left), points(right)
    for result, expected in (
        (a, in_a),
        (sets.union(a, b), in_a | in_b),
        (sets.intersection(a, b), in_a & in_b),
        (sets.difference(a, b), in_a - in_b),
        (sets.clip(a, start, end), in_a & set(range(start, end))),
    ):
        assert is_normal(result)
        assert points(result) == expected
        assert sets.total(result) == len(expected)
    assert {point for point in range(-32, 32) if sets.contains(a, point)} == in_a
