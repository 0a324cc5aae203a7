"""Finds supporting promises whose clock stands still where the clock of the promise above runs on."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.metrics import Condition
from sladsl.model.written import condition_text
from sladsl.prove.chains import TimeProof, time_proofs
from sladsl.prove.parts import Step, steps
from sladsl.prove.steps import pause_of, unpaused_above
from sladsl.prove.telling import name_of
from sladsl.rules.index import Index
from sladsl.rules.say import listed


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per promise and step: what is paused below has to be paused above."""
    for agreement in index.agreements:
        seen: set[tuple[int, int]] = set()
        for proof in time_proofs(index, agreement):
            above = pause_of(proof.guarantee)
            for step in steps(proof.chain):
                below = pause_of(step.guarantee)
                if below is None or (id(proof.guarantee), id(step.guarantee)) in seen:
                    continue
                seen.add((id(proof.guarantee), id(step.guarantee)))
                states = unpaused_above(below, above)
                if states is not None:
                    yield _finding(proof, step, below, above, states)


def _finding(
    proof: TimeProof, step: Step, below: Condition, above: Condition | None, states: frozenset[str]
) -> Diagnostic:
    name = name_of(step.agreement, step.guarantee)
    situation = f"a case that is {listed(sorted(states))}" if states else "a case in none of those states"
    mine = f"pauses while `{condition_text(above)}`" if above is not None else "never pauses"
    return Diagnostic(
        catalogue.PAUSE_IMPLICATION,
        f"the clock of `{name}` stands still while `{condition_text(below)}`, the one of "
        f"`{name_of(proof.agreement, proof.guarantee)}` runs on",
        (
            Label(proof.guarantee.target_span, f"{mine}: promised here"),
            Label(step.guarantee.target_span, f"pauses while `{condition_text(below)}`"),
        ),
        (
            f"{situation} uses up the time of `{name_of(proof.agreement, proof.guarantee)}` and none of "
            f"`{name}`, for as long as it is so: no time that is promised below keeps the promise then",
        ),
        help=f"let `{proof.agreement.key}` pause in the same case, or take the pause out of `{name}`",
    )
