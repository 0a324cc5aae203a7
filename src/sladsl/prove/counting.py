"""Whether what one promise counts as down is what another counts, and what is lost in between."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from sladsl.exact.durations import Duration
from sladsl.exact.intervals import Intervals, union
from sladsl.exact.periods import Period
from sladsl.model.agreements import Guarantee
from sladsl.model.metrics import (
    Aggregate,
    Arithmetic,
    Combined,
    Compare,
    Condition,
    Constant,
    Formula,
    Holds,
    MeanOver,
    Metric,
    Negated,
    PercentileOf,
    ShareOfIntervals,
    ShareOfTime,
    Signal,
    Switches,
    TimeInState,
)
from sladsl.records import record

_MINUTE = 60
_GRIDS = (ShareOfIntervals, MeanOver)
_STATES = (Holds("up"), Negated(Holds("down")))
"""The state of a service, as the time that it is down is read from it."""


def comparable(upper: Metric, lower: Metric) -> bool:
    """Whether what the lower metric counts as down is what the upper one does: the same way of counting."""
    return upper.key == lower.key or upper.formula == lower.formula


def carries(upper: Metric, lower: Metric) -> bool:
    """Whether a limit on what the lower metric counts as down is one on what the upper one does.

    So it is where both count alike; where both count the time of the service's state, one as a share and one
    in minutes; and where both hold the same ratio against the same bound, the upper one over longer
    intervals, each made of whole ones of the lower: a longer one is only bad when a part of it is.
    """
    return comparable(upper, lower) or (_of_state(upper) and _of_state(lower)) or _coarser(upper, lower)


def spread(upper: Metric, lower: Metric) -> int:
    """How much time an amount of time that the lower metric counts as down may come to for the upper one, or
    how much of a mean an amount of the lower one."""
    one, two = upper.formula, lower.formula
    if upper.key != lower.key and isinstance(one, _GRIDS) and isinstance(two, _GRIDS):
        times = one.interval.seconds / two.interval.seconds
        return int(times) if times > 1 else 1
    return 1


def carries_mean(upper: Metric, lower: Metric) -> bool:
    """Whether a limit on the lower share of failures is one on the upper one: counted alike, or means of the
    same ratio, the upper one over longer intervals made of whole ones of the lower. What fails in a long
    interval is at most what fails in its worst part, and so in all parts together."""
    if comparable(upper, lower):
        return True
    if not same_mean(upper, lower):
        return False
    match upper.formula, lower.formula:
        case MeanOver(long, Arithmetic("/", Signal(), Signal())), MeanOver(short):
            return _in_whole(long, short)
    return False


def same_mean(upper: Metric, lower: Metric) -> bool:
    """Whether both are means of one term over intervals, whatever their lengths."""
    one, two = upper.formula, lower.formula
    if not isinstance(one, MeanOver) or not isinstance(two, MeanOver):
        return False
    return one.value == two.value and upper.better == lower.better


def _of_state(metric: Metric) -> bool:
    match metric.formula:
        case ShareOfTime(condition):
            return condition in _STATES and metric.better != "lower"
        case TimeInState("down"):
            return True
    return False


def _coarser(upper: Metric, lower: Metric) -> bool:
    one, two = upper.formula, lower.formula
    if not isinstance(one, ShareOfIntervals) or not isinstance(two, ShareOfIntervals):
        return False
    if one.condition != two.condition or upper.better == "lower" or lower.better == "lower":
        return False
    return _in_whole(one.interval, two.interval) and _adds_up(one.condition)


def _in_whole(long: Duration, short: Duration) -> bool:
    """Whether an interval is made of several whole shorter ones."""
    times = long.seconds / short.seconds
    return times > 1 and times.denominator == 1


def _adds_up(condition: Condition) -> bool:
    """Whether a condition holds of an interval when it holds of all its parts: a bound on a ratio of two
    sums does, since the whole lies between the parts."""
    match condition:
        case Compare(Arithmetic("/", Signal(), Signal()), comparator, Constant()):
            return comparator != "="
        case Combined("and", left, right):
            return _adds_up(left) and _adds_up(right)
    return False


def limits_share(upper: Metric, lower: Metric) -> bool:
    """Whether a limit on the lower metric limits a share of the events of which the upper one takes
    percentiles: a percentile of the same signal, or its largest value."""
    if comparable(upper, lower):
        return True
    signal = upper.formula.signal if isinstance(upper.formula, PercentileOf) else None
    return signal is not None and lower.formula == Aggregate("max", Signal(signal))


def is_mean(upper: Metric, lower: Metric) -> bool:
    """Whether the lower metric is the mean of the signal of which the upper one takes percentiles."""
    signal = upper.formula.signal if isinstance(upper.formula, PercentileOf) else None
    return signal is not None and lower.formula == Aggregate("mean", Signal(signal))


# ---- outages that are too short


@record
class Unseen:
    """The largest share of all time that may be lost, one outage after the other, without the support
    counting any of it, and in what outages.

    For example in outages of `length` seconds, one every `cycle` seconds, the first `after` so many.
    """

    share: Fraction
    outages: str
    length: int
    cycle: int
    after: int = 0


def unseen(promise: Guarantee, support: Guarantee) -> Unseen | None:
    """What the support overlooks of what the promise counts; None where nothing.

    The outages are as long as the support overlooks, up to a second, and between two of them everything
    works for as short a time as they need to be two: a second.
    """
    found = (_short_ones(promise, support), _parts(promise, support))
    return max((each for each in found if each is not None), key=lambda each: each.share, default=None)


def _short_ones(promise: Guarantee, support: Guarantee) -> Unseen | None:
    """Outages that are too short for the support, and not for the promise."""
    below = support.switches.over(support.metric.switches)
    above = promise.switches.over(promise.metric.switches)
    limit, mine, theirs = below.short_outages, _step(promise.metric), _step(support.metric)
    steps = _most_steps(limit, inclusive=below.short_too) if limit is not None else 0
    seen = steps
    if mine is not None and theirs is not None and mine != theirs:
        seen = (ceil(Fraction(steps - 1, mine)) + 1) * mine  # as many intervals above as it may touch
    if limit is None or not steps or above.forgives(seen):
        return None
    cycle = steps + 1
    if mine is None and above.partial is False:
        cycle = ceil(Fraction(cycle, _MINUTE)) * _MINUTE
    outages = _outages(limit, inclusive=below.short_too)
    return Unseen(_share(steps, mine, above), outages, steps, cycle)


def _parts(promise: Guarantee, support: Guarantee) -> Unseen | None:
    """Parts of minutes, or of intervals, that only the promise counts."""
    below = support.switches.over(support.metric.switches)
    above = promise.switches.over(promise.metric.switches)
    mine, theirs = _step(promise.metric), _step(support.metric)
    if below.partial is not False:
        return None
    if theirs is not None:
        whole = mine is not None and above.partial is False
        told = "intervals that are not down from end to end"
        return None if whole else Unseen(Fraction(1), told, theirs - 1, theirs)
    return _parts_of_minutes(above) if mine is None and above.partial is True else None


def _parts_of_minutes(above: Switches) -> Unseen | None:
    """What is overlooked of outages whose minutes only count whole. Longer ones without a whole minute in
    them exist, and in each minute one second is enough."""
    longest = 2 * _MINUTE - 2
    if above.forgives(longest):
        assert above.short_outages is not None
        least = ceil(above.short_outages.seconds)
        return Unseen(Fraction(longest, least), "the parts of minutes of longer outages", least, least + 1)
    share, outages = Fraction(_MINUTE - 1, _MINUTE), "outages without a whole minute in them"
    if above.forgives(_MINUTE - 1):
        return Unseen(share, outages, longest, 2 * _MINUTE, 1)
    return Unseen(share, outages, _MINUTE - 1, _MINUTE)


def whole_intervals(times: Intervals, formula: Formula | None, period: Period) -> Intervals:
    """The intervals of a period, as a metric counts them, that share an instant with a set; the set where it
    counts none."""
    if not isinstance(formula, ShareOfIntervals):
        return times
    step, first = int(formula.interval.seconds), period.start
    return union(
        tuple((first + (a - first) // step * step, first - (first - b) // step * step) for a, b in times)
    )


def forgives_some(promise: Guarantee) -> bool:
    """Whether outages do not count for a promise when they are short, or parts of minutes."""
    chosen = promise.switches.over(promise.metric.switches)
    return chosen.short_outages is not None or chosen.partial is False


def _step(metric: Metric) -> int | None:
    """The length of the intervals that are counted, in seconds; None where time is."""
    formula = metric.formula
    return int(formula.interval.seconds) if isinstance(formula, ShareOfIntervals) else None


def _most_steps(limit: Duration, *, inclusive: bool) -> int:
    """How many seconds the longest run has that is too short to count."""
    return floor(limit.seconds) if inclusive else ceil(limit.seconds) - 1


def _share(steps: int, mine: int | None, above: Switches) -> Fraction:
    if mine is not None:
        return Fraction(1)  # a second up between two of them mends no interval
    if above.partial is False:
        # Only whole minutes count above, and of those the one in which a run ends does not.
        steps //= _MINUTE
    return Fraction(steps, steps + 1)


def _outages(limit: Duration, *, inclusive: bool) -> str:
    seconds = limit.seconds
    length = f"{seconds / _MINUTE} min" if seconds % _MINUTE == 0 else f"{seconds} s"
    return f"outages {'up to' if inclusive else 'under'} {length}"
