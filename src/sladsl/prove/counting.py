"""Whether what one promise counts as down is what another counts, and what is lost in between."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from sladsl.evaluate.conditions import under_outage
from sladsl.exact.durations import Duration
from sladsl.exact.intervals import Intervals, normalise, union
from sladsl.exact.periods import Period
from sladsl.exact.ratio import round_to
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
from sladsl.model.values import Ratio
from sladsl.records import record, replace

_MINUTE = 60
_LITTLE = Fraction(1, 10**12)
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

    For example in outages of `length` seconds, one every `cycle` seconds, the first `after` so many. Where it
    is part of outages that are counted, those do not come `alone`, and it is no more than that share.
    """

    share: Fraction
    outages: str
    length: int
    cycle: int
    after: int = 0
    alone: bool = True

    def most_in(self, times: Intervals) -> Fraction:
        """The most seconds of some times that are lost in them: where times begin or end there is an outage
        more than there are times between two, or one that is counted goes on outside."""
        lengths = [end - start for start, end in times]
        if not self.alone:
            return sum((length + 2 * self.cycle for length in lengths), Fraction(0)) * self.share
        kept = sum(length // self.cycle for length in lengths) * self.cycle
        return sum(lengths) - kept * (1 - self.share)


def unseen(promise: Guarantee, support: Guarantee) -> Unseen | None:
    """What the support overlooks of what the promise counts; None where nothing.

    The outages are as long as the support overlooks, up to a second, and between two of them everything
    works for as short a time as they need to be two: a second.
    """
    short, parts = _short_ones(promise, support), _parts(promise, support)
    if short is None or parts is None:
        return short or parts
    # By turns they come to more than each; and all of these are as long as the longest, at most.
    longest = max(short.length, 2 * (_step(support.metric) or _MINUTE) - 2)
    larger = max(short, parts, key=lambda each: each.share)
    return replace(larger, share=max(larger.share, Fraction(longest, longest + 1)))


def _short_ones(promise: Guarantee, support: Guarantee) -> Unseen | None:
    """Outages that are too short for the support, and not for the promise."""
    below = support.switches.over(support.metric.switches)
    above = promise.switches.over(promise.metric.switches)
    limit, mine, theirs = below.short_outages, _step(promise.metric), _step(support.metric)
    length = _longest_overlooked(limit, inclusive=below.short_too) if limit is not None else 0
    # What is no break above, shorter than an interval, may be one below.
    unbroken = mine is not None and theirs is not None and mine != theirs
    if limit is None or not length or (above.forgives(length) and not unbroken):
        return None
    cycle = length + 1
    if mine is None and above.partial is False:
        cycle = ceil(Fraction(cycle, _MINUTE)) * _MINUTE
    outages = _outages(limit, inclusive=below.short_too)
    return Unseen(_share(length, mine, above), outages, length, cycle)


def _parts(promise: Guarantee, support: Guarantee) -> Unseen | None:
    """Parts of minutes, or of intervals, that only the promise counts. Outages exist that are longer and have
    no whole one in them, and in each of them one second up is enough."""
    below = support.switches.over(support.metric.switches)
    above = promise.switches.over(promise.metric.switches)
    step = _step(support.metric)
    unit = step or _MINUTE
    if below.partial is not False or above.partial is False or (step is None and above.partial is None):
        return None
    whole = "a whole minute in them" if step is None else "an interval that is down from end to end"
    longest = 2 * unit - 2
    if above.forgives(longest):
        assert above.short_outages is not None
        least = ceil(above.short_outages.seconds)
        lost = longest if step is None else 2 * unit  # of an outage that is counted: what begins and ends it
        share = min(Fraction(1), Fraction(lost, least))
        return Unseen(share, "what begins and ends its outages", least, least, alone=False)
    share = Fraction(unit - 1, unit) if step is None else Fraction(1)
    if above.forgives(unit - 1):
        return Unseen(share, f"outages without {whole}", longest, 2 * unit, 1)
    return Unseen(share, f"outages without {whole}", unit - 1, unit)


def whole_intervals(times: Intervals, formula: Formula | None, period: Period) -> Intervals:
    """The intervals of a period, as a metric counts them, that share an instant with a set; the set where it
    counts none."""
    if not isinstance(formula, ShareOfIntervals):
        return times
    step, first = int(formula.interval.seconds), period.start
    return union(
        tuple((first + (a - first) // step * step, first - (first - b) // step * step) for a, b in times)
    )


def inner_intervals(times: Intervals, formula: Formula | None, period: Period) -> Intervals:
    """Those that lie in a set from end to end, which alone are counted; the set where it counts none."""
    if not isinstance(formula, ShareOfIntervals):
        return times
    return on_grid(times, period.start, int(formula.interval.seconds))


def on_grid(times: Intervals, first: int, step: int) -> Intervals:
    """The intervals of so many seconds, counted from `first`, that lie in times from end to end."""
    inner = ((first - (first - a) // step * step, first + (b - first) // step * step) for a, b in times)
    return normalise((a, b) for a, b in inner if a < b)


def forgives_some(promise: Guarantee) -> bool:
    """Whether outages do not count for a promise when they are short, or parts of minutes."""
    chosen = promise.switches.over(promise.metric.switches)
    return chosen.short_outages is not None or chosen.partial is False


def tolerates_some(promise: Guarantee) -> bool:
    """Whether intervals, or instants, in which something fails are good ones as long as it is little."""
    formula = promise.metric.formula
    if not isinstance(formula, ShareOfIntervals | ShareOfTime):
        return False
    good = promise.metric.better != "lower"

    def stays_good(share: Fraction) -> bool:
        return under_outage(formula.condition, share, good=good) is good

    return stays_good(_LITTLE) and not stays_good(Fraction(1))


def least_outage(promise: Guarantee) -> Duration | None:
    """The shortest downtime that a promise of a share can count; None where any counts."""
    formula = promise.metric.formula
    if not isinstance(formula, ShareOfIntervals | ShareOfTime):
        return None
    short = promise.switches.over(promise.metric.switches).short_outages
    if isinstance(formula, ShareOfIntervals):
        return max(formula.interval, short) if short else formula.interval
    return short


def allows_no_outage(promise: Guarantee) -> bool:
    """Whether one outage of the shortest that counts misses a promise of a share in the longest period there
    can be: then it is one of all."""
    least, cycle = least_outage(promise), promise.period
    if least is None or cycle is None:
        return False
    step = min(Fraction(1), least.seconds / cycle.longest(clocks=False))
    best_miss = 1 - step if promise.comparator in (">=", ">") else step
    if promise.rounding is not None:
        best_miss = round_to(best_miss, promise.rounding.places + 2, promise.rounding.mode)
    return not promise.meets(Ratio(best_miss))


def _step(metric: Metric) -> int | None:
    """The length of the intervals that are counted, in seconds; None where time is."""
    formula = metric.formula
    return int(formula.interval.seconds) if isinstance(formula, ShareOfIntervals) else None


def _longest_overlooked(limit: Duration, *, inclusive: bool) -> int:
    """How many seconds the longest outage has that is too short to count."""
    return floor(limit.seconds) if inclusive else ceil(limit.seconds) - 1


def _share(length: int, mine: int | None, above: Switches) -> Fraction:
    if mine is not None:
        return Fraction(1)  # a second up between two of them mends no interval
    if above.partial is False:
        # Only whole minutes count above, and of those the one in which a run ends does not.
        minutes = length // _MINUTE
        return Fraction(minutes, minutes + 1)
    return Fraction(length, length + 1)


def _outages(limit: Duration, *, inclusive: bool) -> str:
    seconds = limit.seconds
    length = f"{seconds / _MINUTE} min" if seconds % _MINUTE == 0 else f"{seconds} s"
    return f"outages {'up to' if inclusive else 'under'} {length}"
