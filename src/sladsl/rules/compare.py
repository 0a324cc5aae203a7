"""Which of two promises is the stricter one, and whether they are about the same thing at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction

from sladsl.exact.durations import CalendarDays, Duration, Months, WorkingDays, Years
from sladsl.exact.quantities import Quantity, same_family
from sladsl.exact.ratio import kept_from
from sladsl.model.agreements import Agreement, Guarantee, RoundTo
from sladsl.model.supports import FOREVER, Term, overlap, phase, stated_term
from sladsl.model.values import Number, Ratio, Value
from sladsl.syntax.words import Comparator, Direction

_COUNTED = (WorkingDays, CalendarDays, Months, Years)


def direction(comparator: Comparator) -> Direction | None:
    """Which values fulfil a target: the higher or the lower ones; None for `=`."""
    if comparator in (">=", ">"):
        return "higher"
    return "lower" if comparator in ("<=", "<") else None


def wrong_side(guarantee: Guarantee) -> bool:
    """Whether a promise asks for the bad side of its metric: what is said of it beyond that would mislead."""
    way, better = direction(guarantee.comparator), guarantee.metric.better
    return way is not None and better is not None and way != better


def exactly(guarantee: Guarantee) -> bool:
    """Whether a promise asks for one share or time alone, so that a better one breaks it; a number of things
    may be meant so."""
    if guarantee.comparator != "=" or guarantee.metric.better is None:
        return False
    place = position(guarantee.target, guarantee.target)
    if place is None or isinstance(guarantee.target, (Number, Quantity)):
        return False
    return 0 < place < 1 if isinstance(guarantee.target, Ratio) else place > 0


def position(value: Value, like: Value) -> Fraction | None:
    """Where a value stands on the scale of `like`; None when the two are of different kinds."""
    if isinstance(value, Ratio) and isinstance(like, Ratio):
        return value.value
    if isinstance(value, Number) and isinstance(like, Number):
        return value.value
    if isinstance(value, Duration) and isinstance(like, Duration):
        return value.seconds
    if isinstance(value, Quantity) and isinstance(like, Quantity):
        return value.to(like.unit).value if same_family(value.unit, like.unit) else None
    if isinstance(value, _COUNTED) and type(value) is type(like):
        return Fraction(value.count)
    return None


def at(place: Fraction, like: Value) -> Value:
    """The value at a place on the scale of `like`: the way back from `position`."""
    match like:
        case Ratio():
            return Ratio(place)
        case Duration():
            return Duration(place)
        case Quantity():
            return Quantity(place, like.unit)
        case _:
            return Number(place)


def stricter(left: Guarantee, right: Guarantee) -> int | None:
    """1 when `left` asks for more than `right`, 0 for the same, -1 for less; None where nobody can say."""
    way = direction(left.comparator)
    here, there = position(left.target, right.target), position(right.target, right.target)
    if way is None or way != direction(right.comparator) or here is None or there is None:
        return None
    if here != there:
        return 1 if (here > there) == (way == "higher") else -1
    return int(left.comparator in (">", "<")) - int(right.comparator in (">", "<"))


def stricter_as_rounded(left: Guarantee, right: Guarantee) -> int | None:
    """The same of what keeps each, rounded as it is: `>= 99.5%` rounded to one decimal is kept by 99.45%."""
    way = direction(left.comparator)
    if way is None or way != direction(right.comparator):
        return None
    (here, at_here), (there, at_there) = just_kept(left), just_kept(right)
    one, two = position(here, there), position(there, there)
    if one is None or two is None:
        return None
    if one != two:
        return 1 if (one > two) == (way == "higher") else -1
    return int(not at_here) - int(not at_there)


def just_kept(guarantee: Guarantee) -> tuple[Value, bool]:
    """The value from which a target is kept, rounded as it is; and whether that value itself keeps it."""
    reached = guarantee.comparator in (">=", "<=", "=")
    if guarantee.rounding is None or guarantee.share is not None:
        return guarantee.target, reached  # with a share it is the share that is rounded
    if guarantee.comparator == "=":
        return guarantee.target, reached
    return edge(guarantee.target, guarantee.comparator, guarantee.rounding)


def edge(target: Value, comparator: Comparator, rounding: RoundTo) -> tuple[Value, bool]:
    """The same of a target with its comparison and rounding."""
    place = position(target, target)
    if place is None or comparator == "=" or not isinstance(target, (Ratio, Number, Duration, Quantity)):
        return target, comparator in (">=", "<=")
    places = rounding.places + (2 if isinstance(target, Ratio) else 0)
    found, reached = kept_from(place, comparator, places, rounding.mode)
    return at(found, target), reached


def share_subject(left: Guarantee, right: Guarantee) -> bool:
    """Whether some service is the subject of both; a promise without services is about all of them."""
    if not left.services or not right.services:
        return True
    keys = {service.key for service in left.services}
    return any(service.key in keys for service in right.services)


def whole_term(agreement: Agreement) -> Term:
    """The days of an agreement; where it renews, those that may follow, too."""
    first, last = stated_term(agreement)
    renews = agreement.effective is not None and agreement.effective.renews is not None
    return first, FOREVER[1] if renews else last


def never_holds(agreement: Agreement, guarantee: Guarantee) -> bool:
    """Whether a dated promise holds on no day of its agreement."""
    return overlap(phase(guarantee), whole_term(agreement)) is None


def topic(guarantee: Guarantee) -> tuple[str, Fraction | None, str, str]:
    """What is promised, without its number: metric, percentile, priority, and row of a table without one."""
    row = guarantee.cell.heading if guarantee.cell is not None and guarantee.priority is None else ""
    return (
        guarantee.metric.key,
        guarantee.percentile,
        guarantee.priority.key if guarantee.priority else "",
        row,
    )


def repeated(promises: Sequence[Guarantee]) -> tuple[Guarantee, ...]:
    """The promises about whose topic and service there is another one among them, in their order."""
    about: defaultdict[tuple[object, str], list[Guarantee]] = defaultdict(list)
    for promise in promises:
        said = topic(promise)
        for service in [each.key for each in promise.services] or [""]:
            about[said, service].append(promise)
    several = {id(promise) for same in about.values() if len(same) > 1 for promise in same}
    return tuple(promise for promise in promises if id(promise) in several) if several else ()
