"""What would mend a failed proof of availability that no target mends: exclusions, and zones."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from sladsl.model.catalogue import Exclusion
from sladsl.model.supports import Supports
from sladsl.prove.allowances import ROLLS
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.budgets import Support, whole_step, with_allowance
from sladsl.prove.mending import TRIED
from sladsl.prove.proving import prove
from sladsl.prove.telling import name_of
from sladsl.records import replace
from sladsl.rules.say import listed


def way_out(supports: Supports, proof: AvailabilityProof) -> str | None:
    """A change with which the promise is kept: of its exclusions, of the clocks it counts by, or of both."""
    cycle = proof.guarantee.period
    if len(proof.supports) > TRIED or cycle is None or cycle.kind in ROLLS:
        return None  # too much to make the proof anew
    missing, zone = _missing(proof), _zone_below(proof)
    if missing and not _kept_without_them(proof):
        missing = {}
    alone = [each for each in ((missing, ""), ({}, zone)) if any(each)]
    for exclusions, clocks in (*alone, *([(missing, zone)] if len(alone) > 1 else [])):
        if _kept(supports, proof, exclusions.values(), clocks):
            return _told(proof, exclusions, clocks)
    return None


def _told(proof: AvailabilityProof, exclusions: Iterable[str], zone: str) -> str:
    keys = ", ".join(exclusions)
    ways = [f"write `except {keys}` in `{name_of(proof.agreement, proof.guarantee)}`, too"] if keys else []
    if zone:
        names = listed(dict.fromkeys([proof.agreement.key, *(s.agreement.key for s in proof.supports)]))
        ways.append(f'let {names} count by the clocks of one zone, as in `zone "{zone}"`')
    return ", and ".join(ways)


def _missing(proof: AvailabilityProof) -> dict[str, Exclusion]:
    """What the supports leave out with a limit, and the promise does not."""
    known = {exclusion.key for exclusion in proof.guarantee.exclusions}
    return {
        exclusion.key: exclusion
        for support in proof.supports
        for exclusion in support.guarantee.exclusions
        if exclusion.key not in known and any(e.exclusion == exclusion.key for e in support.allowance.extras)
    }


def _kept_without_them(proof: AvailabilityProof) -> bool:
    """Whether the promise would hold if its supports left nothing out: found out sooner than all anew."""
    supports = tuple(_bare(support) for support in proof.supports)
    held, step = replace(proof, supports=supports, excused=Fraction(0)), whole_step(proof.guarantee, supports)
    return replace(held, bound=held.together.promised(step).time, attained=held.attained or bool(step)).kept


def _bare(support: Support) -> Support:
    return with_allowance(support, replace(support.allowance, extras=()))


def _zone_below(proof: AvailabilityProof) -> str:
    """The zone by whose clocks all supports count, where the promise counts by others."""
    cycles = [s.guarantee.period for s in proof.supports if s.guarantee.period is not None]
    there, mine = {cycle.zone for cycle in cycles}, proof.guarantee.period
    return there.pop() if mine is not None and len(there) == 1 and mine.zone not in there else ""


def _kept(supports: Supports, proof: AvailabilityProof, exclusions: Iterable[Exclusion], zone: str) -> bool:
    """Whether the promise would be kept with these exclusions, too, and by the clocks of a zone, if any."""
    agreement, guarantee, cycle = proof.agreement, proof.guarantee, proof.guarantee.period
    guarantee = replace(guarantee, exclusions=(*guarantee.exclusions, *exclusions))
    if zone and cycle is not None:
        agreement = replace(agreement, zone=zone)
        guarantee = replace(guarantee, period=replace(cycle, zone=zone))
    anew = Supports(supports.house, supports.today)  # nothing of what is tried is remembered
    made = prove(anew, agreement, guarantee, proof.service)
    return made is not None and made.kept
