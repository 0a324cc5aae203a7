"""What a proof of availability takes for granted, told where the two sides say it otherwise."""

from __future__ import annotations

import pytest
from proof_houses import proof_of, sla, uc

from sladsl.prove.lenient import is_more_lenient
from sladsl.prove.telling import assumptions

METRICS = """
metric above { better higher; signals up; value = share of time where up; partial minutes count; ABOVE }
metric below { better higher; signals up; value = share of time where up; partial minutes count; BELOW }
service Net
service Web { needs Net }
"""
EMPTY = (
    "assumes that something is counted in every interval: an empty one counts as better for `A.g` than here"
)
BEFORE = "assumes that everything is in use all along: time before that counts as better for `A.g` than here"


def told(below: str, above: str) -> list[str]:
    text = METRICS.replace("ABOVE", above).replace("BELOW", below)
    text += uc("A", "guarantee g: below of Net >= 99.9% per month { exact }")
    text += sla("guarantee g: above of Web >= 99.9% per month { exact }")
    proof = proof_of(text)
    assert proof.kept
    return [each for each in assumptions(proof) if each in (EMPTY, BEFORE)]


@pytest.mark.parametrize(
    ("below", "above", "lenient"),
    [
        ("good", "excluded", True),
        ("good", "bad", True),
        ("excluded", "bad", True),
        ("excluded", "good", False),
        ("bad", "excluded", False),
        ("bad", "good", False),
        ("good", "good", False),
        ("excluded", "excluded", False),
    ],
)
def test_empty_intervals_that_count_as_better_below(below: str, above: str, lenient: bool) -> None:
    assert told(f"empty counts as {below}", f"empty counts as {above}") == ([EMPTY] if lenient else [])


@pytest.mark.parametrize(
    ("below", "above", "lenient"), [("good", "excluded", True), ("excluded", "good", False)]
)
def test_time_before_use(below: str, above: str, lenient: bool) -> None:
    both = (f"undeployed time counts as {each}" for each in (below, above))
    assert told(*both) == ([BEFORE] if lenient else [])


def test_what_is_left_open_may_be_more_lenient() -> None:
    assert told("empty counts as excluded", "empty counts as unknown") == [EMPTY]
    proof = proof_of(
        METRICS.replace("ABOVE", "empty counts as good").replace("BELOW", "")
        + uc("A", "guarantee g: below of Net >= 99.9% per month { exact }")
        + sla("guarantee g: above of Web >= 99.9% per month { exact }")
    )
    assert is_more_lenient(proof.supports[0].guarantee, proof.guarantee, "empty")


ERRORS = """
metric errors { better higher; signals failed, all; value = VALUE; empty counts as excluded }
service One
service Two
service Web { needs One, Two }
"""
TOGETHER = (
    "assumes that failures of several components, each of which leaves an interval good, do not make it bad "
    "together"
)


@pytest.mark.parametrize(
    ("value", "some"),
    [
        ("share of each 1 min where failed / all <= 5%", True),
        ("share of each 1 min where failed / all <= 1%", True),
        ("share of each 5 min where failed / all < 0.001%", True),
        ("share of time where failed / all <= 5%", True),
        ("share of each 1 min where failed / all <= 0%", False),
    ],
)
def test_a_little_of_each_that_adds_up(value: str, some: bool) -> None:
    text = ERRORS.replace("VALUE", value)
    text += uc("A", "guarantee g: errors of One >= 99.99% per month { exact }")
    text += uc("B", "guarantee g: errors of Two >= 99.99% per month { exact }")
    text += sla("guarantee g: errors of Web >= 99.9% per month { exact }")
    assert (TOGETHER in assumptions(proof_of(text))) is some


@pytest.mark.parametrize("period", ["month", "rolling 7 days"])
def test_hours_between_two_contracts(period: str) -> None:
    """In Helsinki the ninth of March ends six hours before the tenth begins in New York."""
    text = "service Net\nservice Web { needs Net }\n"
    for name, zone, term in (
        ("First", "Europe/Helsinki", "effective 2026-01-01 until 2026-03-09"),
        ("Second", "America/New_York", "effective 2026-03-10 until 2026-12-31"),
    ):
        contract = uc(name, "guarantee g: up of Net >= 99.9% per day { exact }", term)
        text += contract.replace('zone "UTC"', f'zone "{zone}"')
    text += sla(
        f"guarantee g: up of Web >= 99% per {period} {{ exact }}", "effective 2026-01-01 until 2026-12-31"
    )
    found = list(assumptions(proof_of(text)))
    gap = "assumes that `Net` works from Mon 2026-03-09 22:00 on for 6 h, when nobody promises that"
    assert gap in found
    assert any("2026-03" in each for each in found if each.startswith("is about whole")) is (
        period == "month"
    )


def test_days_between_two_contracts_are_found_with_their_terms() -> None:
    text = "service Net\nservice Web { needs Net }\n"
    text += uc(
        "First", "guarantee g: up of Net >= 99.9% per day { exact }", "effective 2026-01-01 until 2026-03-08"
    )
    text += uc("Second", "guarantee g: up of Net >= 99.9% per day { exact }", "effective 2026-03-10")
    text += sla("guarantee g: up of Web >= 99% per month { exact }", "effective 2026-01-01")
    assert not any("when nobody promises" in each for each in assumptions(proof_of(text)))
