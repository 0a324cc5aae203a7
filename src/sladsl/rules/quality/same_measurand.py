"""Finds promises whose support is counted in another way, or at another place, so that it proves nothing."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.metrics import MeanOver, PercentileOf, ShareOfIntervals, ShareOfTime, TimeInState
from sladsl.model.written import measurand, number_text
from sladsl.prove.allowances import is_availability
from sladsl.prove.below import below, promises_below
from sladsl.prove.counting import carries, carries_mean, comparable, is_mean, limits_share, same_mean
from sladsl.prove.proving import proofs
from sladsl.prove.telling import name_of
from sladsl.rules.compare import direction
from sladsl.rules.index import Index
from sladsl.rules.quality.measuring_points import elsewhere
from sladsl.rules.quality.short_outages import finding, overlooked
from sladsl.rules.say import headline


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per promise and component that is promised in other ways only, and one per promise that
    is measured where nothing under it is.

    Left out where the same service is promised in a way that its support is counted in, too: then that
    promise is carried, and this one stands beside it.
    """
    for agreement in index.agreements:
        if agreement.kind == "uc" or agreement.provider is None:
            continue
        made = proofs(index, agreement)
        for proof in made:
            for support, outages in overlooked(proof):
                yield finding(proof, support, outages)
        carried = {proof.service.key for proof in made}
        proof_of = {(id(proof.guarantee), proof.service.key): proof for proof in made}
        for guarantee in agreement.guarantees:
            for service in guarantee.services:
                if not is_availability(guarantee) or service.key not in carried:
                    yield from _otherwise(index, agreement, guarantee, service.key)
                proven = proof_of.get((id(guarantee), service.key))
                yield from elsewhere(index, agreement, guarantee, service, proven)


def _otherwise(
    index: Index, agreement: Agreement, guarantee: Guarantee, service: str
) -> Iterator[Diagnostic]:
    if is_availability(guarantee):
        yield from _uptime(index, agreement, guarantee, service)
    elif isinstance(guarantee.metric.formula, PercentileOf):
        yield from _percentiles(index, agreement, guarantee, service)
    elif isinstance(guarantee.metric.formula, MeanOver):
        yield from _means(index, agreement, guarantee, service)


def _uptime(index: Index, agreement: Agreement, guarantee: Guarantee, service: str) -> Iterator[Diagnostic]:
    for key in index.needed((service,)):
        for lower, support in promises_below(index, agreement, key, is_availability):
            if not carries(guarantee.metric, support.metric):
                yield _finding(
                    (agreement, guarantee, service, _way(guarantee)),
                    (lower, support, key, _way(support)),
                    f"promise `{guarantee.metric.key}` of `{key}` in `{lower.key}`, or count `{service}` as "
                    f"`{support.metric.key}`",
                )


def _percentiles(
    index: Index, agreement: Agreement, guarantee: Guarantee, service: str
) -> Iterator[Diagnostic]:
    """What is promised of a component as a lower percentile or a mean only."""
    mine = guarantee.percentile

    def same(support: Guarantee) -> bool:
        alike = limits_share(guarantee.metric, support.metric) or is_mean(guarantee.metric, support.metric)
        return alike and support.comparator in ("<=", "<")

    stands = below(index, agreement, service, same) if mine is not None else None
    for key, promises in stands.promised.items() if stands is not None else ():
        assert mine is not None
        if any(_enough(guarantee, support) for _, support in promises):
            continue
        for lower, support in promises:
            if is_mean(guarantee.metric, support.metric):
                what = f"{measurand(support)}: nothing about single ones"
            else:
                what = f"{measurand(support)}: nothing about the slowest {_rest(support)}"
            yield _finding(
                (agreement, guarantee, service, measurand(guarantee)),
                (lower, support, key, what),
                f"let `{name_of(lower, support)}` promise p{number_text(mine)} of `{guarantee.metric.key}`",
            )


def _means(index: Index, agreement: Agreement, guarantee: Guarantee, service: str) -> Iterator[Diagnostic]:
    """What is promised of a component as the same mean over intervals that say nothing of these."""

    def same(support: Guarantee) -> bool:
        alike = same_mean(guarantee.metric, support.metric) or comparable(guarantee.metric, support.metric)
        return alike and direction(support.comparator) == direction(guarantee.comparator)

    stands = below(index, agreement, service, same)
    for key, promises in stands.promised.items() if stands is not None else ():
        if any(carries_mean(guarantee.metric, support.metric) for _, support in promises):
            continue
        for lower, support in promises:
            yield _finding(
                (agreement, guarantee, service, _way(guarantee)),
                (lower, support, key, _way(support)),
                f"promise `{guarantee.metric.key}` of `{key}` in `{lower.key}`, or count `{service}` as "
                f"`{support.metric.key}`",
            )


def _enough(guarantee: Guarantee, support: Guarantee) -> bool:
    """Whether the support speaks of as many of the events as the promise."""
    if is_mean(guarantee.metric, support.metric):
        return False
    mine, theirs = guarantee.percentile, support.percentile
    return theirs is None or (mine is not None and theirs >= mine)


def _rest(support: Guarantee) -> str:
    assert support.percentile is not None
    return f"{number_text(100 - support.percentile)}%"


def _way(guarantee: Guarantee) -> str:
    match guarantee.metric.formula:
        case ShareOfIntervals(interval):
            return f"counts intervals of {interval.text()}"
        case MeanOver(interval):
            return f"takes the mean of intervals of {interval.text()}"
        case ShareOfTime():
            return "counts time in a state"
        case TimeInState():
            return "counts minutes"
    return "counts otherwise"


def _finding(
    upper: tuple[Agreement, Guarantee, str, str], under: tuple[Agreement, Guarantee, str, str], help_: str
) -> Diagnostic:
    agreement, guarantee, service, way = upper
    lower, support, key, other = under
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
