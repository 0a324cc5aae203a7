"""How a metric is computed, in words: every formula, condition and term by its kind alone."""

from __future__ import annotations

from fractions import Fraction

from sladsl.lower.contract.pen import COMPARISONS, Pen
from sladsl.lower.document import Code, Inlines, Text, text
from sladsl.model.metrics import (
    Aggregate,
    Arithmetic,
    Combined,
    Compare,
    Computed,
    Condition,
    Constant,
    CountOfEvents,
    CountOfIntervals,
    Holds,
    MeanOver,
    MeanScore,
    Metric,
    MetricUse,
    Negated,
    PercentileOf,
    ShareOfEvents,
    ShareOfIntervals,
    ShareOfTime,
    Signal,
    Term,
    TimeBetween,
    TimeInState,
    WorstOf,
)
from sladsl.model.values import Number, Ratio

_OPERATORS = {"+": "formula-plus", "-": "formula-minus", "*": "formula-times", "/": "formula-divided"}
_MOMENTS = frozenset({"opened", "known", "happened", "responded", "resolved", "closed"})


def term_words(pen: Pen, term: Term) -> Inlines:
    """`errors` divided by `requests`; what is computed inside stands in brackets."""
    match term:
        case Signal(name):
            return (Code(name),)
        case MetricUse(key):
            return pen.metric(pen.house.metrics[key])
        case Constant(value):
            return pen.shown(value)
        case Arithmetic(op, left, right):
            first = term_words(pen, left) if op in ("+", "-") else _operand(pen, left)
            return pen.say(_OPERATORS[op], left=first, right=_operand(pen, right))


def _operand(pen: Pen, term: Term) -> Inlines:
    words = term_words(pen, term)
    return (Text("("), *words, Text(")")) if isinstance(term, Arithmetic) else words


def condition_words(pen: Pen, condition: Condition) -> Inlines:
    match condition:
        case Holds("unknown"):
            return pen.say("condition-unknown")
        case Holds(name):
            return pen.say("condition-holds", signal=Code(name))
        case Compare(left, comparator, right):
            target = right.value if isinstance(right, Constant) else term_words(pen, right)
            return pen.say(
                "condition-compared",
                left=term_words(pen, left),
                comparison=COMPARISONS[comparator],
                target=target if isinstance(target, tuple) else pen.value(target),
            )
        case Combined(op, left, right):
            return pen.say(f"condition-{op}", left=_inner(pen, left, op), right=_inner(pen, right, op))
        case Negated(inner):
            return pen.say("condition-not", condition=condition_words(pen, inner))


def _inner(pen: Pen, condition: Condition, op: str) -> Inlines:
    words = condition_words(pen, condition)
    mixed = isinstance(condition, Combined) and condition.op != op
    return (Text("("), *words, Text(")")) if mixed else words


def formula_words(pen: Pen, metric: Metric) -> list[Inlines]:
    """The sentences that say how the metric's value comes about."""
    said = [_formula(pen, metric)]
    if isinstance(metric.formula, MeanScore):
        said += _scores(pen, metric.formula)
    if metric.pooled_by is not None:
        said.append(pen.say("measure-pooled", weight=Code(metric.pooled_by)))
    if metric.denominator is not None:
        said.append(pen.say("measure-constant-denominator", total=pen.value(metric.denominator)))
    if metric.with_previous:
        said.append(pen.say("measure-with-previous", metric=pen.metric(metric)))
    return said


def _formula(pen: Pen, metric: Metric) -> Inlines:
    name = pen.metric(metric)
    match metric.formula:
        case ShareOfIntervals(interval, condition):
            return pen.say(
                "measure-share-of-buckets",
                metric=name,
                interval=pen.value(interval),
                condition=condition_words(pen, condition),
            )
        case ShareOfTime(condition):
            return pen.say("measure-share-of-time", metric=name, condition=condition_words(pen, condition))
        case ShareOfEvents(condition):
            return pen.say("measure-share-of-events", metric=name, condition=condition_words(pen, condition))
        case MeanOver(interval, value):
            return pen.say(
                "measure-mean-over-buckets",
                metric=name,
                interval=pen.value(interval),
                expression=term_words(pen, value),
            )
        case PercentileOf(signal):
            return pen.say("measure-percentile", metric=name, signal=Code(signal))
        case TimeBetween(first, last):
            return pen.say(
                "measure-time-between", metric=name, start=moment(pen, first), stop=moment(pen, last)
            )
        case CountOfEvents(None):
            return pen.say("measure-count", metric=name)
        case CountOfEvents(where) if where is not None:
            return pen.say("measure-count-where", metric=name, condition=condition_words(pen, where))
        case CountOfIntervals(interval, condition):
            return pen.say(
                "measure-count-intervals",
                metric=name,
                interval=pen.value(interval),
                condition=condition_words(pen, condition),
            )
        case MeanScore():
            return pen.say("measure-mean-score", metric=name)
        case TimeInState(state):
            return pen.say("measure-time-in-state", metric=name, state=state)
        case WorstOf(values):
            return pen.say(
                "measure-worst-of", metric=name, metrics=pen.join([term_words(pen, v) for v in values])
            )
        case Aggregate(function, value):
            return pen.say(
                "measure-aggregate", metric=name, aggregate=function, signal=term_words(pen, value)
            )
        case Computed(Arithmetic("/", left, right)):
            return pen.say(
                "measure-ratio", metric=name, numerator=_operand(pen, left), denominator=_operand(pen, right)
            )
        case Computed(value):
            message = "measure-computed" if _has_signals(value) else "measure-is"
            return pen.say(message, metric=name, formula=term_words(pen, value))
    return pen.say("measure-records", metric=name)


def _scores(pen: Pen, formula: MeanScore) -> list[Inlines]:
    """A sentence for every row, in order, and one for the rest."""
    said = []
    for row in formula.rows:
        score = pen.shown(_score_value(row.score, formula.share))
        said.append(pen.say("measure-score", score=score, condition=condition_words(pen, row.condition)))
    rest = pen.shown(_score_value(formula.otherwise, formula.share))
    return [*said, pen.say("measure-score-otherwise", score=rest)]


def _score_value(score: Fraction, share: bool) -> Ratio | Number:
    return Ratio(score) if share else Number(score)


def _has_signals(term: Term) -> bool:
    if isinstance(term, Arithmetic):
        return _has_signals(term.left) or _has_signals(term.right)
    return isinstance(term, Signal)


def moment(pen: Pen, event: str) -> Inlines:
    """An event of a case, in words where it is one of the usual ones."""
    if event in _MOMENTS:
        return pen.say("moment", moment=event)
    return pen.say("moment-other", event=text(event.replace("_", " ")))


def metrics_in(metric: Metric) -> tuple[str, ...]:
    """The keys of the metrics that a formula computes with."""
    found: list[str] = []

    def walk(node: object) -> None:
        if isinstance(node, MetricUse):
            found.append(node.key)
        elif isinstance(node, tuple):
            for each in node:
                walk(each)
        elif hasattr(node, "__dataclass_fields__") and type(node).__module__ == Metric.__module__:
            for name in node.__dataclass_fields__:
                walk(getattr(node, name))

    walk(metric.formula)
    return tuple(dict.fromkeys(found))
