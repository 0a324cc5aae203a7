"""What a scenario measures beyond outages and tickets: signals, unknown time, resources, work, claims."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction

import pytest
from scenario_houses import codes, house_with

from sladsl.evaluate.facts import Facts, Resource
from sladsl.evaluate.results import State
from sladsl.evaluate.scenario_facts import ALL_TIME, facts_for, facts_of
from sladsl.evaluate.scenarios import ScenarioOutcome, run

HOUSE = """
import std.calendars { Always }
party Maker "Maker"
party Buyer "Buyer"
service Site "Site"
service Zones "Zones"
exclusion maintenance "Maintenance" { window Sun 02:00-06:00 }
exclusion agreed "Agreed work"
metric runs "Runs" { better higher; signals good, total; value = good / total }
metric errors_by_hour "Errors" { better lower; signals errors, requests; value = mean over each 1 h of errors / requests; empty counts as 0% }
metric fine "Fine" { better higher; value = 100% - errors_by_hour }
metric up "Up" { better higher; signals up; value = share of time where up; partial minutes count; empty counts as excluded; undeployed time counts as excluded }
metric lost "Unknown" { better lower; signals unknown; value = share of time where unknown; partial minutes count }
metric weighed "Weighed" { better higher; signals up; value = share of time where up pooled by users; partial minutes count }
metric speed "Speed" { better higher; signals duration; value = share of events where duration <= 1 s }
sla Deal "Deal" {
  provider Maker
  customer Buyer
  effective 2027-01-01
  hours Always zone "UTC"
  fee monthly = 1_000 EUR per month
  guarantee runs: runs of Site >= 99% per month { exact }
  guarantee fine: fine of Site >= 99% per month { exact }
  guarantee up: up of Site >= 99.9% per month {
    except maintenance, agreed
    exact
    credit 10% of monthly doubled when missed 2 months in a row
  }
  guarantee quarterly: runs of Site >= 98% per quarter { exact }
  guarantee lost: lost of Site <= 10% per month { exact }
  guarantee weighed: weighed of Zones >= 99% per month { exact }
  guarantee speed: speed >= 50% per month { exact }
  terminate by customer when up missed 2 months in a row
  terminate by provider when up missed 2 of 3 months
}
"""  # noqa: E501


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def told(body: str, period: str = "in 2027-06") -> Facts:
    house = house_with(f'scenario "s" for Deal {period} {{\n{body}\n}}', base=HOUSE)
    made = facts_of(house.scenarios[0], house.agreements["Deal"], house.metrics)
    assert made.diagnostics == ()
    return made.value


def outcome(body: str, period: str = "in 2027-06") -> ScenarioOutcome:
    house = house_with(f'scenario "s" for Deal {period} {{\n{body}\n}}', base=HOUSE)
    return run(house, house.scenarios[0])


def test_signals_over_the_whole_period() -> None:
    made = told("Site good = 990, total = 1_000").of("Site")
    assert made.totals == {"good": Fraction(990), "total": Fraction(1000)}
    assert made.samples == {}


def test_signals_by_interval_of_the_metric() -> None:
    made = told("Site requests = 10, errors = 1 from 2027-06-01 00:00 for 3 h").of("Site")
    starts = [at("2027-06-01T00:00"), at("2027-06-01T01:00"), at("2027-06-01T02:00")]
    assert made.samples["errors"].step == 3600
    assert dict(made.samples["requests"].values) == dict.fromkeys(starts, Fraction(10))


def test_unknown_time_is_not_down() -> None:
    made = told("Site unknown from 2027-06-01 00:00 for 2 h\nSite down from 2027-06-01 01:00 for 2 h")
    assert made.of("Site").unknown == ((at("2027-06-01T00:00"), at("2027-06-01T02:00")),)
    assert made.of("Site").down == ((at("2027-06-01T02:00"), at("2027-06-01T03:00")),)


def test_deployment_with_and_without_an_end() -> None:
    made = told("Site deployed from 2027-06-10 00:00\nZones z1 deployed from 2027-06-10 00:00 for 2 days")
    assert made.of("Site").deployed == ((at("2027-06-10T00:00"), ALL_TIME[1]),)
    (zone,) = made.of("Zones").resources
    assert zone.deployed == ((at("2027-06-10T00:00"), at("2027-06-12T00:00")),)


def test_resources_and_what_they_weigh() -> None:
    made = told("Zones z1 users = 900\nZones z2 down at 2027-06-10 00:00 for 1 h")
    hour = (at("2027-06-10T00:00"), at("2027-06-10T01:00"))
    assert made.of("Zones").resources == (
        Resource("z1", (ALL_TIME,), (), Fraction(900)),
        Resource("z2", (ALL_TIME,), (hour,), Fraction(1)),
    )


def test_work_that_was_done_takes_the_place_of_what_was_down() -> None:
    plain = told("Site down from 2027-06-06 02:00 for 1 h").of("Site")
    assert plain.excluded["maintenance"] == plain.down
    made = told(
        "Site down from 2027-06-06 02:00 for 1 h\nmaintenance of Site from 2027-06-06 02:00 for 10 min"
    )
    assert made.of("Site").excluded["maintenance"] == ((at("2027-06-06T02:00"), at("2027-06-06T02:10")),)
    assert "agreed" not in made.of("Site").excluded


def test_many_cases_and_the_numbers_they_carry() -> None:
    cases = told(
        "3 tickets fast opened 2027-06-06 02:00, duration = 500 ms\nticket b opened 2027-06-07 02:00"
    ).cases
    assert cases is not None
    assert [case.id for case in cases] == ["fast-1", "fast-2", "fast-3", "b"]
    assert cases[0].attributes == {"duration": Fraction(1, 2)} and cases[0].priority is None
    made = outcome(
        "3 tickets fast opened 2027-06-06 02:00, duration = 500 ms\n"
        "ticket b opened 2027-06-07 02:00, duration = 2 s\nexpect speed = 75%"
    )
    assert made.passed


def test_a_paid_claim() -> None:
    assert told("claim paid 2027-06-06 02:00").of("Site").claims == (at("2027-06-06T02:00"),)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Site speed = 5", "`speed` is no signal of anything that is promised of `Site`"),
        ("Zones z1 lines = 5", "`lines` is no weight of anything that is promised of `Zones`"),
        (
            "Site requests = 5 from 2027-06-01 00:00 for 90 min",
            "intervals of 3600 s, which do not fill that time",
        ),
        ("Site total = 5 months", "`total` is told in days or months, which have no fixed length"),
    ],
)
def test_what_cannot_be_measured(line: str, message: str) -> None:
    made = outcome(f"{line}\nexpect met up")
    assert codes(made) == ["SLA1102"]
    assert message in made.diagnostics[0].message


def test_totals_belong_to_their_period() -> None:
    body = "Site good = 1, total = 1 in 2027-05\nSite good = 980, total = 1_000\nexpect met up"
    house = house_with(f'scenario "s" for Deal in 2027-05 to 2027-06 {{\n{body}\n}}', base=HOUSE)
    scenario = house.scenarios[0]
    facts = facts_of(scenario, house.agreements["Deal"], house.metrics).value
    assert facts.of("Site").totals["total"] == 1000
    assert facts_for(facts, scenario, "2027-05").of("Site").totals["total"] == 1
    assert facts_for(facts, scenario, "2027-04").of("Site").totals == {}
    made = outcome(f"{body}\nexpect missed runs\nexpect met runs in 2027-05", "in 2027-05 to 2027-06")
    assert made.passed


def test_periods_one_after_another() -> None:
    made = outcome(
        "Site down at 2027-04-10 00:00 for 2 h\nSite down at 2027-05-10 00:00 for 2 h\n"
        "expect credit in 2027-04 = 100 EUR\nexpect credit in 2027-05 = 200 EUR\nexpect credit = 0 EUR\n"
        "expect missed up in 2027-05\nexpect met up",
        "in 2027-04 to 2027-06",
    )
    assert made.passed and codes(made) == []
    assert [s.period.label for s in made.history] == ["2027-04", "2027-05"]


def test_the_first_period_of_a_scenario_has_none_before_it() -> None:
    """What happened before it is warned of and does not double anything."""
    made = outcome(
        "Site down at 2027-04-10 00:00 for 2 h\nSite down at 2027-05-10 00:00 for 2 h\n"
        "expect credit in 2027-05 = 100 EUR",
        "in 2027-05 to 2027-06",
    )
    assert made.passed and codes(made) == ["SLA1103"]


def test_a_longer_period_is_named_by_itself() -> None:
    made = outcome("Site good = 985, total = 1_000 in 2027-Q2\nexpect quarterly in 2027-Q2 = 98.5%")
    assert made.passed
    failed = outcome("Site good = 985, total = 1_000 in 2027-Q2\nexpect met runs in 2027-Q2")
    assert codes(failed) == ["SLA1101"]


def test_periods_in_the_wrong_order() -> None:
    from sladsl.compiler import compile_files

    text = HOUSE + 'scenario "s" for Deal in 2027-06 to 2027-05 { expect met up }\n'
    found = [d.message for d in compile_files({"house.sla": text}).resolved.diagnostics]
    assert found == ["`2027-05` does not end what begins with `2027-06`"]


@pytest.mark.parametrize(
    ("months", "customer", "provider"),
    [
        (("04", "05"), False, False),
        (("05", "06"), True, True),
        (("04", "06"), False, True),
        (("06",), False, False),
    ],
)
def test_grounds_to_terminate(months: tuple[str, ...], customer: bool, provider: bool) -> None:
    """By the customer after two months in a row, by the provider after two of three; at the end of June."""
    lines = "".join(f"Site down at 2027-{month}-10 00:00 for 2 h\n" for month in months)
    for role, may in (("customer", customer), ("provider", provider)):
        for word, holds in (("", may), ("no ", not may)):
            made = outcome(f"{lines}expect {word}termination by {role}", "in 2027-04 to 2027-06")
            assert made.passed is holds


def test_time_of_which_nothing_is_known() -> None:
    made = outcome("Site unknown from 2027-06-01 00:00 for 72 h\nexpect lost = 10%\nexpect up = 100%")
    assert made.passed
    all_of_it = outcome(
        "Site unknown from 2027-06-01 00:00 to 2027-07-01 00:00\nexpect no_data up\nexpect lost = 100%"
    )
    assert all_of_it.passed


def test_nothing_told_of_a_signal_is_no_data() -> None:
    made = outcome("expect no_data runs")
    assert made.passed and made.statement is not None
    assert {r.state for r in made.statement.results if r.guarantee.key == "runs"} == {State.NO_DATA}
