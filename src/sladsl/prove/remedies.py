"""Which supporting promises are soft: nothing follows when they are missed."""

from __future__ import annotations

from collections.abc import Iterable

from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.supports import Promised


def soft(promises: Iterable[Promised]) -> tuple[Promised, ...]:
    """Those of other parties for which no credit is owed and nobody may terminate, each once. Between units
    of one party nothing is ever owed."""
    found = {id(guarantee): (agreement, guarantee) for agreement, guarantee in promises}
    return tuple(each for each in found.values() if each[0].kind != "ola" and not _has_remedy(*each))


def _has_remedy(agreement: Agreement, guarantee: Guarantee) -> bool:
    about = (guarantee.key, guarantee.name, None)
    missed = (each for each in agreement.terminations if each.kind != "notice" and each.by != "provider")
    return guarantee.credit is not None or any(each.guarantee in about for each in missed)
