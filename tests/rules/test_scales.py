"""Credit scales against an oracle that tries values one by one and shares no code with the checks."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.compiler import compile_files
from sladsl.diagnostics.diagnostic import Diagnostic

HEAD = """\
party House "House" { unit Desk "Desk"; unit Ops "Operations" }
metric quality "Quality" { better higher; signals good, total; value = good / total }
ola Inner "Inner" {
  provider House.Desk
  customer House.Ops
  fee monthly = 1_000 EUR per month
  guarantee promise: quality >= 90% per month {
"""
TAIL = "  }\n}\n"

# A row: low end, closed or not, high end, closed or not, amount; ends in whole percent.
rows = st.lists(
    st.tuples(
        st.integers(0, 99), st.booleans(), st.integers(1, 100), st.booleans(), st.integers(1, 9)
    ).filter(lambda row: row[0] < row[2]),
    min_size=1,
    max_size=4,
)
Row = tuple[int, bool, int, bool, int]


def program(written: list[Row], rounding: str) -> str:
    lines = [
        f"      when value {'>=' if low_in else '>'} {low}% and value {'<=' if high_in else '<'} {high}%: "
        f"{amount}% of monthly"
        for low, low_in, high, high_in, amount in written
    ]
    return HEAD + rounding + "    credit {\n" + "\n".join(lines) + "\n    }\n" + TAIL


def matching(written: list[Row], value: Fraction) -> list[int]:
    return [
        number
        for number, (low, low_in, high, high_in, _) in enumerate(written)
        if (low < value or (low_in and low == value)) and (value < high or (high_in and value == high))
    ]


def codes(written: list[Row], rounding: str) -> set[str]:
    return {finding.rule.code for finding in compile_files({"a.sla": program(written, rounding)}).findings}


@settings(max_examples=100)
@given(rows, st.booleans())
def test_overlaps_and_holes(written: list[Row], rounded: bool) -> None:
    """Half per cents stand for the open stretches between whole ones; rounded there are none."""
    values = [Fraction(n, 1 if rounded else 2) for n in range(101 if rounded else 201)]
    found = codes(written, "    round to 0 decimals half up\n" if rounded else "")
    assert ("SLA0801" in found) == any(len(matching(written, value)) > 1 for value in values)
    assert ("SLA0803" in found) == any(matching(written, value) for value in values if value >= 90)

    missed = [value for value in reversed(values) if value < 90]
    paid = [value for value in missed if matching(written, value)]
    if not paid:
        return
    inner = any(paid[-1] < value < paid[0] and value not in paid for value in missed)
    free = missed[0] != paid[0]
    # The first paid value belongs to a piece that ends at the next number anybody wrote.
    ends = {0, 90, 100, *(row[0] for row in written), *(row[2] for row in written)}
    end = min(e for e in ends if e >= paid[0])
    crack = free and (90 - end <= 1 or bool(matching(written, Fraction(90))))
    assert ("SLA0802" in found) == (inner or crack)
    assert ("SLA0804" in found) == (free and not crack)


bounds = st.sets(st.integers(1, 89), max_size=4).flatmap(
    lambda steps: st.permutations([*((step, "below") for step in steps), (89, "at most"), (90, "below")])
)


@settings(max_examples=60)
@given(bounds)
def test_a_plain_scale_is_sound(steps: list[tuple[int, str]]) -> None:
    """Rows with `below` and `at most` partition the missed values, in whatever order they stand."""
    written = [
        f"      {word} {bound}%: {2 * (90 - bound) + (word == 'below')}% of monthly" for bound, word in steps
    ]
    text = HEAD + "    exact\n    credit {\n" + "\n".join(written) + "\n    }\n" + TAIL
    assert compile_files({"a.sla": text}).findings == ()


@settings(max_examples=60)
@given(st.lists(st.integers(1, 50), min_size=2, max_size=5))
def test_worse_never_pays_less(amounts: list[int]) -> None:
    written = [f"      below {90 - 10 * i}%: {amount}% of monthly" for i, amount in enumerate(amounts)]
    text = HEAD + "    credit {\n" + "\n".join(written) + "\n    }\n" + TAIL
    found = {finding.rule.code for finding in compile_files({"a.sla": text}).findings}
    assert ("SLA0805" in found) == (sorted(amounts) != amounts)


@settings(max_examples=60, deadline=None)
@given(st.integers(50, 89), st.integers(1, 40), st.booleans(), st.booleans())
def test_the_bound_that_is_proposed_closes_the_gap(low: int, width: int, low_in: bool, high_in: bool) -> None:
    """The finding's words, put into the worse row, leave no gap there."""
    high = min(89, low + width)
    better = f"      when value < 90% and value {'>=' if high_in else '>'} {high}%: 1% of monthly"

    def found(bound: str) -> list[str]:
        text = (
            HEAD + "    exact\n    credit {\n" + better + f"\n      {bound}: 2% of monthly\n    }}\n" + TAIL
        )
        return [d.help or "" for d in compile_files({"house.sla": text}).findings if d.rule.code == "SLA0802"]

    told = found(f"when value {'<=' if low_in else '<'} {low}%")
    if high == low and (low_in or high_in):
        assert told == []
        return
    (help_text,) = told
    if high > low:
        proposed = help_text.partition("the worse one with `")[2].partition("`")[0]
        assert proposed == f"{'below' if high_in else 'at most'} {high}%"
        assert found(proposed) == []


ROUNDING = re.compile(r"`(round to \d decimals? half up)`")


@pytest.mark.parametrize(
    ("better", "worse", "offered"),
    [
        (">= 89%", "<= 88%", "round to 0 decimals half up"),
        (">= 89%", "<= 88.9%", "round to 1 decimal half up"),
        ("> 89%", "< 88.9%", None),
        (">= 89%", "<= 88.8%", None),
        (">= 89%", "< 88.9%", None),
    ],
)
def test_a_rounding_is_proposed_where_it_closes_the_hole(
    better: str, worse: str, offered: str | None
) -> None:
    """Between the ends nothing may be left, and the ends themselves have to be in a row."""
    tiers = f"when value < 90% and value {better}: 1% of monthly\nwhen value {worse}: 2% of monthly\n"
    (gap,) = gaps(tiers, "exact")
    found = ROUNDING.search(gap.help or "")
    assert (found[1] if found else None) == offered
    assert offered is None or not gaps(tiers, offered)


def gaps(tiers: str, counted: str) -> list[Diagnostic]:
    text = f"{HEAD}    {counted}\n    credit {{\n{tiers}    }}\n{TAIL}"
    return [each for each in compile_files({"a.sla": text}).findings if each.rule.code == "SLA0802"]
