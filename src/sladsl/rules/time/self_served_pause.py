"""Points at pauses that the provider can begin by itself, and so never be late."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.metrics import TimeBetween
from sladsl.prove.steps import condition_text, pause_of, situations, true_in
from sladsl.rules.index import Index
from sladsl.rules.say import headline, listed

_OWN = frozenset(
    {
        *("hold", "held", "pending", "paused", "parked", "deferred", "postponed", "scheduled", "queued"),
        *("internal", "provider", "us", "supplier", "suppliers", "vendor", "subcontractor", "parts", "stock"),
    }
)
"""Words of states that a provider or those behind it bring about."""


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per promise to a customer; contracts of suppliers and promises inside are left alone."""
    for agreement in index.agreements:
        if agreement.kind == "sla":
            for guarantee in agreement.guarantees:
                if isinstance(guarantee.metric.formula, TimeBetween):
                    yield from _finding(agreement, guarantee)


def _finding(agreement: Agreement, guarantee: Guarantee) -> Iterator[Diagnostic]:
    pause = pause_of(guarantee)
    if pause is None:
        return
    own = {state.lower() for state in _names(agreement)} | _OWN
    for states in situations(pause):
        if states and true_in(pause, states) and all(_words(state) & own for state in states):
            yield Diagnostic(
                catalogue.SELF_SERVED_PAUSE,
                f"the clock of `{agreement.key}.{guarantee.key}` stands still while "
                f"{listed(sorted(states))}, which the provider decides by itself",
                (
                    Label(guarantee.target_span, f"pauses while `{condition_text(pause)}`"),
                    Label(headline(guarantee.metric.span), "the clock"),
                ),
                help="pause only while the customer has to act, as in `pause while waiting_for_customer`, or "
                "promise the time behind the supplier too",
            )
            return


def _names(agreement: Agreement) -> Iterator[str]:
    if agreement.provider is not None:
        yield agreement.provider.party.key


def _words(state: str) -> set[str]:
    return {word.lower() for word in state.split("_")}
