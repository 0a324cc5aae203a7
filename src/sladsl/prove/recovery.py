"""Which promises of recovery a service waits for whatever else stands under it."""

from __future__ import annotations

from sladsl.exact.structures.modules import fails
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.metrics import TimeBetween
from sladsl.model.supports import Supports
from sladsl.prove.below import below
from sladsl.prove.due import is_time_limit


def is_restoring(guarantee: Guarantee) -> bool:
    """Whether a promise limits the time from a failure until everything is back."""
    formula = guarantee.metric.formula
    restoring = isinstance(formula, TimeBetween) and (formula.first, formula.last) == ("failed", "restored")
    return restoring and is_time_limit(guarantee)


def waited_for(
    supports: Supports, agreement: Agreement, guarantee: Guarantee
) -> tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]:
    """The promises of recovery under one, by agreement and name: those about what takes a service down by
    itself, and those about what something may replace that is back sooner. Of what stands under a thing whose
    recovery is promised nothing more is asked."""
    needed: set[tuple[str, str]] = set()
    others: set[tuple[str, str]] = set()
    for service in guarantee.services or agreement.services:
        made = below(supports, agreement, service.key, is_restoring, kind="recovery")
        if made is None:
            continue
        for key, promises in made.promised.items():
            found = needed if fails(made.structure, {key}) else others
            found |= {(lower.key, promise.key) for lower, promise in promises}
    return frozenset(needed), frozenset(others - needed)
