"""Until when a credit may be claimed."""

from __future__ import annotations

from datetime import date

from sladsl.evaluate.books import Books
from sladsl.exact import zones
from sladsl.exact.durations import CalendarDays, Months, WorkingDays, Years
from sladsl.exact.opening import working_day_after
from sladsl.exact.periods import Period
from sladsl.model.agreements import Agreement


def lapsed(agreement: Agreement, period: Period, books: Books) -> str | None:
    """Why the credits of a period are not granted, in words; None when they are.

    Where credits are granted on request, the books say whether they were asked for in time; a period of which
    they say nothing was.
    """
    terms = agreement.credit_terms
    claim = books.claim(period.label)
    if terms is None or terms.claim_within is None or claim is None:
        return None
    due = claim_until(agreement, period)
    if claim.on is None:
        return "not claimed" + (f" until {due}" if due is not None else "")
    return f"claimed on {claim.on}, which is after {due}" if due is not None and claim.on > due else None


def claim_until(agreement: Agreement, period: Period) -> date | None:
    """The last date for a claim, counted from the period's last date in the agreement's zone.

    Working days are those of the agreement's hours. None where credits need no claim, or where the window
    counts hours, or working days of an agreement without any.
    """
    terms = agreement.credit_terms
    window = terms.claim_within if terms is not None else None
    if isinstance(window, WorkingDays) and agreement.hours is not None:
        first = max(window.count - 1, 0)
        return working_day_after(agreement.hours.instants, period.end, first, agreement.zone)
    if not isinstance(window, (CalendarDays, Months, Years)):
        return None
    return window.after(zones.wall(zones.load(agreement.zone), period.end - 1).date())
