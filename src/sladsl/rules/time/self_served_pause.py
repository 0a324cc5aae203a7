"""Points at pauses that the provider can begin by itself, and so never be late."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.metrics import Condition, TimeBetween
from sladsl.model.written import condition_text
from sladsl.prove.steps import pause_of, situations, true_in
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
    known: dict[tuple[Condition, str | None], frozenset[str] | None] = {}
    for agreement in index.agreements:
        if agreement.kind == "sla":
            provider = agreement.provider.party.key if agreement.provider is not None else None
            for guarantee in agreement.guarantees:
                pause = pause_of(guarantee) if isinstance(guarantee.metric.formula, TimeBetween) else None
                if pause is None:
                    continue
                if (pause, provider) not in known:
                    known[pause, provider] = _self_served(pause, provider)
                states = known[pause, provider]
                if states is not None:
                    yield _finding(agreement, guarantee, pause, states)


def _self_served(pause: Condition, provider: str | None) -> frozenset[str] | None:
    """States in which the clock stands still and that the provider brings about; None when there are none."""
    own = _OWN if provider is None else _OWN | {provider.lower()}
    for states in situations(pause):
        if states and true_in(pause, states) and all(_words(state) & own for state in states):
            return states
    return None


def _finding(
    agreement: Agreement, guarantee: Guarantee, pause: Condition, states: frozenset[str]
) -> Diagnostic:
    return Diagnostic(
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


def _words(state: str) -> set[str]:
    return {word.lower() for word in state.split("_")}
