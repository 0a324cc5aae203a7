"""What a share of cases that is not kept would have to be instead: a better step, or better steps."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from sladsl.prove.parts import Part, Step
from sladsl.prove.steps import counted, late_share, share_late


def least_share(
    chain: Part, step: Step, late: Fraction, late_of: Callable[[Step], Fraction] = late_share
) -> Fraction | None:
    """The least share of its cases for which one step has to hold, all others as they are, of which each lets
    `late_of` it be late, for a chain to let no more than `late` of all be late. None where no share of it
    suffices.

    What a chain lets be late bends upwards and is straight between its bends, as one step lets more be late:
    the line at a share that is too much leads to one that is at least as much as there may be.
    """
    guarantee = step.guarantee
    own = late_of(step)

    def of(each: Step) -> Fraction:
        return own if each.guarantee is guarantee else late_of(each)

    while (over := share_late(chain, of) - late) > 0:
        times = sum(1 for each in counted(chain, of) if each.guarantee is guarantee)
        if not times or over > own * times:
            return None
        own -= over / times
    return 1 - own


def equal_share(chain: Part, late: Fraction) -> Fraction:
    """The share for which each step has to hold, all alike, for a chain to let no more than `late` of all be
    late."""
    return 1 - late / share_late(chain, lambda _: Fraction(1))
