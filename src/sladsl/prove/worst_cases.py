"""One worst case of a proof, second by second: everybody below keeps their promise, and the one above breaks.

It is laid out as the bound is computed, and then played through the evaluation. Where a promise under it
rolls and would be broken in one of its periods, that period is counted in, too, and all is laid out again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor

from sladsl.evaluate.results import State
from sladsl.exact.intervals import Intervals, difference, intersection, normalise
from sladsl.exact.periods import Period
from sladsl.exact.structures.downtime import Spans, joined
from sladsl.exact.structures.programme import Patience
from sladsl.prove.allowances import ROLLS, lost
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.budgets import Support, in_whole_intervals, whole_step, with_allowance
from sladsl.prove.coinciding import Rolled, coinciding
from sladsl.prove.counting import Unseen, on_grid, unseen
from sladsl.prove.outages import NO_CASE, WorstCase
from sladsl.prove.replaying import excluded_at, replay, windows_above
from sladsl.prove.rolling import pieces_apart
from sladsl.prove.touching import touched
from sladsl.records import record, replace

_ROUNDS = 16
"""So often all is laid out again."""
_AT_ONCE = 30
"""So many periods of a support that rolls are counted in after each round."""
_PER_RESULT = 500
"""So many steps of `Patience` take as long as a result of the replay, or as an outage in it."""
_SHORT = 20_000
"""So many short outages are looked at."""
_LESS = 20_000_000
"""So many steps are taken for cases of less than all that is allowed."""
_NOTHING, _SECOND = Fraction(0), Fraction(1)


@record
class Search:
    """The case that was found, if any; what no case can exceed, where that was found out, and whether one is
    so long; and the periods that were counted in for it."""

    case: WorstCase
    bound: Fraction | None = None
    settled: bool = False
    rolled: Rolled = ()


def search(proof: AvailabilityProof, patience: Patience, *, to_the_end: bool = False) -> Search:
    """A case that breaks a promise whose bound is too high, in the period shown: as much is down as the
    supports let be, each in its own periods and at its own times. Where that cannot be laid out, or does not
    stand the replay, less may do. Once the promise is kept its bound is brought down only `to_the_end`."""
    every = tuple(in_whole_intervals(support) for support in (*proof.supports, *proof.besides))
    if any(support.allowance.apart for support in every):
        return Search(NO_CASE)
    counted = tuple(_counted(support) for support in every)
    above = windows_above(proof)
    first = _played(proof, counted, _Where(excluded_at(proof), to_the_end=to_the_end), patience)
    known = first if counted == every else replace(first, bound=None, rolled=())
    # Better one that breaks the promise whatever is recorded as left out.
    anyhow = _Where(above, recorded=False) if above else _Where(excluded_at(proof))
    if first.case and above:
        plain = _played(proof, counted, anyhow, patience)
        return replace(known, case=plain.case or replace(first.case, recorded="none"))
    if first.case:
        return replace(known, case=replace(first.case, recorded=proof.used_up if proof.recorded else ""))
    if known.bound is not None and replace(proof, bound=known.bound, attained=True).kept:
        return known
    left = Patience(_LESS)
    for supports, where in _lesser(proof, every, counted, anyhow):
        less = _played(proof, supports, where, left)
        if less.case:
            return replace(known, case=replace(less.case, recorded=proof.used_up if proof.recorded else ""))
    return known


def _lesser(
    proof: AvailabilityProof, every: tuple[Support, ...], counted: tuple[Support, ...], where: _Where
) -> Iterator[tuple[tuple[Support, ...], _Where]]:
    """Other ways to lay a case out: outages that are too short for a support, as few as may suffice; without
    work that has a limit, or any; where supports roll in pieces that no two of their periods share; a little
    work in many intervals; and in whole seconds."""
    overlooked = _overlooked(proof, every)
    count = ceil(proof.allowed / overlooked.length) + 1 if overlooked is not None else 0
    while overlooked is not None:
        short = _again(overlooked, proof.period, count)
        yield every, replace(where, only=short)
        if len(short) < count:
            break
        count *= 4
    whole = tuple(_without(support, limited_only=True) for support in counted)
    bare = tuple(_without(support, limited_only=False) for support in counted)
    less = dict.fromkeys((counted, whole, bare))
    for supports in less:
        if supports != counted:
            yield supports, where
    if any(_rolls(support) for support in counted):
        pieces, rolled = pieces_apart(counted, proof.period)
        for supports in less:
            yield supports, replace(where, only=pieces, rolled=rolled)
    step = whole_step(proof.guarantee, every)
    count = ceil(proof.allowed / step) + 1 if step else 0
    while step:
        short = touched(proof, every, min(count, _SHORT))
        if short:
            yield every, replace(where, only=short)
        if len(short) < count:
            break
        count *= 4
    if not step:
        yield tuple(_in_seconds(support) for support in counted), replace(where, step=_SECOND)


@record
class _Where:
    """At what times a case may be laid out: not where something is `excused`, and in `only` these if they are
    given; with what periods counted in from the beginning. What the promise leaves out is `recorded` as far
    as its exclusions are used up, or whatever is down in its windows. Periods are counted in until no case
    can be so long, or `to_the_end`. Where no intervals are counted outages are whole steps of `step`
    seconds, if any."""

    excused: Intervals
    only: Intervals | None = None
    rolled: Rolled = ()
    recorded: bool = True
    to_the_end: bool = False
    step: Fraction = Fraction(0)


def _without(support: Support, limited_only: bool) -> Support:
    """The support without what it leaves out, or that of it that has a limit."""
    allowance = support.allowance
    whole = (e for e in allowance.extras if e.pieces and all(piece.whole for piece in e.pieces))
    kept = tuple(whole) if limited_only else ()
    return support if kept == allowance.extras else with_allowance(support, replace(allowance, extras=kept))


def _counted(support: Support) -> Support:
    """The support without the outages that are too short for it."""
    allowance = support.allowance
    extras = tuple(extra for extra in allowance.extras if not extra.overlooked)
    if extras == allowance.extras:
        return support
    return with_allowance(support, replace(allowance, extras=extras))


def _in_seconds(support: Support) -> Support:
    """The support in whole seconds, and one less where just so many are too many."""
    reached = lost(support.guarantee).reached
    return with_allowance(support, replace(support.allowance, unit=_SECOND, reached=reached))


def _played(
    proof: AvailabilityProof, supports: tuple[Support, ...], where: _Where, patience: Patience
) -> Search:
    """A case that stands a replay."""
    rolls = any(_rolls(support) for support in supports)
    rolled = dict((*proof.rolled, *where.rolled))
    bound: Fraction | None = None
    for _ in range(_ROUNDS):
        laid = _laid_out(proof, supports, rolled, where, patience)
        if laid is None or patience.left < 0:
            break
        bound = laid.bound if laid.bound is not None else bound
        if not laid.suffices and (not rolls or (laid.bound is not None and not where.to_the_end)):
            return Search(NO_CASE, bound, not rolls, tuple(rolled.items()))
        played = replay(proof, supports, laid.seconds, where.recorded)
        if played is None:
            return Search(NO_CASE, bound, rolled=tuple(rolled.items()))
        patience.left -= _PER_RESULT * (played.results + sum(len(spans) for spans in laid.down.values()))
        if not played.missed:
            breaks = laid.suffices and played.state is State.MISSED
            return Search(laid.case if breaks else NO_CASE, bound, True, tuple(rolled.items()))
        if not all(_rolls(supports[number]) for number in played.missed):
            break
        for number, periods in played.missed.items():
            # Those that meet each other would mostly say the same.
            some = periods[:: max(1, len(periods) // _AT_ONCE)]
            rolled[number] = tuple(dict.fromkeys((*rolled.get(number, ()), *some)))
    return Search(NO_CASE, bound, rolled=tuple(rolled.items()))


@record
class _Laid:
    """A course of outages, and for how many seconds the whole is `lost` as the promise counts; None where
    only a replay can tell. It is `limited` where others may be longer: in whole intervals, or at times at
    which the promise leaves something out."""

    proof: AvailabilityProof
    supports: tuple[Support, ...]
    down: Mapping[str, Spans]
    lost: Fraction | None
    limited: bool

    @property
    def suffices(self) -> bool:
        """Whether so much is more than is allowed, or may be."""
        over = self._over
        return over is None or over > 0 or (over == 0 and not self.proof.reached)

    @property
    def _over(self) -> Fraction | None:
        return None if self.lost is None else self.lost - self.proof.excused - self.proof.allowed

    @property
    def bound(self) -> Fraction | None:
        """What no case can exceed, unless others may be longer."""
        if self.lost is None or self.limited or any(s.allowance.unit for s in self.supports):
            return None
        return max(_NOTHING, self.lost - self.proof.excused)

    @property
    def seconds(self) -> Mapping[str, Intervals]:
        """The whole seconds that lie in the outages, so that nobody is down for longer than promised."""
        return {
            key: normalise((ceil(a), floor(b)) for a, b in spans if ceil(a) < floor(b))
            for key, spans in self.down.items()
        }

    @property
    def case(self) -> WorstCase:
        """Every outage with its instant, in the order of time."""
        rows = ((a, key, Fraction(b - a)) for key, spans in self.seconds.items() for a, b in spans)
        spans = tuple((key, begun, seconds) for begun, key, seconds in sorted(rows))
        return WorstCase(spans, self.proof.agreement.zone)


def _laid_out(
    proof: AvailabilityProof,
    supports: tuple[Support, ...],
    rolled: Mapping[int, Sequence[Period]],
    where: _Where,
    patience: Patience,
) -> _Laid | None:
    """A worst case in the periods and at the times that the supports have; None where it was too large."""
    promise, step = proof.guarantee, whole_step(proof.guarantee, supports) or where.step
    excused, only = where.excused, where.only
    upper = (proof.agreement, promise)
    when = coinciding(proof.structure, supports, proof.unpromised, upper, proof.period, rolled)

    def within(hours: Intervals) -> Intervals:
        hours = difference(hours, excused)
        if step:
            hours = on_grid(hours, proof.period.start, int(step))
        return intersection(hours, only) if only is not None else hours

    found = when.timing(step, within, patience)
    if found is None:
        return None
    down: dict[str, list[tuple[Fraction, Fraction]]] = {}
    lost = _NOTHING
    for hours, timing in found:
        for key, each in timing.items():
            down.setdefault(str(key), []).extend(part for span in each for part in _along(hours, span))
        lost += max((b for each in timing.values() for _, b in each), default=_NOTHING)
    for key, spread in _spread(supports).items():
        if key in down:
            down[key] = list(_begun(down[key], step, step / spread))
    laid = {key: joined(spans) for key, spans in down.items()}
    return _Laid(proof, supports, laid, None if only is not None else lost, limited=bool(excused or step))


def _spread(supports: Iterable[Support]) -> Mapping[str, int]:
    """How many short intervals make one above, by component, of which one spoils it; the most of them."""
    found: dict[str, int] = {}
    for support in supports:
        if support.allowance.spread > 1:
            known = found.get(support.component, 1)
            found[support.component] = max(known, support.allowance.spread)
    return found


def _rolls(support: Support) -> bool:
    cycle = support.guarantee.period
    return cycle is not None and cycle.kind in ROLLS


def _along(hours: Intervals, span: tuple[Fraction, Fraction]) -> Iterator[tuple[Fraction, Fraction]]:
    """A span that is counted along hours, as instants, apart wherever the hours are."""
    passed = _NOTHING
    for start, end in hours:
        low, high = max(span[0] - passed, _NOTHING), min(span[1] - passed, Fraction(end - start))
        if low < high:
            yield start + low, start + high
        passed += end - start


def _begun(
    spans: Iterable[tuple[Fraction, Fraction]], step: Fraction, short: Fraction
) -> Iterator[tuple[Fraction, Fraction]]:
    """The beginning of every interval in spans that are whole ones."""
    for start, end in spans:
        for number in range(int((end - start) / step)):
            yield start + number * step, start + number * step + short


def _overlooked(proof: AvailabilityProof, supports: Iterable[Support]) -> Unseen | None:
    """Of the outages that supports do not count the shortest."""
    found = (unseen(proof.guarantee, support.guarantee) for support in supports)
    return min(
        (each for each in found if each is not None and each.alone),
        key=lambda each: each.length,
        default=None,
    )


def _again(outages: Unseen, period: Period, count: int) -> Intervals:
    """So many such outages, as far as the period is long enough."""
    starts = range(period.start + outages.after, period.end - outages.length + 1, outages.cycle)
    return tuple((start, start + outages.length) for start in starts[: min(count, _SHORT)])
