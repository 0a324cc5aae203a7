"""The benchmarks measure what they say: generated agreements read like written ones and never change."""

from __future__ import annotations

import ast
import subprocess
import sys
from datetime import date
from pathlib import Path

from markdown_pages import ROOT
from sladsl.compiler import compile_files
from sladsl.model.supports import Supports
from sladsl.source import Source
from sladsl.syntax.parser import parse

FOLDER = ROOT / "benchmarks"


def generate(count: int, folder: Path, module: str = "generate.py") -> dict[str, str]:
    command = [sys.executable, str(FOLDER / module), str(count), str(folder)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in sorted(folder.rglob("*.sla"))}


def test_house_is_the_same_every_time_and_has_no_syntax_errors(tmp_path: Path) -> None:
    house = generate(11, tmp_path / "one")
    assert house == generate(11, tmp_path / "two")
    assert len(house) == 2 + 2 + 11
    for name, text in house.items():
        assert parse(Source(name, text)).diagnostics == ()
    sizes = [len(text.encode()) for name, text in house.items() if name.startswith("customers/")]
    assert all(1_400 <= size <= 1_700 for size in sizes)


def test_the_deep_house_is_clean_and_a_fifth_of_it_redundant(tmp_path: Path) -> None:
    house = generate(100, tmp_path / "one", "deep.py")
    assert house == generate(100, tmp_path / "two", "deep.py")
    compilation = compile_files(house, date(2027, 6, 1))
    assert compilation.findings == ()
    agreements = compilation.house.agreements.values()
    assert len(agreements) == 100
    deepest, lowers = 0, list(agreements)
    supports = Supports(compilation.house)
    while lowers:
        deepest += 1
        lowers = list({lower.key: lower for each in lowers for lower in supports.supports(each)}.values())
    assert deepest == 4
    services = compilation.house.services
    chosen = {
        k for s in services.values() for n in s.needs for k in n.keys if n.count not in (None, len(n.keys))
    }
    assert 0.18 < len(chosen) / len(services) < 0.25


def test_yardsticks_are_as_many_bytes_of_python(tmp_path: Path) -> None:
    program = (
        "import sys, yardstick\n"
        "for files in (yardstick.library_files, yardstick.same_files):\n"
        "    sys.stdout.write(ascii(list(files([1500] * 40))) + chr(10))\n"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=FOLDER, check=True, stdout=subprocess.PIPE, text=True)
    for line in done.stdout.splitlines():
        files = ast.literal_eval(line)
        for content in files:
            ast.parse(content)
        assert 60_000 <= sum(map(len, files)) <= 65_000


def test_houses_that_are_large_in_one_way_say_what_they_mean() -> None:
    program = (
        "import extremes\nfor make, size in extremes.HOUSES.values(): extremes.measured(make(size // 5))\n"
    )
    subprocess.run([sys.executable, "-c", program], cwd=FOLDER, check=True)
