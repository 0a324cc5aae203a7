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
from sladsl.prove.allowances import ROLLS
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.budgets import Support, in_whole_intervals, whole_step
from sladsl.prove.coinciding import coinciding
from sladsl.prove.counting import Unseen, unseen
from sladsl.prove.outages import NO_CASE, WorstCase
from sladsl.prove.replaying import excluded_at, replay
from sladsl.records import record

_ROUNDS = 16
_AT_ONCE = 30
"""So many periods that roll are counted in after each round."""
_SHORT = 20_000
"""So many short outages are looked at."""
_NOTHING = Fraction(0)


@record
class Search:
    """The case that was found, if any; and what no case can exceed, where that was found out."""

    case: WorstCase
    bound: Fraction | None = None


def search(proof: AvailabilityProof, patience: Patience | None = None) -> Search:
    """A worst case of the period shown: as much is down as the supports let be, each in its own periods and
    at its own times. Of a promise that is not kept it breaks the promise."""
    patience = patience or Patience()
    supports = tuple(in_whole_intervals(support) for support in proof.supports)
    if any(support.allowance.apart for support in supports):
        return Search(NO_CASE)
    overlooked = _overlooked(proof, supports)
    if overlooked is None:
        return _played(proof, supports, None, patience)
    # First as few short outages as may suffice.
    count = ceil(proof.allowed / overlooked.length) + 1
    while True:
        short = _again(overlooked, proof.period, count)
        found = _played(proof, supports, short, patience)
        if found.case or len(short) < count:
            return found
        count *= 4


def _played(
    proof: AvailabilityProof, supports: tuple[Support, ...], only: Intervals | None, patience: Patience
) -> Search:
    """A case that stands a replay, in which nothing is down but `only` then."""
    more: dict[int, tuple[Period, ...]] = {}
    bound: Fraction | None = None
    for _ in range(_ROUNDS):
        laid = _laid_out(proof, supports, more, only, patience)
        if laid is None:
            break
        bound = laid.bound if laid.bound is not None else bound
        if not laid.suffices:
            break
        played = replay(proof, supports, {key: _inside(spans) for key, spans in laid.down.items()})
        if played is None or (not played.missed and (played.state is not State.MET or laid.just)):
            return Search(WorstCase(laid.spans, proof.agreement.zone), bound)
        if not played.missed or not all(_rolls(supports[number]) for number in played.missed):
            break
        for number, periods in played.missed.items():
            # Those that meet each other would mostly say the same.
            some = periods[:: max(1, len(periods) // _AT_ONCE)]
            more[number] = tuple(dict.fromkeys((*more.get(number, ()), *some)))
    return Search(NO_CASE, bound)


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
        """Whether so much is more than is allowed, if that was asked for."""
        if self.lost is None or self.proof.kept:
            return True
        lost = self.lost - self.proof.excused
        return lost > self.proof.allowed or (lost == self.proof.allowed and not self.proof.reached)

    @property
    def bound(self) -> Fraction | None:
        """What no case can exceed, unless others may be longer."""
        if self.lost is None or self.limited or any(s.allowance.unit for s in self.supports):
            return None
        return max(_NOTHING, self.lost - self.proof.excused)

    @property
    def just(self) -> bool:
        """Whether it is so little too much that it is lost where outages are cut to whole seconds; or none
        too much, as the promise is kept."""
        if self.lost is None or self.proof.kept:
            return self.proof.kept
        count = sum(len(spans) for spans in self.down.values())
        return self.lost - self.proof.excused - self.proof.allowed <= 2 * count

    @property
    def spans(self) -> tuple[tuple[str, int, Fraction], ...]:
        """Every outage with its instant, in the order of time."""
        rows = ((int(a), key, b - a) for key, spans in self.down.items() for a, b in spans)
        return tuple((key, begun, seconds) for begun, key, seconds in sorted(rows))


def _laid_out(
    proof: AvailabilityProof,
    supports: tuple[Support, ...],
    more: Mapping[int, Sequence[Period]],
    only: Intervals | None,
    patience: Patience,
) -> _Laid | None:
    """A worst case in the periods and at the times that the supports have; None where it was too large."""
    promise, step = proof.guarantee, whole_step(proof.guarantee, supports)
    upper = (proof.agreement, promise)
    when = coinciding(proof.structure, supports, proof.unpromised, upper, proof.period, more)
    spread = any(support.allowance.spread > 1 for support in supports)

    excused = excluded_at(proof)

    def within(hours: Intervals) -> Intervals:
        hours = difference(hours, excused)
        if step:
            hours = _on_grid(hours, proof.period.start, int(step))
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
    if spread:
        # One short interval spoils a long one.
        for support in supports:
            if support.allowance.spread > 1 and support.component in down:
                short = step / support.allowance.spread
                down[support.component] = list(_begun(down[support.component], step, short))
    laid = {key: joined(spans) for key, spans in down.items()}
    return _Laid(proof, supports, laid, None if only is not None else lost, limited=bool(excused or step))


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


def _inside(spans: Spans) -> Intervals:
    """The whole seconds that lie in spans, so that nobody is down for longer than promised."""
    return normalise((ceil(a), floor(b)) for a, b in spans if ceil(a) < floor(b))


def _on_grid(hours: Intervals, first: int, step: int) -> Intervals:
    """The intervals of so many seconds, counted from `first`, that lie in hours from end to end."""
    inner = ((first - (first - a) // step * step, first + (b - first) // step * step) for a, b in hours)
    return normalise((a, b) for a, b in inner if a < b)


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
    return min((each for each in found if each is not None), key=lambda each: each.length, default=None)


def _again(outages: Unseen, period: Period, count: int) -> Intervals:
    """So many such outages, as far as the period is long enough."""
    starts = range(period.start + outages.after, period.end - outages.length + 1, outages.cycle)
    return tuple((start, start + outages.length) for start in starts[: min(count, _SHORT)])
