"""Calendar periods, clock changes, service hours and maintenance, against the exact calendars.

promtool's clock starts in 1970, so the places are such whose clocks changed early in that year: Hobart by
an hour on 8 March, Santo Domingo by half an hour on 21 February.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import EARLY, UP, Bench, agreement, objective
from sladsl.backends.prometheus.clock import Clock
from sladsl.backends.prometheus.masks import MaskWriter, _slots
from sladsl.backends.prometheus.term import Term, offsets_of
from sladsl.exact import intervals as sets
from sladsl.exact import zones
from sladsl.exact.calendars import Calendar, Dates, Difference, NthWeekday, Union, Weekly
from sladsl.exact.periods import Cycle, Kind
from sladsl.lower.monitoring import Empty, Exclusion, Hours, Objective

HOBART = "Australia/Hobart"
LATE = Weekly(HOBART, (((480, 1020),),) * 5 + (((1320, 240),), ()))
OPEN = Difference(
    Union((LATE, NthWeekday(HOBART, -1, 6, (60, 300)))), Dates(HOBART, frozenset({date(1970, 3, 9)}))
)


def period_sums(bench: Bench) -> Callable[[str, str], str]:
    """What the rules record over a period, as expressions by record and service: asked for at the moments
    that matter instead of at every step of many weeks. The rules that measure are left to run."""
    path = bench.folder / "rules/Kesko.rules.yml"
    groups = yaml.safe_load(path.read_text())["groups"]
    exprs = {
        (rule["record"], rule["labels"]["service"]): rule["expr"]
        for group in groups
        for rule in group["rules"]
        if "record" in rule and "service" in rule["labels"]
    }
    measuring = [group for group in groups if group["name"].endswith("measured")]
    path.write_text(yaml.safe_dump({"groups": measuring}))
    return lambda record, service: f"sum({exprs[record, service]})"


def up(name: str, period: Cycle, **changes: Any) -> Objective:
    given = {"sampling": 1800, "empty": Empty.BAD, "alert_steps": ()}
    return objective(UP, service=name, period=period, **{**given, **changes})


def hours(count: int) -> str:
    return f"{count}h"


LAST = hours(int(datetime(1970, 3, 10, 14, tzinfo=UTC).timestamp()) // 3600)


MOMENTS = (
    datetime(1970, 1, 20, 3, tzinfo=UTC),
    datetime(1970, 1, 31, 13, tzinfo=UTC),
    datetime(1970, 1, 31, 14, tzinfo=UTC),
    datetime(1970, 3, 7, 15, tzinfo=UTC),
    datetime(1970, 3, 7, 16, tzinfo=UTC),
    datetime(1970, 3, 9, 1, tzinfo=UTC),
    datetime(1970, 3, 9, 20, tzinfo=UTC),
    datetime(1970, 3, 10, 14, tzinfo=UTC),
)
FROM_THE_FIRST = {"effective": date(1970, 1, 1), "until": None, "zone": HOBART}
HOURLY = {"step": 3600, "as_of": EARLY, "horizon_years": 1}
MONTH = Cycle(Kind.MONTH, HOBART)


@pytest.mark.parametrize(
    "cycles",
    [
        {"month": MONTH, "quarter": Cycle(Kind.QUARTER, HOBART, first_month=2)},
        {"day": Cycle(Kind.DAY, HOBART), "week": Cycle(Kind.WEEK, HOBART)},
        {
            "rolling": Cycle(Kind.ROLLING, HOBART, days=3),
            "trailing": Cycle(Kind.TRAILING, HOBART, days=3),
        },
    ],
    ids=" and ".join,
)
def test_periods_equal_the_exact_calendar(bench: Bench, cycles: dict[str, Cycle]) -> None:
    bench.emit(agreement(*(up(name, cycle) for name, cycle in cycles.items()), **FROM_THE_FIRST), **HOURLY)
    asked = period_sums(bench)
    expected: list[tuple[str, str, float | None]] = []
    for now in (int(at.timestamp()) for at in MOMENTS):
        for name, cycle in cycles.items():
            start = cycle.containing(now - 1).start if name != "trailing" else now - 3 * 86_400
            # The first sample is taken in 1970 at zero and stands for the hour before.
            total = now - max(start, -3600)
            expected.append((asked("sla:total:period", name), hours(now // 3600), total))
    if "month" in cycles:
        march = MONTH.at("1970-03")
        assert march is not None and march.length == 31 * 86_400 + 3600
        expected.append((asked("sla:due:period", "month"), LAST, march.length))
    bench.promtool_test({'up{job="checkout"}': "1+0x1700"}, expected, interval="1h", step="1h")


def test_service_hours_equal_the_exact_calendar(bench: Bench) -> None:
    maintenance = Exclusion("sunday", "Sunday", NthWeekday(HOBART, 2, 6, (60, 420)), objective().span)
    staffed = Hours("Staffed", "Staffed hours", OPEN)
    promise = up("staffed", MONTH, hours=staffed, exclusions=(maintenance,))
    bench.emit(agreement(promise, **FROM_THE_FIRST), **HOURLY)
    asked = period_sums(bench)
    counted = Difference(OPEN, maintenance.times)  # type: ignore[arg-type]
    expected: list[tuple[str, str, float | None]] = []
    for now in (int(at.timestamp()) for at in MOMENTS):
        start = max(MONTH.containing(now - 1).start, -3600)
        total = sets.total(counted.intervals(start, now))
        expected.append((asked("sla:total:period", "staffed"), hours(now // 3600), total))
    march = MONTH.at("1970-03")
    assert march is not None
    due = sets.total(counted.intervals(march.start, march.end))
    expected.append((asked("sla:due:period", "staffed"), LAST, due))
    bench.promtool_test({'up{job="checkout"}': "1+0x1700"}, expected, interval="1h", step="1h")


def test_half_an_hour_of_clock_change_counts(bench: Bench) -> None:
    zone = "America/Santo_Domingo"
    month = Cycle(Kind.MONTH, zone)
    terms = {"effective": date(1970, 1, 10), "until": None, "zone": zone}
    bench.emit(agreement(up("month", month, sampling=900), **terms), step=1800, as_of=EARLY, horizon_years=1)
    asked = period_sums(bench)
    february = month.at("1970-02")
    assert february is not None and february.length == 28 * 86_400 + 1800
    january = zones.day_start(zones.load(zone), date(1970, 1, 10))
    down = asked("sla:bad:period", "month")
    total = asked("sla:total:period", "month")
    end = february.end // 60
    expected: list[tuple[str, str, float | None]] = [
        (total, f"{february.start // 60}m", february.start - january),
        (total, f"{february.start // 60 + 30}m", 1800),
        (total, f"{end}m", february.length),
        (down, f"{end}m", 36 * 3600),
        (down, f"{end + 30}m", 0),
    ]
    # Down for the first half day of January's term and for 36 hours of February.
    series = "1+0x1800 0+0x71 1+0x2000"
    bench.promtool_test({'up{job="checkout"}': series}, expected, interval="30m", step="30m")


def test_maintenance_leaves_numerator_and_denominator(bench: Bench) -> None:
    window = NthWeekday("UTC", 1, 3, (120, 240))  # the first Thursday, which 1970 began with
    both = Exclusion("both", "Both", window, objective().span)
    only = Exclusion("only", "Numerator only", window, objective().span, numerator_only=True)
    month = Cycle(Kind.MONTH, "UTC")
    promises = [
        up("both", month, exclusions=(both,), sampling=150),
        up("only", month, exclusions=(only,), sampling=150),
    ]
    bench.emit(agreement(*promises, effective=date(1970, 1, 1), zone="UTC"), as_of=EARLY, step=300)
    asked = period_sums(bench)
    expected: list[tuple[str, str, float | None]] = [
        (asked("sla:bad:period", "both"), "5h", 3600),
        (asked("sla:total:period", "both"), "5h", 3 * 3600 + 300),
        (asked("sla:bad:period", "only"), "5h", 3600),
        (asked("sla:total:period", "only"), "5h", 5 * 3600 + 300),
    ]
    # Down from 03:00 to 05:00; the window ends at 04:00. The sample at zero is one more.
    series = {'up{job="checkout"}': "1+0x180 0+0x119"}
    bench.promtool_test(series, expected, interval="1m", step="5m")


def _openings() -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(st.integers(0, 1439), st.integers(1, 1440)).map(
        lambda pair: (pair[0], (pair[0] + pair[1]) if pair[0] + pair[1] <= 1440 else pair[0] + pair[1] - 1440)
    )


@settings(max_examples=40)
@given(
    zone=st.sampled_from(["Europe/Helsinki", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"]),
    rules=st.lists(st.lists(_openings(), max_size=2).map(tuple), min_size=7, max_size=7).map(tuple),
    nth=st.sampled_from([1, 2, 3, 4, 5, -1]),
    weekday=st.integers(0, 6),
    month=st.sampled_from([3, 4, 10, 11]),
)
def test_written_masks_equal_the_calendar(
    zone: str, rules: tuple[tuple[tuple[int, int], ...], ...], nth: int, weekday: int, month: int
) -> None:
    start = int(datetime(2027, month, 1, tzinfo=UTC).timestamp())
    end = start + 40 * 86_400
    term = Term(start, end, start, None)
    hours = rules[0][0] if rules[0] else (60, 300)
    for calendar in (Weekly(zone, rules), NthWeekday(zone, nth, weekday, hours)):
        writer = MaskWriter(Clock("A", term, 60))
        exact = calendar.intervals(start, end)
        for edge in {edge + d for pair in exact[:20] for edge in pair for d in (-1, 0)}:
            if start <= edge < end:
                assert evaluated(writer, calendar, edge) is sets.contains(exact, edge)


def evaluated(writer: MaskWriter, calendar: Calendar, instant: int) -> bool:
    """The mask's value by Python's own arithmetic on the expression's text."""
    zone = calendar.zone  # type: ignore[attr-defined]
    local = instant
    offsets = offsets_of(zone, writer.clock.term)
    for low, high, offset in offsets.segments(writer.clock.term.start, writer.clock.term.end):
        if low <= instant < high:
            local = instant + offset
    text = writer.expr(calendar)
    text = text.replace(writer.clock.local_time(zone), f"({local})")
    text = (
        text.replace(writer.clock.local_time("UTC"), f"({instant})").replace("bool ", "").replace("\n", " ")
    )

    def on(reading: int) -> date:
        return date(1970, 1, 1) + timedelta(days=reading // 86_400)

    functions = {
        "vector": lambda value: value,
        "clamp_max": min,
        "day_of_week": lambda reading: (on(reading).weekday() + 1) % 7,
        "day_of_month": lambda reading: on(reading).day,
        "days_in_month": lambda reading: (
            (on(reading).replace(day=28) + timedelta(days=4)).replace(day=1).toordinal()
            - on(reading).replace(day=1).toordinal()
        ),
    }
    return bool(eval(text, {"__builtins__": {}}, functions))  # our own expression, not anybody's input


def test_slots_join_the_days_of_equal_hours() -> None:
    office = Weekly(HOBART, (((480, 1020),),) * 5 + ((), ()))
    assert [slot.days for slot in _slots(office)] == [(0, 1, 2, 3, 4)]
