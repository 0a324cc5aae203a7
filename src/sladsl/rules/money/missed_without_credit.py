"""Points at missed values for which nothing is paid although the promise has credits."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.written import target_text, tier_text
from sladsl.rules.index import Index
from sladsl.rules.money.holes import holes


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per scale whose first row begins below the target."""
    for scales in index.scales:
        for hole in holes(scales.credit):
            if hole.is_free:
                guarantee = hole.scale.guarantee
                yield Diagnostic(
                    catalogue.MISSED_WITHOUT_CREDIT,
                    f"in `{guarantee.key}` {hole.said} {hole.verb('fall')} short of "
                    f"`{target_text(guarantee)}` without any credit",
                    (
                        *(Label(row.span, f"`{tier_text(row)}` begins later") for row in hole.neighbours()),
                        Label(guarantee.target_span, "missed from here on"),
                    ),
                    help="begin the scale at the target, or say that nothing is paid there, with a row of 0%",
                )
