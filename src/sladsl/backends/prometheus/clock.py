"""Which period and which local time it is, as recorded series.

A sample taken at a whole step stands for the interval that ended there, so every question about time is
asked for the second before: the sample at midnight still belongs to the day that just ended. Before an
agreement takes effect the rules run as a rehearsal in one period of nominal length that began in 1970.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from sladsl.backends.prometheus.identity import (
    LOCAL_TIME,
    OPEN,
    PERIOD_END,
    PERIOD_MARK,
    PERIOD_START,
    aligned,
    select,
)
from sladsl.backends.prometheus.rules import Record
from sladsl.backends.prometheus.term import Offsets, Term, offsets_of
from sladsl.backends.prometheus.text import number
from sladsl.exact.periods import Cycle, Kind
from sladsl.records import record

DAY = 86_400
WEEK = 7 * DAY
_NOMINAL_DAYS = {Kind.DAY: 1, Kind.WEEK: 7, Kind.QUARTER: 90, Kind.YEAR: 365}
_DATED = frozenset({Kind.MONTH, Kind.BILLING_MONTH, Kind.QUARTER, Kind.YEAR})


def nominal_seconds(cycle: Cycle) -> int:
    """The length by which alerts are scaled: 30 days for a month, 365 for a year."""
    return (cycle.days or _NOMINAL_DAYS.get(cycle.kind, 30)) * DAY


def is_dated(cycle: Cycle) -> bool:
    """Whether the period's boundaries are written out as timestamps."""
    return cycle.kind in _DATED


def steps(base: Fraction | int, changes: Sequence[tuple[int, Fraction | int]]) -> str:
    """A PromQL scalar that is `base` and becomes each value just after its instant."""
    out, last = number(base), Fraction(base)
    for instant, value in changes:
        jump = Fraction(value) - last
        if jump:
            out += f"\n{'-' if jump < 0 else '+'} {number(abs(jump))} * (time() > bool {instant})"
        last = Fraction(value)
    return out


@record
class Clock:
    """The times of one agreement: its term, the step of its rules, and what is recorded about both. Where a
    limit splits the agreement's rules, every part records the times it needs under its own `part`."""

    agreement: str
    term: Term
    step: int
    part: str = ""

    @property
    def labels(self) -> dict[str, str]:
        return {"agreement": self.agreement, **({"part": self.part} if self.part else {})}

    def zone_labels(self, zone: str) -> dict[str, str]:
        return {**self.labels, "zone": zone}

    def mask_labels(self, mask: str) -> dict[str, str]:
        return {**self.labels, "mask": mask}

    def is_open(self, mask: str) -> str:
        """The selector of a recorded mask."""
        return select(OPEN, self.mask_labels(mask))

    def offsets(self, zone: str) -> Offsets:
        return offsets_of(zone, self.term)

    def local_time(self, zone: str) -> str:
        """Seconds that the zone's clocks show since 1970, as a vector without labels."""
        return f"sum({select(LOCAL_TIME, self.zone_labels(zone))})"

    def cycle_labels(self, cycle: Cycle) -> dict[str, str]:
        name = f"{cycle.days} days" if cycle.days else cycle.kind.value
        if cycle.kind in {Kind.QUARTER, Kind.YEAR} and (cycle.first_month, cycle.first_day) != (1, 1):
            name += f" from {cycle.first_month:02}-{cycle.first_day:02}"
        if cycle.kind is Kind.BILLING_MONTH:
            name += f" from day {cycle.first_day}"
        return {**self.labels, "cycle": f"{name} {cycle.zone}"}

    def boundaries(self, cycle: Cycle) -> tuple[tuple[int, int], ...]:
        """Start and end of every dated period within the term, cut where the agreement begins or ends."""
        begins, ends = self.term.effective, self.term.expires
        return tuple(
            (
                period.start if begins is None else max(period.start, begins),
                period.end if ends is None else min(period.end, ends),
            )
            for period in cycle.between(self.term.start, self.term.end)
        )

    def zone_record(self, zone: str) -> Record:
        offsets = self.offsets(zone)
        expr = aligned(f"vector(time() - 1 + {steps(offsets.base, offsets.changes)})", self.step)
        return Record(LOCAL_TIME, expr, self.zone_labels(zone))

    def cycle_records(self, cycle: Cycle) -> tuple[Record, ...]:
        """The running period's start and end in UTC seconds; none for trailing periods, which have none."""
        labels = self.cycle_labels(cycle)
        if cycle.kind is Kind.TRAILING:
            return ()
        if is_dated(cycle):
            dated = self.boundaries(cycle)
            starts = steps(0, [(start, start) for start, _ in dated])
            ends = steps(nominal_seconds(cycle), dated)
            return (
                Record(PERIOD_START, aligned(f"vector({starts})", self.step), labels),
                Record(PERIOD_END, aligned(f"vector({ends})", self.step), labels),
            )
        unit = WEEK if cycle.kind is Kind.WEEK else DAY
        # 1970-01-01 was a Thursday: three days after the Monday of its week. One unit more keeps the
        # remainder positive west of Greenwich in the first hours of 1970.
        shift = (3 * DAY if cycle.kind is Kind.WEEK else 0) + unit
        now = self.local_time(cycle.zone)
        first = f"({now} - ({now} + {shift}) % {unit})"
        start = self._instant(first, cycle.zone)
        records = [
            Record(PERIOD_START, start, labels),
            Record(PERIOD_END, self._instant(f"({first} + {unit})", cycle.zone), labels),
        ]
        if cycle.kind is Kind.ROLLING:
            # Days carry the label; the window's own start decides which of them are summed.
            mark = select(PERIOD_START, labels)
            expr = f'{mark} * on() group_left(period) count_values("period", {mark})'
            records.append(Record(PERIOD_MARK, expr, labels))
        return tuple(records)

    def rolling_start(self, cycle: Cycle) -> str:
        """The instant at which a rolling period's first local date began, as a vector without labels."""
        now = self.local_time(cycle.zone)
        return self._instant(f"({now} - ({now} + {DAY}) % {DAY} - {(cycle.days - 1) * DAY})", cycle.zone)

    def _instant(self, reading: str, zone: str) -> str:
        """The first instant at which clocks show `reading`; a reading in a gap becomes the gap's edge."""
        offsets = self.offsets(zone)
        expr, last = f"{reading} - {number(offsets.base)}", offsets.base
        for instant, offset in offsets.changes:
            sign = "-" if offset > last else "+"
            expr += f"\n{sign} {abs(offset - last)} * ({reading} >= bool {instant + max(last, offset)})"
            last = offset
        return expr

    def rehearsal_period(self, cycle: Cycle, instant: int) -> int | None:
        """The period label that the rules give to a sample of early 1970, where rule tests take place."""
        if cycle.kind is Kind.TRAILING:
            return None
        if is_dated(cycle):
            return 0
        base = self.offsets(cycle.zone).base
        unit = WEEK if cycle.kind is Kind.WEEK else DAY
        local = instant - 1 + base
        return local - (local + (3 * DAY if unit == WEEK else 0)) % unit - base
