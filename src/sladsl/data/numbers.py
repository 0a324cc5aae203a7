"""Numbers in texts of data, exactly."""

from __future__ import annotations

from fractions import Fraction

from sladsl.exact.ratio import parse_number


def exact(text: str) -> Fraction | None:
    """A decimal number as the text has it, `1e-05` too; None for anything else, also NaN and infinity."""
    plain = parse_number(text)
    if plain is not None:
        return plain
    mantissa, sign, exponent = text.lower().partition("e")
    number = parse_number(mantissa)
    power = exponent.removeprefix("+")
    if not sign or number is None or not power.removeprefix("-").isdigit() or len(power) > 4:
        return None
    return number * Fraction(10) ** int(power)
