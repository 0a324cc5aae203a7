"""Whatever is edited: the way back says the same with its sides exchanged, and no way says nothing."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from versions import BASE, between, edited, seen

from sladsl.differences.change import Differences, Effect

# Places of the house and what may stand there; the first is what does.
SLOTS: tuple[tuple[str, ...], ...] = (
    (
        "up_share of Shop >= 99.9% per month",
        "up_share of Shop > 99.9% per month",
        "up_share of Shop >= 99.95% per month",
        "up_share of Shop >= 99.99% per year",
        "up_share of Shop >= 99.9% per quarter during Office",
    ),
    ("success of Shop >= 98% per month", "success of Shop >= 97% per year", "success of Shop >= 99% per day"),
    ("errors of Shop <= 12 per month", "errors of Shop < 12 per month", "errors of Shop <= 40 per quarter"),
    (
        "repair of P2 of Shop <= 8 h during Office",
        "repair of P2 of Shop <= 10 h during Late",
        "repair of P2 of Shop <= 1 working day during Night",
        "repair of P2 of Shop < 8 h",
    ),
    ("except works", "except works, storms", "except storms"),
    ("at most 4 h per month", "at most 6 h per month", "at most 6 h per quarter"),
    ("below 99%: 20% of monthly", "below 99%: 5% of monthly", "below 98%: 300 EUR", "otherwise: 1 EUR"),
    ("cap 30% of monthly per month", "cap 350 EUR per month", "cap 90% of monthly per year"),
    ("1_000 EUR per month", "900 EUR per month", "1_000 EUR per year", "9_000 SEK per year"),
    ("open Mon-Fri 08:00-16:00", "open Mon-Fri 07:00-15:00", "open Mon-Sat 08:00-16:00"),
    ("renews for 12 months, notice 60 days", "notice 30 days", "renews for 2 years, notice 60 days"),
    ("effective 2027-01-01 until 2027-12-31", "effective 2027-03-01 until 2027-11-30"),
    ("covers Shop, Search", "covers Shop", "covers Search"),
    ("Network >= 99.99% per month", "Network >= 99.99% per year", "Network >= 98% per month"),
    ("needs Network", "needs Network, Search", "needs Search"),
    ("missed 3 of 12 months", "missed 2 of 12 months", "missed 3 of 6 months"),
    ("report uptime each month within 5 working days", "report uptime each year within 3 working days"),
    ("is published.", "is published weekly."),
)


@st.composite
def versions(draw: st.DrawFn) -> str:
    """The house with up to four of its places exchanged."""
    chosen = draw(st.sets(st.sampled_from(range(len(SLOTS))), max_size=4))
    edits = [(SLOTS[n][0], draw(st.sampled_from(SLOTS[n]))) for n in sorted(chosen)]
    return edited(*(edit for edit in edits if edit[0] != edit[1]))


@settings(max_examples=50, deadline=None)
@given(versions(), versions())
def test_the_way_back_is_the_mirror(old: str, new: str) -> None:
    there, back = between(old, new), between(new, old)
    assert seen(back) == seen(there, mirrored=True)
    assert [(e.agreement, e.per, e.measure, e.after, e.before) for e in back.exposures] == [
        (e.agreement, e.per, e.measure, e.before, e.after) for e in there.exposures
    ]
    kept = {s.guarantee for s in there.standings if s.what == "repaired"}
    failing = ("breaks", "open")
    broken = {
        s.guarantee for s in back.standings if s.what in failing and s.before is not None and s.before.kept
    }
    assert kept == broken


@settings(max_examples=30, deadline=None)
@given(versions())
def test_nothing_changed_is_nothing_said(text: str) -> None:
    assert between(text, text) == Differences((), (), ())
    assert between(text, text.replace("\n", "\n\n")) == Differences((), (), ())


@settings(max_examples=40, deadline=None)
@given(versions())
def test_every_edit_is_seen_and_told_once(text: str) -> None:
    found = between(BASE, text)
    assert bool(found.changes) == (text != BASE)
    assert len(seen(found)) == len(set(seen(found)))
    assert sum(found.count(effect) for effect in Effect) == len(found.changes)
