"""Promises in time that a change leaves unproven, as `sla diff` and `sla graph` tell them."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from sladsl.cli.entry import main

SCHEMA = Path(__file__).parents[2] / "docs" / "schemas" / "diff.schema.json"
Printed = pytest.CaptureFixture[str]
HOUSE = """\
import std.calendars { Always }
import std.metrics { resolution }

party Kaleva "Kaleva Hosting Oy"
party Puro "Puro Design Oy"
party Runko "Runko Oy"
priorities Incident "Incident priorities" { P1 "Critical" }
calendar Spring "Spring" {
  zone "Europe/Helsinki"
  open Mon-Fri 08:00-16:00
  closed 2027-07-01 to 2045-01-01
}
service Network "Network"

uc Line "Line" {
  provider Runko
  customer Kaleva
  effective 2027-01-01 until 2027-12-31
  zone "Europe/Helsinki"
  priorities Incident
  covers Network
  guarantee repair: resolution of P1 <= 3 h for 99% of tickets per month
}

customer sla Web "Service level agreement" {
  provider Kaleva
  customer Puro
  effective 2027-01-01 until 2027-12-31
  zone "Europe/Helsinki"
  priorities Incident
  covers Network
  guarantee repair: resolution of P1 <= 4 h for 95% of tickets per month
  handling of P1: Line.repair
}
"""
FEWER = HOUSE.replace("99%", "90%")
ENDLESS = HOUSE.replace("99% of tickets per month", "99% of tickets per month during Spring")
NEVER = (
    "begun Wed 2027-06-30 13:00; `Line.repair` is not done within ten years; "
    "promised until Wed 2027-06-30 17:00"
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def two(folder: Path, old: str, new: str) -> None:
    for name, text in (("old", old), ("new", new)):
        (folder / name).mkdir(exist_ok=True)
        (folder / name / "house.sla").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("new", "now", "told"),
    [
        (FEWER, "promised for 95% of tickets, proven for 90%", None),
        (FEWER.replace("<= 3 h", "<= 6 h"), "2 h too much", None),
        (ENDLESS, "not done within ten years", NEVER),
    ],
)
def test_what_breaks(here: Path, capsys: Printed, new: str, now: str, told: str | None) -> None:
    two(here, HOUSE, new)
    assert main(["diff", "old", "new", "--fail-on", "breaks"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["breaks: `Web.repair` is no longer kept", f"  before: 1 h to spare; now: {now}"]
    assert told is None or lines[2] == f"  {told}"
    main(["diff", "new", "old"])
    assert capsys.readouterr().out.startswith("repaired: `Web.repair` is kept now\n")


@pytest.mark.parametrize(
    ("new", "slack", "told"),
    [(FEWER, "3600", "promised for 95% of tickets, proven for 90%"), (ENDLESS, None, NEVER)],
)
def test_json(here: Path, capsys: Printed, new: str, slack: str | None, told: str) -> None:
    two(here, HOUSE, new)
    main(["diff", "old", "new", "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    jsonschema.validate(found, json.loads(SCHEMA.read_text(encoding="utf-8")))
    (standing,) = found["standings"]
    after = standing["after"]
    assert (after["kept"], after["slack_seconds"], after["told"]) == (False, slack, told)


@pytest.mark.parametrize(
    ("text", "kept", "late", "share"),
    [(HOUSE, True, -3600, "99/100"), (FEWER, False, -3600, "9/10"), (ENDLESS, False, None, "99/100")],
)
def test_the_graph(here: Path, capsys: Printed, text: str, kept: bool, late: int | None, share: str) -> None:
    (here / "house.sla").write_text(text, encoding="utf-8")
    assert main(["graph", "house.sla", "--format", "json", "--proofs"]) == 0
    (proof,) = json.loads(capsys.readouterr().out)["proofs"]
    assert (proof["kept"], proof["late"], proof["share"]) == (kept, late, share)
