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

_FEW = 3
"""So many exceptions are named instead of all that a rule is about."""


def decisions(pen: Pen, groups: tuple[Group, ...]) -> Clause:
    """One sentence for each rule, with the promises it is about unless it is about all of them."""
    rules: dict[Inlines, list[Guarantee]] = {}
    for group in groups:
        for promise in group.cells:
            for rule in _rules(pen, promise):
                rules.setdefault(rule, []).append(promise)
    said = [sentences(rule, _about(pen, groups, promises)) for rule, promises in rules.items()]
    said += [sentences(rule) for rule in _common(pen)]
    return pen.section(
        "decision",
        "decision-title",
        pen.p("decision-intro"),
        Numbered(tuple((each,) for each in said)),
    )


def _about(pen: Pen, groups: tuple[Group, ...], promises: list[Guarantee]) -> Inlines:
    """Which promises a rule is about; nothing when all of them are."""
    keys = {id(promise) for promise in promises}
    others = [p for group in groups for p in group.cells if id(p) not in keys]
    if not others:
        return ()
    if len(others) <= _FEW and len(promises) > len(others):
        return pen.say("decision-excepts", promises=pen.join(_names(pen, groups, others)))
    return pen.say("decision-applies", promises=pen.join(_names(pen, groups, promises)))


def _names(pen: Pen, groups: tuple[Group, ...], promises: list[Guarantee]) -> list[str | Inlines]:
    """The titles of promises; of a table that is only partly meant, the cells."""
    keys = {id(promise) for promise in promises}
    names: dict[Inlines, None] = {}
    for group in groups:
        meant = [p for p in group.cells if id(p) in keys]
        title = text(group.title(pen))
        if len(meant) == len(group.cells):
            names[title] = None
            continue
        for promise in meant:
            row = text(promise.cell.heading if promise.cell else "")
            column = pen.measured(promise)
            names[pen.say("decision-cell", promise=title, row=row, column=column)] = None
    return list(names)


def _rules(pen: Pen, promise: Guarantee) -> list[Inlines]:
    said = [pen.say(_equality(promise))] if promise.comparator != "=" else []
    if promise.rounding is not None:
        mode = _MODES[promise.rounding.mode]
        said.append(pen.say("switch-compare-rounded", mode=mode, count=promise.rounding.places))
    elif promise.exact:
        said.append(pen.say("switch-compare-exact"))
    both = [e for e in promise.exclusions if e.key not in promise.downtime_only]
    if both:
        said.append(_excluded(pen, promise.metric.formula))
    if promise.downtime_only:
        only = [pen.title(e.title) for e in promise.exclusions if e.key in promise.downtime_only]
        said.append(pen.say("decision-excluded-downtime", exclusions=pen.join(only)))
    if promise.claimed_once:
        said.append(pen.say("promise-claimed-once"))
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
            return pen.say("switch-excluded-from")
    return pen.say("decision-excluded-events")


def _common(pen: Pen) -> list[Inlines]:
    zone = pen.agreement.zone
    whose = "utc" if zone == "UTC" else "agreement"
    return [pen.say("switch-zone", whose=whose, zone=text(zone)), pen.say("switch-no-data")]
