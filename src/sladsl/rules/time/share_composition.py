"""Finds shares of cases that the steps under a promise do not add up to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.ratio import Rounding, percent
from sladsl.model.agreements import Guarantee
from sladsl.model.written import measurand, period_text
from sladsl.prove.chains import TimeProof, fails_as_above, time_proofs
from sladsl.prove.parts import Step, steps
from sladsl.prove.share_repairs import equal_share, least_share
from sladsl.prove.steps import counted, kept_share, late_share, late_under, share_of, share_to_promise
from sladsl.prove.telling import name_of, share_at_most
from sladsl.prove.timeline import late_shares_text
from sladsl.rules.index import Index
from sladsl.rules.say import joined

_PLACES = 4


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per promise and chain; each step may be late for other cases than the next."""
    for agreement in index.agreements:
        for proof in time_proofs(index, agreement):
            if not proof.for_enough and not fails_as_above(index, proof):
                yield share_finding(proof)


def share_finding(proof: TimeProof, notes: Sequence[str] = ()) -> Diagnostic:
    """What is found of a chain that is late for too many cases, with more `notes` about the chain."""
    guarantee = proof.guarantee
    late_of = late_under(guarantee)
    passed = [step for step in counted(proof.chain, late_of) if late_share(step)]
    late = list({id(step.guarantee): step for step in passed}.values())
    wanted = percent(share_of(guarantee))
    shares = [percent(share_of(s.guarantee)) for s in late]
    over = " and ".join(filter(None, (", ".join(shares[:-1]), shares[-1])))
    return Diagnostic(
        catalogue.SHARE_COMPOSITION,
        f"`{proof.agreement.key}` promises {measurand(guarantee)} for {wanted} of "
        f"{guarantee.share.of if guarantee.share else 'cases'}, and what is under it holds for {over}, which "
        f"proves only {share_at_most(proof.share)}",
        (
            Label(guarantee.target_span, f"for {wanted}" if guarantee.share else "for every case"),
            *(Label(s.guarantee.target_span, f"for {percent(share_of(s.guarantee))}") for s in late),
        ),
        (
            f"late at worst: {late_shares_text(proof)}; "
            f"promised: at most {percent(1 - kept_share(guarantee)[0])}",
            *(_other_cases(step, guarantee) for step in late if late_of(step) > late_share(step)),
            *notes,
        ),
        help="; or ".join(
            (
                _repair(proof, late),
                *([f"promise it for no more than {share_at_most(proof.share)}"] if proof.share else []),
            )
        ),
    )


def _other_cases(step: Step, promise: Guarantee) -> str:
    """That a share of the one says nothing of the other."""
    name, below = name_of(step.agreement, step.guarantee), step.guarantee
    if below.priority is None and promise.priority is not None:
        return f"`{name}` is about cases of every priority: all of {promise.priority.name} may be late"
    if below.period != promise.period:
        return (
            f"`{name}` counts{period_text(below.period)}, this promise{period_text(promise.period)}: all of "
            "its cases in one period may be late"
        )
    return f"`{name}` counts a case in the period of another event: all that are counted here may be late"


def _repair(proof: TimeProof, late: list[Step]) -> str:
    """What would be enough: of one step alone, where that is possible, or of every step."""
    room = 1 - kept_share(proof.guarantee)[0]
    ways = []
    late_of = late_under(proof.guarantee)
    alike = [step for step in late if late_of(step) == late_share(step)]
    for step in alike:
        least = least_share(proof.chain, step, room, late_of)
        if least is not None:
            named = share_to_promise(step.guarantee, least)
            ways.append(f"`{name_of(step.agreement, step.guarantee)}` for {_share(named)} of its cases")
    others = [f"`{name_of(s.agreement, s.guarantee)}`" for s in late if s not in alike]
    if others:
        counted_alike = f"let {joined(others, 'and')} hold for a share of the same cases, in the same periods"
        return f"{counted_alike}, or for every case"
    if len({id(step.guarantee) for step in steps(proof.chain)}) > 1:
        ways.append(f"every step for at least {_share(equal_share(proof.chain, room))}")
    return f"the smallest repair: {', or '.join(ways)}"


def _share(least: Fraction) -> str:
    """A share that is enough: where its decimals do not end, the next one above."""
    return percent(least, _PLACES, Rounding.CEILING)
