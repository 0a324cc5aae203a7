"""Which row of a scale of credits or bonuses applies to a value."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from sladsl.evaluate.reasons import Reason, Why, because
from sladsl.exact.durations import CalendarDays, Duration, Months, WorkingDays, Years
from sladsl.exact.money import Money
from sladsl.exact.quantities import Quantity, same_family
from sladsl.model.credits import CreditScheme, Range, Tier
from sladsl.model.values import Number, Ratio, Value
from sladsl.model.written import tier_text, value_text
from sladsl.records import record

_DOWNWARD = ("below", "at most")
_UPWARD = ("above", "at least")


@record
class Undefined:
    """The agreement's own text gives no answer, or two; `rows` are those that contradict one another."""

    reason: Reason
    rows: tuple[Tier, ...] = ()


def tier_of(scheme: CreditScheme, value: Value, missed: bool) -> Tier | Undefined | None:
    """The row that applies to a value; None when nothing is agreed for it.

    `below`, `at most`, `above` and `at least` rows are a scale, of which the strictest fulfilled row
    applies. Of `when` rows exactly one must hold: two are an overlap, and a missed value that none of them
    holds for lies in a hole, both of which the agreement leaves open. `otherwise` takes what no other row
    takes. `missed` says on which side of the target the value lies: credits are asked for missed values,
    bonuses for met ones, and a met value in no row simply earns nothing. Rows that name times say nothing
    of a share of cases: they are about the cases themselves.
    """
    if isinstance(value, Ratio) and scheme.tiers and is_about(scheme, Duration(Fraction(0))):
        return None
    if any(_place(end, value) is None for end in _ends(scheme.tiers)):
        return Undefined(because(Why.ROWS_UNLIKE, value_text(value)), scheme.tiers)
    rows = [
        tier for tier in scheme.tiers if tier.kind == "when" and tier.range and _inside(tier.range, value)
    ]
    for kinds, sign in ((_DOWNWARD, 1), (_UPWARD, -1)):
        strictest = _strictest(scheme.tiers, kinds, sign, value)
        if strictest is not None:
            rows.append(strictest)
    if len(rows) > 1:
        said = " and ".join(f"`{tier_text(row)}`" for row in rows)
        return Undefined(because(Why.TWO_ROWS, said, value_text(value)), tuple(rows))
    if rows:
        return rows[0]
    rest = next((tier for tier in scheme.tiers if tier.kind == "otherwise"), None)
    if rest is None and missed and any(tier.kind == "when" for tier in scheme.tiers):
        return Undefined(because(Why.NO_ROW, value_text(value)))
    return rest


def is_about(scheme: CreditScheme, value: Value) -> bool:
    """Whether the rows name values of the kind of `value`, so that the two can be compared."""
    ends = _ends(scheme.tiers)
    return bool(ends) and all(_place(end, value) is not None for end in ends)


def _strictest(tiers: Sequence[Tier], kinds: tuple[str, str], sign: int, value: Value) -> Tier | None:
    """Of the fulfilled rows the one with the furthest bound, the open end before the closed one."""
    found: list[tuple[Fraction, int, Tier]] = []
    for tier in tiers:
        if tier.kind in kinds and tier.range is not None and tier.bound is not None:
            bound = _place(tier.bound, value)
            if bound is not None and _inside(tier.range, value):
                found.append((sign * bound, kinds.index(tier.kind), tier))
    return min(found, key=lambda row: row[:2])[2] if found else None


def _inside(span: Range, value: Value) -> bool:
    here = _place(value, value)
    low = _place(span.low, value) if span.low is not None else None
    high = _place(span.high, value) if span.high is not None else None
    if here is None:
        return False
    if low is not None and (here < low or (here == low and not span.low_closed)):
        return False
    return high is None or here < high or (here == high and span.high_closed)


def _ends(tiers: Sequence[Tier]) -> list[Value]:
    ends = [end for t in tiers if t.range for end in (t.range.low, t.range.high)]
    return [end for end in ends if end is not None]


def _place(value: Value, like: Value) -> Fraction | None:
    """Where a value stands on the scale of `like`; None when the two are of different kinds."""
    match value, like:
        case (Ratio(number), Ratio()) | (Number(number), Number()):
            return number
        case Duration(seconds), Duration():
            return seconds
        case Quantity(unit=left), Quantity(unit=right) if same_family(left, right):
            return value.to(right).value
        case Money(amount, left), Money(_, right) if left == right:
            return amount
        case ((WorkingDays() | CalendarDays() | Months() | Years()), _) if type(value) is type(like):
            return Fraction(value.count)
    return None
