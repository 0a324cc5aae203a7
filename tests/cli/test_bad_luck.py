"""Broken files, promises that cut time differently, amounts that nobody knows: nothing is lost or made up."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from click.testing import CliRunner

from sladsl.cli.app import app

SOURCE = """\
party P "Provider Oy"
party C "Customer Oy"
exclusion works "Works" { at most 2 h per month }
metric uptime "Uptime" {
  better higher
  signals up
  value = share of time where up
  empty counts as excluded
  undeployed time counts as excluded
  partial minutes count
}
metric pooled "Pooled" {
  better higher
  signals up
  value = share of time where up pooled by deployed_minutes
  empty counts as excluded
  undeployed time counts as excluded
  partial minutes count
}
service Shop "Shop"
service Mail "Mail"
service Zones "Zones"
sla Mixed "Mixed" {
  provider P
  customer C
  effective 2027-01-01
  zone "Europe/Helsinki"
  fee monthly = 1_000 EUR per month
  guarantee m: uptime of Shop >= 99.9% per month {
    exact
    except works
    credit 10% of monthly
  }
  guarantee w: uptime of Mail >= 99.5% per week { exact; credit 4% of monthly }
  credits { automatic; combine sum; cap 10% of monthly per month }
}
party D "Other Oy"
sla Metered "Metered" {
  provider P
  customer D
  effective 2027-01-01
  zone "Europe/Helsinki"
  fee usage = as invoiced in EUR per month
  guarantee z: pooled of Zones >= 99.9% per month { exact; credit 10% of usage }
  guarantee s: uptime of Shop >= 99.9% per month { exact; credit 20 EUR }
  credits { automatic; combine sum }
  terminate by customer when s missed 2 months in a row
}
"""
OUTAGES = """\
service,start,end,resource,state
Shop,2027-06-23 00:00,2027-06-24 00:00,,
Mail,2027-06-10 00:00,2027-06-10 23:00,,
Mail,2027-06-15 00:00,2027-06-15 23:00,,
Zones,2027-01-01 00:00,,z1,deployed
Zones,2027-06-10 00:00,2027-06-10 20:00,z1,
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    (tmp_path / "a.sla").write_text(SOURCE)
    (tmp_path / "outages.csv").write_text(OUTAGES)
    return tmp_path


def run(house: Path, *arguments: str, outages: str = "outages.csv") -> tuple[int, str, str]:
    command, *rest = arguments
    data = [] if command == "test" else ["--data", f"outages={house / outages}"]
    made = CliRunner().invoke(app, [command, str(house), *rest, *data], standalone_mode=False)
    assert made.exception is None, made.exception
    return made.return_value, made.stdout, made.stderr


def test_a_packed_file_that_breaks_off_is_not_read_as_far_as_it_goes(house: Path) -> None:
    rows = "".join(
        f"Shop,2027-06-{1 + n % 28:02} 0{n % 7}:00,2027-06-29 0{n % 9}:0{n % 3}\n" for n in range(900)
    )
    whole = gzip.compress(f"service,start,end\n{rows}".encode())
    for content in (whole[: len(whole) // 2], whole[:-3], b"no archive"):
        (house / "o.csv.gz").write_bytes(content)
        code, shown, said = run(house, "evaluate", "--period", "2027-06", outages="o.csv.gz")
        assert (code, shown) == (1, "")
        assert "it is not packed with gzip, or it is broken" in said
    (house / "o.csv.gz").write_bytes(whole)
    assert run(house, "evaluate", "--period", "2027-06", outages="o.csv.gz")[0] == 0


def test_json_without_records_names_no_columns(house: Path) -> None:
    (house / "o.json").write_text("[]")
    code, _, said = run(house, "evaluate", "--period", "2027-06", outages="o.json")
    assert code == 1
    assert "it has no records, and so names no columns" in said


def test_an_offset_that_no_clock_has_is_no_time(house: Path) -> None:
    (house / "o.csv").write_text("service,start,end\nShop,2027-06-03T10:00+99:00,2027-06-03 11:00\n")
    code, _, said = run(house, "evaluate", "--period", "2027-06", outages="o.csv")
    assert code == 1
    assert "its start is no time" in said


def test_a_cap_counts_weeks_and_months_together(house: Path) -> None:
    """4% and 4% for two weeks leave 2% of 1 000 EUR for the month, whichever periods are asked for."""
    for periods in (["2027-06"], ["2027-06", "2027-W23..2027-W24"]):
        asked = [part for period in periods for part in ("--period", period)]
        code, shown, _ = run(house, "evaluate", "--only", "Mixed", *asked)
        assert code == 0
        month = shown.partition("Mixed in 2027-06\n")[2]
        assert "\ncredit: 20 EUR\n" in month
    _, shown, _ = run(house, "simulate", "--for", "Mixed", "--from", "2027-06", "--to", "2027-06")
    assert "paid 100 EUR" in " ".join(shown.split())


def test_a_period_that_began_before_the_promise_is_open(house: Path) -> None:
    (house / "o.csv").write_text(
        "service,start,end\nMail,2026-12-30 09:00,2026-12-30 09:27\nMail,2027-01-02 21:00,2027-01-02 21:27\n"
    )
    _, shown, _ = run(house, "evaluate", "--period", "2026-W53", outages="o.csv")
    assert "98.75% or 99.375% or 99.7321%" in " ".join(shown.split())
    assert "undefined" in shown


def test_what_was_not_invoiced_is_not_nothing(house: Path) -> None:
    _, shown, _ = run(house, "evaluate", "--only", "Metered", "--period", "2027-06")
    assert "\ncredit: 20 EUR, without what is undefined\n" in shown
    out = ("--to", "markdown", "--out", str(house / "out"))
    run(house, "report", "--for", "Metered", "--period", "2027-06", *out)
    report = (house / "out/reports/Metered.2027-06.en.md").read_text()
    assert "For a part of this, neither the contract nor the data say what is owed." in report
    assert "**EUR 0**" not in report


def test_resources_have_no_data_where_nobody_kept_the_log(house: Path) -> None:
    stretch = ("--from", "2027-05", "--to", "2027-07")
    _, shown, _ = run(house, "simulate", "--for", "Metered", *stretch)
    assert "usage as invoiced per month" in shown
    assert "2027-05  no data  0 EUR\n" in shown
    assert "2027-07  no data  0 EUR\n" in shown


def test_promises_without_any_data_make_no_empty_table(house: Path) -> None:
    (house / "o.csv").write_text("service,start,end\n")
    _, shown, _ = run(
        house, "simulate", "--for", "Mixed", "--from", "2027-06", "--to", "2027-06", outages="o.csv"
    )
    assert "no data in any month: m" in shown
    assert "closest call" not in shown


def test_unknown_exclusions_and_impossible_periods_are_told(house: Path) -> None:
    work, claims = house / "work.csv", house / "claims.csv"
    work.write_text("exclusion,start,end\nwroks,2027-06-23 00:00,2027-06-23 01:00\n")
    claims.write_text("period,claimed\n2027-13,2027-07-01\n")
    more = ("--data", f"exclusions={work}", "--data", f"claims={claims}")
    code, _, said = run(house, "evaluate", "--period", "2027-06", *more)
    assert code == 1
    assert "names no exclusions of the house: `wroks`" in said
    assert "its period is none" in said


def test_a_right_to_terminate_that_does_not_exist_is_told_in_words(house: Path) -> None:
    (house / "s.sla").write_text(
        'import "./a.sla"\n'
        'scenario "once" for Metered in 2027-06 {\n'
        "  Shop down at 2027-06-10 10:00 for 5 h\n"
        "  expect termination by customer\n"
        "}\n"
    )
    code, shown, said = run(house, "test")
    assert code == 1
    assert "expected by customer, got not by customer" in shown + said
