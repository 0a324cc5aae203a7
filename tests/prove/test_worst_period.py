"""Which period decides, and repairs that hold in every period: months of other zones, windows that roll,
limits that are never reached."""

from __future__ import annotations

from fractions import Fraction

import pytest
from proof_houses import house_of, proof_of, sla, uc

from sladsl.exact.ratio import parse_ratio, percent
from sladsl.model.supports import Supports
from sladsl.prove.mending import repairs
from sladsl.prove.proving import proofs
from sladsl.prove.telling import period_name, share_at_least, share_at_most

TERM = "effective 2027-01-01 until 2028-12-31"


def _two(lower: str, upper: str, lower_more: str = TERM, upper_more: str = TERM) -> str:
    return (
        "service Line\nservice Web { needs Line }\n"
        + uc("Wire", f"guarantee uptime: up of Line {lower}", lower_more)
        + sla(f"guarantee uptime: up of Web {upper}", upper_more)
    )


SHIFTED = [
    (">= 99.9% per billing month from day 15", ">= {} per month"),
    (">= 99.9% per week", ">= {} per month"),
    (">= 99.9% per month", ">= {} per rolling 30 days"),
    (">= 99.9% per month", ">= {} per trailing 30 days"),
    (">= 99.9% per rolling 30 days", ">= {} per month"),
    (">= 99.9% per month { round to 1 decimals half up }", ">= {} per month"),
    (">= 99.9% per month", "> {} per month"),
]


@pytest.mark.parametrize(("lower", "upper"), SHIFTED)
def test_what_is_proven_can_be_promised_and_the_repair_suffices(lower: str, upper: str) -> None:
    made = proof_of(_two(lower, upper.format("99.95%")))
    assert not made.kept
    proven = share_at_most(made.guaranteed)
    assert proof_of(_two(lower, upper.replace(">= ", "> ").replace("> ", ">= ").format(proven))).kept
    (repair,) = repairs(made).ways
    wanted = share_at_least(repair.target)
    assert proof_of(_two(lower.replace("99.9%", wanted), upper.format("99.95%"))).kept


def test_the_period_with_the_least_share_is_shown() -> None:
    """February holds the allowances of billing months of 31 and of 28 days: 84.96 of its 40,320 minutes."""
    made = proof_of(_two(">= 99.9% per billing month from day 15", ">= 99.9% per month"))
    assert made.period.label == "2027-02"
    assert made.guaranteed == 1 - Fraction(8496, 100 * 40_320)


@pytest.mark.parametrize("cycle", ["rolling 7 days", "rolling 30 days", "trailing 30 days"])
@pytest.mark.parametrize("zone", ["UTC", "Europe/Helsinki"])
def test_the_same_windows_on_both_sides_keep_the_same_promise(cycle: str, zone: str) -> None:
    text = _two(f">= 99.9% per {cycle}", f">= 99.9% per {cycle}").replace('zone "UTC"', f'zone "{zone}"')
    made = proof_of(text)
    assert made.kept
    assert made.bound == made.allowed


def test_half_windows_make_a_whole_one_over_a_change_of_the_clocks() -> None:
    text = _two(">= 99.94% per rolling 15 days", ">= 99.94% per rolling 30 days")
    assert proof_of(text.replace('zone "UTC"', 'zone "Europe/Helsinki"')).kept


def test_a_year_that_ends_today_may_hold_two_allowances() -> None:
    """It touches two calendar years unless it ends on the last of December."""
    made = proof_of(_two(">= 99.9% per year", ">= 99.9% per trailing 365 days"))
    assert not made.kept
    assert made.bound == Fraction(1, 1000) * 86_400 * (365 + 366)
    assert period_name(made).startswith("the 365 days until ")


@pytest.mark.parametrize(
    ("lower", "upper", "kept"),
    [
        ("> 99.9% per month", "> 99.9% per month", True),
        (">= 99.9% per month", "> 99.9% per month", False),
        ("> 99.9% per month", "> 99.9% per year", True),
        ("> 99.9% per month during Night", "> 99.9% per month", False),
        (
            ">= 99.9% per month { round to 0 decimals up }",
            ">= 99.9% per month { round to 0 decimals up }",
            True,
        ),
    ],
)
def test_a_limit_that_nobody_reaches_is_not_broken(lower: str, upper: str, kept: bool) -> None:
    night = 'calendar Night { zone "UTC"; open Mon-Sun 20:00-06:00 }\n'
    assert proof_of(night + _two(lower, upper)).kept is kept


def test_a_repair_counts_the_rounding_in() -> None:
    """To one decimal, half up, 99.9% is kept by 99.85%; only 100% asks for 99.9% and more."""
    made = proof_of(_two(">= 99.9% per month { round to 1 decimals half up }", ">= 99.9% per month"))
    (repair,) = repairs(made).ways
    assert percent(repair.target) == "100%"
    assert repair.lost == Fraction(1, 1000)


def test_needs_that_share_all_they_stand_on_are_looked_at_once() -> None:
    depth = 150
    services = "".join(
        f"service P{i} {{ needs 1 of P{i + 1}, L{i} }}\nservice L{i} {{ needs P{i + 1} }}\n"
        for i in range(depth)
    )
    made = proof_of(
        f"{services}service P{depth}\n{uc('Wire', f'guarantee uptime: up of P{depth} >= 99.9% per month')}"
        f"{sla('guarantee uptime: up of P0 >= 99.9% per month')}"
    )
    assert made.kept
    assert made.guaranteed == parse_ratio("99.9%")


def test_needs_may_be_deep() -> None:
    chain = "".join(f"service P{i} {{ needs P{i + 1} }}\n" for i in range(1500)) + "service P1500\n"
    house = house_of(
        chain
        + uc("Wire", "guarantee uptime: up of P1500 >= 99.9% per month")
        + sla("guarantee uptime: up of P0 >= 99.95% per month")
    )
    (made,) = proofs(Supports(house), house.agreements["Deal"])
    assert not made.kept
