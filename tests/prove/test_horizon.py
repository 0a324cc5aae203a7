"""How far proofs look ahead: the days that agreements share, as instants of a zone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from proof_houses import house_of, sla, uc

from sladsl.model.supports import FOREVER, Supports, Term
from sladsl.prove.horizon import common_term, instants

SERVICE = 'service Shop "Shop"\n'


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
