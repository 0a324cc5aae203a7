"""Reads, rounds and writes exact ratios: what a person typed is what is computed with and printed."""

from __future__ import annotations

import re
from enum import Enum
from fractions import Fraction
from math import ceil, floor
from typing import Literal

_NUMBER = re.compile(r"([+-]?)([0-9]+(?:_[0-9]+)*)(?:\.([0-9]+(?:_[0-9]+)*))?")


class Rounding(Enum):
    """How the half way, or everything in between, is rounded; the value is the word to say it with."""

    HALF_UP = "half up"
    HALF_EVEN = "half even"
    FLOOR = "floor"
    CEILING = "ceiling"


def parse_number(text: str) -> Fraction | None:
    """`1_000`, `-0.5` or `99.95` as an exact number; None when the text is no decimal number."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    sign, whole, decimals = match[1], match[2].replace("_", ""), (match[3] or "").replace("_", "")
    value = Fraction(int(whole + decimals), 10 ** len(decimals))
    return -value if sign == "-" else value


def parse_ratio(text: str) -> Fraction | None:
    """`99.95%` as 1999/2000, a plain number as itself; None when the text is neither."""
    if text.endswith("%"):
        number = parse_number(text[:-1].rstrip(" "))
        return None if number is None else number / 100
    return parse_number(text)


def round_to(value: Fraction, places: int, mode: Rounding = Rounding.HALF_UP) -> Fraction:
    """The multiple of 10^-places next to `value`; negative places round to tens, hundreds and so on.

    Half up rounds a half away from zero, as tax and trade do, so that a debt and a claim round alike.
    """
    scale = Fraction(10) ** places
    return Fraction(_to_integer(value * scale, mode)) / scale


def _to_integer(value: Fraction, mode: Rounding) -> int:
    below = value.numerator // value.denominator
    match mode:
        case Rounding.FLOOR:
            return below
        case Rounding.CEILING:
            return -(-value.numerator // value.denominator)
        case Rounding.HALF_EVEN:
            return round(value)
        case Rounding.HALF_UP:
            half = value - below == Fraction(1, 2)
            return below if half and value < 0 else below + (value - below >= Fraction(1, 2))


def decimal_places(value: Fraction) -> int | None:
    """How many decimals write `value` exactly; None when no finite number does (1/3)."""
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def exact_decimal(value: Fraction) -> str | None:
    """The shortest decimal text equal to `value`, such as `99.95`; None when it never ends."""
    places = decimal_places(value)
    return None if places is None else _written(value, places)


def decimal_text(value: Fraction, places: int, mode: Rounding = Rounding.HALF_UP) -> str:
    """`value` rounded to exactly `places` >= 0 decimals, zeros kept: `99.90`."""
    return _written(round_to(value, places, mode), places)


def percent(value: Fraction, places: int = 4, mode: Rounding = Rounding.HALF_UP) -> str:
    """`99.95%`: exact and shortest when the decimals end, else rounded to `places` without final zeros.

    The text alone does not say that it is rounded: ask `exact_percent` first where that matters.
    """
    exact = exact_percent(value)
    if exact is not None:
        return exact
    return f"{exact_decimal(round_to(value * 100, places, mode))}%"


def exact_percent(value: Fraction) -> str | None:
    """The shortest exact percentage; None when it never ends."""
    text = exact_decimal(value * 100)
    return None if text is None else f"{text}%"


def _written(value: Fraction, places: int) -> str:
    digits = str(abs(int(value * 10**places))).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def kept_from(
    target: Fraction, comparator: Literal[">=", ">", "<=", "<"], places: int, mode: Rounding
) -> tuple[Fraction, bool]:
    """The value from which a target is kept by what is rounded to so many places first, and whether that
    value itself keeps it: `>= 99.95%` half up to two decimals from 99.945% on."""
    scale = Fraction(10) ** places
    shown = target * scale
    if comparator in (">=", ">"):
        last = ceil(shown) if comparator == ">=" else floor(shown) + 1
        found, reached = {
            Rounding.FLOOR: (Fraction(last), True),
            Rounding.CEILING: (Fraction(last - 1), False),
            Rounding.HALF_UP: (last - Fraction(1, 2), True),
            Rounding.HALF_EVEN: (last - Fraction(1, 2), last % 2 == 0),
        }[mode]
    else:
        last = floor(shown) if comparator == "<=" else ceil(shown) - 1
        found, reached = {
            Rounding.FLOOR: (Fraction(last + 1), False),
            Rounding.CEILING: (Fraction(last), True),
            Rounding.HALF_UP: (last + Fraction(1, 2), False),
            Rounding.HALF_EVEN: (last + Fraction(1, 2), last % 2 == 0),
        }[mode]
    return found / scale, reached
