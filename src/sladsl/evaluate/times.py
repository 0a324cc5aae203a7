"""Metrics of cases: times from one event to another, with a limit for all, a share or a percentile."""

from __future__ import annotations

from fractions import Fraction

from sladsl.evaluate.base import excluded_times, term_of
from sladsl.evaluate.clocks import Clock, Timed, due_of, pauses, timed
from sladsl.evaluate.events import ATTRIBUTED, NO_CASES, nearest_rank
from sladsl.evaluate.facts import Case, ServiceFacts
from sladsl.evaluate.reasons import Reason, Why, because
from sladsl.evaluate.results import Counted, LeftOut, Measured
from sladsl.exact import zones
from sladsl.exact.calendars import ALWAYS
from sladsl.exact.durations import CalendarDays, Deadline, Duration, Months, WorkingDays, Years
from sladsl.exact.intervals import Interval, Intervals, contains, union
from sladsl.exact.opening import add
from sladsl.exact.periods import Period
from sladsl.model import metrics as m
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.credits import Amount
from sladsl.model.metrics import Switches
from sladsl.model.values import Ratio, Value
from sladsl.syntax.words import Comparator

NO_CASE = Reason(Why.NO_CASE)
_DAY = 86_400
UPPER: tuple[Comparator, ...] = ("<=", "<")
"""Limits that a case which has not ended fails as soon as its time is over."""
NO_LIMIT = Duration(Fraction(1 << 62))


def time_between(
    formula: m.TimeBetween,
    guarantee: Guarantee,
    agreement: Agreement,
    switches: Switches,
    cases: tuple[Case, ...] | None,
    facts: ServiceFacts,
    period: Period,
) -> Measured:
    """Times of cases against their limit: the share in time where a share is required, the percentile asked
    for, else the longest of them. A case that has not ended counts once it is late.

    The clock runs in the hours of the promise and not in excluded time. Everything that the data know is
    used, also of the time after the period.
    """
    if cases is None:
        return Measured(None, None, None, "cases", reason=NO_CASES)
    mine, open_switches = _cases_of(formula, guarantee, agreement, switches, cases, period)
    if not mine:
        return Measured(None, None, None, "cases", reason=NO_CASE, open=open_switches)
    begins = min([period.start, *(min(c.events.values()) for c in mine)])
    now = max([period.end, *(t for c in mine for t in c.events.values())])
    limit = guarantee.target
    if not isinstance(limit, (Duration, WorkingDays, CalendarDays, Months, Years, Deadline)):
        limit = NO_LIMIT
    clock = clock_of(guarantee, agreement, facts, begins, now)
    done: list[Timed] = []
    left_out: list[LeftOut] = []
    for case in mine:
        one = timed(
            case,
            formula,
            guarantee.comparator,
            limit,
            clock,
            switches.pause,
            now,
            elapsed=in_elapsed(switches),
        )
        if one is None:
            reason = because(Why.NO_MOMENT, formula.first)
            left_out.append(LeftOut(case.id, None, Fraction(1), reason, None))
        elif not one.ended and not (one.late or (one.failed and guarantee.comparator in UPPER)):
            left_out.append(LeftOut(case.id, None, Fraction(1), Reason(Why.STILL_OPEN), None))
        else:
            done.append(one)
    late = tuple(
        Counted(t.case.id, _late_from(t, guarantee, agreement, facts, now), Fraction(t.late), t.case.origin)
        for t in done
        if t.failed
    )
    if not done:
        return Measured(None, None, None, "cases", (), tuple(left_out), NO_CASE, open_switches)
    whole = Fraction(len(done))
    in_time = whole - len(late)
    times = [Fraction(t.seconds) for t in done]
    value: Value
    if guarantee.share is not None:
        value = Ratio(in_time / whole)
    elif guarantee.percentile is not None:
        value = Duration(nearest_rank(times, guarantee.percentile))
    elif guarantee.comparator in (">=", ">"):
        value = Duration(min(times))
    else:
        value = Duration(max(times))
    return Measured(value, in_time, whole, "cases", late, tuple(left_out), None, open_switches)


def _late_from(
    one: Timed, guarantee: Guarantee, agreement: Agreement, facts: ServiceFacts, now: int
) -> Interval | None:
    """From when until when a case was late; told only where credits are counted by dates."""
    formula = guarantee.metric.formula
    if not counts_dates(guarantee) or not isinstance(formula, m.TimeBetween):
        return None
    dates = [amount.dates for amount in amounts_of(guarantee)]
    if any(each is not None and each.from_start for each in dates):
        zone = zones.load(agreement.zone)
        due: int | None = zones.day_start(zone, zones.wall(zone, one.case.events[formula.first]).date())
    else:
        due = deadline_of(one.case, guarantee, agreement, facts)
    stop = one.case.events[formula.last] if one.ended else now
    return (due, stop) if due is not None and due < stop else None


def counts_dates(guarantee: Guarantee) -> bool:
    """Whether a credit of the promise is counted by dates, so that each delay has to be known by its own."""
    return any(amount.dates is not None for amount in amounts_of(guarantee))


def amounts_of(guarantee: Guarantee) -> tuple[Amount, ...]:
    """Everything that a miss of the promise may cost."""
    return guarantee.credit.amounts if guarantee.credit is not None else ()


def _cases_of(
    formula: m.TimeBetween,
    guarantee: Guarantee,
    agreement: Agreement,
    switches: Switches,
    cases: tuple[Case, ...],
    period: Period,
) -> tuple[list[Case], tuple[str, ...]]:
    """The cases of the promise in the period, and what the source should have said about which those are."""
    wanted = guarantee.priority.name if guarantee.priority else None
    term = term_of(guarantee, agreement, period)
    mine: list[Case] = []
    open_switches: tuple[str, ...] = ()
    for case in cases:
        if wanted is not None and case.priority != wanted:
            continue
        inside = _belongs(case, switches.attributed or "opened", formula, term)
        if switches.attributed is None and inside is not _belongs(case, "closed", formula, term):
            open_switches = (ATTRIBUTED,)
        if inside:
            mine.append(case)
    return mine, open_switches


def _belongs(case: Case, event: str, formula: m.TimeBetween, term: Intervals) -> bool:
    """`opened` and `closed` stand for the two events of the metric where a case has no such event itself."""
    name = event
    if event not in case.events:
        name = {"opened": formula.first, "closed": formula.last}.get(event, event)
    instant = case.events.get(name)
    return instant is not None and contains(term, instant)


def clock_of(guarantee: Guarantee, agreement: Agreement, facts: ServiceFacts, start: int, end: int) -> Clock:
    """The hours in which the promise's clock runs, known in advance for all of its cases."""
    reach = Period(start // _DAY * _DAY - _DAY, end // _DAY * _DAY + 2 * _DAY, "")
    excluded = union(
        *(excluded_times(each, guarantee, agreement, facts, reach) for each in guarantee.exclusions)
    )
    calendar = guarantee.during or agreement.hours
    instants = calendar.instants if calendar is not None else ALWAYS
    return Clock(instants, excluded, agreement.zone, reach.start, reach.end)


def in_elapsed(switches: Switches) -> bool:
    """Whether a pause gives back all the time it lasted, not only what the clock would have counted."""
    return switches.pause_in == "elapsed time"


def deadline_of(
    case: Case, guarantee: Guarantee, agreement: Agreement, facts: ServiceFacts | None = None
) -> int | None:
    """The last instant at which a case is in time, its pauses so far counted; None where there is none."""
    formula, limit = guarantee.metric.formula, guarantee.target
    begun = case.events.get(formula.first) if isinstance(formula, m.TimeBetween) else None
    if begun is None or not isinstance(limit, (Duration, WorkingDays, CalendarDays, Months, Years, Deadline)):
        return None
    switches = guarantee.switches.over(guarantee.metric.switches)
    last = max(t for span in case.states for t in (span.start, span.end or begun)) if case.states else begun
    clock = clock_of(guarantee, agreement, facts or ServiceFacts(), begun, max(last, begun))
    stood = pauses(case, switches.pause, begun, max(last, begun))
    if not isinstance(limit, Duration):
        return due_of(begun, limit, clock, stood, elapsed=in_elapsed(switches))
    due = add(clock.calendar, begun, int(limit.seconds))
    for start, end in stood:
        if due is not None and start < due:
            given_back = end - start if in_elapsed(switches) else clock.running(start, end)
            due = add(clock.calendar, due, given_back)
    return due
