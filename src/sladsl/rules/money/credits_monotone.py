"""Checks that a worse result never pays less."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.agreements import Agreement
from sladsl.model.credits import Tier
from sladsl.model.written import amount_text, tier_text
from sladsl.rules.index import Index
from sladsl.rules.money.holes import holes
from sladsl.rules.money.worth import same_terms, worth
from sladsl.rules.scales import Piece, Scale


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per row that pays less than a better one, and one where the worst values pay nothing."""
    for scales in index.scales:
        if scales.credit is None:
            continue
        yield from _steps_back(scales.agreement, scales.credit)
        for hole in holes(scales.credit):
            amount = (
                worth(hole.better.rows[0].amount.base, scales.agreement)
                if hole.is_bottom and hole.better
                else None
            )
            if amount is not None and amount[1] > 0 and hole.better is not None:
                row = hole.better.rows[0]
                yield Diagnostic(
                    catalogue.CREDITS_MONOTONE,
                    f"in `{hole.scale.guarantee.key}` {hole.said} {hole.verb('pay')} nothing, while "
                    f"{hole.scale.said(hole.better)} pays `{amount_text(row.amount)}`",
                    (Label(row.span, "the last row of the scale"),),
                    help="let the last row run on to the worst value, or add `otherwise: ...`",
                )


def _steps_back(agreement: Agreement, scale: Scale) -> Iterator[Diagnostic]:
    before: tuple[Piece, Tier] | None = None
    better: tuple[str, Fraction] | None = None
    for piece in scale.pieces:
        if piece.met or not piece.rows:
            continue
        tier = piece.rows[0]
        if before is None or tier is not before[1]:
            worse = worth(tier.amount.base, agreement)
            if (
                before is not None
                and better is not None
                and worse is not None
                and better[0] == worse[0]
                and worse[1] < better[1]
                and same_terms(before[1].amount, tier.amount)
            ):
                yield Diagnostic(
                    catalogue.CREDITS_MONOTONE,
                    f"in `{scale.guarantee.key}` {scale.said(piece)} pays `{amount_text(tier.amount)}`, less "
                    f"than {scale.said(before[0])} with `{amount_text(before[1].amount)}`",
                    (
                        Label(tier.span, f"`{tier_text(tier)}`, the worse result"),
                        Label(before[1].span, f"`{tier_text(before[1])}`, the better result"),
                    ),
                    help="exchange the two amounts, or correct the one that is wrong",
                )
            better = worse
        before = (piece, tier)
