"""Finds percentiles and shares of fewer events than they leave out one of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.ratio import percent, round_to
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.metrics import CountOfEvents, ShareOfEvents
from sladsl.model.values import Ratio
from sladsl.model.written import measurand, number_text, period_text, target_text
from sladsl.rules.compare import direction, position
from sladsl.rules.index import Index


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per promise whose events the agreement itself limits to so few that all of them decide."""
    for agreement in index.agreements:
        limits: defaultdict[str, list[Guarantee]] = defaultdict(list)
        for limit in agreement.promises:
            if isinstance(limit.metric.formula, CountOfEvents):
                for service in limit.services:
                    limits[service.key].append(limit)
        for guarantee in agreement.guarantees if limits else ():
            share = _share(guarantee)
            if share is None or not 0 < share < 1 or not guarantee.services:
                continue
            for limit in limits.get(guarantee.services[0].key, ()):
                most = _most(guarantee, limit)
                if most is not None and most > 0 and _one_decides(guarantee, share, most):
                    yield _finding(agreement, guarantee, share, limit, most)
                    break


def _share(guarantee: Guarantee) -> Fraction | None:
    """The share of events that has to be good."""
    if guarantee.percentile is not None:
        return guarantee.percentile / 100
    if guarantee.share is not None:
        return guarantee.share.ratio
    of_events = isinstance(guarantee.metric.formula, ShareOfEvents) and isinstance(guarantee.target, Ratio)
    way = direction(guarantee.comparator)
    if not of_events or way is None or way != guarantee.metric.better:
        return None
    assert isinstance(guarantee.target, Ratio)
    return guarantee.target.value if way == "higher" else 1 - guarantee.target.value


def _one_decides(guarantee: Guarantee, share: Fraction, most: int) -> bool:
    """Whether the promise is missed as soon as one of so many events is bad."""
    if guarantee.percentile is not None or guarantee.share is not None:
        return most * (1 - share) < 1
    left = Fraction(1, most) if guarantee.metric.better == "lower" else 1 - Fraction(1, most)
    if guarantee.rounding is not None:
        left = round_to(left, guarantee.rounding.places + 2, guarantee.rounding.mode)
    return not guarantee.meets(Ratio(left))


def _most(guarantee: Guarantee, limit: Guarantee) -> int | None:
    """How many events of the same services there are at most in a period of the promise, by that limit."""
    formula, mine, theirs = limit.metric.formula, guarantee.period, limit.period
    if not isinstance(formula, CountOfEvents) or formula.where is not None or mine is None or theirs is None:
        return None
    if limit.comparator not in ("<=", "<", "=") or limit.priority not in (None, guarantee.priority):
        return None
    about, limited = {s.key for s in guarantee.services}, {s.key for s in limit.services}
    if about != limited and not (len(about) == 1 and about < limited):
        return None
    place = position(limit.target, limit.target)
    if place is None:
        return None
    counted = ceil(place) - 1 if limit.comparator == "<" else floor(place)
    if theirs.shortest() >= mine.longest() or theirs == mine:
        return counted
    return counted * (ceil(Fraction(mine.longest(), theirs.shortest())) + 1)


def _finding(
    agreement: Agreement, guarantee: Guarantee, share: Fraction, limit: Guarantee, most: int
) -> Diagnostic:
    rest = 1 - share
    strict = guarantee.percentile is None and guarantee.share is None and guarantee.comparator in (">", "<")
    needed = floor(1 / rest) + 1 if strict else ceil(1 / rest)
    asked = f"{percent(share)} of the cases"
    if guarantee.percentile is not None:
        asked = measurand(guarantee)
    elif guarantee.share is None:
        asked = f"{measurand(guarantee)} {target_text(guarantee)}"
    notes = [
        f"{percent(rest)} of {most} events are {number_text(rest * most)}: not one may be left out"
        + (f"; that takes at least {needed} events" if guarantee.rounding is None else "")
    ]
    return Diagnostic(
        catalogue.TOO_FEW_EVENTS,
        f"`{agreement.key}.{guarantee.key}` asks for {asked}, of at most {most} events"
        f"{period_text(guarantee.period)}: a single one decides",
        (
            Label(guarantee.target_span, "the worst event is the result"),
            Label(limit.target_span, "so many events at most"),
        ),
        tuple(notes),
        help="take a longer period, leave out a larger share, or promise it of every event",
    )
