"""Scenarios run from end to end: periods, history, warnings, and how a failure is told."""

from __future__ import annotations

import pytest
from scenario_houses import HOUSE, codes, house_with, outcome_of, percent

from sladsl.diagnostics.render_text import render_text
from sladsl.evaluate.results import State
from sladsl.evaluate.scenarios import run
from sladsl.exact.money import Money
from sladsl.model.values import Ratio


def test_everything_holds() -> None:
    # 45 min of the 43_200 of November are 99.8958%.
    outcome = outcome_of(
        "Checkout down at 2027-11-26 18:00 for 45 min\n"
        "ticket A: P1 opened 2027-11-26 18:02, responded after 10 min, resolved after 43 min\n"
        "expect up = 99.896%\nexpect up < 99.9%\nexpect missed up\nexpect met both\n"
        "expect met tickets\nexpect tickets.P1.response = 100%\nexpect no_data tickets.P2.response\n"
        "expect no_data speed\nexpect credit = 1_000 EUR\nexpect bonus = 0 EUR"
    )
    assert outcome.diagnostics == ()
    assert outcome.passed and len(outcome.checks) == 10


def test_announced_work_is_what_was_down_in_its_window() -> None:
    """A window in which nothing was down leaves nothing out; the third Sunday is the 21st."""
    quiet = outcome_of("Checkout down at 2027-11-26 18:00 for 45 min\nexpect up = 99.896%")
    (up, *_) = quiet.statement.results if quiet.statement else ()
    assert (up.measured.numerator, up.measured.denominator) == (43_155 * 60, 43_200 * 60)
    worked = outcome_of("Checkout down from 2027-11-21 01:30 to 2027-11-21 04:00\nexpect missed up")
    assert worked.statement is not None
    up = worked.statement.results[0]
    # Half an hour before the window counts; the two hours inside leave both sides.
    assert (up.measured.numerator, up.measured.denominator) == ((43_080 - 30) * 60, 43_080 * 60)


def test_a_bonus() -> None:
    assert outcome_of("expect bonus = 100 EUR\nexpect credit = 0 EUR").passed


def test_the_worst_part_speaks_for_a_promise_of_several() -> None:
    lines = "Search down at 2027-11-02 00:00 for 24 h\n"
    assert outcome_of(lines + "expect missed both\nexpect both < 97%").passed
    failed = outcome_of(lines + "expect met both")
    assert failed.checks[0].got == "missed (of 2 parts 1)"
    assert "of Search" in failed.checks[0].how[0]


def test_a_table_has_no_one_value() -> None:
    check = outcome_of("expect tickets = 100%").checks[0]
    assert not check.held
    assert check.help is not None and "`tickets.P1.response`" in check.help


def test_late_tickets_are_told_and_paid() -> None:
    outcome = outcome_of(
        "ticket A: P1 opened 2027-11-02 10:00, responded after 2 h 20 min, resolved after 3 h\n"
        "expect credit = 999 EUR\nexpect met tickets.P1.response"
    )
    money, response = outcome.checks
    # 2 h 5 min late are three blocks begun, of 200 EUR each.
    assert money.got == "600 EUR"
    assert any("tickets.P1.response" in line for line in money.how)
    assert any(line.startswith("  limit") or line.startswith("  block") for line in money.how)
    assert response.got == "missed"
    assert any("A, late by 2 h 5 min" in line for line in response.how)


# ---- periods

QUARTERLY = HOUSE.replace(
    "strict_uptime of Checkout >= 99.9% per month",
    "strict_uptime of Checkout >= 99.9% per quarter starting in February",
)
TRAILING = HOUSE.replace(
    "strict_uptime of Checkout >= 99.9% per month", "strict_uptime of Checkout >= 99.9% per trailing 30 days"
)


def test_shifted_quarters() -> None:
    outcome = outcome_of(
        "Checkout down at 2027-02-01 00:00 for 1 h\nexpect up < 100%", "in 2027-Q1", QUARTERLY
    )
    assert outcome.passed and outcome.period is not None
    assert outcome.period.length == 89 * 86_400 - 3600  # February to April, in which the clocks go forward


def test_a_promise_of_another_period_has_no_result() -> None:
    outcome = outcome_of("expect met up\nexpect met both", "in 2027-11", QUARTERLY)
    up, both = outcome.checks
    assert both.held and not up.held
    assert up.got == "no result for 2027-11"
    assert up.how == ("`up` is promised per quarter",)


def test_trailing_windows_end_with_the_day() -> None:
    outcome = outcome_of(
        "Checkout down at 2027-11-02 00:00 for 72 h\nexpect up = 90%", "in 2027-12-01", TRAILING
    )
    assert outcome.checks[0].got == "90%", outcome.checks
    assert outcome.period is not None and outcome.period.length == 30 * 86_400


def test_without_a_period_it_is_that_of_the_first_event() -> None:
    outcome = outcome_of("Checkout down at 2027-03-30 10:00 for 1 h\nexpect missed up", "")
    assert outcome.period is not None and outcome.period.label == "2027-03"
    assert codes(outcome_of("expect met up", "")) == ["SLA1102"]


def test_a_period_of_no_promise() -> None:
    outcome = outcome_of("expect met up", "in 2027-Q1")
    assert codes(outcome) == ["SLA1102"]
    assert outcome.diagnostics[0].help == "its promises are decided per month"


# ---- warnings


@pytest.mark.parametrize(
    ("line", "warned"),
    [
        ("ticket A: P1 opened 2026-11-26 18:02, resolved after 43 min", True),
        ("ticket A: P1 opened 2027-10-31 23:00, resolved after 2 h", False),
        ("Checkout down at 2027-12-01 00:00 for 1 h", True),
        ("Checkout down at 2027-10-31 23:30 for 1 h", False),
        ("Checkout down at 2027-10-31 23:00 for 1 h", True),
    ],
)
def test_what_lies_outside_the_period_is_warned_of(line: str, warned: bool) -> None:
    outcome = outcome_of(f"{line}\nexpect met both")
    assert codes(outcome) == (["SLA1103"] if warned else [])
    assert outcome.passed


def test_a_scenario_that_expects_nothing() -> None:
    outcome = outcome_of("Checkout down at 2027-11-26 18:00 for 45 min")
    assert codes(outcome) == ["SLA1104"] and outcome.passed


# ---- memory

DOUBLED = HOUSE.replace(
    "credit {\n      below 99.9%: 10% of monthly\n      below 99.0%: 25% of monthly\n    }",
    "credit 10% of monthly, doubled when missed 2 months in a row",
)
MISSED = "Checkout down at 2027-11-02 00:00 for 2 h\n"


def test_what_happened_before_is_history_where_the_agreement_remembers() -> None:
    assert outcome_of(MISSED + "expect credit = 1_000 EUR", base=DOUBLED).passed
    before = "Checkout down at 2027-10-02 00:00 for 2 h\n"
    outcome = outcome_of(before + MISSED + "expect credit = 2_000 EUR", base=DOUBLED)
    assert outcome.passed and outcome.diagnostics == ()
    assert [s.period.label for s in outcome.history] == ["2027-10"]
    gap = "Checkout down at 2027-09-02 00:00 for 2 h\n"
    assert outcome_of(gap + MISSED + "expect credit = 1_000 EUR", base=DOUBLED).passed


def test_without_memory_there_is_no_history() -> None:
    outcome = outcome_of("Checkout down at 2027-10-02 00:00 for 2 h\n" + MISSED + "expect missed up")
    assert outcome.history == () and codes(outcome) == ["SLA1103"]


# ---- how it is told


def test_a_failure_as_it_is_printed() -> None:
    outcome = outcome_of(
        "Checkout down at 2027-11-26 18:00 for 45 min\n"
        "Checkout down from 2027-11-21 05:00 to 2027-11-21 06:30\nexpect up = 99.9%"
    )
    line = (HOUSE + 'scenario "s"').count("\n") + 4
    printed = render_text(outcome.diagnostics)
    assert f"house.sla:{line}:1" in printed
    assert "`up`: expected 99.9%, got 99.826%" in printed
    assert "is 715 h 45 min of 717 h" not in printed  # 42 minutes and 30 minutes counted: see below
    assert "counted: outage 2027-11-21 06:00 to 06:30 (30 min)" in printed
    assert "counted: outage 2027-11-26 18:00 to 18:45 (45 min)" in printed
    assert "left out: outage 2027-11-21 05:00 to 06:00 (1 h): maintenance (house.sla:" in printed
    assert "credit row: below 99.9%: 10% of monthly (house.sla:" in printed


def test_running_is_repeatable_and_leaves_the_house_alone() -> None:
    house = house_with(
        'scenario "s" for Web in 2027-11 {\nSearch down at 2027-11-02 00:00 for 9 h\nexpect met both\n}\n'
    )
    first, second = (run(house, house.scenarios[0]) for _ in range(2))
    assert first == second
    both = [r for r in first.statement.results if r.guarantee.key == "both"] if first.statement else []
    assert [(r.service, r.state) for r in both] == [("Checkout", State.MET), ("Search", State.MISSED)]
    assert both[1].compared == Ratio(1 - percent("1.25"))
    assert first.statement is not None and first.statement.credit == Money(percent("0"), "EUR")
