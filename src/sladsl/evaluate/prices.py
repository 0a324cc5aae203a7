"""What amounts are worth in money: shares of fees, days of service, multiples of the price of time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

from sladsl.evaluate.books import NO_BOOKS, Books
from sladsl.evaluate.reasons import Reason, Why, because
from sladsl.evaluate.tiers import Undefined
from sladsl.exact import zones
from sladsl.exact.durations import CalendarDays, Duration, Months, TimeSpan, WorkingDays
from sladsl.exact.money import CurrencyMismatch, Money
from sladsl.exact.periods import DAY, MONTHS_IN_WORD, Cycle, Kind, Period
from sladsl.exact.quantities import Quantity
from sladsl.model.agreements import Agreement
from sladsl.model.credits import (
    AmountBase,
    DayPart,
    Fee,
    FeeShare,
    Points,
    PriceMultiple,
    RiskShare,
    ServiceTime,
)
from sladsl.records import record

HOUR = 3600
_LENGTHS = {"hour": Fraction(1, 24), "day": Fraction(1), "week": Fraction(7)}
"""Days of the fees whose time has one length."""


@record
class Prices:
    """What an agreement's amounts are worth in one period.

    The price of service is the sum of all fees that are paid for time. A fee for another stretch of time than
    the period counts by the dates that both have in common: a yearly fee is 31/365 of itself in January. What
    is invoiced is read in the books.
    """

    agreement: Agreement
    period: Period
    books: Books = NO_BOOKS

    def worth(
        self, base: AmountBase, seconds: Fraction | None = None, at: int | None = None
    ) -> Money | Quantity | Undefined:
        """An amount in money, or in points.

        `seconds` is the time that multiples of its price are of, `at` the instant before which charges of the
        days before count; without it that is the period's first. A share of a fee is a share of the fee as it
        is written, whatever the length of the period; of one that is invoiced, of what the period came to.
        """
        match base:
            case Money():
                return base
            case Points(quantity):
                return quantity
            case FeeShare():
                whole = self._fee(base, at)
                return whole if isinstance(whole, Undefined) else whole.share(base.ratio)
            case RiskShare(ratio):
                return self._at_risk(ratio)
            case ServiceTime(time, name):
                return self._service(time, name)
            case PriceMultiple(factor, name):
                if seconds is None:
                    return Undefined(Reason(Why.DOWN_UNKNOWN))
                first, end = self._dates(self.period)
                price = self._sum(name, lambda fee: self._price(fee, seconds, first, end))
                return price if isinstance(price, Undefined) else price * factor

    def _fee(self, share: FeeShare, at: int | None) -> Money | Undefined:
        fee = self.agreement.fee(share.fee)
        if fee is None:
            return Undefined(because(Why.NO_FEE, share.fee))
        first, end = self._dates(self.period)
        if share.before is not None:
            end = first if at is None else self._date(at)
            return self._paid(fee, end - timedelta(days=share.before.count), end)
        if not fee.invoiced:
            return fee.amount
        if share.following:
            first, end = self._dates(Cycle(Kind(fee.per), self.agreement.zone).containing(self.period.end))
        return self._paid(fee, first, end)

    def _at_risk(self, ratio: Fraction) -> Money | Undefined:
        terms = self.agreement.credit_terms
        if terms is None or terms.at_risk is None or isinstance(terms.at_risk, RiskShare):
            return Undefined(Reason(Why.NO_RISK))
        whole = self.worth(terms.at_risk)
        if isinstance(whole, Quantity):
            return Undefined(Reason(Why.RISK_NO_MONEY))
        return whole if isinstance(whole, Undefined) else whole.share(ratio)

    def _service(self, time: TimeSpan, name: str | None) -> Money | Undefined:
        if isinstance(time, CalendarDays):
            return self._sum(name, lambda fee: self._times(self._day(fee), Fraction(time.count)))
        if isinstance(time, Duration):
            return self._sum(name, lambda fee: self._times(self._day(fee), time.seconds / DAY))
        if isinstance(time, WorkingDays):
            return Undefined(because(Why.NO_DAY_PRICE, time.text()))
        count = time.count if isinstance(time, Months) else 12 * time.count
        return self._sum(name, lambda fee: self._times(self._month(fee), Fraction(count)))

    def _sum(self, name: str | None, price: Callable[[Fee], Money | Undefined]) -> Money | Undefined:
        """The price by one fee, or by all that are paid for time."""
        if name is not None:
            fee = self.agreement.fee(name)
            return price(fee) if fee is not None else Undefined(because(Why.NO_FEE, name))
        total: Money | None = None
        for fee in self.agreement.fees:
            if fee.per == "each":
                continue
            part = price(fee)
            if isinstance(part, Undefined):
                return part
            try:
                total = part if total is None else total + part
            except CurrencyMismatch as mixed:
                return Undefined(because(Why.NO_ONE_PRICE, str(mixed)))
        return total if total is not None else Undefined(Reason(Why.NO_FEES))

    @staticmethod
    def _times(price: Money | Undefined, count: Fraction) -> Money | Undefined:
        return price if isinstance(price, Undefined) else price * count

    def _price(self, fee: Fee, seconds: Fraction, first: date, end: date) -> Money | Undefined:
        """What was paid by a fee for so many seconds of the period."""
        if fee.per == "hour" and not fee.invoiced:
            return fee.amount * (seconds / HOUR)
        return self._times(self._paid(fee, first, end), seconds / self.period.length)

    def _day(self, fee: Fee) -> Money | Undefined:
        part = self.agreement.credit_terms.day if self.agreement.credit_terms is not None else None
        if part is None:
            first, end = self._dates(self.period)
            return self._times(self._paid(fee, first, end), Fraction(1, (end - first).days))
        if fee.per in _LENGTHS and not fee.invoiced:
            return fee.amount * (1 / _LENGTHS[fee.per])
        return self._times(self._month(fee), _of_month(part))

    def _month(self, fee: Fee) -> Money | Undefined:
        if fee.per in MONTHS_IN_WORD and not fee.invoiced:
            return fee.amount * Fraction(1, MONTHS_IN_WORD[fee.per])
        part = self.agreement.credit_terms.day if self.agreement.credit_terms is not None else None
        if part is not None and fee.per in _LENGTHS and not fee.invoiced:
            return fee.amount * (1 / _LENGTHS[fee.per] / _of_month(part))
        month = Cycle(Kind.MONTH, self.agreement.zone).containing(self.period.start)
        return self._paid(fee, *self._dates(month))

    def _paid(self, fee: Fee, first: date, end: date) -> Money | Undefined:
        """What is paid by a fee for the dates from `first` up to, and without, `end`.

        Before the agreement took effect nothing was charged.
        """
        zone = zones.load(self.agreement.zone)
        if fee.invoiced:
            effective = self.agreement.effective
            start = max(first, effective.first) if effective is not None else first
            found = self.books.charged(fee.name, fee.amount.currency, min(start, end), end)
            if found is None:
                last = (end - timedelta(days=1)).isoformat()
                return Undefined(because(Why.NOT_INVOICED, fee.name, str(first), last))
            return found
        if fee.per == "each":
            return Undefined(because(Why.PIECE_PRICE, fee.name))
        begins, stops = zones.day_start(zone, first), zones.day_start(zone, end)
        if fee.per == "hour":
            return fee.amount * Fraction(stops - begins, HOUR)
        part = Fraction(0)
        for paid in Cycle(Kind(fee.per), self.agreement.zone).between(begins, stops):
            begin, stop = self._dates(paid)
            part += Fraction(max((min(end, stop) - max(first, begin)).days, 0), (stop - begin).days)
        return fee.amount * part

    def _dates(self, period: Period) -> tuple[date, date]:
        """The first date of a period and the one after its last, in the agreement's zone."""
        return self._date(period.start), self._date(period.end)

    def _date(self, instant: int) -> date:
        return zones.wall(zones.load(self.agreement.zone), instant).date()


def _of_month(part: DayPart) -> Fraction:
    """A day as a part of a month, a month being a twelfth of a year."""
    return part.ratio if part.of == "month" else part.ratio * 12
