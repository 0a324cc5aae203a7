"""The specification under `docs/language` is run: every `sla` block is checked as its heading line says.

```sla                  a program, or with file=name.sla a part of the page's project: no errors
```sla fails            a program that has errors
```sla fragment         something from inside a declaration: parses in one of the places where it could stand
"""

from __future__ import annotations

from pathlib import Path

import pytest

from markdown_pages import ROOT, Block, files_of, read
from sladsl.compiler import compile_files
from sladsl.diagnostics.render_text import render_text
from sladsl.source import Source
from sladsl.syntax.parser import parse

FOLDER = ROOT / "docs" / "language"

# Where a fragment may stand.
PLACES = (
    "customer sla A {{\n{}}}\n",
    "customer sla A {{ guarantee g: a of S >= 99% per month {{\n{}}} }}\n",
    "customer sla A {{ guarantee g for 95% of tickets per month {{\n{}}} }}\n",
    "customer sla A {{ credits {{\n{}}} }}\n",
    "customer sla A {{ guarantee g: a of S >= 99% per month {{ credit {{\n{}}} }} }}\n",
    "service S {{\n{}}}\n",
    "metric m {{\n{}}}\n",
    "party P {{\n{}}}\n",
    "calendar C {{\n{}}}\n",
    "priorities P {{\n{}}}\n",
    "exclusion e {{\n{}}}\n",
    "policy p {{\n{}}}\n",
    'scenario "s" for A in 2027-11 {{\n{}}}\n',
    "calendar C = {}",
    "metric m {{ value = {}}}\n",
)


def blocks() -> list[tuple[Path, Block]]:
    return [
        (path, block)
        for path in sorted(FOLDER.rglob("*.md"))
        for section in read(path)
        for block in section.in_language("sla")
    ]


def project(path: Path) -> dict[str, str]:
    """The named blocks of a page: the files that its other blocks may import."""
    named = tuple(block for page, block in blocks() if page == path and "file" in block.settings)
    return files_of(named, "")


@pytest.mark.parametrize(
    ("path", "block"),
    [pytest.param(p, b, id=f"{p.relative_to(FOLDER)}:{b.line}") for p, b in blocks()],
)
def test_block(path: Path, block: Block) -> None:
    assert block.words <= {"fragment", "fails"}, f"{path}:{block.line}: unknown words {sorted(block.words)}"
    if "fragment" in block.words:
        tries = [parse(Source("fragment.sla", place.format(block.text))) for place in PLACES]
        assert not all(outcome.has_errors for outcome in tries), (
            f"{path}:{block.line}: parses nowhere\n{render_text(tries[0].diagnostics)}"
        )
        return
    name = block.settings.get("file", "block.sla")
    found = compile_files({**project(path), name: block.text}).findings
    errors = [finding for finding in found if finding.is_error]
    if "fails" in block.words:
        assert errors, f"{path}:{block.line}: was to fail and does not"
    else:
        assert not errors, f"{path}:{block.line}\n{render_text(errors)}"


def test_there_are_blocks() -> None:
    assert blocks()
