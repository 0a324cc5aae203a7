"""Shares, pauses and exclusions of steps, against counting cases and situations one by one."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st
from proof_houses import house_of, sla, uc

from sladsl.model.metrics import Combined, Condition, Holds, Negated
from sladsl.model.supports import Supports
from sladsl.model.written import condition_text
from sladsl.prove.chains import time_proofs
from sladsl.prove.parts import Handover, Part, Step, Then, Whichever
from sladsl.prove.share_repairs import equal_share, least_share
from sladsl.prove.steps import (
    counted,
    first_steps,
    late_share,
    share_late,
    states_of,
    unpaused_above,
)
from sladsl.source import Source, Span

CASES = 4
HANDED_OVER = Span(Source("", ""), 0, 0)
TEXT = (
    'priorities Incident { P1 "Critical" }\n'
    "metric mend { better lower; value = time from opened to mended; attributed to opened }\n"
    'service Net "Net"\n'
    + uc(
        "Line",
        "priorities Incident\ncovers Net\n"
        + "\n".join(
            f"guarantee g{late}: mend of P1 <= 1 h for {100 - 100 * late // CASES}% of tickets per month"
            for late in range(CASES + 1)
        ),
    )
    + sla("priorities Incident\ncovers Net\nrelies on Line\nguarantee mine: mend of P1 <= 9 h")
)


def step(late: int) -> Step:
    """A step that may be late for so many of the cases."""
    line = house_of(TEXT).agreements["Line"]
    return Step(line, line.guarantee(f"g{late}")[0])


parts = st.recursive(
    st.one_of(st.integers(0, CASES).map(step), st.just(Handover(60, HANDED_OVER))),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=2).map(lambda found: Then(tuple(found))),
        st.tuples(inner, inner, st.booleans()).map(lambda found: Whichever(found[:2], found[2])),
    ),
    max_leaves=3,
)


def most_late(part: Part) -> list[frozenset[int]]:
    """Every set of cases that can be late, by choosing for each step which ones it fails."""
    match part:
        case Step(_, guarantee):
            share = guarantee.share
            assert share is not None
            count = int((1 - share.ratio) * CASES)
            return [frozenset(chosen) for chosen in combinations(range(CASES), count)]
        case Handover():
            return [frozenset()]
        case Then(inner) | Whichever(inner, True):
            made = [most_late(each) for each in inner]
            return list({frozenset().union(*chosen) for chosen in product(*made)})
        case Whichever(inner, False):
            return [late for each in inner for late in most_late(each)]
    raise AssertionError(part)


@settings(max_examples=80, deadline=None)
@given(part=parts)
def test_a_share_is_what_the_unluckiest_choice_of_cases_comes_to(part: Part) -> None:
    worst = max(len(late) for late in most_late(part))
    assert min(share_late(part), Fraction(1)) == Fraction(worst, CASES)
    assert sum((share_late(one) for one in counted(part)), Fraction(0)) == share_late(part)


@settings(max_examples=80, deadline=None)
@given(part=parts, room=st.fractions(0, 1, max_denominator=12))
def test_repairs_of_shares_are_the_least_that_do(part: Part, room: Fraction) -> None:
    """As found, or a hair less; where nothing is found, not even a step without late cases is enough."""
    hair = Fraction(1, 1_000)
    for one in counted(part):

        def late(own: Fraction, one: Step = one) -> Fraction:
            return share_late(part, lambda each: own if each.guarantee is one.guarantee else late_share(each))

        least = least_share(part, one, room)
        if least is None:
            assert late(Fraction(0)) > room
        else:
            assert late(1 - least) <= room
            assert late_share(one) == 1 - least or late(1 - least + hair) > room
    if list(counted(part)):
        alike = equal_share(part, room)
        assert share_late(part, lambda _: 1 - alike) == room


def test_a_case_meets_the_step_after_a_hand_over_first() -> None:
    handover, one, two, three = Handover(60, HANDED_OVER), step(1), step(2), step(3)
    assert list(first_steps(Then((handover, one, two)))) == [one]
    assert list(first_steps(Then((Whichever((Then((handover, two)), one), True), three)))) == [two, one]
    assert list(first_steps(Then((handover,)))) == []


conditions = st.recursive(
    st.sampled_from("abc").map(Holds),
    lambda inner: st.one_of(
        inner.map(Negated),
        st.tuples(st.sampled_from(["and", "or"]), inner, inner).map(lambda found: Combined(*found)),
    ),
    max_leaves=5,
)


def as_python(condition: Condition, **states: bool) -> bool:
    """The condition as the source writes it, read by Python, whose words are the same."""
    return bool(eval(condition_text(condition), {}, states))


@settings(max_examples=100, deadline=None)
@given(below=conditions, above=st.one_of(st.none(), conditions))
def test_a_pause_below_is_one_above_in_every_situation_or_a_situation_is_named(
    below: Condition, above: Condition | None
) -> None:
    wrong = [
        frozenset(name for name, there in zip("abc", chosen, strict=True) if there)
        for chosen in product((False, True), repeat=3)
        if as_python(below, **dict(zip("abc", chosen, strict=True)))
        and not (above is not None and as_python(above, **dict(zip("abc", chosen, strict=True))))
    ]
    found = unpaused_above(below, above)
    if found is None:
        assert not wrong
    else:
        assert found in wrong
        assert len(found) == min(len(states) for states in wrong)
        named = set(states_of(below)) | set(states_of(above) if above is not None else ())
        assert found <= named


def test_proofs_are_made_once_for_one_look_at_a_house() -> None:
    house = house_of(TEXT)
    supports, other = Supports(house), Supports(house)
    deal = house.agreements["Deal"]
    assert time_proofs(supports, deal) is time_proofs(supports, deal)
    assert time_proofs(supports, deal) == time_proofs(other, deal)
