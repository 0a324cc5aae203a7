"""Finds missed values that fall between two tiers of a credit scale."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.written import decimals_text, target_text, tier_text
from sladsl.rules.index import Index
from sladsl.rules.money.boundary import including
from sladsl.rules.money.holes import Hole, holes


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per hole. Rounding counts: with one decimal nothing lies between 98.9% and 99.0%."""
    for scales in index.scales:
        for hole in holes(scales.credit):
            if hole.is_gap:
                yield _finding(hole)


def _finding(hole: Hole) -> Diagnostic:
    guarantee = hole.scale.guarantee
    rows = list(hole.neighbours())
    labels = [Label(row.span, f"`{tier_text(row)}` does not reach it") for row in rows]
    if len(rows) < 2:
        labels.append(Label(guarantee.target_span, f"`{target_text(guarantee)}` is not met by it either"))
    way_out = "let one of the two rows include it (`<=` or `>=`)"
    if not hole.is_one_value:
        way_out = f"let one of the two rows reach the other, the worse one with {hole.bound_that_closes}"
        places = hole.places_that_close
        if places is not None:
            line = f"`round to {decimals_text(places)} half up`"
            said = f"put {line} in the place of `exact`" if guarantee.exact else f"declare {line}"
            way_out += f", or {said}, which leaves no value between them"
    return Diagnostic(
        catalogue.TIER_GAP,
        f"{hole.said} {hole.verb('fall')} into no tier of `{guarantee.name}`",
        tuple(labels),
        notes=("the agreement gives no answer for such a period",),
        help=way_out,
        fix=including(hole),
    )
