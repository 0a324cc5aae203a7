"""A small house for scenarios, and ways to run one in it."""

from __future__ import annotations

from fractions import Fraction

from sladsl.compiler import compile_files
from sladsl.evaluate.scenarios import ScenarioOutcome, run
from sladsl.model.house import House

HOUSE = """
import std.calendars { Always, OfficeHelsinki as Office }
import std.metrics { uptime, strict_uptime, response, resolution, latency }

party Nordwind "Nordwind Cloud Oy"
party Keskola "Keskola Oyj"
service Checkout "Checkout"
service Search "Search"

exclusion maintenance "Planned maintenance" {
  window third Sun 02:00-06:00
  at most 4 h per month
}

priorities Incident "Incident priorities" {
  P1 "Critical"
  P2 "High"
}

customer sla Web "Service level agreement" {
  provider Nordwind
  customer Keskola
  effective 2027-01-01
  hours Always zone "Europe/Helsinki"
  priorities Incident
  fee monthly = 10_000 EUR per month
  guarantee up: strict_uptime of Checkout >= 99.9% per month {
    except maintenance
    round to 3 decimals half up
    credit {
      below 99.9%: 10% of monthly
      below 99.0%: 25% of monthly
    }
    bonus { at least 99.99%: 1% of monthly }
  }
  guarantee both: uptime of Checkout, Search >= 99% per month { exact }
  guarantee speed: p99 of latency of Checkout <= 300 ms per month { exact }
  guarantee tickets of Checkout for 100% of tickets per month {
    | priority | response | resolution     | during |
    | P1       | 15 min   | 4 h            | Always |
    | P2       | 1 h      | 2 working days | Office |
    credit 2% of monthly per started 1 h late, at most 20% of monthly
  }
  credits {
    combine sum
    cap 30% of monthly per month
  }
}
"""


def house_with(*scenarios: str, base: str = HOUSE) -> House:
    """The house with these scenarios; it has to be free of errors in reading."""
    compiled = compile_files({"house.sla": base + "\n".join(scenarios)})
    wrong = [d.message for d in compiled.resolved.diagnostics if d.is_error]
    assert not wrong, wrong
    return compiled.house


def outcome_of(
    body: str, period: str = "in 2027-11", base: str = HOUSE, agreement: str = "Web"
) -> ScenarioOutcome:
    """What becomes of a scenario with these lines."""
    house = house_with(f'scenario "s" for {agreement} {period} {{\n{body}\n}}\n', base=base)
    return run(house, house.scenarios[0])


def codes(outcome: ScenarioOutcome) -> list[str]:
    return [d.rule.code for d in outcome.diagnostics]


def percent(text: str) -> Fraction:
    return Fraction(text) / 100
