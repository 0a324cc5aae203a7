"""Which promises the agreements under them keep: what held before and does not now, and what the reverse."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TypeAlias

from sladsl.differences.change import Change, Held, Standing
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.house import House
from sladsl.model.supports import Supports
from sladsl.prove.allowances import is_availability
from sladsl.prove.availability import proofs
from sladsl.prove.chains import time_proofs
from sladsl.prove.due import is_time_limit
from sladsl.prove.telling import sum_text
from sladsl.prove.timeline import timeline_text

_Key: TypeAlias = tuple[str, str]
Names: TypeAlias = Mapping[_Key, _Key]
"""From agreement and promise in the new version to what they were in the old one."""
_AVAILABILITY = frozenset(("exclusion", "downtime"))
_BOTH = frozenset(("target", "promise", "dates", "condition"))
_ALL = frozenset(
    ("hours", "calendar", "zone", "needs", "metric", "relies on", "scope", "agreement", "name")
).union(("term", "begin", "end", "provider", "customer", "kind", "under", "handling", "priorities"))


def standings(old: House, new: House, before: Names, changes: Iterable[Change]) -> Iterator[Standing]:
    """The promises whose proof turned, in the order of the new house, then those of the old one.

    Only what a change can have touched is proven: the agreements it holds in and all that stands on them.
    """
    downtime, times = set[str](), set[str]()
    for change in changes:
        if change.kind in _ALL | _BOTH | _AVAILABILITY and not _only_times(change, old, new):
            downtime.update(change.agreements)
        if change.kind in _ALL | _BOTH and not _only_downtime(change, old, new):
            times.update(change.agreements)
    was = {is_now[0]: then[0] for is_now, then in before.items()}
    now_downtime, now_times = _above(Supports(new), downtime), _above(Supports(new), times)
    then_downtime = _above(Supports(old), {was.get(key, key) for key in downtime | now_downtime})
    then_times = _above(Supports(old), {was.get(key, key) for key in times | now_times})
    turned = {now: then for now, then in was.items() if now != then}
    back = {then: now for now, then in turned.items()}
    now_downtime |= {back.get(key, key) for key in then_downtime}
    now_times |= {back.get(key, key) for key in then_times}
    held_then, held_now = held(old, then_downtime, then_times), held(new, now_downtime, now_times)
    for key, now in held_now.items():
        then = held_then.get(before.get(key, key))
        if not now.kept and (then is None or then.kept):
            yield Standing("breaks", *key, then, now)
        elif now.kept and then is not None and not then.kept:
            yield Standing("repaired", *key, then, now)
    after = {was: is_now for is_now, was in before.items()}
    for key, then in held_then.items():
        is_now = after.get(key)
        if is_now is not None and is_now not in held_now and then.kept:
            yield Standing("unproven", *is_now, then, None)


def _promised(change: Change, old: House, new: House) -> Guarantee | None:
    """The promise that a change is about, where it is about one."""
    if change.kind not in _BOTH:
        return None
    for house in (new, old):
        for agreement in (house.agreements.get(key) for key in change.agreements):
            for guarantee in agreement.guarantee(change.subject) if agreement is not None else ():
                return guarantee
    return None


def _only_times(change: Change, old: House, new: House) -> bool:
    promised = _promised(change, old, new)
    return promised is not None and not is_availability(promised)


def _only_downtime(change: Change, old: House, new: House) -> bool:
    promised = _promised(change, old, new)
    return promised is not None and not is_time_limit(promised)


def _above(supports: Supports, keys: Iterable[str]) -> set[str]:
    """These agreements and all that stand on them, however far above."""
    found = {key for key in keys if key in supports.house.agreements}
    lower = {a.key: {b.key for b in supports.supports(a)} for a in supports.agreements} if found else {}
    grown = True
    while grown:
        more = {key for key, below in lower.items() if key not in found and below & found}
        grown = bool(more)
        found |= more
    return found


def held(house: House, downtime: Container[str], times: Container[str]) -> dict[_Key, Held]:
    """By agreement and promise: whether all proofs of it succeed, and the tightest of them.

    `downtime` and `times` are the agreements whose promises of availability and of times are proven.
    """
    supports = Supports(house)
    found: dict[_Key, Held] = {}
    for agreement in house.agreements.values():
        made: list[tuple[str, Held]] = []
        if agreement.key in downtime:
            made += _of_downtime(supports, agreement)
        if agreement.key in times:
            made += _of_times(supports, agreement)
        for key, one in made:
            known = found.get((agreement.key, key))
            if known is None or (one.kept, one.slack) < (known.kept, known.slack):
                found[agreement.key, key] = one
    return found


def _of_downtime(supports: Supports, agreement: Agreement) -> Iterator[tuple[str, Held]]:
    for proof in proofs(supports, agreement):
        span = proof.guarantee.target_span
        yield proof.guarantee.key, Held(proof.kept, proof.allowed - proof.bound, sum_text(proof), span)


def _of_times(supports: Supports, agreement: Agreement) -> Iterator[tuple[str, Held]]:
    for proof in time_proofs(supports, agreement):
        told = "" if proof.kept else timeline_text(proof)
        slack = Fraction(-proof.worst.by)
        yield proof.guarantee.key, Held(proof.kept, slack, told, proof.guarantee.target_span)
