"""The scenarios of the page on credits come out as the page says."""

from __future__ import annotations

from pathlib import Path

from sladsl.compiler import compile_files
from sladsl.diagnostics.render_text import render_text
from sladsl.evaluate.scenarios import run

PAGE = Path(__file__).parents[2] / "docs" / "language" / "credits.md"


def test_its_scenarios_hold() -> None:
    (text,) = [b for b in PAGE.read_text("utf-8").split("```sla\n")[1:] if "scenario" in b]
    house = compile_files({"page.sla": text.partition("\n```")[0]}).house
    found = [d for scenario in house.scenarios for d in run(house, scenario).diagnostics]
    assert len(house.scenarios) == 4
    assert not found, render_text(found)
