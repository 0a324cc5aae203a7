"""Signals by interval against a walk over the intervals, whatever an empty one counts as."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from measuring import deal, judged, measured, one, period_of, site

from sladsl.evaluate.buckets import added_up
from sladsl.evaluate.facts import Facts, Samples, ServiceFacts
from sladsl.evaluate.results import Measured, State
from sladsl.exact.durations import Duration
from sladsl.model.metrics import Switches
from sladsl.model.values import Ratio

SIGNALS = "better {}; signals errors, requests; value ="
DECLARED = f"""
calendar Day "Day" {{ zone "UTC"; open Mon-Sun 06:00-21:30 }}
metric fine {{ {SIGNALS.format("higher")} share of each 1 h where errors / requests <= 1 / 3 }}
metric bad {{ {SIGNALS.format("lower")} share of each 1 h where errors / requests > 1 / 3 }}
metric few {{ {SIGNALS.format("lower")} count of each 1 h where errors / requests > 1 / 3 }}
metric mean {{ {SIGNALS.format("lower")} mean over each 1 h of errors / requests }}
metric all {{ {SIGNALS.format("lower")} errors / requests }}
metric up {{ better higher; signals up; value = share of time where up }}
"""
PROMISED = "\n".join(
    f"guarantee {name}: {name} of Site {target} per day during Day"
    for name, target in (
        *(("fine", ">= 99%"), ("bad", "<= 1%"), ("few", "<= 1"), ("mean", "<= 1%"), ("all", "<= 1%")),
        ("up", ">= 99%"),
    )
)
DEAL, HOUSE = deal(DECLARED, PROMISED)
DAY = period_of("2027-06-07")
HOURS = range(6, 21)
Rows = dict[int, tuple[int | None, int | None]]
EMPTY = ("good", "bad", "excluded", "unknown", Ratio(Fraction(1, 3)), None)


def rows() -> st.SearchStrategy[Rows]:
    count = st.one_of(st.none(), st.integers(0, 6))
    return st.dictionaries(st.integers(-3, 27), st.tuples(count, count), max_size=30)


def facts_of(known: Rows, fine: bool) -> Facts:
    """Samples by the hour, or by the quarter with all of the hour in its last one."""
    step = 900 if fine else 3600
    samples = {}
    for place, name in enumerate(("errors", "requests")):
        values = {DAY.start + h * 3600 + (2700 if fine else 0): row[place] for h, row in known.items()}
        samples[name] = Samples(step, {t: Fraction(v) for t, v in values.items() if v is not None})
    return site(samples=samples)


def rate(known: Rows, hour: int) -> Fraction | None:
    errors, requests = known.get(hour, (None, None))
    return None if errors is None or not requests else Fraction(errors, requests)


def made(name: str, empty: object, facts: Facts, limit: int = 0) -> Measured:
    short = Duration(Fraction(limit * 3600)) if limit else None
    switches = Switches(empty=empty, short_outages=short)  # type: ignore[arg-type]
    return measured(DEAL, replace(one(DEAL, name), switches=switches), facts, DAY, HOUSE)


def number(found: Measured) -> Fraction | None:
    return None if found.value is None else found.value.value  # type: ignore[union-attr]


@settings(max_examples=100, deadline=None)
@given(rows(), st.sampled_from(EMPTY), st.booleans(), st.sampled_from([0, 2, 3]))
def test_every_rule_for_empty_intervals(known: Rows, empty: object, fine: bool, limit: int) -> None:
    facts = facts_of(known, fine)
    if not any(s.values for s in facts.of("Site").samples.values()):
        return
    wrong = {h for h in known if (r := rate(known, h)) is not None and r > Fraction(1, 3)}
    long_enough = {
        h
        for h in wrong
        if any(all(k + n in wrong for n in range(limit)) and k <= h < k + limit for k in wrong)
    }
    wrong = long_enough if limit else wrong
    bad = sum(h in wrong for h in HOURS)
    silent = sum(rate(known, h) is None for h in HOURS)
    good = len(HOURS) - bad - silent
    for name in ("fine", "bad"):
        wanted = name == "fine"
        lost, had = Fraction(bad), Fraction(good)
        match empty:
            case "good":
                had += silent
            case "bad":
                lost += silent
            case Ratio(value):
                part = value if wanted else 1 - value
                had, lost = had + silent * part, lost + silent * (1 - part)
        found = made(name, empty, facts, limit)
        whole = had + lost
        expected = (had if wanted else lost) / whole if whole else None
        assert number(found) == (None if empty == "unknown" and silent else expected)
        assert ("empty" in found.open) is (empty is None and silent > 0)
    counts = {"bad": Fraction(bad + silent), "unknown": None if silent else Fraction(bad)}
    wanted_count = counts.get(str(empty), Fraction(bad))
    if isinstance(empty, Ratio):
        wanted_count = bad + silent * empty.value
    assert number(made("few", empty, facts, limit)) == wanted_count


@settings(max_examples=60, deadline=None)
@given(rows(), st.sampled_from(EMPTY))
def test_means_and_sums(known: Rows, empty: object) -> None:
    facts = facts_of(known, False)
    if not all(s.values for s in facts.of("Site").samples.values()):
        return
    values = [rate(known, h) for h in HOURS]
    stand_in = {"good": Fraction(0), "bad": Fraction(1)}.get(str(empty))
    if isinstance(empty, Ratio):
        stand_in = empty.value
    filled = [stand_in if v is None else v for v in values]
    kept = [v for v in filled if v is not None]
    expected = sum(kept, Fraction(0)) / len(kept) if kept else None
    if empty == "unknown" and None in values:
        expected = None
    assert number(made("mean", empty, facts)) == expected
    errors = sum(e for h, (e, _) in known.items() if h in HOURS and e is not None)
    requests = sum(r for h, (_, r) in known.items() if h in HOURS and r is not None)
    assert number(made("all", empty, facts)) == (Fraction(errors, requests) if requests else None)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.integers(-30, 1500), st.booleans(), max_size=200), st.sampled_from([0, 120, 300]))
def test_a_state_by_the_minute(known: dict[int, bool], limit: int) -> None:
    if not known:
        return
    samples = Samples(60, {DAY.start + k * 60: Fraction(v) for k, v in known.items()})
    switches = Switches("excluded", Duration(Fraction(limit)) if limit else None, True)
    promise = replace(one(DEAL, "up"), switches=switches)
    found = measured(DEAL, promise, site(samples={"up": samples}), DAY, HOUSE)
    down: set[int] = set()
    for k in (k for k, v in known.items() if not v):
        first = last = k
        while known.get(first - 1) is False:
            first -= 1
        while known.get(last + 1) is False:
            last += 1
        if (last - first + 1) * 60 >= limit:
            down.add(k)
    minutes = range(6 * 60, 21 * 60 + 30)
    seen = sum(k in known for k in minutes)
    lost = sum(k in down for k in minutes)
    assert number(found) == (Fraction(seen - lost, seen) if seen else None)


@given(st.dictionaries(st.integers(1, 500), st.integers(-9, 9), max_size=30))
def test_adding_in_pairs(sums: dict[int, int]) -> None:
    assert added_up(sums) == sum((Fraction(n, d) for d, n in sums.items()), Fraction(0))


def test_an_unknown_interval_is_never_met() -> None:
    facts = facts_of(dict.fromkeys(range(6, 20), (0, 5)), False)
    promise = replace(one(DEAL, "fine"), switches=Switches(empty="unknown"))
    found = judged(DEAL, promise, facts, DAY, HOUSE)
    assert found.state is State.NO_DATA
    assert str(found.reason) == "nothing is known of 1 interval, which makes the result unknown"


def test_readings_that_agree_stand() -> None:
    facts = facts_of({h: (3 if h < 20 else 0, 3) for h in range(6, 20)}, False)
    found = judged(DEAL, one(DEAL, "fine"), facts, DAY, HOUSE)
    assert found.state is State.MISSED and found.measured.value == Ratio(Fraction(0))


def test_a_percentile_measured_over_a_whole_period() -> None:
    """Only what begins with the month is its percentile: those of its days make none."""
    metric = "metric it { better lower; signals duration; value = percentile of duration }"
    agreement, house = deal(metric, "guarantee it: p99 of it <= 300 ms per month { exact }")
    promise, month = one(agreement, "it"), period_of("2025-04")
    later = month.start + 86_400

    def value(signal: str, values: dict[int, Fraction]) -> object:
        facts = Facts({"": ServiceFacts(samples={signal: Samples(86_400, values)})})
        return measured(agreement, promise, facts, month, house).value

    quarter, own = Fraction(1, 4), "p99 of duration"
    first = value(own, {month.start: quarter})
    assert first is not None and first == value(own, {month.start: quarter, later: Fraction(9)})
    assert value(own, {later: quarter}) is None
    assert value("duration", {month.start: quarter}) is None
