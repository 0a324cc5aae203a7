"""In a deep house of a hundred agreements a change costs what stands on it, and nothing is missed."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date

import pytest
from split_houses import House, folder

from markdown_pages import ROOT
from sladsl.compiler import Compilation
from sladsl.compiler.incremental import Checked, checked
from sladsl.compiler.plain import to_plain
from sladsl.source import Source

DAY = date(2027, 6, 1)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    path = tmp_path_factory.mktemp("deep")
    command = [sys.executable, str(ROOT / "benchmarks" / "deep.py"), "100", str(path)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return folder(path)


@pytest.fixture(scope="module")
def first(house: House) -> Checked:
    return run(house, None)


def run(files: House, kept: bytes | None) -> Checked:
    sources = {path: Source(path, text) for path, text in files.items()}
    return checked(files, sources.get, DAY, whole=True, kept=kept)


def in_file(path: str, pattern: str, text: str) -> Callable[[House], House]:
    def change(files: House) -> House:
        changed, count = re.subn(pattern, text, files[path], count=1)
        assert count, f"`{pattern}` stands nowhere in {path}"
        return files | {path: changed}

    return change


def without(path: str) -> Callable[[House], House]:
    return lambda files: {name: text for name, text in files.items() if name != path}


def another(path: str, number: str, other: str) -> Callable[[House], House]:
    def change(files: House) -> House:
        text = files[path].replace(f"Customer{number}", f"Customer{other}")
        return files | {"customers/again.sla": text.replace(f"Agreement{number}", f"Agreement{other}")}

    return change


@pytest.mark.parametrize(
    ("change", "most"),
    [
        pytest.param(
            in_file("customers/customer7.sla", r">= [\d.]+%", ">= 99.999%"),
            0.1,
            id="a customer is promised more",
        ),
        pytest.param(
            in_file("customers/customer9.sla", r"fee monthly = \d+", "fee monthly = 900000"), 0.1, id="a fee"
        ),
        pytest.param(without("customers/customer8.sla"), 0.2, id="a customer goes"),
        pytest.param(another("customers/customer3.sla", "3", "3000"), 0.1, id="a customer comes"),
        pytest.param(
            in_file("products/product2.sla", r">= 99\.96%", ">= 99%"), 0.3, id="a product gets worse"
        ),
        pytest.param(
            in_file("regions/region1.sla", r">= 99\.985%", ">= 99%"), 1, id="a shared line gets worse"
        ),
        pytest.param(
            in_file("suppliers.sla", r">= 99\.995%", ">= 99%"), 1, id="what everybody needs gets worse"
        ),
        pytest.param(in_file("base.sla", r">= 99%", ">= 98%"), 1, id="the level above changes"),
        pytest.param(
            in_file("catalogue.sla", r"notice 5 working days", "notice 1 working days"), 1, id="the catalogue"
        ),
    ],
)
def test_a_change(house: House, first: Checked, change: Callable[[House], House], most: float) -> None:
    files = change(house)
    result = run(files, first.kept)
    sources = {path: Source(path, text) for path, text in files.items()}
    assert to_plain(result.findings) == to_plain(Compilation(files, sources.get, DAY).findings)
    assert len(result.resolved) <= most * len(house)
    assert result.kept is not None
    assert run(files, result.kept).resolved == frozenset()
    back = run(house, result.kept)
    assert to_plain(back.findings) == to_plain(first.findings)
