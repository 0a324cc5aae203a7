"""Finds what is to happen after several misses and never can: there are too few periods for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact import zones
from sladsl.exact.durations import Months, TimeSpan, Years
from sladsl.exact.periods import Kind
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.written import misses_text, period_text
from sladsl.rules.index import Index
from sladsl.rules.money.worth import amounts, schemes
from sladsl.rules.say import headline
from sladsl.source import Span

_MONTHS = {Kind.MONTH: 1, Kind.BILLING_MONTH: 1, Kind.QUARTER: 3, Kind.YEAR: 12}


@dataclass(frozen=True, slots=True)
class _Trigger:
    """So many misses, of so many months; without a count all of them, in a row. `what` follows."""

    what: str
    count: int | None
    window: TimeSpan
    guarantee: Guarantee
    span: Span
    said: str


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per trigger of an agreement's own term; other periods than months are not counted."""
    for agreement in index.agreements:
        for trigger in _triggers(agreement):
            finding = _dead(agreement, trigger)
            if finding is not None:
                yield finding


def _triggers(agreement: Agreement) -> Iterator[_Trigger]:
    for right in agreement.terminations:
        named = agreement.guarantee(right.guarantee) if right.guarantee is not None else ()
        if right.kind != "notice" and named:
            count = right.count if right.kind == "missed_of" else None
            said = f"{right.count} of {right.window.text()}" if count else f"{right.window.text()} in a row"
            what = f"the {right.by} may terminate"
            # A table has one period for all its cells.
            yield _Trigger(what, count, right.window, named[0], right.span, f"missed {said}")
    for guarantee in agreement.promises:
        for scheme in schemes(guarantee):
            for amount, span in amounts(scheme):
                both = ((amount.doubled, "the credit doubles"), (amount.only_when, "it is credited"))
                for misses, what in both:
                    if misses is not None:
                        said = misses_text(misses)
                        yield _Trigger(what, misses.count, misses.of, guarantee, amount.span or span, said)


def _dead(agreement: Agreement, trigger: _Trigger) -> Diagnostic | None:
    cycle = trigger.guarantee.period
    length = _MONTHS.get(cycle.kind) if cycle is not None else None
    if cycle is None or length is None or not isinstance(trigger.window, (Months, Years)):
        return None
    months = trigger.window.count * (12 if isinstance(trigger.window, Years) else 1)
    inside = months // length
    needed = trigger.count if trigger.count is not None else inside
    if needed > inside or inside == 0:
        counted = period_text(cycle).strip()
        why = f"{trigger.window.text()} hold {_periods(inside)} of a promise {counted}"
        return _finding(agreement, trigger, why, "name a longer window, or fewer misses", None)
    effective = agreement.effective
    if effective is None or effective.until is None or effective.renews is not None:
        return None
    zone = zones.load(cycle.zone)
    start, last = zones.day_start(zone, effective.first), zones.day_start(zone, effective.until)
    there = len(cycle.between(start, last + 1))
    if there >= needed:
        return None
    why = f"the agreement from {effective.first} to {effective.until} has {_periods(there)}"
    way_out = "ask for fewer misses, or let the agreement run longer"
    return _finding(agreement, trigger, why, way_out, effective.span)


def _periods(count: int) -> str:
    return "1 period" if count == 1 else f"{count or 'no'} periods"


def _finding(
    agreement: Agreement, trigger: _Trigger, why: str, way_out: str, term: Span | None
) -> Diagnostic:
    other = Label(term, "the term") if term is not None else None
    labels = (
        Label(headline(trigger.span), "can never happen"),
        other or Label(trigger.guarantee.target_span, "its period"),
    )
    return Diagnostic(
        catalogue.DEAD_TRIGGER,
        f"`{agreement.key}` says that {trigger.what} when `{trigger.guarantee.name}` is {trigger.said}, "
        "which can never happen",
        labels,
        (why,),
        help=way_out,
    )
