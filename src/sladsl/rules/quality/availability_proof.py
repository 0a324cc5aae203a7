"""Finds promises of availability that the promises under them do not prove."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.ratio import percent
from sladsl.model.agreements import Guarantee
from sladsl.model.written import period_text, value_text
from sladsl.prove.allowances import highest_target, lost
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.mending import Repairs, smallest_repairs
from sladsl.prove.proving import proofs
from sladsl.prove.remarks import case_text, reasons
from sladsl.prove.telling import (
    assumptions,
    name_of,
    period_name,
    proven_text,
    repair_text,
    safe_only,
    slack_text,
    sum_text,
    time_text,
)
from sladsl.rules.calendars.proof_gaps import causes
from sladsl.rules.index import Index
from sladsl.rules.quality.exclusions_nested import boundless
from sladsl.rules.quality.proof_exhibits import exhibits, repairing
from sladsl.rules.quality.short_outages import overlooked
from sladsl.rules.quality.ways_out import way_out
from sladsl.rules.say import joined, listed

_LABELS = 5
_REPAIRS = 12


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per promise and service; promises that nobody supports are not proven but not broken."""
    for agreement in index.agreements:
        for proof in proofs(index, agreement):
            if proof.allowed < 0:
                continue  # more than 100% is a finding of its own
            # What is left out or overlooked below without a limit is a finding of its own.
            if not proof.kept and not any(boundless(proof)) and not any(overlooked(proof)):
                # What causes a failure is told of one that is known.
                yield from (tuple(causes(index, proof)) if proof.case else ()) or (_broken(index, proof),)
            elif proof.kept and proof.unpromised:
                yield _unproven(proof)


def _broken(index: Index, proof: AvailabilityProof) -> Diagnostic:
    guarantee = proof.guarantee
    absolute = lost(guarantee).absolute
    more = "" if guarantee.comparator in (">=", "<=") else "less than " if absolute else "more than "
    total = f"in {period_name(proof)}, of {time_text(proof.base)}: {sum_text(proof)}; {slack_text(proof)}"
    found = smallest_repairs(index, proof)
    return Diagnostic(
        catalogue.AVAILABILITY_PROOF,
        f"`{proof.agreement.key}` promises {more}{_promised(guarantee)} of `{proof.service.key}`"
        f"{period_text(guarantee.period)}, and what supports it {_proves(proof)} {proven_text(proof)}",
        (
            Label(guarantee.target_span, "promised here"),
            *(
                Label(s.guarantee.target_span, f"lets `{s.component}` be down {time_text(s.seconds)}")
                for s in proof.supports[:_LABELS]
            ),
        ),
        (total, *_others(proof), *reasons(proof)),
        help=_help(index, proof, found),
        fix=repairing(found.ways),
        exhibits=tuple(exhibits(proof, total, case_text(proof))),
    )


def _proves(proof: AvailabilityProof) -> str:
    return "is only known to prove" if proof.is_open else "proves only"


def _promised(guarantee: Guarantee) -> str:
    """`99.9% availability`, `43 min downtime`."""
    what = "downtime" if lost(guarantee).absolute else "availability"
    return f"{value_text(guarantee.target)} {what}"


def _others(proof: AvailabilityProof) -> Iterator[str]:
    """That not every supporting promise is pointed at."""
    if len(proof.supports) > _LABELS:
        yield f"of {len(proof.supports)} supporting promises {_LABELS} are shown"


def _help(index: Index, proof: AvailabilityProof, found: Repairs) -> str:
    weaker = _weaker(proof)
    way = _smallest(found) if found.ways else way_out(index, proof)
    if way is not None:
        return "; or ".join([way, *weaker])
    names = dict.fromkeys(name_of(s.agreement, s.guarantee) for s in proof.supports)
    if not found.every:
        return joined(["improve several supporting promises", "add redundancy", *weaker], "or")
    if len(names) == 1:
        return f"no target of {listed(names)} can repair it: {joined(['add redundancy', *weaker], 'or')}"
    several = joined(["improve several", "add redundancy", *weaker], "or")
    return f"no single supporting promise can repair it: {several}"


def _smallest(found: Repairs) -> str:
    ways = [repair_text(repair) for repair in found.ways]
    if len(ways) > _REPAIRS:
        ways = [*ways[:_REPAIRS], f"one of {len(ways) - _REPAIRS} more"]
    told = ", or ".join(ways)
    return (
        f"the smallest repair: {told}" if found.smallest else f"a repair, where a little less may do: {told}"
    )


def _weaker(proof: AvailabilityProof) -> list[str]:
    """To promise what is proven, if that is anything; with `at least` where just so much is too much."""
    absolute = lost(proof.guarantee).absolute
    if not absolute and not proof.guaranteed:
        return []
    if proof.guarantee.rounding is not None and not absolute:
        share = highest_target(proof.guarantee, 1 - proof.guaranteed, attained=proof.attained)
        return [f"promise no more than {percent(share)}"] if share > 0 else []
    if proof.reached or not proof.attained:
        return [f"promise no more than {proven_text(proof)}"]
    return [f"promise {'at most' if absolute else 'at least'} {proven_text(proof)} instead"]


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
            *_others(proof),
            *assumptions(proof),
            *safe_only(proof),
        ),
        help=f"let an agreement under `{proof.agreement.key}` promise the availability of {names}",
    )
