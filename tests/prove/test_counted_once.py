"""What several supports leave out at once, against every way in which components can be down hour by hour."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.compiler import compile_files
from sladsl.exact.intervals import Intervals, normalise, total, union
from sladsl.exact.periods import Period
from sladsl.exact.structures.downtime import longest_downtime
from sladsl.exact.structures.modules import apart
from sladsl.exact.structures.structure import Structure, StructureBuilder
from sladsl.prove.allowances import Allowance, lost
from sladsl.prove.budgets import Support, promised_budgets
from sladsl.prove.counted_once import counted_once
from sladsl.prove.left_out import Extra
from sladsl.prove.limits import Piece
from sladsl.prove.together import together

HOURS, PARTS = 12, ("a", "b", "c")
HOUSE = compile_files(
    {
        "a.sla": 'party N "N"\nmetric up { better higher; signals up; value = share of time where up }\n'
        'service S "S" { measure up from prometheus { up = `u` } }\n'
        'ola A "A" { provider N\n  customer N\n  guarantee u: up of S >= 99% per month\n}\n'
    }
).house
(PROMISE,) = HOUSE.agreements["A"].guarantees
UPPER = (HOUSE.agreements["A"], PROMISE)
DAY = Period(0, HOURS, "a day of so many seconds")


def support(component: str, own: int, left_out: Intervals, planned: bool) -> Support:
    """A support that lets its component be down for so many hours, and in the times that it leaves out."""
    shares = ((Fraction(own) / lost(PROMISE).amount, Fraction(HOURS)),)
    seconds = Fraction(total(left_out))
    extra = Extra(seconds, "planned", planned=True, pieces=(Piece(left_out, seconds),))
    extras = (extra,) if planned and left_out else ()
    allowance = Allowance(shares, extras, () if planned else left_out, Fraction(HOURS))
    seconds = allowance.at(lost(PROMISE).amount)
    return Support(component, HOUSE.agreements["A"], PROMISE, allowance, seconds)


def structures() -> list[Structure]:
    made = []
    for kind in range(4):
        build = StructureBuilder()
        a, b, c = (build.component(key) for key in PARTS)
        tops = (
            build.all_of([a, b, c]),
            build.any_of([a, b, c]),
            build.all_of([a, build.any_of([b, c])]),
            build.at_least(2, [a, b, c]),
        )
        made.append(build.build(tops[kind]))
    return made


WORKS: tuple[Callable[[bool, bool, bool], bool], ...] = (
    lambda a, b, c: a and b and c,
    lambda a, b, c: a or b or c,
    lambda a, b, c: a and (b or c),
    lambda a, b, c: a + b + c >= 2,
)
"""The same structures in Python's words."""


def most_hours_down(structure: Structure, own: Sequence[int], left_out: Sequence[Intervals]) -> Fraction:
    """By half hours, every set of components that is down in one, with what is left of each allowance."""
    works = WORKS[structures().index(structure)]
    best: dict[tuple[int, ...], int] = {tuple(2 * hours for hours in own): 0}
    for half in range(2 * HOURS):
        free = [any(2 * a <= half < 2 * b for a, b in times) for times in left_out]
        after: dict[tuple[int, ...], int] = {}
        for left, down in best.items():
            for chosen in product((False, True), repeat=len(PARTS)):
                rest = tuple(n - (d and not f) for n, d, f in zip(left, chosen, free, strict=True))
                if min(rest) >= 0:
                    total_down = down + (not works(*(not d for d in chosen)))
                    after[rest] = max(after.get(rest, 0), total_down)
        best = after
    return Fraction(max(best.values()), 2)


TIMES = st.lists(st.tuples(st.integers(0, HOURS - 1), st.integers(1, 3)), max_size=2).map(
    lambda spans: normalise((start, min(HOURS, start + length)) for start, length in spans)
)


def bound(structure: Structure, supports: Sequence[Support]) -> Fraction:
    return longest_downtime(apart(structure), promised_budgets((), supports)).time


@given(
    st.sampled_from(structures()),
    st.tuples(*[st.integers(0, 2)] * 3),
    st.tuples(*[TIMES] * 3),
    st.booleans(),
    st.sets(st.sampled_from(PARTS)),
)
@settings(max_examples=100, deadline=None)
def test_nothing_is_lost_and_in_series_nothing_counts_twice(
    structure: Structure,
    own: tuple[int, ...],
    left_out: tuple[Intervals, ...],
    planned: bool,
    single: set[str],
) -> None:
    each = tuple(support(*one, planned) for one in zip(PARTS, own, left_out, strict=True))
    once = counted_once(apart(structure), each, (), single)
    true = most_hours_down(structure, own, left_out)
    proven = together(apart(structure), once, (), UPPER, DAY).promised().time
    assert proven <= bound(structure, once) <= bound(structure, each)
    assert all(s.seconds + s.shared == e.seconds for s, e in zip(once, each, strict=True))
    # Parts that stand in for each other may take turns in smaller parts of an hour still.
    assert true <= proven < true + Fraction(1, 2)
    if structure == structures()[0]:
        assert true == proven == min(HOURS, total(union(*left_out)) + sum(own))


def test_redundant_components_keep_their_common_times() -> None:
    """One of two may be down in the other's time only together with it."""
    night: Intervals = ((2, 6),)
    each = (support("a", 1, night, True), support("b", 0, night, True), support("c", 0, (), True))
    structure = structures()[1]
    assert counted_once(apart(structure), each, (), {s.component for s in each}) == each
