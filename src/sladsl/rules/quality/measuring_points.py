"""Finds promises that are measured at the customer's end, over support that is measured at suppliers'."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.evaluate.base import hours_of
from sladsl.model.agreements import Agreement, Guarantee, limited_hours
from sladsl.model.catalogue import Calendar, Measure, Service
from sladsl.model.metrics import PercentileOf
from sladsl.model.supports import Promised
from sladsl.prove.allowances import is_availability
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.below import Accept, below, promises_below
from sladsl.prove.counting import carries, carries_mean, limits_share
from sladsl.prove.telling import clock_text, name_of, period_name, time_text
from sladsl.rules.compare import direction
from sladsl.rules.index import Index
from sladsl.rules.quality.error_rate import is_share
from sladsl.rules.say import headline, listed

_LABELS = 5


def elsewhere(
    index: Index,
    agreement: Agreement,
    guarantee: Guarantee,
    service: Service,
    proof: AvailabilityProof | None,
) -> Iterator[Diagnostic]:
    """The finding about one promise and service; only where every measure of its proof says at whose end it
    is. `proof` gives the dates of the witness.

    Ends are those of each agreement: `at customer` below is where the provider of the promise above gets the
    service. What it makes of that up to its own customer is its own work; what lies between a supplier's end
    and us is nobody's. One support that reaches us is taken for the way.
    """
    mine = service.measure_of(guarantee.metric)
    accept = _under(guarantee)
    if mine is None or mine.at != "customer" or accept is None:
        return
    timed = is_availability(guarantee)
    stands = below(index, agreement, service.key, accept, covering=timed)
    if stands is None or (timed and stands.unpromised):
        return  # what nobody promises may be the way, and is found by itself
    found = [(key, each) for key, promises in stands.promised.items() for each in promises]
    measures = [_measure(index, key, support) for key, (_, support) in found]
    if any(measure is None or measure.at != "provider" for measure in measures):
        return
    if any(_reaches(index, agreement, key, accept) for key in index.needed((service.key,))):
        return
    known = [(key, each, m) for (key, each), m in zip(found, measures, strict=True) if m is not None]
    yield _finding(index, (agreement, guarantee, service, mine), known, proof)


def _under(guarantee: Guarantee) -> Accept | None:
    """What proves a promise of that kind; None where what stands under it says how long cases take.

    A case begins with whoever opens it, and what passes between two is a hand-over in `handling`.
    """
    way = direction(guarantee.comparator)
    metric = guarantee.metric
    if is_availability(guarantee):
        return lambda g: is_availability(g) and carries(metric, g.metric)
    if isinstance(metric.formula, PercentileOf) and way == "lower":
        return lambda g: limits_share(metric, g.metric) and direction(g.comparator) == way
    if is_share(guarantee):
        return lambda g: is_share(g) and carries_mean(metric, g.metric) and direction(g.comparator) == way
    return None


def _measure(index: Index, key: str, support: Guarantee) -> Measure | None:
    service = index.house.services.get(key)
    return service.measure_of(support.metric) if service is not None else None


def _reaches(index: Index, agreement: Agreement, key: str, accept: Accept) -> bool:
    """Whether a promise about something the service needs is measured where the provider gets it."""
    for _, support in promises_below(index, agreement, key, accept):
        measure = _measure(index, key, support)
        if measure is not None and measure.at == "customer":
            return True
    return False


def _finding(
    index: Index,
    upper: tuple[Agreement, Guarantee, Service, Measure],
    under: list[tuple[str, Promised, Measure]],
    proof: AvailabilityProof | None,
) -> Diagnostic:
    agreement, guarantee, service, mine = upper
    name = name_of(agreement, guarantee)
    names = list(dict.fromkeys(name_of(*each) for _, each, _ in under))
    ends = list(dict.fromkeys(_provider(lower) for _, (lower, _), _ in under))
    customer = f"`{agreement.customer.key}`" if agreement.customer is not None else "the customer"
    one = len(names) == 1
    labels = [
        Label(guarantee.target_span, f"of `{service.key}`, where {customer} uses it"),
        Label(headline(mine.span), "measured at the customer's end"),
    ]
    for key, (lower, support), measure in under[:_LABELS]:
        labels.append(Label(support.target_span, f"of `{key}`, where `{_provider(lower)}` runs it"))
        labels.append(Label(headline(measure.span), f"measured at the end of `{_provider(lower)}`"))
    key, _, measure = under[0]
    metric = under[0][1][1].metric.key
    at_ends = "the provider's" if len(ends) == 1 else "the providers'"
    return Diagnostic(
        catalogue.SAME_MEASURAND,
        f"`{name}` is measured at the customer's end, {listed(names)} under it {'is' if one else 'are'} "
        f"measured at {at_ends} only: the way from {_ends(ends)} to {customer} is promised by nobody",
        tuple(dict.fromkeys(labels)),
        (_witness(index, name, proof, names),),
        help=f"have `{metric}` of `{key}` measured where you get it, as in `measure {metric} from "
        f"{measure.origin} at customer {{ … }}`, or let `{service.key}` need a service for the way that is "
        f"promised to you and measured `at customer`",
    )


def _provider(lower: Agreement) -> str:
    return lower.provider.key if lower.provider is not None else lower.key


def _ends(names: list[str]) -> str:
    return f"the end of {listed(names)}" if len(names) == 1 else f"the ends of {listed(names)}"


def _in_hours(index: Index, calendar: Calendar | None, guarantee: Guarantee) -> str:
    if calendar is None:
        return ""
    return f" in the hours of `{index.house.called(calendar.key, guarantee.target_span)}`"


def _witness(index: Index, name: str, proof: AvailabilityProof | None, names: list[str]) -> str:
    kept = f"{listed(names)} {'is' if len(names) == 1 else 'are'} kept all the same"
    if proof is None:
        return f"what goes wrong on the way counts for `{name}`; {kept}"
    agreement, guarantee, period = proof.agreement, proof.guarantee, proof.period
    hours = hours_of(guarantee, agreement, period.start, period.end)
    since = clock_text(hours[0][0] if hours else period.start, agreement.zone)
    calendar = limited_hours(guarantee, agreement)
    during = _in_hours(index, calendar, guarantee)
    long = f"{'more than ' if proof.reached else ''}{time_text(proof.allowed)}"
    return (
        f"were the way down from {since} for {long}{during}, `{name}` would be missed in "
        f"{period_name(proof)}; {kept}"
    )
