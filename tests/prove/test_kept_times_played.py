"""Times that are just kept: no tickets whose steps are in time break them, and a minute less would not do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from drawn_chains import Drawn, drawn, promises_of, text_of
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from proof_houses import house_of

from minute_walk import Chain, Hours, Promise, TooFarError, Walk, minute_of
from sladsl.evaluate.evaluate import result
from sladsl.evaluate.facts import Case, Facts
from sladsl.evaluate.results import State
from sladsl.exact.periods import Cycle, Kind
from sladsl.model.agreements import Agreement
from sladsl.model.house import House
from sladsl.model.supports import Supports
from sladsl.prove.chains import TimeProof, time_proofs

MONTH = 30 * 1440
TICKETS = 40

Ticket = tuple[int, int]


def with_minutes(case: Drawn, minutes: int) -> tuple[House, TimeProof]:
    """The house whose promise above is so many minutes round the clock."""
    promise = Promise("minutes", minutes, Hours(case.promise.zone), case.promise.zone)
    house = house_of(text_of(replace(case, promise=promise)))
    (found,) = time_proofs(Supports(house), house.agreements["Deal"])
    return house, found


def state_of(agreement: Agreement, tickets: list[Ticket]) -> State:
    cases = tuple(
        Case(str(number), "P1", {"opened": opened, "repaired": done})
        for number, (opened, done) in enumerate(tickets)
    )
    year = Cycle(Kind.YEAR, agreement.zone).containing(tickets[0][0])
    return result(agreement.guarantees[0], agreement, None, Facts(cases=cases), year, {}).state


@settings(max_examples=30, deadline=None)
@given(drawn(), st.randoms(use_true_random=False))
def test_the_least_time_that_is_kept(case: Drawn, random: Random) -> None:
    _, loose = with_minutes(case, MONTH)
    assume(not loose.worst.endless)
    least = MONTH + -(-loose.worst.by // 60)
    assume(least > 1)
    house, proof = with_minutes(case, least)
    assert proof.kept
    assert not with_minutes(case, least - 1)[1].kept
    walk = Walk(minute_of(case.first) - 1440)
    below: dict[int, list[Ticket]] = {}
    above = []

    def part_of(begun: int, due: int) -> int:
        return random.choice([due, due, due - 1, begun, random.randint(begun, due)])

    try:
        for _ in range(TICKETS):
            start = random.choice([proof.worst.start, random.randrange(proof.first, proof.end)])
            above.append((start, _course(case.chain, walk, start, part_of, below)))
    except TooFarError:
        assume(False)
    for step, tickets in below.items():
        assert state_of(house.agreements[f"U{step}"], tickets) is State.MET
    assert state_of(house.agreements["Deal"], above) is State.MET


def _course(
    chain: Chain,
    walk: Walk,
    start: int,
    part_of: Callable[[int, int], int],
    below: dict[int, list[Ticket]],
    first: int = 0,
) -> int:
    """When a ticket is done, each step at some time before it is due; what each step did is put `below`."""
    if isinstance(chain, Promise):
        end = max(start, part_of(start, walk.done(chain, start)))
        below.setdefault(first, []).append((start, end))
        return end
    second = first + len(promises_of(chain.one))
    if chain.word == "or" and part_of(0, 1):
        return _course(chain.two, walk, start, part_of, below, second)
    end = _course(chain.one, walk, start, part_of, below, first)
    if chain.word == "or":
        return end
    again = end + 60 * chain.handover if chain.word == "then" else start
    return max(end, _course(chain.two, walk, again, part_of, below, second))
