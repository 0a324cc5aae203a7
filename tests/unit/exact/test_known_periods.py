"""Periods of account and zones, on dates that a person can look up."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sladsl.exact import zones
from sladsl.exact.periods import Cycle, Kind, kind_of, labels_until

HELSINKI = "Europe/Helsinki"
DAY = 86_400


def utc(year: int, month: int, day: int, hour: int = 0) -> int:
    return int(datetime(year, month, day, hour, tzinfo=UTC).timestamp())


def test_a_month_begins_at_local_midnight() -> None:
    period = Cycle(Kind.MONTH, HELSINKI).at("2027-10")
    assert period is not None
    assert (period.start, period.end) == (utc(2027, 9, 30, 21), utc(2027, 10, 31, 22))
    assert period.length == 31 * DAY + 3600
    assert period.start in period and period.end not in period


@pytest.mark.parametrize(
    ("cycle", "label", "start", "end"),
    [
        (Cycle(Kind.DAY, "UTC"), "2027-11-26", (2027, 11, 26), (2027, 11, 27)),
        (Cycle(Kind.WEEK, "UTC"), "2026-W53", (2026, 12, 28), (2027, 1, 4)),
        (Cycle(Kind.QUARTER, "UTC"), "2027-Q3", (2027, 7, 1), (2027, 10, 1)),
        (Cycle(Kind.QUARTER, "UTC", first_month=2), "2027-Q4", (2027, 11, 1), (2028, 2, 1)),
        (Cycle(Kind.YEAR, "UTC"), "2027", (2027, 1, 1), (2028, 1, 1)),
        (Cycle(Kind.YEAR, "UTC", first_month=4, first_day=6), "2027", (2027, 4, 6), (2028, 4, 6)),
        (Cycle(Kind.BILLING_MONTH, "UTC", first_day=15), "2027-12", (2027, 12, 15), (2028, 1, 15)),
        (Cycle(Kind.BILLING_MONTH, "UTC", first_day=31), "2027-02", (2027, 2, 28), (2027, 3, 31)),
        (Cycle(Kind.ROLLING, "UTC", days=30), "2027-01-30", (2027, 1, 1), (2027, 1, 31)),
        (Cycle(Kind.TRAILING, "UTC", days=30), "2027-01-31T00:00:00Z", (2027, 1, 1), (2027, 1, 31)),
    ],
)
def test_labels(cycle: Cycle, label: str, start: tuple[int, ...], end: tuple[int, ...]) -> None:
    period = cycle.at(label)
    assert period is not None
    assert (period.start, period.end, period.label) == (utc(*start), utc(*end), label)
    assert cycle.next(cycle.previous(period)) == period


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        (Kind.MONTH, "2027-13"),
        (Kind.MONTH, "2027"),
        (Kind.MONTH, "2027-1"),
        (Kind.DAY, "2027-02-29"),
        (Kind.WEEK, "2027-W53"),
        (Kind.QUARTER, "2027-Q5"),
        (Kind.YEAR, "9999"),
        (Kind.YEAR, "0000"),
        (Kind.MONTH, "２０２７-01"),
    ],
)
def test_labels_of_no_period(kind: Kind, label: str) -> None:
    assert Cycle(kind, HELSINKI).at(label) is None


def test_what_a_label_is_written_like() -> None:
    labels = ["2027-11-26", "2027-W07", "2027-11", "2027-Q3", "2027"]
    assert [kind_of(label) for label in labels] == [Kind.DAY, Kind.WEEK, Kind.MONTH, Kind.QUARTER, Kind.YEAR]
    assert kind_of("November") is None


@pytest.mark.parametrize(
    ("cycle", "nominal", "clocks"),
    [
        (Cycle(Kind.DAY, HELSINKI), (24, 24), (23, 25)),
        (Cycle(Kind.MONTH, HELSINKI), (28 * 24, 31 * 24), (28 * 24, 31 * 24 + 1)),
        (Cycle(Kind.MONTH, "UTC"), (28 * 24, 31 * 24), (28 * 24, 31 * 24)),
        (Cycle(Kind.QUARTER, HELSINKI), (90 * 24, 92 * 24), (90 * 24 - 1, 92 * 24 + 1)),
        (Cycle(Kind.QUARTER, HELSINKI, first_month=2), (89 * 24, 92 * 24), (89 * 24 - 1, 92 * 24 + 1)),
        (Cycle(Kind.YEAR, HELSINKI), (365 * 24, 366 * 24), (365 * 24, 366 * 24)),
        (Cycle(Kind.WEEK, HELSINKI), (168, 168), (167, 169)),
        (Cycle(Kind.ROLLING, HELSINKI, days=30), (720, 720), (719, 721)),
        (Cycle(Kind.TRAILING, HELSINKI, days=30), (720, 720), (720, 720)),
    ],
)
def test_shortest_and_longest(cycle: Cycle, nominal: tuple[int, int], clocks: tuple[int, int]) -> None:
    assert (cycle.shortest(clocks=False) // 3600, cycle.longest(clocks=False) // 3600) == nominal
    assert (cycle.shortest() // 3600, cycle.longest() // 3600) == clocks


def test_periods_between() -> None:
    months = Cycle(Kind.MONTH, "UTC").between(utc(2027, 1, 31), utc(2027, 4, 1))
    assert [month.label for month in months] == ["2027-01", "2027-02", "2027-03"]
    assert Cycle(Kind.MONTH, "UTC").between(5, 5) == ()


def test_a_date_that_never_was_in_samoa() -> None:
    days = Cycle(Kind.DAY, "Pacific/Apia")
    before = days.at("2011-12-29")
    assert before is not None
    assert days.at("2011-12-30") is None
    assert days.next(before).label == "2011-12-31"
    assert days.previous(days.next(before)) == before
    assert days.next(before).start == before.end


def test_a_date_that_came_back_in_newfoundland() -> None:
    # On 2006-10-29 the clocks went from 00:01 back to 23:01 of the 28th.
    days = Cycle(Kind.DAY, "America/St_Johns")
    midnight = utc(2006, 10, 29, 2) + 30 * 60
    assert days.containing(midnight - 1).label == "2006-10-28"
    assert [days.containing(midnight + after).label for after in (0, 60, 3659, 3660)] == ["2006-10-29"] * 4


def test_cycles_that_are_none() -> None:
    with pytest.raises(ValueError, match="day of a month"):
        Cycle(Kind.YEAR, "UTC", first_month=13)
    with pytest.raises(ValueError, match="at least one day"):
        Cycle(Kind.ROLLING, "UTC")
    with pytest.raises(ValueError, match="is no month"):
        Cycle(Kind.MONTH, "UTC").next(Cycle(Kind.YEAR, "UTC").containing(0))
    with pytest.raises(ValueError, match="not a zone"):
        Cycle(Kind.DAY, "EST").containing(0)


@pytest.mark.parametrize(
    "name", ["UTC", "Europe/Helsinki", "America/Argentina/Ushuaia", "America/Port-au-Prince"]
)
def test_zones(name: str) -> None:
    assert zones.is_zone(name)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("EST", "America/New_York"),
        ("CET", "Europe/Berlin"),
        ("eet", "Europe/Helsinki"),
        ("GMT", "UTC"),
        ("utc", "UTC"),
        ("Helsinki", "Europe/Helsinki"),
        ("europe/helsinky", "Europe/Helsinki"),
        ("New York", "America/New_York"),
        ("US/Eastern", "America/New_York"),
        ("Europe/Helsinki ", "Europe/Helsinki"),
    ],
)
def test_no_zones_and_what_was_meant(name: str, meant: str) -> None:
    assert not zones.is_zone(name)
    assert zones.zone_suggestions(name)[0] == meant


def test_zones_outside_the_list() -> None:
    for name in ("", "Etc/GMT+2", "../etc/passwd", "Europe", "Europe/", "Finland", "EST5EDT"):
        assert not zones.is_zone(name)
    assert zones.zone_suggestions("Qqqqqq") == ()
    assert all(zones.is_zone(meant) for each in zones._MEANT.values() for meant in each)
    assert zones.release()[:4].isdigit()


@pytest.mark.parametrize(
    ("last", "labels"),
    [
        ("2027-02", ("2026-11", "2026-12", "2027-01", "2027-02")),
        ("2027-Q1", ("2026-Q4", "2027-Q1")),
        ("2027-W01", ("2026-W52", "2026-W53", "2027-W01")),
        ("2024-03-01", ("2024-02-28", "2024-02-29", "2024-03-01")),
        ("2027", ("2027",)),
    ],
)
def test_labels_in_a_row(last: str, labels: tuple[str, ...]) -> None:
    assert labels_until(last, len(labels)) == labels


@pytest.mark.parametrize("last", ["November", "2027-13"])
def test_no_labels(last: str) -> None:
    assert labels_until(last, 3) == ()
