"""Switches over others: what is chosen above goes before, what is left open is filled in."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from sladsl.exact.durations import Duration
from sladsl.model.metrics import UNCHOSEN, Holds, Switches

CHOSEN = st.builds(
    Switches,
    st.sampled_from([None, "good", "excluded"]),
    st.sampled_from([None, Duration(Fraction(60)), Duration(Fraction(300))]),
    st.sampled_from([None, True, False]),
    st.sampled_from([None, "opened", "closed"]),
    st.sampled_from([None, Holds("waiting"), Holds("held")]),
    st.sampled_from([None, "good", "excluded"]),
    st.booleans(),
    st.sampled_from([None, "counted hours", "elapsed time"]),
    st.sampled_from([None, "both", "length"]),
)


@given(below=CHOSEN)
def test_nothing_chosen_leaves_all_as_it_is(below: Switches) -> None:
    copy = Switches()
    assert copy == UNCHOSEN
    assert copy.over(below) == UNCHOSEN.over(below) == below


@given(above=CHOSEN, below=CHOSEN)
def test_what_is_chosen_goes_before(above: Switches, below: Switches) -> None:
    made = above.over(below)
    for name in ("empty", "short_outages", "partial", "attributed", "pause", "undeployed", "begun"):
        first = getattr(above, name)
        assert getattr(made, name) == (getattr(below, name) if first is None else first)
    assert made.short_too == (below if above.short_outages is None else above).short_too
    assert made.pause_in == (below if above.pause is None else above).pause_in
