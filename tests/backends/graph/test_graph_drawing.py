"""What is drawn of a graph: bands, labels, choices, stacks, and what is left out as told already."""

from __future__ import annotations

import pytest
from graph_houses import CIRCLES, SHOP, graph, large, nordwind

from sladsl.lower.drawing.drawing import Band, Drawing
from sladsl.lower.drawing.to_drawing import to_drawing
from sladsl.model.graph import graph_of


def lines(drawing: Drawing) -> set[tuple[str, str, str, str]]:
    name = {b.id: b.name for b in drawing.boxes}
    return {(name[x.source], x.kind, name[x.target], x.label) for x in drawing.lines}


def test_bands_from_customers_to_suppliers() -> None:
    band = {b.name: b.band for b in to_drawing(graph(SHOP)).boxes}
    assert band["Gold"] is Band.PROMISED
    assert band["Web"] is band["1 of 2"] is Band.SERVICES
    assert band["StoreOla"] is Band.INSIDE
    assert band["LineUc"] is Band.SUPPLIERS


def test_lines_say_what_is_promised() -> None:
    found = lines(to_drawing(graph(SHOP)))
    assert ("Gold", "promises", "Web", "99.95%") in found
    assert ("StoreOla", "promises", "Store", "99.99%") in found
    assert ("LineUc", "promises", "LineA", "99.9%") in found


def test_redundancy_is_a_box_of_its_own() -> None:
    found = lines(to_drawing(graph(SHOP)))
    assert {("Web", "needs", "1 of 2", ""), ("1 of 2", "needs", "LineA", "")} <= found
    assert ("Web", "needs", "Store", "") in found
    assert ("Web", "needs", "LineA", "") not in found


def test_a_promise_for_each_service_stands_on_the_card_of_a_level_above() -> None:
    drawing = to_drawing(graph(SHOP))
    base = next(b for b in drawing.boxes if b.name == "Base")
    assert base.lines == ("for every customer", "each service 99%")
    assert not any(line.source == base.id and line.kind == "promises" for line in drawing.lines)


def test_a_promise_for_each_service_is_drawn_where_nothing_stands_under_it() -> None:
    alone = SHOP.replace(" under Base", "").replace("customer Client", "provider Shop; customer Client")
    assert ("Base", "promises", "Web", "99%") in lines(to_drawing(graph(alone)))


def test_support_that_services_tell_is_not_drawn_twice() -> None:
    everything, only_agreements = to_drawing(graph(SHOP)), to_drawing(graph(SHOP), "agreements")
    assert [x for x in lines(everything) if x[1] == "relies"] == [("Gold", "relies", "DeskOla", "P1")]
    relied = {x for x in lines(only_agreements) if x[1] == "relies"}
    # LineUc is named by nobody, but Web needs a line and the shop is its customer.
    assert relied == {
        ("Gold", "relies", "DeskOla", "P1"),
        ("Gold", "relies", "StoreOla", "P1"),
        ("Gold", "relies", "LineUc", ""),
    }


def test_a_level_below_does_not_repeat_the_support_of_the_level_above() -> None:
    relied = {x[0] for x in lines(to_drawing(nordwind(), "agreements")) if x[1] == "relies"}
    assert relied == {"Keskola", "Brandt", "Havblik", "Tuohimaa"}


def test_services_alone() -> None:
    drawing = to_drawing(graph(SHOP), "services")
    assert {b.kind for b in drawing.boxes} == {"service", "choice"}
    assert drawing.bands == (Band.SERVICES,)


def test_circles_are_marked_and_nothing_else() -> None:
    drawing = to_drawing(graph(CIRCLES))
    name = {b.id: b.name for b in drawing.boxes}
    circular = {(name[x.source], name[x.target]) for x in drawing.lines if x.cyclic}
    assert circular == {("A", "B"), ("B", "C"), ("C", "A"), ("E", "E"), ("T", "U"), ("U", "T")}
    assert not any(x.cyclic for x in to_drawing(graph(SHOP)).lines)


def test_bands_never_share_a_row_and_needs_lead_down() -> None:
    drawing = to_drawing(nordwind())
    bands: dict[int, set[Band]] = {}
    for box in drawing.boxes:
        bands.setdefault(box.row, set()).add(box.band)
    assert all(len(found) == 1 for found in bands.values())
    row = {b.id: b.row for b in drawing.boxes}
    assert all(row[x.source] < row[x.target] for x in drawing.lines if x.kind == "needs")
    assert all(row[x.source] > row[x.target] for x in drawing.lines if x.kind == "under")


@pytest.mark.parametrize("count", [13, 300])
def test_many_agreements_that_are_alike_become_stacks(count: int) -> None:
    drawing = to_drawing(graph_of(large(count).house))
    cards = [b for b in drawing.boxes if b.kind == "sla"]
    assert len(cards) == 3
    assert sum(b.count for b in cards) == count
    label = next(x.label for x in drawing.lines if x.source == cards[0].id)
    assert label.startswith("99.1% to 99.")


def test_stacks_can_be_taken_apart() -> None:
    drawing = to_drawing(graph_of(large(40).house), most=0)
    cards = [b for b in drawing.boxes if b.kind == "sla"]
    assert len(cards) == 40
    rows = [b.row for b in cards]
    assert max(rows.count(row) for row in rows) <= 12


def test_few_agreements_are_never_stacked() -> None:
    assert all(b.count == 1 for b in to_drawing(graph_of(large(12).house)).boxes)
