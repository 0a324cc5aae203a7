"""Finds promises in minutes beside the same promise in per cent that are the same only in some months."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.evaluate.base import hours_of
from sladsl.exact.durations import Duration
from sladsl.exact.intervals import total
from sladsl.exact.periods import Period
from sladsl.exact.ratio import percent
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.credits import CreditScheme, Tier
from sladsl.model.metrics import Holds, ShareOfTime, TimeInState
from sladsl.model.supports import overlap, phase
from sladsl.model.values import Ratio, Value
from sladsl.model.written import period_text, target_text, tier_text
from sladsl.prove.allowances import is_availability
from sladsl.prove.horizon import instants
from sladsl.prove.telling import time_text
from sladsl.rules.index import Index, hours_key
from sladsl.source import Span


@dataclass(frozen=True, slots=True)
class _Columns:
    """One number in per cent and one in seconds, each where it is written, with the words for it there.

    What `pays` is a row that applies to what is worse; a target is kept by what is better.
    """

    share: Fraction
    seconds: Fraction
    spans: tuple[Span, Span]
    said: tuple[str, str]
    pays: bool

    def lost(self, base: int) -> Fraction:
        """The seconds that the percentage lets be lost of so many."""
        return (1 - self.share) * base


@dataclass(frozen=True, slots=True)
class _Bases:
    """The shortest and the longest period of a promise, each with the seconds that count in it."""

    least: tuple[int, Period]
    most: tuple[int, Period]


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per pair of promises about the same time down, the first of their rows that disagrees."""
    for agreement in index.agreements:
        shares = [g for g in agreement.guarantees if _is_share(g)]
        times = [g for g in agreement.guarantees if shares and _is_time(g)]
        for share in shares:
            for time in times:
                if _same(agreement, share, time):
                    yield from _disagree(index, agreement, share, time)


def _is_share(guarantee: Guarantee) -> bool:
    formula = guarantee.metric.formula
    up = isinstance(formula, ShareOfTime) and formula.condition == Holds("up")
    return up and guarantee.metric.denominator is None and is_availability(guarantee)


def _is_time(guarantee: Guarantee) -> bool:
    return isinstance(guarantee.metric.formula, TimeInState) and is_availability(guarantee)


def _same(agreement: Agreement, share: Guarantee, time: Guarantee) -> bool:
    """Whether both are about the same services in the same periods and hours, and leave out the same."""
    return (
        share.period == time.period
        and {s.key for s in share.services} == {s.key for s in time.services}
        and hours_key(agreement, share) == hours_key(agreement, time)
        and {e.key for e in share.exclusions} == {e.key for e in time.exclusions}
        and share.applies == time.applies
        and overlap(phase(share), phase(time)) is not None
    )


def _disagree(index: Index, agreement: Agreement, share: Guarantee, time: Guarantee) -> Iterator[Diagnostic]:
    bases = _bases(index, agreement, share)
    if bases is None:
        return
    found = [each for each in _columns(share, time) if _between(each, bases)]
    if found:
        yield _finding(agreement, share, time, found, bases)


def _bases(index: Index, agreement: Agreement, guarantee: Guarantee) -> _Bases | None:
    """Whole periods only: what is cut off by the term is no other month."""
    assert guarantee.period is not None  # what `is_availability` asks for
    term = overlap(index.term(agreement), phase(guarantee))
    if term is None:
        return None
    start, end = instants(term, agreement.zone)
    whole = [p for p in guarantee.period.between(start, end) if start <= p.start and p.end <= end]
    known = [(total(hours_of(guarantee, agreement, p.start, p.end)), p) for p in whole]
    if not known:
        return None
    return _Bases(min(known, key=lambda each: each[0]), max(known, key=lambda each: each[0]))


def _between(columns: _Columns, bases: _Bases) -> bool:
    """Whether the percentage allows less than the minutes in one period, and more in another."""
    return columns.lost(bases.least[0]) < columns.seconds < columns.lost(bases.most[0])


def _columns(share: Guarantee, time: Guarantee) -> Iterator[_Columns]:
    """The two targets, and then row by row their scales, where these have as many rows."""
    assert isinstance(share.target, Ratio)
    assert isinstance(time.target, Duration)
    said = (f"{share.name} {target_text(share)}", f"{time.name} {target_text(time)}")
    yield _Columns(
        share.target.value, time.target.seconds, (share.target_span, time.target_span), said, False
    )
    rows, others = _rows(share.credit), _rows(time.credit)
    if len(rows) == len(others):
        for row, other in zip(rows, others, strict=True):
            one, two = _bound(row, higher=True), _bound(other, higher=False)
            if isinstance(one, Ratio) and isinstance(two, Duration):
                said = (tier_text(row), tier_text(other))
                yield _Columns(one.value, two.seconds, (row.span, other.span), said, True)


def _rows(scheme: CreditScheme | None) -> tuple[Tier, ...]:
    return scheme.tiers if scheme is not None else ()


def _bound(tier: Tier, *, higher: bool) -> Value | None:
    """Where a row begins, seen from the target."""
    if tier.bound is not None or tier.range is None:
        return tier.bound
    return tier.range.high if higher else tier.range.low


def _finding(
    agreement: Agreement, share: Guarantee, time: Guarantee, found: list[_Columns], bases: _Bases
) -> Diagnostic:
    first = found[0]
    (short, least), (long, most) = bases.least, bases.most
    low, high = first.lost(short), first.lost(long)
    each = period_text(share.period).removeprefix(" per ")
    said = f"`{percent(first.share)}` and `{Duration(first.seconds).text()}`"
    inside, outside = _round(low, first.seconds), _round(first.seconds, high)
    says = f"keep `{first.said[1]}` and break `{first.said[0]}`"
    if first.pays:
        says = f"are `{first.said[0]}` and not `{first.said[1]}`"
    notes = [
        f"{percent(first.share)} allows {time_text(low)} down in {least.label}, which has "
        f"{time_text(Fraction(short))}, and {time_text(high)} in {most.label}, which has "
        f"{time_text(Fraction(long))}",
        f"{time_text(inside)} down in {least.label} {says}; {time_text(outside)} down in {most.label}: the "
        "other way round",
    ]
    if len(found) > 1:
        others = ", ".join(f"`{c.said[0]}` and `{c.said[1]}`" for c in found[1:])
        notes.append(f"so do {others}")
    terms = agreement.credit_terms
    if terms is not None and terms.combine == "agreeing" and share.credit and time.credit:
        notes.append("`combine agreeing` asks both for the same credit: where they differ, nobody can say it")
    return Diagnostic(
        catalogue.COLUMNS_AGREE,
        f"`{agreement.key}` promises {said} as if they were the same, and they are only in some of the "
        f"{each}s",
        (Label(first.spans[0], "in per cent"), Label(first.spans[1], "in time")),
        tuple(notes),
        help="keep one of the two, or take the share of a time of one length, as in `share of time where up "
        "of 43_200 min` for a month",
    )


def _round(low: Fraction, high: Fraction) -> Fraction:
    """A time between two others that is easy to read: whole minutes, else whole seconds, else the middle."""
    for unit in (60, 1):
        place = (low // unit + 1) * unit
        if place < high:
            return Fraction(place)
    return (low + high) / 2
