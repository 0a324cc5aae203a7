"""A promise as it would be if one of its choices were made otherwise: what shows whether a choice matters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sladsl.model import metrics as m
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.credits import Amount, CreditScheme, CreditTerms
from sladsl.model.metrics import Metric, Switches
from sladsl.model.rounding import MODE_WORDS
from sladsl.model.written import base_text, condition_text, decimals_text, misses_text, value_text
from sladsl.records import record, replace
from sladsl.source import Span
from sladsl.syntax.words import BegunWord, PauseWord


@record
class Choice:
    """A choice the source made, in its words, and the promise without it or with the other side of it."""

    kind: str
    what: str
    span: Span
    other: Guarantee


@record
class TermsChoice:
    """A choice in the credit terms of an agreement, and the terms with it made otherwise."""

    what: str
    span: Span
    other: CreditTerms


def measured_choices(guarantee: Guarantee) -> Iterator[Choice]:
    """What decides the value: exclusions, switches and rounding.

    What empty intervals and undeployed time count as is left out, as services usually exist all along and
    outages leave no interval empty; and so are exclusions without windows, which few scenarios call upon.
    """
    for exclusion in guarantee.exclusions:
        if not exclusion.windows:
            continue
        rest = tuple(x for x in guarantee.exclusions if x.key != exclusion.key)
        yield Choice("exclusion", exclusion.key, guarantee.span, replace(guarantee, exclusions=rest))
        if exclusion.key in guarantee.downtime_only:
            other_keys = tuple(key for key in guarantee.downtime_only if key != exclusion.key)
            what = f"except {exclusion.key} from downtime only"
            yield Choice("switch", what, guarantee.span, replace(guarantee, downtime_only=other_keys))
    chosen = guarantee.switches.over(guarantee.metric.switches)
    for what, other in _switched(chosen):
        metric = replace(guarantee.metric, switches=other)
        yield Choice("switch", what, guarantee.span, replace(guarantee, metric=metric, switches=Switches()))
    if guarantee.claimed_once:
        what = "downtime before a paid claim does not count"
        yield Choice("switch", what, guarantee.span, replace(guarantee, claimed_once=False))
    if guarantee.applies is not None:
        what = f"applies when {condition_text(guarantee.applies)}"
        yield Choice("switch", what, guarantee.span, replace(guarantee, applies=None))
    if guarantee.rounding is not None:
        rounding = guarantee.rounding
        what = f"round to {decimals_text(rounding.places)} {MODE_WORDS[rounding.mode]}"
        yield Choice("switch", what, guarantee.span, replace(guarantee, rounding=None))


def _switched(chosen: Switches) -> Iterator[tuple[str, Switches]]:
    if chosen.short_outages is not None:
        word = "up to" if chosen.short_too else "under"
        what = f"outages {word} {chosen.short_outages.text()} do not count"
        yield what, replace(chosen, short_outages=None)
    if chosen.partial is not None:
        what = f"partial minutes {'count' if chosen.partial else 'do not count'}"
        yield what, replace(chosen, partial=not chosen.partial)
    if chosen.attributed is not None:
        other = "closed" if chosen.attributed == "opened" else "opened"
        yield f"attributed to {chosen.attributed}", replace(chosen, attributed=other)
    if chosen.pause is not None:
        yield f"pause while {condition_text(chosen.pause)}", replace(chosen, pause=None)
    if chosen.pause is not None and chosen.pause_in is not None:
        other_hours: PauseWord = "counted hours" if chosen.pause_in == "elapsed time" else "elapsed time"
        yield f"pause in {chosen.pause_in}", replace(chosen, pause_in=other_hours)
    if chosen.begun is not None:
        other_cut: BegunWord = "downtime" if chosen.begun == "both" else "both"
        yield f"begun period cuts {chosen.begun}", replace(chosen, begun=other_cut)


def paid_choices(guarantee: Guarantee) -> Iterator[Choice]:
    """What decides the amount of a credit: begun or full blocks, the excess, limits."""
    scheme = guarantee.credit
    if scheme is None:
        return
    for amount in scheme.amounts:
        for what, other in _paid_otherwise(amount):
            made = replace(guarantee, credit=_with(scheme, amount, other))
            yield Choice("limit", what, amount.span or scheme.span, made)


def _paid_otherwise(amount: Amount) -> Iterator[tuple[str, Amount]]:
    if amount.block is not None:
        word = "started " if amount.block.started else ""
        block = replace(amount.block, started=not amount.block.started)
        yield f"per {word}{amount.block.length.text()}", replace(amount, block=block)
    if amount.dates is not None:
        dates = replace(amount.dates, begun=not amount.dates.begun)
        yield f"per {'started ' if amount.dates.begun else ''}calendar day", replace(amount, dates=dates)
    if amount.from_start and amount.beyond is not None:
        what = f"beyond {amount.beyond.text()} from the start"
        yield what, replace(amount, from_start=False)
    elif amount.beyond is not None:
        yield f"beyond {amount.beyond.text()}", replace(amount, beyond=None)
    if amount.once_per is not None:
        yield f"once per {amount.once_per}", replace(amount, once_per=None, trigger=None)
    if amount.trigger is not None:
        yield f"with more than {amount.trigger.time.text()} down", replace(amount, trigger=None)
    if amount.each_at_most is not None:
        yield f"each at most {base_text(amount.each_at_most)}", replace(amount, each_at_most=None)
    if amount.at_most is not None:
        yield f"at most {base_text(amount.at_most)}", replace(amount, at_most=None)
    if amount.doubled is not None:
        yield f"doubled when {misses_text(amount.doubled)}", replace(amount, doubled=None)
    if amount.only_when is not None:
        yield f"only when {misses_text(amount.only_when)}", replace(amount, only_when=None)
    if amount.earned_back_after is not None:
        what = f"earned back when met {amount.earned_back_after.text()} in a row"
        yield what, replace(amount, earned_back_after=None)


def _with(scheme: CreditScheme, old: Amount, new: Amount) -> CreditScheme:
    tiers = tuple(replace(t, amount=new) if t.amount is old else t for t in scheme.tiers)
    return replace(scheme, tiers=tiers, single=new if scheme.single is old else scheme.single)


def terms_choices(agreement: Agreement) -> Iterator[TermsChoice]:
    """How credits combine, their caps and the least that is paid."""
    terms = agreement.credit_terms
    if terms is None:
        return
    if terms.combine is not None:
        other = replace(terms, combine="highest" if terms.combine == "sum" else "sum")
        yield TermsChoice(f"combine {terms.combine}", terms.span, other)
    for cap in terms.caps:
        rest = tuple(c for c in terms.caps if c is not cap)
        what = f"cap {base_text(cap.amount)} per {cap.per}"
        yield TermsChoice(what, cap.span, replace(terms, caps=rest))
    if terms.minimum is not None:
        what = f"minimum {'more than ' if terms.minimum.more else ''}{value_text(terms.minimum.amount)}"
        yield TermsChoice(what, terms.span, replace(terms, minimum=None))


def within_reach(metric: Metric, metrics: Mapping[str, Metric]) -> bool:
    """Whether outages and tickets are enough to compute a metric: the others need samples of signals."""
    if metric.pooled_by is not None:
        return False
    match metric.formula:
        case (
            m.ShareOfIntervals() | m.CountOfIntervals() | m.ShareOfTime() | m.TimeInState() | m.TimeBetween()
        ):
            return True
        case m.CountOfEvents(where):
            return where is None
        case m.Computed(value):
            return _reached(value, metrics, metric.key)
        case m.WorstOf(values):
            return all(_reached(value, metrics, metric.key) for value in values)
    return False


def _reached(term: m.Term, metrics: Mapping[str, Metric], inside: str) -> bool:
    match term:
        case m.Constant():
            return True
        case m.MetricUse(key):
            rest = {k: v for k, v in metrics.items() if k != inside}
            return key in rest and within_reach(rest[key], rest)
        case m.Arithmetic(left=left, right=right):
            return _reached(left, metrics, inside) and _reached(right, metrics, inside)
    return False
