"""What holds of every statement: caps are kept, worse never pays less, and the steps add up."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from settling import deal, made, period_of

from sladsl.evaluate.credits import settle
from sladsl.evaluate.results import Counted, Statement
from sladsl.exact.money import Money
from sladsl.exact.periods import Cycle, Kind
from sladsl.model.values import Ratio

MONTHS = Cycle(Kind.MONTH, "UTC").between(period_of("2027-11").start, period_of("2028-02").end)
BODY = """
guarantee a: strict_uptime of Site >= 99.9% per month { credit {
  below 99.9%: 3.3% of monthly; below 99%: 12.5% of monthly; below 95%: 60% of monthly
} }
guarantee b: strict_uptime of Other >= 99% per month {
  credit 7.77 EUR per started 10 min down, at most 44% of monthly
}
guarantee c: strict_uptime of Site >= 98% per month { credit 10 x price of time down }
"""
FEES = "monthly = 1_234.56 EUR per month"

values = st.integers(0, 10_000).map(lambda n: Fraction(n, 10_000))
months = st.lists(st.tuples(values, values, values), min_size=1, max_size=len(MONTHS))
rules = st.sampled_from(["combine highest", "combine sum", "combine customer chooses"])


def replay(terms: str, data: list[tuple[Fraction, ...]]) -> list[Statement]:
    agreement = deal(f"{BODY}credits {{ {terms} }}", FEES)
    history: tuple[Statement, ...] = ()
    for period, row in zip(MONTHS, data, strict=False):
        results = []
        for name, value in zip("abc", row, strict=True):
            down = int((1 - value) * period.length)
            counted = (
                (Counted("outage", (period.start, period.start + down), Fraction(down)),) if down else ()
            )
            results.append(made(agreement, name, period, value=Ratio(value), counted=counted))
        history += (settle(agreement, tuple(results), period, history),)
    return list(history)


def cents(statement: Statement) -> Fraction:
    assert statement.credit is not None
    assert (statement.credit.amount * 100).denominator == 1
    return statement.credit.amount


@settings(max_examples=50, deadline=None)
@given(rules, months)
def test_caps_are_never_exceeded(rule: str, data: list[tuple[Fraction, ...]]) -> None:
    statements = replay(f"{rule}; cap 40% of monthly per month; cap 600 EUR per year", data)
    month = (Fraction("1234.56") * 2 / 5 * 100).__ceil__()
    assert all(0 <= cents(s) * 100 <= month for s in statements)
    for year in ("2027", "2028"):
        assert sum(cents(s) for s in statements if s.period.label.startswith(year)) <= 600
    for statement in statements:
        for owed in statement.owed:
            if owed.result.guarantee.key == "b":
                assert isinstance(owed.amount, Money)
                assert owed.amount.amount <= Fraction("1234.56") * 44 / 100


@settings(max_examples=50, deadline=None)
@given(rules, months)
def test_steps_lead_to_the_sums(rule: str, data: list[tuple[Fraction, ...]]) -> None:
    for statement in replay(f"{rule}; cap 70% of monthly per month; minimum 2 EUR", data):
        total = cents(statement)
        granted = Fraction(0)
        for owed in statement.owed:
            assert owed.amount == owed.steps[-1].amount
            assert owed.granted is not None and isinstance(owed.amount, Money)
            assert 0 <= owed.granted.amount <= owed.amount.amount
            granted += owed.granted.amount
        assert abs(granted - total) <= Fraction(1, 200)
        money = [o.amount.amount for o in statement.owed if isinstance(o.amount, Money)]
        whole = sum(money) if rule == "combine sum" else max(money, default=Fraction(0))
        assert total <= whole + Fraction(1, 200)
        if statement.steps:
            assert statement.steps[-1].amount == statement.credit
        elif money:
            assert total == whole


@settings(max_examples=60, deadline=None)
@given(rules, st.tuples(values, values, values), st.tuples(values, values, values))
def test_worse_never_pays_less(rule: str, left: tuple[Fraction, ...], right: tuple[Fraction, ...]) -> None:
    better = tuple(max(pair) for pair in zip(left, right, strict=True))
    worse = tuple(min(pair) for pair in zip(left, right, strict=True))
    terms = f"{rule}; cap 70% of monthly per month; minimum 2 EUR"
    (upper,), (lower,) = replay(terms, [better]), replay(terms, [worse])
    assert cents(upper) <= cents(lower)


@settings(max_examples=30, deadline=None)
@given(rules, months)
def test_the_order_of_the_history_does_not_matter(rule: str, data: list[tuple[Fraction, ...]]) -> None:
    statements = replay(f"{rule}; cap 600 EUR per year", data)
    last = statements[-1]
    shuffled = tuple(reversed(statements[:-1]))
    assert settle(last.agreement, last.results, last.period, shuffled) == last
