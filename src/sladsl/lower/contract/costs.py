"""Worked examples of what a miss costs: one outage, one delay, and what a period without either earns."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from sladsl.exact.durations import Duration
from sladsl.exact.money import Money
from sladsl.exact.opening import open_between
from sladsl.exact.periods import DAY, Kind
from sladsl.exact.ratio import decimal_places, round_to
from sladsl.lower.contract import example_credits as exact
from sladsl.lower.contract.allowances import example, of_time
from sladsl.lower.contract.amounts import amount_words, basis_of, places_of, tier_words
from sladsl.lower.contract.groups import Group
from sladsl.lower.contract.pen import Pen, sentences
from sladsl.lower.contract.term_periods import name_of, periods_of_term
from sladsl.lower.document import Block, Inlines, Text, text
from sladsl.lower.values import Count, Elapsed, Percent
from sladsl.model.agreements import Guarantee
from sladsl.model.credits import Amount
from sladsl.model.metrics import ShareOfIntervals, TimeBetween
from sladsl.model.values import Ratio

OUTAGE = Fraction(45 * 60)
"""The outage of the examples, in seconds."""
DELAY = Fraction(130 * 60)
"""The delay of the examples, in seconds: two hours and ten minutes."""
_PLACES = 4
_USUAL = {Kind.DAY: 1, Kind.WEEK: 7, Kind.MONTH: 30, Kind.BILLING_MONTH: 30, Kind.QUARTER: 90, Kind.YEAR: 365}
"""Days in the period of an outage example."""


def outage(pen: Pen, group: Group) -> list[Block]:
    """What one outage costs under a promise about a share of time, and what a period without one earns."""
    promise = group.first
    if group.is_table or not of_time(promise):
        return []
    found = _outage(pen, promise) if promise.credit is not None else []
    found += _flawless(pen, promise)
    return [example(pen, *found)] if found else []


def _outage(pen: Pen, promise: Guarantee) -> list[Block]:
    """The usual outage, and where that still meets the target, the first of its doublings that does not."""
    short = promise.switches.over(promise.metric.switches).short_outages
    blocks: list[Block] = []
    lost = OUTAGE
    while (setting := _setting(pen, promise, lost)) is not None:
        said, value = setting
        shown = exact.judged(promise, value)
        missed = not promise.meets(Ratio(shown))
        if (not blocks or missed) and (short is None or short.seconds <= lost):
            verdict = _verdict(pen, promise, Ratio(shown), lost)
            blocks += [sentences(said), sentences(*_value(pen, promise, value, shown)), sentences(*verdict)]
        if missed:
            break
        lost *= 2
    return blocks


def _setting(pen: Pen, promise: Guarantee, lost: Fraction) -> tuple[Inlines, Fraction] | None:
    """The sentence on what happened, and the value it leaves."""
    period, during = promise.period, promise.during
    if period is None:
        return None
    if promise.metric.denominator is not None or during is None or during.is_always:
        days = _USUAL.get(period.kind, period.days)
        length = Fraction(days * DAY)
        total = promise.metric.denominator.seconds if promise.metric.denominator else length
        left = _left(pen, promise, total, lost)
        if left is None:
            return None
        good, whole, value = left
        said = pen.say(
            "example-outage-of",
            period=pen.period(period),
            length=Count(Fraction(days), "day"),
            outage=Elapsed(lost),
            good=good,
            total=whole,
        )
        return said, value
    periods = periods_of_term(pen.agreement, promise)
    if not periods:
        return None
    seconds = open_between(during.instants, periods[0].start, periods[0].end)
    left = _left(pen, promise, Fraction(seconds), lost)
    if left is None:
        return None
    good, whole, value = left
    said = pen.say(
        "example-outage-in",
        name=name_of(pen, periods[0], period, in_sentence=True),
        length=Elapsed(Fraction(seconds)),
        outage=Elapsed(lost),
        good=good,
        total=whole,
    )
    return said, value


def _left(
    pen: Pen, promise: Guarantee, total: Fraction, lost: Fraction
) -> tuple[Inlines, Inlines, Fraction] | None:
    """What an outage leaves of so many seconds: good, total and the share; None when it
    cuts an interval or is longer than all."""
    formula = promise.metric.formula
    step = formula.interval.seconds if isinstance(formula, ShareOfIntervals) else Fraction(60)
    bad, whole = lost / step, total / step
    if bad.denominator != 1 or whole.denominator != 1 or bad > whole:
        return None
    unit: Inlines = text(pen.written(Count(whole, "minute")))
    if isinstance(formula, ShareOfIntervals):
        interval = pen.value(formula.interval)
        unit = pen.say("example-intervals", number=text(pen.number(whole)), interval=interval)
    return text(pen.number(whole - bad)), unit, 1 - bad / whole


def _value(pen: Pen, promise: Guarantee, value: Fraction, shown: Fraction) -> list[Inlines]:
    name = pen.measured(promise)
    if promise.rounding is not None:
        places = promise.rounding.places
        return [pen.say("example-value-rounded", count=places, metric=name, value=Percent(shown, places))]
    own = decimal_places(value * 100)
    if own is not None and own <= _PLACES:
        return [pen.say("example-value-exact", metric=name, value=Percent(value))]
    places = _PLACES
    while round_to(value * 100, places) / 100 == exact.target(promise):
        places += 1
    return [
        pen.say(
            "example-value-shown",
            metric=name,
            numerator=text(pen.number(value.numerator)),
            denominator=text(pen.number(value.denominator)),
            count=places,
            value=Percent(round_to(value * 100, places) / 100, places),
        )
    ]


def _verdict(pen: Pen, promise: Guarantee, value: Ratio, lost: Fraction) -> list[Inlines]:
    scheme = promise.credit
    if promise.meets(value):
        return [pen.say("example-met")]
    if scheme is None:
        return [pen.say("example-missed-none")]
    if scheme.single is not None:
        return [pen.say("example-missed"), *_cost(pen, promise, scheme.single, lost)]
    row = exact.applying(scheme.tiers, value)
    if row is None:
        return [pen.say("example-missed")]
    places = places_of([promise.target, *(t.bound for t in scheme.tiers)])
    words = tier_words(pen, scheme.tiers, places)[row]
    return [
        pen.say("example-missed-row", row=words),
        *_cost(pen, promise, scheme.tiers[row].amount, lost),
    ]


def _cost(pen: Pen, promise: Guarantee, amount: Amount, seconds: Fraction) -> list[Inlines]:
    charged = exact.charge(pen.agreement, amount, seconds)
    if charged is None:
        return [pen.say("example-credit-words", amount=amount_words(pen, amount, promise))]
    said = [pen.say("example-credit", computation=_computation(pen, charged))]
    cap = exact.cap_of(pen.agreement, promise)
    limits = [m for m in (charged.limit, cap) if m is not None and m.currency == charged.raw.currency]
    if limits:
        lowest = min(limits)
        if charged.raw <= lowest:
            return [*said, pen.say("example-within", limit=_money(pen, lowest))]
        return [*said, pen.say("example-limited", limit=_money(pen, lowest), credit=_money(pen, lowest))]
    return said


def _computation(pen: Pen, charged: exact.Charge) -> Inlines:
    factors: list[str] = []
    if charged.blocks is not None:
        factors.append(pen.number(charged.blocks))
    if charged.share is not None:
        factors.append(pen.written(pen.share(charged.share)))
    if not factors:
        return _money(pen, charged.raw)
    factors.append(pen.written(charged.unit))
    return (Text(" × ".join(factors) + " = " + pen.written(charged.raw.rounded())),)


def _money(pen: Pen, money: Money) -> Inlines:
    return text(pen.written(money.rounded()))


def _flawless(pen: Pen, promise: Guarantee) -> list[Block]:
    if promise.bonus is None or promise.period is None:
        return []
    row = exact.applying(promise.bonus.tiers, Ratio(Fraction(1)))
    amount = promise.bonus.single or (promise.bonus.tiers[row].amount if row is not None else None)
    charged = exact.charge(pen.agreement, amount, Fraction(0)) if amount else None
    if charged is None or charged.blocks is not None:
        return []
    return [
        pen.p(
            "example-full-period",
            period=pen.period(promise.period),
            metric=pen.measured(promise),
            value=Percent(Fraction(1)),
            computation=_computation(pen, charged),
        )
    ]


# ---- what a delay costs


def delay(pen: Pen, group: Group) -> list[Block]:
    """What a late case costs where the credit counts blocks of delay."""
    promise = group.first
    if promise.credit is None or not isinstance(promise.metric.formula, TimeBetween):
        return []
    blocks: list[Block] = []
    for amount in _late(promise, [*(t.amount for t in promise.credit.tiers), promise.credit.single]):
        count = exact.blocks_in(amount, DELAY)
        if count is None or amount.block is None or exact.charge(pen.agreement, amount, DELAY) is None:
            continue
        said = pen.say(
            "example-late",
            late=Elapsed(DELAY),
            rounding="started" if amount.block.started else "full",
            count=count,
            block=pen.value(amount.block.length),
        )
        blocks.append(sentences(said, *_cost(pen, promise, amount, DELAY)))
    return [example(pen, *blocks)] if blocks else []


def _late(promise: Guarantee, amounts: Iterable[Amount | None]) -> list[Amount]:
    return [
        a
        for a in amounts
        if a is not None
        and a.block is not None
        and (a.block.basis or basis_of(promise)) == "late"
        and isinstance(a.block.length, Duration)
    ]
