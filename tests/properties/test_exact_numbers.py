"""Rounding, writing, reading and money against Python's decimal module."""

from __future__ import annotations

import decimal
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.exact import ratio
from sladsl.exact.durations import Duration
from sladsl.exact.money import Money, currencies, minor_unit
from sladsl.exact.ratio import Rounding

DECIMAL_MODES = {
    Rounding.HALF_UP: decimal.ROUND_HALF_UP,
    Rounding.HALF_EVEN: decimal.ROUND_HALF_EVEN,
    Rounding.FLOOR: decimal.ROUND_FLOOR,
    Rounding.CEILING: decimal.ROUND_CEILING,
}
decimals = st.decimals(min_value=-(10**9), max_value=10**9, places=6) | st.decimals(-10, 10, places=2)
modes = st.sampled_from(Rounding)


@settings(max_examples=100)
@given(decimals, st.integers(0, 5), modes)
def test_rounding(value: Decimal, places: int, mode: Rounding) -> None:
    expected = value.quantize(Decimal(1).scaleb(-places), rounding=DECIMAL_MODES[mode])
    rounded = ratio.round_to(Fraction(value), places, mode)
    assert rounded == Fraction(expected)
    text = ratio.decimal_text(Fraction(value), places, mode)
    assert text == f"{expected + 0:f}" or (expected == 0 and text == f"{abs(expected):f}")


@settings(max_examples=100)
@given(decimals)
def test_exact_texts_are_shortest_and_read_back(value: Decimal) -> None:
    text = ratio.exact_decimal(Fraction(value))
    assert text is not None
    assert ratio.parse_number(text) == Fraction(value)
    assert "." not in text or not text.endswith("0")
    assert ratio.parse_ratio(ratio.percent(Fraction(value))) == Fraction(value)


@settings(max_examples=100)
@given(st.fractions(max_denominator=10**6))
def test_only_what_ends_has_an_exact_text(value: Fraction) -> None:
    text = ratio.exact_decimal(value)
    ends = (10**20) % value.denominator == 0
    assert (text is not None) == ends
    if text is not None:
        assert Fraction(text) == value
    assert abs(Fraction(ratio.percent(value)[:-1]) - value * 100) <= Fraction(1, 20_000)


@settings(max_examples=100)
@given(decimals, st.sampled_from(currencies()), modes)
def test_money_rounds_to_its_minor_unit(amount: Decimal, currency: str, mode: Rounding) -> None:
    quantum = Decimal(1).scaleb(-minor_unit(currency))
    expected = amount.quantize(quantum, rounding=DECIMAL_MODES[mode])
    rounded = Money(Fraction(amount), currency).rounded(mode)
    assert rounded == Money(Fraction(expected), currency)
    number, _, code = rounded.text().partition(" ")
    assert ratio.parse_number(number) == Fraction(expected) and code == currency


@settings(max_examples=100)
@given(st.integers(-(10**10), 10**10))
def test_durations_read_back(milliseconds: int) -> None:
    text = Duration(Fraction(milliseconds, 1000)).text()
    words = text.removeprefix("-").split(" ")
    units = {"h": 3600, "min": 60, "s": 1}
    total = sum(Fraction(words[i]) * units[words[i + 1]] for i in range(0, len(words), 2))
    assert (-total if text.startswith("-") else total) == Fraction(milliseconds, 1000)
