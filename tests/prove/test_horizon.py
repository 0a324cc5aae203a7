"""How far proofs look ahead: the days that agreements share, as instants of a zone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from proof_houses import house_of, sla, uc

from sladsl.model.supports import FOREVER, Supports, Term
from sladsl.prove.horizon import common_term, instants

SERVICE = 'service Shop "Shop"\n'
DAY = 86_400


def shown(term: Term) -> tuple[str, str]:
    first, end = (datetime.fromtimestamp(t, UTC).strftime("%Y-%m-%d %H") for t in instants(term, "UTC"))
    return first, end


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (date(2026, 3, 1), date(2026, 3, 31), ("2026-03-01 00", "2026-04-01 00")),
        (date(2026, 3, 1), None, ("2026-03-01 00", "2032-01-01 00")),
        (None, None, ("2024-01-01 00", "2030-01-01 00")),
        (None, date(2020, 5, 31), ("2020-05-31 00", "2020-06-01 00")),
        (date(9995, 1, 1), None, ("9980-01-01 00", "9986-01-01 00")),
    ],
)
def test_a_term_is_looked_at_for_some_years(
    first: date | None, last: date | None, found: tuple[str, str]
) -> None:
    term = (
        first.toordinal() if first is not None else FOREVER[0],
        last.toordinal() if last is not None else FOREVER[1],
    )
    assert shown(term) == found


TODAY = date(2030, 5, 17)


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (None, None, ("2030-01-01", "2036-01-01")),  # what has no first day is looked at from this year on
        (date(2020, 3, 1), None, ("2030-01-01", "2036-01-01")),  # so is what began long ago
        (date(2030, 3, 1), None, ("2030-03-01", "2036-01-01")),
        (date(2033, 3, 1), None, ("2033-03-01", "2039-01-01")),
        (date(2020, 3, 1), date(2030, 6, 30), ("2029-05-30", "2030-07-01")),  # nearly over: its last year
        (date(2020, 3, 1), date(2022, 6, 30), ("2021-05-30", "2022-07-01")),
        (date(2022, 3, 1), date(2022, 6, 30), ("2022-03-01", "2022-07-01")),
    ],
)
def test_what_is_past_is_not_proven(first: date | None, last: date | None, found: tuple[str, str]) -> None:
    term = (
        first.toordinal() if first is not None else FOREVER[0],
        last.toordinal() if last is not None else FOREVER[1],
    )
    days = (
        datetime.fromtimestamp(t, UTC).strftime("%Y-%m-%d") for t in instants(term, "UTC", TODAY, 30 * DAY)
    )
    assert tuple(days) == found


@pytest.mark.parametrize("days", [1, 31, 366, 1825, 2000, 5000, 20_000])
@pytest.mark.parametrize("today", [None, TODAY])
def test_the_longest_period_is_looked_at(days: int, today: date | None) -> None:
    first, end = instants((date(2026, 3, 1).toordinal(), FOREVER[1]), "UTC", today, days * DAY)
    assert end - first >= (days + 365) * DAY


def test_days_are_those_of_the_zone() -> None:
    day = date(2026, 3, 29).toordinal()
    first, end = instants((day, day), "Europe/Helsinki")
    assert (datetime.fromtimestamp(first, UTC).hour, end - first) == (22, 23 * 3600)


@pytest.mark.parametrize(
    ("below", "found"),
    [
        ("effective 2026-02-01 until 2026-05-31", (date(2026, 2, 1), date(2026, 5, 31))),
        ("effective 2025-01-01", (date(2026, 1, 1), date(2026, 12, 31))),
        ("effective 2027-01-01 until 2027-12-31", None),
    ],
)
def test_the_common_term_is_what_all_have(below: str, found: tuple[date, date] | None) -> None:
    text = SERVICE + uc("Line", "covers Shop", below)
    house = house_of(text + sla("covers Shop", "effective 2026-01-01 until 2026-12-31"))
    term = common_term(Supports(house), house.agreements.values())
    assert (None if term is None else tuple(map(date.fromordinal, term))) == found
