"""What one promise of availability allows inside a period of another, counted as that other one counts.

The largest time that a supporting promise lets a component be down inside an upper period:
    its own periods that touch the upper one, each with its whole allowance, at most the hours they share,
    and what it excludes and the upper promise does not, as far as that has a limit,
    and the upper promise's hours outside its own,
    and what is lost in outages that are too short for it;
    so many times as much as the intervals of the upper promise are longer than its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta
from fractions import Fraction
from math import ceil, floor
from typing import TypeAlias, TypeVar

from sladsl.evaluate.base import hours_of
from sladsl.exact import zones
from sladsl.exact.durations import Duration
from sladsl.exact.intervals import Intervals, clip, difference, intersection, total, union
from sladsl.exact.periods import Cycle, Kind, Period
from sladsl.exact.ratio import Rounding, kept_from
from sladsl.exact.structures.nearby import Amount
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.metrics import ShareOfIntervals, ShareOfTime, TimeInState
from sladsl.model.values import Ratio
from sladsl.prove.counting import inner_intervals, spread, unseen, whole_intervals
from sladsl.prove.horizon import in_phase
from sladsl.prove.left_out import Extra, excluded_in_both, extras_of, told_once
from sladsl.prove.limits import Piece
from sladsl.records import record, replace

A = TypeVar("A", bound=Amount)
Share: TypeAlias = tuple[Fraction, Fraction]
"""What a promise takes its share of in one of its periods, and the most seconds that can be lost there."""
ROLLS = (Kind.ROLLING, Kind.TRAILING)
_ANY = Fraction(10**6)
"""So many times a fixed time is more than any period."""


def is_availability(guarantee: Guarantee) -> bool:
    """Whether a promise limits the time that a service may be down: a share of time, or minutes of it."""
    metric, target = guarantee.metric, guarantee.target
    if metric.pooled_by is not None or metric.with_previous or guarantee.period is None:
        return False
    if guarantee.share is not None:
        return False  # what is promised is then the share
    if isinstance(metric.formula, (ShareOfIntervals, ShareOfTime)):
        wanted = metric.better != "lower" and guarantee.comparator in (">=", ">")
        return wanted and isinstance(target, Ratio)
    down = isinstance(metric.formula, TimeInState) and metric.formula.state == "down"
    return down and isinstance(target, Duration) and guarantee.comparator in ("<=", "<")


@record
class Lost:
    """How much a promise lets be lost: a share of its base, or seconds where `absolute`.

    `reached` says whether exactly so much still keeps the promise.
    """

    amount: Fraction
    absolute: bool
    reached: bool

    def of(self, base: Fraction) -> Fraction:
        """The seconds that may be lost of so many that are counted."""
        return self.amount if self.absolute else self.amount * base


def lost(guarantee: Guarantee) -> Lost:
    """What the promise lets be lost, declared rounding counted in: 99.95% rounded to two decimals, half up,
    is kept by 99.945%."""
    if isinstance(guarantee.target, Duration):
        return Lost(guarantee.target.seconds, True, guarantee.comparator == "<=")
    assert isinstance(guarantee.target, Ratio)
    target, rounding = guarantee.target.value, guarantee.rounding
    if rounding is None:
        return Lost(_of_fixed_time(guarantee, 1 - target), False, guarantee.comparator == ">=")
    assert guarantee.comparator in (">=", ">")  # what `is_availability` lets through
    least, reached = kept_from(target, guarantee.comparator, rounding.places + 2, rounding.mode)
    return Lost(_of_fixed_time(guarantee, min(Fraction(1), 1 - least)), False, reached)


def _of_fixed_time(guarantee: Guarantee, amount: Fraction) -> Fraction:
    """Where all of a fixed time may be lost, as much again may be: no share is less than nothing."""
    return _ANY if amount >= 1 and guarantee.metric.denominator is not None else amount


def target_for(guarantee: Guarantee, most: Fraction) -> Fraction | None:
    """The least target with which a promise, compared and rounded as it is, lets no more than `most` be
    lost: a share, or the seconds themselves; None where even the highest lets more be lost."""
    if isinstance(guarantee.target, Duration):
        return most
    rounding = guarantee.rounding
    if rounding is None:
        return 1 - most
    scale = Fraction(10) ** (rounding.places + 2)
    lift = {
        Rounding.FLOOR: Fraction(0),
        Rounding.CEILING: Fraction(1),
        Rounding.HALF_UP: Fraction(1, 2),
        Rounding.HALF_EVEN: Fraction(1, 2),
    }[rounding.mode]
    shown = ceil((1 - most) * scale + lift)
    target = Fraction(shown if guarantee.comparator == ">=" else shown - 1) / scale
    return target if target <= 1 and shown <= scale else None


def highest_target(guarantee: Guarantee, least: Fraction, *, attained: bool) -> Fraction:
    """The highest target, as it is rounded, with which a promise of a share lets at least so much be lost; or
    more than `least`, where just so much is too much and may be `attained`."""
    assert guarantee.rounding is not None
    scale = 10 ** (guarantee.rounding.places + 2)
    shown = ceil((1 - least) * scale) + 1
    while shown > 0:
        found = lost(replace(guarantee, target=Ratio(Fraction(shown, scale))))
        if found.amount > least or (found.amount == least and (found.reached or not attained)):
            break
        shown -= 1
    return Fraction(shown, scale)


@record
class Allowance:
    """How long a component may be down inside one upper period, by what its promise lets be lost.

    `shares` are the promise's own periods that touch the upper one: the seconds its share is taken of (1
    for a promise in seconds), with nothing left out of them, and the seconds of it that can fall into the
    upper period. `extras` are what it leaves out; where it does, its share is one of less. `outside` are the
    upper promise's hours outside its own, `most` is all that the upper promise counts. `spread` is how often
    the time that its own metric counts is in all of these: more than once where longer intervals are counted
    above, of which a short one spoils all. Where they begin at other times than those, they are `apart`: all
    of these may be bad. With a `unit` only so many whole ones of it are lost as keep the promise, and just so
    many as are allowed where that is to be `reached`.
    """

    shares: tuple[Share, ...]
    extras: tuple[Extra, ...]
    outside: Intervals
    most: Fraction
    spread: int = 1
    apart: bool = False
    unit: Fraction = Fraction(0)
    reached: bool = True

    def of(self, amount: A, nothing: A) -> A:
        """The seconds, when the promise lets `amount` be lost; `nothing` is 0 of the same kind."""
        found = nothing
        for number, (base, reach) in enumerate(self.shares):
            share, limit = self.rounded(amount * self.reduced(number, base)), like(nothing, reach)
            found = found + (share if share < limit else limit)
        for extra in self.extras:
            found = found + like(nothing, extra.seconds)
        found = found + like(nothing, Fraction(total(self.outside)))
        most = like(nothing, self.most)
        return found if found < most and not self.apart else most

    def rounded(self, seconds: A) -> A:
        """The whole units of a number of seconds; amounts of other kinds stay as they are."""
        if not self.unit or not isinstance(seconds, Fraction):
            return seconds
        units = floor(seconds / self.unit)
        if not self.reached and units and units * self.unit == seconds:
            units -= 1  # just so many would miss the promise
        return like(seconds, units * self.unit)

    def reduced(self, number: int, base: Fraction) -> Fraction:
        """The base of one of the periods without what is left out of it."""
        taken = sum((extra.taken(number) for extra in self.extras), Fraction(0))
        return base - taken if taken < base else Fraction(0)

    @property
    def is_timed(self) -> bool:
        """Whether some of it may fall at certain times only."""
        return bool(self.outside) or any(extra.pieces for extra in self.extras)

    @property
    def certain(self) -> Intervals:
        """The times in which the component may be down all along, whatever its promise lets be lost."""
        return union(self.outside, *(extra.certain for extra in self.extras))

    def at(self, amount: Fraction) -> Fraction:
        """The seconds as a number."""
        return self.of(amount, Fraction(0))


def like(nothing: A, seconds: Fraction) -> A:
    """Seconds as an amount of the same kind as `nothing`."""
    kind = type(nothing)
    if isinstance(seconds, kind):
        return seconds
    return kind(seconds)  # type: ignore[call-arg]  # both kinds of number are made from a Fraction


def allowance(
    upper: Agreement,
    promise: Guarantee,
    lower: Agreement,
    support: Guarantee,
    period: Period,
    common: bool,
    shared: Collection[str] = (),
) -> Allowance:
    """What `support` allows in one period of `promise`; with `common` what both exclude is used up.

    Of the promise's exclusions those in `shared` excuse nothing here: several supports draw on them.
    """
    counted = clip(hours_of(promise, upper, period.start, period.end), period.start, period.end)
    cycle = support.period
    assert cycle is not None
    shares: list[Share] = []
    outside = counted
    most, loss = _countable(promise, counted, period.start), lost(support)
    wider = spread(promise.metric, support.metric)
    parts = touched(cycle, period)
    for part in parts:
        hours = promised_times(support, lower, part.start, part.end)
        both = intersection(hours, counted)
        outside = difference(outside, hours)
        base, _ = share_in(lower, support, part, 1)
        alike = (part.start, part.end) == (period.start, period.end)
        if common and not loss.absolute and support.metric.denominator is None and alike:
            base -= min(base, excluded_in_both(promise, support, upper, period, base, shared))
        shares.append((base * wider, Fraction(total(both))))
    outside = intersection(whole_intervals(outside, promise.metric.formula, period), counted)
    # What is left out of hours that are not its own anyway is no more time.
    inside = difference(counted, outside)
    found: Iterable[Extra] = extras_of(upper, promise, support, lower, period, inside, shared)
    if isinstance(promise.metric.formula, ShareOfIntervals):
        found = [_in_intervals(each, promise.metric.formula, period, inside) for each in found]
    extras = told_once(found, support)
    if support.claimed_once:
        extras.append(Extra(most, "of downtime before a claim that is paid, without a limit"))
    if not loss.absolute and support.metric.denominator is None:
        extras = [_taking(each, cycle, parts, support) for each in extras]
    overlooked = unseen(promise, support)
    if overlooked is not None and overlooked.share:
        extras.append(Extra(min(most, overlooked.most_in(counted)), f"in {overlooked.outages}"))
    apart = not _same_grid(promise, support, period)
    return Allowance(tuple(shares), tuple(extras), outside, most, wider, apart)


def promised_times(support: Guarantee, lower: Agreement, start: int, end: int) -> Intervals:
    """The hours in [start, end) in which a promise counts, on the days on which it holds."""
    return intersection(hours_of(support, lower, start, end), in_phase(lower, support, start, end))


def _in_intervals(extra: Extra, formula: ShareOfIntervals, period: Period, counted: Intervals) -> Extra:
    """What is left out of intervals: whatever it touches is not counted below and bad above, and a second is
    enough for that."""
    many = formula.interval.seconds
    counted = inner_intervals(counted, formula, period)
    if not extra.pieces:
        return replace(extra, seconds=min(Fraction(total(counted)), extra.seconds * many))
    pieces = []
    for piece in extra.pieces:
        times = intersection(whole_intervals(piece.times, formula, period), counted)
        pieces.append(Piece(times, min(piece.seconds * many, Fraction(total(times)))))
    seconds = sum((piece.seconds for piece in pieces), Fraction(0))
    return replace(extra, seconds=seconds, pieces=tuple(pieces))


def _taking(extra: Extra, cycle: Cycle, parts: Sequence[Period], support: Guarantee) -> Extra:
    """The same as what is taken from the bases of the support's periods, in pieces of one of them each."""
    if extra.exclusion in support.downtime_only:
        return extra
    if len(parts) > 1 and cycle.kind in ROLLS:
        # Any period may roll over it, and which of them decides is not known.
        return replace(extra, reduces=True)
    pieces: list[Piece] = []
    for piece in extra.pieces:
        mine = ((number, clip(piece.times, part.start, part.end)) for number, part in enumerate(parts))
        inside = [(number, times) for number, times in mine if times]
        if piece.whole:
            pieces += (Piece(times, Fraction(total(times)), number) for number, times in inside)
        else:
            pieces.append(replace(piece, share=inside[0][0] if len(inside) == 1 else None))
    share = 0 if len(parts) == 1 and not pieces else None
    return replace(extra, pieces=tuple(pieces), reduces=True, share=share)


def _same_grid(promise: Guarantee, support: Guarantee, period: Period) -> bool:
    """Whether the intervals of the promise are made of whole ones of the support. Both are counted from the
    beginnings of periods: by clocks half an hour apart, or over months and days that are no whole number of
    them, each cuts those of the other, and no bad one below says how many are bad above."""
    formula, cycle, above = support.metric.formula, support.period, promise.period
    if not isinstance(formula, ShareOfIntervals) or cycle is None or above is None:
        return True
    if above.kind is Kind.TRAILING and cycle.kind is not Kind.TRAILING:
        return False  # its periods begin at any second
    parts, step = touched(cycle, period), int(formula.interval.seconds)
    # A longer interval that lies in two of them may be bad by what the one allows, or the other.
    cuts = (part.start for part in parts if part.start > period.start)
    times = spread(promise.metric, support.metric)
    return all((part.start - period.start) % step == 0 for part in parts) and all(
        (cut - period.start) % (step * times) == 0 for cut in cuts
    )


def base_of(guarantee: Guarantee, hours: Intervals, start: int) -> Fraction:
    """The seconds of which a promise takes its share in one of its periods, which begins at `start`; where
    intervals are counted, those of the ones that lie in the hours from end to end."""
    if guarantee.metric.denominator is not None:
        return guarantee.metric.denominator.seconds
    return _countable(guarantee, hours, start)


def _countable(guarantee: Guarantee, hours: Intervals, start: int) -> Fraction:
    formula = guarantee.metric.formula
    if not isinstance(formula, ShareOfIntervals):
        return Fraction(total(hours))
    step = int(formula.interval.seconds)
    counts = ((b - start) // step - -(-(a - start) // step) for a, b in hours)
    return Fraction(step * sum(count for count in counts if count > 0))


def share_in(agreement: Agreement, guarantee: Guarantee, period: Period, spread: int) -> Share:
    """What a promise takes its share of in one of its periods, and the seconds of it."""
    if lost(guarantee).absolute:
        return Fraction(spread), Fraction(period.length)
    hours = hours_of(guarantee, agreement, period.start, period.end)
    return base_of(guarantee, hours, period.start) * spread, Fraction(period.length)


def touched(cycle: Cycle, period: Period) -> tuple[Period, ...]:
    """The cycle's periods that share time with another period: as few windows as cover it where they roll."""
    if cycle.kind not in ROLLS:
        return cycle.between(period.start, period.end)
    if cycle.kind is Kind.TRAILING:
        length = cycle.days * 86_400
        starts = range(period.start, period.end, length)
        return tuple(Period(start, start + length, "") for start in starts)
    # Windows of whole dates: an hour shorter or longer over a change of the clocks.
    found: list[Period] = []
    first = zones.wall(zones.load(cycle.zone), period.start).date()
    while not found or found[-1].end < period.end:
        last = first + timedelta(days=cycle.days - 1)
        window = cycle.at(last.isoformat())
        found += [window] if window is not None else []
        first = last + timedelta(days=1)
    return tuple(found)


def in_whole(guarantee: Guarantee, allowance: Allowance) -> Allowance:
    """The same where a promise counts intervals: whole ones, as a part of one is no bad interval."""
    formula = guarantee.metric.formula
    if not isinstance(formula, ShareOfIntervals) or allowance.apart:
        return allowance
    unit = formula.interval.seconds * allowance.spread
    return replace(allowance, unit=unit, reached=lost(guarantee).reached)
