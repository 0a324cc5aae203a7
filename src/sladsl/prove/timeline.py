"""One way through a chain, step by step: who has a case until when, and what was promised."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from sladsl.prove.chains import Handover, Part, Step, Then, TimeProof, Whichever, due_of_chain
from sladsl.prove.due import due_times
from sladsl.prove.telling import clock_text, name_of, time_text
from sladsl.records import record


@record
class Leg:
    """A stretch of a case's way: who has it from when until when at the latest, in UTC seconds.

    `step` is None for a hand-over.
    """

    step: Step | None
    start: int
    end: int

    @property
    def name(self) -> str:
        return "hand-over" if self.step is None else name_of(self.step.agreement, self.step.guarantee)


def legs(part: Part, start: int) -> Iterator[Leg]:
    """The way of a case that begins at `start`, each step as late as it may be; of branches the latest."""
    match part:
        case Step():
            yield Leg(part, start, _end(part, start))
        case Handover():
            yield Leg(None, start, _end(part, start))
        case Whichever(parts):
            yield from legs(max(parts, key=lambda inner: _end(inner, start)), start)
        case Then(parts):
            at = start
            for inner in parts:
                yield from legs(inner, at)
                at = _end(inner, at)


def _end(part: Part, start: int) -> int:
    found = due_of_chain(part, start, start + 1)
    assert found is not None  # it was found for all starts
    return found.at(start)


def promised_end(proof: TimeProof) -> int:
    """When the promise is due for the worst start."""
    found = due_times(proof.guarantee, proof.agreement, proof.worst.start, proof.worst.start + 1)
    assert found is not None
    return found.at(proof.worst.start)


def timeline_text(proof: TimeProof) -> str:
    """`opened Thu 2027-03-25 16:30; TeliaNet.repair until Tue 2027-03-30 12:30; promised until Thu 20:30`."""
    zone = proof.agreement.zone
    lines = [f"begun {clock_text(proof.worst.start, zone)}"]
    for leg in legs(proof.chain, proof.worst.start):
        who = "handed over" if leg.step is None else f"`{leg.name}` may take"
        lines.append(f"{who} until {clock_text(leg.end, zone)}")
    lines.append(f"promised until {clock_text(promised_end(proof), zone)}")
    return "; ".join(lines)


def late_text(proof: TimeProof) -> str:
    """By how much the worst case misses the promise."""
    return time_text(Fraction(proof.worst.by))
