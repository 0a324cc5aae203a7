"""Shares of requests and percentiles under others: rounded, strict, in other periods, on other days."""

from __future__ import annotations

import pytest

from sladsl.compiler import compile_files
from sladsl.diagnostics.diagnostic import Diagnostic

HOUSE = """
import std.calendars { Always }
party Maker "Maker"
party Client "Client"
party Vendor "Vendor"
metric ok { better higher; signals good, total; value = share of events where good; empty counts as excluded }
metric lat { better lower; unit ms; signals took; value = percentile of took; empty counts as excluded }
service A
service B
service C
service Web { NEEDS }
"""


def found(below: dict[str, str], above: str, needs: str = "needs A") -> list[Diagnostic]:
    text = HOUSE.replace("NEEDS", needs)
    for name, promise in below.items():
        text += (
            f'uc X{name} {{\nprovider Vendor\ncustomer Maker\nhours Always zone "UTC"\n'
            f"effective 2026-01-01\n{promise}\n}}\n"
        )
    text += (
        'sla Deal "Deal" {\nprovider Maker\ncustomer Client\nhours Always zone "UTC"\n'
        f"effective 2026-01-01\nguarantee g: {above}\n}}\n"
    )
    compiled = compile_files({"a.sla": text})
    assert not [d.message for d in compiled.resolved.diagnostics if d.is_error]
    return [d for d in compiled.findings if d.rule.code in ("SLA0712", "SLA0713")]


EXACT = "{ exact }"
ROUNDED = "{ round to 1 decimal half up }"


@pytest.mark.parametrize(
    ("below", "above", "note"),
    [
        (">= 99.9% per month", ">= 99.9% per month", None),
        (">= 99.9% per day", ">= 99.9% per month", None),
        (">= 99.9% per month", ">= 99.9% per year", None),
        (">= 99.9% per year", ">= 99.9% per month", "counts per year, this promise per month"),
        (">= 99.9% per month", "> 99.9% per month", "promised: less than 0.1%"),
        ("> 99.9% per month", "> 99.9% per month", None),
        (">= 99.85% per month", ">= 99.9% per month ROUNDED", None),
        (">= 99.9% per month ROUNDED", ">= 99.9% per month", "`XA.g` 0.15%"),
        (">= 99.9% per month ROUNDED", ">= 99.9% per month ROUNDED", None),
    ],
)
def test_a_share_under_a_share(below: str, above: str, note: str | None) -> None:
    lower, upper = (
        each.replace(" ROUNDED", f" {ROUNDED}") if "ROUNDED" in each else f"{each} {EXACT}"
        for each in (below, above)
    )
    told = found({"A": f"guarantee g: ok of A {lower}"}, f"ok of Web {upper}")
    assert [d.rule.code for d in told] == ([] if note is None else ["SLA0713"])
    assert note is None or any(note in line for line in told[0].notes)


def test_a_share_that_was_less_at_first() -> None:
    below = (
        "guarantee g: ok of A >= 99% per month until 2026-12-31 { exact }\n"
        "guarantee h: ok of A >= 99.9% per month from 2027-01-01 { exact }"
    )
    (told,) = found({"A": below}, "ok of Web >= 99.9% per month { exact }")
    assert "proves only 99%" in told.message
    assert not found({"A": below}, "ok of Web >= 99.9% per month from 2027-01-01 { exact }")


def test_a_percentile_over_another_period() -> None:
    (told,) = found(
        {"A": "guarantee g: p95 of lat of A <= 100 ms per year { exact }"},
        "p95 of lat of Web <= 100 ms per month { exact }",
    )
    assert told.message.endswith("proves nothing")
    assert any("counts per year" in line for line in told.notes)


@pytest.mark.parametrize(
    ("third", "told"), [("p97.5 of lat of C <= 200 ms", 0), ("p95 of lat of C <= 200 ms", 1)]
)
def test_any_of_redundant_parts_may_be_used(third: str, told: int) -> None:
    """The slowest part decides the time, and the one with the most slow requests their share."""
    below = {
        "A": "guarantee g: p98 of lat of A <= 100 ms per month { exact }",
        "B": "guarantee g: p97.5 of lat of B <= 300 ms per month { exact }",
        "C": f"guarantee g: {third} per month {{ exact }}",
    }
    diagnostics = found(below, "p95 of lat of Web <= 400 ms per month { exact }", "needs A; needs 1 of B, C")
    assert len(diagnostics) == told
    if told:
        assert "slower than that: `XA.g` 2% + `XC.g` 5% = 7%" in diagnostics[0].notes[1]
