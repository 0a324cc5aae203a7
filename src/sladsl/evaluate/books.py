"""What was invoiced and what was claimed: the facts of money that no measurement shows."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from sladsl.exact.money import Money
from sladsl.records import record


@record
class Charged:
    """What was charged by a named fee for the dates from `first` to `last`, both counted in.

    `origin` says where it was read: a file and a row, or a line of a scenario.
    """

    fee: str
    first: date
    last: date
    amount: Money
    origin: str = ""

    def within(self, first: date, end: date) -> Money:
        """The part for the dates from `first` up to, and without, `end`: all of its dates weigh the same."""
        after = self.last + timedelta(days=1)
        shared = (min(end, after) - max(first, self.first)).days
        return self.amount * Fraction(max(shared, 0), (after - self.first).days)


@record
class Claim:
    """When the credits of a period were claimed; `on` None is never. `period` is its label."""

    period: str
    on: date | None


@record
class Books:
    """All charges and claims that are known. Of a period without an entry the claim came in time."""

    charges: tuple[Charged, ...] = ()
    claims: tuple[Claim, ...] = ()

    def charged(self, fee: str, currency: str, first: date, end: date) -> Money | None:
        """What a fee came to for the dates from `first` up to, and without, `end`; None when a date of them
        stands in no charge."""
        mine = [c for c in self.charges if c.fee == fee and c.amount.currency == currency]
        at = first
        for each in sorted(mine, key=lambda c: c.first):
            if each.first <= at <= each.last:
                at = each.last + timedelta(days=1)
        if at < end:
            return None
        return sum((c.within(first, end) for c in mine), Money(Fraction(0), currency))

    def claim(self, period: str) -> Claim | None:
        """The last word on the claim for a period."""
        return next((c for c in reversed(self.claims) if c.period == period), None)


NO_BOOKS = Books()
