"""Small made-up periods on which the sides of a switch come to different results: the cases and events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise, product
from math import ceil

from sladsl.evaluate import sides
from sladsl.evaluate.conditions import holds, names_of, scalar
from sladsl.evaluate.facts import Case, Facts, ServiceFacts, StateSpan
from sladsl.evaluate.scenes import HOUR, LATE, MINUTE, MOST, Scene, Witness
from sladsl.exact.durations import Duration
from sladsl.exact.intervals import clip
from sladsl.model import metrics as m
from sladsl.model.values import Ratio
from sladsl.records import replace


class CaseScene(Scene):
    """A promise about cases or sums, and what may happen to it."""

    def cases(self, name: str) -> Iterator[Witness]:
        """A case that crosses the end of the period and comes late, beside one in time."""
        if name == sides.ROUNDING:
            yield from self._events()
            return
        if name == "pause_in":
            yield from self._paused()
            return
        if name not in ("attributed", sides.ZONE):
            return
        inside = self.place(self.left, 2 * MINUTE, 0)
        if not self.left or inside is None:
            return
        begin = max(self.left[-1][1] - HOUR // 2, self.left[-1][0])
        crossing, quick = (begin, self.period.end + LATE), (inside[0][0], inside[0][0] + MINUTE)
        first, last = self.clock(begin), self.clock(crossing[1])
        told, others = f"one case from {first} to {last} that fails, and one in time", 1
        if isinstance(self.promise.metric.formula, m.CountOfEvents):
            others = self._others()
            told = f"one event from {first} to {last}, and {others} inside the period"
        made = [self.case("0", crossing, good=False)]
        made += [self.case(str(number + 1), quick, good=True) for number in range(others)]
        if None not in made:
            yield Witness(told, Facts({self.service: ServiceFacts(down=())}, tuple(c for c in made if c)))

    def _paused(self) -> Iterator[Witness]:
        """A case whose pause goes on while its clock stands still anyway, beside one in time."""
        condition = self.promise.switches.over(self.promise.metric.switches).pause
        limit = self.promise.target
        gaps = [(one, other) for one, other in pairwise(self.left[:-2]) if one[1] - one[0] >= 3 * HOUR]
        if not isinstance(condition, m.Holds) or not isinstance(limit, Duration) or not gaps:
            return
        (start, close), (opens, _) = max(gaps, key=lambda gap: gap[1][0] - gap[0][1])
        begin, stand, go_on = max(start, close - 2 * HOUR), close - HOUR, opens + HOUR
        late = int(limit.seconds) + 2 * HOUR + HOUR // 2
        ended = self._after(begin, late)
        case = self.case("0", (begin, ended), good=False) if ended is not None else None
        inside = self.case("1", (begin, begin + MINUTE), good=True)
        if case is None or inside is None:
            return
        case = replace(case, states=(StateSpan(condition.name, stand, go_on),))
        told = (
            f"one case from {self.clock(begin)} to {self.clock(case.events['closed'])} that is "
            f"`{condition.name}` from {self.clock(stand)} to {self.clock(go_on)}, and one in time"
        )
        yield Witness(told, Facts({self.service: ServiceFacts(down=())}, (case, inside)))

    def _after(self, start: int, seconds: int) -> int | None:
        """The instant when so much counted time has passed since `start`; None in too short a period."""
        for begin, end in clip(self.left, start, self.period.end):
            if end - begin >= seconds:
                return begin + seconds
            seconds -= end - begin
        return None

    def _others(self) -> int:
        """So many events beside one that it decides on the target."""
        number = scalar(self.promise.target) or Fraction(1)
        wanted = ceil(number) - 1 if self.promise.metric.better != "lower" else int(number)
        return min(max(wanted, 1), MOST)

    def case(self, id: str, times: tuple[int, int], *, good: bool) -> Case | None:
        formula = self.promise.metric.formula
        first, last = ("opened", "closed")
        if isinstance(formula, m.TimeBetween):
            first, last = formula.first, formula.last
        attributes = self._attributes(formula, good=good)
        if attributes is None:
            return None
        events = {"opened": times[0], "closed": times[1], first: times[0], last: times[1]}
        priority = self.promise.priority.name if self.promise.priority else None
        return Case(id, priority, events, (), attributes)

    def _attributes(self, formula: m.Formula | None, *, good: bool) -> Mapping[str, Fraction] | None:
        """Signals that make an event count as good or bad; None where none are found."""
        better = self.promise.metric.better != "lower"
        match formula:
            case m.ShareOfEvents(condition):
                return _fulfilling(condition, good is better)
            case m.MeanScore(rows=(row, *_)):
                return _fulfilling(row.condition, good)
            case m.CountOfEvents(condition) if condition is not None:
                return _fulfilling(condition, True)
        return {}

    def _events(self) -> Iterator[Witness]:
        """As many events as it takes to come near the target without meeting it."""
        share = self._share_near()
        inside = self.place(self.left, 2 * MINUTE, 0)
        if share is None or inside is None:
            return
        part, whole = share
        when = (inside[0][0], inside[0][0] + MINUTE)
        better = self.promise.metric.better != "lower"
        kinds = [n < part for n in range(whole)] if better else [n >= part for n in range(whole)]
        made = [self.case(str(n), when, good=good) for n, good in enumerate(kinds)]
        if None not in made:
            what = "good" if better else "bad"
            told = f"{part} of {whole} events {what}"
            yield Witness(told, Facts({self.service: ServiceFacts()}, tuple(c for c in made if c)))

    def counted(self) -> Iterator[Witness]:
        """The sums of two signals whose quotient comes near the target without meeting it."""
        share = self._share_near()
        match self.promise.metric.formula:
            case m.Computed(m.Arithmetic("/", m.Signal(above), m.Signal(below))) if share is not None:
                part, whole = Fraction(share[0]), Fraction(share[1])
                told = f"{above} = {share[0]} and {below} = {share[1]}"
                yield self.witness(told, ServiceFacts(totals={above: part, below: whole}))

    def _share_near(self) -> tuple[int, int] | None:
        """The smallest numbers whose quotient misses the target by less than half a place of it."""
        if not isinstance(self.promise.target, Ratio):
            return None
        target, lower = self.promise.target.value, self.promise.metric.better == "lower"
        for whole in (20, 30, 40, 60, 100, 200, MOST):
            part = int(target * whole) + 1 if lower else ceil(target * whole) - 1
            if 0 <= part <= whole and abs(Fraction(part, whole) - target) <= Fraction(1, 200):
                return part, whole
        return None


def _fulfilling(condition: m.Condition, wanted: bool) -> Mapping[str, Fraction] | None:
    """Values of the signals for which the condition holds, or does not; None when a short search fails."""
    names = sorted(names_of(condition))
    bounds = sorted(_bounds(condition))
    tries = dict.fromkeys(
        [Fraction(1), Fraction(0), *bounds, *(b + 1 for b in bounds), *(b / 2 for b in bounds)]
    )
    for values in product(tries, repeat=min(len(names), 3)):
        signals = dict(zip(names, values, strict=False))
        if holds(condition, signals) is wanted:
            return signals
    return None


def _bounds(part: m.Condition | m.Term) -> set[Fraction]:
    match part:
        case m.Constant(value):
            number = scalar(value)
            return set() if number is None else {number}
        case m.Negated(inner):
            return _bounds(inner)
        case m.Compare(left=one, right=other):
            return _bounds(one) | _bounds(other)
        case m.Combined(left=first, right=second):
            return _bounds(first) | _bounds(second)
    return set()
