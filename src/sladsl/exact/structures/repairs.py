"""The smallest repair: what one promise would have to be, all others as they are, for a bound to hold."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from sladsl.exact.structures.nearby import Nearby


def largest_share(bound: Callable[[Nearby], Nearby], present: Fraction, allowed: Fraction) -> Fraction | None:
    """The largest x below `present` with which the whole is down for at most `allowed`.

    `bound` gives the longest downtime for an x, with its slope to the right; it must rise with x, concave and
    in straight pieces, as it does where what the components may be down does. None when not even x = 0
    suffices, or when the present x does.

    The tangent then lies nowhere below it, so Newton's steps from 0 come to the answer from below, in
    finitely many steps.
    """
    x = Fraction(0)
    while x < present:
        found = bound(Nearby(x, Fraction(1)))
        if found.value > allowed or found.slope <= 0:
            return None
        if found.value == allowed:
            return x
        x += (allowed - found.value) / found.slope
    return None
