"""What failures cost, against sums over the days of every period, for houses of random periods and caps."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.compiler import compile_files
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.rules.index import Index
from sladsl.rules.money import bills
from sladsl.rules.money.failures import Owed, Recovered, facts
from sladsl.rules.money.scenarios import Scenario, scenarios
from sladsl.rules.money.stretches import Stretch, shapes
from sladsl.rules.money.yearly import Sum, most_of

FIRST, LAST = date(2027, 1, 1), date(2032, 12, 31)
DAYS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
MONTHS = {"month": 1, "quarter": 3, "year": 12}
WORDS = ["day", "week", "month", "quarter", "year"]


def name_of(day: date, word: str) -> tuple[int, ...]:
    """The period in which a day lies."""
    if word == "day":
        return (day.toordinal(),)
    if word == "week":
        return day.isocalendar()[:2]
    return (day.year, (day.month - 1) // MONTHS[word])


def periods(word: str) -> list[tuple[date, date]]:
    """First and last days of the periods; those that the term cuts off are longer in truth, and left out."""
    found: dict[tuple[int, ...], list[date]] = defaultdict(list)
    for day in DAYS:
        found[name_of(day, word)].append(day)
    spans = [(days[0], days[-1]) for days in found.values()]
    return [s for s in spans if word != "week" or (s[1] - s[0]).days == 6]


PERIODS = {word: periods(word) for word in WORDS}


@cache
def inside(word: str, span: tuple[date, date]) -> list[tuple[date, date]]:
    """The whole periods in a stretch of days."""
    return [each for each in PERIODS[word] if span[0] <= each[0] and each[1] <= span[1]]


@cache
def lies_in(short: str, long: str) -> bool:
    return all(inside(short, span) for span in PERIODS[long])


@dataclass(frozen=True)
class Deal:
    """An agreement with one promise: its period, its credit in euros, a cap in euros per period."""

    per: str
    credit: int
    cap: tuple[str, int] | None

    def over(self, span: tuple[date, date]) -> Fraction:
        """All its credits while everything is missed, each period capped as it ends."""
        by_cap: dict[tuple[int, ...], int] = defaultdict(int)
        for part in inside(self.per, span):
            if self.cap is None:
                by_cap[()] += self.credit
                continue
            word, limit = self.cap
            times = max(1, len(inside(word, part)))
            key = name_of(part[0], word)
            by_cap[key] = min(by_cap[key] + self.credit, limit * times)
        return Fraction(sum(by_cap.values()))

    def terms(self) -> str:
        cap = f"; cap {self.cap[1]} EUR per {self.cap[0]}" if self.cap is not None else ""
        return f"  credits {{ combine sum; automatic{cap} }}\n"


CATALOGUE = """\
import std.calendars { Always }
import std.metrics { availability, resolution }
party We "We Oy"
party Carrier "Carrier AB"
priorities Grave "Grave" { P1 "One" }
service Line "Line" {
  measure availability from prometheus { errors = `a`; requests = `b` }
  measure resolution from tickets { where = `c` }
}
service Shop "Shop" {
  needs Line
  measure availability from prometheus { errors = `d`; requests = `e` }
  measure resolution from tickets { where = `f` }
}
"""


def house(below: Deal, above: list[Deal], late: bool) -> str:
    def agreement(kind: str, name: str, provider: str, customer: str, of: str, deal: Deal) -> str:
        if late:
            promise = f"resolution of P1 <= 4 h per {deal.per} {{ credit {deal.credit} EUR }}"
        else:
            promise = (
                f"availability of {of} >= 99% per {deal.per} {{ exact; credit {{ below 99%: "
                f"{deal.credit} EUR }} }}"
            )
        order = "  relies on Below\n" if kind == "sla" else ""
        order += "  handling of P1: Below.kept\n" if kind == "sla" and late else ""
        return (
            f'{kind} {name} "{name}" {{\n  provider {provider}\n  customer {customer}\n'
            f'  effective {FIRST} until {LAST}\n  hours Always zone "Europe/Helsinki"\n'
            f"  priorities Grave\n  covers {of}\n{order}  guarantee kept: {promise}\n{deal.terms()}}}\n"
        )

    text = CATALOGUE + agreement("uc", "Below", "Carrier", "We", "Line", below)
    for number, deal in enumerate(above):
        text += f'party Client{number} "Client {number}"\n'
        text += agreement("sla", f"Above{number}", "We", f"Client{number}", "Shop", deal)
    return text


def found_in(text: str) -> list[Scenario]:
    made = list(facts(Index(compile_files({"a.sla": text}).house)))
    (back,) = [fact for fact in made if isinstance(fact, Recovered) and fact.failure.lower == "Below"]
    owed = [fact for fact in made if isinstance(fact, Owed) and fact.failure == back.failure]
    return list(scenarios(back.failure, owed, back.bill))


def expected(below: Deal, above: list[Deal]) -> dict[str, tuple[Fraction, Fraction]]:
    """By length of the scenario the smallest share that comes back, and the most that is then owed."""
    wanted: dict[str, tuple[Fraction, Fraction]] = {}
    for word in {b for d in above for a, b in ((below.per, d.per), (d.per, below.per)) if lies_in(a, b)}:
        paying = [deal for deal in above if lies_in(deal.per, word)]
        shares = []
        for span in PERIODS[word]:
            total = sum((deal.over(span) for deal in paying), Fraction(0))
            shares.append((below.over(span) / total, -total))
        share, total = min(shares)
        wanted[word] = (share, -total)
    return wanted


amounts = st.integers(1, 1_000)
any_period = st.sampled_from(WORDS)
long_period = st.sampled_from(["month", "quarter", "year"])
free = st.builds(Deal, any_period, amounts, st.none())
capped = st.builds(Deal, long_period, amounts, st.none() | st.tuples(long_period, st.integers(1, 4_000)))
houses = st.tuples(free, st.lists(free, min_size=1, max_size=2)) | st.tuples(
    capped, st.lists(capped, min_size=1, max_size=3)
)


@settings(max_examples=60, deadline=None)
@given(houses, st.booleans())
def test_against_sums_over_days(deals: tuple[Deal, list[Deal]], late: bool) -> None:
    below, above = deals
    got = {each.stretch.kind: (each.share, each.total.amount) for each in found_in(house(below, above, late))}
    assert got == expected(below, above)


@settings(max_examples=60, deadline=None)
@given(
    any_period,
    any_period,
    any_period,
    st.integers(1, 100),
    st.integers(1, 2_000),
)
def test_no_cap_is_taken_too_tightly(per: str, above: str, cap: str, credit: int, limit: int) -> None:
    below, deal = Deal(per, 1, None), Deal(above, credit, (cap, limit))
    for each in found_in(house(below, [deal], False)):
        spans = [s for s in PERIODS[each.stretch.kind] if (s[1] - s[0]).days + 1 == each.shape.days]
        assert each.total.amount >= max(
            deal.over(span) for span in spans if len(inside("week", span)) <= each.shape.weeks
        )


@pytest.mark.parametrize("word", ["month", "quarter", "year"])
def test_every_shape_is_known(word: str) -> None:
    days = {((last - first).days + 1, len(inside("week", (first, last)))) for first, last in PERIODS[word]}
    assert days <= {(shape.days, shape.weeks) for shape in shapes(Stretch(word))}


def test_a_scenario_lies_in_the_term() -> None:
    text = house(Deal("month", 1, None), [Deal("quarter", 100, None)], False)
    assert [each.stretch.kind for each in found_in(text)] == ["quarter"]
    short = text.replace(f"effective {FIRST} until {LAST}", "effective 2027-02-01 until 2027-08-31")
    assert [each.stretch.kind for each in found_in(short)] == ["quarter"]
    shorter = text.replace(f"effective {FIRST} until {LAST}", "effective 2027-02-01 until 2027-06-29")
    assert found_in(shorter) == []


def test_promises_of_one_time_do_not_add_to_those_of_another() -> None:
    text = house(Deal("month", 1, None), [Deal("month", 100, None)], False)
    one = "  guarantee kept: availability of Shop >= 99% per month { exact; credit { below 99%: 100 EUR } }\n"
    assert one in text
    dated = one.replace(" per month", " until 2027-12-31 per month")
    later = (
        one.replace("kept", "later")
        .replace("100 EUR", "130 EUR")
        .replace(" per month", " from 2028-01-01 per month")
    )
    (scenario,) = found_in(text.replace(one, dated + later))
    assert scenario.total.amount == 130
    assert scenario.since == date(2028, 1, 1)


ORDERS = {
    "Below.kept": True,
    "handover 10 min then Below.kept": True,
    "Other.kept then Below.kept": True,
    "Other.kept with Below.kept": True,
    "Below.kept or Other.kept": False,
    "Other.kept": False,
    "Other.kept then (Below.kept or Other.kept)": False,
    "(Below.kept or Other.kept) then Below.kept": True,
}


def with_order(order: str, *, both: bool = False) -> str:
    """A house in which cases go another way; with `both` the promise is about two priorities."""
    text = house(Deal("month", 1, None), [Deal("month", 100, None)], True)
    other = text[text.index("uc Below") : text.index("sla Above0")].partition("party")[0]
    text = text.replace("handling of P1: Below.kept", f"handling of P1: {order}")
    text = text.replace("relies on Below", "relies on Below, Other")
    if both:
        text = text.replace('{ P1 "One" }', '{ P1 "One"; P2 "Two" }').replace(
            "resolution of P1 <= 4 h per month { credit 100", "resolution <= 4 h per month { credit 100"
        )
    return text + other.replace("Below", "Other")


@pytest.mark.parametrize(("order", "counts"), ORDERS.items())
def test_only_what_every_case_waits_for(order: str, counts: bool) -> None:
    assert bool(found_in(with_order(order))) is counts


def test_a_promise_for_all_priorities_is_not_missed_by_one() -> None:
    text = with_order("Below.kept", both=True)
    assert found_in(text) == []
    every = text.replace("resolution of P1", "resolution").replace("handling of P1", "handling of P1, P2")
    (scenario,) = found_in(every)
    assert (scenario.total.amount, scenario.share) == (100, Fraction(1, 100))


def test_a_first_answer_waits_for_nobody_behind_it() -> None:
    text = with_order("Other.kept then Below.kept").replace(
        "metrics { availability, resolution }", "metrics { availability, resolution, response }"
    )
    answered = text.replace(
        "resolution of P1 <= 4 h per month { credit 100", "response of P1 <= 4 h per month { credit 100"
    )
    first = answered[answered.index("uc Other") :].replace("resolution of P1", "response of P1")
    assert found_in(answered[: answered.index("uc Other")] + first) == []


def shares_wanted(text: str) -> list[str]:
    """The house rules that the findings propose."""
    found = [each for each in compile_files({"a.sla": text}).findings if each.rule.name == "exposure"]
    return [str(each.help).split("`")[-2] for each in found]


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 60), st.integers(1, 99_999), st.booleans())
def test_the_rule_it_proposes_accepts_it(paid: int, credit: int, nothing: bool) -> None:
    below = Deal("month", paid, ("month", 0) if nothing else None)
    text = house(below, [Deal("month", credit, None)], False)
    proposed = shares_wanted(text)
    assert len(proposed) == (nothing or 20 * paid < credit)
    for rule in proposed:
        assert shares_wanted(f'{text}policy House "House" {{ {rule} }}\n') == []
        strict = re.sub(r"\d.*%", f"{float(rule_share(rule) * 100 + 1):.2f}%", rule)
        assert shares_wanted(f'{text}policy House "House" {{ {strict} }}\n') == [rule]


def rule_share(rule: str) -> Fraction:
    return Fraction(rule.rsplit(" ", 1)[1].rstrip("%")) / 100


def told(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """What is said of exposures."""
    found = compile_files({"a.sla": text}).findings
    return [(each.message, each.notes) for each in found if each.rule.name == "exposure"]


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 60), st.lists(st.integers(1, 9_999), min_size=1, max_size=3), st.booleans())
def test_a_supplier_may_promise_in_an_sla(paid: int, credits: list[int], late: bool) -> None:
    text = house(Deal("month", paid, None), [Deal("month", credit, None) for credit in credits], late)
    as_contract = told(text)
    assert len(as_contract) == (20 * paid < sum(credits))
    assert told(text.replace("uc Below", "sla Below")) == as_contract


def test_an_sla_says_what_it_pays_where_another_stands_on_it() -> None:
    def paying(text: str) -> set[str]:
        made = facts(Index(compile_files({"a.sla": text}).house))
        return {each.failure.lower for each in made if isinstance(each, Recovered)}

    text = house(Deal("month", 1, None), [Deal("month", 100, None)], False)
    assert paying(text) == {"Below"}
    supplied = text.replace("uc Below", "sla Below")
    assert paying(supplied) == {"Below"}
    assert paying(supplied.replace("  relies on Below\n", "").replace("  needs Line\n", "")) == set()


def offer(promises: list[tuple[str, int]]) -> str:
    """A contract with promises about a service or, without one, about cases, each with its credit or none."""
    lines = []
    for number, (service, credit) in enumerate(promises):
        given = f"credit {credit} EUR" if not service else f"credit {{ below 99%: {credit} EUR }}"
        terms = f"exact; {given}" if service and credit else "exact" if service else given if credit else ""
        what = f"availability of {service} >= 99%" if service else "resolution of P1 <= 4 h"
        lines.append(f"  guarantee k{number}: {what} per month {{ {terms} }}\n")
    return (
        f'{CATALOGUE}uc Below "Below" {{\n  provider Carrier\n  customer We\n'
        f'  effective {FIRST} until {LAST}\n  hours Always zone "Europe/Helsinki"\n  priorities Grave\n'
        f"  covers Line, Shop\n{''.join(lines)}  credits {{ combine sum; automatic }}\n}}\n"
    )


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["Line", "Shop", ""]), st.integers(0, 50)), min_size=1, max_size=6))
def test_an_outage_brings_all_credits_about_the_service(promises: list[tuple[str, int]]) -> None:
    made = list(facts(Index(compile_files({"a.sla": offer(promises)}).house)))
    got = {}
    for back in made:
        assert isinstance(back, Recovered)
        got[back.failure.promise] = sum(rate.size or 0 for rate in back.bill.rates)
    wanted = {}
    for number, (service, credit) in enumerate(promises):
        whole = sum(c for s, c in promises if not s or s == service) if service else credit
        if credit or not service or not whole:  # what others bring where this one brings nothing is open
            wanted[number] = whole
    assert got == wanted


def test_each_credit_is_worked_out_a_few_times(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def counted(agreement: Agreement, guarantee: Guarantee) -> Sum | None:
        asked.append(1)
        return most_of(agreement, guarantee)

    monkeypatch.setattr(bills, "most_of", counted)
    counts = []
    for many in (20, 40):
        asked.clear()
        house_of_many = compile_files({"a.sla": offer([("Line", each) for each in range(1, many + 1)])}).house
        assert len(list(facts(Index(house_of_many)))) == many
        counts.append(len(asked))
    assert counts == [20, 40]
