"""Which row of a scale applies: plain scales, published rows with holes and overlaps, what is left."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from settling import deal, ratio

from sladsl.evaluate.tiers import Undefined, tier_of
from sladsl.exact.durations import Duration
from sladsl.exact.ratio import percent
from sladsl.model.credits import CreditScheme
from sladsl.model.values import Number, Ratio

FEES = "monthly = 1_000 EUR per month"


def scheme(
    rows: str, promise: str = "success of Site >= 99.9% per month", word: str = "credit"
) -> CreditScheme:
    (guarantee,) = deal(f"guarantee it: {promise} {{ {word} {{ {rows} }} }}", FEES).guarantee("it")
    found = guarantee.credit if word == "credit" else guarantee.bonus
    assert found is not None
    return found


def place(one: CreditScheme, text: str, missed: bool = True) -> int | str | None:
    """The number of the row for a value, `undefined`, or None."""
    found = tier_of(one, ratio(text), missed)
    if isinstance(found, Undefined):
        return "undefined"
    return None if found is None else one.tiers.index(found)


@pytest.mark.parametrize(
    ("value", "row"),
    [("99.9%", None), ("99.89%", 0), ("99%", 0), ("98.99%", 2), ("95%", 2), ("94.99%", 1), ("0%", 1)],
)
def test_the_strictest_row_below(value: str, row: int | None) -> None:
    one = scheme("below 99.9%: 10% of monthly; below 95%: 100% of monthly; below 99%: 25% of monthly")
    assert place(one, value) == row


def test_at_most_gives_way_to_below_at_the_same_bound() -> None:
    one = scheme("at most 99%: 10% of monthly; below 99%: 25% of monthly")
    assert [place(one, v) for v in ("99.1%", "99%", "98.9%")] == [None, 0, 1]


def test_rows_upward_where_lower_is_better() -> None:
    one = scheme(
        "at least 5 min: 1 EUR; above 1 h: 3 EUR; at least 1 h: 2 EUR",
        "unavailable of Site < 5 min per month",
    )
    found = [tier_of(one, Duration(Fraction(s)), True) for s in (299, 300, 3599, 3600, 3601)]
    assert [one.tiers.index(f) if f and not isinstance(f, Undefined) else None for f in found] == [
        None,
        0,
        0,
        2,
        1,
    ]


def test_published_rows_leave_holes_and_overlaps_open() -> None:
    one = scheme("when value > 99% and value <= 99.9%: 10% of monthly; when value < 99%: 25% of monthly")
    assert [place(one, v) for v in ("99.9%", "99.01%", "99%", "98%", "99.95%")] == [
        0,
        0,
        "undefined",
        1,
        "undefined",
    ]
    both = scheme("when value <= 99.9%: 10% of monthly; when value <= 99%: 25% of monthly")
    assert [place(both, v) for v in ("99.1%", "99%")] == [0, "undefined"]


def test_the_reason_names_the_rows() -> None:
    both = scheme("when value <= 99.9%: 10% of monthly; when value <= 99%: 25% of monthly")
    found = tier_of(both, ratio("99%"), True)
    assert isinstance(found, Undefined)
    assert str(found.reason) == "`when value <= 99.9%` and `when value <= 99%` both apply to 99%"
    assert found.rows == both.tiers


def test_otherwise_takes_what_is_left() -> None:
    one = scheme("when value < 99%: 25% of monthly; otherwise: 10% of monthly")
    assert [place(one, v) for v in ("98%", "99%")] == [0, 1]


def test_a_met_value_in_no_row_earns_nothing() -> None:
    one = scheme("when value >= 99.99%: 2% of monthly", word="bonus")
    assert [place(one, v, missed=False) for v in ("99.95%", "99.99%")] == [None, 0]


def test_values_of_another_kind_have_no_answer() -> None:
    found = tier_of(scheme("below 99%: 10% of monthly"), Number(Fraction(5)), True)
    assert isinstance(found, Undefined)
    assert str(found.reason) == "5 cannot be compared with the rows"


def test_rows_of_times_say_nothing_of_a_share_of_cases() -> None:
    one = scheme("above 1 h: 1 EUR", "unavailable of Site < 5 min per month")
    assert tier_of(one, ratio("80%"), True) is None


tenths = st.integers(0, 1000).map(lambda n: Fraction(n, 1000))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([(999, 990, 950), (990, 999, 900), (500, 501, 502)]), tenths)
def test_a_scale_against_looking_at_every_row(bounds: tuple[int, ...], value: Fraction) -> None:
    rows = "; ".join(f"below {percent(Fraction(b, 1000))}: {n + 1} EUR" for n, b in enumerate(bounds))
    one = scheme(rows)
    over = [b for b in bounds if value < Fraction(b, 1000)]
    expected = one.tiers[bounds.index(min(over))] if over else None
    assert tier_of(one, Ratio(value), True) == expected
