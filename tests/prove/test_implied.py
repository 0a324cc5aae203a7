"""Promises over other periods, against the minutes that both allow, added up without the proofs."""

from __future__ import annotations

import calendar
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from proof_houses import house_of

from sladsl.model.house import House
from sladsl.model.supports import Supports
from sladsl.prove.implied import Later, Looser, MoreDown, looser

DAYS = {
    "month": [calendar.monthrange(2027, month)[1] for month in range(1, 13)],
    "quarter": [90, 91, 92, 92],
    "year": [365],
}


def levels(below: str, above: str, more: str = "") -> House:
    return house_of(
        f"{more}service Mail\n"
        'corporate sla Base { provider Maker; hours Always zone "UTC"\ncovers Mail\n'
        f"guarantee floor: {above}\n}}\n"
        "customer sla Deal under Base { customer Client\neffective 2027-01-01 until 2027-12-31\n"
        f"guarantee own: {below}\n}}\n"
    )


def compared(below: str, above: str, more: str = "") -> Looser | bool:
    house = levels(below, above, more)
    lower, upper = house.agreements["Deal"], house.agreements["Base"]
    return looser(Supports(house), lower, lower.guarantees[0], upper, upper.guarantees[0])


def most(period: str, share: Fraction, inside: str) -> list[Fraction]:
    """For each period of `inside` the days that may be lost in it, when `share` of each `period` may."""
    lengths, whole = DAYS[period], DAYS[inside]
    if len(lengths) >= len(whole):  # the shorter ones lie wholly inside: each with all it has
        step = len(lengths) // len(whole)
        return [share * sum(lengths[i * step : (i + 1) * step]) for i in range(len(whole))]
    step = len(whole) // len(lengths)
    return [min(share * lengths[i // step], Fraction(days)) for i, days in enumerate(whole)]


shares = st.integers(1, 3000).map(lambda n: Fraction(n, 10_000))


@settings(max_examples=80)
@given(shares, shares, st.sampled_from(sorted(DAYS)), st.sampled_from(sorted(DAYS)))
def test_shares_over_any_periods(low: Fraction, high: Fraction, below: str, above: str) -> None:
    found = compared(
        f"up of Mail >= {float(100 - 100 * low):.2f}% per {below} {{ exact }}",
        f"up of each service >= {float(100 - 100 * high):.2f}% per {above} {{ exact }}",
    )
    allowed = [high * days for days in DAYS[above]]
    bounds = most(below, low, above)
    over = max((bound - most for bound, most in zip(bounds, allowed, strict=True)), default=Fraction(0))
    if over <= 0:
        assert found is False
    else:
        assert isinstance(found, MoreDown)
        assert found.bound - found.allowed == over * 86_400


def test_a_stricter_number_over_a_longer_period() -> None:
    found = compared(
        "up of Mail >= 99.95% per year { exact }", "up of each service >= 99.9% per month { exact }"
    )
    assert isinstance(found, MoreDown)
    assert found.period.label == "2027-02"
    assert (found.bound, found.allowed) == (Fraction(15_768), Fraction(24_192, 10))
    # With no more than that over the year, not even February may be down too long.
    assert found.needed == Fraction(28, 365) / 1000


def test_a_clock_that_rests_at_night() -> None:
    text = (
        'calendar Office { zone "UTC"; open Mon-Fri 08:00-16:00 }\n'
        "metric fix { better lower; value = time from opened to fixed }\n"
    )
    found = compared("fix <= 2 h per month during Office", "fix <= 4 h per month", text)
    assert isinstance(found, Later)
    assert found.due - found.promised == 62 * 3600  # Friday 18:00 to Monday 8:00
    assert compared("fix <= 2 h per month", "fix <= 2 h per month during Office", text) is False
