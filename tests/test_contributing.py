"""The worked examples of CONTRIBUTING.md are done step by step in a copy of the checkout, and hold.

```python file=PATH       a new file
```python append=PATH     more text at the end of a file that is there
```diff                   a change to files that are there, as `git diff` writes it
```console                commands and what they print, run in the copy
"""

from __future__ import annotations

import os
import subprocess

import pytest

from console import Session, commands
from markdown_pages import ROOT, Section, read

PAGE = ROOT / "CONTRIBUTING.md"
PARTS = ("src", "grammar", "stdlib", "examples", "docs")


def examples() -> list[Section]:
    return [section for section in read(PAGE) if section.heading.startswith("Worked example: ")]


def test_the_usual_changes_are_shown() -> None:
    assert [section.heading.removeprefix("Worked example: ") for section in examples()] == [
        "add a check",
        "add a backend",
        "change the grammar",
    ]


@pytest.mark.parametrize("section", examples(), ids=lambda section: section.heading)
def test_worked_example(section: Section, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("checkout")
    # `plugins` stands for what others have installed.
    paths = os.pathsep.join((str(folder / "src"), str(folder / "plugins")))
    variables = {"PYTHONPATH": paths, "XDG_CACHE_HOME": str(folder / "cache")}
    session = Session(folder, PARTS, variables)
    ran = 0
    for block in section.blocks:
        if "file" in block.settings:
            path = folder / block.settings["file"]
            assert not path.exists(), f"line {block.line}: {path.relative_to(folder)} is there already"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
        elif "append" in block.settings:
            with (folder / block.settings["append"]).open("a", encoding="utf-8") as file:
                file.write(block.text)
        elif block.language == "diff":
            command = ["git", "apply", "--whitespace=nowarn", "-"]
            subprocess.run(command, cwd=folder, input=block.text.encode(), check=True)
        elif block.language == "console":
            session.check(Section(section.heading, section.line, (block,)))
            ran += len(list(commands(block)))
    assert ran, f"{PAGE.name}: `{section.heading}` shows no command"
