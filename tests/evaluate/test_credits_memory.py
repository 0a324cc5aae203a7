"""What earlier periods do to this one: doubling, earning back, and the rule for the first period."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from settling import deal, made, ratio

from sladsl.evaluate.credits import settle
from sladsl.evaluate.memory import periods_in
from sladsl.evaluate.results import State, Statement
from sladsl.exact.durations import CalendarDays, Duration, Months, TimeSpan, WorkingDays, Years
from sladsl.exact.periods import Cycle, Kind
from sladsl.model.agreements import Agreement

_STATES = {
    "x": State.MISSED,
    ".": State.MET,
    "?": State.NO_DATA,
    "-": State.NOT_APPLICABLE,
    "u": State.UNDEFINED,
}


def replay(
    agreement: Agreement, states: str, first: str = "2027-01", skip: Sequence[int] = ()
) -> list[Statement]:
    """One statement after another; `skip` are the periods of which none is kept."""
    (guarantee,) = agreement.guarantee("it")
    cycle = guarantee.period or Cycle(Kind.MONTH, "UTC")
    period = cycle.at(first)
    assert period is not None
    history: list[Statement] = []
    for number, letter in enumerate(states):
        value = {"x": "90%", ".": "100%"}.get(letter)
        result = made(agreement, "it", period, value=ratio(value) if value else None, state=_STATES[letter])
        statement = settle(agreement, (result,), period, tuple(reversed(history)))
        if number not in skip:
            history.append(statement)
        period = cycle.next(period)
    return history


def credits(statements: Sequence[Statement]) -> list[int]:
    return [int(s.credit.amount) for s in statements if s.credit is not None]


def bonuses(statements: Sequence[Statement]) -> list[int]:
    return [int(s.bonus.amount) for s in statements if s.bonus is not None]


def doubling(window: str, per: str = "month") -> Agreement:
    return deal(
        f"guarantee it: success of Site >= 99% per {per} "
        f"{{ credit 10 EUR doubled when missed {window} in a row }}"
    )


def earning(window: str, more: str = "") -> Agreement:
    return deal(
        f"guarantee it: success of Site >= 99% per month "
        f"{{ credit 10 EUR earned back when met {window} in a row }}"
        f"\n{more}"
    )


@pytest.mark.parametrize(
    ("window", "states", "owed"),
    [
        ("2 months", "xxx.xx", [10, 20, 20, 0, 10, 20]),
        ("3 months", "xxxx.xx", [10, 10, 20, 20, 0, 10, 10]),
        ("2 months", "x?x-xux", [10, 0, 10, 0, 10, 0, 10]),
    ],
)
def test_doubled(window: str, states: str, owed: list[int]) -> None:
    assert credits(replay(doubling(window), states)) == owed


def test_a_period_without_a_statement_ends_a_run() -> None:
    assert credits(replay(doubling("2 months"), "xxx", skip=(1,))) == [10, 10]


def test_doubled_before_the_limit_of_the_promise() -> None:
    agreement = deal(
        "guarantee it: success of Site >= 99% per month "
        "{ credit 10 EUR doubled when missed 2 months in a row at most 15 EUR }"
    )
    statements = replay(agreement, "xx")
    assert credits(statements) == [10, 15]
    assert [(s.kind, s.what, s.amount.text()) for s in statements[1].owed[0].steps] == [
        ("tier", "10 EUR", "10 EUR"),
        ("doubled", "missed 2 months in a row: doubled", "20 EUR"),
        ("limit", "at most 15 EUR", "15 EUR"),
    ]


def test_quarters_in_a_row_are_counted_in_months() -> None:
    assert credits(replay(doubling("6 months", "quarter"), "xx", "2027-Q1")) == [10, 20]


def test_windows_that_overlap_follow_one_another_day_by_day() -> None:
    agreement = deal(
        "guarantee it: success of Site >= 99% per rolling 30 days "
        "{ credit 10 EUR doubled when missed 2 days in a row }"
    )
    assert credits(replay(agreement, "xx.x", "2027-02-01")) == [10, 20, 0, 10]


def test_a_window_that_is_no_number_of_periods_has_no_answer() -> None:
    statements = replay(doubling("4 months", "quarter"), "x", "2027-Q1")
    assert credits(statements) == [0]
    (step,) = statements[0].owed[0].steps
    assert (step.kind, step.what) == ("undefined", "4 months in a row is no number of the promise's periods")


@pytest.mark.parametrize(
    ("states", "back"),
    [
        ("x...", [0, 0, 10, 0]),
        ("xx..", [0, 0, 0, 20]),
        ("x.x...", [0, 0, 0, 0, 20, 0]),
        ("x..x..", [0, 0, 10, 0, 0, 10]),
        ("x.?..", [0, 0, 0, 0, 10]),
        ("....", [0, 0, 0, 0]),
    ],
)
def test_earned_back(states: str, back: list[int]) -> None:
    assert bonuses(replay(earning("2 months"), states)) == back


def test_no_more_is_earned_back_than_was_granted() -> None:
    assert bonuses(replay(earning("1 months", "credits { cap 4 EUR per month }"), "x.")) == [0, 4]
    assert bonuses(replay(earning("1 months", "credits { minimum 11 EUR }"), "x.")) == [0, 0]


@settings(max_examples=60, deadline=None)
@given(st.text("x.", min_size=1, max_size=12), st.integers(1, 3))
def test_every_credit_is_returned_once_at_the_first_long_enough_run(states: str, wanted: int) -> None:
    found = bonuses(replay(earning(f"{wanted} months"), states))
    expected = [0] * len(states)
    for place, letter in enumerate(states):
        end = states.find("." * wanted, place + 1)
        if letter == "x" and end >= 0:
            expected[end + wanted - 1] += 10
    assert found == expected


@settings(max_examples=60, deadline=None)
@given(st.text("x.?", min_size=1, max_size=12), st.integers(2, 4))
def test_doubled_exactly_when_the_last_so_many_were_missed(states: str, wanted: int) -> None:
    found = credits(replay(doubling(f"{wanted} months"), states))
    seen = [states[max(0, n - wanted + 1) : n + 1] for n in range(len(states))]
    assert found == [
        0 if letter != "x" else 20 if part == "x" * wanted else 10
        for letter, part in zip(states, seen, strict=True)
    ]


@pytest.mark.parametrize(
    ("time", "kind", "count"),
    [
        (Months(2), Kind.MONTH, 2),
        (Years(1), Kind.MONTH, 12),
        (Years(2), Kind.QUARTER, 8),
        (Months(3), Kind.QUARTER, 1),
        (Months(4), Kind.QUARTER, None),
        (CalendarDays(14), Kind.WEEK, 2),
        (CalendarDays(10), Kind.WEEK, None),
        (CalendarDays(3), Kind.DAY, 3),
        (CalendarDays(30), Kind.MONTH, None),
        (Months(1), Kind.WEEK, None),
        (WorkingDays(2), Kind.DAY, None),
        (Duration(Fraction(3600)), Kind.DAY, None),
    ],
)
def test_how_many_periods_a_span_is(time: TimeSpan, kind: Kind, count: int | None) -> None:
    assert periods_in(time, Cycle(kind, "UTC")) == count


def test_promises_and_services_are_remembered_apart() -> None:
    agreement = deal(
        "guarantee it: success of Site, Other >= 99% per month "
        "{ credit 10 EUR doubled when missed 2 months in a row }"
    )
    cycle = Cycle(Kind.MONTH, "UTC")
    january = cycle.at("2027-01")
    assert january is not None
    months = [january, cycle.next(january)]
    history: tuple[Statement, ...] = ()
    for month, (site, other) in zip(months, (("90%", "100%"), ("90%", "90%")), strict=True):
        results = tuple(
            made(agreement, "it", month, value=ratio(v), service=s)
            for s, v in (("Site", site), ("Other", other))
        )
        history += (settle(agreement, results, month, history),)
    assert [o.amount.text() for o in history[1].owed] == ["20 EUR", "10 EUR"]
    assert all(a.period.end == b.period.start for a, b in pairwise(history))
