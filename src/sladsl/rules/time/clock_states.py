"""Finds clocks that never get from their first event to their last, and pauses that always or never hold."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.catalogue import Measure, Service
from sladsl.model.metrics import Metric, TimeBetween
from sladsl.model.written import condition_text
from sladsl.prove.steps import situations, states_of, true_in
from sladsl.rules.index import Index
from sladsl.rules.say import headline, listed
from sladsl.rules.time.events import comes_before
from sladsl.rules.time.pauses import Pause, compares, pauses

_SERVER = "prometheus"
"""Measures of a server give queries, which are no columns."""


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per metric, per measure that reads both events from one place, and per pause."""
    for metric in index.in_turn(index.house.metrics.values()):
        if isinstance(metric.formula, TimeBetween):
            yield from _events(metric, metric.formula)
    for service in index.in_turn(index.house.services.values()):
        for measure in service.measures:
            yield from _columns(service, measure)
    for pause in pauses(index):
        yield from _pause(pause)


def _events(metric: Metric, formula: TimeBetween) -> Iterator[Diagnostic]:
    first, last = formula.first, formula.last
    if first == last:
        what = f"the clock of `{metric.key}` stops as it starts: both at `{first}`"
        label = "takes no time, whatever happens"
    elif comes_before(last, first):
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


def _columns(service: Service, measure: Measure) -> Iterator[Diagnostic]:
    """A measure that reads the first and the last event from one column of its file."""
    if measure.origin == _SERVER:
        return
    given = dict(measure.mapping)
    for metric in measure.metrics:
        formula = metric.formula
        if not isinstance(formula, TimeBetween) or formula.first == formula.last:
            continue
        column = given.get(formula.first, formula.first)
        if column != given.get(formula.last, formula.last) or not isinstance(column, str):
            continue
        yield Diagnostic(
            catalogue.CLOCK_STATES,
            f"the clock of `{metric.key}` stops as it starts in `{service.key}`: both `{formula.first}` and "
            f"`{formula.last}` are read from `{column}`",
            (
                Label(headline(measure.span), f"`{column}` is both events"),
                Label(headline(metric.span), "the clock"),
            ),
            help=f'say which column is the last event, as in `{formula.last} = "{formula.last}_at"`',
        )


def _pause(pause: Pause) -> Iterator[Diagnostic]:
    condition, last = pause.condition, pause.formula.last
    text = condition_text(condition)
    if compares(condition):
        yield _finding(
            pause,
            f"the clock of `{pause.name}` never pauses for a comparison: the state of a case is no number",
            "name the state in which the clock stands still, as in `pause while waiting_for_customer`",
        )
        return
    found = [(states, true_in(condition, states)) for states in situations(condition)]
    if not found:
        return
    over = {state for state in states_of(condition) if state == last or comes_before(last, state)}
    running = [true for states, true in found if not states & over]
    if not any(true for _, true in found):
        yield _finding(
            pause,
            f"the clock of `{pause.name}` never pauses: no case is ever `{text}`",
            "join the states with `or`, or take the pause out",
        )
    elif all(true for _, true in found):
        yield _finding(
            pause,
            f"the clock of `{pause.name}` always stands still: a case is `{text}` whatever its state",
            "name the state in which the clock stands still",
        )
    elif all(running):
        yield _finding(
            pause,
            f"the clock of `{pause.name}` always stands still: it is over before a case is "
            f"{listed(sorted(over), 'or')}",
            f"name the state in which the clock stands still; the clock ends with `{last}` anyway",
        )


def _finding(pause: Pause, what: str, way_out: str) -> Diagnostic:
    numbers = compares(pause.condition)
    labels = (
        Label(pause.span, "compares" if numbers else f"pauses while `{condition_text(pause.condition)}`"),
        Label(headline(pause.metric.span), f"counts from `{pause.formula.first}` to `{pause.formula.last}`"),
    )
    return Diagnostic(catalogue.CLOCK_STATES, what, labels, help=way_out)
