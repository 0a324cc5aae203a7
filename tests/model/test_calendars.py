"""Calendars and windows are the sets of instants that they say, clocks and holidays included."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from houses import house

from sladsl.exact import opening
from sladsl.exact.calendars import Calendar as Instants

ZONE = "Europe/Helsinki"
CALENDARS = """\
calendar Office "Office hours" {
  zone "Europe/Helsinki"
  open Mon-Fri 08:00-12:00, 13:00-17:00
  open 2027-12-04 10:00-14:00
  closed Fri 16:00-17:00
  closed holidays FI
  closed 2027-12-24
  closed 2028-07-10 to 2028-07-14
}
calendar Night "Night" { zone "Europe/Helsinki"; open Sun 22:00-06:00 }
calendar Always "Always" { open always }
calendar Either "Either" = Office or Night
calendar Both "Both" = Office and Night
calendar Rest "Rest" = Always except (Office or Night)
calendar Weekend "Weekend" { zone "Europe/Helsinki"; open Sat-Sun }
"""


def at(wall: str, zone: str = ZONE) -> int:
    return int(datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone)).timestamp())


@pytest.fixture(scope="module")
def calendars() -> dict[str, Instants]:
    return {key: made.instants for key, made in house(CALENDARS).calendars.items()}


@pytest.mark.parametrize(
    ("wall", "is_open"),
    [
        ("2027-03-01 08:00", True),
        ("2027-03-01 07:59", False),
        ("2027-03-01 12:00", False),
        ("2027-03-01 16:59", True),
        ("2027-03-05 16:00", False),  # Fridays end early
        ("2027-03-06 09:00", False),  # a Saturday
        ("2027-12-04 11:00", True),  # one Saturday in December
        ("2027-12-06 09:00", False),  # Independence Day, a Monday
        ("2027-12-24 09:00", False),
        ("2027-03-26 09:00", False),  # Good Friday
        ("2028-07-10 09:00", False),
        ("2028-07-14 09:00", False),
        ("2028-07-17 09:00", True),
    ],
)
def test_office_hours(calendars: dict[str, Instants], wall: str, is_open: bool) -> None:
    assert opening.is_open(calendars["Office"], at(wall)) is is_open
    assert opening.is_open(calendars["Rest"], at(wall)) is not (
        is_open or opening.is_open(calendars["Night"], at(wall))
    )
    assert opening.is_open(calendars["Either"], at(wall)) is is_open


def test_a_night_passes_midnight_and_follows_the_clocks(calendars: dict[str, Instants]) -> None:
    night = calendars["Night"]
    assert opening.open_between(night, at("2027-03-07 12:00"), at("2027-03-08 12:00")) == 8 * 3600
    # The clocks go forward in the night before, and back in the night of, these Sundays.
    assert opening.open_between(night, at("2027-03-27 12:00"), at("2027-03-29 12:00")) == 8 * 3600
    weekend = calendars["Weekend"]
    assert opening.open_between(weekend, at("2027-03-26 12:00"), at("2027-03-29 12:00")) == 47 * 3600
    assert opening.open_between(weekend, at("2027-10-29 12:00"), at("2027-11-01 12:00")) == 49 * 3600


def test_sets_are_kept_as_they_were_put_together() -> None:
    rest = house(CALENDARS).calendars["Rest"]
    assert rest.composed is not None and rest.composed.op == "except"
    assert [part.op for part in rest.composed.parts] == ["ref", "or"]
    assert not rest.is_always and house(CALENDARS).calendars["Always"].is_always


def test_hours_in_brackets_keep_their_brackets() -> None:
    text = CALENDARS + (
        "metric m { better higher; signals up; value = share of time where up }\n"
        "sla A { guarantee g: m >= 9% per month during (Always and (Office or Night)) }\n"
    )
    (promise,) = house(text).agreements["A"].guarantees
    assert promise.during is not None
    assert promise.during.title.plain() == "Always and (Office or Night)"
    assert opening.is_open(promise.during.instants, at("2027-03-01 08:00"))
    assert not opening.is_open(promise.during.instants, at("2027-03-06 08:00"))


def windows(text: str) -> list[Instants]:
    made = house(f"exclusion x {{\n{text}\n}}\n").exclusions["x"]
    return [window.in_zone(ZONE) for window in made.windows]


@pytest.mark.parametrize(
    ("window", "inside", "outside"),
    [
        ("window third Sun 02:00-06:00", "2027-02-21 02:00", "2027-02-14 02:00"),
        ("window last Fri 22:00-02:00", "2027-02-27 01:59", "2027-02-20 01:59"),
        ("window Mon, Wed 01:00-02:00", "2027-02-24 01:30", "2027-02-23 01:30"),
        ("window 2027-05-08 22:00-23:30", "2027-05-08 23:29", "2027-05-09 22:30"),
        ("window 2027-05-08 22:00 to 2027-05-09 10:00", "2027-05-09 09:59", "2027-05-09 10:00"),
        ("window 2027-05-08 22:00 to 2027-05-08 24:00", "2027-05-08 23:59", "2027-05-09 00:00"),
    ],
)
def test_windows(window: str, inside: str, outside: str) -> None:
    (instants,) = windows(window)
    assert opening.is_open(instants, at(inside))
    assert not opening.is_open(instants, at(outside))


def test_third_sundays_of_a_year() -> None:
    (instants,) = windows("window third Sun 02:00-06:00")
    found = instants.intervals(at("2027-01-01 00:00"), at("2028-01-01 00:00"))
    days = [datetime.fromtimestamp(start, ZoneInfo(ZONE)) for start, _ in found]
    assert len(days) == 12
    assert all(day.weekday() == 6 and 15 <= day.day <= 21 for day in days)
