"""Worked examples of what a target allows: how much may be lost of a period, of tickets, of requests."""

from __future__ import annotations

from fractions import Fraction

from sladsl.exact.opening import open_between
from sladsl.exact.periods import DAY
from sladsl.exact.ratio import round_to
from sladsl.lower.contract import example_credits as exact
from sladsl.lower.contract.formulas import term_words
from sladsl.lower.contract.groups import Group
from sladsl.lower.contract.pen import COMPARISONS, Pen
from sladsl.lower.contract.term_periods import dates_of, name_of, periods_of_term
from sladsl.lower.document import Align, Block, Inlines, Paragraph, WorkedExample, text
from sladsl.lower.values import Count, Day, Elapsed
from sladsl.model.agreements import Guarantee
from sladsl.model.metrics import Arithmetic, Computed, ShareOfIntervals, ShareOfTime
from sladsl.model.values import Ratio

TICKETS = (10, 20, 50, 100)
COUNTED = 10_000


def allowance(pen: Pen, group: Group) -> list[Block]:
    """What the targets of a promise allow."""
    promise = group.first
    if promise.share is not None and promise.share.of == "tickets":
        if len({g.share for g in group.cells}) > 1:
            return []
        return [example(pen, *_shares(pen, promise))]
    if group.is_table or not isinstance(promise.target, Ratio):
        return []
    if of_time(promise):
        blocks = _room(pen, promise)
        return [example(pen, *blocks)] if blocks else []
    formula = promise.metric.formula
    if isinstance(formula, Computed) and isinstance(formula.value, Arithmetic) and formula.value.op == "/":
        return [example(pen, _counts(pen, promise, formula.value))]
    return []


def example(pen: Pen, *blocks: Block) -> WorkedExample:
    return WorkedExample(pen.plain("worked-example"), blocks)


def of_time(promise: Guarantee) -> bool:
    """Whether the promise is about a share of time that one outage simply shortens."""
    metric = promise.metric
    return (
        isinstance(metric.formula, (ShareOfTime, ShareOfIntervals))
        and metric.better == "higher"
        and metric.pooled_by is None
        and not metric.with_previous
        and promise.percentile is None
        and promise.period is not None
        and promise.comparator in (">=", ">")
        and isinstance(promise.target, Ratio)
        and promise.target.value <= 1
    )


def _shares(pen: Pen, promise: Guarantee) -> tuple[Block, Block]:
    share = promise.share.ratio if promise.share else Fraction(1)
    rows = [(text(pen.number(n)), text(pen.number(exact.least(share, n)))) for n in TICKETS]
    heads = [("column-tickets-counted", Align.START, 1), ("column-tickets-in-time", Align.END, 0)]
    return pen.p("example-share", share=pen.share(share)), pen.table([*heads], rows)


def _counts(pen: Pen, promise: Guarantee, ratio: Arithmetic) -> Paragraph:
    bound = round_to(exact.target(promise) * COUNTED, 2)
    return pen.p(
        "example-counts",
        numerator=term_words(pen, ratio.left),
        denominator=term_words(pen, ratio.right),
        total=text(pen.number(COUNTED)),
        comparison=COMPARISONS[promise.comparator],
        target=text(pen.number(bound)),
    )


# ---- what a target allows


def _room(pen: Pen, promise: Guarantee) -> list[Block]:
    period = promise.period
    if period is None:
        return []
    shown = pen.value(promise.target)
    if promise.metric.denominator is not None:
        seconds = exact.room(promise, promise.metric.denominator.seconds)
        words = Elapsed(round_to(seconds, 3))
        return [pen.p("example-room-constant", target=shown, room=words, period=pen.period(period))]
    if promise.during is None or promise.during.is_always:
        lengths = _lengths(pen, promise)
        rows = [(label, *_room_cells(pen, promise, seconds)) for label, seconds in lengths]
        heads = [("column-length", Align.START, 1), *_room_heads(pen, promise)]
        return [pen.p("example-room", target=shown, period=pen.period(period)), pen.table(heads, rows)]
    return _room_during(pen, promise)


def _lengths(pen: Pen, promise: Guarantee) -> list[tuple[Inlines, int]]:
    """The shortest and the longest period in days, and those that the clocks make shorter or longer still."""
    period = promise.period
    if period is None:
        return []
    low, high = period.shortest(clocks=False), period.longest(clocks=False)
    found: list[tuple[Inlines, int]] = [(_days(pen, low), low)]
    if (shortest := period.shortest()) < low:
        found.insert(
            0, (pen.say("example-clocks-forward", days=Count(Fraction(low // DAY), "day")), shortest)
        )
    if high != low:
        found.append((_days(pen, high), high))
    if (longest := period.longest()) > high:
        found.append((pen.say("example-clocks-back", days=Count(Fraction(high // DAY), "day")), longest))
    return found


def _days(pen: Pen, seconds: int) -> Inlines:
    return text(pen.written(Count(Fraction(seconds // DAY), "day")))


def _room_heads(pen: Pen, promise: Guarantee) -> list[tuple[str | Inlines, Align, int]]:
    heads: list[tuple[str | Inlines, Align, int]] = [("column-room", Align.END, 0)]
    if isinstance(promise.metric.formula, ShareOfIntervals):
        interval = pen.value(promise.metric.formula.interval)
        heads.append((pen.say("column-room-intervals", interval=interval), Align.END, 0))
    return heads


def _room_cells(pen: Pen, promise: Guarantee, seconds: int) -> tuple[Inlines, ...]:
    room = text(pen.written(Elapsed(round_to(exact.room(promise, Fraction(seconds)), 3))))
    formula = promise.metric.formula
    if not isinstance(formula, ShareOfIntervals):
        return (room,)
    total = int(Fraction(seconds) // formula.interval.seconds)
    return room, text(pen.number(exact.whole_room(promise, total)))


def _room_during(pen: Pen, promise: Guarantee) -> list[Block]:
    """The same for hours that differ from period to period: the extremes of the term."""
    during, period = promise.during, promise.period
    periods = periods_of_term(pen.agreement, promise)
    if during is None or period is None or not periods:
        return []
    lengths = [(open_between(during.instants, p.start, p.end), p) for p in periods]
    low, high = min(lengths, key=lambda item: item[0]), max(lengths, key=lambda item: item[0])
    rows = [
        (name_of(pen, p, period), text(pen.written(Elapsed(Fraction(n)))), *_room_cells(pen, promise, n))
        for n, p in (low, high)
    ]
    heads: list[tuple[str | Inlines, Align, int]] = [
        ("column-period-of", Align.START, 1),
        ("column-hours-in-period", Align.END, 0),
        *_room_heads(pen, promise),
    ]
    intro = pen.p(
        "example-room-during",
        period=pen.period(period),
        target=pen.value(promise.target),
        **{"from": Day(dates_of(periods[0], period)[0])},
        until=Day(dates_of(periods[-1], period)[1]),
    )
    return [intro, pen.table(heads, rows)]
