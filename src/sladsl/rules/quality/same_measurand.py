"""Finds promises of availability whose support is counted in another way, so that it proves nothing."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.metrics import PercentileOf, ShareOfIntervals, ShareOfTime, TimeInState
from sladsl.model.written import measurand, number_text
from sladsl.prove.allowances import is_availability
from sladsl.prove.availability import comparable, proofs
from sladsl.prove.below import promises_below
from sladsl.prove.telling import name_of
from sladsl.rules.index import Index
from sladsl.rules.say import headline


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per promise and component that is promised in other ways only.

    Left out where the same service is promised in a way that its support is counted in, too: then that
    promise is carried, and this one stands beside it.
    """
    for agreement in index.agreements:
        if agreement.kind == "uc" or agreement.provider is None:
            continue
        carried = {proof.service.key for proof in proofs(index, agreement)}
        for guarantee in agreement.guarantees:
            for service in guarantee.services:
                if is_availability(guarantee) and service.key not in carried:
                    yield from _uptime(index, agreement, guarantee, service.key)
                elif isinstance(guarantee.metric.formula, PercentileOf):
                    yield from _percentiles(index, agreement, guarantee, service.key)


def _uptime(index: Index, agreement: Agreement, guarantee: Guarantee, service: str) -> Iterator[Diagnostic]:
    for key in index.needed((service,)):
        for lower, support in promises_below(index, agreement, key, is_availability):
            if not comparable(guarantee.metric, support.metric):
                yield _finding(
                    (agreement, guarantee, service, _way(guarantee)),
                    (lower, support, key, _way(support)),
                    f"promise `{guarantee.metric.key}` of `{key}` in `{lower.key}`, or count `{service}` as "
                    f"`{support.metric.key}`",
                )


def _percentiles(
    index: Index, agreement: Agreement, guarantee: Guarantee, service: str
) -> Iterator[Diagnostic]:
    def lower_share(support: Guarantee) -> bool:
        same = support.metric.key == guarantee.metric.key and support.comparator in ("<=", "<")
        mine, theirs = guarantee.percentile, support.percentile
        return same and mine is not None and theirs is not None and theirs < mine

    for key in index.needed((service,)):
        if key == service:
            continue
        for lower, support in promises_below(index, agreement, key, lower_share):
            mine, theirs = guarantee.percentile, support.percentile
            assert mine is not None
            assert theirs is not None
            rest = 100 - theirs
            yield _finding(
                (agreement, guarantee, service, measurand(guarantee)),
                (
                    lower,
                    support,
                    key,
                    f"{measurand(support)}: nothing about the slowest {number_text(rest)}%",
                ),
                f"let `{name_of(lower, support)}` promise p{number_text(mine)} of `{support.metric.key}`",
            )


def _way(guarantee: Guarantee) -> str:
    match guarantee.metric.formula:
        case ShareOfIntervals(interval):
            return f"counts intervals of {interval.text()}"
        case ShareOfTime():
            return "counts time in a state"
        case TimeInState():
            return "counts minutes"
    return "counts otherwise"


def _finding(
    upper: tuple[Agreement, Guarantee, str, str], below: tuple[Agreement, Guarantee, str, str], help_: str
) -> Diagnostic:
    agreement, guarantee, service, way = upper
    lower, support, key, other = below
    labels = [Label(guarantee.target_span, way), Label(support.target_span, other)]
    if guarantee.metric.key != support.metric.key:
        labels += [
            Label(headline(guarantee.metric.span), "counted like this"),
            Label(headline(support.metric.span), "counted like that"),
        ]
    return Diagnostic(
        catalogue.SAME_MEASURAND,
        f"`{agreement.key}` promises {measurand(guarantee)} of `{service}`, `{lower.key}` under it promises "
        f"{measurand(support)} of `{key}`: the one says nothing about the other",
        tuple(labels),
        help=help_,
    )
