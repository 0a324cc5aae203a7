"""`sla graph` as it is typed: formats, files, what is not there, houses that cannot be read."""

from __future__ import annotations

import base64
import json
import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from graph_houses import CIRCLES, SHOP

from doubtful_minutes import HOUSE, deal
from sladsl.cli.entry import main

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    (tmp_path / "house.sla").write_text(SHOP, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("format_name", "start"),
    [
        ("svg", "<svg "),
        ("html", "<!DOCTYPE html>"),
        ("dot", "digraph"),
        ("mermaid", "flowchart TB"),
        ("json", "{"),
    ],
)
def test_formats_on_stdout(
    house: Path, capsys: pytest.CaptureFixture[str], format_name: str, start: str
) -> None:
    assert main(["graph", str(house), "--format", format_name]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith(start)
    assert shown.err == ""


@pytest.mark.parametrize(
    ("name", "start"), [("x.svg", "<svg"), ("x.gv", "digraph"), ("x.mmd", "flowchart"), ("x.JSON", "{")]
)
def test_the_ending_of_the_file_chooses_the_format(house: Path, name: str, start: str) -> None:
    assert main(["graph", str(house), "--out", str(house / "pictures" / name)]) == 0
    assert (house / "pictures" / name).read_text("utf-8").startswith(start)
    assert [p.name for p in (house / "pictures").iterdir()] == [name]


def test_only_what_is_around_a_name(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["graph", str(house), "--format", "json", "--only", "LineA, Store"]) == 0
    names = {n["name"] for n in json.loads(capsys.readouterr().out)["nodes"]}
    assert {"LineA", "LineUc", "Store", "StoreOla", "Web", "Gold"} <= names
    assert not names & {"Unused", "LineB", "DeskOla"}


def test_show_chooses_the_nodes_of_the_data(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kinds = {}
    for show in ("all", "agreements", "services"):
        assert main(["graph", str(house), "--format", "json", "--show", show]) == 0
        kinds[show] = {n["kind"] for n in json.loads(capsys.readouterr().out)["nodes"]}
    assert kinds == {
        "all": {"agreement", "service", "party"},
        "agreements": {"agreement", "party"},
        "services": {"service"},
    }


def test_an_unknown_name_is_said_with_a_near_one(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["graph", str(house), "--only", "Gould"]) == 2
    assert "no agreement, service or party 'Gould'. Did you mean 'Gold'?" in capsys.readouterr().err


def test_a_house_that_goes_in_circles_is_drawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "house.sla").write_text(CIRCLES, encoding="utf-8")
    assert main(["graph", str(tmp_path)]) == 0
    assert "goes round in a circle" in capsys.readouterr().out


def test_a_house_that_cannot_be_read_is_not(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / "house.sla").write_text(SHOP.replace("needs Store", "needs Stone"), encoding="utf-8")
    picture = house / "picture.svg"
    picture.write_text("old", encoding="utf-8")
    assert main(["graph", str(house), "--out", str(picture)]) == 1
    shown = capsys.readouterr()
    assert "`Stone`" in shown.err and "nothing was drawn" in shown.err
    assert shown.out == ""
    assert picture.read_text("utf-8") == "old"


def test_a_house_of_nothing_but_services_and_one_of_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "house.sla").write_text('party P "P" { country FI }\n', encoding="utf-8")
    for format_name in ("svg", "dot", "mermaid", "json"):
        assert main(["graph", str(tmp_path), "--format", format_name]) == 0
    assert "nothing to draw" in capsys.readouterr().out


PROVEN = """\
import std.metrics { availability, resolution }

party Maker "Maker" { country FI }
party Client "Client <b>" { country FI }
party Vendor "Vendor" { country FI }
priorities Incident "Incidents" { P1 "Critical" }
service Line "Line"
service Shop "Shop" { needs Line }
uc LineUc "Line" {
  provider Vendor
  customer Maker
  zone "Europe/Helsinki"
  effective 2027-04-01 until 2027-05-31
  priorities Incident
  guarantee up: availability of Line >= 99% per month { exact }
  guarantee repair: resolution of P1 <= 5 h
}
sla Kept "Kept" {
  provider Maker
  customer Client
  zone "Europe/Helsinki"
  effective 2027-04-01 until 2027-05-31
  guarantee up: availability of Shop >= 98% per month { exact }
}
sla Broken "Broken <i>" {
  provider Maker
  customer Client
  zone "Europe/Helsinki"
  effective 2027-04-01 until 2027-05-31
  priorities Incident
  guarantee up: availability of Shop >= 99.5% per month { exact }
  guarantee repair: resolution of P1 of Shop <= 8 h
  handling of P1: LineUc.repair
}
"""
"""The line may be down 1% of the time: half of what one agreement allows, twice what the other does."""


@pytest.fixture
def proven(tmp_path: Path) -> Path:
    (tmp_path / "house.sla").write_text(PROVEN, encoding="utf-8")
    return tmp_path


def test_proofs_say_how_much_is_used_up(proven: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["graph", str(proven), "--proofs"]) == 0
    svg = capsys.readouterr().out
    texts = {"".join(t.itertext()): t.get("class") for t in ElementTree.fromstring(svg).iter(f"{SVG}text")}
    texts = {text.replace("\xa0", " "): look for text, look in texts.items()}
    assert texts["98%, 50% used"] == "label promises"
    assert texts["99.5%, 200% used"] == "label promises broken"
    assert texts["99%, up to 200% of a budget"] == "label promises"
    # April has 720 hours: 14 h 24 min are allowed, and the line may take 7 h 12 min of them.
    assert texts["kept, 7 h 12 min left"] == "more"
    assert texts["not kept: up"] == "more broken"
    assert svg.count('class="way promises broken"') == 1
    assert "<a " not in svg


def test_without_proofs_the_picture_says_only_what_is_written(
    proven: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["graph", str(proven)]) == 0
    body = capsys.readouterr().out.partition("</style>")[2]
    assert "used" not in body and "kept" not in body and "broken" not in body


@pytest.mark.parametrize("format_name", ["dot", "mermaid"])
def test_other_formats_say_it_too(proven: Path, capsys: pytest.CaptureFixture[str], format_name: str) -> None:
    assert main(["graph", str(proven), "--proofs", "--format", format_name]) == 0
    text = capsys.readouterr().out
    assert "99.5%, 200% used" in text and "not kept: up" in text and "#c62828" in text


def test_data_has_the_proofs_exactly(proven: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["graph", str(proven), "--proofs", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)["proofs"]
    by_name = {(p["agreement"], p["guarantee"]): p for p in found}
    broken = by_name["agreement Broken", "up"]
    assert (broken["kept"], broken["service"]) == (False, "service Shop")
    assert 2 * int(broken["allowed"]) == int(broken["bound"]) == int(broken["supports"][0]["seconds"])
    assert by_name["agreement Kept", "up"]["kept"] is True
    repair = by_name["agreement Broken", "repair"]
    assert (repair["kept"], repair["late"]) == (True, -3 * 3600)
    assert main(["graph", str(proven), "--format", "json"]) == 0
    assert "proofs" not in json.loads(capsys.readouterr().out)


def test_the_page_leads_from_an_agreement_to_its_pictures(proven: Path) -> None:
    target = proven / "house.html"
    assert main(["graph", str(proven), "--out", str(target)]) == 0
    page = target.read_text("utf-8")
    drawing = page[page.index("<svg ") : page.index("</svg>")]
    linked = re.findall(r'<a href="#([^"]+)">', drawing)
    assert linked == ["proofs-Kept", "proofs-Broken"]
    anchors = re.findall(r'<section id="([^"]+)">', page)
    assert anchors == linked
    pictures = re.findall(r'<img src="data:image/svg\+xml;base64,([^"]+)" alt="([^"]+)">', page)
    assert len(pictures) == 3
    for data, said in pictures:
        root = ElementTree.fromstring(base64.b64decode(data).decode())
        assert root.findtext(f"{SVG}desc") == unescape(said)
    assert "<script" not in page and "Broken &lt;i&gt;" in page and "<i>" not in page
    assert page.count("http") == page.count("http://www.w3.org/2000/svg") + page.count("http-equiv")
    first = target.read_bytes()
    assert main(["graph", str(proven), "--format", "html", "--out", str(target)]) == 0
    assert target.read_bytes() == first


def test_a_page_of_a_house_that_proves_nothing(tmp_path: Path) -> None:
    (tmp_path / "house.sla").write_text('party P "P" { country FI }\n', encoding="utf-8")
    assert main(["graph", str(tmp_path), "--out", str(tmp_path / "a.html")]) == 0
    page = (tmp_path / "a.html").read_text("utf-8")
    assert "nothing to draw" in page and "No promise of availability or time" in page


def test_a_stack_is_broken_when_one_of_it_is(proven: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["graph", str(proven), "--proofs", "--stack", "1"]) == 0
    svg = capsys.readouterr().out
    assert "2 agreements" in svg and 'class="way promises broken"' in svg


def test_more_than_all_has_no_share_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    below = HOUSE.replace("whole of Line <= 65 s per day", "up of Line >= 99% per month")
    above = deal("Deal", 1).replace("whole of Web <= 1 min", "up of Web >= 101%")
    up = "metric up { better higher; signals up; value = share of time where up }\n"
    (tmp_path / "house.sla").write_text(below + up + above, encoding="utf-8")
    assert main(["graph", str(tmp_path), "--proofs"]) == 0
    svg = capsys.readouterr().out
    assert "101%, more than all of the time is promised" in svg.replace("\xa0", " ")
    assert "of a budget" not in svg
    page = tmp_path / "a.html"
    assert main(["graph", str(tmp_path), "--proofs", "--format", "html", "--out", str(page)]) == 0
    text = unescape(page.read_text("utf-8")).replace("\xa0", " ")
    assert "not kept: Under.down 7 h 26 min 24 s; allowed: 0 s; more than all of the time is promised" in text


def test_what_is_not_proven_has_a_look_of_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    house = HOUSE + deal("Broken", 30) + deal("Doubted", 33) + deal("Kept", 34)
    (tmp_path / "house.sla").write_text(house, encoding="utf-8")
    assert main(["graph", str(tmp_path), "--proofs"]) == 0
    svg = capsys.readouterr().out
    texts = {"".join(t.itertext()): t.get("class") for t in ElementTree.fromstring(svg).iter(f"{SVG}text")}
    texts = {text.replace("\xa0", " "): look for text, look in texts.items()}
    assert texts["whole ≤ 33 min, up to 102% used"] == "label promises open"
    assert texts["not proven: down"] == "more open"
    assert texts["not kept: down"] == "more broken"
    assert {"promises, and is not proven", "promises, and is not kept by what stands under it"} <= set(texts)
    assert svg.count('class="way promises open"') == 1
    main(["graph", str(tmp_path), "--proofs", "--lang", "fi"])
    assert "lupaa, mutta lupausta ei ole todistettu" in capsys.readouterr().out
    main(["graph", str(tmp_path), "--proofs", "--format", "mermaid"])
    assert "stroke-dasharray:8 4" in capsys.readouterr().out
    main(["graph", str(tmp_path), "--proofs", "--format", "dot"])
    assert "penwidth=2 style=dashed" in capsys.readouterr().out
    main(["graph", str(tmp_path), "--format", "html"])
    page = capsys.readouterr().out
    assert '<span class="open">not proven: down</span>' in page
    assert '<p class="verdict open">' in page and '<p class="verdict broken">' in page


# ---- in another language, for another day


def _said(svg: str) -> set[str]:
    """Every line of text of a drawing: shown, beside the pointer, and for who does not see it."""
    root = ElementTree.fromstring(svg)
    found: set[str] = set()
    for name in ("text", "title", "desc"):
        for each in root.iter(f"{SVG}{name}"):
            found.update("".join(each.itertext()).replace("\xa0", " ").split("\n"))
    return found - {""}


ENGLISH = re.compile(
    r"\b(for|by|needs?|promises?|is|are|relies|and|of|per|services?|agreements?|under|kept|left|used|budget|"
    r"nothing|each|every|owner|which|goes|various|times|more|the|from|month|picture|Proofs?)\b"
)


@pytest.mark.parametrize("text", [SHOP, CIRCLES, PROVEN], ids=["shop", "circles", "proven"])
@pytest.mark.parametrize("show", ["all", "agreements", "services"])
def test_the_words_are_those_of_the_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, show: str
) -> None:
    """All that is not a name of the source; the same in English finds the words."""
    (tmp_path / "house.sla").write_text(text, encoding="utf-8")
    english = {}
    for language in ("en", "fi"):
        asked = ["graph", str(tmp_path), "--lang", language, "--show", show, "--proofs", "--stack", "1"]
        assert main(asked) == 0
        svg = capsys.readouterr().out
        assert f'lang="{language}"' in svg
        english[language] = [line for line in _said(svg) if ENGLISH.search(line)]
    assert english["fi"] == []
    assert english["en"]


def test_the_page_is_in_the_language(proven: Path) -> None:
    target = proven / "house.html"
    assert main(["graph", str(proven), "--lang", "fi", "--out", str(target)]) == 0
    page = target.read_text("utf-8").replace("\xa0", " ")
    assert page.startswith('<!DOCTYPE html>\n<html lang="fi">')
    assert "takaisin kuvaan" in page and "pitää, 7 h 12 min jää jäljelle" in page and "99,5 %" in page
    shown = page.partition("</style>")[2].replace("</style>", "<style>").split("<style>")
    words = re.sub(r"<[^>]*>", " ", " ".join(shown[::2]))
    assert not ENGLISH.search(words), ENGLISH.search(words)


def test_one_language_that_is_known(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["graph", str(house), "--lang", "fo"]) == 2
    assert main(["graph", str(house), "--lang", "fi,en"]) == 2
    assert "one language at a time" in capsys.readouterr().err


def test_only_what_is_in_force_on_a_day(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The desk's agreement ends, and another one follows; Gold comes later."""
    text = SHOP.replace(
        'ola DeskOla "Desk" {', 'ola DeskOla "Desk" {\n  effective 2026-01-01 until 2026-12-31'
    )
    text = text.replace("  customer Client\n", "  customer Client\n  effective 2027-03-01\n")
    (house / "house.sla").write_text(text, encoding="utf-8")

    def drawn(*more: str) -> tuple[set[str], str]:
        assert main(["graph", str(house), "--format", "json", "--show", "agreements", *more]) == 0
        shown = capsys.readouterr()
        nodes = json.loads(shown.out)["nodes"]
        return {n["name"] for n in nodes if n["kind"] == "agreement"}, shown.err

    everything, said = drawn()
    assert everything == {"Base", "Gold", "StoreOla", "DeskOla", "LineUc"} and said == ""
    early, said = drawn("--as-of", "2026-06-30")
    assert everything - early == {"Gold"}
    assert said == "not in force on 2026-06-30, so not drawn: Gold\n"
    assert everything - drawn("--as-of", "2027-06-30")[0] == {"DeskOla"}
    assert everything - drawn("--as-of", "2027-01-15")[0] == {"DeskOla", "Gold"}


def test_proofs_are_for_the_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Years that are over are not looked at, so that the worst period lies ahead."""
    text = PROVEN.replace("until 2027-05-31", "until 2036-12-31")
    (tmp_path / "house.sla").write_text(text, encoding="utf-8")
    years = []
    for more in ([], ["--as-of", "2034-05-01"]):
        assert main(["graph", str(tmp_path), "--proofs", "--format", "json", *more]) == 0
        found = json.loads(capsys.readouterr().out)["proofs"]
        years.append({proof["period"][:4] for proof in found if "period" in proof})
    assert all(year < "2033" for year in years[0]) and all(year >= "2034" for year in years[1])
