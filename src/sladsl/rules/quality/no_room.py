"""Points at promises that pass on what was promised to us, with nothing left for our own work."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.durations import Duration
from sladsl.model.written import measurand, value_text
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.chains import TimeProof, time_proofs
from sladsl.prove.parts import Step, handovers, steps
from sladsl.prove.proving import proofs
from sladsl.prove.steps import share_of
from sladsl.prove.telling import name_of, period_name, sum_text, time_text
from sladsl.prove.timeline import timeline_text
from sladsl.rules.index import Index


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per promise that is proven to the second and not a second more."""
    for agreement in index.agreements:
        for proof in proofs(index, agreement):
            if proof.kept and proof.exact and proof.bound == proof.allowed and proof.bound:
                yield _downtime(proof)
        for late in time_proofs(index, agreement):
            exact = late.kept and late.worst.by == 0 and isinstance(late.guarantee.target, Duration)
            if exact and late.share <= share_of(late.guarantee):
                yield _time(late)


def _downtime(proof: AvailabilityProof) -> Diagnostic:
    found = {(id(s.guarantee), s.component): s for s in proof.supports if s.seconds}
    name = name_of(proof.agreement, proof.guarantee)
    labels = [
        Label(s.guarantee.target_span, f"lets `{s.component}` be down {time_text(s.seconds)}")
        for s in found.values()
    ]
    allowed = f"lets `{proof.service.key}` be down {time_text(proof.allowed)}"
    return Diagnostic(
        catalogue.NO_ROOM,
        f"`{name}` promises exactly what its supports may use up: nothing is left for failures of our own",
        (Label(proof.guarantee.target_span, allowed), *labels),
        (f"in {period_name(proof)}: {sum_text(proof)}, all that is allowed",),
        help="promise less than was promised to you, or have more promised",
    )


def _time(proof: TimeProof) -> Diagnostic:
    found = {id(step.guarantee): step for step in steps(proof.chain)}
    alone = isinstance(proof.chain, Step)
    what = "as late as" if alone else "as late as all steps together"
    return Diagnostic(
        catalogue.NO_ROOM,
        f"`{name_of(proof.agreement, proof.guarantee)}` is due {what} what stands under it: not a minute is "
        "left for our own work",
        (
            Label(proof.guarantee.target_span, f"{measurand(proof.guarantee)} promised here"),
            *(
                Label(step.guarantee.target_span, f"takes up to {value_text(step.guarantee.target)}")
                for step in found.values()
            ),
            *(
                Label(handover.span, f"takes up to {time_text(Fraction(handover.seconds))}")
                for handover in handovers(proof.chain)
            ),
        ),
        (f"a case with no time to spare: {timeline_text(proof)}",),
        help="promise more time than was promised to you, or have less promised",
    )
