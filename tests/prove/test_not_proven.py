"""What is called not kept, not proven, kept: where a bound comes down, and where a replay decides."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from proof_houses import proof_of, sla, uc

from sladsl.prove.margins import downtime_margin
from sladsl.prove.mending import repairs
from sladsl.prove.telling import safe_only, share_at_most, verdict

THREE = "service A\nservice B\nservice C\nservice Pair { needs 2 of A, B, C }\n"
ROLLING = {"A": (9, 5), "B": (4, 4), "C": (9, 3)}
"""Days and hours: at most 28 h of January are down, where as few periods as cover it would let 32 h be."""
JANUARY = "effective 2027-01-01 until 2027-01-31"
HOUR = 3600


def rolling(above: str, more: int = 0, instead: tuple[str, str] | None = None) -> str:
    """Two of three that roll, and others in a row with them that hardly fail but roll over a year."""
    names = [f"N{number}" for number in range(more)]
    text = THREE + "".join(f"service {name}\n" for name in names)
    text += f"service Web {{ needs {', '.join(['Pair', *names])} }}\n"
    for key, (days, hours) in ROLLING.items():
        limit = instead[1] if instead is not None and instead[0] == f"U{key}" else f"{hours} h"
        text += uc(
            f"U{key}", f"guarantee g: down of {key} <= {limit} per rolling {days} days {{ exact }}", JANUARY
        )
    for name in names:
        text += uc(
            f"U{name}", f"guarantee g: down of {name} <= 1 s per rolling 400 days {{ exact }}", JANUARY
        )
    return text + sla(f"guarantee g: down of Web <= {above} per month {{ exact }}", JANUARY)


@pytest.mark.parametrize(("above", "said"), [("27 h", "not kept"), ("28 h", "kept"), ("30 h", "kept")])
def test_the_bound_comes_down_with_every_period_that_rolls(above: str, said: str) -> None:
    proof = proof_of(rolling(above))
    assert verdict(proof) == said
    assert proof.bound == 28 * HOUR
    assert proof.exact
    margin = downtime_margin(proof)
    assert margin is not None
    assert margin.used == 28 * HOUR


def test_the_repair_counts_on_the_periods_that_were_counted_in() -> None:
    proof = proof_of(rolling("27 h"))
    ways = repairs(proof).ways
    assert ways
    for way in ways:
        seconds = way.target // 1
        assert proof_of(rolling("27 h", instead=(way.agreement.key, f"{seconds} s"))).kept


def test_what_was_not_played_is_not_proven() -> None:
    """More periods than are played: it is kept in truth, and never called broken."""
    assert verdict(proof_of(rolling("30 h", 8))) == "kept"
    proof = proof_of(rolling("30 h", 60))
    assert verdict(proof) == "not proven"
    (said,) = safe_only(proof)
    assert said.endswith("may hold all the same")


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 12), st.integers(1, 6)), min_size=3, max_size=3))
def test_what_is_proven_can_be_promised(lower: list[tuple[int, int]]) -> None:
    """Over months of several lengths; the worst is shown although each comes down by something else."""
    term = "effective 2027-01-01 until 2027-04-30"

    def text(share: str) -> str:
        contracts = "".join(
            uc(
                f"U{key}",
                f"guarantee g: down of {key} <= {hours} h per rolling {days} days {{ exact }}",
                term,
            )
            for key, (days, hours) in zip("ABC", lower, strict=True)
        )
        return THREE + contracts + sla(f"guarantee g: up of Pair >= {share} per month {{ exact }}", term)

    proof = proof_of(text("99.9999%"))
    assert proof_of(text(share_at_most(proof.guaranteed))).kept


def test_whole_minutes_above_do_not_count_what_is_shown() -> None:
    """65 s a day are one whole minute a day: 31 of them are within 33, and nobody shows otherwise."""
    metric = 'metric whole "Down" { better lower; value = time down; partial minutes do not count }\n'
    text = (
        metric
        + "service A\nservice Web { needs A }\n"
        + uc("UA", "guarantee g: whole of A <= 65 s per day { exact }", JANUARY)
    )
    proof = proof_of(text + sla("guarantee g: whole of Web <= 33 min per month { exact }", JANUARY))
    assert verdict(proof) == "not proven"
    proof = proof_of(text + sla("guarantee g: whole of Web <= 30 min per month { exact }", JANUARY))
    assert verdict(proof) == "not kept"


def test_a_day_and_a_night_contract_in_short_intervals() -> None:
    text = (
        "metric m1 { better higher; signals e, r; value = share of each 1 min where e / r <= 5% }\n"
        "metric m5 { better higher; signals e, r; value = share of each 5 min where e / r <= 5% }\n"
        'calendar Day { zone "UTC"; open Mon-Sun 08:00-20:00 }\n'
        'calendar Night { zone "UTC"; open Mon-Sun 20:00-24:00, 00:00-08:00 }\n'
        "service A\nservice Web { needs A }\n"
        + uc("Ud", "guarantee g: m1 of A >= 99.9% per month during Day { exact }", JANUARY)
        + uc("Un", "guarantee g: m1 of A >= 99.9% per month during Night { exact }", JANUARY)
        + sla("guarantee g: m5 of Web >= 99.9% per month { exact }", JANUARY)
    )
    proof = proof_of(text)
    assert verdict(proof) == "not kept"
    assert {seconds for _, _, seconds in proof.case.spans} == {Fraction(60)}


def test_what_one_overlooks_does_not_hide_what_another_breaks() -> None:
    text = (
        "service A\nservice B\nservice Web { needs A, B }\n"
        + uc(
            "Ua", "guarantee g: up of A >= 99.9% per month { exact; outages under 5 s do not count }", JANUARY
        )
        + uc("Ub", "guarantee g: up of B >= 98% per month { exact }", JANUARY)
        + sla("guarantee g: up of Web >= 99% per month { exact }", JANUARY)
    )
    assert verdict(proof_of(text)) == "not kept"


@pytest.mark.parametrize(
    ("below", "above"), [("down of A < 3 h", "down of Web <= 2 h"), ("up of A > 99.5%", "up of Web >= 99.9%")]
)
def test_what_a_support_never_reaches_is_shown_a_second_shorter(below: str, above: str) -> None:
    text = "service A\nservice Web { needs A }\n" + uc(
        "UA", f"guarantee g: {below} per month {{ exact }}", JANUARY
    )
    proof = proof_of(text + sla(f"guarantee g: {above} per month {{ exact }}", JANUARY))
    assert verdict(proof) == "not kept"
