"""What converts from one way of counting to another: against counts of random outages, second by second."""

from __future__ import annotations

from fractions import Fraction
from itertools import groupby, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from proof_houses import house_of, proof_of, sla, uc

from sladsl.evaluate.base import Base
from sladsl.evaluate.evaluate import result
from sladsl.evaluate.facts import Facts, Samples, ServiceFacts
from sladsl.evaluate.outages import Log, lost_of
from sladsl.evaluate.results import Result, State
from sladsl.exact.intervals import total
from sladsl.model.agreements import Guarantee
from sladsl.model.values import Ratio
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.counting import carries, carries_mean, spread, unseen
from sladsl.prove.remarks import uncounted

METRICS = """
metric one { better higher; signals e, r; value = share of each 1 min where e / r <= 5% }
metric five { better higher; signals e, r; value = share of each 5 min where e / r <= 5% }
metric two { better higher; signals e, r; value = share of each 2 min where e / r <= 5% }
metric few { better higher; signals e; value = share of each 1 min where e <= 5 }
metric fewer { better higher; signals e; value = share of each 5 min where e <= 5 }
metric not_down { better higher; signals down; value = share of time where not down }
metric quick { better higher; signals e; value = share of time where e <= 5 }
metric mean_of_one { better lower; signals e, r; value = mean over each 1 min of e / r }
metric mean_of_five { better lower; signals e, r; value = mean over each 5 min of e / r }
metric busy { better higher; signals up; value = time up }
service Web
"""


def promise_of(limit: str, name: str = "Cloud") -> Guarantee:
    house = house_of(METRICS + uc(name, f"guarantee g: {limit}"))
    (found,) = house.agreements[name].guarantees
    return found


@pytest.mark.parametrize(
    ("above", "below", "times"),
    [
        ("one", "one", 1),
        ("five", "one", 5),
        ("two", "one", 2),
        ("one", "five", None),
        ("five", "two", None),
        ("fewer", "few", None),
        ("five", "up", None),
        ("up", "one", None),
        ("up", "down", 1),
        ("down", "up", 1),
        ("down", "not_down", 1),
        ("quick", "down", None),
        ("down", "busy", None),
        ("down", "one", None),
    ],
)
def test_what_carries(above: str, below: str, times: int | None) -> None:
    metrics = house_of(METRICS).metrics
    upper, lower = metrics[above], metrics[below]
    assert carries(upper, lower) == (times is not None)
    if times is not None:
        assert spread(upper, lower) == times


SAMPLE = st.tuples(st.integers(0, 30), st.integers(1, 30)).map(lambda each: (min(each), max(each)))


@settings(max_examples=100, deadline=None)
@given(minutes=st.lists(SAMPLE, min_size=5, max_size=40), length=st.sampled_from((2, 5)))
def test_long_intervals_are_bad_no_more_often_than_short_ones_times_their_length(
    minutes: list[tuple[int, int]], length: int
) -> None:
    def bad(errors: int, requests: int) -> bool:
        return Fraction(errors, requests) > Fraction(5, 100)

    whole = minutes[: len(minutes) // length * length]
    short = sum(bad(*each) for each in whole)
    long = sum(
        length * bad(sum(e for e, _ in part), sum(r for _, r in part))
        for part in (whole[at : at + length] for at in range(0, len(whole), length))
    )
    metrics = house_of(METRICS).metrics
    times = spread(metrics[{2: "two", 5: "five"}[length]], metrics["one"])
    assert times == length
    assert long <= times * short


@settings(max_examples=100, deadline=None)
@given(minutes=st.lists(SAMPLE, min_size=5, max_size=40))
def test_a_mean_over_long_intervals_is_at_most_so_many_times_the_one_over_short_ones(
    minutes: list[tuple[int, int]],
) -> None:
    whole = minutes[: len(minutes) // 5 * 5]
    parts = [whole[at : at + 5] for at in range(0, len(whole), 5)]
    short = sum((Fraction(*each) for each in whole), Fraction(0)) / len(whole)
    long = sum((Fraction(sum(e for e, _ in p), sum(r for _, r in p)) for p in parts), Fraction(0)) / len(
        parts
    )
    metrics = house_of(METRICS).metrics
    assert carries_mean(metrics["mean_of_five"], metrics["mean_of_one"])
    assert not carries_mean(metrics["mean_of_one"], metrics["mean_of_five"])
    assert long <= spread(metrics["mean_of_five"], metrics["mean_of_one"]) * short


def test_the_proof_takes_the_factor() -> None:
    text = METRICS + uc("Cloud", "guarantee g: one of Web >= 99.99% per month { exact }")
    made = proof_of(text + sla("guarantee g: five of Web >= 99.9% per month { exact }"))
    # Four of 40320 minutes may be bad, and so four of 8064 intervals.
    assert made.kept and made.guaranteed == 1 - Fraction(4, 8064)
    (support,) = made.supports
    assert support.seconds == 4 * 5 * 60


def test_hours_of_nobody_are_whole_intervals_above() -> None:
    hours = 'calendar Day { zone "UTC"; open Mon-Sun 00:00-23:58 }\n'
    text = hours + METRICS + uc("Cloud", "guarantee g: one of Web >= 100% per day during Day { exact }")
    made = proof_of(text + sla("guarantee g: five of Web >= 99% per day { exact }"))
    (support,) = made.supports
    assert [end - start for start, end in support.allowance.outside] == [300]


HOURS = 'calendar Day { zone "UTC"; open Mon-Sun 07:30-16:30 }\n'
HOURLY = METRICS + "".join(
    f"metric {name} {{ better higher; signals e, r; value = share of each {step} where e / r <= 5%; "
    "empty counts as good }\n"
    for name, step in (("hours", "1 h"), ("fives", "5 min"), ("sevens", "7 min"))
)


def in_bad_fives(proof: AvailabilityProof, bad: list[int]) -> list[Result]:
    """The promise and the one under it when these five minutes are bad."""
    counts = {at: Fraction(1000) for at in range(proof.period.start, proof.period.end, 300)}
    errors = {at: Fraction(700 if at in bad else 0) for at in counts}
    facts = Facts({"Web": ServiceFacts(samples={"e": Samples(300, errors), "r": Samples(300, counts)})})
    (support,) = proof.supports
    both = (proof.guarantee, proof.agreement), (support.guarantee, support.agreement)
    return [result(g, a, proof.service, facts, proof.period, {}) for g, a in both]


def test_intervals_that_are_not_whole_hours_of_the_promise_are_no_part_of_its_base() -> None:
    """Of nine hours a day from half past on eight count: 1% of the five minutes are a bad hour in eight."""
    text = HOURS + HOURLY + uc("Cloud", "guarantee g: fives of Web >= 99% per month during Day { exact }")
    made = proof_of(text + sla("guarantee g: hours of Web >= 88% per month during Day { exact }"))
    days = (made.period.end - made.period.start) // 86_400
    assert made.base == made.supports[0].allowance.most == days * 8 * 3600
    assert not made.kept
    eights = (made.period.start + day * 86_400 + hour * 3600 for day in range(31) for hour in range(8, 16))
    bad = [next(eights) for _ in range(days * 108 // 100)]
    upper, lower = in_bad_fives(made, bad)
    assert lower.state is State.MET
    assert upper.measured is not None
    assert upper.measured.value == Ratio(1 - Fraction(len(bad), days * 8))
    assert made.guaranteed <= 1 - Fraction(len(bad), days * 8)


@pytest.mark.parametrize(
    ("zone", "per", "step", "apart"),
    [
        ("UTC", "month", "hours", False),
        ("Europe/Helsinki", "month", "hours", False),
        ("Asia/Kolkata", "month", "fives", False),
        ("Asia/Kolkata", "month", "hours", True),
        ("UTC", "day", "hours", False),
        ("UTC", "day", "sevens", True),
        ("UTC", "month", "sevens", False),
    ],
)
def test_intervals_that_cut_those_above_say_nothing_about_them(
    zone: str, per: str, step: str, apart: bool
) -> None:
    below = uc("Cloud", f"guarantee g: {step} of Web >= 95% per {per} {{ exact }}").replace(
        '"UTC"', f'"{zone}"'
    )
    above = sla(f"guarantee g: {step} of Web >= 90% per month {{ exact }}")
    made = proof_of(HOURLY + below + above)
    (support,) = made.supports
    assert support.allowance.apart == apart
    assert made.kept == (not apart)
    assert (support.seconds == made.base) == apart
    assert any("cut them" in line for line in uncounted(made)) == apart
    assert made.is_open == apart


def runs_of(pattern: tuple[bool, ...]) -> list[int]:
    """The lengths of the outages in a pattern that comes again and again, with some time up in it."""
    first_up = pattern.index(False)
    turned = pattern[first_up:] + pattern[:first_up]
    return [len(list(run)) for down, run in groupby(turned) if down]


def overlooking(metric: str, limit: int, how: str, name: str) -> Guarantee:
    skip = f"outages {how} {limit} s do not count; " if limit else ""
    return promise_of(f"{metric} of Web >= 99% per month {{ {skip}partial minutes count; exact }}", name)


@settings(max_examples=60, deadline=None)
@given(below=st.integers(1, 9), above=st.integers(0, 9), up_to=st.booleans())
def test_what_is_overlooked_is_the_worst_pattern(below: int, above: int, up_to: bool) -> None:
    word = "up to" if up_to else "under"
    found = unseen(overlooking("up", above, "under", "A"), overlooking("up", below, word, "B"))
    worst = Fraction(0)
    for size in range(1, 11):
        for pattern in product((False, True), repeat=size):
            if all(pattern):
                continue
            runs = runs_of(pattern)
            if all(run <= below if up_to else run < below for run in runs):
                worst = max(worst, Fraction(sum(run for run in runs if run >= above), size))
    assert (found.share if found is not None else Fraction(0)) == worst


@given(below=st.integers(2, 9), above=st.integers(0, 9), up_to=st.booleans())
def test_outages_a_second_apart_spoil_every_interval(below: int, above: int, up_to: bool) -> None:
    """Whether an outage is short is told by its seconds, and one second up mends no interval."""
    word = "up to" if up_to else "under"
    lower = overlooking("one", below * 60, word, "B")
    longest = below * 60 - (not up_to)
    found = unseen(overlooking("one", above * 60, "under", "A"), lower)
    assert (found.share if found is not None else 0) == (longest >= above * 60)


@pytest.mark.parametrize(
    ("above", "below", "down", "cycle"),
    [
        ("partial minutes count", "partial minutes do not count", (0, 59), 60),
        ("partial minutes count", "partial minutes do not count", (1, 119), 120),
        ("partial minutes count", "partial minutes count; outages under 60 s do not count", (0, 59), 60),
        ("partial minutes count", "partial minutes count; outages up to 60 s do not count", (0, 60), 61),
        ("partial minutes do not count", "outages under 10 min do not count", (0, 599), 600),
        ("outages under 59 s do not count", "outages under 60 s do not count", (0, 59), 60),
    ],
)
def test_the_support_is_kept_in_what_is_said_to_be_overlooked(
    above: str, below: str, down: tuple[int, int], cycle: int
) -> None:
    """Evaluated as agreements are: all of it is lost above, and nothing below."""
    upper = promise_of(f"up of Web >= 99% per month {{ {above} }}", "A")
    lower = promise_of(f"up of Web >= 99% per month {{ {below} }}", "B")
    length = cycle * 60
    log = Log(tuple((at + down[0], at + down[1]) for at in range(0, length, cycle)), ())
    base = Base(((0, length),), ((0, length),), (), (), ())
    switches = [each.switches.over(each.metric.switches) for each in (upper, lower)]
    seen, none = (total(lost_of(log, each, base).down) for each in switches)
    found = unseen(upper, lower)
    assert found is not None
    assert none == 0
    assert Fraction(seen, length) == found.share
