"""Finds OLAs and contracts in force that carry no SLA any more."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.rules.index import Index
from sladsl.rules.say import headline
from sladsl.rules.structure.support_kind import KINDS


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per idle agreement; a house without any SLA, a supplier's own say, has none."""
    slas = [a for a in index.agreements if a.kind == "sla"]
    if not slas:
        return
    carrying: set[str] = set()
    waiting = [a for a in slas if not index.over(a)]
    seen = {a.key for a in waiting}
    while waiting:
        for lower in index.supports(waiting.pop()):
            carrying.add(lower.key)
            if lower.key not in seen:
                seen.add(lower.key)
                waiting.append(lower)
    for agreement in index.agreements:
        if agreement.kind == "sla" or agreement.key in carrying or not index.in_force(agreement):
            continue
        services = dict.fromkeys(s.key for s in agreement.services)
        reason = (
            "no SLA in force needs " + " or ".join(f"`{key}`" for key in list(services)[:4])
            if services
            else "it covers no service, and no SLA names it"
        )
        yield Diagnostic(
            catalogue.IDLE_SUPPORT,
            f"`{agreement.key}`, {KINDS[agreement.kind]} in force, supports no SLA",
            (Label(headline(agreement.span), reason),),
            help="name it in `relies on` or `handling of` where it is used, or let it end",
        )
