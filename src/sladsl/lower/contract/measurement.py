"""How every metric is counted, each choice of the source in a sentence, and how a value meets its target."""

from __future__ import annotations

from collections.abc import Iterable

from sladsl.lower.contract import decisions
from sladsl.lower.contract.formulas import condition_words, formula_words, metrics_in, moment
from sladsl.lower.contract.groups import Group
from sladsl.lower.contract.pen import Pen, reference, sentences
from sladsl.lower.document import Block, Clause, Inlines, Numbered, Paragraph, text
from sladsl.model.metrics import (
    Combined,
    Compare,
    Condition,
    Holds,
    Metric,
    Negated,
    ShareOfIntervals,
    Switches,
    TimeBetween,
)
from sladsl.model.values import Ratio
from sladsl.syntax.words import OPPOSITE, Comparator

_UNDEPLOYED = {"good": "up", "excluded": "removed"}


def measurement(pen: Pen, groups: tuple[Group, ...], prose: Iterable[Clause]) -> Clause:
    children = [_metric(pen, metric) for metric in metrics_of(pen, groups)]
    children.append(decisions.decisions(pen, groups))
    return pen.section(
        "measurement", "section-measurement", pen.p("counting-intro"), children=[*children, *prose]
    )


def metrics_of(pen: Pen, groups: tuple[Group, ...]) -> tuple[Metric, ...]:
    """The metrics of the promises and those that these are computed from, as they come."""
    found: dict[str, Metric] = {}
    todo = [g.metric for group in groups for g in group.cells]
    while todo:
        metric = todo.pop(0)
        if metric.key not in found:
            found[metric.key] = metric
            todo[:0] = [pen.house.metrics[key] for key in metrics_in(metric) if key in pen.house.metrics]
    return tuple(found.values())


def _metric(pen: Pen, metric: Metric) -> Clause:
    blocks: list[Block] = [sentences(*formula_words(pen, metric))]
    rules = [*_limit(pen, metric), *switch_words(pen, metric, metric.switches, whole=True)]
    rules += _source(pen, metric)
    if len(rules) == 1:
        blocks.append(Paragraph(rules[0]))
    elif rules:
        blocks.append(Numbered(tuple((Paragraph(rule),) for rule in rules)))
    return Clause(f"measurement.{metric.key}", pen.title(metric.title), tuple(blocks), (), metric.span)


def _limit(pen: Pen, metric: Metric) -> list[Inlines]:
    """Whether an interval exactly at its limit is good: what the source's comparison says."""
    if not isinstance(metric.formula, ShareOfIntervals):
        return []
    comparators = set(_comparators(metric.formula.condition))
    if comparators and comparators <= {">=", "<="}:
        return [pen.say("switch-limit-good")]
    return [pen.say("switch-limit-bad")] if comparators and comparators <= {">", "<"} else []


def _comparators(condition: Condition) -> list[Comparator]:
    match condition:
        case Compare(_, comparator, _):
            return [comparator]
        case Combined(_, left, right):
            return _comparators(left) + _comparators(right)
        case Negated(inner):
            return [OPPOSITE.get(c, c) for c in _comparators(inner)]
    return []


def switch_words(pen: Pen, metric: Metric, switches: Switches, whole: bool) -> list[Inlines]:
    """One sentence for every switch that is set; `whole` adds what a clock without a pause does."""
    said: list[Inlines] = []
    if isinstance(switches.empty, Ratio):
        said.append(pen.say("switch-empty-value", value=pen.value(switches.empty)))
    elif switches.empty is not None:
        said.append(pen.say("switch-empty", empty=switches.empty))
    if switches.undeployed is not None:
        said.append(pen.say("switch-undeployed", undeployed=_UNDEPLOYED[switches.undeployed]))
    if switches.short_outages is not None and switches.short_too:
        said.append(pen.say("switch-outage-up-to", longest=pen.value(switches.short_outages)))
    elif switches.short_outages is not None:
        said.append(pen.say("switch-minimum-outage", minimum=pen.value(switches.short_outages)))
    if switches.begun is not None:
        said.append(pen.say("switch-begun-period", cuts=switches.begun))
    if switches.partial is not None:
        said.append(pen.say("switch-partial-count" if switches.partial else "switch-partial-not"))
    if switches.attributed in ("opened", "closed"):
        said.append(pen.say("switch-attributed", to=switches.attributed))
    elif switches.attributed is not None:
        event = moment(pen, switches.attributed)
        said.append(pen.say("counting-attributed-event", moment=event))
    if isinstance(switches.pause, Holds):
        state = text(switches.pause.name.replace("_", " "))
        said.append(pen.say("counting-pause-state", state=state))
    elif switches.pause is not None:
        condition = condition_words(pen, switches.pause)
        said.append(pen.say("counting-pause-condition", condition=condition))
    if switches.pause is not None and switches.pause_in == "elapsed time":
        said.append(pen.say("switch-pause-elapsed"))
    elif switches.pause is not None:
        said.append(pen.say("switch-pause-time"))
    elif whole and isinstance(metric.formula, TimeBetween):
        said.append(pen.say("switch-no-pause"))
    return said


def _source(pen: Pen, metric: Metric) -> list[Inlines]:
    origins = dict.fromkeys(
        (m.origin, pen.measured_by(s))
        for s in pen.agreement.services
        for m in s.measures
        if metric.key in {x.key for x in m.metrics}
    )
    schedule = reference("schedule.sources")
    said = []
    for origin, side in origins:
        if origin == "prometheus":
            said.append(pen.say("counting-from-monitoring", schedule=schedule, side=side))
        elif origin == "tickets":
            said.append(pen.say("counting-from-tickets", schedule=schedule, side=side))
        else:
            said.append(pen.say("counting-from-other", origin=text(origin), schedule=schedule))
    return said
