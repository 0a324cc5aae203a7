"""What a scenario tells of invoices and claims, and what it cannot tell."""

from __future__ import annotations

from fractions import Fraction

import pytest

from sladsl.compiler import compile_files
from sladsl.evaluate.scenarios import run

SOURCE = """
import std.calendars {{ Always }}
import std.metrics {{ strict_uptime }}
party Maker "Maker"
party Buyer "Buyer"
service Shop "Shop"
sla A "A" {{
  provider Maker
  customer Buyer
  effective 2027-01-01
  hours Always zone "Europe/Helsinki"
  covers Shop
  fee monthly = 500 EUR per month
  fee use = as invoiced in EUR per month
  guarantee up: strict_uptime of Shop >= 99.9% per month {{ exact; credit 10% of {base} }}
  credits {{ {terms} }}
}}
scenario "It" for A in {period} {{
  Shop down at 2027-03-10 10:00 for 10 h
  Shop down at 2027-04-10 10:00 for 10 h
  {told}
  expect missed up
}}
"""
CLAIM = "claim within 30 days of period end"


def credits(
    told: str, base: str = "use", terms: str = "combine sum", period: str = "2027-04"
) -> list[Fraction | None]:
    """Of the periods before, the oldest first, and of the one in hand."""
    text = SOURCE.format(told=told, base=base, terms=terms, period=period)
    compiled = compile_files({"a.sla": text})
    assert not [d.message for d in compiled.resolved.diagnostics if d.is_error]
    (scenario,) = compiled.house.scenarios
    outcome = run(compiled.house, scenario)
    assert outcome.statement is not None
    statements = (*outcome.history, outcome.statement)
    return [s.credit.amount if s.credit is not None else None for s in statements]


@pytest.mark.parametrize(
    ("told", "base", "credit"),
    [
        ("fee use = 300 EUR", "use", 30),
        ("fee use = 300 EUR from 2027-04-01 to 2027-04-30", "use", 30),
        ("fee use = 600 EUR from 2027-04-01 to 2027-05-30", "use", 30),
        ("fee use = 300 EUR in 2027-04; fee use = 20 EUR", "use", 32),
        ("fee use = 300 EUR in 2027-05", "next use", 30),
        ("fee use = 300 EUR in 2027-05", "use", 0),
        ("fee use = 310 EUR in 2027-03", "use of the 10 days before", 10),
    ],
)
def test_invoices(told: str, base: str, credit: int) -> None:
    assert credits(told, base) == [credit]


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("", [50, 50]),
        ("claimed 2027-05-30", [50, 50]),
        ("claimed 2027-05-31", [50, 0]),
        ("unclaimed", [50, 0]),
        ("unclaimed for 2027-03", [0, 50]),
        ("claimed 2027-05-10 for 2027-03; claimed 2027-05-10", [0, 50]),
    ],
)
def test_claims(told: str, found: list[int]) -> None:
    assert credits(told, "monthly", CLAIM, "2027-03 to 2027-04") == found


@pytest.mark.parametrize(
    ("told", "terms", "message"),
    [
        ("fee monthly = 300 EUR", "combine sum", "`monthly` is no fee of `A` that is left to the invoices"),
        ("fee usage = 300 EUR", "combine sum", "`usage` is no fee of `A` that is left to the invoices"),
        ("fee use = 300 USD", "combine sum", "`use` is invoiced in EUR"),
        ("fee use = 3 EUR from 2027-04-03 to 2027-04-02", "combine sum", "it ends before it begins"),
        ("claimed 2027-05-01", "automatic", "credits under `A` need no claim within a time"),
        ("unclaimed", "combine sum", "credits under `A` need no claim within a time"),
    ],
)
def test_what_it_cannot_tell(told: str, terms: str, message: str) -> None:
    text = SOURCE.format(told=told, base="use", terms=terms, period="2027-04")
    assert [d.message for d in compile_files({"a.sla": text}).resolved.diagnostics if d.is_error] == [message]


@pytest.mark.parametrize(
    ("fee", "message"),
    [
        ("fee x = as invoiced in EURO per month", "`EURO` is not how this unit is written"),
        ("fee x = as invoiced in min per month", "`min` is no currency"),
        (
            "fee x = as invoiced in EUR each",
            "what comes from invoices is charged for a time, not for a piece",
        ),
        ("credits { at risk 4 points }", "this says no amount"),
        ("credits { a day is 0/30 of a month }", "a day is some part of it"),
        ("credits { cap 5 EUR per trailing 0 days }", "a window has at least one day"),
    ],
)
def test_terms_that_cannot_be_meant(fee: str, message: str) -> None:
    text = f'party P "P"\nsla A "A" {{\n  provider P\n  {fee}\n}}\n'
    assert [d.message for d in compile_files({"a.sla": text}).resolved.diagnostics if d.is_error] == [message]
