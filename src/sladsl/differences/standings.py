"""Which promises the agreements under them keep: what held before and does not now, and what the reverse."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

from sladsl.differences.change import Change, Held, Standing, Unkept
from sladsl.differences.unkept import by_service, unkept, within_reach
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.house import House
from sladsl.model.supports import Supports
from sladsl.prove.allowances import is_availability
from sladsl.prove.chains import time_proofs
from sladsl.prove.due import is_time_limit
from sladsl.prove.proving import proofs
from sladsl.prove.telling import sum_text
from sladsl.prove.timeline import shares_text, timeline_text
from sladsl.records import record
from sladsl.rules.index import Index

_Key: TypeAlias = tuple[str, str]
Names: TypeAlias = Mapping[_Key, _Key]
"""From agreement and promise in the new version to what they were in the old one."""
_AVAILABILITY = frozenset(("exclusion", "downtime"))
_BOTH = frozenset(("target", "promise", "dates", "condition"))
_ALL = frozenset(
    ("hours", "calendar", "zone", "needs", "metric", "relies on", "scope", "agreement", "name")
).union(("term", "begin", "end", "provider", "customer", "kind", "under", "handling", "priorities"))
_PAID = frozenset(("credit", "credits", "cap", "combine", "fee", "risk"))


def standings(old: Index, new: Index, before: Names, changes: Iterable[Change]) -> Iterator[Standing]:
    """The promises whose proof turned, in the order of the new house, then those of the old one; and those
    that are not kept in either version and cost something else now.

    Only what a change can have touched is proven: the agreements it holds in and all that stands on them.
    """
    then_touched, now_touched = _touched(old, new, before, changes)
    paid = _at_or_below(new, {a for change in changes if change.kind in _PAID for a in change.agreements})
    held_now = proven(new, *(touched | paid for touched in now_touched))
    # What only pays something else is proven alike in both versions; kept, it costs nothing in either.
    was = {now[0]: then[0] for now, then in before.items()}
    paid = {was.get(key, key) for (key, _), now in held_now.items() if key in paid and not now.held.kept}
    held_then = proven(old, *(touched | paid for touched in then_touched))
    agreements = new.house.agreements.values()
    made = {(each.key, g.key): (origin, g.key) for each in agreements for origin, g in each.inherited}

    def is_told_above(key: _Key) -> bool:
        """Whether a promise that is taken over turned as it did where it is made."""
        mine, theirs = (
            tuple(
                (one.held.kept, one.held.open) if one is not None else None
                for one in (held_then.get(before.get(each, each)), held_now.get(each))
            )
            for each in (key, made.get(key, key))
        )
        return key in made and mine == theirs

    for key, now in held_now.items():
        if is_told_above(key):
            continue
        then = held_then.get(before.get(key, key))
        if then is None and not now.held.kept:
            yield Standing(_fails(now), *key, None, now.held, (), _cost(new, key, now.missed))
        elif then is not None:
            costs = _cost(old, before.get(key, key), then.missed), _cost(new, key, now.missed)
            worse = then.held.kept or (then.held.open and not now.held.open)
            what = "repaired" if now.held.kept else _fails(now) if worse else "costs"
            same = (then.held.kept, then.held.open) == (now.held.kept, now.held.open)
            if not same or costs[0] != costs[1]:
                yield Standing(what, *key, then.held, now.held, *costs)
    after = {was: is_now for is_now, was in before.items()}
    for key, then in held_then.items():
        is_now = after.get(key)
        if is_now is not None and is_now not in held_now and then.held.kept and not is_told_above(is_now):
            promised = [each for each in new.house.agreements[is_now[0]].promises if each.key == is_now[1]]
            missed = [one for each in promised for one in by_service(each)]
            yield Standing("unproven", *is_now, then.held, None, (), _cost(new, is_now, missed))


def _fails(now: _Proven) -> str:
    return "open" if now.held.open else "breaks"


_Touched: TypeAlias = tuple[set[str], set[str]]
"""Agreements whose promises of availability, and those whose promises of times are looked at."""


def _touched(old: Index, new: Index, before: Names, changes: Iterable[Change]) -> tuple[_Touched, _Touched]:
    """In the old version and in the new one, each by its own names."""
    downtime, times = set[str](), set[str]()
    for change in changes:
        if change.kind in _ALL | _BOTH | _AVAILABILITY and not _only_times(change, old.house, new.house):
            downtime.update(change.agreements)
        if change.kind in _ALL | _BOTH and not _only_downtime(change, old.house, new.house):
            times.update(change.agreements)
    was = {is_now[0]: then[0] for is_now, then in before.items()}
    now_downtime, now_times = _above(new, downtime), _above(new, times)
    then_downtime = _above(old, {was.get(key, key) for key in downtime | now_downtime})
    then_times = _above(old, {was.get(key, key) for key in times | now_times})
    back = {then: now for now, then in was.items() if now != then}
    now_downtime |= {back.get(key, key) for key in then_downtime}
    now_times |= {back.get(key, key) for key in then_times}
    return (then_downtime, then_times), (now_downtime, now_times)


def _at_or_below(index: Index, keys: Container[str]) -> set[str]:
    """These agreements, and those that are levels below them."""
    return {
        agreement.key
        for agreement in index.house.agreements.values()
        if agreement.key in keys or any(level.key in keys for level in index.house.levels_above(agreement))
    }


def _cost(index: Index, key: _Key, missed: Sequence[Guarantee]) -> tuple[Unkept, ...]:
    return unkept(index, index.house.agreements[key[0]], missed)


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


@record
class _Proven:
    """The tightest proof of a promise, and the promise once for each service or time that is not kept."""

    held: Held
    missed: tuple[Guarantee, ...]


def proven(supports: Supports, downtime: Container[str], times: Container[str]) -> dict[_Key, _Proven]:
    """By agreement and promise: whether all proofs of it succeed, and the tightest of them.

    `downtime` and `times` are the agreements whose promises of availability and of times are proven.
    """
    found: dict[_Key, _Proven] = {}
    downtime, times = _with_levels(supports, downtime), _with_levels(supports, times)
    for agreement in supports.agreements:
        made: list[tuple[str, _Proven]] = []
        if agreement.key in downtime:
            made += _of_downtime(supports, agreement)
        if agreement.key in times:
            made += _of_times(supports, agreement)
        for key, one in made:
            known = found.get((agreement.key, key))
            found[agreement.key, key] = one if known is None else _both(known, one)
    for agreement in supports.agreements:
        for _, promise in agreement.inherited:
            levels = (level.key for level in supports.house.levels_above(agreement))
            above = next((found[key, promise.key] for key in levels if (key, promise.key) in found), None)
            if above is not None and _looked_at(agreement, promise, downtime, times):
                found.setdefault((agreement.key, promise.key), above)
    return found


def _looked_at(
    agreement: Agreement, promise: Guarantee, downtime: Container[str], times: Container[str]
) -> bool:
    return agreement.key in (downtime if is_availability(promise) else times)


def _with_levels(supports: Supports, keys: Container[str]) -> set[str]:
    """These agreements and the levels above them, where what they take over is proven."""
    these = [agreement for agreement in supports.agreements if agreement.key in keys]
    return {each.key for agreement in these for each in (agreement, *supports.house.levels_above(agreement))}


def _both(one: _Proven, two: _Proven) -> _Proven:
    return _Proven(min(one.held, two.held, key=_measure), one.missed + two.missed)


def _measure(held: Held) -> tuple[bool, bool, bool, Fraction]:
    """What keeps a promise least comes first."""
    return held.kept, held.open, held.slack is not None, held.slack or Fraction(0)


def _of_downtime(supports: Supports, agreement: Agreement) -> Iterator[tuple[str, _Proven]]:
    for proof in proofs(supports, agreement):
        span = proof.guarantee.target_span
        held = Held(proof.kept, proof.allowed - proof.bound, sum_text(proof), span, proof.is_open)
        yield proof.guarantee.key, _Proven(held, () if proof.kept else (within_reach(proof),))


def _of_times(supports: Supports, agreement: Agreement) -> Iterator[tuple[str, _Proven]]:
    late = set[str]()
    for proof in time_proofs(supports, agreement):
        key = proof.guarantee.key
        told = "" if proof.in_time else timeline_text(proof)
        slack = None if proof.worst.endless else Fraction(-proof.worst.by)
        short = shares_text(proof) if proof.in_time and not proof.for_enough else ""
        held = Held(proof.kept, slack, told, proof.guarantee.target_span, short=short)
        again = proof.kept or key in late
        yield key, _Proven(held, () if again else (proof.guarantee,))
        if not proof.kept:
            late.add(key)
