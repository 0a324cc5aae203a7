"""Calendar periods, clock changes, service hours and maintenance, against the exact calendars.

promtool's clock starts in 1970, so the places are such whose clocks changed early in that year: Hobart by
an hour on 8 March, Santo Domingo by half an hour on 21 February.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import yaml
from conftest import EARLY, UP, Bench, agreement, objective
from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.backends.prometheus.clock import Clock
from sladsl.backends.prometheus.masks import MaskWriter, _slots
from sladsl.backends.prometheus.term import Term, offsets_of
from sladsl.exact import intervals as sets
from sladsl.exact import zones
from sladsl.exact.calendars import Calendar, Dates, Difference, NthWeekday, Union, Weekly
from sladsl.exact.periods import Cycle, Kind
from sladsl.lower.monitoring import Empty, Exclusion, Hours, Objective

HOBART = "Australia/Hobart"
KEPT = {"sla:bad:period", "sla:total:period", "sla:due:period"}
LATE = Weekly(HOBART, (((480, 1020),),) * 5 + (((1320, 240),), ()))
OPEN = Difference(
    Union((LATE, NthWeekday(HOBART, -1, 6, (60, 300)))), Dates(HOBART, frozenset({date(1970, 3, 9)}))
)


def only_periods(bench: Bench) -> None:
    """Leave out what the period sums do not need: months at full resolution take their time."""
    path = bench.folder / "rules/Kesko.rules.yml"
    file = yaml.safe_load(path.read_text())
    for group in file["groups"]:
        measured = group["name"].endswith("measured")
        group["rules"] = [rule for rule in group["rules"] if kept(rule, measured)]
    file["groups"] = [group for group in file["groups"] if group["rules"]]
    path.write_text(yaml.safe_dump(file))


def kept(rule: dict[str, Any], measured: bool) -> bool:
    if measured:
        return rule["record"] != "sla:period_end:seconds"
    return rule.get("record") in KEPT and ("due" not in rule["record"] or "mask" in rule["expr"])


def up(name: str, period: Cycle, **changes: Any) -> Objective:
    return objective(
        UP, service=name, period=period, empty=Empty.BAD, alert_steps=(), sampling=300, **changes
    )


def hours(count: int) -> str:
    return f"{count}h"


def test_periods_and_masks_equal_the_exact_calendar(bench: Bench) -> None:
    cycles = {
        "month": Cycle(Kind.MONTH, HOBART),
        "quarter": Cycle(Kind.QUARTER, HOBART, first_month=2),
        "day": Cycle(Kind.DAY, HOBART),
        "week": Cycle(Kind.WEEK, HOBART),
        "rolling": Cycle(Kind.ROLLING, HOBART, days=3),
        "trailing": Cycle(Kind.TRAILING, HOBART, days=3),
    }
    maintenance = Exclusion("sunday", "Sunday", NthWeekday(HOBART, 2, 6, (60, 420)), objective().span)
    promises = [up(name, cycle) for name, cycle in cycles.items()]
    staffed = Hours("Staffed", "Staffed hours", OPEN)
    promises.append(up("staffed", cycles["month"], hours=staffed, exclusions=(maintenance,)))
    counted = Difference(OPEN, maintenance.times)  # type: ignore[arg-type]
    terms = {"effective": date(1970, 1, 1), "until": None, "zone": HOBART}
    bench.emit(agreement(*promises, **terms), step=3600, as_of=EARLY, horizon_years=1)
    only_periods(bench)

    expected: list[tuple[str, str, float | None]] = []
    for at in (
        datetime(1970, 1, 20, 3, tzinfo=UTC),
        datetime(1970, 1, 31, 13, tzinfo=UTC),
        datetime(1970, 1, 31, 14, tzinfo=UTC),
        datetime(1970, 3, 7, 15, tzinfo=UTC),
        datetime(1970, 3, 7, 16, tzinfo=UTC),
        datetime(1970, 3, 9, 1, tzinfo=UTC),
        datetime(1970, 3, 9, 20, tzinfo=UTC),
        datetime(1970, 3, 10, 14, tzinfo=UTC),
    ):
        now = int(at.timestamp())
        for name, cycle in cycles.items():
            start = cycle.containing(now - 1).start if name != "trailing" else now - 3 * 86_400
            # The first sample is taken in 1970 at zero and stands for the hour before.
            total = now - max(start, -3600)
            expr = f'sum(sla:total:period{{service="{name}"}})'
            expected.append((expr, hours(now // 3600), total))
        start = max(cycles["month"].containing(now - 1).start, -3600)
        total = sets.total(counted.intervals(start, now))
        expected.append(('sum(sla:total:period{service="staffed"})', hours(now // 3600), total))
    march = cycles["month"].at("1970-03")
    assert march is not None and march.length == 31 * 86_400 + 3600
    last = hours(int(datetime(1970, 3, 10, 14, tzinfo=UTC).timestamp()) // 3600)
    expected.append(('sum(sla:due:period{service="month"})', last, march.length))
    due = sets.total(counted.intervals(march.start, march.end))
    expected.append(('sum(sla:due:period{service="staffed"})', last, due))
    bench.promtool_test({'up{job="checkout"}': "1+0x1700"}, expected, interval="1h", step="1h")


def test_half_an_hour_of_clock_change_counts(bench: Bench) -> None:
    zone = "America/Santo_Domingo"
    month = Cycle(Kind.MONTH, zone)
    terms = {"effective": date(1970, 1, 10), "until": None, "zone": zone}
    bench.emit(agreement(up("month", month), **terms), step=1800, as_of=EARLY, horizon_years=1)
    only_periods(bench)
    february = month.at("1970-02")
    assert february is not None and february.length == 28 * 86_400 + 1800
    january = zones.day_start(zones.load(zone), date(1970, 1, 10))
    down = 'sum(sla:bad:period{service="month"})'
    total = 'sum(sla:total:period{service="month"})'
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
    promises = [up("both", month, exclusions=(both,)), up("only", month, exclusions=(only,))]
    bench.emit(agreement(*promises, effective=date(1970, 1, 1), zone="UTC"), as_of=EARLY, step=300)
    only_periods(bench)
    expected: list[tuple[str, str, float | None]] = [
        ('sum(sla:bad:period{service="both"})', "5h", 3600),
        ('sum(sla:total:period{service="both"})', "5h", 3 * 3600 + 300),
        ('sum(sla:bad:period{service="only"})', "5h", 3600),
        ('sum(sla:total:period{service="only"})', "5h", 5 * 3600 + 300),
    ]
    # Down from 03:00 to 05:00; the window ends at 04:00. The sample at zero is one more.
    series = {'up{job="checkout"}': "1+0x180 0+0x119"}
    bench.promtool_test(series, expected, interval="1m", step="5m")


def _openings() -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(st.integers(0, 1439), st.integers(1, 1440)).map(
        lambda pair: (pair[0], (pair[0] + pair[1]) if pair[0] + pair[1] <= 1440 else pair[0] + pair[1] - 1440)
    )


@settings(max_examples=40, deadline=None)
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
