"""What a chain proves beside its time: for which share of cases, with which pauses, from which event on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product
from math import ceil

from sladsl.exact.periods import parts_of
from sladsl.exact.ratio import kept_from
from sladsl.model.agreements import Guarantee
from sladsl.model.metrics import Combined, Condition, Holds, Negated, TimeBetween
from sladsl.prove.parts import Handover, Part, Step, Then, Whichever

_ATOMS = 12
"""So many states in two conditions are looked at in every combination."""


def share_of(guarantee: Guarantee) -> Fraction:
    """The share of the cases that has to keep the limit; all of them where nothing is said."""
    if guarantee.share is None and guarantee.percentile is not None:
        return guarantee.percentile / 100
    return guarantee.share.ratio if guarantee.share else Fraction(1)


def kept_share(guarantee: Guarantee) -> tuple[Fraction, bool]:
    """The least share of the cases that keeps a promise, rounded as it is; whether just so many do."""
    share, rounding = guarantee.share, guarantee.rounding
    if share is None or rounding is None:
        return share_of(guarantee), True
    return kept_from(share.ratio, ">=", rounding.places + 2, rounding.mode)


def share_to_promise(guarantee: Guarantee, least: Fraction) -> Fraction:
    """The least share that a promise, rounded as it is, has to name for no fewer than `least` to keep it."""
    if guarantee.rounding is None:
        return least
    places, mode = guarantee.rounding.places + 2, guarantee.rounding.mode
    shown = ceil(least * 10**places)
    while kept_from(Fraction(shown, 10**places), ">=", places, mode)[0] < least:
        shown += 1
    return Fraction(shown, 10**places)


def late_share(step: Step) -> Fraction:
    """The share of its cases that a step itself may let be late."""
    return 1 - kept_share(step.guarantee)[0]


def late_under(promise: Guarantee) -> Callable[[Step], Fraction]:
    """The share of a promise's cases that a step may let be late: all of them where it counts others. Of a
    promise about every case it does not matter which."""

    def late(step: Step) -> Fraction:
        own = late_share(step)
        every = not own or kept_share(promise)[0] >= 1
        return own if every or counts_alike(step.guarantee, promise) else Fraction(1)

    return late


def counts_alike(below: Guarantee, above: Guarantee) -> bool:
    """Whether a share of the lower promise's cases is one of the upper one's: of the same priority, counted
    by the same event, in periods of which those above are made."""
    if below.priority is None and above.priority is not None:
        return False  # all of one priority may be late
    if _attributed(below) != _attributed(above):
        return False
    return parts_of(below.period, above.period) is not None


def _attributed(guarantee: Guarantee) -> str | None:
    return guarantee.switches.over(guarantee.metric.switches).attributed


def share_late(part: Part, late: Callable[[Step], Fraction] = late_share) -> Fraction:
    """The largest share of cases that a chain may let be late, when each step lets `late` of its own be.

    Each step may fail other cases than the next (union bound), so shares add up along a sequence and over
    branches that are all needed; of alternatives the worst one counts. More than 1 where they add up to it.
    """
    match part:
        case Step():
            return late(part)
        case Handover():
            return Fraction(0)
        case Then(parts):
            return sum((share_late(inner, late) for inner in parts), Fraction(0))
        case Whichever(parts, parallel):
            found = [share_late(inner, late) for inner in parts]
            return sum(found, Fraction(0)) if parallel else max(found)


def counted(part: Part, late: Callable[[Step], Fraction] = late_share) -> Iterator[Step]:
    """The steps whose late cases add up to `share_late`: of alternatives those of the worst one."""
    match part:
        case Step():
            yield part
        case Then(parts):
            for inner in parts:
                yield from counted(inner, late)
        case Whichever(parts, parallel):
            worst = parts if parallel else (max(parts, key=lambda inner: share_late(inner, late)),)
            for inner in worst:
                yield from counted(inner, late)


def first_steps(part: Part) -> Iterator[Step]:
    """The steps that a case meets first."""
    match part:
        case Step():
            yield part
        case Then(parts):
            yield from first_steps(next((p for p in parts if not isinstance(p, Handover)), parts[0]))
        case Whichever(parts):
            for inner in parts:
                yield from first_steps(inner)


def pause_of(guarantee: Guarantee) -> Condition | None:
    """When the clock of a promise stands still."""
    return guarantee.switches.over(guarantee.metric.switches).pause


def starts_with(guarantee: Guarantee) -> str:
    """The event from which the clock of a promise runs."""
    formula = guarantee.metric.formula
    assert isinstance(formula, TimeBetween)
    return formula.first


# ---- conditions on the state of a case


def states_of(condition: Condition) -> tuple[str, ...]:
    """The states a condition speaks of, each once, in order."""
    match condition:
        case Holds(name):
            return (name,)
        case Negated(inner):
            return states_of(inner)
        case Combined(_, left, right):
            return tuple(dict.fromkeys(states_of(left) + states_of(right)))
    return ()


def true_in(condition: Condition, states: frozenset[str]) -> bool:
    """Whether a condition holds of a case that is in exactly these states."""
    match condition:
        case Holds(name):
            return name in states
        case Negated(inner):
            return not true_in(inner, states)
        case Combined(op, left, right):
            one, other = true_in(left, states), true_in(right, states)
            return (one and other) if op == "and" else (one or other)
    return False


def situations(*conditions: Condition) -> Iterator[frozenset[str]]:
    """Every combination of the states that the conditions speak of, the fewest states first; none where
    they speak of too many."""
    names = tuple(dict.fromkeys(name for each in conditions for name in states_of(each)))
    if len(names) > _ATOMS:
        return
    found = (
        frozenset(name for name, there in zip(names, chosen, strict=True) if there)
        for chosen in product((False, True), repeat=len(names))
    )
    yield from sorted(found, key=lambda states: (len(states), sorted(states)))


def unpaused_above(below: Condition, above: Condition | None) -> frozenset[str] | None:
    """States in which the clock below stands still and the one above runs on; None when there are none."""
    for states in situations(*(each for each in (below, above) if each is not None)):
        if true_in(below, states) and (above is None or not true_in(above, states)):
            return states
    return None
