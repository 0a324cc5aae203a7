"""Finds two limits of one metric of which the one for the shorter period can never matter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.periods import Kind
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.metrics import Aggregate, CountOfEvents, CountOfIntervals, TimeInState
from sladsl.model.written import measurand, period_text, value_text
from sladsl.rules.compare import position, topic
from sladsl.rules.index import Index, hours_key

_LENGTH = {Kind.DAY: 0, Kind.WEEK: 1, Kind.MONTH: 2, Kind.QUARTER: 3, Kind.YEAR: 4}


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per pair: what happens in a day has happened in its week, too."""
    for agreement in index.agreements:
        groups: defaultdict[object, list[Guarantee]] = defaultdict(list)
        for guarantee in agreement.guarantees:
            if _adds_up(guarantee):
                subject = tuple(s.key for s in guarantee.services)
                during = hours_key(agreement, guarantee)
                groups[topic(guarantee), subject, during, guarantee.priority is None].append(guarantee)
        for group in groups.values():
            yield from _pairs(agreement, group)


def _adds_up(guarantee: Guarantee) -> bool:
    formula = guarantee.metric.formula
    counts = isinstance(formula, CountOfEvents | CountOfIntervals | TimeInState) or (
        isinstance(formula, Aggregate) and formula.function == "sum"
    )
    cycle = guarantee.period
    return counts and guarantee.comparator in ("<=", "<") and cycle is not None and cycle.kind in _LENGTH


def _pairs(agreement: Agreement, group: list[Guarantee]) -> Iterator[Diagnostic]:
    for short in group:
        for long in group:
            assert short.period is not None
            assert long.period is not None
            one, other = position(short.target, long.target), position(long.target, long.target)
            nested = _LENGTH[short.period.kind] < _LENGTH[long.period.kind]
            if nested and one is not None and other is not None and one > other:
                yield _finding(agreement, short, long)


def _finding(agreement: Agreement, short: Guarantee, long: Guarantee) -> Diagnostic:
    per, whole = period_text(short.period), period_text(long.period)
    return Diagnostic(
        catalogue.LIMITS_AGREE,
        f"`{agreement.key}` limits `{measurand(short)}` to {value_text(short.target)}{per} and to "
        f"{value_text(long.target)}{whole}: one of the two says nothing",
        (
            Label(short.target_span, f"{value_text(short.target)}{per} can never be reached"),
            Label(long.target_span, f"{value_text(long.target)}{whole} is broken before"),
        ),
        help=f"let the limit{per} be smaller than the one{whole}, or take one of them out",
    )
