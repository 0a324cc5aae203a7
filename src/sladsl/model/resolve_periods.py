"""The periods of promises and fees: from words to ways of cutting time."""

from __future__ import annotations

from sladsl.exact.durations import CalendarDays
from sladsl.exact.periods import Cycle, Kind
from sladsl.model import literals
from sladsl.model.context import Context
from sladsl.model.scope import Scope
from sladsl.syntax import ast_agreements as agr
from sladsl.syntax.nodes import Node

KINDS = {"day": Kind.DAY, "week": Kind.WEEK, "month": Kind.MONTH, "quarter": Kind.QUARTER, "year": Kind.YEAR}
MONTHS = {
    name: number
    for number, name in enumerate(
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        1,
    )
}


def period_word(context: Context, scope: Scope, node: Node) -> str | None:
    """The word of a plain calendar period: `month`."""
    if isinstance(node, agr.CalendarPeriod):
        return context.choice(scope, node.name, {w: w for w in KINDS}, "period")
    context.wrong_value(
        scope, node, "a plain period belongs here", "write `day`, `week`, `month`, `quarter` or `year`"
    )
    return None


def cycle(context: Context, scope: Scope, node: Node, zone: str) -> Cycle | None:
    """How time is cut for a promise, in the agreement's zone."""
    match node:
        case agr.CalendarPeriod():
            kind = context.choice(scope, node.name, KINDS, "period")
            return Cycle(kind, zone) if kind else None
        case agr.ShiftedPeriod():
            shiftable = {w: KINDS[w] for w in ("quarter", "year")}
            kind = context.choice(scope, node.name, shiftable, "period that can start in another month")
            month = context.choice(scope, node.month, MONTHS, "month")
            return Cycle(kind, zone, first_month=month) if kind and month else None
        case agr.BillingPeriod():
            word = context.choice(scope, node.name, {"month": Kind.BILLING_MONTH}, "billing period")
            first = node.day.value
            if first != int(first) or not 1 <= first <= 31:
                context.wrong_value(
                    scope, node.day, f"no month has a day {first}", "write a day from 1 to 31"
                )
                return None
            return Cycle(word, zone, first_day=int(first)) if word else None
        case agr.RollingPeriod() | agr.TrailingPeriod():
            days = literals.value_of(
                context, scope, node.quantity, (CalendarDays,), "a number of days such as 30 days"
            )
            if days is None:
                return None
            if days.count < 1:
                context.wrong_value(
                    scope, node.quantity, "a window has at least one day", "write a larger number"
                )
                return None
            kind = Kind.ROLLING if isinstance(node, agr.RollingPeriod) else Kind.TRAILING
            return Cycle(kind, zone, days=days.count)
    return None
