"""Finds targets that the measurement cannot tell apart from 100%, or, of what is bad, from nothing."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.budgets import allowed_downtime
from sladsl.exact.durations import Duration
from sladsl.exact.ratio import percent
from sladsl.model.agreements import Guarantee
from sladsl.model.values import Ratio
from sladsl.model.written import measurand, period_text
from sladsl.prove.counting import allows_no_outage, least_outage
from sladsl.rules.compare import direction
from sladsl.rules.index import Index
from sladsl.rules.say import headline

_MONTH = 30 * 86_400
_YEAR = 365 * 86_400


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per promise that a single bad interval breaks, in the longest period there can be."""
    for _, guarantee in index.own_guarantees():
        if guarantee.period is None or not isinstance(guarantee.target, Ratio):
            continue
        way = direction(guarantee.comparator)
        if way is None or (way == "lower" and guarantee.metric.better != "lower"):
            continue
        grain, target = least_outage(guarantee), guarantee.target.value
        if grain is not None and 0 < target < 1 and allows_no_outage(guarantee):
            yield _finding(guarantee, target, grain, guarantee.period.longest(clocks=False))


def _finding(guarantee: Guarantee, target: Fraction, grain: Duration, longest: int) -> Diagnostic:
    higher = direction(guarantee.comparator) == "higher"

    def allowed(seconds: int) -> str:
        return Duration(allowed_downtime(target if higher else 1 - target, seconds)).text()

    name = measurand(guarantee)
    step = grain.seconds / longest
    effective = f"leaves {percent(1 - step)}" if higher else f"is {percent(step)}"
    return Diagnostic(
        catalogue.NINES_BEYOND_SAMPLING,
        f"`{percent(target)}`{period_text(guarantee.period)} allows {allowed(longest)} down, but `{name}` "
        f"cannot count less than {grain.text()}: the promise is {'100%' if higher else '0%'}",
        (
            Label(guarantee.target_span, "a nine too many?" if higher else "a nought too many?"),
            Label(headline(guarantee.metric.span), f"counts in steps of {grain.text()}"),
        ),
        notes=(
            f"{percent(target)} is {allowed(_MONTH)} in a month of 30 days and {allowed(_YEAR)} in a year",
            f"one bad step of {grain.text()} already {effective}",
        ),
        help=f"promise {'one nine less' if higher else 'a larger share'}, take a longer period, or measure "
        "in shorter intervals",
    )
