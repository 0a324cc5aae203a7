"""Expectations against statements put together by hand: what holds, what does not, and what is said then."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scenario_houses import house_with

from sladsl.evaluate.expectations import check
from sladsl.evaluate.reasons import Reason, Why
from sladsl.evaluate.results import Counted, Measured, Result, State, Statement
from sladsl.evaluate.telling import how_result, shown
from sladsl.exact.durations import Duration
from sladsl.exact.money import Money
from sladsl.exact.periods import Cycle, Kind, Period
from sladsl.exact.quantities import Quantity
from sladsl.model.policies import Expectation
from sladsl.model.values import Number, Ratio, Value
from sladsl.syntax.words import Comparator

HOUSE = house_with()
WEB = HOUSE.agreements["Web"]
SPAN = WEB.span


def november() -> Period:
    found = Cycle(Kind.MONTH, "Europe/Helsinki").at("2027-11")
    assert found is not None
    return found


def result(key: str, state: State, value: Value | None, service: str | None = None) -> Result:
    (promise,) = WEB.guarantee(key)
    reason = None if value else Reason(Why.NO_OUTAGES)
    measured = Measured(value, Fraction(43_155), Fraction(43_200), "intervals", reason=reason)
    return Result(WEB, promise, service, november(), state, measured, value)


def statement(*results: Result, credit: Money | None = None) -> Statement:
    return Statement(WEB, november(), results, (), (), credit, None)


def wanted(what: str, value: Value, comparator: Comparator = "=") -> Expectation:
    return Expectation(what, comparator, value, None, SPAN)


def state(what: str, name: str) -> Expectation:
    return Expectation(what, None, None, name, SPAN)


@settings(max_examples=100, deadline=None)
@given(
    st.fractions(0, 1, max_denominator=50),
    st.fractions(0, 1, max_denominator=50),
    st.sampled_from(["=", "<", "<=", ">", ">="]),
)
def test_comparisons_are_those_of_numbers(got: Fraction, expected: Fraction, comparator: Comparator) -> None:
    made = statement(result("up", State.MET, Ratio(got)))
    truth = {
        "=": got == expected, "<": got < expected, "<=": got <= expected,
        ">": got > expected, ">=": got >= expected,
    }  # fmt: skip
    assert check(wanted("up", Ratio(expected), comparator), made).held is truth[comparator]


@pytest.mark.parametrize("name", [s.value for s in State])
@pytest.mark.parametrize("got", list(State))
def test_states(name: str, got: State) -> None:
    made = statement(result("up", got, None))
    one = check(state("up", name), made)
    assert one.held is (got.value == name)
    assert bool(one.how) is not one.held


def test_the_worst_state_and_the_worst_value_speak_for_services() -> None:
    good = result("both", State.MET, Ratio(Fraction(1)), "Checkout")
    bad = result("both", State.MISSED, Ratio(Fraction(9, 10)), "Search")
    unknown = result("both", State.NO_DATA, None, "Search")
    for parts in ((good, bad), (bad, good)):
        assert check(state("both", "missed"), statement(*parts)).held
        assert check(wanted("both", Ratio(Fraction(9, 10))), statement(*parts)).held
    for parts in ((good, unknown), (unknown, good)):
        assert check(state("both", "no_data"), statement(*parts)).held
        one = check(wanted("both", Ratio(Fraction(1))), statement(*parts))
        assert not one.held and one.got == "no value: no_data"


def test_lower_is_better_turns_the_worst_around() -> None:
    parts = [result("speed", State.MET, Duration(Fraction(n)), s) for n, s in ((1, "A"), (3, "B"), (2, "C"))]
    assert check(wanted("speed", Duration(Fraction(3))), statement(*parts)).held


def test_rows_without_cases_do_not_speak_for_a_table() -> None:
    late = result("tickets.P1.response", State.MET, Ratio(Fraction(1)))
    idle = result("tickets.P2.response", State.NO_DATA, None)
    assert check(state("tickets", "met"), statement(late, idle)).held
    assert check(state("tickets", "no_data"), statement(idle)).held


def test_a_number_cut_short_is_explained() -> None:
    exact = result("both", State.MISSED, Ratio(Fraction(43_155, 43_200)), "Checkout")
    one = check(wanted("both", Ratio(Fraction("0.99896"))), statement(exact))
    assert not one.held
    assert one.got == "99.895833...%"
    assert one.help == (
        "99.896% is its value to 3 decimals, but the promise does not round: write "
        "`expect both >= 99.8955%` and `expect both < 99.8965%`, or let the promise round"
    )
    # What it advises holds.
    for comparator, bound in ((">=", "0.998955"), ("<", "0.998965")):
        assert check(wanted("both", Ratio(Fraction(bound)), comparator), statement(exact)).held  # type: ignore[arg-type]
    far = check(wanted("both", Ratio(Fraction("0.99891"))), statement(exact))
    assert far.help is None


@pytest.mark.parametrize(
    "value",
    [Number(Fraction(1)), Duration(Fraction(300)), Money(Fraction(1), "EUR"), Quantity(Fraction(1), "leads")],
)
def test_values_of_another_kind_fail_with_a_way_out(value: Value) -> None:
    one = check(wanted("up", value), statement(result("up", State.MET, Ratio(Fraction(1)))))
    assert not one.held
    assert "does not compare with" in one.got
    assert one.help == "write a value such as `99.9%`"


def test_money() -> None:
    owed = statement(result("up", State.MISSED, Ratio(Fraction(1, 2))), credit=Money(Fraction(100), "EUR"))
    assert check(wanted("credit", Money(Fraction(100), "EUR")), owed).held
    assert check(wanted("credit", Money(Fraction(100), "EUR"), "<="), owed).held
    wrong = check(wanted("credit", Money(Fraction(90), "EUR")), owed)
    assert (wrong.held, wrong.expected, wrong.got) == (False, "90 EUR", "100 EUR")
    assert not check(wanted("credit", Money(Fraction(100), "SEK")), owed).held
    assert not check(wanted("credit", Ratio(Fraction(1, 10))), owed).held
    nothing = statement(result("up", State.MET, Ratio(Fraction(1))))
    assert check(wanted("credit", Money(Fraction(0), "EUR")), nothing).held
    assert check(wanted("bonus", Money(Fraction(0), "EUR")), nothing).held
    assert not check(wanted("credit", Money(Fraction(1), "EUR")), nothing).held


def test_minutes_in_a_row_are_told_as_one_stretch() -> None:
    start = november().start
    minutes = tuple(
        Counted("interval", (start + 60 * n, start + 60 * n + 60), Fraction(1)) for n in (0, 1, 2, 9)
    )
    measured = Measured(Ratio(Fraction(1, 2)), Fraction(1), Fraction(2), "intervals", minutes)
    one = Result(WEB, WEB.guarantees[0], "Checkout", november(), State.MISSED, measured, measured.value)
    assert how_result(one, statement(one)) == (
        "up: strict_uptime of Checkout in 2027-11 is 1 of 2 intervals = 50%; promised >= 99.9%: missed",
        "counted: interval 2027-11-01 00:00 to 00:03 (3 min), 3 intervals",
        "counted: interval 2027-11-01 00:09 to 00:10 (1 min)",
    )


def test_long_lists_are_cut_and_counted() -> None:
    start = november().start
    outages = tuple(
        Counted("outage", (start + 600 * n, start + 600 * n + 60), Fraction(60)) for n in range(9)
    )
    measured = Measured(Ratio(Fraction(1, 2)), Fraction(1), Fraction(2), "s", outages)
    one = Result(WEB, WEB.guarantees[0], "Checkout", november(), State.MISSED, measured, measured.value)
    lines = how_result(one, statement(one))
    assert len(lines) == 8 and lines[-1] == "counted: and 3 more"


@settings(max_examples=100, deadline=None)
@given(st.fractions(0, 2))
def test_values_are_shown_exactly_or_with_dots(value: Fraction) -> None:
    text = shown(Ratio(value))
    number = Fraction(text.rstrip("%").rstrip("."))
    if "..." in text:
        assert 0 < value * 100 - number < Fraction(1, 10**6)
    else:
        assert number == value * 100
