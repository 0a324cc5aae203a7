"""The worst case that is shown keeps every promise under the one it breaks, also those of shorter periods."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction

import pytest
from proof_houses import proof_of, sla, uc

from sladsl.prove.telling import witness
from sladsl.prove.worst_cases import worst_case

SERVICES = "service A\nservice B\nservice C\nservice Web { needs 2 of A, B, C }\n"


@pytest.mark.parametrize(("upper", "pieces"), [("year", 12), ("quarter", 3), ("month", 1)])
def test_what_a_month_allows_falls_into_that_month(upper: str, pieces: int) -> None:
    """Two of three at once are down half as long again as one; by the month, whatever counts above."""
    contracts = "".join(uc(f"U{k}", f"guarantee g: up of {k} >= 99.9% per month {{ exact }}") for k in "ABC")
    text = SERVICES + contracts + sla(f"guarantee g: up of Web >= 99.95% per {upper} {{ exact }}")
    proof = proof_of(text)
    assert not proof.kept
    down: dict[tuple[str, int, int], Fraction] = {}
    for key, begun, seconds in worst_case(proof).spans:
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
    ((_, begun, seconds),) = worst_case(proof).spans
    assert (begun, seconds) == (proof.period.start, proof.bound)


@pytest.mark.parametrize(
    ("upper", "lower", "shown"),
    [
        ("month", "day", "14 min 24 s, and 30 times more for as long, the last from "),
        ("year", "day", "14 min 24 s, and 365 times more for as long, the last from "),
        ("month", "week", "1 h 40 min 48 s, and 5 times more for as long, the last from "),
    ],
)
def test_the_same_time_after_time_is_told_once(upper: str, lower: str, shown: str) -> None:
    """What a day of a year allows is down every day; all of them stand in one line."""
    text = (
        "service A\nservice Web { needs A }\n"
        + uc("U", f"guarantee g: up of A >= 99% per {lower} {{ exact }}")
        + sla(f"guarantee g: up of Web >= 99.9% per {upper} {{ exact }}")
    )
    lines = witness(proof_of(text))
    assert any(shown in line for line in lines), lines
    assert len(lines) <= 2 and not any("one piece" in line for line in lines)


def test_what_rolls_beside_other_periods_is_shown_in_one_piece_and_told() -> None:
    """Outages that a week allows at any seven days are not cut by the days of another promise."""
    text = (
        "service A\nservice B\nservice Web { needs A, B }\n"
        + uc("UA", "guarantee g: up of A >= 99% per rolling 7 days { exact }")
        + uc("UB", "guarantee g: up of B >= 99% per day { exact }")
        + sla("guarantee g: up of Web >= 99.5% per month { exact }")
    )
    proof = proof_of(text)
    assert not proof.kept
    case = worst_case(proof)
    assert case.whole
    assert sum("is shown in one piece" in line for line in witness(proof)) == 2


def test_what_a_week_leaves_is_used_elsewhere() -> None:
    """Of a month's allowance the first day takes more than its share, where a week lets it."""
    text = (
        "service A\nservice B\nservice Web { needs 1 of A, B }\n"
        + uc("UA", "guarantee g: up of A >= 99% per week { exact }")
        + uc("UB", "guarantee g: up of B >= 99% per month { exact }")
        + sla("guarantee g: up of Web > 99% per month { exact }")
    )
    proof = proof_of(text)
    case = worst_case(proof)
    assert not proof.kept and not case.whole
    assert sum(seconds for key, _, seconds in case.spans if key == "B") == proof.bound
