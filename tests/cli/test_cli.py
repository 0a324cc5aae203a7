"""The commands as they are typed: help, exit codes, colour, files that are no agreements, outputs on disk."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sladsl.backends.output import OutputFile
from sladsl.cli import writing
from sladsl.cli.app import COMMANDS
from sladsl.cli.entry import main

Printed = pytest.CaptureFixture[str]
ESCAPE = "\x1b["
SLA = Path(sys.executable).parent / "sla"
BAD = "party P {\n  cuntry FI\n}\n"


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> Path:
    """A sound house to stand in, as `sla init` leaves it."""
    for name in ("NO_COLOR", "FORCE_COLOR", "SLA_TRACEBACK"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "house"
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert main(["init"]) == 0
    capsys.readouterr()
    return folder


def build(*more: str) -> int:
    return main(["build", "--to", "markdown,prometheus", *more])


def outputs(folder: Path) -> dict[str, bytes]:
    out = folder / "out"
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}


# ---- help and exit codes


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_has_help(command: str, capsys: Printed) -> None:
    texts = []
    for flag in ("--help", "-h"):
        assert main([command, flag]) == 0
        texts.append(capsys.readouterr().out)
    assert texts[0] == texts[1]
    assert texts[0].startswith(f"Usage: sla {command} ")
    shown = re.search(r"^  (\w.*)", texts[0], re.MULTILINE)
    assert shown is not None and len(shown[1]) > 20
    options = re.findall(r"^  (?:-\w, )?--[\w-]+(?:, --[\w-]+)*(.*)", texts[0], re.MULTILINE)
    assert options


def test_the_group_lists_every_command(capsys: Printed) -> None:
    assert main(["--help"]) == 0
    listed = re.findall(r"^  ([a-z]+)  +\S", capsys.readouterr().out.partition("Commands:")[2], re.MULTILINE)
    assert listed == sorted(COMMANDS)


@pytest.mark.parametrize("flag", ["--version", "-V"])
def test_version(flag: str, capsys: Printed) -> None:
    from sladsl import __version__

    assert main([flag]) == 0
    assert capsys.readouterr().out == f"sla {__version__}\n"


def test_clean_is_0(house: Path, capsys: Printed) -> None:
    assert main(["check"]) == 0
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", "nothing found\n")


def test_findings_are_1(house: Path, capsys: Printed) -> None:
    (house / "bad.sla").write_text(BAD)
    for command in (["check"], ["build"], ["fmt"], ["graph"]):
        assert main(command) == 1, command
    assert "cuntry" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chekc"], "Did you mean 'check'?"),
        (["zzz"], "The commands are build, "),
        (["check", "--fromat", "json"], "No such option"),
        (["check", "--format", "yaml"], "'yaml' is not one of"),
        (["check", "gone.sla"], "there is no file or folder 'gone.sla'"),
        (["check", "--as-of", "2027-02-30"], "'2027-02-30' is not a date"),
        (["build", "--to", "markdwon"], "Did you mean 'markdown'?"),
        (["build", "--lang", "xx"], "'xx' is no language"),
        (["build", "--only", "Wbe"], "Did you mean 'Web'?"),
        (["explain", "SLA9999"], "No finding has the code SLA9999"),
        (["explain", "Webb"], "Did you mean Web?"),
        (["graph", "--only", "Wbe"], "Did you mean 'Web'?"),
        (["init"], "already there"),
        (["completion", "tcsh"], "'tcsh' is not one of"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_usage_is_2_and_says_what_was_meant(
    house: Path, capsys: Printed, arguments: list[str], said: str
) -> None:
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert said in shown.err
    assert shown.out == ""


WAYS = pytest.mark.parametrize(
    ("finder", "arguments"),
    [
        ("sladsl.cli.checking.projects_under", ["check"]),
        ("sladsl.cli.check.find_projects", ["check", "--no-cache"]),
    ],
)
"""With nothing but paths, and through the library that reads command lines."""


@WAYS
def test_a_bug_of_ours_is_3_and_names_its_place(
    house: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch, finder: str, arguments: list[str]
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("thinking of nothing")

    monkeypatch.setattr(finder, broken)
    assert main(arguments) == 3
    shown = capsys.readouterr().err
    assert "a bug of sla, not of your files: ZeroDivisionError: thinking of nothing (test_cli.py:" in shown
    assert "Traceback" not in shown
    monkeypatch.setenv("SLA_TRACEBACK", "1")
    assert main(arguments) == 3
    assert "Traceback" in capsys.readouterr().err


@WAYS
def test_an_interrupt_is_130(
    house: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch, finder: str, arguments: list[str]
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(finder, interrupted)
    assert main(arguments) == 130
    assert capsys.readouterr().err == "\ninterrupted\n"


@pytest.mark.parametrize(
    "paths",
    [
        [],
        ["."],
        [""],
        ["bad.sla"],
        ["bad.sla", "good.sla"],
        ["sub", "bad.sla"],
        ["nowhere"],
        ["empty"],
        ["bad.sla", "nowhere"],
        ["sla.toml"],
    ],
)
@pytest.mark.parametrize("settings", ["", '[check]\nignore = ["unknown-statement"]\n', "nonsense ="])
def test_a_check_of_paths_alone_is_the_check_that_the_command_line_asks_for(
    house: Path, capsys: Printed, paths: list[str], settings: str
) -> None:
    (house / "bad.sla").write_text(BAD)
    (house / "sub").mkdir()
    (house / "sub" / "worse.sla").write_text(BAD + "x")
    (house / "empty").mkdir()
    (house / "sla.toml").write_text(settings)
    seen = []
    for more in ([], ["--level", "info"], []):
        seen.append((main(["check", *more, *paths]), capsys.readouterr()))
    assert seen[0] == seen[1] == seen[2]


# ---- colour and characters


@pytest.mark.parametrize(
    ("environment", "arguments", "coloured"),
    [
        ({}, [], False),
        ({"FORCE_COLOR": "1"}, [], True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, [], False),
        ({"NO_COLOR": ""}, [], False),
        ({"NO_COLOR": "1"}, ["--colour", "always"], True),
        ({"FORCE_COLOR": "1"}, ["--color", "never"], False),
        ({"FORCE_COLOR": "1"}, ["--format", "json"], False),
    ],
)
def test_colour(
    house: Path,
    capsys: Printed,
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    arguments: list[str],
    coloured: bool,
) -> None:
    (house / "bad.sla").write_text(BAD)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert main(["check", *arguments]) == 1
    assert (ESCAPE in capsys.readouterr().out) is coloured


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_machine_without_our_letters_gets_utf8_in_a_pipe(house: Path, encoding: str) -> None:
    (house / "bad.sla").write_text('party P "Päivystys — 店" { cuntry FI }\n', encoding="utf-8")
    for format_name in ("text", "json"):
        done = subprocess.run(
            [SLA, "check", "--format", format_name],
            env={**os.environ, "PYTHONIOENCODING": encoding},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 1, done.stderr
        assert done.stdout.decode("utf-8")
    assert json.loads(done.stdout)


def test_a_reader_that_goes_away_is_no_error(house: Path) -> None:
    done = subprocess.run(
        ["bash", "-c", f"{SLA} graph | true; exit ${{PIPESTATUS[0]}}"], capture_output=True, check=False
    )
    assert done.returncode == 0
    assert done.stderr == b""


def test_git_does_not_see_what_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init"]) == 0
    assert build() == 0
    subprocess.run(["git", "init", "-q"], check=True)
    shown = subprocess.run(["git", "status", "--porcelain"], check=True, capture_output=True, text=True)
    assert {line.split()[1] for line in shown.stdout.splitlines()} == {
        ".gitignore",
        "agreement.sla",
        "sla.toml",
    }


def test_what_git_leaves_out_already_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".gitignore").write_text("mine\n", encoding="utf-8")
    assert main(["init"]) == 0
    assert Path(".gitignore").read_text(encoding="utf-8") == "mine\n"
    assert ".gitignore" not in capsys.readouterr().out


# ---- files that are no agreements


@pytest.mark.parametrize(
    ("name", "content", "code", "said"),
    [
        ("utf16.sla", "party P".encode("utf-16"), "SLA0002", "UTF-16"),
        ("latin.sla", 'party P "Hämeenlinna"'.encode("latin-1"), "SLA0002", "Windows-1252"),
        ("big.sla", b"# \n" * 3_400_000, "SLA0003", "split it"),
    ],
)
def test_what_cannot_be_read_is_2(
    house: Path, capsys: Printed, name: str, content: bytes, code: str, said: str
) -> None:
    (house / name).write_bytes(content)
    for arguments in (["check"], ["check", name], ["build"], ["graph"], ["fmt"]):
        assert main(arguments) == 2, arguments
        shown = capsys.readouterr()
        assert code in shown.out + shown.err and said in shown.out + shown.err
    assert (house / name).read_bytes() == content
    assert not (house / "out").exists()


def test_a_folder_with_the_name_of_an_agreement(house: Path, capsys: Printed) -> None:
    (house / "x.sla").mkdir()
    assert main(["check"]) == 0
    assert main(["check", "x.sla"]) == 2
    assert "there are no .sla files in 'x.sla'" in capsys.readouterr().err
    (house / "y.sla").write_text('import "./x.sla"\n')
    assert main(["check"]) == 2
    assert "it is a folder" in capsys.readouterr().out


def test_a_pipe_is_not_waited_for(house: Path, capsys: Printed) -> None:
    os.mkfifo(house / "pipe.sla")
    assert main(["check", "pipe.sla"]) == 2
    said = capsys.readouterr().out
    assert "no ordinary file" in said and "save what it gives in a file" in said


@pytest.mark.parametrize("command", [["check"], ["fmt"], ["build"], ["graph"], ["explain", "Line"]])
def test_a_file_of_something_else_holds_no_agreements(
    house: Path, capsys: Printed, command: list[str]
) -> None:
    (house / "a.txt").write_text("notes")
    assert main([*command, "a.txt"]) == 2
    assert "'a.txt' holds no agreements: their files end in .sla" in capsys.readouterr().err
    assert main([*command, ""]) == 2
    assert "there is no file or folder ''" in capsys.readouterr().err


@pytest.mark.parametrize(("out", "more"), [("x.png", []), ("x.txt", []), ("x.PNG", ["--format", "svg"])])
def test_a_drawing_is_what_its_name_says(house: Path, capsys: Printed, out: str, more: list[str]) -> None:
    assert main(["graph", "--out", out, *more]) == 2
    assert "is nothing that is drawn here: end in .svg, .dot" in capsys.readouterr().err
    assert not (house / out).exists()


def test_a_file_without_permission(house: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("sladsl.cli.project.open", refused, raising=False)
    assert main(["check", "agreement.sla"]) == 2
    assert "`agreement.sla` cannot be read: permission denied" in capsys.readouterr().out


def test_an_import_that_is_not_there(house: Path, capsys: Printed) -> None:
    (house / "b.sla").write_text('import "./gone.sla"\n')
    assert main(["check"]) == 1
    assert "SLA0204" in capsys.readouterr().out


def test_imports_in_a_circle(house: Path, capsys: Printed) -> None:
    (house / "b.sla").write_text('import "./c.sla"\n')
    (house / "c.sla").write_text('import "./b.sla"\n')
    assert main(["check"]) == 1
    assert "b.sla -> c.sla -> b.sla" in capsys.readouterr().out


def test_names_with_anything_in_them(house: Path, capsys: Printed) -> None:
    for name in ("-rf.sla", "a b\nc.sla", "\x1b[31mred.sla", "päätös 店.sla", "$(id).sla"):
        (house / name).write_text(BAD)
    assert main(["check"]) == 1
    shown = capsys.readouterr().out
    assert ESCAPE not in shown
    assert "päätös 店.sla" in shown
    for format_name in ("concise", "github", "json", "sarif"):
        assert main(["check", "--format", format_name]) == 1
        printed = capsys.readouterr().out
        assert "\x1b" not in printed
        if format_name in ("json", "sarif"):
            json.loads(printed)
    assert main(["check", "--", "-rf.sla"]) == 1


def test_settings_that_are_none(house: Path, capsys: Printed) -> None:
    for content, said in (
        ("[project\n", "not TOML"),
        ('a = "open\n', "toml:1:5"),
        ("a = 'open\n", "close it with ' on the same line"),
        ("a = \"Nordwind's\n", "toml:1:5"),
        ("a = ['\"', 'open\n", "toml:1:11"),
        ('a = "open', "a text begins here and never ends"),
        ("[project]\nnmae = 'x'\n", "did you mean `project.name`?"),
        ("[build]\nlanguages = 'en'\n", "needs a list of texts"),
    ):
        (house / "sla.toml").write_text(content)
        assert main(["check"]) == 1
        assert said in capsys.readouterr().out


@pytest.mark.parametrize("out", [".", ".."])
def test_an_output_folder_around_the_sources_hides_none(house: Path, out: str) -> None:
    (house / "sla.toml").write_text(f"[build]\nout = '{out}'\n")
    assert main(["check"]) == 0


# ---- what a build leaves on disk


def test_the_same_build_twice_changes_nothing(house: Path, capsys: Printed) -> None:
    assert build() == 0
    first = outputs(house)
    assert "contracts/Web.en.md" in first
    assert build() == 0
    assert outputs(house) == first
    assert " 0 changed, 0 removed" in capsys.readouterr().out


def test_an_error_in_the_source_leaves_the_old_outputs(house: Path, capsys: Printed) -> None:
    assert build() == 0
    first = outputs(house)
    (house / "bad.sla").write_text(BAD)
    assert build() == 1
    assert outputs(house) == first
    assert "nothing was written" in capsys.readouterr().err


def test_a_backend_that_fails_leaves_the_old_outputs(
    house: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert build() == 0
    first = outputs(house)
    text = (house / "agreement.sla").read_text()
    (house / "agreement.sla").write_text(text.replace("99.9%", "99.8%"))

    def failing(*_: object) -> None:
        raise RuntimeError("out of paper")

    monkeypatch.setattr("sladsl.backends.prometheus.PrometheusBackend.emit", failing)
    assert build() == 3
    assert "out of paper" in capsys.readouterr().err
    assert outputs(house) == first


def test_a_disk_that_is_full_leaves_the_old_outputs(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert build() == 0
    first = outputs(house)
    text = (house / "agreement.sla").read_text()
    (house / "agreement.sla").write_text(text.replace("99.9%", "99.8%"))
    real = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if path.name == "1":
            raise OSError(28, "No space left on device", str(path))
        return real(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    assert build() == 2
    assert outputs(house) == first


def build_only(house: Path, *formats: str) -> int:
    """A whole build of a project that has these formats."""
    (house / "sla.toml").write_text(f"[build]\nto = {json.dumps(formats)}\n")
    return main(["build"])


def test_outputs_that_are_built_no_more_are_taken_away(house: Path, capsys: Printed) -> None:
    assert build() == 0
    (house / "out" / "contracts" / "mine.txt").write_text("mine")
    assert build_only(house, "prometheus") == 0
    left = ["alertmanager.yml", "rules/Web.rules.yml", "rules/Web.test.yml"]
    left = [f"prometheus/{name}" for name in left]
    assert sorted(outputs(house)) == ["contracts/mine.txt", *left, "sla-build.json"]
    (house / "out" / "contracts" / "mine.txt").unlink()
    assert build_only(house, "markdown") == 0
    assert not (house / "out" / "prometheus").exists()
    assert "3 removed" in capsys.readouterr().out


def test_a_build_of_some_outputs_leaves_the_others(house: Path) -> None:
    assert build() == 0
    before = outputs(house)
    assert main(["build", "--to", "prometheus"]) == 0
    assert outputs(house) == before
    assert build_only(house, "prometheus") == 0
    assert "contracts/Web.en.md" not in outputs(house)


def test_outputs_that_somebody_changed_are_kept(house: Path, capsys: Printed) -> None:
    assert build() == 0
    contract = house / "out" / "contracts" / "Web.en.md"
    contract.write_text("signed")
    assert build_only(house, "prometheus") == 0
    assert contract.read_text() == "signed"
    assert "Web.en.md is no longer built but was changed by hand" in capsys.readouterr().err


def test_a_link_in_place_of_an_output_is_replaced_not_followed(house: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.md"
    elsewhere.write_text("precious")
    assert build() == 0
    contract = house / "out" / "contracts" / "Web.en.md"
    contract.unlink()
    contract.symlink_to(elsewhere)
    assert build() == 0
    assert elsewhere.read_text() == "precious"
    assert not contract.is_symlink() and contract.read_text() != "precious"


def test_a_linked_folder_among_the_outputs_is_not_followed(
    house: Path, tmp_path: Path, capsys: Printed
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (house / "out").mkdir()
    (house / "out" / "contracts").symlink_to(elsewhere)
    assert build() == 2
    assert "a link stands where outputs are written" in capsys.readouterr().err
    assert list(elsewhere.iterdir()) == []
    assert outputs(house) == {}


def test_nothing_is_taken_away_through_a_link(house: Path, tmp_path: Path) -> None:
    assert build() == 0
    contracts = house / "out" / "contracts"
    contracts.rename(tmp_path / "moved")
    contracts.symlink_to(tmp_path / "moved")
    assert build_only(house, "prometheus") == 0
    assert [p.name for p in (tmp_path / "moved").iterdir()] == ["Web.en.md"]


@pytest.mark.parametrize(
    ("in_the_way", "is_folder"),
    [("prometheus", False), ("prometheus/alertmanager.yml", True), ("sla-build.json", True)],
)
def test_what_stands_in_the_way_is_found_before_anything_is_written(
    house: Path, capsys: Printed, in_the_way: str, is_folder: bool
) -> None:
    obstacle = house / "out" / in_the_way
    obstacle.parent.mkdir(parents=True)
    if is_folder:
        obstacle.mkdir()
    else:
        obstacle.write_text("")
    before = sorted((house / "out").rglob("*"))
    assert build() == 2
    assert "stands where a f" in capsys.readouterr().err
    assert sorted((house / "out").rglob("*")) == before


def test_a_folder_without_permission_is_found_before_anything_is_written(
    house: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    (house / "out" / "prometheus").mkdir(parents=True)
    real = os.access
    monkeypatch.setattr(
        "sladsl.cli.writing.os.access",
        lambda path, mode: Path(path).name != "prometheus" and real(path, mode),
    )
    assert build() == 2
    assert "nothing can be written there" in capsys.readouterr().err
    assert outputs(house) == {}


def test_a_record_of_outputs_that_lies_leads_nowhere(house: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_bytes(b"")
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    (house / "out").mkdir()
    files = {str(precious): empty, "../../precious": empty, "x/../../../precious": empty}
    (house / "out" / writing.MANIFEST).write_text(json.dumps({"files": files}))
    assert build() == 0
    assert precious.exists()
    for broken in ("", "[]", '{"files": 3}', "\xff"):
        (house / "out" / writing.MANIFEST).write_text(broken, encoding="latin-1")
        assert build() == 0


@pytest.mark.parametrize("path", ["../x", "/x", "a/../../x", ""])
def test_an_output_never_leaves_its_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="leave its folder"):
        writing.write(tmp_path / "out", (OutputFile("fine", b""), OutputFile(path, b"")), {})
    assert not (tmp_path / "out").exists()


def test_formatting_keeps_the_file_when_it_cannot_be_written(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    untidy = (house / "agreement.sla").read_text().replace("  owner Provider", "owner Provider")
    (house / "agreement.sla").write_text(untidy)

    def refused(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sladsl.cli.replacing.os.replace", refused)
    assert main(["fmt"]) == 2
    assert (house / "agreement.sla").read_text() == untidy
    assert sorted(p.name for p in house.iterdir()) == [".gitignore", "agreement.sla", "sla.toml"]


def test_a_picture_through_a_link_leaves_the_link(house: Path) -> None:
    (house / "link.svg").symlink_to(house / "real.svg")
    assert main(["graph", "--out", "link.svg"]) == 0
    assert (house / "link.svg").is_symlink()
    assert (house / "real.svg").read_text("utf-8").startswith("<svg")


def test_build_shows_what_check_finds_once(house: Path, capsys: Printed) -> None:
    (house / "bare.sla").write_text(
        "import std.metrics { availability }\n"
        'party Ghost "Ghost Oy"\n'
        'party Haunted "Haunted Oy"\n'
        'sla Bare "Bare" {\n  provider Ghost\n  customer Haunted\n  effective 2027-01-01\n'
        "  guarantee uptime: availability >= 99.5% per month\n}\n"
    )
    assert main(["check", "--as-of", "2027-06-01"]) == 1
    checked = capsys.readouterr().out
    found = re.findall(r"^warning\[(\w+)\]", checked, re.MULTILINE)
    assert len(set(found)) > 1 and "error[" not in checked
    assert build("--as-of", "2027-06-01") == 0
    built = capsys.readouterr()
    assert built.err.count(checked) == 1 and "warning[" not in built.out
    assert build("--as-of", "2027-06-01", "--quiet") == 0
    assert "warning[" not in capsys.readouterr().err
    (house / "sla.toml").write_text(f'[check]\nselect = ["{found[0]}"]\n')
    assert build("--as-of", "2027-06-01") == 0
    shown = re.findall(r"^warning\[(\w+)\]", capsys.readouterr().err, re.MULTILINE)
    assert set(shown) == {found[0]}
