"""The cover: title, parties, and the facts that are looked for first."""

from __future__ import annotations

from sladsl.lower.contract.amounts import fee_price, fee_words
from sladsl.lower.contract.pen import Pen
from sladsl.lower.document import KeyValue, Party, plain, text
from sladsl.lower.values import Day
from sladsl.model.catalogue import PartyUse


def parties_on_cover(pen: Pen) -> tuple[Party, ...]:
    roles = (("role-provider", pen.agreement.provider), ("role-customer", pen.agreement.customer))
    return tuple(_party(pen, role, use) for role, use in roles if use is not None)


def _party(pen: Pen, role: str, use: PartyUse) -> Party:
    party = use.party
    details: list[str] = []
    if use.unit is not None:
        details += [pen.title(party.title)]
        details += [use.unit.contact] if use.unit.contact else []
    else:
        details += [d for d in (party.registered, party.address) if d]
        if party.country and not party.address:
            details.append(pen.w.formats.country(party.country))
    return Party(pen.plain(role), pen.title(use.title), tuple(details))


def subtitle(pen: Pen) -> str:
    """The services, unless the title names them already."""
    services = plain(pen.services(pen.agreement.services))
    return "" if services in pen.title(pen.agreement.title) else services


def facts(pen: Pen) -> tuple[KeyValue, ...]:
    agreement = pen.agreement
    found: list[tuple[str, str]] = []
    kind = pen.plain("kind", kind=agreement.kind)
    if agreement.level is not None:
        kind = pen.plain("kind-of-level", kind=text(kind), level=agreement.level)
    found.append((pen.plain("column-kind"), kind))
    if (term := agreement.effective) is not None:
        found.append((pen.plain("fact-effective"), pen.written(Day(term.first))))
        if term.until is not None:
            found.append((pen.plain("fact-until"), pen.written(Day(term.until))))
        else:
            found.append((pen.plain("fact-term"), pen.plain("fact-open-ended")))
        if term.renews is not None:
            renewal = pen.plain("renewal-each", length=pen.value(term.renews))
            found.append((pen.plain("fact-renewal"), renewal))
        if term.notice is not None:
            found.append((pen.plain("fact-notice"), pen.written(term.notice)))
    for fee in pen.own_fees:
        amount = plain(fee_price(pen, fee))
        found.append((capital(plain(fee_words(pen, fee))), amount))
    above = pen.house.levels_above(agreement)
    if above:
        found.append((pen.plain("fact-under"), pen.title(above[0].title)))
    if agreement.law is not None:
        found.append((pen.plain("fact-law"), pen.w.formats.country(agreement.law)))
    if agreement.version is not None:
        found.append((pen.plain("fact-version"), agreement.version))
    if pen.internal:
        found.append((pen.plain("fact-edition"), pen.plain("edition", edition="internal")))
    return tuple(KeyValue(label, text(value)) for label, value in found)


def capital(words: str) -> str:
    """The words with a capital at the beginning."""
    return words[:1].upper() + words[1:]
