"""Money as it is meant: fees, amounts, and the credits of a missed or exceeded promise."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from sladsl.exact.durations import TimeSpan
from sladsl.exact.money import Money
from sladsl.exact.quantities import Quantity
from sladsl.model.values import Value, Words, less
from sladsl.source import Span
from sladsl.syntax.words import (
    Basis,
    Combination,
    TierWord,
)


@dataclass(frozen=True, slots=True)
class Fee:
    """A named fee; `per` is the word of its period (`month`, `year`)."""

    name: str
    title: Words
    amount: Money
    per: str
    span: Span


@dataclass(frozen=True, slots=True)
class FeeShare:
    """A share of a named fee of the agreement."""

    ratio: Fraction
    fee: str


@dataclass(frozen=True, slots=True)
class ServiceTime:
    """Service for free: `5 days of service`."""

    time: TimeSpan


@dataclass(frozen=True, slots=True)
class PriceMultiple:
    """So many times what was paid for the time down."""

    factor: Fraction


@dataclass(frozen=True, slots=True)
class Points:
    """Points instead of money; `CreditTerms.points` says what they are worth."""

    quantity: Quantity


AmountBase: TypeAlias = FeeShare | Money | ServiceTime | PriceMultiple | Points


@dataclass(frozen=True, slots=True)
class Block:
    """Multiplies by blocks of time: every started one, or only full ones. `basis` is down or late."""

    length: TimeSpan
    started: bool
    basis: Basis | None


@dataclass(frozen=True, slots=True)
class Amount:
    """What is paid, and by what it is multiplied or limited. `per_each` and `once_per` are words."""

    base: AmountBase
    block: Block | None = None
    per_each: str | None = None
    beyond: TimeSpan | None = None
    once_per: str | None = None
    at_most: AmountBase | None = None
    doubled_after: TimeSpan | None = None
    earned_back_after: TimeSpan | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Tier:
    """One row of a credit or bonus scale.

    `kind` is below, above, at least, at most, when or otherwise, as written; `bound` its number. `range`
    is where this row alone applies by its own words. `below` rows of one block are read as a scale: the
    row with the strictest bound that is fulfilled applies.
    """

    kind: TierWord
    bound: Value | None
    range: Range | None
    amount: Amount
    span: Span


@dataclass(frozen=True, slots=True)
class CreditScheme:
    """Credits or bonuses of one promise: tiers, or a single amount for every miss."""

    tiers: tuple[Tier, ...]
    single: Amount | None
    span: Span


@dataclass(frozen=True, slots=True)
class Cap:
    """At most `amount` of credits in each period; `period` is its word (`month`, `year`)."""

    amount: AmountBase
    period: str
    span: Span


@dataclass(frozen=True, slots=True)
class PointsRow:
    """From `points` on, up to the next row, `amount` is owed."""

    points: Fraction
    amount: AmountBase
    span: Span


@dataclass(frozen=True, slots=True)
class CreditTerms:
    """How credits of an agreement combine, are capped, claimed and paid; `points` turns points to money."""

    combine: Combination | None
    caps: tuple[Cap, ...]
    claim_within: TimeSpan | None
    automatic: bool
    minimum: Money | None
    points: tuple[PointsRow, ...]
    span: Span
