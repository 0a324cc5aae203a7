"""Which files of a folder are a project's: those that the patterns of the settings name, and no others."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sladsl.cli.project import find_projects

PATTERNS = (
    "**/*.sla",
    "**/a*.sla",
    "**/[ab].sla",
    "**/b.sla",
    "*.sla",
    "in/**/*.sla",
    "in/*.sla",
    "**/x*/*.sla",
)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Files at three depths, beside all that looks like one and is none."""
    root = tmp_path / "project"
    for folder in ("", "in", "in/x1", "in/x1/deep", "x2", ".hidden", "in/.hidden", "out"):
        (root / folder).mkdir(parents=True, exist_ok=True)
        for name in ("a.sla", "b.sla", "ab.sla", "A.SLA", ".c.sla", "a.sla.txt", "notes.md"):
            (root / folder / name).write_text("")
    (root / "folder.sla").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "far.sla").write_text("")
    (root / "in" / "far").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (root / "in" / "linked.sla").symlink_to(tmp_path / "elsewhere" / "far.sla")
    (root / "in" / "gone.sla").symlink_to(tmp_path / "nowhere.sla")
    return root


@pytest.mark.parametrize("pattern", PATTERNS)
def test_every_file_that_the_pattern_names(tree: Path, pattern: str) -> None:
    (tree / "sla.toml").write_text(f'[project]\nsources = ["{pattern}"]\nout = "out"\n')
    expected = set()
    for file in tree.glob(pattern):
        path = file.relative_to(tree)
        hidden = any(part.startswith(".") for part in path.parts)
        if file.is_file() and path.suffix == ".sla" and path.parts[0] != "out" and not hidden:
            expected.add(path.as_posix())
    assert expected
    (project,) = find_projects((str(tree),))
    assert set(project.paths) == expected


def test_links_to_files_are_followed_and_links_to_folders_are_not(tree: Path) -> None:
    (project,) = find_projects((str(tree),))
    assert "in/linked.sla" in project.paths
    assert not {"in/far/far.sla", "in/gone.sla", "folder.sla"} & {*project.paths}


def test_a_link_that_leads_nowhere_is_found(tree: Path) -> None:
    (project,) = find_projects((str(tree),))
    (found,) = project.diagnostics
    assert found.message == "`in/gone.sla` cannot be read: it is a link to a file that is not there"
    (apart,) = find_projects((str(tree / "x2"),))
    assert not apart.diagnostics


def test_a_pipe_is_no_file_of_the_project(tree: Path) -> None:
    os.mkfifo(tree / "pipe.sla")
    (project,) = find_projects((str(tree),))
    assert "pipe.sla" not in project.paths
