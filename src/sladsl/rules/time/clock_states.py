"""Finds clocks that never get from their first event to their last, and pauses that always or never hold."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.metrics import Condition, Metric, TimeBetween
from sladsl.prove.steps import condition_text, situations, true_in
from sladsl.rules.index import Index
from sladsl.rules.say import headline
from sladsl.source import Span

_ORDER = ("opened", "acknowledged", "assigned", "responded", "restored", "resolved", "closed")
"""The usual events of a case in the order in which they happen."""


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per metric, and per promise with a pause of its own."""
    for metric in index.house.metrics.values():
        if isinstance(metric.formula, TimeBetween):
            yield from _events(metric, metric.formula)
            if metric.switches.pause is not None:
                yield from _pause(metric.key, headline(metric.span), metric.switches.pause)
    for agreement, guarantee in index.own_guarantees():
        own = guarantee.switches.pause
        if isinstance(guarantee.metric.formula, TimeBetween) and own is not None:
            yield from _pause(f"{agreement.key}.{guarantee.key}", guarantee.target_span, own)


def _events(metric: Metric, formula: TimeBetween) -> Iterator[Diagnostic]:
    first, last = formula.first, formula.last
    if first == last:
        what = f"the clock of `{metric.key}` stops as it starts: both at `{first}`"
        label = "takes no time, whatever happens"
    elif first in _ORDER and last in _ORDER and _ORDER.index(first) > _ORDER.index(last):
        what = f"the clock of `{metric.key}` waits for an event that is over: `{last}` comes before `{first}`"
        label = "never stops"
    else:
        return
    yield Diagnostic(
        catalogue.CLOCK_STATES,
        what,
        (Label(headline(metric.span), label),),
        help=f"write `time from {last} to {first}`" if first != last else "name the event that ends it",
    )


def _pause(name: str, span: Span, pause: Condition) -> Iterator[Diagnostic]:
    found = [true_in(pause, states) for states in situations(pause)]
    if not found or (any(found) and not all(found)):
        return
    text = condition_text(pause)
    if all(found):
        what = f"the clock of `{name}` always stands still: a case is `{text}` whatever its state"
        help_ = "name the state in which the clock stands still"
    else:
        what = f"the clock of `{name}` never pauses: no case is ever `{text}`"
        help_ = "join the states with `or`, or take the pause out"
    yield Diagnostic(catalogue.CLOCK_STATES, what, (Label(span, f"pauses while `{text}`"),), help=help_)
