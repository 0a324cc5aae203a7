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
    up. `slack` is below nothing where it is too much, None where a case is not done within ten years. It is
    `open` where it is not proven, and no case was found that breaks it. `short` says for how few cases it is
    kept, where nothing is late and those are too few."""

    kept: bool
    slack: Fraction | None
    told: str
    span: Span
    open: bool = False
    short: str = ""


@record
class Unkept:
    """The most that a promise costs in one period, or for one case, which its supports do not keep although
    each keeps its own, so that nothing comes back. `size` is what all customers together get; None is no
    limit."""

    customers: tuple[str, ...]
    per: str
    measure: str
    size: Fraction | None


@record
class Standing:
    """A promise that is kept by its supports, not kept, or neither, and something else in the other version;
    None is not provable.

    `what` is `breaks`, `open` where it is neither proven any longer nor known to break, `repaired`,
    `unproven` where nothing promised any longer speaks for it, or `costs` where neither version keeps it and
    it costs something else, or is no longer known to break. There are no costs where it is kept, and where no
    credit is agreed for it.
    """

    what: str
    agreement: str
    guarantee: str
    before: Held | None
    after: Held | None
    cost_before: tuple[Unkept, ...]
    cost_after: tuple[Unkept, ...]


@record
class Due:
    """What falls due in one version while something fails, in the currency of the stake.

    `owed` is what each agreement owes its customer. `supplier` is the agreement whose promise fails; empty
    where nobody promises it. `back` is what that one pays, a measure as in `Exposure` and how much of it;
    None where that is open. `worst` is such a period, where periods of one length cost differently.
    """

    supplier: str
    owed: tuple[tuple[str, Fraction], ...]
    back: tuple[str, Fraction] | None
    worst: str

    @property
    def total(self) -> Fraction:
        """What is owed in all."""
        return sum((size for _, size in self.owed), Fraction(0))

    @property
    def is_told(self) -> bool:
        """Whether it is a failure of a supplier for which somebody is owed something."""
        return bool(self.supplier and self.owed)


@record
class Gain:
    """So much more, or below nothing less, that an organisation has in a measure."""

    party: str
    measure: str
    size: Fraction


@record
class Stake:
    """What a failure of a supplier comes to before and after, all agreements that it hits taken together.

    `failure` says what fails, and for how long. `service` is the one that is down, or `promise` the one that
    is missed in every case. `agreement` is that of the supplier, the new one where there are two. A side is
    None where other suppliers stand for the same. `gains` are the changes that are certain: nothing is said
    of those who pay and get back what is open.
    """

    failure: str
    agreement: str
    service: str
    promise: str
    per: str
    currency: str
    before: Due | None
    after: Due | None
    gains: tuple[Gain, ...]

    @property
    def what(self) -> str:
        """`new` where no supplier's failure cost anything before, `gone` where none does now."""
        if self.before is None or not self.before.is_told:
            return "new"
        return "changed" if self.after is not None and self.after.is_told else "gone"

    def stays(self, due: Due | None) -> Fraction | None:
        """What of the credits no supplier pays, below nothing where one pays more; None where that is open,
        or paid in something else."""
        if due is None or due.back is None:
            return None
        measure, size = due.back
        return due.total - size if measure == self.currency or not size else None

    @property
    def net(self) -> Fraction | None:
        """How much more stays than before; None where one of the two is not known."""
        before, after = self.stays(self.before), self.stays(self.after)
        return after - before if before is not None and after is not None else None


@record
class Differences:
    """All that changed in meaning between two versions, in a fixed order."""

    changes: tuple[Change, ...]
    exposures: tuple[Exposure, ...]
    standings: tuple[Standing, ...]
    stakes: tuple[Stake, ...] = ()

    def count(self, effect: Effect) -> int:
        return sum(1 for change in self.changes if change.effect is effect)

    @property
    def broken(self) -> tuple[Standing, ...]:
        """The promises that no longer hold, or that nothing speaks for any longer."""
        return tuple(s for s in self.standings if s.what in ("breaks", "unproven"))

    @property
    def doubtful(self) -> tuple[Standing, ...]:
        """The promises that are no longer proven, though nothing is known that breaks them."""
        return tuple(s for s in self.standings if s.what == "open")
