"""Things that a promise about time stands on, and about which nobody under it promises any time."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.metrics import TimeBetween
from sladsl.model.supports import Supports
from sladsl.prove.chains import time_proofs
from sladsl.prove.parts import Step, steps


def untimed(supports: Supports, agreement: Agreement, guarantee: Guarantee) -> tuple[str, ...]:
    """The components whose cases are taken to be in time, as no step that ends them is about them or about
    what needs them; none where such a step is about all cases."""
    covered: set[str] = set()
    for step in _ending(supports, agreement, guarantee):
        about = step.guarantee.services or step.agreement.services
        if not about:
            return ()
        covered.update(service.key for service in about)
    found: dict[str, None] = {}
    seen: set[str] = set()
    waiting = [service.key for service in guarantee.services or agreement.services]
    while waiting:
        key = waiting.pop()
        thing = supports.house.services.get(key)
        if key in covered or key in seen or thing is None:
            continue
        seen.add(key)
        needed = [each for needs in thing.needs for each in needs.keys]
        if not needed:
            found[key] = None
        waiting += reversed(needed)
    return tuple(found)


def _ending(supports: Supports, agreement: Agreement, guarantee: Guarantee) -> Iterator[Step]:
    formula = guarantee.metric.formula
    assert isinstance(formula, TimeBetween)
    for proof in time_proofs(supports, agreement):
        if proof.guarantee is guarantee:
            for step in steps(proof.chain):
                theirs = step.guarantee.metric.formula
                if isinstance(theirs, TimeBetween) and theirs.last == formula.last:
                    yield step
