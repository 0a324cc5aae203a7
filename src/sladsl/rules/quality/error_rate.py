"""Finds shares of failures that what stands under a promise may add up to more than."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from fractions import Fraction

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.ratio import percent
from sladsl.exact.structures.downtime import longest_downtime
from sladsl.exact.structures.modules import components
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.catalogue import Service
from sladsl.model.metrics import Arithmetic, Computed, MeanOver, MeanScore, ShareOfEvents, Signal
from sladsl.model.supports import Promised, overlap, phase
from sladsl.model.values import Ratio
from sladsl.model.written import measurand, value_text
from sladsl.prove.below import Below, below
from sladsl.prove.counting import carries_mean, spread
from sladsl.prove.horizon import held_on
from sladsl.prove.taken_over import promises_to_prove
from sladsl.prove.telling import name_of, share_at_most
from sladsl.rules.compare import direction
from sladsl.rules.index import Index
from sladsl.rules.quality.shares_below import crowded, failing, says_nothing
from sladsl.rules.say import listed

_GRID = 10_000_000
"""Steps into which a share is divided when a repair is sought: five decimals of a per cent."""


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per promise and service; parts may fail for different requests each."""
    for agreement in index.agreements:
        for guarantee in promises_to_prove(index, agreement, clocks=False):
            if is_share(guarantee):
                for service in guarantee.services:
                    yield from _composed(index, agreement, guarantee, service)


def is_share(guarantee: Guarantee) -> bool:
    """Whether a promise is about the share of requests, orders or the like that go right or wrong."""
    match guarantee.metric.formula:
        case ShareOfEvents() | MeanOver() | MeanScore():
            pass
        case Computed(Arithmetic("/", Signal(), Signal())):
            pass
        case _:
            return False
    return isinstance(guarantee.target, Ratio) and direction(guarantee.comparator) is not None


def _counted(guarantee: Guarantee, support: Guarantee) -> Fraction:
    """The share that may go wrong below, as the promise above counts it: all where periods do not fit."""
    if says_nothing(support, guarantee):
        return Fraction(1)
    return min(failing(support)[0] * spread(guarantee.metric, support.metric), Fraction(1))


def _composed(
    index: Index, agreement: Agreement, guarantee: Guarantee, service: Service
) -> Iterator[Diagnostic]:
    def same(support: Guarantee) -> bool:
        way = direction(support.comparator) == direction(guarantee.comparator)
        return is_share(support) and carries_mean(guarantee.metric, support.metric) and way

    made = below(index, agreement, service.key, same)
    days = overlap(index.term(agreement), phase(guarantee))
    if made is None or days is None:
        return
    for _, promised in held_on(index, made.promised, days):
        chosen = {
            key: min(promises, key=lambda p: (_counted(guarantee, p[1]), failing(p[1])[1]))
            for key, promises in promised.items()
            if promises
        }
        # What nobody promises on these days is found with the terms.
        budgets: dict[Hashable, Fraction] = dict.fromkeys(components(made.structure), Fraction(0))
        budgets |= {key: _counted(guarantee, support) for key, (_, support) in chosen.items()}
        whole = min(longest_downtime(made.structure, budgets).time, Fraction(1))
        most, reached = failing(guarantee)
        attained = all(failing(support)[1] for _, support in chosen.values())
        if whole > most or (whole == most and not reached and attained):
            repairs = _repairs(guarantee, made, chosen, budgets)
            yield _finding(agreement, guarantee, service, made, tuple(chosen.values()), whole, repairs)
            return


def _repairs(
    guarantee: Guarantee, made: Below, chosen: Mapping[str, Promised], budgets: Mapping[Hashable, Fraction]
) -> list[str]:
    """Each promise that could mend it alone, and the share it would have to promise, all else as it is.

    Searched by halving on so many decimals of a per cent: a part that fails less often never makes it worse.
    """
    found = []
    for key, (lower, support) in chosen.items():
        if says_nothing(support, guarantee) or support.rounding is not None:
            continue
        low, high = -1, int(budgets[key] * _GRID)
        while high - low > 1:
            middle = (low + high) // 2
            whole = longest_downtime(made.structure, {**budgets, key: Fraction(middle, _GRID)}).time
            low, high = (middle, high) if _holds(guarantee, whole) else (low, middle)
        if low > 0:
            most = Fraction(low, _GRID) / spread(guarantee.metric, support.metric)
            higher = direction(guarantee.comparator) == "higher"
            found.append(f"`{name_of(lower, support)}` at {percent(1 - most if higher else most)}")
    return found


def _holds(guarantee: Guarantee, whole: Fraction) -> bool:
    most, reached = failing(guarantee)
    return whole < most or (whole == most and reached)


def _finding(
    agreement: Agreement,
    guarantee: Guarantee,
    service: Service,
    made: Below,
    parts: tuple[Promised, ...],
    whole: Fraction,
    repairs: list[str],
) -> Diagnostic:
    higher = direction(guarantee.comparator) == "higher"
    proven = share_at_most(1 - whole) if higher else percent(whole)
    proves = f"proves only {proven}" if whole < 1 else "proves nothing"
    terms = ", ".join(f"`{name_of(a, g)}` {percent(_counted(guarantee, g))}" for a, g in parts)
    at_most = "at most" if failing(guarantee)[1] else "less than"
    notes = [
        f"may go wrong: {terms}; in all {percent(whole)}, as no two of them need fail for one request; "
        f"promised: {at_most} {percent(failing(guarantee)[0])}"
    ]
    for lower, support in parts:
        times = spread(guarantee.metric, support.metric)
        if times > 1:
            notes.append(
                f"`{name_of(lower, support)}` takes its mean over shorter intervals, and one may spoil a "
                f"whole one above: what it allows comes to {times} times as much"
            )
    notes += (crowded(each, guarantee) for each in parts if says_nothing(each[1], guarantee))
    if made.unpromised:
        fails = "fails" if len(made.unpromised) == 1 else "fail"
        notes.append(f"assumes that {listed(made.unpromised)} never {fails}: nobody promises it")
    return Diagnostic(
        catalogue.ERROR_RATE,
        f"`{agreement.key}` promises {value_text(guarantee.target)} {measurand(guarantee)} of "
        f"`{service.key}`, and what it needs {proves}",
        (
            Label(guarantee.target_span, "promised here"),
            *(Label(g.target_span, f"{percent(failing(g)[0])} may go wrong") for _, g in parts),
        ),
        tuple(notes),
        help=_way_out(
            repairs, f"promise no {'more' if higher else 'less'} than {proven}" if whole < 1 else ""
        ),
    )


def _way_out(repairs: list[str], promise: str) -> str:
    """The smallest change of one promise below, and what could be promised as it is."""
    ways = [f"the smallest repair: {', or '.join(repairs)}"] if repairs else []
    ways += [promise] if promise else []
    return "; or ".join(ways) or "let more than one of what it needs fail less often"
