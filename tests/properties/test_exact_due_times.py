"""Due times and chains of them against a walk over every minute, and the second before and after it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from minute_walk import Hours, Kind, Promise, TooFarError, Walk, begin_of, edges
from sladsl.exact.calendars import Always, Calendar, Dates, Difference, Weekly
from sladsl.exact.due_chains import latest, longest, then, worst
from sladsl.exact.due_times import DueTimes, at_once, open_time, sampled, working_days
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
def hours(draw: st.DrawFn, zone: str) -> Hours:
    if draw(st.integers(0, 4)) == 0:
        return Hours(zone)
    rules = [draw(HOURS) for _ in range(7)]
    if not any(rules):
        rules[0] = ((480, 960),)
    weekly = tuple((day, day, *span) for day, spans in enumerate(rules) for span in spans)
    year, month, day = STARTS[zone]
    return Hours(zone, weekly, frozenset({date(year, month, day + 1)}))


def calendar_of(known: Hours) -> Calendar:
    """The same as a calendar."""
    if not known.weekly:
        return Always()
    rules = tuple(tuple(span for on, _, *span in known.weekly if on == day) for day in range(7))
    weekly = Weekly(known.zone, tuple(tuple((a, b) for a, b in spans) for spans in rules))
    return Difference(weekly, Dates(known.zone, known.closed, (0, 1440)))


@st.composite
def worlds(draw: st.DrawFn) -> tuple[str, int, int]:
    zone = draw(st.sampled_from(sorted(STARTS)))
    first = int(datetime(*STARTS[zone], tzinfo=UTC).timestamp())
    return zone, first, first + draw(st.integers(1, 3)) * DAY


def instants(first: int, end: int, handover: int = 0) -> list[int]:
    """The edges of half hours, and those after a hand-over, with what is beside them."""
    edges = (at - less for at in range(first, end + 1800, 1800) for less in {0, handover % 1800})
    marks = {t for at in edges for t in (at - 1, at, at + 1, at + 60)} | {end - 1}
    return sorted(t for t in marks if first <= t < end)


def walked(first: int, start: int, kind: Kind, count: int, known: Hours) -> int:
    try:
        return Walk(first // 60).done(Promise(kind, count, known, known.zone), start)
    except TooFarError:
        assume(False)
        raise


@settings(max_examples=40, deadline=None)
@given(worlds(), st.data())
def test_open_time(world: tuple[str, int, int], data: st.DataObject) -> None:
    zone, first, end = world
    known = data.draw(hours(zone))
    seconds = data.draw(st.integers(0, 30)) * 1800 + data.draw(st.sampled_from([0, 1, 60]))
    made = open_time(calendar_of(known), seconds, first, end)
    for start in instants(first, end):
        assert made.at(start) == walked(first, start, "seconds", seconds, known)


@settings(max_examples=40, deadline=None)
@given(worlds(), st.data())
def test_chains(world: tuple[str, int, int], data: st.DataObject) -> None:
    zone, first, end = world
    one, two, three = (data.draw(hours(zone)) for _ in range(3))
    a, b, c = (data.draw(st.integers(0, 12)) * 1800 for _ in range(3))
    handover = data.draw(st.sampled_from([0, 600, 5400]))
    step = open_time(calendar_of(one), a, first, end).later_by(handover)
    reach = step.last + 1
    branches = [open_time(calendar_of(each), n, first, reach) for each, n in ((two, b), (three, c))]
    whole = then(step, latest(branches))
    promise = open_time(calendar_of(two), c, first, end)
    gaps = []
    for start in instants(first, end, handover):
        handed = walked(first, start, "seconds", a, one) + handover
        due = max(walked(first, handed, "seconds", n, each) for each, n in ((two, b), (three, c)))
        assert whole.at(start) == due
        gaps.append((due - walked(first, start, "seconds", c, two), start))
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
    known, count = data.draw(hours(zone)), data.draw(st.integers(0, 3))
    expected = {start: walked(first, start, "working days", count, known) for start in instants(first, end)}
    days_after = working_days(calendar_of(known), count, zone, first, end)
    assert {start: days_after.at(start) for start in expected} == expected

    def due(start: int) -> int:
        return walked(first, start, "working days", count, known)

    changes = [edge for edge in edges(known, first // 60) if edge < end + 12 * DAY]
    days = [begin_of(date(*STARTS[zone]) + timedelta(days=n), zone) for n in range(-1, 12)]
    shifted = {e + k * DAY + h for e in changes for k in range(-12, 1) for h in (-3600, -1800, 0, 1800, 3600)}
    made = sampled(due, {*changes, *shifted, *days}, first, end)
    assert {start: made.at(start) for start in expected} == expected


def test_the_pieces_are_few() -> None:
    """Office hours over ten years are a few thousand pieces, not one for every minute."""
    office = Weekly("Europe/London", tuple(((540, 1050),) if day < 5 else () for day in range(7)))
    first = int(datetime(2025, 1, 1, tzinfo=UTC).timestamp())
    made = open_time(office, 4 * 3600, first, first + 3650 * DAY)
    assert isinstance(made, DueTimes)
    assert 2 * 2600 < len(made.pieces) < 4 * 2620
    assert longest(made).by == 68 * 3600 + 1800  # the weekend on which the clocks go back
    assert worst(made, at_once(made.first, made.end)).start == longest(made).start
