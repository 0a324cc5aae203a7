"""Checks that an SLA says who promises, to whom, and since when."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.rules.index import Index
from sladsl.rules.say import headline, listed

_WRITE = {
    "provider": "`provider` with the party that promises",
    "customer": "`customer` with the party that is promised something",
    "effective": "`effective` with the first day, such as `effective 2027-01-01`",
}


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per SLA; a level that others are under may leave customer and term to them."""
    for agreement in index.agreements:
        if agreement.kind != "sla":
            continue
        given = {
            "provider": agreement.provider is not None,
            "customer": agreement.customer is not None,
            "effective": agreement.effective is not None,
        }
        if agreement.level == "corporate" or (
            agreement.key in index.has_levels_below and not given["customer"]
        ):
            given |= {"customer": True, "effective": True}
        missing = [word for word, there in given.items() if not there]
        if missing:
            yield Diagnostic(
                catalogue.INCOMPLETE_AGREEMENT,
                f"`{agreement.key}` has no {listed(missing, 'or')}",
                (Label(headline(agreement.span), "incomplete as an agreement"),),
                help="add " + ", ".join(_WRITE[word] for word in missing),
            )
