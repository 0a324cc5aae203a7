"""Who has more and who has less by a change, when what each owes another before and after is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from fractions import Fraction
from typing import TypeAlias

from sladsl.differences.change import Due, Gain
from sladsl.model.agreements import Agreement
from sladsl.model.catalogue import PartyUse

_Named: TypeAlias = Callable[[str], Agreement | None]
"""The agreement of a version by the name that its sides of a stake give it."""


def gains(old: tuple[Due, _Named], new: tuple[Due, _Named], currency: str) -> tuple[Gain, ...]:
    """What each organisation gains in each measure, losses first, the largest first.

    Where it is open what a supplier pays before or after, neither it nor who gets it is told.
    """
    balance: defaultdict[tuple[str, str], Fraction] = defaultdict(Fraction)
    unknown = {""}
    for sign, (due, agreement_of) in ((-1, old), (1, new)):
        payers = set[str]()
        for key, size in due.owed:
            agreement = agreement_of(key)
            if agreement is not None:
                payers.add(_party(agreement.provider))
                balance[_party(agreement.provider), currency] -= sign * size
                balance[_party(agreement.customer), currency] += sign * size
        supplier = agreement_of(due.supplier)
        seller = _party(supplier.provider) if supplier is not None else ""
        buyer = _party(supplier.customer) if supplier is not None else ""
        buyer = buyer or (min(payers) if len(payers) == 1 else "")
        if due.back is None or old[0].back is None or new[0].back is None:
            unknown |= {seller, buyer, *payers}
        else:
            measure, size = due.back
            balance[seller, measure] -= sign * size
            balance[buyer, measure] += sign * size
    found = [
        Gain(party, measure, size)
        for (party, measure), size in balance.items()
        if size and party not in unknown
    ]
    return tuple(sorted(found, key=lambda gain: (gain.size > 0, -abs(gain.size), gain.party, gain.measure)))


def _party(side: PartyUse | None) -> str:
    return side.party.key if side is not None else ""
