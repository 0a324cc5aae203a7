"""Agreements as they are not: another term, another target; and values as they are typed by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from sladsl.compiler import compile_files
from sladsl.evaluate.as_if import can_be_target, in_force_over, with_target
from sladsl.exact.durations import CalendarDays, Duration, Months, WorkingDays
from sladsl.exact.money import Money
from sladsl.exact.quantities import Quantity
from sladsl.model.agreements import Agreement
from sladsl.model.read_value import read_value
from sladsl.model.values import Number, Ratio, Value

FIRST, LAST = date(2025, 1, 1), date(2026, 12, 31)


def agreement(term: str, dates: str = "") -> Agreement:
    """An agreement with a term and one dated promise beside an undated one."""
    source = f"""\
party N "N"
metric uptime "U" {{ better higher; signals up; value = share of time where up }}
metric answered "A" {{ better lower; value = time from opened to answered }}
service S "S"
sla A "A" {{
  provider N
  {term}
  covers S
  guarantee u: uptime of S >= 99.9% per month
  guarantee later: uptime of S >= 99.95% per month {dates}
  guarantee fast: answered of S <= 1 h per month
}}
"""
    made = compile_files({"a.sla": source})
    assert not made.resolved.has_errors, made.resolved.diagnostics
    return made.house.agreements["A"]


def test_a_term_ahead_begins_with_the_played_time_and_does_not_end() -> None:
    draft = agreement("effective 2027-01-01 until 2027-12-31")
    played = in_force_over(draft, FIRST, LAST)
    assert played.effective is not None
    assert (played.effective.first, played.effective.until) == (FIRST, None)
    assert (played.key, played.guarantees[0], played.fees) == (draft.key, draft.guarantees[0], draft.fees)
    assert draft.effective is not None and draft.effective.first == date(2027, 1, 1)


@pytest.mark.parametrize(
    "term",
    [
        "effective 2024-01-01",
        "effective 2025-01-01 until 2026-12-31",
        "effective 2024-01-01 until 2025-12-31, renews for 12 months",
    ],
)
def test_a_term_that_holds_all_the_time_stays(term: str) -> None:
    draft = agreement(term)
    assert in_force_over(draft, FIRST, LAST) is draft


@pytest.mark.parametrize(
    "term", ["effective 2025-01-02", "effective 2025-01-01 until 2026-12-30", "effective 2025-06-01", ""]
)
def test_a_term_that_holds_for_a_part_is_moved(term: str) -> None:
    played = in_force_over(agreement(term), FIRST, LAST)
    assert played.effective is not None and played.effective.first == FIRST


@pytest.mark.parametrize(
    ("dates", "begins", "ends"),
    [
        ("from 2027-07-01", date(2025, 7, 1), None),
        ("from 2027-07-01 until 2028-02-29", date(2025, 7, 1), date(2026, 2, 28)),
        ("until 2027-02-28", None, date(2025, 2, 28)),
        ("until 2027-06-30", None, date(2025, 6, 30)),
    ],
)
def test_dates_of_promises_move_with_the_term(dates: str, begins: date | None, ends: date | None) -> None:
    draft = agreement("effective 2027-01-01 until 2029-12-31", dates)
    later = in_force_over(draft, FIRST, LAST).guarantees[1]
    assert (later.valid_from, later.valid_until) == (begins, ends)


def test_without_a_term_the_first_dated_promise_begins_it() -> None:
    later = in_force_over(agreement("", "from 2030-04-01"), FIRST, LAST).guarantees[1]
    assert later.valid_from == FIRST


def test_another_target_changes_one_promise_only() -> None:
    draft = agreement("effective 2027-01-01")
    tried = with_target(draft, "u", Ratio(Fraction(99, 100)))
    assert [g.target for g in tried.guarantees] == [
        Ratio(Fraction(99, 100)),
        *(g.target for g in draft.guarantees[1:]),
    ]
    assert tried.guarantees[1:] == draft.guarantees[1:]


@pytest.mark.parametrize(
    ("key", "text", "possible"),
    [
        ("u", "99%", True),
        ("u", "0.99", False),
        ("u", "5 min", False),
        ("fast", "5 min", True),
        ("fast", "2 working days", True),
        ("fast", "99%", False),
        ("fast", "5", False),
    ],
)
def test_a_target_is_of_the_kind_that_is_promised(key: str, text: str, possible: bool) -> None:
    (guarantee,) = agreement("").guarantee(key)
    value = read_value(text)
    assert value is not None
    assert can_be_target(guarantee, value) is possible


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("99.95%", Ratio(Fraction(9995, 10000))),
        (" 99.95 % ", Ratio(Fraction(9995, 10000))),
        ("12", Number(Fraction(12))),
        ("-0.5", Number(Fraction(-1, 2))),
        ("300 ms", Duration(Fraction(3, 10))),
        ("300ms", Duration(Fraction(3, 10))),
        ("1 h 30 min", Duration(Fraction(5400))),
        ("3 working days", WorkingDays(3)),
        ("1 working day", WorkingDays(1)),
        ("2 weeks", CalendarDays(14)),
        ("3 months", Months(3)),
        ("1_000 EUR", Money(Fraction(1000), "EUR")),
        ("2.5 GB", Quantity(Fraction(5, 2), "GB")),
    ],
)
def test_values_are_read_as_the_source_writes_them(text: str, value: Value) -> None:
    assert read_value(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "%",
        "min",
        "99.9.9%",
        "1 h 2 working days",
        "2.5 working days",
        "1.5 days",
        "5 min x",
        "1 _",
        "५%",
    ],
)
def test_what_is_no_value_is_none(text: str) -> None:
    assert read_value(text) is None
