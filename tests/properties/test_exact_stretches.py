"""Downtime where it matters when: against one structure that says the same, and every course by hours."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise, product

from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.exact.structures.downtime import longest_downtime
from sladsl.exact.structures.modules import apart
from sladsl.exact.structures.nearby import Nearby
from sladsl.exact.structures.stretches import Stretch, longest_in, timing_in
from sladsl.exact.structures.structure import Gate, Structure, StructureBuilder

PARTS = ("a", "b", "c", "d")
FREE = (-1,)


@st.composite
def structures(draw: st.DrawFn) -> Structure:
    build = StructureBuilder()
    nodes = [build.component(key) for key in PARTS[: draw(st.integers(1, 4))]]
    for _ in range(draw(st.integers(0, 3))):
        parts = draw(st.lists(st.sampled_from(nodes), min_size=1, max_size=4, unique=True))
        nodes.append(build.at_least(draw(st.integers(1, len(parts))), parts))
    return build.build(nodes[-1])


@st.composite
def periods(draw: st.DrawFn, most: int = 4) -> tuple[Structure, list[Stretch[Fraction]], list[Fraction]]:
    """A structure, and stretches whose components take from one or two pools or are free."""
    structure = draw(structures())
    keys = [key for key in PARTS if key in structure.components]
    pools = draw(st.lists(st.integers(0, 3).map(Fraction), min_size=len(keys), max_size=2 * len(keys)))
    whose = {key: [n for n in range(len(pools)) if n % len(keys) == place] for place, key in enumerate(keys)}
    stretches = []
    for _ in range(draw(st.integers(1, 3))):
        sources: dict[Hashable, tuple[int, ...] | None] = {}
        for key in keys:
            some = st.lists(st.sampled_from(whose[key]), min_size=1, unique=True).map(tuple)
            sources[key] = draw(st.none() | some)
        stretches.append(Stretch(Fraction(draw(st.integers(0, most))), sources))
    return structure, stretches, pools


def said_in_one(
    structure: Structure, stretches: Sequence[Stretch[Fraction]], pools: Sequence[Fraction]
) -> Fraction:
    """One structure in which every stretch is a component used up with what happens in it."""
    build = StructureBuilder()
    budgets: dict[Hashable, Fraction] = {}
    tops = []
    for number, stretch in enumerate(stretches):
        budgets[number] = stretch.length
        made: list[int | None] = []  # None where it never works
        for node in structure.nodes:
            if isinstance(node, Gate):
                up = [part for part in (made[each] for each in node.parts) if part is not None]
                made.append(build.at_least(node.count, up) if len(up) >= node.count else None)
                continue
            sources = stretch.pools.get(node, ())
            if sources is None:
                made.append(None)
                continue
            names = [("pool", pool) for pool in sources or ()]
            budgets |= {name: pools[name[1]] for name in names}
            made.append(build.all_of([build.component(name) for name in names]) if names else None)
        top = made[structure.top]
        token = build.component(number)
        tops.append(token if top is None else build.any_of([token, top]))
    return longest_downtime(apart(build.build(build.all_of(tops))), budgets).time


@given(periods())
@settings(max_examples=200, deadline=None)
def test_as_one_structure_says_it(period: tuple[Structure, list[Stretch[Fraction]], list[Fraction]]) -> None:
    structure, stretches, pools = period
    assert longest_in(apart(structure), stretches, pools) == (said_in_one(structure, stretches, pools), True)


def pools_of(stretch: Stretch[Fraction], key: Hashable) -> tuple[int, ...]:
    sources = stretch.pools[key]
    return FREE if sources is None else sources


def by_the_hour(
    structure: Structure, stretches: Sequence[Stretch[Fraction]], pools: Sequence[Fraction]
) -> int:
    """The most hours of downtime, every choice of components and pools tried in every hour."""
    keys = [key for key in PARTS if key in structure.components]
    best: dict[tuple[Fraction, ...], int] = {tuple(pools): 0}
    for stretch in stretches:
        for _ in range(int(stretch.length)):
            after: dict[tuple[Fraction, ...], int] = {}
            ways = [(None, *pools_of(stretch, key)) for key in keys]
            for left, down in best.items():
                for chosen in product(*ways):
                    rest = list(left)
                    for pool in chosen:
                        if pool is not None and pool >= 0:
                            rest[pool] -= 1
                    if min(rest) < 0:
                        continue
                    failed = frozenset(k for k, pool in zip(keys, chosen, strict=True) if pool is not None)
                    whole = down + (not structure.works(failed))
                    after[tuple(rest)] = max(after.get(tuple(rest), 0), whole)
            best = after
    return max(best.values())


@given(periods(most=2))
@settings(max_examples=60, deadline=None)
def test_no_course_by_hours_is_longer(
    period: tuple[Structure, list[Stretch[Fraction]], list[Fraction]],
) -> None:
    structure, stretches, pools = period
    assert by_the_hour(structure, stretches, pools) <= longest_in(apart(structure), stretches, pools)[0]


@given(periods())
@settings(max_examples=100, deadline=None)
def test_the_timing_reaches_it_and_keeps_every_limit(
    period: tuple[Structure, list[Stretch[Fraction]], list[Fraction]],
) -> None:
    structure, stretches, pools = period
    timing = timing_in(apart(structure), stretches, pools)
    assert timing is not None
    down = Fraction(0)
    used: list[dict[Hashable, Fraction]] = []
    for stretch, spans in zip(stretches, timing, strict=True):
        edges = sorted({edge for each in spans.values() for span in each for edge in span})
        assert all(0 <= edge <= stretch.length for edge in edges)
        for start, end in pairwise(edges):
            failed = frozenset(
                k for k, each in spans.items() if any(a <= start and end <= b for a, b in each)
            )
            down += (end - start) * (not structure.works(failed))
        used.append({k: sum((b - a for a, b in each), Fraction(0)) for k, each in spans.items()})
    assert down == longest_in(apart(structure), stretches, pools)[0]
    assert_enough(stretches, pools, used)


def assert_enough(
    stretches: Sequence[Stretch[Fraction]],
    pools: Sequence[Fraction],
    used: Sequence[Mapping[Hashable, Fraction]],
) -> None:
    """Whatever pools a component took from together hold as much as it took of them (Hall's condition)."""
    for key in PARTS:
        asked = [
            (set(stretch.pools[key] or ()), times[key])
            for stretch, times in zip(stretches, used, strict=True)
            if key in times and stretch.pools[key] is not None
        ]
        for chosen in product((False, True), repeat=len(asked)):
            some = [each for each, taken in zip(asked, chosen, strict=True) if taken]
            allowed = set().union(*(pools for pools, _ in some))
            assert sum(time for _, time in some) <= sum(pools[pool] for pool in allowed)


@given(periods(), st.data())
@settings(max_examples=60, deadline=None)
def test_the_slope_is_that_of_the_bound(
    period: tuple[Structure, list[Stretch[Fraction]], list[Fraction]], data: st.DataObject
) -> None:
    structure, stretches, pools = period
    rises = [Fraction(data.draw(st.integers(0, 2))) for _ in pools]
    near = [Stretch(Nearby(each.length), each.pools) for each in stretches]
    found, _ = longest_in(apart(structure), near, [Nearby(a, b) for a, b in zip(pools, rises, strict=True)])
    step = Fraction(1, 10**6)
    moved = [a + b * step for a, b in zip(pools, rises, strict=True)]
    assert found.value == longest_in(apart(structure), stretches, pools)[0]
    assert found.value + found.slope * step == longest_in(apart(structure), stretches, moved)[0]
