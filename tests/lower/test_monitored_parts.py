"""Conditions, tiers and ids against oracles that read the source's own words value by value."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.compiler import compile_files
from sladsl.lower.linear_terms import Linear, Quotient, bad_share, quotient
from sladsl.lower.monitored_tiers import tiers_of
from sladsl.lower.monitoring import Comparison, CreditTier
from sladsl.lower.promql import counts_in_range
from sladsl.lower.stable_ids import stable_id
from sladsl.model import metrics as m
from sladsl.model.agreements import Guarantee, holds
from sladsl.model.credits import CreditScheme
from sladsl.model.values import Number, Ratio

E, R = m.Signal("e"), m.Signal("r")
PARTS = st.integers(1, 99).map(lambda n: Fraction(n, 100))
OPS = st.sampled_from([">=", ">", "<=", "<"])


def constant(value: Fraction) -> m.Constant:
    return m.Constant(Ratio(value) if value <= 1 else Number(value))


def times(value: Fraction, term: m.Term) -> m.Term:
    return m.Arithmetic("*", constant(value), term)


@st.composite
def conditions(draw: st.DrawFn) -> m.Condition:
    """Bounds on a failure or a success share in the ways people write them."""
    bound, part = draw(PARTS), draw(st.sampled_from([E, m.Arithmetic("-", R, E)]))
    share: m.Term = m.Arithmetic("/", part, R)
    if draw(st.booleans()):
        share, bound = m.Arithmetic("-", constant(Fraction(1)), share), 1 - bound
    left, right = share, constant(bound)
    if draw(st.booleans()):
        factor = draw(st.integers(2, 50).map(Fraction))
        left, right = times(factor, left), constant(factor * bound)
    if draw(st.booleans()):
        left, right = right, left
    condition: m.Condition = m.Compare(left, draw(OPS), right)
    for _ in range(draw(st.integers(0, 2))):
        condition = m.Negated(condition)
    return condition


def value(term: m.Term, errors: int, requests: int) -> Fraction:
    match term:
        case m.Signal(name):
            return Fraction(errors if name == "e" else requests)
        case m.Constant(Ratio(number) | Number(number)):
            return number
        case m.Arithmetic(op, left, right):
            a, b = value(left, errors, requests), value(right, errors, requests)
            return {"+": a + b, "-": a - b, "*": a * b}[op] if op != "/" else a / b
    raise AssertionError(term)


def true(condition: m.Condition, errors: int, requests: int) -> bool:
    match condition:
        case m.Negated(inner):
            return not true(inner, errors, requests)
        case m.Compare(left, comparator, right):
            return holds(
                comparator,
                Number(value(left, errors, requests)),
                Number(value(right, errors, requests)),
            )
    raise AssertionError(condition)


def amount(counted: Linear, errors: int, requests: int) -> Fraction:
    of = {"e": errors, "r": requests}
    return counted.constant + sum(factor * of[name] for name, factor in counted.parts)


@settings(max_examples=150)
@given(conditions(), st.integers(1, 200), st.data())
def test_a_bad_share_is_true_exactly_when_the_condition_is(
    condition: m.Condition, requests: int, data: st.DataObject
) -> None:
    errors = data.draw(st.integers(0, requests))
    found = bad_share(condition, {})
    assert found is not None
    assert 0 <= found.at_most <= 1
    share = amount(found.errors, errors, requests) / amount(found.requests, errors, requests)
    judged = share < found.at_most if found.strict else share <= found.at_most
    assert judged is true(condition, errors, requests)


@pytest.mark.parametrize("bound", ["-1%", "101%"])
def test_a_bound_that_no_share_reaches_is_none(bound: str) -> None:
    number = Fraction(bound.rstrip("%")) / 100
    assert bad_share(m.Compare(m.Arithmetic("/", E, R), "<=", constant(number)), {}) is None


def test_terms_that_are_no_quotient_of_sums() -> None:
    assert quotient(m.Arithmetic("*", E, R), {}) is None
    assert quotient(m.Arithmetic("/", E, m.Arithmetic("-", R, R)), {}) is None
    assert quotient(m.Arithmetic("+", m.Arithmetic("/", E, R), m.Arithmetic("/", R, E)), {}) is None
    half = quotient(m.Arithmetic("/", m.Arithmetic("/", E, R), constant(Fraction(2))), {})
    zero, one, two = Fraction(0), Fraction(1), Fraction(2)
    assert half == Quotient(Linear(zero, (("e", one),)), Linear(zero, (("r", two),)))


@pytest.mark.parametrize(
    ("query", "counts"),
    [
        ("sum(rate(x[$range]))", False),
        ("sum(increase(x[$range]))", True),
        ("sum_over_time (x[$range])", True),
        ('sum(rate(x{a="increase(b)"}[$range]))', False),
        ("sum(irate(x[5m])) + sum(increase(y[5m]))", False),
        ("total_increase", False),
    ],
)
def test_queries_that_count_are_told_from_rates(query: str, counts: bool) -> None:
    assert counts_in_range(query) is counts


# ---- tiers

SOURCE = """
import std.metrics { availability, latency }
party Us
party Them
service Shop
sla Kesko { provider Us; customer Them
  fee monthly = 100 EUR per month
  guarantee up: availability of Shop >= 99.5% per month { credit { ROWS } }
  guarantee speed: p99 of latency of Shop <= 300 ms per month { credit { above 300 ms: 1% of monthly; above 1 s: 2% of monthly } }
  guarantee late: availability of Shop >= 99.5% per month { credit 2% of monthly per started 30 min down, at most 10% of monthly }
}
"""  # noqa: E501


def promise(rows: str, name: str = "up") -> Guarantee:
    found = compile_files({"a.sla": SOURCE.replace("ROWS", rows)}).resolved
    assert not found.has_errors, [d.message for d in found.diagnostics]
    return found.value.agreements["Kesko"].guarantee(name)[0]


def written(tiers: tuple[CreditTier, ...]) -> list[tuple[str, str]]:
    return [
        (" and ".join(f"{b.comparison.value} {float(b.threshold)}" for b in tier.bounds), tier.label)
        for tier in tiers
    ]


def test_rows_of_a_scale_do_not_overlap() -> None:
    rows = "below 99.5%: 10% of monthly; below 99%: 25% of monthly; at most 95%: 100% of monthly"
    assert written(tiers_of(promise(rows))) == [
        (">= 0.99 and < 0.995", "10% of monthly"),
        ("> 0.95 and < 0.99", "25% of monthly"),
        ("<= 0.95", "100% of monthly"),
    ]


def test_explicit_rows_keep_their_holes_and_overlaps() -> None:
    rows = "when value >= 99% and value <= 99.9%: 10 EUR; when value < 99%: 5 EUR; when value < 95%: 7 EUR"
    assert written(tiers_of(promise(rows))) == [
        (">= 0.99 and <= 0.999", "10 EUR"),
        ("< 0.99", "5 EUR"),
        ("< 0.95", "7 EUR"),
    ]


def test_otherwise_is_what_is_missed_and_in_no_other_row() -> None:
    rows = (
        "when value >= 98% and value < 99%: 10 EUR; when value > 94% and value < 95%: 5 EUR; otherwise: 7 EUR"
    )
    assert written(tiers_of(promise(rows)))[2:] == [
        ("<= 0.94", "7 EUR"),
        (">= 0.95 and < 0.98", "7 EUR"),
        (">= 0.99 and < 0.995", "7 EUR"),
    ]


def test_percentiles_keep_one_bound_and_single_amounts_are_owed_for_any_miss() -> None:
    assert written(tiers_of(promise("below 99%: 1 EUR", "speed"))) == [
        ("> 0.3", "1% of monthly"),
        ("> 1.0", "2% of monthly"),
    ]
    assert written(tiers_of(promise("below 99%: 1 EUR", "late"))) == [
        ("< 0.995", "2% of monthly per started 30 min")
    ]


@settings(max_examples=100)
@given(st.lists(st.integers(0, 100), min_size=1, max_size=4, unique=True), st.integers(0, 200), st.booleans())
def test_exactly_the_strictest_row_that_is_fulfilled_applies(
    bounds: list[int], at: int, downwards: bool
) -> None:
    given = promise("below 99.5%: 10% of monthly")
    assert given.credit is not None
    row = given.credit.tiers[0]
    rows = []
    for bound in bounds:
        edge = Ratio(Fraction(bound, 100))
        assert row.range is not None
        below, above = replace(row.range, high=edge), replace(row.range, high=None, low=edge)
        kind = "below" if downwards else "above"
        rows.append(replace(row, kind=kind, bound=edge, range=below if downwards else above))
    tiers = tiers_of(replace(given, credit=CreditScheme(tuple(rows), None, row.span)))
    reading = Fraction(at, 200)
    fulfilled = [
        b for b in bounds if (reading < Fraction(b, 100) if downwards else reading > Fraction(b, 100))
    ]
    strictest = [(min if downwards else max)(fulfilled)] if fulfilled else []
    compare = {
        Comparison.AT_LEAST: ">=",
        Comparison.ABOVE: ">",
        Comparison.AT_MOST: "<=",
        Comparison.BELOW: "<",
    }
    reached = [
        bound
        for bound, tier in zip(bounds, tiers, strict=True)
        if all(holds(compare[b.comparison], Number(reading), Number(b.threshold)) for b in tier.bounds)  # type: ignore[arg-type]
    ]
    assert reached == strictest


# ---- ids


def test_ids_of_plain_keys_are_the_keys() -> None:
    for key in ("Kesko", "incidents.P1.response", "Päivystys", "決済"):
        assert stable_id(key) == key


@settings(max_examples=100)
@given(st.text(min_size=1), st.text(min_size=1))
def test_ids_are_harmless_and_as_different_as_their_keys(one: str, other: str) -> None:
    made = stable_id(one)
    assert made.replace(".", "").replace("-", "").replace("_", "").isalnum() or set(made) <= set("._-")
    assert (made == stable_id(other)) is (one == other)


def test_a_decomposed_name_has_an_id_of_its_own() -> None:
    assert stable_id("Pa\u0308ivystys").startswith("Päivystys-")
