"""A little work in many intervals: it is not counted below, and spoils each of them above."""

from __future__ import annotations

import pytest
from proof_houses import proof_of, sla, uc

from sladsl.prove.telling import verdict
from sladsl.prove.touching import spoiling

FEBRUARY = "effective 2026-02-01 until 2026-02-28"
RATE = "metric rate { better higher; signals e, r; value = share of each 1 min where e / r <= 5% }\n"
STATE = (
    "metric state { better higher; signals up; value = share of each 5 min where up; "
    "partial minutes count }\n"
)


def house(metric: str, above: str, work: str, needs: str = "A") -> str:
    return (
        f"{RATE}{STATE}exclusion work {{ {work} }}\nservice A\nservice B\nservice Web {{ needs {needs} }}\n"
        + uc("XA", f"guarantee g: {metric} of A >= 100% per month {{ except work; exact }}", FEBRUARY)
        + uc("XB", f"guarantee g: {metric} of B >= 90% per month {{ exact }}", FEBRUARY)
        + sla(f"guarantee g: {metric} of Web >= {above} per month {{ exact }}", FEBRUARY)
    )


@pytest.mark.parametrize(
    ("metric", "above", "work", "seconds", "times"),
    [
        ("rate", "99%", "at most 2 h per month", 4, 404),
        ("rate", "99%", "window Sun 02:00-06:00; at most 2 h per month", 4, 404),
        ("state", "99%", "at most 10 min per month", 1, 81),
    ],
    ids=["anywhere", "window", "state"],
)
def test_a_little_work_in_many_intervals_is_shown(
    metric: str, above: str, work: str, seconds: int, times: int
) -> None:
    """One more than one in a hundred, each as short as it may be."""
    proof = proof_of(house(metric, above, work))
    assert verdict(proof) == "not kept"
    assert [int(span) for _, _, span in proof.case.spans] == [seconds] * len(proof.case.spans)
    assert len(proof.case.spans) >= times


def test_work_on_one_of_two_needs_the_other_down() -> None:
    assert verdict(proof_of(house("state", "99%", "at most 10 min per month", "1 of A, B"))) == "not kept"
    assert verdict(proof_of(house("state", "90%", "at most 10 min per month", "1 of A, B"))) == "kept"


@pytest.mark.parametrize(
    ("metric", "how", "seconds"),
    [
        ("rate", "exact", 4),
        ("state", "exact", 1),
        ("state", "exact; partial minutes do not count", 300),
        ("state", "exact; outages under 2 min do not count", 120),
        ("state", "exact; outages up to 10 min do not count", None),
    ],
)
def test_how_long_it_takes_to_spoil_an_interval(metric: str, how: str, seconds: int | None) -> None:
    proof = proof_of(
        house(metric, "99%", "at most 1 h per month").replace(
            f"{metric} of Web >= 99% per month {{ exact }}", f"{metric} of Web >= 99% per month {{ {how} }}"
        )
    )
    assert spoiling(proof.guarantee) == seconds
