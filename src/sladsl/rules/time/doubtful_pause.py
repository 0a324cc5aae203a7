"""Points at pauses that begin with the clock, that no case gets into, or that none gets out of."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.written import condition_text
from sladsl.prove.steps import situations, states_of, true_in
from sladsl.rules.index import Index
from sladsl.rules.say import headline, listed
from sladsl.rules.time.events import comes_before
from sladsl.rules.time.pauses import Pause, compares, pauses

_FINAL = frozenset(
    {
        *("closed", "cancelled", "canceled", "rejected", "withdrawn", "abandoned", "discarded", "archived"),
        *("duplicate", "void", "voided", "deleted", "wont_fix", "expired"),
    }
)
"""States that a case does not leave by itself."""


def check(index: Index) -> Iterator[Diagnostic]:
    """At most one finding per pause; what always or never holds is found elsewhere."""
    for pause in pauses(index):
        if compares(pause.condition):
            continue
        found = [(states, true_in(pause.condition, states)) for states in situations(pause.condition)]
        holds = [states for states, true in found if true]
        if holds and len(holds) < len(found):
            yield from _doubtful(pause, holds)


def _doubtful(pause: Pause, holds: list[frozenset[str]]) -> Iterator[Diagnostic]:
    first, last = pause.formula.first, pause.formula.last
    alone = [states for states in holds if len(states) < 2]
    if not alone:
        both = listed(sorted(holds[0]))
        yield _finding(
            pause,
            f"the clock of `{pause.name}` pauses only while a case is in two states at once: {both}",
            f"a case goes from one state to the next: `{condition_text(pause.condition)}` is hardly ever so",
            "join the states with `or` where each of them stops the clock",
        )
        return
    if frozenset({first}) in alone:
        yield _finding(
            pause,
            f"the clock of `{pause.name}` stands still as it starts: it counts from `{first}`, and pauses "
            f"while a case is `{first}`",
            f"nothing is late as long as a case stays `{first}`",
            f"count from the event that ends `{first}`, or take `{first}` out of the pause",
        )
        return
    named = set(states_of(pause.condition)) - {last}
    final = [
        state
        for state in sorted(named)
        if frozenset({state}) in alone and (state in _FINAL or comes_before(last, state))
    ]
    # Where it is not said that any other state stops the clock, `not ...` is meant as the opposite.
    if final and frozenset() not in alone:
        yield _finding(
            pause,
            f"the clock of `{pause.name}` stands still for ever while a case is {listed(final, 'or')}",
            f"a case that never comes to `{last}` is never late, and is in no figure",
            "leave such cases out where they are read, with the `where` of the measure, or name a last event "
            "that they have too",
        )


def _finding(pause: Pause, what: str, note: str, way_out: str) -> Diagnostic:
    labels = (
        Label(pause.span, f"pauses while `{condition_text(pause.condition)}`"),
        Label(headline(pause.metric.span), f"counts from `{pause.formula.first}` to `{pause.formula.last}`"),
    )
    return Diagnostic(catalogue.DOUBTFUL_PAUSE, what, labels, (note,), help=way_out)
