"""Finds promises of speed that what stands under them adds up to more than."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.ratio import percent
from sladsl.exact.structures.modules import Choice, Component, Module
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.catalogue import Service
from sladsl.model.metrics import PercentileOf
from sladsl.model.supports import Promised, overlap, phase
from sladsl.model.written import number_text, short_text
from sladsl.prove.below import Below, below
from sladsl.prove.counting import limits_share
from sladsl.prove.horizon import held_on
from sladsl.prove.taken_over import promises_to_prove
from sladsl.prove.telling import name_of
from sladsl.rules.compare import at, just_kept, position
from sladsl.rules.index import Index
from sladsl.rules.quality.shares_below import crowded, says_nothing
from sladsl.rules.say import listed


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per promise and service. A request goes through all that a service needs, one after the
    other; of redundant parts it goes through the slowest."""
    for agreement in index.agreements:
        for guarantee in promises_to_prove(index, agreement, clocks=False):
            if isinstance(guarantee.metric.formula, PercentileOf) and guarantee.comparator in ("<=", "<"):
                for service in guarantee.services:
                    yield from _composed(index, agreement, guarantee, service)


def _composed(
    index: Index, agreement: Agreement, guarantee: Guarantee, service: Service
) -> Iterator[Diagnostic]:
    def same(support: Guarantee) -> bool:
        alike = limits_share(guarantee.metric, support.metric) and support.comparator in ("<=", "<")
        return alike and position(support.target, guarantee.target) is not None

    made = below(index, agreement, service.key, same)
    days = overlap(index.term(agreement), phase(guarantee))
    if made is None or days is None:
        return
    for _, promised in held_on(index, made.promised, days):
        found = _on_days(agreement, guarantee, service, made, promised)
        if found is not None:
            yield found
            return


def _on_days(
    agreement: Agreement,
    guarantee: Guarantee,
    service: Service,
    made: Below,
    promised: Mapping[str, tuple[Promised, ...]],
) -> Diagnostic | None:
    most, reached = _place(guarantee, guarantee)
    every = {_share(g) for promises in promised.values() for _, g in promises}
    first: Diagnostic | None = None
    # Where a part is promised by several percentiles, the higher ones are slower and leave less out.
    for least in sorted(each for each in every if each >= _share(guarantee)):
        chosen = {key: _quickest(each, least, guarantee) for key, each in promised.items() if each}
        slow = _worst(made.structure, chosen, lambda g: _place(g, guarantee)[0])
        rare = _worst(made.structure, chosen, lambda g: _missing(g, guarantee))
        if not slow or not rare or any(_share(g) < _share(guarantee) for _, g in slow):
            return None  # shares parts between branches, or is another measurand
        limit = sum((_place(g, guarantee)[0] for _, g in slow), Fraction(0))
        missing = sum((_missing(g, guarantee) for _, g in rare), Fraction(0))
        quick = limit < most or (
            limit == most and (reached or not all(_place(g, guarantee)[1] for _, g in slow))
        )
        if quick and missing <= 1 - _share(guarantee):
            return None
        first = first or _finding(agreement, guarantee, service, made, (slow, rare), limit, missing)
    return first


def _missing(support: Guarantee, guarantee: Guarantee) -> Fraction:
    """The share of requests that a promise leaves out: all where periods do not fit."""
    return Fraction(1) if says_nothing(support, guarantee) else 1 - _share(support)


def _quickest(promises: tuple[Promised, ...], least: Fraction, like: Guarantee) -> Promised:
    """Of several promises about one component the quickest for so large a share, or for the largest share."""
    most = min(least, max(_share(g) for _, g in promises))
    return min((p for p in promises if _share(p[1]) >= most), key=lambda p: _place(p[1], like))


def _worst(
    module: Module, chosen: Mapping[str, Promised], measure: Callable[[Guarantee], Fraction]
) -> tuple[Promised, ...] | None:
    """The promises that add up, of branches those with the most; None where branches share parts."""
    match module:
        case Component(key):
            found = chosen.get(str(key))
            return (found,) if found is not None else ()
        case Choice(count, parts):
            made = [_worst(part, chosen, measure) for part in parts]
            known = [each for each in made if each is not None]
            if len(known) < len(made):
                return None
            if count == len(parts):
                return tuple(promise for each in known for promise in each)
            return max(known, key=lambda each: sum((measure(g) for _, g in each), Fraction(0)))
    return None


def _place(support: Guarantee, like: Guarantee) -> tuple[Fraction, bool]:
    """The time up to which a promise is kept, rounded as it is; whether just that time keeps it."""
    value, reached = just_kept(support)
    found = position(value, like.target)
    assert found is not None  # what `same` asks for
    return found, reached


def _share(guarantee: Guarantee) -> Fraction:
    """The share of the requests that a percentile speaks of; all where there is none."""
    found = guarantee.percentile
    return Fraction(1) if found is None else found / 100


def _finding(
    agreement: Agreement,
    guarantee: Guarantee,
    service: Service,
    made: Below,
    worst: tuple[tuple[Promised, ...], tuple[Promised, ...]],
    limit: Fraction,
    missing: Fraction,
) -> Diagnostic:
    slow, rare = worst
    parts = (*slow, *(each for each in rare if each not in slow))
    whole = short_text(at(limit, guarantee.target))
    proven = f"p{number_text(100 * max(Fraction(0), 1 - missing))}"
    word = "in less than" if guarantee.comparator == "<" else "within"
    wanted = f"p{number_text(guarantee.percentile or Fraction(100))} {word} {short_text(guarantee.target)}"
    terms = " + ".join(f"`{name_of(a, g)}` {_text(g)}" for a, g in slow)
    total = f": {proven} within {whole}" if len(slow) > 1 else ""
    notes = [f"{terms}{total}; promised: {wanted}"]
    if rare != slow:
        late = " + ".join(f"`{name_of(a, g)}` {percent(_missing(g, guarantee))}" for a, g in rare)
        notes.append(f"slower than that: {late} = {percent(missing)}, as any of redundant parts may be used")
    notes += (crowded(each, guarantee) for each in parts if says_nothing(each[1], guarantee))
    if made.unpromised:
        takes = "takes" if len(made.unpromised) == 1 else "take"
        notes.append(f"assumes that {listed(made.unpromised)} {takes} no time: nobody promises how fast")
    return Diagnostic(
        catalogue.PERCENTILE_COMPOSITION,
        f"`{agreement.key}` promises {guarantee.metric.key} of `{service.key}` at {wanted}, and what it "
        f"needs proves {f'only {proven} within {whole}' if missing < 1 else 'nothing'}",
        (Label(guarantee.target_span, "promised here"), *(Label(g.target_span, _text(g)) for _, g in parts)),
        tuple(notes),
        help=f"promise {proven} within {whole}, or have higher percentiles and shorter times promised"
        if missing < 1
        else "have it promised in the same periods",
    )


def _text(guarantee: Guarantee) -> str:
    share = f"p{number_text(guarantee.percentile)} " if guarantee.percentile is not None else ""
    return f"{share}within {short_text(guarantee.target)}"
