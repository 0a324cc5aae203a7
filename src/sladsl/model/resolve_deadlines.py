"""Targets that are instants: the end of a working day, a time of the next day, with or without a cut-off."""

from __future__ import annotations

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Label
from sladsl.exact.durations import DayTime, Deadline
from sladsl.model.context import Context
from sladsl.model.metrics import Metric, TimeBetween
from sladsl.model.scope import Scope
from sladsl.syntax import ast
from sladsl.syntax import ast_agreements as agr
from sladsl.syntax.nodes import Node

MOST_DAYS = 3_650


def deadline(context: Context, scope: Scope, node: agr.Deadline, metric: Metric) -> Deadline | None:
    """The instant by which cases are due; only a time between two events of a case has one."""
    if not isinstance(metric.formula, TimeBetween):
        context.findings.add(
            catalogue.WRONG_VALUE,
            f"`{scope.span(node).text}` is a deadline, but `{metric.key}` is no time between two events",
            Label(scope.span(node)),
            Label(metric.span, "the metric"),
            help="promise it of a metric such as `time from opened to resolved`",
        )
        return None
    due = _day_time(context, scope, node.due)
    if node.cut_off is None or due is None:
        return Deadline(due) if due else None
    assert isinstance(node.cut_off, agr.CutOff)
    first = metric.formula.first
    event = context.choice(scope, node.cut_off.event, {first: first}, "event that begins it")
    otherwise = _day_time(context, scope, node.cut_off.due)
    if otherwise is None or event is None:
        return None
    return Deadline(due, node.cut_off.time.text, otherwise, event)


def _day_time(context: Context, scope: Scope, node: Node) -> DayTime | None:
    assert isinstance(node, agr.DueAt)
    clock = node.point.text if isinstance(node.point, ast.Time) else "end"
    match node.day:
        case agr.SameDay():
            return DayTime(0, False, clock)
        case agr.NextDay():
            return DayTime(1, False, clock)
        case agr.SameWorkingDay():
            return DayTime(0, True, clock)
        case agr.NextWorkingDay():
            return DayTime(1, True, clock)
        case agr.LaterDay(count=count) | agr.LaterWorkingDay(count=count):
            if count.value != int(count.value) or not 0 <= count.value <= MOST_DAYS:
                reason = f"no day is {count.value} days later"
                context.wrong_value(scope, count, reason, f"write a whole number up to {MOST_DAYS}")
                return None
            return DayTime(int(count.value), isinstance(node.day, agr.LaterWorkingDay), clock)
    return None
