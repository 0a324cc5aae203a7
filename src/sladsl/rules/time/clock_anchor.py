"""Points at steps whose clock starts at another event than the promise that stands on them."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.prove.chains import TimeProof, time_proofs
from sladsl.prove.parts import Step
from sladsl.prove.steps import first_steps, starts_with
from sladsl.prove.telling import name_of
from sladsl.rules.index import Index


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per promise and first step; later steps start where they are handed the case."""
    for agreement in index.agreements:
        seen: set[tuple[int, int]] = set()
        for proof in time_proofs(index, agreement):
            for step in first_steps(proof.chain):
                pair = (id(proof.guarantee), id(step.guarantee))
                if pair not in seen and starts_with(step.guarantee) != starts_with(proof.guarantee):
                    seen.add(pair)
                    yield _finding(proof, step)


def _finding(proof: TimeProof, step: Step) -> Diagnostic:
    above, below = starts_with(proof.guarantee), starts_with(step.guarantee)
    name = name_of(step.agreement, step.guarantee)
    return Diagnostic(
        catalogue.CLOCK_ANCHOR,
        f"`{name_of(proof.agreement, proof.guarantee)}` counts from `{above}`, `{name}` under it only from "
        f"`{below}`",
        (
            Label(proof.guarantee.target_span, f"runs from `{above}`"),
            Label(step.guarantee.target_span, f"runs from `{below}`"),
        ),
        (f"from `{above}` to `{below}` the time of the promise passes and nobody's clock runs",),
        help=f"let `{name}` count from `{above}`, or name who is first in a `handling` and what handing over "
        "takes",
    )
