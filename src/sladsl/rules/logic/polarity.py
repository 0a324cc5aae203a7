"""Checks that a target asks for the good side of its metric."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.agreements import Guarantee
from sladsl.model.written import measurand, target_text
from sladsl.rules.compare import direction, exactly, wrong_side
from sladsl.rules.index import Index
from sladsl.rules.say import headline
from sladsl.syntax.words import MIRRORED


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per promise that a better result breaks."""
    for _, guarantee in index.own_guarantees():
        if exactly(guarantee):
            yield _exact(guarantee)
        if not wrong_side(guarantee):
            continue
        metric, way = guarantee.metric, direction(guarantee.comparator)
        target = target_text(guarantee)
        turned = MIRRORED[guarantee.comparator] + target.removeprefix(guarantee.comparator)
        yield Diagnostic(
            catalogue.POLARITY,
            f"`{measurand(guarantee)} {target}` promises the wrong side: {metric.better} is better",
            (
                Label(guarantee.target_span, f"met by values that are {way}"),
                Label(headline(metric.span), f"declared as `better {metric.better}`"),
            ),
            help=f"write `{turned}`, or correct `better` in the metric",
        )


def _exact(guarantee: Guarantee) -> Diagnostic:
    better, target = guarantee.metric.better, target_text(guarantee)
    meant = ">=" if better == "higher" else "<="
    return Diagnostic(
        catalogue.POLARITY,
        f"`{measurand(guarantee)} {target}` is broken by every other value, also by {better} ones, which are "
        "better",
        (Label(guarantee.target_span, "met by this value alone"),),
        help=f"write `{meant}{target.removeprefix('=')}`",
    )
