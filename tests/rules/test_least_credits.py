"""Credits that are less than the least that is paid, and caps over days in a row."""

from __future__ import annotations

import pytest

from sladsl.compiler import compile_files

HOUSE = """
import std.calendars { Always }
import std.metrics { strict_uptime }
party Nord "Nordwind Oy"
party Kes "Keskola Oyj"
party Tel "Telia Oyj"
service Net "Net"
service Web "Web" { needs Net }
policy House "House" for Nord { RULE }
uc Line "Line" {
  provider Tel
  customer Nord
  effective 2027-01-01 until 2028-12-31
  hours Always zone "Europe/Helsinki"
  covers Net
  fee line = 100 EUR per month
  guarantee g: strict_uptime of Net >= 99.99% per month { exact; credit 10% of line }
  credits { automatic; BELOW }
}
sla Deal "Deal" {
  provider Nord
  customer Kes
  effective 2027-01-01 until 2028-12-31
  hours Always zone "Europe/Helsinki"
  covers Web
  fee web = 1_000 EUR per month
  guarantee g: strict_uptime of Web >= 99.9% per month { exact; credit 10% of web }
  credits { automatic; ABOVE }
}
"""


def told(code: str, rule: str = "", below: str = "", above: str = "") -> list[str]:
    text = HOUSE.replace("RULE", rule)
    for place, line in (("BELOW", below), ("ABOVE", above)):
        text = text.replace(f"; {place}", f"; {line}" if line else "")
    compiled = compile_files({"a.sla": text})
    assert not [d.message for d in compiled.resolved.diagnostics if d.is_error]
    return [d.message for d in compiled.findings if d.rule.code == code]


@pytest.mark.parametrize(
    ("below", "paid"),
    [
        ("minimum 20 EUR", "0 EUR"),
        ("minimum 10 EUR", None),
        ("minimum more than 10 EUR", "0 EUR"),
        ("", None),
    ],
)
def test_what_is_too_little_is_not_paid(below: str, paid: str | None) -> None:
    found = told("SLA0810", "credits recovered >= 10%", below)
    assert [f"pays {paid} of it" in each for each in found] == ([True] if paid is not None else [])


@pytest.mark.parametrize(
    ("above", "limit", "found"),
    [
        ("cap 50 EUR per trailing 30 days", "5%", 0),
        ("cap 50 EUR per trailing 30 days", "4%", 1),
        ("minimum 200 EUR", "1%", 0),
        ("minimum 100 EUR", "1%", 1),
    ],
)
def test_credits_of_a_year(above: str, limit: str, found: int) -> None:
    """Twelve credits a year, each no more than the cap."""
    assert len(told("SLA0909", f"credits at risk <= {limit} of annual fee", above=above)) == found
