"""Hours that nothing under a promise covers, against a count of every quarter of an hour."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from proof_houses import house_of

from sladsl.exact import zones
from sladsl.model.supports import Supports
from sladsl.prove.hour_gaps import HourGap, cause, hour_gap, usual_week

QUARTER = 900
ZONES = ("UTC", "Europe/Helsinki", "America/New_York", "Asia/Kolkata")


def houses(above: tuple[str, int, int], below: tuple[str, int, int], year: int = 2027) -> str:
    """One promise in hours of a zone over another: Monday to Friday, from one full hour to another."""
    hours = "".join(
        f'calendar {name} {{ zone "{zone}"; open Mon-Fri {first:02}:00-{last:02}:00 }}\n'
        for name, (zone, first, last) in (("Above", above), ("Below", below))
    )
    term = f"effective {year}-01-01 until {year}-12-31"
    return (
        f"{hours}service Net\nservice Web {{ needs Net }}\n"
        f"uc NetUc {{ provider Vendor; customer Maker; {term}\nhours Below\n"
        "guarantee uptime: up of Net >= 99.9% per month }\n"
        f'customer sla Deal "Deal" {{ provider Maker; customer Client; {term}\nhours Above\n'
        "guarantee uptime: up of Web >= 99% per month }\n"
    )


def gap_of(text: str) -> HourGap | None:
    house = house_of(text)
    deal, below = house.agreements["Deal"], house.agreements["NetUc"]
    lowers = ((below, below.guarantees[0]),)
    return hour_gap(Supports(house), deal, deal.guarantees[0], "Net", lowers)


def is_open(instant: int, hours: tuple[str, int, int]) -> bool:
    """By the clock on the wall; written without our calendars."""
    reading = datetime.fromtimestamp(instant, UTC).astimezone(ZoneInfo(hours[0]))
    return reading.weekday() < 5 and hours[1] <= reading.hour < hours[2]


times = st.tuples(st.sampled_from(ZONES), st.integers(6, 12), st.integers(13, 20))


@given(times, times)
@settings(max_examples=50, deadline=None)
def test_against_the_clock(above: tuple[str, int, int], below: tuple[str, int, int]) -> None:
    gap = gap_of(houses(above, below))
    zone = zones.load(above[0])
    first, end = (zones.day_start(zone, datetime(year, 1, 1).date()) for year in (2027, 2028))
    wanted = {at for at in range(first, end, QUARTER) if is_open(at, above) and not is_open(at, below)}
    if gap is None:
        assert not wanted
        return
    assert (gap.first, gap.end) == (first, end)
    assert wanted == {at for start, last in gap.times for at in range(start, last, QUARTER)}


@pytest.mark.parametrize(
    ("above", "below", "wanted", "weekly"),
    [
        (("UTC", 8, 18), ("UTC", 8, 17), "hours", 5),
        (("Europe/London", 9, 17), ("Asia/Kolkata", 9, 17), "zone", None),
        (("Asia/Kolkata", 9, 17), ("Europe/London", 9, 12), "hours", None),
        (("Europe/Berlin", 15, 16), ("America/New_York", 9, 10), "dates", 0),
        (("Europe/Helsinki", 9, 17), ("Europe/London", 7, 15), None, None),
    ],
)
def test_what_makes_a_gap(
    above: tuple[str, int, int], below: tuple[str, int, int], wanted: str | None, weekly: int | None
) -> None:
    """Berlin and New York are an hour nearer for some weeks a year, Helsinki and London never are."""
    gap = gap_of(houses(above, below))
    if wanted is None:
        assert gap is None
        return
    assert gap is not None
    assert cause(gap) == wanted
    if weekly is not None:
        assert usual_week(gap.times, gap)[0] == weekly * 3600
