"""Caps of the levels above bind in `sla evaluate` and `sla test`, for all agreements of one customer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from sladsl.cli.app import app

SOURCE = """\
calendar Always "Always" { open always }
metric uptime "Uptime" {
  better higher
  signals up
  value = share of time where up
  partial minutes count
}
party Maker "Maker"
party Buyer "Buyer"
party Neighbour "Neighbour"
service Shop "Shop"
service Mail "Mail"
service Phone "Phone"
corporate sla Top "Top" {
  provider Maker
  hours Always zone "Europe/Helsinki"
  credits { combine sum; cap 700 EUR per year }
}
customer sla One "One" under Top {
  customer Buyer
  effective 2027-01-01
  guarantee up: uptime of Shop >= 99.9% per month { exact; credit 300 EUR }
}
customer sla Two "Two" under Top {
  customer Buyer
  effective 2027-01-01
  credits { combine highest }
  guarantee up: uptime of Mail >= 99.9% per month { exact; credit 250 EUR }
}
customer sla Three "Three" under Top {
  customer Neighbour
  effective 2027-01-01
  guarantee up: uptime of Phone >= 99.9% per month { exact; credit 600 EUR }
}
scenario "Three bad months" for Two in 2027-01 to 2027-04 {
  Mail down at 2027-01-10 10:00 for 5 h
  Mail down at 2027-02-10 10:00 for 5 h
  Mail down at 2027-03-10 10:00 for 5 h
  expect credit in 2027-02 = 250 EUR
  expect credit in 2027-03 = 200 EUR
  expect credit in 2027-04 = 0 EUR
}
scenario "Both are down" for Two in 2027-01 to 2027-02 {
  Mail down at 2027-01-10 10:00 for 5 h
  Shop down at 2027-01-10 10:00 for 5 h
  Mail down at 2027-02-10 10:00 for 5 h
  Shop down at 2027-02-10 10:00 for 5 h
  expect credit in 2027-01 = 250 EUR
  expect credit in 2027-02 = 0 EUR
}
"""
OUTAGES = """\
service,start,end
Shop,2027-01-10 10:00,2027-01-10 15:00
Shop,2027-02-10 10:00,2027-02-10 15:00
Mail,2027-01-10 10:00,2027-01-10 15:00
Mail,2027-02-10 10:00,2027-02-10 15:00
Phone,2027-01-10 10:00,2027-01-10 15:00
Phone,2027-02-10 10:00,2027-02-10 15:00
"""


def test_evaluate(tmp_path: Path) -> None:
    """Two months of three agreements: those of one customer share the 700 EUR, the neighbour has its own."""
    (tmp_path / "a.sla").write_text(SOURCE)
    (tmp_path / "outages.csv").write_text(OUTAGES)
    args = ["evaluate", str(tmp_path), "--period", "2027-01", "--period", "2027-02", "--format", "json"]
    done = CliRunner().invoke(
        app, [*args, "--data", f"outages={tmp_path}/outages.csv"], standalone_mode=False
    )
    assert done.exception is None and done.return_value == 0, done.output
    found = json.loads(done.stdout)
    credits = {
        (a["agreement"], a["period"]["label"]): a["credit"]["amount"]
        for a in found["statements"]
        if a["credit"] is not None
    }
    assert credits == {
        ("One", "2027-01"): "300",
        ("One", "2027-02"): "150",
        ("Two", "2027-01"): "250",
        ("Two", "2027-02"): "0",
        ("Three", "2027-01"): "600",
        ("Three", "2027-02"): "100",
    }


@pytest.mark.parametrize(("only", "credits"), [("One", ["300", "150"]), ("Two", ["250", "0"])])
def test_one_alone_comes_to_the_same(tmp_path: Path, only: str, credits: list[str]) -> None:
    """What the cap needs of the others is evaluated, also for the months before the one that is asked for."""
    (tmp_path / "a.sla").write_text(SOURCE)
    (tmp_path / "outages.csv").write_text(OUTAGES)
    args = ["evaluate", str(tmp_path), "--only", only, "--format", "json"]
    for periods, wanted in ((["2027-01", "2027-02"], credits), (["2027-02"], credits[1:])):
        asked = [part for label in periods for part in ("--period", label)]
        done = CliRunner().invoke(
            app, [*args, *asked, "--data", f"outages={tmp_path}/outages.csv"], standalone_mode=False
        )
        assert done.exception is None and done.return_value == 0, done.output
        found = json.loads(done.stdout)["statements"]
        assert {statement["agreement"] for statement in found} == {only}
        assert [statement["credit"]["amount"] for statement in found] == wanted


def test_the_report_counts_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.sla").write_text(SOURCE)
    (tmp_path / "outages.csv").write_text(OUTAGES)
    args = ["report", str(tmp_path), "--for", "One", "--period", "2027-02", "--to", "markdown"]
    done = CliRunner().invoke(
        app,
        [*args, "--data", f"outages={tmp_path}/outages.csv", "--out", str(tmp_path / "out")],
        standalone_mode=False,
    )
    assert done.exception is None, done.output
    (report,) = (tmp_path / "out" / "reports").glob("*.md")
    text = report.read_text().replace("\u00a0", " ")
    assert "Service Credit owed | EUR 150 |" in text


def test_scenarios(tmp_path: Path) -> None:
    (tmp_path / "a.sla").write_text(SOURCE)
    done = CliRunner().invoke(app, ["test", str(tmp_path)], standalone_mode=False)
    assert done.exception is None and done.return_value == 0, done.output
