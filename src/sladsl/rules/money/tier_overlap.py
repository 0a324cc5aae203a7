"""Finds values for which two rows of a credit or bonus scale apply."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.written import amount_text, tier_text
from sladsl.rules.index import Index
from sladsl.rules.scales import Scale


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per pair of rows, with a value at which both apply.

    Rows such as `below 99%` are a scale, of which the strictest that is fulfilled applies; rows with
    `when` say for themselves where they apply.
    """
    for scales in index.scales:
        for scale in (scales.credit, scales.bonus):
            if scale is not None:
                yield from _overlaps(scale)


def _overlaps(scale: Scale) -> Iterator[Diagnostic]:
    told: set[tuple[int, int]] = set()
    for piece in scale.pieces:
        for left, right in zip(piece.rows, piece.rows[1:], strict=False):
            pair = (left.span.start, right.span.start)
            if pair in told:
                continue
            told.add(pair)
            amounts = (amount_text(left.amount), amount_text(right.amount))
            if amounts[0] == amounts[1]:
                paid = f"each with `{amounts[0]}`"
            else:
                paid = f"with `{amounts[0]}` and `{amounts[1]}`"
            yield Diagnostic(
                catalogue.TIER_OVERLAP,
                f"in `{scale.guarantee.key}` {scale.said(piece)} falls into two tiers, {paid}",
                (
                    Label(right.span, f"`{tier_text(right)}` applies to it"),
                    Label(left.span, f"and so does `{tier_text(left)}`"),
                ),
                help="give the rows ends that do not cross, or write a plain scale (`below 99%: ...`), of "
                "which the strictest row applies",
            )
