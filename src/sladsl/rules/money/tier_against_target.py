"""Checks that credits are paid only for missed targets and bonuses only for met ones."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.credits import Tier
from sladsl.model.written import amount_text, target_text, tier_text
from sladsl.rules.compare import wrong_side
from sladsl.rules.index import Index
from sladsl.rules.scales import Piece, Scale


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per row that pays on the wrong side of the target; so never are both paid for one value.

    Where the source says that rows pay even for a met target, they do so on purpose.
    """
    for scales in index.scales:
        if wrong_side(scales.guarantee):
            continue
        if scales.credit is not None and not scales.credit.scheme.even_when_met:
            for tier, piece in _rows(scales.credit, met=True):
                yield _finding(scales.credit, tier, piece, "meets", "is still credited with")
        if scales.bonus is not None:
            for tier, piece in _rows(scales.bonus, met=False):
                yield _finding(scales.bonus, tier, piece, "misses", "still earns")


def _rows(scale: Scale, met: bool) -> Iterator[tuple[Tier, Piece]]:
    """Each row that applies on that side of the target, with the first such piece."""
    told: set[int] = set()
    for piece in scale.pieces:
        for tier in piece.rows if piece.met == met else ():
            if tier.span.start not in told:
                told.add(tier.span.start)
                yield tier, piece


def _finding(scale: Scale, tier: Tier, piece: Piece, verb: str, pays: str) -> Diagnostic:
    guarantee = scale.guarantee
    credit = verb == "meets"
    return Diagnostic(
        catalogue.TIER_AGAINST_TARGET,
        f"in `{guarantee.key}` {scale.said(piece)} {verb} `{target_text(guarantee)}` and {pays} "
        f"`{amount_text(tier.amount)}`",
        (
            Label(tier.span, f"`{tier_text(tier)}` applies to it"),
            Label(
                guarantee.target_span, "the target is met by it" if credit else "the target is not met by it"
            ),
        ),
        help=f"let the {'credit' if credit else 'bonus'} begin where the target is "
        f"{'missed' if credit else 'met'}, or move the target"
        + (", or say that the row wins: `credit even when met`" if credit else ""),
    )
