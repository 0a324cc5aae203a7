"""Points at repairs that may take longer than a promise of availability lets its service be down."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from datetime import date, timedelta
from fractions import Fraction

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.evaluate.base import hours_of
from sladsl.exact import zones
from sladsl.exact.durations import Duration
from sladsl.exact.structures.downtime import longest_downtime
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.catalogue import Service
from sladsl.model.metrics import TimeBetween
from sladsl.model.supports import Promised
from sladsl.model.written import period_text, value_text
from sladsl.prove.allowances import base_of, is_availability, lost
from sladsl.prove.below import Below, below
from sladsl.prove.due import is_time_limit
from sladsl.prove.telling import name_of, time_text
from sladsl.rules.index import Index

_REPAIRS = frozenset(("repaired", "restored", "resolved", "fixed"))
_DAYS = 400


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per promise and component whose downtime nothing but a time of repair limits.

    Where its availability is promised, too, the proof of availability has the word.
    """
    for agreement in index.agreements:
        if agreement.kind == "uc" or agreement.provider is None:
            continue
        for guarantee in agreement.guarantees:
            if not is_availability(guarantee):
                continue
            for service in guarantee.services:
                made = below(index, agreement, service.key, _ends_downtime, kind=_ends_downtime)
                if made is not None:
                    yield from _components(agreement, guarantee, service, made)


def _ends_downtime(guarantee: Guarantee) -> bool:
    return is_availability(guarantee) or _is_repair(guarantee)


def _is_repair(guarantee: Guarantee) -> bool:
    formula = guarantee.metric.formula
    return (
        isinstance(formula, TimeBetween)
        and formula.last in _REPAIRS
        and is_time_limit(guarantee)
        and isinstance(guarantee.target, Duration)
    )


def _components(
    agreement: Agreement, guarantee: Guarantee, service: Service, made: Below
) -> Iterator[Diagnostic]:
    repaired = {
        key: promises
        for key, promises in made.promised.items()
        if not any(is_availability(g) for _, g in promises)
    }
    whole = _allowed(agreement, guarantee) if repaired else Fraction(0)
    for key, promises in repaired.items():
        lower, repair = min(promises, key=lambda promised: _seconds(promised[1]))
        others: dict[Hashable, Fraction] = dict.fromkeys((*made.promised, *made.unpromised), Fraction(0))
        down = longest_downtime(made.structure, others | {key: _seconds(repair)}).time
        if down > whole:
            yield _finding(agreement, guarantee, service, key, (lower, repair), whole)


def _seconds(guarantee: Guarantee) -> Fraction:
    assert isinstance(guarantee.target, Duration)
    return guarantee.target.seconds


def _allowed(agreement: Agreement, guarantee: Guarantee) -> Fraction:
    """The least that a period of the first year of the term allows, in seconds."""
    loss = lost(guarantee)
    if loss.absolute:
        return loss.amount
    first = agreement.effective.first if agreement.effective is not None else date(2027, 1, 1)
    zone = zones.load(agreement.zone)
    start, end = zones.day_start(zone, first), zones.day_start(zone, first + timedelta(days=_DAYS))
    assert guarantee.period is not None
    bases = (
        base_of(guarantee, hours_of(guarantee, agreement, period.start, period.end), period.start)
        for period in guarantee.period.between(start, end)
    )
    return loss.amount * min(bases)


def _finding(
    agreement: Agreement,
    guarantee: Guarantee,
    service: Service,
    key: str,
    promised: Promised,
    allowed: Fraction,
) -> Diagnostic:
    lower, repair = promised
    return Diagnostic(
        catalogue.ONE_INCIDENT,
        f"one incident of `{key}` that is repaired in time breaks `{name_of(agreement, guarantee)}`: "
        f"{value_text(repair.target)} down, {time_text(allowed)} allowed{period_text(guarantee.period)}",
        (
            Label(guarantee.target_span, f"lets `{service.key}` be down {time_text(allowed)}"),
            Label(repair.target_span, f"repaired within {value_text(repair.target)}"),
        ),
        (
            f"nobody promises how often `{key}` is down"
            if key == service.key
            else f"`{service.key}` is down while `{key}` is, and nobody promises how often that happens",
        ),
        help=f"let `{lower.key}` promise the availability of `{key}` and repair it within "
        f"{time_text(allowed)}, put something redundant beside it, or promise less",
    )
