"""What a share of requests promised below says of one promised above, by its rounding and its periods."""

from __future__ import annotations

from fractions import Fraction

from sladsl.exact.periods import parts_of
from sladsl.model.agreements import Guarantee
from sladsl.model.supports import Promised
from sladsl.model.values import Ratio
from sladsl.model.written import period_text
from sladsl.prove.telling import name_of
from sladsl.rules.compare import direction, just_kept


def failing(guarantee: Guarantee) -> tuple[Fraction, bool]:
    """The share that may go wrong, rounded as it is, and whether just so much may."""
    value, reached = just_kept(guarantee)
    assert isinstance(value, Ratio)  # what is asked for is a share
    return (1 - value.value if direction(guarantee.comparator) == "higher" else value.value), reached


def says_nothing(below: Guarantee, above: Guarantee) -> bool:
    """Whether what goes wrong in the periods below may all do so in one of those above."""
    return parts_of(below.period, above.period) is None


def crowded(lower: Promised, above: Guarantee) -> str:
    """That it may."""
    here, there = (period_text(each.period) or " without a period" for each in (lower[1], above))
    return (
        f"`{name_of(*lower)}` counts{here}, this promise{there}: all that may go wrong there may come in one "
        "of its periods"
    )
