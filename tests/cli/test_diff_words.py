"""How the money of a failure is said: every shape that a side of it can have."""

from __future__ import annotations

from fractions import Fraction

import pytest

from sladsl.cli.diff_words import due_text, failure_text, gains_text, net_text
from sladsl.differences.change import Due, Gain, Stake

WEB = ("Web", Fraction(400))
DESK = ("Desk", Fraction(300))


def due(*owed: tuple[str, Fraction], back: tuple[str, int] | None, supplier: str = "Line") -> Due:
    return Due(supplier, owed, None if back is None else (back[0], Fraction(back[1])), "")


def stake(before: Due | None, after: Due | None, *gains: Gain, service: str = "Network") -> Stake:
    promise = "" if service else "repair"
    what = "Network down for a whole month" if service else "Line.repair missed in every case of a month"
    return Stake(what, "Line", service, promise, "month", "EUR", before, after, gains)


@pytest.mark.parametrize(
    ("side", "said"),
    [
        (None, "another supplier promises it"),
        (due(WEB, back=("EUR", 150)), "400 EUR owed; Line pays 150 EUR, 250 EUR stay"),
        (due(WEB, DESK, back=("EUR", 700)), "700 EUR owed to 2 customers; Line pays 700 EUR, nothing stays"),
        (due(WEB, back=("EUR", 500)), "400 EUR owed; Line pays 500 EUR, 100 EUR more than is owed"),
        (due(WEB, back=("SEK", 90)), "400 EUR owed; Line pays 90 SEK"),
        (due(WEB, back=("share of usage", 2)), "400 EUR owed; Line pays 200% of usage"),
        (due(WEB, back=None), "400 EUR owed; what Line pays of it is open"),
        (due(back=None), "nothing owed; what Line pays is open"),
        (due(WEB, back=("EUR", 0), supplier=""), "400 EUR owed; no supplier pays any of it"),
        (due(back=("EUR", 150)), "nothing owed; Line pays 150 EUR"),
        (due(back=("EUR", 0), supplier=""), "nothing owed"),
        (
            Due("Line", (WEB,), ("EUR", Fraction(0)), "2027-02, of 28 days"),
            "400 EUR owed, worst in 2027-02, of 28 days; Line pays 0 EUR, 400 EUR stay",
        ),
    ],
)
def test_a_side(side: Due | None, said: str) -> None:
    assert due_text(stake(side, None), side) == said


def test_what_is_missed_names_its_agreement_once() -> None:
    assert failure_text(stake(None, None)) == "Network down for a whole month (Line)"
    assert failure_text(stake(None, None, service="")) == "Line.repair missed in every case of a month"


def test_the_net_change() -> None:
    old, new = due(WEB, back=("EUR", 150)), due(WEB, DESK, back=("EUR", 150))
    assert net_text(stake(old, new)) == "300 EUR more stay"
    assert net_text(stake(new, old)) == "300 EUR less stay"
    assert net_text(stake(old, old)) == "as much stays"
    for other in (None, due(WEB, back=None), due(WEB, back=("SEK", 1))):
        assert net_text(stake(old, other)) == ""


def test_for_whom() -> None:
    old, new = due(WEB, back=("EUR", 150)), due(WEB, back=None)
    customers = [Gain(f"Client{number}", "EUR", Fraction(10)) for number in range(6)]
    assert gains_text(stake(old, old, Gain("We", "EUR", Fraction(-60)), *customers)) == (
        "worse for We by 60 EUR, better for Client0 by 10 EUR, better for Client1 by 10 EUR, "
        "better for Client2 by 10 EUR, better for Client3 by 10 EUR, better for 2 more"
    )
    assert (
        gains_text(stake(old, new, customers[0])) == "better for Client0 by 10 EUR; for the others it is open"
    )
    assert gains_text(stake(old, new)) == "for whom it is better or worse is open"
    assert gains_text(stake(None, new)) == "for whom it is better or worse is open"
    assert gains_text(stake(old, old)) == "nobody pays or gets more"
