"""Rights, dates and reasons behind the actions, against counting them out."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_houses import HEAD, MONTHS, facts, house_of, instant, statements_of

from sladsl.evaluate.facts import Facts, ServiceFacts
from sladsl.evaluate.reasons import Reason, Why
from sladsl.evaluate.results import State
from sladsl.evaluate.rights import periods_needed, rights
from sladsl.exact.durations import CalendarDays, Duration, Months, WorkingDays
from sladsl.lower.contract.pen import Pen
from sladsl.lower.document import Edition, plain
from sladsl.report.dates import due, last_notice, next_review
from sladsl.report.reasons import VARIANTS, reason_words, why_words

DEAL = (
    HEAD
    + """
sla Deal "Deal" {
  provider Maker
  customer Buyer
  effective 2027-01-01 until 2027-12-31, renews for 12 months, notice 3 months
  hours Office zone "Europe/Helsinki"
  guarantee uptime "Uptime": strict_uptime of Shop >= 99.9% per month during Always { exact }
  terminate by customer when uptime missed 3 of 5 months
  terminate by customer when uptime missed 2 months in a row
  review every 6 months
}
"""
)
HOUSE = house_of(DEAL)
AGREEMENT = HOUSE.agreements["Deal"]


@given(st.lists(st.booleans(), min_size=len(MONTHS), max_size=len(MONTHS)))
@settings(max_examples=50, deadline=None)
def test_rights_are_counted(missed: list[bool]) -> None:
    down = [(f"{m}-10 10:00", 120) for m, miss in zip(MONTHS, missed, strict=True) if miss]
    statements = statements_of(HOUSE, facts({"Shop": down}, None))
    assert [s.results[0].state is State.MISSED for s in statements] == missed
    of, row = rights(AGREEMENT, statements)
    assert (of.missed, of.needed, of.looked, of.window) == (sum(missed[-5:]), 3, 5, 5)
    assert of.is_reached == (sum(missed[-5:]) >= 3)
    assert row.is_reached == (missed[-1] and missed[-2])


def test_how_far_rights_look_back() -> None:
    assert periods_needed(AGREEMENT) == 5


def period(label: str) -> object:
    return statements_of(HOUSE, facts({"Shop": ()}, None), (label,))[0].period


@pytest.mark.parametrize(
    ("within", "wanted"),
    [
        (CalendarDays(30), "2027-12-30"),
        (Months(1), "2027-12-30"),
        (Duration(3600 * 48), "2027-12-02"),
        # 1 December is a Wednesday; 6 December is a holiday in Finland.
        (WorkingDays(2), "2027-12-03"),
        (WorkingDays(3), "2027-12-07"),
    ],
)
def test_due_dates(within: object, wanted: str) -> None:
    found = due(AGREEMENT, period("2027-11"), within)  # type: ignore[arg-type]
    assert found is not None and found.isoformat() == wanted


@pytest.mark.parametrize("label", MONTHS)
def test_the_next_review_is_the_first_after_the_period(label: str) -> None:
    year, month = map(int, label.split("-"))
    end = dt.date(year, month + 1, 1)
    wanted = next(d for d in (dt.date(2027, 7, 1), dt.date(2028, 1, 1)) if d >= end)
    assert next_review(AGREEMENT, period(label)) == wanted  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("last", "due_on"), [("2027-02-14", dt.date(2027, 8, 14)), ("2026-08-31", dt.date(2027, 2, 28))]
)
def test_the_next_review_is_counted_from_the_last(last: str, due_on: dt.date) -> None:
    """Also where it is over: a review that was not held is still due."""
    text = DEAL.replace("review every 6 months", f"review every 6 months, last on {last}")
    agreement = house_of(text).agreements["Deal"]
    for label in MONTHS:
        assert next_review(agreement, period(label)) == due_on  # type: ignore[arg-type]


def test_the_last_day_for_a_notice() -> None:
    """Three months before the end; once that is over, before the end of the term after."""
    assert last_notice(AGREEMENT, period("2027-08")) == (dt.date(2027, 9, 30), dt.date(2027, 12, 31))  # type: ignore[arg-type]
    assert last_notice(AGREEMENT, period("2027-09")) == (dt.date(2028, 9, 30), dt.date(2028, 12, 31))  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["en", "fi"])
def test_reasons_have_words(language: str) -> None:
    """Every reason that the evaluation can give has a message of its own or a variant of `report-reason`,
    and none falls back on the variant for data that are not there."""
    pen = Pen(HOUSE, AGREEMENT, language, Edition.EXTERNAL)
    said = {why: plain(reason_words(pen, Reason(why, ("X", "Y", "Z"), (None,)))) for why in Why}
    fallback = said.pop(Why.UNSAID)
    assert [why for why, words in said.items() if not words or words == fallback] == []
    assert set(VARIANTS) == set(Why) - {Why.EXCLUDED, Why.LEFT_OUT, Why.READINGS}


@pytest.mark.parametrize("why", list(Why))
def test_reasons_take_their_words(why: Why) -> None:
    """Every sentence is whole with as many words as it has places."""
    places = why.value.count("{")
    words = tuple(f"word{n}" for n in range(places))
    told = str(Reason(why, words))
    assert "{" not in told and all(word in told for word in words)


def test_readings_are_told_in_the_language() -> None:
    """A service that was there for half a month only, and a promise that does not say what that means."""
    text = (
        HEAD
        + """
metric open_end "Open" { better higher; signals up; value = share of time where up; partial minutes count }
sla Deal "Deal" {
  provider Maker
  effective 2027-01-01
  hours Always zone "Europe/Helsinki"
  guarantee uptime "Uptime": open_end of Shop >= 99.8% per month { exact }
}
"""
    )
    house = house_of(text)
    day = instant("2027-11-16 00:00")
    known = Facts({"Shop": ServiceFacts(down=((day, day + 3600),), deployed=((day, day + 15 * 86_400),))})
    statements = statements_of(house, known, ("2027-11",))
    assert statements[0].results[0].state is State.UNDEFINED
    pen = Pen(house, house.agreements["Deal"], "fi", Edition.EXTERNAL)
    words = plain(why_words(pen, statements[0].results[0])).replace("\u00a0", " ")
    assert words == "sopimuksen voi lukea useammalla kuin yhdellä tavalla: 99,7222… % tai 99,8611… %"
