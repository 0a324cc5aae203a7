"""Agreements as they are not: in force over other dates, or with another target, to try drafts on a past."""

from __future__ import annotations

from datetime import date, timedelta

from sladsl.exact.durations import CalendarDays, Duration, Months, WorkingDays, Years
from sladsl.exact.quantities import Quantity, same_family
from sladsl.model.agreements import Agreement, Effective, Guarantee
from sladsl.model.metrics import TimeBetween
from sladsl.model.values import Value
from sladsl.records import replace

_DAY = timedelta(days=1)


def in_force_over(agreement: Agreement, first: date, last: date) -> Agreement:
    """The agreement as if it were in force from `first` to `last`, both included.

    One whose own term holds both dates stays as it is. Of any other the term begins on `first` and does not
    end, and the dates from and until which single promises hold move by as many months as the term does; in
    an agreement without a term the earliest date from which one holds stands for its beginning.
    """
    term = agreement.effective
    if term is not None and term.first <= first and term.in_force(last):
        return agreement
    starts = [g.valid_from for g in agreement.promises if g.valid_from is not None]
    begun = term.first if term is not None else min(starts, default=None)
    months = (first.year - begun.year) * 12 + first.month - begun.month if begun is not None else 0
    span = term.span if term is not None else agreement.span
    return replace(
        agreement,
        effective=Effective(first, None, None, None, span),
        guarantees=tuple(_moved(g, months) for g in agreement.guarantees),
        inherited=tuple((key, _moved(g, months)) for key, g in agreement.inherited),
    )


def with_target(agreement: Agreement, key: str, target: Value) -> Agreement:
    """The agreement with another target in the promise of that key; everything else stays as it is."""

    def changed(guarantee: Guarantee) -> Guarantee:
        return replace(guarantee, target=target) if guarantee.key == key else guarantee

    return replace(
        agreement,
        guarantees=tuple(changed(g) for g in agreement.guarantees),
        inherited=tuple((above, changed(g)) for above, g in agreement.inherited),
    )


def can_be_target(guarantee: Guarantee, value: Value) -> bool:
    """Whether a value is of the kind that the promise is held against."""
    target = guarantee.target
    if isinstance(target, Quantity):
        return isinstance(value, Quantity) and same_family(value.unit, target.unit)
    if isinstance(guarantee.metric.formula, TimeBetween):
        return isinstance(value, (Duration, WorkingDays, CalendarDays, Months, Years))
    return type(value) is type(target)


def _moved(guarantee: Guarantee, months: int) -> Guarantee:
    begins, ends = guarantee.valid_from, guarantee.valid_until
    if begins is not None:
        begins = Months(months).after(begins)
    if ends is not None:
        # By the day after, so that the last day of a month becomes the last day of a month.
        ends = Months(months).after(ends + _DAY) - _DAY
    return replace(guarantee, valid_from=begins, valid_until=ends)
