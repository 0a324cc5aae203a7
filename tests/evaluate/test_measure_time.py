"""Shares of time, of intervals, time down and pools against a count second by second."""

# ruff: noqa: E501

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from functools import cache
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from measuring import deal, measured, one, site
from second_by_second import (
    Day,
    Span,
    both,
    either,
    first_of,
    forgiven,
    share,
    whole_minutes,
    without,
)

from sladsl.evaluate.facts import Facts, Resource, ServiceFacts
from sladsl.exact.durations import Duration
from sladsl.exact.intervals import normalise
from sladsl.exact.periods import Cycle, Kind
from sladsl.model.agreements import Guarantee
from sladsl.model.metrics import Switches
from sladsl.model.values import Ratio

DECLARED = """
calendar Office "Office" { zone "Europe/Helsinki"; open Mon-Fri 08:00-17:00; open Sun 02:30-12:00 }
exclusion windows "Windows" { window Sun 02:00-05:00; window Mon 10:00-10:30; at most 90 min per day }
exclusion works "Works" { at most 40 min per week }
exclusion cause "Cause"
metric up "Up" { better higher; signals up; value = share of time where up }
metric down_share "Down" { better lower; signals up; value = share of time where not up }
metric bad_minutes "Minutes" { better higher; signals errors, requests; value = share of each 5 min where errors / requests <= 20% }
metric clean "Clean" { better higher; signals up; value = share of each 5 min where up }
metric gone "Gone" { better lower; signals errors, requests; value = share of each 1 h where errors / requests > 10% }
metric bad_hours "Hours" { better lower; unit slots; signals errors, requests; value = count of each 1 h where errors / requests > 10% }
metric mean_errors "Mean" { better lower; signals errors, requests; value = mean over each 5 min of errors / requests }
metric mean_success "Mean" { better higher; signals good, total; value = mean over each 5 min of good / total }
metric lost "Lost" { better lower; unit min; signals up; value = time down }
metric had "Had" { better higher; unit min; signals up; value = time up }
metric flat "Flat" { better higher; signals up; value = share of time where up of 1_440 min }
metric pool "Pool" { better higher; signals up; value = share of time where up pooled by users }
"""
NAMES = (
    *("up", "down_share", "bad_minutes", "clean", "gone", "bad_hours", "mean_errors", "mean_success"),
    *("lost", "had", "flat", "pool"),
)
_TARGETS = {"lost": "<= 5 min", "had": ">= 5 min", "bad_hours": "<= 3 slots"}
_LOW = ("down_share", "gone", "mean_errors")
PROMISED = "\n".join(
    f"guarantee {name}: {name} of Site "
    f"{_TARGETS.get(name) or ('<= 1%' if name in _LOW else '>= 99%')} per day during Office {{\n"
    f"  except windows, works, cause\n}}"
    for name in NAMES
)
ZONE = "Europe/Helsinki"
DEAL, HOUSE = deal(DECLARED, PROMISED, ZONE)
# A plain Sunday and Monday, both changes of the clocks, and a day of the week without hours.
DAYS = ("2027-03-28", "2027-10-31", "2027-06-06", "2027-06-07", "2027-06-12")
KEYS = ("windows", "works", "cause")


@dataclass(frozen=True)
class Drawn:
    label: str
    office: bool
    exclusions: tuple[str, ...]
    downtime_only: tuple[str, ...]
    switches: Switches
    facts: ServiceFacts
    limit: int


def spans(low: int, high: int, most: int) -> st.SearchStrategy[list[Span]]:
    length = st.one_of(st.integers(1, 200), st.integers(60, 20_000), st.sampled_from([60, 120, 300, 3600]))
    begin = st.one_of(st.integers(low, high), st.integers(low // 60, high // 60).map(lambda m: m * 60))
    return st.lists(st.tuples(begin, length).map(lambda p: (p[0], p[0] + p[1])), max_size=most)


@st.composite
def drawn(draw: st.DrawFn) -> Drawn:
    label = draw(st.sampled_from(DAYS))
    period = Cycle(Kind.DAY, ZONE).at(label)
    assert period is not None
    low, high = period.start - 30_000, period.end + 30_000
    limit = draw(st.sampled_from([0, 0, 61, 120, 301]))
    exclusions = tuple(k for k in KEYS if draw(st.booleans()))
    recorded = {
        key: normalise(draw(spans(low, high, 3)))
        for key in exclusions
        if key != "windows" or draw(st.booleans())
    }
    empty = draw(st.sampled_from(["good", "bad", "excluded", Ratio(Fraction(1, 4))]))
    deployed = None
    if draw(st.booleans()):
        begins = draw(st.integers(low, high))
        deployed = normalise([(begins, draw(st.integers(begins + 1, high + 1)))])
    switches = Switches(
        empty=empty,
        short_outages=Duration(Fraction(limit)) if limit else None,
        partial=draw(st.booleans()),
        undeployed=draw(st.sampled_from(["good", "excluded"])),
    )
    facts = ServiceFacts(
        down=normalise(draw(spans(low, high, 8))),
        unknown=normalise(draw(spans(low, high, 2))) if draw(st.booleans()) else (),
        deployed=deployed,
        excluded=recorded,
    )
    only = tuple(k for k in exclusions if draw(st.booleans()))
    return Drawn(label, draw(st.booleans()), exclusions, only, switches, facts, limit)


def promise(name: str, case: Drawn) -> Guarantee:
    found = one(DEAL, name)
    excepted = tuple(e for e in found.exclusions if e.key in case.exclusions)
    during = found.during if case.office else None
    return replace(
        found, exclusions=excepted, during=during, switches=case.switches, downtime_only=case.downtime_only
    )


def day_of(label: str) -> Day:
    period = Cycle(Kind.DAY, ZONE).at(label)
    assert period is not None
    return Day(period.start, period.end, ZONE)


@cache
def office_hours(label: str) -> bytearray:
    return day_of(label).minutes(
        lambda t: (
            (t.weekday() < 5 and 8 <= t.hour < 17)
            or (t.weekday() == 6 and (t.hour, t.minute) >= (2, 30) and t.hour < 12)
        )
    )


@cache
def windows_of(label: str) -> bytearray:
    return day_of(label).minutes(
        lambda t: (
            (t.weekday() == 6 and 2 <= t.hour < 5) or (t.weekday() == 0 and t.hour == 10 and t.minute < 30)
        )
    )


@cache
def week_of(label: str) -> Span:
    """From the Monday midnight before a date to the next, found minute by minute."""

    def is_monday(instant: int) -> bool:
        t = datetime.fromtimestamp(instant, ZoneInfo(ZONE))
        return (t.weekday(), t.hour, t.minute) == (0, 0, 0)

    monday = day_of(label).start
    while not is_monday(monday):
        monday -= 60
    following = monday + 6 * 86_400
    while not is_monday(following):
        following += 60
    return monday, following


class Oracle:
    """What a day comes to when every second of it is looked at."""

    def __init__(self, case: Drawn) -> None:
        self.case, self.day = case, day_of(case.label)
        day, facts = self.day, case.facts
        hours = office_hours(case.label) if case.office else day.painted([(day.first, day.first + day.size)])
        self.raw_hours = hours
        self.down = day.painted(facts.down or ())
        self.unknown = day.painted(facts.unknown)
        counted = both(hours, day.period())
        taken = {key: both(self.excluded(key), counted) for key in case.exclusions}
        self.deemed = day.blank()
        for key in case.downtime_only:
            self.deemed = either(self.deemed, taken[key])
        if facts.deployed is not None:
            absent = without(counted, day.painted(facts.deployed))
            if case.switches.undeployed == "good":
                self.deemed = either(self.deemed, absent)
            else:
                counted = without(counted, absent)
        self.left = counted
        for key in case.exclusions:
            if key not in case.downtime_only:
                self.left = without(self.left, taken[key])
        self.deemed = both(self.deemed, self.left)

    def excluded(self, key: str) -> bytearray:
        day, facts = self.day, self.case.facts
        windows = windows_of(self.case.label)
        recorded = facts.excluded.get(key)
        if recorded is None and facts.down is not None:
            # A window permits work: what was down in it was the work, as far as it would count.
            windows = both(windows, self.runs())
        found = windows if recorded is None else day.painted(recorded)
        if key == "windows":
            found = both(found, windows)
        found = both(found, self.raw_hours)
        if key == "cause":
            return found
        if key == "works":
            # The week began before this day: what was recorded on its days before uses the budget up.
            return first_of(both(found, day.painted([week_of(self.case.label)])), 40 * 60)
        return first_of(both(found, day.period()), 90 * 60)

    def runs(self) -> bytearray:
        down = forgiven(self.down, self.case.limit)
        return down if self.case.switches.partial else whole_minutes(down, self.day.first)

    def seconds(self) -> tuple[Fraction, Fraction, Fraction]:
        """Good, bad and silent seconds."""
        silent = without(both(self.unknown, self.left), self.deemed)
        bad = without(without(both(self.runs(), self.left), self.deemed), silent)
        good = sum(self.left) - sum(silent) - sum(bad)
        return Fraction(good), Fraction(sum(bad)), Fraction(sum(silent))

    def buckets(self, step: int, good_share: Fraction | None) -> tuple[int, int, int]:
        """Good, bad and silent intervals; without a bound on the share any, or only a full one, is bad."""
        down = forgiven(self.down, self.case.limit)
        good = bad = silent = 0
        for start in range(self.day.start, self.day.end, step):
            a = start - self.day.first
            b = a + step
            if sum(self.left[a:b]) < step:
                continue
            if sum(self.deemed[a:b]):
                good += 1
            elif sum(self.unknown[a:b]):
                silent += 1
            else:
                lost = sum(down[a:b])
                if good_share is not None:
                    fine = Fraction(lost, step) <= good_share
                else:
                    fine = lost == 0 if self.case.switches.partial else lost < step
                good, bad = good + fine, bad + (not fine)
        return good, bad, silent

    def mean(self, better: str) -> Fraction | None:
        values: list[Fraction] = []
        for start in range(self.day.start, self.day.end, 300):
            a = start - self.day.first
            b = a + 300
            if sum(self.left[a:b]) < 300:
                continue
            failed = Fraction(sum(self.down[a:b]), 300)
            if sum(self.deemed[a:b]):
                failed = Fraction(0)
            elif sum(self.unknown[a:b]):
                match self.case.switches.empty:
                    case "good":
                        failed = Fraction(0)
                    case "bad":
                        failed = Fraction(1)
                    case Ratio(value):
                        failed = value if better == "lower" else 1 - value
                    case _:
                        continue
            values.append(failed if better == "lower" else 1 - failed)
        return sum(values, Fraction(0)) / len(values) if values else None


def with_silent(
    good: Fraction, bad: Fraction, silent: Fraction, empty: object, wanted: bool
) -> tuple[Fraction, Fraction]:
    match empty:
        case "good":
            return good + silent, bad
        case "bad":
            return good, bad + silent
        case Ratio(value):
            part = value if wanted else 1 - value
            return good + silent * part, bad + silent * (1 - part)
    return good, bad


def value_of(name: str, case: Drawn, facts: Facts | None = None) -> Fraction | None:
    period = Cycle(Kind.DAY, ZONE).at(case.label)
    assert period is not None
    made = measured(DEAL, promise(name, case), facts or Facts({"Site": case.facts}), period, HOUSE)
    assert not made.open
    if made.value is None:
        return None
    return made.value.seconds if isinstance(made.value, Duration) else made.value.value  # type: ignore[union-attr]


@settings(max_examples=40, deadline=None)
@given(drawn())
def test_shares_of_time_and_times(case: Drawn) -> None:
    oracle = Oracle(case)
    seconds = oracle.seconds()
    for name, wanted in (("up", True), ("down_share", False)):
        good, bad = with_silent(*seconds, case.switches.empty, wanted)
        part = good if wanted else bad
        assert value_of(name, case) == (part / (good + bad) if good + bad else None)
    good, bad = with_silent(*seconds, case.switches.empty, True)
    if sum(oracle.left):
        assert value_of("lost", case) == bad
        assert value_of("had", case) == good
    else:
        assert value_of("lost", case) is None
    if good + bad:
        assert value_of("flat", case) == (86_400 - bad) / Fraction(86_400)


@settings(max_examples=40, deadline=None)
@given(drawn())
def test_shares_of_intervals(case: Drawn) -> None:
    oracle = Oracle(case)
    bounds = {"bad_minutes": (300, Fraction(1, 5)), "clean": (300, None), "gone": (3600, Fraction(1, 10))}
    for name, (step, bound) in bounds.items():
        counts = oracle.buckets(step, bound)
        wanted = name != "gone"
        good, bad = with_silent(*map(Fraction, counts), case.switches.empty, wanted)
        part = good if wanted else bad
        assert value_of(name, case) == (part / (good + bad) if good + bad else None)
    fine, bad, silent = oracle.buckets(3600, Fraction(1, 10))
    number = {"good": bad, "bad": bad + silent, "excluded": bad}.get(str(case.switches.empty))
    if isinstance(case.switches.empty, Ratio):
        assert value_of("bad_hours", case) in (bad + silent * Fraction(1, 4), None)
    else:
        assert value_of("bad_hours", case) == (number if fine + bad + silent else None)


@settings(max_examples=40, deadline=None)
@given(drawn())
def test_means_over_intervals(case: Drawn) -> None:
    oracle = Oracle(case)
    assert value_of("mean_errors", case) == oracle.mean("lower")
    assert value_of("mean_success", case) == oracle.mean("higher")


@settings(max_examples=40, deadline=None)
@given(drawn(), st.data())
def test_pools(case: Drawn, data: st.DataObject) -> None:
    case = replace(case, facts=replace(case.facts, deployed=None, unknown=()))
    oracle = Oracle(case)
    day = oracle.day
    resources, good, whole = [], Fraction(0), Fraction(0)
    for number in range(data.draw(st.integers(1, 4))):
        begins = data.draw(st.integers(day.start - 5000, day.end + 5000))
        deployed = normalise([(begins, data.draw(st.integers(begins, day.end + 9000)))])
        down = normalise(data.draw(spans(day.start - 9000, day.end, 4)))
        weight = data.draw(st.fractions(0, 5, max_denominator=7))
        resources.append(Resource(f"r{number}", deployed, down, weight))
        there = both(oracle.left, day.painted(deployed))
        lost = forgiven(day.painted(down), case.limit)
        lost = lost if case.switches.partial else whole_minutes(lost, day.first)
        bad = without(both(lost, there), oracle.deemed)
        whole += sum(there) * weight
        good += (sum(there) - sum(bad)) * weight
    facts = site(resources=tuple(resources), down=case.facts.down, excluded=case.facts.excluded)
    assert value_of("pool", case, facts) == (good / whole if whole else None)


@settings(max_examples=40, deadline=None)
@given(drawn())
def test_what_counts_and_what_is_left_out_add_up(case: Drawn) -> None:
    """Every second down in the hours either counts, or is left out with a reason, or is not known."""
    case = replace(case, downtime_only=(), facts=replace(case.facts, unknown=(), deployed=None))
    period = Cycle(Kind.DAY, ZONE).at(case.label)
    assert period is not None
    made = measured(DEAL, promise("up", case), Facts({"Site": case.facts}), period, HOUSE)
    oracle = Oracle(case)
    hours = both(oracle.raw_hours, oracle.day.period())
    told = oracle.day.painted([i.interval for i in (*made.counted, *made.left_out) if i.interval is not None])
    assert both(told, hours) == both(oracle.down, hours)
    assert sum(i.amount for i in made.counted) == share(int(oracle.seconds()[1]), 1)
