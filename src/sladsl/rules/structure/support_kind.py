"""Checks that an agreement rests only on kinds of agreement that can carry it."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.agreements import Agreement
from sladsl.model.supports import may_support
from sladsl.rules.index import Index
from sladsl.rules.say import headline

KINDS = {"sla": "an SLA", "ola": "an OLA", "uc": "an underpinning contract"}
_RESTS_ON = {
    "sla": "an SLA rests on OLAs, underpinning contracts and SLAs of other providers",
    "ola": "an OLA rests on OLAs and underpinning contracts",
    "uc": "an underpinning contract rests on the contracts of the supplier with its own suppliers",
}


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per supporting agreement that is named and cannot support."""
    for upper in index.agreements:
        for lower in index.named_supports[upper.key]:
            if not may_support(upper, lower):
                yield _finding(index, upper, lower)


def _finding(index: Index, upper: Agreement, lower: Agreement) -> Diagnostic:
    if upper.kind == "sla":
        message = f"`{upper.key}` relies on `{lower.key}`, an SLA of the same provider"
        way_out = "name the OLA or the contract behind it; a level above is named with `under`"
    else:
        message = f"`{upper.key}`, {KINDS[upper.kind]}, relies on `{lower.key}`, {KINDS[lower.kind]}"
        way_out = (
            'leave it out; what we do for the supplier is a duty of its customer: `duty customer "…"`'
            if upper.kind == "uc"
            else f"declare `{lower.key}` as an `ola` or a `uc`, or rely on what it rests on"
        )
    return Diagnostic(
        catalogue.SUPPORT_KIND,
        message,
        (
            Label(index.support_span(upper, lower.key), "named as a support here"),
            Label(headline(lower.span), f"declared as {KINDS[lower.kind]}"),
        ),
        notes=(_RESTS_ON[upper.kind],),
        help=way_out,
    )
