"""Proofs replayed: their worst cases through the evaluation engine, and random adversaries against them."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from proof_houses import proof_of, sla, uc

from sladsl.evaluate.evaluate import result
from sladsl.evaluate.facts import Facts, ServiceFacts
from sladsl.evaluate.results import State
from sladsl.exact.intervals import Intervals, normalise
from sladsl.exact.structures.downtime import worst_timing
from sladsl.exact.structures.structure import StructureBuilder
from sladsl.prove.availability import AvailabilityProof

NEEDS = [
    "needs A, B, C",
    "needs 1 of A, B, C",
    "needs 2 of A, B, C",
    "needs A; needs 1 of B, C",
    "needs 1 of A, B; needs 1 of B, C",
    "needs 1 of A, B; needs 1 of A, C; needs 1 of B, C",
]
PERS = ["month", "quarter", "week", "rolling 30 days"]


def _text(needs: str, below: list[tuple[int, str]], above: int, per: str) -> str:
    parts = "".join(
        uc(f"{key}Uc", f"guarantee uptime: up of {key} >= 99.{t}% per {p}")
        for key, (t, p) in zip("ABC", below, strict=True)
    )
    return f"service A\nservice B\nservice C\nservice Web {{ {needs} }}\n{parts}" + sla(
        f"guarantee uptime: up of Web >= {98 + above // 10}.{above % 10}% per {per}"
    )


def _works(needs: str, down: set[str]) -> bool:
    """Read from the words, without the structure of the proof."""
    for line in needs.split(";"):
        words = line.replace("needs", "").split(" of ")
        keys = [key.strip() for key in words[-1].split(",")]
        count = int(words[0]) if len(words) == 2 else len(keys)
        if sum(key not in down for key in keys) < count:
            return False
    return True


def _replay(proof: AvailabilityProof, needs: str, down: dict[str, Intervals]) -> tuple[State, list[State]]:
    """The state of the promise, and of those under it, when the components are down as said."""
    edges = sorted({edge for spans in down.values() for span in spans for edge in span})
    failed = []
    for start, end in pairwise(edges):
        out = {key for key, spans in down.items() if any(a <= start and end <= b for a, b in spans)}
        if not _works(needs, out):
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
        for period in cycle.between(proof.period.start, proof.period.end):
            service = support.guarantee.services[0]
            below.append(result(support.guarantee, support.agreement, service, facts, period, {}).state)
    return above.state, below


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from(NEEDS),
    st.lists(st.tuples(st.integers(0, 9), st.sampled_from(PERS[:3])), min_size=3, max_size=3),
    st.integers(0, 19),
    st.sampled_from(PERS[:3]),
)
def test_a_broken_promise_can_be_broken(
    needs: str, below: list[tuple[int, str]], above: int, per: str
) -> None:
    proof = proof_of(_text(needs, below, above, per))
    if proof.kept or proof.bound - proof.allowed < 60:
        return
    budgets = {support.component: support.seconds for support in proof.supports}
    start = proof.period.start
    down: dict[str, Intervals] = {}
    for key, spans in worst_timing(proof.structure, budgets).items():
        # Ends are cut to whole seconds, so that nobody is down for longer than promised.
        down[str(key)] = normalise((start + -(-a // 1), start + b // 1) for a, b in spans)
    state, _ = _replay(proof, needs, down)
    assert state is State.MISSED
    for support in proof.supports:
        total = sum(b - a for a, b in down.get(support.component, ()))
        assert total <= support.seconds


SHORTER = {
    "month": ["day", "week", "month", "rolling 7 days", "quarter"],
    "quarter": ["day", "week", "month", "rolling 30 days"],
    "year": ["week", "month", "quarter"],
}


@settings(max_examples=50, deadline=None)
@given(
    st.sampled_from(NEEDS),
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 4)), min_size=3, max_size=3),
    st.integers(0, 19),
    st.sampled_from(sorted(SHORTER)),
)
def test_the_case_shown_breaks_the_promise_and_none_below(
    needs: str, below: list[tuple[int, int]], above: int, per: str
) -> None:
    """As it is told, period by period of everybody, whatever lies in whatever."""
    pers = SHORTER[per]
    proof = proof_of(_text(needs, [(t, pers[p % len(pers)]) for t, p in below], above, per))
    if proof.kept or proof.bound - proof.allowed < 1200:
        return
    case = proof.case
    if not case:  # periods that roll past each other may be too many to be laid out
        assert proof.is_open and any("rolling" in pers[p % len(pers)] for _, p in below)
        return
    found: dict[str, list[tuple[int, int]]] = {}
    for key, begun, seconds in case.spans:
        # Cut to whole seconds, so that nobody is down for longer than promised.
        found.setdefault(key, []).append((begun, begun + int(seconds)))
    state, supported = _replay(proof, needs, {key: normalise(spans) for key, spans in found.items()})
    assert state is State.MISSED
    assert all(each is not State.MISSED for each in supported)


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(NEEDS),
    st.lists(st.tuples(st.integers(0, 9), st.just("month")), min_size=3, max_size=3),
    st.integers(0, 19),
    st.data(),
)
def test_nobody_breaks_what_is_kept(
    needs: str, below: list[tuple[int, str]], above: int, data: st.DataObject
) -> None:
    """Outages drawn at random that every supporting promise allows never miss a promise that is proven."""
    proof = proof_of(_text(needs, below, above, "month"))
    down: dict[str, Intervals] = {}
    for support in proof.supports:
        left, spans = int(support.seconds), []
        for _ in range(data.draw(st.integers(0, 3))):
            length = data.draw(st.integers(0, left))
            at = proof.period.start + data.draw(st.integers(0, 20)) * 3600
            spans.append((at, at + length))
            left -= length
        down[support.component] = normalise(spans)
    state, supported = _replay(proof, needs, down)
    assert all(each is State.MET for each in supported)
    if proof.kept:
        assert state is State.MET


def test_the_words_and_the_structure_agree() -> None:
    builder = StructureBuilder()
    a, b, c = (builder.component(key) for key in "ABC")
    structure = builder.build(builder.all_of([builder.any_of([a, b]), builder.any_of([b, c])]))
    for number in range(8):
        down = {key for place, key in enumerate("ABC") if number >> place & 1}
        assert structure.works(frozenset(down)) is _works(NEEDS[4], down)
