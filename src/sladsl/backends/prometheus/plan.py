"""Everything the rules of one promise share: its labels, masks, denominator and budget, worked out once."""

from __future__ import annotations

from fractions import Fraction

from sladsl.backends.prometheus.amounts import counts_events
from sladsl.backends.prometheus.clock import Clock, is_dated, nominal_seconds, steps
from sladsl.backends.prometheus.identity import DUE, Identity, aligned, select
from sladsl.backends.prometheus.masks import MaskWriter
from sladsl.backends.prometheus.options import PrometheusOptions
from sladsl.backends.prometheus.signals import interval_seconds
from sladsl.backends.prometheus.thresholds import budget_share
from sladsl.exact import intervals as sets
from sladsl.exact.calendars import ALWAYS, Always, Calendar, Difference, Union
from sladsl.lower.monitoring import Empty, Objective, ShareOfTime, TimeDown
from sladsl.records import record


@record
class Mask:
    """A named calendar that amounts are multiplied by."""

    name: str
    calendar: Calendar


@record
class Plan:
    """One promise ready to be written. `mask` bounds the denominator, `bad_mask` the numerator; None where
    every instant counts."""

    identity: Identity
    clock: Clock
    options: PrometheusOptions
    mask: Mask | None
    bad_mask: Mask | None

    @property
    def objective(self) -> Objective:
        return self.identity.objective

    @property
    def interval(self) -> int:
        return interval_seconds(self.objective.formula, self.clock.step)

    @property
    def minimum(self) -> int:
        """The bad amount below which nobody is paged: events, or seconds of whole intervals."""
        if counts_events(self.objective):
            return self.options.minimum_events
        return self.options.minimum_intervals * self.interval

    @property
    def counts_in_term(self) -> bool:
        """Whether any time that the rules know of counts. A promise whose own dates lie outside has none, so
        no rule could judge it and no test could prove it."""
        term = self.clock.term
        return self.mask is None or bool(self.mask.calendar.intervals(term.start, term.end))

    @property
    def is_certain(self) -> bool:
        """Whether the whole period's denominator is known in advance: time, all of which counts."""
        objective = self.objective
        if objective.constant_denominator is not None or isinstance(objective.formula, TimeDown):
            return True
        rules = {objective.absent or objective.empty}
        if not isinstance(objective.formula, ShareOfTime):
            rules.add(objective.empty)
        if counts_events(objective) or rules - {Empty.GOOD, Empty.BAD}:
            return False
        return is_dated(objective.period) or self.mask is None

    @property
    def uses_table(self) -> bool:
        """Whether the denominator is read from a recorded table of what counts in each dated period; where
        all of it counts, the period's start and end already say so."""
        return (
            self.mask is not None
            and self.is_certain
            and is_dated(self.objective.period)
            and self.objective.constant_denominator is None
            and not isinstance(self.objective.formula, TimeDown)
        )

    def due_labels(self) -> dict[str, str]:
        mask = self.mask.name if self.mask else "always"
        return {**self.clock.cycle_labels(self.objective.period), "mask": mask}

    def due_expr(self) -> str:
        """The table of what counts in each dated period; a period of nominal length before the first."""
        return aligned(f"vector({steps(self.nominal_due(), self.dues())})", self.clock.step)

    def due_selector(self) -> str:
        return f"sum({select(DUE, self.due_labels())})"

    def dues(self) -> tuple[tuple[int, int], ...]:
        """Start of each dated period and the seconds in it that count."""
        boundaries = self.clock.boundaries(self.objective.period)
        # A year may have begun before the stretch that is written out.
        times = self.mask.calendar if self.mask else ALWAYS
        open_time = times.intervals(boundaries[0][0], boundaries[-1][1]) if boundaries else ()
        return tuple((start, sets.total(sets.clip(open_time, start, end))) for start, end in boundaries)

    def nominal_due(self) -> int:
        """Seconds that count in a period of nominal length."""
        if self.objective.constant_denominator is not None:
            return self.objective.constant_denominator
        if self.mask is None or not is_dated(self.objective.period):
            return nominal_seconds(self.objective.period)
        return max((due for _, due in self.dues()), default=nominal_seconds(self.objective.period))

    def bad_share(self) -> Fraction:
        """The budget as a share of what counts, 0 to 1: what a burn rate of one uses up."""
        share = budget_share(self.objective)
        if isinstance(self.objective.formula, TimeDown):
            return share / self.nominal_due()
        return share

    def rehearsal_open(self, instant: int) -> bool:
        """Whether the interval ending at an instant, told by clocks that never change, counts."""
        writer = MaskWriter(self.clock)
        return all(
            writer.rehearsal(mask.calendar, instant)
            for mask in (self.mask, self.bad_mask)
            if mask is not None
        )


def plan_of(identity: Identity, clock: Clock, options: PrometheusOptions) -> Plan:
    """The promise with its masks: hours, minus exclusions that a calendar tells."""
    objective = identity.objective
    base: Calendar = objective.hours.times if objective.hours else ALWAYS
    name = objective.hours.id if objective.hours and not isinstance(base, Always) else "always"
    both = [e for e in objective.exclusions if e.times is not None and not e.numerator_only]
    only_bad = [e for e in objective.exclusions if e.times is not None and e.numerator_only]

    def less(calendar: Calendar, removed: tuple[Calendar, ...]) -> Calendar:
        return Difference(calendar, Union(removed)) if removed else calendar

    for exclusion in both:
        name += f" except {exclusion.id}"
    bad_name = name
    for exclusion in only_bad:
        bad_name += f" except {exclusion.id}"
    calendar = less(base, tuple(e.times for e in both if e.times is not None))
    bad_calendar = less(calendar, tuple(e.times for e in only_bad if e.times is not None))
    expires = clock.term.expires is not None

    def mask(calendar: Calendar, name: str) -> Mask | None:
        return None if isinstance(calendar, Always) and not expires else Mask(name, calendar)

    return Plan(identity, clock, options, mask(calendar, name), mask(bad_calendar, bad_name))
