"""The smallest repair is one, and a little less is none: written into the source, and proven anew."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from proof_houses import house_of, proof_of, sla, uc

from sladsl.model.agreements import Guarantee
from sladsl.model.supports import Supports
from sladsl.prove.allowances import highest_target, lost
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.mending import Repairs, smallest_repairs
from sladsl.prove.proving import proofs
from sladsl.prove.telling import share_at_most

TERM = "effective 2027-01-01 until 2027-04-30"
METRICS = {
    "up": "",
    "iv": "metric iv { better higher; signals s; value = share of each 5 min where s <= 5 }\n",
}
SHARE, SECOND = Fraction(1, 10**7), Fraction(1)
TWO = "service A\nservice B\nservice Web { needs A, B }\n"


def _repairs(text: str) -> tuple[AvailabilityProof, Repairs]:
    house = house_of(text)
    supports = Supports(house)
    (proof,) = proofs(supports, house.agreements["Deal"])
    return proof, smallest_repairs(supports, proof)


def _written(guarantee: Guarantee, target: Fraction) -> str:
    return f"{target} s" if lost(guarantee).absolute else f"{float(100 * target):.5f}%"


def _is_nearest(text: str, least: int = 0) -> int:
    """That every repair of a house mends it and the next less does not; of how many that is said."""
    proof, found = _repairs(text)
    assert proof.kept or len(found.ways) >= least
    if proof.kept:
        return 0
    for way in found.ways:
        present = way.guarantee.target_span.text.split()[-1]
        step = -SECOND if lost(way.guarantee).absolute else SHARE
        told = floor(way.target) if step < 0 else ceil(way.target / SHARE) * SHARE
        for target, kept in ((told, True), (told - step, False)):
            line = f"# {way.agreement.key}\n"
            assert text.count(line) == 1
            before, after = text.split(line)
            promise, rest = after.split("\n", 1)
            changed = promise.replace(f" {present} ", f" {_written(way.guarantee, target)} ")
            assert changed != promise
            # Between all and one outage less nothing can be told apart.
            if kept or (found.smallest and way.target < 1):
                assert proof_of(f"{before}{line}{changed}\n{rest}").kept is kept
    return len(found.ways) if found.smallest else 0


def _contract(part: str, metric: str, target: str, per: str, more: str = "exact") -> str:
    made = uc(f"U{part}", f"guarantee g: {metric} of {part} >= {target} per {per} {{ {more} }}", TERM)
    return made.replace("\nguarantee", f"\n# U{part}\nguarantee")


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(["needs A, B, C", "needs 2 of A, B, C", "needs A; needs 1 of B, C"]),
    st.lists(
        st.tuples(st.integers(9800, 9999), st.sampled_from(["day", "week", "month"])), min_size=3, max_size=3
    ),
    st.sampled_from(["week", "month", "quarter"]),
    st.sampled_from(sorted(METRICS)),
)
def test_a_little_less_does_not_do(needs: str, below: list[tuple[int, str]], per: str, metric: str) -> None:
    contracts = "".join(
        _contract(part, metric, f"{share / 100}%", cycle)
        for part, (share, cycle) in zip("ABC", below, strict=True)
    )
    text = METRICS[metric] + f"service A\nservice B\nservice C\nservice Web {{ {needs} }}\n" + contracts
    _is_nearest(text + sla(f"guarantee g: {metric} of Web >= 99.5% per {per} {{ exact }}", TERM))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(9800, 9999), st.sampled_from(["day", "week", "month"])), min_size=2, max_size=2
    ),
    st.sampled_from([">=", ">"]),
    st.sampled_from(["week", "month", "rolling 30 days"]),
    st.sampled_from(sorted(METRICS)),
)
def test_what_is_proven_can_be_promised_and_no_more(
    below: list[tuple[int, str]], sign: str, per: str, metric: str
) -> None:
    contracts = "".join(
        _contract(part, metric, f"{share / 100}%", cycle)
        for part, (share, cycle) in zip("AB", below, strict=True)
    )
    house = METRICS[metric] + TWO + contracts

    def proof(sign: str, share: str) -> AvailabilityProof:
        return proof_of(
            house + sla(f"guarantee g: {metric} of Web {sign} {share} per {per} {{ exact }}", TERM)
        )

    made = proof(sign, "99.9999%")
    if made.kept:
        return
    told = share_at_most(made.guaranteed)
    assert proof(">=", told).kept
    more = Fraction(told.rstrip("%")) / 100 + SHARE
    assert not proof(">=", f"{float(100 * more):.5f}%").kept


@pytest.mark.parametrize("rounding", ["half up", "half even", "up", "down"])
@pytest.mark.parametrize("sign", [">=", ">"])
def test_what_is_proven_can_be_promised_as_it_is_rounded(rounding: str, sign: str) -> None:
    house = TWO + _contract("A", "up", "99.87%", "month") + _contract("B", "up", "99.94%", "week")

    def proof(share: Fraction) -> AvailabilityProof:
        target = f"{sign} {float(100 * share):.3f}%"
        promise = f"guarantee g: up of Web {target} per month {{ round to 3 decimals {rounding} }}"
        return proof_of(house + sla(promise, TERM))

    made = proof(Fraction(999, 1000))
    assert not made.kept
    told = highest_target(made.guarantee, 1 - made.guaranteed, attained=made.attained)
    assert proof(told).kept
    assert not proof(told + Fraction(1, 10**5)).kept


def test_less_than_one_interval_is_all() -> None:
    """Of 8064 intervals a month none may be bad: 99.99% would say the same."""
    text = (
        METRICS["iv"]
        + TWO
        + _contract("A", "iv", "99.9%", "month")
        + _contract("B", "iv", "99.9%", "month")
        + sla("guarantee g: iv of Web >= 99.9% per month { exact }", TERM)
    )
    _, found = _repairs(text)
    assert [way.target for way in found.ways] == [1, 1]


def test_whole_intervals_decide() -> None:
    """Two suppliers whose intervals are cut, under one: 22 of 8640 may be bad, and by time 21.6."""
    text = (
        METRICS["iv"]
        + TWO
        + _contract("A", "iv", "99.9%", "month")
        + _contract("B", "iv", "99.5%", "month")
        + sla("guarantee g: iv of Web >= 99.75% per month { exact }", TERM)
    )
    assert _is_nearest(text, least=1) >= 1


@pytest.mark.parametrize("per", ["rolling 7 days", "trailing 7 days"])
def test_of_periods_that_roll(per: str) -> None:
    text = (
        "service A\nservice B\nservice C\nservice Web { needs 2 of A, B, C }\n"
        + _contract("A", "up", "99%", per)
        + _contract("B", "up", "98%", "rolling 5 days")
        + _contract("C", "up", "99%", "week")
        + sla("guarantee g: up of Web >= 98.5% per month { exact }", "effective 2027-01-01 until 2027-01-31")
    )
    assert _is_nearest(text, least=2) >= 2


def test_more_supports_than_are_tried() -> None:
    """Of these it is not said that less would not do."""
    parts = [f"P{number}" for number in range(13)]
    text = (
        METRICS["iv"]
        + "".join(f"service {part}\n" for part in parts)
        + f"service Web {{ needs {', '.join(parts)} }}\n"
        + "".join(_contract(part, "iv", "99.9%", "month") for part in parts)
        + sla("guarantee g: iv of Web >= 98.75% per month { exact }", TERM)
    )
    proof, found = _repairs(text)
    assert not proof.kept
    assert found.ways and not found.smallest


@pytest.mark.parametrize("per", ["month", "quarter"])
def test_of_several_promises_about_one_component_each_may_be_repaired(per: str) -> None:
    """What stands beside the tightest one may become that."""
    text = (
        TWO
        + _contract("A", "up", "99%", "month")
        + _contract("A", "up", "97%", "week").replace("UA", "VA")
        + _contract("B", "up", "99.9%", "month")
        + sla(f"guarantee g: up of Web >= 99.5% per {per} {{ exact }}", TERM)
    )
    assert _is_nearest(text, least=2) == 2
