"""Numbers with a neighbour: a value, and how it changes when one quantity grows by the least amount.

With them an algorithm that only adds, compares and scales computes a value and its slope to the right at
once, exactly, also where the value has a kink.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Protocol, Self

from sladsl.records import record


class Amount(Protocol):
    """What amounts of downtime have to be able to do; Fraction and Nearby both are."""

    def __add__(self, other: Self, /) -> Self: ...

    def __sub__(self, other: Self, /) -> Self: ...

    def __mul__(self, other: Fraction, /) -> Self: ...

    def __truediv__(self, other: Fraction, /) -> Self: ...

    def __lt__(self, other: Self, /) -> bool: ...


@record(order=True)
class Nearby:
    """`value + slope * e` for an e that is smaller than any number, and positive."""

    value: Fraction
    slope: Fraction = Fraction(0)

    def __add__(self, other: Nearby) -> Nearby:
        return Nearby(self.value + other.value, self.slope + other.slope)

    def __sub__(self, other: Nearby) -> Nearby:
        return Nearby(self.value - other.value, self.slope - other.slope)

    def __mul__(self, other: Fraction) -> Nearby:
        return Nearby(self.value * other, self.slope * other)

    def __truediv__(self, other: Fraction) -> Nearby:
        return Nearby(self.value / other, self.slope / other)
