"""What counts as better for a supporting promise than for the one above it: silence, and time before use."""

from __future__ import annotations

from typing import Literal

from sladsl.model.agreements import Guarantee

_WORTH = {"bad": 0, "excluded": 1, "good": 2}

Switch = Literal["empty", "undeployed"]


def is_more_lenient(below: Guarantee, above: Guarantee, switch: Switch) -> bool:
    """Whether such time may count as better below: what is bad there, and excluded or good above, misses no
    more of the promise above than of its own."""
    mine, theirs = (_said(each, switch) for each in (below, above))
    if mine == theirs:
        return False
    here, there = (_WORTH.get(said) if isinstance(said, str) else None for said in (mine, theirs))
    return here is None or there is None or here > there


def _said(guarantee: Guarantee, switch: Switch) -> object:
    chosen = guarantee.switches.over(guarantee.metric.switches)
    return chosen.empty if switch == "empty" else chosen.undeployed
