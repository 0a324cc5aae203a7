"""Who makes the agreement."""

from __future__ import annotations

from sladsl.lower.contract.pen import Pen
from sladsl.lower.document import Block, Clause, KeyValue, KeyValues, Paragraph, Strong, text
from sladsl.model.catalogue import PartyUse


def parties(pen: Pen) -> Clause:
    agreement = pen.agreement
    provider, customer = agreement.provider, agreement.customer
    if customer is None:
        intro = "parties-everybody"
    elif provider is not None and provider.party.key == customer.party.key:
        intro = "parties-units"
    else:
        intro = "parties-two"
    blocks: list[Block] = [pen.p(intro)]
    for role, use in (("role-provider", provider), ("role-customer", customer)):
        if use is not None:
            blocks += [Paragraph((Strong(pen.say(role)),)), _card(pen, use)]
    return pen.section("parties", "section-parties", *blocks, origin=agreement.span)


def _card(pen: Pen, use: PartyUse) -> KeyValues:
    party, unit = use.party, use.unit
    rows: list[tuple[str, str | None]] = []
    if unit is not None:
        rows += [("party-unit", pen.title(unit.title)), ("party-part-of", pen.title(party.title))]
    else:
        rows.append(("party-name", pen.title(party.title)))
    rows += [("party-registered", party.registered), ("party-address", party.address)]
    if party.country and not party.address:
        rows.append(("party-country", pen.w.formats.country(party.country)))
    rows.append(("party-contact", (unit.contact if unit else None) or party.contact))
    if unit is None:
        rows += [
            ("party-signatory", ", ".join(w for w in (s.person, s.role) if w)) for s in party.signatories
        ]
    return KeyValues(tuple(KeyValue(pen.plain(label), text(value)) for label, value in rows if value))
