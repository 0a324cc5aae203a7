"""Credits of one promise about several services that are all down: what is added up, and what is not."""

from __future__ import annotations

from fractions import Fraction

import pytest

from sladsl.compiler import compile_files
from sladsl.differences.exposure import largest

HOUSE = """
import std.calendars { Always }
import std.metrics { strict_uptime }
party Maker "Maker"
party Client "Client"
party Vendor "Vendor"
service Net "Net"
service One "One" { needs Net }
service Other "Other" { needs Net }
policy Care "Care" for Maker { credits at risk <= 12% of annual fee }
uc Line "Line" {
  provider Vendor
  customer Maker
  effective 2027-01-01 until 2028-12-31
  hours Always zone "UTC"
  covers Net
  guarantee up: strict_uptime of Net >= 99.99% per month { exact; credit 8 EUR }
  credits { automatic }
}
sla Deal "Deal" {
  provider Maker
  customer Client
  effective 2027-01-01 until 2028-12-31
  hours Always zone "UTC"
  covers One, Other
  fee monthly = 1000 EUR per month
  guarantee up: strict_uptime of One, Other >= 99.9% per month { exact; credit 10% of monthly }
  credits { automatic; combine RULE }
}
scenario "both down" for Deal in 2027-03 {
  One down at 2027-03-10 12:00 for 5 h
  Other down at 2027-03-10 12:00 for 5 h
  expect credit = OWED EUR
}
"""


def money(rule: str, cap: str = "") -> set[str]:
    text = HOUSE.replace("RULE", f"{rule}{cap}").replace("OWED", "200" if rule == "sum" else "100")
    compiled = compile_files({"a.sla": text})
    return {d.rule.code for d in compiled.findings} & {"SLA0806", "SLA0810", "SLA0909"}


def test_added_up() -> None:
    """200 EUR of 1000 a month are more than 12%, and 8 EUR do not bring a twentieth of them back."""
    assert money("sum") == {"SLA0810", "SLA0909"}
    assert money("sum", "; cap 15% of monthly per month") == {"SLA0909"}


@pytest.mark.parametrize("rule", ["highest", "customer chooses"])
def test_the_highest_only(rule: str) -> None:
    """100 EUR are owed for both, and a cap of 150 EUR is never reached."""
    assert money(rule) == set()
    assert money(rule, "; cap 15% of monthly per month") == {"SLA0806"}


@pytest.mark.parametrize(("rule", "most"), [("sum", 200), ("highest", 100)])
def test_the_most_that_differences_tell(rule: str, most: int) -> None:
    text = HOUSE.replace("RULE", rule).replace("OWED", str(most))
    deal = compile_files({"a.sla": text}).resolved.value.agreements["Deal"]
    assert largest(deal) == {("month", "EUR"): Fraction(most)}
