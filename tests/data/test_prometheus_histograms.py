"""Percentiles from the buckets of a real Prometheus: by hours, by unit, honest where buckets cannot tell."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from known_prometheus import MIDNIGHT, prometheus

from sladsl.compiler import compile_files
from sladsl.data.bindings import Bindings
from sladsl.data.gather import gather
from sladsl.data.prometheus import read_signals
from sladsl.data.prometheus_api import Api
from sladsl.data.prometheus_histograms import place_of
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.evaluate.evaluate import evaluate
from sladsl.evaluate.facts import Facts, ServiceFacts
from sladsl.evaluate.results import Result, State

HOURS = (8, 16)
BOUNDS = ("0.1", "0.3", "1", "+Inf")


def samples() -> str:
    """A day: from 8 to 16 o'clock all is quick, at any other time it takes between 0.3 s and 1 s. One series
    has a counter that begins again at noon, another is in milliseconds."""
    lines: dict[str, list[str]] = {"quick": [], "slow_ms": [], "up": []}
    counts = dict.fromkeys(BOUNDS, 0)
    begun = dict.fromkeys(BOUNDS, 0)
    for tick in range(-8, 1440 * 4 + 8):
        at = MIDNIGHT + tick * 15
        office = HOURS[0] * 240 < tick <= HOURS[1] * 240
        if tick == 2_880:
            begun = dict(counts)
        for bound in BOUNDS:
            counts[bound] += 15 if office or bound in ("1", "+Inf") else 0
            label = f'le="{bound}"'
            lines["quick"].append(f"quick_bucket{{{label}}} {counts[bound] - begun[bound]} {at}")
            milli = bound if bound == "+Inf" else str(int(Fraction(bound) * 1000))
            lines["slow_ms"].append(f'slow_ms_bucket{{le="{milli}"}} {counts[bound]} {at}')
        if not 2_000 <= tick < 3_000:
            lines["up"].append(f"up 1 {at}")
    kinds = {"quick": "histogram", "slow_ms": "histogram", "up": "gauge"}
    made = [f"# TYPE {name} {kind}\n" + "\n".join(lines[name]) for name, kind in kinds.items()]
    return "\n".join(made) + "\n# EOF\n"


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with prometheus(tmp_path_factory.mktemp("histograms"), samples()) as address:
        yield address


SOURCE = """\
metric latency "Latency" {
  better lower
  signals duration
  value = percentile of duration
}
metric uptime "Uptime" {
  better higher
  signals up
  value = share of time where up
  empty counts as unknown
}
calendar Always "Always" { open always }
calendar Office "Office" { zone "Europe/Helsinki"; open Mon-Fri 08:00-16:00 }
exclusion works "Works" { at most 8 h per month }
service S "S" {
  measure latency from prometheus { duration = `increase(quick_bucket[$range])` }
  measure uptime from prometheus { up = `up` }
}
sla A "A" {
  effective 2026-01-01
  hours Always zone "Europe/Helsinki"
  covers S
  PROMISES
}
"""


def results(
    address: str, promises: str, source: str = SOURCE, excluded: dict[str, ServiceFacts] | None = None
) -> tuple[list[Result], list[str]]:
    made = compile_files({"a.sla": source.replace("PROMISES", promises)})
    assert not made.resolved.has_errors, made.resolved.diagnostics
    agreement = made.house.agreements["A"]
    period = agreement.promises[0].period.at("2026-03-04")
    found: list[Diagnostic] = []
    facts = read_signals(Api(address), agreement, period, found, (), excluded)
    return list(evaluate(agreement, Facts(facts), period, made.house.metrics)), [d.message for d in found]


@pytest.mark.parametrize("query", ["increase(quick_bucket[$range])", "rate(quick_bucket[$range])"])
def test_a_promise_for_hours_is_about_these_hours(day: str, query: str) -> None:
    """The same percentile twice in one agreement, each over its own time; a counter begins again between."""
    found, told = results(
        day,
        "guarantee office: p99 of latency of S <= 0.3 s per day during Office\n"
        "  guarantee ever: p99 of latency of S <= 0.3 s per day\n"
        "  guarantee most: p30 of latency of S <= 0.3 s per day",
        SOURCE.replace("increase(quick_bucket[$range])", query),
    )
    assert told == []
    office, ever, most = found
    assert office.state is State.MET
    # Interpolated as `histogram_quantile` does: 99 of 100 from 0 to 0.1.
    assert abs(office.measured.value.seconds - Fraction(99, 1000)) < Fraction(1, 10**9)  # type: ignore[union-attr]
    assert ever.state is State.MISSED
    assert Fraction(3, 10) < ever.measured.value.seconds < 1  # type: ignore[union-attr]
    assert most.state is State.MET


def test_what_buckets_cannot_tell_is_not_met(day: str) -> None:
    found, told = results(
        day,
        "guarantee within: p99 of latency of S <= 0.5 s per day\n"
        "  guarantee at: p99 of latency of S <= 1 s per day\n"
        "  guarantee beyond: p99 of latency of S <= 9 s per day",
    )
    assert [r.state for r in found] == [State.NO_DATA, State.MET, State.MET]
    assert told == ["p99 of duration lies between 0.3 and 1, so nobody can say whether `within` is <= 0.5"]


def test_work_that_was_carried_out_takes_time_away(day: str) -> None:
    evening = ((MIDNIGHT + 16 * 3600, MIDNIGHT + 24 * 3600),)
    promise = "guarantee g: p40 of latency of S <= 0.3 s per day { except works }"
    assert results(day, promise)[0][0].state is State.MISSED
    known = {"S": ServiceFacts(excluded={"works": evening})}
    assert results(day, promise, excluded=known)[0][0].state is State.MET


def test_a_histogram_in_milliseconds(day: str) -> None:
    source = SOURCE.replace(
        "`increase(quick_bucket[$range])`", "`increase(slow_ms_bucket[$range])`; unit = 1 ms"
    )
    found, told = results(day, "guarantee g: p99 of latency of S <= 300 ms per day during Office", source)
    assert told == []
    assert found[0].state is State.MET
    assert abs(found[0].measured.value.seconds - Fraction(99, 1000)) < Fraction(1, 10**9)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('`increase(quick_bucket[$range])`; buckets = "0.1, 0.3, 2"', "has no bucket that ends at 2"),
        ('`increase(quick_bucket[$range])`; buckets = "0.1 and 0.3"', "is no list of numbers"),
        ("`rate(quick_bucket[5m])`", "looks at a length of its own"),
        ('`increase(quick_bucket{le!="+Inf"}[$range])`', "has no bucket `+Inf`"),
        ("`increase(nothing[$range]`", "refuses `sum by (le)"),
    ],
)
def test_histograms_that_do_not_fit(day: str, line: str, why: str) -> None:
    source = SOURCE.replace("`increase(quick_bucket[$range])`", line)
    _, told = results(day, "guarantee g: p99 of latency of S <= 0.3 s per day", source)
    assert len(told) == 1
    assert why in told[0]


def test_a_histogram_that_is_not_there_is_no_data(day: str) -> None:
    source = SOURCE.replace("quick_bucket", "gone_bucket")
    found, told = results(day, "guarantee g: p99 of latency of S <= 0.3 s per day", source)
    assert (found[0].state, told) == (State.NO_DATA, [])


def test_a_signal_that_is_gone_for_a_part(day: str) -> None:
    """Nobody knows what was in the gap, so nobody says that all was well."""
    found, _ = results(day, "guarantee u: uptime of S >= 99% per day")
    assert found[0].state is State.NO_DATA
    assert found[0].measured.reason


def test_an_agreement_that_names_no_service(day: str) -> None:
    source = (
        SOURCE.replace('sla A "A"', 'ola A "A"')
        .replace("  covers S\n", "")
        .replace("as unknown", "as excluded")
    )
    made = compile_files({"a.sla": source.replace("PROMISES", "guarantee u: uptime >= 99% per day")})
    assert not made.resolved.has_errors, made.resolved.diagnostics
    agreement = made.house.agreements["A"]
    period = agreement.promises[0].period.at("2026-03-04")

    def served(agreement, period, address, found, services=(), excluded=None):  # type: ignore[no-untyped-def]
        return read_signals(Api(address), agreement, period, found, services, excluded)

    given = Bindings(servers={"prometheus": day})
    facts = gather(agreement, period, given, None, served=served, house=made.house).facts
    (found,) = evaluate(agreement, facts, period, made.house.metrics)
    assert found.state is State.MET


@settings(max_examples=100)
@given(
    st.lists(st.integers(0, 50), min_size=1, max_size=6),
    st.fractions(0, 1),
    st.integers(0, 20),
)
def test_the_bucket_is_that_of_the_event(counts: list[int], share: Fraction, beyond: int) -> None:
    """The event of that rank, looked up one by one, lies in the bucket that is named."""
    cumulative: dict[Fraction | None, Fraction] = {}
    events: list[int] = []
    for number, count in enumerate(counts):
        events += [number] * count
        cumulative[Fraction(number + 1)] = Fraction(len(events))
    events += [len(counts)] * beyond
    cumulative[None] = Fraction(len(events))
    found = place_of(cumulative, share)
    if not events:
        assert found is None
        return
    assert found is not None
    rank = share * len(events)
    event = events[max(-(-rank.numerator // rank.denominator), 1) - 1]
    assert found.low <= found.value
    if event == len(counts):
        assert found.high is None
        assert found.value == len(counts)
    else:
        assert found.high == event + 1
        assert event <= found.value <= event + 1
