"""The pieces of a limit in days say for every start what the limit says, also where the clocks change."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from sladsl.data.deadlines import pieces
from sladsl.evaluate.clocks import Clock, due_of
from sladsl.exact.calendars import ALWAYS, Calendar, Weekly
from sladsl.exact.durations import CalendarDays, Months, TimeSpan, WorkingDays

DAY = 86_400
OFFICE = Weekly("Europe/Helsinki", (*(((480, 720), (750, 1_020)),) * 5, (), ()))
NIGHT = Weekly("Australia/Lord_Howe", (((1_350, 195),),) * 7)
DAYS = (
    datetime(2027, 3, 26, tzinfo=UTC),
    datetime(2027, 10, 1, tzinfo=UTC),
    datetime(2027, 10, 29, tzinfo=UTC),
)


@pytest.mark.parametrize("limit", [WorkingDays(1), WorkingDays(3), CalendarDays(2), Months(1)], ids=str)
@pytest.mark.parametrize("calendar", [ALWAYS, OFFICE, NIGHT], ids=["always", "office", "night"])
@pytest.mark.parametrize("zone", ["Europe/Helsinki", "Australia/Lord_Howe"])
def test_pieces_say_what_the_limit_says(limit: TimeSpan, calendar: Calendar, zone: str) -> None:
    def due(times: Calendar, start: int) -> int:
        return due_of(start, limit, Clock(times, (), zone, 0, 0), ())

    rng = random.Random(7)
    for first in DAYS:
        start = int(first.timestamp()) // DAY
        made = pieces(due, calendar, zone, range(start, start + 3), 60)
        assert made[0].start == start * DAY
        assert made[-1].end == (start + 3) * DAY
        assert all(one.end == two.start for one, two in pairwise(made))
        for piece in made:
            for at in {piece.start, piece.end - 1, rng.randrange(piece.start, piece.end)}:
                told = piece.due if piece.fixed else piece.due + at - piece.start
                assert told == due(calendar, at), datetime.fromtimestamp(at, UTC)
