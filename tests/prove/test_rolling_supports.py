"""Supports that roll: against every course of whole hours by day, of parts that stand in for each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from proof_houses import proof_of, sla, uc

from sladsl.exact.durations import Duration
from sladsl.exact.periods import DAY

SERVICES = "service A\nservice B\nservice Web { needs 1 of A, B }\n"
TERM = "effective 2027-02-01 until 2027-02-28"
WEEK = 7

rolling = st.tuples(st.integers(1, 8), st.integers(1, 4))


def text_of(lower: Sequence[tuple[int, int]], above: int) -> str:
    contracts = "".join(
        uc(f"U{key}", f"guarantee g: down of {key} <= {hours} h per rolling {days} days {{ exact }}", TERM)
        for key, (days, hours) in zip("AB", lower, strict=True)
    )
    return SERVICES + contracts + sla(f"guarantee g: down of Web <= {above} h per week {{ exact }}", TERM)


def most(lower: Sequence[tuple[int, int]]) -> int:
    """The most hours of a week that both can be down together. Whole hours suffice: what each may be down in
    days that follow each other makes a matrix of intervals, whose optimum is whole."""
    fewest = min(hours for _, hours in lower)
    return max(
        sum(by_day)
        for by_day in product(range(fewest + 1), repeat=WEEK)
        if all(sum(by_day[at : at + days]) <= hours for days, hours in lower for at in range(WEEK))
    )


@settings(max_examples=40, deadline=None)
@given(st.tuples(rolling, rolling))
def test_the_bound_is_what_the_worst_course_comes_to(lower: tuple[tuple[int, int], tuple[int, int]]) -> None:
    expected = most(lower)
    proof = proof_of(text_of(lower, 0))
    assert not proof.kept
    assert proof.bound == expected * 3600
    assert not proof.is_open
    assert proof_of(text_of(lower, expected)).kept
    assert not proof_of(text_of(lower, expected - 1)).kept


@pytest.mark.parametrize(("days", "hours"), [(2, 3), (3, 2), (7, 4)])
def test_any_days_that_follow_each_other_keep_what_is_shown(days: int, hours: int) -> None:
    proof = proof_of(text_of([(days, hours), (5, 4)], 0))
    for support in proof.supports:
        cycle, limit = support.guarantee.period, support.guarantee.target
        assert cycle is not None and isinstance(limit, Duration)
        spans = [(b, b + int(s)) for key, b, s in proof.case.spans if key == support.component]
        for begin in range(proof.period.start - 8 * DAY, proof.period.end, DAY):
            end = begin + cycle.days * DAY
            down = sum(max(0, min(b, end) - max(a, begin)) for a, b in spans)
            assert down <= limit.seconds
