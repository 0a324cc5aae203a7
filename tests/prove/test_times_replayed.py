"""Times that are not kept: as tickets, the witness keeps every step and breaks the promise when evaluated."""

from __future__ import annotations

from datetime import date

import pytest
from drawn_chains import Drawn, drawn, promises_of, text_of
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from proof_houses import house_of, sla, uc

from minute_walk import Chain, Promise, TooFarError, Walk, minute_of
from sladsl.evaluate.evaluate import result
from sladsl.evaluate.facts import Case, Facts
from sladsl.evaluate.results import State
from sladsl.exact.periods import Cycle, Kind
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.house import House
from sladsl.model.metrics import TimeBetween
from sladsl.model.supports import Supports
from sladsl.prove.chains import TimeProof, time_proofs
from sladsl.prove.timeline import legs

ENDED = minute_of(date(2027, 12, 31)) * 60
"""The contracts of the steps end then, and count no ticket that begins later."""
Ticket = tuple[int, int]
"""When it was opened, and when what is promised of it was done."""
Shares = dict[int, int]
"""The per cent of tickets that each step keeps, by its number."""


def proof_in(house: House) -> TimeProof:
    (found,) = time_proofs(Supports(house), house.agreements["Deal"])
    return found


def judged(agreement: Agreement, guarantee: Guarantee, tickets: list[Ticket]) -> State:
    """The state of a promise over the year in which the tickets were opened."""
    formula = guarantee.metric.formula
    assert isinstance(formula, TimeBetween)
    cases = tuple(
        Case(str(number), "P1", {formula.first: opened, formula.last: done})
        for number, (opened, done) in enumerate(tickets)
    )
    year = Cycle(Kind.YEAR, agreement.zone).containing(tickets[0][0])
    return result(guarantee, agreement, None, Facts(cases=cases), year, {}).state


def replayed(proof: TimeProof) -> tuple[list[State], State]:
    """The states of the steps on the way of the witness, and that of the promise above."""
    below, end = [], proof.worst.start
    for leg in legs(proof.chain, proof.worst.start):
        assert leg.start == end and leg.end is not None
        end = leg.end
        if leg.step is not None and leg.start < ENDED:
            below.append(judged(leg.step.agreement, leg.step.guarantee, [(leg.start, end)]))
    return below, judged(proof.agreement, proof.guarantee, [(proof.worst.start, end)])


@settings(max_examples=60, deadline=None)
@given(drawn())
def test_the_witness_of_a_random_chain(case: Drawn) -> None:
    proof = proof_in(house_of(text_of(case)))
    assume(not proof.kept)
    below, above = replayed(proof)
    assert set(below) == {State.MET}
    assert above is State.MISSED


KINDS = """
import std.metrics { response, resolution }
priorities Incident { P1 "One" }
calendar Office { zone "Europe/London"; open Mon-Fri 09:00-17:30; closed holidays GB-ENG }
calendar Shop { zone "Europe/Helsinki"; open Mon-Sat 10:00-18:00; open Sun 12:00-16:00 }
service Net
service Web { needs Net }
"""
TERM = "priorities Incident\neffective 2027-01-01 until 2027-12-31"
HANDLED = "handling of P1: "


@pytest.mark.parametrize(
    ("lines", "promise"),
    [
        (["4 h during Office"], "8 h"),
        (["4 h during Office"], "< 4 h"),
        (["2 h"], "< 2 h"),
        (["1 h", "2 h"], f"2 h 59 min\n{HANDLED}L0.repair then L1.repair"),
        (["1 h", "2 h"], f"3 h\n{HANDLED}L0.repair then handover 5 min then L1.repair"),
        (["1 h", "2 h during Office"], f"20 h\n{HANDLED}L0.repair or L1.repair"),
        (["1 h", "2 h", "3 h during Shop"], f"20 h\n{HANDLED}L0.repair then (L1.repair with L2.repair)"),
        (["2 working days during Office"], "48 h"),
        (["2 working days during Office"], "2 working days during Shop"),
        (["3 working days during Office"], "3 calendar days"),
        (["1 calendar days"], "24 h"),
        (["300 h during Shop"], "1 months"),
        (["1 h"], "12:00 of next day when opened by 11:00, otherwise 11:30 of same day"),
        (["end of working day 2 during Office"], "end of working day 2 during Shop"),
        (["end of next working day during Office"], "12:00 of day 3"),
        (["24:00 of same day"], "23:59 of same day"),
    ],
)
def test_the_witness_of_a_chain(lines: list[str], promise: str) -> None:
    text = KINDS + "".join(
        uc(f"L{number}", f"guarantee repair: resolution of P1 <= {line}", f"covers Net\n{TERM}")
        for number, line in enumerate(lines)
    )
    promise = promise if promise.startswith("<") else f"<= {promise}"
    text += sla(f"guarantee repair: resolution of P1 {promise}", f"covers Web\n{TERM}")
    proof = proof_in(house_of(text.replace('zone "UTC"', 'zone "Europe/London"')))
    assert not proof.kept
    below, above = replayed(proof)
    assert set(below) == {State.MET}
    assert above is State.MISSED


# ---- for a share of the tickets

TICKETS = 100
LATE = 50 * 86_400
"""So long takes what is late."""


@settings(max_examples=40, deadline=None)
@given(drawn(), st.lists(st.sampled_from([100, 99, 98, 95, 90]), min_size=4, max_size=4))
def test_a_share_is_broken_by_the_late_tickets_of_all_steps(case: Drawn, shares: list[int]) -> None:
    """Each step lets other tickets be late, all else is done at once: more than the promise lets be late,
    where too few are proven to be in time, and no more where enough are."""
    own = dict(enumerate(shares[: len(case.promises)]))
    said = tuple(f"for {share}% of tickets" for share in (*own.values(), shares[-1]))
    house = house_of(text_of(case, said))
    proof = proof_in(house)
    if not proof.in_time:
        below, above = replayed(proof)
        assert (set(below), above) == ({State.MET}, State.MISSED)
        return
    start = proof.worst.start
    try:
        assume(Walk(minute_of(case.first) - 1440).done(case.promise, start) < start + LATE)
    except TooFarError:
        assume(False)
    numbers = iter(range(TICKETS))
    late = {next(numbers): step for step in _met(case.chain, own) for _ in range(100 - own[step])}
    played = [_played(case.chain, own, start, late.get(number)) for number in range(TICKETS)]
    for step in played[0][1]:
        agreement = house.agreements[f"U{step}"]
        assert judged(agreement, agreement.guarantees[0], [way[step] for _, way in played]) is State.MET
    above = judged(proof.agreement, proof.guarantee, [(start, end) for end, _ in played])
    assert above is (State.MET if proof.for_enough else State.MISSED)


def _met(chain: Chain, shares: Shares, first: int = 0) -> list[int]:
    """The steps that a ticket meets; of alternatives those that let more tickets be late."""
    if isinstance(chain, Promise):
        return [first]
    one = _met(chain.one, shares, first)
    two = _met(chain.two, shares, first + len(promises_of(chain.one)))
    if chain.word == "or":
        return max(one, two, key=lambda steps: sum(100 - shares[step] for step in steps))
    return one + two


def _played(
    chain: Chain, shares: Shares, start: int, late: int | None, first: int = 0
) -> tuple[int, dict[int, Ticket]]:
    """When a ticket is done, and when each step on its way began and ended; one of them may be late."""
    if isinstance(chain, Promise):
        end = start + LATE if late == first else start
        return end, {first: (start, end)}
    second = first + len(promises_of(chain.one))
    if chain.word == "or":
        chosen = _met(chain, shares, first)[0]
        part, number = (chain.one, first) if chosen < second else (chain.two, second)
        return _played(part, shares, start, late, number)
    end, way = _played(chain.one, shares, start, late, first)
    again = end + chain.handover * 60 if chain.word == "then" else start
    other, more = _played(chain.two, shares, again, late, second)
    return max(end, other), way | more
