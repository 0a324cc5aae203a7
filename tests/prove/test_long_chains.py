"""Long chains are put together by halves, and alike ones once: they come to one step after the other."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from proof_houses import house_of, sla, uc

from sladsl.exact.calendars import ALWAYS, Calendar, Union, Weekly
from sladsl.exact.due_chains import then
from sladsl.exact.due_times import DAY, DueTimes, open_time
from sladsl.model.supports import Supports
from sladsl.prove.chains import due_of_chain, time_proofs
from sladsl.prove.due import due_times
from sladsl.prove.parts import Handover, Then, steps

BEGIN = 1_767_225_600  # 2026-01-01
OFFICE = Weekly("Europe/Helsinki", (*[((8 * 60, 17 * 60),)] * 5, (), ()))
SATURDAY = Weekly("UTC", (*[()] * 5, ((600, 700),), ()))
HOURS: tuple[Calendar, ...] = (ALWAYS, OFFICE, Union((OFFICE, SATURDAY)))


def _due(hours: Calendar, seconds: int, end: int) -> DueTimes:
    made = open_time(hours, seconds, BEGIN, end)
    assert made is not None
    return made


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(HOURS), st.integers(0, 40_000)), min_size=2, max_size=2),
    st.lists(st.integers(0, 9 * DAY - 1), min_size=1, max_size=20),
)
def test_then_is_one_after_the_other(parts: list[tuple[Calendar, int]], starts: list[int]) -> None:
    (first, second) = (_due(*part, BEGIN + days * DAY) for part, days in zip(parts, (9, 60), strict=True))
    both = then(first, second)
    for start in (BEGIN + s for s in starts):
        assert both.at(start) == second.at(first.at(start))


KINDS = """
import std.metrics { resolution }
priorities Incident { P1 "Down" "Nothing works." }
calendar Office { zone "Europe/Helsinki"; open Mon-Fri 08:00-17:00 }
service Web
"""
TERM = "covers Web\npriorities Incident\neffective 2026-01-01 until 2026-12-31"
SUPPORTS = "".join(
    uc(f"U{number}", f"guarantee fix: resolution of P1 <= {1 + number % 3} h during {hours}", TERM)
    for number, hours in enumerate(("Office", "Always", "Office", "Always", "Office", "Office", "Always"))
)
CHAIN = " then handover 20 min then ".join(f"U{number}.fix" for number in range(7))


def test_a_chain_of_thirteen_parts_is_one_after_the_other() -> None:
    promise = f"guarantee fix: resolution of P1 <= 60 h\nhandling of P1: {CHAIN}"
    house = house_of(KINDS + SUPPORTS + sla(promise, TERM))
    (made,) = time_proofs(Supports(house), house.agreements["Deal"])
    assert isinstance(made.chain, Then)
    assert len(made.chain.parts) == 13
    assert len(list(steps(made.chain))) == 7
    due = due_of_chain(made.chain, made.first, made.end)
    assert due is not None
    for start in range(made.first, made.end, 12_345):
        at = start
        for part in made.chain.parts:
            if isinstance(part, Handover):
                at += part.seconds
                continue
            (step,) = steps(part)
            found = due_times(step.guarantee, step.agreement, at, at + 1)
            assert found is not None
            at = found.at(at)
        assert due.at(start) == at


def test_customers_with_the_same_clocks_have_the_same_proof_and_others_their_own() -> None:
    parts = [KINDS, SUPPORTS]
    for number, limit in enumerate(("50 h", "50 h", "60 h")):
        promise = f"guarantee fix: resolution of P1 <= {limit}\nhandling of P1: {CHAIN}"
        parts.append(sla(promise, TERM).replace("Deal", f"Deal{number}"))
    house = house_of("".join(parts))
    supports = Supports(house)
    one, same, other = (
        proof for number in range(3) for proof in time_proofs(supports, house.agreements[f"Deal{number}"])
    )
    assert one.worst == same.worst
    assert one.guarantee is not same.guarantee
    assert one.worst.by - other.worst.by == 10 * 3600
