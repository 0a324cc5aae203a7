"""What careless and hostile hands do: settings, names of files, closed streams, links, full disks."""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sladsl.backends.output import OutputFile
from sladsl.cli import writing
from sladsl.cli.entry import main

Printed = pytest.CaptureFixture[str]
SLA = Path(sys.executable).parent / "sla"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with one agreement that says little."""
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.sla").write_text('party N "N"\n')
    return tmp_path


@pytest.mark.parametrize(
    "setting, said",
    [
        ("[project]\nsources = ['']", "patterns of files below this folder"),
        ("[project]\nsources = ['/etc/*.sla']", "patterns of files below this folder"),
        ("[project]\nsources = ['../*.sla']", "patterns of files below this folder"),
        ('[build]\nout = "a\\u0000b"', "holds a control character"),
        ("[build]\nrunbook = 'https://x.example/{alert}'", "it can hold `{agreement}`"),
        ("[build]\ndespite = ['tier-gab']", "did you mean `tier-gap`?"),
        ("[html]\nx = 1", "`html` is no setting"),
        ("[html]\nx = 1", "`check.ignore`, and what stands under `[data]` and `[prometheus]`"),
        ("[chek]\nignore = []", "did you mean `check`?"),
        ("[promethius]\nx = 1", "did you mean `prometheus`?"),
    ],
)
def test_settings_that_could_mean_nothing(folder: Path, setting: str, said: str, capsys: Printed) -> None:
    (folder / "sla.toml").write_text(setting + "\n")
    assert main(["check"]) == 1
    assert said in capsys.readouterr().out


def test_settings_may_begin_with_a_mark(folder: Path, capsys: Printed) -> None:
    """Editors on Windows write U+FEFF first."""
    (folder / "sla.toml").write_text("\ufeff[build]\nlanguages = ['en']\n", encoding="utf-8")
    main(["check"])
    assert "TOML" not in capsys.readouterr().out
    (folder / "sla.toml").write_text("\ufeff[biuld]\nlanguages = ['en']\n", encoding="utf-8")
    assert main(["check", "--format", "concise"]) == 1
    assert capsys.readouterr().out.startswith("sla.toml:1:3: ")


def test_a_line_twice_in_the_settings_is_shown_where_it_stands(folder: Path, capsys: Printed) -> None:
    (folder / "sla.toml").write_text("[project]\nname = 'a'\nname = 'b'\n")
    assert main(["check", "--format", "concise"]) == 1
    assert capsys.readouterr().out.startswith("sla.toml:3:1: ")


@pytest.mark.parametrize(
    "command",
    [
        ["build", "--only", ""],
        ["build", "--to", ","],
        ["build", "--lang", " "],
        ["graph", "--only", ""],
        ["evaluate", "--period", "2027-11", "--only", ""],
        ["report", "--period", "2027-11", "--to", ""],
    ],
)
def test_a_choice_of_nothing_is_not_taken_for_everything(
    folder: Path, command: list[str], capsys: Printed
) -> None:
    assert main(command) == 2
    said = capsys.readouterr()
    assert f"'{command[-2]}': it is empty: leave the option out to choose all" in said.err
    assert not said.out
    assert [each.name for each in folder.iterdir()] == ["a.sla"]


def test_patterns_that_no_file_fits(folder: Path, capsys: Printed) -> None:
    (folder / "sla.toml").write_text("[project]\nsources = ['*.slo']\n")
    assert main(["check"]) == 2
    assert "that `sources` in sla.toml asks for" in capsys.readouterr().err


def test_a_name_of_bytes_that_are_no_text(folder: Path, capsys: Printed) -> None:
    with open(os.fsencode(folder) + b"/a\xff.sla", "wb") as file:
        file.write(b'party X "X"\n')
    assert main(["check", "--format", "concise"]) == 2
    assert "bytes in its name that are no UTF-8 text" in capsys.readouterr().out


def test_a_folder_called_like_the_standard_library(folder: Path, capsys: Printed) -> None:
    (folder / "stdlib").mkdir()
    (folder / "stdlib" / "metrics.sla").write_text("party X\n")
    assert main(["check"]) == 2
    assert "the folder `stdlib` stands for the standard library" in capsys.readouterr().out


@pytest.mark.parametrize(
    "imported, said",
    [("/etc/passwd", "only `.sla` files"), ("inner.sla", "it is a folder"), ("bad.sla", "not UTF-8 text")],
)
def test_an_import_that_is_refused_is_shown(folder: Path, imported: str, said: str, capsys: Printed) -> None:
    (folder / "inner.sla").mkdir()
    (folder / "bad.sla").write_bytes(b"\xff")
    (folder / "a.sla").write_text(f'import "{imported}"\n')
    assert main(["check", "a.sla"]) == 2
    printed = capsys.readouterr().out
    assert said in printed and "--> a.sla:1:8" in printed and printed.count("error[") == 1


def test_a_folder_that_nobody_may_look_into(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    (folder / "shut").mkdir()
    listed = os.scandir

    def refusing(path: str | Path = ".") -> object:
        if str(path).endswith("shut"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert main(["check"]) == 2
    assert "`shut` cannot be read: nobody may look into this folder" in capsys.readouterr().out


def test_formatting_what_is_not_utf8_on_stdin_changes_nothing() -> None:
    ran = subprocess.run([SLA, "fmt", "-"], check=False, input=b'party  N "\xff"\n', capture_output=True)
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert b"`<stdin>` is not UTF-8 text" in ran.stderr


def test_stdin_is_formatted_as_utf8(monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO('party  Ö "ö"\r\n'.encode())))
    assert main(["fmt", "-"]) == 0
    assert capsys.readouterr().out == 'party Ö "ö"\n'


def test_nobody_listens(folder: Path) -> None:
    for closed in ("1>&-", "2>&-", "1>&- 2>&-"):
        ran = subprocess.run(f"'{SLA}' check {closed}", check=False, shell=True, cwd=folder)
        assert ran.returncode == 0


def test_a_link_stays_one_when_it_is_formatted(folder: Path) -> None:
    (folder / "a.sla").write_text('party   N "N"\n')
    (folder / "b.sla").symlink_to("a.sla")
    assert main(["fmt", "b.sla"]) == 0
    assert (folder / "b.sla").is_symlink()
    assert (folder / "a.sla").read_text() == 'party N "N"\n'


def test_a_drawing_replaces_no_agreement(folder: Path, capsys: Printed) -> None:
    assert main(["graph", "--out", "a.sla"]) == 2
    assert (folder / "a.sla").read_text() == 'party N "N"\n'
    assert "terms or settings" in capsys.readouterr().err


def test_a_house_of_any_name_is_sound(folder: Path) -> None:
    for number, name in enumerate(('a"b\\c', "a\nb\x01\x7f", "\udcff", "päivä")):
        assert main(["init", f"h{number}", "--name", name]) == 0
        assert main(["check", f"h{number}"]) == 0


def _full(self: Path, *_: object, **__: object) -> int:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_disk_that_is_full_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "write_bytes", _full)
    with pytest.raises(OSError, match="No space left") as raised:
        writing.write(folder / "deep" / "out", (OutputFile("x/y.md", b"z"),), {})
    assert raised.value.filename == str(folder / "deep" / "out")
    assert sorted(p.name for p in folder.iterdir()) == ["a.sla"]


def test_a_house_is_begun_whole_or_not_at_all(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrote = Path.write_text

    def second_fails(self: Path, text: str, **more: str) -> int:
        return _full(self) if self.name == "agreement.sla" else wrote(self, text, **more)

    monkeypatch.setattr(Path, "write_text", second_fails)
    assert main(["init", "house"]) == 2
    assert list((folder / "house").iterdir()) == []


def test_an_output_folder_that_is_a_file_is_named(folder: Path, capsys: Printed) -> None:
    (folder / "sla.toml").write_text("[build]\nout = 'a.sla'\n")
    assert main(["build", "--to", "markdown"]) == 2
    assert "a file stands where a folder is written" in capsys.readouterr().err
