"""What a supporting promise leaves out and the one above counts: planned work, other exclusions; and when."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from fractions import Fraction

from sladsl.evaluate.base import hours_of
from sladsl.exact.intervals import Intervals, difference, intersection, total, union
from sladsl.exact.periods import Period
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.catalogue import Exclusion
from sladsl.model.metrics import ShareOfIntervals
from sladsl.prove.counting import inner_intervals, whole_intervals
from sladsl.prove.limits import (
    Piece,
    has_limit,
    is_the_same,
    left_for_sure,
    limit_in,
    most_in,
    permitted,
    pieces_of,
    windows_of,
)
from sladsl.records import record, replace


@record
class Extra:
    """Time that a supporting promise does not count and the upper one does; seconds, and why.

    `planned` is time in windows that are known in advance. `pieces` are times, as far as both count them, and
    how much of each it may be; without them it may fall anywhere. Where it `reduces` the base of which the
    promise takes its share, `share` is the number of the only period there is.
    """

    seconds: Fraction
    why: str
    exclusion: str = ""
    planned: bool = False
    pieces: tuple[Piece, ...] = ()
    reduces: bool = False
    share: int | None = None

    @property
    def overlooked(self) -> bool:
        """Whether it is no exclusion, but outages that are too short for it."""
        return not self.exclusion

    @property
    def certain(self) -> Intervals:
        """The times that it may be all of."""
        return union(*(piece.times for piece in self.pieces if piece.whole))

    def without(self, taken: Intervals) -> Extra:
        """What is left of it outside some times."""
        if not self.pieces:
            return self
        pieces = []
        for piece in self.pieces:
            times = difference(piece.times, taken)
            if times:
                pieces.append(replace(piece, times=times, seconds=min(piece.seconds, Fraction(total(times)))))
        seconds = sum((piece.seconds for piece in pieces), Fraction(0))
        return replace(self, pieces=tuple(pieces), seconds=seconds)

    def taken(self, share: int) -> Fraction:
        """The seconds that it takes from the base of a period where all of it is used."""
        if self.pieces:
            return sum((piece.seconds for piece in self.pieces if piece.share == share), Fraction(0))
        return self.seconds if self.share == share else Fraction(0)


def extras_of(
    upper: Agreement,
    promise: Guarantee,
    support: Guarantee,
    lower: Agreement,
    period: Period,
    counted: Intervals,
    shared: Collection[str],
) -> Iterable[Extra]:
    """What the support does not count and the promise does. Windows are compared as instants: those of one
    exclusion in agreements of two zones are two."""
    excusing = [exclusion for exclusion in promise.exclusions if exclusion.key not in shared]
    known = {exclusion.key for exclusion in excusing}
    whole = Fraction(total(counted))
    above = [
        piece for e in excusing if e.windows for piece in left_for_sure(e, promise, upper, period, counted)
    ]
    ours = union(*(piece.times for piece in above))
    free = union(*(piece.times for piece in above if piece.whole))
    below = union(*(windows_of(e, lower, period.start, period.end) for e in support.exclusions))
    limited = [piece.seconds for piece in above if not piece.whole and intersection(piece.times, below)]
    if isinstance(promise.metric.formula, ShareOfIntervals):
        # An outage of one whole interval uses up what would do for work in many.
        limited = []
    excusable = min(limited, default=Fraction(0))
    for exclusion in sorted(support.exclusions, key=lambda e: e.key not in known):
        same = exclusion.key in known
        limit = limit_in(exclusion, lower, period, counted)
        if same and is_the_same(exclusion, lower, upper):
            if exclusion.windows and exclusion.budget is not None and limit is not None:
                excusable -= min(excusable, limit)
            continue
        without = "" if limit is not None else ", without a limit"
        seconds = whole if limit is None else min(whole, limit)
        times = counted
        if exclusion.windows:
            theirs = intersection(windows_of(exclusion, lower, period.start, period.end), counted)
            times, beyond = difference(theirs, free), difference(theirs, ours)
            seconds = min(seconds, most_in(exclusion, lower, period, times))
            inside = min(seconds, most_in(exclusion, lower, period, difference(times, beyond)))
            outside = most_in(exclusion, lower, period, beyond)
            # What lies in a budget above, of several in the least, is excused as far as that goes.
            if inside <= excusable:
                excused, seconds, times = inside, min(seconds, outside), beyond
            else:
                excused = min(excusable, max(Fraction(0), seconds - outside))
                seconds -= excused
            excusable -= excused
        pieces = tuple(pieces_of(exclusion, lower, period, times))
        # Where all of it may be used, it is used where it may be.
        together = sum((piece.seconds for piece in pieces), Fraction(0))
        if seconds < together:
            pieces = (Piece(times, seconds),)
        if not exclusion.windows and len(pieces) == 1:
            pieces = ()
        if seconds:
            why = f"excluded as `{exclusion.key}`{without}"
            yield Extra(min(seconds, together), why, exclusion.key, bool(exclusion.windows), pieces)


def excluded_in_both(
    promise: Guarantee,
    support: Guarantee,
    upper: Agreement,
    period: Period,
    base: Fraction,
    shared: Collection[str],
) -> Fraction:
    """The seconds that both promises leave out of a period where the one above leaves out the most: without
    those that several supports share, and without what may be recorded as what only it excludes."""
    both = {exclusion.key for exclusion in support.exclusions} - {*support.downtime_only, *shared}
    alone = {exclusion.key for exclusion in promise.exclusions} - both
    taken = most_taken(promise, upper, period, base)
    return max(Fraction(0), taken - most_excluded(promise, upper, period, alone))


def most_taken(promise: Guarantee, upper: Agreement, period: Period, base: Fraction) -> Fraction:
    """The most seconds that a promise's exclusions take from its base in a period. As a share of nothing is
    none, the worst is that the least is left. What a share of a fixed time is taken of stays as it is."""
    if promise.metric.denominator is not None or not promise.exclusions or not base:
        return Fraction(0)
    formula = promise.metric.formula
    least = formula.interval.seconds if isinstance(formula, ShareOfIntervals) else 1
    keys = [exclusion.key for exclusion in promise.exclusions]
    return min(base - min(base, least), most_excluded(promise, upper, period, keys))


def most_excluded(promise: Guarantee, upper: Agreement, period: Period, keys: Iterable[str]) -> Fraction:
    """The most seconds that these exclusions of the promise take out of its base in a period: where intervals
    are counted, those that they touch.

    What has no limit is taken not to happen, which every answer has to say.
    """
    counted = hours_of(promise, upper, period.start, period.end)
    inner = inner_intervals(counted, promise.metric.formula, period)
    wanted = set(keys) - set(promise.downtime_only)
    formula = promise.metric.formula
    many = formula.interval.seconds if isinstance(formula, ShareOfIntervals) else Fraction(1)
    whole: Intervals = ()
    limited: list[tuple[Intervals, Fraction]] = []
    for exclusion in promise.exclusions:
        if exclusion.key in wanted and has_limit(exclusion):
            for piece in pieces_of(exclusion, upper, period, permitted(exclusion, upper, counted)):
                touched = intersection(whole_intervals(piece.times, formula, period), inner)
                if piece.whole:
                    whole = union(whole, touched)
                else:
                    limited.append((touched, piece.seconds * many))
    rest = (min(seconds, Fraction(total(difference(times, whole)))) for times, seconds in limited)
    return total(whole) + sum(rest, Fraction(0))


def same_work(
    promise: Guarantee, upper: Agreement, supports: Iterable[tuple[Agreement, Guarantee]], period: Period
) -> tuple[str, ...]:
    """The exclusions of the promise as which work is taken to be left out that its supports leave out: under
    the same name, or in windows that meet in the period."""
    every = tuple(supports)

    def meets(ours: Exclusion) -> bool:
        windows = windows_of(ours, upper, period.start, period.end)
        return any(
            (theirs.key == ours.key and is_the_same(ours, lower, upper))
            or intersection(windows, windows_of(theirs, lower, period.start, period.end))
            for lower, support in every
            for theirs in support.exclusions
        )

    return tuple(e.key for e in promise.exclusions if (e.windows or e.budget is not None) and meets(e))


def told_once(extras: Iterable[Extra], support: Guarantee) -> list[Extra]:
    """The same without times that another one leaves out all along; first those that leave the base as it
    is, also where they have a limit."""
    found: list[Extra] = []
    taken: Intervals = ()
    limited: list[Piece] = []

    def takes_from_base(extra: Extra) -> bool:
        return extra.exclusion not in support.downtime_only

    for extra in sorted(extras, key=lambda e: (takes_from_base(e), not e.certain)):
        left = extra.without(taken)
        certain = left.certain
        if takes_from_base(extra):
            left = _beside(left, limited)
        else:
            limited += (piece for piece in left.pieces if not piece.whole)
        taken = union(taken, certain)
        if left.seconds:
            found.append(left)
    return found


def _beside(extra: Extra, others: Iterable[Piece]) -> Extra:
    """The same without as much as others take of what it is all of."""
    if not extra.pieces:
        return extra
    pieces = []
    for piece in extra.pieces:
        taken = Fraction(0)
        known: Intervals = ()
        for each in others if piece.whole else ():
            if not difference(each.times, piece.times):
                taken += min(each.seconds, Fraction(total(difference(each.times, known))))
                known = union(known, each.times)
        pieces.append(replace(piece, seconds=piece.seconds - taken))
    seconds = sum((piece.seconds for piece in pieces), Fraction(0))
    return replace(extra, pieces=tuple(pieces), seconds=seconds)
