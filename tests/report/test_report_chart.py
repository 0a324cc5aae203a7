"""Charts put every value where it belongs, leave gaps where there is none, and say all of it in words."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_houses import MONTHS, blocks_of, facts, house_of, house_text, report_of, statements_of

from sladsl.evaluate.results import State
from sladsl.lower.contract.pen import Pen
from sladsl.lower.document import Edition, Figure
from sladsl.report.axis import axis
from sladsl.report.chart import WIDTH, figure
from sladsl.report.trend import Point, Trend

SVG = "{http://www.w3.org/2000/svg}"
HOUSE = house_of()
PEN = Pen(HOUSE, HOUSE.agreements["Deal"], "en", Edition.EXTERNAL)
NINES = st.fractions(min_value=Fraction(9, 10), max_value=1, max_denominator=100_000)
TARGET = Fraction(999, 1000)


def trend(values: list[Fraction | None], target: Fraction | None = TARGET) -> Trend:
    points = tuple(
        Point(
            f"month {n}",
            f"m{n}",
            "2027",
            State.NO_DATA if value is None else State.MET if value >= (target or 0) else State.MISSED,
            value,
            "" if value is None else f"value{n}",
            f"said{n}",
        )
        for n, value in enumerate(values, 1)
    )
    return Trend("Uptime", points, target, "99.9%", "at least 99.9%", True, "share")


def drawn(values: list[Fraction | None]) -> ET.Element:
    return ET.fromstring(figure(PEN, [trend(values)], "Uptime").svg)


def of_class(root: ET.Element, tag: str, look: str) -> list[ET.Element]:
    """Those of the drawing itself, not of the legend, which stands in groups."""
    return [e for e in root if e.tag == SVG + tag and look in (e.get("class") or "").split()]


def marks(root: ET.Element) -> list[tuple[Fraction, Fraction]]:
    """The centres of all marks from left to right."""
    met = [(Fraction(e.get("cx", "")), Fraction(e.get("cy", ""))) for e in of_class(root, "circle", "met")]
    missed = []
    for each in of_class(root, "path", "missed"):
        corners = re.findall(r"(-?[\d.]+) (-?[\d.]+)", each.get("d", ""))
        if len(corners) == 4:
            missed.append((Fraction(corners[0][0]), (Fraction(corners[0][1]) + Fraction(corners[2][1])) / 2))
    return sorted(met + missed)


@given(st.lists(st.one_of(st.none(), NINES), min_size=1, max_size=24))
@settings(max_examples=100, deadline=None)
def test_marks_stand_in_the_order_of_values(values: list[Fraction | None]) -> None:
    root = drawn(values)
    known = [v for v in values if v is not None]
    places = marks(root)
    assert len(places) == len(known)
    assert len(of_class(root, "rect", "none")) == len(values) - len(known)
    order = sorted(range(len(known)), key=lambda n: known[n])
    heights = [places[n][1] for n in order]
    # Higher is nearer to the top; a tenth of a pixel may make neighbours equal.
    assert heights == sorted(heights, reverse=True)
    across = [x for x, _ in places]
    assert across == sorted(set(across))


@given(st.lists(st.one_of(st.none(), NINES), min_size=2, max_size=24))
@settings(max_examples=100, deadline=None)
def test_lines_never_cross_a_gap(values: list[Fraction | None]) -> None:
    runs = "".join("x" if v is not None else " " for v in values).split()
    lines = [each.get("d", "").count("L") + 1 for each in of_class(drawn(values), "path", "way")]
    assert lines == [len(run) for run in runs if len(run) > 1]


@given(st.lists(NINES, min_size=1, max_size=24))
@settings(max_examples=100, deadline=None)
def test_the_target_parts_kept_from_missed(values: list[Fraction]) -> None:
    root = drawn(list(values))
    (goal,) = of_class(root, "path", "goal")
    found = re.search(r"M[\d.]+ ([\d.]+)H", goal.get("d", ""))
    assert found is not None
    line = Fraction(found[1])
    for value, (_, y) in zip(values, marks(root), strict=True):
        assert y <= line if value >= TARGET else y >= line


@given(
    st.lists(st.fractions(0, 10_000, max_denominator=1000), min_size=1, max_size=12),
    st.one_of(st.none(), st.fractions(Fraction(1, 1000), 10_000, max_denominator=1000)),
    st.sampled_from(["share", "time", "number"]),
    st.booleans(),
)
@settings(max_examples=100, deadline=None)
def test_the_axis_is_readable(
    values: list[Fraction], target: Fraction | None, kind: str, higher: bool
) -> None:
    if kind == "share":
        values = [v / 10_000 for v in values]
        target = target / 10_000 if target is not None else None
    found = axis(values, target, higher, kind)
    assert found.low < found.high and 1 <= len(found.lines) <= 7
    assert all(found.low <= line <= found.high for line in found.lines)
    assert target is None or found.low <= target <= found.high
    assert all(0 <= found.part(v) <= 1 for v in values)
    assert all(found.is_beyond(v) == (v < found.low or v > found.high) for v in values)


def test_places_are_short_and_inside() -> None:
    root = drawn([Fraction(1), None, Fraction(2, 3), Fraction(99_999, 100_000)])
    text = ET.tostring(root, encoding="unicode")
    assert not re.search(
        r"\d\.\d\d", re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL).replace("0.8", "")
    )
    height = int(root.get("height", "0"))
    for x, y in marks(root):
        assert 0 < x < WIDTH and 0 < y < height


def test_a_far_value_does_not_press_the_rest_flat() -> None:
    """One month at 50% leaves 99.95% and 99.9% apart, is marked as beyond the edge, and named."""
    root = drawn([Fraction(9995, 10_000), Fraction(1, 2), Fraction(999, 1000)])
    first, _, last = marks(root)
    assert last[1] - first[1] >= 3
    triangles = [e for e in of_class(root, "path", "missed") if (e.get("d") or "").count("L") == 2]
    assert len(triangles) == 1
    assert "value2" in [e.text for e in of_class(root, "text", "bad")]


def test_what_is_said_is_all_that_is_shown() -> None:
    made = figure(PEN, [trend([Fraction(1), None])], "Uptime")
    assert made.description == "Uptime, target at least 99.9%. month 1: said1; month 2: said2."
    root = ET.fromstring(made.svg)
    assert [root.findtext(SVG + "title"), root.findtext(SVG + "desc")] == ["Uptime", made.description]


def test_missed_and_kept_differ_in_shape() -> None:
    root = drawn([Fraction(1), Fraction(99, 100)])
    assert len(of_class(root, "circle", "met")) == 1
    assert len([e for e in of_class(root, "path", "missed") if (e.get("d") or "").count("L") == 3]) == 1
    legend = [e.text for group in root.findall(SVG + "g") for e in group.findall(SVG + "text")]
    assert legend == ["met", "missed", "Target"]


@pytest.mark.parametrize("language", ["en", "fi"])
def test_twice_the_same(language: str) -> None:
    one, other = (
        [f.svg for f in blocks_of(report_of(HOUSE, statements_of(HOUSE, facts()), language), Figure)]  # type: ignore[union-attr]
        for _ in range(2)
    )
    assert one == other and len(one) == 3


def test_hostile_titles_stay_words() -> None:
    odd = trend([Fraction(1), Fraction(1)])
    shown = figure(PEN, [odd, odd], 'a"</svg><script>&').svg
    assert "<script>" not in shown
    assert ET.fromstring(shown).findtext(SVG + "title") == 'a"</svg><script>&'


def test_a_figure_fits_on_a_page() -> None:
    """Many services under one promise come in several figures."""
    many = [f"S{n}" for n in range(19)]
    services = "\n".join(f'service {name} "{name}"' for name in many)
    text = (
        house_text("")
        .replace("sla Deal", f"{services}\nsla Deal")
        .replace("of Shop", "of " + ", ".join(many))
    )
    house = house_of(text)
    known = facts(dict.fromkeys(many, ()), None)
    figures = blocks_of(report_of(house, statements_of(house, known, MONTHS[-3:])), Figure)
    heights = [int(ET.fromstring(f.svg).get("height", "0")) for f in figures]  # type: ignore[union-attr]
    assert len(heights) == 3 and max(heights) < 800
