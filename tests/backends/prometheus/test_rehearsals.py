"""Scenarios as rule tests: the rules count what the evaluation counts; one that does not is found out."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
import yaml

from conftest import Bench
from sladsl.backends.prometheus import PrometheusBackend, PrometheusOptions
from sladsl.compiler import compile_files
from sladsl.compiler.rehearsals import with_rehearsals
from sladsl.lower.monitoring import Monitoring, Rehearsal
from sladsl.lower.to_monitoring import to_monitoring

SOURCE = """\
import std.metrics { availability }

metric uptime "Uptime" {
  better higher
  signals up
  value = share of time where up
  empty counts as excluded
  partial minutes count
}
metric patient "Uptime but for short outages" {
  better higher
  signals up
  value = share of time where up
  empty counts as excluded
  outages under 120 s do not count
  partial minutes count
}

party N "N"
party K "K"
calendar Always "Always" { open always }
calendar Office "Office" {
  zone "Europe/Helsinki"
  open Mon-Fri 08:00-17:00
  closed holidays FI
}
exclusion maintenance "Maintenance" {
  window first Sun 02:00-06:00
  at most 4 h per month
}
service S "S" {
  measure availability from prometheus {
    errors   = `sum(rate(errors_total[$range]))`
    requests = `sum(rate(requests_total[$range]))`
  }
  measure uptime, patient from prometheus {
    up = `max(up)`
  }
}
customer sla A "A" {
  provider N
  customer K
  effective 2027-01-01 until 2028-12-31
  hours Always zone "Europe/Helsinki"
  covers S
  guarantee office: availability of S >= 99% per month during Office { exact; alert at 10%, 100% of budget }
  guarantee always: availability of S >= 99.9% per month { except maintenance; exact; alert at 50% of budget }
  guarantee state: uptime of S >= 99.9% per month { exact }
  guarantee calm: patient of S >= 99.9% per month during Office { exact }
}
"""


def outline(scenarios: str) -> Monitoring:
    made = compile_files({"a.sla": SOURCE + scenarios})
    assert not made.resolved.has_errors, made.resolved.diagnostics
    house = made.house
    lowered = to_monitoring(house, tuple(house.agreements.values()), {}, None)
    assert not lowered.has_errors, lowered.diagnostics
    return with_rehearsals(house, lowered.value)


def scenario(title: str, month: str, *events: str) -> str:
    return f'scenario "{title}" for A in {month} {{\n  ' + "\n  ".join(events) + "\n  expect met always\n}\n"


def written(bench: Bench, made: Monitoring) -> list[dict[str, object]]:
    """The tests from scenarios in the file that is emitted."""
    emitted = PrometheusBackend().emit(made, PrometheusOptions(date(2027, 6, 1)))
    assert not emitted.has_errors, emitted.diagnostics
    for file in emitted.value:
        path = bench.folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    body = yaml.safe_load((bench.folder / "rules/A.test.yml").read_text())
    return [test for test in body["tests"] if test["name"].startswith("scenario ")]


def prove(bench: Bench) -> None:
    """The tests from scenarios pass; what else is in the file is proven elsewhere and takes its time."""
    path = bench.folder / "rules/A.test.yml"
    body = yaml.safe_load(path.read_text())
    body["tests"] = [test for test in body["tests"] if test["name"].startswith("scenario ")]
    path.write_text(yaml.safe_dump(body, sort_keys=False))
    bench.proves("A")


def counted(test: dict[str, object]) -> dict[str, int]:
    """The seconds that a test expects, by promise."""
    found: dict[str, int] = {}
    for check in test["promql_expr_test"]:  # type: ignore[attr-defined]
        promise = re.search(r'sla:bad:amount.*guarantee="(\w+)"', check["expr"])
        roughly = re.search(r" - (\d+)\) < bool", check["expr"])
        if promise:
            found[promise[1]] = int(roughly[1]) if roughly else check["exp_samples"][0]["value"]
    return found


def firing(test: dict[str, object]) -> dict[tuple[str, str], bool]:
    """Whether a budget alert is expected, by promise and share."""
    found = {}
    for check in test["promql_expr_test"]:  # type: ignore[attr-defined]
        match = re.search(r'guarantee="(\w+)".*spent="(.*?)"', check["expr"])
        if match:
            found[match[1], match[2]] = bool(check["exp_samples"])
    return found


def test_rules_count_what_scenarios_count(bench: Bench) -> None:
    made = outline(
        # A Friday: 20 of the 60 minutes lie in office hours, which end at 17:00 in Helsinki.
        scenario("At closing time", "2027-11", "S down from 2027-11-26 16:40 to 2027-11-26 17:40")
        # Independence day, a Monday.
        + scenario("On a holiday", "2027-12", "S down at 2027-12-06 10:00 for 30 min")
        # Half a minute, one, and a quarter of one: three bad minutes, 105 seconds down.
        + scenario("Seconds", "2027-10", "S down from 2027-10-13 10:00:30 to 2027-10-13 10:02:15")
        # Within the hours of the work: a third of what may be excluded is used.
        + scenario("Work", "2027-11", "S down at 2027-11-07 02:10 for 40 min")
    )
    tests = written(bench, made)
    assert [str(test["name"]) for test in tests] == [
        "scenario At closing time, from 2027-11-26T14:30Z",
        "scenario On a holiday, from 2027-12-06T07:50Z",
        "scenario Seconds, from 2027-10-13T06:50Z",
        "scenario Work, from 2027-11-07T00:00Z",
    ]
    assert [counted(test) for test in tests] == [
        {"office": 1200, "always": 3600, "state": 3600, "calm": 1200},
        {"office": 0, "always": 1800, "state": 1800, "calm": 0},
        # Whether it is short enough to be forgiven is decided in the query of the signal, which is not fed.
        {"office": 180, "always": 180, "state": 105},
        {"office": 0, "always": 0, "state": 2400, "calm": 0},
    ]
    # Of 1% of about 200 office hours 20 minutes are more than a tenth; of 0.1% of a month half is 22 minutes.
    assert [firing(test) for test in tests] == [
        {("office", "10%"): True, ("office", "100%"): False, ("always", "50%"): True},
        {("office", "10%"): False, ("office", "100%"): False, ("always", "50%"): True},
        {("office", "10%"): False, ("office", "100%"): False, ("always", "50%"): False},
        {("office", "10%"): False, ("office", "100%"): False, ("always", "50%"): False},
    ]
    prove(bench)


@pytest.mark.parametrize("what", ["hours", "exclusions", "counted"])
def test_a_difference_is_found(bench: Bench, what: str) -> None:
    made = outline(
        scenario("At closing time", "2027-11", "S down from 2027-11-26 16:40 to 2027-11-26 17:40")
        + scenario("Work", "2027-11", "S down at 2027-11-07 02:10 for 40 min")
    )
    (agreement,) = made.agreements
    if what == "counted":
        changed = [replace(r, counted=r.counted[:-1]) for r in agreement.rehearsals]
        agreement = replace(agreement, rehearsals=tuple(changed))
    else:
        none: object = None if what == "hours" else ()
        changed_objectives = [replace(o, **{what: none}) for o in agreement.objectives]  # type: ignore[arg-type]
        agreement = replace(agreement, objectives=tuple(changed_objectives))
    assert written(bench, Monitoring((agreement,)))
    with pytest.raises(AssertionError, match="sla:bad:amount"):
        prove(bench)


@pytest.mark.parametrize(
    ("month", "event"),
    [
        # The clocks go back in the middle of it.
        ("2027-10", "S down from 2027-10-31 03:30 to 2027-10-31 04:30"),
        # Before what the rules know of.
        ("2025-11", "S down at 2025-11-26 10:00 for 10 min"),
    ],
)
def test_what_rules_cannot_know_is_no_test(bench: Bench, month: str, event: str) -> None:
    tests = written(bench, outline(scenario("Not told", month, event)))
    assert all("always" not in counted(test) for test in tests)


def test_long_and_many_outages_stay_short_tests(bench: Bench) -> None:
    days = [f"S down at 2027-11-{day:02} 10:00 for 1 min" for day in range(1, 13)]
    long = ["S down from 2027-09-01 10:00 to 2027-09-03 10:00"]
    tests = written(bench, outline(scenario("Often", "2027-11", *days) + scenario("Long", "2027-09", *long)))
    names = [str(test["name"]) for test in tests]
    assert len([name for name in names if "Often" in name]) == 4
    (endless,) = [test for test in tests if "Long" in str(test["name"])]
    # Three hours, of which ten minutes are before it begins.
    assert counted(endless)["always"] == 3 * 3600 - 600


def test_signals_and_reported_work_are_left_to_the_evaluation() -> None:
    told = outline(
        scenario("Signals", "2027-11", "S errors = 3, requests = 10 from 2027-11-26 10:00 for 5 min")
        + scenario("Up", "2027-11")
    )
    assert told.agreements[0].rehearsals == ()


def test_a_scenario_of_another_agreement_is_not_ours() -> None:
    made = outline(scenario("Ours", "2027-11", "S down at 2027-11-26 10:00 for 5 min"))
    found: tuple[Rehearsal, ...] = made.agreements[0].rehearsals
    assert [(r.guarantee, r.service) for r in found] == [
        ("office", "S"),
        ("always", "S"),
        ("state", "S"),
        ("calm", "S"),
    ]
    assert {r.title for r in found} == {"Ours"}
