"""Terms, notices and reviews as of a day, and lengths whose order no calendar can change."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.compiler import compile_files
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.exact.durations import CalendarDays, Duration, Months, TimeSpan, Years
from sladsl.rules.lengths import bounds, certainly_shorter

CODES = ("SLA0601", "SLA0602", "SLA0604", "SLA0605")
HEAD = """
import std.calendars { Always }
party House "House Oy"
party Client "Client Oyj"
party Vendor "Vendor AB"
metric up "Up" { better higher; signals up; value = share of time where up; empty counts as bad
  undeployed time counts as excluded; partial minutes count }
service Net "Net"
service Web "Web" { needs Net }
"""


def deal(below: str, above: str) -> str:
    """A contract for Net under an agreement for Web, each with its statements."""
    return (
        f'{HEAD}uc Line "Line" {{ provider Vendor; customer House; hours Always zone "UTC"\n'
        f"guarantee up: up of Net >= 99.99% per month {{ exact }}\n{below}\n}}\n"
        f'sla Deal "Deal" {{ provider House; customer Client; hours Always zone "UTC"\n'
        f"guarantee up: up of Web >= 99% per month {{ exact }}\n{above}\n}}\n"
    )


def found(text: str, today: date | None = None) -> list[Diagnostic]:
    return [each for each in compile_files({"a.sla": text}, today).findings if each.rule.code in CODES]


def codes(text: str, today: date | None = None) -> list[str]:
    return [each.rule.code for each in found(text, today)]


@pytest.mark.parametrize(
    ("today", "wanted"),
    [(None, []), (date(2027, 6, 30), []), (date(2027, 7, 1), ["SLA0602"]), (date(2028, 6, 30), ["SLA0601"])],
)
def test_an_agreement_without_an_end(today: date | None, wanted: list[str]) -> None:
    """The contract ends on 2028-06-29: 365 days before there is time to act, the day after there is none."""
    text = deal("effective 2027-01-01 until 2028-06-29", "effective 2027-01-01")
    assert codes(text, today) == wanted


def test_an_agreement_without_an_end_on_a_contract_of_before() -> None:
    text = deal("effective 2025-01-01 until 2026-12-31", "effective 2027-01-01")
    (only,) = found(text)
    assert only.rule.code == "SLA0601"
    assert "from 2027-01-01 on" in only.message


@pytest.mark.parametrize(("today", "wanted"), [(date(2027, 2, 28), ["SLA0604"]), (date(2027, 3, 1), [])])
def test_days_that_are_over_are_left_alone(today: date, wanted: list[str]) -> None:
    text = deal("effective 2027-03-01 until 2028-12-31", "effective 2027-01-01 until 2028-12-31")
    assert codes(text, today) == wanted


def test_an_agreement_that_is_over_is_left_alone() -> None:
    text = deal("effective 2027-01-01 until 2027-06-30", "effective 2027-01-01 until 2027-12-31")
    assert codes(text, date(2027, 12, 31)) == ["SLA0601"]
    assert codes(text, date(2028, 1, 1)) == []


@pytest.mark.parametrize("today", [None, date(2027, 6, 1), date(2029, 2, 1)])
def test_ways_out_where_the_agreement_renews(today: date | None) -> None:
    """Each of them is one: to end with its term is none for what an agreement stands on that goes on."""
    below, above = "effective 2026-01-01 until 2027-06-30", "effective 2027-01-01 until 2028-12-31"
    above = f"{above}, renews for 12 months"
    (only,) = found(deal(below, above), today)
    assert only.rule.code == "SLA0601" and only.help is not None
    longer = re.search(r"let `Line` renew, or run to (\S+), to which `Deal` renews next", only.help)
    shorter = re.search(r"let `Deal` end on (\S+) and not renew", only.help)
    assert longer and shorter
    assert codes(deal(f"effective 2026-01-01 until {longer[1]}", above), today) == []
    assert codes(deal(f"{below}, renews for 12 months", above), today) == []
    assert codes(deal(below, f"effective 2027-01-01 until {shorter[1]}"), today) == []


@pytest.mark.parametrize(
    ("review", "today", "wanted"),
    [
        ("review every 12 months", date(2030, 1, 1), []),
        ("review every 12 months, last on 2027-02-15", None, []),
        ("review every 12 months, last on 2027-02-15", date(2028, 2, 15), []),
        ("review every 12 months, last on 2027-02-15", date(2028, 2, 16), ["SLA0605"]),
        ("review every 1 year, last on 2028-02-15", date(2028, 2, 16), []),
    ],
)
def test_a_review_is_due(review: str, today: date | None, wanted: list[str]) -> None:
    term = "effective 2027-01-01"
    assert codes(deal(f"{term}\nreview every 6 months", f"{term}\n{review}"), today) == wanted


def test_a_review_that_is_due_is_told() -> None:
    below, above = "review every 6 months", "review every 12 months, last on 2027-02-15"
    text = deal(f"effective 2027-01-01\n{below}", f"effective 2027-01-01\n{above}")
    (only,) = found(text, date(2028, 3, 1))
    assert only.message == "the review of `Deal` was due on 2028-02-15"
    assert "15 days before 2028-03-01" in only.notes[0]


@given(
    st.integers(-400, 400), st.integers(30, 700), st.integers(-400, 400), st.integers(30, 700), st.booleans()
)
@settings(max_examples=60, deadline=None)
def test_days_without_support_are_those_of_one_and_not_the_other(
    shift: int, length: int, above: int, above_length: int, renews: bool
) -> None:
    """Day by day: something is found just where a day of the agreement is none of the contract."""
    start = date(2027, 1, 1)
    below = start + timedelta(days=shift), start + timedelta(days=shift + length)
    upper = start + timedelta(days=above), start + timedelta(days=above + above_length)
    more = ", renews for 12 months, notice 30 days" if renews else ""
    text = deal(
        f"effective {below[0]} until {below[1]}{more}",
        f"effective {upper[0]} until {upper[1]}",
    )
    days = [upper[0] + timedelta(days=n) for n in range((upper[1] - upper[0]).days + 1)]
    missing = [day for day in days if day < below[0] or (day > below[1] and not renews)]
    early = [day for day in missing if day < below[0]]
    late = [day for day in missing if day > below[1]]
    wanted = ["SLA0604"] if early and len(missing) < len(days) else []
    wanted += ["SLA0601"] if late or len(missing) == len(days) else []
    assert sorted(codes(text)) == sorted(wanted)


spans = st.one_of(
    st.integers(1, 40).map(CalendarDays),
    st.integers(1, 20).map(Months),
    st.integers(1, 3).map(Years),
)


@given(spans, spans, st.dates(date(2024, 1, 1), date(2031, 12, 31)))
@settings(max_examples=100, deadline=None)
def test_shorter_is_shorter_from_every_day(
    left: CalendarDays | Months | Years, right: CalendarDays | Months | Years, day: date
) -> None:
    if certainly_shorter(left, right):
        assert left.after(day) < right.after(day)
        assert not certainly_shorter(right, left)
    for span in (left, right):
        least, most = bounds(span)
        assert least <= (span.after(day) - day).days * 86_400 <= most


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        (CalendarDays(30), Months(1), False),
        (CalendarDays(30), Months(2), True),
        (Months(12), Years(1), False),
        (Months(11), Years(1), True),
        (Duration(86_400 * 2), CalendarDays(3), True),  # type: ignore[arg-type]
    ],
)
def test_lengths(left: TimeSpan, right: TimeSpan, wanted: bool) -> None:
    assert certainly_shorter(left, right) is wanted


STEPS = """
priorities Incident { P1 "One" }
metric fixing "Fixing" { better lower; value = time from opened to resolved; attributed to opened }
"""


@pytest.mark.parametrize(
    ("order", "wanted"),
    [
        ("First.fix then Second.fix", ["SLA0601"]),
        ("First.fix with Second.fix", ["SLA0601"]),
        ("First.fix or Second.fix", []),
        ("First.fix", []),
    ],
)
def test_a_step_that_ends_before_the_promise(order: str, wanted: list[str]) -> None:
    """Another promise about the same is no substitute for a step that every case passes through."""
    text = HEAD + STEPS
    for name, until in (("First", "2028-12-31"), ("Second", "2027-06-30")):
        text += (
            f'uc {name} "{name}" {{ provider Vendor; customer House; hours Always zone "UTC"; covers Net\n'
            f"effective 2027-01-01 until {until}\npriorities Incident\n"
            "guarantee fix: fixing of P1 <= 2 h\n}\n"
        )
    text += (
        'sla Deal "Deal" { provider House; customer Client; hours Always zone "UTC"; covers Web\n'
        "effective 2027-01-01 until 2028-12-31\npriorities Incident\nguarantee fix: fixing of P1 <= 4 h\n"
        f"handling of P1: {order}\n}}\n"
    )
    assert codes(text, date(2027, 2, 1)) == wanted


def test_supports_of_each_priority_under_a_promise_about_all() -> None:
    """The one goes on, and of the other nobody promises anything from July on."""
    text = HEAD + STEPS.replace('P1 "One"', 'P1 "One"; P2 "Two"')
    for name, until in (("P1", "2027-06-30"), ("P2", "2028-12-31")):
        text += (
            f'uc Of{name} "{name}" {{ provider Vendor; customer House; hours Always zone "UTC"; covers Net\n'
            f"effective 2027-01-01 until {until}\npriorities Incident\n"
            f"guarantee fix: fixing of {name} <= 2 h\n}}\n"
        )
    text += (
        'sla Deal "Deal" { provider House; customer Client; hours Always zone "UTC"; covers Web\n'
        "effective 2027-01-01 until 2028-12-31\npriorities Incident\nguarantee fix: fixing <= 4 h\n}\n"
    )
    (only,) = found(text, date(2027, 2, 1))
    assert only.rule.code == "SLA0601" and "from 2027-07-01 to 2028-12-31 `OfP1`" in only.message


def test_a_level_with_supports_of_its_own_outlives_them() -> None:
    """What it takes over stands on a contract that ends, and at the customer's level on one that does not."""
    text = HEAD
    for name, until in (("Line", "2028-12-31"), ("Short", "2027-06-30")):
        text += (
            f'uc {name} "{name}" {{ provider Vendor; customer House; hours Always zone "UTC"; covers Net\n'
            f"effective 2027-01-01 until {until}\n"
            "guarantee up: up of Net >= 99.99% per month { exact }\n}\n"
        )
    term = "effective 2027-01-01 until 2028-12-31"
    text += (
        'corporate sla Base "Base" { provider House; hours Always zone "UTC"; covers Web\n'
        "guarantee up: up of Web >= 99% per month { exact }\n}\n"
        f'customer sla Deal "Deal" under Base {{ customer Client; {term}; relies on Line }}\n'
        f'service sla Part "Part" under Deal {{ {term}; covers Web; relies on Short }}\n'
    )
    told = [d.message.split("`")[1] for d in found(text, date(2027, 2, 1)) if d.rule.code == "SLA0601"]
    assert told == ["Part"]
