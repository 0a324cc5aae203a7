"""Claim windows against dates counted by hand, and against plain arithmetic on dates."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from proof_houses import house_of

from sladsl.model.supports import Supports
from sladsl.prove.claims import ClaimGap, claim_gaps

HOURS = """calendar Business "Business days" { zone "UTC"; open Mon-Fri }
service Net "Net"
"""


def gaps(below: str, above: str, term: str, period: str = "month") -> list[ClaimGap]:
    """The gaps between a contract and the agreement on top of it; both count in working days of Mon-Fri."""

    def agreement(head: str, window: str, target: str, each: str, more: str = "") -> str:
        claim = f"claim within {window} of period end" if window else "automatic"
        return (
            f"{head} {{\nprovider {'Vendor' if head.startswith('uc') else 'Maker'}\n"
            f"customer {'Maker' if head.startswith('uc') else 'Client'}\n"
            f'hours Business zone "UTC"\neffective {term}\nfee monthly = 100 EUR per month\n{more}'
            f"guarantee g: up of Net >= {target} per {each} {{ exact; credit 5% of monthly }}\n"
            f"credits {{ combine sum; {claim} }}\n}}\n"
        )

    text = (
        HOURS
        + agreement("uc Line", below, "99.99%", period)
        + agreement("sla Deal", above, "99%", "month", "relies on Line\n")
    )
    house = house_of(text)
    return list(claim_gaps(Supports(house), house.agreements["Deal"], house.agreements["Line"]))


def test_seven_business_days_under_thirty_days() -> None:
    """An incident of January 2025: the supplier's window ends on 11 February, the customer's on 2 March."""
    (gap,) = gaps("7 working days", "30 days", "2025-01-01 until 2025-01-31")
    assert (gap.ours, gap.theirs, gap.days) == (date(2025, 2, 11), date(2025, 3, 2), 19)
    year = gaps("7 working days", "30 days", "2025-01-01 until 2025-12-31")
    assert [g for g in year if g.below.label == "2025-01"] == [gap]
    assert len(year) == 12


def test_a_longer_window_below() -> None:
    assert all(gap.days < 0 for gap in gaps("60 days", "30 days", "2025-01-01 until 2025-12-31"))


def test_credits_without_a_claim() -> None:
    assert gaps("", "30 days", "2025-01-01 until 2025-12-31") == []
    assert gaps("30 days", "", "2025-01-01 until 2025-12-31") == []


def test_a_quarter_below_a_month() -> None:
    """What fails in January is claimed below only when the quarter is over."""
    found = gaps("30 days", "30 days", "2025-01-01 until 2025-03-31", "quarter")
    assert [(g.above.label, g.below.label, g.days) for g in found] == [
        ("2025-01", "2025-Q1", -59),
        ("2025-02", "2025-Q1", -31),
        ("2025-03", "2025-Q1", 0),
    ]


@settings(max_examples=50)
@given(st.integers(1, 40), st.integers(1, 90), st.integers(2024, 2030))
def test_against_counting_days(working: int, days: int, year: int) -> None:
    for number, gap in enumerate(
        gaps(f"{working} working days", f"{days} days", f"{year}-01-01 until {year}-12-31")
    ):
        last = date(year + number // 11, (number + 1) % 12 + 1, 1) - timedelta(days=1)
        assert gap.theirs == last + timedelta(days=days)
        at, left = last, working
        while left:
            at += timedelta(days=1)
            left -= at.weekday() < 5
        assert gap.ours == at
