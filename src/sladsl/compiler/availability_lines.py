"""The proof of an availability in lines: the verdict, the sum, and why the figures are what they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sladsl.compiler.open_days import OpenDays, kept_when, open_day_lines
from sladsl.model.graph import knots
from sladsl.model.supports import Supports
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.remarks import reasons
from sladsl.prove.telling import (
    about_several,
    part_name,
    period_name,
    proven_text,
    shares,
    slack_text,
    sum_text,
    time_text,
    verdict,
)

_SHARES = 8


def availability_lines(
    supports: Supports, proof: AvailabilityProof, without: Sequence[OpenDays] = ()
) -> Iterator[str]:
    """All of it; `without` are the days on which some of it is promised by nobody."""
    told = f"{_verdict(proof, without)}; proven {proven_text(proof)}"
    yield f"  proof of {proof.guarantee.key} of {proof.service.key}: {told}"
    for line in _reasons(supports, proof, without):
        yield f"    {line.replace('`', '')}"


def _verdict(proof: AvailabilityProof, without: Sequence[OpenDays]) -> str:
    if not proof.kept:
        return verdict(proof).upper()
    told = f"kept{kept_when(proof.agreement, without)}"
    if not proof.unpromised:
        return told
    return (
        f"{told}, if {' and '.join(proof.unpromised)} never fail{'s' if len(proof.unpromised) == 1 else ''}"
    )


def _reasons(supports: Supports, proof: AvailabilityProof, without: Sequence[OpenDays]) -> Iterator[str]:
    yield from open_day_lines(without)
    yield from _circles(supports, proof)
    yield sum_text(proof)
    period = f", in {period_name(proof)} of {time_text(proof.base)}" if proof.allowed >= 0 else ""
    yield f"{slack_text(proof)}{period}"
    if proof.allowed > 0:
        several = about_several(proof.supports)
        parts = [f"{part_name(support, several)} {share}" for support, share in shares(proof)]
        more = [f"{len(parts) - _SHARES} more"] if len(parts) > _SHARES else []
        yield f"of what is allowed: {', '.join([*parts[:_SHARES], *more])}"
    yield from reasons(proof)


def _circles(supports: Supports, proof: AvailabilityProof) -> Iterator[str]:
    """Services under the promise that need themselves in the end: nothing is proven of those."""
    needed, known = supports.needed((proof.service.key,)), supports.house.services
    links = [
        (key, each)
        for key in needed
        if key in known
        for need in known[key].needs
        for each in need.keys
        if each in known
    ]
    for knot in knots(needed, links):
        whom = "each other" if len(knot) > 1 else "itself"
        need = "need" if len(knot) > 1 else "needs"
        yield f"{' and '.join(knot)} {need} {whom} in the end: nothing can hold itself up"
