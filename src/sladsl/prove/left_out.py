"""What a supporting promise leaves out and the one above counts: planned work, other exclusions; and when."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from fractions import Fraction

from sladsl.evaluate.base import hours_of
from sladsl.exact.durations import Duration
from sladsl.exact.intervals import Intervals, clip, difference, intersection, total, union
from sladsl.exact.periods import Cycle, Kind, Period
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.catalogue import Exclusion
from sladsl.records import record, replace

_KINDS = {kind.value: kind for kind in (Kind.DAY, Kind.WEEK, Kind.MONTH, Kind.QUARTER, Kind.YEAR)}


@record
class Piece:
    """So many seconds of some times at most, such as those of one month.

    `share` is the number of the promise's period from whose base they are taken, too; None where they are
    taken from none, or from one or another.
    """

    times: Intervals
    seconds: Fraction
    share: int | None = None

    @property
    def whole(self) -> bool:
        """Whether it may be all of them."""
        return self.seconds == total(self.times)


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
    within = [e for e in excusing if e.windows]
    ours = union(*(windows_of(each, upper, period.start, period.end) for each in within))
    always = (e for e in within if e.budget is None)
    free = union(*(windows_of(each, upper, period.start, period.end) for each in always))
    below = union(*(windows_of(e, lower, period.start, period.end) for e in support.exclusions))
    excusable = min(
        (
            excused_for_sure(e, upper, period, counted)
            for e in within
            if e.budget is not None and intersection(windows_of(e, upper, period.start, period.end), below)
        ),
        default=Fraction(0),
    )
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
            # What has to lie in a budget above, of several in the least, is excused as far as that goes.
            outside = _limit_of(exclusion, lower, period, beyond)
            seconds = min(seconds, _limit_of(exclusion, lower, period, times))
            excused = min(excusable, max(Fraction(0), seconds - outside))
            excusable -= excused
            seconds -= excused
            if seconds <= outside:
                times = beyond
        pieces = tuple(_pieces(exclusion, lower, period, times))
        # Where all of it may be used, it is used where it may be.
        together = sum((piece.seconds for piece in pieces), Fraction(0))
        if seconds < together:
            pieces = (Piece(times, seconds),)
        if not exclusion.windows and len(pieces) == 1:
            pieces = ()
        if seconds:
            why = f"excluded as `{exclusion.key}`{without}"
            yield Extra(min(seconds, together), why, exclusion.key, bool(exclusion.windows), pieces)


def _limit_of(exclusion: Exclusion, agreement: Agreement, period: Period, times: Intervals) -> Fraction:
    """The most seconds of some times that an exclusion can take."""
    return sum((piece.seconds for piece in _pieces(exclusion, agreement, period, times)), Fraction(0))


def is_the_same(exclusion: Exclusion, lower: Agreement, upper: Agreement) -> bool:
    """Whether an exclusion that both agreements have takes the same times: windows, and the periods of a
    budget, are those of a zone."""
    return lower.zone == upper.zone or (not exclusion.windows and exclusion.budget is None)


def _pieces(exclusion: Exclusion, agreement: Agreement, period: Period, times: Intervals) -> Iterable[Piece]:
    """How much of some times an exclusion can take in each period of its budget."""
    budget = exclusion.budget
    if budget is None or not isinstance(budget.amount, Duration):
        yield Piece(times, Fraction(total(times)))
        return
    for part in Cycle(_KINDS[budget.period], agreement.zone).between(period.start, period.end):
        mine = clip(times, part.start, part.end)
        if mine:
            yield Piece(mine, min(budget.amount.seconds, Fraction(total(mine))))


def windows_outside(
    exclusion: Exclusion, lower: Agreement, promise: Guarantee, upper: Agreement, start: int, end: int
) -> Intervals:
    """The windows of a support's exclusion in [start, end) that lie in no window the promise excludes."""
    theirs = windows_of(exclusion, lower, start, end)
    return difference(theirs, union(*(windows_of(each, upper, start, end) for each in promise.exclusions)))


def windows_of(exclusion: Exclusion, agreement: Agreement, start: int, end: int) -> Intervals:
    """The windows of an agreement's exclusion in [start, end), by the clocks of its zone."""
    return union(*(window.in_zone(agreement.zone).intervals(start, end) for window in exclusion.windows))


def excused_for_sure(
    exclusion: Exclusion, agreement: Agreement, period: Period, counted: Intervals
) -> Fraction:
    """The seconds that an exclusion with a budget takes in a period where it does not take all there is: its
    budget, of several periods of that the least."""
    budget = exclusion.budget
    if budget is None or not isinstance(budget.amount, Duration):
        return Fraction(0)
    times = counted
    if exclusion.windows:
        times = intersection(windows_of(exclusion, agreement, period.start, period.end), counted)
    return min((piece.seconds for piece in _pieces(exclusion, agreement, period, times)), default=Fraction(0))


def limit_in(
    exclusion: Exclusion, agreement: Agreement, period: Period, counted: Intervals
) -> Fraction | None:
    """The seconds an exclusion can take in a period: its budgets, its windows; None without either."""
    budget = exclusion.budget
    if not exclusion.windows and (budget is None or not isinstance(budget.amount, Duration)):
        return None
    times = counted
    if exclusion.windows:
        times = intersection(windows_of(exclusion, agreement, period.start, period.end), counted)
    return _limit_of(exclusion, agreement, period, times)


def excluded_in_both(
    promise: Guarantee, support: Guarantee, upper: Agreement, period: Period, shared: Collection[str]
) -> Fraction:
    """The most seconds that both promises leave out of a period, by the limits of what both exclude; without
    those that several supports share."""
    both = {exclusion.key for exclusion in support.exclusions} - {*support.downtime_only, *shared}
    return most_excluded(promise, upper, period, both)


def most_excluded(promise: Guarantee, upper: Agreement, period: Period, keys: Iterable[str]) -> Fraction:
    """The most seconds that these exclusions of the promise take out of its base in a period.

    What has no limit is taken not to happen, which every answer has to say.
    """
    counted = hours_of(promise, upper, period.start, period.end)
    wanted = set(keys) - set(promise.downtime_only)
    limits = [limit_in(e, upper, period, counted) for e in promise.exclusions if e.key in wanted]
    return sum((limit for limit in limits if limit is not None), Fraction(0))


def shared_exclusions(promise: Guarantee, supports: Iterable[Guarantee]) -> tuple[Exclusion, ...]:
    """The promise's exclusions with a budget that several supports may draw on, each with a budget of its
    own: what both exclude, and windows above that excuse work below."""
    every = list(supports)
    found = []
    for ours in promise.exclusions:
        if ours.budget is None or not isinstance(ours.budget.amount, Duration):
            continue
        drawing = [support for support in every if any(_draws_on(ours, e) for e in support.exclusions)]
        if len(drawing) > 1:
            found.append(ours)
    return tuple(found)


def _draws_on(ours: Exclusion, theirs: Exclusion) -> bool:
    return theirs.key == ours.key or bool(theirs.windows and ours.windows)


def told_once(extras: Iterable[Extra], support: Guarantee) -> list[Extra]:
    """The same without times that another one leaves out all along; first those that leave the base as it
    is."""
    found: list[Extra] = []
    taken: Intervals = ()
    for extra in sorted(extras, key=lambda e: (not e.certain, e.exclusion not in support.downtime_only)):
        left = extra.without(taken)
        taken = union(taken, left.certain)
        if left.seconds:
            found.append(left)
    return found
