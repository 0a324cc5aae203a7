"""What no scenario exercises: found for each kind of item, and gone once a scenario exercises it."""

from __future__ import annotations

import pytest
from scenario_houses import HOUSE, house_with

from sladsl.evaluate.coverage import KINDS, Coverage, coverage
from sladsl.evaluate.coverage_text import coverage_text
from sladsl.evaluate.scenarios import run


def covered(*bodies: str, base: str = HOUSE) -> Coverage:
    texts = [f'scenario "{n}" for Web in 2027-11 {{\n{body}\n}}\n' for n, body in enumerate(bodies)]
    house = house_with(*texts, base=base)
    return coverage(house, [run(house, s) for s in house.scenarios], ["house.sla"])


def exercised(made: Coverage) -> set[str]:
    return {f"{item.guarantee}: {item.kind} {item.what}" for item in made.items if item.covered}


def test_without_scenarios_everything_is_missing() -> None:
    made = covered()
    assert exercised(made) == set()
    assert {item.kind for item in made.items} == set(KINDS)
    assert made.beyond == ("Web.speed",)
    assert coverage_text(made).splitlines()[1] == "nothing at all: Web"


DOWN = "Checkout down at 2027-11-02 10:00 for "
LATE = "ticket A: P1 opened 2027-11-02 10:00, responded after 5 min, "


@pytest.mark.parametrize(
    ("body", "item"),
    [
        ("expect met up", "up: guarantee up"),
        (DOWN + "1 h", "up: credit row below 99.9%"),
        (DOWN + "40 h", "up: credit row below 99%"),
        ("expect met both", "up: bonus row at least 99.99%"),
        ("Checkout down at 2027-11-21 03:00 for 1 h", "up: exclusion maintenance"),
        (DOWN + "45 min", "up: switch round to 3 decimals half up"),
        (DOWN + "59 s", "both: switch outages under 1 min do not count"),
        (
            LATE + "waiting_for_customer for 1 h, resolved after 4 h 30 min",
            "tickets.P1.resolution: switch pause while waiting_for_customer",
        ),
        (LATE + "resolved at 2027-12-01 10:00", "tickets.P1.resolution: switch attributed to opened"),
        (LATE + "resolved after 5 h", "tickets.P1.response: credit row missed"),
        (LATE + "resolved after 4 h 30 min", "tickets.P1.response: limit per started 1 h"),
        (LATE + "resolved after 20 h", "tickets.P1.response: limit at most 20% of monthly"),
        (DOWN + "40 h\n" + LATE + "resolved after 7 h", ": limit combine sum"),
        (DOWN + "40 h\n" + LATE + "resolved after 20 h", ": limit cap 30% of monthly per month"),
    ],
)
def test_a_scenario_exercises(body: str, item: str) -> None:
    assert item in exercised(covered(body))
    # The bonus is paid in a month in which nothing happened.
    assert (item in exercised(covered("expect credit = 0 EUR"))) is ("bonus row" in item)


def test_which_side_an_exclusion_leaves() -> None:
    """The hour in the window matters to the denominator only once something else counts."""
    base = HOUSE.replace(
        "except maintenance\n    round to 3 decimals half up",
        "except maintenance from downtime only\n    exact",
    )
    item = "up: switch except maintenance from downtime only"
    inside = "Checkout down at 2027-11-21 03:00 for 1 h\n"
    assert item in exercised(covered(inside + DOWN + "1 h", base=base))
    assert item not in exercised(covered(inside, base=base))


def test_a_choice_that_changes_nothing_is_not_exercised() -> None:
    """An outage outside the window says nothing about the window, and a long one nothing about short ones."""
    found = exercised(covered(DOWN + "1 h\nexpect missed up\nexpect missed both"))
    assert not any("maintenance" in one or "outages under" in one for one in found)


def test_promises_of_one_template_are_one() -> None:
    base = (
        HOUSE.replace("customer sla Web", "customer sla Old")
        + """
template Plain(client: party) {
  provider Nordwind
  customer client
  effective 2027-01-01
  hours Always zone "Europe/Helsinki"
  guarantee up: strict_uptime of Checkout >= 99.9% per month { exact }
}
customer sla Web "One" is Plain(client: Keskola)
customer sla Two "Two" is Plain(client: Nordwind)
"""
    )
    made = covered("expect met up", base=base)
    mine = [item for item in made.items if item.agreement in ("Web", "Two") and item.kind == "guarantee"]
    assert [(item.agreement, item.covered) for item in mine] == [("Web", True)]


def test_the_text_names_what_is_missing() -> None:
    text = coverage_text(covered(DOWN + "1 h\nexpect missed up\nexpect missed both"))
    first, *rest = text.splitlines()
    assert first.startswith("exercised: 2 of 6 guarantees, 1 of 3 credit rows, 0 of 1 bonus row, ")
    assert rest[0] == "Web"
    assert any(line.startswith("  nothing is expected of tickets.P1.response, ") for line in rest)
    assert any(line.startswith("  up: credit row below 99%; bonus row at least 99.99%; ") for line in rest)
    assert rest[-1] == "not decided by outages and tickets: Web.speed"
