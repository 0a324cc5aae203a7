"""Finds what is to happen after several misses and never can: there are too few periods for them."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.evaluate.memory import periods_in
from sladsl.exact import zones
from sladsl.exact.durations import TimeSpan
from sladsl.exact.periods import Kind
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.written import misses_text, period_text
from sladsl.records import record
from sladsl.rules.index import Index
from sladsl.rules.money.worth import amounts, schemes
from sladsl.rules.say import headline
from sladsl.source import Span

_UNITS = {
    Kind.DAY: "days, as in `14 days`",
    Kind.ROLLING: "days, as in `14 days`",
    Kind.TRAILING: "as many days as some of its periods have",
    Kind.WEEK: "weeks, as in `4 weeks`",
    Kind.MONTH: "months, as in `3 months`",
    Kind.BILLING_MONTH: "months, as in `3 months`",
    Kind.QUARTER: "threes of months, as in `6 months`",
    Kind.YEAR: "years, as in `2 years`",
}


@record
class _Trigger:
    """So many misses, of so long a time; without a count all of them, in a row. `what` follows.

    `before` are the periods that have to be there besides.
    """

    what: str
    count: int | None
    window: TimeSpan
    guarantee: Guarantee
    span: Span
    said: str
    before: int = 0


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per trigger that has too few periods, or whose time is no number of periods at all."""
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
                place = amount.span or span
                back = amount.earned_back_after
                if back is not None:
                    said, what = f"met {back.text()} in a row", "the credit is earned back"
                    yield _Trigger(what, None, back, guarantee, place, said, before=1)
                both = ((amount.doubled, "the credit doubles"), (amount.only_when, "it is credited"))
                for misses, what in both:
                    if misses is not None:
                        said = misses_text(misses)
                        yield _Trigger(what, misses.count, misses.of, guarantee, place, said)


def _dead(agreement: Agreement, trigger: _Trigger) -> Diagnostic | None:
    cycle = trigger.guarantee.period
    if cycle is None:
        return None
    inside, counted = periods_in(trigger.window, cycle), period_text(cycle).strip()
    if inside is None:
        why = f"{trigger.window.text()} are no whole number of the periods of a promise {counted}"
        way_out = f"name the time in {_UNITS[cycle.kind]}"
        return _finding(agreement, trigger, why, way_out, None, "nobody can count")
    needed = (trigger.count if trigger.count is not None else inside) + trigger.before
    if needed > inside + trigger.before:
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
    why = f"the agreement from {effective.first} to {effective.until} has {_periods(there)}, not {needed}"
    way_out = "ask for fewer misses, or let the agreement run longer"
    return _finding(agreement, trigger, why, way_out, effective.span)


def _periods(count: int) -> str:
    return "1 period" if count == 1 else f"{count or 'no'} periods"


def _finding(
    agreement: Agreement,
    trigger: _Trigger,
    why: str,
    way_out: str,
    term: Span | None,
    verdict: str = "can never happen",
) -> Diagnostic:
    other = Label(term, "the term") if term is not None else None
    labels = (
        Label(headline(trigger.span), verdict),
        other or Label(trigger.guarantee.target_span, "its period"),
    )
    return Diagnostic(
        catalogue.DEAD_TRIGGER,
        f"`{agreement.key}` says that {trigger.what} when `{trigger.guarantee.name}` is {trigger.said}, "
        f"which {verdict}",
        labels,
        (why,),
        help=way_out,
    )
