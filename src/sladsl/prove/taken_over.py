"""What an agreement takes over from the levels above, and where that is proven."""

from __future__ import annotations

from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.supports import Supports, overlap


def promises_to_prove(
    supports: Supports, agreement: Agreement, *, each_customer: bool = False, clocks: bool = True
) -> tuple[Guarantee, ...]:
    """The promises of an agreement that are proven with it: its own, and what it takes over where that does
    not come to the same at the level above. None of suppliers, whose supports are not ours to see.

    For `each_customer` what a level without one promises is proven again; without `clocks` it does not matter
    in which hours.
    """
    if agreement.kind == "uc" or agreement.provider is None:
        return ()
    above = supports.house.agreements.get(agreement.under) if agreement.under is not None else None
    alike = above is not None and _stands_alike(supports, agreement, above, clocks)
    if above is None or not alike or (above.customer is None and each_customer):
        return agreement.promises
    again = (promise for _, promise in agreement.inherited if not _promises(above, promise))
    return (*again, *agreement.guarantees)


def _stands_alike(supports: Supports, agreement: Agreement, above: Agreement, clocks: bool) -> bool:
    """Whether what two levels promise alike stands on the same: supports, order, days and, by their clocks,
    hours."""
    ours, theirs = supports.term(agreement), supports.term(above)
    return (
        above.provider is not None
        and (not clocks or (agreement.hours, agreement.zone) == (above.hours, above.zone))
        and overlap(ours, theirs) == ours
        and agreement.handlings == above.handlings
        and (agreement.relies in ((), above.relies) or _named(supports, agreement) == _named(supports, above))
    )


def _named(supports: Supports, agreement: Agreement) -> frozenset[str]:
    return frozenset(lower.key for lower in supports.supports(agreement))


def _promises(above: Agreement, promise: Guarantee) -> bool:
    """Whether a level makes the same promise about the same services."""
    keys = {service.key for service in promise.services}
    return any(
        each.key == promise.key and keys <= {service.key for service in each.services}
        for each in above.promises
    )
