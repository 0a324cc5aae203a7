"""Periods, scales, amounts, tables, chains and the other statements resolve to what they say."""

from __future__ import annotations

from fractions import Fraction

import pytest
from houses import agreement, house, in_agreement, promise

from sladsl.exact.durations import CalendarDays, Duration, Months
from sladsl.exact.money import Money
from sladsl.exact.periods import Cycle, Kind
from sladsl.exact.quantities import Quantity
from sladsl.model.agreements import ChainHandover, ChainOf, ChainStep
from sladsl.model.credits import Amount, Block, FeeShare, Minimum, Misses, Points, PriceMultiple, ServiceTime
from sladsl.model.policies import CaseRecord, OutageEvent
from sladsl.model.values import Ratio

ZONE = "Europe/Helsinki"
EURO = Money(Fraction(1), "EUR")
FEE = "  fee monthly = 1_000 EUR per month\n"


@pytest.mark.parametrize(
    ("written", "cycle"),
    [
        ("day", Cycle(Kind.DAY, ZONE)),
        ("week", Cycle(Kind.WEEK, ZONE)),
        ("month", Cycle(Kind.MONTH, ZONE)),
        ("quarter", Cycle(Kind.QUARTER, ZONE)),
        ("year", Cycle(Kind.YEAR, ZONE)),
        ("quarter starting in February", Cycle(Kind.QUARTER, ZONE, first_month=2)),
        ("year starting in April", Cycle(Kind.YEAR, ZONE, first_month=4)),
        ("billing month from day 15", Cycle(Kind.BILLING_MONTH, ZONE, first_day=15)),
        ("rolling 30 days", Cycle(Kind.ROLLING, ZONE, days=30)),
        ("trailing 52 weeks", Cycle(Kind.TRAILING, ZONE, days=364)),
    ],
)
def test_periods(written: str, cycle: Cycle) -> None:
    assert promise(agreement(f"  guarantee g: up_share >= 99% per {written}"), "g").period == cycle


def test_a_promise_may_have_no_period() -> None:
    assert promise(agreement("  guarantee g: up_share >= 99%"), "g").period is None


@pytest.mark.parametrize(
    ("row", "inside", "outside"),
    [
        ("below 99%", ["98.999%", "0%"], ["99%", "99.5%"]),
        ("at most 99%", ["99%", "0%"], ["99.001%"]),
        ("above 99%", ["99.001%", "100%"], ["99%"]),
        ("at least 99%", ["99%", "100%"], ["98.999%"]),
        ("when value >= 95% and value < 99%", ["95%", "98.999%"], ["94.999%", "99%"]),
        ("when (99% > value and 95% < value)", ["95.001%"], ["95%", "99%"]),
        ("when value = 97%", ["97%"], ["96%", "98%"]),
        ("when value < 99% and value <= 99%", ["98%"], ["99%"]),
        ("when value >= 95% and value > 96%", ["97%"], ["96%", "95.5%"]),
    ],
)
def test_rows_of_a_scale(row: str, inside: list[str], outside: list[str]) -> None:
    made = agreement(f"{FEE}  guarantee g: up_share >= 99% {{ credit {{ {row}: 10% of monthly }} }}")
    credit = promise(made, "g").credit
    assert credit is not None
    (tier,) = credit.tiers
    assert tier.range is not None
    for written, wanted in [*((w, True) for w in inside), *((w, False) for w in outside)]:
        assert tier.range.contains(Ratio(Fraction(written[:-1]) / 100)) is wanted, written


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("10% of monthly", Amount(FeeShare(Fraction(1, 10), "monthly"))),
        ("0.5 EUR", Amount(Money(Fraction(1, 2), "EUR"))),
        ("4 points", Amount(Points(Quantity(Fraction(4), "points")))),
        ("5 days of service", Amount(ServiceTime(CalendarDays(5)))),
        ("10 x price of time down", Amount(PriceMultiple(Fraction(10)))),
        (
            "2% of monthly per started 1 h late, at most 20% of monthly",
            Amount(
                FeeShare(Fraction(1, 50), "monthly"),
                Block(Duration(Fraction(3600)), True, "late"),
                at_most=FeeShare(Fraction(1, 5), "monthly"),
            ),
        ),
        ("1 EUR per 30 min down", Amount(EURO, Block(Duration(Fraction(1800)), False, "down"))),
        ("1 EUR per ticket beyond 1 h", Amount(EURO, per_each="ticket", beyond=Duration(Fraction(3600)))),
        ("1 EUR once per day", Amount(EURO, once_per="day")),
        (
            "1 EUR doubled when missed 2 months in a row, earned back when met 3 months in a row",
            Amount(EURO, doubled=Misses(None, Months(2)), earned_back_after=Months(3)),
        ),
    ],
)  # fmt: skip
def test_amounts(written: str, amount: Amount) -> None:
    credit = promise(agreement(f"{FEE}  guarantee g: up_share >= 99% {{ credit {written} }}"), "g").credit
    assert credit is not None and credit.single is not None
    made = credit.single
    assert made.span is not None and made.span.text == written
    plain = (made.base, made.block, made.per_each, made.beyond, made.once_per, made.at_most)
    assert plain == (
        amount.base,
        amount.block,
        amount.per_each,
        amount.beyond,
        amount.once_per,
        amount.at_most,
    )
    assert (made.doubled, made.earned_back_after) == (amount.doubled, amount.earned_back_after)


def test_scales_and_bonuses() -> None:
    made = agreement(
        f"""{FEE}  guarantee g: up_share >= 99% {{
    credit {{
      below 99%: 10% of monthly
      otherwise: 1 EUR
    }}
    bonus {{ at least 99.99%: 2% of monthly }}
  }}"""
    )
    found = promise(made, "g")
    assert found.credit is not None and found.bonus is not None
    assert [t.kind for t in found.credit.tiers] == ["below", "otherwise"]
    assert [t.bound for t in found.bonus.tiers] == [Ratio(Fraction(9999, 10000))]
    assert found.credit.tiers[1].range is None


def test_credit_terms_and_points() -> None:
    made = agreement(
        f"""{FEE}  credits {{
    combine customer chooses
    cap 50% of monthly per month
    cap 600 EUR per year
    claim within 30 days of period end
    minimum 1 EUR
    points {{
      | points    | credit        |
      | 10        | 2% of monthly |
      | 20 points | 50 EUR        |
    }}
  }}"""
    )
    terms = made.credit_terms
    assert terms is not None
    assert (terms.combine, terms.automatic, terms.claim_within) == (
        "customer chooses",
        False,
        CalendarDays(30),
    )
    assert [(c.amount, c.period) for c in terms.caps] == [
        (FeeShare(Fraction(1, 2), "monthly"), "month"),
        (Money(Fraction(600), "EUR"), "year"),
    ]
    assert terms.minimum == Minimum(Money(Fraction(1), "EUR"))
    assert [(row.points, row.amount) for row in terms.points] == [
        (Fraction(10), FeeShare(Fraction(1, 50), "monthly")),
        (Fraction(20), Money(Fraction(50), "EUR")),
    ]


def test_a_table_is_a_promise_for_every_cell() -> None:
    made = agreement(
        """  guarantee t "Cases" of S for 95% of tickets per month during Office {
    | priority | repair    | p99 of fast | during | share |
    | P1       | < 4 h     | 1 s         | Always | 99%   |
    | P2       | 8 h       | -           |        |       |
    except works
  }""",
        'calendar Office "Office" { zone "Europe/Helsinki"; open Mon-Fri }',
    )
    keys = [g.key for g in made.guarantees]
    assert keys == ["t.P1.repair", "t.P1.p99_fast", "t.P2.repair"]
    first, second, third = made.guarantees
    assert (first.comparator, first.target) == ("<", Duration(Fraction(4 * 3600)))
    assert (third.comparator, third.target) == ("<=", Duration(Fraction(8 * 3600)))
    assert second.percentile == Fraction(99)
    assert [g.priority and g.priority.name for g in made.guarantees] == ["P1", "P1", "P2"]
    assert [g.during and g.during.key for g in made.guarantees] == ["Always", "Always", "Office"]
    assert [g.share and g.share.ratio for g in made.guarantees] == [Fraction(99, 100)] * 2 + [
        Fraction(95, 100)
    ]
    assert all([s.key for s in g.services] == ["S"] for g in made.guarantees)
    assert all(g.title.plain() == "Cases" and len(g.exclusions) == 1 for g in made.guarantees)
    assert first.cell is not None and third.cell is not None
    assert (first.cell.row, first.cell.column, first.cell.heading) == (0, 1, "P1")
    assert (third.cell.row, third.cell.column, third.cell.heading) == (1, 1, "P2")
    assert first.span.text == "< 4 h"
    assert len(made.guarantee("t")) == 3 and made.guarantee("t.P2.repair") == (third,)


def test_tables_by_service_and_by_words() -> None:
    made = agreement(
        """  guarantee t per month {
    | service | up_share |
    | S       | 99%      |
    | Z       | > 98%    |
  }
  guarantee plans per month {
    | plan   | up_share |
    | "Gold" | 99.9%    |
  }"""
    )
    by_service = [(g.key, g.comparator, [s.key for s in g.services]) for g in made.guarantees[:2]]
    assert by_service == [("t.S.up_share", ">=", ["S"]), ("t.Z.up_share", ">", ["Z"])]
    assert made.guarantees[2].key == "plans.Gold.up_share"
    assert made.guarantees[2].services == ()


def test_chains() -> None:
    ola = "ola O { provider N.Desk; customer N; priorities I\n"
    ola += "guarantee r: repair of P1 <= 1 h; guarantee s: repair of P2 <= 1 h }"
    made = agreement("  handling of P1, P2: O.r then handover 0 min then (O.s or O.r) with O.s", ola)
    (handling,) = made.handlings
    assert [p.name for p in handling.priorities] == ["P1", "P2"]
    chain = handling.chain
    assert isinstance(chain, ChainOf) and chain.op == "then"
    assert isinstance(chain.left, ChainOf) and isinstance(chain.right, ChainOf)
    assert isinstance(chain.left.left, ChainStep) and isinstance(chain.left.right, ChainHandover)
    assert (chain.left.left.agreement, chain.left.left.guarantee) == ("O", "r")
    assert chain.left.right.duration == Duration(Fraction(0))
    assert chain.right.op == "with"
    assert isinstance(chain.right.left, ChainOf) and chain.right.left.op == "or"


def test_procedure() -> None:
    made = agreement(
        """  guarantee g: up_share >= 99% per month
  escalate P1 { at 50%: N.Desk; at 100%: N, C }
  report g each quarter within 0 h
  duty provider "Do."
  requires customer "Be."
  surcharge "Late" = 150 EUR per h outside Always
  terminate by customer when g missed 3 of 12 months
  terminate by customer when g missed 2 months in a row
  terminate by provider on notice 180 days
  approve by N.Desk, C"""
    )
    (escalation,) = made.escalations
    assert [(s.at, [u.key for u in s.to]) for s in escalation.steps] == [
        (Fraction(1, 2), ["N.Desk"]),
        (Fraction(1), ["N", "C"]),
    ]
    (report,) = made.reports
    assert (report.guarantees, report.each, report.within) == (("g",), "quarter", Duration(Fraction(0)))
    assert [d.role for d in (*made.duties, *made.requirements)] == ["provider", "customer"]
    (extra,) = made.surcharges
    assert (extra.amount, extra.per, extra.outside and extra.outside.key) == (
        Money(Fraction(150), "EUR"),
        "h",
        "Always",
    )
    assert [(t.by, t.kind, t.guarantee, t.count, t.window) for t in made.terminations] == [
        ("customer", "missed_of", "g", 3, Months(12)),
        ("customer", "in_a_row", "g", None, Months(2)),
        ("provider", "notice", None, None, CalendarDays(180)),
    ]
    assert [a.key for a in made.approvals] == ["N.Desk", "C"]


def test_scenarios_and_policies() -> None:
    text = (
        in_agreement("  guarantee g: up_share of S >= 99% per month\n")
        + """scenario "Outage" for A in 2027-Q4 {
  S down at 2027-11-26 18:00 for 45 min
  S down from 2027-11-27 23:00 to 2027-11-27 24:00
  ticket T: P1 opened 2027-11-26 18:02, responded after 0 min, closed at 2027-11-26 19:00,
    waiting for 2 working days
  expect g = 99.9%
  expect missed g
  expect credit <= 10 EUR
}
policy P "P" for N {
  margin of up_share >= 20%
  up_share <= 99.99%
  credits at risk <= 30% of monthly
  require review
}
"""
    )
    made = house(text)
    (scenario,) = made.scenarios
    assert (scenario.title, scenario.agreement, scenario.period) == ("Outage", "A", "2027-Q4")
    first, second, case = scenario.events
    assert isinstance(first, OutageEvent) and first.stretch.duration == Duration(Fraction(2700))
    assert isinstance(second, OutageEvent) and second.stretch.last is not None
    assert second.stretch.last[1] == "24:00"
    assert isinstance(case, CaseRecord) and case.priority.name == "P1"
    assert [(e.name, e.kind) for e in case.events] == [
        ("responded", "after"),
        ("closed", "at"),
        ("waiting", "for"),
    ]
    assert [(e.what, e.comparator, e.state) for e in scenario.expectations] == [
        ("g", "=", None),
        ("g", None, "missed"),
        ("credit", "<=", None),
    ]
    assert [(i.kind, i.value, i.names) for i in made.policies["P"].items] == [
        ("margin", Ratio(Fraction(1, 5)), ()),
        ("limit", Ratio(Fraction(9999, 10000)), ()),
        ("credits_at_risk", Ratio(Fraction(3, 10)), ("monthly",)),
        ("require", None, ("review",)),
    ]
