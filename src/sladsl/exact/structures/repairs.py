"""The smallest repair: what one promise would have to be, all others as they are, for a bound to hold."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from fractions import Fraction

from sladsl.exact.structures.downtime import slope
from sladsl.exact.structures.modules import Module
from sladsl.exact.structures.nearby import Nearby


def largest_share(
    module: Module,
    budgets: Callable[[Nearby], Mapping[Hashable, Nearby]],
    present: Fraction,
    allowed: Fraction,
) -> Fraction | None:
    """The largest x below `present` with which the whole is down for at most `allowed`.

    `budgets` gives those of all components for an x; each must rise with x, concave and in straight pieces.
    None when not even x = 0 suffices, or when the present x does.

    The longest downtime is then such a function too: its tangent to the right lies nowhere below it, so
    Newton's steps from 0 come to the answer from below, in finitely many steps.
    """
    x = Fraction(0)
    while x < present:
        bound, rise = slope(module, budgets(Nearby(x, Fraction(1))))
        if bound > allowed or rise <= 0:
            return None
        if bound == allowed:
            return x
        x += (allowed - bound) / rise
    return None
