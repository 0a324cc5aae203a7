"""One worst case of a proof, second by second: everybody below keeps their promise, and the one above breaks.

What a support allows in one of its own periods falls into that period. The period shown is cut wherever a
period of a support begins, and each piece takes what is left of what the supports allow there.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, time
from fractions import Fraction
from itertools import pairwise

from sladsl.evaluate.base import hours_of
from sladsl.exact import zones
from sladsl.exact.intervals import Intervals, clip, total
from sladsl.exact.structures.downtime import Spans, joined, until, worst_timing
from sladsl.model.metrics import ShareOfIntervals
from sladsl.prove.allowances import ROLLS, lost, touched
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.budgets import Support, in_whole_intervals, promised_budgets, whole_step
from sladsl.prove.coinciding import coinciding, depends_on_when
from sladsl.prove.counting import unseen
from sladsl.records import field, record

# A day of five years is still a piece; what is cut finer is shown as a whole.
_PIECES = 2000
_ALIKE = 3
"""So many outages of one length at one time of day are told as one."""
_NOTHING = Fraction(0)


@record
class Outage:
    """A component down from an instant for so many seconds; so often in all, the last time from `last`."""

    component: str
    begun: int
    seconds: Fraction
    times: int
    last: int


@record
class WorstCase:
    """Every outage by itself, in the order of time: the component, the instant from which it is down, the
    seconds. Empty where the structure was too large for an exact answer, and where a support counts shorter
    intervals, or others, or no short outages: then it is down again and again, too often to be told; and
    where limited work meets periods that roll.

    The times are counted along the hours of the promise, in `zone`. `whole` tells that they stand in one
    piece although supports count by shorter periods: no case was found that keeps each of these.
    """

    spans: tuple[tuple[str, int, Fraction], ...]
    zone: str
    whole: bool

    @property
    def outages(self) -> tuple[Outage, ...]:
        """The outages, those that come again at the same time of day for as long told once."""
        latest: dict[str, int] = {}
        runs: list[tuple[str, Fraction, list[int]]] = []
        for key, begun, seconds in self.spans:
            if key in latest:
                _, as_long, run = runs[latest[key]]
                if as_long == seconds and self._time_of_day(run[-1]) == self._time_of_day(begun):
                    run.append(begun)
                    continue
            latest[key] = len(runs)
            runs.append((key, seconds, [begun]))
        found: list[Outage] = []
        for key, seconds, run in runs:
            if len(run) >= _ALIKE:
                found.append(Outage(key, run[0], seconds, len(run), run[-1]))
            else:
                found += (Outage(key, begun, seconds, 1, begun) for begun in run)
        return tuple(sorted(found, key=lambda each: each.begun))

    def _time_of_day(self, instant: int) -> time:
        zone = self.zone
        reading = zones.wall(zones.load(zone), instant) if zone else datetime.fromtimestamp(instant, UTC)
        return reading.time()


def worst_case(proof: AvailabilityProof) -> WorstCase:
    """A worst case of the period shown: as much is down as the supports let be, each in its own periods.

    Of a promise that is not kept it breaks the promise.
    """
    cuts, zone = _cuts(proof), proof.agreement.zone
    if any(_in_pieces(support, proof) for support in proof.supports):
        return WorstCase((), zone, whole=False)
    whole = tuple(in_whole_intervals(support) for support in proof.supports)
    if not any(_rolls(support) for support in whole) and depends_on_when(proof.structure, whole):
        spans = _when_it_may(proof, whole)
        if spans is not None:
            return WorstCase(spans, zone, whole=False)
    elif any(not piece.whole for s in whole for extra in s.allowance.extras for piece in extra.pieces):
        return WorstCase((), zone, whole=False)
    elif len(cuts) > 2:
        for step in _steps(proof):
            course = _Course(proof, cuts, step)
            if course.breaks and course.heard:
                return WorstCase(course.spans, zone, whole=False)
    budgets = promised_budgets(proof.unpromised, whole)
    hours = hours_of(proof.guarantee, proof.agreement, proof.period.start, proof.period.end)
    timing = worst_timing(proof.structure, budgets, whole_step(proof.guarantee, whole))
    timing = until(timing, Fraction(total(hours)))
    down = max((end for spans in timing.values() for _, end in spans), default=_NOTHING)
    if not proof.kept and not _broken(proof, down):
        timing = {}  # shared parts may leave fewer whole intervals than are proven
    in_one = any(len(s.allowance.shares) > 1 or s.allowance.certain for s in proof.supports)
    return WorstCase(tuple(_dated(timing, hours)), zone, in_one)


def _rolls(support: Support) -> bool:
    cycle = support.guarantee.period
    return cycle is not None and cycle.kind in ROLLS and len(support.allowance.shares) > 1


def _when_it_may(
    proof: AvailabilityProof, supports: tuple[Support, ...]
) -> tuple[tuple[str, int, Fraction], ...] | None:
    """A worst case in the periods and windows that the supports have; None where none breaks the promise."""
    promise, step = proof.guarantee, whole_step(proof.guarantee, supports)
    upper = (proof.agreement, promise)
    when = coinciding(proof.structure, supports, proof.unpromised, upper, proof.period)
    found = when.timing(step)
    if found is None:
        return None
    spans: dict[str, list[tuple[Fraction, Fraction]]] = {}
    down: list[tuple[Fraction, Fraction]] = []
    for hours, timing in found:
        for key, each in timing.items():
            spans.setdefault(str(key), []).extend(part for span in each for part in _along(hours, span))
        end = max((b for each in timing.values() for _, b in each), default=_NOTHING)
        down += _along(hours, (_NOTHING, end))
    if not _broken(proof, sum((b - a for a, b in down), _NOTHING)):
        return None
    if not _heard(proof, (b - a for a, b in joined(down))):
        return None
    rows = ((int(a), key, b - a) for key, each in spans.items() for a, b in joined(each))
    return tuple((key, begun, seconds) for begun, key, seconds in sorted(rows))


def _along(hours: Intervals, span: tuple[Fraction, Fraction]) -> Iterator[tuple[Fraction, Fraction]]:
    """A span that is counted along hours, as instants, apart wherever the hours are."""
    passed = _NOTHING
    for start, end in hours:
        low, high = max(span[0] - passed, _NOTHING), min(span[1] - passed, Fraction(end - start))
        if low < high:
            yield start + low, start + high
        passed += end - start


def _broken(proof: AvailabilityProof, down: Fraction) -> bool:
    """Whether so much is more than is allowed; where it is kept, whether it is all that is proven."""
    down -= proof.excused
    if proof.kept:
        return down >= proof.bound
    return down > proof.allowed or (down == proof.allowed and not proof.reached)


def _heard(proof: AvailabilityProof, outages: Iterable[Fraction]) -> bool:
    """Whether the promise counts outages that short."""
    promise = proof.guarantee
    least = promise.switches.over(promise.metric.switches).short_outages
    return least is None or all(seconds >= least.seconds for seconds in outages)


def _in_pieces(support: Support, proof: AvailabilityProof) -> bool:
    """Whether what a support lets be down is so much only in very many pieces."""
    overlooked = unseen(proof.guarantee, support.guarantee)
    return support.allowance.spread > 1 or support.allowance.apart or bool(overlooked and overlooked.share)


def _cuts(proof: AvailabilityProof) -> list[int]:
    """The instants at which the period shown and those of the supports begin, its end, and where their hours
    begin and end.

    Promises that roll are kept by outages that come again after so many days: where others cut those days,
    that is not sure, and nothing is cut.
    """
    start, end = proof.period.start, proof.period.end
    cycles = [s.guarantee.period for s in proof.supports if len(s.allowance.shares) > 1]
    distinct = {cycle for cycle in cycles if cycle is not None}
    if len(distinct) > 1 and any(cycle.kind in ROLLS for cycle in distinct):
        return [start, end]
    edges = {part.start for cycle in distinct for part in touched(cycle, proof.period)}
    edges |= {edge for s in proof.supports for span in s.allowance.certain for edge in span}
    cuts = [start, *sorted(edge for edge in edges if start < edge < end), end]
    return cuts if len(cuts) <= _PIECES else [start, end]


def _steps(proof: AvailabilityProof) -> tuple[Fraction, ...]:
    """What outages are multiples of; 0 for any. Intervals are good or bad as a whole, so that whole ones are
    shown where so many suffice."""
    formula = proof.guarantee.metric.formula
    return (formula.interval.seconds, _NOTHING) if isinstance(formula, ShareOfIntervals) else (_NOTHING,)


@record(frozen=False)
class _Pool:
    """What a support still allows from one instant to another, and the hours of the pieces in it; `beyond`
    tells that it is time outside the support's hours, which what it allows in these is no part of."""

    support: Support
    start: int
    end: int
    left: Fraction
    beyond: bool = False
    hours: int = 0


@record(frozen=False)
class _Piece:
    """A part of the period shown: its hours, and for how long the whole is down from their beginning on."""

    start: int
    hours: Intervals
    length: int
    pools: list[_Pool]
    down: Fraction = _NOTHING
    turns: list[tuple[Fraction, Mapping[Hashable, Spans]]] = field(default_factory=list)


class _Course:
    """The worst case piece by piece: first every piece its share, then what is left from the first one on."""

    def __init__(self, proof: AvailabilityProof, cuts: Sequence[int], step: Fraction) -> None:
        self.proof = proof
        self.step = step
        pools = [pool for support in proof.supports for pool in _pools(support, proof, step)]
        self.pieces = [self._piece(a, b, pools) for a, b in pairwise(cuts)]
        for piece in self.pieces:
            for pool in piece.pools:
                pool.hours += piece.length
        shares = {id(pool): (pool.left, pool.hours) for pool in pools}
        self._timings: dict[Hashable, Mapping[Hashable, Spans]] = {}
        for piece in self.pieces:
            self._fail(piece, [self._even(piece, *shares[id(pool)]) for pool in piece.pools])
        if self.down < proof.bound:
            for piece in self.pieces:
                self._fail(piece, [pool.left for pool in piece.pools])

    def _piece(self, start: int, end: int, pools: Sequence[_Pool]) -> _Piece:
        hours = clip(hours_of(self.proof.guarantee, self.proof.agreement, start, end), start, end)
        mine = [pool for pool in pools if pool.start <= start and end <= pool.end]
        free = {id(pool.support) for pool in mine if pool.beyond}
        mine = [pool for pool in mine if pool.beyond or id(pool.support) not in free]
        return _Piece(start, hours, total(hours), mine)

    def _even(self, piece: _Piece, amount: Fraction, hours: int) -> Fraction:
        share = amount * Fraction(piece.length, hours) if hours else _NOTHING
        return self._whole(share)

    def _whole(self, seconds: Fraction) -> Fraction:
        return seconds // self.step * self.step if self.step else seconds

    def _fail(self, piece: _Piece, offers: Sequence[Fraction]) -> None:
        """Lets the whole be down in a piece, further on, with what its pools offer."""
        room = self._whole(piece.length - piece.down)
        budgets: dict[Hashable, Fraction] = dict.fromkeys(self.proof.unpromised, _NOTHING)
        for pool, offer in zip(piece.pools, offers, strict=True):
            key = pool.support.component
            budgets[key] = min(budgets.get(key, _NOTHING) + offer, room)
        for support in self.proof.supports:
            budgets.setdefault(support.component, _NOTHING)
        if not any(budgets.values()):
            return
        asked = tuple(sorted(((str(key), seconds) for key, seconds in budgets.items())))
        timing = self._timings.get(asked)
        if timing is None:
            timing = self._timings[asked] = worst_timing(self.proof.structure, budgets)
        # One after the other they may be down for longer than the piece lasts.
        timing = until(timing, room)
        down = max((end for spans in timing.values() for _, end in spans), default=_NOTHING)
        if not down:
            return
        used = {key: sum((b - a for a, b in spans), _NOTHING) for key, spans in timing.items()}
        for pool, offer in zip(piece.pools, offers, strict=True):
            taken = min(offer, used.get(pool.support.component, _NOTHING))
            if taken:
                pool.left -= taken
                used[pool.support.component] -= taken
        piece.turns.append((piece.down, timing))
        piece.down += down

    @property
    def down(self) -> Fraction:
        """For how many seconds the whole is down in all."""
        return sum((piece.down for piece in self.pieces), _NOTHING)

    @property
    def breaks(self) -> bool:
        """Whether it comes to what a worst case has to come to."""
        return _broken(self.proof, self.down)

    @property
    def heard(self) -> bool:
        """Whether the promise counts outages that short."""
        return _heard(self.proof, (piece.down for piece in self.pieces if piece.down))

    @property
    def spans(self) -> tuple[tuple[str, int, Fraction], ...]:
        """Every outage with its instant; one that goes on after another is the same."""
        found: list[tuple[str, int, Fraction]] = []
        for piece in self.pieces:
            every: dict[Hashable, list[tuple[Fraction, Fraction]]] = {}
            for begun, timing in piece.turns:
                for key, spans in timing.items():
                    every.setdefault(key, []).extend((begun + a, begun + b) for a, b in spans)
            found += _dated({key: joined(spans) for key, spans in every.items()}, piece.hours)
        return tuple(found)


def _pools(support: Support, proof: AvailabilityProof, step: Fraction) -> Iterator[_Pool]:
    """What a support allows in each of its periods, and what it does not count, which may fall anywhere."""
    allowance, amount = support.allowance, lost(support.guarantee).amount
    cycle = support.guarantee.period
    assert cycle is not None
    parts = touched(cycle, proof.period)
    for part, (base, reach) in zip(parts, allowance.shares, strict=True):
        allowed = min(amount * base, reach)
        whole = allowed // step * step if step else allowed
        yield _Pool(support, part.start, part.end, whole)
    for start, end in allowance.certain:
        yield _Pool(support, start, end, Fraction(end - start), beyond=True)
    certain = sum((Fraction(total(extra.certain)) for extra in allowance.extras), _NOTHING)
    more = sum((extra.seconds for extra in allowance.extras), _NOTHING) - certain
    if more:
        yield _Pool(support, proof.period.start, proof.period.end, more)


def _dated(timing: Mapping[Hashable, Spans], hours: Intervals) -> Iterator[tuple[str, int, Fraction]]:
    """Outages counted along hours, as instants, in the order of time."""
    spans = sorted((start, end, str(key)) for key, found in timing.items() for start, end in found)
    return ((key, _instant(hours, start), end - start) for start, end, key in spans)


def _instant(hours: Intervals, passed: Fraction) -> int:
    """The instant at which so many seconds of the hours have passed, whole seconds."""
    for start, end in hours:
        if passed < end - start:
            return start + int(passed)
        passed -= end - start
    return hours[-1][1] if hours else 0
