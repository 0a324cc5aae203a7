"""Promises in the few words that fit beside a line."""

from __future__ import annotations

from collections.abc import Sequence

from sladsl.exact.ratio import percent
from sladsl.model.agreements import Guarantee
from sladsl.model.metrics import Dimension
from sladsl.model.values import Ratio, Value
from sladsl.model.written import number_text, short_text

_SIGNS = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "=": "="}


def short(promise: Guarantee) -> str:
    """`99.95%`, `p99 latency ≤ 300 ms`, `P1 response 15 min`: the metric is named unless it is a share."""
    plain = promise.metric.dimension == Dimension.RATIO and promise.percentile is None
    words = [promise.priority.name] if promise.priority else []
    words += [f"p{number_text(promise.percentile)}"] if promise.percentile is not None else []
    words += [] if plain else [promise.metric.key]
    usual = {"higher": ">=", "lower": "<="}.get(promise.metric.better or "")
    timed = promise.priority is not None and promise.comparator == "<="
    if not timed and not (plain and promise.comparator == usual == ">="):
        words.append(_SIGNS[promise.comparator])
    return " ".join((*words, short_text(promise.target)))


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
        return f"{short_text(ratios[0])} to {short_text(ratios[-1])}"
    return "various"
