"""Times of chains against a walk over every minute, around changes of the clocks."""

from __future__ import annotations

from datetime import timedelta

from drawn_chains import Drawn, drawn, text_of
from hypothesis import assume, given, settings
from proof_houses import house_of

from minute_walk import DAY, TooFarError, Walk, begin_of, minute_of
from sladsl.model.supports import Supports
from sladsl.prove.chains import TimeProof, due_or_never_of_chain, time_proofs
from sladsl.prove.due import due_or_never
from sladsl.prove.timeline import legs, promised_end

GRID = 5 * 60
"""Hours, limits and hand-overs are in multiples of it; in between, the clocks run on or stand still."""


def proof_of(case: Drawn) -> TimeProof:
    house = house_of(text_of(case))
    (found,) = time_proofs(Supports(house), house.agreements["Deal"])
    return found


@settings(max_examples=60, deadline=None)
@given(drawn())
def test_every_start_and_the_worst_one(case: Drawn) -> None:
    """Due when the walk is, at every start of these days; and none is as late as the worst one."""
    proof = proof_of(case)
    zone = case.promise.zone
    first, end = begin_of(case.first, zone), begin_of(case.last + timedelta(days=1), zone)
    assert (proof.first, proof.end) == (first, end)
    walk = Walk(minute_of(case.first) - DAY)
    starts = [at + more for at in range(first, end, GRID) for more in (0, 1, GRID - 1)]
    try:
        walked = [(walk.done(case.chain, start), walk.done(case.promise, start)) for start in starts]
    except TooFarError:
        assume(False)
    done = due_or_never_of_chain(proof.chain, first, end)
    promised = due_or_never(proof.guarantee, proof.agreement, first, end)
    assert [(done.at(start), promised.at(start)) for start in starts] == walked
    late = [done - due for done, due in walked]
    assert proof.worst.by == max(late)
    assert proof.kept is (max(late) <= 0)
    assert late[starts.index(proof.worst.start)] == max(late)
    *_, last = legs(proof.chain, proof.worst.start)
    assert last.end == walk.done(case.chain, proof.worst.start)
    assert promised_end(proof) == walk.done(case.promise, proof.worst.start)
