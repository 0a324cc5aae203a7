"""Combination, caps of all levels and periods, the smallest credit, rounding, bonuses and days of service."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from settling import deal, house_of, made, period_of, ratio

from sladsl.evaluate.claims import claim_until
from sladsl.evaluate.credits import settle
from sladsl.evaluate.prices import Prices
from sladsl.evaluate.reasons import Reason, Why
from sladsl.evaluate.results import State, Statement
from sladsl.exact.money import Money
from sladsl.exact.periods import Period
from sladsl.model.agreements import Agreement
from sladsl.model.house import House

JANUARY = period_of("2027-01")
FEES = "monthly = 1_000 EUR per month"
TWO = """
guarantee a: success of Site >= 99% per month { credit 10% of monthly }
guarantee b: success of Other >= 99% per month { credit 300 EUR }
"""


def missed(
    agreement: Agreement,
    names: str = "ab",
    period: Period = JANUARY,
    history: tuple[Statement, ...] = (),
    above: tuple[Agreement, ...] = (),
) -> Statement:
    results = tuple(made(agreement, name, period, value=ratio("90%")) for name in names)
    return settle(agreement, results, period, history, above=above)


def steps(statement: Statement) -> list[tuple[str, str, str]]:
    return [(s.kind, s.what, s.amount.text()) for s in statement.steps]


def text(money: Money | None) -> str:
    return money.text() if money is not None else "none"


@pytest.mark.parametrize(
    ("rule", "owed", "said"),
    [
        ("combine highest", "300 EUR", "the highest of 2: b, success"),
        ("combine sum", "400 EUR", "the sum of 2"),
        (
            "combine customer chooses",
            "300 EUR",
            "the highest of 2: b, success; the customer may choose another",
        ),
        ("", "400 EUR", "the sum of 2, as the agreement has no rule for several"),
    ],
)
def test_combination(rule: str, owed: str, said: str) -> None:
    statement = missed(deal(f"{TWO}credits {{ claim within 30 days of period end; {rule} }}", FEES))
    assert text(statement.credit) == owed
    assert steps(statement) == [("combined", said, owed)]


def test_one_credit_needs_no_rule() -> None:
    statement = missed(deal(f"{TWO}credits {{ combine highest }}", FEES), "a")
    assert (text(statement.credit), statement.steps) == ("100 EUR", ())


def test_what_is_granted_of_each() -> None:
    statement = missed(deal(f"{TWO}credits {{ combine sum; cap 20% of monthly per month }}", FEES))
    assert [text(o.granted) for o in statement.owed] == ["50 EUR", "150 EUR"]
    statement = missed(deal(f"{TWO}credits {{ combine highest; cap 20% of monthly per month }}", FEES))
    assert [text(o.granted) for o in statement.owed] == ["0 EUR", "200 EUR"]


def test_a_yearly_cap_is_used_up_month_by_month() -> None:
    agreement = deal(f"{TWO}credits {{ combine sum; cap 900 EUR per year }}", FEES)
    history: tuple[Statement, ...] = ()
    for month in ("2027-10", "2027-11", "2027-12", "2028-01"):
        history += (missed(agreement, period=period_of(month), history=history),)
    assert [text(s.credit) for s in history] == ["400 EUR", "400 EUR", "100 EUR", "400 EUR"]
    assert steps(history[2])[-1] == (
        "cap",
        "at most 900 EUR per year, of which 800 EUR was credited before",
        "100 EUR",
    )


def test_later_statements_leave_an_earlier_period_alone() -> None:
    agreement = deal(f"{TWO}credits {{ combine sum; cap 500 EUR per year }}", FEES)
    later = tuple(missed(agreement, period=period_of(month)) for month in ("2027-11", "2027-12"))
    assert text(missed(agreement, period=period_of("2027-10"), history=later).credit) == "400 EUR"


def test_a_cap_that_is_just_reached_takes_nothing_away() -> None:
    statement = missed(deal(f"{TWO}credits {{ cap 300 EUR per month }}", FEES), "b")
    assert (text(statement.credit), statement.steps) == ("300 EUR", ())


def test_a_result_is_priced_in_its_own_period() -> None:
    agreement = deal("guarantee a: success of Site >= 99% per month { credit 1 days of service }", FEES)
    result = made(agreement, "a", period_of("2027-02"), value=ratio("90%"))
    statement = settle(agreement, (result,), period_of("2027-Q1"), ())
    assert statement.owed[0].amount == Money(Fraction(1000, 28), "EUR")


def test_a_monthly_cap_over_a_quarter_counts_three_times() -> None:
    agreement = deal(
        "guarantee a: success of Site >= 99% per quarter { credit 5_000 EUR }\n"
        "credits { cap 500 EUR per month }"
    )
    statement = missed(agreement, "a", period_of("2027-Q1"))
    assert steps(statement) == [("cap", "at most 500 EUR per month, 3 times", "1_500 EUR")]


def levels(customer: str = "") -> House:
    return house_of(
        """
party Maker "Maker"
party Buyer "Buyer"
party Other "Other"
service Site "Site"
metric success "Success" { better higher; signals good, total; value = good / total }
corporate sla Top "Top" {
  provider Maker
  fee monthly = 1_000 EUR per month
  credits { combine sum; cap 50% of monthly per year }
}
customer sla Mid "Mid" under Top {
  customer Buyer
  fee monthly = 2_000 EUR per month
  credits { combine sum; cap 700 EUR per month }
}
service sla Low "Low" under Mid {
  guarantee a: success of Site >= 99% per month { credit 5_000 EUR }
  credits { combine sum; cap 800 EUR per month }
}
service sla Side "Side" under Mid { guarantee a: success of Site >= 99% per month { credit 300 EUR } }
customer sla Far "Far" under Top {
  customer Other
  guarantee a: success of Site >= 99% per month { credit 900 EUR }
  credits { combine sum }
}
"""
    )


def test_caps_of_the_levels_above_in_their_order() -> None:
    house = levels()
    low = house.agreements["Low"]
    statement = missed(low, "a", above=house.levels_above(low))
    assert steps(statement) == [
        ("cap", "at most 800 EUR per month", "800 EUR"),
        ("corporate cap", "at most 700 EUR per month", "700 EUR"),
    ]
    side = missed(house.agreements["Side"], "a")
    statement = missed(low, "a", history=(side,), above=house.levels_above(low))
    assert steps(statement)[-1] == (
        "corporate cap",
        "at most 700 EUR per month, of which 300 EUR was credited before",
        "400 EUR",
    )


def test_a_cap_of_the_top_counts_all_levels_below_in_fees_of_the_agreement() -> None:
    house = levels()
    low, side = house.agreements["Low"], house.agreements["Side"]
    above = house.levels_above(low)
    earlier = (missed(side, "a"), missed(low, "a", above=above))
    assert text(earlier[1].credit) == "700 EUR"
    statement = missed(low, "a", period_of("2027-02"), earlier, above)
    assert steps(statement)[-1] == (
        "corporate cap",
        "at most 50% of monthly per year, of which 1_000 EUR was credited before",
        "0 EUR",
    )


def test_other_customers_credits_do_not_count() -> None:
    house = levels()
    low = house.agreements["Low"]
    far = missed(house.agreements["Far"], "a")
    statement = missed(low, "a", history=(far,), above=house.levels_above(low))
    assert text(statement.credit) == "700 EUR"


def test_inherited_terms_are_one_cap_and_not_two() -> None:
    house = levels()
    side = house.agreements["Side"]
    result = made(side, "a", JANUARY, value=ratio("90%"))
    many = settle(side, (result, result, result), JANUARY, (), above=house.levels_above(side))
    assert steps(many) == [
        ("combined", "the sum of 3", "900 EUR"),
        ("cap", "at most 700 EUR per month", "700 EUR"),
    ]


def test_lent_terms_cap_all_that_stands_under_the_lender() -> None:
    house = levels()
    low, side = house.agreements["Low"], house.agreements["Side"]
    above = house.levels_above(side)
    earlier = missed(low, "a", above=above)
    statement = missed(side, "a", history=(earlier,), above=above)
    assert steps(statement) == [
        ("cap", "at most 700 EUR per month, of which 700 EUR was credited before", "0 EUR")
    ]


def test_minimum_is_compared_before_rounding() -> None:
    def owed(fee: str) -> Statement:
        return missed(
            deal(
                "guarantee a: success of Site >= 99% per month { credit 10% of charges }\n"
                "credits { minimum 1 USD }",
                f"charges = {fee} USD per month",
            ),
            "a",
        )

    assert [text(owed(fee).credit) for fee in ("9.99", "10", "10.01")] == ["0 USD", "1 USD", "1 USD"]
    assert steps(owed("9.99")) == [("minimum", "less than 1 USD is not granted", "0 USD")]
    assert steps(owed("10.01")) == [
        ("rounded", "to the currency's minor unit, a half to the even neighbour", "1 USD")
    ]


@pytest.mark.parametrize(
    ("fee", "owed"),
    [("0.125 EUR", "0.12 EUR"), ("0.135 EUR", "0.14 EUR"), ("25 JPY", "2 JPY"), ("35 JPY", "4 JPY")],
)
def test_a_half_of_the_minor_unit_goes_to_the_even_neighbour(fee: str, owed: str) -> None:
    share = "10%" if "JPY" in fee else "100%"
    body = f"guarantee a: success of Site >= 99% per month {{ credit {share} of monthly }}"
    assert text(missed(deal(body, f"monthly = {fee} per month"), "a").credit) == owed


def test_bonus_for_a_met_promise_and_none_for_a_missed_one() -> None:
    agreement = deal(
        "guarantee a: success of Site >= 99% per month "
        "{ credit 10% of monthly; bonus { at least 99.9%: 2% of monthly } }",
        FEES,
    )
    found = []
    for value in ("98%", "99.5%", "99.95%"):
        statement = settle(agreement, (made(agreement, "a", JANUARY, value=ratio(value)),), JANUARY, ())
        found.append((text(statement.credit), text(statement.bonus)))
    assert found == [("100 EUR", "0 EUR"), ("0 EUR", "0 EUR"), ("0 EUR", "20 EUR")]


def test_a_miss_that_no_row_pays_for() -> None:
    agreement = deal(
        "guarantee a: success of Site >= 99% per month { credit { below 95%: 10% of monthly } }", FEES
    )
    statement = settle(agreement, (made(agreement, "a", JANUARY, value=ratio("97%")),), JANUARY, ())
    assert text(statement.credit) == "0 EUR"
    assert [s.what for s in statement.owed[0].steps] == ["no row applies at 97%"]


@pytest.mark.parametrize("state", [State.NO_DATA, State.UNDEFINED, State.NOT_APPLICABLE])
def test_no_answer_owes_nothing(state: State) -> None:
    agreement = deal(TWO, FEES)
    result = replace(made(agreement, "a", JANUARY, state=state), reason=Reason(Why.NO_PART))
    statement = settle(agreement, (result,), JANUARY, ())
    assert text(statement.credit) == "0 EUR"
    said = [(o.steps[0].kind, o.steps[0].what) for o in statement.owed]
    expected = {
        State.NO_DATA: [("no data", str(Reason(Why.NO_PART)))],
        State.UNDEFINED: [("undefined", str(Reason(Why.NO_PART)))],
    }
    assert said == expected.get(state, [])


def test_without_money_there_is_no_sum() -> None:
    agreement = deal("guarantee a: success of Site >= 99% per month { credit 4 points }")
    statement = missed(agreement, "a")
    assert (statement.credit, statement.bonus) == (None, None)
    assert [o.amount.text() for o in statement.owed] == ["4 points"]


def test_points_without_a_table_cannot_be_paid() -> None:
    agreement = deal("guarantee a: success of Site >= 99% per month { credit 4 points }", FEES)
    assert steps(missed(agreement, "a")) == [
        ("undefined", "4 points, but no table says what they are worth", "0 EUR")
    ]


TABLE = "points {\n| points | credit |\n| 5 | 2% of monthly |\n| 10 | 50 EUR |\n}"


@pytest.mark.parametrize(("count", "owed"), [(4, 0), (5, 20), (9, 20), (10, 50), (99, 50)])
def test_points_table(count: int, owed: int) -> None:
    body = f"guarantee a: success of Site >= 99% per month {{ credit {count} points }}\ncredits {{ {TABLE} }}"
    assert missed(deal(body, FEES), "a").credit == Money(Fraction(owed), "EUR")


def test_points_of_all_promises_are_one_amount_beside_money() -> None:
    body = (
        "guarantee a: success of Site >= 99% per month { credit 4 points }\n"
        "guarantee c: success of Site >= 98% per month { credit 8 points }\n"
        "guarantee b: success of Site >= 98% per month { credit 30 EUR }\n"
    )
    statement = missed(deal(f"{body}credits {{ combine highest\n{TABLE} }}", FEES), "acb")
    assert steps(statement) == [
        ("points", "12 points: from 10 on 50 EUR", "50 EUR"),
        ("combined", "the highest of 2: points", "50 EUR"),
    ]
    assert [o.granted.amount for o in statement.owed if o.granted] == [Fraction(50, 3), Fraction(100, 3), 0]


@pytest.mark.parametrize(
    ("fee", "period", "calendar", "thirtieth"),
    [
        ("310 EUR per month", "2027-01", "10", "31/3"),
        ("310 EUR per month", "2027-02", "310/28", "31/3"),
        ("900 EUR per month", "2027-Q1", "30", "30"),
        ("365 EUR per year", "2027-02", "1", "365/360"),
        ("366 EUR per year", "2028-02", "1", "366/360"),
        ("70 EUR per week", "2027-02", "10", "10"),
        ("5 EUR per day", "2027-03", "5", "5"),
        ("900 EUR per quarter", "2027-01", "10", "10"),
    ],
)
def test_the_price_of_a_day(fee: str, period: str, calendar: str, thirtieth: str) -> None:
    when = period_of(period, "Europe/Helsinki")
    words = {"": calendar, "a day is a calendar day": calendar, "a day is 1/30 of a month": thirtieth}
    for said, expected in words.items():
        agreement = deal(
            'calendar All "All" { zone "Europe/Helsinki"; open Mon-Sun }\n---\n'
            'hours All zone "Europe/Helsinki"\n'
            "guarantee a: success of Site >= 99% per month { credit 1 days of service }\n"
            f"credits {{ combine sum; {said} }}",
            f"it = {fee}",
        )
        (guarantee,) = agreement.guarantee("a")
        assert guarantee.credit is not None and guarantee.credit.single is not None
        worth = Prices(agreement, when).worth(guarantee.credit.single.base)
        assert worth == Money(Fraction(expected), "EUR")


@pytest.mark.parametrize(
    ("time", "owed"), [("2 months", "200"), ("1 years", "1200"), ("31 h", "125/30"), ("2 working days", None)]
)
def test_other_spans_of_service(time: str, owed: str | None) -> None:
    agreement = deal(
        f"guarantee a: success of Site >= 99% per month {{ credit {time} of service }}",
        "it = 100 EUR per month",
    )
    (guarantee,) = agreement.guarantee("a")
    assert guarantee.credit is not None and guarantee.credit.single is not None
    worth = Prices(agreement, JANUARY).worth(guarantee.credit.single.base)
    expected = Fraction(owed) if owed is not None else None
    assert (worth.amount if isinstance(worth, Money) else None) == expected


def test_all_fees_are_the_price_of_service() -> None:
    agreement = deal(
        "guarantee a: success of Site >= 99% per month { credit 1 days of service }",
        "base = 310 EUR per month; fee support = 3_650 EUR per year",
    )
    assert text(missed(agreement, "a").credit) == "20 EUR"


@pytest.mark.parametrize(
    ("window", "last"),
    [
        ("30 days", date(2027, 3, 2)),
        ("1 months", date(2027, 2, 28)),
        ("10 working days", None),
    ],
)
def test_last_date_of_a_claim(window: str, last: date | None) -> None:
    agreement = deal(f"{TWO}credits {{ claim within {window} of period end }}", FEES)
    assert claim_until(agreement, JANUARY) == last
    assert claim_until(deal(f"{TWO}credits {{ automatic }}", FEES), JANUARY) is None
