"""What the graph of a house holds, what `around` keeps, and where things stand when it goes in circles."""

from __future__ import annotations

from collections import deque

from graph_houses import CIRCLES, SHOP, graph
from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.model.graph import knots, rows

NAMES = [str(n) for n in range(8)]
LINKS = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=20)


def edges(text: str) -> set[tuple[str, str, str]]:
    return {(e.source, e.kind, e.target) for e in graph(text).edges}


def test_every_kind_of_edge_is_there() -> None:
    found = edges(SHOP)
    assert {
        ("agreement Gold", "under", "agreement Base"),
        ("agreement Gold", "relies", "agreement StoreOla"),
        ("agreement Gold", "handling", "agreement DeskOla"),
        ("agreement Gold", "promises", "service Web"),
        ("agreement StoreOla", "promises", "service Store"),
        ("agreement Gold", "customer", "party Client"),
        ("agreement LineUc", "provider", "party Line"),
        ("service Web", "needs", "service Store"),
        ("service Web", "needs", "service LineB"),
    } <= found
    assert {k for _, k, _ in found} == {
        "under", "relies", "handling", "promises", "needs", "provider", "customer"
    }  # fmt: skip


def test_a_choice_is_kept_apart_from_what_is_always_needed() -> None:
    needs = {e.target: e.needs for e in graph(SHOP).edges if e.kind == "needs"}
    line_a, line_b, store = needs["service LineA"], needs["service LineB"], needs["service Store"]
    assert line_a is line_b
    assert line_a is not None and line_a.count == 1 and line_a.independent
    assert store is not None and store.count is None


def test_olas_and_contracts_support_and_customer_slas_do_not() -> None:
    assert graph(SHOP).supporting == {"agreement StoreOla", "agreement DeskOla", "agreement LineUc"}


def test_around_a_service_are_those_above_and_those_below() -> None:
    kept = {n.thing.key for n in graph(SHOP).around(["LineA"]).nodes}
    assert kept == {"LineA", "LineUc", "Web", "Gold", "Base", "Shop", "Client", "Line"}


def test_around_a_party_is_what_its_agreements_touch() -> None:
    kept = {n.thing.key for n in graph(SHOP).around(["Line"]).nodes}
    assert "LineUc" in kept and "Gold" in kept and "StoreOla" not in kept


def test_around_an_unknown_name_is_nothing() -> None:
    found = graph(SHOP).around(["Nobody"])
    assert found.nodes == () and found.edges == ()


def test_circles_are_found_and_end() -> None:
    assert graph(CIRCLES).knots() == (
        ("agreement T", "agreement U"),
        ("service A", "service B", "service C"),
        ("service E",),
    )
    assert graph(SHOP).knots() == ()


@settings(max_examples=60)
@given(LINKS)
def test_knots_are_the_names_that_reach_each_other(links: list[tuple[str, str]]) -> None:
    reach = {name: reached(name, links) for name in NAMES}
    together = {a: frozenset(b for b in reach[a] if a in reach[b]) for a in NAMES if a in reach[a]}
    found = knots(NAMES, links)
    assert {frozenset(part) for part in found} == set(together.values())
    assert [list(part) for part in found] == sorted(sorted(part) for part in found)


@settings(max_examples=60)
@given(LINKS)
def test_rows_are_the_longest_ways_down(links: list[tuple[str, str]]) -> None:
    forward = [(a, b) for a, b in links if a < b]
    row = rows(NAMES, forward)
    for name in NAMES:
        above = [row[a] for a, b in forward if b == name]
        assert row[name] == (max(above) + 1 if above else 0)


@settings(max_examples=60)
@given(LINKS)
def test_rows_end_whatever_circles_there_are(links: list[tuple[str, str]]) -> None:
    row = rows(NAMES, links)
    reach = {name: reached(name, links) for name in NAMES}
    for upper, lower in links:
        if upper not in reach[lower]:
            assert row[upper] < row[lower]


def reached(start: str, links: list[tuple[str, str]]) -> set[str]:
    """All that `start` leads to, itself only by a way round."""
    found: set[str] = set()
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        for upper, lower in links:
            if upper == here and lower not in found:
                found.add(lower)
                waiting.append(lower)
    return found
