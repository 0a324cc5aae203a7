"""What an agreement takes over from the levels above, and where that is proven."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.supports import Supports, overlap


def promises_to_prove(
    supports: Supports, agreement: Agreement, *, each_customer: bool = False
) -> tuple[Guarantee, ...]:
    """The promises of an agreement that are proven with it: its own, and what it takes over where that does
    not come to the same at the level above. None of suppliers, whose supports are not ours to see.

    For `each_customer` what a level without one promises is proven again.
    """
    if agreement.kind == "uc" or agreement.provider is None:
        return ()
    return (*_to_prove_again(supports, agreement, each_customer), *agreement.guarantees)


def _to_prove_again(supports: Supports, agreement: Agreement, each_customer: bool) -> Iterator[Guarantee]:
    above = supports.house.agreements.get(agreement.under) if agreement.under is not None else None
    alike = above is not None and _stands_alike(supports, agreement, above)
    if above is not None and above.customer is None and each_customer:
        alike = False
    for _, promise in agreement.inherited:
        if above is None or not alike or not _promises(above, promise):
            yield promise


def _stands_alike(supports: Supports, agreement: Agreement, above: Agreement) -> bool:
    """Whether what two levels promise alike stands on the same: supports, order, hours and days."""
    ours, theirs = supports.term(agreement), supports.term(above)
    return (
        above.provider is not None
        and (agreement.hours, agreement.zone) == (above.hours, above.zone)
        and overlap(ours, theirs) == ours
        and agreement.handlings == above.handlings
        and agreement.relies in ((), above.relies)
    )


def _promises(above: Agreement, promise: Guarantee) -> bool:
    """Whether a level makes the same promise about the same services."""
    keys = {service.key for service in promise.services}
    return any(
        each.key == promise.key and keys <= {service.key for service in each.services}
        for each in above.promises
    )
