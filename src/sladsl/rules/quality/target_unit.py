"""Checks that targets and tiers are of the kind their metric has: a share, a time, a number, a quantity."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Edit, Fix, Label
from sladsl.exact.durations import UNITS, CalendarDays, Duration, Months, WorkingDays, Years
from sladsl.exact.quantities import Quantity, same_family
from sladsl.exact.ratio import percent
from sladsl.model.agreements import CreditScheme, Guarantee
from sladsl.model.metrics import Dimension, Metric
from sladsl.model.values import Number, Ratio, Value
from sladsl.rules.index import Index
from sladsl.rules.say import headline, value_text
from sladsl.source import Span

_KINDS = {
    Dimension.RATIO: "a share, such as `99.9%`",
    Dimension.DURATION: "a time, such as `4 h`",
    Dimension.NUMBER: "a plain number",
}
_TIMES = (Duration, WorkingDays, CalendarDays, Months, Years)


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per target or tier that cannot be a value of its metric."""
    for _, guarantee in index.own_guarantees():
        if not _fits(guarantee.metric, guarantee.target):
            yield _finding(guarantee.metric, guarantee.target, guarantee.target_span, "target")
        for scheme in (guarantee.credit, guarantee.bonus):
            if scheme is not None:
                yield from _tiers(guarantee, scheme)


def _tiers(guarantee: Guarantee, scheme: CreditScheme) -> Iterator[Diagnostic]:
    for tier in scheme.tiers:
        ends = [tier.bound] if tier.range is None else [tier.bound, tier.range.low, tier.range.high]
        for value in dict.fromkeys(end for end in ends if end is not None):
            if not _fits(guarantee.metric, value):
                yield _finding(guarantee.metric, value, tier.span, "tier")


def _fits(metric: Metric, value: Value) -> bool:
    match metric.dimension:
        case Dimension.RATIO:
            return isinstance(value, Ratio)
        case Dimension.DURATION:
            return isinstance(value, _TIMES)
        case Dimension.NUMBER:
            return isinstance(value, Number)
        case Dimension.QUANTITY:
            if isinstance(value, Duration):
                return metric.unit in UNITS
            return isinstance(value, Quantity) and (
                metric.unit is None or same_family(value.unit, metric.unit)
            )  # fmt: skip
        case _:
            return True


def _finding(metric: Metric, value: Value, span: Span, what: str) -> Diagnostic:
    wanted = _KINDS.get(metric.dimension) or f"an amount of `{metric.unit}`"
    fix = None
    if metric.dimension == Dimension.RATIO and isinstance(value, Number) and 0 <= value.value <= 100:
        # 0.999 can only be meant as a share; 99.9 may also be a number of something else.
        share = value.value if value.value <= 1 else value.value / 100
        written = value_text(value)
        if span.text.count(written) == 1:
            start = span.start + span.text.index(written)
            place = Span(span.source, start, start + len(written))
            fix = Fix(f"write `{percent(share)}`", (Edit(place, percent(share)),), safe=value.value < 1)
    return Diagnostic(
        catalogue.TARGET_UNIT,
        f"`{metric.key}` is {wanted.split(',')[0]}, and `{value_text(value)}` is not",
        (
            Label(span, f"a {what} of `{metric.key}`"),
            Label(headline(metric.span), f"its values are {wanted}"),
        ),
        help=f"write the {what} as {wanted}",
        fix=fix,
    )
