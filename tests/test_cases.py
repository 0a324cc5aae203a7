"""Runs the Markdown suites under `tests/cases`: each section is a program and the findings it must give."""

from __future__ import annotations

from pathlib import Path

import pytest

from expectations import UNNAMED, compare, listed, marked
from markdown_pages import ROOT, Section, files_of, read
from sladsl.compiler import compile_files
from sladsl.diagnostics.render_text import render_text

FOLDER = ROOT / "tests" / "cases"


def all_cases() -> list[tuple[Path, Section]]:
    pages = [path for path in sorted(FOLDER.rglob("*.md")) if path.name != "README.md"]
    return [(path, section) for path in pages for section in read(path) if section.in_language("sla")]


@pytest.mark.parametrize(
    ("path", "section"),
    [pytest.param(p, s, id=f"{p.relative_to(FOLDER)}:{s.line}:{s.heading}") for p, s in all_cases()],
)
def test_case(path: Path, section: Section) -> None:
    files = files_of(section.in_language("sla"), UNNAMED)
    wanted = [expected for name, text in files.items() for expected in marked(name, text)]
    wanted += [expected for block in section.in_language("findings") for expected in listed(block.text)]
    missing, unexpected = compare(wanted, compile_files(files).findings)
    if missing or unexpected:
        lines = [f"{path.relative_to(ROOT)}:{section.line}: {section.heading}"]
        lines += [f"wanted and not found: {expected}" for expected in missing]
        lines += ["found and not wanted:", render_text(unexpected)] if unexpected else []
        pytest.fail("\n".join(lines), pytrace=False)


def test_there_are_cases() -> None:
    assert all_cases()
