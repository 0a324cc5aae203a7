"""Spans of time: what units make of them, how they read, how dates move by them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from sladsl.exact.durations import (
    CalendarDays,
    Duration,
    Months,
    TimeSpan,
    UnknownUnit,
    WholeNumberNeeded,
    WorkingDays,
    Years,
    from_parts,
)


@pytest.mark.parametrize(
    ("amount", "unit", "span"),
    [
        ("300", "ms", Duration(Fraction(3, 10))),
        ("1.5", "h", Duration(Fraction(5400))),
        ("3", "working days", WorkingDays(3)),
        ("1", "working day", WorkingDays(1)),
        ("30", "days", CalendarDays(30)),
        ("2", "weeks", CalendarDays(14)),
        ("12", "months", Months(12)),
        ("1", "year", Years(1)),
    ],
)
def test_units(amount: str, unit: str, span: TimeSpan) -> None:
    assert from_parts(Fraction(amount), unit) == span


def test_units_that_do_not_exist_and_halves_of_what_is_counted() -> None:
    for unit in ("hours", "hs", "m", "mins", "", "working", "dayss"):
        with pytest.raises(UnknownUnit):
            from_parts(Fraction(1), unit)
    with pytest.raises(WholeNumberNeeded):
        from_parts(Fraction(1, 2), "days")


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        ("5400", "1 h 30 min"),
        ("2592", "43 min 12 s"),
        ("0.5", "0.5 s"),
        ("0", "0 s"),
        ("3600.25", "1 h 0.25 s"),
        ("-90", "-1 min 30 s"),
        ("2592000", "720 h"),
        ("59.9996", "1 min"),
        ("1/3", "0.333 s"),
        ("-1/10000", "0 s"),
    ],
)
def test_durations_read_well(seconds: str, text: str) -> None:
    assert Duration(Fraction(seconds)).text() == text


def test_durations_compute() -> None:
    hour, minute = Duration(Fraction(3600)), Duration(Fraction(60))
    assert hour + 30 * minute == Duration(Fraction(5400)) == hour * Fraction(3, 2)
    assert hour - minute > minute and hour / minute == 60
    assert bool(hour) and not Duration(Fraction(0)) and -hour < Duration(Fraction(0))


def test_counted_spans_read_well_and_move_dates() -> None:
    assert [span.text() for span in (WorkingDays(1), CalendarDays(30), Months(1), Years(3))] == [
        "1 working day",
        "30 days",
        "1 month",
        "3 years",
    ]
    assert CalendarDays(90).after(date(2027, 1, 1)) == date(2027, 4, 1)
    assert CalendarDays(-90).after(date(2027, 4, 1)) == date(2027, 1, 1)
    assert Months(1).after(date(2027, 1, 31)) == date(2027, 2, 28)
    assert Months(-2).after(date(2028, 1, 31)) == date(2027, 11, 30)
    assert Months(12).after(date(2027, 12, 1)) == date(2028, 12, 1)
    assert Years(1).after(date(2028, 2, 29)) == date(2029, 2, 28)
    assert Years(4).after(date(2028, 2, 29)) == date(2032, 2, 29)
