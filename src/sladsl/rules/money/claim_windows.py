"""Finds supporting agreements whose credits lapse while the customer may still claim the same failure."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from fractions import Fraction
from typing import TypeAlias

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.agreements import Agreement
from sladsl.model.house import House
from sladsl.model.written import period_text
from sladsl.prove.claims import ClaimGap, claim_gaps, credit_cycle
from sladsl.prove.telling import time_text
from sladsl.records import replace
from sladsl.rules.calendars.no_zone import without_zone
from sladsl.rules.index import Index
from sladsl.source import Span

Worst: TypeAlias = tuple[ClaimGap, bool]
"""A gap, and whether there only are any where the two count by the clocks of two zones."""

_CLAIM = re.compile(r"claim\s+within[^\n}]*?(?:end\b|(?=[\n}]))")


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per agreement and one under it, at the period in which the customer has most time left."""
    # Customers with the same terms have the same gaps.
    known: dict[Hashable, Worst | None] = {}
    for upper in index.agreements:
        if upper.customer is None or not _claimed(upper) or index.over(upper):
            continue
        for lower in dict.fromkeys(lower.key for lower in index.supports(upper)):
            below = index.house.agreements[lower]
            # Inside one house nobody claims anything from a supplier.
            if _claimed(below) and below.kind != "ola":
                alike = _alike(index, upper), lower
                if alike not in known:
                    known[alike] = _worst(index, upper, below)
                worst = known[alike]
                if worst is not None:
                    yield _finding(index.house, upper, below, *worst)


def _worst(index: Index, upper: Agreement, lower: Agreement) -> Worst | None:
    """The gap in which the customer has most time left, where there is one."""
    gaps = [gap for gap in claim_gaps(index, upper, lower) if gap.days > 0]
    if not gaps:
        return None
    apart = all(_of_two_zones(upper, lower, gap) for gap in gaps)
    return max(gaps, key=lambda gap: (gap.days, gap.whole)), apart


def _of_two_zones(upper: Agreement, lower: Agreement, gap: ClaimGap) -> bool:
    """Whether the failure is in an earlier period below only because its clocks are those of another zone."""
    above, below = credit_cycle(upper), credit_cycle(lower)
    if above is None or below is None or above.zone == below.zone:
        return False
    earlier = gap.below.label != gap.above.label and gap.below.start < gap.above.start
    return earlier and replace(above, zone=below.zone) == below


def _alike(index: Index, agreement: Agreement) -> Hashable:
    """What the gaps of an agreement depend on."""
    terms = agreement.credit_terms
    window = terms.claim_within if terms is not None else None
    cycle = credit_cycle(agreement)
    return window, cycle, agreement.zone, agreement.hours and agreement.hours.key, index.term(agreement)


def _claimed(agreement: Agreement) -> bool:
    """Whether it has credits that lapse when they are not claimed."""
    terms = agreement.credit_terms
    credited = any(guarantee.credit is not None for guarantee in agreement.promises)
    return credited and terms is not None and terms.claim_within is not None and not terms.automatic


def _finding(house: House, upper: Agreement, lower: Agreement, gap: ClaimGap, apart: bool) -> Diagnostic:
    above, below = upper.credit_terms, lower.credit_terms
    assert above is not None and above.claim_within is not None
    assert below is not None and below.claim_within is not None
    days = "1 day" if gap.days == 1 else f"{gap.days} days"
    if apart:
        days += f" longer, as each counts{period_text(credit_cycle(upper))} by the clocks of its own zone"
    else:
        days += " longer"
    zoneless = without_zone(upper, lower) if apart else None
    one_zone = ", or let both count by the clocks of one zone" if apart and zoneless is None else ""
    way_out = (
        f"agree on a longer window in `{lower.key}`, or on a shorter one in `{upper.key}`, and leave time to "
        f"pass a claim on{one_zone}"
    )
    return Diagnostic(
        catalogue.CLAIM_WINDOWS,
        f"`{lower.key}` lets us claim within {below.claim_within.text()}, and the customer of `{upper.key}` "
        f"may claim within {above.claim_within.text()}: up to {days}",
        (
            Label(_place(below.span), "our claim lapses first"),
            Label(_place(above.span), "the customer may still claim"),
            *(() if zoneless is None else (zoneless.label(house),)),
        ),
        (f"{_failure(upper, lower, gap)}: our claim ends on {gap.ours}, the customer's on {gap.theirs}",),
        help=way_out if zoneless is None else f"{zoneless.way_out}; or {way_out}",
    )


def _failure(upper: Agreement, lower: Agreement, gap: ClaimGap) -> str:
    if not _of_two_zones(upper, lower, gap):
        return f"a failure in {gap.below.label}"
    later, name = time_text(Fraction(gap.below.end - gap.above.start)), gap.below.label
    return (
        f"{name} ends {later} later by the clocks of {lower.zone} than by those of {upper.zone}; a failure "
        f"in between is one of {name} for `{lower.key}`, of {gap.above.label} for `{upper.key}`"
    )


def _place(span: Span) -> Span:
    """The line about claims inside `credits`."""
    found = _CLAIM.search(span.source.text, span.start, span.end)
    return Span(span.source, found.start(), found.end()) if found else span
