"""Due times and chains of them against a walk over every minute, and the second before and after it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.exact import zones
from sladsl.exact.calendars import Always, Calendar, Dates, Difference, Weekly
from sladsl.exact.due_times import (
    DueTimes,
    at_once,
    latest,
    longest,
    open_time,
    sampled,
    then,
    working_days,
    worst,
)
from sladsl.exact.opening import add, add_working_days
from sladsl.exact.periods import DAY

# Two days before the clocks change; on Lord Howe they do by half an hour.
STARTS = {
    "Europe/Helsinki": (2027, 3, 26),
    "America/New_York": (2027, 3, 12),
    "Australia/Lord_Howe": (2027, 4, 2),
}
HOURS = st.lists(
    st.tuples(st.integers(0, 22), st.integers(1, 3)).map(
        lambda h: (h[0] * 60, min(1440, (h[0] + h[1]) * 60))
    ),
    max_size=2,
).map(lambda found: tuple(sorted(found)) if len(found) < 2 or max(found)[0] >= min(found)[1] else found[:1])


@st.composite
def calendars(draw: st.DrawFn, zone: str) -> Calendar:
    if draw(st.integers(0, 4)) == 0:
        return Always()
    rules = tuple(tuple(draw(HOURS)) for _ in range(7))
    if not any(rules):
        rules = (((480, 960),), *rules[1:])
    weekly = Weekly(zone, rules)
    year, month, day = STARTS[zone]
    return Difference(weekly, Dates(zone, frozenset({date(year, month, day + 1)}), (0, 1440)))


@st.composite
def worlds(draw: st.DrawFn) -> tuple[str, int, int]:
    zone = draw(st.sampled_from(sorted(STARTS)))
    first = int(datetime(*STARTS[zone], tzinfo=UTC).timestamp())
    return zone, first, first + draw(st.integers(1, 3)) * DAY


def instants(first: int, end: int) -> list[int]:
    marks = {t for at in range(first, end, 1800) for t in (at - 1, at, at + 1, at + 60)} | {end - 1}
    return sorted(t for t in marks if first <= t < end)


def _in_time(calendar: Calendar, start: int, seconds: int) -> int:
    """The last second before more than so many open ones have passed."""
    late = add(calendar, start, seconds + 1)
    assert late is not None
    return late - 1


@settings(max_examples=40, deadline=None)
@given(worlds(), st.data())
def test_open_time(world: tuple[str, int, int], data: st.DataObject) -> None:
    zone, first, end = world
    calendar = data.draw(calendars(zone))
    seconds = data.draw(st.integers(0, 30)) * 1800 + data.draw(st.sampled_from([0, 1, 60]))
    made = open_time(calendar, seconds, first, end)
    assert made is not None
    for start in instants(first, end):
        assert made.at(start) == _in_time(calendar, start, seconds)


@settings(max_examples=40, deadline=None)
@given(worlds(), st.data())
def test_chains(world: tuple[str, int, int], data: st.DataObject) -> None:
    zone, first, end = world
    one, two, three = (data.draw(calendars(zone)) for _ in range(3))
    a, b, c = (data.draw(st.integers(0, 12)) * 1800 for _ in range(3))
    handover = data.draw(st.sampled_from([0, 600, 5400]))
    step = open_time(one, a, first, end)
    assert step is not None
    step = step.later_by(handover)
    reach = step.last + 1
    branches = [open_time(two, b, first, reach), open_time(three, c, first, reach)]
    whole = then(step, latest([each for each in branches if each is not None]))
    promise = open_time(two, c, first, end)
    assert promise is not None
    gaps = []
    for start in instants(first, end):
        handed = _in_time(one, start, a) + handover
        due = max(_in_time(two, handed, b), _in_time(three, handed, c))
        assert whole.at(start) == due
        gaps.append((due - _in_time(two, start, c), start))
    found = worst(whole, promise)
    assert found.by >= max(gap for gap, _ in gaps)
    assert found.by == whole.at(found.start) - promise.at(found.start)
    # Edges of half hours and the second beside them are all that these calendars and times have.
    assert found.by <= max(gap for gap, _ in gaps) + 1
    took = longest(whole)
    assert took.by == whole.at(took.start) - took.start


@settings(max_examples=25, deadline=None)
@given(worlds(), st.data())
def test_sampled_working_days(world: tuple[str, int, int], data: st.DataObject) -> None:
    zone, first, end = world
    calendar, count = data.draw(calendars(zone)), data.draw(st.integers(0, 3))

    def due(start: int) -> int:
        found = add_working_days(calendar, start, count, zone)
        assert found is not None
        return found

    tz = zones.load(zone)
    days = [
        date.fromordinal(n)
        for n in range(date(*STARTS[zone]).toordinal() - 1, date(*STARTS[zone]).toordinal() + 12)
    ]
    edges = {e for span in calendar.intervals(first - DAY, end + 12 * DAY) for e in span}
    shifted = {e + k * DAY + h for e in edges for k in range(-12, 1) for h in (-3600, -1800, 0, 1800, 3600)}
    days_after = working_days(calendar, count, zone, first, end)
    assert days_after is not None
    for start in instants(first, end):
        assert days_after.at(start) == due(start)
    made = sampled(due, {*edges, *shifted, *(zones.day_start(tz, d) for d in days)}, first, end)
    for start in instants(first, end):
        assert made.at(start) == due(start)


def test_the_pieces_are_few() -> None:
    """Office hours over ten years are a few thousand pieces, not one for every minute."""
    office = Weekly("Europe/London", tuple(((540, 1050),) if day < 5 else () for day in range(7)))
    first = int(datetime(2025, 1, 1, tzinfo=UTC).timestamp())
    made = open_time(office, 4 * 3600, first, first + 3650 * DAY)
    assert isinstance(made, DueTimes)
    assert 2 * 2600 < len(made.pieces) < 4 * 2620
    assert longest(made).by == 68 * 3600 + 1800  # the weekend on which the clocks go back
    assert worst(made, at_once(made.first, made.end)).start == longest(made).start
