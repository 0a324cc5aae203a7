"""Reads a value as the source writes it, where there is no source around it: on a command line."""

from __future__ import annotations

import re
from fractions import Fraction

from sladsl.exact.durations import Duration, UnknownUnit, WholeNumberNeeded, WorkingDays, from_parts
from sladsl.exact.money import Money, is_currency
from sladsl.exact.quantities import Quantity
from sladsl.exact.ratio import parse_number
from sladsl.model.values import Number, Ratio, Value

_PART = re.compile(r"([+-]?[0-9][0-9_]*(?:[.][0-9_]+)?)[ ]*((?:working )?[A-Za-z][A-Za-z/]*)", re.ASCII)


def read_value(text: str) -> Value | None:
    """`99.9%`, `15 min`, `1 h 30 min`, `3 working days`, `12`, `100 EUR`, `5 GB`; None for anything else."""
    words = " ".join(text.split())
    if words.endswith("%"):
        share = parse_number(words[:-1].rstrip())
        return None if share is None else Ratio(share / 100)
    plain = parse_number(words)
    if plain is not None:
        return Number(plain)
    found: list[Value] = []
    at = 0
    while at < len(words):
        match = _PART.match(words, at)
        value = _one(match[1], match[2]) if match is not None else None
        if match is None or value is None:
            return None
        found.append(value)
        at = match.end() + (words[match.end() : match.end() + 1] == " ")
    if len(found) == 1:
        return found[0]
    total = Duration(Fraction(0))
    for each in found:
        if not isinstance(each, Duration):
            return None
        total += each
    return total if found else None


def _one(number: str, unit: str) -> Value | None:
    amount = parse_number(number)
    if amount is None:
        return None
    if unit in ("working day", "working days"):
        return WorkingDays(int(amount)) if amount.denominator == 1 else None
    try:
        return from_parts(amount, unit)
    except WholeNumberNeeded:
        return None
    except UnknownUnit:
        pass
    if is_currency(unit):
        return Money(amount, unit)
    return None if " " in unit else Quantity(amount, unit)
