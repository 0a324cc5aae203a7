"""From where a rounded target is kept, against values that are rounded and compared one by one."""

from __future__ import annotations

from fractions import Fraction
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from sladsl.exact.ratio import Rounding, round_to
from sladsl.model.agreements import RoundTo, holds
from sladsl.model.values import Number, Ratio
from sladsl.rules.compare import edge
from sladsl.syntax.words import Comparator

places = st.integers(0, 2)
modes = st.sampled_from(list(Rounding))
signs = st.sampled_from(get_args(Comparator)).filter(lambda sign: sign != "=")
targets = st.integers(0, 4000).map(lambda n: Fraction(n, 20))


@given(targets, signs, places, modes, st.integers(-60, 60))
def test_it_is_where_the_comparison_turns(
    target: Fraction, sign: Comparator, digits: int, mode: Rounding, step: int
) -> None:
    value = max(Fraction(0), target + Fraction(step, 40))
    kept = holds(sign, Number(round_to(value, digits, mode)), Number(target))
    least, reached = edge(Number(target), sign, RoundTo(digits, mode))
    assert isinstance(least, Number)
    beyond = value > least.value if sign in (">=", ">") else value < least.value
    assert kept == (beyond or (reached and value == least.value))


@given(targets, signs, places, modes)
def test_percentages_count_the_decimals_of_the_percentage(
    target: Fraction, sign: Comparator, digits: int, mode: Rounding
) -> None:
    share, share_reached = edge(Ratio(target / 100), sign, RoundTo(digits, mode))
    number, reached = edge(Number(target), sign, RoundTo(digits, mode))
    assert isinstance(share, Ratio) and isinstance(number, Number)
    assert (100 * share.value, share_reached) == (number.value, reached)
