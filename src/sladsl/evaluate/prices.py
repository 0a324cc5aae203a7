"""What amounts are worth in money: shares of fees, days of service, multiples of the price of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction

from sladsl.evaluate.tiers import Undefined
from sladsl.exact import zones
from sladsl.exact.durations import CalendarDays, Duration, Months, TimeSpan, WorkingDays
from sladsl.exact.money import CurrencyMismatch, Money
from sladsl.exact.periods import DAY, Cycle, Kind, Period
from sladsl.exact.quantities import Quantity
from sladsl.model.agreements import Agreement
from sladsl.model.credits import AmountBase, Fee, FeeShare, Points, PriceMultiple, ServiceTime

NOMINAL_DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 90, "year": 360}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


class DayLength(Enum):
    """What a day of service is a part of: the real days of the period, or 1/30 of a month.

    The second counts 30 days in every month, 90 in a quarter and 360 in a year.
    """

    CALENDAR = "calendar days"
    THIRTIETH = "1/30 of a month"


@dataclass(frozen=True, slots=True)
class Prices:
    """What an agreement's amounts are worth in one period.

    The price of service is the sum of all its fees. A fee for another stretch of time than the period
    counts by the dates that both have in common: a yearly fee is 31/365 of itself in January.
    """

    agreement: Agreement
    period: Period
    days: DayLength = DayLength.CALENDAR

    def worth(self, base: AmountBase, seconds: Fraction | None = None) -> Money | Quantity | Undefined:
        """An amount in money, or in points; `seconds` is the time that multiples of its price are of.

        A share of a fee is a share of the fee as it is written, whatever the length of the period.
        """
        match base:
            case Money():
                return base
            case Points(quantity):
                return quantity
            case FeeShare(ratio, name):
                fee = self.agreement.fee(name)
                return Undefined(f"there is no fee `{name}`") if fee is None else fee.amount.share(ratio)
            case ServiceTime(time):
                return self._service(time)
            case PriceMultiple(factor):
                if seconds is None:
                    return Undefined("the time down is not known")
                price = self._sum([self._accrued(fee, self.period) for fee in self.agreement.fees])
                if isinstance(price, Undefined):
                    return price
                return price * (factor * seconds / self.period.length)

    def _service(self, time: TimeSpan) -> Money | Undefined:
        if isinstance(time, CalendarDays):
            return self._sum([self._day(fee) * time.count for fee in self.agreement.fees])
        if isinstance(time, Duration):
            days = time.seconds / DAY
            return self._sum([self._day(fee) * days for fee in self.agreement.fees])
        if isinstance(time, WorkingDays):
            return Undefined(f"{time.text()} of service has no price: a fee is paid for all days alike")
        count = time.count if isinstance(time, Months) else 12 * time.count
        return self._sum([self._month(fee) * count for fee in self.agreement.fees])

    def _sum(self, prices: list[Money]) -> Money | Undefined:
        if not prices:
            return Undefined("service has no price: the agreement names no fee")
        try:
            return sum(prices[1:], prices[0])
        except CurrencyMismatch as mixed:
            return Undefined(f"service has no one price: {mixed}")

    def _day(self, fee: Fee) -> Money:
        if self.days is DayLength.THIRTIETH:
            return fee.amount * Fraction(1, NOMINAL_DAYS[fee.per])
        first, end = self._dates(self.period)
        return self._accrued(fee, self.period) * Fraction(1, (end - first).days)

    def _month(self, fee: Fee) -> Money:
        if fee.per in _MONTHS:
            return fee.amount * Fraction(1, _MONTHS[fee.per])
        if self.days is DayLength.THIRTIETH:
            return self._day(fee) * NOMINAL_DAYS["month"]
        return self._accrued(fee, Cycle(Kind.MONTH, self.agreement.zone).containing(self.period.start))

    def _accrued(self, fee: Fee, period: Period) -> Money:
        """What is paid by a fee for the dates of a period."""
        first, end = self._dates(period)
        part = Fraction(0)
        for paid in Cycle(Kind(fee.per), self.agreement.zone).between(period.start, period.end):
            begin, stop = self._dates(paid)
            part += Fraction(max((min(end, stop) - max(first, begin)).days, 0), (stop - begin).days)
        return fee.amount * part

    def _dates(self, period: Period) -> tuple[date, date]:
        """The first date of a period and the one after its last, in the agreement's zone."""
        zone = zones.load(self.agreement.zone)
        return zones.wall(zone, period.start).date(), zones.wall(zone, period.end).date()
