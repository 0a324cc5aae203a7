"""Switches that the source leaves open: every reading is computed, and undefined results say all of them."""

from __future__ import annotations

from fractions import Fraction

from measuring import at, house_with, period_of, results, site

from sladsl.evaluate.facts import Case, Facts, Samples
from sladsl.evaluate.results import State
from sladsl.model.values import Number

PROMISED = "guarantee it: it of Site >= 99.995% per month { exact }"


def test_idle_hours() -> None:
    rule = "value = mean over each 1 h of errors / requests"
    metric = f"metric it {{ better lower; signals errors, requests; {rule} }}"
    house = house_with(metric, "guarantee it: it of Site <= 0.2% per quarter { exact }")
    quarter = period_of("2023-Q1")
    hours = [quarter.start + n * 3600 for n in range(10)]
    samples = {
        "errors": Samples(3600, {hour: Fraction(n < 5) for n, hour in enumerate(hours)}),
        "requests": Samples(3600, dict.fromkeys(hours, Fraction(2))),
    }
    made = results(house, site(samples=samples), quarter)["it"]
    assert made.state is State.UNDEFINED
    assert str(made.reason) == (
        "the agreement does not say what an interval without data counts as: 0.1157% or 25% or 99.6528%"
    )


def test_partial_minutes() -> None:
    house = house_with("metric it { better higher; signals up; value = share of time where up }", PROMISED)
    begun = site(down=((at("2025-04-10T10:00:30"), at("2025-04-10T10:03:15")),))
    made = results(house, begun, period_of("2025-04"))["it"]
    assert made.state is State.UNDEFINED
    assert (
        str(made.reason) == "the agreement does not say whether partial minutes count: 99.9936% or 99.9954%"
    )
    longer = site(down=((at("2025-04-10T10:00:30"), at("2025-04-10T10:30:15")),))
    made = results(house, longer, period_of("2025-04"))["it"]
    assert made.state is State.MISSED and made.measured.counted[0].amount == 29 * 60 + 45


def test_a_part_of_the_month() -> None:
    metric = "metric it { better higher; signals up; value = share of time where up; partial minutes count }"
    house = house_with(metric, PROMISED.replace("99.995", "99.95"))
    month = period_of("2025-04")
    since = month.end - 10 * 86_400
    facts = site(down=((since, since + 600),), deployed=((since, month.end),))
    made = results(house, facts, month)["it"]
    assert made.state is State.UNDEFINED
    words = "the agreement does not say what time counts as before a service existed"
    assert str(made.reason) == f"{words}: 99.9306% or 99.9769%"


def test_a_number_without_a_unit() -> None:
    house = house_with(
        "metric it { better lower; value = count of events }",
        "guarantee it: it of Site <= 2 per month { exact }",
    )
    start = period_of("2025-04").start
    cases = tuple(Case(str(n), None, {"happened": start + n}) for n in range(3))
    made = results(house, Facts({}, cases), period_of("2025-04"))["it"]
    assert (made.measured.value, made.state) == (Number(Fraction(3)), State.MISSED)
