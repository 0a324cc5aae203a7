"""Words that are spelled much alike."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.exact.near_words import near_words, nearest

KNOWN = ("availability", "latency", "repair", "report", "response", "resolution")
WORDS = st.text("abc", min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("latncy", "latency"),
        ("reponse", "response"),
        ("availabilty", "availability"),
        ("latency", "latency"),
        ("uptime", None),
        ("", None),
    ],
)
def test_the_nearest(word: str, meant: str | None) -> None:
    assert nearest(word, KNOWN) == meant


def test_best_first_and_no_more_than_asked() -> None:
    # Of the 11 letters of both words, 8 have a partner with `report` and 10 with `repair`.
    assert near_words("repar", ("report", "repair"), 3) == ("repair", "report")
    assert near_words("repar", ("report", "repair"), 1) == ("repair",)
    assert near_words("repar", ("report", "repair"), 3, percent=80) == ("repair",)


@pytest.mark.parametrize(("percent", "found"), [(75, "abcx"), (76, None)])
def test_just_as_near_as_asked(percent: int, found: str | None) -> None:
    # Three of four letters on each side: 75%.
    assert nearest("abcd", ("abcx",), percent) == found


def test_nothing_is_near_where_nothing_is_known() -> None:
    assert nearest("latency", ()) is None


@settings(max_examples=100)
@given(word=WORDS, known=st.lists(WORDS, max_size=6), most=st.integers(1, 4))
def test_what_is_near_is_known(word: str, known: list[str], most: int) -> None:
    found = near_words(word, iter(known), most)
    assert len(found) <= most
    assert set(found) <= set(known)
    assert nearest(word, known) == (found[0] if found else None)
    if word in known:
        assert found[0] == word


def test_nobody_waits_for_it_who_wrote_no_wrong_word() -> None:
    program = "import sys, sladsl.exact.near_words; print('difflib' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"
