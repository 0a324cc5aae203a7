"""What is written becomes exactly that value: fractions, durations, money, targets, dates, texts."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from houses import agreement, house, in_agreement, promise
from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.exact.durations import CalendarDays, Duration, Months, WorkingDays, Years
from sladsl.exact.money import Money
from sladsl.exact.quantities import Quantity
from sladsl.exact.ratio import Rounding
from sladsl.model.agreements import RoundTo, Share
from sladsl.model.metrics import (
    Arithmetic,
    Combined,
    Compare,
    Constant,
    CountOfEvents,
    Holds,
    MeanOver,
    Negated,
    ShareOfIntervals,
    ShareOfTime,
    Signal,
    TimeBetween,
    TimeInState,
    WorstOf,
)
from sladsl.model.values import Number, Ratio, Value


@pytest.mark.parametrize(
    ("metric", "written", "value"),
    [
        ("up_share", "99.95%", Ratio(Fraction(9995, 10000))),
        ("up_share", "100% - 0.05%", Ratio(Fraction(9995, 10000))),
        ("up_share", "(99% + 1%) * 1 / 3", Ratio(Fraction(1, 3))),
        ("repair", "300 ms", Duration(Fraction(3, 10))),
        ("repair", "1 h 30 min", Duration(Fraction(5400))),
        ("repair", "1.5 h", Duration(Fraction(5400))),
        ("repair", "2 * 45 min", Duration(Fraction(5400))),
        ("repair", "3 working days", WorkingDays(3)),
        ("repair", "2 calendar days", CalendarDays(2)),
        ("repair", "2 weeks", CalendarDays(14)),
        ("leads", "1_000 leads", Quantity(Fraction(1000), "leads")),
        ("leads", "1 lead", Quantity(Fraction(1), "leads")),
        ("leads", "0.1 leads + 0.2 leads", Quantity(Fraction(3, 10), "leads")),
    ],
)
def test_targets(metric: str, written: str, value: Value) -> None:
    made = agreement(f"  guarantee g: {metric} >= {written} per month")
    assert promise(made, "g").target == value


@given(whole=st.integers(0, 10**9), decimals=st.integers(0, 10**6 - 1))
@settings(max_examples=50)
def test_shares_are_exact(whole: int, decimals: int) -> None:
    made = agreement(f"  guarantee g: up_share >= {whole}.{decimals:06}%")
    assert promise(made, "g").target == Ratio(Fraction(whole * 10**6 + decimals, 10**8))


@given(hours=st.integers(0, 10**20), minutes=st.integers(0, 59))
@settings(max_examples=50)
def test_durations_are_exact(hours: int, minutes: int) -> None:
    made = agreement(f"  guarantee g: repair <= {hours} h {minutes} min")
    assert promise(made, "g").target == Duration(Fraction(hours * 3600 + minutes * 60))


def test_a_promise_in_full() -> None:
    made = agreement(
        """  guarantee speed "Speed of S": p99.9 of fast of S,
    Z < 300 ms per month for 95% of requests during Always from 2027-02-01 until 2027-06-30 {
    except works
    lower levels may not change
    round to 2 decimals half even
    alert at 50%, 100% of budget
    empty counts as excluded
    partial minutes do not count
  }"""
    )
    speed = promise(made, "speed")
    assert (speed.name, speed.title.plain(), speed.metric.key) == ("speed", "Speed of S", "fast")
    assert (speed.percentile, speed.comparator) == (Fraction(999, 10), "<")
    assert [s.key for s in speed.services] == ["S", "Z"]
    assert speed.target == Duration(Fraction(3, 10))
    assert speed.share == Share(Fraction(95, 100), "requests")
    assert speed.during is not None and speed.during.is_always
    assert (speed.valid_from, speed.valid_until) == (date(2027, 2, 1), date(2027, 6, 30))
    assert [x.key for x in speed.exclusions] == ["works"]
    assert speed.permission == "not change"
    assert speed.rounding == RoundTo(2, Rounding.HALF_EVEN) and not speed.exact
    assert speed.alerts == (Fraction(1, 2), Fraction(1))
    assert (speed.switches.empty, speed.switches.partial) == ("excluded", False)
    assert speed.span.text == "speed"
    assert speed.target_span.text == "p99.9 of fast of S,\n    Z < 300 ms"


def test_a_promise_may_meet_or_miss() -> None:
    made = agreement("  guarantee a: up_share >= 99%\n  guarantee b: repair < 4 h")
    above, below = promise(made, "a"), promise(made, "b")
    assert above.meets(Ratio(Fraction(99, 100))) and not above.meets(Ratio(Fraction(98999, 100000)))
    assert below.meets(Duration(Fraction(14399))) and not below.meets(Duration(Fraction(14400)))


def test_each_service_is_every_service_in_scope() -> None:
    made = agreement("  covers S, Z\n  guarantee g: up_share of each service >= 99%")
    (only,) = made.guarantees
    assert only.each_service and [s.key for s in only.services] == ["S", "Z"]


def test_the_frame_of_an_agreement() -> None:
    made = agreement(
        """  version "1.2"
  language fi, en
  effective 2027-01-01 until 2029-12-31, renews for 1 year, notice 90 days
  fee monthly "monthly fee" = 3 * 1_000.50 EUR per month
  review every 12 months
  law FI"""
    )
    assert (made.version, made.languages, made.law, made.kind, made.level) == (
        "1.2",
        ("fi", "en"),
        "FI",
        "sla",
        None,
    )
    term = made.effective
    assert term is not None
    assert (term.first, term.until) == (date(2027, 1, 1), date(2029, 12, 31))
    assert (term.renews, term.notice) == (Years(1), CalendarDays(90))
    assert made.review == Months(12)
    fee = made.fee("monthly")
    assert fee is not None
    assert (fee.amount, fee.per, fee.title.plain()) == (
        Money(Fraction(6003, 2), "EUR"),
        "month",
        "monthly fee",
    )
    assert (made.provider and made.provider.key, made.customer and made.customer.key) == ("N", "C")
    assert (made.zone, made.zone_declared) == ("Europe/Helsinki", True)


@pytest.mark.parametrize(
    ("formula", "dimension", "made"),
    [
        (
            "share of each 1 min where errors / requests <= 5%",
            "ratio",
            ShareOfIntervals(
                Duration(Fraction(60)),
                Compare(
                    Arithmetic("/", Signal("errors"), Signal("requests")),
                    "<=",
                    Constant(Ratio(Fraction(1, 20))),
                ),
            ),
        ),
        (
            "share of time where not (errors or requests)",
            "ratio",
            ShareOfTime(Negated(Combined("or", Holds("errors"), Holds("requests")))),
        ),
        (
            "mean over each 5 min of errors / requests",
            "ratio",
            MeanOver(Duration(Fraction(300)), Arithmetic("/", Signal("errors"), Signal("requests"))),
        ),
        ("time from opened to closed", "duration", TimeBetween("opened", "closed")),
        ("time down", "duration", TimeInState("down")),
        ("count of events", "number", CountOfEvents(None)),
        ("worst of errors, requests", "number", WorstOf((Signal("errors"), Signal("requests")))),
    ],
)
def test_formulas(formula: str, dimension: str, made: object) -> None:
    text = f"metric m {{ better lower; signals errors, requests; value = {formula} }}"
    metric = house(text).metrics["m"]
    assert (metric.formula, metric.dimension) == (made, dimension)


def test_suffixes_switches_and_other_metrics() -> None:
    text = """metric base "Base" {
  better higher
  signals up
  value = share of time where up of 43_200 min pooled by users mean with previous period
  outages under 60 s do not count
  attributed to closed
}
metric rest "Rest" { better lower; value = 100% - base }
metric slow "Slow" { better lower; unit min; value = time from opened to fixed; pause while waiting }
"""
    metrics = house(text).metrics
    base = metrics["base"]
    assert base.denominator == Duration(Fraction(43_200 * 60))
    assert (base.pooled_by, base.with_previous) == ("users", True)
    assert base.switches.short_outages == Duration(Fraction(60))
    assert base.switches.attributed == "closed"
    assert metrics["rest"].dimension == "ratio"
    assert metrics["slow"].switches.pause == Holds("waiting")


def test_texts_mention_what_is_declared() -> None:
    made = agreement(
        '  duty customer "Call {N.Desk}, {customer} and {A.g} {{soon}}." fi "Soita."\n'
        "  guarantee g: up_share >= 99%"
    )
    (duty,) = made.duties
    mentions = [p for p in duty.text.default if not isinstance(p, str)]
    assert [(m.path, m.key) for m in mentions] == [("N.Desk", "N.Desk"), ("customer", ""), ("A.g", "A.g")]
    assert duty.text.plain() == "Call {N.Desk}, {customer} and {A.g} {soon}."
    assert duty.text.plain("fi") == duty.text.plain("fi-FI") == "Soita."
    assert mentions[0].span.text == "{N.Desk}"


def test_the_catalogue() -> None:
    declared = """service Big "Big" {
  owner N.Desk
  url "https://x.example"
  includes "a", "b"
  excludes "c"
  needs S
  needs 1 of S, Z independent
  measure up_share from prometheus { up = `up{job="x"}` }
}
term T "T" means "a thing"
"""
    text = in_agreement("", declared)
    made = house(text)
    big = made.services["Big"]
    assert big.owner is not None and big.owner.key == "N.Desk"
    assert [(n.count, n.keys, n.independent) for n in big.needs] == [
        (None, ("S",), False),
        (1, ("S", "Z"), True),
    ]
    (measure,) = big.measures
    assert (measure.origin, measure.query("up")) == ("prometheus", 'up{job="x"}')
    assert big.measure_of(made.metrics["up_share"]) is measure
    assert made.terms["T"].meaning.plain() == "a thing"
    assert [p.rank for p in made.priorities["I"].items] == [0, 1]


def test_numbers_are_numbers() -> None:
    made = house("metric m { better lower; signals a; value = count of events where a }\n"
                 "sla A { guarantee g: m <= 12 per month }")  # fmt: skip
    assert promise(made.agreements["A"], "g").target == Number(Fraction(12))
