"""Due times put together piece by piece, against the same second by second; and hours that hardly suffice."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sladsl.exact.calendars import Weekly
from sladsl.exact.due_chains import handed_on, latest, then, worst
from sladsl.exact.due_times import DueTimes, Piece, open_time, working_days
from sladsl.exact.known_hours import Known

END = 12


@st.composite
def seconds(draw: st.DrawFn, end: int = END) -> tuple[tuple[Piece, ...], list[int]]:
    """Some pieces, which may fall, and what they come to in every second from 0 on, which is no earlier."""
    pieces: list[Piece] = []
    values: list[int] = []
    value = draw(st.integers(0, 6))
    falls = draw(st.integers(0, 8))
    while len(values) < end:
        moves, length = draw(st.booleans()), draw(st.integers(1, 5))
        length = length if moves else min(length, value - len(values) + 1)
        pieces.append(Piece(len(values), value, moves))
        values += [value + (number if moves else 0) for number in range(length)]
        value = max(values[-1] + draw(st.integers(-falls, 4)), len(values))
    return tuple(piece for piece in pieces if piece.start < end), values[:end]


@given(seconds(), seconds())
def test_the_later_of_two_and_the_worst_start(
    one: tuple[tuple[Piece, ...], list[int]], two: tuple[tuple[Piece, ...], list[int]]
) -> None:
    left, right = DueTimes(one[0], END), DueTimes(two[0], END)
    later = latest([left, right])
    assert [later.at(second) for second in range(END)] == [
        max(each) for each in zip(one[1], two[1], strict=True)
    ]
    gaps = [a - b for a, b in zip(one[1], two[1], strict=True)]
    found = worst(left, right)
    assert (found.by, gaps[found.start]) == (max(gaps), max(gaps))


@given(seconds(), st.data())
def test_one_after_the_other(one: tuple[tuple[Piece, ...], list[int]], data: st.DataObject) -> None:
    """Whoever is done earlier than he may be may leave the next one more time."""
    reach = max(one[1]) + 1
    pieces, values = data.draw(seconds(reach))
    before, after = DueTimes(one[0], END), DueTimes(pieces, reach)
    made = then(before, after)
    windows = [values[second : one[1][second] + 1] for second in range(END)]
    assert [made.at(second) for second in range(END)] == [max(window) for window in windows]
    assert (before.last, after.last) == (max(one[1]), max(values))
    last = reach - 1 - values[::-1].index(max(values))
    assert handed_on(after, reach - 1) == last


DAY = 86_400


@pytest.mark.parametrize("missing", [1, 600, 3_599])
def test_hours_that_fall_short_by_little(missing: int) -> None:
    """For two weeks after the last start there is almost as much as is needed, and months later the rest."""
    needed, end = 8 * 3_600, 5 * DAY
    hours = Known(((end + DAY, end + DAY + needed - missing), (end + 150 * DAY, end + 151 * DAY)))
    made = open_time(hours, needed, 0, end)
    assert made.at(end - 1) == end + 150 * DAY + missing


def at(text: str, zone: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp())


NEW_YORK, LORD_HOWE = "America/New_York", "Australia/Lord_Howe"


@pytest.mark.parametrize(
    ("zone", "hours", "day", "expected"),
    [
        # From 02:00 to 03:00 the clocks of Sunday 14 March show nothing.
        (NEW_YORK, (135, 240), "2027-03-13", {"02:15": "03:00", "02:45": "03:00", "03:15": "03:15"}),
        (NEW_YORK, (60, 240), "2027-03-13", {"01:30": "01:30", "02:30": "03:00", "03:30": "03:30"}),
        # And from 01:00 to 02:00 those of Sunday 7 November show everything twice.
        (NEW_YORK, (30, 240), "2027-11-06", {"00:45": "00:45", "01:30": "01:30", "03:30": "03:30"}),
        (LORD_HOWE, (125, 240), "2027-10-02", {"02:10": "02:30", "02:25": "02:30", "03:00": "03:00"}),
        (LORD_HOWE, (60, 240), "2027-04-03", {"01:15": "01:15", "01:45": "01:45", "03:00": "03:00"}),
    ],
)
def test_a_working_day_on_which_the_clocks_change(
    zone: str, hours: tuple[int, int], day: str, expected: dict[str, str]
) -> None:
    first = at(f"{day}T00:00", zone)
    made = working_days(Weekly(zone, ((hours,),) * 7), 1, zone, first, first + DAY)
    sunday = f"{day[:-2]}{int(day[-2:]) + 1:02}"
    for begun, due in expected.items():
        assert made.at(at(f"{day}T{begun}", zone)) == at(f"{sunday}T{due}", zone)
