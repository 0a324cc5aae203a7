"""Figures at the edge of what may be lost: rounded values, intervals in odd hours, and periods that roll."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from proof_houses import house_of, proof_of, sla, uc

from sladsl.prove.allowances import lost
from sladsl.prove.rolling import pieces_apart
from sladsl.prove.trailing import least_and_most, stretches

MODES = {"half up": ROUND_HALF_UP, "half even": ROUND_HALF_EVEN, "down": ROUND_FLOOR, "up": ROUND_CEILING}
HAIR = Fraction(1, 10**9)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("comparator", [">=", ">"])
@pytest.mark.parametrize(
    ("target", "places"), [("99.95", 2), ("99.96", 2), ("99.9", 1), ("99.95", 1), ("99", 0)]
)
def test_just_what_a_rounded_promise_lets_be_lost(
    mode: str, comparator: str, target: str, places: int
) -> None:
    """As much as is said, and a hair less and more, rounded as one rounds decimal numbers."""
    rounding = f"round to {places} decimals {mode}"
    text = uc("Cloud", f"guarantee g: up of Web {comparator} {target}% per month {{ {rounding} }}")
    (promise,) = house_of("service Web\n" + text).agreements["Cloud"].guarantees

    def kept(loss: Fraction) -> bool:
        value = 100 * (1 - loss)
        shown = (Decimal(value.numerator) / Decimal(value.denominator)).quantize(
            Decimal(1).scaleb(-places), rounding=MODES[mode]
        )
        return shown >= Decimal(target) if comparator == ">=" else shown > Decimal(target)

    found = lost(promise)
    assert kept(found.amount - HAIR) or found.amount == 0
    assert not kept(found.amount + HAIR)
    assert kept(found.amount) is found.reached


WEEK = 7 * 1440


@settings(max_examples=25)
@given(st.integers(0, 1380), st.integers(5, 59), st.sampled_from([2, 5]))
def test_no_trailing_period_counts_less_than_the_least(opening: int, length: int, step: int) -> None:
    """Intervals from end to end in hours of odd length, of periods that begin in any minute of a day."""
    clock = [f"{minute // 60:02}:{minute % 60:02}" for minute in (opening, opening + length)]
    text = (
        f"metric iv {{ better higher; signals up; value = share of each {step} min where up }}\n"
        f'calendar Odd {{ zone "UTC"; open Mon-Sun {clock[0]}-{clock[1]} }}\nservice Web\n'
    )
    term = "effective 2026-02-02 until 2026-02-15"
    agreement = house_of(
        text + sla("guarantee g: iv of Web >= 99% per trailing 7 days during Odd", term)
    ).agreements["Deal"]
    (promise,) = agreement.guarantees
    first = int(datetime(2026, 2, 2, tzinfo=ZoneInfo("UTC")).timestamp())
    stretch, *_ = stretches((agreement, promise), (), (first, first + 14 * 86_400))
    least, most = least_and_most((agreement, promise), stretch)
    open_minutes = {day * 1440 + opening + minute for day in range(15) for minute in range(length)}
    counted = [
        sum(
            all(start + minute in open_minutes for minute in range(step))
            for start in range(begun, begun + WEEK, step)
        )
        for begun in {begin + late for begin in (0, opening, opening + length, 1435) for late in range(step)}
        if begun <= 1440
    ]
    assert stretch.start == first and stretch.end == first + (WEEK + 1440) * 60
    assert least <= 60 * step * min(counted)
    assert 60 * step * max(counted) <= most


@pytest.mark.parametrize("days", [(1, 3), (2, 3), (3, 3), (2, 5)])
@pytest.mark.parametrize(
    "zones",
    [
        ("Australia/Brisbane", "Australia/Adelaide"),  # half an hour apart, and an hour after 4 April
        ("Europe/Berlin", "Europe/London"),
        ("America/New_York", "UTC"),
    ],
)
def test_no_period_that_rolls_has_two_pieces(days: tuple[int, int], zones: tuple[str, str]) -> None:
    term = "effective 2027-03-01 until 2027-04-30"
    text = "service A\nservice B\nservice Web { needs 1 of A, B }\n"
    for key, count, zone in zip("AB", days, zones, strict=True):
        promise = f"guarantee g: down of {key} <= 2 h per rolling {count} days {{ exact }}"
        text += uc(f"U{key}", promise, term).replace("UTC", zone)
    proof = proof_of(text + sla("guarantee g: down of Web <= 1 h per month { exact }", term))
    for month in range(3, 5):
        period = proof.guarantee.period
        assert period is not None
        begun = int(datetime(2027, month, 1, 12, tzinfo=ZoneInfo("UTC")).timestamp())
        pieces, _ = pieces_apart(proof.supports, period.containing(begun))
        assert len(pieces) > 3
        for count, zone in zip(days, zones, strict=True):
            for start in (date(2027, 2, 20) + timedelta(days=number) for number in range(75)):
                low, high = (_midnight(day, zone) for day in (start, start + timedelta(days=count)))
                assert sum(low < end and begin < high for begin, end in pieces) <= 1


def _midnight(day: date, zone: str) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).timestamp())
