"""The README, the guides, the pages under `tests/transcripts`, those of `docs/language` that show commands:
every command prints what they show.

A block with file=PATH is a file that the commands after it find.

`SLA_UPDATE=1 pytest tests/test_transcripts.py` writes what is printed now into the pages; read the diff.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from console import Session, commands, rewritten
from markdown_pages import ROOT, read

FOLDERS = (ROOT / "docs" / "guides", ROOT / "tests" / "transcripts")


def pages() -> list[Path]:
    found = [path for folder in FOLDERS for path in sorted(folder.rglob("*.md")) if path.name != "README.md"]
    language = sorted((ROOT / "docs" / "language").rglob("*.md"))
    shown = [path for path in language if any(s.in_language("console") for s in read(path))]
    return [ROOT / "README.md", *found, *shown]


@pytest.mark.parametrize("path", pages(), ids=lambda path: str(path.relative_to(ROOT)))
def test_transcript(path: Path, tmp_path: Path) -> None:
    if os.environ.get("SLA_UPDATE") == "1":
        text = path.read_text(encoding="utf-8")
        new = rewritten(text, Session(tmp_path))
        path.write_text(new, encoding="utf-8")
        return
    session = Session(tmp_path)
    ran = 0
    for section in read(path):
        try:
            session.check(section)
        except (AssertionError, ValueError) as problem:
            pytest.fail(f"{path.relative_to(ROOT)}: {problem}", pytrace=False)
        ran += sum(1 for block in section.in_language("console") for _ in commands(block))
    assert ran, f"{path} shows no command"
