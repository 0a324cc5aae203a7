"""Planned work and hours of redundant suppliers: what is not kept is broken by the case that is shown."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from math import ceil

from hypothesis import given, settings
from hypothesis import strategies as st
from proof_houses import proof_of, sla, uc

from sladsl.evaluate.evaluate import result
from sladsl.evaluate.facts import Facts, ServiceFacts
from sladsl.evaluate.results import State
from sladsl.exact.intervals import Intervals, normalise
from sladsl.exact.ratio import percent
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.mending import repairs

NEEDS = {
    "needs A, B, C": lambda up: up == 3,
    "needs 1 of A, B, C": lambda up: up >= 1,
    "needs 2 of A, B, C": lambda up: up >= 2,
}
WINDOWS = ["Sun 02:00-06:00", "Sun 04:00-08:00", "Sat 22:00-24:00", "first Sun 00:00-06:00"]
LIMITS = ["", "; at most 3 h per month", "; at most 1 h per week"]
PERS = ["month", "quarter", "week"]
HOURS = ["", "during Office", "during Night"]
CALENDARS = """
calendar Office { zone "Europe/Helsinki"; open Mon-Fri 07:00-19:00 }
calendar Night { zone "Europe/Helsinki"; open Mon-Sun 19:00-24:00, 00:00-07:00 }
"""

Lower = tuple[int, str, str, tuple[str, str] | None]
lowers = st.tuples(
    st.integers(0, 99),
    st.sampled_from(PERS),
    st.sampled_from(HOURS),
    st.none() | st.tuples(st.sampled_from(WINDOWS), st.sampled_from(LIMITS)),
    # Of work beyond a limit that several periods share the earliest is left out, wherever it would help more.
).filter(lambda lower: lower[1] != "week" or lower[3] is None or "month" not in lower[3][1])


def text_of(
    needs: str, below: list[Lower], above: int, per: str, only: str, instead: Mapping[str, str] | None = None
) -> str:
    """The house; `instead` are other shares for some of the suppliers."""
    text = CALENDARS + f"service A\nservice B\nservice C\nservice Web {{ {needs} }}\n"
    for key, (tenths, each, hours, work) in zip("ABC", below, strict=True):
        leaves = ""
        if work is not None:
            text += f"exclusion work{key} {{ window {work[0]}{work[1]} }}\n"
            leaves = f" {{ except work{key}{only} }}"
        share = (instead or {}).get(key, f"{99 + tenths / 100:.2f}%")
        promise = f"guarantee uptime: up of {key} >= {share} per {each} {hours}{leaves}"
        text += uc(f"{key}Uc", promise)
    return text + sla(f"guarantee uptime: up of Web >= {90 + above / 10:.1f}% per {per}")


def replayed(
    proof: AvailabilityProof, needs: str, down: Mapping[str, Intervals]
) -> tuple[State, list[State]]:
    """The state of the promise, and of those under it in their periods, when the parts are down as said."""
    edges = sorted({edge for spans in down.values() for span in spans for edge in span})
    failed = []
    for start, end in pairwise(edges):
        out = sum(any(a <= start and end <= b for a, b in spans) for spans in down.values())
        if not NEEDS[needs](3 - out):
            failed.append((start, end))
    facts = Facts(
        {"Web": ServiceFacts(down=normalise(failed))}
        | {key: ServiceFacts(down=down.get(key, ())) for key in "ABC"}
    )
    above = result(proof.guarantee, proof.agreement, proof.service, facts, proof.period, {})
    below = []
    for support in proof.supports:
        cycle = support.guarantee.period
        assert cycle is not None
        (service,) = support.guarantee.services
        for period in cycle.between(proof.period.start, proof.period.end):
            below.append(result(support.guarantee, support.agreement, service, facts, period, {}).state)
    return above.state, below


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(sorted(NEEDS)),
    st.lists(lowers, min_size=3, max_size=3),
    st.integers(50, 99),
    st.sampled_from(PERS),
    st.sampled_from(["", " from downtime only"]),
)
def test_the_case_shown_breaks_the_promise_and_none_below(
    needs: str, below: list[Lower], above: int, per: str, only: str
) -> None:
    proof = proof_of(text_of(needs, below, above, per, only))
    if proof.kept:
        return
    case = proof.case
    assert case
    # Outages are cut to whole seconds that lie in them, so that nobody is down for longer than promised.
    if proof.bound - proof.allowed < 3 * len(case.spans):
        return
    found: dict[str, list[tuple[int, int]]] = {}
    for key, begun, seconds in case.spans:
        found.setdefault(key, []).append((begun + 1, max(begun + 1, begun + int(seconds))))
    state, supported = replayed(proof, needs, {key: normalise(spans) for key, spans in found.items()})
    assert state is State.MISSED
    assert State.MISSED not in supported


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from(sorted(NEEDS)),
    st.lists(lowers, min_size=3, max_size=3),
    st.integers(50, 99),
    st.sampled_from(["", " from downtime only"]),
)
def test_the_repair_is_the_smallest_that_suffices(
    needs: str, below: list[Lower], above: int, only: str
) -> None:
    proof = proof_of(text_of(needs, below, above, "month", only))
    if proof.kept:
        return
    for repair in repairs(proof).ways:
        (service,) = repair.guarantee.services
        enough = Fraction(ceil(repair.target * 10**9), 10**9)
        for target, kept in ((enough, True), (enough - Fraction(2, 10**9), False)):
            instead = {service.key: percent(target)}
            again = proof_of(text_of(needs, below, above, "month", only, instead))
            # Where several leave out the same hours, it may be a little more than needed.
            assert again.kept is kept or (not kept and any(s.shared for s in proof.supports))


def test_a_repair_counts_only_the_work_that_is_in_the_way() -> None:
    """B is free to fail by day: then A's work by day takes Web away, and leaves its share less to be one of;
    its work at night does neither. With d seconds of work by day in a month of T seconds, d + x (T - d) may
    be down."""

    def text(share: str) -> str:
        return (
            CALENDARS
            + "service A\nservice B\nservice Web { needs 1 of A, B }\n"
            + "exclusion night { window Sun 01:00-04:00 }\nexclusion day { window Sun 10:00-14:00 }\n"
            + uc("AUc", f"guarantee uptime: up of A >= {share} per month {{ except night, day }}")
            + uc("BUc", "guarantee uptime: up of B >= 100% per month during Night")
            + sla("guarantee uptime: up of Web >= 95% per month", "effective 2027-01-01 until 2027-01-31")
        )

    month, day = 31 * 86_400, 5 * 4 * 3600
    proof = proof_of(text("97%"))
    assert proof.bound == day + Fraction(3, 100) * (month - day) > proof.allowed
    (repair,) = [each for each in repairs(proof).ways if each.agreement.key == "AUc"]
    smallest = 1 - (proof.allowed - day) / (month - day)
    assert 0 <= repair.target - smallest < Fraction(1, 10**7)
    assert proof_of(text(percent(Fraction(ceil(repair.target * 10**9), 10**9)))).kept
