"""Terms that cut a period, periods that roll, work that is excluded on one side only, and undecided text."""

# ruff: noqa: E501

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from measuring import at, deal, judged, measured, one, period_of, replace, results, site

from sladsl.evaluate.base import base_of
from sladsl.evaluate.evaluate import evaluate
from sladsl.evaluate.facts import ServiceFacts
from sladsl.evaluate.results import State
from sladsl.exact.periods import Cycle, Kind
from sladsl.model.values import Ratio

UP = """
exclusion works "Works"
exclusion cause "Cause"
metric up { better higher; signals up; value = share of time where up; partial minutes count }
"""
ZONE = "Europe/Helsinki"
MONTH = period_of("2027-03", ZONE)
DAY = 86_400


@pytest.mark.parametrize(
    ("more", "first", "last"),
    [
        ("effective 2027-03-11", 11, 31),
        ("effective 2026-01-01 until 2027-03-20", 1, 20),
        ("effective 2026-01-01 until 2027-03-20, renews for 12 months", 1, 31),
        ("", 1, 31),
    ],
)
def test_the_agreement_s_term(more: str, first: int, last: int) -> None:
    contract, house = deal(UP, "guarantee up: up of Site >= 99% per month", ZONE, more)
    outage = (at("2027-03-10T23:00", ZONE), at("2027-03-11T01:00", ZONE))
    made = measured(contract, one(contract, "up"), site(down=(outage,)), MONTH, house)
    # The clocks go forward on the 28th.
    hours = (last - first + 1) * 24 - (last >= 28)
    assert made.denominator == hours * 3600
    assert made.numerator == hours * 3600 - (3600 if first == 11 else 7200)


def test_the_promise_s_own_dates() -> None:
    contract, house = deal(UP, "guarantee up: up of Site >= 99% per month", ZONE)
    promise = replace(one(contract, "up"), valid_from=date(2027, 3, 5), valid_until=date(2027, 3, 6))
    assert measured(contract, promise, site(down=()), MONTH, house).denominator == 2 * DAY


def test_out_of_force_is_not_applicable() -> None:
    promised = "guarantee up: up of Site >= 99% per month until 2027-02-28"
    contract, house = deal(UP, promised, ZONE)
    made = judged(contract, one(contract, "up"), site(down=()), MONTH, house)
    assert (made.state, str(made.reason)) == (State.NOT_APPLICABLE, "it is not in force in this period")


@pytest.mark.parametrize("kind", ["rolling", "trailing"])
def test_periods_that_end_at_the_instant_in_hand(kind: str) -> None:
    contract, house = deal(UP, f"guarantee up: up of Site >= 99% per {kind} 30 days", ZONE)
    cycle = Cycle(Kind.ROLLING if kind == "rolling" else Kind.TRAILING, ZONE, days=30)
    period = cycle.containing(at("2027-03-31T23:59:59", ZONE))
    found = evaluate(contract, site(down=()), period, house.metrics)
    assert [r.period for r in found] == [period]
    assert evaluate(contract, site(down=()), MONTH, house.metrics) == ()


def test_excluded_from_downtime_only() -> None:
    promised = "guarantee up: up of Site >= 99% per month { except works from downtime only; except cause }"
    contract, house = deal(UP, promised, ZONE)
    assert one(contract, "up").downtime_only == ("works",)
    start = MONTH.start
    facts = site(
        down=((start, start + 7200),),
        excluded={"works": ((start, start + 3600),), "cause": ((start + 3600, start + 5400),)},
    )
    made = measured(contract, one(contract, "up"), facts, MONTH, house)
    assert made.denominator == MONTH.length - 1800
    assert made.numerator == MONTH.length - 1800 - 1800
    assert [(str(x.reason), x.amount) for x in made.left_out] == [("works", 3600), ("cause", 1800)]


def test_a_longer_outage_than_an_exclusion_s_budget_counts_in_part() -> None:
    declared = UP.replace('exclusion works "Works"', 'exclusion works "Works" { at most 1 h per month }')
    contract, house = deal(declared, "guarantee up: up of Site >= 99% per week { except works }", ZONE)
    week = Cycle(Kind.WEEK, ZONE).containing(at("2027-03-10T12:00", ZONE))
    earlier = (at("2027-03-02T10:00", ZONE), at("2027-03-02T10:40", ZONE))
    later = (at("2027-03-10T10:00", ZONE), at("2027-03-10T11:00", ZONE))
    facts = site(down=(later,), excluded={"works": (earlier, later)})
    made = measured(contract, one(contract, "up"), facts, week, house)
    # 40 minutes of the month's hour were used up in the week before.
    assert sum(c.amount for c in made.counted) == 40 * 60
    assert made.denominator == week.length - 20 * 60


def test_a_budget_in_days() -> None:
    declared = UP.replace('exclusion works "Works"', 'exclusion works "Works" { at most 2 days per month }')
    contract, house = deal(declared, "guarantee up: up of Site >= 99% per month { except works }", ZONE)
    spans = tuple((at(f"2027-03-{d:02}T10:00", ZONE), at(f"2027-03-{d:02}T11:00", ZONE)) for d in (2, 5, 9))
    made = measured(contract, one(contract, "up"), site(down=spans, excluded={"works": spans}), MONTH, house)
    assert sum(c.amount for c in made.counted) == 3600
    assert made.denominator == MONTH.length - 7200


def test_two_open_points_and_the_words_for_them() -> None:
    contract, house = deal(
        "metric up { better higher; signals up; value = share of time where up }",
        "guarantee up: up of Site >= 99.99% per day",
    )
    day = period_of("2027-06-07")
    facts = site(down=((day.start + 30, day.start + 61),), unknown=((day.start + 600, day.start + 700),))
    made = judged(contract, one(contract, "up"), facts, day, house)
    assert made.state is State.UNDEFINED and made.tier is None
    assert str(made.reason).startswith(
        "the agreement does not say whether partial minutes count and what an interval without data counts as: "
    )
    assert str(made.reason).endswith(" or 100%")
    assert isinstance(made.measured.value, Ratio)
    assert made.measured.value.value == 1 - Fraction(131, DAY)


def test_a_credit_by_time_needs_one_number() -> None:
    metric = "metric up { better higher; signals up; value = share of time where up }"
    day = period_of("2027-06-07")
    facts = site(down=((day.start + 30, day.start + 7261),))
    for credit, state in (("10 USD", State.MISSED), ("10 USD per started 1 min down", State.UNDEFINED)):
        promised = f"guarantee up: up of Site >= 99.99% per day {{ credit {credit} }}"
        contract, house = deal(metric, promised)
        assert judged(contract, one(contract, "up"), facts, day, house).state is state


def test_the_worst_of_two_metrics_and_numbers_of_numbers() -> None:
    declared = UP + "metric other { better higher; value = worst of up, 99% }\n"
    declared += "metric half { better higher; value = 100% - other }"
    promised = (
        "guarantee other: other of Site >= 99% per month\nguarantee half: half of Site >= 0.5% per month"
    )
    contract, house = deal(declared, promised, ZONE)
    assert contract.promises
    made = results(house, site(down=()), MONTH)
    assert made["other"].measured.value == Ratio(Fraction(99, 100))
    assert made["half"].measured.value == Ratio(Fraction(1, 100))


@pytest.mark.parametrize(("seconds", "counted"), [(59, 0), (60, 60), (61, 61)])
def test_an_outage_exactly_as_long_as_the_limit_counts(seconds: int, counted: int) -> None:
    rule = "outages under 60 s do not count; partial minutes count"
    metric = f"metric up {{ better higher; signals up; value = share of time where up; {rule} }}"
    contract, house = deal(metric, "guarantee up: up of Site >= 99% per month", ZONE)
    facts = site(down=((MONTH.start, MONTH.start + seconds),))
    made = measured(contract, one(contract, "up"), facts, MONTH, house)
    assert sum(c.amount for c in made.counted) == counted
    assert sum(x.amount for x in made.left_out) == seconds - counted


@pytest.mark.parametrize(
    ("facts", "left"),
    [
        pytest.param({"down": ()}, 0, id="nobody worked"),
        pytest.param({"down": ((1, 2), (3, 5))}, 2, id="what was down in the window was the work"),
        pytest.param({"down": ((1, 2),), "excluded": {"works": ((3, 4),)}}, 1, id="what was recorded"),
        pytest.param({}, 4, id="outages are not known: the whole windows"),
    ],
)
def test_a_window_permits_work(facts: dict[str, object], left: int) -> None:
    """The window is 02:00 to 06:00 on the third Sunday; times are hours from 00:00 on it."""
    declared = UP.replace(
        'exclusion works "Works"', 'exclusion works "Works" { window third Sun 02:00-06:00 }'
    )
    contract, _ = deal(declared, "guarantee up: up of Site >= 99% per month { except works }")
    month, sunday = period_of("2027-06"), at("2027-06-20T00:00")

    def hours(spans: object) -> tuple[tuple[int, int], ...]:
        assert isinstance(spans, tuple)
        return tuple((sunday + a * 3600, sunday + b * 3600) for a, b in spans)

    known: dict[str, object] = {}
    if "down" in facts:
        known["down"] = hours(facts["down"])
    if "excluded" in facts:
        known["excluded"] = {"works": hours(facts["excluded"]["works"])}  # type: ignore[index]
    made = base_of(one(contract, "up"), contract, ServiceFacts(**known), month)  # type: ignore[arg-type]
    assert sum(b - a for a, b in made.hours) - sum(b - a for a, b in made.left) == left * 3600
