"""Where two levels count in periods that begin at other instants, since each says in which zone."""

from __future__ import annotations

from sladsl.exact.periods import Cycle, Kind
from sladsl.rules.structure.scope_below import Gap, Level


def other_zone(lower: Level, upper: Level) -> bool:
    """Whether the two read their clocks in zones of their own; a level that says none takes any."""
    below, above = lower.agreement, upper.agreement
    return below.zone != above.zone and below.zone_declared and above.zone_declared


def begun_apart(lower: Level, upper: Level, first: int, end: int) -> Gap | None:
    """What cases or time of [first, end) in periods of the one prove nothing of the other's; None where the
    periods of the one are made of those of the other."""
    below, above = lower.guarantee.period, upper.guarantee.period
    if below is None or above is None or not other_zone(lower, upper):
        return None
    if Kind.TRAILING in (below.kind, above.kind):
        return None
    starts, theirs = _starts(below, first, end), _starts(above, first, end)
    if starts <= theirs or theirs <= starts:
        return None
    return Gap(
        f"periods begin at other instants in `{lower.agreement.zone}` than in `{upper.agreement.zone}`: what "
        f"falls into two of them here may all fall into one of `{upper.agreement.key}`",
        f'count in the zone of `{upper.agreement.key}`, with `zone "{upper.agreement.zone}"`',
        False,
    )


def _starts(cycle: Cycle, first: int, end: int) -> set[int]:
    return {period.start for period in cycle.between(first, end) if period.start >= first}
