"""Until when a credit may be claimed."""

from __future__ import annotations

from datetime import date

from sladsl.exact import zones
from sladsl.exact.durations import CalendarDays, Months, Years
from sladsl.exact.periods import Period
from sladsl.model.agreements import Agreement


def claim_until(agreement: Agreement, period: Period) -> date | None:
    """The last date for a claim, counted from the period's last date in the agreement's zone.

    None where credits need no claim, or where the window counts working days or hours.
    """
    terms = agreement.credit_terms
    window = terms.claim_within if terms is not None else None
    if not isinstance(window, (CalendarDays, Months, Years)):
        return None
    return window.after(zones.wall(zones.load(agreement.zone), period.end - 1).date())
