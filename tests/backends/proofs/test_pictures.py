"""Pictures of proofs: well formed, the same every time, and bars as long as what they stand for."""

from __future__ import annotations

import re
from fractions import Fraction
from xml.etree import ElementTree

import pytest

from doubtful_minutes import HOUSE, deal
from markdown_pages import ROOT, read
from sladsl.backends.graph.widths import measure
from sladsl.backends.proofs.budget import draw_budget
from sladsl.backends.proofs.frame import ALONE, IN_TEXT, Paper
from sladsl.backends.proofs.words import ProofWords, words_of
from sladsl.compiler import compile_files
from sladsl.compiler.proofs import pictures, proof_lines
from sladsl.lower.contract.pen import Pen
from sladsl.lower.document import Edition
from sladsl.model.supports import Supports
from sladsl.prove.proving import proofs

SVG = "{http://www.w3.org/2000/svg}"
TEXT = """
import std.calendars { Always }
import std.metrics { resolution }
party Maker "Maker"
party Client "Client"
party Vendor "Vendor"
calendar Office "Office hours" { zone "Europe/Helsinki"; open Mon-Fri 08:00-17:00; closed holidays FI }
metric up { better higher; signals up; value = share of time where up; partial minutes count }
priorities Incident "Incidents" { P1 "Critical" }
service Line "Line"
service Card "Card"
service Bank "Bank"
service Shop "Shop" { needs Line; needs 1 of Card, Bank }
uc LineUc {
  provider Vendor
  customer Maker
  effective 2027-03-20 until 2027-04-30
  hours Always zone "Europe/Helsinki"
  priorities Incident
  guarantee up: up of Line >= 99% per month
  guarantee repair: resolution of P1 <= 4 h during Office
}
uc CardUc {
  provider Vendor
  customer Maker
  effective 2027-01-01
  hours Always zone "Europe/Helsinki"
  guarantee up: up of Card >= 98% per month
}
uc BankUc {
  provider Vendor
  customer Maker
  effective 2027-01-01
  hours Always zone "Europe/Helsinki"
  guarantee up: up of Bank >= 95% per month
}
sla Deal "Deal" {
  provider Maker
  customer Client
  effective 2027-01-01 until 2028-12-31
  hours Always zone "Europe/Helsinki"
  priorities Incident
  guarantee up: up of Shop >= 98.5% per month
  guarantee repair: resolution of P1 <= 8 h
  handling of P1: handover 10 min then LineUc.repair
}
"""


@pytest.fixture(scope="module")
def drawn() -> dict[str, str]:
    house = compile_files({"a.sla": TEXT}).house
    made = pictures(house, house.agreements["Deal"])
    again = pictures(house, house.agreements["Deal"])
    assert made == again
    return {file.path: file.content.decode() for file in made}


def bars(svg: str, *looks: str) -> list[tuple[Fraction, Fraction]]:
    """Left edge and width of all bars of these looks, in the order of the picture."""
    return [
        (Fraction(rect.get("x", "")), Fraction(rect.get("width", "")))
        for rect in ElementTree.fromstring(svg).iter(f"{SVG}rect")
        if rect.get("class") in looks
    ]


def texts(svg: str) -> list[str]:
    return ["".join(text.itertext()) for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_one_picture_for_every_proof(drawn: dict[str, str]) -> None:
    assert sorted(drawn) == ["Deal.repair.course.svg", "Deal.up.Shop.budget.svg"]


def test_the_budget_adds_up_to_scale(drawn: dict[str, str]) -> None:
    """1% of the line and 2% of the shorter alternative, against 1.5%."""
    svg = drawn["Deal.up.Shop.budget.svg"]
    limit = next(
        Fraction(line.get("x1", ""))
        for line in ElementTree.fromstring(svg).iter(f"{SVG}line")
        if line.get("class") == "limit"
    )
    left = bars(svg, "field")[0][0]
    percent = (limit - left) / Fraction(3, 2)
    spans = [(start - left, start - left + width) for start, width in bars(svg, "part", "over", "whole")]
    wanted = [(0, 1), (1, Fraction(3, 2)), (Fraction(3, 2), 3), (0, Fraction(3, 2)), (Fraction(3, 2), 3)]
    for (start, end), (first, last) in zip(spans, wanted, strict=True):
        assert abs(start - first * percent) < 1 and abs(end - last * percent) < 1
    (_, shorter), (begun, longer) = bars(svg, "among")
    edge = left + bars(svg, "field")[0][1]
    assert abs(shorter - 2 * percent) < 1
    assert longer < 5 * percent and abs(begun + longer - edge) < 1, "what goes beyond ends at the edge"
    assert [text for text in texts(svg) if text.startswith("\N{RIGHTWARDS ARROW}")] != []
    assert any("too much" in text for text in texts(svg))


def across(svg: str) -> list[str]:
    """The values of a budget that lie across the line of what is allowed."""
    root = ElementTree.fromstring(svg)
    (limit,) = [
        Fraction(line.get("x1", "")) for line in root.iter(f"{SVG}line") if line.get("class") == "limit"
    ]
    return [said for said, start, end in values(svg) if start < limit < end]


def values(svg: str) -> list[tuple[str, Fraction, Fraction]]:
    """What is said beside or within the bars of a budget, and from where to where; the total comes last."""
    field = bars(svg, "field")[0][0]
    found = []
    for text in ElementTree.fromstring(svg).iter(f"{SVG}text"):
        said, x = "".join(text.itertext()), Fraction(text.get("x", ""))
        if x > field and text.get("class", "") in ("name", "name on", "note on", "name within"):
            wide = measure(said, 12, bold=True)
            start = x - wide if text.get("text-anchor") == "end" else x
            found.append((said, start, start + wide))
    return found


@pytest.mark.parametrize("promised", ["99.9%", "98.9%", "97.5%", "96.6%", "96.5%", "96%", "90%", "50%"])
@pytest.mark.parametrize("paper", [ALONE, IN_TEXT])
def test_no_value_lies_across_the_limit(promised: str, paper: Paper) -> None:
    house = compile_files({"a.sla": TEXT.replace(">= 98.5%", f">= {promised}")}).house
    deal = house.agreements["Deal"]
    (proof,) = proofs(Supports(house), deal)
    svg = draw_budget(proof, words_of(house, deal, "en"), paper)
    assert across(svg) == []
    assert len(values(svg)) == 5


@pytest.mark.parametrize(
    ("promised", "look"), [("90%", "name"), ("96.8%", "name within"), ("97%", "name within")]
)
@pytest.mark.parametrize("paper", [ALONE, IN_TEXT])
def test_the_total_of_a_kept_promise_stands_before_the_limit(promised: str, look: str, paper: Paper) -> None:
    house = compile_files({"a.sla": TEXT.replace(">= 98.5%", f">= {promised}")}).house
    deal = house.agreements["Deal"]
    (proof,) = proofs(Supports(house), deal)
    svg = draw_budget(proof, words_of(house, deal, "en"), paper)
    ((start, width),) = bars(svg, "whole")
    said, left, right = values(svg)[-1]
    assert f'<text class="{look}"' in svg and f">{said}</text>" in svg
    if look == "name":
        assert 0 < left - (start + width) < 10
    else:
        assert start < left and right < start + width


def test_a_long_name_is_wrapped_and_its_row_is_higher() -> None:
    text = TEXT.replace("uc LineUc {", 'uc LineUc "Lines for all the shops of the north" {')
    house = compile_files({"a.sla": text}).house
    deal = house.agreements["Deal"]
    (proof,) = proofs(Supports(house), deal)
    pen = Pen(house, deal, "en", Edition.INTERNAL)
    svg = draw_budget(proof, ProofWords(pen, titled=True), IN_TEXT)
    assert "Lines for all the shops of the north: 99%" in " ".join(texts(svg))
    assert "\N{HORIZONTAL ELLIPSIS}" not in svg
    plain = draw_budget(proof, words_of(house, deal, "en"), IN_TEXT)
    assert height(svg) == height(plain) + 14


def height(svg: str) -> int:
    return int(ElementTree.fromstring(svg).get("height", ""))


@pytest.mark.parametrize(
    ("language", "wanted", "above"),
    [
        ("en", "not proven; never more than this", "Not proven: no case is known in which it is not kept."),
        (
            "fi",
            "ei todistettu; ei koskaan enempää",
            "Ei todistettu: tapausta, jossa lupaus ei pidä, ei tunneta.",
        ),
    ],
)
def test_what_is_not_proven_is_said_and_not_red(language: str, wanted: str, above: str) -> None:
    house = compile_files({"a.sla": HOUSE + deal("Deal", 33)}).house
    (file,) = pictures(house, house.agreements["Deal"], language=language)
    svg = file.content.decode()
    assert wanted in texts(svg)
    assert any(text.startswith(above) for text in texts(svg))
    assert bars(svg, "doubt") and not bars(svg, "over")


def test_the_course_shows_clocks_hours_and_lateness(drawn: dict[str, str]) -> None:
    svg = drawn["Deal.repair.course.svg"]
    said = texts(svg)
    assert {"Deal.repair", "Hand-over", "LineUc.repair", "clocks go forward"} <= set(said)
    assert bars(svg, "late") and bars(svg, "open") and bars(svg, "handover")
    due = next(
        Fraction(line.get("x1", ""))
        for line in ElementTree.fromstring(svg).iter(f"{SVG}line")
        if line.get("class") == "limit"
    )
    rounded = Fraction(1, 5)  # places are to the tenth of a pixel
    assert all(start >= due - rounded for start, _ in bars(svg, "late", "over"))
    ends = [start + width for start, width in bars(svg, "promise", "step", "waits", "handover")]
    assert all(end <= due + rounded for end in ends)


def test_a_short_course_has_times_on_its_axis() -> None:
    """Ten minutes for the hand-over and ten for the repair against half an hour."""
    text = TEXT.replace("<= 8 h", "<= 30 min").replace("<= 4 h during Office", "<= 10 min")
    house = compile_files({"a.sla": text}).house
    (file,) = pictures(house, house.agreements["Deal"], "repair")
    said = texts(file.content.decode())
    assert [each for each in said if re.fullmatch(r"\d\d:\d\d", each)] == [
        "23:50",
        "00:10",
        "00:20",
        "00:30",
        "00:40",
    ]
    assert "promised until Sat, 20 Mar 2027, 00:30" in said


def test_a_promise_alone() -> None:
    house = compile_files({"a.sla": TEXT}).house
    deal = house.agreements["Deal"]
    assert [file.path for file in pictures(house, deal, "repair")] == ["Deal.repair.course.svg"]
    lines = proof_lines(house, deal, "up")
    assert lines[0] == "  proof of up of Shop: NOT KEPT; proven 97%"
    assert not any("repair" in line for line in lines)
    assert proof_lines(house, house.agreements["CardUc"]) == []


def test_the_guide_shows_what_is_drawn() -> None:
    guide = ROOT / "docs" / "guides" / "proof.md"
    files = {
        block.settings["file"]: block.text
        for section in read(guide)
        for block in section.in_language("sla")
        if "file" in block.settings
    }
    house = compile_files(files).house
    (drawn,) = pictures(house, house.agreements["Hosting"])
    assert drawn.content == guide.with_suffix(".svg").read_bytes()


def test_nothing_is_fetched_or_run(drawn: dict[str, str]) -> None:
    for svg in drawn.values():
        assert not re.search(r"(?:href|src)=|url\(|<script|@import", svg)
        size = ElementTree.fromstring(svg)
        right, bottom = Fraction(size.get("width", "")), Fraction(size.get("height", ""))
        for rect in size.iter(f"{SVG}rect"):
            assert Fraction(rect.get("x", "0")) + Fraction(rect.get("width", "")) <= right
            assert Fraction(rect.get("y", "0")) + Fraction(rect.get("height", "")) <= bottom
