"""`sla graph` as it is typed: formats, files, what is not there, houses that cannot be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from graph_houses import CIRCLES, SHOP

from sladsl.cli.entry import main


@pytest.fixture
def house(tmp_path: Path) -> Path:
    (tmp_path / "house.sla").write_text(SHOP, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("format_name", "start"),
    [("svg", "<svg "), ("dot", "digraph"), ("mermaid", "flowchart TB"), ("json", "{")],
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
