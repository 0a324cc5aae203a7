"""Promises in the few words that fit beside a line."""

from __future__ import annotations

from collections.abc import Sequence

from sladsl.exact.durations import Duration
from sladsl.exact.ratio import exact_decimal, percent, round_to
from sladsl.model.agreements import Guarantee
from sladsl.model.metrics import Dimension
from sladsl.model.values import Number, Ratio, Value

_SIGNS = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "=": "="}


def shown(value: Value) -> str:
    """A value as people say it; a time below the second in milliseconds."""
    match value:
        case Duration() if 0 < value.seconds < 1:
            return f"{exact_decimal(round_to(value.seconds * 1000, 3))} ms"
        case Ratio():
            return percent(value.value, 6)
        case Number():
            return exact_decimal(value.value) or str(value.value)
        case _:
            return value.text()


def short(promise: Guarantee) -> str:
    """`99.95%`, `p99 latency ≤ 300 ms`, `P1 response 15 min`: the metric is named unless it is a share."""
    plain = promise.metric.dimension == Dimension.RATIO and promise.percentile is None
    words = [promise.priority.name] if promise.priority else []
    words += [f"p{exact_decimal(promise.percentile)}"] if promise.percentile is not None else []
    words += [] if plain else [promise.metric.key]
    usual = {"higher": ">=", "lower": "<="}.get(promise.metric.better or "")
    timed = promise.priority is not None and promise.comparator == "<="
    if not timed and not (plain and promise.comparator == usual == ">="):
        words.append(_SIGNS[promise.comparator])
    return " ".join((*words, shown(promise.target)))


def headline(promises: Sequence[Guarantee]) -> Guarantee | None:
    """The promise that stands for all of them: how much of the time it works, else the first."""
    for promise in promises:
        steady = promise.metric.better == "higher" and promise.metric.dimension == Dimension.RATIO
        if steady and promise.priority is None and promise.percentile is None:
            return promise
    return promises[0] if promises else None


def told(promise: Guarantee) -> str:
    """A promise on one line of a longer text: `availability 99.95% per month`."""
    period = f" per {promise.period.kind.value}" if promise.period else ""
    text = short(promise)
    named = text if promise.metric.key in text.split() else f"{promise.metric.key} {text}"
    share = f" for {percent(promise.share.ratio)} of {promise.share.of}" if promise.share else ""
    during = f" during {promise.during.key}" if promise.during else ""
    return f"{named}{share}{period}{during}"


def spread(values: Sequence[Value | None], labels: Sequence[str]) -> str:
    """One label for lines drawn as one: the same, or the range from the lowest to the highest ratio."""
    if len(set(labels)) == 1:
        return labels[0]
    ratios = sorted(v for v in values if isinstance(v, Ratio))
    if len(ratios) == len(values) and ratios:
        return f"{shown(ratios[0])} to {shown(ratios[-1])}"
    return "various"
