"""Where nobody can say what is owed no amount is right, and a scenario can say that this is so."""

from __future__ import annotations

import pytest

from sladsl.compiler import compile_files
from sladsl.evaluate.scenarios import run

HOUSE = """\
calendar Always "Always" { open always }
metric uptime "Uptime" {
  better higher
  signals up
  value = share of time where up
  partial minutes count
}
service Shop "Shop"
sla Deal "Deal" {
  effective 2027-01-01
  hours Always zone "UTC"
  fee monthly = 100 EUR per month
  guarantee hole: uptime of Shop >= 99.9% per month {
    exact
    credit { when value >= 99% and value < 99.5%: 10% of monthly }
    bonus { at least 99.99%: 1% of monthly }
  }
  guarantee plain: uptime of Shop >= 99.9% per month { exact; credit 5 EUR }
  credits { combine sum }
}
"""


def outcome(down: str, *expected: str, month: str = "2027-11") -> list[tuple[bool, str, str | None]]:
    expects = "\n".join(f"  expect {each}" for each in expected)
    text = f'{HOUSE}scenario "It" for Deal in {month} {{\n  {down}\n{expects}\n}}\n'
    made = compile_files({"a.sla": text})
    assert not made.resolved.has_errors, made.resolved.diagnostics
    (scenario,) = made.house.scenarios
    return [(c.held, c.got, c.help) for c in run(made.house, scenario).checks]


def test_an_amount_is_not_expected_of_what_is_undefined() -> None:
    """Two hours down is 99.72%, for which no row of the first promise holds."""
    down = "Shop down at 2027-11-10 10:00 for 2 h"
    found = outcome(down, "undefined hole", "credit = 5 EUR", "credit >= 0 EUR")
    assert found[0][0]
    got = "5 EUR without what is undefined: `hole`"
    help = "let the agreement or the scenario say it, or expect `undefined credit`"
    assert found[1:] == [(False, got, help), (False, got, help)]


def test_that_it_is_undefined_can_be_expected() -> None:
    down = "Shop down at 2027-11-10 10:00 for 2 h"
    assert [held for held, _, _ in outcome(down, "undefined credit", "undefined bonus")] == [True, True]
    known = "Shop down at 2027-11-10 10:00 for 5 h"
    found = outcome(known, "undefined credit", "credit = 15 EUR", "undefined bonus", "bonus = 0 EUR")
    assert [held for held, _, _ in found] == [False, True, False, True]
    assert found[0][1] == "15 EUR"


@pytest.mark.parametrize("state", ["met", "missed", "no_data"])
def test_money_is_neither_met_nor_missed(state: str) -> None:
    made = compile_files(
        {"a.sla": f'{HOUSE}scenario "It" for Deal in 2027-11 {{\n  expect {state} credit\n}}\n'}
    )
    assert [d.message for d in made.resolved.diagnostics] == ["`credit` is no guarantee of `Deal`"]


def test_two_tickets_of_one_name() -> None:
    """They would count as one, or as two; `3 tickets B` are B-1 to B-3."""
    text = HOUSE.replace(
        'service Shop "Shop"',
        'metric repair "R" { better lower; value = time from opened to resolved; attributed to opened }\n'
        'service Shop "Shop"',
    ).replace("  credits {", "  guarantee r: repair of Shop <= 4 h for 90% of tickets per month\n  credits {")

    def told(*tickets: str) -> list[str]:
        events = "\n".join(f"  {each} opened 2027-11-10 10:00, resolved after 1 h" for each in tickets)
        scenario = f'scenario "It" for Deal in 2027-11 {{\n{events}\n  expect met r\n}}\n'
        made = compile_files({"a.sla": text + scenario})
        return [f"{d.rule.name}: {d.message}" for d in made.resolved.diagnostics]

    assert told("ticket A", "ticket B", "3 tickets C") == []
    assert told("ticket A", "ticket A") == ["duplicate-name: `A` is the name of two tickets"]
    assert told("3 tickets A", "ticket A") == ["duplicate-name: `A` is the name of two tickets"]


def test_no_amount_is_expected_of_a_month_before_the_term() -> None:
    down = "Shop down at 2019-11-10 10:00 for 2 h"
    ((held, got, help), (idle, _, _)) = outcome(
        down, "credit = 0 EUR", "not_applicable hole", month="2019-11"
    )
    assert (held, got, idle) == (False, "nothing that could be owed", True)
    assert help is not None and "name a period of its term" in help
