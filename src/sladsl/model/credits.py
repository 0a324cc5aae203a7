"""Money as it is meant: fees, amounts, and the credits of a missed or exceeded promise."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, TypeAlias

from sladsl.exact.durations import CalendarDays, Duration, TimeSpan
from sladsl.exact.money import Money
from sladsl.exact.quantities import Quantity
from sladsl.exact.ratio import Rounding
from sladsl.model.values import Ratio, Value, Words, less
from sladsl.records import record
from sladsl.source import Span
from sladsl.syntax.words import Basis, Combination, TierWord


@record
class Fee:
    """A named fee; `per` is the word of its period (`hour`, `month`, `year`), or `each` of pieces.

    Of a fee that is `invoiced` only the currency is agreed: `amount` is nothing, and the invoices say how
    much it came to.
    """

    name: str
    title: Words
    amount: Money
    per: str
    span: Span
    invoiced: bool = False


@record
class FeeShare:
    """A share of a named fee; `parts` are the factors of `ratio` where it is a share of a share.

    `following` is the fee of the time after the period. `before` are so many days before what is credited, of
    which everything charged counts.
    """

    ratio: Fraction
    fee: str
    parts: tuple[Fraction, ...] = ()
    following: bool = False
    before: CalendarDays | None = None


@record
class RiskShare:
    """A share of the amount that the agreement puts at risk, with its factors as in `FeeShare`."""

    ratio: Fraction
    parts: tuple[Fraction, ...] = ()


@record
class ServiceTime:
    """Service for free: `5 days of service`; at the price of one `fee`, or of all together."""

    time: TimeSpan
    fee: str | None = None


@record
class PriceMultiple:
    """So many times what was paid for the time down, by one `fee` or by all together."""

    factor: Fraction
    fee: str | None = None


@record
class Points:
    """Points instead of money; `CreditTerms.points` says what they are worth."""

    quantity: Quantity


AmountBase: TypeAlias = FeeShare | RiskShare | Money | ServiceTime | PriceMultiple | Points


@record
class Block:
    """Multiplies by blocks of time: every started one, or only full ones. `basis` is down or late."""

    length: TimeSpan
    started: bool
    basis: Basis | None


@record
class Dates:
    """Multiplies by dates of the calendar: those lost from midnight to midnight, or every one touched.

    `from_start` counts delay from the date on which the case began, not from its deadline.
    """

    begun: bool
    basis: Basis | None
    from_start: bool = False


@record
class Trigger:
    """A day, hour or other stretch counts only where more than `time` of it was down, or was so in a row."""

    time: Duration
    in_a_row: bool


@record
class Misses:
    """A miss that is at least the `count`-th in a time; without a count, all of a time are missed."""

    count: int | None
    of: TimeSpan


@record
class Amount:
    """What is paid, and by what it is multiplied or limited. `per_each` and `once_per` are words.

    `from_start` counts everything once `beyond` is exceeded. `each_at_most` limits every case or outage for
    itself. `doubled` and `only_when` say which misses pay double and which pay at all.
    """

    base: AmountBase
    block: Block | None = None
    per_each: str | None = None
    beyond: TimeSpan | None = None
    once_per: str | None = None
    at_most: AmountBase | None = None
    doubled: Misses | None = None
    earned_back_after: TimeSpan | None = None
    span: Span | None = None
    dates: Dates | None = None
    from_start: bool = False
    trigger: Trigger | None = None
    each_at_most: AmountBase | None = None
    only_when: Misses | None = None


@record
class Range:
    """The values between two ends; None is no end."""

    low: Value | None
    low_closed: bool
    high: Value | None
    high_closed: bool

    def contains(self, value: Value) -> bool:
        """Whether the value lies inside; both must be of one kind."""
        if self.low is not None and not (less(self.low, value) or (self.low_closed and self.low == value)):
            return False
        return self.high is None or less(value, self.high) or (self.high_closed and value == self.high)


@record
class OffTarget:
    """A row as it is written, where it counts by how much of the target a value is off it."""

    kind: TierWord
    bound: Ratio | None
    range: Range


@record
class Tier:
    """One row of a credit or bonus scale.

    `kind` is below, above, at least, at most, when or otherwise, as written; `bound` its number. `range`
    is where this row alone applies by its own words. `below` rows of one block are read as a scale: the
    row with the strictest bound that is fulfilled applies. A row that counts by the distance from the target
    keeps its words in `off`; the other fields hold the values it comes to.
    """

    kind: TierWord
    bound: Value | None
    range: Range | None
    amount: Amount
    span: Span
    off: OffTarget | None = None


@record
class CreditScheme:
    """Credits or bonuses of one promise: tiers, or a single amount for every miss.

    With `even_when_met` a row pays for a value that lies in it although the target is met.
    """

    tiers: tuple[Tier, ...]
    single: Amount | None
    span: Span
    even_when_met: bool = False

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """Every amount that the scheme names."""
        return (*(tier.amount for tier in self.tiers), *((self.single,) if self.single else ()))


@record
class Cap:
    """At most `amount` of credits in each period.

    `period` is its word: `day` to `year`, `invoice` for the time that a fee is paid for, `term` for the whole
    agreement, `trailing` for the `days` up to the end of the period in hand.
    """

    amount: AmountBase
    period: str
    span: Span
    days: int = 0

    @property
    def per(self) -> str:
        """The period as the source writes it: `month`, `trailing 30 days`."""
        return f"trailing {self.days} days" if self.period == "trailing" else self.period


@record
class PointsRow:
    """From `points` on, up to the next row, `amount` is owed."""

    points: Fraction
    amount: AmountBase
    span: Span


@record
class DayPart:
    """A day of service as a part of a month or year, whatever its length: `ratio` 1/30 `of` a month."""

    ratio: Fraction
    of: Literal["month", "year"]


@record
class Minimum:
    """The least that is paid: at least `amount`, or `more` than it; compared exact or `after_rounding`."""

    amount: Money
    more: bool = False
    after_rounding: bool = False


@record
class CreditTerms:
    """How credits of an agreement combine, are capped, claimed and paid; `points` turns points to money.

    `day` is the price of a day of service; None is that of a date of the
    calendar, which `day_said` says was chosen. Money is rounded to the
    currency's minor unit by `rounding`. `at_risk` is what shares of the amount at risk are taken of.
    """

    combine: Combination | None
    caps: tuple[Cap, ...]
    claim_within: TimeSpan | None
    automatic: bool
    minimum: Minimum | None
    points: tuple[PointsRow, ...]
    span: Span
    rounding: Rounding = Rounding.HALF_EVEN
    day: DayPart | None = None
    at_risk: AmountBase | None = None
    day_said: bool = False
