"""What an evaluation comes to: a state, the exact value, and everything that shows how it came about."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from fractions import Fraction

from sladsl.evaluate.reasons import Reason
from sladsl.exact.intervals import Interval
from sladsl.exact.money import Money
from sladsl.exact.periods import Period
from sladsl.exact.quantities import Quantity
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.credits import Tier
from sladsl.model.values import Value
from sladsl.records import record, replace
from sladsl.source import Span


class State(Enum):
    """The five states of a promise in a period; the last three are never `met`."""

    MET = "met"
    MISSED = "missed"
    NO_DATA = "no_data"
    NOT_APPLICABLE = "not_applicable"
    UNDEFINED = "undefined"


@record
class Counted:
    """An interval or case that counted against the promise; `amount` in the unit of the numerator."""

    what: str
    interval: Interval | None
    amount: Fraction
    origin: str = ""


@record
class LeftOut:
    """An interval or case that would have counted, and the exclusion or switch by which it does not."""

    what: str
    interval: Interval | None
    amount: Fraction
    reason: Reason
    span: Span | None


@record
class Measured:
    """A metric's value in one period, before it is compared.

    `value` is None when there is none. `numerator` and `denominator` are in `unit` (seconds, intervals,
    events, cases); the value is their quotient where the metric is a share. `open` names the switches on
    which the value hangs and which the source leaves open; it is then one of several readings. Of very many
    cases the first are in `counted` and `left_out`, and `more` and `left_more` say how many others there
    are; `delays` then holds the seconds late of all that counted, each with how many cases it is of, where
    money may hang on it.
    """

    value: Value | None
    numerator: Fraction | None
    denominator: Fraction | None
    unit: str
    counted: tuple[Counted, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    reason: Reason | None = None
    open: tuple[str, ...] = ()
    more: int = 0
    left_more: int = 0
    delays: tuple[tuple[int, int], ...] = ()


@record
class Result:
    """One promise in one period, for one service where it is made for several.

    `compared` is the value after declared rounding. `tier` is the credit row that applies, `bonus_tier`
    the bonus row. `reason` says why a state is not met or missed.
    """

    agreement: Agreement
    guarantee: Guarantee
    service: str | None
    period: Period
    state: State
    measured: Measured
    compared: Value | None
    tier: Tier | None = None
    bonus_tier: Tier | None = None
    reason: Reason | None = None


@record
class Step:
    """One step of the money: what was done, and the amount after it, points where points are counted.

    `kind` is above (owed under a level above), not yet, tier, excess, block, each, limit of each, doubled,
    limit; points, combined, cap, corporate cap, minimum, bonus, earned back, rounded, lapsed; undefined or no
    data where nobody can say what is owed, with `why`.
    """

    kind: str
    what: str
    amount: Money | Quantity
    span: Span | None = None
    why: Reason | None = None


@record
class Owed:
    """What is owed for one result, with every step of how it was computed.

    A missed promise owes the customer a credit, a met one the provider a `bonus`. `amount` is before
    combination and caps, in points where the promise counts points; `granted` is what remains of a
    credit after them, not yet rounded, and None where no money comes into it.
    """

    result: Result
    amount: Money | Quantity
    steps: tuple[Step, ...]
    granted: Money | None = None
    bonus: bool = False


@record
class Statement:
    """What an agreement comes to in one period: results, what is owed for each, and in all.

    `credit` is owed to the customer, `bonus` to the provider. `undefined` results owe nothing and say so.
    """

    agreement: Agreement
    period: Period
    results: tuple[Result, ...]
    owed: tuple[Owed, ...]
    steps: tuple[Step, ...]
    credit: Money | None
    bonus: Money | None


def merged(items: Sequence[Counted] | Sequence[LeftOut]) -> list[Counted | LeftOut]:
    """The same with neighbours of one kind and reason joined: 45 bad minutes in a row are one stretch."""
    found: list[Counted | LeftOut] = []
    for item in items:
        last = found[-1] if found else None
        if (
            last is not None and last.interval is not None and item.interval is not None
            and last.interval[1] == item.interval[0] and last.what == item.what and _why(last) == _why(item)
        ):  # fmt: skip
            joined = (last.interval[0], item.interval[1])
            found[-1] = replace(last, interval=joined, amount=last.amount + item.amount)
        else:
            found.append(item)
    return found


def _why(item: Counted | LeftOut) -> Reason | str:
    return item.reason if isinstance(item, LeftOut) else item.origin
