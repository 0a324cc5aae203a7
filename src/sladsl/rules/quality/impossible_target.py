"""Finds targets that no measurement can fulfil, and targets that none can miss."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.ratio import percent
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.catalogue import Exclusion
from sladsl.model.metrics import Arithmetic, Computed, Constant, Formula, Term, TimeBetween, WorstOf
from sladsl.model.values import Ratio
from sladsl.model.written import measurand, target_text
from sladsl.rules.compare import position
from sladsl.rules.index import Index
from sladsl.rules.say import headline


def check(index: Index) -> Iterator[Diagnostic]:
    """At most one finding per promise, beside those of its share of the cases."""
    for agreement, guarantee in index.own_guarantees():
        place = position(guarantee.target, guarantee.target)
        if place is None:
            continue
        yield from _by_number(guarantee, place)
        if isinstance(guarantee.target, Ratio) and guarantee.comparator == ">=" and place == 1:
            yield from _maintenance_inside(agreement, guarantee)
        if guarantee.share is not None:
            yield from _share(guarantee, guarantee.share.ratio)


def reach(guarantee: Guarantee) -> Literal["never", "always"] | None:
    """Whether no measurement can fulfil the target, or every one does; None for any other target."""
    place = position(guarantee.target, guarantee.target)
    if place is None:
        return None
    top = Fraction(1) if _is_share(guarantee) else None
    never = always = False
    match guarantee.comparator:
        case ">=":
            never, always = top is not None and place > top, place <= 0
        case ">":
            never, always = top is not None and place >= top, place < 0
        case "<=":
            # A clock that has stopped at zero has never run.
            never = place < 0 or (place == 0 and isinstance(guarantee.metric.formula, TimeBetween))
            always = top is not None and place >= top
        case "<":
            never, always = place <= 0, top is not None and place > top
        case "=":
            never = place < 0 or (top is not None and place > top)
    return "never" if never else "always" if always else None


def _is_share(guarantee: Guarantee) -> bool:
    return isinstance(guarantee.target, Ratio) and not _exceeds_all(guarantee.metric.formula)


def _by_number(guarantee: Guarantee, place: Fraction) -> Iterator[Diagnostic]:
    known = reach(guarantee)
    if known is None:
        return
    name = measurand(guarantee)
    if known == "never":
        much = _is_share(guarantee) and place >= 1
        yield Diagnostic(
            catalogue.IMPOSSIBLE_TARGET,
            f"`{name} {target_text(guarantee)}` can never be met",
            (
                Label(
                    guarantee.target_span,
                    f"asks for {'more than 100% of anything' if much else 'less than nothing'}",
                ),
            ),
            help="write the value that is meant; every period would count as missed",
        )
    else:
        yield Diagnostic(
            catalogue.VACUOUS_TARGET,
            f"`{name} {target_text(guarantee)}` can never be missed",
            (Label(guarantee.target_span, "every value fulfils this"),),
            help="write the value that is meant, or leave the promise out",
        )


def _exceeds_all(formula: Formula | None) -> bool:
    """Whether a share may be more than all: one that is multiplied, or divided by a part."""
    terms = formula.values if isinstance(formula, WorstOf) else ()
    return any(_scaled(term) for term in ((formula.value,) if isinstance(formula, Computed) else terms))


def _scaled(term: Term) -> bool:
    if not isinstance(term, Arithmetic):
        return False
    if term.op in ("*", "/") and (isinstance(term.left, Constant) or isinstance(term.right, Constant)):
        return True
    return _scaled(term.left) or _scaled(term.right)


def _maintenance_inside(agreement: Agreement, guarantee: Guarantee) -> Iterator[Diagnostic]:
    """All of the time is promised while the agreement plans to be down in some of it."""
    excepted = {exclusion.key for exclusion in guarantee.exclusions}
    planned: dict[str, tuple[Exclusion, Guarantee]] = {}
    for promise in agreement.promises:
        for exclusion in promise.exclusions:
            if exclusion.windows and exclusion.key not in excepted:
                planned.setdefault(exclusion.key, (exclusion, promise))
    for exclusion, promise in planned.values():
        yield Diagnostic(
            catalogue.IMPOSSIBLE_TARGET,
            f"`{measurand(guarantee)} >= 100%` leaves no room for `{exclusion.key}`, which is planned",
            (
                Label(guarantee.target_span, "all of the time, planned work included"),
                Label(
                    headline(exclusion.span), f"excepted from `{promise.name}`, not from `{guarantee.name}`"
                ),
            ),
            help=f"write `except {exclusion.key}`, or promise less than all of the time",
        )


def _share(guarantee: Guarantee, ratio: Fraction) -> Iterator[Diagnostic]:
    if ratio > 1:
        yield Diagnostic(
            catalogue.IMPOSSIBLE_TARGET,
            f"`for {percent(ratio)} of {guarantee.share.of if guarantee.share else ''}` asks for more "
            "cases than there are",
            (Label(headline(guarantee.span), "more than 100% of the cases"),),
            help="write a share of at most 100%",
        )
    elif ratio <= 0:
        yield Diagnostic(
            catalogue.VACUOUS_TARGET,
            f"`{guarantee.name}` has to hold for none of the cases",
            (Label(headline(guarantee.span), "0% of the cases"),),
            help="write the share that is meant",
        )
