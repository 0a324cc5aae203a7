"""Work grows with the house, not with its square; and the same house comes out whatever the circumstances."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from functools import cache
from pathlib import Path
from types import FrameType

import pytest
from houses import HOUSE, house

from sladsl.compiler import compile_files
from sladsl.diagnostics.diagnostic import Outcome
from sladsl.model import files
from sladsl.source import Source
from sladsl.syntax.module import Module

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "benchmarks"))

from generate import house as generated  # noqa: E402


def calls_to_resolve(count: int) -> int:
    """How many calls it takes to resolve a house of so many agreements, once its files are parsed."""
    compilation = compile_files(dict(generated(count)))
    calls = 0

    def counted(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(counted)
    try:
        resolved = compilation.resolved
    finally:
        sys.setprofile(None)
    assert not resolved.has_errors
    assert len(resolved.value.agreements) == 1 + count + 2 * -(-count // 10)
    return calls


def test_four_times_the_agreements_are_four_times_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    parse = files.parse

    @cache
    def parsed(path: str, text: str) -> Outcome[Module]:
        return parse(Source(path, text))

    monkeypatch.setattr(files, "parse", lambda source: parsed(source.name, source.text))
    for path, text in generated(2_000):
        parsed(path, text)
    compile_files(dict(generated(10))).resolved  # noqa: B018 - what is computed once is computed now
    assert calls_to_resolve(2_000) < 4.5 * calls_to_resolve(500)


def test_the_order_of_files_is_no_matter() -> None:
    backwards = dict(reversed(HOUSE.items()))
    assert said(HOUSE) == said(backwards)
    broken = {
        path: text.replace("Nordwind.", "Nordwnd.").replace("P2 ", "P3 ") for path, text in HOUSE.items()
    }
    assert said(broken) == said(dict(reversed(broken.items())))
    assert len(compile_files(broken).findings) > 5


def said(files: dict[str, str]) -> str:
    compilation = compile_files(files)
    return repr(compilation.resolved.value) + "".join(
        f"{d.span.where if d.span else ''} {d.rule.code} {d.message} {d.help}\n" for d in compilation.findings
    )


def test_only_what_is_asked_for_is_resolved_of_the_library() -> None:
    made = house(HOUSE)
    assert {"availability", "response", "resolution"} <= set(made.metrics)
    assert "satisfaction" not in made.metrics


@pytest.mark.parametrize("seed", ["0", "1", "42"])
def test_hashes_are_no_matter(seed: str) -> None:
    program = (
        "import hashlib, sys\n"
        "sys.path[:0] = ['tests/model']\n"
        "from houses import HOUSE\n"
        "from test_scale import said\n"
        "print(hashlib.sha256(said(HOUSE).encode()).hexdigest())\n"
    )
    environment = {"PYTHONHASHSEED": seed, "PATH": ""}
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == hashlib.sha256(said(HOUSE).encode()).hexdigest()
