"""Targets, rounding and credit tiers of a promise as exact bounds on its value."""

from __future__ import annotations

from fractions import Fraction

from sladsl.exact.durations import Duration, from_parts
from sladsl.lower import monitoring as out
from sladsl.model.agreements import Guarantee
from sladsl.model.credits import Range, Tier
from sladsl.model.metrics import Dimension
from sladsl.model.values import Number, Ratio, Value
from sladsl.model.written import amount_text
from sladsl.records import record

COMPARISONS = {
    ">=": out.Comparison.AT_LEAST,
    ">": out.Comparison.ABOVE,
    "<=": out.Comparison.AT_MOST,
    "<": out.Comparison.BELOW,
}
_MISSED = {
    ">=": out.Comparison.BELOW,
    ">": out.Comparison.AT_MOST,
    "<=": out.Comparison.ABOVE,
    "<": out.Comparison.AT_LEAST,
}


def scalar(value: Value) -> Fraction | None:
    """A ratio or a number as it is, a duration in seconds; None for what monitoring cannot compare."""
    match value:
        case Ratio(number) | Number(number):
            return number
        case Duration(seconds):
            return seconds
        case _:
            return None


def rounding_of(promise: Guarantee) -> out.Rounding | None:
    """Decimals of the value as it is shown: of the percentage, or of the metric's unit of time."""
    if promise.rounding is None:
        return None
    unit = Fraction(1, 10**promise.rounding.places)
    if promise.metric.dimension == Dimension.RATIO:
        unit /= 100
    elif promise.metric.dimension == Dimension.DURATION and promise.metric.unit is not None:
        length = from_parts(Fraction(1), promise.metric.unit)
        unit *= length.seconds if isinstance(length, Duration) else 1
    return out.Rounding(unit, promise.rounding.mode)


def tiers_of(promise: Guarantee) -> tuple[out.CreditTier, ...]:
    """One tier per row, none overlapping where the rows are a scale; a single amount is owed for any miss.

    Tiers of a percentile stay one-sided: a histogram says whether a bound was passed, not by how much.
    """
    credit, target = promise.credit, scalar(promise.target)
    if credit is None or target is None or promise.comparator == "=":
        return ()
    missed = out.Bound(_MISSED[promise.comparator], target)
    if credit.single is not None:
        return (out.CreditTier(amount_text(credit.single), (missed,), credit.span),)
    made: list[out.CreditTier] = []
    for tier in credit.tiers:
        label = amount_text(tier.amount)
        if tier.kind == "otherwise":
            ranges = [_edges(t.range) for t in credit.tiers if t.range is not None]
            kept = _edges(_kept(promise))
            made += [
                out.CreditTier(label, piece.bounds, tier.span)
                for piece in _rest([*ranges, kept])
                if piece.bounds
            ]
        elif tier.range is not None:
            edges = _edges(tier.range)
            if promise.percentile is None:
                edges = _within_scale(tier, edges, credit.tiers)
            made.append(out.CreditTier(label, edges.bounds, tier.span))
    return tuple(made)


@record
class _Edges:
    """A range of values; None is no end."""

    low: Fraction | None = None
    low_closed: bool = False
    high: Fraction | None = None
    high_closed: bool = False

    @property
    def bounds(self) -> tuple[out.Bound, ...]:
        found = []
        if self.low is not None:
            over = out.Comparison.AT_LEAST if self.low_closed else out.Comparison.ABOVE
            found.append(out.Bound(over, self.low))
        if self.high is not None:
            under = out.Comparison.AT_MOST if self.high_closed else out.Comparison.BELOW
            found.append(out.Bound(under, self.high))
        return tuple(found)


def _edges(span: Range) -> _Edges:
    low = scalar(span.low) if span.low is not None else None
    high = scalar(span.high) if span.high is not None else None
    return _Edges(low, span.low_closed, high, span.high_closed)


def _kept(promise: Guarantee) -> Range:
    closed = promise.comparator in (">=", "<=")
    if promise.comparator in (">=", ">"):
        return Range(promise.target, closed, None, False)
    return Range(None, False, promise.target, closed)


def _within_scale(tier: Tier, edges: _Edges, rows: tuple[Tier, ...]) -> _Edges:
    """The row's own part of its scale: up to where the next stricter row begins."""
    downwards, upwards = ("below", "at most"), ("above", "at least")
    family = downwards if tier.kind in downwards else upwards if tier.kind in upwards else ()
    others = [_edges(r.range) for r in rows if r.kind in family and r.range is not None and r is not tier]
    if family == downwards and edges.high is not None:
        top = edges.high
        stricter = [o for o in others if o.high is not None and o.high < top]
        if stricter:
            nearest = max(stricter, key=lambda o: (o.high, o.high_closed))
            return _Edges(nearest.high, not nearest.high_closed, edges.high, edges.high_closed)
    if family == upwards and edges.low is not None:
        bottom = edges.low
        stricter = [o for o in others if o.low is not None and o.low > bottom]
        if stricter:
            nearest = min(stricter, key=lambda o: (o.low, not o.low_closed))
            return _Edges(edges.low, edges.low_closed, nearest.low, not nearest.low_closed)
    return edges


def _rest(ranges: list[_Edges]) -> list[_Edges]:
    """What lies in none of the ranges, from low to high."""
    below_all = (0, Fraction(0), 0)

    def start(edges: _Edges) -> tuple[int, Fraction, int]:
        # An open end sorts behind a closed one at the same value: it leaves the value itself free.
        return below_all if edges.low is None else (1, edges.low, 0 if edges.low_closed else 1)

    free: list[_Edges] = []
    low: Fraction | None = None
    low_closed = False
    for edges in sorted(ranges, key=start):
        if edges.low is not None:
            gap = _Edges(low, low_closed, edges.low, not edges.low_closed)
            if low is None or low < edges.low or (low == edges.low and low_closed and not edges.low_closed):
                free.append(gap)
        if edges.high is None:
            return free
        if low is None or edges.high > low or (edges.high == low and edges.high_closed):
            low, low_closed = edges.high, not edges.high_closed
    free.append(_Edges(low, low_closed))
    return free
