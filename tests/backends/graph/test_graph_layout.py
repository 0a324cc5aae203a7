"""Places on paper: few crossings, no boxes on one another, rows that rise, texts that fit."""

from __future__ import annotations

import re
from itertools import combinations, combinations_with_replacement

from graph_houses import CIRCLES, SHOP, graph, large, nordwind
from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.backends.graph.layout import lay_out
from sladsl.backends.graph.ordering import Layers, order
from sladsl.backends.graph.placing import _rising
from sladsl.backends.graph.svg import to_svg
from sladsl.backends.graph.widths import ELLIPSIS, fitted, measure, wrapped
from sladsl.lower.drawing.to_drawing import to_drawing
from sladsl.model.graph import Graph, graph_of

UPPER, LOWER = range(5), range(5, 10)
LINKS = st.lists(st.tuples(st.sampled_from(UPPER), st.sampled_from(LOWER)), unique=True, max_size=15)


def two_rows(links: list[tuple[int, int]]) -> Layers:
    return Layers(10, [list(UPPER), list(LOWER)], links)


@settings(max_examples=80)
@given(LINKS)
def test_crossings_are_pairs_in_opposite_order(links: list[tuple[int, int]]) -> None:
    crossing = sum((a - c) * (b - d) < 0 for (a, b), (c, d) in combinations(links, 2))
    assert two_rows(links).crossings() == crossing


@settings(max_examples=80)
@given(LINKS)
def test_ordering_never_makes_it_worse_and_loses_nothing(links: list[tuple[int, int]]) -> None:
    layers = two_rows(links)
    before = layers.crossings()
    order(layers)
    assert layers.crossings() <= before
    assert [sorted(row) for row in layers.rows] == [list(UPPER), list(LOWER)]


def test_what_can_be_drawn_without_crossings_is() -> None:
    layers = two_rows([(0, 9), (1, 8), (2, 7), (3, 6), (4, 5)])
    assert layers.crossings() == 10
    order(layers)
    assert layers.crossings() == 0


@settings(max_examples=80)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(1, 3)), min_size=1, max_size=4))
def test_rising_is_the_nearest_that_rises(pairs: list[tuple[int, int]]) -> None:
    """Against every rising list of whole numbers; rounding down costs less than one step each."""
    wanted, weights = [12 * w for w, _ in pairs], [m for _, m in pairs]
    found = _rising(wanted, weights)
    assert found == sorted(found)

    def cost(values: tuple[int, ...]) -> int:
        return sum(m * (v - w) ** 2 for v, w, m in zip(values, wanted, weights, strict=True))

    grid = combinations_with_replacement(range(0, 49, 4), len(pairs))
    assert cost(tuple(found)) <= min(map(cost, grid)) + sum(weights)


def houses() -> list[Graph]:
    return [graph(SHOP), graph(CIRCLES), nordwind(), graph_of(large(30, 9).house)]


def test_boxes_stand_apart_inside_the_page() -> None:
    for house in houses():
        for most in (0, 12):
            layout = lay_out(to_drawing(house, most=most))
            for one, other in combinations(layout.places, 2):
                beside = one.x + one.width <= other.x or other.x + other.width <= one.x
                above = one.y + one.height <= other.y or other.y + other.height <= one.y
                assert beside or above, (one.box.name, other.box.name)
            for place in layout.places:
                assert place.x >= 150 and place.x + place.width <= layout.width
                assert place.y >= 0 and place.y + place.height <= layout.height


def test_lines_start_and_end_at_their_boxes() -> None:
    for house in houses():
        layout = lay_out(to_drawing(house))
        at = {p.box.id: p for p in layout.places}
        assert layout.ways
        for way in layout.ways:
            for point, end in ((way.points[0], way.line.source), (way.points[-1], way.line.target)):
                box = at[end]
                assert box.x <= point[0] <= box.x + box.width
                assert box.y <= point[1] <= box.y + box.height


def test_labels_at_one_box_do_not_touch() -> None:
    for house in (graph(SHOP), nordwind()):
        labels = [(w.label, w.line.label) for w in lay_out(to_drawing(house)).ways if w.label is not None]
        for ((x, y), text), ((other_x, other_y), other) in combinations(labels, 2):
            room = (measure(text, 12) + measure(other, 12)) // 2
            assert abs(x - other_x) >= room or abs(y - other_y) >= 14, (text, other)


def test_labels_of_one_box_stand_side_by_side() -> None:
    """A box is made as wide as its labels and the arrows between them need, so that none steps down."""
    ways = lay_out(to_drawing(nordwind())).ways
    heights: dict[str, set[int]] = {}
    for way in ways:
        if way.label is not None:
            heights.setdefault(way.line.source, set()).add(way.label[1])
    assert len(heights["agreement Keskola"]) == 1
    assert sum(way.line.source == "agreement Keskola" and bool(way.line.label) for way in ways) == 4


def test_labels_lie_on_plates_above_the_lines() -> None:
    svg = to_svg(to_drawing(nordwind()))
    assert svg.rindex("<g><title>") < svg.index('<rect class="plate"'), "boxes and lines come first"
    narrow = re.findall(r'<rect class="plate" x="(-?\d+)" y="(-?\d+)" width="(\d+)" height="(\d+)"', svg)
    middles = re.findall(r'<text class="label[^"]*" x="(-?\d+)" y="(-?\d+)"', svg)
    for (x, y, width, height), (middle, foot) in zip(narrow, middles, strict=True):
        assert abs(int(x) + int(width) // 2 - int(middle)) <= 1
        assert int(y) < int(foot) < int(y) + int(height)


@given(st.text(max_size=60), st.integers(20, 200))
def test_wrapped_texts_fit_and_lose_nothing_they_have_room_for(text: str, room: int) -> None:
    lines = wrapped(text, 12, room)
    assert len(lines) <= 3
    assert all(measure(line, 12) <= room for line in lines)
    if not any(line.endswith(ELLIPSIS) for line in lines):
        assert " ".join(lines).split() == text.split()


@given(st.text(max_size=60), st.integers(20, 200))
def test_cut_texts_fit_and_begin_as_the_whole(text: str, room: int) -> None:
    cut = fitted(text, 12, room)
    assert measure(cut, 12) <= room
    assert cut == text or (cut.endswith(ELLIPSIS) and text.startswith(cut[:-1]))


def test_wide_characters_take_more_room() -> None:
    assert measure("mmm", 12) > measure("nnn", 12) > measure("iii", 12)
    assert measure("合意", 12) == 24
    assert measure("nnn", 12, bold=True) > measure("nnn", 12)
