"""Things that several agreements promise at the same time while nobody says which of them is meant."""

from __future__ import annotations

from itertools import combinations

from sladsl.model.agreements import Agreement
from sladsl.model.supports import Supports, overlap
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.below import Below
from sladsl.records import record


@record
class Unchosen:
    """Which agreements a proof counts with for a component, and which others it could be as well."""

    component: str
    taken: tuple[Agreement, ...]
    others: tuple[Agreement, ...]


def contested(supports: Supports, upper: Agreement, stands: Below) -> tuple[str, ...]:
    """The components of which two agreements promise something on the same days, neither named by `upper`."""
    named = {lower.key for lower in supports.named_supports[upper.key]}
    found = []
    for key, promises in stands.promised.items():
        lowers = {lower.key: lower for lower, _ in promises}
        if len(lowers) > 1 and not named & lowers.keys():
            pairs = combinations(lowers.values(), 2)
            found += [key] if any(_are_rivals(supports, *pair) for pair in pairs) else []
    return tuple(found)


def _are_rivals(supports: Supports, left: Agreement, right: Agreement) -> bool:
    house = supports.house
    if right in house.levels_above(left) or left in house.levels_above(right):
        return False
    return overlap(supports.term(left), supports.term(right)) is not None


def unchosen(proof: AvailabilityProof) -> tuple[Unchosen, ...]:
    """What a proof takes for granted about who carries what; nothing where it counts with all of them."""
    found = []
    for key in proof.contested:
        taken = {s.agreement.key: s.agreement for s in proof.supports if s.component == key}
        others = {s.agreement.key: s.agreement for s in proof.besides if s.component == key}
        left = tuple(other for name, other in others.items() if name not in taken)
        if taken and left:
            found.append(Unchosen(key, tuple(taken.values()), left))
    return tuple(found)
