"""What proofs take for granted, as the schedule of our own edition says it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from sladsl.backends.proofs.words import ProofWords
from sladsl.lower.contract.pen import Pen
from sladsl.lower.document import Block, text
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.supports import Supports
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.chains import TimeProof, unhandled
from sladsl.prove.lenient import Switch
from sladsl.prove.parts import steps
from sladsl.prove.remedies import soft
from sladsl.prove.time_assumptions import (
    cuts_days,
    of_all_cases,
    on_condition,
    only_for_some_days,
    restored_at_once,
    stands_still,
    untimed,
)
from sladsl.prove.unchosen import unchosen

_LENIENT: Mapping[Switch, str] = {"empty": "proof-empty", "undeployed": "proof-undeployed"}


def granted_of_downtime(pen: Pen, words: ProofWords, proof: AvailabilityProof) -> Iterator[Block]:
    """What the proof of an availability takes for granted."""
    if proof.unpromised:
        named = [words.component(key) for key in proof.unpromised]
        yield pen.p("proof-unpromised", parts=pen.join(named))
    if proof.assumed:
        grounds = [words.exclusion(key, proof.guarantee) for key in proof.assumed]
        yield pen.p("proof-assumed", exclusions=pen.join(grounds))
    if proof.same_work:
        grounds = [words.exclusion(key, proof.guarantee) for key in proof.same_work]
        yield pen.p("proof-same-work", exclusions=pen.join(grounds))
        if len(grounds) > 1:
            yield pen.p("proof-one-ground")
    for each in unchosen(proof):
        taken, others = (
            pen.join([words.agreement(a) for a in agreements]) for agreements in (each.taken, each.others)
        )
        part = text(words.component(each.component))
        yield pen.p("proof-unchosen", part=part, taken=taken, others=others)
    yield from _soft(pen, words, proof.soft)
    if proof.begun:
        yield pen.p("proof-begun", periods=pen.join([words.named(each) for each in proof.begun]))
    for gap in proof.gaps:
        moment = text(words.moment(gap.start, proof.agreement.zone))
        length = text(words.time(Fraction(gap.end - gap.start)))
        part = text(words.component(gap.component))
        yield pen.p("proof-gap", part=part, moment=moment, time=length)
    for switch, said in _LENIENT.items():
        lenient = [words.promise(s.agreement, s.guarantee) for s in proof.lenient(switch)]
        if lenient:
            yield pen.p(said, promises=pen.join(lenient))
    if proof.on_condition:
        conditional = [words.promise(s.agreement, s.guarantee) for s in proof.on_condition]
        yield pen.p("proof-on-condition", promises=pen.join(conditional))
    if proof.short_ones_could_join:
        yield pen.p("proof-short-ones")
    if proof.little_could_add_up:
        yield pen.p("proof-adds-up")


def granted_of_time(pen: Pen, words: ProofWords, supports: Supports, proof: TimeProof) -> Iterator[Block]:
    """What the proof of a time takes for granted."""
    components = untimed(supports, proof.agreement, proof.guarantee)
    if components:
        yield pen.p("proof-time-untimed", parts=pen.join([words.component(key) for key in components]))
    if only_for_some_days(supports, proof):
        yield pen.p("proof-time-days")
    left = unhandled(supports, proof.agreement, proof.guarantee)
    if left:
        yield pen.p("proof-time-unhandled", priorities=pen.join(list(left)))
    if cuts_days(proof):
        yield pen.p("proof-time-cut")
    if restored_at_once(supports, proof):
        yield pen.p("proof-time-at-once")
    for key, found in (
        ("proof-time-still", stands_still(proof)),
        ("proof-on-condition", on_condition(proof)),
        ("proof-time-shares", of_all_cases(proof)),
    ):
        if found:
            named = [words.promise(step.agreement, step.guarantee) for step in found]
            yield pen.p(key, promises=pen.join(named))
    yield from _soft(pen, words, soft((step.agreement, step.guarantee) for step in steps(proof.chain)))


def _soft(pen: Pen, words: ProofWords, promises: Iterable[tuple[Agreement, Guarantee]]) -> Iterator[Block]:
    """That nothing is owed when some supporting promises are missed."""
    named = [words.promise(agreement, guarantee) for agreement, guarantee in promises]
    if named:
        yield pen.p("proof-soft", promises=pen.join(named))
