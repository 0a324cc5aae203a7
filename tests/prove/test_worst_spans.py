"""The worst case that is shown keeps every promise under the one it breaks, also those of shorter periods."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction

import pytest
from proof_houses import proof_of, sla, uc

from sladsl.prove.telling import witness, worst_spans

SERVICES = "service A\nservice B\nservice C\nservice Web { needs 2 of A, B, C }\n"


@pytest.mark.parametrize(("upper", "pieces"), [("year", 12), ("quarter", 3), ("month", 1)])
def test_what_a_month_allows_falls_into_that_month(upper: str, pieces: int) -> None:
    """Two of three at once are down half as long again as one; by the month, whatever counts above."""
    contracts = "".join(uc(f"U{k}", f"guarantee g: up of {k} >= 99.9% per month {{ exact }}") for k in "ABC")
    text = SERVICES + contracts + sla(f"guarantee g: up of Web >= 99.95% per {upper} {{ exact }}")
    proof = proof_of(text)
    assert not proof.kept
    down: dict[tuple[str, int, int], Fraction] = {}
    for key, begun, seconds in worst_spans(proof):
        day = datetime.fromtimestamp(begun, UTC)
        place = (key, day.year, day.month)
        down[place] = down.get(place, Fraction(0)) + seconds
    assert len(down) == 3 * pieces
    for (_, year, month), seconds in down.items():
        first = datetime(year, month, 1, tzinfo=UTC)
        after = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)
        assert seconds == Fraction(int((after - first).total_seconds())) / 1000
    assert sum(down.values()) == 2 * proof.bound


def test_a_year_under_a_month_falls_into_one_month() -> None:
    """What is counted by the year stands in one piece."""
    text = (
        "service A\nservice Web { needs A }\n"
        + uc("U", "guarantee g: up of A >= 99.9% per year { exact }")
        + sla("guarantee g: up of Web >= 99.9% per month { exact }")
    )
    proof = proof_of(text)
    ((_, begun, seconds),) = worst_spans(proof)
    assert (begun, seconds) == (proof.period.start, proof.bound)


@pytest.mark.parametrize(
    ("upper", "lower", "told"), [("month", "day", 0), ("month", "week", 1), ("year", "day", 1)]
)
def test_what_is_shown_in_one_piece_is_told(upper: str, lower: str, told: int) -> None:
    """Days of a month are told apart; what is not stands in the last line."""
    text = (
        "service A\nservice Web { needs A }\n"
        + uc("U", f"guarantee g: up of A >= 99% per {lower} {{ exact }}")
        + sla(f"guarantee g: up of Web >= 99.9% per {upper} {{ exact }}")
    )
    lines = witness(proof_of(text))
    assert sum("is shown in one piece" in line for line in lines) == told
    if not told:
        assert lines[-1] == "and 25 more"
