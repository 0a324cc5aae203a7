"""Ratios, money, quantities and budgets on values whose answers are known beforehand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from babel.numbers import list_currencies

from sladsl.exact import ratio
from sladsl.exact.budgets import allowed_downtime
from sladsl.exact.durations import Duration
from sladsl.exact.money import (
    CurrencyMismatch,
    Money,
    currencies,
    currency_suggestions,
    is_currency,
    minor_unit,
)
from sladsl.exact.quantities import Quantity, UnitMismatch, same_family
from sladsl.exact.ratio import Rounding


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1_000", Fraction(1000)),
        ("99.95", Fraction(1999, 20)),
        ("-0.5", Fraction(-1, 2)),
        ("+3", Fraction(3)),
        ("0.1_5", Fraction(3, 20)),
    ],
)
def test_numbers_are_read_exactly(text: str, value: Fraction) -> None:
    assert ratio.parse_number(text) == value


@pytest.mark.parametrize(
    "text", ["", "1,000", "1__0", "_1", "1_", ".5", "5.", "1e3", "٣", " 1", "1\n", "--1"]
)
def test_what_is_no_number(text: str) -> None:
    assert ratio.parse_number(text) is None


def test_ratios_are_read_with_and_without_percent() -> None:
    assert ratio.parse_ratio("99.95%") == Fraction(1999, 2000)
    assert ratio.parse_ratio("99.95 %") == Fraction(1999, 2000)
    assert ratio.parse_ratio("0.5") == Fraction(1, 2)
    assert ratio.parse_ratio("%") is None


def test_percent_is_shortest_and_says_when_it_is_not_exact() -> None:
    assert ratio.percent(Fraction(1999, 2000)) == "99.95%"
    assert ratio.percent(Fraction(1)) == "100%"
    assert ratio.percent(Fraction(-1, 8)) == "-12.5%"
    assert ratio.percent(Fraction(1, 3)) == "33.3333%"
    assert ratio.percent(Fraction(2, 3), 2, Rounding.FLOOR) == "66.66%"
    assert ratio.exact_percent(Fraction(1, 3)) is None
    assert ratio.exact_percent(Fraction(0)) == "0%"


def test_a_45_minute_outage_in_a_month_of_30_days() -> None:
    value = 1 - Fraction(45 * 60, 30 * 86_400)
    assert ratio.decimal_text(value * 100, 3) == "99.896"


def test_half_up_is_away_from_zero_and_the_others_are_not() -> None:
    half = Fraction(-5, 2)
    assert [ratio.round_to(half, 0, mode) for mode in Rounding] == [-3, -2, -3, -2]
    assert ratio.round_to(Fraction(1250), -2, Rounding.HALF_EVEN) == 1200
    assert ratio.decimal_text(Fraction(999, 10), 2) == "99.90"
    assert ratio.decimal_text(Fraction(-1, 1000), 2) == "0.00"


def test_what_a_target_allows_in_the_longest_and_shortest_month() -> None:
    target = Fraction(1999, 2000)
    assert Duration(allowed_downtime(target, 31 * 86_400)).text() == "22 min 19.2 s"
    assert Duration(allowed_downtime(target, 28 * 86_400)).text() == "20 min 9.6 s"
    with pytest.raises(ValueError, match="between 0 and 1"):
        allowed_downtime(Fraction(9995, 100), 86_400)


def test_money_adds_only_to_its_own_currency() -> None:
    fee = Money(Fraction(42_000), "EUR")
    assert fee + fee == 2 * fee
    assert fee - fee == Money(Fraction(0), "EUR")
    assert -fee < fee <= Money(Fraction(42_000), "EUR")
    assert fee.share(Fraction(1, 10)) == Money(Fraction(4_200), "EUR")
    with pytest.raises(CurrencyMismatch) as caught:
        fee + Money(Fraction(1), "USD")
    assert (caught.value.left, caught.value.right) == ("EUR", "USD")
    with pytest.raises(CurrencyMismatch):
        assert fee < Money(Fraction(1), "USD")


def test_money_is_rounded_to_the_minor_unit_half_even_by_default() -> None:
    assert Money(Fraction("0.125"), "EUR").rounded() == Money(Fraction("0.12"), "EUR")
    assert Money(Fraction("0.125"), "EUR").rounded(Rounding.HALF_UP) == Money(Fraction("0.13"), "EUR")
    assert Money(Fraction("10.5"), "JPY").rounded() == Money(Fraction(10), "JPY")
    assert Money(Fraction("0.1235"), "KWD").rounded() == Money(Fraction("0.124"), "KWD")


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        ("42000", "EUR", "42_000 EUR"),
        ("4200.5", "EUR", "4_200.50 EUR"),
        ("-0.5", "EUR", "-0.50 EUR"),
        ("-1234.567", "EUR", "-1_234.567 EUR"),
        ("0", "JPY", "0 JPY"),
        ("1/3", "KWD", "0.333 KWD"),
    ],
)
def test_money_is_written_as_in_the_source(amount: str, currency: str, text: str) -> None:
    assert Money(Fraction(amount), currency).text() == text


def test_currencies_are_those_that_the_locale_data_knows_too() -> None:
    # The Zimbabwe Gold and the Caribbean guilder are younger than some releases of the locale data.
    assert set(currencies()) - list_currencies() <= {"ZWG", "XCG"}
    assert {minor_unit(code) for code in currencies()} == {0, 2, 3, 4}
    assert is_currency("EUR") and not is_currency("eur") and not is_currency("XAU") and not is_currency("DEM")
    assert currency_suggestions("€") == ("EUR",)
    assert currency_suggestions("eur") == ("EUR",)
    assert "EUR" in currency_suggestions("EUE")
    assert currency_suggestions("ERU")[0] == "EUR" and currency_suggestions("UDS")[0] == "USD"
    assert currency_suggestions("12345") == ()


def test_two_different_units_never_add() -> None:
    assert Quantity(Fraction(50), "reams") + Quantity(Fraction(5), "reams") == Quantity(Fraction(55), "reams")
    with pytest.raises(UnitMismatch) as caught:
        Quantity(Fraction(50), "reams") - Quantity(Fraction(5), "leads")
    assert (caught.value.left, caught.value.right) == ("reams", "leads")
    with pytest.raises(UnitMismatch):
        Quantity(Fraction(1), "GB").to("req/s")


def test_data_sizes_convert_in_their_family() -> None:
    assert Quantity(Fraction(1), "GiB").to("B") == Quantity(Fraction(2**30), "B")
    assert Quantity(Fraction(10), "GB") + Quantity(Fraction(500), "MB") == Quantity(Fraction("10.5"), "GB")
    assert Quantity(Fraction(1), "kB") < Quantity(Fraction(1), "KiB") <= Quantity(Fraction(1024), "B")
    assert same_family("PB", "MiB") and not same_family("PB", "req/s")
    assert (3 * Quantity(Fraction("83.5"), "req/s")).text() == "250.5 req/s"
    assert Quantity(Fraction(1, 3), "GB").text() == "0.333333 GB"
