"""Credits by dates and hours, triggers, a limit for each outage, grace kept or lost: second by second."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from settling import house_with, made, period_of

from sladsl.evaluate.books import Books, Charged
from sladsl.evaluate.credits import settle
from sladsl.evaluate.evaluate import evaluate
from sladsl.evaluate.facts import Case, Facts, ServiceFacts
from sladsl.evaluate.results import Counted, Statement
from sladsl.exact.intervals import normalise
from sladsl.exact.money import Money
from sladsl.model.house import House

ZONE = "Europe/Helsinki"
CLOCK = ZoneInfo(ZONE)
MONTH = period_of("2027-03", ZONE)  # with a day of 23 hours
STEP = 600
HEAD = f'calendar All "All" {{ zone "{ZONE}"; open Mon-Sun }}\n---\nhours All zone "{ZONE}"\n'


@cache
def down_house(credit: str, fees: str = "monthly = 1_000 USD per month") -> House:
    body = f"{HEAD}guarantee a: unavailable of Site <= 0 min per month {{ exact; credit {credit} }}"
    return house_with(body, fees)


def settled(house: House, facts: Facts, books: Books | None = None) -> Statement:
    agreement = house.agreements["Deal"]
    results = evaluate(agreement, facts, MONTH, house.metrics)
    return settle(agreement, results, MONTH, (), books=books or Books())


def down(outages: list[tuple[int, int]]) -> Facts:
    return Facts({"Site": ServiceFacts(down=normalise(outages))})


def owed(statement: Statement) -> Fraction:
    assert statement.credit is not None
    return statement.credit.amount


def bucket(instant: int, word: str) -> str:
    return datetime.fromtimestamp(instant, CLOCK).strftime("%Y-%m-%d" if word == "day" else "%Y-%m-%d %H %z")


# Outages on a grid of ten minutes around the change of the clocks on 28 March.
around = st.lists(
    st.tuples(st.integers(0, 400), st.integers(1, 200)).map(
        lambda t: (MONTH.start + 26 * 86400 + STEP * t[0], MONTH.start + 26 * 86400 + STEP * (t[0] + t[1]))
    ),
    min_size=1,
    max_size=3,
)


@given(around, st.sampled_from(["day", "hour"]), st.integers(0, 300), st.booleans())
@settings(max_examples=60, deadline=None)
def test_once_per_day_or_hour_with_a_trigger(
    outages: list[tuple[int, int]], word: str, more: int, row: bool
) -> None:
    minutes = max(more, 1)
    tail = " in a row" if row else ""
    house = down_house(f"1 USD once per {word} with more than {minutes} min down{tail}")
    cells = sorted({t for a, b in outages for t in range(a, min(b, MONTH.end), STEP)})
    lost: dict[str, int] = {}
    longest: dict[str, int] = {}
    run: dict[str, tuple[int, int]] = {}
    for cell in cells:
        where = bucket(cell, word)
        lost[where] = lost.get(where, 0) + STEP
        end, length = run.get(where, (-1, 0))
        run[where] = (cell + STEP, (length if end == cell else 0) + STEP)
        longest[where] = max(longest.get(where, 0), run[where][1])
    counted = longest if row else lost
    wanted = sum(1 for seconds in counted.values() if seconds > minutes * 60)
    assert owed(settled(house, down(outages))) == wanted


@given(around, st.booleans())
@settings(max_examples=60, deadline=None)
def test_dates_of_time_down(outages: list[tuple[int, int]], begun: bool) -> None:
    house = down_house(f"1 USD per {'started ' if begun else ''}calendar day down")
    cells = {t for a, b in outages for t in range(a, min(b, MONTH.end), STEP)}
    whole: dict[str, set[int]] = {}
    for cell in range(MONTH.start, MONTH.end, STEP):
        whole.setdefault(bucket(cell, "day"), set()).add(cell)
    wanted = sum(1 for all_cells in whole.values() if (all_cells & cells if begun else all_cells <= cells))
    assert owed(settled(house, down(outages))) == wanted


@given(around, st.integers(10, 600), st.booleans())
@settings(max_examples=60, deadline=None)
def test_grace_that_is_kept_or_lost(outages: list[tuple[int, int]], free: int, lost: bool) -> None:
    """By the outage: what exceeds the free time, or all of it once it is exceeded."""
    tail = " from the start" if lost else ""
    house = down_house(f"1 USD per 10 min down per outage beyond {free} min{tail}")
    wanted = 0
    for start, end in normalise(outages):
        seconds = min(end, MONTH.end) - start
        if seconds > free * 60:
            wanted += seconds // 600 if lost else (seconds - free * 60) // 600
    assert owed(settled(house, down(outages))) == wanted


@given(around, st.integers(0, 40))
@settings(max_examples=60, deadline=None)
def test_a_limit_for_each_outage(outages: list[tuple[int, int]], daily: int) -> None:
    """Each outage against what was charged in the week before the date on which it began."""
    house = down_house(
        "2 x hourly of time down per outage, each at most 100% of use of the 7 days before",
        "hourly = 3 USD per hour; fee use = as invoiced in USD per month",
    )
    charges = []
    day = date(2027, 2, 1)
    while day < date(2027, 5, 1):
        charges.append(Charged("use", day, day, Money(Fraction(daily * day.day, 10), "USD")))
        day += timedelta(days=1)
    wanted = Fraction(0)
    for start, end in normalise(outages):
        first = datetime.fromtimestamp(start, CLOCK).date()
        before = sum((first - timedelta(days=n)).day for n in range(1, 8))
        hours = Fraction(min(end, MONTH.end) - start, 3600)
        wanted += min(6 * hours, Fraction(daily * before, 10))
    found = settled(house, down(outages), Books(tuple(charges)))
    assert found.owed[0].amount == Money(wanted, "USD")


@given(
    st.lists(st.tuples(st.integers(0, 300), st.integers(1, 1500)), min_size=1, max_size=3),
    st.sampled_from(["", "started "]),
    st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_dates_of_delay(cases: list[tuple[int, int]], word: str, from_start: bool) -> None:
    """From a deadline of 24 hours, or from the date of the beginning, case by case."""
    tail = " from the start" if from_start else ""
    house = house_with(
        'metric fixing "Fixing" { better lower; value = time from failed to mended; attributed to opened }\n'
        + HEAD
        + f"guarantee a: fixing <= 24 h per month {{ credit 1 USD per {word}calendar day late{tail} }}",
        "monthly = 1_000 USD per month",
    )
    known = []
    wanted = 0
    for number, (start, length) in enumerate(cases):
        failed = MONTH.start + STEP * start
        mended = failed + STEP * length
        known.append(Case(f"c{number}", None, {"failed": failed, "mended": mended}))
        if mended - failed <= 86400:
            continue
        first = failed + 86400
        if from_start:
            midnight = datetime.fromtimestamp(failed, CLOCK).replace(hour=0, minute=0)
            first = int(midnight.timestamp())
        days: dict[str, list[int]] = {}
        for cell in range(first, mended, STEP):
            days.setdefault(bucket(cell, "day"), []).append(cell)
        for found in days.values():
            on = datetime.fromtimestamp(found[0], CLOCK).date()
            begins = int(datetime(on.year, on.month, on.day, tzinfo=CLOCK).timestamp())
            after = on + timedelta(days=1)
            ends = int(datetime(after.year, after.month, after.day, tzinfo=CLOCK).timestamp())
            wanted += 1 if word else len(found) == (ends - begins) // STEP
    assert owed(settled(house, Facts({}, tuple(known)))) == wanted


def test_a_delay_of_which_only_the_length_is_known_has_no_dates() -> None:
    house = house_with(
        f"{HEAD}guarantee a: mending <= 24 h per month {{ credit 1 USD per calendar day late }}",
        "monthly = 1_000 USD per month",
    )
    agreement = house.agreements["Deal"]
    late = (Counted("A", None, Fraction(3600)),)
    statement = settle(agreement, (made(agreement, "a", MONTH, counted=late, unit="cases"),), MONTH, ())
    assert owed(statement) == 0
    assert [s.what for o in statement.owed for s in o.steps] == ["the dates of the lost time are not known"]


@pytest.mark.parametrize(
    "body",
    [
        "1 EUR per 1 h late per calendar day late",
        "1 EUR doubled when missed 4 of 3 months",
        "1 day of 5% of monthly",
    ],
)
def test_what_cannot_be_meant(body: str) -> None:
    with pytest.raises(AssertionError):
        house_with(f"guarantee a: mending <= 24 h per month {{ credit {body} }}", "monthly = 1 EUR per month")
