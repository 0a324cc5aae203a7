"""The wheel alone, in an empty environment, builds the example: what it needs is inside or asked for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from markdown_pages import ROOT

NORDWIND = ROOT / "examples" / "nordwind"
IN_FORCE = ("--as-of", "2027-06-01")


def run(*command: str | Path, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**kept, **variables},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """An environment that holds the wheel and what it depends on, and the wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    run(
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        folder / "dist",
        ROOT,
        cwd=folder,
    )
    (wheel,) = (folder / "dist").glob("*.whl")
    run(sys.executable, "-m", "venv", folder / "venv", cwd=folder)
    run(folder / "venv" / "bin" / "pip", "install", "--quiet", wheel, cwd=folder)
    return folder / "venv" / "bin", wheel


def test_the_wheel_builds_the_example(environment: tuple[Path, Path], tmp_path: Path) -> None:
    bin_folder, wheel = environment
    cache = {"SLADSL_CACHE": str(tmp_path / "cache")}
    light = run(
        bin_folder / "sla", "build", NORDWIND, "--out", tmp_path / "light", *IN_FORCE, cwd=tmp_path, **cache
    )
    written = {path.suffix for path in (tmp_path / "light").rglob("*") if path.is_file()}
    assert {".html", ".md", ".yml"} <= written
    assert ".pdf" not in written
    assert "sladsl[pdf]" in light.stderr

    run(bin_folder / "pip", "install", "--quiet", f"{wheel}[pdf]", cwd=tmp_path)
    run(bin_folder / "sla", "build", NORDWIND, "--out", tmp_path / "full", *IN_FORCE, cwd=tmp_path, **cache)
    contracts = list((tmp_path / "full" / "contracts").glob("*.pdf"))
    assert contracts
    assert all(path.read_bytes().startswith(b"%PDF-") for path in contracts)


def test_the_wheel_explains_findings(environment: tuple[Path, Path], tmp_path: Path) -> None:
    bin_folder, _ = environment
    told = run(bin_folder / "sla", "explain", "unresolved-name", cwd=tmp_path).stdout
    assert told.startswith("SLA0201 unresolved-name")
