"""Finds OLAs and contracts in force that carry no SLA any more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.agreements import Agreement
from sladsl.records import record
from sladsl.rules.facts import Joined
from sladsl.rules.index import Index
from sladsl.rules.say import headline
from sladsl.rules.structure.support_kind import KINDS
from sladsl.source import Source


@record
class Standing:
    """What an agreement stands on, by keys; `idle` is what to say where it is in force and carries none."""

    key: str
    sla: bool
    over: bool
    supports: tuple[str, ...]
    idle: Diagnostic | None


def facts(index: Index) -> Iterator[Standing]:
    """Every agreement with what it stands on."""
    for agreement in index.agreements:
        sla = agreement.kind == "sla"
        supports = tuple(lower.key for lower in index.supports(agreement))
        idle = None if sla or not index.in_force(agreement) else _finding(agreement)
        yield Standing(agreement.key, sla, index.over(agreement), supports, idle)


def conclude(facts: Sequence[Standing], sources: Mapping[str, Source]) -> Iterator[Diagnostic]:
    """One finding per idle agreement; a house without any SLA, a supplier's own say, has none."""
    if not any(each.sla for each in facts):
        return
    known = {each.key: each for each in facts}
    carrying: set[str] = set()
    waiting = [each for each in facts if each.sla and not each.over]
    seen = {each.key for each in waiting}
    while waiting:
        for key in waiting.pop().supports:
            carrying.add(key)
            if key not in seen:
                seen.add(key)
                waiting.append(known[key])
    for each in facts:
        if each.idle is not None and each.key not in carrying:
            yield each.idle


CHECK = Joined("idle support", (Standing,), facts, conclude)


def _finding(agreement: Agreement) -> Diagnostic:
    services = dict.fromkeys(s.key for s in agreement.services)
    reason = (
        "no SLA in force needs " + " or ".join(f"`{key}`" for key in list(services)[:4])
        if services
        else "it covers no service, and no SLA names it"
    )
    return Diagnostic(
        catalogue.IDLE_SUPPORT,
        f"`{agreement.key}`, {KINDS[agreement.kind]} in force, supports no SLA",
        (Label(headline(agreement.span), reason),),
        help="name it in `relies on` or `handling of` where it is used, or let it end",
    )
