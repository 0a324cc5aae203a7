"""Periods of account tile time: no gap, no overlap, in every zone."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sladsl.exact import zones
from sladsl.exact.periods import Cycle, Kind

TILING = [kind for kind in Kind if kind not in (Kind.ROLLING, Kind.TRAILING)]
zone_names = st.sampled_from(sorted(zones.names()))
START, END = (int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) for year in (1985, 2045))
instants = st.integers(START, END)
cycles = st.builds(Cycle, st.sampled_from(TILING), zone_names, st.integers(1, 12), st.integers(1, 31))


@settings(max_examples=150)
@given(cycles, instants)
def test_periods_tile_time(cycle: Cycle, instant: int) -> None:
    period = cycle.containing(instant)
    following = cycle.next(period)
    assert instant in period
    assert following.start == period.end < following.end
    assert cycle.previous(following) == period
    assert cycle.containing(period.start) == period == cycle.containing(period.end - 1)
    assert cycle.containing(period.end) == following
    assert cycle.at(period.label) == period
    assert [each.label for each in cycle.between(period.start, following.end)] == [
        period.label,
        following.label,
    ]


@settings(max_examples=100)
@given(zone_names, instants)
def test_labels_are_what_the_calendar_on_the_wall_says(zone: str, instant: int) -> None:
    # Newfoundland once changed its clocks a minute after midnight, so that a date came back.
    assume(zone not in ("America/St_Johns", "America/Goose_Bay"))
    local = datetime.fromtimestamp(instant, zones.load(zone))
    assert Cycle(Kind.DAY, zone).containing(instant).label == local.strftime("%Y-%m-%d")
    assert Cycle(Kind.WEEK, zone).containing(instant).label == local.strftime("%G-W%V")
    assert Cycle(Kind.MONTH, zone).containing(instant).label == local.strftime("%Y-%m")
    assert Cycle(Kind.YEAR, zone).containing(instant).label == local.strftime("%Y")
    assert Cycle(Kind.QUARTER, zone).containing(instant).label == f"{local.year}-Q{(local.month + 2) // 3}"


@settings(max_examples=40)
@given(st.sampled_from(["Europe/Helsinki", "America/Havana", "Australia/Lord_Howe"]), st.data())
def test_no_period_is_shorter_or_longer_than_said(zone: str, data: st.DataObject) -> None:
    first_month, first_day = data.draw(st.sampled_from([(1, 1), (4, 6), (2, 31)]))
    cycle = Cycle(data.draw(st.sampled_from(TILING)), zone, first_month, first_day)
    low, high = (int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) for year in (2024, 2060))
    length = cycle.containing(data.draw(st.integers(low, high))).length
    assert cycle.shortest() <= length <= cycle.longest()


@settings(max_examples=50)
@given(zone_names, st.integers(1, 40), instants)
def test_rolling_and_trailing_days(zone: str, days: int, instant: int) -> None:
    rolling = Cycle(Kind.ROLLING, zone, days=days)
    window, day = rolling.containing(instant), Cycle(Kind.DAY, zone).containing(instant)
    assert instant in window and window.end == day.end
    assert rolling.next(window).end == Cycle(Kind.DAY, zone).next(day).end
    assert rolling.at(window.label) == window
    trailing = Cycle(Kind.TRAILING, zone, days=days).containing(instant)
    assert (trailing.end, trailing.length) == (instant, days * 86_400)
    assert Cycle(Kind.TRAILING, zone, days=days).at(trailing.label) == trailing
