"""Checks that a lower level keeps what the level above promises, as far as that one lets it change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.ratio import percent
from sladsl.model.agreements import Agreement, Guarantee, limited_hours
from sladsl.model.rounding import MODE_WORDS
from sladsl.model.supports import FOREVER, overlap, phase
from sladsl.model.written import condition_text, decimals_text, measurand, period_text, target_text
from sladsl.prove.horizon import common_term
from sladsl.rules.compare import share_subject, topic
from sladsl.rules.index import Index, hours_key
from sladsl.rules.say import headline
from sladsl.rules.structure.levels import changed, missing
from sladsl.rules.structure.scope_below import Gap, Level, excludes_alike
from sladsl.rules.structure.zones_below import other_zone


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per guarantee, against the nearest level that it loosens; else against the nearest one that
    nobody can say whether it keeps.

    Promises of the same metric, percentile, priority and subject are compared: by their numbers where they
    are counted alike, else by what they allow, for downtime and for the time of cases.
    """
    for agreement in index.agreements:
        if agreement.under is not None:
            for guarantee in agreement.guarantees:
                found = list(_against(index, agreement, guarantee))
                found.sort(key=lambda each: each.rule is catalogue.UNDECIDED_BELOW)
                yield from found[:1]
            yield from _in_other_hours(index, agreement)


def _in_other_hours(index: Index, agreement: Agreement) -> Iterator[Diagnostic]:
    """What is taken over as it stands, and counted in the hours and the zone of who takes it over."""
    nearest = index.house.agreements.get(agreement.under) if agreement.under is not None else None
    if nearest is not None and (nearest.hours, nearest.zone) == (agreement.hours, agreement.zone):
        return  # the level above has them, too
    for key, promise in agreement.inherited:
        lower, upper = Level(agreement, promise), Level(index.house.agreements[key], promise)
        if promise.permission == "change" or upper.agreement.hours is None:
            continue
        if _hours(lower) == _hours(upper) and not other_zone(lower, upper):
            continue
        gap = missing(index, lower, upper)
        if gap is not None:
            yield _finding(lower, upper, gap, "loosens", "change")


def _against(index: Index, agreement: Agreement, guarantee: Guarantee) -> Iterator[Diagnostic]:
    lower = Level(agreement, guarantee)
    for above in index.house.levels_above(agreement):
        for promise in above.guarantees:
            if promise.permission == "change" or not _alike(guarantee, promise):
                continue
            upper = Level(above, promise)
            if promise.permission == "not change" and changed(lower, upper):
                allow = "tighten" if missing(index, lower, upper) is None else "change"
                yield _finding(lower, upper, Gap("", "keep what the level above says"), "changes", allow)
                continue
            gap = missing(index, lower, upper) or _left_open(index, lower, upper)
            if gap is not None and not _made_up_for(index, lower, upper):
                yield _finding(lower, upper, gap, "loosens", "change")


def _made_up_for(index: Index, lower: Level, upper: Level) -> bool:
    """Whether the agreement has another promise about the same that keeps the one above on the same days."""
    days = overlap(phase(lower.guarantee), phase(upper.guarantee))
    for other in lower.agreement.guarantees:
        if other is lower.guarantee or not _alike(other, upper.guarantee):
            continue
        if days is not None and overlap(days, phase(other)) != days:
            continue
        if _covers(other, lower.guarantee) and missing(index, Level(lower.agreement, other), upper) is None:
            return True
    return False


def _left_open(index: Index, lower: Level, upper: Level) -> Gap | None:
    """The first day on which the upper promise holds, and the lower one, which takes its place, does not; of
    several with dates it is found elsewhere."""
    held, days = phase(lower.guarantee), common_term(index, (lower.agreement, upper.agreement))
    days = overlap(days, phase(upper.guarantee)) if days is not None else None
    others = (g for g in lower.agreement.guarantees if g is not lower.guarantee)
    if topic(lower.guarantee) != topic(upper.guarantee):
        return None  # it holds beside the one above
    if days is None or any(_alike(other, upper.guarantee) for other in others):
        return None
    if held[0] <= days[0] and days[1] <= held[1]:
        return None
    first = days[0] if held[0] > days[0] else held[1] + 1
    day = date.fromordinal(first).isoformat() if first > FOREVER[0] else "the first day on"
    note = f"from {day} it does not hold, and takes the place of what `{upper.agreement.key}` promises"
    return Gap(note, "leave its dates out, or promise something for the other days")


def _covers(other: Guarantee, lower: Guarantee) -> bool:
    keys = {service.key for service in other.services}
    return not keys or (bool(lower.services) and all(s.key in keys for s in lower.services))


def _alike(lower: Guarantee, upper: Guarantee) -> bool:
    return (
        lower.metric.key == upper.metric.key
        and lower.percentile == upper.percentile
        and (
            upper.priority is None
            or (lower.priority is not None and lower.priority.key == upper.priority.key)
        )
        and (upper.priority is not None or _heading(lower) == _heading(upper) or not _heading(upper))
        and share_subject(lower, upper)
        and overlap(phase(lower), phase(upper)) is not None
    )


def _heading(guarantee: Guarantee) -> str:
    return guarantee.cell.heading if guarantee.cell is not None and guarantee.priority is None else ""


def _finding(lower: Level, upper: Level, gap: Gap, verb: str, allow: str) -> Diagnostic:
    below, above, key = lower.guarantee, upper.guarantee, upper.agreement.key
    here, there = _said(lower, upper), _said(upper, lower)
    labels = (
        Label(below.target_span, f"{verb} it here" if gap.sure else "promised here")
        if below is not above
        else Label(headline(lower.agreement.span), "takes it over, in hours of its own"),
        Label(above.target_span, f"`{key}` promises this"),
    )
    notes = ((gap.note,) if gap.note else ()) + (f"lower levels may {above.permission or 'tighten'}",)
    permission = f"let the level above say `lower levels may {allow}`"
    way_out = f"{gap.way_out}, or {permission}" if gap.way_out else permission
    if gap.sure:
        what = (
            f"`{below.name}` {verb} what `{key}` promises of `{measurand(below)}`: {here} instead of {there}"
        )
        return Diagnostic(catalogue.LOOSENED_BELOW, what, labels, notes, help=way_out)
    what = (
        f"nobody can say whether `{below.name}` keeps what `{key}` promises of `{measurand(below)}`: {here} "
        f"under {there}"
    )
    return Diagnostic(catalogue.UNDECIDED_BELOW, what, labels, notes, help=way_out)


def _hours(level: Level) -> str:
    return hours_key(level.agreement, level.guarantee)


def _said(level: Level, other: Level) -> str:
    """The promise, with what else of it differs from the other one."""
    guarantee = level.guarantee
    text = f"`{target_text(guarantee)}`{period_text(guarantee.period)}"
    if guarantee.share:
        text += f" for {percent(guarantee.share.ratio)} of {guarantee.share.of}"
    elif other.guarantee.share:
        text += " for all of them"
    more = []
    if guarantee.rounding != other.guarantee.rounding:
        rounding = guarantee.rounding
        more.append(
            f"rounded to {decimals_text(rounding.places)} {MODE_WORDS[rounding.mode]}"
            if rounding
            else "not rounded"
        )
    if not excludes_alike(level, other):
        names = [f"`{exclusion.key}`" for exclusion in guarantee.exclusions]
        more.append(f"except {' and '.join(names)}" if names else "without exceptions")
    if guarantee.applies != other.guarantee.applies:
        more.append(f"when `{condition_text(guarantee.applies)}`" if guarantee.applies else "always")
    if level.switches.pause != other.switches.pause:
        more.append("with pauses" if level.switches.pause else "without pauses")
    hours = limited_hours(guarantee, level.agreement)
    if _hours(level) != _hours(other):
        more.append(f"in `{hours.key}`" if hours is not None else "at all hours")
    if other_zone(level, other):
        more.append(f"by the clocks of `{level.agreement.zone}`")
    return ", ".join((text, *more))
