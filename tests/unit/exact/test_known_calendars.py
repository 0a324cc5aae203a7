"""Calendars and counting in open time, on dates that a person can look up."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime

import pytest

from sladsl.exact import holidays, zones
from sladsl.exact.calendars import (
    ALWAYS,
    LAST,
    Between,
    Calendar,
    Dates,
    Difference,
    Holidays,
    Intersection,
    NthWeekday,
    Union,
    Weekly,
)
from sladsl.exact.opening import (
    add,
    add_working_days,
    end_of_working_day,
    is_open,
    next_open,
    open_between,
)

HELSINKI = "Europe/Helsinki"
NEVER = Union(())
EIGHT_TO_FIVE = ((8 * 60, 17 * 60),)
WEEKDAYS = Weekly(HELSINKI, (EIGHT_TO_FIVE,) * 5 + ((), ()))
OFFICE = Difference(
    WEEKDAYS, Union((Holidays(HELSINKI, "FI"), Dates(HELSINKI, frozenset({date(2027, 12, 24)}))))
)


def at(text: str, zone: str = HELSINKI) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=zones.load(zone)).timestamp())


def read(instant: int | None, zone: str = HELSINKI) -> str:
    assert instant is not None
    return zones.wall(zones.load(zone), instant).strftime("%Y-%m-%d %H:%M")


def hours(calendar: Calendar, start: str, end: str) -> float:
    return open_between(calendar, at(start), at(end)) / 3600


def test_four_office_hours_over_easter_and_the_change_of_the_clocks() -> None:
    # Good Friday, the weekend on which summer time begins, Easter Monday.
    assert read(add(OFFICE, at("2027-03-25 16:30"), 4 * 3600)) == "2027-03-30 11:30"
    assert hours(OFFICE, "2027-03-25 16:30", "2027-03-30 11:30") == 4


def test_adding_nothing_stands_still_and_an_end_is_reached_at_closing() -> None:
    sunday, friday = at("2027-03-07 12:00"), at("2027-03-05 16:00")
    assert add(OFFICE, sunday, 0) == sunday
    assert read(add(OFFICE, friday, 3600)) == "2027-03-05 17:00"
    assert read(add(OFFICE, friday, 3601)) == "2027-03-08 08:00"
    with pytest.raises(ValueError, match="backwards"):
        add(OFFICE, friday, -1)


def test_open_time_is_counted_over_years() -> None:
    start = at("2027-01-01 00:00")
    for seconds in (37 * 3600 + 1, 500 * 3600 + 7, 6_000 * 3600):
        end = add(OFFICE, start, seconds)
        assert end is not None
        assert open_between(OFFICE, start, end) == seconds
        assert is_open(OFFICE, end - 1)
    # Every look ahead, however the search is cut, continues where the one before ended.
    assert add(ALWAYS, start, 400 * 86_400 + 1) == start + 400 * 86_400 + 1


def test_next_opening() -> None:
    assert read(next_open(OFFICE, at("2027-03-05 17:00"))) == "2027-03-08 08:00"
    assert read(next_open(OFFICE, at("2027-03-08 08:00"))) == "2027-03-08 08:00"
    assert not is_open(OFFICE, at("2027-03-05 17:00")) and is_open(OFFICE, at("2027-03-05 16:59"))


def test_a_calendar_that_never_opens_ends_at_the_horizon() -> None:
    assert next_open(NEVER, 0) is None
    assert add(NEVER, 0, 1) is None
    assert add_working_days(NEVER, 0, 1, "UTC") is None
    assert end_of_working_day(NEVER, 0, 1, "UTC") is None
    once = Between("UTC", datetime(1970, 1, 1), datetime(1970, 1, 2))
    assert add(once, 0, 86_400) == 86_400 and add(once, 0, 86_401) is None
    assert add_working_days(once, 0, 1, "UTC") is None


@pytest.mark.parametrize(
    ("start", "count", "deadline"),
    [
        ("2027-03-05 15:20", 1, "2027-03-08 15:20"),
        ("2027-03-05 18:00", 1, "2027-03-09 08:00"),
        ("2027-03-06 12:00", 1, "2027-03-09 08:00"),
        ("2027-03-06 12:00", 0, "2027-03-08 08:00"),
        ("2027-03-24 09:00", 3, "2027-03-31 09:00"),
        ("2027-12-23 09:00", 1, "2027-12-27 09:00"),
    ],
)
def test_working_days(start: str, count: int, deadline: str) -> None:
    assert read(add_working_days(OFFICE, at(start), count, HELSINKI)) == deadline


def test_the_end_of_a_working_day() -> None:
    assert read(end_of_working_day(OFFICE, at("2027-03-05 15:20"), 2, HELSINKI)) == "2027-03-09 17:00"
    assert read(end_of_working_day(OFFICE, at("2027-03-06 12:00"), 0, HELSINKI)) == "2027-03-08 17:00"
    assert read(end_of_working_day(ALWAYS, at("2027-03-05 15:20"), 1, HELSINKI)) == "2027-03-07 00:00"


def test_the_nights_on_which_the_clocks_change() -> None:
    night = Weekly(HELSINKI, ((),) * 6 + (((2 * 60, 6 * 60),),))
    assert hours(night, "2027-03-28 00:00", "2027-03-29 00:00") == 3  # 03:00 to 04:00 is skipped
    assert hours(night, "2027-10-31 00:00", "2027-11-01 00:00") == 5  # 03:00 to 04:00 happens twice
    skipped = Dates(HELSINKI, frozenset({date(2027, 3, 28)}), (3 * 60, 3 * 60 + 30))
    assert hours(skipped, "2027-03-28 00:00", "2027-03-29 00:00") == 0
    until_the_repeat = Dates(HELSINKI, frozenset({date(2027, 10, 31)}), (2 * 60, 3 * 60))
    assert hours(until_the_repeat, "2027-10-31 00:00", "2027-11-01 00:00") == 1
    into_the_repeat = Dates(HELSINKI, frozenset({date(2027, 10, 31)}), (2 * 60, 3 * 60 + 30))
    assert hours(into_the_repeat, "2027-10-31 00:00", "2027-11-01 00:00") == 2.5
    from_the_repeat = Dates(HELSINKI, frozenset({date(2027, 10, 31)}), (3 * 60 + 30, 4 * 60))
    assert hours(from_the_repeat, "2027-10-31 00:00", "2027-11-01 00:00") == 1.5


def test_a_midnight_that_happens_twice_begins_one_date_only() -> None:
    saturday, sunday = (Dates("America/Havana", frozenset({date(2027, 11, day)})) for day in (6, 7))
    start, end = at("2027-11-05 00:00", "America/Havana"), at("2027-11-09 00:00", "America/Havana")
    assert open_between(saturday, start, end) == 24 * 3600
    assert open_between(sunday, start, end) == 25 * 3600
    assert open_between(Intersection((saturday, sunday)), start, end) == 0


def test_hours_past_midnight_belong_to_the_day_they_begin_on() -> None:
    shift = Weekly("UTC", (((22 * 60, 6 * 60),), (), (), (), (), (), ()))
    monday = int(datetime(2027, 3, 1, tzinfo=UTC).timestamp())
    assert shift.intervals(monday, monday + 7 * 86_400) == ((monday + 22 * 3600, monday + 30 * 3600),)
    assert shift.intervals(monday + 86_400, monday + 2 * 86_400) == ((monday + 86_400, monday + 30 * 3600),)


def test_the_nth_weekday_of_a_month() -> None:
    third = NthWeekday(HELSINKI, 3, 6, (2 * 60, 6 * 60))
    assert read(next_open(third, at("2027-03-01 00:00"))) == "2027-03-21 02:00"
    last = NthWeekday(HELSINKI, LAST, 6, (2 * 60, 6 * 60))
    assert read(next_open(last, at("2027-02-01 00:00"))) == "2027-02-28 02:00"
    fifth = NthWeekday(HELSINKI, 5, 0, (0, 0))
    assert read(next_open(fifth, at("2027-02-01 00:00"))) == "2027-03-29 00:00"
    assert hours(fifth, "2027-03-29 00:00", "2027-03-31 00:00") == 24


def test_set_algebra() -> None:
    gap = Between(HELSINKI, datetime(2027, 3, 1, 10), datetime(2027, 3, 1, 12))
    day = ("2027-03-01 00:00", "2027-03-02 00:00")
    assert hours(Difference(WEEKDAYS, gap), *day) == 7
    assert hours(Intersection((WEEKDAYS, gap)), *day) == 2
    assert (
        hours(Union((WEEKDAYS, Dates(HELSINKI, frozenset({date(2027, 3, 1)}), (16 * 60, 20 * 60)))), *day)
        == 12
    )
    assert hours(Intersection(()), *day) == 24
    assert WEEKDAYS.intervals(at("2027-03-02 00:00"), at("2027-03-01 00:00")) == ()


def test_hours_that_are_none() -> None:
    with pytest.raises(ValueError, match="seven"):
        Weekly("UTC", ((),))
    for wrong in ((1440, 1441), (-1, 5), (600, 600 + 1441)):
        with pytest.raises(ValueError, match="no hours"):
            Dates("UTC", frozenset(), wrong)
    for nth, weekday in ((0, 0), (6, 0), (1, 7)):
        with pytest.raises(ValueError, match="no such weekday"):
            NthWeekday("UTC", nth, weekday, (0, 60))


def test_national_holidays() -> None:
    found = holidays.national("FI", [2028, 2027], "en_US")
    assert found[date(2027, 3, 26)] == "Good Friday"
    assert list(found) == sorted(found) and {day.year for day in found} == {2027, 2028}
    bavaria, berlin = (set(holidays.national(place, [2027])) for place in ("DE-BY", "DE-BE"))
    assert date(2027, 1, 6) in bavaria - berlin
    with pytest.raises(holidays.UnknownPlace):
        holidays.national("DE-XX", [2027])


def test_places_and_what_was_perhaps_meant() -> None:
    assert holidays.is_country("FI") and not holidays.is_country("UK") and not holidays.is_country("fi")
    assert holidays.is_place("DE-BY") and not holidays.is_place("DE-") and not holidays.is_place("XX-BY")
    assert holidays.suggestions("UK") == ("GB",)
    assert (
        holidays.suggestions("FIN")
        == holidays.suggestions("Finland")
        == holidays.suggestions("fi")
        == ("FI",)
    )
    assert "DE-BY" in holidays.suggestions("DE-BB1") + holidays.suggestions("DE-BYE")
    assert holidays.suggestions("QQQQQQ") == ()
    first, last = holidays.known_years("FI")
    assert first <= 2000 and last >= 2050
    assert holidays.release()[0].isdigit()


def test_the_slow_tables_are_loaded_only_when_asked_for() -> None:
    code = (
        "import sys, sladsl.exact.opening, sladsl.exact.periods, sladsl.exact.money, sladsl.exact.holidays\n"
        "print(sorted({'babel', 'holidays', 'tzdata'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == b"[]\n"
