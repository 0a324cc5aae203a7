"""Promises that count intervals of a minute: kept just where no whole number of bad minutes breaks them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.compiler import compile_files
from sladsl.evaluate.evaluate import evaluate
from sladsl.evaluate.facts import Facts, ServiceFacts
from sladsl.evaluate.results import State
from sladsl.exact.intervals import normalise
from sladsl.exact.ratio import parse_number, percent
from sladsl.model.house import House
from sladsl.model.supports import Supports
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.proving import proofs

MINUTES = 28 * 24 * 60
"""Of the shortest month."""
SHARES = st.integers(99_900, 99_999).map(lambda n: percent(Fraction(n, 100_000)))


def house(upper: str, first: str, second: str) -> House:
    """Two suppliers in a row under one promise, all counted by minutes."""
    text = (
        "import std.calendars { Always }\n"
        'party N "N"\nparty C "C"\nparty T "T"\n'
        "metric up { better higher; signals s; value = share of each 1 min where s >= 50% }\n"
        'service A "A"\nservice B "B"\nservice S "S" { needs A, B }\n'
    )
    for key, target in (("A", first), ("B", second)):
        text += (
            f'uc Of{key} "U" {{ provider T; customer N; effective 2027-01-01 until 2027-12-31\n'
            f'  hours Always zone "UTC"\n  guarantee u: up of {key} >= {target} per month {{ exact }}\n}}\n'
        )
    text += (
        'sla Deal "D" { provider N; customer C; effective 2027-01-01 until 2027-12-31\n'
        f'  hours Always zone "UTC"\n  guarantee u: up of S >= {upper} per month {{ exact }}\n}}\n'
    )
    made = compile_files({"a.sla": text})
    assert not made.resolved.has_errors, made.resolved.diagnostics
    return made.house


def proof_of(made: House) -> AvailabilityProof:
    (proof,) = proofs(Supports(made), made.agreements["Deal"])
    return proof


def bad(target: str, minutes: int) -> int:
    """How many minutes may be bad at most."""
    share = parse_number(target.removesuffix("%"))
    assert share is not None
    return int((100 - share) / 100 * minutes)


@settings(max_examples=60, deadline=None)
@given(SHARES, SHARES, SHARES)
def test_kept_where_whole_minutes_keep_it(upper: str, first: str, second: str) -> None:
    lengths = [days * 1440 for days in (28, 30, 31)]
    kept = all(bad(first, n) + bad(second, n) <= bad(upper, n) for n in lengths)
    assert proof_of(house(upper, first, second)).kept is kept


def test_parts_of_minutes_of_two_suppliers_make_no_bad_minute() -> None:
    """20.16 minutes and as much are 40.32; a promise of 40.3 holds, one of 39.9 does not."""
    kept = proof_of(house("99.90005%", "99.95%", "99.95%"))
    assert kept.kept
    assert kept.bound <= kept.allowed
    made = house("99.901%", "99.95%", "99.95%")
    proof = proof_of(made)
    assert not proof.kept
    down = [(key, start, start + int(seconds)) for key, start, seconds in proof.case.spans]
    assert all((end - start) % 60 == 0 for _, start, end in down)
    for agreement, services in (("OfA", "A"), ("OfB", "B"), ("Deal", "AB")):
        spans = normalise((a, b) for key, a, b in down if key in services)
        facts = Facts(services=dict.fromkeys(("A", "B", "S"), ServiceFacts(down=spans)))
        (result,) = evaluate(made.agreements[agreement], facts, proof.period, made.metrics)
        assert result.state is (State.MISSED if agreement == "Deal" else State.MET)


def day_proof(below: str, above: str) -> AvailabilityProof:
    """One supplier under one promise, both by minutes and by the day."""
    text = (
        "import std.calendars { Always }\n"
        'party N "N"\nparty C "C"\nparty T "T"\n'
        "metric up { better higher; signals s; value = share of each 1 min where s >= 50% }\n"
        'service A "A"\nservice S "S" { needs A }\n'
        'uc OfA "U" { provider T; customer N; effective 2027-01-01 until 2027-12-31\n'
        f'  hours Always zone "UTC"\n  guarantee u: up of A {below} per day {{ exact }}\n}}\n'
        'sla Deal "D" { provider N; customer C; effective 2027-01-01 until 2027-12-31\n'
        f'  hours Always zone "UTC"\n  guarantee u: up of S {above} per day {{ exact }}\n}}\n'
    )
    compiled = compile_files({"a.sla": text})
    assert not compiled.resolved.has_errors, compiled.resolved.diagnostics
    return proof_of(compiled.house)


@pytest.mark.parametrize(
    ("below", "above", "kept"),
    [
        # 144 minutes are a tenth of a day: more than 90% lets 143 be bad.
        ("> 90%", ">= 90.01%", True),
        (">= 90%", ">= 90.01%", False),
        # 3.024 minutes come to 3, which is less than just as much.
        (">= 99.79%", "> 99.79%", True),
        # 1.44 minutes come to 1; 0.864 are no whole one.
        (">= 99.9%", ">= 99.93%", True),
        (">= 99.9%", ">= 99.94%", False),
    ],
)
def test_just_as_many_bad_minutes_as_keep_the_promise(below: str, above: str, kept: bool) -> None:
    assert day_proof(below, above).kept is kept
