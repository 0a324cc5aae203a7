"""Which agreements a house rule is about, and how findings about one look."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.model.agreements import Agreement
from sladsl.model.policies import Policy, PolicyItem
from sladsl.rules.index import Index


def rules(index: Index, kind: str) -> Iterator[tuple[Policy, PolicyItem]]:
    """Every house rule of a kind, with the policy it stands in."""
    for policy in index.house.policies.values():
        for item in policy.items:
            if item.kind == kind:
                yield policy, item


def governed(index: Index, policy: Policy) -> Iterator[Agreement]:
    """The agreements that the policy's owner provides; all of them where it names none."""
    for agreement in index.agreements:
        if not index.over(agreement) and _provides(policy, agreement):
            yield agreement


def _provides(policy: Policy, agreement: Agreement) -> bool:
    owner, provider = policy.owner, agreement.provider
    if owner is None:
        return True
    if provider is None or provider.party.key != owner.party.key:
        return False
    return owner.unit is None or provider.key == owner.key
