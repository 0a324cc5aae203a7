"""Values are written exactly, in each language's own form."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.lower.values import (
    Clock,
    Count,
    Day,
    Elapsed,
    Instant,
    Money,
    Number,
    Percent,
    Period,
    Value,
    decimal,
    parts_of,
)
from sladsl.lower.wording import wording

F = Fraction
N = "\u00a0"
CASES: list[tuple[Value, str, str]] = [
    (Number(F(43200)), "43,200", f"43{N}200"),
    (Number(F(-1, 8)), "-0.125", "-0,125"),
    (Percent(F(9995, 10000)), "99.95%", f"99,95{N}%"),
    (Percent(F(9999999, 10000000)), "99.99999%", f"99,99999{N}%"),
    (Percent(F(99, 100), 2), "99.00%", f"99,00{N}%"),
    (Money(F(42000), "EUR"), f"EUR{N}42,000", f"42{N}000{N}EUR"),
    (Money(F(21, 2), "EUR"), f"EUR{N}10.50", f"10,50{N}EUR"),
    (Money(F(3, 1000), "USD"), f"USD{N}0.003", f"0,003{N}USD"),
    (Day(dt.date(2027, 1, 1)), "1 January 2027", "1. tammikuuta 2027"),
    (Clock(480), "08:00", "8.00"),
    (Clock(1440), "24:00", "24.00"),
    (
        Instant(dt.datetime(2027, 11, 26, 18, 5)),
        "26 November 2027 at 18:05",
        "26. marraskuuta 2027 klo 18.05",
    ),
    (Elapsed(F(5400)), "1 hour 30 minutes", "1 tunti 30 minuuttia"),
    (Elapsed(F(6696, 5)), "22 minutes 19.2 seconds", "22 minuuttia 19,2 sekuntia"),
    (Elapsed(F(3, 10)), "300 ms", "300 ms"),
    (Elapsed(F(0)), "0 minutes", "0 minuuttia"),
    (Elapsed(F(90 * 86400)), "2,160 hours", f"2{N}160 tuntia"),
    (Count(F(1), "working-day"), "1 Working Day", "1 Työpäivä"),
    (Count(F(3), "working-day"), "3 Working Days", "3 Työpäivää"),
    (Count(F(1, 2), "hour"), "0.5 hours", "0,5 tuntia"),
    (Count(F(50), "reams"), "50 reams", "50 reams"),
    (Period("month"), "calendar month", "kalenterikuukausi"),
    (
        Period("quarter", 4),
        "quarter (the first of the year beginning in April)",
        "vuosineljännes (vuoden ensimmäinen alkaa huhtikuussa)",
    ),
    (Period("rolling", days=30), "rolling period of 30 days", "liukuva jakso (30 päivää)"),
    (Period("billing-month", 15), "billing month (from day 15)", "laskutuskuukausi (alkaen päivästä 15)"),
]


@pytest.mark.parametrize(("value", "english", "finnish"), CASES)
def test_written(value: Value, english: str, finnish: str) -> None:
    assert wording("en").value(value) == english
    assert wording("fi").value(value) == finnish


def test_cases() -> None:
    fi, en = wording("fi"), wording("en")
    assert fi.value(Elapsed(F(5400)), "genitive") == "1 tunnin 30 minuutin"
    assert fi.value(Percent(F(99, 100)), "genitive") == "99 prosentin"
    assert fi.value(Period("month"), "every") == "kunakin kalenterikuukautena"
    assert en.value(Elapsed(F(2700)), "attributive") == "45-minute"


def test_a_number_without_end_is_a_bug() -> None:
    with pytest.raises(ValueError, match="round it first"):
        wording("en").value(Number(F(1, 3)))


@given(st.integers(-(10**12), 10**12), st.integers(0, 9), st.integers(0, 9))
@settings(max_examples=100)
def test_decimal_is_exact(numerator: int, twos: int, fives: int) -> None:
    value = F(numerator, 2**twos * 5**fives)
    assert F(decimal(value)) == value


@given(st.decimals(min_value=0, max_value=10**9, places=3, allow_nan=False))
@settings(max_examples=100)
def test_percentages_lose_nothing(share: Decimal) -> None:
    written = wording("en").value(Percent(F(share) / 100))
    assert F(Decimal(written.rstrip("%").replace(",", ""))) == F(share)


@given(st.integers(0, 10**8), st.integers(0, 999))
@settings(max_examples=100)
def test_parts_add_up(seconds: int, milliseconds: int) -> None:
    length = F(seconds) + F(milliseconds, 1000)
    size = {"hour": F(3600), "minute": F(60), "second": F(1), "millisecond": F(1, 1000)}
    parts = parts_of(Elapsed(length))
    assert sum(part.amount * size[part.unit] for part in parts) == length
    assert all(part.amount < 60 for part in parts if part.unit in ("minute", "second"))


@pytest.mark.parametrize(
    ("value", "en", "fi"),
    [
        (Percent(1 - F(1, 10**32)), "99." + "9" * 30 + "%", "99," + "9" * 30 + N + "%"),
        (
            Percent(F(10**30) + F(1, 100)),
            f"{10**32:,}"[:-1] + "1%",
            f"{10**32:,}".replace(",", N)[:-1] + f"1{N}%",
        ),
        (Number(F(10**30) + F(1, 8)), f"{10**30:,}.125", f"{10**30:,}".replace(",", N) + ",125"),
        (Money(F(10**30), "EUR"), f"EUR{N}{10**30:,}", f"{10**30:,}".replace(",", N) + f"{N}EUR"),
        (Money(F(1, 10**31), "EUR"), f"EUR{N}0." + "0" * 30 + "1", "0," + "0" * 30 + f"1{N}EUR"),
    ],
)
def test_more_digits_than_decimals_usually_have(value: Value, en: str, fi: str) -> None:
    assert wording("en").value(value) == en
    assert wording("fi").value(value) == fi
