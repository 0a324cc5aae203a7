"""Blocks of lost time, delay and excess, days and cases: against a count second by second."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from settling import deal, made, period_of, ratio

from sladsl.evaluate.credits import settle
from sladsl.evaluate.results import Counted, Measured, Result, State, Statement
from sladsl.exact.durations import Duration
from sladsl.exact.periods import Period
from sladsl.exact.quantities import Quantity
from sladsl.model.agreements import Agreement

JANUARY = period_of("2027-01")


def down(agreement: Agreement, spans: Sequence[tuple[int, int]], period: Period = JANUARY) -> Statement:
    counted = tuple(Counted("outage", s, Fraction(s[1] - s[0])) for s in spans)
    result = made(agreement, "it", period, value=ratio("90%"), counted=counted)
    return settle(agreement, (result,), period, ())


def late(agreement: Agreement, delays: Sequence[int], period: Period = JANUARY) -> Statement:
    counted = tuple(Counted(f"case {n}", None, Fraction(d)) for n, d in enumerate(delays) if d)
    longest = Duration(Fraction(3600 + max(delays, default=0)))
    result = made(agreement, "it", period, value=longest, counted=counted, unit="cases")
    return settle(agreement, (result,), period, ())


def of_time(amount: str) -> Agreement:
    return deal(f"guarantee it: strict_uptime of Site >= 99.9% per month {{ credit {amount} }}")


def of_cases(amount: str) -> Agreement:
    return deal(f"guarantee it: mending <= 1 h per month {{ credit {amount} }}")


def owed(statement: Statement) -> Fraction:
    assert statement.credit is not None
    return statement.credit.amount


def by_the_second(seconds: int, block: int, started: bool, beyond: int) -> int:
    """Blocks begun or filled by a clock that is wound on by one second at a time."""
    found = inside = 0
    for second in range(seconds):
        if second < beyond:
            continue
        found += started and inside == 0
        inside += 1
        if inside == block:
            inside = 0
            found += not started
    return found


few = st.integers(0, 40)
sizes = st.sampled_from([1, 3, 7, 12])
excess = st.sampled_from([0, 5])


def _words(block: int, started: bool, beyond: int, basis: str) -> str:
    text = f"1 EUR per {'started ' if started else ''}{block} s {basis}"
    return text + (f", beyond {beyond} s" if beyond else "")


@settings(max_examples=80, deadline=None)
@given(st.lists(few.filter(bool), min_size=1, max_size=4), sizes, st.booleans(), excess)
def test_time_down_is_counted_together(lengths: list[int], block: int, started: bool, beyond: int) -> None:
    start = JANUARY.start
    spans = [(start + 100 * n, start + 100 * n + length) for n, length in enumerate(lengths)]
    expected = by_the_second(sum(lengths), block, started, beyond)
    assert owed(down(of_time(_words(block, started, beyond, "down")), spans)) == expected


@settings(max_examples=80, deadline=None)
@given(st.lists(few, min_size=1, max_size=4).filter(any), sizes, st.booleans(), excess)
def test_delay_is_counted_case_by_case(delays: list[int], block: int, started: bool, beyond: int) -> None:
    expected = sum(by_the_second(d, block, started, beyond) for d in delays)
    assert owed(late(of_cases(_words(block, started, beyond, "late")), delays)) == expected


@settings(max_examples=40, deadline=None)
@given(st.lists(few.filter(bool), min_size=1, max_size=4), sizes, st.booleans())
def test_per_outage_counts_outage_by_outage(lengths: list[int], block: int, started: bool) -> None:
    start = JANUARY.start
    spans = [(start + 100 * n, start + 100 * n + length) for n, length in enumerate(lengths)]
    agreement = of_time(f"1 EUR per outage per {'started ' if started else ''}{block} s down")
    assert owed(down(agreement, spans)) == sum(by_the_second(n, block, started, 0) for n in lengths)


HELSINKI = ZoneInfo("Europe/Helsinki")
SPRING = int(datetime(2027, 3, 27, 20, tzinfo=UTC).timestamp())


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), min_size=1, max_size=3))
def test_once_per_day_by_the_dates_of_the_zone(quarters: list[tuple[int, int]]) -> None:
    agreement = deal(
        'calendar All "All" { zone "Europe/Helsinki"; open Mon-Sun }\n---\nhours All zone "Europe/Helsinki"\n'
        "guarantee it: strict_uptime of Site >= 99.9% per month { credit 1 EUR once per day }"
    )
    spans = [(SPRING + 900 * a, SPRING + 900 * (a + b)) for a, b in quarters]
    dates = {datetime.fromtimestamp(t, HELSINKI).date() for a, b in spans for t in range(a, b, 60)}
    period = period_of("2027-03", "Europe/Helsinki")
    assert owed(down(agreement, spans, period)) == len(dates)


@pytest.mark.parametrize(
    ("amount", "delays", "expected"),
    [
        ("50 EUR per ticket", [1, 2, 3], 150),
        ("50 EUR per ticket, beyond 1 h", [3600, 3601, 7200], 100),
        ("50 EUR per ticket, beyond 1 h, per 1 h late", [3600, 7200, 14400], 200),
        ("50 EUR", [1, 2, 3], 50),
        ("2 EUR per started 1 h late, at most 5 EUR", [1, 1, 1], 5),
        ("2 EUR per started 1 h late, at most 5 EUR", [1, 3600], 4),
        ("2 EUR per started 1 day late", [1, 86_401], 6),
        ("2 EUR per ticket at most 3 EUR", [1, 1], 3),
    ],
)
def test_cases(amount: str, delays: list[int], expected: int) -> None:
    assert owed(late(of_cases(amount), delays)) == expected


def test_rows_of_times_for_a_share_of_cases_go_by_the_latest_case() -> None:
    agreement = deal(
        "guarantee it: mending <= 1 h for 90% of tickets per month "
        "{ credit { above 1 h: 5 EUR; above 2 h: 9 EUR } }"
    )
    (guarantee,) = agreement.guarantee("it")
    cases = tuple(Counted(str(n), None, Fraction(late)) for n, late in enumerate((60, 4000)))
    measured = Measured(ratio("80%"), Fraction(8), Fraction(10), "cases", cases)
    result = Result(agreement, guarantee, None, JANUARY, State.MISSED, measured, ratio("80%"))
    assert owed(settle(agreement, (result,), JANUARY, ())) == 9


@pytest.mark.parametrize(
    ("amount", "minutes", "expected"),
    [
        ("10 x price of time down", 90, 15),
        ("10 x price of time down, beyond 30 min", 90, 10),
        ("10 x price of time down per started 1 h down", 90, 20),
        ("10 x price of time down per 1 h down", 90, 10),
        ("10 x price of time down per 1 h down, beyond 31 min", 90, 0),
    ],
)
def test_multiples_of_the_price_of_time(amount: str, minutes: int, expected: int) -> None:
    body = f"guarantee it: strict_uptime of Site >= 99.9% per month {{ credit {amount} }}"
    agreement = deal(body, "monthly = 744 EUR per month")
    assert owed(down(agreement, [(JANUARY.start, JANUARY.start + 60 * minutes)])) == expected


@pytest.mark.parametrize(
    ("promise", "got", "expected"),
    [
        (">= 50 leads per month { credit 20 EUR per lead }", 47, 60),
        (">= 50 leads per month { credit 20 EUR per lead }", 0, 1000),
        ("<= 3 leads per month { credit 20 EUR per lead }", 5, 100),
    ],
)
def test_things_that_are_counted(promise: str, got: int, expected: int) -> None:
    better = "higher" if promise.startswith(">") else "lower"
    metric = f'metric leads "Leads" {{ better {better}; unit leads; value = count of events }}\n---\n'
    agreement = deal(f"{metric}guarantee it: leads of Site {promise}")
    result = made(agreement, "it", JANUARY, value=Quantity(Fraction(got), "leads"), unit="events")
    assert owed(settle(agreement, (result,), JANUARY, ())) == expected


def test_bad_intervals_are_time_down() -> None:
    agreement = deal(
        'metric ok "Ok" { better higher; signals errors; value = share of each 1 min where errors < 5 }'
        "\n---\nguarantee it: ok of Site >= 99.9% per month { credit 1 EUR per 30 min down }"
    )
    listed = tuple(Counted("interval", (t, t + 60), Fraction(1)) for t in range(0, 95 * 60, 60))
    result = made(agreement, "it", JANUARY, value=ratio("90%"), counted=listed, unit="intervals")
    assert owed(settle(agreement, (result,), JANUARY, ())) == 3
    sums = replace(result.measured, counted=(), numerator=Fraction(905), denominator=Fraction(1000))
    assert owed(settle(agreement, (replace(result, measured=sums),), JANUARY, ())) == 3


def test_steps_tell_how_it_came_about() -> None:
    agreement = of_time("10 EUR per 30 min down beyond 1 h, at most 25 EUR")
    statement = down(agreement, [(JANUARY.start, JANUARY.start + 9000)])
    assert [(s.kind, s.what, s.amount.text()) for s in statement.owed[0].steps] == [
        ("tier", "10 EUR per 30 min", "10 EUR"),
        ("excess", "1 h 30 min of 2 h 30 min down is beyond 1 h", "10 EUR"),
        ("block", "3 full x 30 min in 1 h 30 min down", "30 EUR"),
        ("limit", "at most 25 EUR", "25 EUR"),
    ]


@pytest.mark.parametrize(
    ("body", "unit", "reason"),
    [
        ("success of Site >= 99% per month { credit 1 EUR per 1 h down }", "", "the time down is not known"),
        (
            "strict_uptime of Site >= 99% per month { credit 1 EUR per 1 h late }",
            "s",
            "the delay is not known",
        ),
        (
            "success of Site >= 99% per month { credit 1 EUR per request }",
            "",
            "how often to count `per request` is not known",
        ),
        (
            "success of Site >= 99% per month { credit 5 days of service }",
            "",
            "service has no price: the agreement names no fee",
        ),
    ],
)
def test_what_nobody_can_say_owes_nothing_and_says_so(body: str, unit: str, reason: str) -> None:
    agreement = deal(f"guarantee it: {body}\ncredits {{ cap 10 EUR per month }}")
    result = made(agreement, "it", JANUARY, value=ratio("50%"), unit=unit)
    statement = settle(agreement, (result,), JANUARY, ())
    assert owed(statement) == 0
    assert [(s.kind, s.what) for s in statement.owed[0].steps] == [("undefined", reason)]
