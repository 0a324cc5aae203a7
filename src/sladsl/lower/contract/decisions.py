"""How a measured value is held against its target: rounding, equality, exclusions, zone, missing data."""

from __future__ import annotations

from sladsl.exact.ratio import Rounding
from sladsl.lower.contract.groups import Group
from sladsl.lower.contract.pen import Pen, sentences
from sladsl.lower.document import Clause, Inlines, Numbered, text
from sladsl.model.agreements import Guarantee
from sladsl.model.metrics import (
    Formula,
    MeanOver,
    ShareOfIntervals,
    ShareOfTime,
    Switches,
    TimeBetween,
    TimeInState,
)

_MODES = {
    Rounding.HALF_UP: "half-up",
    Rounding.HALF_EVEN: "half-even",
    Rounding.FLOOR: "floor",
    Rounding.CEILING: "ceiling",
}


def decisions(pen: Pen, groups: tuple[Group, ...]) -> Clause:
    """One sentence for each rule, with the promises it is about unless it is about all of them."""
    rules: dict[Inlines, list[Group]] = {}
    for group in groups:
        for promise in group.cells:
            for rule in _rules(pen, promise):
                about = rules.setdefault(rule, [])
                if group not in about:
                    about.append(group)
    said = []
    for rule, about in rules.items():
        if len(about) == len(groups):
            said.append(sentences(rule))
            continue
        titles = pen.join(list(dict.fromkeys(g.title(pen) for g in about)))
        said.append(sentences(rule, pen.say("decision-applies", promises=titles)))
    said += [sentences(rule) for rule in _common(pen)]
    return pen.section(
        "measurement.decision",
        "decision-title",
        pen.p("decision-intro"),
        Numbered(tuple((each,) for each in said)),
    )


def _rules(pen: Pen, promise: Guarantee) -> list[Inlines]:
    said = [pen.say(_equality(promise))] if promise.comparator != "=" else []
    if promise.rounding is not None:
        mode = _MODES[promise.rounding.mode]
        said.append(pen.say("switch-compare-rounded", mode=mode, count=promise.rounding.places))
    elif promise.exact:
        said.append(pen.say("switch-compare-exact"))
    if promise.exclusions:
        said.append(_excluded(pen, promise.metric.formula))
    if promise.switches != Switches():
        from sladsl.lower.contract.measurement import switch_words

        said += switch_words(pen, promise.metric, promise.switches, whole=False)
    return said


def _equality(promise: Guarantee) -> str:
    return "switch-target-included" if promise.comparator in (">=", "<=") else "switch-target-excluded"


def _excluded(pen: Pen, formula: Formula | None) -> Inlines:
    match formula:
        case TimeBetween():
            return pen.say("decision-excluded-clock")
        case ShareOfIntervals() | ShareOfTime() | TimeInState() | MeanOver():
            return pen.say("switch-excluded-from", **{"from": "both"})
    return pen.say("decision-excluded-events")


def _common(pen: Pen) -> list[Inlines]:
    zone = pen.agreement.zone
    whose = "utc" if zone == "UTC" else "agreement"
    return [pen.say("switch-zone", whose=whose, zone=text(zone)), pen.say("switch-no-data")]
