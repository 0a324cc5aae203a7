"""Downtime where it matters when: against one structure that says the same, and every course by hours."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise, product

from hypothesis import given, settings
from hypothesis import strategies as st
from structure_oracle import works

from sladsl.exact.structures.downtime import longest_downtime
from sladsl.exact.structures.modules import apart
from sladsl.exact.structures.nearby import Nearby
from sladsl.exact.structures.programme import Patience
from sladsl.exact.structures.stretch_cuts import Source, Stretch
from sladsl.exact.structures.stretches import longest_in, timing_in
from sladsl.exact.structures.structure import Gate, Structure, StructureBuilder

PARTS = ("a", "b", "c", "d")
FREE = -1
ONE = Fraction(1)


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
        sources: dict[Hashable, tuple[Source, ...]] = {}
        for key in keys:
            some = draw(st.lists(st.sampled_from(whose[key]), max_size=2, unique=True))
            sources[key] = ((),) if draw(st.booleans()) else tuple(((pool, ONE),) for pool in some)
        stretches.append(Stretch(Fraction(draw(st.integers(0, most))), sources))
    return structure, stretches, pools


def pools_of(stretch: Stretch[Fraction], key: Hashable) -> tuple[int, ...]:
    """The pools a component is down by in a stretch, one or another; FREE where it needs none."""
    return tuple(source[0][0] if source else FREE for source in stretch.sources[key])


def longest(
    structure: Structure, stretches: Sequence[Stretch[Fraction]], pools: Sequence[Fraction]
) -> tuple[Fraction, bool]:
    return longest_in(apart(structure), stretches, pools, Fraction(0), Patience())


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
            chosen = pools_of(stretch, node) if node in stretch.sources else ()
            if FREE in chosen:
                made.append(None)
                continue
            names = [("pool", pool) for pool in chosen] or [("never", FREE)]
            budgets |= {name: Fraction(0) if name[1] == FREE else pools[name[1]] for name in names}
            made.append(build.all_of([build.component(name) for name in names]))
        top = made[structure.top]
        token = build.component(number)
        tops.append(token if top is None else build.any_of([token, top]))
    return longest_downtime(apart(build.build(build.all_of(tops))), budgets).time


@given(periods())
@settings(max_examples=200, deadline=None)
def test_as_one_structure_says_it(period: tuple[Structure, list[Stretch[Fraction]], list[Fraction]]) -> None:
    structure, stretches, pools = period
    assert longest(structure, stretches, pools) == (said_in_one(structure, stretches, pools), True)


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
                        if pool is not None and pool != FREE:
                            rest[pool] -= 1
                    if min(rest) < 0:
                        continue
                    failed = frozenset(k for k, pool in zip(keys, chosen, strict=True) if pool is not None)
                    whole = down + (not works(structure, failed))
                    after[tuple(rest)] = max(after.get(tuple(rest), 0), whole)
            best = after
    return max(best.values())


@given(periods(most=2))
@settings(max_examples=60, deadline=None)
def test_no_course_by_hours_is_longer(
    period: tuple[Structure, list[Stretch[Fraction]], list[Fraction]],
) -> None:
    structure, stretches, pools = period
    assert by_the_hour(structure, stretches, pools) <= longest(structure, stretches, pools)[0]


def laid_out(
    period: tuple[Structure, list[Stretch[Fraction]], list[Fraction]], step: Fraction = Fraction(0)
) -> Fraction:
    """For how long the whole is down in the timing that is found, which keeps every limit."""
    structure, stretches, pools = period
    timing = timing_in(apart(structure), stretches, pools, step)
    assert timing is not None
    down = Fraction(0)
    used: list[dict[Hashable, Fraction]] = []
    for stretch, spans in zip(stretches, timing, strict=True):
        edges = sorted({edge for each in spans.values() for span in each for edge in span})
        assert all(0 <= edge <= stretch.length and (not step or edge % step == 0) for edge in edges)
        for start, end in pairwise(edges):
            failed = frozenset(
                k for k, each in spans.items() if any(a <= start and end <= b for a, b in each)
            )
            down += (end - start) * (not works(structure, failed))
        used.append({k: sum((b - a for a, b in each), Fraction(0)) for k, each in spans.items()})
    assert_enough(stretches, pools, used)
    return down


@given(periods())
@settings(max_examples=100, deadline=None)
def test_the_timing_reaches_it_and_keeps_every_limit(
    period: tuple[Structure, list[Stretch[Fraction]], list[Fraction]],
) -> None:
    assert laid_out(period) == longest(*period)[0]


def assert_enough(
    stretches: Sequence[Stretch[Fraction]],
    pools: Sequence[Fraction],
    used: Sequence[Mapping[Hashable, Fraction]],
) -> None:
    """Whatever pools a component took from together hold as much as it took of them (Hall's condition)."""
    for key in PARTS:
        asked = [
            (set(pools_of(stretch, key)), times[key])
            for stretch, times in zip(stretches, used, strict=True)
            if key in times and FREE not in pools_of(stretch, key)
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
    near = [Stretch(Nearby(each.length), each.sources) for each in stretches]
    moving = [Nearby(a, b) for a, b in zip(pools, rises, strict=True)]
    found, _ = longest_in(apart(structure), near, moving, Nearby(Fraction(0)), Patience())
    step = Fraction(1, 10**6)
    moved = [a + b * step for a, b in zip(pools, rises, strict=True)]
    assert found.value == longest(structure, stretches, pools)[0]
    assert found.value + found.slope * step == longest(structure, stretches, moved)[0]


def by_columns(
    structure: Structure, stretches: Sequence[Stretch[Fraction]], pools: Sequence[Fraction]
) -> Fraction:
    """The programme written out: every set of components that fails the whole, by all of their sources."""
    keys = [key for key in PARTS if key in structure.components]
    limits = [*pools, *(stretch.length for stretch in stretches)]
    columns = []
    for number, stretch in enumerate(stretches):
        for chosen in product(*[(None, *stretch.sources[key]) for key in keys]):
            down = frozenset(key for key, source in zip(keys, chosen, strict=True) if source is not None)
            if works(structure, down):
                continue
            column = [Fraction(0)] * len(limits)
            column[len(pools) + number] = ONE
            for source in chosen:
                for pool, rate in source or ():
                    column[pool] += rate
            columns.append(column)
    return simplex(columns, limits)


def simplex(columns: Sequence[Sequence[Fraction]], limits: Sequence[Fraction]) -> Fraction:
    """The most that all columns come to within the limits; Bland's rule on a full tableau."""
    size = len(limits)
    rows = [
        [*(column[i] for column in columns), *(Fraction(i == j) for j in range(size)), limits[i]]
        for i in range(size)
    ]
    gains = [*(ONE for _ in columns), *(Fraction(0) for _ in range(size)), Fraction(0)]
    basis = [len(columns) + i for i in range(size)]
    while True:
        enter = next((j for j, gain in enumerate(gains[:-1]) if gain > 0), None)
        if enter is None:
            return -gains[-1]
        ratios = [(row[-1] / row[enter], basis[i], i) for i, row in enumerate(rows) if row[enter] > 0]
        _, _, place = min(ratios)
        pivot = rows[place][enter]
        rows[place] = [value / pivot for value in rows[place]]
        for i, row in enumerate(rows):
            if i != place and row[enter]:
                factor = row[enter]
                rows[i] = [a - factor * b for a, b in zip(row, rows[place], strict=True)]
        factor = gains[enter]
        gains = [a - factor * b for a, b in zip(gains, rows[place], strict=True)]
        basis[place] = enter


@st.composite
def drawn(draw: st.DrawFn) -> tuple[Structure, list[Stretch[Fraction]], list[Fraction]]:
    """Sources that draw on two pools, and by parts of a second."""
    structure, stretches, pools = draw(periods())
    rates = st.sampled_from([Fraction(1, 10), Fraction(2, 7), ONE])
    own: dict[Hashable, list[int]] = {
        key: sorted({pool for s in stretches for pool in pools_of(s, key) if pool != FREE})
        for key in PARTS
        if key in structure.components
    }
    made = []
    for stretch in stretches:
        sources = {
            key: tuple(
                draw(st.just(source) | st.just(tuple((pool, draw(rates)) for pool in own[key])))
                for source in each
            )
            for key, each in stretch.sources.items()
        }
        made.append(Stretch(stretch.length, sources))
    return structure, made, pools


@given(drawn())
@settings(max_examples=200, deadline=None)
def test_as_all_columns_say_it(period: tuple[Structure, list[Stretch[Fraction]], list[Fraction]]) -> None:
    structure, stretches, pools = period
    module = apart(structure)
    most = by_columns(structure, stretches, pools)
    assert longest(structure, stretches, pools) == (most, True)
    timing = timing_in(module, stretches, pools)
    assert timing is not None
    ends = [max((b for each in spans.values() for _, b in each), default=Fraction(0)) for spans in timing]
    assert sum(ends) == most


@st.composite
def repeated(draw: st.DrawFn) -> tuple[Structure, list[Stretch[Fraction]], list[Fraction]]:
    """Stretches that come again, with some pools anew and some that last for all."""
    structure, once, pools = draw(periods(most=3))
    lasting = draw(st.sets(st.sampled_from(range(len(pools)))))
    every, stretches = list(pools), list(once)
    for _ in range(draw(st.integers(1, 3))):
        names = {number: number if number in lasting else len(every) + number for number in range(len(pools))}
        every += pools
        for stretch in once:
            sources = {
                key: tuple(tuple((names[pool], rate) for pool, rate in source) for source in each)
                for key, each in stretch.sources.items()
            }
            stretches.append(Stretch(stretch.length, sources))
    return structure, stretches, every


@given(repeated())
@settings(max_examples=60, deadline=None)
def test_what_comes_again_comes_to_as_much_as_written_out(
    period: tuple[Structure, list[Stretch[Fraction]], list[Fraction]],
) -> None:
    structure, stretches, pools = period
    assert longest(structure, stretches, pools) == (by_columns(structure, stretches, pools), True)


@given(repeated())
@settings(max_examples=60, deadline=None)
def test_what_comes_again_is_laid_out_in_each(
    period: tuple[Structure, list[Stretch[Fraction]], list[Fraction]],
) -> None:
    assert laid_out(period) == longest(*period)[0]


@given(repeated())
@settings(max_examples=60, deadline=None)
def test_whole_hours_are_laid_out_where_there_is_room(
    period: tuple[Structure, list[Stretch[Fraction]], list[Fraction]],
) -> None:
    """No more than can be, and no fewer than all but one in each stretch and for each part."""
    structure, stretches, _ = period
    most = longest(*period)[0]
    assert most - len(stretches) * len(structure.components) <= laid_out(period, ONE) <= most
