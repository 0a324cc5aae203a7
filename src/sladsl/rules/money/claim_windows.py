"""Finds supporting agreements whose credits lapse while the customer may still claim the same failure."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.agreements import Agreement
from sladsl.prove.claims import ClaimGap, claim_gaps, credit_cycle
from sladsl.rules.index import Index
from sladsl.source import Span

_CLAIM = re.compile(r"claim\s+within[^\n}]*?(?:end\b|(?=[\n}]))")


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per agreement and one under it, at the period in which the customer has most time left."""
    # Customers with the same terms have the same gaps.
    known: dict[Hashable, ClaimGap | None] = {}
    for upper in index.agreements:
        if upper.customer is None or not _claimed(upper) or index.over(upper):
            continue
        for lower in dict.fromkeys(lower.key for lower in index.supports(upper)):
            below = index.house.agreements[lower]
            # Inside one house nobody claims anything from a supplier.
            if _claimed(below) and below.kind != "ola":
                alike = _alike(index, upper), lower
                if alike not in known:
                    known[alike] = max(
                        claim_gaps(index, upper, below), key=lambda gap: gap.days, default=None
                    )
                worst = known[alike]
                if worst is not None and worst.days > 0:
                    yield _finding(upper, below, worst)


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


def _finding(upper: Agreement, lower: Agreement, gap: ClaimGap) -> Diagnostic:
    above, below = upper.credit_terms, lower.credit_terms
    assert above is not None and above.claim_within is not None
    assert below is not None and below.claim_within is not None
    days = "1 day" if gap.days == 1 else f"{gap.days} days"
    return Diagnostic(
        catalogue.CLAIM_WINDOWS,
        f"`{lower.key}` lets us claim within {below.claim_within.text()}, and the customer of `{upper.key}` "
        f"may claim within {above.claim_within.text()}: up to {days} longer",
        (
            Label(_place(below.span), "our claim lapses first"),
            Label(_place(above.span), "the customer may still claim"),
        ),
        (f"a failure in {gap.below.label}: our claim ends on {gap.ours}, the customer's on {gap.theirs}",),
        help=f"agree on a longer window in `{lower.key}`, or on a shorter one in `{upper.key}`, and leave "
        "time to pass a claim on",
    )


def _place(span: Span) -> Span:
    """The line about claims inside `credits`."""
    found = _CLAIM.search(span.source.text, span.start, span.end)
    return Span(span.source, found.start(), found.end()) if found else span
