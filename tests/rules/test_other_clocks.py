"""Windows by the clocks of another zone: each is the same times, or none is written."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sladsl.model.catalogue import Window
from sladsl.rules.calendars.other_clocks import by_other_clocks

START, END = (int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) for year in (2027, 2029))
EVENING, NIGHT, DAY = (22 * 60, 23 * 60 + 30), (23 * 60, 4 * 60), (8 * 60, 16 * 60)
HELSINKI, STOCKHOLM, KOLKATA = "Europe/Helsinki", "Europe/Stockholm", "Asia/Kolkata"


@pytest.mark.parametrize(
    ("window", "there", "here", "wanted"),
    [
        (Window("weekly", 3, (6,), DAY), HELSINKI, STOCKHOLM, "window third Sun 07:00-15:00"),
        (Window("weekly", None, (0, 1, 2, 3, 4), NIGHT), STOCKHOLM, HELSINKI, "window Tue-Sat 00:00-05:00"),
        (Window("weekly", None, (5, 6), EVENING), STOCKHOLM, HELSINKI, "window Sat, Sun 23:00-00:30"),
        (Window("weekly", None, (0,), (120, 180)), KOLKATA, "UTC", "window Sun 20:30-21:30"),
        (
            Window("date", hours=(0, 60), first=datetime(2027, 5, 1)),
            HELSINKI,
            "UTC",
            "window 2027-04-30 21:00-22:00",
        ),
        (
            Window("stretch", first=datetime(2027, 5, 8, 22), last=datetime(2027, 5, 9, 10)),
            HELSINKI,
            KOLKATA,
            "window 2027-05-09 00:30 to 2027-05-09 12:30",
        ),
    ],
)
def test_the_same_times(window: Window, there: str, here: str, wanted: str) -> None:
    assert by_other_clocks((window,), there, here, START, END) == (wanted,)


@pytest.mark.parametrize(
    ("window", "there", "here"),
    [
        # The day before the third Sunday is not always the third Saturday.
        (Window("weekly", 3, (6,), (0, 60)), HELSINKI, STOCKHOLM),
        # A whole day is only written from midnight to midnight.
        (Window("weekly", None, (6,), (0, 1440)), HELSINKI, STOCKHOLM),
        # Clocks that are not always as far apart.
        (Window("weekly", None, (6,), DAY), HELSINKI, KOLKATA),
        (Window("weekly", None, (6,), DAY), HELSINKI, "UTC"),
        # Clocks change in it, there and not here.
        (
            Window("stretch", first=datetime(2027, 3, 27), last=datetime(2027, 3, 30)),
            HELSINKI,
            "UTC",
        ),
    ],
)
def test_not_to_be_written(window: Window, there: str, here: str) -> None:
    assert by_other_clocks((window,), there, here, START, END) is None


def test_what_never_comes_is_not_written() -> None:
    gone, coming = (Window("date", hours=DAY, first=datetime(year, 5, 1)) for year in (2020, 2027))
    assert by_other_clocks((gone,), HELSINKI, STOCKHOLM, START, END) is None
    assert by_other_clocks((gone, coming), HELSINKI, STOCKHOLM, START, END) == (
        "window 2027-05-01 07:00-15:00",
    )
