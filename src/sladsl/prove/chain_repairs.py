"""What a time that is not kept would have to be instead: a shorter step, a longer promise, other hours."""

from __future__ import annotations

from fractions import Fraction

from sladsl.exact.due_chains import worst
from sladsl.exact.due_times import DueTimes
from sladsl.exact.durations import CalendarDays, Duration, WorkingDays
from sladsl.model.agreements import Guarantee, limited_hours
from sladsl.model.catalogue import Calendar
from sladsl.prove.chains import TimeProof, due_of_chain
from sladsl.prove.due import due_times
from sladsl.prove.parts import Handover, Part, Step, Then, Whichever, steps
from sladsl.records import replace

# A promise that would have to be so many times as long is not worth naming.
_MUCH = 100
_MANY_DAYS = 8


def longest_step(proof: TimeProof, step: Step) -> int | None:
    """The most whole minutes that one step may take in its hours for the promise to hold, all others as they
    are.

    None when not even one suffices. Searched by halving: a longer step is never done earlier.
    """
    late = [proof.worst.start]
    target = step.guarantee.target
    low, high = 0, int(target.seconds // 60) if isinstance(target, Duration) else 1
    while not isinstance(target, Duration) and _does(proof, step, _minutes(high), late):
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _does(proof, step, _minutes(middle), late) else (low, middle)
    return low or None


def longest_handover(proof: TimeProof, handover: Handover) -> int | None:
    """The most whole minutes that a hand-over may take for the promise to hold, all else as it is; None when
    not even none would do. Searched by halving."""
    late = [proof.worst.start]

    def does(minutes: int) -> bool:
        changed = replace(handover, seconds=60 * minutes)
        return _holds(proof, _swapped(proof.chain, handover, changed), proof.guarantee, late)

    low, high = -1, -(-handover.seconds // 60)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if does(middle) else (low, middle)
    return low if low >= 0 else None


def fewer_days(proof: TimeProof, step: Step) -> WorkingDays | CalendarDays | None:
    """The most days that one step may take for the promise to hold, all others as they are; None when not
    even one suffices, or when the step is not in days. Searched by halving."""
    target = step.guarantee.target
    if not isinstance(target, (WorkingDays, CalendarDays)):
        return None
    late = [proof.worst.start]
    low, high = 0, target.count
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (
            (middle, high) if _does(proof, step, replace(target, count=middle), late) else (low, middle)
        )
    return replace(target, count=low) if low else None


def _minutes(count: int) -> Duration:
    return Duration(Fraction(count * 60))


def _does(
    proof: TimeProof, step: Step, limit: Duration | WorkingDays | CalendarDays, late: list[int]
) -> bool:
    """Whether the promise holds when a step takes as long as this."""
    changed = Step(step.agreement, replace(step.guarantee, target=limit))
    return _holds(proof, _swapped(proof.chain, step, changed), proof.guarantee, late)


def least_time(proof: TimeProof) -> int | None:
    """The least whole minutes within which the promise could be made, in the hours in which it stands.

    None where a hundred times as long would not do, or where the promise is not a plain time. Searched by
    halving: a case that may take longer is never due earlier.
    """
    target = proof.guarantee.target
    if not isinstance(target, Duration) or proof.worst.endless:
        return None
    late = [proof.worst.start]
    due = due_of_chain(proof.chain, proof.first, proof.end)

    def enough(minutes: int) -> bool:
        changed = replace(proof.guarantee, target=Duration(Fraction(minutes * 60)))
        return _holds(proof, proof.chain, changed, late, due)

    low = int(target.seconds // 60)
    high = 2 * max(low, 1)
    while not enough(high):
        if high > _MUCH * target.seconds // 60:
            return None
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


def more_days(proof: TimeProof) -> WorkingDays | CalendarDays | None:
    """The least days within which the promise could be made; None where eight times as many would not do, or
    where the promise is not in days. Searched by halving."""
    target = proof.guarantee.target
    if not isinstance(target, (WorkingDays, CalendarDays)) or proof.worst.endless:
        return None
    late = [proof.worst.start]
    due = due_of_chain(proof.chain, proof.first, proof.end)

    def enough(count: int) -> bool:
        changed = replace(proof.guarantee, target=replace(target, count=count))
        return _holds(proof, proof.chain, changed, late, due)

    low, high = target.count, 2 * target.count
    while not enough(high):
        if high >= _MANY_DAYS * target.count:
            return None
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return replace(target, count=high)


def hours_that_do(proof: TimeProof) -> tuple[Calendar, ...]:
    """The hours of steps in which the promise would hold, did it stand in them; in the order of the steps."""
    found = (limited_hours(step.guarantee, step.agreement) for step in steps(proof.chain))
    by_key = {hours.key: hours for hours in found if hours is not None}
    due = due_of_chain(proof.chain, proof.first, proof.end) if by_key else None
    late = [proof.worst.start]
    return tuple(
        hours
        for hours in by_key.values()
        if _holds(proof, proof.chain, replace(proof.guarantee, during=hours), late, due)
    )


def _holds(
    proof: TimeProof, chain: Part, promise: Guarantee, late: list[int], due: DueTimes | None = None
) -> bool:
    """Whether a chain keeps a promise, one of both changed; `due` is when the chain is done, where known.

    `late` are starts at which others came late: they are looked at first, and what comes late now is added,
    so that few changes have to be looked at for every start.
    """
    for start in late:
        done = due_of_chain(chain, start, start + 1) if due is None else due
        promised = due_times(promise, proof.agreement, start, start + 1)
        if done is None or promised is None or done.at(start) > promised.at(start):
            return False
    until = due_times(promise, proof.agreement, proof.first, proof.end)
    done = due_of_chain(chain, proof.first, proof.end) if due is None else due
    if done is None or until is None:
        return False
    found = worst(done, until)
    if found.by > 0:
        late.append(found.start)
    return found.by <= 0


def _swapped(part: Part, old: Step | Handover, new: Step | Handover) -> Part:
    match part:
        case Then(parts):
            return Then(tuple(_swapped(inner, old, new) for inner in parts))
        case Whichever(parts, parallel):
            return Whichever(tuple(_swapped(inner, old, new) for inner in parts), parallel)
        case Step() if isinstance(old, Step):
            return new if part.guarantee is old.guarantee else part
    return new if part is old else part
