"""Switches and targets on which agreements differ: both sides of each; deadlines against a walk over days."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from measuring import at, deal, judged, measured, one, period_of, site

from sladsl.evaluate.facts import Case, Facts, Samples, ServiceFacts, StateSpan
from sladsl.evaluate.results import State
from sladsl.evaluate.times import deadline_of
from sladsl.exact.periods import Cycle, Kind
from sladsl.model.values import Ratio

UP = "metric up {{ better higher; signals up; value = share of time where up; partial minutes count; {switch} }}"  # noqa: E501
MINUTES = "metric up {{ better higher; signals e; value = share of each 5 min where e = 0; empty counts as good; {switch} }}"  # noqa: E501
MONTH = period_of("2027-06")
HELSINKI = "Europe/Helsinki"


def down_minutes(switch: str, facts: Facts, more: str = "", metric: str = UP) -> Fraction:
    """What is missing of the whole, in minutes or intervals."""
    contract, house = deal(
        metric.format(switch=switch), "guarantee it: up of Site >= 99% per month", more=more
    )
    made = measured(contract, one(contract, "it"), facts, MONTH, house)
    assert made.denominator is not None and made.numerator is not None
    missing = made.denominator - made.numerator
    return missing / 60 if made.unit == "s" else missing


@pytest.mark.parametrize(
    ("switch", "seconds", "counted"),
    [
        ("outages under 5 min do not count", 300, 5),
        ("outages up to 5 min do not count", 300, 0),
        ("outages up to 5 min do not count", 299, 0),
        ("outages under 5 min do not count", 299, 0),
        ("outages up to 5 min do not count", 360, 6),
    ],
)
def test_outages_of_exactly_the_limit(switch: str, seconds: int, counted: int) -> None:
    begin = MONTH.start + 3600
    assert down_minutes(switch, site(down=((begin, begin + seconds),))) == counted


@pytest.mark.parametrize(("word", "counted"), [("under", 1), ("up to", 0)])
def test_runs_of_intervals_of_exactly_the_limit(word: str, counted: int) -> None:
    samples = {"e": Samples(300, {MONTH.start: Fraction(0), MONTH.start + 600: Fraction(1)})}
    switch = f"outages {word} 5 min do not count"
    assert down_minutes(switch, site(samples=samples, down=()), metric=MINUTES) == counted


@pytest.mark.parametrize(("metric", "unit"), [(UP, 60), (MINUTES, 12)])
@pytest.mark.parametrize(
    ("cuts", "missing", "days"), [("both", 1, 20), ("downtime", 1, 30), ("length", 3, 20), (None, 1, 20)]
)
def test_a_period_that_begins_before_the_term(
    metric: str, unit: int, cuts: str | None, missing: int, days: int
) -> None:
    """The term begins on the 11th; two hours were lost before it and one after it."""
    switch = f"begun period cuts {cuts}" if cuts else ""
    contract, house = deal(
        metric.format(switch=switch),
        "guarantee it: up of Site >= 99% per month",
        more="effective 2027-06-11",
    )
    early, late = at("2027-06-05T00:00"), at("2027-06-15T00:00")
    lost = ((early, early + 7200), (late, late + 3600))
    made = measured(contract, one(contract, "it"), site(down=lost), MONTH, house)
    whole = Fraction(days * 24)
    assert made.value == Ratio((whole - missing) / whole)
    scale = 3600 if made.unit == "s" else unit
    assert made.denominator == whole * scale
    assert sum(c.amount for c in made.counted) == missing * scale


def test_what_a_paid_claim_uses_up() -> None:
    promised = "guarantee it: up of Site >= 99% per month { downtime before a paid claim does not count }"
    contract, house = deal(UP.format(switch=""), promised)
    early, late = at("2027-06-05T00:00"), at("2027-06-15T00:00")
    lost = ((early, early + 7200), (late, late + 3600))
    for claims, hours in (
        ((), 3),
        ((late,), 1),
        ((early + 3600,), 2),
        ((early, late + 1800), Fraction(1, 2)),
    ):
        made = measured(contract, one(contract, "it"), site(down=lost, claims=claims), MONTH, house)
        assert made.value == Ratio(1 - Fraction(hours) / 720)
    after = measured(contract, one(contract, "it"), site(down=lost, claims=(MONTH.end + 1,)), MONTH, house)
    assert after.value == Ratio(1 - Fraction(3, 720))


@pytest.mark.parametrize(
    ("disks", "state"), [(1, State.MISSED), (0, State.NOT_APPLICABLE), (None, State.NO_DATA)]
)
def test_a_promise_with_a_condition(disks: int | None, state: State) -> None:
    promised = "guarantee it: up of Site >= 99% per month { applies when disks > 0; exact; credit 1 EUR }"
    contract, house = deal(UP.format(switch=""), promised)
    begin = at("2027-06-05T00:00")
    totals = {} if disks is None else {"disks": Fraction(disks)}
    facts = site(down=((begin, begin + 86_400),), totals=totals)
    made = judged(contract, one(contract, "it"), facts, MONTH, house)
    assert made.state is state
    assert made.reason == (None if state is State.MISSED else made.measured.reason)


# ---- clocks

OFFICE = 'calendar Office "Office" { zone "Europe/Helsinki"; open Mon-Fri 08:00-16:00 }'
FIX = "metric fix {{ better lower; value = time from opened to done; attributed to opened; {switch} }}"


def clock_case(switch: str, limit: str, case: Case) -> tuple[State, int | None]:
    declared = OFFICE + "\n" + FIX.format(switch=switch)
    contract, house = deal(declared, f"guarantee it: fix {limit} per month during Office", HELSINKI)
    promise = one(contract, "it")
    month = Cycle(Kind.MONTH, HELSINKI).containing(case.events["opened"])
    made = judged(contract, promise, Facts({"Site": ServiceFacts()}, (case,)), month, house)
    return made.state, deadline_of(case, promise, contract)


def local(text: str) -> int:
    return at(text, HELSINKI)


@pytest.mark.parametrize(
    ("switch", "due"),
    [
        ("", "2027-06-07T10:00"),
        ("pause while waiting", "2027-06-07T12:00"),
        ("pause while waiting in counted hours", "2027-06-07T12:00"),
        ("pause while waiting in elapsed time", "2027-06-08T12:00"),
    ],
)
def test_a_pause_over_the_close(switch: str, due: str) -> None:
    """Four hours from Friday 14:00; on Friday the customer was waited for from 14:00 to 24:00, of which two
    hours are office hours. With ten hours given back the clock may run for fourteen: two, eight and four."""
    waited = StateSpan("waiting", local("2027-06-04T14:00"), local("2027-06-05T00:00"))
    until = local(due)
    for done, state in ((until, State.MET), (until + 1, State.MISSED)):
        case = Case("c", None, {"opened": local("2027-06-04T14:00"), "done": done}, (waited,))
        assert clock_case(switch, "<= 4 h", case) == (state, until)


ZONE = ZoneInfo(HELSINKI)
POINTS = ("end", "09:30", "16:00")


def walked(opened: datetime, count: int, point: str, working: bool) -> datetime:
    """The due instant by going from day to day with the standard library alone."""
    day = opened.date()
    if working:
        if opened.weekday() > 4 or opened.time() >= time(16):
            day += timedelta(days=1)
        while day.weekday() > 4:
            day += timedelta(days=1)
    for _ in range(count):
        day += timedelta(days=1)
        while working and day.weekday() > 4:
            day += timedelta(days=1)
    if point == "end" and not working:
        return datetime.combine(day + timedelta(days=1), time())
    return datetime.combine(day, time(16) if point == "end" else time.fromisoformat(point))


@settings(max_examples=60, deadline=None)
@given(
    st.datetimes(datetime(2027, 1, 1), datetime(2027, 12, 20)).map(
        lambda d: d.replace(second=0, microsecond=0)
    ),
    st.integers(0, 6),
    st.sampled_from(POINTS),
    st.booleans(),
)
def test_deadlines_against_a_walk_over_days(opened: datetime, count: int, point: str, working: bool) -> None:
    limit = f"<= {point} of {'working ' if working else ''}day {count}"
    begun = local(opened.isoformat())
    # An hour that the clocks skip is told as the hour after it.
    shown = datetime.fromtimestamp(begun, ZONE).replace(tzinfo=None)
    wanted = local(walked(shown, count, point, working).isoformat())
    late = max(wanted, begun) + 1
    case = Case("c", None, {"opened": begun, "done": late})
    state, due = clock_case("", limit, case)
    assert (state, due) == (State.MISSED, wanted)
    if wanted > begun:
        in_time = Case("c", None, {"opened": begun, "done": wanted})
        assert clock_case("", limit, in_time) == (State.MET, wanted)


@pytest.mark.parametrize(
    ("opened", "due"),
    [
        ("2027-06-04T13:00", "2027-06-04T23:59"),
        ("2027-06-04T13:01", "2027-06-05T12:59"),
        ("2027-06-04T00:00", "2027-06-04T23:59"),
    ],
)
def test_a_cut_off(opened: str, due: str) -> None:
    limit = "<= 23:59 of same day when opened by 13:00, otherwise 12:59 of next day"
    case = Case("c", None, {"opened": local(opened), "done": local(due)})
    assert clock_case("", limit, case) == (State.MET, local(due))
    late = Case("c", None, {"opened": local(opened), "done": local(due) + 1})
    assert clock_case("", limit, late)[0] is State.MISSED


@pytest.mark.parametrize(
    ("promised", "message"),
    [
        ("up of Site <= end of next day", "is a deadline, but `up` is no time between two events"),
        ("fix <= end of working day 1.5", "no day is 1.5 days later"),
        ("fix <= end of day 2 when closed by 13:00, otherwise end of day 3", "`closed`"),
    ],
)
def test_deadlines_that_mean_nothing(promised: str, message: str) -> None:
    with pytest.raises(AssertionError) as told:
        deal(UP.format(switch="") + "\n" + FIX.format(switch=""), f"guarantee it: {promised} per month")
    assert message in str(told.value)
