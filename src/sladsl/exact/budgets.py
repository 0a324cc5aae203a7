"""What a target leaves: the downtime that a promised share of time allows."""

from __future__ import annotations

from fractions import Fraction


def allowed_downtime(target: Fraction, period_seconds: int) -> Fraction:
    """Seconds that may be down in a period of so many seconds: (1 - target) * T.

    Raises ValueError for a target outside 0..1, which no share of time can reach.
    """
    if not 0 <= target <= 1:
        raise ValueError(f"a share of time lies between 0 and 1, not {target}")
    return (1 - target) * period_seconds
