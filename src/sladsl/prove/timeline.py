"""One way through a chain, step by step: who has a case until when, and what was promised."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from sladsl.exact.due_chains import handed_on
from sladsl.exact.due_times import FARTHEST, NEVER
from sladsl.exact.ratio import percent
from sladsl.model.agreements import limited_hours
from sladsl.prove.chains import TimeProof, due_or_never_of_chain
from sladsl.prove.due import due_or_never
from sladsl.prove.parts import Handover, Part, Step, Then, Whichever
from sladsl.prove.steps import counted, late_under, share_late, share_of
from sladsl.prove.telling import clock_text, name_of, share_at_most, time_text
from sladsl.records import record

ENDLESS = "not done within ten years"
"""Of a case that takes longer than is looked at."""
_LONG = 366 * 86_400
"""Hours that are closed for less than this at the end of what is looked at may well go on."""


@record
class Leg:
    """A stretch of a case's way: who has it from when until when at the latest, in UTC seconds.

    `step` is None for a hand-over, `end` where it is not done within ten years. Who is `early` has more time,
    but the case is then done earlier.
    """

    step: Step | None
    start: int
    end: int | None
    early: bool = False

    @property
    def name(self) -> str:
        return "hand-over" if self.step is None else name_of(self.step.agreement, self.step.guarantee)


def legs(part: Part, start: int) -> Iterator[Leg]:
    """The way of a case that begins at `start` and is done as late as it may be; of branches the latest. It
    ends with the step that is never done, where there is one."""
    yield from _way(part, start, _due(part, start))


def _way(part: Part, start: int, end: int) -> Iterator[Leg]:
    """A way that ends just then, which is no later than it may be; `NEVER` where it does not."""
    match part:
        case Step():
            early = end < _due(part, start)
            yield Leg(part, start, None if end == NEVER else end, early)
        case Handover():
            yield Leg(None, start, None if end == NEVER else end)
        case Whichever(parts):
            yield from _way(max(parts, key=lambda inner: _due(inner, start)), start, end)
        case Then(parts):
            yield from _in_turn(parts, start, end)


def _in_turn(parts: Sequence[Part], start: int, end: int) -> Iterator[Leg]:
    """One part after the other. Most are as late as they may be; one is done earlier where the next may then
    take longer."""
    latest, chosen = [start], list[int]()  # until when each may last, and when it is best begun for that
    for part in parts:
        until = latest[-1]
        after = due_or_never_of_chain(part, start, until + 1)
        chosen.append(handed_on(after, until))
        latest.append(after.at(chosen[-1]))
        if latest[-1] == NEVER:
            break
    ends = [min(end, latest[-1])]
    for begun in reversed(chosen[1:]):
        ends.append(min(begun, ends[-1]))
    at = start
    for part, done in zip(parts, reversed(ends), strict=False):
        yield from _way(part, at, done)
        at = done


def _due(part: Part, start: int) -> int:
    return due_or_never_of_chain(part, start, start + 1).at(start)


def promised_end(proof: TimeProof) -> int:
    """When the promise is due for the worst start."""
    return due_or_never(proof.guarantee, proof.agreement, proof.first, proof.end).at(proof.worst.start)


def timeline_text(proof: TimeProof) -> str:
    """`opened Thu 2027-03-25 16:30; TeliaNet.repair until Tue 2027-03-30 12:30; promised until Thu 20:30`."""
    zone = proof.agreement.zone
    lines = [f"begun {clock_text(proof.worst.start, zone)}"]
    for leg in legs(proof.chain, proof.worst.start):
        if leg.end is None:
            lines.append(f"{'the hand-over' if leg.step is None else f'`{leg.name}`'} is {ENDLESS}")
        else:
            who = "handed over until" if leg.step is None else f"`{leg.name}` may take until"
            if leg.early:
                who = f"`{leg.name}` is done"
            longer = ", from when the next may take longest" if leg.early else ""
            lines.append(f"{who} {clock_text(leg.end, zone)}{longer}")
    lines.append(f"promised until {clock_text(promised_end(proof), zone)}")
    return "; ".join(lines)


def late_text(proof: TimeProof) -> str:
    """By how much the worst case misses the promise: `2 h 30 min late`."""
    return ENDLESS if proof.worst.endless else f"{time_text(Fraction(proof.worst.by))} late"


def done_text(proof: TimeProof, done: str = "done") -> str:
    """`may be done 2 h 30 min later`, as what is said of the steps."""
    if proof.worst.endless:
        return f"may not be {done} within ten years"
    return f"may be {done} {time_text(Fraction(proof.worst.by))} later"


def shares_text(proof: TimeProof) -> str:
    """`promised for 95% of tickets, proven for 90%`, of a promise that too few cases keep."""
    share = proof.guarantee.share
    asked = f"{percent(share_of(proof.guarantee))} of {share.of}" if share is not None else "every case"
    return f"promised for {asked}, proven for {share_at_most(proof.share)}"


def late_shares_text(proof: TimeProof) -> str:
    """``2% of `Desk.answer` + 2 x 1% of `Line.repair` = 4%``: which cases of which steps may be late; empty
    where none may."""
    late = late_under(proof.guarantee)
    passed = [step for step in counted(proof.chain, late) if late(step) > 0]
    steps = {id(step.guarantee): step for step in passed}
    terms = " + ".join(_late_share(step, passed, late(step)) for step in steps.values())
    return f"{terms} = {percent(share_late(proof.chain, late))}" if len(passed) > 1 else terms


def _late_share(step: Step, passed: Sequence[Step], late: Fraction) -> str:
    """`10% of Line.repair`; `2 x 10% of …` where a case comes by twice."""
    times = sum(1 for each in passed if each.guarantee is step.guarantee)
    one = f"{percent(late)} of `{name_of(step.agreement, step.guarantee)}`"
    return one if times == 1 else f"{times} x {one}"


def last_open_text(proof: TimeProof) -> str:
    """When the hours of the step that is never done are open for the last time; empty where they go on."""
    endless = [leg for leg in legs(proof.chain, proof.worst.start) if leg.end is None and leg.step]
    for leg in endless:
        assert leg.step is not None
        hours = limited_hours(leg.step.guarantee, leg.step.agreement)
        if hours is None:
            continue
        zone, far = proof.agreement.zone, leg.start + FARTHEST
        found = hours.instants.intervals(proof.first, far)
        if not found:
            return f"`{hours.key}` does not open within ten years"
        last = found[-1][1]
        if last < far - _LONG:
            until = clock_text(far, zone)
            return f"`{hours.key}` closes {clock_text(last, zone)}, and is not open again before {until}"
    return ""
