"""Small made-up periods on which the sides of a switch come to different results: the outages."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from sladsl.evaluate import sides
from sladsl.evaluate.facts import Case, Facts, ServiceFacts
from sladsl.evaluate.scenes import HOUR, LATE, MINUTE, USUAL, Scene, Witness
from sladsl.evaluate.witness_cases import CaseScene
from sladsl.exact.durations import Duration
from sladsl.exact.intervals import Intervals, clip, difference, normalise, total
from sladsl.exact.periods import DAY, Period
from sladsl.model import metrics as m
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.values import Number


def witnesses(
    name: str, agreement: Agreement, promise: Guarantee, service: str, period: Period
) -> Iterator[Witness]:
    """What may tell the sides of the switch `name` apart, the most telling first.

    Outages are as long as just decides on the target, then of a usual length; all lies in counted time.
    `service` is the key under which the facts are found.
    """
    if sides.of_cases(promise):
        yield from CaseScene(agreement, promise, service, period).cases(name)
    elif sides.of_time(promise):
        scene = _Outages(agreement, promise, service, period)
        match name:
            case "partial":
                yield from scene.parts_of_minutes()
            case "empty":
                yield from scene.quiet()
            case "undeployed":
                yield from scene.young()
            case "begun":
                yield from scene.begun()
            case sides.ROUNDING:
                yield from scene.nearly()
            case sides.ZONE:
                yield from scene.month_end()
    elif name == sides.ROUNDING:
        yield from CaseScene(agreement, promise, service, period).counted()


class _Outages(Scene):
    """A promise about time, and what may happen to it."""

    def parts_of_minutes(self) -> Iterator[Witness]:
        """An outage that is long enough to count against the target only with its begun parts."""
        step = self.step
        if self.room is not None:
            yield from self._down((int(self.room) // step + 1) * step, step // 2)
        yield from self._down(45 * MINUTE + 30, 45)
        yield from self._down(2 * step + 30, step // 2)

    def quiet(self) -> Iterator[Witness]:
        """An outage, and some time of which nobody knows anything."""
        silent = 10 * self.step if self.step < HOUR else self.step
        lengths = [USUAL]
        if self.room is not None:
            lengths.insert(0, max(int(self.room) // self.step * self.step - silent // 2, 0))
        for length in lengths:
            down = self.place(self.left, length, 0) if length else ()
            if down is None:
                continue
            unknown = self.place(difference(self.left, _around(down)), silent, 0)
            if unknown is not None:
                told = [self.words(down)] if down else []
                told.append(self.words(unknown, "without data"))
                yield self.witness(" and ".join(told), ServiceFacts(down=down, unknown=unknown))

    def young(self) -> Iterator[Witness]:
        """A service that came to be in the middle of the period, and an outage after it."""
        middle = self.period.start + max(self.period.length // 2 // DAY * DAY, 0)
        if middle == self.period.start:
            middle += self.period.length // 2 // HOUR * HOUR
        lengths = [USUAL]
        if self.room is not None:
            lengths.insert(0, max(ceil(self.room * 3 / 4 / self.step) * self.step, self.step))
        for length in lengths:
            down = self.place(clip(self.left, middle, self.period.end), length, 0)
            if down is not None:
                told = f"a service that begins {self.clock(middle)}, and {self.words(down)}"
                known = ServiceFacts(down=down, deployed=((middle, self.period.end + 400 * DAY),))
                yield self.witness(told, known)

    def begun(self) -> Iterator[Witness]:
        """Outages on both sides of the day on which the promise began, where that lies inside the period."""
        first = self.left[0][0] if self.left else self.period.start
        before = difference(self.hours, self.left)
        lengths = [USUAL]
        if self.room is not None:
            lengths.insert(0, max(ceil(self.room * 5 / 4 / self.step) * self.step, self.step))
        for length in lengths if first > self.period.start else ():
            early, late = (
                self.place(clip(before, self.period.start, first), length, 0),
                self.place(self.left, length, 0),
            )
            if early is not None and late is not None:
                told = (
                    f"a promise that begins {self.clock(first)}, {self.words(early)} and {self.words(late)}"
                )
                yield self.witness(told, ServiceFacts(down=normalise((*early, *late))))

    def nearly(self) -> Iterator[Witness]:
        """An outage that misses the target by a hair."""
        if self.room is not None:
            yield from self._down((int(self.room) // self.step + 1) * self.step, 0)

    def month_end(self) -> Iterator[Witness]:
        """An outage at the end of a period, when another zone's has already ended or not yet."""
        start = self.period.end - HOUR
        for begun in (start, self.period.start - HOUR):
            down: Intervals = ((begun, begun + HOUR),)
            yield self.witness(self.words(down), ServiceFacts(down=down))

    def _down(self, seconds: int, before_edge: int) -> Iterator[Witness]:
        down = self.place(self.left, seconds, before_edge)
        if down is not None:
            yield self.witness(self.words(down), ServiceFacts(down=down))


def _around(times: Intervals) -> Intervals:
    """The set and the hours around it, so that what is placed beside it is told apart."""
    return normalise((start - 3 * HOUR, end + 3 * HOUR) for start, end in times)


def everything_down(agreement: Agreement, period: Period) -> Witness:
    """All services down for a tenth of the period, and one late case of every priority that is promised."""
    down: Intervals = ((period.start + period.length // 10, period.start + period.length // 5),)
    keys = ["", *(s.key for s in agreement.services)]
    cases: list[Case] = []
    for number, promise in enumerate(agreement.promises):
        if isinstance(promise.metric.formula, m.TimeBetween) and isinstance(
            promise.target, (Duration, Number)
        ):
            scene = CaseScene(agreement, promise, "", period)
            made = scene.case(str(number), (down[0][0], period.end + LATE), good=False)
            cases += [made] if made is not None else []
    told = f"every service down for {Duration(Fraction(total(down))).text()}"
    return Witness(told, Facts({key: ServiceFacts(down=down) for key in keys}, tuple(cases)))
