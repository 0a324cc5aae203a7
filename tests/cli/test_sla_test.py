"""`sla test` as it is typed: exit codes, what is said where, formats, choosing scenarios, and many."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from sladsl.cli.entry import main

Printed = pytest.CaptureFixture[str]

HOUSE = """import std.calendars { Always }
import std.metrics { strict_uptime }

party Nordwind "Nordwind Cloud Oy"
party Keskola "Keskola Oyj"
service Checkout "Checkout"

customer sla Web "Service level agreement" {
  provider Nordwind
  customer Keskola
  effective 2027-01-01
  hours Always zone "Europe/Helsinki"
  fee monthly = 10_000 EUR per month
  guarantee up: strict_uptime of Checkout >= 99.9% per month {
    exact
    credit { below 99.9%: 10% of monthly }
  }
}
"""
GOOD = """
scenario "An hour" for Web in 2027-11 {
  Checkout down at 2027-11-26 18:00 for 1 h
  expect missed up
  expect credit = 1_000 EUR
}
"""
BAD = """
scenario "Two hours" for Web in 2027-11 {
  Checkout down at 2027-11-26 18:00 for 2 h
  expect met up
  expect credit = 1_000 EUR
}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("NO_COLOR", "FORCE_COLOR", "SLA_TRACEBACK"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "house.sla").write_text(HOUSE)
    (tmp_path / "good.sla").write_text('import "./house.sla"\n' + GOOD)
    return tmp_path


def bad(folder: Path) -> None:
    (folder / "bad.sla").write_text('import "./house.sla"\n' + BAD)


def test_all_hold(folder: Path, capsys: Printed) -> None:
    assert main(["test"]) == 0
    printed = capsys.readouterr()
    assert printed.out == "1 scenario passed, 2 expectations\n"
    assert printed.err == ""


def test_one_fails(folder: Path, capsys: Printed) -> None:
    bad(folder)
    assert main(["test"]) == 1
    out = capsys.readouterr().out
    assert "--> bad.sla:5:3" in out
    assert "`up`: expected met, got missed" in out
    assert "(house.sla:16)" in out
    assert out.endswith("1 of 2 scenarios failed; 3 of 4 expectations hold\n")


def test_files_are_named_as_the_user_sees_them(
    folder: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad(folder)
    (folder / "inside").mkdir()
    monkeypatch.chdir(folder / "inside")
    assert main(["test", ".."]) == 1
    out = capsys.readouterr().out
    assert "--> ../bad.sla:5:3" in out
    assert "(../house.sla:16)" in out


def test_only_the_given_files_are_run(folder: Path, capsys: Printed) -> None:
    bad(folder)
    assert main(["test", "good.sla"]) == 0
    assert main(["test", "bad.sla"]) == 1
    assert main(["test", "good.sla", "bad.sla"]) == 1
    capsys.readouterr()
    assert main(["test", "house.sla"]) == 0
    assert capsys.readouterr().out == "no scenarios\n"


def test_filter(folder: Path, capsys: Printed) -> None:
    bad(folder)
    assert main(["test", "--filter", "an HOUR"]) == 0
    assert main(["test", "--filter", "two"]) == 1
    capsys.readouterr()
    assert main(["test", "--filter", "web"]) == 1
    assert "2 scenarios" in capsys.readouterr().out
    assert main(["test", "--filter", "three"]) == 2
    assert "no scenario has 'three' in its title or agreement" in capsys.readouterr().err


def test_broken_files_are_not_run(folder: Path, capsys: Printed) -> None:
    (folder / "broken.sla").write_text("party P {\n  cuntry FI\n}\n")
    assert main(["test"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "broken.sla:2" in printed.err and "no scenario was run" in printed.err
    (folder / "broken.sla").write_bytes(b"\xff\xfe")
    assert main(["test"]) == 2


def test_warnings_do_not_fail(folder: Path, capsys: Printed) -> None:
    (folder / "good.sla").write_text(
        'import "./house.sla"\n' + GOOD.replace("down at 2027-11", "down at 2026-11")
    )
    text = (folder / "good.sla").read_text().replace("missed up", "met up").replace("1_000 EUR", "0 EUR")
    (folder / "good.sla").write_text(text)
    assert main(["test"]) == 0
    assert "warning[SLA1103]" in capsys.readouterr().out


def test_json_and_junit_are_data_alone(folder: Path, capsys: Printed) -> None:
    bad(folder)
    assert main(["test", "--format", "json", "--coverage"]) == 1
    printed = capsys.readouterr()
    made = json.loads(printed.out)
    assert made["counts"]["failed"] == 1 and made["coverage"]["counts"]["guarantee"] == {
        "covered": 1,
        "all": 1,
    }
    assert made["scenarios"][0]["file"] == "bad.sla" and printed.err == ""
    assert main(["test", "--format", "junit", "--coverage"]) == 1
    printed = capsys.readouterr()
    root = ElementTree.fromstring(printed.out)
    assert [suite.attrib["name"] for suite in root] == ["bad.sla", "good.sla"]
    assert printed.err.startswith("exercised: 1 of 1 guarantee")
    assert main(["test", "--format", "junit"]) == 1
    assert capsys.readouterr().out == printed.out


def test_coverage(folder: Path, capsys: Printed) -> None:
    assert main(["test", "--coverage"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("exercised: 1 of 1 guarantee, 1 of 1 credit row")
    assert main(["test", "--coverage", "--filter", "hour"]) == 2


def test_progress_is_for_those_who_watch(
    folder: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert main(["test"]) == 0
    printed = capsys.readouterr()
    assert "scenarios [" in printed.err and "] 0/1 " in printed.err and printed.err.endswith("\r\x1b[K")
    assert "\x1b" not in printed.out


def test_many_scenarios_in_one_run(folder: Path, capsys: Printed) -> None:
    many = "".join(
        f'scenario "Outage {n}" for Web in 2027-11 {{\n'
        f"  Checkout down at 2027-11-{1 + n % 28:02} 18:00 for {1 + n % 90} min\n"
        f"  expect {'met' if n % 90 < 43 else 'missed'} up\n}}\n"
        for n in range(500)
    )
    (folder / "many.sla").write_text('import "./house.sla"\n' + many)
    assert main(["test", "many.sla"]) == 0
    assert capsys.readouterr().out == "500 scenarios passed, 500 expectations\n"
