"""What became of one promise period after period: the values that a chart shows."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from sladsl.evaluate.conditions import scalar
from sladsl.evaluate.results import Result, State, Statement
from sladsl.exact.durations import Duration
from sladsl.lower.contract.pen import Pen
from sladsl.lower.contract.period_names import period_name
from sladsl.lower.document import plain
from sladsl.model.values import Ratio, Value
from sladsl.records import record
from sladsl.report.names import short_name
from sladsl.report.shown import state_word, target_words, value_words

_PLACES = 3
"""Decimals of a percentage that goes on, where there is little room."""


@record
class Point:
    """One period: its name in full and on the axis, the state, and the value if there is one to draw."""

    name: str
    short: str
    year: str
    state: State
    value: Fraction | None
    shown: str
    said: str


@record
class Trend:
    """The periods of one promise, the oldest first. `kind` is share, time or number."""

    title: str
    points: tuple[Point, ...]
    target: Fraction | None
    target_shown: str
    target_said: str
    higher: bool
    kind: str


def trend_of(pen: Pen, title: str, result: Result, statements: Sequence[Statement]) -> Trend:
    """The trend of the promise of `result` over the statements, of which it is in the last."""
    kind = _kind(_value(result))
    points: list[Point] = []
    for statement in statements:
        found = next((r for r in statement.results if _key(r) == _key(result)), None)
        label = (found.period if found is not None else statement.period).label
        short, year = short_name(pen, label)
        state = found.state if found is not None else State.NOT_APPLICABLE
        value = _value(found) if found is not None else None
        drawn = scalar(value) if value is not None and (kind is None or _kind(value) == kind) else None
        kind = kind or _kind(value)
        decided = state in (State.MET, State.MISSED)
        shown = value_words(pen, found, _PLACES) if found is not None and decided else ""
        said = pen.plain("report-trend-point", state=state_word(pen, state), value=shown or "–")
        points.append(
            Point(period_name(pen, label), short, year, state, drawn if decided else None, shown, said)
        )
    target, shown = _target(pen, result, kind)
    higher = kind == "share" and result.guarantee.share is not None
    higher = higher or result.guarantee.comparator in (">=", ">")
    said = plain(target_words(pen, result))
    return Trend(title, tuple(points), target, shown, said, higher, kind or "number")


def _key(result: Result) -> tuple[str, str | None]:
    return result.guarantee.key, result.service


def _value(result: Result) -> Value | None:
    return result.compared if result.compared is not None else result.measured.value


def _kind(value: Value | None) -> str | None:
    match value:
        case None:
            return None
        case Ratio():
            return "share"
        case Duration():
            return "time"
    return "number"


def _target(pen: Pen, result: Result, kind: str | None) -> tuple[Fraction | None, str]:
    """What the values are held to: the share of cases where a share is promised, else the target."""
    guarantee = result.guarantee
    if guarantee.share is not None and kind in ("share", None):
        return guarantee.share.ratio, pen.written(pen.share(guarantee.share.ratio))
    if kind is not None and _kind(guarantee.target) != kind:
        return None, ""
    target = scalar(guarantee.target)
    return target, pen.written(guarantee.target) if target is not None else ""
