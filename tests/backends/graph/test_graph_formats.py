"""SVG, DOT, Mermaid and JSON: well formed, the same every time, and no name gets out of its quotes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
import xml.etree.ElementTree as ET

from graph_houses import CIRCLES, HOSTILE_TITLE, ROOT, SHOP, graph, hostile, large, nordwind
from hypothesis import given
from hypothesis import strategies as st

from sladsl.backends.graph.data import to_json
from sladsl.backends.graph.dot import quoted, to_dot
from sladsl.backends.graph.mermaid import text as mermaid_text
from sladsl.backends.graph.mermaid import to_mermaid
from sladsl.backends.graph.svg import escaped, to_svg
from sladsl.lower.drawing.to_drawing import to_drawing
from sladsl.model.graph import Graph, graph_of

SVG = "{http://www.w3.org/2000/svg}"
TITLE = HOSTILE_TITLE.replace('\\"', '"').replace("\\\\", "\\")


def svg(house: Graph) -> ET.Element:
    return ET.fromstring(to_svg(to_drawing(house, name="House")))


def test_svg_says_what_it_shows() -> None:
    root = svg(graph(SHOP))
    assert root.get("role") == "img"
    ids = {e.get("id"): e.text for e in root if e.get("id")}
    assert root.get("aria-labelledby") == "title desc"
    assert ids["title"] == "House: what depends on what"
    assert (ids["desc"] or "").startswith("5 agreements and 5 services.")
    texts = {e.text for e in root.iter(f"{SVG}text")}
    assert {"Gold", "99.95%", "1 of 2", "customer SLA", "for Client", "promises", "SLAs"} <= texts


def test_svg_needs_nothing_from_elsewhere() -> None:
    text = to_svg(to_drawing(nordwind(), name="Nordwind"))
    assert re.findall(r"https?://[^\"]*", text) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"<script|<image|@import|url\(|href", text)
    assert "prefers-color-scheme: dark" in text


def test_every_class_that_is_used_has_a_look() -> None:
    text = to_svg(to_drawing(graph(CIRCLES))) + to_svg(to_drawing(nordwind()))
    used = {name for names in re.findall(r'class="([^"]*)"', text) for name in names.split()}
    styled = set(re.findall(r"\.([a-z-]+)", text.partition("</style>")[0]))
    assert used <= styled


def test_hostile_names_stay_text_in_svg() -> None:
    root = svg(graph_of(hostile().house))
    assert not list(root.iter(f"{SVG}script"))
    titles = [e.text or "" for e in root.iter(f"{SVG}title")]
    assert any(TITLE in text for text in titles)


@given(st.text(max_size=40))
def test_any_text_is_well_formed_xml(text: str) -> None:
    shown = ET.fromstring(f"<t a='{escaped(text)}'>{escaped(text)}</t>").text or ""
    assert shown == text or not text.isprintable()


def test_characters_that_xml_cannot_hold_are_shown_by_number() -> None:
    assert escaped("a\x00b\ufffe\ud800") == "a\u2400b&lt;U+FFFE&gt;&lt;U+D800&gt;"


@given(st.text(max_size=40))
def test_a_dot_string_ends_where_it_should(text: str) -> None:
    inside = quoted(text)[1:-1]
    assert re.fullmatch(r'(?:[^"\\\n]|\\.)*', inside)
    assert inside.replace("\\\\", "").count('"') == inside.replace("\\\\", "").count('\\"')


def test_hostile_names_stay_text_in_dot() -> None:
    text = to_dot(to_drawing(graph_of(hostile().house)))
    assert quoted(TITLE)[1:-1] in text
    for line in text.splitlines():
        assert len(re.findall(r'(?<!\\)"', line.replace("\\\\", ""))) % 2 == 0, line


@given(st.text(max_size=40))
def test_mermaid_text_holds_no_mark_that_mermaid_reads(text: str) -> None:
    left = re.sub(r"#[0-9]+;", "", mermaid_text(text))
    assert not set(left) & set("\"'`<>[]{}|\\&;#$@^~*_=?!\n\r\x00")


def test_mermaid_numbers_are_those_of_the_characters() -> None:
    shown = mermaid_text(TITLE)
    assert re.sub(r"#([0-9]+);", lambda m: chr(int(m[1])), shown) == TITLE


def test_hostile_names_stay_text_in_mermaid() -> None:
    text = to_mermaid(to_drawing(graph_of(hostile().house)))
    assert "<script" not in text and "&lt;" not in text
    assert all(line.count('"') in (0, 2) for line in text.splitlines())


def test_dot_and_mermaid_hold_every_box_and_line() -> None:
    drawing = to_drawing(nordwind())
    dot, mermaid = to_dot(drawing), to_mermaid(drawing)
    for box in drawing.boxes:
        assert box.name in dot and box.name in mermaid
    shown = [line for line in dot.splitlines() if " -> " in line and "invis" not in line]
    assert len(shown) == len(drawing.lines)
    assert len(re.findall(r"^  n\d+ -[.-]", mermaid, re.MULTILINE)) == len(drawing.lines)


def test_json_holds_the_whole_graph() -> None:
    house = graph(SHOP)
    data = json.loads(to_json(house))
    assert [n["id"] for n in data["nodes"]] == [n.id for n in house.nodes]
    assert len(data["edges"]) == len(house.edges)
    choices = [e["choice"] for e in data["edges"] if e["kind"] == "needs"]
    assert choices[0] == {"statement": 0, "needed": 1, "of": 1, "independent": False}
    assert choices[1] == choices[2] == {"statement": 1, "needed": 1, "of": 2, "independent": True}
    gold = next(e for e in data["edges"] if e["from"] == "agreement Gold" and e["kind"] == "promises")
    assert [p["text"] for p in gold["promises"]] == [
        "availability 99.95% per month",
        "p99 latency ≤ 300 ms per month",
    ]
    assert json.loads(to_json(graph(CIRCLES)))["circles"][-1] == ["service E"]


def test_the_bytes_are_the_same_whatever_the_hash_seed() -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); from graph_houses import *; "
        "from sladsl.lower.drawing.to_drawing import to_drawing; "
        "from sladsl.backends.graph.svg import to_svg; from sladsl.backends.graph.data import to_json; "
        "[print(to_svg(to_drawing(g)), to_json(g)) for g in (graph(CIRCLES), nordwind())]"
    )
    folder = str(ROOT / "tests" / "backends" / "graph")
    printed = {
        subprocess.run(
            [sys.executable, "-c", program, folder],
            env={"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1


def test_the_picture_in_the_guide_is_what_is_drawn() -> None:
    """`SLA_UPDATE=1` draws it anew; look at it before you keep it."""
    picture, drawn = (
        ROOT / "docs" / "guides" / "nordwind.svg",
        to_svg(to_drawing(nordwind(), name="Nordwind")),
    )
    if os.environ.get("SLA_UPDATE") == "1":
        picture.write_text(drawn, encoding="utf-8")
    assert picture.read_text("utf-8") == drawn


def test_a_large_house_is_drawn_quickly() -> None:
    house = graph_of(large(300, 40).house)
    started = time.process_time()
    to_svg(to_drawing(house))
    to_svg(to_drawing(house, most=0))
    assert time.process_time() - started < 2
