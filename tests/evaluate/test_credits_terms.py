"""Minimum, rounding, days of service, invoices, claims, caps of every kind, and rows by distance."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from settling import deal, made, period_of, ratio

from sladsl.evaluate.books import Books, Charged, Claim
from sladsl.evaluate.claims import claim_until
from sladsl.evaluate.credits import settle
from sladsl.evaluate.prices import Prices
from sladsl.evaluate.results import State, Statement
from sladsl.evaluate.tiers import tier_of
from sladsl.exact.money import Money
from sladsl.exact.periods import Cycle, Kind
from sladsl.exact.ratio import Rounding, round_to
from sladsl.model.agreements import Agreement
from sladsl.model.credits import Tier
from sladsl.model.values import Number, Ratio

MONTH = Cycle(Kind.MONTH, "UTC")
JANUARY = period_of("2027-01")
FEE = "monthly = 1_000 USD per month"
ONE = "guarantee a: success of Site >= 99% per month { exact; credit 10% of monthly }\n"


def missed(agreement: Agreement, month: str = "2027-01", books: Books | None = None) -> Statement:
    period = period_of(month)
    result = made(agreement, "a", period, value=ratio("98%"))
    return settle(agreement, (result,), period, (), books=books or Books())


def series(agreement: Agreement, states: str, start: str = "2027-01") -> list[Fraction]:
    """The credits of consecutive months: `x` was missed, `.` met."""
    period = period_of(start)
    history: list[Statement] = []
    for state in states:
        value = ratio("98%") if state == "x" else ratio("100%")
        result = made(agreement, "a", period, value=value)
        history.append(settle(agreement, (result,), period, tuple(history)))
        period = MONTH.next(period)
    return [s.credit.amount for s in history if s.credit is not None]


cents = st.integers(0, 100_000).map(lambda n: Fraction(n, 1000))


@given(
    fee=cents,
    least=st.integers(1, 50),
    more=st.booleans(),
    after=st.booleans(),
    mode=st.sampled_from(Rounding),
)
@settings(max_examples=80, deadline=None)
def test_minimum_and_rounding(fee: Fraction, least: int, more: bool, after: bool, mode: Rounding) -> None:
    word = {Rounding.HALF_UP: "half up", Rounding.HALF_EVEN: "half even", Rounding.FLOOR: "down"}
    agreement = deal(
        f"guarantee a: success of Site >= 99% per month {{ exact; credit 100% of use }}\n"
        f"credits {{ minimum {'more than' if more else 'at least'} {least} USD"
        f"{' after rounding' if after else ''}\nround money {word.get(mode, 'up')} }}",
        "use = as invoiced in USD per month",
    )
    books = Books((Charged("use", date(2027, 1, 1), date(2027, 1, 31), Money(fee, "USD")),))
    whole = round_to(fee, 2, mode)
    compared = whole if after else fee
    enough = compared > least if more else compared >= least
    credit = missed(agreement, books=books).credit
    assert credit == Money(whole if enough else Fraction(0), "USD")


def test_a_minimum_without_more_is_at_least() -> None:
    for word in ("", "at least "):
        agreement = deal(f"{ONE}credits {{ minimum {word}100 USD }}", FEE)
        assert missed(agreement).credit == Money(Fraction(100), "USD")
    assert missed(deal(f"{ONE}credits {{ minimum more than 100 USD }}", FEE)).credit == Money(
        Fraction(0), "USD"
    )


# ---- invoices


@given(
    days=st.lists(st.integers(1, 40), min_size=1, max_size=5),
    amounts=st.lists(st.integers(0, 1000), min_size=5, max_size=5),
    before=st.integers(1, 40),
)
@settings(max_examples=80, deadline=None)
def test_charges_by_the_day(days: list[int], amounts: list[int], before: int) -> None:
    """Against a list of what each date cost; a date without a charge makes it unknown."""
    charges: list[Charged] = []
    daily: dict[date, Fraction] = {}
    at = date(2026, 12, 1)
    for length, amount in zip(days, amounts, strict=False):
        last = at + timedelta(days=length - 1)
        charges.append(Charged("use", at, last, Money(Fraction(amount), "USD")))
        for n in range(length):
            daily[at + timedelta(days=n)] = Fraction(amount, length)
        at = last + timedelta(days=1)
    agreement = deal(
        "guarantee a: success of Site >= 99% per month { exact; credit 100% of use }\n"
        "guarantee b: success of Site >= 99% per month { exact\n"
        f"credit 100% of use of the {before} days before }}\n"
        "guarantee c: success of Site >= 99% per month { exact; credit 100% of next use }",
        "use = as invoiced in USD per month",
    )
    prices = Prices(agreement, JANUARY, Books(tuple(charges)))
    first = date(2027, 1, 1)
    stretches = {
        "a": [first + timedelta(days=n) for n in range(31)],
        "b": [first - timedelta(days=n + 1) for n in range(before)],
        "c": [date(2027, 2, 1) + timedelta(days=n) for n in range(28)],
    }
    for name, dates in stretches.items():
        (guarantee,) = agreement.guarantee(name)
        assert guarantee.credit is not None and guarantee.credit.single is not None
        worth = prices.worth(guarantee.credit.single.base)
        if all(day in daily for day in dates):
            assert worth == Money(sum((daily[day] for day in dates), Fraction(0)), "USD")
        else:
            assert "not known" in str(getattr(worth, "reason", ""))


def test_what_was_not_invoiced_is_not_nothing() -> None:
    agreement = deal(
        "guarantee a: success of Site >= 99% per month { exact; credit 10% of use }",
        "use = as invoiced in USD per month",
    )
    statement = missed(agreement)
    (owed,) = statement.owed
    assert [step.kind for step in owed.steps] == ["undefined"]
    assert "it is not known what `use` came to from 2027-01-01 to 2027-01-31" in owed.steps[0].what


def test_hours_pieces_and_one_fee_of_several() -> None:
    body = (
        "guarantee a: success of Site >= 99% per month { exact; credit 1 day of monthly }\n"
        "guarantee b: success of Site >= 99% per month { exact; credit 1 days of service }\n"
        "guarantee c: success of Site >= 99% per month { exact; credit 25% of ride }"
    )
    agreement = deal(
        body, "monthly = 310 USD per month; fee hourly = 0.50 USD per hour; fee ride = 20 USD each"
    )
    worth = {}
    for name in "abc":
        (guarantee,) = agreement.guarantee(name)
        assert guarantee.credit is not None and guarantee.credit.single is not None
        worth[name] = Prices(agreement, JANUARY).worth(guarantee.credit.single.base)
    assert worth == {n: Money(Fraction(v), "USD") for n, v in {"a": 10, "b": 22, "c": 5}.items()}


def test_a_part_of_a_year() -> None:
    agreement = deal(
        "guarantee a: success of Site >= 99% per month { exact; credit 1 days of service }\n"
        "credits { a day is 1/365 of a year }",
        "monthly = 365 USD per month",
    )
    assert missed(agreement).credit == Money(Fraction(12), "USD")


# ---- shares of an amount at risk


def test_shares_of_shares_of_what_is_at_risk() -> None:
    agreement = deal(
        "guarantee a: success of Site >= 99% per month { exact; credit 40% of 50% of at risk }\n"
        "credits { at risk 10% of monthly }",
        "monthly = 100_000 USD per month",
    )
    assert missed(agreement).credit == Money(Fraction(2000), "USD")


# ---- caps


@given(st.text(alphabet="x.", min_size=1, max_size=14), st.integers(1, 120))
@settings(max_examples=60, deadline=None)
def test_trailing_caps(states: str, days: int) -> None:
    """Against a plain sum over the months that begin in the window."""
    agreement = deal(f"{ONE}credits {{ cap 25% of monthly per trailing {days} days }}", FEE)
    periods, period = [], JANUARY
    for _ in states:
        periods.append(period)
        period = MONTH.next(period)
    paid: list[Fraction] = []
    for number, state in enumerate(states):
        since = periods[number].end - days * 86400
        used = sum((p for p, own in zip(paid, periods, strict=False) if own.start >= since), Fraction(0))
        paid.append(
            min(Fraction(100), max(Fraction(250) - used, Fraction(0))) if state == "x" else Fraction(0)
        )
    assert series(agreement, states) == paid


def test_caps_per_invoice_and_per_term() -> None:
    body = f"{ONE}credits {{ cap 150 USD per PERIOD }}"
    quarterly = "monthly = 1_000 USD per quarter"
    assert series(deal(body.replace("PERIOD", "invoice"), quarterly), "xxxx") == [100, 50, 0, 100]
    assert series(deal(body.replace("PERIOD", "invoice"), FEE), "xx") == [100, 100]
    assert series(deal(body.replace("PERIOD", "term"), FEE), "xxxxxxxxxxxxxx") == [100, 50, *[0] * 12]


# ---- which misses pay


@given(st.text(alphabet="x.", min_size=1, max_size=10), st.integers(2, 4), st.integers(2, 5))
@settings(max_examples=80, deadline=None)
def test_only_some_misses_pay(states: str, count: int, of: int) -> None:
    """Against a count over the last months; months before the first count as met."""
    count = min(count, of)
    few = ONE.replace("of monthly }", f"of monthly only when missed {count} of {of} months }}")
    row = ONE.replace("of monthly }", f"of monthly only when missed {of} months in a row }}")
    double = ONE.replace("of monthly }", f"of monthly doubled when missed {count} of {of} months }}")
    wanted: dict[str, list[int]] = {"few": [], "row": [], "double": []}
    for end in range(1, len(states) + 1):
        window = states[max(0, end - of) : end]
        now = states[end - 1] == "x"
        enough = now and window.count("x") >= count
        wanted["few"].append(100 if enough else 0)
        wanted["row"].append(100 if window == "x" * of else 0)
        wanted["double"].append((200 if enough else 100) if now else 0)
    found = {"few": few, "row": row, "double": double}
    assert {name: series(deal(body, FEE), states) for name, body in found.items()} == wanted


def test_a_row_that_pays_even_when_the_target_is_met() -> None:
    rows = "{ when value <= 99.9% and value > 99.0%: 10% of monthly; when value < 99.0%: 25% of monthly }"
    for words, owed in (("", 0), ("even when met ", 100)):
        agreement = deal(
            f"guarantee a: success of Site >= 99.9% per month {{ exact; credit {words}{rows} }}", FEE
        )
        (guarantee,) = agreement.guarantee("a")
        result = made(agreement, "a", JANUARY, value=ratio("99.9%"))
        assert guarantee.credit is not None
        tier = tier_of(guarantee.credit, ratio("99.9%"), missed=False)
        assert result.state is State.MET and isinstance(tier, Tier)
        statement = settle(agreement, (replace(result, tier=tier),), JANUARY, ())
        assert statement.credit == Money(Fraction(owed), "USD")


# ---- rows by the distance from the target


@given(st.integers(1, 1000), st.integers(0, 3000))
@settings(max_examples=80, deadline=None)
def test_rows_off_target(target: int, value: int) -> None:
    """Against the distance itself: of a promise that is better lower, and of one that is better higher."""
    rows = "at least 10% off target: 10% of monthly; at least 30% off target: 30% of monthly"
    lower = deal(
        'metric delay "Delay" { better lower; signals x; value = x }\n---\n'
        f"guarantee a: delay of Site <= {target} per month {{ exact; credit {{ {rows} }} }}",
        FEE,
    )
    higher = deal(
        'metric speed "Speed" { better higher; signals x; value = x }\n---\n'
        f"guarantee a: speed of Site >= {target} per month {{ exact; credit {{ {rows} }} }}",
        FEE,
    )
    for agreement, excess in (
        (lower, Fraction(value - target, target)),
        (higher, Fraction(target - value, target)),
    ):
        (guarantee,) = agreement.guarantee("a")
        assert guarantee.credit is not None
        row = tier_of(guarantee.credit, Number(Fraction(value)), missed=True)
        wanted = 30 if excess >= Fraction(3, 10) else 10 if excess >= Fraction(1, 10) else None
        share = getattr(row.amount.base, "ratio", None) if isinstance(row, Tier) else None
        assert share == (Fraction(wanted, 100) if wanted is not None else None)


def test_excess_in_words_of_its_own() -> None:
    agreement = deal(
        "guarantee a: success of Site >= 90% per month { exact; credit {\n"
        "when excess > 0% and excess < 10%: 10% of monthly; when excess >= 10%: 20% of monthly } }",
        FEE,
    )
    (guarantee,) = agreement.guarantee("a")
    assert guarantee.credit is not None
    for text, share in (("85%", 10), ("81%", 20), ("81.1%", 10)):
        row = tier_of(guarantee.credit, Ratio(ratio(text).value), missed=True)
        assert isinstance(row, Tier) and getattr(row.amount.base, "ratio", None) == Fraction(share, 100)


# ---- claims


@pytest.mark.parametrize(
    ("terms", "on", "credit"),
    [
        ("claim within 30 days of period end", date(2027, 3, 2), 100),
        ("claim within 30 days of period end", date(2027, 3, 3), 0),
        ("claim within 30 days of period end", None, 0),
        ("automatic", None, 100),
    ],
)
def test_claims(terms: str, on: date | None, credit: int) -> None:
    agreement = deal(f"{ONE}credits {{ {terms} }}", FEE)
    books = Books(claims=(Claim("2027-01", on), Claim("2026-12", None)))
    statement = missed(agreement, books=books)
    assert statement.credit == Money(Fraction(credit), "USD")
    assert [s.kind for s in statement.steps] == ([] if credit else ["lapsed"])
    assert missed(agreement, "2027-02", books).credit == Money(Fraction(100), "USD")


def test_a_claim_within_working_days() -> None:
    """The last of January 2027 is a Sunday; of the working days after it the ninth is a Friday."""
    office = 'calendar Office "Office" { zone "UTC"; open Mon-Fri 08:00-16:00; closed 2027-02-03 }\n---\n'
    agreement = deal(
        f'{office}hours Office zone "UTC"\n{ONE}credits {{ claim within 9 working days of period end }}', FEE
    )
    assert claim_until(agreement, JANUARY) == date(2027, 2, 12)
