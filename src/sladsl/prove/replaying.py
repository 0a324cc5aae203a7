"""A worst case played through the evaluation as if it had been measured: who keeps a promise and who not."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from sladsl.evaluate.base import excluded_times, hours_of
from sladsl.evaluate.evaluate import result
from sladsl.evaluate.facts import Facts, ServiceFacts
from sladsl.evaluate.overlap import Overlap
from sladsl.evaluate.results import State
from sladsl.exact.intervals import (
    Intervals,
    clip,
    difference,
    first,
    intersection,
    normalise,
    total,
    union,
)
from sladsl.exact.periods import DAY, Kind, Period
from sladsl.exact.structures.modules import Module, fails
from sladsl.model.agreements import Agreement, Guarantee, limited_hours
from sladsl.model.catalogue import Exclusion, Service
from sladsl.model.metrics import ShareOfIntervals
from sladsl.prove.allowances import lost
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.budgets import Support
from sladsl.prove.limits import budget_in, budget_periods, is_the_same, windows_of
from sladsl.records import record, replace

_MOST = 20_000
"""So many results are computed for one worst case."""
_AT_ONCE = 1_000
"""So many intervals take as long as a result without any."""


@record
class Replay:
    """What an evaluation says of a course of outages: the `state` of the promise in the period shown, and the
    periods in which supports would break theirs, by the number of the support. It took as long as so many
    `results`."""

    state: State
    missed: Mapping[int, tuple[Period, ...]]
    results: int


def replay(
    proof: AvailabilityProof, supports: Sequence[Support], down: Mapping[str, Intervals], recorded: bool
) -> Replay | None:
    """The result of every promise in its periods, when the components are down as said; None where these are
    too many. What the promise leaves out is `recorded`, or is what is down in its windows."""
    if any(_roll_by(support, proof.period) > _MOST for support in supports):
        return None
    cycles = [
        (number, support, _with_outages(support, proof.period, down.get(support.component, ())))
        for number, support in enumerate(supports)
    ]
    results = sum(len(periods) for _, _, periods in cycles)
    if results > _MOST:
        return None
    facts, whole = _known(proof, supports, down, recorded)
    missed: dict[int, tuple[Period, ...]] = {}
    for (number, support, periods), known in zip(cycles, facts, strict=True):
        key = support.component
        service = next((each for each in support.guarantee.services if each.key == key), None)
        broken = tuple(
            period
            for period in periods
            if _state(support, service, _near(known, support, period), period) is State.MISSED
        )
        if broken:
            missed[number] = broken
    measured = Facts({proof.service.key: whole})
    state = result(proof.guarantee, proof.agreement, proof.service, measured, proof.period, {}).state
    return Replay(state, missed, sum(_effort(support, periods) for _, support, periods in cycles))


def _effort(support: Support, periods: Sequence[Period]) -> int:
    """How many results take as long as those of some periods: intervals are looked at one by one."""
    formula = support.guarantee.metric.formula
    if not isinstance(formula, ShareOfIntervals):
        return len(periods)
    return sum(1 + period.length // (int(formula.interval.seconds) * _AT_ONCE) for period in periods)


def _state(support: Support, service: Service | None, known: ServiceFacts, period: Period) -> State:
    facts = Facts({support.component: known})
    return result(support.guarantee, support.agreement, service, facts, period, {}).state


def _near(known: ServiceFacts, support: Support, period: Period) -> ServiceFacts:
    """The same without outages that do not touch a period, where none of them uses up a budget before."""
    if known.down is None or support.guarantee.exclusions:
        return known
    first = bisect_left(known.down, period.start, key=lambda span: span[1])
    last = bisect_right(known.down, period.end, key=lambda span: span[0])
    return replace(known, down=known.down[first:last])


def counted_in_case(proof: AvailabilityProof) -> tuple[Fraction, Fraction] | None:
    """The seconds that count against the promise in its worst case, as an evaluation counts them, and those
    that the promise then allows; None where it does not tell."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for key, begun, seconds in proof.case.spans:
        spans.setdefault(key, []).append((begun, begun + int(seconds)))
    down = {key: normalise(each) for key, each in spans.items()}
    every = (*proof.supports, *proof.besides)
    _, known = _known(proof, every, down, proof.case.recorded != "none")
    facts, service = Facts({proof.service.key: known}), proof.service
    measured = result(proof.guarantee, proof.agreement, service, facts, proof.period, {}).measured
    counted, of = measured.numerator, measured.denominator
    loss, formula = lost(proof.guarantee), proof.guarantee.metric.formula
    if counted is None or loss.absolute:
        return None if counted is None else (counted, loss.amount)
    if of is None:
        return None
    unit = formula.interval.seconds if isinstance(formula, ShareOfIntervals) else Fraction(1)
    return (of - counted) * unit, loss.of(of * unit)


def _with_outages(support: Support, period: Period, down: Intervals) -> Sequence[Period]:
    """Its periods with an outage: nothing is missed in others."""
    lasting = Overlap(down)
    return [each for each in _periods(support, period, down) if lasting.within(each.start, each.end)]


def _periods(support: Support, period: Period, down: Intervals) -> Sequence[Period]:
    """The periods of a support that touch a period; of trailing ones, which may end at any instant, those in
    which the largest share can be down: they begin or end where an outage does, or where the support's hours
    or what it leaves out do."""
    cycle = support.guarantee.period
    assert cycle is not None
    if cycle.kind is Kind.TRAILING:
        length = cycle.days * DAY
        spans = (*down, *_counted_otherwise(support, down, length))
        edges = {edge + shift for span in spans for edge in span for shift in _shifts(support)}
        return [cycle.containing(end) for end in sorted(edges | {edge + length for edge in edges})]
    more = cycle.longest() if cycle.kind is Kind.ROLLING else 0
    return [each for each in cycle.between(period.start, period.end + more) if each.start < period.end]


def _shifts(support: Support) -> tuple[int, ...]:
    """By how many seconds periods begin later: where intervals are counted they cut others then."""
    formula = support.guarantee.metric.formula
    if not isinstance(formula, ShareOfIntervals):
        return (0,)
    return (-1, 0, 1, int(formula.interval.seconds) // 2)


def _counted_otherwise(support: Support, down: Intervals, length: int) -> Intervals:
    """The hours of a support, where it has any, its windows, and what it leaves out of outages."""
    if not down:
        return ()
    agreement, guarantee = support.agreement, support.guarantee
    reach = Period(down[0][0] - length, down[-1][1] + length, "")
    hours = hours_of(guarantee, agreement, reach.start, reach.end)
    spans = list(hours) if limited_hours(guarantee, agreement) else []
    for each in guarantee.exclusions:
        spans += windows_of(each, agreement, reach.start, reach.end)
        spans += _taken(each, guarantee, agreement, intersection(down, hours), reach)
    return tuple(spans)


def _roll_by(support: Support, period: Period) -> int:
    """How many of a support's periods roll over a period, a date after the other."""
    cycle = support.guarantee.period
    rolls = cycle is not None and cycle.kind is Kind.ROLLING
    return period.length // DAY + cycle.days if cycle is not None and rolls else 0


def _failed(structure: Module, down: Mapping[str, Intervals]) -> Intervals:
    """When the whole is down."""
    edges = sorted({edge for spans in down.values() for span in spans for edge in span})
    begins: dict[int, list[str]] = {}
    ends: dict[int, list[str]] = {}
    for key, spans in down.items():
        for start, end in spans:
            begins.setdefault(start, []).append(key)
            ends.setdefault(end, []).append(key)
    out: set[Hashable] = set()
    found = []
    for start, end in pairwise(edges):
        out.difference_update(ends.get(start, ()))
        out.update(begins.get(start, ()))
        if out and fails(structure, out):
            found.append((start, end))
    return normalise(found)


# ---- what is left out


def excluded_at(proof: AvailabilityProof) -> Intervals:
    """The times in windows of the promise that are left out of it where its exclusions are used up."""
    windows = tuple(exclusion for exclusion in proof.recorded if exclusion.windows)
    times = hours_of(proof.guarantee, proof.agreement, proof.period.start, proof.period.end)
    return union(*_used_up(proof, windows, times).values())


def windows_above(proof: AvailabilityProof) -> Intervals:
    """The windows of the promise's exclusions, but for those that its supports share; none where they are
    used up, and so recorded anyway."""
    if proof.used_up:
        return ()
    agreement, period = proof.agreement, proof.period
    own = (each for each in proof.guarantee.exclusions if each.key not in proof.shared)
    return union(*(windows_of(each, agreement, period.start, period.end) for each in own))


def _known(
    proof: AvailabilityProof, supports: Sequence[Support], down: Mapping[str, Intervals], recorded: bool
) -> tuple[list[ServiceFacts], ServiceFacts]:
    """What is known of each support's component, and of the whole. What supports leave out outside windows is
    what was recorded, and so it is above where that says the same."""
    failed = _failed(proof.structure, down)
    above = _recorded_above(proof, failed)
    facts = [_facts(proof, support, down.get(support.component, ()), above) for support in supports]
    excluded = above if recorded else {}
    for each in proof.guarantee.exclusions:
        shared = each.key in proof.shared and not each.windows
        if shared or (recorded and each.key in proof.same_work):
            parts = zip(supports, facts, strict=True)
            work = intersection(failed, union(*(_work(proof, *part, each) for part in parts)))
            others = _beside(proof, each, excluded.get(each.key, ()), work)
            excluded = excluded | {each.key: union(work, others)}
    return facts, ServiceFacts(down=failed, excluded=excluded)


def _work(proof: AvailabilityProof, support: Support, known: ServiceFacts, ours: Exclusion) -> Intervals:
    """What a support leaves out of what is down that counts as an exclusion above: by its name, or in
    windows."""
    agreement, promise, down = support.agreement, support.guarantee, known.down or ()
    found: list[Intervals] = []
    for each in promise.exclusions:
        if each.key in known.excluded:
            found += [known.excluded[each.key]] if each.key == ours.key else []
        elif ours.windows:
            found.append(_taken(each, promise, agreement, down, proof.period))
    return union(*found)


def _recorded_above(proof: AvailabilityProof, failed: Intervals) -> dict[str, Intervals]:
    """What is recorded as left out of the promise: nothing, or as much as its exclusions permit, at times at
    which nothing is down. Of those that its supports share it is what is down in their windows."""
    hours = hours_of(proof.guarantee, proof.agreement, proof.period.start, proof.period.end)
    none = {e.key: () for e in proof.guarantee.exclusions if e.key not in proof.shared}
    return none | _used_up(proof, proof.recorded, difference(hours, failed))


def _beside(proof: AvailabilityProof, exclusion: Exclusion, others: Intervals, work: Intervals) -> Intervals:
    """As much of other times as the budget of an exclusion permits beside some work."""
    budget = budget_in(exclusion)
    if budget is None or not work:
        return others
    found: list[Intervals] = []
    for part in budget_periods(exclusion, proof.agreement, proof.period):
        done = total(clip(work, part.start, part.end))
        mine = clip(others, part.start, part.end)
        found.append(first(mine, max(0, int(budget) - done)) if done else mine)
    return union(*found)


def _used_up(
    proof: AvailabilityProof, exclusions: Iterable[Exclusion], times: Intervals
) -> dict[str, Intervals]:
    """What each exclusion takes of some times, no time twice."""
    found: dict[str, Intervals] = {}
    for exclusion in exclusions:
        found[exclusion.key] = _taken(exclusion, proof.guarantee, proof.agreement, times, proof.period)
        times = difference(times, found[exclusion.key])
    return found


def _facts(
    proof: AvailabilityProof, support: Support, down: Intervals, above: Mapping[str, Intervals]
) -> ServiceFacts:
    """What is known of a component: of work in its windows what was down there, of other things that its
    promise leaves out as much as it does, and of what the promise above leaves out, too, as much as that."""
    agreement, promise = support.agreement, support.guarantee
    recorded: dict[str, Intervals] = {}
    left = down
    for exclusion in promise.exclusions:
        if exclusion.key in above and is_the_same(exclusion, agreement, proof.agreement):
            recorded[exclusion.key] = above[exclusion.key] if proof.used_up == "both" else ()
        elif not exclusion.windows:
            recorded[exclusion.key] = _taken(exclusion, promise, agreement, left, proof.period)
            left = difference(left, recorded[exclusion.key])
    return ServiceFacts(down=down, excluded=recorded)


def _taken(
    exclusion: Exclusion, promise: Guarantee, agreement: Agreement, times: Intervals, period: Period
) -> Intervals:
    """What an exclusion takes of some times, all of which are recorded as that."""
    facts = ServiceFacts(excluded={exclusion.key: times})
    return excluded_times(exclusion, promise, agreement, facts, period)
