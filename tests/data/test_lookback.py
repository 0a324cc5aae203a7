"""How far the money of a period looks back: as far as it needs to, whatever the number of periods."""

from __future__ import annotations

import pytest

from sladsl.compiler import compile_files
from sladsl.data.statements import main_period, statement_of
from sladsl.evaluate.facts import Facts, ServiceFacts
from sladsl.evaluate.lookback import ALWAYS, since
from sladsl.evaluate.results import Statement
from sladsl.exact.periods import Cycle, Kind

DAY = 86_400
SOURCE = """\
calendar Always "Always" {{ open always }}
metric uptime "Uptime" {{
  better higher
  signals up
  value = share of time where up
  partial minutes count
}}
service Shop "Shop"
sla Deal "Deal" {{
  effective 2024-01-01
  hours Always zone "UTC"
  guarantee u: uptime of Shop >= 99% per {period} {{ exact; credit {credit} }}
  credits {{ combine sum; {cap} }}
}}
"""


def statement(label: str, down: str, *, credit: str, cap: str, period: str = "day") -> Statement:
    """The statement of a period; one hour a day was down from January on, for as many days as asked for."""
    made = compile_files({"a.sla": SOURCE.format(period=period, credit=credit, cap=cap)})
    assert not made.resolved.has_errors, made.resolved.diagnostics
    agreement = made.house.agreements["Deal"]
    first, days = down.split(" x ")
    start = Cycle(Kind.DAY, "UTC").at(first)
    found = main_period(agreement, label)
    assert start is not None and found is not None
    outages = tuple((start.start + n * DAY, start.start + n * DAY + 3600) for n in range(int(days)))
    facts = Facts({"Shop": ServiceFacts(down=outages)})
    return statement_of(made.house, agreement, facts, label, found)


@pytest.mark.parametrize(
    ("label", "owed"), [("2028-07-18", "1 EUR"), ("2028-07-19", "0 EUR"), ("2028-12-30", "0 EUR")]
)
def test_daily_promises_under_a_yearly_cap(label: str, owed: str) -> None:
    """2028 has 366 days. With a credit of 1 EUR a day 200 EUR are used up on its 200th, the 18th of July."""
    made = statement(label, "2028-01-01 x 366", credit="1 EUR", cap="cap 200 EUR per year")
    assert made.credit is not None and made.credit.text() == owed


def test_a_cap_for_the_whole_term() -> None:
    cap = "cap 500 EUR per term"
    made = statement("2025-05-14", "2024-01-01 x 900", credit="1 EUR", cap=cap)
    assert made.credit is not None and made.credit.text() == "1 EUR"
    made = statement("2025-05-15", "2024-01-01 x 900", credit="1 EUR", cap=cap)
    assert made.credit is not None and made.credit.text() == "0 EUR"


@pytest.mark.parametrize(
    ("period", "credit", "cap", "begins"),
    [
        ("month", "1 EUR", "cap 5 EUR per month", None),
        ("month", "1 EUR", "cap 5 EUR per year", "2027-01-01"),
        ("day", "1 EUR", "cap 5 EUR per month", "2027-11-01"),
        ("day", "1 EUR", "cap 5 EUR per trailing 30 days", "always"),
        ("month", "1 EUR, doubled when missed 3 months in a row", "cap 5 EUR per month", "2027-08-01"),
        ("month", "1 EUR, doubled when missed 3 months in a row", "cap 5 EUR per quarter", "2027-07-01"),
        ("month", "1 EUR, earned back when met 3 months in a row", "cap 5 EUR per month", "always"),
    ],
)
def test_no_further_than_needed(period: str, credit: str, cap: str, begins: str | None) -> None:
    made = compile_files({"a.sla": SOURCE.format(period=period, credit=credit, cap=cap)})
    assert not made.resolved.has_errors, made.resolved.diagnostics
    label = "2027-11-15" if period == "day" else "2027-11"
    at = Cycle(Kind(period), "UTC").at(label)
    assert at is not None
    found = since((made.house.agreements["Deal"],), at)
    wanted = Cycle(Kind.DAY, "UTC").at(begins) if begins not in (None, "always") else None
    assert found == (None if begins is None else ALWAYS if wanted is None else wanted.start)
