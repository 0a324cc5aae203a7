"""Who approves the agreement inside each house, and who signs it."""

from __future__ import annotations

from sladsl.lower.contract.pen import Pen
from sladsl.lower.document import Align, Clause, Inlines, Signatory, SignatureBlock, Signatures, text
from sladsl.model.catalogue import PartyUse


def approvals(pen: Pen) -> Clause | None:
    found = pen.agreement.approvals
    if not found:
        return None
    rows = [
        (
            text(pen.title(use.party.title)),
            text(pen.title(use.unit.title)) if use.unit else text("–"),
            pen.say("approval-state", state="pending"),
        )
        for use in found
    ]
    heads: list[tuple[str | Inlines, Align, int]] = [
        ("column-party", Align.START, 2),
        ("column-unit", Align.START, 2),
        ("column-approval", Align.START, 1),
    ]
    return pen.section("approvals", "section-approvals", pen.p("approvals-intro"), pen.table(heads, rows))


def signatures(pen: Pen) -> Clause:
    agreement = pen.agreement
    roles = (("role-provider", agreement.provider), ("role-customer", agreement.customer))
    blocks = tuple(_block(pen, role, use) for role, use in roles if use is not None)
    return pen.section("signatures", "section-signatures", pen.p("signatures-intro"), Signatures(blocks))


def _block(pen: Pen, role: str, use: PartyUse) -> SignatureBlock:
    """The party's signatories; a unit, and a party that names nobody, gets a blank line."""
    people = () if use.unit is not None else use.party.signatories
    lines = tuple(Signatory(s.person, s.role or "") for s in people) or (Signatory(),)
    return SignatureBlock(pen.party(use), pen.plain(role), lines)
