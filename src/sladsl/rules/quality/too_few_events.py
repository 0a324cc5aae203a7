"""Finds percentiles and shares of fewer events than they leave out one of."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.ratio import percent
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.metrics import CountOfEvents
from sladsl.model.written import measurand, number_text, period_text, value_text
from sladsl.rules.compare import position
from sladsl.rules.index import Index


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per promise whose events the agreement itself limits to so few that all of them decide."""
    for agreement in index.agreements:
        for guarantee in agreement.guarantees:
            share = _share(guarantee)
            if share is None or not 0 < share < 1:
                continue
            for limit in agreement.promises:
                most = _most(guarantee, limit)
                if most is not None and most * (1 - share) < 1:
                    yield _finding(agreement, guarantee, share, limit, most)
                    break


def _share(guarantee: Guarantee) -> Fraction | None:
    if guarantee.percentile is not None:
        return guarantee.percentile / 100
    return guarantee.share.ratio if guarantee.share is not None else None


def _most(guarantee: Guarantee, limit: Guarantee) -> Fraction | None:
    """How many events of the same services there are at most in a period of the promise, by that limit."""
    formula, mine, theirs = limit.metric.formula, guarantee.period, limit.period
    if not isinstance(formula, CountOfEvents) or formula.where is not None or mine is None or theirs is None:
        return None
    if limit.comparator not in ("<=", "<", "=") or limit.priority not in (None, guarantee.priority):
        return None
    if not guarantee.services or {s.key for s in guarantee.services} != {s.key for s in limit.services}:
        return None
    place = position(limit.target, limit.target)
    if place is None:
        return None
    if theirs.shortest() >= mine.longest() or theirs == mine:
        return place
    return place * (ceil(Fraction(mine.longest(), theirs.shortest())) + 1)


def _finding(
    agreement: Agreement, guarantee: Guarantee, share: Fraction, limit: Guarantee, most: Fraction
) -> Diagnostic:
    rest, needed = 1 - share, ceil(1 / (1 - share))
    asked = measurand(guarantee) if guarantee.percentile is not None else f"{percent(share)} of the cases"
    return Diagnostic(
        catalogue.TOO_FEW_EVENTS,
        f"`{agreement.key}.{guarantee.key}` asks for {asked}, of at most {number_text(most)} events"
        f"{period_text(guarantee.period)}: a single one decides",
        (
            Label(guarantee.target_span, "the worst event is the result"),
            Label(limit.target_span, f"no more than {value_text(limit.target)}{period_text(limit.period)}"),
        ),
        (
            f"{percent(rest)} of {number_text(most)} events are {number_text(rest * most)}: "
            f"not one may be left out; that takes at least {needed} events",
        ),
        help="take a longer period, leave out a larger share, or promise it of every event",
    )
