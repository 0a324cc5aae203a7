"""A change between two versions of a house: what was said, what is said now, and whom that favours."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from fractions import Fraction

from sladsl.records import record
from sladsl.source import Span


class Effect(Enum):
    """Whether the provider owes more for what it gets, less, or neither for sure.

    What tightens is better for the customer and worse for the provider, what loosens the other way round.
    """

    TIGHTENS = "tightens"
    LOOSENS = "loosens"
    INCOMPARABLE = "incomparable"


INSIDE = frozenset(("handling", "needs"))
"""Kinds of changes that leave every promise as it is: stronger or weaker is what the promises rest on."""


def effect_of(sign: int | None) -> Effect:
    """1 is more for the customer, -1 less; 0 and None are neither."""
    return {1: Effect.TIGHTENS, -1: Effect.LOOSENS}.get(sign or 0, Effect.INCOMPARABLE)


def together(effects: Iterable[Effect]) -> Effect:
    """The effect of several at once: the one they all have, else incomparable."""
    found = set(effects)
    return found.pop() if len(found) == 1 else Effect.INCOMPARABLE


@record
class Change:
    """One change of meaning.

    `kind` is a stable word such as `target`, `cap` or `calendar`; `subject` names the thing. `before` and
    `after` are empty where there was or is nothing. `why` is the arithmetic or the reason. `old` and `new`
    are where it was and is written. `agreements` are all that it holds in, the one that says it first; empty
    for what belongs to the house. `services` are those a promise was made or dropped for. `provider` and
    `customer` are keys of parties or units where all these agreements have the same ones, else empty.
    """

    kind: str
    subject: str
    before: str
    after: str
    effect: Effect
    why: str = ""
    old: Span | None = None
    new: Span | None = None
    agreements: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    provider: str = ""
    customer: str = ""


@record
class Exposure:
    """The most that an agreement can cost in credits in one period, before and after; None is no limit.

    `measure` is a currency, or what the amount is a share of; `per` the word of the period.
    """

    agreement: str
    per: str
    measure: str
    before: Fraction | None
    after: Fraction | None


@record
class Held:
    """Whether a promise is kept by what stands under it, with how many seconds to spare; and what is added
    up. `slack` is below nothing where it is too much."""

    kept: bool
    slack: Fraction
    told: str
    span: Span


@record
class Standing:
    """A promise that is kept by its supports in one version and not in the other; None is not provable.

    `what` is `breaks`, `repaired`, or `unproven` where nothing promised any longer speaks for it.
    """

    what: str
    agreement: str
    guarantee: str
    before: Held | None
    after: Held | None


@record
class Differences:
    """All that changed in meaning between two versions, in a fixed order."""

    changes: tuple[Change, ...]
    exposures: tuple[Exposure, ...]
    standings: tuple[Standing, ...]

    def count(self, effect: Effect) -> int:
        return sum(1 for change in self.changes if change.effect is effect)

    @property
    def broken(self) -> tuple[Standing, ...]:
        """The promises that no longer hold, or that nothing speaks for any longer."""
        return tuple(s for s in self.standings if s.what != "repaired")
