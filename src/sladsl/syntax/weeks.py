"""Finds what stands beside the days of a window where only a week of the month can stand."""

from __future__ import annotations

from collections.abc import Sequence

from sladsl.syntax.lexer import END, NEWLINE
from sladsl.syntax.repairs import near
from sladsl.syntax.steering import Tok

WEEKS = ("first", "second", "third", "fourth", "last")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def wrong_week(toks: Sequence[Tok], at: int, first: int) -> tuple[int, int] | None:
    """Its first and last token, by number, where the statement from `first` is a window and breaks at `at`.

    None where something else is wrong: a comma is missing between two days, a word is only misspelt.
    """
    if at <= first or toks[first].text != "window":
        return None
    stop = next(i for i in range(first, len(toks)) if toks[i].kind in (NEWLINE, END, "RBRACE"))
    days = [i for i in range(first + 1, stop) if toks[i].text[:3].lower() in _DAYS]
    if not days or at > days[0] + 1:
        return None
    day = days[0]
    if day == first + 1:
        return (day + 1, day + 1) if toks[day + 1].text in WEEKS else None
    alone = toks[first + 1].text if day == first + 2 else ""
    if alone in WEEKS or any(near(alone, word) for word in WEEKS):
        return None
    return first + 1, day - 1
