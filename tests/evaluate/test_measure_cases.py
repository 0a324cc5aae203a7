"""Times of cases against a clock that is wound on minute by minute."""

# ruff: noqa: E501

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from measuring import at, deal, judged, measured, one, period_of

from sladsl.evaluate.facts import Case, Facts, ServiceFacts, StateSpan
from sladsl.evaluate.results import State
from sladsl.exact.durations import Duration, TimeSpan, WorkingDays
from sladsl.model.agreements import Guarantee, Share
from sladsl.model.metrics import Combined, Condition, Holds, Negated
from sladsl.model.values import Ratio

ZONE = "Europe/Helsinki"
DECLARED = """
calendar Office "Office" { zone "Europe/Helsinki"; open Mon-Fri 08:00-17:00; closed 2027-03-26; closed 2027-03-29 }
calendar Night "Night" { zone "Europe/Helsinki"; open Sat-Sun 22:00-06:00; open Mon-Thu 03:00-05:00 }
priorities Rank "Ranks" { P1 "One"; P2 "Two" }
exclusion stop "Stop"
metric fix "Fix" { better lower; value = time from opened to resolved }
"""
MORE = "priorities Rank"
PROMISED = """
guarantee fix: fix of P1 <= 4 h per month during Office { except stop }
guarantee slow: fix of P1 <= 4 h per month during Night
guarantee p90: p90 of fix of P1 <= 4 h per month during Office
"""
DEAL, HOUSE = deal(DECLARED, PROMISED, ZONE, MORE)
MONTHS = ("2027-03", "2027-10")
DAYS = 75


@cache
def clock(label: str, name: str) -> tuple[int, bytearray, list[date]]:
    """The first minute, which minutes are open, and the local date of each."""
    first = period_of(label, ZONE).start // 60 - 2880
    tz, made, dates = ZoneInfo(ZONE), bytearray(DAYS * 1440), []
    for minute in range(DAYS * 1440):
        t = datetime.fromtimestamp((first + minute) * 60, tz)
        dates.append(t.date())
        if name == "Office":
            holiday = t.date() in (date(2027, 3, 26), date(2027, 3, 29))
            made[minute] = t.weekday() < 5 and 8 <= t.hour < 17 and not holiday
        else:
            late = t.weekday() in (5, 6) and t.hour >= 22
            early = t.weekday() in (6, 0) and t.hour < 6
            made[minute] = late or early or (t.weekday() < 4 and 3 <= t.hour < 5)
    return first, made, dates


def paused(case: Case, condition: Condition | None, minute: int) -> bool:
    match condition:
        case None:
            return False
        case Holds(name):
            return any(
                s.state == name and s.start // 60 <= minute and (s.end is None or minute < s.end // 60)
                for s in case.states
            )
        case Negated(inner):
            return not paused(case, inner, minute)
        case Combined(op, left, right):
            found = (paused(case, left, minute), paused(case, right, minute))
            return all(found) if op == "and" else any(found)
    raise AssertionError(condition)


def taken(case: Case, label: str, name: str, condition: Condition | None, until: int) -> int:
    """Seconds of open, unpaused minutes from `opened` to `until`."""
    first, open_minutes, _ = clock(label, name)
    return 60 * sum(
        1
        for minute in range(case.events["opened"] // 60, until // 60)
        if open_minutes[minute - first] and not paused(case, condition, minute)
    )


def due(case: Case, label: str, name: str, count: int) -> int:
    """The minute after which so many working days are over, found by walking."""
    first, open_minutes, dates = clock(label, name)
    place = open_minutes.index(1, case.events["opened"] // 60 - first)
    reading = datetime.fromtimestamp((first + place) * 60, ZoneInfo(ZONE)).replace(tzinfo=None, fold=0)
    day = dates[place]
    while count:
        day += timedelta(days=1)
        a = dates.index(day)
        b = len(dates) - dates[::-1].index(day)
        count -= any(open_minutes[a:b])
    wanted = reading.time()
    for minute in range(dates.index(day), len(dates)):
        t = datetime.fromtimestamp((first + minute) * 60, ZoneInfo(ZONE))
        if (t.date(), t.time()) >= (day, wanted) and open_minutes[minute]:
            return first + minute
    raise AssertionError("no such day")


@st.composite
def cases(draw: st.DrawFn, label: str) -> tuple[Case, ...]:
    period = period_of(label, ZONE)
    found = []
    for number in range(draw(st.integers(1, 4))):
        opened = draw(st.integers(period.start // 60 - 1000, period.end // 60 - 1)) * 60
        length = draw(st.one_of(st.integers(0, 600), st.integers(0, 6 * 1440)))
        events = {"opened": opened}
        if draw(st.integers(0, 5)):
            events["resolved"] = opened + length * 60
        spans = []
        for _ in range(draw(st.integers(0, 3))):
            begins = opened + draw(st.integers(-300, max(length, 1))) * 60
            ends = draw(st.one_of(st.none(), st.integers(1, 3000).map(lambda n, b=begins: b + n * 60)))
            spans.append(StateSpan(draw(st.sampled_from(["waiting", "working"])), begins, ends))
        priority = draw(st.sampled_from(["P1", "P1", "P2"]))
        found.append(Case(f"c{number}", priority, events, tuple(spans)))
    return tuple(found)


PAUSES: tuple[Condition | None, ...] = (
    None,
    Holds("waiting"),
    Negated(Holds("working")),
    Combined("and", Holds("waiting"), Negated(Holds("working"))),
    Combined("or", Holds("waiting"), Holds("working")),
)


def promise(name: str, limit: TimeSpan, pause: Condition | None, **parts: object) -> Guarantee:
    found = one(DEAL, name)
    switches = replace(found.switches, pause=pause, attributed="opened")
    return replace(found, target=limit, switches=switches, **parts)  # type: ignore[arg-type]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_times_of_cases(data: st.DataObject) -> None:
    label = data.draw(st.sampled_from(MONTHS))
    every = data.draw(cases(label))
    pause = data.draw(st.sampled_from(PAUSES))
    name = data.draw(st.sampled_from(["fix", "slow"]))
    calendar = "Office" if name == "fix" else "Night"
    limit = data.draw(st.sampled_from([0, 30, 240, 600])) * 60
    period = period_of(label, ZONE)
    mine = [c for c in every if c.priority == "P1" and c.events["opened"] in period]
    now = max([period.end, *(t for c in mine for t in c.events.values())])
    seconds, late = [], {}
    for case in mine:
        lasted = taken(case, label, calendar, pause, case.events.get("resolved", now))
        if "resolved" in case.events or lasted > limit:
            seconds.append(lasted)
        if lasted > limit:
            late[case.id] = lasted - limit
    span = Duration(Fraction(limit))
    facts = Facts({}, every)
    made = measured(DEAL, promise(name, span, pause), facts, period, HOUSE)
    assert made.value == (Duration(Fraction(max(seconds))) if seconds else None)
    assert {c.what: c.amount for c in made.counted} == late
    share = Share(Fraction(9, 10), "cases")
    shared = measured(DEAL, promise(name, span, pause, share=share), facts, period, HOUSE)
    if seconds:
        assert shared.value == Ratio(Fraction(len(seconds) - len(late), len(seconds)))
        assert (shared.numerator, shared.denominator) == (len(seconds) - len(late), len(seconds))
    for percentile in (50, 90, 99):
        asked = promise(name, span, pause, percentile=Fraction(percentile))
        value = measured(DEAL, asked, facts, period, HOUSE).value
        enough = [
            s for s in sorted(seconds) if 100 * sum(x <= s for x in seconds) >= percentile * len(seconds)
        ]
        assert value == (Duration(Fraction(enough[0])) if seconds else None)
        if seconds:
            state = judged(DEAL, asked, facts, period, HOUSE).state
            assert (state is State.MET) == (enough[0] <= limit)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_limits_in_working_days(data: st.DataObject) -> None:
    label = data.draw(st.sampled_from(MONTHS))
    every = data.draw(cases(label))
    pause = data.draw(st.sampled_from(PAUSES[:2]))
    name = data.draw(st.sampled_from(["fix", "slow"]))
    calendar = "Office" if name == "fix" else "Night"
    count = data.draw(st.integers(1, 3))
    period = period_of(label, ZONE)
    mine = [c for c in every if c.priority == "P1" and c.events["opened"] in period]
    now = max([period.end, *(t for c in mine for t in c.events.values())])
    first, open_minutes, _ = clock(label, calendar)
    late = set()
    for case in mine:
        stop = case.events.get("resolved", now)
        until = due(case, label, calendar, count)
        minute = case.events["opened"] // 60
        # While a pause that began in time lasts, the deadline moves on with every open minute.
        while minute < stop // 60:
            if minute < until and paused(case, pause, minute) and open_minutes[minute - first]:
                until += 1
                while not open_minutes[until - first - 1]:
                    until += 1
            minute += 1
        # A minute that is still open when it falls due: the deadline is its end as well as its start.
        if stop // 60 > until:
            late.add(case.id)
    made = measured(DEAL, promise(name, WorkingDays(count), pause), Facts({}, every), period, HOUSE)
    assert {c.what for c in made.counted} == late


# ---- months, and what nobody chose


def case(opened: str, resolved: str | None = None, name: str = "c", priority: str = "P1") -> Case:
    events = {"opened": at(opened, ZONE)}
    if resolved:
        events["resolved"] = at(resolved, ZONE)
    return Case(name, priority, events)


@pytest.mark.parametrize(
    ("attributed", "month", "count"),
    [("opened", "2027-03", 1), ("opened", "2027-04", 0), ("closed", "2027-03", 0), ("closed", "2027-04", 1)],
)
def test_a_case_over_the_end_of_a_month(attributed: str, month: str, count: int) -> None:
    found = one(DEAL, "fix")
    chosen = replace(found, switches=replace(found.switches, attributed=attributed))
    every = (case("2027-03-31T16:00", "2027-04-01T09:00"),)
    made = measured(DEAL, chosen, Facts({}, every), period_of(month, ZONE), HOUSE)
    assert (made.denominator or 0) == count
    assert not made.open


def test_the_month_of_a_case_that_nobody_chose() -> None:
    late = (case("2027-03-31T08:00", "2027-04-01T09:00"), case("2027-03-30T08:00", "2027-03-30T09:00", "d"))
    made = judged(DEAL, one(DEAL, "fix"), Facts({}, late), period_of("2027-03", ZONE), HOUSE)
    assert made.state is State.UNDEFINED
    assert str(made.reason) == "the agreement does not say to which period a case belongs: 1 h or 10 h"
    quick = (case("2027-03-31T16:30", "2027-04-01T08:30"), case("2027-03-30T08:00", "2027-03-30T09:00", "d"))
    made = judged(DEAL, one(DEAL, "fix"), Facts({}, quick), period_of("2027-03", ZONE), HOUSE)
    assert made.state is State.MET and made.measured.value == Duration(Fraction(3600))


def test_the_clock_stands_in_excluded_time() -> None:
    facts = ServiceFacts(excluded={"stop": ((at("2027-03-02T09:00", ZONE), at("2027-03-02T12:00", ZONE)),)})
    found = one(DEAL, "fix")
    every = (case("2027-03-02T08:00", "2027-03-02T15:00"),)
    month = period_of("2027-03", ZONE)
    made = measured(DEAL, found, Facts({"": facts}, every), month, HOUSE)
    assert made.value == Duration(Fraction(4 * 3600)) and not made.counted
    without = measured(DEAL, replace(found, exclusions=()), Facts({"": facts}, every), month, HOUSE)
    assert without.value == Duration(Fraction(7 * 3600)) and without.counted[0].amount == 3 * 3600


def test_exactly_at_the_limit() -> None:
    every = (case("2027-03-02T08:00", "2027-03-02T12:00"),)
    month = period_of("2027-03", ZONE)
    found = one(DEAL, "fix")
    assert judged(DEAL, found, Facts({}, every), month, HOUSE).state is State.MET
    strict = replace(found, comparator="<")
    assert judged(DEAL, strict, Facts({}, every), month, HOUSE).state is State.MISSED


def test_cases_outside_the_promise_s_own_dates() -> None:
    found = replace(one(DEAL, "fix"), valid_from=date(2027, 3, 10))
    every = (case("2027-03-09T08:00", "2027-03-09T16:00"), case("2027-03-10T08:00", "2027-03-10T09:00", "d"))
    made = judged(DEAL, found, Facts({}, every), period_of("2027-03", ZONE), HOUSE)
    assert made.state is State.MET and made.measured.denominator == 1


def test_no_source_is_not_no_cases() -> None:
    month = period_of("2027-03", ZONE)
    unknown = judged(DEAL, one(DEAL, "fix"), Facts({}, None), month, HOUSE)
    none = judged(DEAL, one(DEAL, "fix"), Facts({}, ()), month, HOUSE)
    assert (unknown.state, str(unknown.reason)) == (State.NO_DATA, "no case source was read")
    assert (none.state, str(none.reason)) == (State.NO_DATA, "no case in this period")


@pytest.mark.parametrize(("waits", "late"), [("2027-03-03T09:30", False), ("2027-03-03T10:30", True)])
def test_a_pause_after_the_deadline_comes_too_late(waits: str, late: bool) -> None:
    states = (StateSpan("waiting", at(waits, ZONE), at("2027-03-03T15:30", ZONE)),)
    events = {"opened": at("2027-03-02T10:00", ZONE), "resolved": at("2027-03-03T15:40", ZONE)}
    every = (Case("c", "P1", events, states),)
    chosen = promise("fix", WorkingDays(1), Holds("waiting"))
    made = measured(DEAL, chosen, Facts({}, every), period_of("2027-03", ZONE), HOUSE)
    # Waiting from 9:30 on leaves half an hour after 15:30; from 10:30 on, half an hour is already over.
    assert [c.amount for c in made.counted] == ([40 * 60] if late else [])
