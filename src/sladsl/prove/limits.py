"""What an exclusion can take: its windows, its budgets, by the periods of the budget."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction

from sladsl.evaluate.base import hours_of
from sladsl.exact.durations import CalendarDays, Duration, WorkingDays
from sladsl.exact.intervals import Intervals, clip, difference, intersection, total, union
from sladsl.exact.periods import Cycle, Period
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.catalogue import Exclusion
from sladsl.records import record


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


def windows_of(exclusion: Exclusion, agreement: Agreement, start: int, end: int) -> Intervals:
    """The windows of an agreement's exclusion in [start, end), by the clocks of its zone."""
    return union(*(window.in_zone(agreement.zone).intervals(start, end) for window in exclusion.windows))


def windows_outside(
    exclusion: Exclusion, lower: Agreement, promise: Guarantee, upper: Agreement, start: int, end: int
) -> Intervals:
    """The windows of a support's exclusion in [start, end) that lie in no window the promise excludes."""
    theirs = windows_of(exclusion, lower, start, end)
    return difference(theirs, union(*(windows_of(each, upper, start, end) for each in promise.exclusions)))


def is_the_same(exclusion: Exclusion, lower: Agreement, upper: Agreement) -> bool:
    """Whether an exclusion that both agreements have takes the same times: windows, and the periods of a
    budget, are those of a zone."""
    return lower.zone == upper.zone or (not exclusion.windows and exclusion.budget is None)


def has_limit(exclusion: Exclusion) -> bool:
    """Whether windows or a budget limit how much an exclusion takes."""
    return bool(exclusion.windows) or _most(exclusion) is not None


def limit_in(
    exclusion: Exclusion, agreement: Agreement, period: Period, counted: Intervals
) -> Fraction | None:
    """The seconds an exclusion can take in a period: its budgets, its windows; None without either."""
    if not has_limit(exclusion):
        return None
    return most_in(exclusion, agreement, period, permitted(exclusion, agreement, counted))


def _most(exclusion: Exclusion) -> Fraction | None:
    """The most seconds that a budget permits in each of its periods; None without one. A day in which clocks
    are set back has 25 hours."""
    budget = exclusion.budget
    match budget.amount if budget is not None else None:
        case Duration() as amount:
            return amount.seconds
        case CalendarDays() | WorkingDays() as days:
            return Fraction(days.count * 25 * 3600)
    return None


def most_in(exclusion: Exclusion, agreement: Agreement, period: Period, times: Intervals) -> Fraction:
    """The most seconds of some times that an exclusion can take."""
    return sum((piece.seconds for piece in pieces_of(exclusion, agreement, period, times)), Fraction(0))


def pieces_of(
    exclusion: Exclusion, agreement: Agreement, period: Period, times: Intervals
) -> Iterable[Piece]:
    """How much of some times an exclusion can take in each period of its budget."""
    most = _most(exclusion)
    if most is None:
        yield Piece(times, Fraction(total(times)))
        return
    for part in budget_periods(exclusion, agreement, period):
        mine = clip(times, part.start, part.end)
        if mine:
            yield Piece(mine, min(most, Fraction(total(mine))))


# ---- of a promise above: for sure


def left_for_sure(
    exclusion: Exclusion,
    promise: Guarantee,
    agreement: Agreement,
    period: Period,
    counted: Intervals,
    but: Collection[str] = (),
) -> Iterable[Piece]:
    """What an exclusion of a promise leaves out of each period of its budget where that is not enough for all
    there is: the budget without what may have been used up before the period of the promise began, or is left
    out by others, `but` these, anyway."""
    others = windows_beside(exclusion, promise, agreement, period, but)
    for part in budget_periods(exclusion, agreement, period):
        times = permitted(exclusion, agreement, clip(counted, part.start, part.end))
        if times:
            budget, whole = budget_in(exclusion), Fraction(total(times))
            left = whole
            if budget is not None:
                left = budget - _used_before(exclusion, promise, agreement, part, period)
            if left < whole:
                left -= total(intersection(times, others))
            yield Piece(times, max(Fraction(0), min(left, whole)))


def windows_beside(
    exclusion: Exclusion, promise: Guarantee, agreement: Agreement, period: Period, but: Collection[str] = ()
) -> Intervals:
    """The times in windows of an exclusion that others of the promise, `but` these, leave out, too."""
    others = (e for e in promise.exclusions if e.key != exclusion.key and e.key not in but)
    theirs = union(*(windows_of(each, agreement, period.start, period.end) for each in others))
    return intersection(windows_of(exclusion, agreement, period.start, period.end), theirs)


def _used_before(
    exclusion: Exclusion, promise: Guarantee, agreement: Agreement, part: Period, period: Period
) -> Fraction:
    """The most seconds of the budget of `part` that can be used up before a period of the promise begins."""
    if part.start >= period.start:
        return Fraction(0)
    hours = hours_of(promise, agreement, part.start, period.start)
    return Fraction(total(permitted(exclusion, agreement, hours)))


def may_exceed(exclusion: Exclusion, promise: Guarantee, agreement: Agreement, period: Period) -> bool:
    """Whether an exclusion of a promise permits more time than its budget, in one of the budget's periods
    that touch a period of the promise."""
    budget = budget_in(exclusion)
    if budget is None:
        return False
    for part in budget_periods(exclusion, agreement, period):
        hours = hours_of(promise, agreement, part.start, part.end)
        if total(permitted(exclusion, agreement, hours)) > budget:
            return True
    return False


def begins_before(exclusion: Exclusion, agreement: Agreement, period: Period) -> bool:
    """Whether a budget may be used up in part before a period begins."""
    return any(part.start < period.start for part in budget_periods(exclusion, agreement, period))


def budget_periods(exclusion: Exclusion, agreement: Agreement, period: Period) -> Sequence[Period]:
    """The periods of an exclusion's budget that touch a period; the period itself without a budget."""
    if exclusion.budget is None:
        return (period,)
    return Cycle(exclusion.budget.kind, agreement.zone).between(period.start, period.end)


def budget_in(exclusion: Exclusion) -> Fraction | None:
    """The seconds of a budget in each of its periods; None without one, 0 where it is not in seconds."""
    budget = exclusion.budget
    if budget is None:
        return None
    return budget.amount.seconds if isinstance(budget.amount, Duration) else Fraction(0)


def permitted(exclusion: Exclusion, agreement: Agreement, hours: Intervals) -> Intervals:
    """The part of some hours in which an exclusion permits work."""
    if not exclusion.windows or not hours:
        return hours
    return intersection(windows_of(exclusion, agreement, hours[0][0], hours[-1][1]), hours)
