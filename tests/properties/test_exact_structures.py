"""Structures against oracles that share nothing with them: every placement on a grid, every combination of states."""

# ruff: noqa: E501

from __future__ import annotations

from fractions import Fraction
from functools import cache
from itertools import combinations, pairwise, product
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structure_oracle import Plan, down_when

from sladsl.exact.structures import probability
from sladsl.exact.structures.diagrams import diagram
from sladsl.exact.structures.downtime import longest_downtime, longest_of, worst_timing
from sladsl.exact.structures.modules import Choice, Component, apart
from sladsl.exact.structures.nearby import Nearby
from sladsl.exact.structures.probability import chance_of_working
from sladsl.exact.structures.programme import longest_on_cuts
from sladsl.exact.structures.repairs import largest_share
from sladsl.exact.structures.structure import Structure, StructureBuilder

SHARES = st.fractions(0, 1, max_denominator=8)


@st.composite
def plans(draw: st.DrawFn, components: int = 5, gates: int = 5) -> Plan:
    """Any gates over a few components, sharing as they like."""
    count, made = draw(st.integers(1, components)), []
    for number in range(draw(st.integers(0, gates))):
        before = st.sampled_from(range(count + number))
        parts = draw(st.lists(before, min_size=1, max_size=4, unique=True))
        made.append((draw(st.integers(1, len(parts))), tuple(parts)))
    return Plan(count, tuple(made))


def adversary(plan: Plan, budgets: dict[object, int]) -> int:
    """The most slots of a grid in which the whole is down: every set of components tried in every slot."""
    keys = tuple(budgets)
    sets = [frozenset(s) for n in range(1, len(keys) + 1) for s in combinations(keys, n)]
    failing = [s for s in sets if not plan.works(s)]

    @cache
    def most(left: tuple[int, ...]) -> int:
        have = dict(zip(keys, left, strict=True))
        able = [s for s in failing if all(have[key] for key in s)]
        return max((1 + most(tuple(have[k] - (k in s) for k in keys)) for s in able), default=0)

    return most(tuple(budgets[key] for key in keys))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 4), min_size=1, max_size=8), st.data())
def test_a_part_named_twice_counts_twice(named: list[int], data: st.DataObject) -> None:
    plan = Plan(5, ((data.draw(st.integers(1, len(named))), tuple(named)),))
    structure = plan.built()
    keys = [f"c{number}" for number in range(5)]
    for failed in (frozenset(s) for n in range(6) for s in combinations(keys, n)):
        assert structure.works(failed) == plan.works(failed)
    budgets = {key: data.draw(st.integers(0, 3)) for key in structure.components}
    bound = longest_downtime(apart(structure), {k: Fraction(v) for k, v in budgets.items()})
    assert adversary(plan, budgets) <= bound.time


@settings(max_examples=150, deadline=None)
@given(plans(6, 7), st.data())
def test_a_structure_works_as_planned(plan: Plan, data: st.DataObject) -> None:
    failed = data.draw(st.frozensets(st.sampled_from([f"c{number}" for number in range(plan.components)])))
    assert plan.built().works(failed) is plan.works(failed)


@settings(max_examples=150, deadline=None)
@given(plans(), st.data())
def test_no_placement_on_a_grid_beats_the_bound(plan: Plan, data: st.DataObject) -> None:
    structure = plan.built()
    budgets = {key: data.draw(st.integers(0, 3)) for key in structure.components}
    bound = longest_downtime(apart(structure), {k: Fraction(v) for k, v in budgets.items()})
    assert bound.exact
    reached = adversary(plan, budgets)
    assert reached <= bound.time
    # A fraction is left where turns would have to change within a slot; more than that would be slack.
    assert bound.time < reached + len(budgets)


@settings(max_examples=200, deadline=None)
@given(plans(6, 7), st.data())
def test_the_witness_reaches_the_bound(plan: Plan, data: st.DataObject) -> None:
    structure = plan.built()
    budgets = {key: data.draw(st.fractions(0, 3, max_denominator=4)) for key in structure.components}
    module = apart(structure)
    bound = longest_downtime(module, budgets).time
    timing = worst_timing(module, budgets)
    for key, spans in timing.items():
        assert sum((b - a for a, b in spans), Fraction(0)) <= budgets[key]
        assert all(a < b for a, b in spans) and all(b <= c for (_, b), (c, _) in pairwise(spans))
    edges = sorted(
        {Fraction(0), bound} | {edge for spans in timing.values() for span in spans for edge in span}
    )
    for start, end in pairwise(edges):
        down = frozenset(k for k, spans in timing.items() if any(a <= start and end <= b for a, b in spans))
        assert (start < bound) is not plan.works(down)


@settings(max_examples=150, deadline=None)
@given(plans(6, 7), st.data())
def test_probability_by_all_states(plan: Plan, data: st.DataObject) -> None:
    structure = plan.built()
    works = {key: data.draw(SHARES) for key in structure.components}
    total = Fraction(0)
    for states in product((False, True), repeat=len(works)):
        weight = Fraction(1)
        for up, share in zip(states, works.values(), strict=True):
            weight *= share if up else 1 - share
        if plan.works(frozenset(k for k, up in zip(works, states, strict=True) if not up)):
            total += weight
    assert chance_of_working(apart(structure), works).exact == total
    bounds = chance_of_working(apart(structure), works, limit=3)
    assert bounds.least <= total <= bounds.most


@settings(max_examples=150, deadline=None)
@given(plans(), st.data())
def test_a_diagram_says_what_the_structure_says(plan: Plan, data: st.DataObject) -> None:
    structure = plan.built()
    made = diagram(structure)
    keys = structure.components
    failed = frozenset(data.draw(st.sets(st.sampled_from(keys))))
    at = made.top
    while at > 1:
        variable, low, high = made.nodes[at]
        at = high if made.variables[variable] in failed else low
    assert (at == 0) is plan.works(failed)
    costs = [data.draw(st.integers(0, 8)) for _ in made.variables]
    price, cut = made.cheapest_cut(costs)
    prices = dict(zip(made.variables, costs, strict=True))
    sets = [frozenset(s) for n in range(1, len(keys) + 1) for s in combinations(keys, n)]
    cuts = [(sum(prices.get(k, 0) for k in s), len(s)) for s in sets if not plan.works(s)]
    assert min(cuts) == (price, len(cut))
    assert sum(costs[v] for v in cut) == price
    assert not plan.works(frozenset(made.variables[v] for v in cut))


@settings(max_examples=100, deadline=None)
@given(plans(6, 7), st.data())
def test_work_that_is_cut_short_gives_a_bound_above(plan: Plan, data: st.DataObject) -> None:
    structure = plan.built()
    made = diagram(structure)
    budgets = [data.draw(st.fractions(0, 3, max_denominator=4)) for _ in made.variables]
    whole = longest_on_cuts(made, budgets)
    assert whole.longest is not None and whole.spent is not None
    for cut, _ in whole.spent:
        assert not plan.works(frozenset(made.variables[v] for v, _ in cut))
    short = longest_on_cuts(made, budgets, data.draw(st.integers(0, 12)) * len(budgets) ** 2)
    assert short.longest is None or short.longest >= whole.longest
    assert short.spent is None or short.longest == whole.longest


def choice_of(count: int, parts: int, shared: int) -> Structure:
    """`count` of so many parts, each of its own leaf and one of the shared components."""
    builder = StructureBuilder()
    common = [builder.component(f"shared {number}") for number in range(shared)]
    both = [
        builder.all_of([builder.component(f"leaf {number}"), common[number % shared]])
        for number in range(parts)
    ]
    return builder.build(builder.at_least(count, both))


def test_a_large_choice_of_parts_that_share() -> None:
    """57 of 60 parts on 3 shared components, all down for 1: any of the shared ones takes 20 parts with it,
    and of the leaves 4 at a time have to be down."""
    structure = choice_of(57, 60, 3)
    budgets = dict.fromkeys(structure.components, Fraction(1))
    assert longest_downtime(apart(structure), budgets).time == 3 + Fraction(60, 4)


def test_parts_of_a_choice_that_turn_out_to_be_the_same() -> None:
    builder = StructureBuilder()
    x, y, z, other = map(builder.component, ("x", "y", "z", "other"))
    nested = builder.all_of([x, builder.all_of([y, z])])
    flat = builder.all_of([x, y, z])
    made = apart(builder.build(builder.at_least(2, [nested, flat, other])))
    budgets = {"x": Fraction(1), "y": Fraction(2), "z": Fraction(3), "other": Fraction(9)}
    assert longest_downtime(made, budgets).time == 6


def test_a_series_in_a_series_is_one() -> None:
    """A part that both need adds up once, without anything left to decide."""
    builder = StructureBuilder()
    store, network = builder.component("store"), builder.component("network")
    database = builder.all_of([store, network])
    module = apart(builder.build(builder.all_of([database, network])))
    assert module == Choice(2, (Component("store"), Component("network")))


@settings(max_examples=100, deadline=None)
@given(plans(), st.data())
def test_the_repair_is_the_largest_that_suffices(plan: Plan, data: st.DataObject) -> None:
    structure = plan.built()
    module = apart(structure)
    budgets = {key: data.draw(st.fractions(0, 3, max_denominator=3)) for key in structure.components}
    moved_keys = data.draw(st.sets(st.sampled_from(structure.components), min_size=1, max_size=2))
    present = Fraction(3)
    moved = {
        key: (Fraction(0), Fraction(data.draw(st.integers(1, 2)))) for key in sorted(moved_keys, key=str)
    }

    def bound(x: Fraction) -> Fraction:
        return longest_downtime(module, {**budgets, **{k: a + b * x for k, (a, b) in moved.items()}}).time

    allowed = data.draw(st.fractions(0, 4, max_denominator=3))

    def near(x: Nearby) -> dict[object, Nearby]:
        fixed = {key: Nearby(amount) for key, amount in budgets.items()}
        return {**fixed, **{k: Nearby(a) + x * b for k, (a, b) in moved.items()}}

    found = largest_share(lambda x: longest_of(module, near(x))[0], present, allowed)
    if bound(present) <= allowed or bound(Fraction(0)) > allowed:
        assert found is None
    else:
        assert found is not None and bound(found) == allowed
        assert bound(found + Fraction(1, 10_000)) > allowed


@given(st.integers(1, 12), st.integers(1, 12), st.fractions(Fraction(9, 10), 1, max_denominator=1000))
def test_equal_parts(count: int, more: int, share: Fraction) -> None:
    """k of n equal budgets d: n d / m when no part alone is longer, by counting part-seconds."""
    parts = count + more - 1
    builder = StructureBuilder()
    top = builder.at_least(count, [builder.component(number) for number in range(parts)])
    module = apart(builder.build(top))
    down = dict.fromkeys(range(parts), 1 - share)
    assert longest_downtime(module, down).time == (1 - share) * parts / (parts - count + 1)
    expected = sum(comb(parts, n) * share**n * (1 - share) ** (parts - n) for n in range(count, parts + 1))
    assert chance_of_working(module, dict.fromkeys(down, share)).exact == expected


@pytest.mark.parametrize(
    ("count", "keys", "down"),
    [
        (2, "AB", ((600, 650),)),  # all that is needed: the union, 50 minutes and not the sum of 60
        (1, "AB", ((620, 630),)),  # alternatives: the intersection
        (2, "ABC", ((620, 640),)),  # 2 of 3: where two are down at once
    ],
)
def test_measured_outages_through_a_structure(
    count: int, keys: str, down: tuple[tuple[int, int], ...]
) -> None:
    """A is down 10:00-10:30, B 10:20-10:50, C 10:25-10:40, in minutes of the day."""
    outages = {"A": ((600, 630),), "B": ((620, 650),), "C": ((625, 640),)}
    builder = StructureBuilder()
    top = builder.at_least(count, [builder.component(key) for key in keys])
    assert down_when(builder.build(top), {key: outages[key] for key in keys}) == down


@pytest.mark.parametrize("count", [2, 5, 9])
def test_a_choice_that_is_rounded_lies_around_the_exact_one(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    builder = StructureBuilder()
    made = apart(builder.build(builder.at_least(count, [builder.component(n) for n in range(10)])))
    works = {n: Fraction(90 + n, 101) for n in range(10)}
    exact = chance_of_working(made, works).exact
    assert exact is not None
    monkeypatch.setattr(probability, "WORK", 0)
    rounded = chance_of_working(made, works)
    assert rounded.least < exact < rounded.most
    assert rounded.most - rounded.least < Fraction(1, 10**30)


def test_a_structure_as_deep_as_one_likes() -> None:
    builder = StructureBuilder()
    top = builder.component(0)
    for number in range(1, 3000):
        join = builder.all_of if number % 2 else builder.any_of
        top = join([top, builder.component(number)])
    made = apart(builder.build(top))
    # From the bottom up: 1 + 1 in series, the lesser of that and 1 beside it, and so on.
    assert longest_downtime(made, dict.fromkeys(range(3000), Fraction(1))).time == 2
    chance = chance_of_working(made, dict.fromkeys(range(3000), Fraction(1)))
    assert chance.exact == 1
