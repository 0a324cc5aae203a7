"""Lengths of time in the fewest words of a language: `4 min 12.504 s`."""

from __future__ import annotations

from fractions import Fraction

from sladsl.exact.durations import Duration
from sladsl.exact.periods import DAY
from sladsl.exact.ratio import round_to
from sladsl.lower import values as v
from sladsl.lower.document import text
from sladsl.lower.wording import Wording

_MILLISECOND_PLACES = 3
_SHOWN_FROM_DAYS = 2


def short_time(words: Wording, seconds: Fraction) -> str:
    """`4 min 12.504 s`, from two days on `2 d 4 h`: rounded half up to the millisecond."""
    seconds = round_to(seconds, _MILLISECOND_PLACES)
    days, rest = divmod(seconds, DAY)
    days, rest = (int(days), rest) if days >= _SHOWN_FROM_DAYS else (0, seconds)
    hours, minutes, left = Duration(rest).parts()

    found: list[str] = []
    if days:
        found.append(words.say("short-day", value=text(words.formats.number(Fraction(days)))))
    if hours:
        found.append(words.say("short-hour", value=text(words.formats.number(Fraction(hours)))))
    if minutes:
        found.append(words.say("short-minute", value=text(words.formats.number(Fraction(minutes)))))
    if left or not found:
        found.append(words.say("short-second", value=text(words.formats.number(Fraction(left)))))
    return " ".join(each.replace(" ", v.NBSP) for each in found)
