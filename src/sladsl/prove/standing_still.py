"""Whether a time that keeps another one does so while clocks stand still: in pauses, in what is left out."""

from __future__ import annotations

from fractions import Fraction

from sladsl.exact.calendars import ALWAYS, Calendar
from sladsl.exact.due_chains import worst
from sladsl.exact.durations import CalendarDays, Deadline, Duration, Months, Years
from sladsl.exact.intervals import difference
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.prove.due import calendar_of, due_times, most_open
from sladsl.prove.steps import pause_of
from sladsl.records import replace

_BY_DATES = (CalendarDays, Months, Years)


def _ever_still(guarantee: Guarantee) -> bool:
    """Whether the clock of a time limit ever does."""
    return pause_of(guarantee) is not None or bool(guarantee.exclusions)


def moves_alike(
    lower: tuple[Agreement, Guarantee], upper: tuple[Agreement, Guarantee], first: int, end: int
) -> bool:
    """Whether cases that keep the limit below keep the one above, both clocks standing still in the same
    states and for the same causes, where those that never pause do; by the hours in [first, end).

    A pause is open time that is given back. In the same hours both get the same back; in fewer hours than
    those below the upper clock counts no more than the lower one; in others the upper one may run on.
    """
    below, above = lower[1], upper[1]
    one, two = below.target, above.target
    if isinstance(two, Deadline) and _excludes_more(above, below):
        return False  # that may be the end of a day of the upper clock alone
    if not _ever_still(below):
        return True
    if isinstance(one, _BY_DATES) and isinstance(two, _BY_DATES):
        return True
    hours, theirs = (_hours(*each).intervals(first, end) for each in (lower, upper))
    if hours != theirs:
        longest, allowed = most_open(below), most_open(above)
        less = longest is not None and allowed is not None and longest <= allowed
        return less and not difference(theirs, hours)
    if type(one) is type(two) and not (below.exclusions and isinstance(one, Deadline)):
        return isinstance(one, Duration) or not below.exclusions or lower[0].zone == upper[0].zone
    if below.exclusions:
        return (one, lower[0].zone) == (two, upper[0].zone)
    if _in_elapsed_time(below) and hours != ((first, end),):
        return False
    return not isinstance(one, Duration) or _with_more(lower, upper, first, end)


def _excludes_more(above: Guarantee, below: Guarantee) -> bool:
    mine = {each.key for each in below.exclusions}
    return any(each.key not in mine for each in above.exclusions)


def _hours(agreement: Agreement, guarantee: Guarantee) -> Calendar:
    """The hours of which a pause gives time back: all of them where days are counted by their dates."""
    return ALWAYS if isinstance(guarantee.target, _BY_DATES) else calendar_of(guarantee, agreement)


def _in_elapsed_time(guarantee: Guarantee) -> bool:
    return guarantee.switches.over(guarantee.metric.switches).pause_in != "counted hours"


def _with_more(
    lower: tuple[Agreement, Guarantee], upper: tuple[Agreement, Guarantee], first: int, end: int
) -> bool:
    """Whether the limit below keeps the other one with a second more of open time. What is used up when the
    hours close is in time until they open again, and a pause that ends then does not say so."""
    longest = most_open(lower[1])
    assert longest is not None
    more = replace(lower[1], target=Duration(Fraction(longest + 1)), comparator="<=")
    late, early = due_times(more, lower[0], first, end), due_times(upper[1], upper[0], first, end)
    return late is not None and early is not None and worst(late, early).by <= 0
