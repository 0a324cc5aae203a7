"""`sla explain` of an agreement: what failures of suppliers cost, by supplier and by currency."""

from __future__ import annotations

from sladsl.compiler import compile_files
from sladsl.compiler.stakes import stake_lines

HOUSE = """\
import std.calendars {{ Always }}
import std.metrics {{ availability }}

party We "We Oy"
party Client "Client Oyj"
party Carrier "Carrier AB"
service Line "Line" {{
  measure availability from prometheus {{ errors = `a`; requests = `b` }}
}}
service Shop "Shop" {{
  needs Line
  measure availability from prometheus {{ errors = `c`; requests = `d` }}
}}
uc Below "Contract" {{
  provider Carrier
  customer We
  effective 2027-01-01 until 2028-12-31
  hours Always zone "Europe/Helsinki"
  fee monthly = {fee} per month
  guarantee uptime: availability of Line >= 99.99% per {period} {{ exact; {credit} }}
  credits {{ combine sum; automatic }}
}}
sla Above "Agreement" {{
  provider We
  customer Client
  effective 2027-01-01 until 2028-12-31
  hours Always zone "Europe/Helsinki"
  fee monthly = 1_000 EUR per month
  covers Shop
  guarantee uptime: availability of Shop >= 99.9% per month {{
    exact
    credit {{ below 99.9%: 10% of monthly }}
  }}
  credits {{ combine sum; automatic; cap 10% of monthly per month }}
}}
"""


def told(credit: str, *, fee: str = "500 EUR", period: str = "month", about: str = "Above") -> list[str]:
    house = compile_files({"a.sla": HOUSE.format(credit=credit, fee=fee, period=period)}).house
    return stake_lines(house, house.agreements[about])


def test_what_stays() -> None:
    assert told("credit { below 99.99%: 5% of monthly }") == [
        "  money at stake when a supplier fails:",
        "    Line down for a whole month: 100 EUR owed; Below pays 25 EUR, 75 EUR stay",
        "  credits at risk: at most 1_200 EUR in a year, by `cap 10% of monthly per month`",
    ]


def test_the_supplier_pays_it_all() -> None:
    lines = told("credit { below 99.99%: 50% of monthly }", about="Below")
    assert lines == [
        "  money at stake when a supplier fails:",
        "    Line down for a whole month: 100 EUR owed; Below pays 250 EUR, 150 EUR more than is owed",
        "  credits at risk: at most 3_000 EUR in a year",
    ]


def test_currencies_are_never_mixed() -> None:
    lines = told("credit { below 99.99%: 5% of monthly }", fee="500 SEK")
    assert lines[1] == "    Line down for a whole month: 100 EUR owed; Below pays 25 SEK"


def test_the_longer_of_two_periods() -> None:
    assert told("credit { below 99.99%: 50% of monthly }", period="quarter")[1] == (
        "    Line down for a whole quarter: 300 EUR owed; Below pays 250 EUR, 50 EUR stay"
    )


def test_what_weeks_come_to() -> None:
    assert told("credit { below 99.99%: 10% of monthly }", period="week")[1] == (
        "    Line down for a whole month (worst in 2027-04, of 30 days with 3 whole weeks): 100 EUR owed; "
        "Below pays 150 EUR, 50 EUR more than is owed"
    )


def test_periods_that_never_lie_in_one_another() -> None:
    assert told("credit { below 99.99%: 5% of monthly }", period="rolling 30 days")[0].startswith(
        "  credits at risk"
    )


def test_every_case_late() -> None:
    timed = HOUSE.format(fee="500 EUR", period="month", credit="credit { below 99.99%: 5% of monthly }")
    timed = timed.replace("{ availability }", "{ availability, resolution }")
    timed = timed.replace('service Line "', 'priorities Grave "Grave" { P1 "One" }\nservice Line "').replace(
        "  fee monthly", "  priorities Grave\n  fee monthly"
    )
    timed = timed.replace(
        "  credits { combine sum; automatic }",
        "  guarantee mending: resolution of P1 <= 2 h per month { credit 2% of monthly }\n"
        "  credits { combine sum; automatic }",
    ).replace(
        "  credits { combine sum; automatic; cap",
        "  guarantee repair: resolution of P1 <= 4 h per quarter { credit 10% of monthly }\n"
        "  handling of P1: Below.mending\n"
        "  credits { combine sum; automatic; cap",
    )
    house = compile_files({"a.sla": timed}).house
    assert stake_lines(house, house.agreements["Above"])[2] == (
        "    Below.mending missed in every case of a quarter: 100 EUR owed; Below pays 30 EUR, 70 EUR stay"
    )
