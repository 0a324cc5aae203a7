"""What a scenario says was invoiced and claimed, as books."""

from __future__ import annotations

from datetime import date, timedelta

from sladsl.evaluate.books import Books, Charged, Claim
from sladsl.exact import zones
from sladsl.exact.periods import Cycle, Kind, Period, kind_of
from sladsl.model.agreements import Agreement
from sladsl.model.policies import FeeCharged, Scenario


def books_of(scenario: Scenario, agreement: Agreement, label: str, period: Period) -> Books:
    """Charges with their dates and claims with their periods; `period` is the one in hand, called `label`."""
    charges = []
    for each in scenario.charges:
        first, last = each.dates or _dates(_period(each, agreement) or period, agreement)
        charges.append(Charged(each.fee, first, last, each.amount, f"line {each.span.line}"))
    claims = tuple(Claim(each.period or label, each.on) for each in scenario.claims)
    return Books(tuple(charges), claims)


def _period(charge: FeeCharged, agreement: Agreement) -> Period | None:
    if charge.period is None:
        return None
    return Cycle(kind_of(charge.period) or Kind.MONTH, agreement.zone).at(charge.period)


def _dates(period: Period, agreement: Agreement) -> tuple[date, date]:
    zone = zones.load(agreement.zone)
    end = zones.wall(zone, period.end).date()
    return zones.wall(zone, period.start).date(), end - timedelta(days=1)
