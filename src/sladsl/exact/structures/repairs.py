"""The smallest repair: what one promise would have to be, all others as they are, for a bound to hold."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from fractions import Fraction

from sladsl.exact.structures.downtime import slope
from sladsl.exact.structures.modules import Module
from sladsl.exact.structures.nearby import Nearby


def largest_share(
    module: Module,
    budgets: Mapping[Hashable, Fraction],
    moved: Mapping[Hashable, tuple[Fraction, Fraction]],
    present: Fraction,
    allowed: Fraction,
) -> Fraction | None:
    """The largest x below `present` with which the whole is down for at most `allowed`.

    One promise may stand behind several components: `moved` gives each a fixed part and a factor, and its
    budget is fixed + factor * x. None when not even x = 0 suffices, or when the present x does.

    The longest downtime is a rising concave function of x made of straight pieces: its tangent to the right
    never lies below it, so Newton's steps from 0 come to the answer from below, in finitely many steps.
    """
    others = {key: Nearby(amount) for key, amount in budgets.items() if key not in moved}
    x = Fraction(0)
    while x < present:
        near = {key: Nearby(fixed + factor * x, factor) for key, (fixed, factor) in moved.items()}
        bound, rise = slope(module, {**others, **near})
        if bound > allowed or rise <= 0:
            return None
        if bound == allowed:
            return x
        x += (allowed - bound) / rise
    return None
