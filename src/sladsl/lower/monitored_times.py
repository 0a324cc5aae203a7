"""When a monitored promise counts: service hours, the promise's own dates, and what is excluded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact import intervals as sets
from sladsl.exact import zones
from sladsl.exact.calendars import ALWAYS, Always, Between, Calendar, Difference, Union
from sladsl.exact.durations import Duration
from sladsl.exact.periods import Cycle
from sladsl.lower import monitoring as out
from sladsl.lower.stable_ids import stable_id
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.catalogue import Exclusion

_LONG_AGO = datetime(1971, 1, 1)
_FAR_AWAY = datetime(2500, 1, 1)
# Four years hold a leap year and every way the weekdays fall around it.
_SAMPLE_YEARS = 4


def hours_of(agreement: Agreement, promise: Guarantee) -> out.Hours | None:
    """The hours in which the promise counts, less the time outside its own dates; None for always."""
    calendar = promise.during or agreement.hours
    plain = calendar is None or calendar.is_always or isinstance(calendar.instants, Always)
    name = "always" if calendar is None or plain else stable_id(calendar.key)
    if name == "always" and not plain:
        name = "calendar always"  # outputs call time without hours `always`
    title = calendar.title.plain() if calendar is not None else ""
    times: Calendar = calendar.instants if calendar is not None and not plain else ALWAYS
    closed: list[Calendar] = []
    if promise.valid_from is not None:
        closed.append(Between(agreement.zone, _LONG_AGO, _midnight(promise.valid_from)))
        name += f" from {promise.valid_from.isoformat()}"
    if promise.valid_until is not None:
        after = _midnight(promise.valid_until + timedelta(days=1))
        closed.append(Between(agreement.zone, after, _FAR_AWAY))
        name += f" until {promise.valid_until.isoformat()}"
    if closed:
        return out.Hours(name, title, Difference(times, Union(tuple(closed))))
    return None if plain else out.Hours(name, title, times)


def exclusions_of(agreement: Agreement, promise: Guarantee) -> tuple[out.Exclusion, ...]:
    """What does not count, windows in the agreement's zone. A budget of the promise's own kind of period
    goes with it; `budget_findings` looks after all others."""
    found = {}
    for exclusion in promise.exclusions:
        budget, period = exclusion.budget, promise.period
        same = budget is not None and period is not None and budget.kind is period.kind
        cap = budget.amount if budget is not None and same else None
        found[exclusion.key] = out.Exclusion(
            id=stable_id(exclusion.key),
            title=exclusion.title.plain(),
            times=_times(agreement, exclusion),
            span=exclusion.span,
            cap_seconds=int(cap.seconds) if isinstance(cap, Duration) else None,
        )
    return tuple(found.values())


def budget_findings(agreement: Agreement, promise: Guarantee) -> Iterator[Diagnostic]:
    """Windows that add up to more than the budget of another kind of period than the promise's own."""
    for exclusion in promise.exclusions:
        budget, times = exclusion.budget, _times(agreement, exclusion)
        if budget is None or times is None or not isinstance(budget.amount, Duration):
            continue
        if promise.period is None or budget.kind is promise.period.kind:
            continue
        longest = _longest(times, Cycle(budget.kind, agreement.zone), agreement)
        if longest > budget.amount.seconds:
            yield Diagnostic(
                catalogue.EXCLUSION_OVER_CAP,
                f"`{exclusion.key}` has {Duration(Fraction(longest)).text()} of windows in one "
                f"{budget.period} and allows {budget.amount.text()}",
                (Label(exclusion.span),),
                help="raise the cap or shorten the windows: rules cannot choose which of them counts",
            )


def _times(agreement: Agreement, exclusion: Exclusion) -> Calendar | None:
    windows = tuple(window.in_zone(agreement.zone) for window in exclusion.windows)
    return (windows[0] if len(windows) == 1 else Union(windows)) if windows else None


def _longest(times: Calendar, cycle: Cycle, agreement: Agreement) -> int:
    first = agreement.effective.first if agreement.effective else date(2024, 1, 1)
    zone = zones.load(agreement.zone)
    start = zones.day_start(zone, first)
    end = zones.day_start(zone, date(first.year + _SAMPLE_YEARS, 12, 31))
    periods = cycle.between(start, end)
    found = times.intervals(periods[0].start, periods[-1].end)
    return max(sets.total(sets.clip(found, period.start, period.end)) for period in periods)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())
