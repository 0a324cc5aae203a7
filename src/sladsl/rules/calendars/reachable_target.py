"""Finds targets that the hours of the whole term cannot reach, and hours that never open in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction
from math import ceil

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact import zones
from sladsl.exact.durations import Duration
from sladsl.exact.intervals import clip, total
from sladsl.exact.periods import Kind
from sladsl.model.agreements import Agreement, Guarantee, limited_hours
from sladsl.model.catalogue import Calendar
from sladsl.model.metrics import TimeBetween, TimeInState
from sladsl.model.supports import overlap, phase
from sladsl.model.written import measurand, period_text, target_text
from sladsl.prove.horizon import instants
from sladsl.rules.index import Index
from sladsl.rules.say import headline

_QUARTER = 92 * 86_400


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per calendar that never opens in an agreement's term, and per target out of reach."""
    opens: dict[tuple[int, int, int], bool] = {}
    too_few: dict[tuple[int, int, int, int], int | None] = {}
    for agreement in index.agreements:
        told: set[int] = set()
        for guarantee in agreement.guarantees:
            calendar = limited_hours(guarantee, agreement)
            days = overlap(index.term(agreement), phase(guarantee)) if calendar is not None else None
            if calendar is None or days is None:
                continue
            first, end = instants(days, agreement.zone)
            key = (id(calendar), first, end)
            if key not in opens:
                opens[key] = _opens(calendar, first, end)
            if not opens[key]:
                if id(calendar) not in told:
                    told.add(id(calendar))
                    yield _never_open(agreement, guarantee, calendar, first, end)
                continue
            target = guarantee.target
            if not isinstance(target, Duration):
                continue
            ends = agreement.effective is not None and agreement.effective.until is not None
            if ends and isinstance(guarantee.metric.formula, TimeBetween):
                asked = (*key, ceil(target.seconds))
                if asked not in too_few:
                    too_few[asked] = _too_few(calendar, *asked[1:])
                whole = too_few[asked]
                if whole is not None:
                    yield _too_long(agreement, guarantee, calendar, target, first, end, whole)
            if isinstance(guarantee.metric.formula, TimeInState):
                yield from _more_than_open(agreement, guarantee, calendar, target, first, end)


def _opens(calendar: Calendar, first: int, end: int) -> bool:
    """Whether there is any open time; looked up by quarters of a year, since most open at once."""
    return any(calendar.instants.intervals(at, min(at + _QUARTER, end)) for at in range(first, end, _QUARTER))


def _too_few(calendar: Calendar, first: int, end: int, wanted: int) -> int | None:
    """The open seconds, where they are fewer than wanted; mostly a quarter of a year has enough."""
    found = 0
    for at in range(first, end, _QUARTER):
        found += total(calendar.instants.intervals(at, min(at + _QUARTER, end)))
        if found >= wanted:
            return None
    return found


def _never_open(
    agreement: Agreement, guarantee: Guarantee, calendar: Calendar, first: int, end: int
) -> Diagnostic:
    return Diagnostic(
        catalogue.REACHABLE_TARGET,
        f"`{calendar.key}` is never open in the term of `{agreement.key}`: "
        f"`{measurand(guarantee)} {target_text(guarantee)}` is about no time at all",
        (
            Label(guarantee.target_span, "promised in those hours"),
            Label(headline(calendar.span), "never open in the term"),
            _term(agreement),
        ),
        (f"looked at {_days(agreement, first, end)}",),
        help="correct the hours, or the dates and calendars they are made of",
    )


def _too_long(
    agreement: Agreement,
    guarantee: Guarantee,
    calendar: Calendar,
    target: Duration,
    first: int,
    end: int,
    whole: int,
) -> Diagnostic:
    """A limit on cases that is longer than all the open time of the term, `whole` seconds."""
    return Diagnostic(
        catalogue.REACHABLE_TARGET,
        f"`{measurand(guarantee)} {target_text(guarantee)}` cannot fall due: `{calendar.key}` is "
        f"open for {_hours(whole)} in the whole term of `{agreement.key}`",
        (
            Label(guarantee.target_span, f"{target.text()} of open time"),
            Label(headline(calendar.span), f"open for {_hours(whole)}"),
            _term(agreement),
        ),
        (f"looked at {_days(agreement, first, end)}: a case begun on the first day is due after the last",),
        help="write the limit that is meant, in hours of that calendar",
    )


def _more_than_open(
    agreement: Agreement, guarantee: Guarantee, calendar: Calendar, target: Duration, first: int, end: int
) -> Iterator[Diagnostic]:
    """More minutes down, or up, than the hours of any one period have."""
    cycle, formula = guarantee.period, guarantee.metric.formula
    assert isinstance(formula, TimeInState)
    if cycle is None or cycle.kind in (Kind.ROLLING, Kind.TRAILING):
        return
    periods = [p for p in cycle.between(first, end) if first <= p.start and p.end <= end]
    if not periods:
        return
    most, period = max(
        ((total(clip(calendar.instants.intervals(p.start, p.end), p.start, p.end)), p) for p in periods),
        key=lambda found: found[0],
    )
    limited = guarantee.comparator in ("<=", "<")
    if most >= target.seconds if not limited else most > target.seconds:
        return
    never = "missed" if limited else "met"
    yield Diagnostic(
        catalogue.REACHABLE_TARGET,
        f"`{measurand(guarantee)} {target_text(guarantee)}` can never be {never}: `{calendar.key}` is open "
        f"for at most {_hours(most)}{period_text(cycle)}",
        (
            Label(guarantee.target_span, f"{target.text()}{period_text(cycle)}"),
            Label(headline(calendar.span), f"open for at most {_hours(most)}"),
        ),
        (f"the most is open in {period.label}: {_hours(most)}",),
        help="write the time that is meant, or promise it at other hours",
    )


def _term(agreement: Agreement) -> Label:
    effective = agreement.effective
    if effective is None:
        return Label(headline(agreement.span), "at any time")
    return Label(effective.span, "the term")


def _days(agreement: Agreement, first: int, end: int) -> str:
    zone = zones.load(agreement.zone)
    last = zones.wall(zone, end).date() - timedelta(days=1)
    return f"from {zones.wall(zone, first).date()} to {last}"


def _hours(seconds: int) -> str:
    return Duration(Fraction(seconds)).text()
