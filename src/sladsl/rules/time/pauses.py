"""Where the pauses of clocks are written: those of metrics, and those that a promise chooses for itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sladsl.model.metrics import Combined, Compare, Condition, Metric, Negated, TimeBetween
from sladsl.records import record
from sladsl.rules.index import Index
from sladsl.rules.say import headline
from sladsl.source import Span

_NEXT_DECLARATION = re.compile(r"^\w", re.MULTILINE)
_BLOCK = re.compile(r"[^\n{}]*(\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\})")
_PAUSE = re.compile(r"(?:^|[{;])[ \t]*(pause\s+while\b[^\n;}#]*)", re.MULTILINE)


@record
class Pause:
    """A pause with the clock it is of: `name` as findings call it, `span` is the line that says it."""

    name: str
    span: Span
    metric: Metric
    formula: TimeBetween
    condition: Condition


def pauses(index: Index) -> Iterator[Pause]:
    """Every pause as it is written, of metrics first; cells of a table share theirs."""
    for metric in index.in_turn(index.house.metrics.values()):
        if isinstance(metric.formula, TimeBetween) and metric.switches.pause is not None:
            text, end = metric.span.source.text, metric.span.end
            after = _NEXT_DECLARATION.search(text, end)
            block = Span(metric.span.source, metric.span.start, after.start() if after else len(text))
            span = _line(block) or headline(metric.span)
            yield Pause(metric.key, span, metric, metric.formula, metric.switches.pause)
    for agreement, guarantee in index.own_guarantees():
        own, formula = guarantee.switches.pause, guarantee.metric.formula
        if own is not None and isinstance(formula, TimeBetween):
            name = f"{agreement.key}.{guarantee.name if guarantee.cell else guarantee.key}"
            said = _BLOCK.match(guarantee.target_span.source.text, guarantee.target_span.end)
            block = Span(guarantee.span.source, said.start(1), said.end(1)) if said else guarantee.span
            span = _line(block) or guarantee.target_span
            yield Pause(name, span, guarantee.metric, formula, own)


def _line(span: Span) -> Span | None:
    found = _PAUSE.search(span.source.text, span.start, span.end)
    if found is None:
        return None
    return Span(span.source, found.start(1), found.start(1) + len(found[1].rstrip()))


def compares(condition: Condition) -> bool:
    """Whether a condition compares numbers, of which states have none."""
    match condition:
        case Compare():
            return True
        case Negated(inner):
            return compares(inner)
        case Combined(_, left, right):
            return compares(left) or compares(right)
    return False
