"""Checks that a percentile is asked of metrics that have percentiles, and always of those."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.metrics import PercentileOf
from sladsl.model.written import measurand
from sladsl.rules.index import Index
from sladsl.rules.say import headline


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per promise that names a percentile without need, or needs one and names none."""
    for _, guarantee in index.own_guarantees():
        metric = guarantee.metric
        if metric.formula is None:
            continue
        asked, has = guarantee.percentile is not None, isinstance(metric.formula, PercentileOf)
        if asked and not has:
            yield Diagnostic(
                catalogue.PERCENTILE,
                f"`{measurand(guarantee)}` asks for a percentile, but `{metric.key}` has one value",
                (
                    Label(guarantee.target_span, f"promised here as `{measurand(guarantee)}`"),
                    Label(headline(metric.span), "not declared as `value = percentile of ...`"),
                ),
                help=f"promise `{metric.key}` itself; for a share of the cases write `for 95% of tickets`",
            )
        elif has and not asked:
            yield Diagnostic(
                catalogue.PERCENTILE,
                f"`{metric.key}` is a percentile, and `{guarantee.name}` does not say which",
                (
                    Label(guarantee.target_span, f"which percentile of `{metric.key}` is this?"),
                    Label(headline(metric.span), "declared as a percentile"),
                ),
                help=f"write for example `p99 of {metric.key}`",
            )
