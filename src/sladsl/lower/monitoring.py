"""The Monitoring outline: what is measured, against which promise, and who is told; types only.

Every output that measures (Prometheus, dashboards, service desks) reads these types and nothing else,
so that no two of them can disagree about one promise. Nothing here knows any of those products.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from fractions import Fraction
from typing import TypeAlias

from sladsl.exact.calendars import Calendar
from sladsl.exact.intervals import Intervals
from sladsl.exact.periods import Cycle
from sladsl.exact.ratio import Rounding as RoundingMode
from sladsl.records import record
from sladsl.source import Span


class AgreementKind(Enum):
    """The three kinds of agreement."""

    SLA = "sla"
    OLA = "ola"
    UC = "uc"


class Comparison(Enum):
    """How a value is compared with its target: the value stands on the left."""

    AT_LEAST = ">="
    ABOVE = ">"
    AT_MOST = "<="
    BELOW = "<"

    @property
    def higher_is_better(self) -> bool:
        return self in {Comparison.AT_LEAST, Comparison.ABOVE}

    @property
    def inclusive(self) -> bool:
        return self in {Comparison.AT_LEAST, Comparison.AT_MOST}


class Empty(Enum):
    """What an interval counts as in which nothing was asked for, or about which nothing is known."""

    GOOD = "good"
    BAD = "bad"
    EXCLUDED = "excluded"
    UNKNOWN = "unknown"


@record
class Hours:
    """A named calendar, `id` stable, and the instants in it."""

    id: str
    title: str
    times: Calendar


@record
class Exclusion:
    """Time that does not count. `times` is None when no calendar tells it (force majeure): such time is
    claimed afterwards and no monitoring can leave it out. `cap_seconds` bounds it per period."""

    id: str
    title: str
    times: Calendar | None
    span: Span
    cap_seconds: int | None = None
    numerator_only: bool = False


@record
class Signal:
    """A raw query; `$range` stands for the length of the interval. `per_second` is False for queries that
    count what happened in the range (`increase`) instead of a rate."""

    query: str
    span: Span
    per_second: bool = True


@record
class ShareOfIntervals:
    """The share of intervals of `seconds` in which errors / requests is at most (or below) `at_most`."""

    seconds: int
    errors: Signal
    requests: Signal
    at_most: Fraction
    strictly_below: bool = False


@record
class MeanOfIntervals:
    """The mean, over intervals of `seconds`, of errors / requests; with `complement`, one minus it."""

    seconds: int
    errors: Signal
    requests: Signal
    complement: bool = False


@record
class EventRatio:
    """good / total, or bad / total: exactly one of `good` and `bad` is given and is the value's numerator."""

    total: Signal
    good: Signal | None = None
    bad: Signal | None = None


@record
class ShareOfTime:
    """The share of time in which the gauge `up` is above zero. Outages shorter than `minimum_outage`
    seconds do not count; where `partial_minutes` is False a minute is down only when all of it is."""

    up: Signal
    minimum_outage: int = 0
    partial_minutes: bool = True


@record
class TimeDown:
    """Time down in seconds per period, counted as the wrapped formula counts it; the target is in seconds."""

    of: ShareOfIntervals | ShareOfTime


@record
class Percentile:
    """The value below which `share` of the events of a histogram lie. `histogram` yields series with the
    label `le`; the target is in seconds, of which one `le` unit is `seconds_per_unit`. `buckets` are the
    known upper bounds in seconds, None when nobody declared them."""

    share: Fraction
    histogram: Signal
    seconds_per_unit: Fraction = Fraction(1)
    buckets: tuple[Fraction, ...] | None = None


@record
class OtherFormula:
    """A formula written in the agreement that has no monitored form here, in the source's own words."""

    text: str


Formula: TypeAlias = (
    ShareOfIntervals | MeanOfIntervals | EventRatio | ShareOfTime | TimeDown | Percentile | OtherFormula
)


@record
class Rounding:
    """Values are rounded to multiples of `unit` (0.00001 is three decimals of a percentage) before they
    are compared."""

    unit: Fraction
    mode: RoundingMode


@record
class Bound:
    """One side of a tier: value `comparison` `threshold`."""

    comparison: Comparison
    threshold: Fraction


@record
class CreditTier:
    """A credit is owed when every bound holds; `label` says how much, in the agreement's words."""

    label: str
    bounds: tuple[Bound, ...]
    span: Span


@record
class AlertStep:
    """Tell somebody when this share of the period's budget is used up (1/2 is 50%)."""

    share: Fraction


@record
class Receiver:
    """Somebody who is told: a stable id (`Nordwind.ServiceDesk`), a title, an address when one is known."""

    id: str
    title: str
    contact: str | None = None


@record
class Escalation:
    """From this share of the budget on, `receiver` is told."""

    share: Fraction
    receiver: Receiver


@record
class Objective:
    """One guarantee for one service. `guarantee` and `service` are stable keys, unique together inside an
    agreement; titles may change at any time and identify nothing. `source` names who measures
    (`prometheus`, `tickets`, ..). `sampling` is the distance of two samples in seconds. `absent` says what
    time counts as from which no data came; None: the same as `empty`. `constant_denominator` replaces the
    period's own length (seconds). `objective_text` is the promise as a sentence.
    `url` is where the service can be reached, when it says so."""

    guarantee: str
    service: str
    metric: str
    title: str
    comparison: Comparison
    target: Fraction
    formula: Formula
    period: Cycle
    span: Span
    source: str = "prometheus"
    hours: Hours | None = None
    exclusions: tuple[Exclusion, ...] = ()
    empty: Empty = Empty.UNKNOWN
    absent: Empty | None = None
    alert_steps: tuple[AlertStep, ...] = ()
    tiers: tuple[CreditTier, ...] = ()
    rounding: Rounding | None = None
    sampling: int = 15
    constant_denominator: int | None = None
    owner: str = ""
    clause: str = ""
    runbook: str = ""
    objective_text: str = ""
    url: str = ""


@record
class Rehearsal:
    """What a scenario of the agreement does to one objective, and what the evaluation makes of it.

    `guarantee` and `service` are the keys of the objective. `down` is when the service is down, `counted`
    the time that counts against the promise, both in UTC seconds. `title` and `span` are the scenario's.
    """

    title: str
    guarantee: str
    service: str
    down: Intervals
    counted: Intervals
    span: Span


@record
class MonitoredAgreement:
    """One agreement with what is measured of it; `effective` is its first day, `until` its last. `rehearsals`
    are what its scenarios prove of the objectives."""

    id: str
    kind: AgreementKind
    level: str
    title: str
    provider: Receiver
    customer: Receiver | None
    zone: str
    objectives: tuple[Objective, ...]
    span: Span
    effective: date | None = None
    until: date | None = None
    escalations: tuple[Escalation, ...] = ()
    rehearsals: tuple[Rehearsal, ...] = ()

    def in_force(self, day: date) -> bool:
        """Whether `day` lies within the term."""
        return (self.effective is None or self.effective <= day) and (self.until is None or day <= self.until)


@record
class Monitoring:
    """All that is measured of a house, agreement by agreement."""

    agreements: tuple[MonitoredAgreement, ...]
