"""Checks that the tiers of a scale are of the kind of the target they stand under."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.agreements import Guarantee
from sladsl.model.credits import Tier
from sladsl.model.values import Ratio, Value
from sladsl.model.written import measurand, target_text, value_text
from sladsl.rules.compare import position
from sladsl.rules.index import Index


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per value in a tier that cannot be compared with the target."""
    for _, guarantee in index.own_guarantees():
        for scheme in (guarantee.credit, guarantee.bonus):
            for tier in scheme.tiers if scheme else ():
                ends = [tier.bound] if tier.range is None else [tier.bound, tier.range.low, tier.range.high]
                for value in dict.fromkeys(end for end in ends if end is not None):
                    # Where a share of the cases is promised, rows may be about that share.
                    about_cases = guarantee.share is not None and isinstance(value, Ratio)
                    if position(value, guarantee.target) is None and not about_cases:
                        yield _finding(guarantee, tier, value)


def _finding(guarantee: Guarantee, tier: Tier, value: Value) -> Diagnostic:
    return Diagnostic(
        catalogue.TIER_UNIT,
        f"a tier at `{value_text(value)}` never applies to `{measurand(guarantee)} {target_text(guarantee)}`",
        (
            Label(tier.span, f"`{value_text(value)}` here"),
            Label(guarantee.target_span, f"`{value_text(guarantee.target)}` here"),
        ),
        notes=("a tier compares with the same values as the target it stands under",),
        help=f"write the tier in the unit of `{value_text(guarantee.target)}`",
    )
