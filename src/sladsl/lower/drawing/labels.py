"""Promises in the few words that fit beside a line."""

from __future__ import annotations

from collections.abc import Sequence

from sladsl.lower.drawing.words import DrawingWords
from sladsl.model.agreements import Guarantee
from sladsl.model.metrics import Dimension
from sladsl.model.values import Ratio, Value
from sladsl.model.written import number_text

_SIGNS = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "=": "="}


def short(promise: Guarantee, words: DrawingWords) -> str:
    """`99.95%`, `p99 latency ≤ 300 ms`, `P1 response 15 min`: the metric is named unless it is a share."""
    plain = promise.metric.dimension == Dimension.RATIO and promise.percentile is None
    parts = [promise.priority.name] if promise.priority else []
    parts += [f"p{number_text(promise.percentile)}"] if promise.percentile is not None else []
    parts += [] if plain else [promise.metric.key]
    usual = {"higher": ">=", "lower": "<="}.get(promise.metric.better or "")
    timed = promise.priority is not None and promise.comparator == "<="
    if not timed and not (plain and promise.comparator == usual == ">="):
        parts.append(_SIGNS[promise.comparator])
    return " ".join((*parts, words.value(promise.target)))


def headline(promises: Sequence[Guarantee]) -> Guarantee | None:
    """The promise that stands for all of them: how much of the time it works, else the first."""
    for promise in promises:
        steady = promise.metric.better == "higher" and promise.metric.dimension == Dimension.RATIO
        if steady and promise.priority is None and promise.percentile is None:
            return promise
    return promises[0] if promises else None


def told(promise: Guarantee, words: DrawingWords) -> str:
    """A promise on one line of a longer text: `availability 99.95% per month`."""
    said = short(promise, words)
    parts = [said if promise.metric.key in said.split() else f"{promise.metric.key} {said}"]
    if promise.share:
        share = words.share(promise.share.ratio)
        parts.append(words.say("graph-told-share", share=share, cases=promise.share.of))
    if promise.period:
        kind = promise.period.kind.value.replace(" ", "-")
        parts.append(words.say_of("graph-told-period", "period", kind))
    if promise.during:
        parts.append(words.say("graph-told-during", calendar=promise.during.key))
    return " ".join(parts)


def spread(values: Sequence[Value | None], labels: Sequence[str], words: DrawingWords) -> str:
    """One label for lines drawn as one: the same, or the range from the lowest to the highest ratio."""
    if len(set(labels)) == 1:
        return labels[0]
    ratios = sorted(v for v in values if isinstance(v, Ratio))
    if len(ratios) == len(values) and ratios:
        return words.say("graph-range", low=words.value(ratios[0]), high=words.value(ratios[-1]))
    return words.say("graph-various")
