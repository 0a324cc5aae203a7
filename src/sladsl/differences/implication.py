"""Whether one promise proves another: every course of events that keeps the first also keeps the second."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from sladsl.differences.spans_of_time import Stretch
from sladsl.evaluate.base import hours_of
from sladsl.exact.due_chains import Worst, worst
from sladsl.exact.due_times import DueTimes
from sladsl.exact.periods import Period
from sladsl.model.agreements import Agreement, Guarantee, limited_hours
from sladsl.prove.allowances import allowance, base_of, lost
from sladsl.prove.due import due_times
from sladsl.prove.left_out import most_excluded
from sladsl.prove.telling import clock_text, time_text
from sladsl.records import record


@record
class Bound:
    """A promise in the agreement that it holds in."""

    agreement: Agreement
    guarantee: Guarantee


# ---- availability


@record
class Excess:
    """A period in which one promise lets more be down than another allows; seconds."""

    period: Period
    found: Fraction
    allowed: Fraction


def excess(strong: Bound, weak: Bound, stretch: Stretch) -> Excess | None:
    """Where `strong` lets more be down than `weak` allows, at its worst; None when it proves `weak`."""
    loss, mine = lost(weak.guarantee), lost(strong.guarantee)
    worst_found: Excess | None = None
    for period in _periods(strong, weak, stretch):
        counted = hours_of(weak.guarantee, weak.agreement, period.start, period.end)
        base = base_of(weak.guarantee, counted, period.start)
        for used_up in (False, True):
            keys: Iterable[str] = [e.key for e in weak.guarantee.exclusions] if used_up else ()
            taken = min(base, most_excluded(weak.guarantee, weak.agreement, period, keys))
            allowed = loss.amount if loss.absolute else loss.amount * (base - taken)
            may = allowance(
                weak.agreement, weak.guarantee, strong.agreement, strong.guarantee, period, used_up
            )
            found = may.at(mine.amount)
            if found < allowed or (found == allowed and (loss.reached or not mine.reached)):
                continue
            if worst_found is None or found - allowed > worst_found.found - worst_found.allowed:
                worst_found = Excess(period, found, allowed)
    return worst_found


def _periods(strong: Bound, weak: Bound, stretch: Stretch) -> tuple[Period, ...]:
    """The weaker promise's periods in the stretch, whole ones where there are any; alike ones once."""
    cycle = weak.guarantee.period
    assert cycle is not None
    found = cycle.between(stretch.start, stretch.end)
    whole = tuple(p for p in found if stretch.start <= p.start and p.end <= stretch.end) or found
    if strong.guarantee.period == cycle and not any(_varies(b) for b in (strong, weak)):
        alike = {p.length: p for p in reversed(whole)}
        whole = tuple(sorted(alike.values(), key=lambda p: p.start))
    return whole


def _varies(bound: Bound) -> bool:
    limited = limited_hours(bound.guarantee, bound.agreement) is not None
    return limited or bool(bound.guarantee.exclusions)


def excess_text(excess: Excess, subject: str, other: str) -> str:
    """`in 2027-02 the new promise lets 3 h be down, the old one 40 min`."""
    return (
        f"in {excess.period.label} the {subject} promise lets {time_text(excess.found)} be down, "
        f"the {other} one {time_text(excess.allowed)}"
    )


def allowed_text(old: Bound, new: Bound, stretch: Stretch) -> str:
    """`43 min 12 s may be down in 2027-02 instead of 21 min 36 s`, in the first whole period."""
    (period, *_) = _periods(old, new, stretch)
    texts = []
    for bound in (new, old):
        loss = lost(bound.guarantee)
        hours = hours_of(bound.guarantee, bound.agreement, period.start, period.end)
        base = base_of(bound.guarantee, hours, period.start)
        texts.append(time_text(loss.amount if loss.absolute else loss.amount * base))
    return f"{texts[0]} may be down in {period.label} instead of {texts[1]}"


# ---- times


def due_functions(old: Bound, new: Bound, stretch: Stretch) -> tuple[DueTimes, DueTimes] | None:
    """Until when a case is in time, before and after; None where a clock never gets there."""
    before = due_times(old.guarantee, old.agreement, stretch.start, stretch.end)
    after = due_times(new.guarantee, new.agreement, stretch.start, stretch.end)
    return None if before is None or after is None else (before, after)


def later(late: DueTimes, early: DueTimes) -> Worst | None:
    """Where `late` is due after `early`, at its worst; None when it never is."""
    found = worst(late, early)
    return found if found.by > 0 else None


def due_text(start: int, before: DueTimes, after: DueTimes, zone: str) -> str:
    """`begun Fri 16:00, due Mon 10:00 instead of Fri 20:00`."""
    old, new = (clock_text(each.at(start), zone) for each in (before, after))
    return f"begun {clock_text(start, zone)}, due {new} instead of {old}"


def done_text(start: int, before: DueTimes, after: DueTimes, zone: str) -> str:
    """`begun Fri 16:00, done by Mon 10:00 instead of Fri 20:00`."""
    return (
        f"begun {clock_text(start, zone)}, done by {clock_text(after.at(start), zone)} "
        f"instead of {clock_text(before.at(start), zone)}"
    )
