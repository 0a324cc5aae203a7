"""Whether a promise could be made in the hours of what is under it: tried, not guessed."""

from __future__ import annotations

from collections.abc import Callable

from sladsl.model.agreements import Guarantee, limited_hours
from sladsl.model.catalogue import Calendar
from sladsl.prove.hour_gaps import HourGap
from sladsl.records import replace
from sladsl.rules.index import Index


def hours_instead(index: Index, gap: HourGap, holds: Callable[[Guarantee], bool]) -> Calendar | None:
    """The hours of the first support, where the promise `holds` in them; None where it does not, and where
    levels above or below promise at other hours."""
    agreement, guarantee = gap.agreement, gap.guarantee
    lower, support = gap.supports[0]
    calendar = limited_hours(support, lower)
    if (
        calendar is None
        or agreement.key in index.has_levels_below
        or any(
            promise.metric.key == guarantee.metric.key
            for above in index.house.levels_above(agreement)
            for promise in above.guarantees
        )
    ):
        return None
    return calendar if holds(replace(guarantee, during=calendar)) else None
