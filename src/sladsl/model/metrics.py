"""What a metric is: a formula over signals, and the switches that decide what counts."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import Literal, TypeAlias

from sladsl.exact.durations import Duration
from sladsl.model.values import Ratio, Value, Words
from sladsl.records import record
from sladsl.source import Span
from sladsl.syntax.words import (
    AggregateWord,
    BegunWord,
    Comparator,
    Direction,
    EmptyWord,
    PauseWord,
    State,
)

# Terms: what can be computed from signals.


@record
class Signal:
    """An input of the metric, by name."""

    name: str


@record
class MetricUse:
    """Another metric of the house, by key."""

    key: str


@record
class Constant:
    """A value as written."""

    value: Value


@record
class Arithmetic:
    """Two terms combined by one of the four operations."""

    op: Literal["+", "-", "*", "/"]
    left: Term
    right: Term


Term: TypeAlias = Signal | MetricUse | Constant | Arithmetic

# Conditions: what holds or does not.


@record
class Holds:
    """A signal that is itself true or false: `up`, `waiting_for_customer`."""

    name: str


@record
class Compare:
    """Whether a comparison of two terms holds."""

    left: Term
    comparator: Comparator
    right: Term


@record
class Combined:
    """Both conditions, or at least one of them."""

    op: Literal["and", "or"]
    left: Condition
    right: Condition


@record
class Negated:
    """The opposite of a condition."""

    inner: Condition


Condition: TypeAlias = Holds | Compare | Combined | Negated

# Formulas: how a metric's value comes about.


@record
class ShareOfIntervals:
    """The share of intervals of that length in which the condition holds."""

    interval: Duration
    condition: Condition


@record
class ShareOfTime:
    """The share of the period in which the condition holds."""

    condition: Condition


@record
class ShareOfEvents:
    """The share of the events of which the condition holds."""

    condition: Condition


@record
class MeanOver:
    """The mean of a term over intervals of that length, each interval weighing the same."""

    interval: Duration
    value: Term


@record
class PercentileOf:
    """The value below which a share of the events of a signal lie; each guarantee names the share."""

    signal: str


@record
class TimeBetween:
    """Time from one event of a case to another."""

    first: str
    last: str


@record
class CountOfEvents:
    """How many events there were of which the condition holds, all of them when it is None."""

    where: Condition | None


@record
class CountOfIntervals:
    """In how many intervals of that length the condition holds."""

    interval: Duration
    condition: Condition


@record
class ScoreRow:
    """What an event scores of which the condition holds."""

    score: Fraction
    condition: Condition


@record
class MeanScore:
    """The mean score of the events: each scores by the first row that holds, else `otherwise`.

    `share` says whether the scores are written as shares of one, `100%` instead of `1`.
    """

    rows: tuple[ScoreRow, ...]
    otherwise: Fraction
    share: bool


@record
class TimeInState:
    """Absolute time; `state` is `down` or `up`."""

    state: State


@record
class WorstOf:
    """The worst of several terms, by the direction in which the metric improves."""

    values: tuple[Term, ...]


@record
class Aggregate:
    """One number out of the values of a term over the period."""

    function: AggregateWord
    value: Term


@record
class Computed:
    """A plain term: `good / total`."""

    value: Term


Formula: TypeAlias = (
    ShareOfIntervals
    | ShareOfTime
    | ShareOfEvents
    | MeanOver
    | PercentileOf
    | TimeBetween
    | CountOfEvents
    | CountOfIntervals
    | MeanScore
    | TimeInState
    | WorstOf
    | Aggregate
    | Computed
)


@record
class Switches:
    """The sides on which real agreements differ; None where the source has not chosen.

    `empty` is good, bad, excluded, unknown or a ratio. `short_outages` is the length under which an
    outage does not count. `partial` says whether begun intervals count. `attributed` names the event
    whose instant decides the period of a case. `pause` is the condition under which a clock stands still.
    `undeployed` is what time counts as in which a service or resource did not exist. With `short_too` an
    outage of exactly the length `short_outages` does not count either. `pause_in` says whether a pause moves
    the clock on by all the time it lasted or by what of it the clock would have counted. `begun` is what is
    cut in a period of which only a part lies in the term.
    """

    empty: EmptyWord | Ratio | None = None
    short_outages: Duration | None = None
    partial: bool | None = None
    attributed: str | None = None
    pause: Condition | None = None
    undeployed: Literal["good", "excluded"] | None = None
    short_too: bool = False
    pause_in: PauseWord | None = None
    begun: BegunWord | None = None

    def forgives(self, seconds: int) -> bool:
        """Whether an outage of that length is too short to count."""
        limit = self.short_outages
        if limit is None:
            return False
        return seconds <= limit.seconds if self.short_too else seconds < limit.seconds

    def over(self, other: Switches) -> Switches:
        """These switches, and those of `other` where these have not chosen."""
        if self is UNCHOSEN:
            return other
        return Switches(
            self.empty if self.empty is not None else other.empty,
            self.short_outages if self.short_outages is not None else other.short_outages,
            self.partial if self.partial is not None else other.partial,
            self.attributed if self.attributed is not None else other.attributed,
            self.pause if self.pause is not None else other.pause,
            self.undeployed if self.undeployed is not None else other.undeployed,
            self.short_too if self.short_outages is not None else other.short_too,
            self.pause_in if self.pause is not None else other.pause_in,
            self.begun if self.begun is not None else other.begun,
        )


UNCHOSEN = Switches()
"""What most promises say: nothing, so that their metric's switches hold."""


class Dimension(StrEnum):
    """What the values of a metric are, by the kinds of value that may be its target."""

    RATIO = "ratio"
    DURATION = "duration"
    QUANTITY = "quantity"
    NUMBER = "number"


@record
class Metric:
    """Something that can be counted.

    `better` is None only when the source forgot it. `unit` is the word of a quantity (`leads`, `min`).
    `pooled_by` weighs resources; `denominator` ignores the period's length; `with_previous` takes the
    mean with the previous period.
    """

    key: str
    title: Words
    better: Direction | None
    signals: tuple[str, ...]
    unit: str | None
    formula: Formula | None
    pooled_by: str | None
    denominator: Duration | None
    with_previous: bool
    switches: Switches
    dimension: Dimension
    span: Span
