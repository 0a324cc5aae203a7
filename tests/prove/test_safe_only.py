"""A bound that is only safe says so, whether it suffices or not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from proof_houses import proof_of, sla, uc

from sladsl.prove.outages import NO_CASE
from sladsl.prove.telling import safe_only, verdict

SERVICES = 'service Net "Network"\nservice Shop "Shop" { needs Net }\n'
TERM = "effective 2027-01-01 until 2027-12-31"


@pytest.mark.parametrize(
    ("below", "said"),
    [("99.99%", "more may be left than it says"), ("99%", "this one better")],
)
def test_a_bound_that_is_only_safe_says_what_that_means(below: str, said: str) -> None:
    line = uc("Line", f"guarantee uptime: up of Net >= {below} per month {{ exact }}", TERM)
    top = sla("guarantee uptime: up of Shop >= 99.9% per month { exact }", TERM)
    proof = proof_of(SERVICES + line + top)
    assert list(safe_only(proof)) == []
    (text,) = safe_only(replace(proof, exact=False))
    assert text.endswith(said)


def test_what_is_neither_proven_nor_refuted_says_so() -> None:
    line = uc("Line", "guarantee uptime: up of Net >= 99% per month { exact }", TERM)
    top = sla("guarantee uptime: up of Shop >= 99.9% per month { exact }", TERM)
    proof = proof_of(SERVICES + line + top)
    assert verdict(proof) == "not kept"
    found = replace(proof, case=NO_CASE)
    assert verdict(found) == "not proven"
    (text,) = safe_only(found)
    assert text.endswith("it is not proven, and may hold all the same")
