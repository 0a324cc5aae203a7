"""What published agreements say and what their own data come to; the source of each stands with it.

The figures are those of the agreements' authors where `oracle` in the comment says published, else they were
computed from the agreement's own rules with exact fractions.
"""

# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction

import pytest
from measuring import at, deal, house_with, judged, measured, one, period_of, results, site

from sladsl.evaluate.facts import Case, Facts, Resource, Samples, ServiceFacts
from sladsl.evaluate.results import Result, State
from sladsl.exact.durations import Duration
from sladsl.exact.intervals import normalise
from sladsl.exact.periods import Cycle, Kind
from sladsl.exact.quantities import Quantity
from sladsl.exact.ratio import decimal_text
from sladsl.model.values import Number, Ratio

MINUTE = 60
MONTH_OF = {28: "2025-02", 29: "2024-02", 30: "2025-04", 31: "2025-03"}
UP = "metric up { better higher; signals up; value = share of time where up; partial minutes count }"


def shown(result: Result, places: int = 6) -> str:
    """The exact value as a percentage of so many decimals."""
    value = result.measured.value
    assert isinstance(value, Ratio)
    return decimal_text(value.value * 100, places)


def minutes_down(label: str, minutes: int, zone: str = "UTC") -> Facts:
    start = period_of(label, zone).start + 86_400
    return site(down=((start, start + minutes * MINUTE),) if minutes else ())


def spread_down(label: str, minutes: Fraction) -> Facts:
    start = period_of(label).start
    return site(down=((start, start + int(minutes * MINUTE)),))


# P01: atlassian.com/legal/sla/service-credits; oracle: published.
def test_sixty_minutes_in_a_month_of_thirty_days() -> None:
    house = house_with(
        UP,
        """guarantee up: up of Site >= 99.90% per month {
          exact
          credit { below 99.90%: 10% of monthly; below 99.0%: 25% of monthly }
        }""",
        more="fee monthly = 1_000 USD per month",
    )
    made = results(house, minutes_down("2025-04", 60), period_of("2025-04"))["up"]
    assert (made.measured.numerator, made.measured.denominator) == (43_140 * 60, 43_200 * 60)
    assert (shown(made, 2), made.state) == ("99.86", State.MISSED)
    assert made.tier is not None and made.tier.kind == "below"


# P02, same page; oracle: published, the last row from the word "greater".
@pytest.mark.parametrize(("errors", "bad"), [(100, True), (10, True), (1, False), (5, False)])
def test_a_minute_is_bad_when_its_error_rate_is_greater(errors: int, bad: bool) -> None:
    rule = "share of each 1 min where errors / requests <= 5%; empty counts as good"
    metric = f"metric fine {{ better higher; signals errors, requests; value = {rule} }}"
    contract, house = deal(metric, "guarantee it: fine of Site >= 99.9% per month")
    start = period_of("2025-04").start
    facts = site(
        samples={
            "errors": Samples(60, {start: Fraction(errors)}),
            "requests": Samples(60, {start: Fraction(100)}),
        }
    )
    made = measured(contract, one(contract, "it"), facts, period_of("2025-04"), house)
    assert [c.interval for c in made.counted] == ([(start, start + 60)] if bad else [])
    assert made.numerator == 43_200 - bad


# P03: gpitbjss.atlassian.net/wiki/spaces/BG/pages/1949925787; oracle: published.
WINDOWS = """
calendar Support "Support" { zone "Europe/London"; open Mon-Sun 06:30-20:30 }
calendar Rest "Rest" { zone "Europe/London"; open Mon-Sun 20:30-06:30 }
"""
WINDOW_ROWS = [
    *((31, "support", 26_040, 26), (30, "support", 25_200, 25), (29, "support", 24_360, 24)),
    *((28, "support", 23_520, 23), (31, "rest", 18_600, 18), (30, "rest", 18_000, 18)),
    *((29, "rest", 17_400, 17), (28, "rest", 16_800, 16)),
]
BY_WINDOW = (
    "guarantee support: up of Site >= 99.9% per month during Support { exact }\n"
    "guarantee rest: up of Site >= 99.9% per month during Rest { exact }"
)


@pytest.mark.parametrize(("days", "window", "minutes", "permitted"), WINDOW_ROWS)
def test_minutes_of_two_windows(days: int, window: str, minutes: int, permitted: int) -> None:
    label = {31: "2025-01", 30: "2025-06", 29: "2024-02", 28: "2025-02"}[days]
    house = house_with(WINDOWS + UP, BY_WINDOW, "Europe/London")
    month = period_of(label, "Europe/London")
    begin = month.start + 86_400 + (7 if window == "support" else 21) * 3600
    for lost, met in ((permitted, True), (permitted + 1, False)):
        made = results(house, site(down=((begin, begin + lost * 60),)), month)[window]
        assert made.measured.denominator == minutes * 60
        assert (made.state is State.MET) is met


@pytest.mark.parametrize(
    ("label", "support", "rest"), [("2025-03", 26_040, 18_540), ("2025-10", 26_040, 18_660)]
)
def test_the_night_window_takes_both_changes_of_the_clocks(label: str, support: int, rest: int) -> None:
    house = house_with(WINDOWS + UP, BY_WINDOW, "Europe/London")
    made = results(house, site(down=()), period_of(label, "Europe/London"))
    assert made["support"].measured.denominator == support * 60
    assert made["rest"].measured.denominator == rest * 60


# P10: daisycomms.co.uk, care level 4 (six hours at any time); the levels by end of day have no form yet.
@pytest.mark.parametrize(
    ("reported", "due"), [("2019-10-26T22:30", "2019-10-27T03:30"), ("2019-03-30T22:30", "2019-03-31T05:30")]
)
def test_six_hours_over_a_change_of_the_clocks(reported: str, due: str) -> None:
    assert limit_of("fix <= 6 h per month", reported, "Europe/London") == at(due, "Europe/London")


def limit_of(promised: str, opened: str, zone: str, declared: str = "", more: str = "") -> int:
    """The last instant at which a case opened then is in time, by trying."""
    metric = "metric fix { better lower; value = time from opened to resolved; attributed to opened }"
    contract, house = deal(declared + metric, f"guarantee it: {promised}", zone, more)
    month = Cycle(Kind.MONTH, zone).containing(at(opened, zone))
    low = at(opened, zone)
    high = low + 40 * 86_400
    while high - low > 1:
        middle = (low + high) // 2
        case = Case("c", "P1", {"opened": at(opened, zone), "resolved": middle})
        made = judged(contract, one(contract, "it"), Facts({}, (case,)), month, house)
        low, high = (middle, high) if made.state is State.MET else (low, middle)
    return low


# P13: ibm-cloud-docs/overview, slas.md; oracle: published.
def test_six_hours_in_a_month_of_thirty_one_days() -> None:
    house = house_with(
        UP,
        """guarantee public: up of Site >= 99.99% per month { credit { below 99.99%: 10 USD; below 99.9%: 25 USD } }
        guarantee other: up of Site >= 99.9% per month { credit { below 99.9%: 10 USD; below 99.0%: 25 USD } }""",
    )
    made = results(house, minutes_down("2025-03", 360), period_of("2025-03"))
    assert made["public"].measured.value == Ratio(Fraction(44_280, 44_640))
    assert shown(made["public"]) == "99.193548"
    assert (bound(made["public"]), bound(made["other"])) == ("99.9", "99.9")


def bound(result: Result) -> str | None:
    """The bound of the row that applies, in percent."""
    if result.tier is None:
        return None
    assert isinstance(result.tier.bound, Ratio)
    return decimal_text(result.tier.bound.value * 100, 1)


# D01: github/docs, github-enterprise-service-level-agreement.md.
@pytest.mark.parametrize(
    ("quarter", "down", "total", "display", "state"),
    [
        ("2023-Q1", 130, 129_600, "99.899691", State.MISSED),
        ("2024-Q1", 130, 131_040, "99.900794", State.MET),
        ("2023-Q3", 132, 132_480, "99.900362", State.MET),
    ],
)
def test_a_leap_year_decides(quarter: str, down: int, total: int, display: str, state: State) -> None:
    house = house_with(UP, "guarantee up: up of Site >= 99.9% per quarter { exact }")
    made = results(house, minutes_down(quarter, down), period_of(quarter))["up"]
    assert (made.measured.denominator, shown(made), made.state) == (total * 60, display, state)


# D02, same agreement: executions; the rows contradict the target at 99.9 and leave a hole at 99.0.
@pytest.mark.parametrize(
    ("triggered", "unavailable", "state"),
    [(1_000_000, 1_000, State.MET), (1_000_000, 1_001, State.MISSED), (100_000, 1_000, State.UNDEFINED)],
)
def test_a_hole_between_rows_is_undefined(triggered: int, unavailable: int, state: State) -> None:
    house = house_with(
        "metric runs { better higher; signals triggered, unavailable; "
        "value = (triggered - unavailable) / triggered }",
        """guarantee runs: runs of Site >= 99.9% per quarter {
          exact
          credit { when value <= 99.9% and value > 99.0%: 10 USD; when value < 99.0%: 25 USD }
        }""",
    )
    totals = {"triggered": Fraction(triggered), "unavailable": Fraction(unavailable)}
    made = results(house, site(totals=totals), period_of("2023-Q1"))["runs"]
    assert made.measured.value == Ratio(Fraction(triggered - unavailable, triggered))
    assert made.state is state


# D03, same agreement: hours without traffic have no errors.
MEAN = "better lower; signals errors, requests; value = mean over each {step} of errors / requests"


def by_interval(start: int, step: int, rows: list[tuple[int, int]]) -> Facts:
    errors = {start + n * step: Fraction(e) for n, (e, _) in enumerate(rows)}
    requests = {start + n * step: Fraction(r) for n, (_, r) in enumerate(rows)}
    return site(samples={"errors": Samples(step, errors), "requests": Samples(step, requests)})


@pytest.mark.parametrize(("empty", "display"), [("0%", "0.115741"), ("excluded", "25.000000")])
def test_idle_hours(empty: str, display: str) -> None:
    metric = f"metric mean {{ {MEAN.format(step='1 h')}; empty counts as {empty} }}"
    metric += "\nmetric good { better higher; value = 100% - mean }"
    house = house_with(metric, "guarantee good: good of Site >= 99.9% per quarter { exact }")
    quarter = period_of("2023-Q1")
    facts = by_interval(quarter.start, 3600, [(1, 2)] * 5 + [(0, 2)] * 5)
    made = results(house, facts, quarter)["good"]
    rest = Fraction(100) - Fraction(shown(made))
    assert decimal_text(rest, 6) == display
    assert made.state is State.MISSED


def test_idle_hours_that_nobody_settled() -> None:
    metric = f"metric mean {{ {MEAN.format(step='1 h')} }}"
    house = house_with(metric, "guarantee mean: mean of Site <= 0.2% per quarter { exact }")
    quarter = period_of("2023-Q1")
    made = results(house, by_interval(quarter.start, 3600, [(1, 2)] * 5 + [(0, 2)] * 5), quarter)["mean"]
    assert made.state is State.UNDEFINED
    assert made.reason == (
        "the agreement does not say what an interval without data counts as: 0.1157% or 25% or 99.6528%"
    )


# D04: aws.amazon.com/s3/sla.
def test_the_mean_of_error_rates_is_not_the_rate_of_all_requests() -> None:
    metric = f"metric mean {{ {MEAN.format(step='5 min')}; empty counts as 0% }}\n"
    metric += "metric good { better higher; value = 100% - mean }\n"
    metric += "metric pooled { better higher; signals errors, requests; value = 1 - errors / requests }"
    promised = "guarantee good: good of Site >= 99.9% per month { exact }\n"
    promised += "guarantee pooled: pooled of Site >= 99.9% per month { exact }"
    month = period_of("2025-04")
    facts = by_interval(month.start, 300, [(1, 1)] * 10 + [(0, 1000)] * 8_630)
    made = results(house_with(metric, promised), facts, month)
    assert (shown(made["good"]), made["good"].state) == ("99.884259", State.MISSED)
    assert (shown(made["pooled"]), made["pooled"].state) == ("99.999884", State.MET)


# D07: the 2008 EC2 agreement: five-minute periods of the 365 days before the claim.
@pytest.mark.parametrize(
    ("bad", "in_use", "display", "met"),
    [(52, 365, "99.950533", True), (53, 365, "99.949581", False), (53, 30, "99.949581", False)],
)
def test_trailing_days_before_a_claim(bad: int, in_use: int, display: str, met: bool) -> None:
    rule = "share of each 5 min where errors / requests < 100%; undeployed time counts as good"
    metric = f"metric up {{ better higher; signals errors, requests; value = {rule} }}"
    house = house_with(metric, "guarantee up: up of Site >= 99.95% per trailing 365 days { exact }")
    cycle = Cycle(Kind.TRAILING, "UTC", days=365)
    year = cycle.containing(at("2009-06-01T12:00"))
    since = year.end - in_use * 86_400
    facts = site(down=((since, since + bad * 300),), deployed=((since, year.end),))
    made = results(house, facts, year)["up"]
    assert (made.measured.denominator, shown(made)) == (105_120, display)
    assert (made.state is State.MET) is met


# D09: about.gitlab.com, GitLab Dedicated.
@pytest.mark.parametrize(
    ("fast", "fair", "slow", "errors", "value", "met"),
    [(990_000, 8_000, 1_500, 500, "99.4", False), (992_000, 6_000, 1_500, 500, "99.5", True)],
)
def test_scores_of_requests(fast: int, fair: int, slow: int, errors: int, value: str, met: bool) -> None:
    metric = """
    metric summed { better higher; signals fast, fair, total; value = (fast + 0.5 * fair) / total }
    metric scored {
      better higher
      signals failed, duration
      value = mean score of events: 100% where not failed and duration <= 1 s,
        50% where not failed and duration <= 10 s, otherwise 0%
    }"""
    promised = "guarantee summed: summed of Site >= 99.5% per month { exact }\n"
    promised += "guarantee scored: scored of Site >= 99.5% per month { exact }"
    house = house_with(metric, promised)
    month = period_of("2025-04")
    totals = {"fast": Fraction(fast), "fair": Fraction(fair), "total": Fraction(1_000_000)}
    kinds = ((fast, 0, "1"), (fair, 0, "10"), (slow, 0, "10.001"), (errors, 1, "0.2"))
    events = [
        Case(
            f"{kind}-{n}",
            None,
            {"opened": month.start + n},
            (),
            {"failed": Fraction(f), "duration": Fraction(d)},
        )
        for kind, (count, f, d) in enumerate(kinds)
        for n in range(count // 500)
    ]
    made = results(house, Facts({"Site": ServiceFacts(totals=totals)}, tuple(events)), month)
    for result in made.values():
        assert isinstance(result.measured.value, Ratio)
        assert result.measured.value.value * 100 == Fraction(value)
        assert (result.state is State.MET) is met


# D14: mongodb.com/legal/sla/cloud/atlas-database: only whole minutes are bad.
@pytest.mark.parametrize(
    ("counted", "begin", "end", "minutes", "display", "state"),
    [
        ("do not count", "2025-04-10T10:00:30", "2025-04-10T10:03:15", 2, "99.995370", State.MET),
        ("do not count", "2025-04-10T10:00:00", "2025-04-10T10:03:00", 3, "99.993056", State.MISSED),
        ("do not count", "2025-02-10T10:00:30", "2025-02-10T10:03:15", 2, "99.995040", State.MET),
    ],
)
def test_whole_minutes(counted: str, begin: str, end: str, minutes: int, display: str, state: State) -> None:
    time = f"metric up {{ better higher; signals up; value = share of time where up; partial minutes {counted} }}"
    every = "share of each 1 min where errors / requests < 100%"
    metric = f"{time}\nmetric minutes {{ better higher; signals errors, requests; value = {every} }}"
    promised = "guarantee up: up of Site >= 99.995% per month { exact }\n"
    promised += "guarantee minutes: minutes of Site >= 99.995% per month { exact }"
    made = results(house_with(metric, promised), site(down=((at(begin), at(end)),)), period_of(begin[:7]))
    for result, unit in ((made["up"], 60), (made["minutes"], 1)):
        assert (shown(result), result.state) == (display, state)
        assert sum(c.amount for c in result.measured.counted) == minutes * unit


def test_whole_minutes_that_nobody_settled() -> None:
    metric = "metric up { better higher; signals up; value = share of time where up }"
    house = house_with(metric, "guarantee up: up of Site >= 99.995% per month { exact }")
    begun = site(down=((at("2025-04-10T10:00:30"), at("2025-04-10T10:03:15")),))
    made = results(house, begun, period_of("2025-04"))["up"]
    assert made.state is State.UNDEFINED
    assert made.reason == "the agreement does not say whether partial minutes count: 99.9936% or 99.9954%"
    longer = site(down=((at("2025-04-10T10:00:30"), at("2025-04-10T10:30:15")),))
    made = results(house, longer, period_of("2025-04"))["up"]
    assert made.state is State.MISSED and made.measured.counted[0].amount == 29 * 60 + 45


# D15: mongodb.com/atlas/data-federation/sla and digitalocean.com/sla/cpu-droplets: a part of the month.
@pytest.mark.parametrize(
    ("counts", "days", "existed", "bad", "whole", "display"),
    [
        ("good", 30, 10, 2, 8_640, "99.976852"),
        ("excluded", 30, 10, 2, 2_880, "99.930556"),
        ("good", 30, 30, 5, 8_640, "99.942130"),
        ("excluded", 31, 31, 3, 8_928, "99.966398"),
    ],
)
def test_a_part_of_the_month(
    counts: str, days: int, existed: int, bad: int, whole: int, display: str
) -> None:
    rule = f"share of each 5 min where errors / requests < 100%; undeployed time counts as {counts}"
    metric = f"metric up {{ better higher; signals errors, requests; value = {rule} }}"
    house = house_with(metric, "guarantee up: up of Site >= 99.95% per month { exact }")
    month = period_of(MONTH_OF[days])
    since = month.end - existed * 86_400
    facts = site(down=((since, since + bad * 300),), deployed=((since, month.end),))
    made = results(house, facts, month)["up"]
    assert (made.measured.denominator, shown(made)) == (whole, display)


def test_a_part_of_the_month_that_nobody_settled() -> None:
    house = house_with(UP, "guarantee up: up of Site >= 99.95% per month { exact }")
    month = period_of("2025-04")
    since = month.end - 10 * 86_400
    facts = site(down=((since, since + 600),), deployed=((since, month.end),))
    made = results(house, facts, month)["up"]
    assert made.state is State.UNDEFINED
    words = "the agreement does not say what time counts as before a service existed"
    assert made.reason == f"{words}: 99.9306% or 99.9769%"


# D17: Online Services SLA, DNS zones: minutes of all zones together, and rows below 100%.
@pytest.mark.parametrize(
    ("deployed", "down", "available", "display", "row"),
    [
        ((43_200, 43_200, 43_200), 13, 129_600, "99.989969", "99.99"),
        ((43_200, 43_200, 43_200), 12, 129_600, "99.990741", "100.00"),
        ((43_200, 43_200, 14_400), 11, 100_800, "99.989087", "99.99"),
        ((43_200, 43_200, 43_200), 0, 129_600, "100.000000", None),
    ],
)
def test_minutes_of_all_zones(
    deployed: tuple[int, ...], down: int, available: int, display: str, row: str | None
) -> None:
    metric = "metric up { better higher; signals up; value = share of time where up pooled by minutes; partial minutes count }"
    rows = "credit { below 100%: 10 USD; below 99.99%: 25 USD; below 99.5%: 100 USD }"
    house = house_with(metric, f"guarantee up: up of Site >= 100% per month {{ exact; {rows} }}")
    start = period_of("2025-04").start
    resources = tuple(
        Resource(f"zone {n}", ((start, start + m * 60),), ((start, start + down * 60),) if n == 0 else ())
        for n, m in enumerate(deployed)
    )
    made = results(house, site(resources=resources), period_of("2025-04"))["up"]
    assert (made.measured.denominator, shown(made)) == (available * 60, display)
    found = made.tier.bound if made.tier else None
    assert (decimal_text(found.value * 100, 2) if isinstance(found, Ratio) else None) == row


# D18, same agreement: the column of the worst disk.
@pytest.mark.parametrize(
    ("column", "down", "display", "row"),
    [
        ("premium", 173, "99.599537", "99.9"),
        ("ssd", 173, "99.599537", None),
        ("ssd", 216, "99.500000", None),
        ("ssd", 217, "99.497685", "99.5"),
        ("hdd", 217, "99.497685", None),
    ],
)
def test_the_column_of_the_worst_disk(column: str, down: int, display: str, row: str | None) -> None:
    rows = {"premium": ("99.9", "99", "95"), "ssd": ("99.5", "95", "90"), "hdd": ("95", "92", "90")}[column]
    credit = "; ".join(f"below {b}%: {n}0 USD" for n, b in enumerate(rows, start=1))
    house = house_with(
        UP, f"guarantee up: up of Site >= {rows[0]}% per month {{ exact; credit {{ {credit} }} }}"
    )
    made = results(house, minutes_down("2025-04", down), period_of("2025-04"))["up"]
    assert (shown(made), bound(made)) == (display, row)


# D25: wiki.egi.eu, resource centres: two denominators, and time of which nothing is known.
EGI = """
exclusion scheduled "Scheduled"
metric up { better higher; signals up; value = share of time where up; partial minutes count; empty counts as excluded }
"""
EGI_PROMISED = """
guarantee availability: up of Site >= 80% per month { exact }
guarantee reliability: up of Site >= 85% per month { except scheduled; exact }
"""


def test_two_denominators_and_unknown_time() -> None:
    start = period_of("2025-04").start
    h = 3600
    facts = site(
        unknown=((start, start + 36 * h),),
        down=((start + 40 * h, start + 172 * h),),
        excluded={"scheduled": ((start + 40 * h, start + 112 * h),)},
    )
    made = results(house_with(EGI, EGI_PROMISED), facts, period_of("2025-04"))
    assert (shown(made["availability"]), shown(made["reliability"])) == ("80.701754", "90.196078")
    assert made["availability"].measured.numerator == 552 * h
    assert {r.state for r in made.values()} == {State.MET}


def test_nothing_known_is_no_data() -> None:
    month = period_of("2025-04")
    facts = site(down=(), unknown=((month.start, month.end),), excluded={"scheduled": ()})
    made = results(house_with(EGI, EGI_PROMISED), facts, month)
    assert {r.state for r in made.values()} == {State.NO_DATA}


# D26: ICANN registry agreements: minutes, whatever the month; a quorum of probes.
@pytest.mark.parametrize(
    ("days", "down", "met", "display"), [(31, 440, False, "99.014337"), (28, 432, True, "98.928571")]
)
def test_minutes_whatever_the_month(days: int, down: int, met: bool, display: str) -> None:
    metric = "metric lost { better lower; unit min; signals up; value = time down; partial minutes count }\n"
    promised = "guarantee lost: lost of Site <= 432 min per month { exact }\n"
    promised += "guarantee up: up of Site >= 90% per month { exact }"
    label = MONTH_OF[days]
    made = results(house_with(metric + UP, promised), minutes_down(label, down), period_of(label))
    assert (made["lost"].state is State.MET) is met
    assert shown(made["up"]) == display


@pytest.mark.parametrize(("probes", "failing", "down"), [(20, 10, False), (20, 11, True), (100, 51, True)])
def test_a_quorum_of_probes(probes: int, failing: int, down: bool) -> None:
    rule = "share of each 1 min where failing / probes < 51%; empty counts as excluded"
    metric = f"metric up {{ better higher; signals failing, probes; value = {rule} }}"
    contract, house = deal(metric, "guarantee up: up of Site >= 99% per day")
    start = period_of("2025-04-01").start
    samples = {
        "failing": Samples(60, {start: Fraction(failing)}),
        "probes": Samples(60, {start: Fraction(probes)}),
    }
    made = measured(contract, one(contract, "up"), site(samples=samples), period_of("2025-04-01"), house)
    assert made.value == Ratio(Fraction(0 if down else 1))


# D27: snowflake.com: under 1% errors 99.9% of the time and under 10% errors 99.99% of the time.
@pytest.mark.parametrize(
    ("over", "far_over", "first", "second"),
    [
        (43, 5, ("99.900463", True), ("99.988426", False)),
        (43, 4, ("99.900463", True), ("99.990741", True)),
        (44, 0, ("99.898148", False), ("100.000000", True)),
    ],
)
def test_two_thresholds_on_one_signal(
    over: int, far_over: int, first: tuple[str, bool], second: tuple[str, bool]
) -> None:
    declared = promised = ""
    for name, limit, target in (("first", "1%", "99.9%"), ("second", "10%", "99.99%")):
        rule = f"share of each 1 min where errors / requests < {limit}; empty counts as good"
        declared += f"metric {name} {{ better higher; signals errors, requests; value = {rule} }}\n"
        promised += f"guarantee {name}: {name} of Site >= {target} per month {{ exact }}\n"
    month = period_of("2025-04")
    rows = [(10, 100)] * far_over + [(1, 100)] * (over - far_over) + [(0, 100)] * (43_200 - over)
    made = results(house_with(declared, promised), by_interval(month.start, 60, rows), month)
    for name, (display, met) in (("first", first), ("second", second)):
        assert (shown(made[name]), made[name].state is State.MET) == (display, met)


# D29: lawinsider.com/clause/latency: how far over the table's value.
@pytest.mark.parametrize(
    ("actual", "excess", "row"),
    [("43.9", "9.75", None), ("44", "10", "10"), ("52", "30", "30"), ("81", "102.5", "100")],
)
def test_relative_excess(actual: str, excess: str, row: str | None) -> None:
    metric = "metric excess { better lower; signals actual; value = actual / 40 - 1 }"
    rows = "; ".join(f"at least {b}%: {b} USD" for b in (10, 20, 30, 50, 75, 100))
    house = house_with(
        metric, f"guarantee excess: excess of Site < 10% per month {{ exact; credit {{ {rows} }} }}"
    )
    made = results(house, site(totals={"actual": Fraction(actual)}), period_of("2025-04"))["excess"]
    assert made.measured.value == Ratio(Fraction(excess) / 100)
    found = made.tier.bound if made.tier else None
    assert (decimal_text(found.value * 100, 0) if isinstance(found, Ratio) else None) == row
    assert (made.state is State.MET) is (row is None)


# D34: aws.amazon.com/s3/sla-rtc: work belongs to the month in which it began.
@pytest.mark.parametrize(
    ("finished", "late"), [("2025-02-01T00:12:00Z", True), ("2025-02-01T00:10:00Z", False)]
)
def test_work_over_the_end_of_the_month(finished: str, late: bool) -> None:
    metric = "metric copy { better lower; value = time from started to finished; attributed to started }"
    house = house_with(metric, "guarantee copy: copy <= 15 min for 99.9% of objects per month { exact }")
    case = Case("o", None, {"started": at("2025-01-31T23:55:00Z"), "finished": at(finished)})
    january = results(house, Facts({}, (case,)), period_of("2025-01"))["copy"]
    assert bool(january.measured.counted) is late and january.measured.denominator == 1
    assert results(house, Facts({}, (case,)), period_of("2025-02"))["copy"].state is State.NO_DATA


@pytest.mark.parametrize(("late", "value", "met"), [(2, "99.9", True), (3, "99.85", False)])
def test_a_share_of_objects(late: int, value: str, met: bool) -> None:
    metric = "metric copy { better lower; value = time from started to finished; attributed to started }"
    house = house_with(metric, "guarantee copy: copy <= 15 min for 99.9% of objects per month { exact }")
    start = period_of("2025-01").start
    cases = tuple(
        Case(f"{n}", None, {"started": start + n, "finished": start + n + (901 if n < late else 900)})
        for n in range(2000)
    )
    made = results(house, Facts({}, cases), period_of("2025-01"))["copy"]
    assert made.measured.value == Ratio(Fraction(value) / 100)
    assert (made.state is State.MET) is met


# D35: support.westernu.edu, ten hours a day, over a change of the clocks and a holiday.
WESTERN = """
calendar Desk "Desk" { zone "America/Los_Angeles"; open Mon-Fri 07:30-17:30; closed 2025-05-26 }
"""


@pytest.mark.parametrize(
    ("limit", "opened", "due"),
    [
        ("10 h", "2025-03-07T16:30", "2025-03-10T16:30"),
        ("20 h", "2025-03-07T16:30", "2025-03-11T16:30"),
        ("10 min", "2025-03-07T17:25", "2025-03-10T07:35"),
        ("10 min", "2025-03-08T10:00", "2025-03-10T07:40"),
        ("4 h", "2025-03-08T10:00", "2025-03-10T11:30"),
        ("10 min", "2025-03-07T17:30", "2025-03-10T07:40"),
        ("10 h", "2025-05-23T16:30", "2025-05-27T16:30"),
    ],
)
def test_ten_hours_a_day(limit: str, opened: str, due: str) -> None:
    zone = "America/Los_Angeles"
    found = limit_of(f"fix <= {limit} per month during Desk", opened, zone, WESTERN)
    assert found == at(due, zone)
    assert datetime.fromisoformat(due).hour < 18


# D37: Ofcom's scheme: two full working days before anything is due.
@pytest.mark.parametrize(
    ("reported", "fixed", "late"),
    [("2019-04-18T10:00", "2019-04-28T15:00", True), ("2019-04-08T10:00", "2019-04-10T09:59", False)],
)
def test_grace_in_working_days(reported: str, fixed: str, late: bool) -> None:
    zone = "Europe/London"
    days = 'calendar Days { zone "Europe/London"; open Mon-Fri 00:00-24:00; closed 2019-04-19; closed 2019-04-22 }\n'
    last = limit_of("fix <= 2 working days per month during Days", reported, zone, days)
    assert (at(fixed, zone) > last) is late


# D40: 47 CFR 76.309 and answerfirst.com/sla: calls.
@pytest.mark.parametrize(
    ("within", "busy", "answer_met", "busy_met"),
    [(8_100, 269, True, True), (8_100, 270, True, False), (8_099, 0, False, True)],
)
def test_calls_of_a_quarter(within: int, busy: int, answer_met: bool, busy_met: bool) -> None:
    declared = """
    metric answered { better higher; signals within, calls; value = within / calls }
    metric busy { better lower; signals engaged, dialled; value = engaged / dialled }"""
    promised = "guarantee answered: answered of Site >= 90% per quarter { exact }\n"
    promised += "guarantee busy: busy of Site < 3% per quarter { exact }"
    totals = {"within": within, "calls": 9_000, "engaged": busy, "dialled": 9_000}
    facts = site(totals={k: Fraction(v) for k, v in totals.items()})
    made = results(house_with(declared, promised), facts, period_of("2025-Q1"))
    assert (made["answered"].state is State.MET) is answer_met
    assert (made["busy"].state is State.MET) is busy_met


def test_short_calls_are_no_abandoned_calls() -> None:
    declared = """
    metric abandoned { better lower; signals hung_up, waited; value = share of events where hung_up and waited >= 18 s }
    metric naive { better lower; signals hung_up; value = share of events where hung_up }"""
    promised = "guarantee abandoned: abandoned of Site <= 5% per month { exact }\n"
    promised += "guarantee naive: naive of Site <= 5% per month { exact }"
    start = period_of("2025-04").start

    def call(n: int) -> Case:
        waited = Fraction(17 if n < 25 else 18)
        attributes: Mapping[str, Fraction | str] = {"hung_up": Fraction(n < 70), "waited": waited}
        return Case(str(n), None, {"opened": start + n}, (), attributes)

    facts = Facts({}, tuple(call(n) for n in range(1000)))
    made = results(house_with(declared, promised), facts, period_of("2025-04"))
    assert made["abandoned"].measured.value == Ratio(Fraction(45, 1000))
    assert made["naive"].measured.value == Ratio(Fraction(70, 1000))
    assert (made["abandoned"].state, made["naive"].state) == (State.MET, State.MISSED)


# D43: isa-group/tosla, amazon_ec2_sla.ttl: more than six minutes in an hour of the clock.
@pytest.mark.parametrize(
    ("begin", "end", "hours"),
    [("10:56:00", "11:08:00", 1), ("10:54:00", "11:00:00", 0), ("10:52:59", "11:07:00", 2)],
)
def test_hours_of_the_clock(begin: str, end: str, hours: int) -> None:
    rule = "count of each 1 h where errors / requests > 10%"
    metric = f"metric hours {{ better lower; unit slots; signals errors, requests; value = {rule} }}"
    house = house_with(metric, "guarantee hours: hours of Site <= 0 slots per month { exact }")
    down = ((at(f"2025-04-10T{begin}"), at(f"2025-04-10T{end}")),)
    made = results(house, site(down=down), period_of("2025-04"))["hours"]
    assert made.measured.value == Quantity(Fraction(hours), "slots")
    assert len(made.measured.counted) == hours
    assert (made.state is State.MET) is (hours == 0)


# D45: isa-group/tosla, cedalo_sla_2025.ttl: always 43,200 minutes.
@pytest.mark.parametrize(("suffix", "display"), [("of 43_200 min", "96.990741"), ("", "97.087814")])
def test_a_constant_denominator(suffix: str, display: str) -> None:
    metric = f"metric up {{ better higher; signals up; value = share of time where up {suffix}; partial minutes count }}"
    house = house_with(metric, "guarantee up: up of Site >= 97% per month { exact }")
    made = results(house, minutes_down("2025-03", 1_300), period_of("2025-03"))["up"]
    assert shown(made) == display
    assert (made.state is State.MET) is (suffix == "")


# D32: markettransfer.info: the mean of this month and the last; the first month stands alone.
@pytest.mark.parametrize(("before", "value"), [(432, "99.5"), (None, "100")])
def test_the_mean_with_the_month_before(before: int | None, value: str) -> None:
    metric = "metric up { better higher; signals up; value = share of time where up mean with previous period; partial minutes count }"
    since = "2025-04-01" if before is not None else "2025-05-01"
    house = house_with(
        metric, "guarantee up: up of Site >= 99% per month { exact }", more=f"effective {since}"
    )
    made = results(house, minutes_down("2025-04", before or 432), period_of("2025-05"))["up"]
    assert made.measured.value == Ratio(Fraction(value) / 100)


# D12: arcustech.com: what counts is the time beyond the limit.
def test_the_excess_of_a_repair() -> None:
    metric = "metric fix { better lower; value = time from known to restored; attributed to known }"
    house = house_with(metric, "guarantee fix: fix <= 1 h per month { exact }")
    for restored, extra in (("11:00", 0), ("12:30", 5_400)):
        events = {"known": at("2025-04-10T10:00"), "restored": at(f"2025-04-10T{restored}")}
        made = results(house, Facts({}, (Case("h", None, events),)), period_of("2025-04"))["fix"]
        assert [c.amount for c in made.measured.counted] == ([extra] if extra else [])


# D13: t1shopper.com: a day with more than a minute of outage, the outage cut at local midnight.
def test_days_with_an_outage() -> None:
    metric = "metric lost { better lower; unit min; signals up; value = time down; partial minutes count }"
    house = house_with(metric, "guarantee lost: lost of Site <= 1 min per day { exact }", "America/New_York")
    zone = "America/New_York"
    facts = site(down=((at("2025-03-03T23:58:30", zone), at("2025-03-04T00:01:00", zone)),))
    for day, state in (("2025-03-03", State.MISSED), ("2025-03-04", State.MET)):
        assert results(house, facts, period_of(day, zone))["lost"].state is state


# D42: a forum's quotation: only outages longer than five minutes.
def test_outages_longer_than_five_minutes() -> None:
    short = "outages under 301 s do not count; partial minutes count"
    metric = f"metric lost {{ better lower; unit min; signals up; value = time down; {short} }}"
    house = house_with(metric, "guarantee lost: lost of Site <= 0 min per month { exact }")
    start = period_of("2025-04").start
    for minutes, counted in ((5, 0), (30, 1_800)):
        facts = site(down=normalise([(start, start + minutes * 60)]))
        made = results(house, facts, period_of("2025-04"))["lost"]
        assert made.measured.value == Duration(Fraction(counted))
        assert len(made.measured.left_out) == (0 if counted else 1)


def test_a_number_without_a_unit() -> None:
    metric = "metric failures { better lower; value = count of events }"
    house = house_with(metric, "guarantee failures: failures of Site <= 2 per month { exact }")
    start = period_of("2025-04").start
    cases = tuple(Case(str(n), None, {"happened": start + n}) for n in range(3))
    made = results(house, Facts({}, cases), period_of("2025-04"))["failures"]
    assert (made.measured.value, made.state) == (Number(Fraction(3)), State.MISSED)
