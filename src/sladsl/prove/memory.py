"""What is worked out for a house already: many customers stand on the same promises in the same months.

What a promise allows depends only on how it is counted: its hours, its period, what it leaves out. Promises
counted alike share a number here, and everything is kept by these numbers.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from fractions import Fraction
from typing import TypeAlias
from weakref import WeakKeyDictionary

from sladsl.evaluate.base import hours_of
from sladsl.exact.periods import DAY, Cycle, Kind, Period
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.metrics import ShareOfIntervals
from sladsl.model.supports import Supports
from sladsl.prove.allowances import Allowance, allowance, base_of, in_whole, lost
from sladsl.prove.left_out import most_taken
from sladsl.records import field, record, replace

Way: TypeAlias = int
"""The number of a way of counting: equal where two promises are counted alike."""


@record
class Frame:
    """One period of a promise: the seconds its share is taken of, and how many of them its exclusions may
    take."""

    base: Fraction
    taken: Fraction


@record(frozen=False, eq=False, cached=True)
class Memory:
    """What is known of one house. `kept` holds on to what the keys name by identity."""

    ways: dict[Hashable, Way] = field(default_factory=dict)
    asked: dict[tuple[int, int], Way] = field(default_factory=dict)
    frames: dict[tuple[Way, int, int], Frame] = field(default_factory=dict)
    allowances: dict[tuple[Way, Way, int, int, bool, frozenset[str]], tuple[int, Allowance]] = field(
        default_factory=dict
    )
    numbers: dict[Allowance, int] = field(default_factory=dict)
    whole: dict[tuple[int, Fraction, bool], tuple[int, Allowance]] = field(default_factory=dict)
    seconds: dict[tuple[int, Fraction], Fraction] = field(default_factory=dict)
    periods: dict[tuple[Cycle, int, int, frozenset[int]], tuple[Period, ...]] = field(default_factory=dict)
    kept: list[object] = field(default_factory=list)

    def apart(self) -> Memory:
        """A memory that counts alike, for promises that are tried and forgotten."""
        return replace(self, asked={}, seconds={}, kept=[])

    def way_of(self, agreement: Agreement, guarantee: Guarantee) -> Way:
        """How a promise is counted, as a number; its target is no part of it."""
        asked = (id(agreement), id(guarantee))
        known = self.asked.get(asked)
        if known is not None:
            return known
        calendar = guarantee.during or agreement.hours
        formula, denominator = guarantee.metric.formula, guarantee.metric.denominator
        switches = guarantee.switches.over(guarantee.metric.switches)
        short = switches.short_outages
        exclusions = guarantee.exclusions
        key = (
            id(calendar),
            agreement.zone,
            guarantee.period,
            lost(guarantee).absolute,
            denominator.seconds if denominator is not None else None,
            (short.seconds, switches.short_too) if short is not None else None,
            switches.partial,
            formula.interval.seconds if isinstance(formula, ShareOfIntervals) else None,
            tuple(id(exclusion) for exclusion in exclusions),
            guarantee.downtime_only,
            (guarantee.valid_from, guarantee.valid_until),
            guarantee.claimed_once,
        )
        found = self.ways.get(key)
        if found is None:
            found = self.ways[key] = len(self.ways)
            self.kept += (calendar, *exclusions)
        self.asked[asked] = found
        self.kept += (agreement, guarantee)
        return found

    def frame(self, way: Way, agreement: Agreement, guarantee: Guarantee, period: Period) -> Frame:
        """What a promise counted in that way counts in a period."""
        key = (way, period.start, period.end)
        found = self.frames.get(key)
        if found is None:
            hours = hours_of(guarantee, agreement, period.start, period.end)
            base = base_of(guarantee, hours, period.start)
            taken = most_taken(guarantee, agreement, period, base)
            found = self.frames[key] = Frame(base, taken)
        return found

    def allowance(
        self,
        ways: tuple[Way, Way],
        upper: tuple[Agreement, Guarantee],
        lower: tuple[Agreement, Guarantee],
        period: Period,
        common: bool,
        shared: frozenset[str] = frozenset(),
    ) -> tuple[int, Allowance]:
        """What a supporting promise allows, and a number that equal allowances share."""
        key = (*ways, period.start, period.end, common, shared)
        found = self.allowances.get(key)
        if found is None:
            made = allowance(*upper, *lower, period, common, shared)
            found = self.allowances[key] = self._numbered(made)
        return found

    def apart_of(self, allowed: Allowance, most: Fraction) -> tuple[int, Allowance]:
        """The same where intervals cut those above: all of them, `most` seconds, may be bad."""
        return self._numbered(replace(allowed, apart=True, most=most))

    def in_whole(self, guarantee: Guarantee, numbered: tuple[int, Allowance]) -> tuple[int, Allowance]:
        """What a promise allows where it counts intervals: whole ones."""
        number, allowed = numbered
        formula = guarantee.metric.formula
        if not isinstance(formula, ShareOfIntervals):
            return numbered
        key = (number, formula.interval.seconds, lost(guarantee).reached)
        found = self.whole.get(key)
        if found is None:
            found = self.whole[key] = self._numbered(in_whole(guarantee, allowed))
        return found

    def _numbered(self, allowed: Allowance) -> tuple[int, Allowance]:
        return self.numbers.setdefault(allowed, len(self.numbers)), allowed

    def seconds_of(self, numbered: tuple[int, Allowance], amount: Fraction) -> Fraction:
        """How long an allowance lets a component be down where so much may be lost."""
        number, allowed = numbered
        found = self.seconds.get((number, amount))
        if found is None:
            found = self.seconds[number, amount] = allowed.at(amount)
        return found

    def periods_between(
        self, cycle: Cycle, start: int, end: int, begins: frozenset[int] = frozenset()
    ) -> tuple[Period, ...]:
        """The whole periods of a cycle in [start, end); of trailing ones, which may end at any instant, those
        that begin at midnight or at noon, inside a day as well as between two, or when `begins` say."""
        found = self.periods.get((cycle, start, end, begins))
        if found is None:
            if cycle.kind is Kind.TRAILING:
                every: Iterable[Period] = (
                    cycle.containing(begin + cycle.days * DAY)
                    for begin in sorted({*range(start, end, DAY // 2), *begins})
                )
            else:
                every = cycle.between(start, end)
            whole = (p for p in every if start <= p.start and p.end <= end)
            found = self.periods[cycle, start, end, begins] = tuple(whole)
        return found


_memories: WeakKeyDictionary[Supports, Memory] = WeakKeyDictionary()


def memory_of(supports: Supports) -> Memory:
    """The memory that belongs to one look at a house, and ends with it."""
    found = _memories.get(supports)
    if found is None:
        found = _memories[supports] = Memory()
    return found
