"""Finds shares of cases that the steps under a promise do not add up to."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.ratio import percent
from sladsl.model.written import measurand
from sladsl.prove.chains import TimeProof, time_proofs
from sladsl.prove.steps import counted, share_late, share_of
from sladsl.prove.telling import name_of, share_at_most
from sladsl.rules.index import Index


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per promise and chain; each step may be late for other cases than the next."""
    for agreement in index.agreements:
        for proof in time_proofs(index, agreement):
            if share_late(proof.chain) > 1 - share_of(proof.guarantee):
                yield _finding(proof)


def _finding(proof: TimeProof) -> Diagnostic:
    guarantee, proven = proof.guarantee, 1 - share_late(proof.chain)
    found = list({id(step.guarantee): step for step in counted(proof.chain)}.values())
    late = [step for step in found if share_of(step.guarantee) < 1]
    terms = " + ".join(
        f"{percent(1 - share_of(s.guarantee))} of `{name_of(s.agreement, s.guarantee)}`" for s in late
    )
    if len(late) > 1:
        terms += f" = {percent(1 - proven)}"
    wanted = percent(share_of(guarantee))
    shares = [percent(share_of(s.guarantee)) for s in late]
    over = " and ".join(filter(None, (", ".join(shares[:-1]), shares[-1])))
    room = (1 - share_of(guarantee)) / len(late)
    each = f"{percent(1 - room)} of the cases" + (" in each of them" if len(late) > 1 else "")
    return Diagnostic(
        catalogue.SHARE_COMPOSITION,
        f"`{proof.agreement.key}` promises {measurand(guarantee)} for {wanted} of "
        f"{guarantee.share.of if guarantee.share else 'cases'}, and what is under it holds for {over}, which "
        f"proves only {share_at_most(proven)}",
        (
            Label(guarantee.target_span, f"for {wanted}" if guarantee.share else "for every case"),
            *(Label(s.guarantee.target_span, f"for {percent(share_of(s.guarantee))}") for s in late),
        ),
        (f"late at worst: {terms}; promised: at most {percent(1 - share_of(guarantee))}",),
        help=f"let the steps promise {each}, or promise it for no more than {share_at_most(proven)}",
    )
