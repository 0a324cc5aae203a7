"""What `sla check` keeps between two runs: used where it fits, and otherwise as if it were not there."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from markdown_pages import ROOT
from sladsl.cli import check_cache
from sladsl.cli.entry import main
from sladsl.compiler import incremental
from sladsl.compiler.incremental import Checked

DAY = "2027-06-01"
HEAD = """\
import std.metrics { availability }
import std.calendars { Always }
"""
CATALOGUE = (
    HEAD
    + """\
party House "House Oy"
party One "One Oy"
party Two "Two Oy"
service Shop "Shop" {
  measure availability from prometheus { errors = `e`; requests = `r` }
}
"""
)


def deal(name: str, target: str = "99") -> str:
    return f"""{HEAD}import "./catalogue.sla"
sla Deal{name} "Deal {name}" {{
  provider House
  customer {name}
  effective 2027-01-01
  hours Always zone "Europe/Helsinki"
  guarantee uptime: availability of Shop >= {target}% per month {{ exact }}
}}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of three files, with a cache of its own."""
    monkeypatch.setenv("SLADSL_CACHE", str(tmp_path / "cache"))
    house = tmp_path / "house"
    house.mkdir()
    for name, text in (("catalogue", CATALOGUE), ("one", deal("One")), ("two", deal("Two"))):
        (house / f"{name}.sla").write_text(text)
    monkeypatch.chdir(tmp_path)
    return house


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[Checked]:
    """What every run came to, as it happens."""
    found: list[Checked] = []
    real = incremental.checked

    def checked(*given: object, **named: object) -> Checked:
        result: Checked = real(*given, **named)  # type: ignore[arg-type]
        found.append(result)
        return result

    monkeypatch.setattr(incremental, "checked", checked)
    return found


def check(folder: Path, *more: str) -> int:
    return main(["check", "--as-of", DAY, *more, str(folder)])


def kept(folder: Path) -> list[Path]:
    return sorted((folder.parent / "cache").glob("check-*"))


ALL = {"catalogue.sla", "one.sla", "two.sla"}


def test_only_what_stands_on_the_change_is_read_again(folder: Path, runs: list[Checked]) -> None:
    for change, resolved in (
        (None, ALL),
        (None, set()),
        (("one.sla", deal("One", "99.5")), {"catalogue.sla", "one.sla"}),
        (("catalogue.sla", CATALOGUE + "# more\n"), ALL),
        (("three.sla", "# nothing yet\n"), {"three.sla"}),
    ):
        if change is not None:
            (folder / change[0]).write_text(change[1])
        check(folder)
        assert runs.pop().resolved == resolved
    (folder / "three.sla").unlink()
    check(folder)
    assert runs.pop().resolved == set()
    assert len(kept(folder)) == 1


def test_every_format_says_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SLADSL_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    house = tmp_path / "nordwind"
    shutil.copytree(ROOT / "examples" / "nordwind", house, ignore=shutil.ignore_patterns("out"))
    check(house, "--format", "concise")
    customer = next(house.glob("customers/*.sla"))
    # What is proven of a promise is told in notes, in exhibits and in fixes.
    customer.write_text(customer.read_text(encoding="utf-8").replace("99.", "99.99"), encoding="utf-8")
    capsys.readouterr()
    status, said = check(house, "--format", "json"), capsys.readouterr()
    for format_name in ("json", "text", "sarif", "markdown"):
        again, kept_said = check(house, "--format", format_name), capsys.readouterr()
        cold, cold_said = check(house, "--no-cache", "--format", format_name), capsys.readouterr()
        assert (again, kept_said) == (cold, cold_said)
        assert status == again
        assert format_name != "json" or said == cold_said


def test_no_cache_reads_and_writes_none(folder: Path, runs: list[Checked]) -> None:
    check(folder, "--no-cache")
    assert kept(folder) == []
    assert runs == []


def test_another_day_and_another_program_begin_anew(
    folder: Path, runs: list[Checked], monkeypatch: pytest.MonkeyPatch
) -> None:
    check(folder)
    main(["check", "--as-of", "2027-06-02", str(folder)])
    assert runs.pop().resolved == ALL
    main(["check", "--as-of", "2027-06-02", str(folder)])
    assert runs.pop().resolved == set()
    monkeypatch.setattr(check_cache, "_program", lambda: "another one")
    main(["check", "--as-of", "2027-06-02", str(folder)])
    assert runs.pop().resolved == ALL


def test_two_projects_do_not_meet(folder: Path, runs: list[Checked]) -> None:
    other = folder.parent / "other"
    shutil.copytree(folder, other)
    for house in (folder, other, folder, other):
        check(house)
    assert [len(run.resolved) for run in runs] == [3, 3, 0, 0]
    assert len(kept(folder)) == 2


def test_a_part_of_a_project_is_not_kept(folder: Path, runs: list[Checked]) -> None:
    main(["check", "--as-of", DAY, str(folder / "one.sla")])
    assert runs == [] and kept(folder) == []


def test_what_is_broken_is_ignored(folder: Path, runs: list[Checked]) -> None:
    check(folder)
    (file,) = kept(folder)
    whole = file.read_bytes()
    for broken in (b"", b"x", whole[:-1], whole[:-1] + b"?", b"?" + whole[1:], whole + b"0", b"\0" * 4000):
        file.write_bytes(broken)
        runs.clear()
        check(folder)
        assert runs[0].resolved == ALL
        runs.clear()
        check(folder)
        assert runs[0].resolved == set()


def test_a_cache_that_cannot_be_written_costs_time_only(
    folder: Path, runs: list[Checked], monkeypatch: pytest.MonkeyPatch
) -> None:
    occupied = folder.parent / "occupied"
    occupied.write_text("")
    monkeypatch.setenv("SLADSL_CACHE", str(occupied))
    assert check(folder) == check(folder)
    assert [run.resolved for run in runs] == [ALL, ALL]


def test_errors_leave_what_was_kept(folder: Path, runs: list[Checked]) -> None:
    check(folder)
    good = (folder / "one.sla").read_text()
    (folder / "one.sla").write_text(good.replace("provider House", "provider Nobody"))
    check(folder)
    assert runs.pop().resolved == ALL
    (folder / "one.sla").write_text(good)
    check(folder)
    assert runs.pop().resolved == set()


def test_only_so_many_projects_are_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_cache, "_PROJECTS", 2)
    files = []
    for number in range(3):
        other = folder.parent / f"house{number}"
        shutil.copytree(folder, other)
        check(other)
        files += [file for file in kept(folder) if file not in files]
        os.utime(files[-1], ns=(number, number))
    assert sorted(files[1:]) == kept(folder)


@pytest.mark.parametrize("more", [["--as-of", DAY], []])
def test_a_run_in_which_nothing_changed_imports_nothing_that_resolves_or_checks(
    folder: Path, more: list[str]
) -> None:
    heavy = {"sladsl.model.resolve", "sladsl.model.agreements", "sladsl.rules.run", "sladsl.syntax.parser"}
    light = {"click", "dataclasses", "difflib", "inspect", "lark", "networkx", "holidays", "babel"}
    never = set() if more else light
    program = (
        "import sys; from sladsl.cli.entry import main; "
        f"main(['check', {str(folder)!r}, *{more!r}]); print(sorted({heavy | never!r} & set(sys.modules)))"
    )

    def imported() -> str:
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        return done.stdout.splitlines()[-1]

    # The first run makes the tables of the parser, too.
    assert heavy <= set(ast.literal_eval(imported()))
    assert imported() == "[]"
    (folder / "one.sla").write_text(deal("One", "98"))
    assert imported() == repr(sorted(heavy))
