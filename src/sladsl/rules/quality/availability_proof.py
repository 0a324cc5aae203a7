"""Finds promises of availability that the promises under them do not prove."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.agreements import Guarantee
from sladsl.model.written import period_text, value_text
from sladsl.prove.allowances import lost
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.mending import Repairs, repairs
from sladsl.prove.proving import proofs
from sladsl.prove.telling import (
    concentrated,
    expected_text,
    period_name,
    repair_text,
    safe_only,
    share_at_most,
    slack_text,
    sum_text,
    time_text,
    uncounted,
    witness,
)
from sladsl.rules.calendars.proof_gaps import causes
from sladsl.rules.index import Index
from sladsl.rules.quality.exclusions_nested import boundless
from sladsl.rules.quality.proof_exhibits import exhibits, repairing
from sladsl.rules.quality.short_outages import overlooked
from sladsl.rules.say import listed

_LABELS = 5
_REPAIRS = 12


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per promise and service; promises that nobody supports are not proven but not broken."""
    for agreement in index.agreements:
        for proof in proofs(index, agreement):
            # What is left out or overlooked below without a limit is a finding of its own.
            if not proof.kept and not any(boundless(proof)) and not any(overlooked(proof)):
                # What causes a failure is told of one that is known.
                yield from (tuple(causes(index, proof)) if proof.case else ()) or (_broken(proof),)
            elif proof.kept and proof.unpromised:
                yield _unproven(proof)


def _broken(proof: AvailabilityProof) -> Diagnostic:
    guarantee = proof.guarantee
    absolute = lost(guarantee).absolute
    proven = time_text(proof.bound) if absolute else share_at_most(proof.guaranteed)
    more = "" if proof.reached else "less than " if absolute else "more than "
    total = f"in {period_name(proof)}, of {time_text(proof.base)}: {sum_text(proof)}; {slack_text(proof)}"
    notes = [total, *uncounted(proof), *concentrated(proof)]
    lines = witness(proof)
    case = f"a worst case: {'; '.join(lines)}"
    if lines:
        notes.append(case)
    if not absolute:
        notes.append(expected_text(proof))
    notes += _assumptions(proof)
    notes += safe_only(proof)
    found = repairs(proof)
    least = "at most" if absolute else "at least"
    reachable = proof.reached or proof.bound > proof.allowed
    weaker = f"promise no more than {proven}" if reachable else f"promise {least} {proven} instead"
    return Diagnostic(
        catalogue.AVAILABILITY_PROOF,
        f"`{proof.agreement.key}` promises {more}{_promised(guarantee)} of `{proof.service.key}`"
        f"{period_text(guarantee.period)}, and what supports it proves only {proven}",
        (
            Label(guarantee.target_span, "promised here"),
            *(
                Label(s.guarantee.target_span, f"lets `{s.component}` be down {time_text(s.seconds)}")
                for s in proof.supports[:_LABELS]
            ),
        ),
        tuple(notes),
        help=_help(proof, found, weaker),
        fix=repairing(found.ways),
        exhibits=tuple(exhibits(proof, total, case)),
    )


def _promised(guarantee: Guarantee) -> str:
    """`99.9% availability`, `43 min downtime`."""
    what = "downtime" if lost(guarantee).absolute else "availability"
    return f"{value_text(guarantee.target)} {what}"


def _help(proof: AvailabilityProof, found: Repairs, weaker: str) -> str:
    ways = [repair_text(repair) for repair in found.ways]
    if not ways and not found.every:
        return f"improve several supporting promises, add redundancy, or {weaker}"
    if not ways:
        return f"no single supporting promise can repair it: improve several, add redundancy, or {weaker}"
    if len(ways) > _REPAIRS:
        ways = [*ways[:_REPAIRS], f"one of {len(ways) - _REPAIRS} more"]
    return f"the smallest repair: {', or '.join(ways)}; or {weaker}"


def _unproven(proof: AvailabilityProof) -> Diagnostic:
    names = listed(proof.unpromised)
    guarantee = proof.guarantee
    return Diagnostic(
        catalogue.UNPROMISED_COMPONENT,
        f"`{proof.agreement.key}` promises {_promised(guarantee)} of `{proof.service.key}`, but nobody "
        f"promises the availability of {names}",
        (
            Label(guarantee.target_span, "promised here"),
            *(
                Label(s.guarantee.target_span, f"lets `{s.component}` be down {time_text(s.seconds)}")
                for s in proof.supports[:_LABELS]
            ),
        ),
        (
            f"were {names} never down: {sum_text(proof)} in {period_name(proof)}; {slack_text(proof)}",
            *_assumptions(proof),
            *safe_only(proof),
        ),
        help=f"let an agreement under `{proof.agreement.key}` promise the availability of {names}",
    )


def _assumptions(proof: AvailabilityProof) -> Iterator[str]:
    if proof.assumed:
        names = listed(proof.assumed)
        has = "has" if len(proof.assumed) == 1 else "have"
        yield f"assumes that nothing is excluded as {names}, which {has} no limit"
